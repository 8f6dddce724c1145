"""``supplies treasury``: lists of treasury payments and invoices from Excel and CSV files, and their open lines."""

import argparse
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from supplies.cli.call import Call, Parser
from supplies.cli.output import Answer, table
from supplies.cli.parsing import Groups, add_group, add_verb, whole
from supplies.errors import BadField, UnknownRecord
from supplies.language import _
from supplies.procurement.lists import ListKind, MoneyList
from supplies.procurement.matching import Candidate, Proposal
from supplies.procurement.take_over import Decision, Fate, Plan, PlannedLine, confirmed, decide, fate_name, plan
from supplies.procurement.treasury_queries import TakenRow, open_lines, open_proposals
from supplies.procurement.undo import undo
from supplies.program import Program
from supplies.sheets.payments import read_invoices, read_payments


def add(groups: Groups, shared: Parser) -> None:
    """Declare the verbs."""
    verbs = add_group(groups, shared, "treasury", _("lists of treasury payments and invoices"))
    verb = add_verb(verbs, shared, "preview", _preview, _("read a list and propose a contract for each line"))
    _add_list(verb)
    verb = add_verb(verbs, shared, "take", _take, _("take a list over and record what is matched"))
    _add_list(verb)
    verb.add_argument(
        "--accept", action="append", default=[], metavar="NAME", help=_("accept a difference by its name")
    )
    verb.add_argument(
        "--match",
        action="append",
        default=[],
        metavar="ROW=CONTRACT",
        help=_("the contract of a row, as 12=HT-1 or Sheet!12=HT-1; repeatable"),
    )
    verb.add_argument("--confirm-proposals", action="store_true", help=_("follow every proposal that is sure"))
    verb.add_argument("--date", metavar="DATE")
    add_verb(verbs, shared, "open", _open, _("list the lines that are still open, with the nearest contracts"))
    verb = add_verb(verbs, shared, "decide", _decide, _("decide about a line that is still open"))
    verb.add_argument("list", type=whole, help=_("entry of the list"))
    verb.add_argument("line", type=whole, help=_("number of the line"))
    verb.add_argument("--contract", default="", help=_("number of the contract that it belongs to"))
    verb.add_argument("--reason", default="", help=_("why it belongs to no contract"))
    verb.add_argument("--date", metavar="DATE")
    verb = add_verb(verbs, shared, "undo", _undo, _("undo a wrong match, and correct what was recorded with it"))
    verb.add_argument("list", type=whole, help=_("entry of the list"))
    verb.add_argument("line", type=whole, help=_("number of the line"))
    verb.add_argument("--reason", required=True, help=_("why the match is wrong"))
    keeps = _("leave the recorded payment or invoice as it is")
    verb.add_argument("--keep-record", action="store_true", help=keeps)
    verb.add_argument("--date", metavar="DATE")


def _add_list(verb: argparse.ArgumentParser) -> None:
    """Declare the file and what is in it."""
    verb.add_argument("file", type=Path)
    kinds = [kind.value for kind in ListKind]
    verb.add_argument("--kind", choices=kinds, default=kinds[0], help=_("payments, or invoices"))


def _read(call: Call) -> MoneyList:
    """Return the list in the file."""
    reader = read_payments if ListKind(call.options.kind) is ListKind.PAYMENTS else read_invoices
    return reader(Path(call.options.file))


def _planned(call: Call, program: Program, of: MoneyList, decisions: Mapping[str, Decision]) -> Plan:
    """Return what taking a list over would do."""
    day = call.business_date(program)
    return program.read(partial(plan, money_list=of, decisions=decisions, day=day))


def _preview(call: Call) -> Answer:
    """Show what is in a list, and what following its proposals would do."""
    of = _read(call)
    with call.program() as program:
        found = _planned(call, program, of, confirmed(_planned(call, program, of, {})))
    return Answer(_data(found, posted=False), _told(found))


def _take(call: Call) -> Answer:
    """Take a list over; the very same list again changes nothing, which is no error."""
    of = _read(call)
    with call.program() as program:
        first = _planned(call, program, of, {})
        decisions = dict(confirmed(first)) if call.options.confirm_proposals else {}
        found = _planned(call, program, of, decisions | _matches(of, call.options.match))
        if not found.is_taken:
            call.post(program, found.actions(call.options.accept, call.business_date(program)))
    outcome = _("Nothing was changed.") if found.is_taken else _("Posted.")
    return Answer(_data(found, posted=not found.is_taken), [*_told(found), outcome])


def _matches(of: MoneyList, told: Sequence[str]) -> dict[str, Decision]:
    """Return the decisions that ``--match`` names."""
    found: dict[str, Decision] = {}
    for text in told:
        place, _equals, contract = text.partition("=")
        sheet, _mark, row = place.strip().rpartition("!")
        here = [line for line in of.lines if str(line.row) == row and sheet in {"", line.sheet}]
        if len(here) != 1 or not contract.strip():
            problem = _("“{text}” names no line, or several; write it as Sheet!12=HT-1").format(text=text)
            raise BadField(field="--match", problem=problem)
        found[here[0].fingerprint] = Decision(contract=contract.strip())
    return found


def _data(found: Plan, *, posted: bool) -> dict[str, object]:
    """Return a plan as data."""
    of = found.money_list
    return {
        "kind": of.kind,
        "file": of.file,
        "amount": of.amount,
        "already_taken": found.is_taken,
        "skipped": found.skipped,
        "sheets": [
            {
                "name": each.name,
                "head": [each.first_head, each.last_head],
                "unit": each.unit,
                "lines": each.lines,
                "totals": each.totals,
                "amount": each.amount,
            }
            for each in of.sheets
        ],
        "notices": of.notices(),
        "differences": [{"name": each.name, "words": each.sentence()} for each in of.differences],
        "lines": [_line_data(each) for each in found.lines],
        "recorded": len(found.records),
        "posted": posted,
    }


def _line_data(planned: PlannedLine) -> dict[str, object]:
    """Return a line and what becomes of it as data."""
    line = planned.line
    return {
        "sheet": line.sheet,
        "row": line.row,
        "number": line.number,
        "date": line.dated,
        "payee": line.payee,
        "amount": line.amount,
        "fate": planned.fate,
        "contract": planned.contract,
        "problem": planned.problem.text() if planned.problem is not None else "",
        "candidates": [_candidate_data(each) for each in planned.proposal.candidates],
    }


def _candidate_data(candidate: Candidate) -> dict[str, object]:
    """Return a contract that a line may belong to, and why, as data."""
    return {"contract": candidate.contract.number, "score": candidate.score, "reasons": candidate.sentences()}


def _told(found: Plan) -> list[str]:
    """Return a plan as people read it."""
    of = found.money_list
    head = _("{file}: {n} lines, {amount} yuan").format(file=of.file, n=len(of.lines), amount=of.amount.grouped())
    sheets = [f"{each.name}: {each.sentence()}" for each in of.sheets]
    told = [head, *sheets, *of.notices(), *(f"{each.name}  {each.sentence()}" for each in of.differences)]
    if found.is_taken:
        return [*told, _("Every line of the list was taken over already.")]
    if found.skipped:
        told.append(_("{n} lines were taken over already and are left out.").format(n=found.skipped))
    heads = (_("Sheet"), _("Row"), _("Number"), _("Date"), _("Payee"), _("Amount"), _("Contract"), _("Outcome"))
    rows = (
        (
            each.line.sheet,
            each.line.row,
            each.line.number,
            each.line.dated,
            each.line.payee,
            each.line.amount,
            each.contract,
            fate_name(each.fate),
        )
        for each in found.lines
    )
    told += table(heads, rows)
    for each in found.lines:
        if each.fate is Fate.OPEN:
            told += ["", f"{each.line.sheet}!{each.line.row} {each.line.number}", *_why_open(each)]
    return told


def _why_open(planned: PlannedLine) -> list[str]:
    """Return why a line stays open, and the contracts nearest to it."""
    problem = [] if planned.problem is None else [f"  {planned.problem.text()}"]
    return [*problem, *_candidate_lines(planned.proposal)]


def _candidate_lines(proposal: Proposal) -> list[str]:
    """Return the contracts nearest to a line, each with its reasons."""
    if not proposal.candidates:
        return [f"  {_('no contract is near')}"]
    return [f"  {each.contract.number}: {'; '.join(each.sentences())}" for each in proposal.candidates]


def _open(call: Call) -> Answer:
    """List the lines that are still open."""
    with call.program() as program:
        pairs = program.read(open_proposals)
    data = [
        {
            "list": row.list_seq,
            "line": row.line,
            "kind": row.kind,
            "file": row.file,
            "number": row.listed.number,
            "date": row.listed.dated,
            "payee": row.listed.payee,
            "amount": row.listed.amount,
            "candidates": [_candidate_data(each) for each in proposal.candidates],
        }
        for row, proposal in pairs
    ]
    told = [line for pair in pairs for line in _open_told(*pair)]
    return Answer({"rows": data}, [*told, _("{n} lines are open").format(n=len(pairs))])


def _open_told(row: TakenRow, proposal: Proposal) -> list[str]:
    """Return an open line with the contracts nearest to it."""
    line = row.listed
    words = f"{row.list_seq} {row.line}  {line.number} {line.dated} {line.payee} {line.amount.grouped()}"
    return [words, *_candidate_lines(proposal)]


def _decide(call: Call) -> Answer:
    """Decide about a line that is still open."""
    decision = Decision(contract=call.text("contract"), reason=call.text("reason"))
    key = call.options.list, call.options.line
    with call.program() as program:
        rows = program.read(partial(open_lines, seqs={key}))
        if not rows:
            raise UnknownRecord(kind=_("Listed line"), key=f"{key[0]}.{key[1]}")
        day = call.business_date(program)
        posted = call.post(program, program.read(partial(decide, row=rows[0], decision=decision, day=day)))
    return Answer({"entries": [each.entry.seq for each in posted]}, [_("Posted.")])


def _undo(call: Call) -> Answer:
    """Undo a wrong match."""
    of_list, line, reason = call.options.list, call.options.line, call.text("reason")
    with call.program() as program:
        question = partial(
            undo,
            of_list=of_list,
            line=line,
            reason=reason,
            day=call.business_date(program),
            with_record=not call.options.keep_record,
        )
        posted = call.post(program, program.read(question))
    return Answer({"entries": [each.entry.seq for each in posted]}, [_("Posted.")])

"""``supplies debt`` and ``supplies form``: papers that are owed, and blank forms for when nothing runs."""

import argparse
from functools import partial
from pathlib import Path
from typing import Any

from supplies.cli.call import Call, Parser
from supplies.cli.output import Answer, table
from supplies.cli.parsing import Groups, add_group, add_verb, whole
from supplies.errors import WrongUsage
from supplies.files import write_file
from supplies.language import _
from supplies.printing.fonts import find_faces
from supplies.printing.forms.blank_issue import blank_forms, blank_forms_pdf
from supplies.program import Program
from supplies.stock.actions import DebtKind, Emergency
from supplies.stock.debts import SettleDebt, debts_of, open_debts
from supplies.stock.documents import document_numbered
from supplies.stock.emergencies import SetEmergencyPolicy, hours_allowed, lacking
from supplies.stock.forms import FormRow, IssueBlankForms, VoidBlankForm, form_items, forms, most_wanted
from supplies.tables import local_text
from supplies.values import ActionId, DepotCode, ItemCode, Login, new_id


def add(groups: Groups, shared: Parser) -> None:
    """Declare the verbs."""
    verbs = add_group(groups, shared, "debt", _("papers that emergency documents still owe"))
    verb = add_verb(verbs, shared, "list", _list, _("what is owed, overdue first; or of one document"))
    verb.add_argument("--depot", metavar="CODE")
    verb.add_argument("--owner", metavar="LOGIN")
    verb.add_argument("--number", default="", help=_("number of a stock document"))
    verb = add_verb(verbs, shared, "settle", _settle, _("supply a paper that is owed, or confirm as second person"))
    verb.add_argument("number", help=_("number of a stock document"))
    verb.add_argument("--kind", required=True, choices=[kind.value for kind in DebtKind])
    verb.add_argument("--answer", required=True, help=_("the name, the number, or where the signed paper is kept"))
    verb = add_verb(verbs, shared, "policy", _policy, _("for how many hours papers may be owed; set it by --hours"))
    verb.add_argument("--hours", type=whole)
    verb.add_argument("--source", default="", help=_("the rule that says so"))
    verbs = add_group(groups, shared, "form", _("numbered blank issue forms"))
    verb = add_verb(verbs, shared, "print", _print, _("give out blank forms as PDF, or print some again"))
    verb.add_argument("--depot", required=True, metavar="CODE")
    verb.add_argument("--count", type=whole, default=10)
    verb.add_argument(
        "--items", nargs="*", metavar="CODE", help=_("what stands on the lines; else what is wanted most")
    )
    verb.add_argument("--again", nargs="*", metavar="NUMBER", help=_("numbers given out before; no new ones"))
    verb.add_argument("-o", "--output", type=Path, required=True, metavar="FILE.pdf")
    verb = add_verb(verbs, shared, "list", _forms, _("list blank forms"))
    verb.add_argument("--depot", metavar="CODE")
    verb.add_argument("--outstanding", action="store_true", help=_("only those that may still come back"))
    verb = add_verb(verbs, shared, "void", _void, _("mark a blank form void"))
    verb.add_argument("number")
    verb.add_argument("--reason", required=True)


def add_flags(verb: argparse.ArgumentParser) -> None:
    """Declare what a document takes that is posted before its papers."""
    verb.add_argument("--emergency", action="store_true", help=_("post before the papers; what lacks is owed"))
    verb.add_argument("--ordered-by", default="", help=_("who ordered it"))
    verb.add_argument("--phone", default="", help=_("the telephone that the order came from"))
    verb.add_argument("--basis", default="", help=_("how it was ordered: by telephone, by message, in person"))
    verb.add_argument("--receiver", default="", help=_("who takes the goods"))
    verb.add_argument("--vehicle", default="", help=_("plate and driver"))
    verb.add_argument("--owner", metavar="LOGIN", help=_("who has to supply the papers; else who posts"))
    verb.add_argument("--hours", type=whole, help=_("until when; else as long as the policy allows"))


def emergency_fields(call: Call, program: Program) -> dict[str, Any]:
    """Return what the flags say of the receiver and of an emergency."""
    told = {name: call.text(name) for name in ("receiver", "vehicle")}
    if not call.options.emergency:
        return told
    most = program.read(partial(hours_allowed, site_id=program.store.site_id))
    emergency = Emergency(
        ordered_by=call.text("ordered_by"),
        phone=call.text("phone"),
        basis=call.text("basis"),
        owes=lacking(told["receiver"], call.text("paper"), told["vehicle"]),
        hours=call.options.hours or most,
        owner=Login(call.text("owner")) or None,
    )
    return {**told, "emergency": emergency}


def _list(call: Call) -> Answer:
    """List what is owed, or all that one document owes and owed."""
    with call.program() as program:
        if call.text("number"):
            head = program.read(partial(document_numbered, number=call.text("number")))
            rows = program.read(partial(debts_of, site_id=head.site_id, of_seq=head.seq))
        else:
            depot, owner = DepotCode(call.text("depot")) or None, Login(call.text("owner")) or None
            rows = program.read(partial(open_debts, depot=depot, owner=owner))
        now = program.clock()
    overdue = sum(row.is_overdue(now) for row in rows)
    heads = (_("Number"), _("Owed"), _("To be supplied by"), _("State"), _("Who has to"), _("Incident"))
    cells = (
        (
            row.number,
            row.kind_name,
            local_text(row.due_at),
            _("Overdue") if row.is_overdue(now) else row.words,
            row.owner_name,
            row.incident,
        )
        for row in rows
    )
    summary = _("{n} papers, {overdue} overdue").format(n=len(rows), overdue=overdue)
    return Answer({"debts": rows, "overdue": overdue}, [*table(heads, cells), summary])


def _settle(call: Call) -> Answer:
    """Supply one paper."""
    with call.program() as program:
        head = program.read(partial(document_numbered, number=call.text("number")))
        action = SettleDebt(
            action_id=ActionId(new_id()),
            business_date=call.business_date(program),
            of_seq=head.seq,
            kind=DebtKind(call.text("kind")),
            answer=call.text("answer"),
        )
        call.post(program, [action])
        rows = program.read(partial(debts_of, site_id=head.site_id, of_seq=head.seq))
    left = [row for row in rows if row.settled_at is None]
    text = _("{number}: supplied {names}; {n} papers are still owed.")
    name = next(row.kind_name for row in rows if row.kind is action.kind)
    return Answer({"number": head.number, "owed": left}, [text.format(number=head.number, names=name, n=len(left))])


def _policy(call: Call) -> Answer:
    """Say for how long papers may be owed, or set it."""
    with call.program() as program:
        if call.options.hours:
            values: dict[str, Any] = {"action_id": ActionId(new_id()), "business_date": call.business_date(program)}
            call.post(program, [SetEmergencyPolicy(**values, hours=call.options.hours, source=call.text("source"))])
        hours = program.read(partial(hours_allowed, site_id=program.store.site_id))
    return Answer({"hours": hours}, [_("Papers may be owed for {hours} hours.").format(hours=hours)])


def _print(call: Call) -> Answer:
    """Give out forms and write their pages, or write some again."""
    depot = DepotCode(call.text("depot"))
    with call.program() as program:
        again: list[str] | None = call.options.again
        if again is None:
            action = IssueBlankForms(
                action_id=ActionId(new_id()),
                business_date=call.business_date(program),
                depot=depot,
                count=call.options.count,
                items=_items(call, program, depot),
            )
            seq = call.post(program, [action])[0].entry.seq
            rows = program.read(partial(forms, made_seq=seq))
        else:
            wanted = {number.upper() for number in again}
            rows = [row for row in program.read(partial(forms, depot=depot)) if not wanted or row.number in wanted]
        if not rows:
            raise WrongUsage(problem=_("no such form"), usage="supplies form list")
        items = {
            row.made_seq: program.read(partial(form_items, site_id=row.site_id, made_seq=row.made_seq)) for row in rows
        }
        is_sample = program.store.is_sample
    papers = [paper for row in rows for paper in blank_forms([row], items[row.made_seq], is_sample=is_sample)]
    path: Path = call.options.output
    write_file(path, blank_forms_pdf(papers, find_faces()))
    text = _("{n} forms, {first} to {last}, written to {path}.")
    said = text.format(n=len(rows), first=rows[0].number, last=rows[-1].number, path=path)
    return Answer({"forms": [row.number for row in rows], "path": str(path)}, [said])


def _items(call: Call, program: Program, depot: DepotCode) -> tuple[ItemCode, ...]:
    """Return what stands on the lines of new forms."""
    if call.options.items is not None:
        return tuple(ItemCode(code.upper()) for code in call.options.items)
    return tuple(item.code for item in program.read(partial(most_wanted, depot=depot)))


def _forms(call: Call) -> Answer:
    """List blank forms."""
    with call.program() as program:
        depot = DepotCode(call.text("depot")) or None
        rows: list[FormRow] = program.read(partial(forms, depot=depot, only_outstanding=call.options.outstanding))
    heads = (_("Number"), _("State"), _("Given out"), _("Depot"), _("Entered as"), _("Why void"))
    cells = (
        (row.number, row.state_name, local_text(row.made_at), row.depot_name, row.document, row.void_reason)
        for row in rows
    )
    return Answer(rows, table(heads, cells))


def _void(call: Call) -> Answer:
    """Mark a form void."""
    number = call.text("number").upper()
    with call.program() as program:
        values: dict[str, Any] = {"action_id": ActionId(new_id()), "business_date": call.business_date(program)}
        call.post(program, [VoidBlankForm(**values, number=number, reason=call.text("reason"))])
    return Answer({"form": number}, [_("{number} is void.").format(number=number)])

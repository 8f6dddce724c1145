"""``supplies count``: counts from their start to the adjustment, and their papers."""

import argparse
import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path

from supplies.cli.approval import submission_answer
from supplies.cli.call import Call, Parser, read_value
from supplies.cli.output import Answer, table
from supplies.cli.parsing import Groups, add_group, add_submit, add_verb, whole
from supplies.cli.report import WRITERS
from supplies.errors import BadField, ReportFileUnknown, UnknownRecord, WrongUsage
from supplies.files import write_file
from supplies.journal.post import Posted
from supplies.language import _
from supplies.program import Program
from supplies.reports.catalogue import build_report
from supplies.reports.request import Occasion, ReportFilter
from supplies.sheets.reading import WantedColumn, read_table
from supplies.stock.count_queries import CountLineRow, whole_count
from supplies.stock.count_sessions import CountSessionRow, count_session, count_sessions, entry_at, head_seq
from supplies.stock.counting import CancelCount, CountedLine, FinishCount, RecordCount, Sample, StartCount, UnknownCode
from supplies.stock.finding import find_lot
from supplies.stock.lookups import PARTS, part_of
from supplies.values import ActionId, BadValue, DepotCode, ItemCode, PlaceCode, Quantity, new_id

PAPERS = ("count_sheet", "count_lines", "count_result")
STATES = {kind.value: kind for kind in PARTS}
COLUMNS = (
    WantedColumn("lot", ("lot", "label", "标签", "批号/序列号"), is_required=True),
    WantedColumn("location", ("location", "货位"), is_required=True),
    WantedColumn("counted", ("counted", "实盘数", "实盘"), is_required=True),
    WantedColumn("state", ("state", "状态"), is_required=False),
    WantedColumn("round", ("round", "盘次"), is_required=False),
    WantedColumn("note", ("note", "备注"), is_required=False),
)
"""Of a list of counted lines."""


def add(groups: Groups, shared: Parser) -> None:
    """Declare the verbs."""
    verbs = add_group(groups, shared, "count", _("counts of a depot"))
    _add_start(add_verb(verbs, shared, "start", _start, _("start a count of a depot or a part of it")))
    verb = add_verb(verbs, shared, "list", _list, _("list counts, newest first"))
    verb.add_argument("--depot", metavar="CODE")
    verb.add_argument("--open", action="store_true", help=_("only those that are under way"))
    verb = add_verb(verbs, shared, "show", _show, _("a count with its lines"))
    verb.add_argument("number")
    verb.add_argument("--differing", action="store_true", help=_("only lines that differ"))
    _add_record(add_verb(verbs, shared, "record", _record, _("record what was counted: one line, or a file of lines")))
    verb = add_verb(verbs, shared, "finish", _finish, _("finish a count and post what differs"))
    verb.add_argument("number")
    verb.add_argument("--reason", default="", help=_("of the differences"))
    verb.add_argument("--left-out", default="", help=_("why lines are left out that were not counted"))
    verb.add_argument("--note", default="")
    verb.add_argument("--date", metavar="DATE", help=_("business date; today if not given"))
    add_submit(verb)
    verb = add_verb(verbs, shared, "cancel", _cancel, _("give a count up; nothing is posted"))
    verb.add_argument("number")
    verb.add_argument("--reason", required=True)
    verb = add_verb(verbs, shared, "sheet", _sheet, _("write a paper of a count into a PDF or a workbook"))
    verb.add_argument("number")
    verb.add_argument("output", type=Path, metavar="FILE", help=_("file to write"))
    verb.add_argument("--paper", choices=PAPERS, default=PAPERS[0], help=_("blank sheet, list, or differences"))


def _add_start(verb: argparse.ArgumentParser) -> None:
    """Declare what a count covers and how it is counted."""
    verb.add_argument("--depot", required=True, metavar="CODE")
    verb.add_argument("--name", required=True)
    verb.add_argument(
        "--location", action="append", default=[], metavar="CODE", help=_("only this one; may be repeated")
    )
    verb.add_argument("--category", default="", metavar="CODE")
    verb.add_argument("--item", action="append", default=[], metavar="CODE", help=_("only this one; may be repeated"))
    verb.add_argument("--sample", type=whole, metavar="LOTS", help=_("a random sample of so many lots"))
    verb.add_argument("--seed", default="", help=_("of the sample; drawn if not given"))
    verb.add_argument("--open", action="store_true", help=_("show the books while counting"))
    verb.add_argument("--mille", type=whole, default=0, help=_("second count above so many thousandths"))
    verb.add_argument("--tolerance", default="0", help=_("and above this quantity"))
    verb.add_argument("--planned", metavar="DATE", help=_("day for which it is planned"))
    verb.add_argument("--date", metavar="DATE", help=_("business date; today if not given"))


def _add_record(verb: argparse.ArgumentParser) -> None:
    """Declare one counted line, or a file of many."""
    verb.add_argument("number")
    verb.add_argument("--lot", default="", help=_("label, batch or serial number"))
    verb.add_argument("--location", default="", metavar="CODE")
    verb.add_argument("--state", choices=sorted(STATES), help=_("as what the goods are set aside there"))
    verb.add_argument("--counted", default="", help=_("quantity that is there"))
    verb.add_argument("--round", choices=("1", "2"), default="1", help=_("first or second count"))
    verb.add_argument("--note", default="")
    verb.add_argument("--unknown", default="", metavar="CODE", help=_("a code that the books do not know"))
    verb.add_argument("--file", type=Path, help=_("list with the columns lot, location, counted"))
    verb.add_argument("--at", metavar="TIME", help=_("when it was counted, as 2026-11-24T10:30; now if not given"))


def _start(call: Call) -> Answer:
    """Start a count."""
    with call.program() as program:
        size = call.options.sample
        if size is not None and size < 1:
            raise BadField(field="--sample", problem=_("at least 1"))
        sample = None if size is None else Sample(size=size, seed=call.text("seed") or secrets.token_hex(4))
        action = StartCount(
            action_id=ActionId(new_id()),
            business_date=call.business_date(program),
            depot=DepotCode(call.text("depot")),
            name=call.text("name"),
            planned_on=call.day("planned"),
            places=tuple(PlaceCode(code.upper()) for code in call.options.location),
            category=call.text("category"),
            items=tuple(ItemCode(code.upper()) for code in call.options.item),
            sample=sample,
            is_blind=not call.options.open,
            tolerance_mille=call.options.mille,
            tolerance=call.quantity("tolerance"),
        )
        seq = call.post(program, [action])[0].entry.seq
        made = next(row for row in program.read(partial(count_sessions, limit=1)) if row.seq == seq)
    text = _("Count {number} has begun: {count} lines, {scope}.")
    return Answer(made, [text.format(number=made.number, count=made.line_count, scope=made.scope)])


def _list(call: Call) -> Answer:
    """List counts."""
    with call.program() as program:
        depot = DepotCode(call.text("depot")) or None
        rows = program.read(partial(count_sessions, limit=1000, depot=depot, only_open=call.options.open))
    heads = (_("Number"), _("Name"), _("Depot"), _("Scope"), _("Began on"), _("State"), _("Counted"), _("Adjustment"))
    lines = (
        (row.number, row.name, row.depot_name, row.scope, row.started_on, row.state, row.progress, row.document)
        for row in rows
    )
    return Answer(rows, table(heads, lines))


def _show(call: Call) -> Answer:
    """Show a count."""
    with call.program() as program:
        whole_one = program.read(partial(whole_count, number=call.text("number")))
    session = whole_one.session
    shown = [line for line in whole_one.lines if not call.options.differing or line.difference]
    heads = (
        _("No."),
        _("Location"),
        _("Name"),
        _("Label"),
        _("Books"),
        _("Counted"),
        _("Differs by"),
        _("Moved before"),
        _("Moved after"),
        _("Reason"),
    )
    head = f"{session.number}  {session.name}  {session.depot_name}  {session.state}  {session.progress}"
    data = {"session": session, "lines": shown, "unknown": whole_one.unknown}
    return Answer(data, [head, *table(heads, (_shown_line(session, line) for line in shown))])


def _shown_line(session: CountSessionRow, line: CountLineRow) -> tuple[object, ...]:
    """Return a line; what is still to be counted blind does not show its books."""
    holding = line.holding
    is_hidden = holding is None and session.is_blind and session.is_open
    return (
        line.number,
        line.place_text,
        line.name,
        line.label_code,
        None if is_hidden else (line.now if holding is None else holding.book),
        None if holding is None else holding.quantity,
        line.difference or None,
        None if is_hidden else (line.moved_before or None),
        line.moved_after or None,
        line.reason,
    )


# --- recording -------------------------------------------------------------------------------------------------------


def _record(call: Call) -> Answer:
    """Record one line, a file of lines, or a code that nobody knows."""
    with call.program() as program:
        session = program.read(partial(count_session, number=call.text("number")))
        at = _moment(call, program)
        at_seq = program.read(partial(entry_at, session=session, moment=at)) if call.text("at") else None
        if at_seq is None:
            at_seq = program.read(partial(head_seq, site_id=session.site_id))
        lines = tuple(_counted_line(program, at, at_seq, row) for row in _rows(call))
        place = call.text("location").upper()
        codes = [call.text("unknown")] if call.text("unknown") else []
        unknown = tuple(UnknownCode(code=code, place=place, counted_at=at) for code in codes)
        action = RecordCount(
            action_id=ActionId(new_id()),
            business_date=call.business_date(program),
            of_seq=session.seq,
            lines=lines,
            unknown=unknown,
        )
        entry = call.post(program, [action])[0].entry
        after = program.read(partial(count_session, number=session.number))
    text = _("{count} lines are recorded; {progress} of {number} are counted.")
    shown = text.format(count=len(lines) + len(unknown), progress=after.progress, number=after.number)
    return Answer({"number": after.number, "seq": entry.seq, "recorded": len(lines), "session": after}, [shown])


def _moment(call: Call, program: Program) -> datetime:
    """Return when it was counted; local time where no zone is said."""
    text = call.text("at")
    return read_value("--at", text, _read_moment) if text else program.clock()


def _read_moment(text: str) -> datetime:
    """Read a moment."""
    try:
        return datetime.fromisoformat(text).astimezone()
    except (ValueError, OverflowError) as error:
        raise BadValue(_("“{text}” is not a time; write it as 2026-11-24T10:30").format(text=text)) from error


def _rows(call: Call) -> Iterable[Mapping[str, str]]:
    """Return the lines that are given, each by its columns."""
    path: Path | None = call.options.file
    one = {name: call.text(name) for name in ("lot", "location", "state", "counted", "round", "note")}
    if path is None:
        return [one] if one["lot"] or one["counted"] else []
    if one["lot"]:
        raise WrongUsage(problem=_("name either --lot or --file"), usage="supplies count record --help")
    return [row.cells for row in read_table(path, COLUMNS).rows]


def _counted_line(program: Program, at: datetime, at_seq: int, row: Mapping[str, str]) -> CountedLine:
    """Return a counted line."""
    place = PlaceCode((row.get("location") or "").strip().upper())
    state = (row.get("state") or "").strip()
    if state and state not in STATES:
        raise UnknownRecord(kind=_("State"), key=state)
    return CountedLine(
        lot_id=program.read(partial(find_lot, text=(row.get("lot") or "").strip())),
        place=part_of(place, STATES[state]) if state else place,
        counted=read_value("--counted", (row.get("counted") or "").strip(), Quantity.parse),
        at_seq=at_seq,
        counted_at=at,
        round=2 if (row.get("round") or "1").strip() == "2" else 1,
        note=(row.get("note") or "").strip(),
    )


# --- ending ----------------------------------------------------------------------------------------------------------


def _finish(call: Call) -> Answer:
    """Finish a count as it stands."""
    with call.program() as program:
        session = program.read(partial(count_session, number=call.text("number")))
        action = FinishCount(
            action_id=ActionId(new_id()),
            business_date=call.business_date(program),
            of_seq=session.seq,
            last_record=session.last_record,
            reason=call.text("reason"),
            left_out=call.text("left_out"),
            note=call.text("note"),
        )
        posted = call.post(program, [action])
        return submission_answer(program, posted) or _finished(program, session.number, posted)


def _finished(program: Program, number: str, posted: list[Posted]) -> Answer:
    """Say what a finished count came to."""
    after = program.read(partial(count_session, number=number))
    posted_words, nothing_words = (
        _("{number} is finished; the differences are posted as {document}."),
        _("{number} is finished; nothing differs."),
    )
    words = posted_words if after.document else nothing_words
    return Answer(
        {"number": number, "seq": posted[0].entry.seq, "document": after.document, "session": after},
        [words.format(number=number, document=after.document)],
    )


def _cancel(call: Call) -> Answer:
    """Give a count up."""
    with call.program() as program:
        session = program.read(partial(count_session, number=call.text("number")))
        action = CancelCount(
            action_id=ActionId(new_id()),
            business_date=call.business_date(program),
            of_seq=session.seq,
            reason=call.text("reason"),
        )
        call.post(program, [action])
    return Answer({"number": session.number}, [_("{number} is cancelled.").format(number=session.number)])


def _sheet(call: Call) -> Answer:
    """Write a paper of a count into a file."""
    path: Path = call.options.output
    if path.suffix.lower() not in WRITERS:
        raise ReportFileUnknown(path=str(path))
    with call.program() as program:
        occasion = Occasion(call.actor_if_known(program), program.clock())
        wanted = ReportFilter(number=call.text("number"))
        report = program.read(partial(build_report, name=call.text("paper"), wanted=wanted, occasion=occasion))
    write_file(path, WRITERS[path.suffix.lower()](report))
    text = _("{title}, {count} lines: {path}").format(title=report.title, count=report.line_count, path=path)
    return Answer({"file": str(path), "lines": report.line_count}, [text])

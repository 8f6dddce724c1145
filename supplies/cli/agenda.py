"""``supplies calendar agenda`` and ``record``: what is due of every open lot, and on which day something happened."""

from datetime import date, timedelta
from functools import partial

from supplies.cli.call import Call, Parser, read_value
from supplies.cli.output import Answer, table
from supplies.cli.parsing import Groups, add_submit, add_verb, days
from supplies.deadlines.catalogue import Standing
from supplies.deadlines.words import event_name, standing_name
from supplies.errors import UnknownRecord
from supplies.language import _
from supplies.procurement.agenda import AgendaRow, agenda
from supplies.procurement.lot_queries import lot_name, lot_view
from supplies.procurement.milestones import OF, Event, RecordDay, Whose
from supplies.values import ActionId, new_id, parse_date


def add(verbs: Groups, shared: Parser) -> None:
    """Declare the verb."""
    verb = add_verb(verbs, shared, "agenda", _agenda, _("list what is due of every open lot, overdue first"))
    verb.add_argument("--days", type=days, metavar="N", help=_("only what is due within so many days, or overdue"))
    verb.add_argument("--overdue", action="store_true", help=_("only what is overdue"))
    verb = add_verb(verbs, shared, "record", _record, _("record on which day something happened to a lot"))
    verb.add_argument("lot", metavar="LOT", help=_("project number and lot number, such as CG-2026-01/2"))
    verb.add_argument("event", metavar="EVENT", choices=[event.value for event in OF], help=_("what happened"))
    when = verb.add_mutually_exclusive_group(required=True)
    when.add_argument("--on", default="", metavar="DATE", help=_("the day on which it happened"))
    when.add_argument("--never", action="store_true", help=_("it did not happen; what was recorded was wrong"))
    verb.add_argument("--contract", default="", metavar="NUMBER", help=_("the contract that it is about"))
    verb.add_argument("--matter", default="", metavar="NUMBER", help=_("the question, challenge or complaint"))
    verb.add_argument("--note", default="")
    verb.add_argument("--reason", default="", help=_("why the day recorded before is wrong"))
    verb.add_argument("--date", metavar="DATE")
    add_submit(verb)


def _agenda(call: Call) -> Answer:
    """List what is due."""
    with call.program() as program:
        today = program.clock().astimezone().date()
        rows = program.read(partial(agenda, today=today))
    within, is_late = call.options.days, call.options.overdue
    wanted = [row for row in rows if _is_wanted(row, today, within, is_late=is_late)]
    heads = (_("Due day"), _("Standing"), _("What"), _("Tender lot"), _("Of"), _("Legal basis"))
    cells = (
        (row.limit_words, standing_name(row.standing), row.title, row.lot, row.subject, row.basis) for row in wanted
    )
    shown = table(heads, cells) if wanted else [_("Nothing is due.")]
    for row in wanted:
        if row.moved is not None:
            told = _("{title}: {login} set {day} instead of {found}: {reason}")
            shown.append(
                told.format(
                    title=row.title, login=row.moved.actor, day=row.due, found=row.found.day, reason=row.moved.reason
                )
            )
    shown += sorted({row.warning for row in wanted} - {""})
    return Answer({"today": today, "rows": [_data(row) for row in wanted]}, shown)


def _record(call: Call) -> Answer:
    """Record a day of a lot, of its newest round, of a contract, or of a complaint."""
    event, number = Event(call.text("event")), call.text("contract")
    day = None if call.options.never else read_value("--on", call.text("on"), parse_date)
    with call.program() as program:
        view = program.read(partial(lot_view, name=call.text("lot")))
        contract = next((row.contract_id for row in view.contracts if row.number == number), None)
        if number and contract is None:
            raise UnknownRecord(kind=_("Contract"), key=number)
        action = RecordDay(
            action_id=ActionId(new_id()),
            business_date=call.business_date(program),
            tender_lot_id=view.lot.tender_lot_id,
            round=len(view.rounds) if OF[event] is Whose.ROUND else 0,
            contract_id=contract,
            matter=call.text("matter"),
            event=event,
            happened_on=day,
            note=call.text("note"),
            reason=call.text("reason"),
        )
        entry = call.post(program, [action])[0].entry
    words = _("{event}: taken back") if day is None else _("{event} on {day}")
    shown = f"{lot_name(view.lot)} {words.format(event=event_name(event), day=day)}"
    return Answer({"lot": lot_name(view.lot), "event": event, "happened_on": day, "seq": entry.seq}, [shown])


def _is_wanted(row: AgendaRow, today: date, within: int | None, *, is_late: bool) -> bool:
    """Return whether a row is asked for."""
    if is_late and row.standing is not Standing.OVERDUE:
        return False
    return within is None or row.due <= today + timedelta(days=within)


def _data(row: AgendaRow) -> dict[str, object]:
    """Return a row as data."""
    return {
        "kind": row.kind,
        "rule": None if row.rule is None else row.rule.code,
        "title": row.title,
        "lot": row.lot,
        "subject": row.subject,
        "due": row.due,
        "is_wait": row.is_wait,
        "standing": row.standing,
        "runs_from": row.runs_from,
        "worked_out": row.found.day,
        "is_known": row.found.is_known,
        "moved": row.moved,
        "basis": row.basis,
    }

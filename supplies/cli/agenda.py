"""``supplies calendar agenda``: what is due when, of every open lot."""

from datetime import date, timedelta
from functools import partial

from supplies.cli.call import Call, Parser
from supplies.cli.output import Answer, table
from supplies.cli.parsing import Groups, add_verb, days
from supplies.deadlines.catalogue import Standing
from supplies.deadlines.words import standing_name
from supplies.language import _
from supplies.procurement.agenda import AgendaRow, agenda


def add(verbs: Groups, shared: Parser) -> None:
    """Declare the verb."""
    verb = add_verb(verbs, shared, "agenda", _agenda, _("list what is due of every open lot, overdue first"))
    verb.add_argument("--days", type=days, metavar="N", help=_("only what is due within so many days, or overdue"))
    verb.add_argument("--overdue", action="store_true", help=_("only what is overdue"))


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

"""What was lent or issued and is to come back, and what came back (借用、回收登记表)."""

from collections.abc import Iterator
from datetime import date
from itertools import count

from sqlalchemy import Connection

from supplies.language import _
from supplies.reports import columns
from supplies.reports.request import Occasion, ReportFilter
from supplies.reports.subject import depot_fact, stamp
from supplies.stock.loans import PAGE_ROWS_MAX, BackRow, OutFilter, OutRow, came_back, outstanding
from supplies.tables import Column, Fact, Kind, Report, Row, Table, Tone


def returns_register(connection: Connection, wanted: ReportFilter, occasion: Occasion) -> Report:
    """Return what is out now, and what came back in a span of days."""
    first, last = wanted.first or date.min, wanted.last or date.max
    out = _all_out(connection, occasion.today, OutFilter(wanted.depot))
    back = came_back(connection, depot=wanted.depot, first=first, last=last)
    since = _("the beginning") if wanted.first is None else wanted.first.isoformat()
    until = _("now") if wanted.last is None else wanted.last.isoformat()
    period = _("{first} to {last}").format(first=since, last=until)
    overdue = sum(1 for row in out if row.overdue_days)
    return Report(
        name="returns",
        title=_("Register of loans and returns"),
        facts=(
            depot_fact(connection, wanted.depot),
            Fact(_("Period of the returns"), period),
            Fact(_("Still out"), _("{count} lines, {overdue} of them overdue").format(count=len(out), overdue=overdue)),
        ),
        tables=(_out_table(out), _back_table(back)),
        stamp=stamp(connection, occasion),
        footnotes=(_("Red: the day on which it was to be back has passed."),),
        signatures=(_("Keeper"), _("Checked by"), _("Person in charge")),
    )


def _all_out(connection: Connection, today: date, wanted: OutFilter) -> list[OutRow]:
    """Return everything that is out."""
    rows: list[OutRow] = []
    while page := outstanding(connection, today, wanted, after=rows[-1] if rows else None, limit=PAGE_ROWS_MAX):
        rows.extend(page)
    return rows


def _out_table(out: list[OutRow]) -> Table:
    """Return what is out, the longest overdue first."""
    some = (
        columns.number(),
        Column("holder", _("Holder"), width=1.5),
        Column("receiver", _("Receiver"), width=1),
        Column("kind", _("Kind"), width=0.6),
        Column("name", _("Name"), width=1.4),
        Column("batch", _("Batch / serial"), width=1.2),
        columns.unit(),
        Column("quantity", _("Taken"), Kind.QUANTITY),
        Column("left", _("Still out"), Kind.QUANTITY),
        Column("taken", _("Taken on"), Kind.DATE),
        Column("due", _("Due on"), Kind.DATE),
        Column("overdue", _("Days overdue"), Kind.WHOLE),
        Column("number", _("Voucher"), width=1.5, wraps=False),
    )
    return Table(some, tuple(_out_rows(out)), title=_("Still out"))


def _out_rows(out: list[OutRow]) -> Iterator[Row]:
    """Yield what is out."""
    for place, row in enumerate(out, 1):
        cells = (
            place,
            row.holder,
            row.receiver,
            row.bucket_name,
            row.name,
            row.serial_no or row.batch_no,
            row.unit,
            row.quantity,
            row.left,
            row.taken_on,
            row.due_on,
            row.overdue_days or None,
            row.number,
        )
        yield Row(cells, tone=Tone.RED if row.overdue_days else Tone.PLAIN)


def _back_table(back: list[BackRow]) -> Table:
    """Return what came back, in the order in which it did; what was reversed is left out."""
    some = (
        columns.number(),
        Column("date", _("Came back on"), Kind.DATE),
        Column("holder", _("Holder"), width=1.5),
        Column("receiver", _("Brought back by"), width=1),
        Column("name", _("Name"), width=1.4),
        Column("batch", _("Batch / serial"), width=1.2),
        columns.unit(),
        columns.quantity(),
        Column("state", _("Condition"), width=0.9),
        Column("reason", _("Cleaning, disinfection, damage"), width=1.8),
        Column("number", _("Voucher"), width=1.5, wraps=False),
        Column("of", _("Went out by"), width=1.5, wraps=False),
    )
    numbers = count(1)
    rows = tuple(_back_cells(next(numbers), row) for row in back if not row.is_reversed)
    return Table(some, rows, title=_("Came back"))


def _back_cells(place: int, row: BackRow) -> Row:
    """Return the line of what came back."""
    return Row(
        (
            place,
            row.back_on,
            row.holder,
            row.receiver,
            row.name,
            row.serial_no or row.batch_no,
            row.unit,
            row.quantity,
            row.state_name,
            row.reason,
            row.number,
            row.of_number,
        )
    )

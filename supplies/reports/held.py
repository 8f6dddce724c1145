"""The monthly report on goods held for others (代储月报): what came, what left, what became ours, by owner."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from sqlalchemy import Connection

from supplies.language import _
from supplies.reports import columns
from supplies.reports.donations import period_fact
from supplies.reports.request import Occasion, ReportFilter
from supplies.reports.subject import depot_fact, in_yuan, stamp
from supplies.stock.held import HeldMonthRow, held_period
from supplies.tables import Column, Kind, Report, Row, RowKind, Table
from supplies.values import total_money


def held_month(connection: Connection, wanted: ReportFilter, occasion: Occasion) -> Report:
    """Return what was held for others in a period: without days, this month until today."""
    last = wanted.last or occasion.today
    first = wanted.first or last.replace(day=1)
    found = held_period(connection, first, last, wanted.depot)
    some = (
        columns.number(),
        *columns.item_columns(),
        Column("depot", _("Depot"), width=1.2),
        columns.unit(),
        Column("opening", _("Opening"), Kind.QUANTITY),
        Column("received", _("Taken in"), Kind.QUANTITY),
        Column("handed_out", _("Out on the owner's order"), Kind.QUANTITY),
        Column("taken_over", _("Became ours"), Kind.QUANTITY),
        Column("closing", _("Closing"), Kind.QUANTITY),
        columns.amount(),
    )
    total = columns.summed(some, _("Total"), RowKind.TOTAL, amount=total_money(row.closing_amount for row in found))
    return Report(
        name="held",
        title=_("Monthly report on goods held for others"),
        facts=(depot_fact(connection, wanted.depot), period_fact(first, last)),
        tables=(Table(some, (*_rows(some, found), total), unit=in_yuan()),),
        stamp=stamp(connection, occasion),
        footnotes=(_("Opening + received - out - became ours = closing. The amount is that of the closing quantity."),),
        signatures=(_("Keeper"), _("Checked by"), _("Person in charge"), _("Owner (seal)")),
        has_seal=True,
    )


def _rows(some: tuple[Column, ...], found: Sequence[HeldMonthRow]) -> Iterator[Row]:
    """Yield each owner with the goods held for them."""
    places = iter(range(1, len(found) + 1))
    for owner, rows in groupby(found, key=lambda row: row.owner_name):
        yield columns.heading(some, _("Owner: {name}").format(name=owner or _("unknown")))
        for row in rows:
            yield Row(
                (
                    next(places),
                    row.item_code,
                    row.name,
                    row.specification,
                    row.depot_name,
                    row.unit,
                    row.opening,
                    row.received,
                    row.handed_out,
                    row.taken_over,
                    row.closing,
                    row.closing_amount,
                )
            )

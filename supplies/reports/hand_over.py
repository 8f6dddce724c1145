"""Orders and hand-overs (调拨/发放情况表): every line of an order, its days, and what papers are still owed."""

from collections.abc import Iterator

from sqlalchemy import Connection

from supplies.language import _
from supplies.relief.ledger import HandOverRow, hand_overs
from supplies.reports import columns
from supplies.reports.request import Occasion, ReportFilter
from supplies.reports.subject import depot_fact, stamp
from supplies.tables import Cell, Column, Fact, Kind, Report, Row, Table


def hand_over(connection: Connection, wanted: ReportFilter, occasion: Occasion) -> Report:
    """Return the orders given in a period, line by line, with what was handed over."""
    rows = hand_overs(connection, first=wanted.first, last=wanted.last, depot=wanted.depot)
    lines = tuple(Row(_cells(number, row)) for number, row in enumerate(rows, 1))
    return Report(
        name="hand-over",
        title=_("Orders and hand-overs"),
        facts=(*_period(wanted), depot_fact(connection, wanted.depot)),
        tables=(Table(tuple(_columns()), lines, key_columns=3),),
        stamp=stamp(connection, occasion),
        signatures=(_("Prepared by"), _("Checked by"), _("Person in charge")),
    )


def _period(wanted: ReportFilter) -> Iterator[Fact]:
    """Yield the days between which the orders were given."""
    if wanted.first is not None:
        yield Fact(_("From day"), wanted.first.isoformat())
    if wanted.last is not None:
        yield Fact(_("To day"), wanted.last.isoformat())


def _columns() -> Iterator[Column]:
    """Yield the columns."""
    yield columns.number()
    yield Column("incident", _("Incident"), width=1.3)
    yield Column("order", _("Order"), width=1.4)
    yield Column("depot", _("From depot"), width=1.1)
    yield Column("requester", _("Requested by"), width=1.3)
    yield Column("receiver", _("Receiver"), width=0.8)
    yield Column("name", _("Name"), width=1.3)
    yield columns.unit()
    yield Column("ordered", _("Ordered"), Kind.QUANTITY)
    yield Column("handed", _("Handed over"), Kind.QUANTITY)
    yield Column("ordered_on", _("Ordered on"), Kind.DATE)
    yield Column("handed_on", _("Left the depot on"), Kind.DATE)
    yield Column("expected_on", _("Expected to arrive on"), Kind.DATE)
    yield Column("debts", _("Papers owed"), Kind.WHOLE)


def _cells(number: int, row: HandOverRow) -> tuple[Cell, ...]:
    """Return the cells of a line."""
    who = (row.incident, row.order, row.depot_name, row.requester, row.receiver, row.name, row.unit)
    return (number, *who, row.ordered, row.handed, row.ordered_on, row.handed_on, row.expected_on, row.debts)

"""Upkeep on paper: what is due of every clock (维保检定到期表), and the card of one lot or object (维保记录卡)."""

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection

from supplies.language import _
from supplies.reports import columns
from supplies.reports.request import Occasion, ReportFilter
from supplies.reports.subject import as_of_fact, depot_fact, in_yuan, stamp
from supplies.stock.clocks import WITHIN_DAYS, DueRow, due
from supplies.stock.finding import find_lot
from supplies.stock.tracing import LotRow, lot
from supplies.stock.upkeep_queries import UpkeepRow, card_of
from supplies.tables import Cell, Column, Fact, Kind, Report, Row, RowKind, Table, Tone
from supplies.values import total_money


def upkeep_due(connection: Connection, wanted: ReportFilter, occasion: Occasion) -> Report:
    """Return what is overdue or due soon of the goods in the depots, each clock by itself."""
    day = wanted.as_of or occasion.today
    rows = due(connection, day, wanted.depot)
    overdue = sum(row.is_overdue for row in rows)
    return Report(
        name="upkeep",
        title=_("Upkeep and calibration due"),
        facts=(
            depot_fact(connection, wanted.depot),
            as_of_fact(day),
            Fact(_("Days ahead"), str(WITHIN_DAYS)),
            Fact(_("Overdue"), f"{overdue:,}"),
        ),
        tables=(_due_table(rows),),
        stamp=stamp(connection, occasion),
        footnotes=(_("Every clock runs for itself; a limit of use has no day and is shown from nine tenths on."),),
        signatures=(_("Prepared by"), _("Checked by"), _("Person in charge")),
    )


def _due_table(rows: Sequence[DueRow]) -> Table:
    """Return what is due, the most urgent first."""
    some = (
        columns.number(),
        Column("item", _("Code"), width=0.7, wraps=False),
        Column("name", _("Name"), width=1.5),
        Column("batch", _("Batch / serial"), width=1.2),
        Column("kind", _("What is due"), width=1.3),
        Column("last", _("Last on"), Kind.DATE),
        Column("due", _("Falls due on"), Kind.DATE),
        Column("left", _("Time left"), width=0.8),
        Column("state", _("State"), width=0.6),
        columns.quantity(),
        columns.unit(),
        Column("depot", _("Depot"), width=1.2),
        Column("place", _("Location"), width=0.9),
        Column("person", _("Person responsible"), width=0.8),
    )
    return Table(some, tuple(_due_lines(rows)))


def _due_lines(rows: Sequence[DueRow]) -> Iterator[Row]:
    """Yield a line for each; what is overdue stands out."""
    for number, row in enumerate(rows, 1):
        cells: tuple[Cell, ...] = (
            number,
            row.item_code,
            row.name,
            row.number or row.label_code,
            row.clock_name,
            row.last_on,
            row.due_on,
            row.left_text,
            _("Overdue") if row.is_overdue else _("Due soon"),
            row.quantity,
            row.unit,
            row.depot_name,
            row.places,
            "",
        )
        yield Row(cells, tone=Tone.RED if row.is_overdue else Tone.PLAIN)


def upkeep_card(connection: Connection, wanted: ReportFilter, occasion: Occasion) -> Report:
    """Return all that was done to one lot or object, oldest first.

    Raises:
        UnknownRecord: no lot has this label, batch or serial number.
        LotAmbiguous: several have it.
    """
    found = lot(connection, find_lot(connection, wanted.number))
    rows = card_of(connection, found.lot_id)
    return Report(
        name="upkeep_card",
        title=_("Upkeep card"),
        facts=tuple(_card_facts(found)),
        tables=(_card_table(rows),),
        stamp=stamp(connection, occasion),
        signatures=(_("Keeper"), _("Technician"), _("Person in charge")),
    )


def _card_facts(found: LotRow) -> Iterator[Fact]:
    """Yield which lot or object the card is about."""
    yield Fact(_("Code"), found.item_code)
    yield Fact(_("Name"), found.name)
    yield Fact(_("Label"), found.label_code)
    if found.serial_no or found.batch_no:
        yield Fact(_("Batch / serial"), found.serial_no or found.batch_no)
    yield Fact(_("Received on"), found.received_on.isoformat())
    if found.supplier:
        yield Fact(_("Supplier"), found.supplier)


def _card_table(rows: Sequence[UpkeepRow]) -> Table:
    """Return what was done, and what all of it cost."""
    some = (
        Column("date", _("Date"), Kind.DATE),
        Column("number", _("Number"), width=1.4, wraps=False),
        Column("kind", _("Kind"), width=0.8),
        Column("result", _("Result"), width=0.7),
        columns.quantity(),
        Column("hours", _("Running hours"), Kind.QUANTITY),
        Column("consumed", _("Fuel, water, power"), width=0.9),
        Column("faults", _("Faults"), width=1.3),
        Column("parts", _("Parts replaced"), width=1.4),
        Column("certificate", _("Certificate"), width=0.9),
        Column("cost", _("Cost"), Kind.MONEY),
        Column("next", _("Next on"), Kind.DATE),
        Column("by", _("Done by"), width=0.9),
    )
    total = total_money(row.cost for row in rows if row.cost is not None)
    return Table(some, (*map(_card_line, rows), columns.summed(some, _("Total"), RowKind.TOTAL, cost=total)), in_yuan())


def _card_line(row: UpkeepRow) -> Row:
    """Return the line of one record."""
    cells: tuple[Cell, ...] = (
        row.done_on,
        row.number,
        row.kind_name,
        _("reversed") if row.reversed_by else row.result_name,
        row.quantity,
        row.hours,
        row.consumed,
        row.faults,
        row.parts_text,
        row.certificate,
        row.cost,
        row.next_on,
        row.done_by or row.actor_name,
    )
    return Row(cells)

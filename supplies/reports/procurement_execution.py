"""The table of procurement execution (采购执行情况表): every lot with its amounts, its days, and what is late."""

from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy import Connection

from supplies.language import _
from supplies.procurement.execution_queries import ExecutionFilter, ExecutionRow, execution
from supplies.procurement.words import method_name, stage_name
from supplies.reports import columns
from supplies.reports.amounts import in_capitals, money_column, unit_note, unit_of
from supplies.reports.request import AmountUnit, Occasion, ReportFilter
from supplies.reports.subject import as_of_fact, stamp
from supplies.tables import Cell, Column, Fact, Kind, Report, Row, RowKind, Table, Tone
from supplies.values import Money, total_money

AMOUNTS = ("budget", "ceiling", "award", "contract", "changes", "accepted", "paid", "retention", "saved")
KEY_COLUMNS = 4


def procurement_execution(connection: Connection, wanted: ReportFilter, occasion: Occasion) -> Report:
    """Return the lots of a project, a year or a stage; those given up only where their stage is asked for."""
    rows = execution(connection, ExecutionFilter(wanted.project, wanted.year, wanted.stage))
    unit = unit_of(wanted)
    return Report(
        name="procurement_execution",
        title=_("Table of procurement execution"),
        facts=tuple(_facts(wanted, occasion)),
        tables=(_lots(rows, unit, occasion.today),),
        stamp=stamp(connection, occasion),
        footnotes=tuple(_footnotes(rows)),
        signatures=(_("Prepared by"), _("Checked by"), _("Head of procurement"), _("Unit (seal)")),
        has_seal=True,
    )


def _facts(wanted: ReportFilter, occasion: Occasion) -> Iterator[Fact]:
    """Yield what was asked for."""
    yield as_of_fact(occasion.today)
    if wanted.project:
        yield Fact(_("Project"), wanted.project)
    if wanted.year is not None:
        yield Fact(_("Projects begun in"), str(wanted.year))
    if wanted.stage is not None:
        yield Fact(_("Stage"), stage_name(wanted.stage))


def _columns(unit: AmountUnit) -> tuple[Column, ...]:
    """Return the columns."""
    titles = {
        "budget": _("Budget"),
        "ceiling": _("Ceiling price"),
        "award": _("Award"),
        "contract": _("Under contract"),
        "changes": _("Changes"),
        "accepted": _("Accepted so far"),
        "paid": _("Paid"),
        "retention": _("Retention"),
        "saved": _("Balance of the budget"),
    }
    return (
        columns.number(),
        Column("project", _("Project number"), width=1.4),
        Column("lot", _("Lot number"), Kind.WHOLE),
        Column("name", _("Name of the lot"), width=1.4),
        Column("method", _("Method"), width=0.9),
        Column("stage", _("Stage"), width=0.8),
        *(money_column(key, titles[key], unit) for key in AMOUNTS),
        Column("supplier", _("Supplier"), width=1.4),
        Column("announced", _("Announced"), Kind.DATE),
        Column("ended", _("Tender over"), Kind.DATE),
        Column("signed", _("Signed on"), Kind.DATE),
        Column("delivery", _("Delivery due"), Kind.DATE),
        Column("late", _("Late"), width=1.3),
    )


def _lots(rows: Sequence[ExecutionRow], unit: AmountUnit, today: date) -> Table:
    """Return a line for each lot, and the sums."""
    some = _columns(unit)
    lines = []
    for place, row in enumerate(rows, 1):
        late = _late(row, today)
        lines.append(Row(_cells(place, row, late), tone=Tone.RED if late else Tone.PLAIN))
    sums: dict[str, Cell] = {key: _sum(rows, key) for key in AMOUNTS}
    total = columns.summed(some, _("Total"), RowKind.TOTAL, **sums)
    return Table(some, (*lines, total), unit=unit_note(unit), key_columns=KEY_COLUMNS)


def _cells(place: int, row: ExecutionRow, late: str) -> tuple[Cell, ...]:
    """Return the cells of a lot."""
    lot, days = row.lot, row.days
    return (
        place,
        lot.project_number,
        lot.number,
        lot.name,
        method_name(lot.method),
        stage_name(lot.stage),
        *(_amount(row, key) for key in AMOUNTS),
        row.supplier,
        days.announced_on,
        days.ended_on,
        row.signed_on,
        row.delivery_due,
        late,
    )


def _amount(row: ExecutionRow, key: str) -> Money | None:
    """Return one amount of a lot; None where it has not come so far."""
    lot = row.lot
    signed = bool(row.contracts)
    amounts = {
        "budget": lot.budget,
        "ceiling": lot.ceiling,
        "award": lot.award,
        "contract": lot.contracted if signed else None,
        "changes": row.changes if signed else None,
        "accepted": lot.accepted if signed else None,
        "paid": lot.paid if signed else None,
        "retention": row.retention if signed else None,
        "saved": row.saved,
    }
    return amounts[key]


def _sum(rows: Sequence[ExecutionRow], key: str) -> Money:
    """Return the sum of one amount over all lots."""
    amounts = (_amount(row, key) for row in rows)
    return total_money(amount for amount in amounts if amount is not None)


def _late(row: ExecutionRow, today: date) -> str:
    """Return what of a lot is late, and for how many days; nothing where all is in time."""
    said = []
    if row.late_signing(today):
        said.append(_("not signed, {n} days").format(n=row.late_signing(today)))
    if row.late_delivery(today):
        said.append(_("not delivered, {n} days").format(n=row.late_delivery(today)))
    return _(", ").join(said)


def _footnotes(rows: Sequence[ExecutionRow]) -> Iterator[str]:
    """Yield how to read the table, and the sums in capitals."""
    yield in_capitals(_("Budget in all"), _sum(rows, "budget"))
    yield in_capitals(_("Under contract in all"), _sum(rows, "contract"))
    yield _(
        "Under contract: as it is now, with all changes; the balance is the budget less the contracts or the award."
    )

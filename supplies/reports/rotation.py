"""The plan of rotation (轮换计划): what should go before it expires, and what of it which fund paid."""

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection

from supplies.language import _
from supplies.reports import columns
from supplies.reports.request import Occasion, ReportFilter
from supplies.reports.subject import as_of_fact, depot_fact, in_yuan, stamp
from supplies.stock.rotation import HORIZON_DAYS, PlanRow, by_fund, plan
from supplies.tables import Cell, Column, Fact, Kind, Report, Row, RowKind, Table
from supplies.values import total_money


def rotation_plan(connection: Connection, wanted: ReportFilter, occasion: Occasion) -> Report:
    """Return what expires within the horizon and has not yet, and its worth by fund."""
    horizon = HORIZON_DAYS if wanted.days is None else wanted.days[-1]
    rows = plan(connection, occasion.today, wanted.depot, horizon)
    return Report(
        name="rotation_plan",
        title=_("Plan of rotation"),
        facts=(
            depot_fact(connection, wanted.depot),
            as_of_fact(occasion.today),
            Fact(_("Days ahead"), str(horizon)),
        ),
        tables=(_lots(rows), _funds(rows)),
        stamp=stamp(connection, occasion),
        footnotes=(_("Expired goods are not rotated: they go back to the supplier or are scrapped."),),
        signatures=(_("Prepared by"), _("Section head"), _("Finance"), _("Person in charge")),
    )


def _lots(rows: Sequence[PlanRow]) -> Table:
    """Return the lots, the first to expire first."""
    some = (
        columns.number(),
        Column("item", _("Code"), width=0.7, wraps=False),
        Column("name", _("Name"), width=1.5),
        Column("batch", _("Batch / serial"), width=1.2),
        Column("expires", _("Expires"), Kind.DATE),
        Column("days", _("Days left"), Kind.WHOLE),
        columns.quantity(),
        Column("claimed", _("Held by orders"), Kind.QUANTITY),
        columns.unit(),
        columns.amount(),
        Column("fund", _("Fund"), width=1.4),
        Column("depot", _("Depot"), width=1.2),
        Column("place", _("Location"), width=0.8),
    )
    total = total_money(row.amount for row in rows)
    return Table(some, (*_lines(rows), columns.summed(some, _("Total"), RowKind.TOTAL, amount=total)), unit=in_yuan())


def _lines(rows: Sequence[PlanRow]) -> Iterator[Row]:
    """Yield a line for each."""
    for number, row in enumerate(rows, 1):
        cells: tuple[Cell, ...] = (
            number,
            row.item_code,
            row.name,
            row.batch_no or row.label_code,
            row.expires_on,
            row.left,
            row.quantity,
            row.claimed,
            row.unit,
            row.amount,
            row.fund or _("unknown"),
            row.depot_name,
            row.place_name,
        )
        yield Row(cells)


def _funds(rows: Sequence[PlanRow]) -> Table:
    """Return what the goods are worth by the fund that paid."""
    some = (Column("fund", _("Fund"), width=3), columns.amount())
    sums = by_fund(rows)
    lines = [Row((fund or _("unknown"), amount)) for fund, amount in sums.items()]
    total = columns.summed(some, _("Total"), RowKind.TOTAL, amount=total_money(sums.values()))
    return Table(some, (*lines, total), title=_("By fund"), unit=in_yuan())

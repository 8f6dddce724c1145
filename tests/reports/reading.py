"""Making reports of a test's store, and looking into them."""

from typing import Any

from supplies.reports.catalogue import build_report
from supplies.reports.request import Occasion, ReportFilter
from supplies.tables import Cell, Report, Row, RowKind, Table
from tests.rooms import ADMIN, NOW, Desk

OCCASION = Occasion(ADMIN, NOW)


def made(desk: Desk, name: str, **wanted: Any) -> Report:
    """Return a report as somebody asks for it."""
    report: Report = desk.read(build_report, name, ReportFilter(**wanted), OCCASION)
    return report


def only_table(report: Report) -> Table:
    """Return the table of a report that has one."""
    (table,) = report.tables
    return table


def cells(table: Table, row: Row) -> dict[str, Cell]:
    """Return what is filled in of a row, by the keys of the columns."""
    filled = zip(table.columns, row.cells, strict=True)
    return {column.key: cell for column, cell in filled if cell is not None}


def rows(table: Table, kind: RowKind) -> list[dict[str, Cell]]:
    """Return what is filled in of every row of a kind."""
    return [cells(table, row) for row in table.rows if row.kind is kind]


def lines(table: Table, *keys: str) -> list[tuple[Cell, ...]]:
    """Return some columns of every line."""
    return [tuple(line.get(key) for key in keys) for line in rows(table, RowKind.LINE)]


def facts(report: Report) -> dict[str, str]:
    """Return the facts by their labels."""
    return {fact.label: fact.text for fact in report.facts}

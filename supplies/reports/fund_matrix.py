"""The table of sources by purposes (资金来源×用途表): rows, columns and totals add up to the fen."""

from collections.abc import Iterator

from sqlalchemy import Connection

from supplies.funds.matrix import Matrix, MatrixRow, matrix, meaning_name
from supplies.language import _
from supplies.reports import columns
from supplies.reports.amounts import in_capitals, money_column, unit_note, unit_of
from supplies.reports.request import AmountUnit, Occasion, ReportFilter
from supplies.reports.subject import as_of_fact, stamp
from supplies.tables import HUNDREDTHS, Cell, Column, Fact, Kind, Percent, Report, Row, RowKind, Table, percentages


def fund_matrix(connection: Connection, wanted: ReportFilter, occasion: Occasion) -> Report:
    """Return the matrix of all money that stands."""
    found, unit = matrix(connection), unit_of(wanted)
    return Report(
        name="fund_matrix",
        title=_("Table of sources by purposes"),
        facts=(Fact(_("Basis"), _("Budget basis")), as_of_fact(occasion.today)),
        tables=(_sources(found, unit), _purposes(found, unit)),
        stamp=stamp(connection, occasion),
        footnotes=tuple(_footnotes(found)),
        signatures=(_("Prepared by"), _("Checked by"), _("Head of finance"), _("Unit (seal)")),
        has_seal=True,
    )


def _sources(found: Matrix, unit: AmountUnit) -> Table:
    """Return a row for each source and a column for each purpose; the last row and column are totals."""
    some = (
        Column("source", _("Source"), width=1.2),
        *(money_column(str(column), meaning_name(column), unit) for column in found.columns),
        money_column("total", _("Total"), unit),
        Column("share", _("Share"), Kind.PERCENT),
    )
    shares = percentages([row.total.fen for row in found.rows])
    lines = [Row(_cells(found, row, share)) for row, share in zip(found.rows, shares, strict=True)]
    sums: dict[str, Cell] = {str(column): found.total_of(column) for column in found.columns}
    sums |= {"total": found.total, "share": Percent(HUNDREDTHS if found.total else 0)}
    total = columns.summed(some, _("Total"), RowKind.TOTAL, **sums)
    return Table(some, (*lines, total), title=_("1. Sources by purposes"), unit=unit_note(unit), key_columns=1)


def _cells(found: Matrix, row: MatrixRow, share: Percent) -> tuple[Cell, ...]:
    """Return the cells of a source."""
    return row.name, *(row.of(column) for column in found.columns), row.total, share


def _purposes(found: Matrix, unit: AmountUnit) -> Table:
    """Return what each purpose comes to, and its share; the shares add up to 100.00 %."""
    some = (
        columns.number(),
        Column("purpose", _("Purpose"), width=2),
        money_column("amount", _("Amount"), unit),
        Column("share", _("Share"), Kind.PERCENT),
    )
    amounts = [found.total_of(column) for column in found.columns]
    shares = percentages([amount.fen for amount in amounts])
    lines = [
        Row((place, meaning_name(column), amount, share))
        for place, (column, amount, share) in enumerate(zip(found.columns, amounts, shares, strict=True), 1)
    ]
    whole = Percent(HUNDREDTHS if found.total else 0)
    total = columns.summed(some, _("Total"), RowKind.TOTAL, amount=found.total, share=whole)
    return Table(some, (*lines, total), title=_("2. Shares of the purposes"), unit=unit_note(unit))


def _footnotes(found: Matrix) -> Iterator[str]:
    """Yield the sum in capitals, and what is not known."""
    yield in_capitals(_("Appropriated in all"), found.total)
    if any(row.level is None for row in found.rows):
        yield _("Where the sources are not split, the papers behind the money say only its sum.")

"""Columns and rows that many reports share, in the reader's language."""

from supplies.catalogue.queries import ItemRow
from supplies.language import _
from supplies.tables import Cell, Column, Kind, Row, RowKind, Tone


def number() -> Column:
    """Return the column that counts the lines."""
    return Column("no", _("No."), Kind.WHOLE)


def item_columns() -> tuple[Column, ...]:
    """Return code, name and specification of an item type; ``item_cells`` fills them."""
    return (
        Column("item", _("Code"), width=0.7, wraps=False),
        Column("name", _("Name"), width=1.5),
        Column("specification", _("Specification"), width=1.5),
    )


def item_cells(row: ItemRow) -> tuple[Cell, ...]:
    """Return the cells of ``item_columns``."""
    return row.code, row.name, row.specification


def unit() -> Column:
    """Return the column of the unit that quantities are in."""
    return Column("unit", _("Unit"), width=0.4, wraps=False)


def quantity() -> Column:
    """Return the column of quantities."""
    return Column("quantity", _("Quantity"), Kind.QUANTITY)


def amount() -> Column:
    """Return the column of amounts."""
    return Column("amount", _("Amount"), Kind.MONEY)


def heading(columns: tuple[Column, ...], text: str, tone: Tone = Tone.PLAIN) -> Row:
    """Return the heading of a group."""
    return Row((text, *(None for _column in columns[1:])), RowKind.HEADING, tone)


def summed(columns: tuple[Column, ...], text: str, kind: RowKind = RowKind.SUBTOTAL, **cells: Cell) -> Row:
    """Return a row of sums: what it is of, and the cells named by their column's key."""
    keys = [column.key for column in columns]
    assert cells.keys() <= set(keys), "a sum stands in a column that is there"
    return Row((text, *(cells.get(key) for key in keys[1:])), kind)

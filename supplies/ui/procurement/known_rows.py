"""Tables of rows that were read together with the rest of their page, so that all of it is of one moment."""

from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

from PySide6.QtCore import QObject

from supplies.language import _
from supplies.ui.paged_table import Column, PagedTableModel, Reader
from supplies.ui.services import Services
from supplies.ui.session import Query
from supplies.ui.widgets.empty_state import EmptyState
from supplies.ui.widgets.table import TableView

Row = TypeVar("Row")

TABLE_LEAST_PX = 180
"""A table lower than this is of no use: the page scrolls instead."""


def known_table(
    name: str,
    title: str,
    columns: Sequence[Column[Row]],
    key: Callable[[Row], Hashable],
    services: Services,
    page: QObject,
) -> TableView:
    """Return a table without rows yet; ``fill`` shows some."""
    empty = EmptyState(f"{name}_empty", "waiting", _("Nothing here yet"), "")
    table = TableView(name, title, services.preferences, empty)
    table.setMinimumHeight(TABLE_LEAST_PX)
    table.show_model(PagedTableModel(columns, _reader_of(()), key, services.session, page))
    fill(table, ())
    return table


def fill(table: TableView, rows: Sequence[Row]) -> None:
    """Show rows in place of those before."""
    model = table.model()
    assert isinstance(model, PagedTableModel), "the table was made by known_table"
    model.set_reader(_reader_of(rows))


def _reader_of(rows: Sequence[Row]) -> Reader[Row]:
    """Return what yields rows that are known, page by page."""

    def reader(after: Row | None, limit: int) -> Query[Sequence[Row]]:
        first = 0 if after is None else rows.index(after) + 1
        return lambda _connection: rows[first : first + limit]

    return reader

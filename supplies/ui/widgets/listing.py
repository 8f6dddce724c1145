"""A list that is few enough to be read whole: search and filters, table, totals, and what can be done with a row."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from supplies.ui.paged_table import Column, PagedTableModel
from supplies.ui.services import Services
from supplies.ui.session import Query
from supplies.ui.whole_list import Wanted, WholeList
from supplies.ui.widgets.empty_state import EmptyState
from supplies.ui.widgets.filter_bar import FilterBar
from supplies.ui.widgets.row_actions import RowActions
from supplies.ui.widgets.search_field import SearchField
from supplies.ui.widgets.table import TableView
from supplies.ui.widgets.totals_bar import TotalsBar
from supplies.values import DepotCode

Row = TypeVar("Row")

SEARCH_EMS = 20
TABLE_LEAST_PX = 220
"""A table lower than this is of no use: the page scrolls instead."""


class Listing(QWidget, Generic[Row]):
    """Shows a ``WholeList``. Click a heading to put it in order; what was just posted is looked for and selected."""

    selection_changed = Signal()
    """Another row is selected, or what is so about it may have changed."""
    row_opened = Signal(object)
    """A row, by Enter or double click."""

    def __init__(
        self,
        name: str,
        title: str,
        columns: Sequence[Column[Row]],
        whole: WholeList[Row],
        services: Services,
        empty: EmptyState,
        search_hint: str,
    ) -> None:
        """Build the list; ``reload`` fills it.

        Args:
            name: its object name, with which those of its parts begin.
            title: what it is called when read aloud.
            columns: from left to right.
            whole: the rows.
            services: what its page works with.
            empty: what is shown instead of no rows.
            search_hint: what can be searched for.
        """
        super().__init__()
        self.setObjectName(name)
        self.whole = whole
        self._session = services.session
        self._chosen: Callable[[], Callable[[Row], bool] | None] = _no_filter
        self._order = ("", False)
        self._awaited: Hashable | None = None
        self.search = SearchField(f"{name}_search", search_hint)
        self.search.setMinimumWidth(SEARCH_EMS * self.fontMetrics().horizontalAdvance("中"))
        self.filters = FilterBar(f"{name}_filters")
        self.filters.add_widget(self.search)
        self.table = TableView(f"{name}_table", title, services.preferences, empty)
        self.table.setMinimumHeight(TABLE_LEAST_PX)
        self.model = PagedTableModel(columns, self._reader, whole.key, services.session, self)
        self.table.show_model(self.model)
        self.row_actions = RowActions(f"{name}_actions")
        self._lay_out(TotalsBar(f"{name}_totals", self.table))
        self.setFocusProxy(self.table)
        self._connect()

    def set_filter(self, chosen: Callable[[], Callable[[Row], bool] | None]) -> None:
        """Take what says which rows the filters want; asked before each reading, and holds no widget in its answer."""
        self._chosen = chosen

    def add_row_action(
        self,
        name: str,
        text: str,
        slot: Callable[[], object],
        keys: str,
        icon: str = "",
        kind: str = "plain",
        needs: str = "",
        depot: Callable[[Row], DepotCode] | None = None,
    ) -> None:
        """Add a button below the table, such as for what can be done with the row selected; see ``RowActions``.

        ``needs`` is the action that it leads to: who may not post that cannot use the button. ``depot`` says where
        that would be done for a row; without it any depot will do.
        """
        self.row_actions.add(name, text, slot, keys, icon, kind)
        self.row_actions.show()
        if needs:
            permit = self.row_actions.permit(name, self._session, needs, partial(self._depot_of, depot))
            self.selection_changed.connect(permit.look)

    def _depot_of(self, depot: Callable[[Row], DepotCode] | None) -> DepotCode | None:
        """Return where something would be done with the row selected; None where that is not known."""
        row = self.selected()
        return None if depot is None or row is None else depot(row)

    def reload(self) -> None:
        """Read again what is shown."""
        self.model.reload()

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show rows that were read together with others, so that all of them are of one moment."""
        self.whole = replace(self.whole, rows=lambda _connection: rows)
        self.reload()

    def selected(self) -> Row | None:
        """Return the row selected; None where it is none or several."""
        rows = self.table.selected_rows()
        return rows[0] if len(rows) == 1 else None

    def await_row(self, key: Hashable) -> None:
        """Select the row of a key when the list is read next; filters that hide it are cleared."""
        self._awaited = key

    def look_for(self, text: str) -> None:
        """Show only what holds a text, whatever the filters want."""
        self.filters.clear()
        self.search.setText(text)
        self._ask()

    def _lay_out(self, totals: TotalsBar) -> None:
        """Lay the parts out from top to bottom."""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.filters)
        layout.addWidget(self.table, 1)
        layout.addWidget(totals)
        layout.addWidget(self.row_actions)
        self.row_actions.hide()

    def _connect(self) -> None:
        """Let the parts hear of each other."""
        self.search.left_downward.connect(self.table.setFocus)
        self.search.searched.connect(self._ask)
        self.filters.changed.connect(self._ask)
        self.table.sort_asked.connect(self._sort)
        self.table.row_opened.connect(self.row_opened)
        self.table.selectionModel().selectionChanged.connect(self.selection_changed)
        self.model.replaced.connect(self._replaced)
        self.model.rowsInserted.connect(self._find_awaited)

    def _reader(self, after: Row | None, limit: int) -> Query[Sequence[Row]]:
        """Return the query for the next rows."""
        order, is_falling = self._order
        wanted = Wanted(self.search.text(), self._chosen(), order, is_falling)
        return self.whole.page(wanted, after, limit)

    def _ask(self) -> None:
        """Show what search and filters want now."""
        self.model.set_reader(self._reader)

    def _sort(self, order: str, is_falling: bool) -> None:
        """Put the rows in another order."""
        self._order = (order, is_falling)
        self._ask()

    def _replaced(self) -> None:
        """Look for what is waited for; the selected row may say something else now."""
        self._find_awaited()
        self.selection_changed.emit()

    def _find_awaited(self) -> None:
        """Select what is waited for, once it is here; clear filters that hide it, read on where it comes later."""
        if self._awaited is None:
            return
        if self.table.select_key(self._awaited):
            self._awaited = None
            self.table.setFocus()
        elif self._is_filtered():
            self.filters.clear()
            self.search.clear()
            self._ask()
        else:
            self.model.fetchMore()

    def _is_filtered(self) -> bool:
        """Return whether something may hide rows."""
        return bool(self.search.text()) or any(self.filters.values().values())


def _no_filter() -> None:
    """Want every row."""

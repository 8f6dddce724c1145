"""A page that is one long list: search and filters, the paged table, and the totals of what is selected."""

from collections.abc import Callable, Hashable, Sequence
from typing import Generic, TypeVar

from PySide6.QtWidgets import QVBoxLayout

from supplies.ui.depot_filter import DepotFilter
from supplies.ui.page import Page
from supplies.ui.paged_table import Column, PagedTableModel
from supplies.ui.services import Services
from supplies.ui.session import Query
from supplies.ui.widgets.empty_state import EmptyState
from supplies.ui.widgets.filter_bar import FilterBar
from supplies.ui.widgets.search_field import SearchField
from supplies.ui.widgets.table import TableView
from supplies.ui.widgets.totals_bar import TotalsBar
from supplies.values import DepotCode

Row = TypeVar("Row")


class ListPage(Page, Generic[Row]):
    """A subclass adds its filters and says in ``reader`` which rows they want."""

    def __init__(
        self,
        services: Services,
        name: str,
        title: str,
        columns: Sequence[Column[Row]],
        row_key: Callable[[Row], Hashable],
        empty: EmptyState,
        search_hint: str = "",
    ) -> None:
        """Build the page.

        Args:
            services: what it works with.
            name: its object name, with which those of its parts begin.
            title: as people read it.
            columns: from left to right.
            row_key: what tells one row from every other.
            empty: what is shown instead of no rows.
            search_hint: what can be searched for; without one there is no search.
        """
        super().__init__(services, name, title)
        self.search = SearchField(f"{name}_search", search_hint)
        self.filters = FilterBar(f"{name}_filters")
        if search_hint:
            self.filters.add_widget(self.search)
        self.table = TableView(f"{name}_table", title, services.preferences, empty)
        self.model = PagedTableModel(columns, self.reader, row_key, services.session, self)
        self.table.show_model(self.model)
        self.search.left_downward.connect(self.table.setFocus)
        self.search.searched.connect(self.list_anew)
        self.filters.changed.connect(self.list_anew)
        self.listing = QVBoxLayout()
        self.listing.setSpacing(12)
        self.listing.addWidget(self.filters)
        self.listing.addWidget(self.table, 1)
        self.listing.addWidget(TotalsBar(f"{name}_totals", self.table))
        self._has_search = bool(search_hint)
        self._depot_filter: DepotFilter | None = None

    def add_depot_filter(self) -> None:
        """Let the list be narrowed to one depot: see ``wanted_depot``."""
        self._depot_filter = DepotFilter(self, self.filters)

    @property
    def wanted_depot(self) -> DepotCode | None:
        """Return the depot to which the list is narrowed; None for all."""
        return None if self._depot_filter is None else self._depot_filter.wanted

    def selected_row(self) -> Row | None:
        """Return the row selected; None where it is none or several."""
        rows: Sequence[Row] = self.table.selected_rows()
        return rows[0] if len(rows) == 1 else None

    def reader(self, after: Row | None, limit: int) -> Query[Sequence[Row]]:
        """Return the query for the rows after one that search and filters want now."""
        raise NotImplementedError

    def reload(self) -> None:
        """Read the rows again, and the depots of the filter."""
        if self._depot_filter is not None:
            self._depot_filter.reload()
        self.model.reload()

    def list_anew(self) -> None:
        """Show what the search and the filters want now."""
        self.model.set_reader(self.reader)

    def start_focus(self) -> None:
        """Begin with the search, or in the list where there is none."""
        if self._has_search:
            self.search.setFocus()
        else:
            self.table.setFocus()

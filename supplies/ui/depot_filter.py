"""The filter that narrows a list to one depot."""

from collections.abc import Sequence

from supplies.language import _
from supplies.stock.queries import DepotRow, depots
from supplies.ui.page import Page
from supplies.ui.widgets.filter_bar import FilterBar
from supplies.values import DepotCode


class DepotFilter:
    """A choice in the filter bar of a page's list: one depot, or all."""

    def __init__(self, page: Page, filters: FilterBar) -> None:
        """Add the choice to a filter bar; ``reload`` or ``show`` fills it."""
        self._page = page
        self._filters = filters
        filters.add_choice("depot", _("Depot"), _("All depots"))

    @property
    def wanted(self) -> DepotCode | None:
        """Return the depot that is chosen; None for all."""
        return DepotCode(self._filters.values()["depot"]) or None

    def reload(self) -> None:
        """Read the depots again."""
        self._page.services.session.read(self._page, depots, self.show)

    def show(self, rows: Sequence[DepotRow]) -> None:
        """Offer depots."""
        self._filters.set_options("depot", [(row.code, row.name) for row in rows])

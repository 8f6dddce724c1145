"""The item types, and how much of each is on hand."""

from collections.abc import Sequence
from functools import partial

from supplies.catalogue.queries import CategoryRow, ItemFilter, categories
from supplies.language import N_, _
from supplies.stock.queries import TotalRow, item_totals
from supplies.ui.list_page import ListPage
from supplies.ui.paged_table import Column, number_column
from supplies.ui.services import Services
from supplies.ui.session import Query
from supplies.ui.widgets.empty_state import EmptyState
from supplies.values import Topic

COLUMNS: tuple[Column[TotalRow], ...] = (
    Column("code", N_("Code"), lambda row: row.item_code, width_ems=6),
    Column("name", N_("Name"), lambda row: row.name, width_ems=14, stretches=True),
    Column("unit", N_("Unit"), lambda row: row.unit, width_ems=3),
    number_column("quantity", N_("On hand"), lambda row: row.quantity, width_ems=7),
    number_column("amount", N_("Amount"), lambda row: row.amount, width_ems=9),
)


class CataloguePage(ListPage[TotalRow]):
    """A search, the categories, and the item types."""

    topics = frozenset({Topic.CATALOGUE, Topic.STOCK})

    def __init__(self, services: Services) -> None:
        """Build the page."""
        empty = EmptyState(
            "catalogue_empty", "catalogue", _("No item types here"), _("Import a list, or search for something else.")
        )
        hint = _("Name, pinyin or code")
        super().__init__(services, "catalogue", _("Catalogue"), COLUMNS, _row_key, empty, hint)
        self.filters.add_choice("category", _("Category"), _("All categories"))
        self.table.row_opened.connect(self._open_card)
        self.body.addLayout(self.listing)

    def reload(self) -> None:
        """Read categories and item types again."""
        self.services.session.read(self, categories, self._show_categories)
        super().reload()

    def _open_card(self, row: TotalRow) -> None:
        """Show the card of an item."""
        self.asked_for.emit("card", row.item_code)

    def reader(self, after: TotalRow | None, limit: int) -> Query[Sequence[TotalRow]]:
        """Return the query for the next rows."""
        wanted = ItemFilter(self.search.text(), self.filters.values()["category"])
        return partial(item_totals, wanted=wanted, after=None if after is None else after.item_code, limit=limit)

    def _show_categories(self, rows: Sequence[CategoryRow]) -> None:
        """Offer the categories."""
        self.filters.set_options("category", [(row.code, f"{row.name} ({row.items})") for row in rows])


def _row_key(row: TotalRow) -> object:
    """Return what tells one row from every other."""
    return row.item_code

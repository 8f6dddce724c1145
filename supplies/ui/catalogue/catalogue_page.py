"""The item types, and how each stands: free, reserved, set aside, out, and on its way."""

from collections.abc import Sequence
from functools import partial

from supplies.catalogue.queries import CategoryRow, ItemFilter, categories
from supplies.language import N_, _
from supplies.stock.availability import StandingRow, item_standings
from supplies.stock.proof import Figure
from supplies.ui.list_page import ListPage
from supplies.ui.paged_table import Column, number_column
from supplies.ui.services import Services
from supplies.ui.session import Query
from supplies.ui.stock.proof_page import figure_key
from supplies.ui.widgets.empty_state import EmptyState
from supplies.values import Topic

COLUMNS: tuple[Column[StandingRow], ...] = (
    Column("code", N_("Code"), lambda row: row.item_code, width_ems=4.2),
    Column("name", N_("Name"), lambda row: row.name, width_ems=10, stretches=True),
    Column("unit", N_("Unit"), lambda row: row.unit, width_ems=2),
    number_column("free", N_("Free"), lambda row: row.free, width_ems=4.5),
    number_column("claimed", N_("Reserved"), lambda row: row.claimed, width_ems=4.5),
    number_column("inspecting", N_("Awaiting inspection"), lambda row: row.inspecting, width_ems=4.5),
    number_column("out_of_service", N_("Out of service"), lambda row: row.out_of_service, width_ems=4.5),
    number_column("held", N_("Held for others"), lambda row: row.held, width_ems=4.5),
    number_column("issued", N_("Out, to come back"), lambda row: row.issued, width_ems=5),
    number_column("on_loan", N_("On loan"), lambda row: row.on_loan, width_ems=4.5),
    number_column("in_transit", N_("In transit"), lambda row: row.in_transit, width_ems=4.5),
    number_column("amount", N_("Amount"), lambda row: row.amount, width_ems=7),
)


class CataloguePage(ListPage[StandingRow]):
    """A search, the categories, and the item types."""

    topics = frozenset({Topic.CATALOGUE, Topic.STOCK})

    def __init__(self, services: Services) -> None:
        """Build the page."""
        empty = EmptyState(
            "catalogue_empty", "catalogue", _("No item types here"), _("Import a list, or search for something else.")
        )
        hint = _("Name, pinyin or code")
        super().__init__(services, "catalogue", _("Catalogue"), COLUMNS, _row_key, empty, hint)
        self.prove_button = self.add_action("prove", _("Prove (&Y)"), self._prove, icon="check")
        self.add_depot_filter()
        self.filters.add_choice("category", _("Category"), _("All categories"))
        self.table.row_opened.connect(self._open_card)
        self.table.selectionModel().selectionChanged.connect(self._look)
        self._look()
        self.add_action("kits", _("Kits (&K)"), self._open_kits, icon="catalogue", keys="Ctrl+Shift+K")
        self.body.addLayout(self.listing)

    def reload(self) -> None:
        """Read depots, categories and item types again."""
        self.services.session.read(self, categories, self._show_categories)
        super().reload()

    def _open_card(self, row: StandingRow) -> None:
        """Show the card of an item."""
        self.asked_for.emit("card", row.item_code)

    def _open_kits(self) -> None:
        """Show the kits, and how many full ones there are."""
        self.asked_for.emit("kits", "")

    def _look(self) -> None:
        """Let one row be proved."""
        is_one = len(self.table.selected_rows()) == 1
        self.prove_button.forbid("row", "" if is_one else _("Select one row first."))

    def _prove(self) -> None:
        """Show the movements that add up to what is on hand of an item."""
        (row,) = self.table.selected_rows()
        self.asked_for.emit("proof", figure_key(Figure(row.item_code, depot=self.wanted_depot)))

    def reader(self, after: StandingRow | None, limit: int) -> Query[Sequence[StandingRow]]:
        """Return the query for the next rows."""
        chosen = self.filters.values()
        wanted = ItemFilter(self.search.text(), chosen["category"])
        last = None if after is None else after.item_code
        return partial(item_standings, wanted=wanted, depot=self.wanted_depot, after=last, limit=limit)

    def _show_categories(self, rows: Sequence[CategoryRow]) -> None:
        """Offer the categories."""
        self.filters.set_options("category", [(row.code, f"{row.name} ({row.items})") for row in rows])


def _row_key(row: StandingRow) -> object:
    """Return what tells one row from every other."""
    return row.item_code

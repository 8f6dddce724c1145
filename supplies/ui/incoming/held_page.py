"""What is held for others (代储), by owner; taking a lot over, and handing goods out on their owner's order."""

from collections.abc import Sequence
from functools import partial

from supplies.language import N_, _
from supplies.stock.held import HeldRow, held_goods
from supplies.ui.incoming.held_panels import HandBackPanel, TakeOverPanel
from supplies.ui.list_page import ListPage
from supplies.ui.paged_table import Column, number_column
from supplies.ui.services import Services
from supplies.ui.session import Query
from supplies.ui.whole_list import Wanted, WholeList
from supplies.ui.widgets.empty_state import EmptyState
from supplies.ui.widgets.status import Status
from supplies.values import DepotCode, Topic

COLUMNS: tuple[Column[HeldRow], ...] = (
    Column("owner", N_("Owner"), lambda row: row.owner_name, width_ems=8),
    Column("depot", N_("Depot"), lambda row: row.depot_name, width_ems=6.5),
    Column("place", N_("Location"), lambda row: row.place, width_ems=4),
    Column("code", N_("Code"), lambda row: row.item_code, width_ems=4.2),
    Column("name", N_("Name"), lambda row: row.name, width_ems=6, stretches=True),
    Column("lot", N_("Batch / serial"), lambda row: row.serial_no or row.batch_no, width_ems=5),
    Column("label", N_("Label"), lambda row: row.label_code, width_ems=10.4),
    Column("expires", N_("Expires"), lambda row: "" if row.expires_on is None else str(row.expires_on), width_ems=5.2),
    number_column("quantity", N_("Quantity"), lambda row: row.quantity, width_ems=3.5),
    Column("unit", N_("Unit"), lambda row: row.unit, width_ems=2),
    number_column("amount", N_("Amount"), lambda row: row.amount, width_ems=5),
)


def _key(row: HeldRow) -> tuple[object, ...]:
    """Return what tells one row from every other."""
    return row.depot_code, row.place, row.lot_id


def _texts(row: HeldRow) -> Sequence[str]:
    """Return what a search looks into."""
    return row.owner_name, row.name, row.item_code, row.label_code, row.batch_no, row.serial_no or ""


class HeldPage(ListPage[HeldRow]):
    """A search, a filter by depot, and the goods."""

    topics = frozenset({Topic.STOCK, Topic.ACCOUNTS})

    def __init__(self, services: Services) -> None:
        """Build the page."""
        empty = EmptyState(
            "held_empty", "depot", _("Nothing is held for others"), _("Goods received as held stand here by owner.")
        )
        hint = _("Owner, name, label, batch or serial number")
        super().__init__(services, "held", _("Goods of others"), COLUMNS, _key, empty, hint)
        self.report_button = self.add_action("report", _("&Monthly report"), self._report, icon="reports")
        self.out_button = self.add_action("hand_back", _("&Hand out"), self._ask_out, icon="right")
        self.take_button = self.add_action(
            "take_over", _("Take over (&G)"), self._ask_take, icon="check", kind="primary"
        )
        self.add_depot_filter()
        self.take_panel = TakeOverPanel(self, services)
        self.out_panel = HandBackPanel(self, services)
        for panel in (self.take_panel, self.out_panel):
            panel.done.connect(self._done)
        self._permits = [
            self.permit(self.take_button, "stock.take_over", self._depot),
            self.permit(self.out_button, "stock.hand_back", self._depot),
        ]
        self.table.selectionModel().selectionChanged.connect(self._look)
        self._look()
        self.body.addLayout(self.listing)

    def reader(self, after: HeldRow | None, limit: int) -> Query[Sequence[HeldRow]]:
        """Return the query for the next rows."""
        rows = WholeList(partial(held_goods, depot=self.wanted_depot), _key, _texts, {})
        return rows.page(Wanted(self.search.text()), after, limit)

    def _depot(self) -> DepotCode | None:
        """Return the depot of the goods that are selected."""
        row = self.selected_row()
        return None if row is None else row.depot_code

    def _look(self) -> None:
        """Let the buttons be used where goods are selected."""
        why = "" if self.selected_row() else _("Select one line first.")
        for button in (self.take_button, self.out_button):
            button.forbid("row", why)
        for permit in self._permits:
            permit.look()

    def _ask_take(self) -> None:
        """Read all that the depot holds of the lot, for it is taken over whole."""
        row = self.selected_row()
        if row is not None:
            query = partial(held_goods, depot=row.depot_code)
            self.services.session.read(self, query, partial(self._open_take, row))

    def _open_take(self, row: HeldRow, found: Sequence[HeldRow]) -> None:
        """Open the form of a change of owner."""
        rows = tuple(each for each in found if each.lot_id == row.lot_id)
        if rows:
            self.take_panel.open_for(rows)

    def _ask_out(self) -> None:
        """Open the form of an issue."""
        row = self.selected_row()
        if row is not None:
            self.out_panel.open_for(row)

    def _report(self) -> None:
        """Show the monthly report."""
        self.asked_for.emit("reports", "held")

    def _done(self, words: str, _record: object) -> None:
        """Say that it is done."""
        self.show_message(Status.OK, words)
        self.reload()

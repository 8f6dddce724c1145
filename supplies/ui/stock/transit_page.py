"""What is on its way between depots, the oldest first, and accepting it."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from supplies.language import N_, _
from supplies.stock.transit import Shipment, TransitRow, in_transit, shipment
from supplies.ui.list_page import ListPage
from supplies.ui.paged_table import Align, Column
from supplies.ui.services import Services
from supplies.ui.session import Query
from supplies.ui.stock.arrival_panel import ArrivalPanel
from supplies.ui.widgets.empty_state import EmptyState
from supplies.ui.widgets.status import Status
from supplies.values import DepotCode, Topic, utc_now

COLUMNS: tuple[Column[TransitRow], ...] = (
    Column(
        "number",
        N_("Number"),
        lambda row: row.number,
        mark=lambda row: "warning" if row.is_overdue else "",
        width_ems=12,
    ),
    Column("sent", N_("Sent"), lambda row: str(row.sent_on), width_ems=5.2),
    Column("from", N_("From"), lambda row: row.depot_name, width_ems=7),
    Column("to", N_("To"), lambda row: row.addressee, width_ems=8, stretches=True),
    Column("hours", N_("Hours"), lambda row: f"{row.hours:,}", Align.RIGHT, width_ems=3.4),
    Column("state", N_("State"), lambda row: _("not confirmed") if row.is_overdue else _("on its way"), width_ems=5.6),
    Column("due", N_("Expected on"), lambda row: "" if row.due_on is None else str(row.due_on), width_ems=5.2),
    Column("open", N_("Open lines"), lambda row: f"{row.open_lines}/{row.lines}", Align.RIGHT, width_ems=3.4),
    Column("terms", N_("Terms"), lambda row: row.terms_name, width_ems=5.5),
    Column("vehicle", N_("Vehicle"), lambda row: row.vehicle, width_ems=6),
    Column("receiver", N_("Receiver"), lambda row: row.receiver, width_ems=6),
    Column("paper", N_("Order"), lambda row: row.paper_number, width_ems=7),
    Column("incident", N_("Incident"), lambda row: row.incident, width_ems=6),
)


class TransitPage(ListPage[TransitRow]):
    """A filter by depot, the transfers, and the form that accepts one."""

    topics = frozenset({Topic.STOCK})

    def __init__(self, services: Services, now: Callable[[], datetime] = utc_now) -> None:
        """Build the page; ``now`` is the moment from which it counts how long goods are under way."""
        empty = EmptyState(
            "transit_empty", "transfer", _("Nothing is on its way"), _("What one depot sends to another stands here.")
        )
        self._now = now
        super().__init__(services, "transit", _("In transit"), COLUMNS, _row_key, empty)
        self.add_action("document", _("&Document"), self._open_document, icon="documents")
        self.home_button = self.add_action("home", _("Take &back"), self._take_home, icon="undo")
        self.home_button.setToolTip(_("What turned round comes back into the depot that sent it."))
        self.accept_button = self.add_action("accept", _("&Accept"), self._accept, icon="check", kind="primary")
        self.add_depot_filter()
        self.panel = ArrivalPanel(self, services)
        self.panel.done.connect(self._accepted)
        self._permits = [
            self.permit(self.accept_button, "stock.accept_transfer", self._addressee),
            self.permit(self.home_button, "stock.accept_transfer", self._sender),
        ]
        self.table.row_opened.connect(lambda _row: self._accept())
        self.table.selectionModel().selectionChanged.connect(self._look)
        self._look()
        self.body.addLayout(self.listing)

    def open_record(self, key: str) -> None:
        """Ask what arrived of the transfer of a number."""
        if key:
            self._ask(key, is_home=False)

    def reader(self, after: TransitRow | None, limit: int) -> Query[Sequence[TransitRow]]:
        """Return the query for the next rows."""
        return partial(in_transit, now=self._now(), depot=self.wanted_depot, after=after, limit=limit)

    def _addressee(self) -> DepotCode | None:
        """Return who accepts the transfer that is selected."""
        row = self.selected_row()
        return None if row is None else row.to_depot or row.depot_code

    def _sender(self) -> DepotCode | None:
        """Return who sent it."""
        row = self.selected_row()
        return None if row is None else row.depot_code

    def _look(self) -> None:
        """Let the buttons be used where they lead somewhere."""
        row = self.selected_row()
        why = "" if row else _("Select a transfer first.")
        self.accept_button.forbid("row", why)
        outside = row is not None and row.to_depot is None
        self.home_button.forbid("row", _("Accept it, and name the location.") if outside else why)
        for permit in self._permits:
            permit.look()

    def _accept(self) -> None:
        """Ask what arrived."""
        row = self.selected_row()
        if row is not None:
            self._ask(row.number, is_home=False)

    def _take_home(self) -> None:
        """Ask what came back."""
        row = self.selected_row()
        if row is not None:
            self._ask(row.number, is_home=True)

    def _ask(self, number: str, *, is_home: bool) -> None:
        """Read a transfer and open the form."""
        query = partial(shipment, number=number, now=self._now())
        self.services.session.read(self, query, partial(self._open_panel, is_home=is_home))

    def _open_panel(self, found: Shipment, *, is_home: bool) -> None:
        """Open the form of a transfer."""
        self.message.dismiss()
        head = found.head
        if not head.open_lines:
            text = _("Nothing of {number} is on its way any more.").format(number=head.number)
            self.show_message(Status.INFO, text)
            return
        self.panel.open_for(found, head.depot_code if is_home else head.to_depot or head.depot_code)

    def _accepted(self, words: str, _key: object) -> None:
        """Say that it is done."""
        self.show_message(Status.OK, words)
        self.reload()

    def _open_document(self) -> None:
        """Show the document of the transfer."""
        row = self.selected_row()
        if row is not None:
            self.asked_for.emit("document", row.number)


def _row_key(row: TransitRow) -> tuple[object, ...]:
    """Return what tells one row from every other."""
    return row.site_id, row.seq

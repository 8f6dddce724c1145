"""Receipts whose goods await their inspection, the oldest first; inspecting them and sending goods back."""

from collections.abc import Sequence
from functools import partial

from supplies.language import N_, _
from supplies.stock.incoming import AwaitingRow, awaiting
from supplies.stock.inspection import Waiting, waiting
from supplies.stock.sending_back import Returnable, returnable
from supplies.ui.incoming.back_panel import BackPanel
from supplies.ui.incoming.inspection_panel import InspectionPanel
from supplies.ui.list_page import ListPage
from supplies.ui.paged_table import Align, Column
from supplies.ui.services import Services
from supplies.ui.session import Query
from supplies.ui.whole_list import Wanted, WholeList
from supplies.ui.widgets.empty_state import EmptyState
from supplies.ui.widgets.status import Status
from supplies.values import DepotCode, Topic

COLUMNS: tuple[Column[AwaitingRow], ...] = (
    Column("number", N_("Number"), lambda row: row.number, width_ems=12),
    Column("date", N_("Date"), lambda row: str(row.business_date), width_ems=5.2),
    Column("depot", N_("Depot"), lambda row: row.depot_name, width_ems=9),
    Column("counterparty", N_("With"), lambda row: row.counterparty, width_ems=10, stretches=True),
    Column("contract", N_("Contract number"), lambda row: row.contract_number, width_ems=8),
    Column("lines", N_("Waiting lines"), lambda row: str(row.lines), Align.RIGHT, width_ems=4),
    Column("actor", N_("Received by"), lambda row: row.actor, width_ems=6),
)


def _key(row: AwaitingRow) -> tuple[object, ...]:
    """Return what tells one row from every other."""
    return row.site_id, row.seq


def _texts(row: AwaitingRow) -> Sequence[str]:
    """Return what a search looks into."""
    return row.number, row.counterparty, row.contract_number


class WaitingPage(ListPage[AwaitingRow]):
    """A filter by depot, the receipts, and the form of an inspection."""

    topics = frozenset({Topic.STOCK})

    def __init__(self, services: Services) -> None:
        """Build the page."""
        empty = EmptyState(
            "waiting_empty",
            "check",
            _("Nothing awaits its inspection"),
            _("Goods received to be inspected stand here until they are accepted or rejected."),
        )
        hint = _("Number, supplier or contract")
        super().__init__(services, "waiting", _("Goods to inspect"), COLUMNS, _key, empty, hint)
        self.add_action("document", _("&Document"), self._open_document, icon="documents")
        self.back_button = self.add_action("back", _("Return to &supplier"), self._ask_back, icon="undo")
        self.inspect_button = self.add_action("inspect", _("&Inspect"), self._ask, icon="check", kind="primary")
        self.add_depot_filter()
        self.panel = InspectionPanel(self, services)
        self.back_panel = BackPanel(self, services)
        for panel in (self.panel, self.back_panel):
            panel.done.connect(self._done)
        self._permits = [
            self.permit(self.inspect_button, "stock.inspect", self._depot),
            self.permit(self.back_button, "stock.send_back", self._depot),
        ]
        self.table.row_opened.connect(lambda _row: self._ask())
        self.table.selectionModel().selectionChanged.connect(self._look)
        self._look()
        self.body.addLayout(self.listing)

    def open_record(self, key: str) -> None:
        """Ask what was found of the receipt of a number; after ``back``, what of it goes back to the supplier."""
        word, _blank, number = key.rpartition(" ")
        if word == "back":
            self._read_back(number)
        elif key:
            self._read(key)

    def reader(self, after: AwaitingRow | None, limit: int) -> Query[Sequence[AwaitingRow]]:
        """Return the query for the next rows."""
        rows = WholeList(partial(awaiting, depot=self.wanted_depot), _key, _texts, {})
        return rows.page(Wanted(self.search.text()), after, limit)

    def _depot(self) -> DepotCode | None:
        """Return the depot of the receipt that is selected."""
        row = self.selected_row()
        return None if row is None else row.depot_code

    def _look(self) -> None:
        """Let the buttons be used where a receipt is selected."""
        why = "" if self.selected_row() else _("Select a receipt first.")
        for button in (self.inspect_button, self.back_button):
            button.forbid("row", why)
        for permit in self._permits:
            permit.look()

    def _ask(self) -> None:
        """Ask what was found of the receipt that is selected."""
        row = self.selected_row()
        if row is not None:
            self._read(row.number)

    def _read(self, number: str) -> None:
        """Read a receipt and open the form."""
        self.services.session.read(self, partial(waiting, number=number), self._open_panel)

    def _open_panel(self, found: Waiting) -> None:
        """Open the form of an inspection."""
        self.message.dismiss()
        if not found.lines:
            text = _("Nothing of {number} awaits its inspection any more.").format(number=found.head.number)
            self.show_message(Status.INFO, text)
            return
        self.panel.open_for(found)

    def _ask_back(self) -> None:
        """Ask what goes back of the receipt that is selected."""
        row = self.selected_row()
        if row is not None:
            self._read_back(row.number)

    def _read_back(self, number: str) -> None:
        """Read where the goods of a receipt lie and open the form."""
        self.services.session.read(self, partial(returnable, number=number), self._open_back)

    def _open_back(self, found: Returnable) -> None:
        """Open the form of a return to the supplier."""
        self.message.dismiss()
        self.back_panel.open_for(found)

    def _done(self, words: str, _record: object) -> None:
        """Say that it is done."""
        self.show_message(Status.OK, words)
        self.reload()

    def _open_document(self) -> None:
        """Show the receipt."""
        row = self.selected_row()
        if row is not None:
            self.asked_for.emit("document", row.number)

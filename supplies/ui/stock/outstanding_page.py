"""What was issued or lent and is to come back, the longest overdue first, by whoever has it; and taking it back."""

from collections.abc import Sequence
from functools import partial

from supplies.language import N_, _
from supplies.stock.loans import OutFilter, OutRow, outstanding
from supplies.ui.list_page import ListPage
from supplies.ui.paged_table import Align, Column, number_column
from supplies.ui.services import Services
from supplies.ui.session import Query
from supplies.ui.stock.return_panel import ReturnPanel
from supplies.ui.widgets.empty_state import EmptyState
from supplies.ui.widgets.status import Status
from supplies.values import DepotCode, Topic

COLUMNS: tuple[Column[OutRow], ...] = (
    Column(
        "holder",
        N_("Holder"),
        lambda row: row.holder,
        mark=lambda row: "warning" if row.overdue_days else "",
        width_ems=9,
        stretches=True,
    ),
    Column("receiver", N_("Receiver"), lambda row: row.receiver, width_ems=6),
    Column("name", N_("Name"), lambda row: row.name, width_ems=7),
    number_column("left", N_("Still out"), lambda row: row.left, width_ems=4),
    Column("unit", N_("Unit"), lambda row: row.unit, width_ems=2),
    Column("due", N_("Due on"), lambda row: "" if row.due_on is None else str(row.due_on), width_ems=5.2),
    Column(
        "overdue",
        N_("Days overdue"),
        lambda row: f"{row.overdue_days:,}" if row.overdue_days else "",
        Align.RIGHT,
        width_ems=4,
    ),
    Column("kind", N_("Kind"), lambda row: row.bucket_name, width_ems=3),
    Column("taken", N_("Taken on"), lambda row: str(row.taken_on), width_ems=5.2),
    Column("lot", N_("Batch / serial"), lambda row: row.serial_no or row.batch_no, width_ems=6),
    Column("depot", N_("Depot"), lambda row: row.depot_name, width_ems=7),
    Column("number", N_("Number"), lambda row: row.number, width_ems=12),
    Column("incident", N_("Incident"), lambda row: row.incident, width_ems=6),
    Column("label", N_("Label"), lambda row: row.label_code, width_ems=10.4),
)


class OutstandingPage(ListPage[OutRow]):
    """A search by holder, filters, what is out, and the form that takes it back."""

    topics = frozenset({Topic.STOCK})

    def __init__(self, services: Services) -> None:
        """Build the page."""
        empty = EmptyState(
            "outstanding_empty",
            "loan",
            _("Nothing is out"),
            _("What is issued and to come back, or lent, stands here."),
        )
        hint = _("Unit or person who has it")
        super().__init__(services, "outstanding", _("To come back"), COLUMNS, _row_key, empty, hint)
        self.add_action("document", _("&Document"), self._open_document, icon="documents")
        self.add_action("report", _("&Register"), self._print, icon="reports", keys="Ctrl+P")
        self.return_button = self.add_action("return", _("Take bac&k"), self._take_back, icon="left", kind="primary")
        self.add_depot_filter()
        self.filters.add_tick("overdue", _("Overdue only (&E)"))
        self.panel = ReturnPanel(self, services)
        self.panel.done.connect(self._taken_back)
        self._permit = self.permit(self.return_button, "stock.return", self._depot)
        self.table.row_opened.connect(lambda _row: self._take_back())
        self.table.selectionModel().selectionChanged.connect(self._look)
        self._look()
        self.body.addLayout(self.listing)

    def open_record(self, key: str) -> None:
        """Show what somebody has."""
        self.search.setText(key)
        self.list_anew()

    def reader(self, after: OutRow | None, limit: int) -> Query[Sequence[OutRow]]:
        """Return the query for the next rows."""
        chosen = self.filters.values()
        wanted = OutFilter(self.wanted_depot, self.search.text(), bool(chosen["overdue"]))
        return partial(outstanding, today=self.services.today(), wanted=wanted, after=after, limit=limit)

    def _depot(self) -> DepotCode | None:
        """Return where the line that is selected went out."""
        row = self.selected_row()
        return None if row is None else row.depot_code

    def _look(self) -> None:
        """Let the button be used where it leads somewhere."""
        self.return_button.forbid("row", "" if self.selected_row() else _("Select a line first."))
        self._permit.look()

    def _take_back(self) -> None:
        """Ask what comes back."""
        row = self.selected_row()
        if row is not None:
            self.panel.open_for(row)

    def _taken_back(self, words: str, _key: object) -> None:
        """Say that it is done."""
        self.show_message(Status.OK, words)
        self.reload()

    def _open_document(self) -> None:
        """Show the document by which it went out."""
        row = self.selected_row()
        if row is not None:
            self.asked_for.emit("document", row.number)

    def _print(self) -> None:
        """Print the register of what is out and what came back."""
        self.asked_for.emit("reports", "returns")


def _row_key(row: OutRow) -> tuple[object, ...]:
    """Return what tells one row from every other."""
    return row.site_id, row.of_seq, row.of_line

"""Every count, newest first, with its progress; and a new one."""

from collections.abc import Sequence
from functools import partial

from supplies.language import N_, _
from supplies.stock.count_sessions import CountSessionRow, count_sessions
from supplies.stock.queries import DepotRow, own_depots
from supplies.ui.counting.start_panel import StartPanel
from supplies.ui.depot_filter import DepotFilter
from supplies.ui.list_page import ListPage
from supplies.ui.paged_table import Align, Column
from supplies.ui.services import Services
from supplies.ui.session import Query
from supplies.ui.widgets.empty_state import EmptyState
from supplies.ui.widgets.status import Status
from supplies.values import Topic


def _mark(row: CountSessionRow) -> str:
    """Return the icon of how a count stands."""
    if row.cancelled_by is not None:
        return "undo"
    return "check" if row.finished_by is not None else "waiting"


COLUMNS: tuple[Column[CountSessionRow], ...] = (
    Column("number", N_("Number"), lambda row: row.number, width_ems=11.6),
    Column("name", N_("Name"), lambda row: row.name, width_ems=9, stretches=True),
    Column("depot", N_("Depot"), lambda row: row.depot_name, width_ems=6),
    Column("scope", N_("Scope"), lambda row: row.scope, width_ems=7),
    Column("started", N_("Began on"), lambda row: str(row.started_on), width_ems=5.5),
    Column("state", N_("State"), lambda row: row.state, mark=_mark, width_ems=5),
    Column("progress", N_("Counted"), lambda row: row.progress, Align.RIGHT, width_ems=6),
    Column("document", N_("Adjustment"), lambda row: row.document, width_ems=11.6),
    Column("finished", N_("Finished by"), lambda row: row.finished_by or "", width_ems=6),
)


class CountsPage(ListPage[CountSessionRow]):
    """Filters, and the counts."""

    topics = frozenset({Topic.STOCK, Topic.PLACES})

    def __init__(self, services: Services) -> None:
        """Build the page."""
        empty = EmptyState(
            "counts_empty", "check", _("No counts here"), _("A count compares the goods with the books.")
        )
        super().__init__(services, "counts", _("Counts"), COLUMNS, _row_key, empty)
        self.depot = DepotFilter(self, self.filters)
        self.filters.add_tick("open", _("Only those under wa&y"))
        self.start_button = self.add_action(
            "start",
            _("&New count"),
            self._open_start,
            icon="add",
            keys="Ctrl+N",
            kind="primary",
            needs="stock.start_count",
        )
        self.panel = StartPanel(self, services)
        self.panel.done.connect(self._started)
        self.table.row_opened.connect(self._open)
        self.body.addLayout(self.listing)

    def reload(self) -> None:
        """Read depots and counts again."""
        self.services.session.read(self, own_depots, self._show_depots)
        super().reload()

    def has_unsaved(self) -> bool:
        """Return whether a new count is being entered."""
        return self.panel.has_entries

    def reader(self, after: CountSessionRow | None, limit: int) -> Query[Sequence[CountSessionRow]]:
        """Return the query for the next rows."""
        chosen = self.filters.values()
        return partial(
            count_sessions, before=after, limit=limit, depot=self.depot.wanted, only_open=bool(chosen["open"])
        )

    def _open_start(self) -> None:
        """Ask what is to be counted."""
        self.panel.open_panel()

    def _open(self, row: CountSessionRow) -> None:
        """Count on, or look at the result of what has ended."""
        self.asked_for.emit("count" if row.is_open else "count_result", row.number)

    def _started(self, words: str, _key: object) -> None:
        """Say that it has begun; it stands on top."""
        self.show_message(Status.OK, words, _("Open it to count."))
        self.model.reload()

    def _show_depots(self, rows: Sequence[DepotRow]) -> None:
        """Offer the depots."""
        self.depot.show(rows)
        self.panel.depot.set_options([(row.code, row.name) for row in rows])


def _row_key(row: CountSessionRow) -> tuple[object, ...]:
    """Return what tells one row from every other."""
    return row.site_id, row.seq

"""A list of proposals, newest first: those that wait for the reader, those the reader drew up, or all."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from supplies.approvals.queries import ProposalFilter, ProposalRow, proposals_page
from supplies.approvals.words import STATE_NAMES, ProposalState
from supplies.language import N_, _
from supplies.tables import local_text
from supplies.ui.paged_table import Align, Column, PagedTableModel
from supplies.ui.services import Services
from supplies.ui.session import Query
from supplies.ui.widgets.empty_state import EmptyState
from supplies.ui.widgets.filter_bar import FilterBar
from supplies.ui.widgets.table import TableView

TABLE_LEAST_PX = 220
_MARKS = {
    ProposalState.OPEN: "waiting",
    ProposalState.APPROVED: "ok",
    ProposalState.RETURNED: "warning",
    ProposalState.WITHDRAWN: "info",
}


def columns(titles: Mapping[str, str]) -> tuple[Column[ProposalRow], ...]:
    """Return the columns; ``titles`` says what each kind of action is called."""
    return (
        Column("number", N_("Number"), lambda row: row.number, width_ems=11.6),
        Column("what", N_("What it does"), lambda row: _(titles.get(row.action_type, row.action_type)), width_ems=8),
        Column("depot", N_("Depot"), lambda row: row.depot_name, width_ems=10, stretches=True),
        Column("drafter", N_("Drawn up by"), lambda row: row.drafter_name, width_ems=8),
        Column("drafted", N_("Submitted"), lambda row: local_text(row.drafted_at), width_ems=8),
        Column("state", N_("State"), lambda row: row.state_name, mark=lambda row: _MARKS[row.state], width_ems=7),
        Column("progress", N_("Steps"), lambda row: row.progress, Align.RIGHT, width_ems=3),
        Column("waits", N_("Waits for"), lambda row: row.waits_for, width_ems=6),
    )


class ProposalList(QWidget):
    """Opened by Enter on a row; a filter by state where all are listed."""

    row_opened = Signal(object)

    def __init__(
        self,
        services: Services,
        name: str,
        title: str,
        titles: Mapping[str, str],
        wanted: Callable[[], ProposalFilter],
        empty: EmptyState,
        *,
        has_filter: bool,
    ) -> None:
        """Build the list; ``reload`` fills it.

        Args:
            services: what its page works with.
            name: its object name.
            title: what it is called when read aloud.
            titles: what each kind of action is called, in English.
            wanted: says which proposals it lists.
            empty: what is shown instead of no rows.
            has_filter: whether the state can be chosen.
        """
        super().__init__()
        self.setObjectName(name)
        self._wanted = wanted
        self.filters = FilterBar(f"{name}_filters")
        if has_filter:
            states = [(state.value, _(words)) for state, words in STATE_NAMES.items()]
            self.filters.add_choice("state", _("State"), _("All states"), states)
            self.filters.changed.connect(self._list_anew)
        else:
            self.filters.hide()
        self.table = TableView(f"{name}_table", title, services.preferences, empty)
        self.table.setMinimumHeight(TABLE_LEAST_PX)
        self.model = PagedTableModel(columns(titles), self._reader, _row_key, services.session, self)
        self.table.show_model(self.model)
        self.table.row_opened.connect(self.row_opened)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.filters)
        layout.addWidget(self.table, 1)
        self.setFocusProxy(self.table)

    def reload(self) -> None:
        """Read the rows again."""
        self.model.reload()

    def _list_anew(self) -> None:
        """Show what the filter wants now."""
        self.model.set_reader(self._reader)

    def _reader(self, after: ProposalRow | None, limit: int) -> Query[Sequence[ProposalRow]]:
        """Return the query for the next rows."""
        wanted = self._wanted()
        chosen = self.filters.values().get("state", "")
        if chosen:
            wanted = ProposalFilter(ProposalState(chosen), wanted.drafted_by, wanted.waits_for)
        return partial(proposals_page, wanted=wanted, before=after, limit=limit)


def _row_key(row: ProposalRow) -> tuple[object, ...]:
    """Return what tells one row from every other."""
    return row.site_id, row.seq

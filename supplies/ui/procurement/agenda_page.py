"""What is due when: a month beside the list, overdue first; what happened is recorded here, and days are moved."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from supplies.deadlines.catalogue import Standing
from supplies.deadlines.queries import work_calendar
from supplies.deadlines.words import standing_name
from supplies.deadlines.workdays import WorkCalendar
from supplies.language import N_, _
from supplies.procurement.agenda import AgendaRow, agenda
from supplies.procurement.lot_queries import lot_view
from supplies.ui.page import Page
from supplies.ui.paged_table import Column
from supplies.ui.permits import no_depot
from supplies.ui.procurement.day_panels import AnotherDayPanel, RecordDayPanel
from supplies.ui.procurement.month_view import MonthView
from supplies.ui.services import Services
from supplies.ui.session import Latest, StoreView
from supplies.ui.whole_list import WholeList, no_rows
from supplies.ui.widgets.action_panel import ActionPanel
from supplies.ui.widgets.empty_state import EmptyState
from supplies.ui.widgets.halves import Halves
from supplies.ui.widgets.listing import Listing
from supplies.ui.widgets.status import Status
from supplies.values import Topic

_MARKS = {Standing.OVERDUE: "error", Standing.DUE_SOON: "warning", Standing.RUNNING: "waiting"}


def _moved_words(row: AgendaRow) -> str:
    """Return who set another day, and why; or what to beware of."""
    if row.moved is None:
        return row.warning
    words = _("{login}, instead of {day}: {reason}")
    return words.format(login=row.moved.actor, day=row.found.day, reason=row.moved.reason)


COLUMNS: tuple[Column[AgendaRow], ...] = (
    Column("due", N_("Due day"), lambda row: row.limit_words, width_ems=8.5, sort="due"),
    Column(
        "standing",
        N_("Standing"),
        lambda row: standing_name(row.standing),
        mark=lambda row: _MARKS.get(row.standing, ""),
        width_ems=5,
        sort="standing",
    ),
    Column("title", N_("Time limit"), lambda row: row.title, width_ems=8.5, sort="title"),
    Column("of", N_("Of"), lambda row: row.subject, width_ems=8, stretches=True, sort="of"),
    Column("basis", N_("Legal basis"), lambda row: row.basis, width_ems=9),
    Column("runs_from", N_("Runs from"), lambda row: row.event_words, width_ems=9),
    Column("moved", N_("Set otherwise"), _moved_words, width_ems=8),
)


@dataclass(frozen=True, slots=True)
class AgendaPicture:
    """What is due, and which days are worked."""

    today: date
    rows: Sequence[AgendaRow]
    calendar: WorkCalendar


class AgendaList(Listing[AgendaRow]):
    """What is due, the overdue first."""

    def __init__(self, services: Services) -> None:
        text = _("Limits appear here once a tender is announced, a lot awarded or a contract signed.")
        empty = EmptyState("agenda_list_empty", "ok", _("Nothing is due"), text)
        orders: dict[str, Callable[[AgendaRow], object]] = {
            "due": lambda row: row.due,
            "standing": lambda row: list(Standing).index(row.standing),
            "title": lambda row: row.title,
            "of": lambda row: row.subject,
        }
        whole = WholeList(no_rows, _key, _texts, orders)
        hint = _("Limit, lot, contract or paragraph")
        super().__init__("agenda_list", _("What is due"), COLUMNS, whole, services, empty, hint)
        self.filters.add_tick("overdue", _("Only overdue (&X)"))
        self.set_filter(self._wanted)
        self.selection_changed.connect(self.show_allowed)

    def _wanted(self) -> Callable[[AgendaRow], bool] | None:
        """Return the filter by what is overdue."""
        return _is_overdue if self.filters.values()["overdue"] else None

    def show_allowed(self) -> None:
        """Allow what can be done with the row selected."""
        row = self.selected()
        none = _("Select one line first.") if row is None else ""
        no_lot = _("This is money of no lot.") if row is not None and not row.lot else ""
        no_rule = _("No rule sets this day: change the contract.") if row is not None and row.rule is None else ""
        self.row_actions.allow("record", none or no_lot)
        self.row_actions.allow("move", none or no_lot or no_rule)
        self.row_actions.allow("lot", none or no_lot)


class AgendaPage(Page):
    """The month at the left, the list at the right."""

    topics = frozenset({Topic.TENDERS, Topic.FUNDS})

    def __init__(self, services: Services) -> None:
        """Build the page."""
        super().__init__(services, "agenda", _("Time limits of procurement"))
        self._latest, self._latest_lot = Latest(), Latest()
        self._rows: Sequence[AgendaRow] = ()
        self.add_back()
        self.month = MonthView("agenda_month", services.today())
        self.list = AgendaList(services)
        self.record_panel, self.move_panel = RecordDayPanel(self, services), AnotherDayPanel(self, services)
        add = self.list.add_row_action
        add("record", _("Record what happened (&R)"), self._record, "Ctrl+R", "check", "primary")
        add("move", _("Set another day (&M)"), self._move, "Ctrl+M", "undo")
        add("lot", _("Open the lot (&L)"), self._open_lot, "Ctrl+L", "documents")
        for name, needs in (("record", "procurement.record_day"), ("move", "deadlines.override")):
            self.list.row_actions.permit(name, services.session, needs, no_depot)
        self.body.addWidget(Halves("agenda_halves", self.month, self.list, shares=(5, 6)), 1)
        self.list.row_opened.connect(self._open_row)
        self.list.selection_changed.connect(self._follow)
        self.month.day_chosen.connect(self._select_day)
        self.month.day_opened.connect(self._enter_day)
        for panel in (self.record_panel, self.move_panel):
            panel.done.connect(self._done)

    def reload(self) -> None:
        """Read again what is due."""
        self.services.session.read(self, partial(_read, today=self.services.today()), self._show, latest=self._latest)

    def open_record(self, key: str) -> None:
        """Look for a lot or a contract."""
        self.list.look_for(key)

    def has_unsaved(self) -> bool:
        """Return whether a panel holds something that is not posted."""
        return any(panel.has_entries for panel in self.findChildren(ActionPanel))

    def start_focus(self) -> None:
        """Begin in the list."""
        self.list.setFocus()

    def _show(self, picture: AgendaPicture) -> None:
        """Show what is due, in the month and as a list."""
        self._rows = picture.rows
        entries: dict[date, list[str]] = defaultdict(list)
        for row in picture.rows:
            entries[row.due].append(entry_words(row))
        self.month.show_entries(entries, picture.calendar, picture.today)
        self.list.show_rows(picture.rows)
        late = sum(1 for row in picture.rows if row.standing is Standing.OVERDUE)
        soon = sum(1 for row in picture.rows if row.standing is Standing.DUE_SOON)
        words = _("Time limits of procurement: {late} overdue, {soon} due soon, {all} in all")
        self.set_title(words.format(late=late, soon=soon, all=len(picture.rows)))

    def _follow(self) -> None:
        """Show the month of the row selected."""
        row = self.list.selected()
        if row is not None and row.due != self.month.day:
            self.month.go_to(row.due)

    def _select_day(self, day: date) -> None:
        """Select the first row that is due on a day."""
        row = next((row for row in self._rows if row.due == day), None)
        if row is None:
            self.list.table.clearSelection()
        else:
            self.list.table.select_key(row.key)

    def _enter_day(self, day: date) -> None:
        """Go on in the list, at what is due on a day."""
        self._select_day(day)
        self.list.setFocus()

    def _record(self) -> None:
        """Ask what happened to the lot of the row selected."""
        row = self.list.selected()
        if row is not None and row.lot:
            read = partial(lot_view, name=row.lot)
            self.services.session.read(self, read, self.record_panel.open_for, latest=self._latest_lot)

    def _move(self) -> None:
        """Ask for another day than the rule's."""
        row = self.list.selected()
        if row is not None and row.rule is not None:
            self.move_panel.open_for(row)

    def _open_lot(self) -> None:
        """Open the lot of the row selected."""
        row = self.list.selected()
        if row is not None:
            self._open_row(row)

    def _open_row(self, row: AgendaRow) -> None:
        """Open the lot of a row."""
        if row.lot:
            self.asked_for.emit("lot", row.lot)

    def _done(self, words: str, _key: Hashable) -> None:
        """Say what was done; the change reloads the page."""
        self.show_message(Status.OK, words)


def entry_words(row: AgendaRow) -> str:
    """Return how a row is written into its day: its mark in words, what it is, and of what."""
    mark = {Standing.OVERDUE: _("overdue!"), Standing.DUE_SOON: _("soon:")}.get(row.standing, "")
    wait = _("from now on:") if row.is_wait else ""
    return " ".join(each for each in (mark, wait, row.title, row.subject) if each)


def _read(connection: StoreView, today: date) -> AgendaPicture:
    """Return what is due."""
    return AgendaPicture(today, agenda(connection, today), work_calendar(connection))


def _is_overdue(row: AgendaRow) -> bool:
    """Return whether a row is overdue."""
    return row.standing is Standing.OVERDUE


def _key(row: AgendaRow) -> Hashable:
    """Return what tells one row from every other."""
    return row.key


def _texts(row: AgendaRow) -> tuple[str, ...]:
    """Return what a search looks into."""
    return row.title, row.lot, row.lot_name, row.subject, row.basis

"""The scanned papers of one record: a button on its page says how many, a panel lists, opens, saves and takes off."""

from collections.abc import Hashable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from supplies.attachments.files import save_paper
from supplies.attachments.queries import PaperRow, papers_of
from supplies.attachments.subjects import Subject
from supplies.errors import NoViewer
from supplies.language import N_, _
from supplies.ui.attachments import opening
from supplies.ui.attachments.forms import AttachPanel, DetachPanel
from supplies.ui.icons import Button, without_mnemonic
from supplies.ui.page import Page
from supplies.ui.paged_table import Column, PagedTableModel
from supplies.ui.permits import no_depot
from supplies.ui.printing.output import ask_file
from supplies.ui.procurement.known_rows import fill
from supplies.ui.services import Services
from supplies.ui.session import Latest, Query
from supplies.ui.widgets.action_panel import ActionPanel
from supplies.ui.widgets.empty_state import EmptyState
from supplies.ui.widgets.labels import text_label
from supplies.ui.widgets.message import MessageBar
from supplies.ui.widgets.overlay import Overlay
from supplies.ui.widgets.row_actions import RowActions
from supplies.ui.widgets.status import Status
from supplies.ui.widgets.table import TableView
from supplies.values import Topic

WIDEST_EMS = 76
TABLE_LEAST_PX = 240

COLUMNS: tuple[Column[PaperRow], ...] = (
    Column("kind", N_("Kind of paper"), lambda row: row.kind_name, width_ems=5),
    Column("name", N_("File name"), lambda row: row.file_name, width_ems=11, stretches=True),
    Column("size", N_("Size"), lambda row: row.size_words, width_ems=5.5),
    Column("of", N_("Belongs to"), lambda row: row.of.words, width_ems=11),
    Column("day", N_("Date"), lambda row: str(row.attached_on), width_ems=5.5),
    Column("who", N_("Who"), lambda row: row.actor_name, width_ems=6),
    Column("state", N_("State"), lambda row: row.state_name, width_ems=4),
)


class PapersPanel(Overlay):
    """Lies over the page of a record; files that are dragged onto that page are attached there."""

    def __init__(self, page: Page, services: Services, keys: str = "Ctrl+Shift+P") -> None:
        """Make a hidden panel over a page, and the button on the page that opens it."""
        name, title = f"{page.objectName()}_scans", _("Scanned papers")
        super().__init__(name, title, page, WIDEST_EMS)
        self.services = services
        self.rows: Sequence[PaperRow] = ()
        self.subjects: Sequence[Subject] = ()
        self._latest = Latest()
        self._place = opening.LookingPlace()
        self._dropped: list[str] = []
        self._comes_back = False
        self.button = page.add_action("scans", _("Scans (&Q)"), self.open_panel, icon="documents", keys=keys)
        self.message = MessageBar(f"{name}_message")
        self.table = self._made_table(name, title)
        self.steps = RowActions(f"{name}_steps")
        self.attach_panel = AttachPanel(f"{name}_attach", page, services)
        self.detach_panel = DetachPanel(f"{name}_detach", page, services)
        self._title = text_label(title, "heading", wraps=True)
        self._lay_out()
        self._add_steps()
        self._connect(page)

    def show_of(self, *subjects: Subject) -> None:
        """Show the papers of some records; the first one is what the page is about."""
        if tuple(subjects) != tuple(self.subjects):
            self.subjects, self.rows = subjects, ()
            self._dropped.clear()
            self.message.dismiss()
            self._title.setText(_("Scanned papers of {of}").format(of=subjects[0].words))
        self.reload()

    def reload(self) -> None:
        """Read the list again; no bytes are read."""
        if self.subjects:
            query = partial(papers_of, subjects=self.subjects)
            self.services.session.read(self.covered, query, self._show, latest=self._latest)

    def open_panel(self) -> None:
        """Show the panel with what is so now."""
        self._comes_back = False
        super().open_panel()
        self._allow()

    def first_focus(self) -> QWidget:
        """Return the table."""
        return self.table

    def attach_files(self, files: Sequence[str]) -> None:
        """Ask about files, one after the other."""
        is_new = self.attach_panel.isHidden()
        self._dropped = [*files] if is_new else [*self._dropped, *files]
        if is_new:
            self._ask_next()

    # --- building ----------------------------------------------------------------------------------------------

    def _made_table(self, name: str, title: str) -> TableView:
        """Return the table, still without rows."""
        words = _("Drag a file onto the page, or use the button below.")
        empty = EmptyState(f"{name}_empty", "documents", _("No paper is attached yet"), words)
        table = TableView(f"{name}_table", title, self.services.preferences, empty)
        table.setMinimumHeight(TABLE_LEAST_PX)
        table.show_model(PagedTableModel(COLUMNS, _nothing, _key, self.services.session, self))
        fill(table, ())
        return table

    def _lay_out(self) -> None:
        """Lay the parts out from top to bottom."""
        close = Button(f"{self.objectName()}_close", _("&Close"), "close", "quiet")
        close.clicked.connect(self.close_panel)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self.card)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.addLayout(head)
        layout.addWidget(self.message)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.steps)

    def _add_steps(self) -> None:
        """Add what can be done with papers."""
        session = self.services.session
        add = self.steps.add
        add("attach", _("Attach a paper (&A)"), self._ask, "Ctrl+Shift+N", "add", "primary")
        add("open", _("Look at it (&D)"), self._look_at, "Ctrl+Return", "documents")
        add("save", _("Save as (&E)"), self._save, "Ctrl+S", "export")
        add("detach", _("Take it off (&K)"), self._detach, "Ctrl+Shift+Del", "remove")
        self.steps.permit("attach", session, "attachments.attach", no_depot)
        self.steps.permit("detach", session, "attachments.detach", no_depot)

    def _connect(self, page: Page) -> None:
        """Let the parts hear of each other."""
        self.services.notifier.watch(page, frozenset({Topic.PAPERS}), self.reload, stale=False)
        self.table.row_opened.connect(lambda _row: self._look_at())
        self.table.selectionModel().selectionChanged.connect(self._allow)
        for form in (self.attach_panel, self.detach_panel):
            form.closed.connect(partial(self._come_back, form))
        self.attach_panel.done.connect(self._attached)
        self.detach_panel.done.connect(self._done)
        page.setAcceptDrops(True)  # the panel watches the page anyway, see Overlay

    # --- showing -----------------------------------------------------------------------------------------------

    def _show(self, rows: Sequence[PaperRow]) -> None:
        """Show the papers, and how many on the button."""
        self.rows = rows
        text = _("Scans {n} (&Q)").format(n=len(rows)) if rows else _("Scans (&Q)")
        self.button.setText(text)
        self.button.setAccessibleName(without_mnemonic(text))
        fill(self.table, rows)
        self._allow()

    def _selected(self) -> PaperRow | None:
        """Return the paper selected; the only one there is needs not be selected."""
        rows = self.table.selected_rows()
        chosen = rows[0] if len(rows) == 1 else None
        return chosen or (self.rows[0] if len(self.rows) == 1 else None)

    def _allow(self) -> None:
        """Allow what can be done with the paper selected."""
        row = self._selected()
        one = _("Select one paper first.") if row is None else ""
        away = one or ("" if row is None or row.is_here else row.state_name)
        self.steps.allow("open", away)
        self.steps.allow("save", away)
        self.steps.allow("detach", one)

    # --- doing -------------------------------------------------------------------------------------------------

    def _ask(self) -> None:
        """Ask for a paper."""
        self._dropped.clear()
        if self.subjects:
            self._give_way()
            self.attach_panel.open_for(self.subjects)

    def _ask_next(self) -> None:
        """Ask about the next file that was dragged here."""
        if self._dropped and self.subjects:
            self._give_way()
            self.attach_panel.open_for(self.subjects, self._dropped.pop(0))

    def _attached(self, words: str, key: Hashable) -> None:
        """Say what was attached, and ask about the next file."""
        self._done(words, key)
        self._ask_next()

    def _detach(self) -> None:
        """Ask why the paper selected is taken off."""
        row = self._selected()
        if row is not None:
            self._give_way()
            self.detach_panel.open_for(row)

    def _give_way(self) -> None:
        """Put the list away while a form is open: of two panels that are shown, the keys of both would work."""
        self._comes_back = not self.isHidden()
        self.close_panel()

    def _come_back(self, form: ActionPanel) -> None:
        """Show the list again, once the form is put away and not only out of sight with its page."""
        if form.isHidden() and self._comes_back:
            self.open_panel()

    def _done(self, words: str, _key: Hashable) -> None:
        """Say what was done; the change reloads the list."""
        self.open_panel()
        self.message.show_message(Status.OK, words)

    def _look_at(self) -> None:
        """Open a private copy of the paper selected."""
        row = self._selected()
        if row is not None and row.is_here:
            session = self.services.session
            session.read(self, partial(self._place.copy, row), partial(self._open, row), self.message.show_error)

    def _open(self, row: PaperRow, path: Path) -> None:
        """Hand the copy to the system's viewer."""
        if opening.show_file(path):
            self.message.show_message(Status.OK, _("{name} opens in the viewer.").format(name=row.file_name))
        else:
            self.message.show_error(NoViewer(name=row.file_name))

    def _save(self) -> None:
        """Ask where the paper selected is to be saved."""
        row = self._selected()
        if row is not None and row.is_here:
            name, _dot, suffix = row.saved_name.rpartition(".")
            ask_file(self, _("Save as"), name, suffix, partial(self.save_to, row))

    def save_to(self, row: PaperRow, path: Path) -> None:
        """Write a paper to a file."""
        query = partial(save_paper, seq=row.seq, site_id=row.site_id, target=path)
        self.services.session.read(self, query, partial(self._saved, path), self.message.show_error)

    def _saved(self, path: Path, _row: PaperRow) -> None:
        """Say where the file is."""
        self.message.show_message(Status.OK, _("Saved: {path}").format(path=path))

    # --- dragging ----------------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take files that are dragged onto the page; everything else goes on to its goal."""
        if watched is self.covered and isinstance(event, QDropEvent):
            return self._drop(event)
        return super().eventFilter(watched, event)

    def _drop(self, event: QDropEvent) -> bool:
        """Take files, or tell before they are let go that they will be taken; return whether they are files."""
        files = local_files(event.mimeData())
        if not (files and self.subjects) or self._is_busy() or self._may_not():
            return False
        event.acceptProposedAction()
        if not isinstance(event, QDragEnterEvent) and event.type() == QEvent.Type.Drop:
            self.attach_files(files)
        return True

    def _may_not(self) -> bool:
        """Return whether this person attaches no papers."""
        return self.services.session.may("attachments.attach") is not None

    def _is_busy(self) -> bool:
        """Return whether another form lies over the page: nothing may be asked in front of it."""
        own = (self, self.attach_panel)
        others = (child for child in self.covered.children() if isinstance(child, Overlay) and child not in own)
        return any(not other.isHidden() for other in others)


def local_files(dragged: QMimeData) -> list[str]:
    """Return the files of this computer that are dragged; whether they can be kept, their bytes say later."""
    return [url.toLocalFile() for url in dragged.urls() if url.isLocalFile()]


def _key(row: PaperRow) -> tuple[str, int]:
    """Return what tells one paper from every other."""
    return row.site_id, row.seq


def _nothing(_after: PaperRow | None, _limit: int) -> Query[Sequence[PaperRow]]:
    """Return the query for nothing, until a record is shown."""
    return lambda _connection: []

"""The page of a counter: scan the location, scan the goods, type the quantity; nothing is lost."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QVBoxLayout, QWidget

from supplies.language import _
from supplies.stock.count_queries import ROUND_NAMES, CountWhole, whole_count
from supplies.stock.count_sheet import NO_PLACE, SheetNote
from supplies.stock.slip_said import Said
from supplies.ui.counting.count_desk import CountDesk
from supplies.ui.counting.count_rows import COLUMNS, NOTE_COLUMNS, CountedRow, rows_of
from supplies.ui.page import Page
from supplies.ui.paged_table import PagedTableModel
from supplies.ui.permits import SOURCE, refusal
from supplies.ui.scanning.scan_log import ScanLog
from supplies.ui.services import Services
from supplies.ui.session import Latest, Query
from supplies.ui.widgets.band import AnswerBand
from supplies.ui.widgets.choice_box import ChoiceBox
from supplies.ui.widgets.confirm import ConfirmPanel
from supplies.ui.widgets.empty_state import EmptyState
from supplies.ui.widgets.labels import text_label
from supplies.ui.widgets.scan_edit import ScanEdit
from supplies.ui.widgets.status import Status
from supplies.ui.widgets.table import TableView
from supplies.values import Topic

TABLE_LEAST_PX = 160
SHARES = (7, 3)
"""How the lines and the lists beside them divide the width."""


class CountPage(Page):
    """Opened with the number of a count."""

    topics = frozenset({Topic.STOCK})

    def __init__(self, services: Services) -> None:
        """Build the page, still without a count."""
        super().__init__(services, "count", _("Count"))
        self._number = ""
        self._latest = Latest()
        self._rows: list[CountedRow] = []
        self.desk = self._new_desk()
        self._build_actions()
        self._build_top()
        self._build_lists()
        self._connect()

    def open_record(self, key: str) -> None:
        """Count another count; what the last one had not posted stays on the disk, and is sent before."""
        if key == self._number:
            return
        self.desk.send()
        self._number = key
        self.desk = self._new_desk()
        self._connect_desk()
        self.message.dismiss()
        self.reload()

    def reload(self) -> None:
        """Read the count again."""
        if self._number:
            query = partial(whole_count, number=self._number)
            self.services.session.read(self, query, self._show, latest=self._latest)

    def start_focus(self) -> None:
        """Begin with a scan."""
        self.edit.fetch_focus()

    def _new_desk(self) -> CountDesk:
        """Return the desk of another count."""
        desk = CountDesk(self.services.session, self.services.today)
        desk.setParent(self)
        return desk

    # --- building ------------------------------------------------------------------------------------------------

    def _build_actions(self) -> None:
        """Offer what can be done with the count as a whole."""
        self.add_back()
        self.add_action("undo", _("U&ndo"), self._undo, icon="undo", keys="Ctrl+Z")
        self.rest_button = self.add_action("rest", _("&Rest of this location: none"), self._ask_rest, icon="remove")
        self.add_action("sheet", _("Count &sheet"), self._print_sheet, icon="print")
        self.send_button = self.add_action("send", _("&Post what waits"), self._send, icon="check", keys="Ctrl+P")
        self.add_action("result", _("&Differences"), self._open_result, icon="documents", kind="primary")
        self.confirm = ConfirmPanel("count_confirm", self)

    def _build_top(self) -> None:
        """Lay out where the counter stands, the scan field and its answer."""
        self.round = ChoiceBox("count_round", _("First or second count"))
        self.round.setToolTip(_("First or second count"))
        self.round.setProperty("keys", "Tab")
        for number, name in ROUND_NAMES.items():
            self.round.addItem(_(name), str(number))
        self.place = text_label("", "figure")
        self.place.setObjectName("count_place")
        self.progress_text = text_label("", "quiet", wraps=True)
        self.progress_text.setObjectName("count_progress_text")
        self.edit = ScanEdit("count_code")
        self.band = AnswerBand("count_answer", _("Scan the location first, then the goods"))
        top = QHBoxLayout()
        top.setSpacing(12)
        for part in (self.round, self.place):
            top.addWidget(part)
        top.addWidget(self.progress_text, 1)
        self._left = QVBoxLayout()
        self._left.setSpacing(12)
        self._left.addLayout(top)
        self._left.addWidget(self.edit)
        self._left.addWidget(self.band)

    def _build_lists(self) -> None:
        """Lay out the lines, and beside them what has to be looked at and the last scans."""
        preferences, session = self.services.preferences, self.services.session
        empty = EmptyState("count_empty", "scan", _("Nothing is expected here"), _("Scan what lies here all the same."))
        self.table = TableView("count_table", _("Lines of the count"), preferences, empty)
        self.model = PagedTableModel(COLUMNS, self._reader, lambda row: row.key, session, self)
        self.table.show_model(self.model)
        self.table.setMinimumHeight(TABLE_LEAST_PX)
        none = EmptyState("count_notes_empty", "check", _("Nothing to look at"), _("Unknown codes are kept here."))
        self.notes = TableView("count_notes", _("To be looked at"), preferences, none)
        self.notes_model = PagedTableModel(NOTE_COLUMNS, self._notes_reader, _note_key, session, self)
        self.notes.show_model(self.notes_model)
        self.log = ScanLog()
        self.log.setObjectName("count_log")
        self._left.addWidget(self.table, 1)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.addWidget(text_label(_("To be looked at"), "label"))
        right.addWidget(self.notes, 1)
        right.addWidget(text_label(_("Last scans"), "label"))
        right.addWidget(self.log, 1)
        side = QWidget()
        side.setLayout(right)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addLayout(self._left, SHARES[0])
        row.addWidget(side, SHARES[1])
        self.body.addLayout(row, 1)

    def _connect(self) -> None:
        """Let the parts work together."""
        self.round.currentIndexChanged.connect(self._choose_round)
        self.table.row_opened.connect(self._choose_row)
        self.services.session.permissions_changed.connect(self._permit)
        self.edit.scanned.connect(self._scan)
        self._add_key("F3", _("Show all locations"), self._leave_place)
        self.edit.take_keys_of(self.table, self.round, *self.findChildren(QAbstractButton))
        self._connect_desk()

    def _connect_desk(self) -> None:
        """Listen to the desk of the count that is shown."""
        self.desk.answered.connect(self._show_answer)
        self.desk.changed.connect(self._show_sheet)
        self.desk.restored.connect(self._tell_restored)
        self.desk.stopped.connect(self.reload)

    def _add_key(self, keys: str, words: str, act: Callable[[], object]) -> None:
        """Offer something by key."""
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setObjectName(f"count_{keys}")
        shortcut.setWhatsThis(words)
        shortcut.activated.connect(act)

    # --- what a person does --------------------------------------------------------------------------------------

    def _scan(self, raw: str) -> None:
        """Let a scan act."""
        self.desk.scan(raw)

    def _undo(self) -> None:
        """Take the last step back."""
        self.desk.undo()

    def _send(self) -> None:
        """Post what waits."""
        self.desk.send()

    def _leave_place(self) -> None:
        """Show the lines of all locations."""
        self.desk.choose_place(NO_PLACE)

    def _choose_round(self) -> None:
        """Count for the first or for the second time."""
        self.desk.choose_round(int(self.round.value()))
        self.edit.fetch_focus()

    def _choose_row(self, row: CountedRow) -> None:
        """Let the next quantity be that of a line."""
        self.desk.choose(row.key)
        self.edit.fetch_focus()

    def _ask_rest(self) -> None:
        """Ask before the rest of a location is counted as nothing."""
        keys = [row.key for row in self._rows if row.counted is None]
        self.confirm.ask(
            _("Is nothing else there?"),
            _("{n} lines of {place} are counted as 0.").format(n=len(keys), place=self.place.text()),
            _("&Yes, nothing"),
            partial(self.desk.count_nothing, keys),
        )

    def _print_sheet(self) -> None:
        """Print the sheet to count by pencil."""
        self.asked_for.emit("reports", f"count_sheet {self._number}")

    def _open_result(self) -> None:
        """Post what waits and show the differences."""
        self.desk.send()
        self.asked_for.emit("count_result", self._number)

    # --- what is shown -------------------------------------------------------------------------------------------

    def _show(self, whole: CountWhole) -> None:
        """Take the count as it stands in the store."""
        if whole.session.number != self._number:
            return
        if self.desk.board is None:
            self.desk.begin(whole)
        else:
            self.desk.show(whole)
        session = whole.session
        self.set_title(session.name)
        text = _("{number} · {depot} · {scope} · counted {progress}")
        facts = {"number": session.number, "depot": session.depot_name, "scope": session.scope}
        words = text.format(**facts, progress=session.progress)
        self.progress_text.setText(words if session.is_open else f"{words} · {session.state}")
        self.edit.setEnabled(session.is_open)
        self._permit()

    def _permit(self) -> None:
        """Let what was counted be posted by whoever may, or say on the button why not."""
        board = self.desk.board
        depot = None if board is None else board.session.depot_code
        self.send_button.forbid(SOURCE, refusal(self.services.session.may("stock.record_count", depot)))

    def _show_sheet(self) -> None:
        """Show what was counted."""
        board, sheet = self.desk.board, self.desk.sheet
        if board is None or sheet is None:
            return
        with QSignalBlocker(self.round):
            self.round.choose(str(sheet.round))
        self.place.setText(sheet.place or _("All locations"))
        self._rows = rows_of(board, sheet)
        waiting = len(sheet.lines) + len(sheet.sending) + len(sheet.codes)
        self.send_button.forbid("empty", "" if waiting else _("Everything is posted."))
        is_open = bool(sheet.place) and any(row.counted is None for row in self._rows)
        self.rest_button.forbid("place", "" if is_open else _("Scan a location where something is to be counted."))
        self.model.reload()
        self.notes_model.reload()

    def _reader(self, after: CountedRow | None, limit: int) -> Query[Sequence[CountedRow]]:
        """Return the lines after one, which need no store."""
        rows = self._rows
        keys = [row.key for row in rows] if after is not None else []
        start = 0 if after is None or after.key not in keys else keys.index(after.key) + 1
        return lambda _connection: rows[start : start + limit]

    def _notes_reader(self, after: SheetNote | None, limit: int) -> Query[Sequence[SheetNote]]:
        """Return what is to be looked at, newest first."""
        notes = () if self.desk.sheet is None else self.desk.sheet.notes[::-1]
        start = 0 if after is None else notes.index(after) + 1
        return lambda _connection: notes[start : start + limit]

    def _show_answer(self, said: Said, raw: str) -> None:
        """Show, sound and note an answer."""
        status = Status(said.tone.value)
        self.band.show_answer(status, said.title, said.detail, said.remedy)
        self.services.sounds.play(status)
        self.log.add(said, raw)

    def _tell_restored(self, lines: int) -> None:
        """Say that lines which were not posted are here again."""
        text = _("{n} lines that were counted before and not posted are here again.").format(n=lines)
        self.show_message(Status.INFO, text, _("Go on counting; they are posted with the next ones."))


def _note_key(note: SheetNote) -> tuple[object, ...]:
    """Return what tells one note from every other."""
    return note.kind, note.text, note.place, note.at

"""Importing the bureau's own catalogue list: read, said in words what would change, and posted only when confirmed."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from supplies.catalogue.preview import ListPreview, preview, preview_lines
from supplies.errors import SuppliesError
from supplies.language import _
from supplies.sheets.catalogue_list import CatalogueSheet, read_catalogue
from supplies.ui.background import Job
from supplies.ui.icons import Button, Icon, restyle, without_mnemonic
from supplies.ui.services import Services
from supplies.ui.session import Actions, Answer, Latest
from supplies.ui.widgets.labels import run_on, text_label
from supplies.ui.widgets.overlay import Overlay
from supplies.ui.widgets.status import Status
from supplies.values import ActionId, new_id

WIDEST_EMS = 56
TEXT_LEAST_PX = 160


class ImportPanel(Overlay):
    """Asks for a file and shows what its list would add, revise and retire, with the lines that are wrong."""

    done = Signal(str)
    """What was posted, in words."""

    def __init__(self, page: QWidget, services: Services) -> None:
        """Make a hidden panel over ``page``."""
        super().__init__("import", _("Import a catalogue list"), page, WIDEST_EMS)
        self._services = services
        self._latest = Latest()
        self._sheet: CatalogueSheet | None = None
        self._preview: ListPreview | None = None
        self._sent: Actions = ()
        self._dialog: QFileDialog | None = None
        self._choose = Button("import_choose", _("Choose a file (&J)"), "import", "primary")
        self._file = text_label(_("An Excel or CSV list with a heading row"), "quiet", wraps=True)
        text = _("Also retire item types that the list does not have (&Q)")
        self.retire_missing = QCheckBox(text)
        self.retire_missing.setObjectName("import_retire_missing")
        self.retire_missing.setAccessibleName(without_mnemonic(text))
        self._icon = Icon("info")
        self._status = text_label("", "figure", wraps=True)
        self.text = QPlainTextEdit()
        self.text.setObjectName("import_preview")
        self.text.setAccessibleName(_("What would change"))
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(TEXT_LEAST_PX)
        self.post_button = Button("import_post", _("Post (&B)"), "check", "primary")
        self.close_button = Button("import_close", _("&Close"), "close", "quiet")
        self._lay_out()
        self._choose.clicked.connect(self._ask_for_file)
        self.retire_missing.toggled.connect(self._look)
        self.post_button.clicked.connect(self._post)
        self.close_button.clicked.connect(self.close_panel)
        self._begin()

    @property
    def status_words(self) -> str:
        """Return how the reading went."""
        return self._status.text()

    @property
    def has_entries(self) -> bool:
        """Return whether a list was read that is not posted."""
        return self._preview is not None and self._preview.can_be_posted

    def open_panel(self) -> None:
        """Show the panel, ready for a file."""
        super().open_panel()
        room = self.covered.height() // 3
        self.text.setMinimumHeight(max(TEXT_LEAST_PX, room))

    def first_focus(self) -> QWidget:
        """Return the button that asks for a file."""
        return self._choose

    def read_file(self, path: str) -> None:
        """Read a list; what it would change is shown once it is read."""
        self._forget()
        self._file.setText(Path(path).name)
        self._say(Status.INFO, _("Reading {file} …").format(file=Path(path).name))
        self._services.session.run(self, partial(_read, Path(path)), self._sheet_read, self._unreadable)

    def _lay_out(self) -> None:
        """Lay the parts out from top to bottom."""
        head = QHBoxLayout()
        head.addWidget(text_label(_("Import a catalogue list"), "heading", wraps=True), 1)
        head.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        file_row = QHBoxLayout()
        file_row.addWidget(self._choose)
        file_row.addWidget(self._file, 1)
        status = QHBoxLayout()
        status.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        status.addWidget(self._status, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.post_button)
        buttons.addStretch(1)
        layout = QVBoxLayout(self.card)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.addLayout(head)
        layout.addLayout(file_row)
        layout.addWidget(self.retire_missing)
        layout.addLayout(status)
        layout.addWidget(self.text, 1)
        layout.addLayout(buttons)

    def _begin(self) -> None:
        """Wait for a file."""
        self._forget()
        self._file.setText(_("An Excel or CSV list with a heading row"))
        self._say(Status.INFO, _("Nothing is posted before you have seen what would change."))

    def _forget(self) -> None:
        """Let go of what was read before."""
        self._latest.cancel()
        self._sheet, self._preview, self._sent = None, None, ()
        self.text.setPlainText("")
        self.text.hide()
        self._allow_post(_("Choose a file first."))

    def _ask_for_file(self) -> None:
        """Let a file be chosen, while everything else goes on."""
        if self._dialog is None:
            names = _("Lists ({patterns})").format(patterns="*.xlsx *.xls *.ods *.csv")
            self._dialog = QFileDialog(self, _("Choose a file"), "", names)
            self._dialog.setObjectName("import_dialog")
            self._dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
            self._dialog.fileSelected.connect(self.read_file)
        self._dialog.open()

    def _sheet_read(self, sheet: CatalogueSheet) -> None:
        """Hold the list against the store."""
        self._sheet = sheet
        self._look()

    def _look(self) -> None:
        """Ask what posting the list would change."""
        sheet = self._sheet
        if sheet is None:
            return
        retire, day = self.retire_missing.isChecked(), self._services.today()
        self._services.session.read(
            self,
            lambda connection: preview(connection, sheet.wanted, sheet.rows, retire_missing=retire, day=day),
            self._show_preview,
            self._unreadable,
            latest=self._latest,
        )

    def _show_preview(self, found: ListPreview) -> None:
        """Say what would change."""
        self._preview, self._sent = found, ()
        self._show_lines(preview_lines(found))
        rows = _("{n} item types read.").format(n=len(found.added) + len(found.revised) + found.unchanged)
        if found.problems:
            words = _("{n} lines are wrong; correct them in the list and choose it again.")
            words = words.format(n=len(found.problems))
            self._say(Status.ERROR, run_on(rows, words))
            self._allow_post(words)
        elif found.changes.is_empty:
            words = _("The list changes nothing.")
            self._say(Status.OK, run_on(rows, words))
            self._allow_post(words)
        else:
            self._say(Status.INFO, run_on(rows, _("Look it over, then post.")))
            self._allow_post("")
            self.post_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _unreadable(self, error: SuppliesError) -> None:
        """Say why the list cannot be read, and in which lines."""
        self._forget()
        self._say(Status.ERROR, run_on(error.text(), error.remedy()))
        if error.lines:
            self._show_lines([str(line) for line in error.lines])

    def _post(self) -> None:
        """Post what was shown; after a store that did not answer, the very same action again."""
        assert self._preview is not None, "only what was shown can be posted"
        if not self._sent:
            self._sent = [self._preview.changes.action(ActionId(new_id()), self._services.today())]
        self._allow_post(_("It is being posted."))
        self._services.session.post(self, self._sent, self._posted, self._refused)

    def _posted(self, _answer: Answer) -> None:
        """Put the panel away and say what was done."""
        assert self._preview is not None, "what was posted was shown"
        words = _("The catalogue is revised: {added} added, {revised} revised, {retired} retired.").format(
            added=len(self._preview.added), revised=len(self._preview.revised), retired=len(self._preview.retired)
        )
        self._begin()
        self.close_panel()
        self.done.emit(words)

    def _refused(self, error: SuppliesError) -> None:
        """Say why it was not posted; the list stays read."""
        self._say(Status.ERROR, run_on(str(error), error.remedy()))
        self._allow_post("")

    def _show_lines(self, lines: list[str]) -> None:
        """Show lines to be read, scrolled and copied."""
        self.text.setPlainText("\n".join(lines))
        self.text.show()

    def _say(self, status: Status, words: str) -> None:
        """Say how it stands, by icon and words."""
        self._icon.set_name(status)
        restyle(self._icon, "status", "accent" if status is Status.INFO else status)
        self._status.setText(words)

    def _allow_post(self, reason: str) -> None:
        """Allow posting, or say why not."""
        self.post_button.setEnabled(not reason)
        self.post_button.setToolTip(reason)
        self.post_button.setAccessibleDescription(reason)


def _read(path: Path, _job: Job) -> CatalogueSheet:
    """Read a list. Runs on a worker thread."""
    return read_catalogue(path)

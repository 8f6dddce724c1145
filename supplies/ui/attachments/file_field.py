"""The field of a form that takes a scanned file: read off the window's thread, told by its bytes, shown by its name."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from supplies.attachments.content import PAPER_BYTES_MAX, SUFFIXES, ReadPaper, read_paper
from supplies.attachments.queries import size_text
from supplies.attachments.words import media_name
from supplies.errors import FieldEmpty, SuppliesError
from supplies.language import _
from supplies.ui.icons import Button
from supplies.ui.session import Latest, Session, StoreView
from supplies.ui.widgets.fields import Field
from supplies.ui.widgets.labels import text_label


class PaperField(Field[ReadPaper]):
    """A scanned paper out of a file; no draft keeps it."""

    is_wide = True
    is_kept = False

    def __init__(self, name: str, label: str, session: Session) -> None:
        """Make the field without a paper yet."""
        self._session = session
        self._latest = Latest()
        self._read: ReadPaper | None = None
        self._error: SuppliesError | None = None
        self._dialog: QFileDialog | None = None
        box = QWidget()
        self.button = Button(f"{name}_choose", _("Choose a file (&J)"), "import")
        self._said = text_label("", "quiet", wraps=True)
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.button)
        row.addWidget(self._said, 1)
        super().__init__(name, label, box, is_required=True)
        box.setFocusProxy(self.button)
        self.set_text("")
        self.button.clicked.connect(self._ask_for_file)

    @property
    def said(self) -> str:
        """Return what is told of the file."""
        return self._said.text()

    def value(self) -> ReadPaper | None:
        """Return the paper that was read."""
        return self._read

    def text(self) -> str:
        """Return which file was read, and told from another one of its name."""
        return "" if self._read is None else f"{self._read.name} {self._read.sha256}"

    def set_text(self, text: str) -> None:
        """Forget the paper; only its file can bring it back."""
        if not text:
            self._latest.cancel()
            self._read, self._error = None, None
            words = _("PDF, OFD, JPEG or PNG, at most {size}; or drag the file onto the page.")
            self._said.setText(words.format(size=size_text(PAPER_BYTES_MAX)))
        self.show_problem(None)

    def problem(self) -> SuppliesError | None:
        """Return why the file cannot be taken, or that none was chosen."""
        return self._error or (None if self._read else FieldEmpty())

    def problem_of_text(self) -> SuppliesError:
        """Return never: see ``problem``."""
        raise AssertionError("a paper is looked at when it is read")

    def focus(self) -> None:
        """Go to the button."""
        self.button.setFocus()

    def read_file(self, file: str) -> None:
        """Read a file, while everything else goes on."""
        self._session.read(self, partial(_read_file, Path(file)), self._show, self._refuse, latest=self._latest)

    def _ask_for_file(self) -> None:
        """Let a file be chosen."""
        if self._dialog is None:
            patterns = " ".join(f"*{suffix}" for suffixes in SUFFIXES.values() for suffix in suffixes)
            names = _("Scanned papers ({patterns})").format(patterns=patterns)
            self._dialog = QFileDialog(self, _("Choose a file"), "", names)
            self._dialog.setObjectName("paper_dialog")
            self._dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
            self._dialog.fileSelected.connect(self.read_file)
        self._dialog.open()

    def _show(self, read: ReadPaper) -> None:
        """Show which file it is."""
        self._read, self._error = read, None
        self._said.setText(f"{read.name}  {media_name(read.media_type)} {size_text(read.size)}")
        self.show_problem(None)
        self._edited()

    def _refuse(self, error: SuppliesError) -> None:
        """Say why the file cannot be taken."""
        self.set_text("")
        self._error = error
        self.show_problem(error)


def _read_file(path: Path, _connection: StoreView) -> ReadPaper:
    """Read a file. Runs on a worker thread."""
    return read_paper(path)

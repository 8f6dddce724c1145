"""The field to search a list in: it asks as one types, a moment after the last key."""

from PySide6.QtCore import Property, QSignalBlocker, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QColor, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QWidget

from supplies.language import _
from supplies.ui.icons import icon

PAUSE_MS = 150


class SearchField(QLineEdit):
    """Ctrl+F goes there, Esc empties it, the arrow down leaves it for the list."""

    searched = Signal(str)
    """What is looked for, without blanks around it; emitted once for each different text."""
    left_downward = Signal()

    def __init__(self, name: str, hint: str, parent: QWidget | None = None) -> None:
        """Make the field; ``hint`` says what can be searched for."""
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(_("Search"))
        self.setPlaceholderText(hint)
        self.setToolTip(f"{hint} (Ctrl+F)")
        self._asked = ""
        self._colour = QColor(Qt.GlobalColor.black)
        self._lens = QAction(self)
        self._lens.setObjectName(f"{name}_lens")
        self._lens.setEnabled(False)
        self.addAction(self._lens, QLineEdit.ActionPosition.LeadingPosition)
        self._timer = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._timer.timeout.connect(self._ask)
        self.textChanged.connect(self._timer.start)
        shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        shortcut.setObjectName(f"{name}_find")
        shortcut.setWhatsThis(_("Search this list"))
        shortcut.activated.connect(self._fetch_focus)

    def sizeHint(self) -> QSize:
        """Return room for the hint beside the lens."""
        height, metrics = super().sizeHint().height(), self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self.placeholderText()) + 2 * height, height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask at once on Enter, empty on Esc, leave on the arrow down."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._ask()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Down:
            self.left_downward.emit()
        else:
            super().keyPressEvent(event)

    def forget(self) -> None:
        """Look for nothing, without telling: whoever asks for this lists something else."""
        self._timer.stop()
        with QSignalBlocker(self):
            self.clear()
        self._asked = ""

    def _ask(self) -> None:
        """Tell what is looked for, unless that was told before."""
        self._timer.stop()
        wanted = self.text().strip()
        if wanted != self._asked:
            self._asked = wanted
            self.searched.emit(wanted)

    def _fetch_focus(self) -> None:
        """Take the focus; the next key replaces the text."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def _get_colour(self) -> QColor:
        return self._colour

    def _set_colour(self, colour: QColor) -> None:
        self._colour = QColor(colour)
        self._lens.setIcon(icon("search", colour))

    icon_colour = Property(QColor, _get_colour, _set_colour)

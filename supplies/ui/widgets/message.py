"""The bar at the top of a page that says what happened and what to do next. It never stops the work."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from supplies.errors import SuppliesError
from supplies.language import _
from supplies.ui.icons import Button, Icon, restyle
from supplies.ui.widgets.labels import breakable, text_label
from supplies.ui.widgets.status import Status

PASSING_MS = 8_000
"""How long good news stay; problems stay until dismissed."""
LINES_MAX = 6


class MessageBar(QFrame):
    """Shows one message: the newest. Hidden while there is none."""

    dismissed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._icon = Icon(Status.INFO)
        self._text = text_label("", "text", wraps=True)
        self._remedy = text_label("", "quiet", wraps=True)
        self._dismiss = Button(f"{name}_dismiss", _("Dis&miss"), "close", "quiet")
        self._dismiss.clicked.connect(self.dismiss)
        self._timer = QTimer(self, interval=PASSING_MS, singleShot=True)
        self._timer.timeout.connect(self.dismiss)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._text)
        words.addWidget(self._remedy)
        layout = QHBoxLayout(self)
        layout.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(words, 1)
        layout.addWidget(self._dismiss, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    @property
    def words(self) -> str:
        """Return all that the bar says, as it is read aloud; empty while it is hidden."""
        return "" if self.isHidden() else self.accessibleName()

    def show_message(self, status: Status, text: str, remedy: str = "") -> None:
        """Say ``text``, and below it what to do next."""
        self._icon.set_name(status)
        self._text.setText(breakable(text))
        self._remedy.setText(breakable(remedy))
        self._remedy.setVisible(bool(remedy))
        self.setAccessibleName("\n".join(filter(None, (f"{status.word}: {text}", remedy))))
        restyle(self, "state", status)
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
        if status in (Status.INFO, Status.OK):
            self._timer.start()
        else:
            self._timer.stop()

    def show_error(self, error: SuppliesError) -> None:
        """Say what went wrong, in which lines, and what to do about it."""
        lines = [str(line) for line in error.lines[:LINES_MAX]]
        if len(error.lines) > LINES_MAX:
            lines.append(_("… and {n} more lines").format(n=len(error.lines) - LINES_MAX))
        self.show_message(Status.ERROR, "\n".join([error.text(), *lines]), error.remedy())

    def dismiss(self) -> None:
        """Hide the message."""
        self._timer.stop()
        if not self.isHidden():
            self.hide()
            self.dismissed.emit()

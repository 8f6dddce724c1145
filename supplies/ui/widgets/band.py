"""The answer to a scan, seen from two steps away: colour, icon, word and large text; never colour alone."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from supplies.errors import SuppliesError
from supplies.ui.icons import Icon, restyle
from supplies.ui.widgets.labels import breakable, text_label
from supplies.ui.widgets.status import Status


class AnswerBand(QFrame):
    """Shows the newest answer until the next one."""

    def __init__(self, name: str, waiting_text: str, parent: QWidget | None = None) -> None:
        """Show ``waiting_text`` until the first answer."""
        super().__init__(parent)
        self.setObjectName(name)
        self.status: Status | None = None
        self._waiting_text = waiting_text
        self._icon = Icon("scan")
        self._icon.setProperty("role", "mark")
        self._word = text_label("", "word")
        self._title = text_label("", "answer", wraps=True)
        self._detail = text_label("", "detail", wraps=True)
        self._remedy = text_label("", "detail", wraps=True)
        words = QVBoxLayout()
        words.setSpacing(2)
        for label in (self._word, self._title, self._detail, self._remedy):
            words.addWidget(label)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(20, 12, 20, 12)
        layout.setSpacing(20)
        layout.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addLayout(words, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.clear()

    @property
    def words(self) -> str:
        """Return all that the band says, as it is read aloud."""
        return self.accessibleName()

    def clear(self) -> None:
        """Wait for the next scan."""
        self.status = None
        self._icon.set_name("scan")
        self._say("", self._waiting_text, "", "")
        restyle(self, "state", "idle")

    def show_answer(self, status: Status, title: str, detail: str = "", remedy: str = "") -> None:
        """Show an answer.

        Args:
            status: its colour, icon and word.
            title: in large: the item, or what went wrong.
            detail: lot, quantity, place.
            remedy: what to do next.
        """
        self.status = status
        self._icon.set_name(status)
        self._say(status.word, title, detail, remedy)
        restyle(self, "state", status)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def show_error(self, error: SuppliesError) -> None:
        """Show what went wrong and what to do."""
        self.show_answer(Status.ERROR, error.text(), "\n".join(map(str, error.lines)), error.remedy())

    def _say(self, word: str, title: str, detail: str, remedy: str) -> None:
        """Fill the lines; empty ones take no room."""
        texts = (word, title, detail, remedy)
        for label, text in zip((self._word, self._title, self._detail, self._remedy), texts, strict=True):
            label.setText(breakable(text))
            label.setVisible(bool(text))
        self.setAccessibleName("\n".join(filter(None, texts)))

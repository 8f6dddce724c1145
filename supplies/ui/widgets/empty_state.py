"""What an empty list says: what it is for, and the next thing to do."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from supplies.ui.icons import Button, Icon
from supplies.ui.widgets.labels import text_label


class EmptyState(QWidget):
    """A calm note in the middle of an empty list, with a button for the next action."""

    def __init__(self, name: str, icon_name: str, title: str, text: str, parent: QWidget | None = None) -> None:
        """Say ``title`` in large and ``text`` below it."""
        super().__init__(parent)
        self.setObjectName(name)
        self._name = name
        self._mark = Icon(icon_name)
        self._mark.setProperty("role", "mark")
        self._title = text_label(title, "heading")
        self._text = text_label(text, "quiet")
        self._layout = QVBoxLayout(self)
        self._layout.addStretch(1)
        self._layout.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignHCenter)
        for label in (self._title, self._text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
            self._layout.addWidget(label)
        self._layout.addStretch(1)

    def set_words(self, title: str, text: str) -> None:
        """Say something else."""
        self._title.setText(title)
        self._text.setText(text)

    def offer(self, text: str, act: Callable[[], object], icon_name: str = "add") -> Button:
        """Show a button for the next action, its mnemonic in ``text``."""
        button = Button(f"{self._name}_action", text, icon_name, "primary")
        button.clicked.connect(act)
        self._layout.insertWidget(self._layout.count() - 1, button, 0, Qt.AlignmentFlag.AlignHCenter)
        return button

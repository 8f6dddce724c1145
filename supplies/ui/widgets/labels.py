"""Labels. Their text is always plain: what was scanned or typed is never read as markup."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy


class WrapLabel(QLabel):
    """A label of one or more lines that always has the height its lines need.

    Layouts remember heights for widths and, measured, at times forget to ask again: the last line was cut off. So it
    sets its own least height whenever its width, its words or its font change.
    """

    def __init__(self, role: str) -> None:
        """Make an empty label; ``role`` is what the style sheet calls it."""
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def setText(self, text: str) -> None:
        """Say something else."""
        super().setText(text)
        self._fit()

    def hasHeightForWidth(self) -> bool:
        """Return that no layout needs to work its height out."""
        return False

    def sizeHint(self) -> QSize:
        """Return the height of its lines at its present width."""
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def minimumSizeHint(self) -> QSize:
        """Return the same, at any width: its lines break where they must."""
        return QSize(0, self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the width."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _fit(self) -> None:
        """Take the height that the lines need."""
        height = max(0, self.heightForWidth(self.width()))  # of no words it is said to be -1
        if height != self.minimumHeight():
            self.setMinimumHeight(height)


def run_on(*sentences: str) -> str:
    """Return sentences one after the other; Chinese needs no blank between them."""
    text = ""
    for sentence in filter(None, sentences):
        text += sentence if not text or text.endswith("。") else f" {sentence}"
    return text


def text_label(text: str = "", role: str = "", *, wraps: bool = False) -> QLabel:
    """Return a label.

    Args:
        text: what it says.
        role: what the style sheet calls it: "title", "heading", "quiet", "hint", "label", "figure" and others.
        wraps: whether it may take several lines.
    """
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    label.setWordWrap(wraps)
    if wraps:
        label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    return label


def rule() -> QFrame:
    """Return a thin line between parts."""
    line = QFrame()
    line.setProperty("role", "rule")
    return line


def card(name: str) -> QFrame:
    """Return a framed surface that holds things which belong together."""
    frame = QFrame()
    frame.setObjectName(name)
    frame.setProperty("role", "card")
    return frame

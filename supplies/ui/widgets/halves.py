"""Two parts of a page side by side; one below the other where the window is narrow or the text large."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

SPACING_PX = 16
LEAST_EMS = 60
"""Below this width, in widths of a Chinese character, the parts no longer stand side by side."""


class Halves(QWidget):
    """Follows the width of the window and the size of the text."""

    def __init__(self, name: str, first: QWidget, second: QWidget, *, shares: tuple[int, int]) -> None:
        """Put ``first`` at the left or above; ``shares`` is how they divide the width."""
        super().__init__()
        self.setObjectName(name)
        self._shares = shares
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(SPACING_PX)
        self._layout.addWidget(first)
        self._layout.addWidget(second)

    @property
    def is_stacked(self) -> bool:
        """Return whether one part stands below the other."""
        return self._layout.direction() is QBoxLayout.Direction.TopToBottom

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the width."""
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._place()

    def _place(self) -> None:
        """Put the parts where there is room for them."""
        is_wide = self.width() >= LEAST_EMS * self.fontMetrics().horizontalAdvance("中")
        self._layout.setDirection(QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom)
        for at, share in enumerate(self._shares):
            self._layout.setStretch(at, share if is_wide else at)  # below each other, the second takes what is left

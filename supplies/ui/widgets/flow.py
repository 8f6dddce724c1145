"""A layout like written words: parts side by side, and on the next line where the width ends."""

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

SPACING_PX = 8


class FlowLayout(QLayout):
    """Lays its parts from left to right and wraps; so a row of filters fits a small screen in large print."""

    def __init__(
        self, parent: QWidget | None = None, margins: QMargins | None = None, *, aligns_tops: bool = False
    ) -> None:
        """Make an empty row.

        Args:
            parent: the widget whose parts it lays out.
            margins: what it keeps free around them; a little where nothing is said.
            aligns_tops: whether the parts of a line begin at the same height; otherwise their middles stand side by
                side.
        """
        super().__init__(parent)
        self._parts: list[QLayoutItem] = []
        self._aligns_tops = aligns_tops
        self.setContentsMargins(margins or QMargins(SPACING_PX, SPACING_PX // 2, SPACING_PX, SPACING_PX // 2))

    def addItem(self, item: QLayoutItem) -> None:
        """Take a part."""
        self._parts.append(item)

    def count(self) -> int:
        """Return how many parts there are."""
        return len(self._parts)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return a part, or None."""
        return self._parts[index] if 0 <= index < len(self._parts) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Let go of a part."""
        return self._parts.pop(index) if 0 <= index < len(self._parts) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Return that it wants no more than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Return that a narrow one is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return how high it is at a width."""
        return self._place(QRect(0, 0, width, 0), moves=False)

    def setGeometry(self, rect: QRect) -> None:
        """Place the parts."""
        super().setGeometry(rect)
        self._place(rect, moves=True)

    def sizeHint(self) -> QSize:
        """Return the size of all parts on one line."""
        margins = self.contentsMargins()
        hints = [part.sizeHint() for part in self._shown()]
        width = sum(hint.width() for hint in hints) + SPACING_PX * max(0, len(hints) - 1)
        height = max((hint.height() for hint in hints), default=0)
        return QSize(width + margins.left() + margins.right(), height + margins.top() + margins.bottom())

    def minimumSize(self) -> QSize:
        """Return the size of the largest part."""
        margins = self.contentsMargins()
        size = QSize()
        for part in self._shown():
            size = size.expandedTo(part.minimumSize())
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _shown(self) -> list[QLayoutItem]:
        """Return the parts that can be seen."""
        return [part for part in self._parts if not part.isEmpty()]

    def _place(self, rect: QRect, *, moves: bool) -> int:
        """Lay the parts out line by line; returns the height that takes."""
        inner = rect.marginsRemoved(self.contentsMargins())
        lines = self._lines(inner.width())
        top = inner.top()
        for line in lines:
            height = max(_height(part, width) for part, width in line)
            left = inner.left()
            for part, width in line:
                if moves:
                    size = QSize(width, _height(part, width))
                    lowered = 0 if self._aligns_tops else (height - size.height()) // 2
                    part.setGeometry(QRect(QPoint(left, top + lowered), size))
                left += width + SPACING_PX
            top += height + SPACING_PX
        margins = self.contentsMargins()
        return top - (SPACING_PX if lines else 0) - inner.top() + margins.top() + margins.bottom()

    def _lines(self, width: int) -> list[list[tuple[QLayoutItem, int]]]:
        """Return the parts of each line with their widths; what is wider than a line is cut to it."""
        lines: list[list[tuple[QLayoutItem, int]]] = []
        left = 0
        for part in self._shown():
            wanted = min(part.sizeHint().width(), max(width, part.minimumSize().width()))
            if not lines or left + wanted > width:
                lines.append([])
                left = 0
            lines[-1].append((part, wanted))
            left += wanted + SPACING_PX
        return lines


def _height(part: QLayoutItem, width: int) -> int:
    """Return how high a part is at a width: words that have to be broken take more lines."""
    return part.heightForWidth(width) if part.hasHeightForWidth() else part.sizeHint().height()

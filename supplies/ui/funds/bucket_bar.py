"""How an amount is divided among its buckets: a bar whose parts differ in pattern as well as in colour."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from PySide6.QtCore import Property, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from supplies.ui.icons import colour_property
from supplies.values import Money

LEAST_PART_PX = 3
"""A part of an amount that is not nothing is never thinner than this."""


class Bucket(StrEnum):
    """A part of the bar."""

    TENDERED = "tendered"
    TENDERING = "tendering"
    PLANNED = "planned"
    AVAILABLE = "available"
    ALLOTTED = "allotted"
    RETURNED = "returned"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Part:
    """A bucket, what stands in it, and how that is said."""

    bucket: Bucket
    amount: Money
    words: str


_GROUNDS = {
    Bucket.TENDERED: "strong",
    Bucket.TENDERING: "soft",
    Bucket.PLANNED: "plain",
    Bucket.AVAILABLE: "plain",
    Bucket.ALLOTTED: "soft",
    Bucket.RETURNED: "plain",
    Bucket.MISSING: "plain",
}
_PATTERNS = {
    Bucket.TENDERING: ("strong", Qt.BrushStyle.BDiagPattern),
    Bucket.PLANNED: ("strong", Qt.BrushStyle.Dense6Pattern),
    Bucket.ALLOTTED: ("strong", Qt.BrushStyle.HorPattern),
    Bucket.RETURNED: ("strong", Qt.BrushStyle.CrossPattern),
    Bucket.MISSING: ("wrong", Qt.BrushStyle.DiagCrossPattern),
}


Pattern: TypeAlias = tuple[str, Qt.BrushStyle]
"""What is painted over the ground: in which of the colours, and how."""


class Painted(QWidget):
    """Something painted in colours that the style sheet sets."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._colours: dict[str, QColor] = {}
        self._size = 20

    def mark_colour(self, name: str) -> QColor:
        """Return one of the colours."""
        return self._colours.get(name, QColor(Qt.GlobalColor.black))

    def set_mark_colour(self, name: str, colour: QColor) -> None:
        """Paint with another colour."""
        self._colours[name] = QColor(colour)
        self.update()

    def paint_part(self, painter: QPainter, area: QRectF, ground: str, pattern: Pattern | None) -> None:
        """Paint a part of a bar: its ground, its pattern, its edge."""
        painter.fillRect(area, self.mark_colour(ground))
        if pattern is not None:
            name, style = pattern
            painter.fillRect(area, QBrush(self.mark_colour(name), style))
        painter.setPen(QPen(self.mark_colour("edge"), 1))
        painter.drawRect(area.adjusted(0.5, 0.5, -0.5, -0.5))

    def _get_size(self) -> int:
        return self._size

    def _set_size(self, size: int) -> None:
        self._size = size
        self.updateGeometry()

    icon_px = Property(int, _get_size, _set_size)
    strong_colour = colour_property("strong")
    soft_colour = colour_property("soft")
    plain_colour = colour_property("plain")
    wrong_colour = colour_property("wrong")
    edge_colour = colour_property("edge")


class BucketSwatch(Painted):
    """A small piece of the bar beside the name of a bucket."""

    def __init__(self, bucket: Bucket) -> None:
        super().__init__(f"swatch_{bucket}")
        self._bucket = bucket
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return a square not quite as high as an icon."""
        return QSize(self._size * 4 // 5, self._size * 4 // 5)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the pattern of the bucket."""
        painter = QPainter(self)
        self.paint_part(painter, QRectF(self.rect()), _GROUNDS[self._bucket], _PATTERNS.get(self._bucket))
        painter.end()


class BucketBar(Painted):
    """The parts of an amount side by side, each as wide as its share."""

    def __init__(self, name: str, title: str) -> None:
        """Make an empty bar; ``title`` says what it is when read aloud."""
        super().__init__(name)
        self.setAccessibleName(title)
        self._parts: tuple[Part, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_parts(self, parts: Sequence[Part]) -> None:
        """Show these parts, from left to right; those of nothing take no room."""
        self._parts = tuple(part for part in parts if part.amount.fen > 0)
        words = "\n".join(part.words for part in self._parts)
        self.setAccessibleDescription(words)
        self.setToolTip(words)
        self.update()

    def widths(self) -> list[float]:
        """Return how wide each part is."""
        total = sum(part.amount.fen for part in self._parts)
        room = self.width() - LEAST_PART_PX * len(self._parts)
        return [LEAST_PART_PX + room * part.amount.fen / total for part in self._parts]

    def sizeHint(self) -> QSize:
        """Return a bar as high as an icon."""
        return QSize(self._size * 10, self._size)

    def minimumSizeHint(self) -> QSize:
        """Return a bar of any width."""
        return QSize(self._size, self._size)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the parts."""
        painter = QPainter(self)
        left = 0.0
        for part, width in zip(self._parts, self.widths(), strict=True):
            area = QRectF(left, 0, width, self.height())
            self.paint_part(painter, area, _GROUNDS[part.bucket], _PATTERNS.get(part.bucket))
            left += width
        painter.end()


class PartBar(Painted):
    """A bar of a row of its own: one part of a whole, where it begins and how long it is."""

    def __init__(self, name: str, ground: str, style: Qt.BrushStyle | None) -> None:
        """Make a bar of no length; without a style it is its ground alone."""
        super().__init__(name)
        self._ground = ground
        self._pattern: Pattern | None = None if style is None else ("strong", style)
        self._start = self._share = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def ends(self) -> tuple[float, float]:
        """Return where it begins and ends; what is not nothing can be seen."""
        length = max(float(LEAST_PART_PX), self.width() * self._share) if self._share else 0.0
        start = min(self.width() * self._start, self.width() - length)
        return start, start + length

    def show_part(self, start: float, share: float, words: str) -> None:
        """Show a part of the whole that begins at another part of it."""
        self._start, self._share = start, share
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.update()

    def sizeHint(self) -> QSize:
        """Return a bar as high as an icon."""
        return QSize(self._size * 8, self._size)

    def minimumSizeHint(self) -> QSize:
        """Return a bar of almost any width."""
        return QSize(self._size, self._size)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground, pattern and edge."""
        if not self._share:
            return
        painter = QPainter(self)
        start, end = self.ends
        self.paint_part(painter, QRectF(start, 0, end - start, self.height()), self._ground, self._pattern)
        painter.end()

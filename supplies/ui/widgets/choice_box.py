"""A short list to choose from, drawn in our own look."""

from PySide6.QtCore import Property, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QWidget

from supplies.ui.icons import renderer

ARROW_SHARE = 0.8
"""The arrow's part of the height of a line."""
ARROW_MARGIN_PX = 10


class ChoiceBox(QComboBox):
    """A combo box whose values are texts of their own beside the words shown."""

    def __init__(self, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._colour = QColor(Qt.GlobalColor.black)

    def value(self) -> str:
        """Return the value chosen."""
        return str(self.currentData() or "")

    def choose(self, value: str) -> None:
        """Choose a value; one that is not offered changes nothing."""
        index = self.findData(value)
        if index >= 0:
            self.setCurrentIndex(index)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the arrow in the theme's colour over the box."""
        super().paintEvent(event)
        painter = QPainter(self)
        size = self.fontMetrics().height() * ARROW_SHARE
        area = QRectF(self.width() - size - ARROW_MARGIN_PX, (self.height() - size) / 2, size, size)
        renderer("down", self._colour).render(painter, area)
        painter.end()

    def _get_colour(self) -> QColor:
        return self._colour

    def _set_colour(self, colour: QColor) -> None:
        self._colour = QColor(colour)
        self.update()

    icon_colour = Property(QColor, _get_colour, _set_colour)

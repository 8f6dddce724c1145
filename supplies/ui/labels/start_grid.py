"""A small picture of the label sheet: labels used before are grey, the first one to print is marked."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

from supplies.language import _
from supplies.printing.labels.stocks import LabelStock

HEIGHT_EMS = 7
GAP_PX = 3
KEYS = {Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1), Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0)}


class StartGrid(QWidget):
    """A click or the arrow keys choose where printing begins."""

    changed = Signal()

    def __init__(self, stock: LabelStock) -> None:
        super().__init__()
        self.setObjectName("labels_start")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._stock = stock
        self.start = 1
        """The first label to print on, from 1, counted along the rows."""
        self._tell_name()

    def set_stock(self, stock: LabelStock, start: int) -> None:
        """Show another paper, used up to before ``start``."""
        self._stock = stock
        self.start = max(1, min(stock.per_page, start))
        self._tell_name()
        self.updateGeometry()
        self.update()

    def choose(self, start: int) -> None:
        """Begin at a label."""
        if 1 <= start <= self._stock.per_page and start != self.start:
            self.start = start
            self._tell_name()
            self.update()
            self.changed.emit()

    def sizeHint(self) -> QSize:
        """Return room for a sheet of the paper's form."""
        height = HEIGHT_EMS * self.fontMetrics().height()
        return QSize(round(height * self._stock.page[0] / self._stock.page[1]), height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with the arrows."""
        step = KEYS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.choose(self.start + step[0] * self._stock.columns + step[1])

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin where the sheet is clicked."""
        for at in range(self._stock.per_page):
            if self._cell(at).contains(QPointF(event.position())):
                self.choose(at + 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the sheet."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = self.palette()
        edge = QPalette.ColorRole.Highlight if self.hasFocus() else QPalette.ColorRole.Dark
        painter.setPen(palette.color(edge))
        painter.setBrush(palette.color(QPalette.ColorRole.Base))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        for at in range(self._stock.per_page):
            role = QPalette.ColorRole.Highlight if at + 1 == self.start else QPalette.ColorRole.Midlight
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.color(QPalette.ColorRole.Dark if at + 1 < self.start else role))
            painter.drawRoundedRect(self._cell(at), 2, 2)
        painter.end()

    def _cell(self, at: int) -> QRectF:
        """Return where a label lies in the picture."""
        row, column = divmod(at, self._stock.columns)
        inner = QRectF(self.rect()).adjusted(GAP_PX, GAP_PX, -GAP_PX, -GAP_PX)
        width, height = inner.width() / self._stock.columns, inner.height() / self._stock.rows
        cell = QRectF(inner.left() + column * width, inner.top() + row * height, width, height)
        return cell.adjusted(1, 1, -1, -1)

    def _tell_name(self) -> None:
        """Say where printing begins, for those who do not see it."""
        words = _("Begin at label {n} of {count}").format(n=self.start, count=self._stock.per_page)
        self.setAccessibleName(words)
        self.setToolTip(words)

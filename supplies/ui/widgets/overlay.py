"""A panel over the window. It stops nothing: Esc or a click beside it puts it away and gives the focus back."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QStyle, QStyleOption, QVBoxLayout, QWidget
from shiboken6 import isValid

MARGIN_PX = 48


class Overlay(QWidget):
    """Covers its window with a veil; a subclass fills ``card``. Tab stays inside, no key reaches what lies below."""

    closed = Signal()

    def __init__(self, name: str, title: str, window: QWidget, widest_ems: int) -> None:
        """Make a hidden panel over ``window``, at most ``widest_ems`` Chinese characters wide."""
        super().__init__(window)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.covered = window
        self._widest_ems = widest_ems
        self._before: QWidget | None = None
        self.card = QFrame()
        self.card.setObjectName("overlay_card")
        self.card.setAccessibleName(title)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(MARGIN_PX, MARGIN_PX, MARGIN_PX, MARGIN_PX)
        outer.addWidget(self.card, 0, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        window.installEventFilter(self)
        self.hide()

    def open_panel(self) -> None:
        """Show the panel and remember who had the focus."""
        if self.isHidden():
            self._before = QApplication.focusWidget()
        self._cover()
        self.show()
        self.raise_()
        self._close_off()
        self.first_focus().setFocus(Qt.FocusReason.PopupFocusReason)

    def close_panel(self) -> None:
        """Put the panel away."""
        self.hide()

    def first_focus(self) -> QWidget:
        """Return which widget has the focus first."""
        return self.card

    def hideEvent(self, event: QHideEvent) -> None:
        """Give the focus back."""
        super().hideEvent(event)
        self._close_off()
        before, self._before = self._before, None
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.PopupFocusReason)
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Esc; no other key reaches what lies below."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Close on a click beside the card."""
        if not self.card.geometry().contains(event.position().toPoint()):
            self.close_panel()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's name
        """Keep Tab among the widgets of the panel."""
        inside = [
            widget
            for widget in self.card.findChildren(QWidget)
            if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]
        if inside:
            current = QApplication.focusWidget()
            at = inside.index(current) if current in inside else -1
            goal = inside[(at + (1 if next else -1)) % len(inside)]
            goal.setFocus(Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size of the window."""
        if watched is self.covered and event.type() == QEvent.Type.Resize and not self.isHidden():
            self._cover()
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the veil that the style sheet asks for."""
        option = QStyleOption()
        option.initFrom(self)
        painter = QPainter(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, painter, self)
        painter.end()

    def _close_off(self) -> None:
        """Keep the keys of buttons below from working while any panel lies over them."""
        around = (
            [child for child in self.covered.children() if isinstance(child, QWidget)] if isValid(self.covered) else []
        )
        is_covered = any(isinstance(child, Overlay) and not child.isHidden() for child in around)
        for child in around:
            if not isinstance(child, Overlay):
                child.setEnabled(not is_covered)

    def _cover(self) -> None:
        """Lie over the whole window, the card as wide as it may be."""
        window = self.covered
        self.setGeometry(window.rect())
        em = self.fontMetrics().horizontalAdvance("中")
        self.card.setFixedWidth(min(self._widest_ems * em, window.width() - 2 * MARGIN_PX))
        self.card.setMaximumHeight(window.height() - 2 * MARGIN_PX)

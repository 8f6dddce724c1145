"""A small number: typed, or moved by a step with the arrow keys."""

from decimal import Decimal, InvalidOperation

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from supplies.ui.widgets.fields import plain_number


class StepEdit(QLineEdit):
    """Holds a number between two bounds; what is no number goes back to the one before."""

    changed = Signal()

    def __init__(self, name: str, title: str, least: str, most: str, step: str) -> None:
        """Make the field; the bounds and the step are decimal texts, such as ``"-20.0"`` and ``"0.1"``."""
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._least, self._most, self._step = Decimal(least), Decimal(most), Decimal(step)
        self._value = max(self._least, Decimal(0)).quantize(self._step)
        self.setText(str(self._value))
        self.editingFinished.connect(self._take_text)

    def value(self) -> Decimal:
        """Return the number."""
        return self._value

    def set_value(self, value: Decimal) -> None:
        """Hold another number, within the bounds, without telling."""
        self._value = min(self._most, max(self._least, value)).quantize(self._step)
        self.setText(str(self._value))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by a step with the arrows."""
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()), 0)
        if steps:
            self._change(self._value + steps * self._step)
        else:
            super().keyPressEvent(event)

    def _take_text(self) -> None:
        """Take what was typed."""
        try:
            self._change(Decimal(plain_number(self.text())))
        except InvalidOperation:
            self.setText(str(self._value))

    def _change(self, value: Decimal) -> None:
        """Hold another number, and tell."""
        before = self._value
        self.set_value(value)
        if self._value != before:
            self.changed.emit()

"""What can be done with the row that is selected: buttons below a table, and why one of them cannot be used now."""

from collections.abc import Callable

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from supplies.ui.icons import Button
from supplies.ui.permits import Permit
from supplies.ui.session import Session
from supplies.ui.widgets.flow import FlowLayout
from supplies.ui.widgets.labels import show_wrapped, text_label
from supplies.values import DepotCode


class RowActions(QWidget):
    """Buttons by name. A button that cannot be used says why in its tooltip, and beside the buttons."""

    def __init__(self, name: str) -> None:
        """Make an empty row of buttons."""
        super().__init__()
        self.setObjectName(name)
        self._buttons: dict[str, Button] = {}
        self._keys: dict[str, str] = {}
        self._asked: set[str] = set()
        self._shortcuts: dict[str, QShortcut] = {}
        self._why = text_label("", "quiet")
        self._why.hide()
        self._flow = FlowLayout(self)
        self._flow.setContentsMargins(0, 0, 0, 0)
        self._flow.addWidget(self._why)

    def add(
        self, name: str, text: str, slot: Callable[[], object], keys: str, icon: str = "", kind: str = "plain"
    ) -> Button:
        """Add a button; it can always be used, unless ``allow`` is asked.

        Args:
            name: what it does, for ``allow``.
            text: with a mnemonic.
            slot: does it.
            keys: another way to it from the keyboard.
            icon: the name of an icon.
            kind: "primary" for the one thing to do next.
        """
        button = Button(f"{self.objectName()}_{name}", text, icon, kind)
        button.clicked.connect(slot)
        sequence = QKeySequence(keys)
        shortcut = QShortcut(sequence, self)
        shortcut.setObjectName(f"{button.objectName()}_keys")
        shortcut.setWhatsThis(button.accessibleName())
        shortcut.activated.connect(button.click)
        self._buttons[name] = button
        self._shortcuts[name] = shortcut
        self._keys[name] = sequence.toString(QKeySequence.SequenceFormat.NativeText)
        self._flow.removeWidget(self._why)
        self._flow.addWidget(button)
        self._flow.addWidget(self._why)
        button.setToolTip(f"{button.accessibleName()} ({self._keys[name]})")
        return button

    def allow(self, name: str, reason: str) -> None:
        """Let a button be used, or say why it cannot be; an empty reason allows it."""
        self._buttons[name].forbid("row", reason)
        self._asked.add(name)
        self._show_why()

    def set_shown(self, name: str, *, is_shown: bool) -> None:
        """Show or hide a button with its keys: what has no meaning here need not explain itself."""
        self._buttons[name].setVisible(is_shown)
        self._shortcuts[name].setEnabled(is_shown)

    def permit(self, name: str, session: Session, action: str, depot: Callable[[], DepotCode | None]) -> Permit:
        """Let a button be used by those only who may post an action; see ``Permit``."""
        return Permit(session, self._buttons[name], action, depot, self._show_why)

    def _show_why(self) -> None:
        """Say beside the buttons why none of those that wait for something can be used."""
        buttons = list(self._buttons.values())
        waiting = [self._buttons[name].reason for name in self._buttons if name in self._asked]
        reasons = waiting if waiting and all(waiting) else [button.reason for button in buttons]
        words = reasons[0] if reasons and all(reasons) else ""
        show_wrapped(self._why, words)
        self._why.setVisible(bool(words))  # an empty label behind a full row would stick out of it

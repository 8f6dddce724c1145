"""What is done with the goods: a row of large buttons, one of them pressed."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QWidget

from supplies.language import N_, _
from supplies.stock.actions import DocumentKind
from supplies.ui.icons import Button
from supplies.ui.widgets.flow import FlowLayout

KINDS: Sequence[tuple[DocumentKind | None, str, str]] = (
    (DocumentKind.ISSUE, N_("Issue"), "right"),
    (DocumentKind.RECEIPT, N_("Receipt"), "add"),
    (DocumentKind.RETURN, N_("Return"), "left"),
    (DocumentKind.MOVE, N_("Move"), "place"),
    (DocumentKind.ADJUSTMENT, N_("Count"), "check"),
    (DocumentKind.WRITE_OFF, N_("Write-off"), "remove"),
    (DocumentKind.DISPATCH, N_("Transfer"), "transfer"),
    (DocumentKind.LOAN, N_("Loan"), "loan"),
    (None, N_("Look up"), "search"),
)


class KindBar(QWidget):
    """Ctrl+1 to Ctrl+9 press its buttons."""

    chosen = Signal(object)
    """A DocumentKind, or None to look things up."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("scan_kinds")
        self._group = QButtonGroup(self)
        self._buttons: dict[DocumentKind | None, Button] = {}
        self._flow = FlowLayout(self)
        self._flow.setContentsMargins(0, 0, 0, 0)
        for at, (kind, words, icon) in enumerate(KINDS, 1):
            self._add(kind, _(words), icon, f"Ctrl+{at}")

    def add_widget(self, widget: QWidget) -> None:
        """Put something else at the end of the row."""
        self._flow.addWidget(widget)

    def mark(self, kind: DocumentKind | None) -> None:
        """Press a button without telling."""
        self._buttons[kind].setChecked(True)

    def _add(self, kind: DocumentKind | None, words: str, icon: str, keys: str) -> None:
        """Add a button."""
        name = "look_up" if kind is None else kind.value
        button = Button(f"scan_kind_{name}", words, icon)
        button.setCheckable(True)
        button.setProperty("keys", keys)
        button.setToolTip(f"{words} ({keys})")
        button.clicked.connect(partial(self._choose, kind))
        shortcut = QShortcut(QKeySequence(keys), self)  # A button's own would act a tenth of a second later.
        shortcut.setObjectName(f"{name}_keys")
        shortcut.setWhatsThis(words)
        shortcut.activated.connect(partial(self._choose, kind))
        self._group.addButton(button)
        self._buttons[kind] = button
        self._flow.addWidget(button)

    def _choose(self, kind: DocumentKind | None, *_is_checked: bool) -> None:
        """Tell what was chosen."""
        self.chosen.emit(kind)

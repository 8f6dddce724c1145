"""The rail at the left: every page with its icon, its words and its key."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from supplies.language import _
from supplies.ui.icons import Button, Icon, without_mnemonic
from supplies.ui.services import PageSpec
from supplies.ui.widgets.labels import text_label

KEY_GAP_PX = 12
SCROLL_PX = 12
"""The width of the bar that scrolls the rail where it is too high; otherwise the keys stand so far from the edge."""
TOP_PX = 18
KEYS = 10
"""Alt with a digit opens one of the first so many pages; the tenth has the 0."""


class RailButton(Button):
    """Opens a page; shows the key that does the same."""

    def __init__(self, spec: PageSpec, keys: str) -> None:
        super().__init__(f"rail_{spec.name}", _(spec.title), spec.icon, "rail")
        self.spec = spec
        self.page = spec.name
        self.setCheckable(True)
        self.setShortcut(keys)
        self.setToolTip(f"{_(spec.title)} ({keys})")
        self._key = text_label(keys)
        self._key.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, SCROLL_PX, 0)
        layout.addStretch(1)
        layout.addWidget(self._key)

    def sizeHint(self) -> QSize:
        """Return room for the words and the key."""
        return super().sizeHint() + QSize(self._key.sizeHint().width() + KEY_GAP_PX, 0)

    def minimumSizeHint(self) -> QSize:
        """Return the same: a rail cuts nothing off."""
        return self.sizeHint()


class Rail(QFrame):
    """Lists the pages and marks the open one."""

    chosen = Signal(str)
    """The name of a page."""

    def __init__(self, specs: Sequence[PageSpec], extras: Sequence[Button]) -> None:
        """List the pages from top to bottom, and ``extras`` at the foot."""
        super().__init__()
        self.setObjectName("rail")
        self.setAccessibleName(_("Pages"))
        self._group = QButtonGroup(self)
        self._buttons: dict[str, RailButton] = {}
        inner = QWidget()
        inner.setProperty("role", "scrolled")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, TOP_PX, 0, 8)
        column.setSpacing(2)
        column.addLayout(_brand())
        column.addSpacing(TOP_PX)
        for at, spec in enumerate(specs):
            button = RailButton(spec, keys_of(spec, at))
            self._buttons[spec.name] = button
            self._group.addButton(button)
            column.addWidget(button)
        column.addStretch(1)
        for extra in extras:
            column.addWidget(extra)
        self._scroll = QScrollArea()
        self._scroll.setObjectName("rail_scroll")
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(inner)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._scroll)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._group.buttonClicked.connect(self._clicked)

    def sizeHint(self) -> QSize:
        """Return the width that the widest words need."""
        inner = self._scroll.widget()
        assert inner is not None, "the rail is never empty"
        edge = self.width() - self.contentsRect().width()
        return QSize(inner.minimumSizeHint().width() + SCROLL_PX + edge, super().sizeHint().height())

    def mark(self, name: str) -> None:
        """Mark the page that is open; for one that is not listed, the mark stays where it was."""
        if name in self._buttons:
            self._buttons[name].setChecked(True)

    def show_waiting(self, name: str, count: int) -> None:
        """Say behind the words of a page how much waits there; nothing where it is nothing."""
        button = self._buttons[name]
        words = _(button.spec.title)
        text = f"{words} ({count})" if count else words
        button.setText(text)
        button.setAccessibleName(without_mnemonic(text))

    def _clicked(self, button: RailButton) -> None:
        """Tell which page is wanted."""
        self.chosen.emit(button.page)


def keys_of(spec: PageSpec, at: int) -> str:
    """Return the key of a page, by its place from 0 where it names none."""
    return spec.shortcut or f"Alt+{(at + 1) % KEYS}"


def _brand() -> QHBoxLayout:
    """Return the name of the program."""
    name = text_label(_("Relief supplies"), "brand")
    row = QHBoxLayout()
    row.setContentsMargins(18, 0, 18, 0)
    row.setSpacing(10)
    row.addWidget(Icon("stock"))
    row.addWidget(name, 1)
    return row

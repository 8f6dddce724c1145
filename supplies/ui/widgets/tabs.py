"""Several views in one place: a row of buttons, each opening its own."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QStackedWidget, QVBoxLayout, QWidget

from supplies.language import _
from supplies.ui.icons import Button, without_mnemonic
from supplies.ui.widgets.flow import FlowLayout


class Tabs(QWidget):
    """Shows one of its views; Ctrl+PgDown and Ctrl+PgUp go to its neighbours."""

    opened = Signal(str)
    """The name of the view that is open now."""

    def __init__(self, name: str, title: str) -> None:
        """Make tabs without any view yet; ``title`` says what they are when read aloud."""
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self._buttons = QButtonGroup(self)
        self._names: list[str] = []
        self._stack = QStackedWidget()
        self._row = FlowLayout()
        self._row.setContentsMargins(0, 0, 0, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(self._row)
        layout.addWidget(self._stack, 1)
        self._buttons.idClicked.connect(self._open_at)
        for keys, words, slot in (
            ("Ctrl+PgDown", _("Next tab"), self._open_next),
            ("Ctrl+PgUp", _("Tab before"), self._open_before),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setObjectName(f"{name}_{keys}")
            shortcut.setWhatsThis(words)
            shortcut.activated.connect(slot)

    @property
    def current(self) -> str:
        """Return the name of the view that is open."""
        return self._names[self._stack.currentIndex()]

    @property
    def current_view(self) -> QWidget:
        """Return the view that is open."""
        view = self._stack.currentWidget()
        assert view is not None, "tabs hold a view"
        return view

    def add(self, name: str, text: str, view: QWidget) -> None:
        """Add a view; ``text`` stands on its button, with a mnemonic."""
        at = len(self._names)
        button = Button(f"{self.objectName()}_{name}", text, kind="tab")
        button.setCheckable(True)
        self._buttons.addButton(button, at)
        self._row.addWidget(button)
        self._stack.addWidget(view)
        self._names.append(name)
        button.setChecked(at == 0)

    def open(self, name: str) -> None:
        """Open a view by its name."""
        self._open_at(self._names.index(name))

    def set_text(self, name: str, text: str) -> None:
        """Say something else on the button of a view, such as how much of it needs attention."""
        button = self._buttons.button(self._names.index(name))
        button.setText(text)
        button.setAccessibleName(without_mnemonic(text))

    def _open_next(self) -> None:
        """Open the view to the right; after the last comes the first."""
        self._open_at((self._stack.currentIndex() + 1) % len(self._names))

    def _open_before(self) -> None:
        """Open the view to the left; before the first comes the last."""
        self._open_at((self._stack.currentIndex() - 1) % len(self._names))

    def _open_at(self, at: int) -> None:
        """Open a view by its place; the cursor goes along where it was in the view before."""
        before = self.current_view
        had_focus = before.isAncestorOf(before.window().focusWidget() or before)
        self._buttons.button(at).setChecked(True)
        self._stack.setCurrentIndex(at)
        if had_focus and before is not self.current_view:
            self.current_view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.opened.emit(self._names[at])

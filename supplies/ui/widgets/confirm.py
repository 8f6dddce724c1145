"""A question before something is lost or cannot be taken back. The safe answer has the focus."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from supplies.language import _
from supplies.ui.icons import Button
from supplies.ui.widgets.labels import text_label
from supplies.ui.widgets.overlay import Overlay

WIDEST_EMS = 30


class ConfirmPanel(Overlay):
    """Asks over its page; nothing is done unless the answer is yes."""

    def __init__(self, name: str, page: QWidget) -> None:
        """Make a hidden panel over ``page``."""
        super().__init__(name, "", page, WIDEST_EMS)
        self._act: Callable[[], object] | None = None
        self._title = text_label("", "heading", wraps=True)
        self._text = text_label("", wraps=True)
        self.no_button = Button(f"{name}_no", _("Cancel (&N)"), "close")
        self.yes_button = Button(f"{name}_yes", "&Y", "check", "primary")
        self.no_button.clicked.connect(self.close_panel)
        self.yes_button.clicked.connect(self._yes)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.no_button)
        buttons.addWidget(self.yes_button)
        layout = QVBoxLayout(self.card)
        layout.addWidget(self._title)
        layout.addWidget(self._text)
        layout.addLayout(buttons)

    def ask(self, title: str, text: str, yes: str, act: Callable[[], object]) -> None:
        """Ask; ``yes`` is what the button that acts says, with its mnemonic."""
        self._act = act
        self._title.setText(title)
        self._text.setText(text)
        self.yes_button.setText(yes)
        self.yes_button.setAccessibleName(yes.partition("(&")[0].replace("&", ""))
        self.card.setAccessibleName(title)
        self.setAccessibleName(title)
        self.open_panel()

    def first_focus(self) -> QWidget:
        """Return the safe answer."""
        return self.no_button

    def _yes(self) -> None:
        """Do what was asked about."""
        act, self._act = self._act, None
        self.close_panel()
        if act is not None:
            act()

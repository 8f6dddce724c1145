"""What is handed out now: the scan field, the answer, the goods, and large buttons beside them."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLineEdit, QListWidget, QVBoxLayout, QWidget

from supplies.language import N_, _
from supplies.scanning.commands import Command
from supplies.stock.actions import TEXT_MAX
from supplies.stock.slip import SlipLine
from supplies.stock.slip_said import id_of, title_of
from supplies.ui.icons import Button
from supplies.ui.widgets.band import AnswerBand
from supplies.ui.widgets.labels import text_label
from supplies.ui.widgets.scan_edit import ScanEdit

STEPS = (
    (Command.ADD_5, "+5", "Ctrl+1"),
    (Command.ADD_10, "+10", "Ctrl+2"),
    (Command.ADD_50, "+50", "Ctrl+3"),
    (Command.ALL, N_("All"), "Ctrl+4"),
)
"""What a thumb presses instead of typing a quantity."""
SIDE_PX = 340
LIST_LEAST_PX = 96


class IssueBoard(QWidget):
    """Tells what was pressed; what it shows comes from outside."""

    command_given = Signal(str)
    """The label code of a command."""
    undo_wanted = Signal()
    go_wanted = Signal()
    reversal_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("disaster_board")
        self.edit = ScanEdit("disaster_code")
        self.receiver = QLineEdit()
        self.receiver.setObjectName("disaster_receiver")
        self.receiver.setAccessibleName(_("To whom"))
        self.receiver.setPlaceholderText(_("To whom: name and unit, if known"))
        self.receiver.setMaxLength(TEXT_MAX)
        self.receiver.returnPressed.connect(self.edit.fetch_focus)
        self.band = AnswerBand("disaster_answer", _("Scan goods, type the quantity, then go"))
        self.lines = QListWidget()
        self.lines.setObjectName("disaster_lines")
        self.lines.setAccessibleName(_("Goods of this issue"))
        self.lines.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.lines.setMinimumHeight(LIST_LEAST_PX)
        self.lines.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.lines.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.go_button = Button("disaster_go", _("Hand out (&G)"), "check", "primary")
        self.go_button.clicked.connect(self.go_wanted)
        self.undo_button = self._button("disaster_undo", _("Undo"), "undo", "Ctrl+Z")
        self.undo_button.clicked.connect(self.undo_wanted)
        self.bar = _PostedBar()
        self.bar.reverse_button.clicked.connect(self.reversal_wanted)
        self._lay_out()
        self._add_key("Ctrl+P", _("Hand out"), self.go_button)
        self._add_key("Ctrl+Return", _("Hand out"), self.go_button)
        self.edit.take_keys_of(*self.findChildren(Button))

    def show_lines(self, lines: Sequence[SlipLine]) -> None:
        """Show the goods, the newest on top."""
        self.lines.clear()
        for line in reversed(lines):
            parts = (title_of(line), id_of(line), line.route, line.reason)
            self.lines.addItem("   ".join(filter(None, parts)))

    def _lay_out(self) -> None:
        """Put the parts where one hand finds them: what is read to the left, what is pressed to the right."""
        entry = QHBoxLayout()
        entry.setSpacing(12)
        entry.addWidget(self.edit, 3)
        entry.addWidget(self.receiver, 2)
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(self.band)
        left.addWidget(self.lines, 1)
        steps = QGridLayout()
        steps.setSpacing(8)
        for at, (command, words, keys) in enumerate(STEPS):
            steps.addWidget(self._step(command, words, keys), at // 2, at % 2)
        steps.addWidget(self.undo_button, 2, 0, 1, 2)
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addLayout(steps)
        right.addStretch(1)
        right.addWidget(self.go_button)
        side = QWidget()
        side.setFixedWidth(SIDE_PX)
        side.setLayout(right)
        right.setContentsMargins(0, 0, 0, 0)
        middle = QHBoxLayout()
        middle.setSpacing(16)
        middle.addLayout(left, 1)
        middle.addWidget(side)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addLayout(entry)
        layout.addLayout(middle, 1)
        layout.addWidget(self.bar)

    def _step(self, command: Command, words: str, keys: str) -> Button:
        """Return a button that does what a command label does."""
        button = self._button(f"disaster_{command.value.lower()}", _(words), "", keys)
        button.setAccessibleName(command.words)
        button.clicked.connect(lambda: self.command_given.emit(command.label_code))
        return button

    def _button(self, name: str, words: str, icon: str, keys: str) -> Button:
        """Return a button with a key."""
        button = Button(name, words, icon)
        button.setProperty("keys", keys)
        button.setToolTip(keys)
        self._add_key(keys, words, button)
        return button

    def _add_key(self, keys: str, words: str, button: Button) -> None:
        """Let a key press a button."""
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setObjectName(f"disaster_{keys}")
        shortcut.setWhatsThis(words)
        shortcut.activated.connect(button.click)


class _PostedBar(QFrame):
    """What was handed out last: its number, what it owes, and for a while the button that takes it back."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("disaster_bar")
        self.setProperty("role", "card")
        self.text = text_label("", "figure", wraps=True)
        self.reverse_button = Button("disaster_reverse", _("Take it back (&R)"), "undo")
        layout = QHBoxLayout(self)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.reverse_button)
        self.hide()

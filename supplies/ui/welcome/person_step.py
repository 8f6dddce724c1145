"""Who acts: the people of the store, and the password of whoever has one."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from supplies.accounts.queries import PersonRow
from supplies.errors import SuppliesError
from supplies.language import _
from supplies.ui.icons import Button
from supplies.ui.widgets.password_field import PasswordField


class PersonStep(QWidget):
    """A list, a field below it, and a button to go on."""

    chosen = Signal(str, str)
    """The login, and the password that was typed; empty for somebody who has none."""

    def __init__(self, other: Button) -> None:
        """Build the step; ``other`` leads to another store."""
        super().__init__()
        self._rows: list[PersonRow] = []
        self.people = QListWidget()
        self.people.setObjectName("welcome_people")
        self.people.setAccessibleName(_("People"))
        self.people.itemActivated.connect(self._go_on)
        self.people.currentRowChanged.connect(self._show_field)
        self.password = PasswordField("password", _("Password"))
        self.password.edit.returnPressed.connect(self._go_on)
        go_on = Button("welcome_go_on", _("&Go on"), "right", "primary")
        go_on.clicked.connect(self._go_on)
        buttons = QHBoxLayout()
        buttons.addWidget(go_on)
        buttons.addStretch(1)
        buttons.addWidget(other)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self.people, 1)
        layout.addWidget(self.password)
        layout.addLayout(buttons)

    @property
    def row(self) -> PersonRow | None:
        """Return the person marked."""
        at = self.people.currentRow()
        return self._rows[at] if 0 <= at < len(self._rows) else None

    def show_people(self, rows: Sequence[PersonRow], last: str) -> None:
        """Offer these people; ``last`` is marked."""
        self._rows = list(rows)
        self.people.clear()
        for row in rows:
            item = QListWidgetItem(f"{row.name}    {row.login}")
            item.setData(Qt.ItemDataRole.UserRole, row.login)
            self.people.addItem(item)
        marked = next((at for at, row in enumerate(rows) if row.login == last), 0)
        self.people.setCurrentRow(marked)
        self._show_field()

    def begin(self) -> None:
        """Put the cursor where the person goes on: into the password where only that is missing."""
        if self.password.isVisible() and len(self._rows) == 1:
            self.password.focus()
        else:
            self.people.setFocus()

    def show_problem(self, error: SuppliesError) -> None:
        """Say beside the password why it was refused; the next key replaces it."""
        self.password.show_problem(error)
        self.password.focus()

    def _show_field(self) -> None:
        """Ask for the password of somebody who has one; what was typed for somebody else is forgotten."""
        self.password.set_text("")
        self.password.setVisible(self.row is not None and self.row.has_password)

    def _go_on(self) -> None:
        """Go on as the person marked; where the password is still missing, ask for it."""
        row = self.row
        if row is None:
            return
        if row.has_password and not self.password.text():
            is_asked = self.password.has_cursor()
            self.password.show_problem(self.password.problem() if is_asked else None)
            self.password.focus()
            return
        self.chosen.emit(row.login, self.password.text())

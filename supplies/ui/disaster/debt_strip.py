"""One line on the first page, as long as papers are owed: how many, how many overdue, and the oldest deadline."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from supplies.language import _
from supplies.stock.debts import DebtSum, debt_sum
from supplies.tables import local_text
from supplies.ui.icons import Button, Icon
from supplies.ui.services import Services
from supplies.ui.session import StoreView
from supplies.ui.widgets.labels import text_label
from supplies.values import utc_now


def owed_words(owed: DebtSum) -> str:
    """Return in one line what is owed; empty where nothing is."""
    if owed.first_due is None:
        return ""
    text = _("Papers owed: {n}, overdue: {overdue}, oldest by {due}")
    return text.format(n=f"{owed.count:,}", overdue=f"{owed.overdue:,}", due=local_text(owed.first_due))


def debts_now(connection: StoreView) -> DebtSum:
    """Return what is owed at this moment."""
    return debt_sum(connection, utc_now())


class DebtStrip(QFrame):
    """Hidden where nothing is owed."""

    opened = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.setObjectName("debt_strip")
        self.setProperty("role", "card")
        self._services = services
        self._icon = Icon("waiting")
        self._text = text_label("", "figure", wraps=True)
        self._button = Button("debt_strip_open", _("Papers o&wed"), "right")
        self._button.clicked.connect(self.opened)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 4, 4)
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        row.addWidget(self._button)
        self.hide()

    @property
    def words(self) -> str:
        """Return what it says."""
        return self._text.text()

    def read(self) -> None:
        """Read again what is owed."""
        self._services.session.read(self, debts_now, self._show)

    def _show(self, owed: DebtSum) -> None:
        """Show what is owed; overdue in the colour and with the sign of an error."""
        self._icon.set_name("error" if owed.overdue else "waiting")
        self._icon.setProperty("status", "error" if owed.overdue else "warning")
        self._text.setText(owed_words(owed))
        self.setVisible(owed.count > 0)

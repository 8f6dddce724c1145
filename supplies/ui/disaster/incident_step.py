"""The first step of the disaster mode: which incident it is, or that it has just begun."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from supplies.errors import FieldEmpty, SuppliesError
from supplies.language import _
from supplies.relief.actions import OpenIncident
from supplies.relief.incidents import IncidentRow, incidents
from supplies.relief.words import Disaster, IncidentKind, disaster_name
from supplies.stock.actions import TEXT_MAX
from supplies.ui.icons import Button
from supplies.ui.permits import Permit
from supplies.ui.services import Services
from supplies.ui.session import Answer
from supplies.ui.widgets.choice_box import ChoiceBox
from supplies.ui.widgets.labels import text_label
from supplies.values import ActionId, new_id

OFFERED_MAX = 5
TITLE_MAX = 100


class IncidentStep(QWidget):
    """A large button for each open incident, and two fields that open another."""

    chosen = Signal(object)
    """The IncidentRow."""
    refused = Signal(object)
    """Why no incident could be opened."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.setObjectName("disaster_step")
        self._services = services
        self._offered = QVBoxLayout()
        self._offered.setSpacing(12)
        self._buttons: list[Button] = []
        self.title = QLineEdit()
        self.title.setObjectName("disaster_title")
        self.title.setAccessibleName(_("What happened"))
        self.title.setPlaceholderText(_("What happened, such as: flooded streets"))
        self.title.setMaxLength(TITLE_MAX)
        self.title.returnPressed.connect(self._open)
        self.orderer = QLineEdit()
        self.orderer.setObjectName("disaster_orderer")
        self.orderer.setAccessibleName(_("Ordered by"))
        self.orderer.setPlaceholderText(_("Who ordered it: name, telephone, how; may be left"))
        self.orderer.setMaxLength(TEXT_MAX)
        self.orderer.returnPressed.connect(self.focus_first)
        self.kind = ChoiceBox("disaster_kind", _("Disaster"))
        for disaster in Disaster:
            self.kind.addItem(disaster_name(disaster), disaster.value)
        self.open_button = Button("disaster_open", _("Open it and begin (&O)"), "add", "primary")
        self.open_button.clicked.connect(self._open)
        Permit(services.session, self.open_button, "relief.open_incident")
        row = QHBoxLayout()
        row.setSpacing(12)
        for part, share in ((self.title, 3), (self.kind, 1), (self.open_button, 1)):
            row.addWidget(part, share)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        layout.addWidget(self.orderer)
        layout.addWidget(text_label(_("Which incident is it?"), "heading"))
        layout.addLayout(self._offered)
        layout.addWidget(text_label(_("Not there? Two fields open it."), "heading"))
        layout.addLayout(row)
        layout.addStretch(1)

    def offer(self, rows: Sequence[IncidentRow]) -> None:
        """Offer the open incidents."""
        for button in self._buttons:
            self._offered.removeWidget(button)
            button.deleteLater()
        self._buttons = [self._button(at, row) for at, row in enumerate(rows[:OFFERED_MAX], 1)]
        for button in self._buttons:
            self._offered.addWidget(button)

    def focus_first(self) -> None:
        """Put the focus on the first incident, or where another is opened."""
        first: QWidget = self._buttons[0] if self._buttons else self.title
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _button(self, at: int, row: IncidentRow) -> Button:
        """Return the button of an incident, which Ctrl and its number press as well."""
        keys = f"Ctrl+{at}"
        button = Button(f"disaster_incident_{at}", f"{row.title}    {row.number}    {row.kind_name}", "relief")
        button.setProperty("keys", keys)
        button.setToolTip(keys)
        button.clicked.connect(partial(self.chosen.emit, row))
        shortcut = QShortcut(QKeySequence(keys), button)
        shortcut.setWhatsThis(row.title)
        shortcut.activated.connect(button.click)
        return button

    def _open(self) -> None:
        """Open an incident in earnest that began today."""
        title = self.title.text().strip()
        if not title:
            self.title.setFocus()
            self.refused.emit(FieldEmpty())
            return
        today = self._services.today()
        action = OpenIncident(
            action_id=ActionId(new_id()),
            business_date=today,
            kind=IncidentKind.INCIDENT,
            title=title,
            disaster=Disaster(self.kind.value()),
            started_on=today,
        )
        self.open_button.forbid("busy", _("It is being opened."))
        self._services.session.post(self, [action], self._opened, self._not_opened)

    def _opened(self, answer: Answer) -> None:
        """Begin with the incident that was opened."""
        self.open_button.forbid("busy", "")
        self.title.clear()
        seq = answer[0].entry.seq
        self._services.session.read(self, partial(incidents, only_open=True), partial(self._choose_opened, seq))

    def _choose_opened(self, seq: int, rows: Sequence[IncidentRow]) -> None:
        """Choose the incident of an entry."""
        for row in rows:
            if row.seq == seq:
                self.chosen.emit(row)

    def _not_opened(self, error: SuppliesError) -> None:
        """Say why it could not be opened."""
        self.open_button.forbid("busy", "")
        self.refused.emit(error)

"""The forms of incidents: open one, close one."""

from PySide6.QtWidgets import QWidget

from supplies.errors import DateInFuture
from supplies.language import _
from supplies.relief.actions import CloseIncident, OpenIncident
from supplies.relief.incidents import IncidentRow
from supplies.relief.words import Disaster, IncidentKind, disaster_name, kind_name, level_name
from supplies.ui.services import Services
from supplies.ui.session import Actions
from supplies.ui.widgets.action_panel import ActionPanel, answer
from supplies.ui.widgets.choices import SelectField
from supplies.ui.widgets.fields import TextField
from supplies.values import ActionId, new_id

TITLE_MAX = 100
TEXT_MAX = 300
LEVELS = (1, 2, 3, 4)


class IncidentPanel(ActionPanel):
    """Opens an incident or a drill."""

    def __init__(self, page: QWidget, services: Services) -> None:
        super().__init__("open_incident", _("Open an incident"), page, services, {DateInFuture: "started"})
        self.say(_("Requests, orders and stock documents posted under it carry its number."))
        add = self.form.add
        self.title = add(TextField("title", _("What happened"), is_required=True, longest=TITLE_MAX))
        self.kind = add(SelectField("kind", _("Kind"), [(kind.value, kind_name(kind)) for kind in IncidentKind]))
        disasters = [(disaster.value, disaster_name(disaster)) for disaster in Disaster]
        self.disaster = add(SelectField("disaster", _("Disaster"), disasters))
        levels = [(str(level), level_name(level)) for level in LEVELS]
        words = _("not declared")
        self.level = add(SelectField("level", _("Response"), levels, is_required=False, empty_words=words))
        self.place = add(TextField("place", _("Place"), longest=TEXT_MAX))
        self.started = self.add_day("started", _("Began on"))
        self.note = add(TextField("note", _("Remarks"), longest=TEXT_MAX))

    def make_actions(self) -> Actions:
        """Return the incident."""
        title, level = answer(self.title), self.level.value()
        self.tell(_("{title} is open.").format(title=title), title)
        return [
            OpenIncident(
                action_id=ActionId(new_id()),
                business_date=self.services.today(),
                kind=IncidentKind(answer(self.kind)),
                title=title,
                disaster=Disaster(answer(self.disaster)),
                level=None if level is None else int(level),
                place=self.place.value() or "",
                started_on=answer(self.started),
                note=self.note.value() or "",
            )
        ]


class CloseIncidentPanel(ActionPanel):
    """Closes an incident."""

    def __init__(self, page: QWidget, services: Services) -> None:
        title = _("Close an incident")
        super().__init__("close_incident", title, page, services, {DateInFuture: "day"}, _("Close it (&B)"))
        self.day = self.add_day("day", _("Closed on"))
        self._row: IncidentRow | None = None

    def open_for(self, row: IncidentRow) -> None:
        """Ask about this incident."""
        self.about(row.number)
        self._row = row
        self.set_title(_("Close {title}").format(title=row.title))
        words = _("Debts of its documents stay listed until they are settled; orders must be handed over or released.")
        self.say(words)
        self.open_panel()

    def make_actions(self) -> Actions:
        """Return the closing."""
        assert self._row is not None, "open_for comes first"
        self.tell(_("{title} is closed.").format(title=self._row.title), self._row.number)
        return [CloseIncident(action_id=ActionId(new_id()), business_date=answer(self.day), incident=self._row.number)]

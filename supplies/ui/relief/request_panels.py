"""The forms of requests and orders: ask for goods, give a request up, let an order go."""

from PySide6.QtWidgets import QWidget

from supplies.errors import DateInFuture, IncidentClosed, NeededTooEarly
from supplies.language import _
from supplies.relief.actions import PRIORITY_USUAL, CancelRequest, ReleaseOrder, Request, RequestLine
from supplies.relief.queries import OrderRow, RequestRow
from supplies.relief.words import PRIORITIES, priority_name
from supplies.ui.relief.incident_panels import TEXT_MAX, TITLE_MAX
from supplies.ui.relief.picture import ReliefPicture
from supplies.ui.services import Services
from supplies.ui.session import Actions
from supplies.ui.widgets.action_panel import ActionPanel, Places, answer
from supplies.ui.widgets.choices import SelectField
from supplies.ui.widgets.fields import DateField, TextField
from supplies.ui.widgets.lines_field import LinesField
from supplies.values import ActionId, ItemCode, new_id


class RequestPanel(ActionPanel):
    """Records what somebody asks for."""

    def __init__(self, page: QWidget, services: Services) -> None:
        places: Places = {NeededTooEarly: "needed", IncidentClosed: "incident", DateInFuture: "day"}
        super().__init__("request", _("Record a request"), page, services, places)
        add = self.form.add
        self.requester = add(TextField("requester", _("Requested by"), is_required=True, longest=TITLE_MAX))
        self.contact = add(TextField("contact", _("Contact and telephone"), longest=TEXT_MAX))
        self.place = add(TextField("place", _("Where the goods are needed"), longest=TEXT_MAX))
        self.needed = add(DateField("needed", _("Needed by"), services.today, is_required=True))
        priorities = [(str(priority), priority_name(priority)) for priority in PRIORITIES]
        self.priority = add(SelectField("priority", _("Urgency"), priorities))
        none = _("no incident")
        self.incident = add(SelectField("incident", _("Incident"), is_required=False, empty_words=none))
        self.lines = add(LinesField("lines", _("Goods asked for"), services.session))
        self.note = add(TextField("note", _("Remarks"), longest=TEXT_MAX))
        self.day = self.add_day("day", _("Requested on"))

    def show_picture(self, picture: ReliefPicture) -> None:
        """Offer the incidents that are under way."""
        self.incident.set_options(picture.open_incidents)

    def prepare(self) -> None:
        """Begin with the usual urgency; by when goods are needed only the requester knows."""
        needed = self.needed.text()
        super().prepare()
        self.needed.set_text(needed)
        if not self.requester.text():
            self.priority.set_text(str(PRIORITY_USUAL))

    def make_actions(self) -> Actions:
        """Return the request."""
        requester = answer(self.requester)
        self.tell(_("The request of {requester} is recorded.").format(requester=requester), requester)
        lines = answer(self.lines)
        return [
            Request(
                action_id=ActionId(new_id()),
                business_date=answer(self.day),
                requester=requester,
                contact=self.contact.value() or "",
                place=self.place.value() or "",
                needed_by=answer(self.needed),
                priority=int(answer(self.priority)),
                incident=self.incident.value() or "",
                note=self.note.value() or "",
                lines=tuple(RequestLine(item=ItemCode(line.code), quantity=line.quantity) for line in lines),
            )
        ]


class CancelPanel(ActionPanel):
    """Gives a request up."""

    def __init__(self, page: QWidget, services: Services) -> None:
        title, submit = _("Cancel a request"), _("Cancel the request (&B)")
        super().__init__("cancel_request", title, page, services, {DateInFuture: "day"}, submit)
        self.reason = self.form.add(TextField("reason", _("Reason"), is_required=True, longest=TEXT_MAX))
        self.day = self.add_day("day", _("Cancelled on"))
        self._row: RequestRow | None = None

    def open_for(self, row: RequestRow) -> None:
        """Ask about this request."""
        self.about(row.number)
        self._row = row
        self.set_title(_("Cancel {number} of {requester}").format(number=row.number, requester=row.requester))
        self.open_panel()

    def make_actions(self) -> Actions:
        """Return the cancellation."""
        assert self._row is not None, "open_for comes first"
        number = self._row.number
        self.tell(_("{number} is cancelled.").format(number=number), number)
        reason, day = answer(self.reason), answer(self.day)
        return [CancelRequest(action_id=ActionId(new_id()), business_date=day, request=number, reason=reason)]


class ReleasePanel(ActionPanel):
    """Lets go of what an order still reserves."""

    def __init__(self, page: QWidget, services: Services) -> None:
        title, submit = _("Release an order"), _("Release it (&B)")
        super().__init__("release_order", title, page, services, {DateInFuture: "day"}, submit)
        self.say(_("What is not handed over yet is free again for other requests; the request lacks it again."))
        self.reason = self.form.add(TextField("reason", _("Reason"), is_required=True, longest=TEXT_MAX))
        self.day = self.add_day("day", _("Released on"))
        self._row: OrderRow | None = None

    def open_for(self, row: OrderRow) -> None:
        """Ask about this order."""
        self.about(row.number)
        self._row = row
        self.set_title(_("Release {number} of {requester}").format(number=row.number, requester=row.requester))
        self.open_panel()

    def make_actions(self) -> Actions:
        """Return the release."""
        assert self._row is not None, "open_for comes first"
        number = self._row.number
        self.tell(_("{number} is released.").format(number=number), number)
        reason, day = answer(self.reason), answer(self.day)
        return [ReleaseOrder(action_id=ActionId(new_id()), business_date=day, order=number, reason=reason)]

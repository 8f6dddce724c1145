"""The forms of promises: conclude, verify, call upon, end."""

from PySide6.QtWidgets import QWidget

from supplies.agreements.actions import (
    HOURS_MAX,
    LEGAL_BASE,
    AgreementKind,
    CallOff,
    Conclude,
    End,
    PromiseLine,
    Verify,
)
from supplies.agreements.queries import AgreementRow, kind_name
from supplies.errors import (
    AgreementBackward,
    AlreadyThere,
    MoreThanPromised,
    NeededBeforeCall,
    NotPromised,
    SuppliesError,
    UnknownRecord,
)
from supplies.language import _
from supplies.ui.options import organisation_options
from supplies.ui.services import Services
from supplies.ui.session import Actions
from supplies.ui.widgets.action_panel import ActionPanel, Places, answer
from supplies.ui.widgets.choices import SelectField
from supplies.ui.widgets.fields import ChoiceField, DateField, QuantityField, TextField
from supplies.ui.widgets.lines_field import Line, LinesField
from supplies.values import ActionId, ItemCode, OrganisationCode, new_id

TEXT_MAX = 300
NUMBER_MAX = 60
ON_LINES: Places = {MoreThanPromised: "lines", NotPromised: "lines"}


def _promised(lines: tuple[Line, ...]) -> tuple[PromiseLine, ...]:
    """Return lines as an action holds them."""
    return tuple(PromiseLine(item=ItemCode(line.code), quantity=line.quantity) for line in lines)


class ConcludePanel(ActionPanel):
    """Records what an enterprise promises."""

    def __init__(self, page: QWidget, services: Services) -> None:
        places: Places = {AlreadyThere: "number", UnknownRecord: "enterprise", AgreementBackward: "ends"}
        super().__init__("conclude", _("Conclude an agreement"), page, services, places)
        add = self.form.add
        self.number = add(TextField("number", _("Number of the agreement"), is_required=True, longest=NUMBER_MAX))
        kinds = [(kind.value, kind_name(kind)) for kind in AgreementKind]
        self.kind = add(SelectField("kind", _("Kind"), kinds))
        self.enterprise = add(ChoiceField("enterprise", _("Enterprise"), services.session, organisation_options))
        self.hours = add(QuantityField("hours", _("Responds within"), unit=_("hours")))
        self.starts = add(DateField("starts", _("From day"), services.today, is_required=True))
        self.ends = add(DateField("ends", _("To day"), services.today, is_required=True))
        self.price = add(TextField("price", _("Price formula"), longest=TEXT_MAX))
        self.basis = add(TextField("basis", _("Legal basis"), longest=TEXT_MAX))
        self.lines = add(LinesField("lines", _("What is promised"), services.session))
        self.note = add(TextField("note", _("Remarks"), longest=TEXT_MAX))

    def prepare(self) -> None:
        """Begin with the law that lets such agreements be concluded; how long it runs only the paper says."""
        starts, ends = self.starts.text(), self.ends.text()
        super().prepare()
        self.starts.set_text(starts)
        self.ends.set_text(ends)
        if not self.basis.text():
            self.basis.set_text(LEGAL_BASE)

    def make_actions(self) -> Actions:
        """Return the agreement."""
        number = answer(self.number)
        self.tell(_("The agreement {number} is recorded.").format(number=number), number)
        return [
            Conclude(
                action_id=ActionId(new_id()),
                business_date=self.services.today(),
                number=number,
                kind=AgreementKind(answer(self.kind)),
                enterprise=OrganisationCode(answer(self.enterprise)),
                hours=max(1, min(HOURS_MAX, answer(self.hours).thousandths // 1000)),
                price_formula=self.price.text(),
                legal_base=self.basis.text(),
                starts_on=answer(self.starts),
                ends_on=answer(self.ends),
                note=self.note.text(),
                lines=_promised(answer(self.lines)),
            )
        ]


class _OfAgreement(ActionPanel):
    """A form about one agreement."""

    def __init__(self, name: str, title: str, page: QWidget, services: Services, places: Places, submit: str) -> None:
        super().__init__(name, title, page, services, places, submit)
        self.row: AgreementRow | None = None

    def open_for(self, row: AgreementRow) -> None:
        """Ask about this agreement."""
        self.about(row.number)
        self.row = row
        words = _("{kind} {number} of {enterprise}, within {hours} hours, until {ends}")
        text = words.format(
            kind=row.kind_name, number=row.number, enterprise=row.enterprise_name, hours=row.hours, ends=row.ends_on
        )
        self.say(text)
        self.open_panel()

    @property
    def agreement(self) -> str:
        """Return the number of the agreement."""
        assert self.row is not None, "open_for comes first"
        return self.row.number

    def place_of(self, error: SuppliesError) -> str:
        """Return the field of a refusal; all that is about a line stands at the lines."""
        return super().place_of(error) or ("lines" if error.lines else "")


class VerifyPanel(_OfAgreement):
    """Records what the enterprise was found able to supply."""

    def __init__(self, page: QWidget, services: Services) -> None:
        super().__init__("verify", _("Verify an agreement"), page, services, ON_LINES, _("Verify (&H)"))
        self.lines = self.form.add(LinesField("lines", _("Found available"), services.session))
        self.day = self.add_day("day", _("Verified on"))

    def make_actions(self) -> Actions:
        """Return what was found."""
        self.tell(_("The agreement {number} is verified.").format(number=self.agreement), self.agreement)
        day, lines = answer(self.day), _promised(answer(self.lines))
        return [Verify(action_id=ActionId(new_id()), business_date=day, agreement=self.agreement, lines=lines)]


class CallOffPanel(_OfAgreement):
    """Calls for some of what was promised."""

    def __init__(self, page: QWidget, services: Services) -> None:
        places = {**ON_LINES, NeededBeforeCall: "needed"}
        super().__init__("call_off", _("Call upon an agreement"), page, services, places, _("Call (&B)"))
        add = self.form.add
        self.lines = add(LinesField("lines", _("Goods called for"), services.session))
        self.needed = add(DateField("needed", _("Needed by"), services.today, is_required=True))
        self.goal = add(TextField("goal", _("Deliver to"), longest=TEXT_MAX))
        self.incident = add(TextField("incident", _("Incident or drill"), longest=TEXT_MAX))
        self.day = self.add_day("day", _("Business date"))

    def make_actions(self) -> Actions:
        """Return the call."""
        self.tell(_("The agreement {number} is called upon.").format(number=self.agreement), self.agreement)
        return [
            CallOff(
                action_id=ActionId(new_id()),
                business_date=answer(self.day),
                agreement=self.agreement,
                needed_by=answer(self.needed),
                deliver_to=self.goal.text(),
                incident=self.incident.text(),
                lines=_promised(answer(self.lines)),
            )
        ]


class EndPanel(_OfAgreement):
    """Ends an agreement before its time."""

    def __init__(self, page: QWidget, services: Services) -> None:
        super().__init__("end_agreement", _("End an agreement"), page, services, {}, _("&End it"))
        self.reason = self.form.add(TextField("reason", _("Reason"), is_required=True, longest=TEXT_MAX))
        self.day = self.add_day("day", _("Ended on"))

    def make_actions(self) -> Actions:
        """Return the end."""
        self.tell(_("The agreement {number} is ended.").format(number=self.agreement), self.agreement)
        day, reason = answer(self.day), answer(self.reason)
        return [End(action_id=ActionId(new_id()), business_date=day, agreement=self.agreement, reason=reason)]

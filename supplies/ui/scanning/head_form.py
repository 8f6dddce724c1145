"""The head of the slip: what stands on its paper. Which fields there are depends on the kind of slip."""

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from msgspec.structs import replace
from PySide6.QtCore import Signal

from supplies.errors import DateInFuture, SuppliesError
from supplies.language import _
from supplies.stock.actions import TEXT_MAX, DocumentKind, Into, Origin
from supplies.stock.documents import ORIGIN_NAMES
from supplies.stock.incoming import INTO_NAMES
from supplies.stock.slip import SlipHead
from supplies.stock.slip_source import Source
from supplies.stock.transfers import TERMS_NAMES, Terms
from supplies.ui.icons import Button
from supplies.ui.options import appropriation_options, depot_options, organisation_options
from supplies.ui.services import Services
from supplies.ui.widgets.fields import ChoiceField, DateField, TextField
from supplies.ui.widgets.forms import Form
from supplies.ui.widgets.picker import OPTIONS_MAX, Option, OptionProvider, fixed_options
from supplies.values import AppropriationId, DepotCode, OrganisationCode

SHOWN = {
    DocumentKind.ISSUE: {
        "counterparty",
        "incident",
        "paper_number",
        "receiver",
        "vehicle",
        "due_on",
        "note",
        "business_date",
        "paper_date",
    },
    DocumentKind.RECEIPT: {
        "origin",
        "into",
        "counterparty",
        "paper_number",
        "supplier",
        "owner",
        "manager",
        "appropriation",
        "note",
        "business_date",
        "paper_date",
    },
    DocumentKind.RETURN: {"counterparty", "incident", "receiver", "note", "business_date", "paper_date"},
    DocumentKind.MOVE: {"note", "business_date", "paper_date"},
    DocumentKind.ADJUSTMENT: {"paper_number", "note", "business_date", "paper_date"},
    DocumentKind.WRITE_OFF: {"paper_number", "note", "business_date", "paper_date"},
    DocumentKind.DISPATCH: {
        "to_depot",
        "counterparty",
        "incident",
        "paper_number",
        "receiver",
        "vehicle",
        "due_on",
        "terms",
        "note",
        "business_date",
        "paper_date",
    },
    DocumentKind.LOAN: {
        "counterparty",
        "due_on",
        "receiver",
        "incident",
        "paper_number",
        "note",
        "business_date",
        "paper_date",
    },
}
"""The fields that each kind of slip has."""
ALL = frozenset[str]().union(*SHOWN.values())
RARE = frozenset({"supplier", "owner", "manager", "appropriation", "terms", "note", "business_date", "paper_date"})
"""Shown only where they are asked for, or filled: at three in the morning nobody wants nine fields."""
RARE_IN = {
    DocumentKind.ISSUE: frozenset({"receiver", "vehicle", "due_on"}),
    DocumentKind.RETURN: frozenset({"receiver"}),
    DocumentKind.DISPATCH: frozenset({"counterparty", "incident"}),
    DocumentKind.LOAN: frozenset({"incident", "paper_number"}),
}
"""What is rare in one kind of slip and not in the others."""


def rare(kind: DocumentKind) -> frozenset[str]:
    """Return the fields of a kind of slip that are shown only where they are asked for, or filled."""
    return (RARE | RARE_IN.get(kind, frozenset())) & SHOWN[kind]


class HeadForm(Form):
    """Its button posts the slip."""

    source_wanted = Signal(object)
    """The head as it stands: somebody wants to say where the goods come from."""

    def __init__(self, services: Services) -> None:
        super().__init__("slip_head", _("&Post"), columns=1)
        self._services = services
        session = services.session
        origins = [Option(origin.value, _(name)) for origin, name in ORIGIN_NAMES.items()]
        self.origin = self.add(ChoiceField("origin", _("Origin"), session, fixed_options(origins), is_required=False))
        intos = [Option(into.value, _(name)) for into, name in INTO_NAMES.items()]
        self.into = self.add(ChoiceField("into", _("Taken in as"), session, fixed_options(intos), is_required=False))
        self.to_depot = self.add(
            ChoiceField("to_depot", _("Receiving depot"), session, depot_options, is_required=False)
        )
        self.counterparty = self.add(TextField("counterparty", _("Receiver or sender"), longest=TEXT_MAX))
        self.incident = self.add(TextField("incident", _("Incident or drill"), longest=TEXT_MAX))
        self.paper = self.add(TextField("paper_number", _("Order or contract"), longest=TEXT_MAX))
        self.receiver = self.add(TextField("receiver", _("Person and telephone"), longest=TEXT_MAX))
        self.vehicle = self.add(TextField("vehicle", _("Vehicle and driver"), longest=TEXT_MAX))
        self.due_on = self.add(DateField("due_on", _("Due back or expected on"), services.today))
        terms = [Option(each.value, _(name)) for each, name in TERMS_NAMES.items()]
        self.terms = self.add(ChoiceField("terms", _("Terms"), session, fixed_options(terms), is_required=False))
        self.supplier = self.add(
            ChoiceField("supplier", _("Supplier"), session, organisation_options, is_required=False)
        )
        self.owner = self.add(
            ChoiceField("owner", _("Owner of the goods"), session, organisation_options, is_required=False)
        )
        self.manager = self.add(ChoiceField("manager", _("Manager"), session, organisation_options, is_required=False))
        self.fund = self.add(
            ChoiceField("appropriation", _("Paid by appropriation"), session, appropriation_options, is_required=False)
        )
        self.note = self.add(TextField("note", _("Remarks"), longest=TEXT_MAX))
        self.day = self.add(DateField("business_date", _("Business date, if not today"), services.today))
        self.paper_day = self.add(DateField("paper_date", _("Date on the paper, if it came late"), services.today))
        self._kind = DocumentKind.ISSUE
        self._source = Source()
        self._order: int | None = None
        self.source_button = self.add_button(Button("slip_head_source", _("&Source"), "info"))
        self.source_button.clicked.connect(lambda: self.source_wanted.emit(self.head()))
        self.more_button = self.add_button(Button("slip_head_more", _("M&ore"), "down"))
        self.more_button.setCheckable(True)
        self.more_button.toggled.connect(self._show_fields)

    def show_head(self, kind: DocumentKind, head: SlipHead) -> None:
        """Show the fields of a kind of slip, filled with its head."""
        self._kind = kind
        self._fill(head)
        if any(self.field(name).text() for name in rare(self._kind) - {"terms"}) or head.terms is not Terms.PASSES:
            self.more_button.setChecked(True)
        self._show_fields()

    def _show_fields(self) -> None:
        """Show the fields of the kind of slip; the rare ones only where they are asked for."""
        wanted = SHOWN[self._kind] if self.more_button.isChecked() else SHOWN[self._kind] - rare(self._kind)
        for name in ALL:
            self.set_shown(name, is_shown=name in wanted)
        self.source_button.setVisible(self._kind is DocumentKind.RECEIPT)

    def set_source(self, source: Source) -> None:
        """Take over where the goods come from, and keep it with the slip."""
        self._source = source
        self.settled.emit()

    def _fill(self, head: SlipHead) -> None:
        """Show a head that was entered before."""
        self.origin.choose(Option(head.origin.value, _(ORIGIN_NAMES[head.origin])))
        self._source, self._order = head.source, head.order
        self.into.choose(Option(head.source.into.value, _(INTO_NAMES[head.source.into])))
        self.counterparty.set_text(head.counterparty)
        self.incident.set_text(head.incident)
        self.paper.set_text(head.paper_number)
        self.receiver.set_text(head.receiver)
        self.vehicle.set_text(head.vehicle)
        self.due_on.set_text(head.due_on.isoformat() if head.due_on else "")
        self.terms.choose(Option(head.terms.value, _(TERMS_NAMES[head.terms])))
        self._show_choice(self.to_depot, depot_options, head.to_depot or "")
        self.note.set_text(head.note)
        self.day.set_text(head.business_date.isoformat() if head.business_date else "")
        self.paper_day.set_text(head.paper_date.isoformat() if head.paper_date else "")
        fund = str(head.appropriation_id or "")
        self._show_choice(self.fund, appropriation_options, fund)
        for field, code in ((self.supplier, head.supplier), (self.owner, head.owner), (self.manager, head.manager)):
            self._show_choice(field, organisation_options, code or "")

    def _show_choice(self, field: ChoiceField, provider: OptionProvider, value: str) -> None:
        """Show what was chosen before: its key at once, its name as soon as that is known."""
        field.choose(Option(value, value) if value else None)
        if value:
            query = provider(value, OPTIONS_MAX)
            self._services.session.read(self, query, partial(_name_choice, field, value))

    def show_wrong(self) -> SuppliesError | None:
        """Show what is wrong beside its field, put away or not; return the first of it."""
        found = {name: self.field(name).problem() for name in self._fields if name in SHOWN[self._kind]}
        day, today = self.day.value(), self._services.today()
        if day is not None and day > today:
            found["business_date"] = DateInFuture(date=day, today=today)
        wrong = {name: problem for name, problem in found.items() if problem is not None}
        if wrong.keys() & rare(self._kind):
            self.more_button.setChecked(True)
        self.set_errors(wrong)
        return next(iter(wrong.values()), None)

    def head(self) -> SlipHead:
        """Return what was entered."""
        fund = self.fund.value()
        return SlipHead(
            business_date=self.day.value(),
            origin=Origin(self.origin.value() or Origin.PURCHASE),
            counterparty=self.counterparty.text(),
            paper_number=self.paper.text(),
            incident=self.incident.text(),
            note=self.note.text(),
            receiver=self.receiver.text(),
            vehicle=self.vehicle.text(),
            to_depot=DepotCode(self.to_depot.value() or "") or None,
            terms=Terms(self.terms.value() or Terms.PASSES),
            due_on=self.due_on.value(),
            paper_date=self.paper_day.value(),
            order=self._order,
            supplier=_organisation(self.supplier),
            owner=_organisation(self.owner),
            manager=_organisation(self.manager),
            appropriation_id=AppropriationId(UUID(fund)) if fund else None,
            source=replace(self._source, into=Into(self.into.value() or Into.ON_HAND)),
        )


def _name_choice(field: ChoiceField, value: str, options: Sequence[Option]) -> None:
    """Show the name of what was chosen, unless something else was chosen meanwhile."""
    named = next((option for option in options if option.value == value), None)
    if named is not None and field.value() == value:
        field.choose(named)


def _organisation(field: ChoiceField) -> OrganisationCode | None:
    """Return the body that was chosen."""
    value = field.value()
    return OrganisationCode(value) if value else None

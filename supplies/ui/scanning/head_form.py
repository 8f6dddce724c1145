"""The head of the slip: what stands on its paper. Which fields there are depends on the kind of slip."""

from uuid import UUID

from supplies.language import _
from supplies.models.stock import DocumentKind, Origin
from supplies.stock.documents import ORIGIN_NAMES
from supplies.stock.slip import SlipHead
from supplies.ui.options import appropriation_options, organisation_options
from supplies.ui.services import Services
from supplies.ui.widgets.fields import ChoiceField, DateField, TextField
from supplies.ui.widgets.forms import Form
from supplies.ui.widgets.picker import Option, fixed_options
from supplies.values import AppropriationId, OrganisationCode

SHOWN = {
    DocumentKind.ISSUE: {"counterparty", "incident", "paper_number", "note", "business_date"},
    DocumentKind.RECEIPT: {
        "origin",
        "counterparty",
        "paper_number",
        "supplier",
        "owner",
        "manager",
        "appropriation",
        "note",
        "business_date",
    },
    DocumentKind.RETURN: {"counterparty", "incident", "note", "business_date"},
    DocumentKind.MOVE: {"note", "business_date"},
    DocumentKind.ADJUSTMENT: {"paper_number", "note", "business_date"},
    DocumentKind.WRITE_OFF: {"paper_number", "note", "business_date"},
}
"""The fields that each kind of slip has."""
ALL = frozenset[str]().union(*SHOWN.values())


class HeadForm(Form):
    """Its button posts the slip."""

    def __init__(self, services: Services) -> None:
        super().__init__("slip_head", _("&Post"), columns=1)
        session = services.session
        origins = [Option(origin.value, _(name)) for origin, name in ORIGIN_NAMES.items()]
        self.origin = self.add(ChoiceField("origin", _("Origin"), session, fixed_options(origins), is_required=False))
        self.counterparty = self.add(TextField("counterparty", _("Receiver or sender")))
        self.incident = self.add(TextField("incident", _("Incident or drill")))
        self.paper = self.add(TextField("paper_number", _("Number of the order or contract")))
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
        self.note = self.add(TextField("note", _("Remarks")))
        self.day = self.add(DateField("business_date", _("Business date, if not today"), services.today))

    def show_head(self, kind: DocumentKind, head: SlipHead) -> None:
        """Show the fields of a kind of slip, filled with its head."""
        for name in ALL:
            self.set_shown(name, is_shown=name in SHOWN[kind])
        if head == self.head():
            return
        self.origin.choose(Option(head.origin.value, _(ORIGIN_NAMES[head.origin])))
        self.counterparty.set_text(head.counterparty)
        self.incident.set_text(head.incident)
        self.paper.set_text(head.paper_number)
        self.note.set_text(head.note)
        self.day.set_text(head.business_date.isoformat() if head.business_date else "")
        for field, value in (
            (self.supplier, head.supplier),
            (self.owner, head.owner),
            (self.manager, head.manager),
            (self.fund, head.appropriation_id),
        ):
            field.choose(Option(str(value), str(value)) if value else None)

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
            supplier=_organisation(self.supplier),
            owner=_organisation(self.owner),
            manager=_organisation(self.manager),
            appropriation_id=AppropriationId(UUID(fund)) if fund else None,
        )


def _organisation(field: ChoiceField) -> OrganisationCode | None:
    """Return the body that was chosen."""
    value = field.value()
    return OrganisationCode(value) if value else None

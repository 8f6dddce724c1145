"""Buying a lot in an emergency: who approved it on what grounds, who was asked, and who got it at what price."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from supplies.errors import (
    AwardAboveCeiling,
    DateInFuture,
    DatesBackward,
    IncidentClosed,
    IncidentIsDrill,
    SelfApproved,
    SuppliesError,
    UnknownRecord,
)
from supplies.language import _
from supplies.procurement.emergency import BuyInEmergency, Quote
from supplies.relief.incidents import incidents
from supplies.ui.funds.columns import wan_words
from supplies.ui.funds.money_panels import TITLE_MAX
from supplies.ui.funds.tender_panels import StepPanel
from supplies.ui.procurement.offers_field import OffersField
from supplies.ui.services import Services
from supplies.ui.session import Actions, Query, StoreView
from supplies.ui.widgets.action_panel import Places, answer
from supplies.ui.widgets.fields import ChoiceField, TextField
from supplies.ui.widgets.picker import Option, matches
from supplies.values import NO_MONEY, ActionId, new_id

_PLACES: Places = {
    AwardAboveCeiling: "quotes",
    IncidentClosed: "incident",
    IncidentIsDrill: "incident",
    UnknownRecord: "incident",
    SelfApproved: "exception",
    DateInFuture: "decided",
}


def incident_options(text: str, limit: int) -> Query[Sequence[Option]]:
    """Return the query for incidents by a part of their number or name, newest first."""
    wanted = text.strip().lower()

    def options(connection: StoreView) -> Sequence[Option]:
        found = (Option(row.number, row.number, row.title) for row in incidents(connection))
        return [option for option in found if matches(option, wanted)][:limit]

    return options


class EmergencyPanel(StepPanel):
    """Records an emergency purchase."""

    def __init__(self, page: QWidget, services: Services) -> None:
        super().__init__("buy_in_emergency", _("Buy in an emergency"), page, services, _PLACES)
        add = self.form.add
        self.grounds = add(TextField("grounds", _("Grounds of the emergency"), is_required=True, longest=TITLE_MAX))
        self.incident = add(
            ChoiceField("incident", _("Incident"), services.session, incident_options, is_required=False)
        )
        self.approved_by = add(TextField("approved_by", _("Approved by"), is_required=True, longest=TITLE_MAX))
        self.paper = add(TextField("paper", _("Number of the approval"), is_required=True, longest=TITLE_MAX))
        self.approved = self.add_day("approved", _("Approved on"))
        self.asked = self.add_day("asked", _("First supplier asked on"))
        self.quotes = add(
            OffersField(
                "quotes", _("Quotes of the suppliers asked"), _("Remark"), choose_words=_("This one is taken (&J)")
            )
        )
        self.decided = self.add_day("decided", _("Decided on"))
        self.reason = add(TextField("reason", _("Why this one at this price"), is_required=True, longest=TITLE_MAX))
        words = _("Why the buyer approved it too")
        self.exception = add(TextField("exception", words, hint=_("only where nobody else is there")))

    def make_actions(self) -> Actions:
        """Return the purchase."""
        lines, chosen = answer(self.quotes), self.quotes.chosen
        taken = lines[chosen - 1]
        words = _("{lot} is bought from {supplier} for {amount}.")
        amount = wan_words(taken.price or NO_MONEY)
        self.tell(words.format(lot=self.lot.words, supplier=taken.supplier, amount=amount), self.lot.tender_lot_id)
        decided = answer(self.decided)
        return [
            BuyInEmergency(
                action_id=ActionId(new_id()),
                business_date=decided,
                tender_lot_id=self.lot.tender_lot_id,
                paper_number=answer(self.paper),
                approved_by=answer(self.approved_by),
                approved_on=answer(self.approved),
                asked_on=answer(self.asked),
                decided_on=decided,
                grounds=answer(self.grounds),
                incident=self.incident.value() or "",
                quotes=tuple(
                    Quote(supplier=line.supplier, supplier_code=line.code, price=line.price, note=line.note)
                    for line in lines
                ),
                chosen=chosen,
                reason=answer(self.reason),
                exception=self.exception.text(),
            )
        ]

    def place_of(self, error: SuppliesError) -> str:
        """Return the field of a refusal; a day too late may be that of asking or of approval."""
        if isinstance(error, DatesBackward):
            earlier = error.facts["earlier"]
            fields = {"asked": self.asked, "approved": self.approved}
            return next((name for name, field in fields.items() if field.value() == earlier), "decided")
        return super().place_of(error) or ("quotes" if error.lines else "")

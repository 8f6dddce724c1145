"""What is done with the money of a lot beside its tender: add to it, annul its award, close it."""

from PySide6.QtWidgets import QWidget

from supplies.errors import (
    AmountNotPositive,
    DateInFuture,
    DatesBackward,
    FundsInsufficient,
    LotUnsettled,
    UnknownRecord,
    WithdrawnAlready,
)
from supplies.language import _
from supplies.procurement.actions import AnnulAward, CloseLot, FundLot
from supplies.ui.funds.columns import wan_words
from supplies.ui.funds.money_panels import TITLE_MAX
from supplies.ui.funds.picture import available_funds
from supplies.ui.funds.tender_panels import StepPanel
from supplies.ui.services import Services
from supplies.ui.session import Actions
from supplies.ui.widgets.action_panel import Places, answer
from supplies.ui.widgets.amount_field import AmountField
from supplies.ui.widgets.fields import ChoiceField, TextField
from supplies.ui.widgets.picker import Option
from supplies.values import ActionId, AppropriationId, new_id, parse_id


class FundPanel(StepPanel):
    """Adds money of an appropriation to the budget of a lot."""

    def __init__(self, page: QWidget, services: Services) -> None:
        places: Places = {
            FundsInsufficient: "amount",
            AmountNotPositive: "amount",
            WithdrawnAlready: "appropriation",
            UnknownRecord: "appropriation",
            DateInFuture: "day",
        }
        super().__init__("fund_lot", _("Add money to a lot"), page, services, places)
        add = self.form.add
        self.appropriation = add(ChoiceField("appropriation", _("Paid from"), services.session, available_funds))
        self.amount = add(AmountField("amount", _("Amount added")))
        self.reason = add(TextField("reason", _("Reason"), is_required=True, longest=TITLE_MAX))
        self.day = self.add_day("day", _("Added on"))
        self.appropriation.chosen.connect(self._chosen)

    def make_actions(self) -> Actions:
        """Return the addition."""
        amount = answer(self.amount)
        words = _("{amount} are added to {lot}.").format(amount=wan_words(amount), lot=self.lot.words)
        self.tell(words, self.lot.tender_lot_id)
        return [
            FundLot(
                action_id=ActionId(new_id()),
                business_date=answer(self.day),
                tender_lot_id=self.lot.tender_lot_id,
                appropriation_id=AppropriationId(parse_id(answer(self.appropriation))),
                amount=amount,
                reason=answer(self.reason),
            )
        ]

    def _chosen(self, option: Option | None) -> None:
        """Say what is available of the money chosen."""
        self.appropriation.set_note(option.detail if option else "")


class AnnulPanel(StepPanel):
    """Records that nobody signs: the lot is planned again with its whole budget."""

    def __init__(self, page: QWidget, services: Services) -> None:
        places: Places = {DatesBackward: "day", DateInFuture: "day"}
        super().__init__("annul_award", _("Annul the award"), page, services, places)
        self.day = self.add_day("day", _("Annulled on"))
        self.reason = self.form.add(TextField("reason", _("Reason"), is_required=True, longest=TITLE_MAX))

    def make_actions(self) -> Actions:
        """Return the annulment."""
        words = _("The award of {lot} is void; the lot is planned again.").format(lot=self.lot.words)
        self.tell(words, self.lot.tender_lot_id)
        day = answer(self.day)
        return [
            AnnulAward(
                action_id=ActionId(new_id()),
                business_date=day,
                tender_lot_id=self.lot.tender_lot_id,
                annulled_on=day,
                reason=answer(self.reason),
            )
        ]


class ClosePanel(StepPanel):
    """Closes a lot of which everything is accepted and paid."""

    def __init__(self, page: QWidget, services: Services) -> None:
        places: Places = {DatesBackward: "day", DateInFuture: "day", LotUnsettled: "day"}
        super().__init__("close_lot", _("Close the lot"), page, services, places)
        self.day = self.add_day("day", _("Lot closed on"))

    def make_actions(self) -> Actions:
        """Return the closing."""
        self.tell(_("{lot} is closed; what it saved is available again.").format(lot=self.lot.words))
        day = answer(self.day)
        return [
            CloseLot(
                action_id=ActionId(new_id()),
                business_date=day,
                tender_lot_id=self.lot.tender_lot_id,
                closed_on=day,
            )
        ]

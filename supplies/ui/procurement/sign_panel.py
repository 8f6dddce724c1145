"""Recording a contract for a lot that was awarded: with whom, for what goods at what price, and on what terms."""

from PySide6.QtWidgets import QWidget

from supplies.errors import (
    AlreadyThere,
    AmountNotPositive,
    ContractAboveBudget,
    ContractBeforeAward,
    CreditCodeWrong,
    DateInFuture,
    DatesBackward,
    DeviationNeeded,
    ItemRetired,
    LineArithmetic,
    NothingToDo,
    RetentionTooHigh,
    SuppliesError,
)
from supplies.language import _
from supplies.procurement.contracts import ContractLineAsSigned, SignContract
from supplies.procurement.queries import TenderLotRow
from supplies.procurement.words import Bucket
from supplies.ui.funds.columns import wan_words
from supplies.ui.funds.money_panels import TITLE_MAX
from supplies.ui.funds.tender_panels import StepPanel
from supplies.ui.procurement.credit_code_field import CreditCodeField
from supplies.ui.procurement.priced_lines import PricedLinesField
from supplies.ui.services import Services
from supplies.ui.session import Actions
from supplies.ui.widgets.action_panel import Places, answer
from supplies.ui.widgets.amount_field import AmountField, Unit
from supplies.ui.widgets.code_field import CodeField, matching
from supplies.ui.widgets.fields import DateField, TextField
from supplies.values import NO_MONEY, ActionId, ContractId, Money, new_id

DEVIATION_MAX = 300
_PLACES: Places = {
    AlreadyThere: "number",
    ContractBeforeAward: "signed",
    DateInFuture: "signed",
    CreditCodeWrong: "supplier_code",
    RetentionTooHigh: "retention",
    DeviationNeeded: "deviation",
    ContractAboveBudget: "lines",
    NothingToDo: "lines",
    AmountNotPositive: "lines",
    LineArithmetic: "lines",
    ItemRetired: "lines",
}


class SignPanel(StepPanel):
    """Records a contract."""

    def __init__(self, page: QWidget, services: Services) -> None:
        super().__init__("sign_contract", _("Record a contract"), page, services, _PLACES)
        add, today = self.form.add, services.today
        self.number = add(TextField("number", _("Number of the contract"), is_required=True, longest=TITLE_MAX))
        self.signed = self.add_day("signed", _("Signed on"))
        self.supplier = add(TextField("supplier", _("Supplier"), is_required=True, longest=TITLE_MAX))
        self.supplier_code = add(CreditCodeField("supplier_code", _("Unified social credit code")))
        self.lines = add(PricedLinesField("lines", _("Goods of the contract"), services.session))
        self.deviation = add(
            TextField("deviation", _("Why supplier or amount are not those of the award"), longest=DEVIATION_MAX)
        )
        self.delivery_due = add(DateField("delivery_due", _("To be delivered by"), today))
        self.retention = add(AmountField("retention", _("Retention"), unit=Unit.YUAN, is_required=False))
        self.retention_until = add(DateField("retention_until", _("Retention kept until"), today))
        per_mille = matching("[0-9]{1,2}|100")
        words = _("for each day late, in ‰ of what is late; 0 to 100")
        self.penalty = add(CodeField("penalty", _("Penalty for late delivery"), per_mille, words, is_required=False))
        self.lines.lines_changed.connect(self._compare)
        self.supplier.edit.textChanged.connect(self._compare)

    @property
    def _awarded(self) -> Money:
        """Return what of the award is not signed for yet."""
        return self.lot.of(Bucket.AWARDED)

    def open_for(self, lot: TenderLotRow) -> None:
        """Ask about a contract of this lot."""
        super().open_for(lot)
        words = _("Awarded to {winner} for {award}; of the budget {left} may be signed for.")
        left = lot.of(Bucket.AWARDED, Bucket.SAVED)
        award = wan_words(lot.award or NO_MONEY)
        self.say(words.format(winner=lot.winner, award=award, left=wan_words(left)))

    def prepare(self) -> None:
        """Fill in the day and the winner; the days of delivery and retention are whatever the contract says."""
        agreed = [day for day in (self.delivery_due, self.retention_until) if not day.text()]
        super().prepare()
        for day in agreed:
            day.set_text("")
        if not self.supplier.text() and self._lot is not None:
            self.supplier.set_text(self.lot.winner)
        self._compare()

    def make_actions(self) -> Actions:
        """Return the contract."""
        number, signed = answer(self.number), answer(self.signed)
        words = _("Contract {number} is recorded: {amount}.")
        self.tell(words.format(number=number, amount=wan_words(self.lines.total)), number)
        return [
            SignContract(
                action_id=ActionId(new_id()),
                business_date=signed,
                contract_id=ContractId(new_id()),
                tender_lot_id=self.lot.tender_lot_id,
                number=number,
                supplier=answer(self.supplier),
                supplier_code=self.supplier_code.value() or "",
                signed_on=signed,
                delivery_due=self.delivery_due.value(),
                retention=self.retention.value(),
                retention_until=self.retention_until.value(),
                penalty_mille=int(self.penalty.value() or 0),
                deviation=self.deviation.text(),
                lines=tuple(
                    ContractLineAsSigned(item=line.code, quantity=line.quantity, price=line.price, amount=line.amount)
                    for line in answer(self.lines)
                ),
            )
        ]

    def place_of(self, error: SuppliesError) -> str:
        """Return the field of a refusal; a day before the signing may be the delivery's or the retention's."""
        if isinstance(error, DatesBackward):
            return "delivery_due" if self.delivery_due.value() == error.facts["later"] else "retention_until"
        return super().place_of(error) or ("lines" if error.lines else "")

    def _compare(self) -> None:
        """Say what the lines come to, and how that stands to the award."""
        if self._lot is None or self.lines.value() is None:
            self.lines.say("")
            return
        total, award = self.lines.total, self._awarded
        difference = total - award
        if not difference:
            words = _("Together {total} yuan, as awarded.")
        elif difference > NO_MONEY:
            words = _("Together {total} yuan: {difference} yuan more than what is awarded and not signed for.")
        else:
            words = _("Together {total} yuan: {difference} yuan less than what is awarded and not signed for.")
        shown = Money(abs(difference.fen)).grouped()
        self.lines.say(words.format(total=total.grouped(), difference=shown))

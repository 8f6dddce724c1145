"""Recording what the treasury paid for a contract, and which appropriations that consumes."""

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from supplies.errors import (
    AcceptorPays,
    AlreadyThere,
    AmountNotPositive,
    DateInFuture,
    DatesBackward,
    FundsInsufficient,
    PaidAboveDue,
    PaidAboveInvoices,
    RetentionNotDue,
    SharesDoNotAddUp,
    SuppliesError,
)
from supplies.language import N_, _
from supplies.procurement.contract_view import ContractView
from supplies.procurement.payments import WAYS, PaidFrom, RecordPayment
from supplies.procurement.words import PaymentKind
from supplies.ui.funds.columns import wan_words
from supplies.ui.funds.money_panels import TITLE_MAX
from supplies.ui.procurement.contract_panels import ContractPanel
from supplies.ui.procurement.figures_field import Figure, FigureLine, FiguresField, together
from supplies.ui.services import Services
from supplies.ui.session import Actions
from supplies.ui.widgets.action_panel import Places, answer
from supplies.ui.widgets.amount_field import AmountField, Unit
from supplies.ui.widgets.choices import SelectField
from supplies.ui.widgets.fields import TextField
from supplies.values import NO_MONEY, ActionId, AppropriationId, Money, new_id, parse_id, split, total_money

NOTE_MAX = 300
PAYMENT_NAMES = {
    PaymentKind.ACCEPTED: N_("For what was accepted"),
    PaymentKind.ADVANCE: N_("In advance"),
    PaymentKind.RETENTION: N_("Retention let go"),
}


class PaymentPanel(ContractPanel):
    """Records a payment; what is due stands there, split over the appropriations by what each has there."""

    def __init__(self, page: QWidget, services: Services) -> None:
        places: Places = {
            AlreadyThere: "voucher",
            DatesBackward: "paid",
            DateInFuture: "paid",
            RetentionNotDue: "paid",
            PaidAboveDue: "amount",
            PaidAboveInvoices: "amount",
            FundsInsufficient: "shares",
            SharesDoNotAddUp: "shares",
            AcceptorPays: "exception",
        }
        super().__init__("record_payment", _("Record a payment"), page, services, places)
        add = self.form.add
        self.voucher = add(TextField("voucher", _("Number of the voucher"), is_required=True, longest=TITLE_MAX))
        self.paid = self.add_day("paid", _("Paid on"))
        kinds = [(kind.value, _(words)) for kind, words in PAYMENT_NAMES.items()]
        self.kind = add(SelectField("kind", _("Kind of payment"), kinds))
        self.amount = add(AmountField("amount", _("Amount paid"), unit=Unit.YUAN))
        nothing = _("No money stands there for this kind of payment.")
        self.shares = add(FiguresField("shares", _("Paid from"), {Figure.AMOUNT: _("Amount (yuan)")}, nothing))
        self.note = add(TextField("note", _("Remarks"), longest=NOTE_MAX))
        only = _("only where nobody else is there")
        self.exception = add(TextField("exception", _("Why whoever accepted also pays"), hint=only, longest=NOTE_MAX))
        self.kind.edited.connect(self._kind_chosen)
        self.amount.amount_changed.connect(self._share_out)
        self.shares.figures_changed.connect(self._tell)

    def open_for(self, view: ContractView) -> None:
        """Ask about a payment of this contract."""
        super().open_for(view)
        words = _("Due now: for what was accepted {accepted}, in advance {advance}, of the retention {retention}.")
        dues = {kind.value: wan_words(due) for kind, due in view.dues.items()}
        self.say(words.format(**dues))

    def prepare(self) -> None:
        """Propose the kind of payment that is due, and all of it."""
        super().prepare()
        if self.amount.text() or self._view is None:
            return
        due = [kind for kind in PAYMENT_NAMES if self.view.dues[kind] > NO_MONEY]
        self.kind.set_text((due or list(PAYMENT_NAMES))[0].value)
        self._kind_chosen()

    def fill_lines(self) -> None:
        """Show the appropriations that this kind of payment may consume."""
        there = self._there()
        self.shares.show_lines(
            [
                FigureLine(
                    str(fund),
                    self.view.number_of(fund),
                    _("{amount} yuan stand there").format(amount=amount.grouped()),
                    0,
                    {Figure.AMOUNT: ""},
                )
                for fund, amount in there.items()
            ]
        )
        self._share_out()

    def make_actions(self) -> Actions:
        """Return the payment."""
        voucher, paid, amount = answer(self.voucher), answer(self.paid), answer(self.amount)
        self.tell(_("Payment {number} is recorded: {amount}.").format(number=voucher, amount=wan_words(amount)))
        return [
            RecordPayment(
                action_id=ActionId(new_id()),
                business_date=paid,
                contract_id=self.view.row.contract_id,
                voucher=voucher,
                paid_on=paid,
                kind=self._kind(),
                amount=amount,
                shares=tuple(
                    PaidFrom(appropriation_id=AppropriationId(parse_id(line.key)), amount=line.amount)
                    for line in answer(self.shares)
                ),
                note=self.note.text(),
                exception=self.exception.text(),
            )
        ]

    def place_of(self, error: SuppliesError) -> str:
        """Return the field of a refusal; an amount of nothing is the payment's, unless a share is."""
        if isinstance(error, AmountNotPositive):
            return "amount" if self.amount.value() == error.facts["amount"] else "shares"
        return super().place_of(error)

    def _kind(self) -> PaymentKind:
        """Return what the payment is for."""
        return PaymentKind(answer(self.kind))

    def _there(self) -> Mapping[AppropriationId, Money]:
        """Return what each appropriation has where this kind of payment takes it from."""
        return self.view.standing.get(WAYS[self._kind()][0], {})

    def _kind_chosen(self) -> None:
        """Propose all that is due of the kind chosen."""
        if self._view is None:
            return
        self.fill_lines()
        due = self.view.dues[self._kind()]
        if due > NO_MONEY:
            self.amount.set_value(due)

    def _share_out(self) -> None:
        """Split the amount over the appropriations by what each has there, as the ledger would."""
        amount = self.amount.value()
        if self._view is None or amount is None:
            return
        there = self._there()
        weights = [each.fen for each in there.values()]
        is_enough = NO_MONEY < amount <= Money(sum(weights))
        parts = split(amount.fen, weights) if is_enough else [0] * len(weights)
        for fund, part in zip(there, parts, strict=True):
            self.shares.set_figure(str(fund), Figure.AMOUNT, str(Money(part)) if part else "")

    def _tell(self) -> None:
        """Say what the shares come to."""
        entered = self.shares.value() or ()
        self.shares.say(together(total_money(line.amount for line in entered)) if entered else "")

"""Accepting goods of a contract by a certificate, and taking a certificate back.

What the warehouse has taken in for the contract stands there already.
"""

import re

from PySide6.QtWidgets import QWidget

from supplies.errors import (
    AcceptancePaid,
    AcceptanceWithdrawn,
    AcceptedAboveContract,
    AcceptedAboveReceipt,
    AlreadyThere,
    DateInFuture,
    DatesBackward,
    GroupTooSmall,
    MemberTwice,
    NothingToDo,
    SoleAcceptor,
    SuppliesError,
)
from supplies.language import _
from supplies.procurement.acceptance import Accept, AcceptedLine
from supplies.procurement.contracts import price_of
from supplies.procurement.goods_queries import ProposedLine
from supplies.procurement.withdrawn import WithdrawAcceptance
from supplies.ui.funds.money_panels import TITLE_MAX
from supplies.ui.funds.tender_panels import REASON_MAX
from supplies.ui.procurement.contract_panels import ContractPanel, line_words
from supplies.ui.procurement.figures_field import Figure, FigureLine, FiguresField, together
from supplies.ui.services import Services
from supplies.ui.session import Actions
from supplies.ui.widgets.action_panel import Places, answer
from supplies.ui.widgets.choices import SelectField
from supplies.ui.widgets.fields import TextField
from supplies.values import NO_MONEY, NO_QUANTITY, ActionId, Money, new_id, total_money

PENALTY_BASE = 1000
_BETWEEN_NAMES = re.compile(r"[、,，;；\s]+")


def names_in(text: str) -> tuple[str, ...]:
    """Return the names in a text, whatever stands between them."""
    return tuple(name for name in _BETWEEN_NAMES.split(text) if name)


class AcceptPanel(ContractPanel):
    """Records a certificate of acceptance."""

    def __init__(self, page: QWidget, services: Services) -> None:
        places: Places = {
            AlreadyThere: "number",
            DateInFuture: "accepted",
            AcceptedAboveContract: "lines",
            AcceptedAboveReceipt: "lines",
            NothingToDo: "lines",
            GroupTooSmall: "group",
            MemberTwice: "group",
            SoleAcceptor: "exception",
        }
        super().__init__("accept_contract", _("Accept goods"), page, services, places)
        add = self.form.add
        self.number = add(TextField("number", _("Number of the certificate"), is_required=True, longest=TITLE_MAX))
        self.delivered = self.add_day("delivered", _("Delivered on"))
        self.accepted = self.add_day("accepted", _("Accepted on"))
        nothing = _("The warehouse has taken nothing in for this contract that is not accepted yet.")
        self.lines = add(
            FiguresField("lines", _("Goods that the warehouse took in"), {Figure.QUANTITY: _("Accepted now")}, nothing)
        )
        members = _("names, with a comma between them")
        self.group = add(TextField("group", _("Members of the acceptance group"), hint=members))
        only = _("only where nobody else is there")
        words = _("Why only those of the contract accept")
        self.exception = add(TextField("exception", words, hint=only, longest=REASON_MAX))
        self.lines.figures_changed.connect(self._tell)
        self.delivered.edit.textChanged.connect(self._tell)

    def fill_lines(self) -> None:
        """Show the goods of the contract's items that wait to be accepted."""
        self.lines.show_lines([_figure_line(each) for each in self.view.proposed])

    def make_actions(self) -> Actions:
        """Return the certificate."""
        number, accepted = answer(self.number), answer(self.accepted)
        self.tell(_("Certificate {number} is recorded.").format(number=number))
        return [
            Accept(
                action_id=ActionId(new_id()),
                business_date=accepted,
                contract_id=self.view.row.contract_id,
                number=number,
                delivered_on=answer(self.delivered),
                accepted_on=accepted,
                lines=tuple(
                    AcceptedLine(
                        contract_line=self.item(line.key).line,
                        document=int(line.key.split("/")[1]),
                        quantity=line.quantity,
                    )
                    for line in answer(self.lines)
                ),
                group=names_in(self.group.text()),
                exception=self.exception.text(),
            )
        ]

    def place_of(self, error: SuppliesError) -> str:
        """Return the field of a refusal; of two days that stand the wrong way round, the one that is too early."""
        if isinstance(error, DatesBackward):
            return "delivered" if error.facts["earlier"] == self.view.row.signed_on else "accepted"
        return super().place_of(error)

    def _tell(self) -> None:
        """Say what is accepted, and what a late delivery costs by the contract's terms."""
        if self._view is None:
            return
        entered = self.lines.value() or ()
        amount = total_money(price_of(line.quantity, self.item(line.key).price) for line in entered)
        self.lines.say(together(amount) if entered else "")
        self.delivered.set_note(self._late_words(amount))

    def _late_words(self, amount: Money) -> str:
        """Return by how many days the delivery is late and what that costs; nothing where it is in time."""
        row, delivered = self.view.row, self.delivered.value()
        if row.delivery_due is None or delivered is None or delivered <= row.delivery_due:
            return ""
        days = (delivered - row.delivery_due).days
        penalty = Money(min(amount.fen, amount.fen * row.penalty_mille * days // PENALTY_BASE))
        words = _("{n} days late; due on {due}.").format(n=days, due=row.delivery_due)
        if penalty > NO_MONEY:
            words += _(" Penalty by the contract: {amount} yuan.").format(amount=penalty.grouped())
        return words


class WithdrawPanel(ContractPanel):
    """Takes a certificate of acceptance back."""

    def __init__(self, page: QWidget, services: Services) -> None:
        places: Places = {
            AcceptancePaid: "certificate",
            AcceptanceWithdrawn: "certificate",
            DatesBackward: "withdrawn",
            DateInFuture: "withdrawn",
        }
        super().__init__("withdraw_acceptance", _("Withdraw an acceptance"), page, services, places)
        add = self.form.add
        self.certificate = add(SelectField("certificate", _("Certificate of acceptance")))
        self.withdrawn = self.add_day("withdrawn", _("Taken back on"))
        self.reason = add(TextField("reason", _("Reason"), is_required=True, longest=TITLE_MAX))

    def fill_lines(self) -> None:
        """Offer the certificates that stand, the newest first."""
        words = _("{number} of {date}, {amount} yuan")
        self.certificate.set_options(
            [
                (str(each.seq), words.format(number=each.number, date=each.dated, amount=each.amount.grouped()))
                for each in reversed(self.view.certificates)
            ]
        )

    def make_actions(self) -> Actions:
        """Return the withdrawal."""
        seq, day = int(answer(self.certificate)), answer(self.withdrawn)
        number = next(each.number for each in self.view.certificates if each.seq == seq)
        self.tell(_("Certificate {number} is withdrawn.").format(number=number))
        return [
            WithdrawAcceptance(
                action_id=ActionId(new_id()),
                business_date=day,
                contract_id=self.view.row.contract_id,
                acceptance=seq,
                withdrawn_on=day,
                reason=answer(self.reason),
            )
        ]


def _figure_line(each: ProposedLine) -> FigureLine:
    """Return goods that may be accepted, with how many of them are proposed."""
    goods = each.goods
    note = _("{number} of {date} has {free} {unit} not accepted yet; the contract still lacks {lacks}.").format(
        number=goods.number,
        date=goods.dated,
        free=goods.free.grouped(),
        unit=each.item.unit,
        lacks=(each.item.quantity - each.item.accepted).grouped(),
    )
    source = _(" From {supplier}.").format(supplier=goods.counterparty) if goods.counterparty else ""
    paper = _(" Paper {number}.").format(number=goods.paper_number) if goods.paper_number else ""
    proposed = str(each.proposed) if each.proposed > NO_QUANTITY else ""
    key = f"{each.item.line}/{goods.document}"
    return FigureLine(
        key, line_words(each.item), note + source + paper, each.item.decimals, {Figure.QUANTITY: proposed}
    )

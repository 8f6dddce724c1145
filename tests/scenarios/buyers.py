"""Buyers who do whatever comes to their minds with money, from an appropriation to the last payment and back.

Whatever is refused is refused in words and changes nothing; whatever is accepted leaves every sum whole.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TypeVar

import hypothesis.strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from supplies.errors import SuppliesError
from supplies.funds.actions import Appropriate, ShareLine
from supplies.funds.queries import appropriations
from supplies.journal.action import Action
from supplies.models.accounts import Level
from supplies.models.funds import EVERYWHERE, Bucket
from supplies.models.procurement import ChangeKind, LotStage, Method, PaymentKind
from supplies.procurement.actions import (
    AddLot,
    AnnulAward,
    CancelLot,
    CloseLot,
    FailTender,
    FundLot,
    OpenProject,
    RecordAward,
    StartTender,
)
from supplies.procurement.contract_queries import contracts
from supplies.procurement.payments import RecordPayment
from supplies.procurement.queries import tender_lots
from supplies.procurement.reconciliation import statement
from supplies.procurement.refunds import ReturnPayment
from supplies.procurement.withdrawn import WithdrawAcceptance
from supplies.program import Program
from supplies.values import NO_MONEY, AppropriationId, Money, ProjectId, TenderLotId, new_id, total_money
from tests.procurement.deals import WINNER, Deal, acceptance, change, contract, invoice, line, payment
from tests.rooms import ADMIN, TENT, Desk, act, ago, assert_speaks, goods

T = TypeVar("T")

DAY = ago(10)
"""On which lots are announced and awarded; the contracts follow."""
ANY = st.integers(0, 10**6)
"""Picks one of what there is, whatever number of things that is."""
YUAN = st.integers(1, 400)
TENTS = st.integers(1, 12)
PRICES = st.integers(1, 30)


@dataclass
class Told:
    """What was accepted of the buyers' actions, added up a second way."""

    appropriated: dict[AppropriationId, Money] = field(default_factory=dict)
    signed: dict[object, Money] = field(default_factory=dict)
    """By contract: what it is for, changes included."""
    paid: defaultdict[object, Money] = field(default_factory=lambda: defaultdict(lambda: NO_MONEY))
    """By contract: payments less what came back."""
    accepted: Counter[object] = field(default_factory=Counter)
    """By contract: the tents accepted."""


class Buyers(RuleBasedStateMachine):
    """Buyers and finance at one store."""

    def __init__(self, program: Program) -> None:
        super().__init__()
        self.program = program
        self.desk = Desk(program)
        self.told = Told()
        self.project = ProjectId(new_id())
        self.funds: list[AppropriationId] = []
        self.lots: list[TenderLotId] = []
        self.ceilings: dict[TenderLotId, Money] = {}
        self.deals: list[Deal] = []
        self.sizes: dict[object, int] = {}
        self.payments: list[RecordPayment] = []
        self.certificates: list[tuple[Deal, int, int]] = []
        """Of which contract, the entry, and how many tents."""

    def post(self, *actions: Action) -> bool:
        """Try to post; a refusal speaks and changes nothing."""
        head, before = self.program.head, self.desk.everything()
        try:
            self.program.post(actions, ADMIN)
        except SuppliesError as error:
            assert_speaks(error)
            assert self.program.head == head
            assert self.desk.everything() == before, "a refusal changes nothing"
            return False
        return True

    # --- money and lots ------------------------------------------------------------------------------------------

    @initialize(framework=st.booleans())
    def begin(self, framework: bool) -> None:
        """Begin with a project, two appropriations and goods in the warehouse."""
        method = Method.FRAMEWORK if framework else Method.OPEN_TENDER
        opened = act(OpenProject, project_id=self.project, number="P-9", name="帐篷", method=method, started_on=ago(90))
        assert self.post(opened)
        self.appropriate(600)
        self.appropriate(401)
        self.receipts = [self.desk.receive(goods(TENT, 12)).seq for _ in range(3)]
        self.plan(0, 300)
        self.award(0, 100)
        self.sign(0, 10, 20, 15)

    @rule(amount=YUAN)
    def appropriate(self, amount: int) -> None:
        """Record money of an odd number of fen."""
        fund, money = AppropriationId(new_id()), Money(amount * 100 + 1)
        shares = (ShareLine(Level.CENTRAL, money),)
        fields = {"title": "救灾", "dated": ago(80), "amount": money, "shares": shares}
        assert self.post(act(Appropriate, appropriation_id=fund, number=f"财-{fund}", **fields))
        self.funds.append(fund)
        self.told.appropriated[fund] = money

    @rule(number=ANY, amount=YUAN)
    def plan(self, number: int, amount: int) -> None:
        """Plan a lot."""
        lot, money = TenderLotId(new_id()), Money(amount * 100)
        place = {"project_id": self.project, "number": len(self.lots) + 1, "name": "帐篷"}
        fund = self.funds[number % len(self.funds)]
        if self.post(act(AddLot, tender_lot_id=lot, appropriation_id=fund, budget=money, ceiling=money, **place)):
            self.lots.append(lot)
            self.ceilings[lot] = money

    @precondition(lambda self: self.lots)
    @rule(number=ANY, fund=ANY, amount=YUAN)
    def add_money(self, number: int, fund: int, amount: int) -> None:
        """Add money to a lot."""
        more = {"appropriation_id": _one(self.funds, fund), "amount": Money(amount * 100 + 37), "reason": "追加"}
        self.post(act(FundLot, tender_lot_id=_one(self.lots, number), **more))

    @precondition(lambda self: self.lots)
    @rule(number=ANY)
    def announce(self, number: int) -> None:
        """Put a lot to tender."""
        self.post(act(StartTender, tender_lot_id=_one(self.lots, number), announced_on=DAY))

    @precondition(lambda self: self.lots)
    @rule(number=ANY, part=st.integers(1, 110))
    def award(self, number: int, part: int) -> None:
        """Announce a lot where that is still to be done, and award it at so many hundredths of its ceiling."""
        lot = _one(self.lots, number)
        price = Money(self.ceilings[lot].fen * part // 100)
        self.post(act(StartTender, tender_lot_id=lot, announced_on=DAY))
        self.post(act(RecordAward, tender_lot_id=lot, ended_on=DAY, winner=WINNER, award=price))

    @precondition(lambda self: self.lots)
    @rule(number=ANY, kind=st.sampled_from([FailTender, AnnulAward, CancelLot, CloseLot]))
    def turn_back_or_close(self, number: int, kind: type[Action]) -> None:
        """End a round without an award, annul an award, give a lot up, or close it."""
        days = {FailTender: {"ended_on": DAY}, AnnulAward: {"annulled_on": DAY}, CloseLot: {"closed_on": ago(0)}}
        fields = days.get(kind, {}) | ({} if kind is CloseLot else {"reason": "无人应标"})
        self.post(act(kind, tender_lot_id=_one(self.lots, number), **fields))

    # --- contracts -----------------------------------------------------------------------------------------------

    @precondition(lambda self: self.lots)
    @rule(number=ANY, tents=TENTS, price=PRICES, retention=st.integers(0, 40))
    def sign(self, number: int, tents: int, price: int, retention: int) -> None:
        """Sign a contract."""
        lot = _one(self.lots, number)
        fields = {"retention": Money(retention * 100), "deviation": "数量调整"}
        signing = contract(lot, line(tents, price), **fields)
        if self.post(signing):
            deal = Deal(lot, signing.contract_id)
            self.deals.append(deal)
            self.sizes[deal.contract] = tents
            self.told.signed[deal.contract] = Money(tents * price * 100)

    @rule(number=ANY, amount=YUAN, tents=TENTS, price=PRICES)
    def buy(self, number: int, amount: int, tents: int, price: int) -> None:
        """Plan, award and sign, as one mostly does."""
        self.plan(number, amount)
        newest = len(self.lots) - 1
        self.award(newest, 100)
        self.sign(newest, tents, price, 5)

    @precondition(lambda self: self.deals)
    @rule(number=ANY, fen=st.integers(1, 40_000), kind=st.sampled_from(list(ChangeKind)))
    def change(self, number: int, fen: int, kind: ChangeKind) -> None:
        """Change what a contract is for."""
        deal = _one(self.deals, number)
        amount = Money(fen)
        if self.post(change(deal, self.sizes[deal.contract], str(amount), kind)):
            self.told.signed[deal.contract] = amount

    @precondition(lambda self: self.deals)
    @rule(number=ANY, receipt=ANY, tents=TENTS)
    def accept(self, number: int, receipt: int, tents: int) -> None:
        """Accept tents that the warehouse took in."""
        deal = _one(self.deals, number)
        self._accept(deal, receipt, tents)

    @precondition(lambda self: self.certificates)
    @rule(number=ANY)
    def withdraw(self, number: int) -> None:
        """Take a certificate back."""
        deal, seq, tents = _one(self.certificates, number)
        taken = {"acceptance": seq, "withdrawn_on": ago(0), "reason": "复验不合格"}
        if self.post(act(WithdrawAcceptance, contract_id=deal.contract, **taken)):
            self.told.accepted[deal.contract] -= tents

    def _accept(self, deal: Deal, receipt: int, tents: int) -> None:
        """Accept tents, and write the certificate down where it is accepted."""
        if self.post(acceptance(deal, _one(self.receipts, receipt), tents)):
            self.told.accepted[deal.contract] += tents
            self.certificates.append((deal, self.program.head.seq, tents))

    @precondition(lambda self: self.deals)
    @rule(number=ANY, tents=TENTS, fen=st.integers(1, 40_000))
    def take_invoice(self, number: int, tents: int, fen: int) -> None:
        """Record an invoice."""
        self.post(invoice(_one(self.deals, number), tents, str(Money(fen))))

    @precondition(lambda self: self.deals)
    @rule(number=ANY, fen=st.integers(1, 40_000), kind=st.sampled_from(list(PaymentKind)))
    def pay(self, number: int, fen: int, kind: PaymentKind) -> None:
        """Pay."""
        deal = _one(self.deals, number)
        self._pay(deal, Money(fen), kind)

    @precondition(lambda self: self.deals)
    @rule(number=ANY, receipt=ANY)
    def settle(self, number: int, receipt: int) -> None:
        """Take a contract as far as it goes: accept, invoice and pay all that is left of it."""
        deal = _one(self.deals, number)
        row = next(row for row in self.desk.read(contracts) if row.contract_id == deal.contract)
        left = self.sizes[deal.contract] - self.told.accepted[deal.contract]
        if left:
            self._accept(deal, receipt, left)
        if row.invoiced < row.amount:
            self.post(invoice(deal, self.sizes[deal.contract], str(row.amount - row.invoiced)))
        for kind, amount in (
            (PaymentKind.ACCEPTED, row.amount - row.retention - row.paid),
            (PaymentKind.RETENTION, row.retention),
        ):
            if amount > NO_MONEY:
                self._pay(deal, amount, kind)

    def _pay(self, deal: Deal, amount: Money, kind: PaymentKind) -> None:
        """Pay, and write it down where it is accepted."""
        paying = payment(deal, str(amount), kind)
        if self.post(paying):
            self.payments.append(paying)
            self.told.paid[deal.contract] += amount

    @precondition(lambda self: self.payments)
    @rule(number=ANY, fen=st.integers(1, 40_000))
    def give_back(self, number: int, fen: int) -> None:
        """Give a payment back, in part or whole."""
        paid = _one(self.payments, number)
        of_it = {"contract_id": paid.contract_id, "voucher": paid.voucher, "kind": paid.kind}
        amount = min(Money(fen), paid.amount)
        if self.post(act(ReturnPayment, number=f"TH-{new_id()}", returned_on=ago(0), amount=amount, **of_it)):
            self.told.paid[paid.contract_id] -= amount

    # --- what always holds -----------------------------------------------------------------------------------------

    @invariant()
    def each_yuan_is_in_one_bucket(self) -> None:
        """Every appropriation is whole, and nothing of it is below zero."""
        rows = {row.appropriation_id: row for row in self.desk.read(appropriations)}
        for fund, amount in self.told.appropriated.items():
            row = rows[fund]
            assert row.of(*EVERYWHERE) == row.amount == amount
            assert all(part >= NO_MONEY for bucket, part in row.buckets.items() if bucket is not Bucket.SOURCE)

    @invariant()
    def contracts_are_what_was_told_of_them(self) -> None:
        """Amounts that the store keeps are those that the buyers can add up."""
        rows = {row.contract_id: row for row in self.desk.read(contracts)}
        for deal, amount in self.told.signed.items():
            assert (rows[deal].amount, rows[deal].paid) == (amount, self.told.paid[deal])

    @invariant()
    def every_identity_holds(self) -> None:
        """The statement is reconciled, and lots have what their budget says."""
        found = self.desk.read(statement)
        assert found.is_reconciled, [check for check in found.checks if not check.holds]
        for lot in self.desk.read(tender_lots):
            standing = {LotStage.CLOSED: lot.contracted, LotStage.CANCELLED: NO_MONEY}.get(lot.stage, lot.budget)
            assert total_money(lot.buckets.values()) == standing

    def teardown(self) -> None:
        """At the end the journal, replayed into an empty store, gives the very same tables."""
        try:
            found = self.program.verify(deep=True)
            assert found.is_sound, found.first
        finally:
            self.program.close()


def _one(things: list[T], number: int) -> T:
    """Return one of some things."""
    return things[number % len(things)]

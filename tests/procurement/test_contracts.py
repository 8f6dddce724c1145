"""Contracts, their changes, acceptances, invoices and payments: each refusal, and where the money then stands."""

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supplies.errors import (
    AcceptedAboveContract,
    AcceptedAboveReceipt,
    AlreadyThere,
    AmountNotPositive,
    ChangeAgainstItsKind,
    ChangeBelowSettled,
    ContractAboveBudget,
    ContractBeforeAward,
    CreditCodeWrong,
    DatesBackward,
    DeviationNeeded,
    FundsInsufficient,
    InvoicedAboveContract,
    LineArithmetic,
    LotUnsettled,
    NothingToDo,
    PaidAboveDue,
    PaidAboveInvoices,
    QuantityNotPositive,
    Refused,
    RetentionNotDue,
    RetentionTooHigh,
    SharesDoNotAddUp,
    SupplementTooLarge,
    TooManyDecimals,
    UnknownRecord,
    WrongStage,
)
from supplies.funds.actions import Appropriate, ShareLine
from supplies.journal.action import Action
from supplies.models.accounts import Level
from supplies.models.funds import Bucket
from supplies.models.procurement import ChangeKind, LotStage, Method, PaymentKind
from supplies.procurement.acceptance import Accept, AcceptedLine
from supplies.procurement.actions import AddLot, AnnulAward, CloseLot, FundLot, OpenProject, RecordAward, StartTender
from supplies.procurement.contract_queries import PaperKind, contract_items, contract_papers, contracts
from supplies.procurement.contract_queries import contract as contract_numbered
from supplies.procurement.contracts import SignContract
from supplies.procurement.queries import TenderLotRow, tender_lots
from supplies.procurement.reconciliation import statement
from supplies.values import NO_MONEY, AppropriationId, ContractId, Money, ProjectId, TenderLotId, new_id, total_money
from tests.procurement.deals import (
    WINNER,
    Deal,
    acceptance,
    change,
    contract,
    invoice,
    line,
    payment,
    received,
    signed,
)
from tests.rooms import QUILT, TODAY, Desk, act, ago, assert_line, many, some, yuan
from tests.soak import size


class Buyer:
    """A lot with a budget of fifty yuan from two appropriations, awarded for forty."""

    def __init__(self, desk: Desk, method: Method = Method.OPEN_TENDER) -> None:
        self.desk = desk
        self.first, self.second = self._money("甲", 100), self._money("乙", 100)
        project = ProjectId(new_id())
        self.lot = TenderLotId(new_id())
        number = f"ASCG-{new_id()}"
        desk.post(
            act(OpenProject, project_id=project, number=number, name="应急物资采购", method=method, started_on=ago(50)),
            act(
                AddLot,
                tender_lot_id=self.lot,
                project_id=project,
                appropriation_id=self.first,
                number=1,
                name="帐篷",
                budget=yuan(30),
                ceiling=yuan(30),
            ),
            act(FundLot, tender_lot_id=self.lot, appropriation_id=self.second, amount=yuan(20), reason="追加预算"),
        )

    def _money(self, name: str, amount: int) -> AppropriationId:
        fund = AppropriationId(new_id())
        self.desk.post(
            act(
                Appropriate,
                appropriation_id=fund,
                number=f"鞍财{name}-{new_id()}",
                title="救灾",
                dated=ago(60),
                amount=yuan(amount),
                shares=(ShareLine(Level.CENTRAL),),
            )
        )
        return fund

    def award(self, amount: int = 30) -> None:
        """Let the lot be awarded."""
        self.desk.post(
            act(StartTender, tender_lot_id=self.lot, announced_on=ago(30)),
            act(RecordAward, tender_lot_id=self.lot, ended_on=ago(10), winner=WINNER, award=yuan(amount)),
        )

    @property
    def row(self) -> TenderLotRow:
        """Return the lot as it is."""
        rows: list[TenderLotRow] = self.desk.read(tender_lots)
        return next(row for row in rows if row.tender_lot_id == self.lot)

    @property
    def buckets(self) -> dict[Bucket, Money]:
        """Return where its money stands, once it is proved that it stands where it should."""
        row, found = self.row, self.desk.read(statement)
        assert row.is_right, (row.buckets, row.due_buckets, row.contracted, row.accepted, row.paid)
        assert [check.title for check in found.checks if check.difference or check.lots] == []
        return row.buckets


@pytest.fixture
def buyer(desk: Desk) -> Buyer:
    return Buyer(desk)


@pytest.fixture
def deal(buyer: Buyer) -> Deal:
    """Return a contract of three tents for thirty yuan."""
    buyer.award()
    return signed(buyer.desk, buyer.lot, line(3))


def refused(desk: Desk, action: Any) -> Refused:
    """Return why an action is refused; the line's problem where it is one of lines."""
    error = desk.refused(action)
    assert isinstance(error, Refused)
    return error


def close(lot: TenderLotId) -> CloseLot:
    return act(CloseLot, tender_lot_id=lot, closed_on=TODAY)


# --- the ladder ------------------------------------------------------------------------------------------------------


def test_each_yuan_climbs_the_ladder_and_the_savings_come_back_when_the_lot_closes(desk: Desk, buyer: Buyer) -> None:
    assert buyer.buckets == {Bucket.PLANNED: yuan(50)}
    buyer.award()
    assert buyer.buckets == {Bucket.AWARDED: yuan(30), Bucket.SAVED: yuan(20)}
    made = signed(desk, buyer.lot, line(3))
    assert buyer.buckets == {Bucket.CONTRACTED: yuan(30), Bucket.SAVED: yuan(20)}
    desk.post(payment(made, 6, PaymentKind.ADVANCE))
    assert buyer.buckets == {Bucket.CONTRACTED: yuan(24), Bucket.ADVANCED: yuan(6), Bucket.SAVED: yuan(20)}
    desk.post(acceptance(made, received(desk, 2), 2))
    assert buyer.buckets == {
        Bucket.CONTRACTED: yuan(10),
        Bucket.ACCEPTED: yuan(14),
        Bucket.PAID: yuan(6),
        Bucket.SAVED: yuan(20),
    }
    desk.post(invoice(made, 3, 30), payment(made, 14))
    assert type(refused(desk, close(buyer.lot))) is LotUnsettled
    desk.post(acceptance(made, received(desk, 1), 1), payment(made, 10), close(buyer.lot))
    assert buyer.buckets == {Bucket.PAID: yuan(30)}
    assert (buyer.row.stage, desk.read(statement).available) == (LotStage.CLOSED, yuan(170))
    assert desk.program.verify(deep=True).is_sound


def test_what_moves_is_split_over_the_appropriations_by_what_each_has_there(desk: Desk, buyer: Buyer) -> None:
    buyer.award()
    made = signed(desk, buyer.lot, line(3))
    desk.post(acceptance(made, received(desk, 3), 3), invoice(made, 3, 30), payment(made, 1))
    shares = {row.appropriation_id: row.of(Bucket.PAID) for row in desk.read(statement).appropriations}
    assert (shares[buyer.first], shares[buyer.second]) == (yuan("0.60"), yuan("0.40"))
    desk.post(payment(made, 12, shares={buyer.first: 2, buyer.second: 10}))
    shares = {row.appropriation_id: row.of(Bucket.PAID) for row in desk.read(statement).appropriations}
    assert (shares[buyer.first], shares[buyer.second]) == (yuan("2.60"), yuan("10.40"))


def test_an_annulled_award_lets_the_lot_be_tendered_again(desk: Desk, buyer: Buyer) -> None:
    annul = act(AnnulAward, tender_lot_id=buyer.lot, annulled_on=ago(9), reason="中标人拒签")
    assert type(refused(desk, annul)) is WrongStage
    buyer.award()
    early = act(AnnulAward, tender_lot_id=buyer.lot, annulled_on=ago(11), reason="中标人拒签")
    assert type(refused(desk, early)) is DatesBackward
    desk.post(annul)
    assert (buyer.row.stage, buyer.row.award) == (LotStage.PLANNED, None)
    assert buyer.buckets == {Bucket.PLANNED: yuan(50)}


def test_money_is_added_to_a_lot_before_and_after_its_tender_but_not_meanwhile(desk: Desk, buyer: Buyer) -> None:
    more = {"tender_lot_id": buyer.lot, "appropriation_id": buyer.second, "reason": "追加"}
    assert type(refused(desk, act(FundLot, amount=yuan("80.01"), **more))) is FundsInsufficient
    assert type(refused(desk, act(FundLot, amount=NO_MONEY, **more))) is AmountNotPositive
    desk.post(act(StartTender, tender_lot_id=buyer.lot, announced_on=ago(30)))
    assert type(refused(desk, act(FundLot, amount=yuan(1), **more))) is WrongStage
    desk.post(act(RecordAward, tender_lot_id=buyer.lot, ended_on=ago(10), winner=WINNER, award=yuan(30)))
    desk.post(act(FundLot, amount=yuan(5), **more))
    assert buyer.buckets == {Bucket.AWARDED: yuan(30), Bucket.SAVED: yuan(25)}
    assert {row.appropriation_id: row.amount for row in buyer.row.funding} == {
        buyer.first: yuan(30),
        buyer.second: yuan(25),
    }


# --- signing ---------------------------------------------------------------------------------------------------------


def test_a_contract_follows_its_award(desk: Desk, buyer: Buyer) -> None:
    assert type(refused(desk, contract(buyer.lot, line(3)))) is WrongStage
    buyer.award()
    error = refused(desk, contract(buyer.lot, line(3), signed_on=ago(11)))
    assert type(error) is ContractBeforeAward and error.facts == {"signed": ago(11), "awarded": ago(10)}


def test_a_contract_that_is_not_the_award_says_why_and_stays_within_the_budget(desk: Desk, buyer: Buyer) -> None:
    buyer.award()
    for other in (contract(buyer.lot, line(2)), contract(buyer.lot, line(3), supplier="另一公司")):
        assert type(refused(desk, other)) is DeviationNeeded
    error = refused(desk, contract(buyer.lot, line("5.1"), deviation="多买"))
    assert error.lines, "tents are counted whole"
    error = refused(desk, contract(buyer.lot, line(6), deviation="多买"))
    assert type(error) is ContractAboveBudget and error.facts == {"amount": yuan(60), "budget": yuan(50)}
    desk.post(contract(buyer.lot, line(4), deviation="经批准增加数量"))
    assert buyer.buckets == {Bucket.CONTRACTED: yuan(40), Bucket.SAVED: yuan(10)}


def test_a_cheaper_contract_leaves_the_rest_of_the_award_as_saved(desk: Desk, buyer: Buyer) -> None:
    buyer.award()
    signed(desk, buyer.lot, line(2), deviation="中标人让利")
    assert buyer.buckets == {Bucket.CONTRACTED: yuan(20), Bucket.SAVED: yuan(30)}


def test_a_framework_is_drawn_down_by_several_contracts(desk: Desk) -> None:
    buyer = Buyer(desk, Method.FRAMEWORK)
    buyer.award()
    signed(desk, buyer.lot, line(1))
    assert buyer.buckets == {Bucket.CONTRACTED: yuan(10), Bucket.AWARDED: yuan(20), Bucket.SAVED: yuan(20)}
    signed(desk, buyer.lot, line(2))
    assert buyer.buckets == {Bucket.CONTRACTED: yuan(30), Bucket.SAVED: yuan(20)}


def test_a_framework_that_closes_gives_back_what_nobody_drew(desk: Desk) -> None:
    buyer = Buyer(desk, Method.FRAMEWORK)
    buyer.award()
    deal = signed(desk, buyer.lot, line(1))
    document = received(desk, 1)
    desk.post(acceptance(deal, document, 1), invoice(deal, 1, 10), payment(deal, 10))
    desk.post(act(CloseLot, tender_lot_id=buyer.lot, closed_on=TODAY))
    assert buyer.buckets == {Bucket.PAID: yuan(10)}


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ((), NothingToDo),
        ((line(3, item="YJ99999"),), UnknownRecord),  # type: ignore[arg-type]
        ((line(0, amount=yuan(30)),), QuantityNotPositive),
        ((line("2.5", 12),), TooManyDecimals),
        ((line(3, 0, amount=yuan(30)),), AmountNotPositive),
        ((line(3, amount=yuan("29.99")),), LineArithmetic),
    ],
)
def test_a_wrong_line_of_a_contract_is_named(desk: Desk, buyer: Buyer, wrong: Any, error: type[Refused]) -> None:
    buyer.award()
    action = contract(buyer.lot, line(3))
    found = refused(desk, replace_lines(action, wrong))
    if wrong:
        assert type(found.lines[0].error) is error
    else:
        assert type(found) is error


def replace_lines(action: SignContract, lines: Any) -> SignContract:
    values = {name: getattr(action, name) for name in action.__struct_fields__}
    return SignContract(**values | {"lines": lines})


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"supplier_code": "91350100M000100Y4Z"}, CreditCodeWrong),
        ({"delivery_due": ago(9)}, DatesBackward),
        ({"retention_until": ago(9)}, DatesBackward),
        ({"retention": yuan("30.01")}, RetentionTooHigh),
        ({"retention": yuan("-0.01")}, RetentionTooHigh),
    ],
)
def test_what_cannot_be_in_a_contract_is_refused(
    desk: Desk, buyer: Buyer, fields: dict[str, Any], error: type[Refused]
) -> None:
    buyer.award()
    assert type(desk.refused(contract(buyer.lot, line(3), **fields))) is error


def test_a_contract_is_recorded_once(desk: Desk, buyer: Buyer) -> None:
    buyer.award()
    first = contract(buyer.lot, line(3), number="HT-1", supplier_code="91350100M000100Y43")
    desk.post(first)
    for again in (contract(buyer.lot, line(3), number="HT-1"), contract(buyer.lot, contract_id=first.contract_id)):
        assert type(refused(desk, again)) is AlreadyThere


# --- changing --------------------------------------------------------------------------------------------------------


def test_supplements_are_at_most_a_tenth_of_the_contract(desk: Desk, buyer: Buyer, deal: Deal) -> None:
    first = change(deal, 3, 32, ChangeKind.SUPPLEMENT)
    desk.post(first)
    assert buyer.buckets == {Bucket.CONTRACTED: yuan(32), Bucket.SAVED: yuan(18)}
    error = refused(desk, change(deal, 3, "33.01", ChangeKind.SUPPLEMENT))
    assert type(error) is SupplementTooLarge and error.facts == {"total": yuan("3.01"), "allowed": yuan(3)}
    desk.post(change(deal, 3, 33, ChangeKind.SUPPLEMENT))


def test_a_change_does_what_its_kind_says_and_stays_within_the_budget(desk: Desk, buyer: Buyer, deal: Deal) -> None:
    wrong = (
        change(deal, 2, 20, ChangeKind.SUPPLEMENT),
        change(deal, 3, 31, ChangeKind.REDUCTION),
        change(deal, 3, 30, ChangeKind.OTHER),
    )
    for each in wrong:
        assert type(refused(desk, each)) is ChangeAgainstItsKind
    error = refused(desk, change(deal, 3, "50.01", ChangeKind.OTHER))
    assert type(error) is ContractAboveBudget and error.facts == {"amount": yuan("50.01"), "budget": yuan(50)}
    assert type(refused(desk, change(deal, 2, 20, ChangeKind.REDUCTION, signed_on=ago(9)))) is DatesBackward
    desk.post(change(deal, 2, 20, ChangeKind.REDUCTION))
    assert buyer.buckets == {Bucket.CONTRACTED: yuan(20), Bucket.SAVED: yuan(30)}


def test_a_change_never_goes_below_what_is_settled(desk: Desk, deal: Deal) -> None:
    desk.post(payment(deal, 5, PaymentKind.ADVANCE), acceptance(deal, received(desk, 2), 2))
    error = desk.refused(change(deal, 1, 10, ChangeKind.REDUCTION))
    assert_line(error, ChangeBelowSettled, "quantity")
    assert_line(desk.refused(change(deal, 3, 10, ChangeKind.REDUCTION, line=2)), UnknownRecord, "line")
    assert type(desk.refused(act(type(change(deal, 1, 1, ChangeKind.OTHER)), **without_lines(deal)))) is NothingToDo


def without_lines(deal: Deal) -> dict[str, Any]:
    return {
        "contract_id": deal.contract,
        "kind": ChangeKind.OTHER,
        "number": "BC-0",
        "signed_on": ago(7),
        "reason": "更正",
        "lines": (),
    }


# --- acceptance ------------------------------------------------------------------------------------------------------


def test_no_more_is_accepted_than_was_contracted_and_than_the_warehouse_took_in(desk: Desk, deal: Deal) -> None:
    seq = received(desk, 2)
    assert_line(desk.refused(acceptance(deal, seq, 4)), AcceptedAboveContract, "quantity")
    assert_line(desk.refused(acceptance(deal, seq, 3)), AcceptedAboveReceipt, "quantity")
    assert_line(desk.refused(acceptance(deal, received(desk, 3, QUILT), 1)), AcceptedAboveReceipt, "quantity")
    assert_line(desk.refused(acceptance(deal, seq, 1, line=2)), UnknownRecord, "contract_line")
    assert_line(desk.refused(acceptance(deal, seq, 0)), QuantityNotPositive, "quantity")
    assert type(desk.refused(acceptance(deal, seq, 2, accepted_on=ago(6)))) is DatesBackward
    assert type(desk.refused(acceptance(deal, seq, 2, delivered_on=ago(9)))) is DatesBackward
    desk.post(acceptance(deal, seq, 2))
    assert_line(desk.refused(acceptance(deal, seq, 1)), AcceptedAboveReceipt, "quantity")
    desk.post(acceptance(deal, received(desk, 1), 1))


def test_two_lines_of_one_certificate_do_not_take_the_same_goods(desk: Desk, deal: Deal) -> None:
    seq = received(desk, 2)
    lines = tuple(AcceptedLine(contract_line=1, document=seq, quantity=some(part)) for part in (1, 2))
    values = {"contract_id": deal.contract, "number": "YS-1", "delivered_on": ago(5), "accepted_on": ago(4)}
    error = desk.refused(act(Accept, lines=lines, **values))
    assert [(each.line, type(each.error)) for each in error.lines] == [(2, AcceptedAboveReceipt)]
    assert type(desk.refused(act(Accept, lines=(), **values))) is NothingToDo


# --- invoices and payments -------------------------------------------------------------------------------------------


def test_no_more_is_invoiced_than_was_contracted(desk: Desk, deal: Deal) -> None:
    assert_line(desk.refused(invoice(deal, 4, 30)), InvoicedAboveContract, "amount")
    assert_line(desk.refused(invoice(deal, 3, "30.01")), InvoicedAboveContract, "amount")
    assert_line(desk.refused(invoice(deal, 3, 0)), AmountNotPositive, "amount")
    assert_line(desk.refused(invoice(deal, 0, 1)), QuantityNotPositive, "quantity")
    assert_line(desk.refused(invoice(deal, 1, 1, line=7)), UnknownRecord, "contract_line")
    assert type(desk.refused(invoice(deal, 1, 10, dated=ago(9)))) is DatesBackward
    desk.post(invoice(deal, 1, 10, number="FP-1"))
    assert type(desk.refused(invoice(deal, 1, 10, number="FP-1"))) is AlreadyThere
    desk.post(invoice(deal, 2, 20))
    assert_line(desk.refused(invoice(deal, 1, 1)), InvoicedAboveContract, "amount")


def test_no_more_is_paid_than_is_due_and_invoiced(desk: Desk, deal: Deal) -> None:
    assert type(desk.refused(payment(deal, 1))) is PaidAboveDue
    assert type(desk.refused(payment(deal, "30.01", PaymentKind.ADVANCE))) is PaidAboveDue
    desk.post(acceptance(deal, received(desk, 2), 2))
    assert type(desk.refused(payment(deal, 1, PaymentKind.ADVANCE))) is PaidAboveDue, "what was accepted comes first"
    assert type(desk.refused(payment(deal, 20))) is PaidAboveInvoices
    desk.post(invoice(deal, 2, 20))
    error = desk.refused(payment(deal, "20.01"))
    assert type(error) is PaidAboveDue and error.facts == {"amount": yuan("20.01"), "due": yuan(20)}
    assert type(desk.refused(payment(deal, 0))) is AmountNotPositive
    assert type(desk.refused(payment(deal, 1, paid_on=ago(9)))) is DatesBackward
    desk.post(payment(deal, 20, voucher="PZ-1"))
    assert type(desk.refused(payment(deal, 1, PaymentKind.ADVANCE, voucher="PZ-1"))) is AlreadyThere


def test_the_split_of_a_payment_is_the_whole_and_what_stands_there(desk: Desk, buyer: Buyer, deal: Deal) -> None:
    desk.post(acceptance(deal, received(desk, 3), 3), invoice(deal, 3, 30))
    for part in (9, 11):
        assert type(desk.refused(payment(deal, 10, shares={buyer.first: part}))) is SharesDoNotAddUp
    assert type(desk.refused(payment(deal, 10, shares={buyer.first: 10, buyer.second: 0}))) is AmountNotPositive
    error = desk.refused(payment(deal, 20, shares={buyer.first: 1, buyer.second: 19}))
    assert type(error) is FundsInsufficient and error.facts == {"wanted": yuan(19), "available": yuan(12)}


def test_the_retention_is_kept_until_its_day_and_paid_by_itself(desk: Desk, buyer: Buyer) -> None:
    buyer.award()
    made = signed(desk, buyer.lot, line(3), retention=yuan(3), retention_until=TODAY)
    desk.post(acceptance(made, received(desk, 3), 3), invoice(made, 3, 30))
    assert type(desk.refused(payment(made, 28))) is PaidAboveDue
    desk.post(payment(made, 27))
    assert type(desk.refused(payment(made, 3, PaymentKind.RETENTION, paid_on=ago(1)))) is RetentionNotDue
    assert type(desk.refused(payment(made, "3.01", PaymentKind.RETENTION))) is PaidAboveDue
    assert type(refused(desk, close(buyer.lot))) is LotUnsettled
    desk.post(payment(made, 3, PaymentKind.RETENTION), close(buyer.lot))


@pytest.mark.parametrize("make", [change, invoice, payment], ids=["change", "invoice", "payment"])
def test_nothing_is_recorded_for_a_contract_that_there_is_not(desk: Desk, buyer: Buyer, make: Any) -> None:
    nowhere = Deal(buyer.lot, ContractId(new_id()))
    action = make(nowhere, 1, 1, ChangeKind.OTHER) if make is change else make(nowhere)
    assert type(desk.refused(action)) is UnknownRecord


def test_a_closed_lot_takes_no_more_papers(desk: Desk, buyer: Buyer, deal: Deal) -> None:
    desk.post(acceptance(deal, received(desk, 3), 3), invoice(deal, 3, 30), payment(deal, 30), close(buyer.lot))
    for late in (change(deal, 3, 31, ChangeKind.SUPPLEMENT), acceptance(deal, received(desk, 1), 1), close(buyer.lot)):
        assert type(refused(desk, late)) is WrongStage


# --- whatever happens ------------------------------------------------------------------------------------------------

STEPS = st.tuples(st.sampled_from(["change", "advance", "accept", "invoice", "pay"]), st.integers(1, 1200))


def step(desk: Desk, made: Deal, name: str, number: int) -> Action:
    """Return a step with amounts that sometimes fit."""
    quantity, amount = number % 3 + 1, str(Money(number))
    if name == "change":
        return change(made, 3, str(yuan(30) + Money(number % 400)), ChangeKind.OTHER)
    if name == "accept":
        return acceptance(made, received(desk, quantity), quantity)
    if name == "invoice":
        return invoice(made, quantity, amount)
    return payment(made, amount, PaymentKind.ADVANCE if name == "advance" else PaymentKind.ACCEPTED)


@many(max_examples=size(6, 150))
@given(st.lists(STEPS, min_size=4, max_size=14))
def test_whatever_happens_to_a_contract_each_fen_stands_in_one_bucket(desk: Desk, steps: list[tuple[str, int]]) -> None:
    buyer = Buyer(desk)
    buyer.award()
    made = signed(desk, buyer.lot, line(3))
    for name, number in steps:
        with suppress(Refused):
            desk.post(step(desk, made, name, number))
        assert total_money(buyer.buckets.values()) == yuan(50)
    assert desk.program.verify().is_sound


def test_a_contract_tells_how_far_each_line_is_and_which_papers_it_has(desk: Desk, deal: Deal) -> None:
    desk.post(
        change(deal, 3, 32, ChangeKind.SUPPLEMENT),
        acceptance(deal, received(desk, 3), 3),
        invoice(deal, 3, 32),
        payment(deal, 10),
    )
    (row,) = [each for each in desk.read(contracts) if each.contract_id == deal.contract]
    assert (row.original, row.amount, row.to_accept, row.payable) == (yuan(30), yuan(32), NO_MONEY, yuan(22))
    assert desk.read(contract_numbered, row.number) == row
    (item,) = desk.read(contract_items, row.site_id, row.contract_id)
    assert item.is_matched and (item.quantity, item.invoiced_amount) == (some(3), yuan(32))
    assert [(each.kind, each.amount, each.penalty) for each in desk.read(contract_papers, row)] == [
        (PaperKind.CHANGE, yuan(2), None),
        (PaperKind.ACCEPTANCE, yuan(32), NO_MONEY),
        (PaperKind.INVOICE, yuan(32), None),
        (PaperKind.PAYMENT, yuan(10), None),
    ]


def test_a_late_delivery_is_told_with_what_the_terms_make_it_cost(desk: Desk, buyer: Buyer) -> None:
    buyer.award()
    late = signed(desk, buyer.lot, line(3), delivery_due=ago(7), penalty_mille=5)
    desk.post(acceptance(late, received(desk, 2), 2, delivered_on=ago(5)))
    (row,) = [each for each in desk.read(contracts) if each.contract_id == late.contract]
    (paper,) = desk.read(contract_papers, row)
    assert paper.penalty == yuan("0.20"), "two days late, 5 ‰ of 20 yuan for each"

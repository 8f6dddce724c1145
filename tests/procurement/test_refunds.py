"""A payment that comes back is owed again, or no longer paid in advance; each appropriation gets its own part."""

from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st

from supplies.errors import AlreadyThere, AmountNotPositive, DatesBackward, Refused, ReturnAbovePayment, UnknownRecord
from supplies.funds.ledger import lot_standing
from supplies.models.funds import Bucket
from supplies.models.procurement import PaymentKind
from supplies.procurement.contract_queries import PaperKind, contract_papers, contracts
from supplies.procurement.queries import tender_lots
from supplies.procurement.reconciliation import statement
from supplies.procurement.refunds import ReturnPayment
from supplies.values import AppropriationId, Money, TenderLotId, new_id
from tests.procurement.deals import Deal, acceptance, invoice, line, payment, received, signed
from tests.procurement.money_lists import appropriated, awarded_lot, delivered
from tests.rooms import SITE, TODAY, Desk, act, ago, many, yuan
from tests.soak import size


def refund(deal: Deal, amount: str | int, voucher: str = "PZ-1", **fields: object) -> ReturnPayment:
    values: dict[str, object] = {"number": f"TK-{new_id()}", "returned_on": TODAY}
    return act(ReturnPayment, contract_id=deal.contract, voucher=voucher, amount=yuan(amount), **values | fields)


def stands(desk: Desk, lot: TenderLotId, bucket: Bucket) -> dict[AppropriationId, Money]:
    found: dict[Bucket, dict[AppropriationId, Money]] = desk.read(lot_standing, SITE, lot)
    return found.get(bucket, {})


def test_what_comes_back_is_owed_again_and_may_be_paid_again(desk: Desk) -> None:
    deal = delivered(desk, "HT-1")
    desk.post(payment(deal, 40, voucher="PZ-1"))
    desk.post(refund(deal, 15, number="TK-1"))
    (row,) = desk.read(contracts)
    assert (row.paid, row.payable) == (yuan(25), yuan(15))
    (lot,) = desk.read(tender_lots)
    assert lot.is_right and lot.of(Bucket.ACCEPTED) == yuan(15)
    papers = desk.read(contract_papers, row)
    assert [(paper.kind, paper.number) for paper in papers][-1] == (PaperKind.RETURN, "TK-1")
    desk.post(payment(deal, 15, voucher="PZ-2"))
    assert desk.read(tender_lots)[0].of(Bucket.PAID) == yuan(40)
    assert desk.read(statement).is_reconciled


def test_an_advance_that_comes_back_is_contracted_again(desk: Desk) -> None:
    lot = awarded_lot(desk, 40)
    deal = signed(desk, lot)
    desk.post(payment(deal, 30, PaymentKind.ADVANCE, voucher="PZ-1"))
    desk.post(refund(deal, 10, kind=PaymentKind.ADVANCE))
    (row,) = desk.read(tender_lots)
    assert row.is_right
    assert (row.of(Bucket.ADVANCED), row.of(Bucket.CONTRACTED)) == (yuan(20), yuan(20))


def test_the_retention_that_comes_back_is_kept_again(desk: Desk) -> None:
    lot = awarded_lot(desk, 40)
    deal = signed(desk, lot, retention=yuan(4))
    desk.post(acceptance(deal, received(desk)), invoice(deal), payment(deal, 36))
    desk.post(payment(deal, 4, PaymentKind.RETENTION, voucher="PZ-1"))
    desk.post(refund(deal, 4, kind=PaymentKind.RETENTION))
    desk.post(payment(deal, 4, PaymentKind.RETENTION, voucher="PZ-2"))
    assert desk.read(contracts)[0].paid == yuan(40)


def test_each_appropriation_gets_its_part_back(desk: Desk) -> None:
    first, second = appropriated(desk), appropriated(desk)
    deal = signed(desk, awarded_lot(desk, 60, first, second), line(3), deviation="见合同")
    desk.post(acceptance(deal, received(desk, 3), 3), invoice(deal, 3, 30))
    desk.post(payment(deal, 30, voucher="PZ-1"))
    desk.post(refund(deal, "10.01"))
    owed = stands(desk, deal.lot, Bucket.ACCEPTED)
    assert sorted(each.fen for each in owed.values()) == [500, 501]
    desk.post(refund(deal, "19.99"))
    assert {each.fen for each in stands(desk, deal.lot, Bucket.ACCEPTED).values()} == {1500}
    assert stands(desk, deal.lot, Bucket.PAID) == {}


def test_an_appropriation_that_has_too_little_in_advance_gives_of_what_was_accepted(desk: Desk) -> None:
    """The second paid in advance; a part of that was accepted meanwhile, and comes back as well."""
    first, second = appropriated(desk), appropriated(desk)
    deal = signed(desk, awarded_lot(desk, 80, first, second), line(4), deviation="见合同")
    desk.post(payment(deal, 16, PaymentKind.ADVANCE, shares={first: 16}))
    desk.post(payment(deal, 16, PaymentKind.ADVANCE, shares={second: 16}, voucher="PZ-1"))
    desk.post(acceptance(deal, received(desk, 2), 2))
    assert {each.fen for each in stands(desk, deal.lot, Bucket.ADVANCED).values()} == {600}
    desk.post(refund(deal, 12, kind=PaymentKind.ADVANCE))
    (row,) = desk.read(tender_lots)
    assert row.is_right
    assert stands(desk, deal.lot, Bucket.PAID) == {first: yuan(16), second: yuan(4)}
    assert stands(desk, deal.lot, Bucket.ADVANCED) == {}


def test_no_more_comes_back_than_was_paid(desk: Desk) -> None:
    deal = delivered(desk, "HT-1")
    desk.post(payment(deal, 30, voucher="PZ-1", paid_on=ago(1)), refund(deal, 10, number="TK-1"))
    error = desk.refused(refund(deal, "20.01"))
    assert type(error) is ReturnAbovePayment and error.facts == {"amount": yuan("20.01"), "left": yuan(20)}
    assert type(desk.refused(refund(deal, 0))) is AmountNotPositive
    assert type(desk.refused(refund(deal, 1, returned_on=ago(2)))) is DatesBackward
    assert type(desk.refused(refund(deal, 1, number="TK-1"))) is AlreadyThere
    assert type(desk.refused(refund(deal, 1, voucher="PZ-9"))) is UnknownRecord
    assert type(desk.refused(refund(deal, 1, kind=PaymentKind.ADVANCE))) is UnknownRecord


@many(max_examples=size(25, 200))
@given(st.lists(st.tuples(st.sampled_from("pabr"), st.integers(1, 900)), min_size=4, max_size=14))
def test_whatever_is_paid_accepted_and_returned_the_ledger_says_what_the_contract_says(
    desk: Desk, steps: list[tuple[str, int]]
) -> None:
    first, second = appropriated(desk), appropriated(desk)
    deal = signed(desk, awarded_lot(desk, 80, first, second), line(4), deviation="见合同")
    desk.post(invoice(deal))
    paid: list[tuple[str, PaymentKind]] = []
    for step, fen in steps:
        amount, voucher = str(Money(fen)), f"PZ-{new_id()}"
        fund = first if fen % 2 else second
        kind = PaymentKind.ACCEPTED if step == "p" else PaymentKind.ADVANCE
        with suppress(Refused):
            if step == "r" and paid:
                desk.post(refund(deal, amount, paid[fen % len(paid)][0], kind=paid[fen % len(paid)][1]))
            elif step == "b":
                desk.post(acceptance(deal, received(desk, 1), 1))
            elif step in "pa":
                desk.post(payment(deal, amount, kind, shares={fund: amount}, voucher=voucher))
                paid.append((voucher, kind))
    lot = next(row for row in desk.read(tender_lots) if row.tender_lot_id == deal.lot)
    assert lot.is_right

"""How far each appropriation is carried out."""

import pytest

from supplies.funds.progress import percent_of, progress, total_of
from supplies.models.procurement import PaymentKind
from supplies.procurement.actions import RecordAward, StartTender
from supplies.values import Money
from tests.funds.allotted import allot, carry, counties, give_back, lot, of_last_year, project, use
from tests.procurement.deals import invoice, payment, signed
from tests.rooms import Desk, act, ago, yuan


def test_each_step_is_counted_once_and_the_rate_is_paid_of_the_amount(desk: Desk) -> None:
    fund, of = of_last_year(300, number="财1号"), project()
    plan, allotted = lot(fund, of, 50), allot(fund, 60)
    desk.post(*counties(), fund, of, carry(fund, 300), plan, allotted, use(allotted, 25), give_back(fund, 10))
    desk.post(act(StartTender, tender_lot_id=plan.tender_lot_id, announced_on=ago(12)))
    desk.post(act(RecordAward, tender_lot_id=plan.tender_lot_id, ended_on=ago(9), winner="辽宁某公司", award=yuan(40)))
    deal = signed(desk, plan.tender_lot_id)
    desk.post(invoice(deal), payment(deal, 15, PaymentKind.ADVANCE))
    (row,) = desk.read(progress)
    assert (row.amount, row.allotted, row.tendered, row.contracted) == (yuan(300), yuan(60), yuan(50), yuan(40))
    assert (row.paid, row.returned, row.carried_over, row.rate) == (yuan(40), yuan(10), yuan(300), "13.33")
    total = total_of([row, row], "合计")
    assert (total.amount, total.paid, total.rate, total.carried_over) == (yuan(600), yuan(80), "13.33", yuan(600))


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [
        (0, 3, "0.00"),
        (1, 3, "33.33"),
        (2, 3, "66.67"),
        (3, 3, "100.00"),
        (1, 20_000, "0.01"),
        (1, 20_001, "0.00"),
        (926535344200, 1044100000000, "88.74"),
        (0, 0, ""),
    ],
)
def test_percentages_are_exact(part: int, whole: int, words: str) -> None:
    """The last but one is 云南 2022: 9,265.35 of 10,441 万元."""
    assert percent_of(Money(part), Money(whole)) == words

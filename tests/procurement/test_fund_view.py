"""One appropriation in full: each yuan in one place, the lots' parts, and every later document."""

import pytest

from supplies.errors import UnknownRecord
from supplies.models.funds import Bucket
from supplies.procurement.fund_view import FundView, fund_view
from supplies.values import total_money
from tests.funds.allotted import adjust, allot, carry, counties, give_back, lot, of_last_year, project, take_back, use
from tests.rooms import Desk, yuan


def told(desk: Desk) -> FundView:
    """Do a little of everything with one appropriation of 100 yuan, and return it."""
    fund, of = of_last_year(100, number="财1号"), project()
    allotted = allot(fund, 40)
    desk.post(*counties(), fund, carry(fund, 100), adjust(fund, 20, number="调1号"), allotted, use(allotted, 10))
    desk.post(take_back(allotted, 5), of, lot(fund, of, 30), give_back(fund, 3, number="交1号"))
    found: FundView = desk.read(fund_view, number="财1号")
    return found


def test_its_parts_come_to_all_that_was_appropriated(desk: Desk) -> None:
    view = told(desk)
    parts = {bucket: amount for bucket, amount in view.parts if amount}
    assert parts == {
        Bucket.AVAILABLE: yuan(52),
        Bucket.ALLOTTED: yuan(25),
        Bucket.SPENT: yuan(10),
        Bucket.PLANNED: yuan(30),
        Bucket.RETURNED: yuan(3),
    }
    assert total_money(parts.values()) == view.fund.amount == yuan(120)
    assert (view.paid, view.contracted, view.tendered) == (yuan(10), yuan(0), yuan(0))


def test_its_documents_stand_in_the_order_of_their_days(desk: Desk) -> None:
    view = told(desk)
    assert [(event.kind, event.number, event.amount) for event in view.events] == [
        ("appropriated", "财1号", yuan(100)),
        ("carried", "2025", yuan(100)),
        ("adjusted", "调1号", yuan(20)),
        ("returned", "交1号", yuan(3)),
    ]


def test_a_lot_shows_only_the_part_that_this_appropriation_pays(desk: Desk) -> None:
    view = told(desk)
    (row,) = view.lots
    assert (row.part, row.standing, row.contracted, row.paid) == (yuan(30), yuan(30), yuan(0), yuan(0))
    assert (row.card.budget, row.card.key) == (yuan(30), row.key)
    assert [each.left for each in view.allotments] == [yuan(25)]


def test_a_document_that_is_not_there_is_refused(desk: Desk) -> None:
    with pytest.raises(UnknownRecord):
        desk.read(fund_view, number="无")

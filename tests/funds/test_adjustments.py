"""Later documents: an appropriation becomes more or less, or part of it goes back."""

import pytest

from supplies.errors import (
    AdjustedToNothing,
    AlreadyThere,
    AmountNotPositive,
    DatesBackward,
    FundsInsufficient,
    LevelBelowNothing,
    LevelNeeded,
    SharesDoNotAddUp,
    SuppliesError,
    UnknownRecord,
)
from supplies.funds.adjustments import Adjust, ReturnMoney
from supplies.funds.allotment_queries import adjustments, returns
from supplies.models.accounts import Level
from supplies.models.funds import Bucket
from supplies.procurement.reconciliation import statement
from tests.funds.allotted import adjust, allot, counties, give_back, money, row_of
from tests.rooms import SITE, Desk, ago, yuan

CENTRAL, CITY, PROVINCE = Level.CENTRAL, Level.CITY, Level.PROVINCE


def test_an_appropriation_becomes_more_and_less_and_its_history_is_kept(desk: Desk) -> None:
    fund = money(100, (CENTRAL, 60), (CITY, 40))
    desk.post(fund, adjust(fund, 20, number="调1号"), adjust(fund, -15, CITY, number="调2号"))
    row = row_of(desk, fund)
    assert (row.original, row.amount, row.available) == (yuan(100), yuan(105), yuan(105))
    assert row.shares == ((CENTRAL, yuan(80)), (CITY, yuan(25)))
    found = desk.read(adjustments, SITE, fund.appropriation_id)
    assert [(each.number, each.amount, each.level) for each in found] == [
        ("调1号", yuan(20), CENTRAL),
        ("调2号", yuan(-15), CITY),
    ]
    assert desk.read(statement).is_reconciled


def test_a_level_may_join_and_a_level_may_come_to_nothing(desk: Desk) -> None:
    fund = money(100, (CENTRAL, 60), (CITY, 40))
    desk.post(fund, adjust(fund, 10, PROVINCE), adjust(fund, -40, CITY))
    assert dict(row_of(desk, fund).shares) == {CENTRAL: yuan(60), CITY: yuan(0), PROVINCE: yuan(10)}


def test_an_unknown_split_stays_unknown(desk: Desk) -> None:
    fund, half = money(100, (CENTRAL, None), (CITY, None)), money(100, (CENTRAL, 60), (CITY, None))
    desk.post(fund, half)
    desk.post(adjust(fund, 10, None), adjust(fund, -5, CITY), adjust(fund, 5, PROVINCE), adjust(half, 10, CENTRAL))
    assert dict(row_of(desk, fund).shares) == {CENTRAL: None, CITY: None, PROVINCE: None}
    assert dict(row_of(desk, half).shares) == {CENTRAL: yuan(70), CITY: None}
    assert row_of(desk, fund).amount == row_of(desk, half).amount == yuan(110)
    error = desk.refused(adjust(half, -40, None))
    assert type(error) is SharesDoNotAddUp and error.facts == {"total": yuan(70), "amount": yuan(70)}


def test_what_cannot_be_adjusted_is_refused(desk: Desk) -> None:
    fund = money(100, (CENTRAL, 60), (CITY, 40))
    desk.post(*counties(), fund, adjust(fund, 1, number="调1号"), allot(fund, 30))
    wrong: list[tuple[Adjust, type[SuppliesError]]] = [
        (adjust(fund, 0), AmountNotPositive),
        (adjust(fund, 1, dated=ago(31)), DatesBackward),
        (adjust(fund, 1, number="调1号"), AlreadyThere),
        (adjust(fund, 1, None), LevelNeeded),
        (adjust(fund, -41, CITY), LevelBelowNothing),
        (adjust(fund, -1, PROVINCE), LevelBelowNothing),
        (adjust(fund, -72), FundsInsufficient),
        (adjust(fund, -101), AdjustedToNothing),
        (adjust(money(), 1), UnknownRecord),
    ]
    for action, kind in wrong:
        assert type(desk.refused(action)) is kind, action


def test_money_returned_stays_visible_in_a_bucket_of_its_own(desk: Desk) -> None:
    fund = money()
    desk.post(fund, give_back(fund, 30, number="交1号"))
    row = row_of(desk, fund)
    assert (row.amount, row.available, row.returned) == (yuan(100), yuan(70), yuan(30))
    assert [(each.number, each.amount) for each in desk.read(returns, SITE, fund.appropriation_id)] == [
        ("交1号", yuan(30))
    ]
    found = desk.read(statement)
    assert (found.appropriated, found.returned, found.is_reconciled) == (yuan(100), yuan(30), True)
    assert row.of(Bucket.AVAILABLE, Bucket.RETURNED) == row.amount


def test_what_cannot_be_returned_is_refused(desk: Desk) -> None:
    fund = money()
    desk.post(*counties(), fund, give_back(fund, 1, number="交1号"), allot(fund, 30))
    wrong: list[tuple[ReturnMoney, type[SuppliesError]]] = [
        (give_back(fund, 70), FundsInsufficient),
        (give_back(fund, 0), AmountNotPositive),
        (give_back(fund, 1, dated=ago(31)), DatesBackward),
        (give_back(fund, 1, number="交1号"), AlreadyThere),
        (give_back(money(), 1), UnknownRecord),
    ]
    for action, kind in wrong:
        assert type(desk.refused(action)) is kind, action
    desk.post(give_back(fund, 69))


@pytest.mark.parametrize("step", [1, -1])
def test_the_same_document_number_may_adjust_another_appropriation(desk: Desk, step: int) -> None:
    first, second = money(), money()
    desk.post(first, second, adjust(first, step, number="调1号"), adjust(second, step, number="调1号"))
    assert row_of(desk, first).amount == row_of(desk, second).amount == yuan(100 + step)

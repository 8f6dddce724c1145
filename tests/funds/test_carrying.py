"""The end of a year: what is carried over, and when what is left is surplus."""

from datetime import date
from typing import Any

import pytest

from supplies.errors import (
    AlreadyThere,
    AmountNotPositive,
    SurplusMoney,
    UnknownRecord,
    WrongUnspent,
    YearBeforeMoney,
    YearNotOver,
)
from supplies.funds.carrying import DEFAULT_RULE, SetSurplusRule, last_day, surplus_rules, unspent_at
from supplies.values import NO_MONEY
from tests.funds.allotted import (
    YEAR_END,
    allot,
    carry,
    counties,
    give_back,
    lot,
    money,
    of_last_year,
    project,
    row_of,
    use,
)
from tests.rooms import SITE, TODAY, Desk, act, yuan

LATE: dict[str, Any] = {"dated": date(2025, 11, 1), "business_date": date(2025, 11, 1)}


def test_what_is_unspent_at_the_end_of_the_year_is_carried_over(desk: Desk) -> None:
    fund = of_last_year()
    allotted = allot(fund, 50, **LATE)
    desk.post(*counties(), fund, allotted, use(allotted, 20, dated=YEAR_END, business_date=YEAR_END))
    desk.post(give_back(fund, 10, **LATE), use(allotted, 5))
    error = desk.refused(carry(fund, 69))
    assert type(error) is WrongUnspent
    assert error.facts == {"amount": yuan(69), "unspent": yuan(70), "year": 2025}
    desk.post(carry(fund, 70))
    assert row_of(desk, fund).carried == ((2025, yuan(70)),)
    assert desk.program.verify(deep=True).is_sound


def test_a_later_entry_of_that_year_does_not_make_the_carry_over_wrong(desk: Desk) -> None:
    fund = of_last_year()
    desk.post(fund, carry(fund, 100))
    desk.post(give_back(fund, 10, **LATE))
    assert desk.read(unspent_at, SITE, fund.appropriation_id, 2025) == yuan(90)
    assert desk.program.verify(deep=True).is_sound


def test_a_year_is_carried_over_once_and_after_it_ended(desk: Desk) -> None:
    fund, spent = of_last_year(), of_last_year(number="用完")
    desk.post(fund, spent, give_back(spent, 100, **LATE))
    refusals = [
        (carry(fund, 100, 2024), YearBeforeMoney),
        (carry(fund, 100, business_date=date(2025, 12, 30)), YearNotOver),
        (carry(fund, 100, 2026), YearNotOver),
        (carry(spent, 0), AmountNotPositive),
        (carry(money(), 1), UnknownRecord),
    ]
    for action, kind in refusals:
        assert type(desk.refused(action)) is kind, action
    desk.post(carry(fund, 100, business_date=YEAR_END))
    assert type(desk.refused(carry(fund, 100))) is AlreadyThere


def test_money_past_its_years_is_surplus_and_may_only_go_back(desk: Desk) -> None:
    old, of = money(dated=date(2024, 7, 1), business_date=date(2024, 7, 1)), project()
    desk.post(*counties(), old, of)
    row = row_of(desk, old)
    assert row.last_day == date(2025, 12, 31)
    assert row.surplus_on(row.last_day) == NO_MONEY
    assert row.surplus_on(date(2026, 1, 1)) == row.surplus_on(TODAY) == yuan(100)
    for action in (allot(old, 1), lot(old, of, 1)):
        error = desk.refused(action)
        assert type(error) is SurplusMoney and error.facts == {"number": old.number, "last": date(2025, 12, 31)}
    desk.post(give_back(old, 60))
    assert row_of(desk, old).surplus_on(TODAY) == yuan(40)


def test_money_is_planned_to_the_last_day_of_its_years(desk: Desk) -> None:
    old, of = money(dated=date(2024, 7, 1), business_date=date(2024, 7, 1)), project()
    desk.post(*counties(), old, of)
    last = date(2025, 12, 31)
    desk.post(lot(old, of, 1, business_date=last), allot(old, 1, dated=last, business_date=last))
    assert type(desk.refused(allot(old, 1, dated=date(2026, 1, 1)))) is SurplusMoney
    assert type(desk.refused(lot(old, of, 1, 2, business_date=date(2026, 1, 1)))) is SurplusMoney


def test_the_rule_of_years_can_be_set_and_an_old_document_keeps_its_own(desk: Desk) -> None:
    assert (DEFAULT_RULE.years, DEFAULT_RULE.sureness) == (2, "K")
    old, new = of_last_year(number="旧"), money(number="新")
    desk.post(old, new, act(SetSurplusRule, valid_from=date(2026, 1, 1), years=3, source="市财政局口径"))
    assert row_of(desk, old).last_day == date(2026, 12, 31)
    assert row_of(desk, new).last_day == date(2028, 12, 31)
    desk.post(act(SetSurplusRule, valid_from=date(2026, 1, 1), years=1, source="更正"))
    assert row_of(desk, new).last_day == date(2026, 12, 31)
    assert [rule.source for rule in desk.read(surplus_rules)][1:] == ["市财政局口径", "更正"]


@pytest.mark.parametrize(("dated", "year", "last"), [("2025-12-31", 2025, 2026), ("2025-12-31", 2026, 2027)])
def test_the_years_run_from_the_budget_year(desk: Desk, dated: str, year: int, last: int) -> None:
    rules = desk.read(surplus_rules)
    assert last_day(rules, year, date.fromisoformat(dated)) == date(last, 12, 31)

"""Relief money: what may be recorded of it, and where it then stands."""

from typing import Any

import pytest

from supplies.errors import (
    AlreadyThere,
    AmountNotPositive,
    BadRequest,
    FiguresDoNotAddUp,
    LevelTwice,
    MoneyPlanned,
    SharesDoNotAddUp,
    SharesMissing,
    SuppliesError,
    UnknownRecord,
    WithdrawnAlready,
)
from supplies.funds.actions import Appropriate, PublishFigures, ShareLine, Withdraw
from supplies.funds.queries import FiguresRow, appropriations, newest_figures
from supplies.models.accounts import Level
from supplies.models.procurement import Method
from supplies.procurement.actions import AddLot, CancelLot, OpenProject
from supplies.procurement.reconciliation import statement
from supplies.values import NO_MONEY, Money, new_id
from tests.rooms import TODAY, Desk, act, ago, yuan

CENTRAL, PROVINCE, CITY = Level.CENTRAL, Level.PROVINCE, Level.CITY


def appropriation(*shares: tuple[Level, int | None], amount: int = 100, **fields: Any) -> Appropriate:
    values: dict[str, Any] = {
        "appropriation_id": new_id(),
        "number": "辽财1号",
        "title": "救灾",
        "dated": ago(9),
    } | fields
    lines = tuple(ShareLine(level, None if part is None else yuan(part)) for level, part in shares)
    return act(Appropriate, amount=yuan(amount), shares=lines, **values)


# --- appropriations --------------------------------------------------------------------------------------------------


def test_an_appropriation_is_available_as_a_whole(desk: Desk) -> None:
    desk.post(appropriation((CENTRAL, 60), (CITY, 40), title="中央自然灾害救灾资金", function_code="2240703"))
    (row,) = desk.read(appropriations)
    assert (row.number, row.title, row.dated, row.function_code) == (
        "辽财1号",
        "中央自然灾害救灾资金",
        ago(9),
        "2240703",
    )
    assert (row.amount, row.available) == (yuan(100), yuan(100))
    assert (row.planned, row.tendering, row.tendered) == (NO_MONEY, NO_MONEY, NO_MONEY)
    assert row.shares == ((CENTRAL, yuan(60)), (CITY, yuan(40)))
    assert row.is_split_known and not row.is_withdrawn


def test_appropriations_are_listed_oldest_first(desk: Desk) -> None:
    for number, days in (("丙", 1), ("甲", 30), ("乙", 30)):
        desk.post(appropriation((CENTRAL, 100), number=number, dated=ago(days)))
    assert [(row.dated, row.number) for row in desk.read(appropriations)] == sorted(
        (row.dated, row.number) for row in desk.read(appropriations)
    )
    assert desk.read(appropriations)[-1].number == "丙"


@pytest.mark.parametrize("shares", [((CENTRAL, None),), ((CENTRAL, None), (CITY, None)), ((CENTRAL, 60), (CITY, None))])
def test_an_unknown_split_is_a_legal_answer(desk: Desk, shares: tuple[tuple[Level, int | None], ...]) -> None:
    desk.post(appropriation(*shares))
    (row,) = desk.read(appropriations)
    assert not row.is_split_known
    assert row.shares == tuple((level, None if part is None else yuan(part)) for level, part in shares)
    assert row.available == yuan(100)


WRONG: list[tuple[Appropriate, type[SuppliesError]]] = [
    (appropriation((CENTRAL, 100), amount=0), AmountNotPositive),
    (appropriation((CENTRAL, 100), amount=-1), AmountNotPositive),
    (appropriation(), SharesMissing),
    (appropriation((CENTRAL, 50), (CENTRAL, 50)), LevelTwice),
    (appropriation((CENTRAL, None), (CENTRAL, None)), LevelTwice),
    (appropriation((CENTRAL, 100), (CITY, 0)), AmountNotPositive),
    (appropriation((CENTRAL, 101), (CITY, -1)), AmountNotPositive),
    (appropriation((CENTRAL, 60), (CITY, 39)), SharesDoNotAddUp),
    (appropriation((CENTRAL, 60), (CITY, 41)), SharesDoNotAddUp),
    (appropriation((CENTRAL, 100), (CITY, None)), SharesDoNotAddUp),
    (appropriation((CENTRAL, 60), (PROVINCE, 50), (CITY, None)), SharesDoNotAddUp),
]


def test_sources_that_cannot_be_are_refused(desk: Desk) -> None:
    for action, kind in WRONG:
        assert type(desk.refused(action)) is kind, action


def test_the_refusal_shows_both_sums(desk: Desk) -> None:
    error = desk.refused(appropriation((CENTRAL, 60), (CITY, 39)))
    assert error.facts == {"total": yuan(99), "amount": yuan(100)}


def test_a_document_is_recorded_once_by_number_and_by_id(desk: Desk) -> None:
    first = appropriation((CENTRAL, 100))
    desk.post(first)
    same_number = appropriation((CENTRAL, 100))
    same_id = appropriation((CENTRAL, 100), number="辽财2号", appropriation_id=first.appropriation_id)
    for again in (same_number, same_id):
        error = desk.refused(again)
        assert type(error) is AlreadyThere and error.facts["key"] == again.number


# --- withdrawal ------------------------------------------------------------------------------------------------------


def withdrawal(action: Appropriate, reason: str = "收回") -> Withdraw:
    return act(Withdraw, appropriation_id=action.appropriation_id, reason=reason)


def test_a_withdrawn_appropriation_gives_all_back_and_stays_on_record(desk: Desk) -> None:
    first, second = appropriation((CENTRAL, 100)), appropriation((CITY, 30), amount=30, number="鞍财2号")
    desk.post(first, second)
    desk.post(withdrawal(first))
    rows = {row.number: row for row in desk.read(appropriations)}
    assert rows["辽财1号"].is_withdrawn and rows["辽财1号"].available == NO_MONEY
    assert rows["辽财1号"].amount == yuan(100)
    found = desk.read(statement)
    assert (found.appropriated, found.available) == (yuan(30), yuan(30))
    assert found.is_reconciled


def test_money_is_withdrawn_once_and_never_planned_again(desk: Desk) -> None:
    money, project = appropriation((CENTRAL, 100)), new_id()
    desk.post(money, opened(project))
    desk.post(withdrawal(money))
    again, plan = withdrawal(money), planned(project, money, 10)
    for action in (again, plan):
        error = desk.refused(action)
        assert type(error) is WithdrawnAlready and error.facts == {"number": "辽财1号"}


def test_what_is_not_recorded_is_not_withdrawn(desk: Desk) -> None:
    unknown = appropriation((CENTRAL, 100))
    error = desk.refused(withdrawal(unknown))
    assert type(error) is UnknownRecord and error.facts["key"] == str(unknown.appropriation_id)


def test_money_is_not_withdrawn_without_a_reason(desk: Desk) -> None:
    money = appropriation((CENTRAL, 100))
    desk.post(money)
    assert type(desk.refused(withdrawal(money, " "))) is BadRequest


def test_money_of_which_some_is_planned_is_withdrawn_only_after_the_plan_is_cancelled(desk: Desk) -> None:
    money, project = appropriation((CENTRAL, 100)), new_id()
    plan = planned(project, money, 10)
    desk.post(money, opened(project), plan)
    error = desk.refused(withdrawal(money))
    assert type(error) is MoneyPlanned and error.facts == {"available": yuan(90), "amount": yuan(100)}
    desk.post(act(CancelLot, tender_lot_id=plan.tender_lot_id, reason="改由调拨解决"))
    desk.post(withdrawal(money))
    assert desk.read(statement).appropriated == NO_MONEY


def opened(project: object) -> OpenProject:
    return act(
        OpenProject, project_id=project, number="ASCG-1", name="帐篷", method=Method.OPEN_TENDER, started_on=ago(8)
    )


def planned(project: object, money: Appropriate, budget: int) -> AddLot:
    return act(
        AddLot,
        tender_lot_id=new_id(),
        project_id=project,
        appropriation_id=money.appropriation_id,
        number=1,
        name="帐篷",
        budget=yuan(budget),
        ceiling=yuan(budget),
    )


# --- published figures -----------------------------------------------------------------------------------------------


def figures(appropriated: int, tendered: int, in_tender: int, **fields: Any) -> PublishFigures:
    values: dict[str, Any] = {"title": "公开信息", "dated": TODAY} | fields
    return act(
        PublishFigures, appropriated=yuan(appropriated), tendered=yuan(tendered), in_tender=yuan(in_tender), **values
    )


def test_the_newest_published_figures_count(desk: Desk) -> None:
    assert desk.read(newest_figures) is None
    desk.post(figures(10, 5, 5, dated=ago(5), title="五日前"))
    desk.post(figures(20, 5, 5, dated=ago(9), title="九日前"))
    assert desk.read(newest_figures).title == "五日前"
    desk.post(figures(30, 5, 5, dated=ago(5), title="更正"))
    assert desk.read(newest_figures) == FiguresRow("更正", ago(5), yuan(30), yuan(5), yuan(5))


@pytest.mark.parametrize("wrong", [(-1, 0, 0), (10, -1, 0), (10, 0, -1)])
def test_figures_below_zero_are_refused(desk: Desk, wrong: tuple[int, int, int]) -> None:
    error = desk.refused(figures(*wrong))
    assert type(error) is AmountNotPositive and error.facts == {"amount": yuan(-1)}


def test_parts_above_the_whole_are_refused(desk: Desk) -> None:
    error = desk.refused(figures(10, 6, 5))
    assert type(error) is FiguresDoNotAddUp and error.facts == {"parts": yuan(11), "appropriated": yuan(10)}
    desk.post(figures(11, 6, 5))
    desk.post(figures(0, 0, 0, dated=TODAY))
    assert desk.read(newest_figures).appropriated == Money(0)


def test_the_funds_replay(desk: Desk) -> None:
    money = appropriation((CENTRAL, 100))
    desk.post(money, appropriation((CENTRAL, None), number="辽财2号"), figures(1, 1, 0))
    desk.post(withdrawal(money))
    assert desk.program.verify(deep=True).is_sound

"""Expiry warnings: every lot with too few days left, in the right colour, first to expire first."""

from datetime import date, timedelta

import pytest

from supplies.errors import DaysNotRising
from supplies.stock.actions import AddDepot, AddPlace
from supplies.tables import RowKind, Tone
from supplies.values import DepotCode
from tests.reports.reading import facts, lines, made, only_table, rows
from tests.rooms import A01, QUILT, TENT, TODAY, WATER, Desk, act, ago, assert_speaks, goods, lot_line, some, yuan

SECOND = DepotCode("210302A")
LEFT = (-1, 0, 30, 31, 90, 91, 180, 181)


def day(left: int) -> date:
    return TODAY + timedelta(days=left)


@pytest.fixture
def stocked(desk: Desk) -> Desk:
    """Return a store with lots on both sides of every limit, one without an expiry, and one that is gone."""
    desk.post(act(AddDepot, code=SECOND, name="铁东区库"), act(AddPlace, depot=SECOND, code=A01, name="甲区"))
    lots = [
        goods(WATER, 1, yuan(100 + left), batch_no=f"P{left}", produced_on=ago(300), expires_on=day(left))
        for left in LEFT
    ]
    desk.receive(*reversed(lots), goods(QUILT, 3, yuan(1)), day=ago(200))
    gone = goods(WATER, 5, yuan(7), expires_on=day(10))
    desk.receive(gone, day=ago(200))
    desk.issue(lot_line(gone.lot_id, 5, reason="演练"), day=ago(100))
    desk.receive(goods(TENT, 2, yuan("0.05"), expires_on=day(31)), depot=SECOND)
    return desk


def test_each_lot_has_the_level_of_the_days_that_are_left(stocked: Desk) -> None:
    table = only_table(made(stocked, "expiry"))
    assert lines(table, "no", "item", "batch", "expires", "days", "level") == [
        (1, WATER, "P-1", day(-1), -1, "红（已过期）"),
        (2, WATER, "P0", day(0), 0, "红"),
        (3, WATER, "P30", day(30), 30, "红"),
        (4, TENT, "", day(31), 31, "橙"),
        (5, WATER, "P31", day(31), 31, "橙"),
        (6, WATER, "P90", day(90), 90, "橙"),
        (7, WATER, "P91", day(91), 91, "黄"),
        (8, WATER, "P180", day(180), 180, "黄"),
    ]


def test_levels_stand_under_their_headings_with_what_they_are_worth(stocked: Desk) -> None:
    table = only_table(made(stocked, "expiry"))
    headings = [(row.cells[0], row.tone) for row in table.rows if row.kind is RowKind.HEADING]
    assert headings == [
        ("红色预警：已过期", Tone.RED),
        ("红色预警：30 天以内", Tone.RED),
        ("橙色预警：90 天以内", Tone.ORANGE),
        ("黄色预警：180 天以内", Tone.YELLOW),
    ]
    assert [(row["no"], row["amount"]) for row in rows(table, RowKind.SUBTOTAL)] == [
        ("小计（1 批）", yuan(99)),
        ("小计（2 批）", yuan(230)),
        ("小计（3 批）", yuan("321.05")),
        ("小计（2 批）", yuan(471)),
    ]
    assert rows(table, RowKind.TOTAL) == [{"no": "合计（8 批）", "amount": yuan("1121.05")}]


def test_a_line_says_where_the_lot_lies_and_what_to_do(stocked: Desk) -> None:
    keys = ("quantity", "unit", "amount", "depot", "place", "produced", "advice")
    found = lines(only_table(made(stocked, "expiry")), *keys)
    expired = (some(1), "箱", yuan(99), "市本级库", "A01区", ago(300), "停止发放，鉴定后报废或更换")
    assert found[0] == expired
    assert found[3] == (some(2), "顶", yuan("0.05"), "铁东区库", "甲区", None, "列入轮换计划")
    assert len({line[-1] for line in found}) == 4


def test_the_days_of_warning_are_the_askers_choice_and_are_said(stocked: Desk) -> None:
    report = made(stocked, "expiry", days=(0, 30, 31))
    assert lines(only_table(report), "days", "level") == [
        (-1, "红（已过期）"),
        (0, "红"),
        (30, "橙"),
        (31, "黄"),
        (31, "黄"),
    ]
    assert facts(report)["预警天数"] == "红≤0，橙≤30，黄≤31"
    assert facts(made(stocked, "expiry"))["预警天数"] == "红≤30，橙≤90，黄≤180"


@pytest.mark.parametrize("days", [(90, 30, 180), (30, 181, 180), (-1, 30, 90), (1, 2, 36_501)])
def test_days_of_warning_in_the_wrong_order_are_refused(stocked: Desk, days: tuple[int, int, int]) -> None:
    with pytest.raises(DaysNotRising) as caught:
        made(stocked, "expiry", days=days)
    assert_speaks(caught.value)


def test_a_past_day_counts_from_that_day_and_knows_what_was_there_then(stocked: Desk) -> None:
    table = only_table(made(stocked, "expiry", as_of=ago(150), days=(30, 90, 180)))
    assert lines(table, "days", "expires", "quantity") == [
        (149, day(-1), some(1)),
        (150, day(0), some(1)),
        (160, day(10), some(5)),
        (180, day(30), some(1)),
    ]


def test_only_the_depot_category_and_item_type_asked_for_are_shown(stocked: Desk) -> None:
    assert lines(only_table(made(stocked, "expiry", depot=SECOND)), "item") == [(TENT,)]
    assert len(lines(only_table(made(stocked, "expiry", item=WATER)), "item")) == 7
    assert lines(only_table(made(stocked, "expiry", category="C02")), "item") == []


def test_a_store_where_nothing_expires_has_an_empty_table(desk: Desk) -> None:
    table = only_table(made(desk, "expiry"))
    assert rows(table, RowKind.TOTAL) == [{"no": "合计（0 批）", "amount": yuan(0)}]
    assert len(table.rows) == 1

"""Rotation: what should go before it expires, how it goes, and what comes in for it."""

from typing import Any

import pytest

from supplies.errors import (
    AmountNotPositive,
    ExpiredNotRotated,
    InsufficientStock,
    MoreThanRotated,
    NoIncomeThere,
    OriginElsewhere,
    RotationLineUnknown,
    RotationReplaced,
    RotationUnknown,
)
from supplies.funds.actions import Appropriate, ShareLine
from supplies.models.accounts import Level
from supplies.models.disposal import RotationWay
from supplies.models.stock import DocumentKind, Origin, PlaceKind
from supplies.stock.actions import ReceiptLine, Receive, Reverse
from supplies.stock.documents import DocumentRow
from supplies.stock.lookups import OUTSIDE
from supplies.stock.rotation import PlanRow, Rotate, RotationRow, by_fund, plan, rotations
from supplies.values import NO_MONEY, AppropriationId, LotId, new_id
from tests.rooms import DEPOT, QUILT, TENT, TODAY, WATER, Desk, act, ago, assert_line, goods, lot_line, some, yuan


def rotating(lot: LotId, quantity: int = 10, **fields: Any) -> Rotate:
    values = {"way": RotationWay.EXCHANGE, "counterparty": "鞍山被服厂", "due_on": ago(-30), **fields}
    return act(Rotate, depot=DEPOT, **values, lines=(lot_line(lot, quantity),))


def coming_for(paper: DocumentRow, *lines: ReceiptLine, **fields: Any) -> Receive:
    values = {"origin": Origin.ROTATION, "rotation": paper.seq, **fields}
    return act(Receive, depot=DEPOT, **values, lines=lines)


def water(desk: Desk, days_left: int = 60, quantity: int = 10) -> LotId:
    return desk.lot(WATER, quantity, yuan("240"), ago(300), expires_on=ago(-days_left), batch_no="W1")


def row(desk: Desk) -> RotationRow:
    (found,) = desk.read(rotations, DEPOT)
    assert isinstance(found, RotationRow)
    return found


def test_goods_rotated_out_are_gone_and_wait_for_what_replaces_them(desk: Desk) -> None:
    lot = water(desk)
    paper = desk.paper(rotating(lot))
    assert (paper.kind, paper.number) == (DocumentKind.ROTATION, f"LH-{DEPOT}-{TODAY.year}-000001")
    assert desk.held(lot) == some(0)
    assert desk.held(lot, OUTSIDE[PlaceKind.ROTATED]) == some(10)
    found = row(desk)
    assert (found.way, found.due_on, found.amount, found.is_open) == (
        RotationWay.EXCHANGE,
        ago(-30),
        yuan("240"),
        True,
    )


def test_what_comes_in_stands_against_its_line_with_the_difference_in_price(desk: Desk) -> None:
    paper = desk.paper(rotating(water(desk)))
    part = goods(WATER, 4, yuan("100"), of_line=1, batch_no="W2")
    desk.post(coming_for(paper, part))
    (line,) = row(desk).lines
    assert (line.quantity_in, line.left, line.difference) == (some(4), some(6), yuan("4"))
    assert row(desk).is_open
    rest = goods(WATER, 6, yuan("130"), of_line=1, batch_no="W3")
    desk.post(coming_for(paper, rest))
    found = row(desk)
    assert (found.is_open, found.difference) == (False, yuan("230") - yuan("240"))
    assert len(found.lines[0].labels_in.split(", ")) == 2
    assert desk.held(rest.lot_id) == some(6)


def test_goods_that_came_in_are_missing_again_when_their_receipt_is_reversed(desk: Desk) -> None:
    paper = desk.paper(rotating(water(desk)))
    receipt = desk.paper(coming_for(paper, goods(WATER, 10, yuan("250"), of_line=1)))
    refused = desk.refused(act(Reverse, reverses_seq=paper.seq, reason="录入有误"))
    assert type(refused) is RotationReplaced and refused.facts["receipt"] == receipt.number
    desk.reverse(receipt)
    assert row(desk).lines[0].left == some(10)
    desk.reverse(paper)
    assert desk.read(rotations) == []


def test_a_sale_brings_proceeds_and_may_need_nothing_in_return(desk: Desk) -> None:
    desk.post(rotating(water(desk), way=RotationWay.SALE, is_replaced=False, proceeds=yuan("90")))
    found = row(desk)
    assert (found.proceeds, found.is_replaced, found.is_open) == (yuan("90"), False, False)


def test_an_exchange_always_waits_for_goods(desk: Desk) -> None:
    desk.post(rotating(water(desk), is_replaced=False))
    assert row(desk).is_open


# --- refusals --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("way", [RotationWay.USE, RotationWay.DONATION, RotationWay.SALE])
def test_expired_goods_go_back_to_the_supplier_only(desk: Desk, way: RotationWay) -> None:
    lot = water(desk, days_left=-1)
    assert_line(desk.refused(rotating(lot, way=way)), ExpiredNotRotated, "lot_id")
    desk.post(rotating(lot))


def test_more_than_there_is_cannot_be_rotated(desk: Desk) -> None:
    assert_line(desk.refused(rotating(water(desk), 11)), InsufficientStock, "quantity")


def test_only_a_sale_brings_proceeds(desk: Desk) -> None:
    lot = water(desk)
    assert type(desk.refused(rotating(lot, proceeds=yuan("1")))) is NoIncomeThere
    lost = NO_MONEY - yuan("1")
    assert type(desk.refused(rotating(lot, way=RotationWay.SALE, proceeds=lost))) is AmountNotPositive


def test_goods_come_in_only_for_a_rotation_that_waits(desk: Desk) -> None:
    lot = water(desk, quantity=20)
    issue = desk.issue(lot_line(lot, 1))
    done = desk.paper(rotating(lot, 5, way=RotationWay.USE, is_replaced=False))
    taken_back = desk.paper(rotating(lot, 5))
    desk.reverse(taken_back)
    for paper in (issue, done, taken_back):
        refused = desk.refused(coming_for(paper, goods(WATER, 5, yuan("1"), of_line=1)))
        assert type(refused) is RotationUnknown
    lonely = act(Receive, depot=DEPOT, origin=Origin.PURCHASE, lines=(goods(WATER, 5, yuan("1"), of_line=1),))
    assert_line(desk.refused(lonely), RotationUnknown, "of_line")


def test_goods_that_come_from_elsewhere_stand_for_no_rotation(desk: Desk) -> None:
    paper = desk.paper(rotating(water(desk)))
    action = coming_for(paper, goods(WATER, 5, yuan("1"), of_line=1), origin=Origin.PURCHASE)
    assert type(desk.refused(action)) is OriginElsewhere


def test_goods_that_come_in_name_a_line_of_their_item_and_no_more_than_is_missing(desk: Desk) -> None:
    paper = desk.paper(rotating(water(desk)))
    for line in (goods(WATER, 5, yuan("1"), of_line=2), goods(TENT, 5, yuan("1"), of_line=1), goods(WATER, 5)):
        assert_line(desk.refused(coming_for(paper, line)), RotationLineUnknown, "of_line")
    six, five = (goods(WATER, number, yuan("1"), of_line=1) for number in (6, 5))
    refused = desk.refused(coming_for(paper, six, five))
    assert_line(refused, MoreThanRotated, "quantity", 2)
    assert refused.lines[0].error.facts["left"] == some(4)


# --- the plan --------------------------------------------------------------------------------------------------------


def test_the_plan_names_what_expires_within_the_horizon_first_to_expire_first_by_fund(desk: Desk) -> None:
    money = AppropriationId(new_id())
    shares = (ShareLine(Level.CENTRAL, yuan("1000")),)
    fund = {"number": "财〔2026〕1号", "title": "救灾", "dated": ago(400), "amount": yuan("1000"), "shares": shares}
    desk.post(act(Appropriate, appropriation_id=money, **fund))
    late = desk.lot(QUILT, 5, yuan("500"), ago(10), expires_on=ago(-180), appropriation_id=money)
    soon = water(desk, days_left=0)
    water(desk, days_left=-1)
    desk.lot(TENT, 5, yuan("500"), ago(10), expires_on=ago(-181))
    desk.lot(TENT, 5, yuan("500"), ago(10))
    rows: list[PlanRow] = desk.read(plan, TODAY, DEPOT)
    assert [(each.lot_id, each.left, each.fund) for each in rows] == [(soon, 0, ""), (late, 180, "财〔2026〕1号")]
    assert by_fund(rows) == {"": yuan("240"), "财〔2026〕1号": yuan("500")}
    assert [each.lot_id for each in desk.read(plan, TODAY, DEPOT, 30)] == [soon]

"""Goods that come back: which lines they settle, in what condition, and what that means for them."""

from typing import Any

from sqlalchemy import Connection, select

from supplies.errors import InsufficientStock, MoreThanIssued, ReasonNeeded, TooManyDecimals, UnknownRecord
from supplies.models.stock import Lot, PlaceKind
from supplies.stock.actions import Condition, Issue, Return, ReturnLine
from supplies.stock.loans import Lend, OutFilter, OutRow, outstanding
from supplies.stock.lookups import ISSUED, LOST, ON_LOAN, USED, part_of
from supplies.values import LotId, PlaceCode
from tests.rooms import (
    A01,
    DEPOT,
    TENT,
    TODAY,
    WATER,
    Desk,
    act,
    ago,
    assert_line,
    lot_line,
    return_line,
)

STOPPED = part_of(A01, PlaceKind.OUT_OF_SERVICE)


def coming(*lines: ReturnLine, **more: Any) -> Return:
    """Return goods that come back."""
    return act(Return, depot=DEPOT, lines=lines, **more)


def issued(desk: Desk, lot: LotId, quantity: int, holder: str) -> int:
    """Hand some of a lot out; return the entry."""
    return desk.paper(act(Issue, depot=DEPOT, counterparty=holder, lines=(lot_line(lot, quantity),))).seq


def left(desk: Desk) -> dict[str, str]:
    """Return how much everybody still has."""
    rows: list[OutRow] = desk.read(outstanding, TODAY, OutFilter())
    return {row.holder: str(row.left) for row in rows}


def at(desk: Desk, lot: LotId, *places: PlaceCode) -> list[str]:
    """Return what places hold of a lot."""
    return [str(desk.held(lot, place)) for place in places]


def test_a_return_settles_first_what_this_holder_has_oldest_first(desk: Desk) -> None:
    lot = desk.lot(TENT, 20)
    for holder in ("甲", "乙"):
        issued(desk, lot, 3, holder)
    desk.paper(coming(return_line(lot, 2), counterparty="乙"))
    assert left(desk) == {"甲": "3", "乙": "1"}
    desk.paper(coming(return_line(lot, 2), counterparty="乙"))
    assert left(desk) == {"甲": "2"}


def test_a_return_may_name_the_document_that_it_settles(desk: Desk) -> None:
    lot = desk.lot(TENT, 20)
    issued(desk, lot, 3, "甲")
    second = issued(desk, lot, 3, "乙")
    desk.paper(coming(return_line(lot, 3, of_seq=second)))
    assert left(desk) == {"甲": "3"}
    assert_line(desk.refused(coming(return_line(lot, 1, of_seq=second))), MoreThanIssued, "quantity")


def test_one_return_settles_issues_and_loans_alike(desk: Desk) -> None:
    lot = desk.lot(TENT, 20)
    issued(desk, lot, 2, "甲")
    desk.paper(act(Lend, depot=DEPOT, counterparty="乙", due_on=TODAY, lines=(lot_line(lot, 2),)))
    desk.paper(coming(return_line(lot, 3)))
    assert at(desk, lot, A01, ISSUED, ON_LOAN) == ["19", "0", "1"]
    assert left(desk) == {"乙": "1"}


def test_only_good_goods_are_usable_again(desk: Desk) -> None:
    lot = desk.lot(TENT, 10)
    issued(desk, lot, 6, "甲")
    lines = (
        return_line(lot, 1),
        return_line(lot, 2, condition=Condition.REPAIR, reason="拉链损坏"),
        return_line(lot, 1, condition=Condition.SCRAP, reason="篷布撕裂"),
        return_line(lot, 1, condition=Condition.LOST, reason="洪水冲走"),
    )
    desk.paper(coming(*lines))
    assert at(desk, lot, A01, STOPPED, LOST, ISSUED) == ["5", "3", "1", "1"]
    refused = desk.refused(act(Issue, depot=DEPOT, counterparty="x", lines=(lot_line(lot, 6),)))
    assert_line(refused, InsufficientStock, "quantity")
    assert "停用" in refused.text(), "an issue of too much says what is set aside"


def test_harm_has_to_be_explained(desk: Desk) -> None:
    lot = desk.lot(TENT, 10)
    issued(desk, lot, 6, "甲")
    for condition in set(Condition) - {Condition.GOOD}:
        line = return_line(lot, 1, condition=condition)
        assert_line(desk.refused(coming(line)), ReasonNeeded, "reason")


def test_days_in_use_add_up_on_the_lot(desk: Desk) -> None:
    lot = desk.lot(TENT, 10)
    issued(desk, lot, 6, "甲")
    for days in (12, 30):
        desk.paper(coming(return_line(lot, 1, days_used=days)))
    assert desk.read(_days_used, lot) == 42


def _days_used(connection: Connection, lot: LotId) -> int | None:
    """Return for how many days a lot was in use."""
    return connection.scalar(select(Lot.days_used).where(Lot.lot_id == lot))


def test_what_had_counted_as_used_up_may_come_back(desk: Desk) -> None:
    lot = desk.lot(WATER, 10, is_consumable=True)
    issued(desk, lot, 6, "甲")
    assert at(desk, lot, USED) == ["6"]
    desk.paper(coming(return_line(lot, 2, reason="未拆封")))
    assert at(desk, lot, A01, USED) == ["6", "4"]
    assert_line(desk.refused(coming(return_line(lot, 5))), MoreThanIssued, "quantity")


def test_no_more_comes_back_than_went_out_to_a_place_that_there_is(desk: Desk) -> None:
    lot = desk.lot(TENT, 10, day=ago(3))
    issued(desk, lot, 6, "甲")
    assert_line(desk.refused(coming(return_line(lot, 4), return_line(lot, 3))), MoreThanIssued, "quantity", 2)
    assert_line(desk.refused(coming(return_line(lot, 1, PlaceCode("Z99")))), UnknownRecord, "place")
    assert_line(desk.refused(coming(return_line(lot, "0.5"))), TooManyDecimals, "quantity")

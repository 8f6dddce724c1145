"""Goods that are lent: to whom and until when, who still has what, and for how long it has been overdue."""

from typing import Any

from supplies.errors import (
    BorrowerNeeded,
    DueBackward,
    DueNeeded,
    EarlierLotFirst,
    InsufficientStock,
    MovedSince,
    NothingToDo,
    PeriodClosed,
)
from supplies.models.stock import Bucket, DocumentKind
from supplies.stock.actions import ClosePeriod, Condition, Issue, LotLine, Return, Reverse
from supplies.stock.documents import DocumentRow
from supplies.stock.loans import BackRow, Lend, OutFilter, OutRow, came_back, outstanding
from supplies.stock.lookups import ON_LOAN
from supplies.values import LotId
from tests.rooms import (
    COMMAND_TENT,
    DEPOT,
    QUILT,
    TENT,
    TODAY,
    WATER,
    Desk,
    act,
    ago,
    assert_line,
    lot_line,
    return_line,
    yuan,
)
from tests.stock.keeper import SECOND, second_depot


def loan(*lines: LotLine, **more: Any) -> Lend:
    """Return a loan for a month."""
    return act(
        Lend, **({"depot": DEPOT, "counterparty": "铁东区消防救援大队", "due_on": ago(-30), "lines": lines} | more)
    )


def out(desk: Desk, **wanted: Any) -> list[OutRow]:
    """Return what is out."""
    found: list[OutRow] = desk.read(outstanding, TODAY, OutFilter(**wanted))
    return found


def back(desk: Desk, **wanted: Any) -> list[BackRow]:
    """Return what came back."""
    found: list[BackRow] = desk.read(came_back, **wanted)
    return found


def lent(desk: Desk, quantity: int = 4, **more: Any) -> tuple[LotId, DocumentRow]:
    """Lend some of a lot of ten tents."""
    lot = desk.lot(TENT, 10, yuan(1000), day=ago(60))
    return lot, desk.paper(loan(lot_line(lot, quantity), **more))


# --- lending ---------------------------------------------------------------------------------------------------------


def test_lent_goods_are_on_loan_with_their_worth_until_they_come_back(desk: Desk) -> None:
    lot, paper = lent(desk, receiver="接收人 13800000000")
    assert (paper.kind, paper.number) == (DocumentKind.LOAN, f"JC-{DEPOT}-2026-000001")
    assert (paper.counterparty, paper.due_on, paper.receiver) == ("铁东区消防救援大队", ago(-30), "接收人 13800000000")
    assert (str(desk.held(lot)), str(desk.held(lot, ON_LOAN))) == ("6", "4")
    (row,) = out(desk)
    assert (row.bucket, row.bucket_name, row.number) == (Bucket.ON_LOAN, "借出", paper.number)
    assert (str(row.quantity), str(row.left), row.overdue_days) == ("4", "4", 0)
    desk.paper(act(Return, depot=DEPOT, lines=(return_line(lot, 4),)))
    assert str(desk.held(lot)) == "10" and out(desk) == []


def test_a_loan_needs_a_borrower_and_a_day_to_be_back(desk: Desk) -> None:
    lot = desk.lot()
    line = lot_line(lot, 1)
    assert isinstance(desk.refused(loan(line, counterparty=" ")), BorrowerNeeded)
    assert isinstance(desk.refused(loan(line, due_on=None)), DueNeeded)
    assert isinstance(desk.refused(loan(line, due_on=ago(1))), DueBackward)
    assert isinstance(desk.refused(loan()), NothingToDo)


def test_what_may_not_be_issued_may_not_be_lent(desk: Desk) -> None:
    lot = desk.lot(TENT, 5)
    assert_line(desk.refused(loan(lot_line(lot, 6))), InsufficientStock, "quantity")
    _early, late = (desk.lot(WATER, 5, expires_on=ago(-days)) for days in (10, 20))
    assert_line(desk.refused(loan(lot_line(late, 1))), EarlierLotFirst, "reason")
    desk.post(act(ClosePeriod, depot=DEPOT, closed_through=TODAY))
    assert isinstance(desk.refused(loan(lot_line(lot, 1))), PeriodClosed)


def test_a_loan_is_reversed_whole_unless_some_came_back(desk: Desk) -> None:
    lot, paper = lent(desk)
    returned = desk.paper(act(Return, depot=DEPOT, lines=(return_line(lot, 1),)))
    reversal = act(Reverse, reverses_seq=paper.seq, reason="录入有误")
    assert isinstance(desk.refused(reversal), MovedSince)
    desk.reverse(returned)
    desk.reverse(paper)
    assert str(desk.held(lot)) == "10" and out(desk) == []


# --- what is out -----------------------------------------------------------------------------------------------------


def test_what_is_longest_overdue_comes_first_and_what_has_no_day_last(desk: Desk) -> None:
    lot = desk.lot(TENT, 10, day=ago(90))
    days = {"a": ago(5), "b": ago(20), "c": ago(-5)}
    for holder, due in days.items():
        desk.paper(loan(lot_line(lot, 1), business_date=ago(60), counterparty=holder, due_on=due))
    desk.issue(lot_line(lot, 1), day=ago(60))
    rows = out(desk)
    assert [(row.holder, row.overdue_days) for row in rows] == [("b", 20), ("a", 5), ("c", 0), ("铁东区", 0)]
    assert [row.bucket for row in rows] == [Bucket.ON_LOAN] * 3 + [Bucket.ISSUED]
    assert [row.holder for row in out(desk, only_overdue=True)] == ["b", "a"]


def test_what_is_due_today_is_not_overdue(desk: Desk) -> None:
    lot = desk.lot(TENT, 10, day=ago(9))
    desk.paper(loan(lot_line(lot, 1), business_date=ago(3), due_on=TODAY))
    assert [row.overdue_days for row in out(desk)] == [0]
    assert out(desk, only_overdue=True) == []


def test_a_unit_or_a_person_sees_all_it_has(desk: Desk) -> None:
    second_depot(desk)
    lot = desk.lot(TENT, 10)
    one = desk.lot(COMMAND_TENT, 1, serial_no="S-1")
    desk.paper(loan(lot_line(lot, 1), lot_line(one, 1), counterparty="立山区应急管理局", receiver="张工"))
    desk.paper(act(Issue, depot=DEPOT, counterparty="立山区应急管理局", lines=(lot_line(lot, 2),)))
    desk.paper(loan(lot_line(lot, 1), counterparty="千山区", receiver="张工"))
    assert [str(row.left) for row in out(desk, holder="立山区")] == ["1", "1", "2"]
    assert {row.holder for row in out(desk, holder="张工")} == {"立山区应急管理局", "千山区"}
    assert out(desk, holder="100%") == [] and len(out(desk, depot=DEPOT)) == 4
    assert out(desk, depot=SECOND) == []


def test_what_is_used_up_does_not_have_to_come_back(desk: Desk) -> None:
    lot = desk.lot(WATER, 10, is_consumable=True)
    desk.issue(lot_line(lot, 5))
    assert out(desk) == []


def test_pages_follow_each_other_without_gap_or_repeat(desk: Desk) -> None:
    lot = desk.lot(TENT, 50, day=ago(90))
    for number in range(7):
        due = None if number == 3 else ago(10 - number // 2)
        line = lot_line(lot, 1)
        if due is None:
            desk.issue(line, day=ago(60))
        else:
            desk.paper(loan(line, line, business_date=ago(60), due_on=due))
    whole = out(desk)
    assert len(whole) == 13
    found: list[OutRow] = []
    while page := desk.read(outstanding, TODAY, after=found[-1] if found else None, limit=3):
        found += page
    assert found == whole


# --- what came back --------------------------------------------------------------------------------------------------


def test_the_register_tells_what_came_back_from_whom_and_in_what_condition(desk: Desk) -> None:
    lot, paper = lent(desk, 4)
    desk.lot(QUILT)
    lines = (
        return_line(lot, 1, reason="已清洗消毒", days_used=12),
        return_line(lot, 1, condition=Condition.REPAIR, reason="拉链损坏"),
        return_line(lot, 1, condition=Condition.LOST, reason="洪水冲走"),
    )
    made = desk.paper(act(Return, depot=DEPOT, counterparty="铁东区消防救援大队", receiver="送还人", lines=lines))
    rows = back(desk)
    assert [(row.state_name, row.reason) for row in rows] == [
        ("完好", "已清洗消毒"),
        ("停用", "拉链损坏"),
        ("丢失", "洪水冲走"),
    ]
    assert {(row.number, row.of_number, row.holder, row.receiver) for row in rows} == {
        (made.number, paper.number, "铁东区消防救援大队", "送还人")
    }
    assert [str(row.left) for row in out(desk)] == ["1"]
    assert back(desk, depot=SECOND) == [] and back(desk, last=ago(1)) == [] and len(back(desk, first=TODAY)) == 3
    desk.reverse(made)
    assert {row.is_reversed for row in back(desk)} == {True}
    assert [str(row.left) for row in out(desk)] == ["4"]

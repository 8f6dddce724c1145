"""Upkeep: what is recorded, what goes out of service, and what may not be handed out untested."""

from datetime import date, timedelta

import pytest

from supplies.errors import (
    ComponentExpired,
    DateInFuture,
    HoursBackward,
    InsufficientStock,
    NextTooEarly,
    PartExpired,
    PartTwice,
    ReasonNeeded,
    ServiceFirst,
    SetAside,
    UnknownRecord,
    Untested,
)
from supplies.models.open_items import DebtKind
from supplies.models.stock import DocumentKind, PlaceKind
from supplies.models.upkeep import UpkeepKind, UpkeepResult
from supplies.stock.actions import Emergency, Into, Issue, Origin, Receive, Return, Reverse
from supplies.stock.clocks import Clock, DueRow, due
from supplies.stock.loans import Lend
from supplies.stock.lookups import part_of
from supplies.stock.readiness import months_later
from supplies.stock.transfers import Dispatch
from supplies.stock.upkeep import ComponentLine, ReturnToService
from supplies.stock.upkeep_queries import UpkeepRow, card_of
from supplies.values import LotId, new_id
from tests.rooms import (
    A01,
    A02,
    DEPOT,
    TENT,
    TODAY,
    Desk,
    act,
    ago,
    assert_line,
    goods,
    lot_line,
    return_line,
    some,
    yuan,
)
from tests.stock.keeper import SECOND, second_depot
from tests.stock.wear import AED, GENERATOR, looked_after, teach

ALL = tuple(DebtKind)
STOPPED = part_of(A01, PlaceKind.OUT_OF_SERVICE)


@pytest.fixture(autouse=True)
def known_items(desk: Desk) -> None:
    teach(desk)


def generator(desk: Desk, days_ago: int = 10, serial: str = "F-1") -> LotId:
    return desk.lot(GENERATOR, 1, yuan("3000"), ago(days_ago), serial_no=serial)


def records(desk: Desk, lot: LotId) -> list[UpkeepRow]:
    found: list[UpkeepRow] = desk.read(card_of, lot)
    return found


def dues(desk: Desk, within: int = 30, day: date = TODAY) -> dict[Clock, DueRow]:
    rows: list[DueRow] = desk.read(due, day, DEPOT, within)
    return {row.clock: row for row in rows}


def issue(lot: LotId, reason: str = "", emergency: Emergency | None = None) -> Issue:
    return act(Issue, depot=DEPOT, incident="铁东区内涝", emergency=emergency, lines=(lot_line(lot, 1, reason=reason),))


def back_to_service(lot: LotId) -> ReturnToService:
    return act(ReturnToService, depot=DEPOT, lines=(lot_line(lot, 1),))


def test_a_record_keeps_all_that_was_done_under_a_number_of_its_own(desk: Desk) -> None:
    lot = generator(desk)
    record = looked_after(
        lot,
        UpkeepKind.MAINTENANCE,
        counterparty="维修班",
        hours=some("12.5"),
        consumed="汽油3L",
        faults="",
        parts="机油滤芯",
        certificate="",
        cost=yuan("120"),
        next_on=ago(-60),
    )
    desk.post(record)
    (row,) = records(desk, lot)
    assert row.number == f"WB-{DEPOT}-{TODAY.year}-000001"
    assert (row.kind, row.result, row.done_on, row.done_by) == (
        UpkeepKind.MAINTENANCE,
        UpkeepResult.USABLE,
        TODAY,
        "维修班",
    )
    assert (row.hours, row.consumed, row.parts, row.cost, row.next_on) == (
        some("12.5"),
        "汽油3L",
        "机油滤芯",
        yuan("120"),
        ago(-60),
    )
    assert desk.held(lot) == some(1)


def test_stopped_goods_go_out_of_service_in_the_same_entry_and_cannot_be_issued(desk: Desk) -> None:
    lot = generator(desk)
    paper = desk.paper(looked_after(lot, result=UpkeepResult.STOPPED, faults="不能启动"))
    assert paper.kind is DocumentKind.SERVICE
    assert (desk.held(lot), desk.held(lot, STOPPED)) == (some(0), some(1))
    refused = desk.refused(issue(lot))
    assert refused.lines[0].field in {"quantity", "place"}


def test_goods_come_back_into_service_only_once_a_later_record_finds_them_usable(desk: Desk) -> None:
    lot = generator(desk)
    desk.post(looked_after(lot, result=UpkeepResult.STOPPED, faults="不能启动"))
    assert_line(desk.refused(back_to_service(lot)), ServiceFirst, "lot_id")
    desk.post(looked_after(lot, UpkeepKind.MAINTENANCE, place=STOPPED, parts="启动电机"))
    paper = desk.paper(back_to_service(lot))
    assert paper.kind is DocumentKind.SERVICE
    assert (desk.held(lot), desk.held(lot, STOPPED)) == (some(1), some(0))
    desk.issue(lot_line(lot, 1))


def test_what_is_not_out_of_service_cannot_come_back_into_it(desk: Desk) -> None:
    lot = generator(desk)
    assert_line(desk.refused(back_to_service(lot)), InsufficientStock, "quantity")


def test_goods_found_stopped_again_while_out_of_service_stay_there(desk: Desk) -> None:
    lot = generator(desk)
    desk.post(looked_after(lot, result=UpkeepResult.STOPPED, faults="不能启动"))
    desk.post(looked_after(lot, place=STOPPED, result=UpkeepResult.STOPPED, faults="仍不能启动"))
    assert desk.held(lot, STOPPED) == some(1)
    assert_line(desk.refused(back_to_service(lot)), ServiceFirst, "lot_id")


def test_the_document_that_stopped_goods_can_be_reversed(desk: Desk) -> None:
    lot = generator(desk)
    paper = desk.paper(looked_after(lot, result=UpkeepResult.STOPPED, faults="误录"))
    reversal = desk.reverse(paper)
    assert desk.held(lot) == some(1)
    assert [row.reversed_by for row in records(desk, lot)] == [reversal.number]


# --- test before issue -----------------------------------------------------------------------------------------------


def test_goods_idle_for_longer_than_their_interval_are_tested_before_they_are_issued(desk: Desk) -> None:
    lot = generator(desk, days_ago=200)
    refused = desk.refused(issue(lot, reason="急用"))
    assert_line(refused, Untested, "lot_id")
    assert refused.facts["due"] == months_later(ago(200), 6)
    desk.post(looked_after(lot, UpkeepKind.MAINTENANCE))
    assert_line(desk.refused(issue(lot)), Untested, "lot_id")
    desk.post(looked_after(lot, result=UpkeepResult.LIMITED, faults="噪声偏大"))
    desk.post(issue(lot))


def test_untested_goods_are_neither_lent_nor_sent_to_another_depot(desk: Desk) -> None:
    lot = generator(desk, days_ago=200)
    second_depot(desk)
    lines = (lot_line(lot, 1, reason="急用"),)
    loan = act(Lend, depot=DEPOT, counterparty="铁东区", due_on=ago(-30), lines=lines)
    dispatch = act(Dispatch, depot=DEPOT, to_depot=SECOND, lines=lines)
    for action in (loan, dispatch):
        assert_line(desk.refused(action), Untested, "lot_id")
    desk.post(looked_after(lot))
    desk.post(loan)


def test_goods_within_their_interval_go_out_untested(desk: Desk) -> None:
    lot = generator(desk, days_ago=180)
    desk.post(issue(lot))


def test_an_old_test_entered_late_does_not_set_the_last_one_back(desk: Desk) -> None:
    lot = generator(desk, days_ago=400)
    desk.post(looked_after(lot), looked_after(lot, done_on=ago(300)))
    desk.post(issue(lot))


def test_a_test_that_was_failed_does_not_count(desk: Desk) -> None:
    lot = generator(desk, days_ago=400)
    desk.post(looked_after(lot, result=UpkeepResult.STOPPED, faults="漏油"))
    desk.post(looked_after(lot, UpkeepKind.MAINTENANCE, place=STOPPED), back_to_service(lot))
    assert_line(desk.refused(issue(lot)), Untested, "lot_id")


def test_the_interval_begins_anew_when_goods_come_back(desk: Desk) -> None:
    lot = generator(desk, days_ago=400)
    desk.issue(lot_line(lot, 1), day=ago(390))
    desk.post(act(Return, business_date=ago(20), depot=DEPOT, counterparty="铁东区", lines=(return_line(lot, 1),)))
    desk.post(issue(lot))


def test_an_emergency_document_may_take_untested_goods_and_says_why(desk: Desk) -> None:
    lot = generator(desk, days_ago=400)
    assert_line(desk.refused(issue(lot, emergency=Emergency(owes=ALL))), Untested, "lot_id")
    desk.post(issue(lot, reason="抢险急用，现场试机", emergency=Emergency(owes=ALL)))
    assert desk.held(lot) == some(0)


def test_an_object_with_an_expired_part_is_not_issued_until_the_part_is_replaced(desk: Desk) -> None:
    lot = desk.lot(AED, 1, yuan("9000"), ago(30), serial_no="AED-1", produced_on=ago(800))
    refused = desk.refused(issue(lot))
    assert_line(refused, ComponentExpired, "lot_id")
    assert refused.facts["component"] == "电极片"
    new_pads = (ComponentLine(name="电极片", expires_on=ago(-700)),)
    desk.post(looked_after(lot, UpkeepKind.MAINTENANCE, parts="电极片", components=new_pads))
    desk.post(issue(lot))


# --- refusals --------------------------------------------------------------------------------------------------------


def test_a_record_is_not_dated_after_its_posting(desk: Desk) -> None:
    assert type(desk.refused(looked_after(generator(desk), done_on=ago(-1)))) is DateInFuture


@pytest.mark.parametrize("result", [UpkeepResult.LIMITED, UpkeepResult.STOPPED])
def test_limited_and_stopped_goods_have_a_fault_that_is_named(desk: Desk, result: UpkeepResult) -> None:
    assert_line(desk.refused(looked_after(generator(desk), result=result)), ReasonNeeded, "faults")


def test_the_next_day_is_later_than_the_day_it_was_done(desk: Desk) -> None:
    assert_line(desk.refused(looked_after(generator(desk), next_on=TODAY)), NextTooEarly, "next_on")


def test_a_part_is_named_once_and_has_not_expired_when_it_is_put_in(desk: Desk) -> None:
    lot = generator(desk)
    pad, old = (ComponentLine(name="电池", expires_on=ago(days)) for days in (-100, 1))
    assert_line(desk.refused(looked_after(lot, components=(pad, pad))), PartTwice, "components")
    assert_line(desk.refused(looked_after(lot, components=(old,))), PartExpired, "components")


def test_a_meter_does_not_run_backward(desk: Desk) -> None:
    lot = generator(desk)
    desk.post(looked_after(lot, hours=some(20)))
    assert_line(desk.refused(looked_after(lot, hours=some("19.9"))), HoursBackward, "hours")
    desk.post(looked_after(lot, hours=some(20)))


def test_only_what_is_there_can_be_looked_after(desk: Desk) -> None:
    lot = desk.lot(TENT, 10)
    assert_line(desk.refused(looked_after(lot, quantity=some(11))), InsufficientStock, "quantity")
    assert_line(desk.refused(looked_after(lot, place=A02)), InsufficientStock, "quantity")
    assert_line(desk.refused(looked_after(LotId(new_id()))), UnknownRecord, "lot_id")


def test_goods_that_await_inspection_are_not_stopped(desk: Desk) -> None:
    line = goods(GENERATOR, 1, yuan("3000"), serial_no="F-9")
    desk.post(act(Receive, depot=DEPOT, origin=Origin.PURCHASE, into=Into.INSPECTING, lines=(line,)))
    waiting = part_of(A01, PlaceKind.INSPECTING)
    refused = desk.refused(looked_after(line.lot_id, place=waiting, result=UpkeepResult.STOPPED, faults="坏"))
    assert_line(refused, SetAside, "place")


# --- clocks ----------------------------------------------------------------------------------------------------------


def test_six_clocks_are_told_apart(desk: Desk) -> None:
    lot = generator(desk, days_ago=800)
    desk.post(looked_after(lot, business_date=ago(790), done_on=ago(790)))
    desk.issue(lot_line(lot, 1), day=ago(780))
    desk.post(act(Return, business_date=ago(700), depot=DEPOT, counterparty="铁东区", lines=(return_line(lot, 1),)))
    desk.post(looked_after(lot, UpkeepKind.MAINTENANCE, business_date=ago(100), done_on=ago(100), hours=some(950)))
    desk.lot(AED, 1, yuan("9000"), ago(720), serial_no="AED-1")
    desk.lot(TENT, 5, day=ago(50), expires_on=ago(-20))
    found = dues(desk)
    assert set(found) == set(Clock)
    upkeep, test = found[Clock.UPKEEP], found[Clock.TEST]
    assert (upkeep.last_on, upkeep.due_on) == (ago(100), months_later(ago(100), 3))
    assert upkeep.left == (months_later(ago(100), 3) - TODAY).days and upkeep.is_overdue
    assert (test.last_on, test.due_on) == (ago(790), months_later(ago(790), 6))
    assert (found[Clock.SERVICE].last_on, found[Clock.SERVICE].due_on) == (ago(780), months_later(ago(780), 24))
    assert (found[Clock.USE].due_on, found[Clock.USE].left) == (None, 50)
    assert (found[Clock.COMPONENT].detail, found[Clock.COMPONENT].due_on) == ("电极片", months_later(ago(720), 24))
    assert (found[Clock.STORAGE].due_on, found[Clock.STORAGE].left) == (ago(-20), 20)
    assert not found[Clock.STORAGE].is_overdue


def test_the_day_on_the_paper_wins_over_the_interval(desk: Desk) -> None:
    lot = generator(desk, days_ago=300)
    desk.post(looked_after(lot, UpkeepKind.CALIBRATION, next_on=ago(-15), certificate="JD-2026-1"))
    found = dues(desk)
    assert found[Clock.TEST].due_on == ago(-15)
    assert Clock.UPKEEP in found


def test_what_is_not_due_for_long_and_what_has_left_the_depot_is_not_listed(desk: Desk) -> None:
    generator(desk, days_ago=1)
    gone = generator(desk, days_ago=170, serial="F-2")
    assert set(dues(desk)) == {Clock.UPKEEP, Clock.TEST}
    desk.post(issue(gone))
    assert not dues(desk)
    assert set(dues(desk, within=400)) == {Clock.UPKEEP, Clock.TEST}


def test_a_month_later_is_the_same_day_or_the_last_of_a_shorter_month() -> None:
    assert months_later(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert months_later(date(2024, 2, 29), 12) == date(2025, 2, 28)
    assert months_later(date(2026, 11, 15), 3) == date(2027, 2, 15)
    assert all(months_later(date(2026, 1, 1) + timedelta(days=n), 12).year == 2027 for n in range(365))


def test_what_needs_no_reversal_cannot_be_reversed_as_a_document(desk: Desk) -> None:
    lot = generator(desk)
    seq = desk.post(looked_after(lot))[0].entry.seq
    assert type(desk.refused(act(Reverse, reverses_seq=seq, reason="录入有误"))) is UnknownRecord

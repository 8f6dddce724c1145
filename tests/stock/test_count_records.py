"""Taking what was counted: each line against the books of its own moment, and by whom."""

from datetime import timedelta

import pytest

from supplies.errors import (
    CountedByAnother,
    CountFinished,
    CountMoment,
    CountTime,
    FirstCountMissing,
    LineTwice,
    LotVoid,
    NothingToDo,
    OtherPersonNeeded,
    PlaceRetired,
    QuantityNegative,
    SecondCountStands,
    SuppliesError,
    TooManyDecimals,
    UnknownRecord,
)
from supplies.models.stock import PlaceKind
from supplies.stock.actions import RetirePlace
from supplies.stock.count_queries import count_history
from supplies.stock.counting import RecordCount, UnknownCode
from supplies.stock.lookups import COUNT_DIFFERENCE, part_of
from supplies.values import LotId, PlaceCode, new_id
from tests.rooms import (
    A01,
    A02,
    B01,
    COMMAND_TENT,
    NOW,
    SITE,
    TENT,
    Desk,
    act,
    assert_line,
    assert_lines,
    goods,
    lot_line,
    move_line,
    some,
)
from tests.stock.counts import Counting


def test_a_line_is_compared_with_the_books_of_the_moment_in_which_it_was_counted(desk: Desk) -> None:
    lot = desk.lot(TENT, 10)
    count = Counting(desk)
    desk.issue(lot_line(lot, 2))
    seen = count.now
    desk.issue(lot_line(lot, 3))
    count.record(count.counted(lot, 8, at_seq=seen))
    line = count.line(lot)
    assert (line.book_at_start, line.holding and line.holding.book, line.now) == (some(10), some(8), some(5))
    assert (line.difference, line.moved_before, line.moved_after) == (some(0), some(-2), some(-3))


def test_what_moved_meanwhile_is_told_apart_from_what_was_counted_wrong(desk: Desk) -> None:
    lot = desk.lot(TENT, 10)
    count = Counting(desk)
    desk.move(move_line(lot, 4))
    count.record(count.counted(lot, 5), count.counted(lot, 4, A02))
    here, there = count.line(lot), count.line(lot, A02)
    assert (here.difference, here.moved_before) == (some(-1), some(-4))
    assert (there.difference, there.moved_before, there.is_expected) == (some(0), some(4), False)
    assert count.session.found_count == 1


def test_goods_of_a_place_outside_the_count_are_found_with_the_books_they_had_at_its_start(desk: Desk) -> None:
    lot = desk.lot(TENT, 10, place=A02)
    desk.lot(TENT, 1)
    count = Counting(desk, places=(A01,))
    desk.issue(lot_line(lot, 4, A02))
    count.record(count.counted(lot, 6, A02))
    line = count.line(lot, A02)
    assert (line.is_expected, line.book_at_start, line.difference) == (False, some(10), some(0))


def test_a_line_counted_again_by_the_same_person_replaces_and_the_history_stays(desk: Desk) -> None:
    lot = desk.lot(TENT, 10)
    count = Counting(desk)
    count.record(count.counted(lot, 7))
    count.record(count.counted(lot, 10, note="门后还有"))
    assert count.line(lot).difference == some(0)
    history = desk.read(count_history, SITE, count.seq, lot, A01)
    assert [(each.quantity, each.note) for each in history] == [(some(7), ""), (some(10), "门后还有")]


def test_a_second_count_by_another_person_holds(desk: Desk) -> None:
    lot = desk.lot(TENT, 10)
    count = Counting(desk)
    count.record(count.counted(lot, 7))
    assert count.line(lot).needs_second(count.session)
    count.record(count.counted(lot, 9, round=2), actor=count.other)
    line = count.line(lot)
    assert line.first and line.second and line.holding is line.second
    assert (line.first.counter, line.second.counter) == (count.counter, count.other)
    assert line.difference == some(-1) and not line.needs_second(count.session)
    count.record(count.counted(lot, 10, round=2), actor=count.other)
    assert count.line(lot).difference == some(0)


@pytest.mark.parametrize(
    ("mille", "least", "counted", "is_needed"),
    [
        (0, "0", 10, False),
        (0, "0", 9, True),
        (100, "0", 9, False),
        (99, "0", 9, True),
        (0, "1", 9, False),
        (99, "2", 8, False),
    ],
)
def test_a_second_count_is_needed_above_both_tolerances(
    desk: Desk, mille: int, least: str, counted: int, *, is_needed: bool
) -> None:
    lot = desk.lot(TENT, 10)
    count = Counting(desk, tolerance_mille=mille, tolerance=some(least))
    count.record(count.counted(lot, counted))
    assert count.line(lot).needs_second(count.session) is is_needed


def test_unknown_codes_are_kept_as_they_were_scanned(desk: Desk) -> None:
    desk.lot(TENT, 10)
    count = Counting(desk)
    code = UnknownCode(code="6901234567892", place="A01", counted_at=NOW, note="三箱")
    count.record(unknown=(code, code))
    first, second = count.whole.unknown
    assert (first.code, first.place, first.counter, first.note) == ("6901234567892", "A01", "初盘人", "三箱")
    assert first == second and count.session.unknown_count == 2


@pytest.fixture
def lot(desk: Desk) -> LotId:
    """Return ten tents at A01."""
    return desk.lot(TENT, 10)


@pytest.fixture
def count(desk: Desk, lot: LotId) -> Counting:
    """Return a count of the whole depot."""
    return Counting(desk)


def refused(count: Counting, **fields: object) -> SuppliesError:
    lot = fields.pop("lot", None) or count.whole.lines[0].lot_id
    line = count.counted(lot, **{"quantity": 10, **fields})  # type: ignore[arg-type]
    return count.desk.refused(count.recording(line), actor=count.counter)


def test_a_batch_of_nothing_is_refused(count: Counting) -> None:
    assert type(count.desk.refused(count.recording())) is NothingToDo


def test_a_lot_a_place_or_a_quantity_that_cannot_be_is_refused_by_its_line(desk: Desk, count: Counting) -> None:
    assert_line(refused(count, lot=new_id()), UnknownRecord, "lot_id")
    assert_line(refused(count, place=PlaceCode("Z99")), UnknownRecord, "place")
    assert_line(refused(count, place=COUNT_DIFFERENCE), UnknownRecord, "place")
    assert_line(refused(count, place=part_of(PlaceCode("Z99"), PlaceKind.HELD)), UnknownRecord, "place")
    assert_line(refused(count, quantity="-1"), QuantityNegative, "counted")
    assert_line(refused(count, quantity="9.5"), TooManyDecimals, "counted")
    desk.post(act(RetirePlace, depot="210300A", code=B01))
    assert_line(refused(count, place=B01), PlaceRetired, "place")
    receipt = desk.receive(goods(TENT, 1))
    made = desk.lines(receipt)[0].lot_id
    desk.reverse(receipt)
    assert_line(refused(count, lot=made), LotVoid, "lot_id")
    one = desk.lot(COMMAND_TENT, 1, serial_no="S-1")
    assert_line(refused(count, lot=one, quantity=2), QuantityNegative, "counted")


def test_a_line_twice_in_one_batch_is_refused(count: Counting, lot: LotId) -> None:
    line = count.counted(lot, 10)
    assert_line(count.desk.refused(count.recording(line, line), actor=count.counter), LineTwice, "lot_id", 2)


def test_a_moment_outside_the_count_is_refused(count: Counting) -> None:
    assert_line(refused(count, at_seq=count.seq - 1), CountMoment, "at_seq")
    assert_line(refused(count, at_seq=count.now + 1), CountMoment, "at_seq")
    for days in (-2, 2):
        assert type(refused(count, counted_at=NOW + timedelta(days=days))) is CountTime


def test_who_counts_second_is_another_and_nobody_replaces_the_count_of_another(count: Counting, lot: LotId) -> None:
    desk = count.desk
    assert_line(refused(count, round=2), FirstCountMissing, "round")
    count.record(count.counted(lot, 8))
    assert_line(refused(count, round=2), OtherPersonNeeded, "round")
    again = count.recording(count.counted(lot, 9))
    assert_line(desk.refused(again, actor=count.other), CountedByAnother, "round")
    count.record(count.counted(lot, 9, round=2), actor=count.other)
    assert_line(refused(count, quantity=9), SecondCountStands, "round")
    third = count.recording(count.counted(lot, 9, round=2))
    assert_line(desk.refused(third, actor=count.head), CountedByAnother, "round")


def test_every_wrong_line_of_a_batch_is_named(count: Counting, lot: LotId) -> None:
    lines = (count.counted(lot, -1), count.counted(lot, 1, at_seq=1), count.counted(lot, 1, A02))
    error = count.desk.refused(count.recording(*lines), actor=count.counter)
    assert_lines(error, (1, "counted", QuantityNegative), (2, "lot_id", LineTwice))


def test_only_an_open_count_takes_lines(count: Counting, lot: LotId) -> None:
    assert type(count.desk.refused(act(RecordCount, of_seq=count.seq - 1))) is UnknownRecord
    count.record(count.counted(lot, 10))
    count.finish()
    assert type(refused(count)) is CountFinished

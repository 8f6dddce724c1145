"""Ending a count: once, with one adjustment that holds the differences and nothing else."""

import threading
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supplies.errors import (
    AmountTooLarge,
    CorrectedSince,
    CountBetween,
    CountChanged,
    CounterCannotFinish,
    CountFinished,
    InsufficientStock,
    LinesRefused,
    NotAllCounted,
    ObjectElsewhere,
    PeriodClosed,
    PlaceRetired,
    ReasonNeeded,
    SecondCountsNeeded,
    SuppliesError,
    TooManyLines,
    UnknownRecord,
)
from supplies.models.accounts import Role
from supplies.models.stock import DocumentKind, PlaceKind
from supplies.program import Program
from supplies.stock import count_finish
from supplies.stock.actions import Adjust, ClosePeriod, CountLine, Into, Receive, RetirePlace, Reverse, WriteOff
from supplies.stock.counting import CountedLine, KeyReason
from supplies.stock.lookups import LOST, part_of
from supplies.values import Login, PlaceCode
from tests.rooms import (
    A01,
    A02,
    B01,
    COMMAND_TENT,
    DEPOT,
    QUILT,
    TENT,
    Desk,
    act,
    ago,
    assert_line,
    assert_lines,
    goods,
    lot_line,
    many,
    move_line,
    rows_in,
    some,
    yuan,
)
from tests.soak import size
from tests.stock.counts import Counting

WIDE = {"tolerance_mille": 1000, "tolerance": some(1_000_000)}
"""No difference asks for a second count."""
RACES = size(100, 200)


def test_the_difference_is_posted_and_not_the_level(desk: Desk) -> None:
    lot = desk.lot(TENT, 10, yuan("180.00"))
    count = Counting(desk, **WIDE)
    desk.issue(lot_line(lot, 2))
    count.record(count.counted(lot, 7))
    desk.issue(lot_line(lot, 3))
    paper = count.finish(reason="短少")
    assert paper is not None
    assert (paper.kind, paper.paper_number, paper.line_count) == (DocumentKind.ADJUSTMENT, count.number, 1)
    assert desk.held(lot) == some(4), "seven were counted, three went out since"
    (line,) = desk.lines(paper)
    assert (line.quantity, line.reason, line.amount) == (some(1), "短少", yuan("18.00"))
    kept = count.line(lot)
    assert (kept.now, kept.moved_before, kept.moved_after, kept.reason) == (some(5), some(-2), some(-3), "短少")


def test_a_count_that_agrees_is_finished_without_a_document(desk: Desk) -> None:
    lot = desk.lot(TENT, 10)
    count = Counting(desk)
    count.record(count.counted(lot, 10))
    before = desk.program.read(partial(rows_in, table="document"))
    assert count.finish(reason="") is None
    assert (count.session.state, count.session.finished_by, count.session.document) == ("已完成", "科长", "")
    assert desk.program.read(partial(rows_in, table="document")) == before


def test_goods_set_aside_are_corrected_where_they_are(desk: Desk) -> None:
    line = goods(TENT, 4)
    desk.paper(act(Receive, depot=DEPOT, origin="purchase", into=Into.INSPECTING, lines=(line,)))
    place = part_of(A01, PlaceKind.INSPECTING)
    count = Counting(desk, **WIDE)
    count.record(count.counted(line.lot_id, 3, place))
    count.finish()
    assert desk.held(line.lot_id, place) == some(3)


def test_lines_are_left_out_only_with_a_reason(desk: Desk) -> None:
    tents, quilts, third = desk.lot(TENT, 10), desk.lot(QUILT, 5), desk.lot(QUILT, 6, place=A02)
    count = Counting(desk)
    count.record(count.counted(tents, 10))
    error = desk.refused(count.finishing(), actor=count.head)
    assert type(error) is NotAllCounted and error.facts["count"] == 2
    own = KeyReason(lot_id=quilts, place=A01, reason="门锁打不开")
    assert type(desk.refused(count.finishing(lines=(own,)), actor=count.head)) is NotAllCounted
    count.finish(lines=(own,), left_out="下次盘")
    assert [(each.is_left_out, each.reason) for each in (count.line(quilts), count.line(third, A02))] == [
        (True, "门锁打不开"),
        (True, "下次盘"),
    ]
    assert not count.line(tents).is_left_out


def test_a_difference_above_the_tolerance_waits_for_the_second_count(desk: Desk) -> None:
    lot = desk.lot(TENT, 10)
    count = Counting(desk)
    count.record(count.counted(lot, 7))
    error = desk.refused(count.finishing(), actor=count.head)
    assert type(error) is SecondCountsNeeded and error.facts["count"] == 1
    count.record(count.counted(lot, 8, round=2), actor=count.other)
    count.finish()
    assert desk.held(lot) == some(8)


def test_who_counted_does_not_finish(desk: Desk) -> None:
    lot = desk.lot(TENT, 10)
    head = desk.hire("head-who-counts", Role.SECTION_HEAD, Role.KEEPER)
    count = Counting(desk)
    count.record(count.counted(lot, 10), actor=head)
    assert type(desk.refused(count.finishing(), actor=head)) is CounterCannotFinish
    count.finish()


def test_nothing_is_approved_that_was_counted_after_one_looked(desk: Desk) -> None:
    lot = desk.lot(TENT, 10)
    count = Counting(desk, **WIDE)
    count.record(count.counted(lot, 9))
    seen = count.finishing()
    count.record(count.counted(lot, 1))
    assert type(desk.refused(seen, actor=count.head)) is CountChanged


def test_a_difference_needs_a_reason_and_each_line_may_have_its_own(desk: Desk) -> None:
    tents, quilts = desk.lot(TENT, 10), desk.lot(QUILT, 5, place=A02)
    count = Counting(desk, **WIDE)
    count.record(count.counted(tents, 9), count.counted(quilts, 6, A02))
    error = desk.refused(count.finishing(reason=" "), actor=count.head)
    assert_lines(error, (1, "reason", ReasonNeeded), (2, "reason", ReasonNeeded))
    own = KeyReason(lot_id=quilts, place=A02, reason="入库漏记")
    assert_line(desk.refused(count.finishing(reason="", lines=(own,)), actor=count.head), ReasonNeeded, "reason", 1)
    paper = count.finish(reason="短少", lines=(own,))
    assert paper is not None
    assert {line.lot_id: line.reason for line in desk.lines(paper)} == {tents: "短少", quilts: "入库漏记"}


def test_a_reason_for_a_line_that_the_count_does_not_have_is_refused(desk: Desk) -> None:
    lot = desk.lot(TENT, 10)
    count = Counting(desk)
    count.record(count.counted(lot, 10))
    stray = KeyReason(lot_id=lot, place=B01, reason="没有这行")
    assert type(desk.refused(count.finishing(lines=(stray,)), actor=count.head)) is UnknownRecord


def test_a_loss_that_the_books_no_longer_hold_names_its_line(desk: Desk) -> None:
    quilts, tents = desk.lot(QUILT, 3), desk.lot(TENT, 10, place=A02)
    count = Counting(desk, **WIDE)
    count.record(count.counted(quilts, 3), count.counted(tents, 4, A02))
    desk.issue(lot_line(tents, 9, A02))
    assert_line(desk.refused(count.finishing(), actor=count.head), InsufficientStock, "quantity", 2)


def test_the_same_error_is_not_corrected_twice(desk: Desk) -> None:
    """By a slip, by another count, or by taking a correction back."""
    lot = desk.lot(TENT, 10)
    one, two = Counting(desk, **WIDE), Counting(desk, **WIDE)
    for count in (one, two):
        count.record(count.counted(lot, 9))
    paper = one.finish()
    assert paper is not None
    error = desk.refused(two.finishing(), actor=two.head)
    assert_line(error, CorrectedSince, "counted")
    assert paper.number in error.text()
    two.record(two.counted(lot, 9))
    assert two.finish() is None
    three = Counting(desk, **WIDE)
    three.record(three.counted(lot, 8))
    slip = CountLine(lot_id=lot, place=A01, book=some(9), counted=some(8), reason="短少")
    desk.post(act(Adjust, depot=DEPOT, lines=(slip,)))
    assert_line(desk.refused(three.finishing(), actor=three.head), CorrectedSince, "counted")
    assert desk.held(lot) == some(8)


def test_what_is_missing_here_and_found_there_keeps_its_amount(desk: Desk) -> None:
    lot = desk.lot(TENT, 3, yuan("100.00"))
    one = desk.lot(COMMAND_TENT, 1, yuan("9000.00"), serial_no="S-1")
    count = Counting(desk, **WIDE)
    moved = (count.counted(lot, 1), count.counted(lot, 3, A02))
    count.record(*moved, count.counted(one, 0), count.counted(one, 1, A02))
    paper = count.finish()
    assert paper is not None
    amounts = {(line.lot_id, line.to_place): (line.quantity, line.amount) for line in desk.lines(paper)}
    assert amounts[lot, A02] == (some(3), yuan("99.99")), "two took 66.66 along, one more is worth 33.33"
    assert amounts[one, A02] == (some(1), yuan("9000.00"))
    assert (desk.held(one), desk.held(one, A02)) == (some(0), some(1))


def test_an_object_that_was_written_off_is_found_by_a_count_and_may_be_lost_again(desk: Desk) -> None:
    one = desk.lot(COMMAND_TENT, 1, yuan("9000.00"), serial_no="S-1")
    desk.lot(TENT, 1)
    for _again in range(2):
        desk.post(act(WriteOff, depot=DEPOT, lines=(lot_line(one, 1, reason="洪水冲走"),)))
        count = Counting(desk, **WIDE)
        count.record(count.counted(one, 1))
        paper = count.finish(left_out="未及")
        assert paper is not None
        (line,) = desk.lines(paper)
        assert (line.from_place, line.to_place, line.amount) == (LOST, A01, yuan("9000.00"))
        assert (desk.held(one), desk.held(one, LOST)) == (some(1), some(0))


def test_an_object_is_not_found_while_the_books_have_it_elsewhere(desk: Desk) -> None:
    one = desk.lot(COMMAND_TENT, 1, serial_no="S-1", place=A02)
    tents = desk.lot(TENT, 1)
    count = Counting(desk, places=(A01,), **WIDE)
    count.record(count.counted(tents, 1), count.counted(one, 1))
    error = desk.refused(count.finishing(), actor=count.head)
    assert type(error) is ObjectElsewhere and "A02" in error.text()


def test_a_surplus_where_the_location_was_closed_or_beyond_the_books_is_refused(desk: Desk) -> None:
    lot = desk.lot(TENT, 2, yuan("999999999999"))
    other = desk.lot(QUILT, 1)
    count = Counting(desk, **WIDE)
    count.record(count.counted(lot, 3_000), count.counted(other, 1), count.counted(other, 1, B01))
    desk.post(act(RetirePlace, depot=DEPOT, code=B01))
    error = desk.refused(count.finishing(), actor=count.head)
    assert type(error) is LinesRefused
    assert {(each.field, type(each.error)) for each in error.lines} == {
        ("counted", AmountTooLarge),
        ("place", PlaceRetired),
    }


def test_a_closed_period_takes_no_result(desk: Desk) -> None:
    lot = desk.lot(TENT, 10, day=ago(40))
    count = Counting(desk, business_date=ago(20), **WIDE)
    count.record(count.counted(lot, 9))
    desk.post(act(ClosePeriod, depot=DEPOT, closed_through=ago(10)))
    assert type(desk.refused(count.finishing(business_date=ago(15)), actor=count.head)) is PeriodClosed
    count.finish(business_date=ago(5))


def test_more_differences_than_a_document_holds_are_refused(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(count_finish, "LINES_MAX", 1)
    lots = [desk.lot(TENT, 10), desk.lot(QUILT, 10)]
    count = Counting(desk, **WIDE)
    count.record(*(count.counted(lot, 9) for lot in lots))
    assert type(desk.refused(count.finishing(), actor=count.head)) is TooManyLines


def test_a_finished_count_is_not_finished_again(desk: Desk) -> None:
    lot = desk.lot(TENT, 10)
    count = Counting(desk)
    count.record(count.counted(lot, 10))
    count.finish()
    error = desk.refused(count.finishing(), actor=count.head)
    assert type(error) is CountFinished and "head" in error.text()


def test_of_two_people_who_finish_at_once_exactly_one_does_and_the_other_is_told(program: Program) -> None:
    desk = Desk(program)
    second = desk.hire("second-head", Role.SECTION_HEAD)
    lot = desk.lot(TENT, 1000)
    for race in range(RACES):
        count = Counting(desk, **WIDE)
        count.record(count.counted(lot, 999 - race))
        outcomes = _race(program, {login: count.finishing() for login in (count.head, second)})
        assert sorted(map(type, outcomes.values()), key=str) == sorted([type(None), CountFinished], key=str)
        (winner,) = (login for login, error in outcomes.items() if error is None)
        (told,) = (error for error in outcomes.values() if error is not None)
        assert winner in told.text()
        assert desk.held(lot) == some(999 - race), "the difference is posted once"
    assert program.verify(deep=True).is_sound


def _race(program: Program, actions: dict[Login, object]) -> dict[Login, SuppliesError | None]:
    """Let several people post at the same moment; return what each was told."""
    start = threading.Barrier(len(actions))
    told: dict[Login, SuppliesError | None] = {}

    def post(login: Login, action: object) -> None:
        start.wait()
        try:
            program.post([action], login)  # type: ignore[list-item]
            told[login] = None
        except SuppliesError as error:
            told[login] = error

    threads = [threading.Thread(target=post, args=each) for each in actions.items()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return told


# --- reversals -------------------------------------------------------------------------------------------------------


def test_a_document_is_not_reversed_once_a_finished_count_has_found_its_goods(desk: Desk) -> None:
    lot, quilts = desk.lot(TENT, 10), desk.lot(QUILT, 10)
    issue, other = desk.issue(lot_line(lot, 2)), desk.issue(lot_line(quilts, 1))
    count = Counting(desk, items=(TENT,), **WIDE)
    count.record(count.counted(lot, 7))
    after = desk.issue(lot_line(lot, 1))
    reversing = act(Reverse, reverses_seq=issue.seq, reason="录入有误")
    paper = count.finish()
    error = desk.refused(reversing)
    assert type(error) is CountBetween and count.number in error.text() and "A01" in error.text()
    desk.reverse(after)
    desk.reverse(other)
    assert paper is not None
    desk.reverse(paper)
    assert desk.held(lot) == some(8)


def test_an_open_or_cancelled_count_hinders_no_reversal(desk: Desk) -> None:
    lot = desk.lot(TENT, 10)
    issue = desk.issue(lot_line(lot, 2))
    count = Counting(desk)
    count.record(count.counted(lot, 8))
    desk.reverse(issue)
    assert count.line(lot).moved_after == some(2)


# --- whatever happens meanwhile --------------------------------------------------------------------------------------

STEPS = st.lists(st.sampled_from(["issue", "move", "move back", "count A01", "count A02", "record"]), max_size=16)
WRONG = st.integers(-3, 3)
SPARE = 4
"""Pieces that are left at a place, so that the correction to come never asks for more than there is."""


@many(max_examples=size(25, 500))
@given(steps=STEPS, here=WRONG, there=WRONG)
def test_after_a_count_the_books_have_what_lies_there_whatever_moved_meanwhile(
    program: Program, steps: list[str], here: int, there: int
) -> None:
    depot = _Depot(Desk(program), {A01: here, A02: there})
    for step in [*steps, "count A01", "count A02", "record"]:
        depot.take(step)
    depot.count.finish(left_out="别的例子")
    for place, quantity in depot.lies.items():
        assert depot.desk.held(depot.lot, place) == some(quantity)


class _Depot:
    """What really lies at two places, while the books are wrong by some."""

    def __init__(self, desk: Desk, wrong: dict[PlaceCode, int]) -> None:
        self.desk = desk
        self.lot = desk.lot(TENT, 20)
        desk.move(move_line(self.lot, 10))
        self.lies = {place: 10 + more for place, more in wrong.items()}
        self.count = Counting(desk, items=(TENT,), **WIDE)
        self.noted: dict[PlaceCode, CountedLine] = {}

    def take(self, step: str) -> None:
        """Do one thing."""
        match step.split():
            case ["count", place]:
                at = PlaceCode(place)
                self.noted[at] = self.count.counted(self.lot, self.lies[at], at)
            case ["record"] if self.noted:
                self.count.record(*self.noted.values())
                self.noted = {}
            case ["issue"] if self._is_spare(A01):
                self.desk.issue(lot_line(self.lot, 1))
                self.lies[A01] -= 1
            case ["move", *back]:
                self._move(*((A02, A01) if back else (A01, A02)))

    def _is_spare(self, place: PlaceCode) -> bool:
        """Return whether a piece may leave a place, by the goods and by the books."""
        return min(self.lies[place], self.desk.held(self.lot, place).thousandths // 1000) > SPARE

    def _move(self, origin: PlaceCode, goal: PlaceCode) -> None:
        """Move a piece."""
        if self._is_spare(origin):
            self.desk.move(move_line(self.lot, 1, origin, goal))
            self.lies[origin] -= 1
            self.lies[goal] += 1

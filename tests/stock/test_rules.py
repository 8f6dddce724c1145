"""What may be issued, moved, taken back, adjusted and written off here and now."""

from typing import Any

import pytest

from supplies.errors import (
    BookChanged,
    EarlierLotFirst,
    InsufficientStock,
    LineTwice,
    LotExpired,
    MoreThanIssued,
    NothingToDo,
    ObjectElsewhere,
    PlaceRetired,
    QuantityNegative,
    QuantityNotPositive,
    ReasonNeeded,
    SamePlace,
    SetAside,
    ShortOnLaterDay,
    SuppliesError,
    TooManyDecimals,
    TooManyLines,
    UnknownRecord,
)
from supplies.journal.action import Action
from supplies.models.stock import Origin, PlaceKind
from supplies.stock.actions import (
    LINES_MAX,
    AddDepot,
    AddPlace,
    Adjust,
    CountLine,
    Into,
    Issue,
    LotLine,
    Move,
    MoveLine,
    Receive,
    RetirePlace,
    Return,
    WriteOff,
)
from supplies.stock.lookups import PARTS, part_of
from supplies.values import DepotCode, LotId, PlaceCode, new_id
from tests.rooms import (
    A01,
    A02,
    B01,
    COMMAND_TENT,
    DEPOT,
    TENT,
    TODAY,
    WATER,
    Desk,
    act,
    ago,
    assert_line,
    assert_lines,
    coming_back,
    goods,
    lot_line,
    move_line,
    some,
)
from tests.stock.incoming import PROVINCE, organisations

Z99 = PlaceCode("Z99")
OUTSIDE = PlaceCode("~supplier")


def issue(*lines: LotLine, **fields: Any) -> Issue:
    return act(Issue, depot=DEPOT, counterparty="铁东区", lines=lines, **fields)


def move(*lines: MoveLine, **fields: Any) -> Move:
    return act(Move, depot=DEPOT, lines=lines, **fields)


def take_back(*lines: LotLine, **fields: Any) -> Return:
    return act(Return, depot=DEPOT, lines=coming_back(*lines), **fields)


def write_off(*lines: LotLine, **fields: Any) -> WriteOff:
    return act(WriteOff, depot=DEPOT, lines=lines, **fields)


def adjust(*lines: CountLine, **fields: Any) -> Adjust:
    return act(Adjust, depot=DEPOT, lines=lines, **fields)


def count(
    lot: LotId, book: str | int, counted: str | int, place: PlaceCode = A01, reason: str = "盘点差异"
) -> CountLine:
    return CountLine(lot_id=lot, place=place, book=some(book), counted=some(counted), reason=reason)


def taking(lot: LotId, quantity: str | int, place: PlaceCode = A01) -> list[Action]:
    """Return each action that takes some of a lot out of a place."""
    line = lot_line(lot, quantity, place, reason="破损")
    return [issue(line), write_off(line), move(move_line(lot, quantity, place, B01))]


# --- what all of them refuse -----------------------------------------------------------------------------------------


def test_a_document_without_lines_is_refused(desk: Desk) -> None:
    for action in (issue(), move(), take_back(), write_off(), adjust()):
        assert type(desk.refused(action)) is NothingToDo


def test_a_document_with_too_many_lines_is_refused(desk: Desk) -> None:
    error = desk.refused(issue(*[lot_line(LotId(new_id()), 1)] * (LINES_MAX + 1)))
    assert type(error) is TooManyLines and error.facts == {"count": LINES_MAX + 1, "most": LINES_MAX}


def test_an_unknown_lot_is_refused(desk: Desk) -> None:
    lot = LotId(new_id())
    for action in (*taking(lot, 1), take_back(lot_line(lot, 1)), adjust(count(lot, 1, 0))):
        error = desk.refused(action)
        assert_line(error, UnknownRecord, "lot_id")
        assert error.facts["key"] == str(lot)


def test_a_quantity_not_above_zero_is_refused(desk: Desk) -> None:
    lot = desk.lot()
    desk.issue(lot_line(lot, 5))
    for quantity in (0, -1):
        for action in (*taking(lot, quantity), take_back(lot_line(lot, quantity))):
            assert_line(desk.refused(action), QuantityNotPositive, "quantity")


def test_a_finer_quantity_than_the_item_allows_is_refused(desk: Desk) -> None:
    lot = desk.lot()
    desk.issue(lot_line(lot, 5))
    for action in (*taking(lot, "0.5"), take_back(lot_line(lot, "0.5"))):
        error = desk.refused(action)
        assert_line(error, TooManyDecimals, "quantity")
        assert error.facts["decimals"] == 0
    assert_line(desk.refused(adjust(count(lot, 5, "4.5"))), TooManyDecimals, "counted")


@pytest.mark.parametrize("place", [Z99, OUTSIDE])
def test_goods_are_taken_only_from_recorded_storage_locations(desk: Desk, place: PlaceCode) -> None:
    lot = desk.lot()
    for action in (*taking(lot, 1, place), take_back(lot_line(lot, 1, place)), move(move_line(lot, 1, B01, place))):
        error = desk.refused(action)
        assert type(error) is UnknownRecord and error.facts["key"] == place
        assert error.lines[0].field in {"place", "to_place"}


def test_a_closed_location_takes_nothing_in_and_gives_nothing_out(desk: Desk) -> None:
    lot = desk.lot()
    desk.issue(lot_line(lot, 5))
    desk.post(act(RetirePlace, depot=DEPOT, code=A02))
    for action in taking(lot, 1, A02):
        assert_line(desk.refused(action), PlaceRetired, "place")
    assert_line(desk.refused(take_back(lot_line(lot, 1, A02))), PlaceRetired, "place")
    assert_line(desk.refused(move(move_line(lot, 1, A01, A02))), PlaceRetired, "to_place")
    assert_line(desk.refused(adjust(count(lot, 0, 1, A02))), PlaceRetired, "place")


def test_more_than_the_place_holds_is_refused_and_says_where_there_is_more(desk: Desk) -> None:
    lot, other = desk.lot(quantity=10), desk.lot(quantity=7, place=A02)
    labels = {row.lot_id: row.label_code for row in desk.stock()}
    for action in taking(lot, 11):
        error = desk.refused(action)
        assert_line(error, InsufficientStock, "quantity")
        assert error.facts["wanted"] == some(11) and error.facts["on_hand"] == some(10)
        assert error.facts["label"] == labels[lot]
        assert error.facts["elsewhere"] == f"市本级库 A02区 {labels[other]} 7"
    assert_line(desk.refused(issue(lot_line(lot, 1, A02))), InsufficientStock, "quantity")


def test_where_there_is_none_elsewhere_the_refusal_says_none(desk: Desk) -> None:
    error = desk.refused(issue(lot_line(desk.lot(), 11)))
    assert error.facts["elsewhere"] not in {"", None}


def test_the_lines_of_one_document_share_what_the_place_holds(desk: Desk) -> None:
    lot = desk.lot(quantity=10)
    error = desk.refused(issue(lot_line(lot, 6), lot_line(lot, 5)))
    assert_line(error, InsufficientStock, "quantity", line=2)
    assert error.facts["on_hand"] == some(4)
    desk.issue(lot_line(lot, 6), lot_line(lot, 4))
    assert desk.held(lot) == some(0)


def test_every_wrong_line_is_named_with_its_number(desk: Desk) -> None:
    lot = desk.lot()
    lines = (lot_line(lot, 1), lot_line(lot, 0), lot_line(LotId(new_id()), 1), lot_line(lot, 10))
    expected: tuple[tuple[int, str, type[SuppliesError]], ...] = (
        (2, "quantity", QuantityNotPositive),
        (3, "lot_id", UnknownRecord),
        (4, "quantity", InsufficientStock),
    )
    assert_lines(desk.refused(issue(*lines)), *expected)


# --- first to expire, first out --------------------------------------------------------------------------------------


def water(desk: Desk, expires_in: int | None, quantity: int = 10, place: PlaceCode = A01) -> LotId:
    return desk.lot(WATER, quantity, place=place, expires_on=None if expires_in is None else ago(-expires_in))


def test_the_lot_that_expires_first_goes_first(desk: Desk) -> None:
    late, early = water(desk, 90), water(desk, 30)
    labels = {row.lot_id: row.label_code for row in desk.stock()}
    error = desk.refused(issue(lot_line(late, 1)))
    assert_line(error, EarlierLotFirst, "reason")
    assert error.facts["earlier"] == labels[early] and error.facts["expires"] == ago(-30)
    assert desk.issue(lot_line(early, 10)).line_count == 1
    assert desk.issue(lot_line(late, 1)).line_count == 1


def test_a_later_lot_goes_first_with_a_reason(desk: Desk) -> None:
    late, _early = water(desk, 90), water(desk, 30)
    assert_line(desk.refused(issue(lot_line(late, 1, reason="  "))), EarlierLotFirst, "reason")
    paper = desk.issue(lot_line(late, 1, reason="整托发运"))
    assert desk.lines(paper)[0].reason == "整托发运"


def test_a_document_may_empty_the_earlier_lot_and_go_on_with_the_next(desk: Desk) -> None:
    late, early = water(desk, 90), water(desk, 30)
    assert_line(desk.refused(issue(lot_line(early, 9), lot_line(late, 1))), EarlierLotFirst, "reason", line=2)
    desk.issue(lot_line(late, 1), lot_line(early, 10))
    assert (desk.held(early), desk.held(late)) == (some(0), some(9))


def test_the_earlier_lot_counts_over_all_its_places(desk: Desk) -> None:
    late, early = water(desk, 90), water(desk, 30)
    desk.move(move_line(early, 4))
    assert_line(desk.refused(issue(lot_line(early, 6), lot_line(late, 1))), EarlierLotFirst, "reason", line=2)
    desk.issue(lot_line(early, 6), lot_line(early, 4, A02), lot_line(late, 1))


def test_a_lot_without_an_expiry_goes_after_those_that_expire(desk: Desk) -> None:
    forever, early = water(desk, None), water(desk, 30)
    assert_line(desk.refused(issue(lot_line(forever, 1))), EarlierLotFirst, "reason")
    desk.issue(lot_line(early, 1))


def test_lots_that_expire_on_the_same_day_go_in_any_order(desk: Desk) -> None:
    first, second = water(desk, 30), water(desk, 30)
    desk.issue(lot_line(second, 1))
    desk.issue(lot_line(first, 1))


def test_a_lot_on_its_last_day_goes_first(desk: Desk) -> None:
    late, _last = water(desk, 90), water(desk, 0)
    assert_line(desk.refused(issue(lot_line(late, 1))), EarlierLotFirst, "reason")


def test_another_item_or_an_expired_lot_does_not_hold_a_lot_back(desk: Desk) -> None:
    late = water(desk, 90)
    desk.lot(WATER, expires_on=ago(1))
    desk.lot(expires_on=ago(-1))
    desk.issue(lot_line(late, 1))


def test_an_expired_lot_goes_out_only_with_a_reason(desk: Desk) -> None:
    lot = desk.lot(WATER, expires_on=ago(1))
    error = desk.refused(issue(lot_line(lot, 1)))
    assert_line(error, LotExpired, "reason")
    assert error.facts["expires"] == ago(1)
    desk.issue(lot_line(lot, 1, reason="演练用"))


def test_a_lot_is_good_through_its_last_day(desk: Desk) -> None:
    lot = desk.lot(WATER, expires_on=TODAY)
    desk.issue(lot_line(lot, 1))


def test_whether_a_lot_was_expired_is_asked_of_the_day_on_the_paper(desk: Desk) -> None:
    lot = desk.lot(WATER, day=ago(20), expires_on=ago(5))
    desk.issue(lot_line(lot, 1), day=ago(5))
    assert_line(desk.refused(issue(lot_line(lot, 1), business_date=ago(4))), LotExpired, "reason")


def test_moving_and_writing_off_ask_no_order_of_expiry(desk: Desk) -> None:
    late, _early, old = water(desk, 90), water(desk, 30), desk.lot(WATER, expires_on=ago(1))
    desk.move(move_line(late, 1), move_line(old, 1))
    desk.post(write_off(lot_line(late, 1, reason="破损"), lot_line(old, 1, reason="过期")))


# --- move, return, write-off -----------------------------------------------------------------------------------------


def test_a_move_goes_somewhere_else(desk: Desk) -> None:
    error = desk.refused(move(move_line(desk.lot(), 1, A01, A01)))
    assert_line(error, SamePlace, "to_place")
    assert error.facts == {"place": A01}


@pytest.mark.parametrize("into", [Into.INSPECTING, Into.HELD])
def test_a_move_never_changes_what_goods_count_as(desk: Desk, into: Into) -> None:
    """What is set aside becomes usable, and what is usable is set aside, only by the procedure that is for it."""
    organisations(desk)
    aside = goods(TENT, 5, owner=PROVINCE)
    desk.post(act(Receive, depot=DEPOT, origin=Origin.PURCHASE, into=into, keeps_owner=True, lines=(aside,)))
    part = part_of(A01, PlaceKind(into))
    for goal in (A01, A02):
        assert_line(desk.refused(move(move_line(aside.lot_id, 1, part, goal))), SetAside, "place")
    for kind in PARTS:
        into_part = move(move_line(desk.lot(), 1, A01, part_of(A02, kind)))
        assert_line(desk.refused(into_part), UnknownRecord, "to_place")
    for place in (part_of(A02, PlaceKind(into)), part_of(A01, PlaceKind.OUT_OF_SERVICE)):
        assert_line(desk.refused(move(move_line(aside.lot_id, 1, part, place))), UnknownRecord, "to_place")


def test_no_more_comes_back_than_went_out(desk: Desk) -> None:
    lot = desk.lot()
    assert_line(desk.refused(take_back(lot_line(lot, 1))), MoreThanIssued, "quantity")
    desk.issue(lot_line(lot, 6))
    desk.post(take_back(lot_line(lot, 2, A02)))
    error = desk.refused(take_back(lot_line(lot, 3), lot_line(lot, 2)))
    assert_line(error, MoreThanIssued, "quantity", line=2)
    assert error.facts["wanted"] == some(2) and error.facts["on_hand"] == some(1)
    desk.post(take_back(lot_line(lot, 4)))
    assert (desk.held(lot), desk.held(lot, A02)) == (some(8), some(2))
    assert_line(desk.refused(take_back(lot_line(lot, 1))), MoreThanIssued, "quantity")


def test_what_was_written_off_does_not_come_back_as_a_return(desk: Desk) -> None:
    lot = desk.lot()
    desk.post(write_off(lot_line(lot, 5, reason="水浸")))
    assert_line(desk.refused(take_back(lot_line(lot, 1))), MoreThanIssued, "quantity")


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_write_off_says_why(desk: Desk, reason: str) -> None:
    assert_line(desk.refused(write_off(lot_line(desk.lot(), 1, reason=reason))), ReasonNeeded, "reason")


# --- counts ----------------------------------------------------------------------------------------------------------


def test_a_count_that_finds_what_the_books_say_is_no_adjustment(desk: Desk) -> None:
    assert_line(desk.refused(adjust(count(desk.lot(), 10, 10))), ReasonNeeded, "reason")


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_difference_says_why(desk: Desk, reason: str) -> None:
    assert_line(desk.refused(adjust(count(desk.lot(), 10, 9, reason=reason))), ReasonNeeded, "reason")


def test_a_count_made_before_goods_moved_is_counted_again(desk: Desk) -> None:
    lot = desk.lot()
    desk.issue(lot_line(lot, 1))
    error = desk.refused(adjust(count(lot, 10, 8)))
    assert_line(error, BookChanged, "book")
    assert error.facts["on_hand"] == some(9) and error.facts["book"] == some(10)


def test_a_lot_at_a_place_is_counted_in_one_line(desk: Desk) -> None:
    lot = desk.lot()
    error = desk.refused(adjust(count(lot, 10, 9), count(lot, 10, 8)))
    assert_line(error, LineTwice, "lot_id", line=2)
    assert error.facts["place"] == A01


def test_less_than_nothing_is_not_counted(desk: Desk) -> None:
    assert_line(desk.refused(adjust(count(desk.lot(), 10, -1))), QuantityNegative, "counted")


def test_an_unknown_place_is_not_counted(desk: Desk) -> None:
    for place in (Z99, PlaceCode("~issued")):
        error = desk.refused(adjust(count(desk.lot(), 0, 1, place)))
        assert_line(error, UnknownRecord, "place")


def test_an_object_is_counted_once_or_not_at_all(desk: Desk) -> None:
    lot = desk.lot(COMMAND_TENT, 1, serial_no="S1")
    error = desk.refused(adjust(count(lot, 1, 2)))
    assert_line(error, QuantityNegative, "counted")


def test_an_object_on_hand_is_not_found_a_second_time_elsewhere(desk: Desk) -> None:
    lot = desk.lot(COMMAND_TENT, 1, serial_no="S1")
    error = desk.refused(adjust(count(lot, 0, 1, A02)))
    assert_line(error, ObjectElsewhere, "counted")
    assert error.facts["place"] == A01


def test_an_object_that_is_issued_is_not_found_without_a_return(desk: Desk) -> None:
    lot = desk.lot(COMMAND_TENT, 1, serial_no="S1")
    desk.issue(lot_line(lot, 1))
    assert_line(desk.refused(adjust(count(lot, 0, 1))), ObjectElsewhere, "counted")


def test_an_object_of_one_depot_is_not_found_in_another(desk: Desk) -> None:
    lot = desk.lot(COMMAND_TENT, 1, serial_no="S1")
    second = DepotCode("210300B")
    desk.post(act(AddDepot, code=second, name="二号库"), act(AddPlace, depot=second, code=A01, name="甲区"))
    found = act(Adjust, depot=second, lines=(count(lot, 0, 1),))
    error = desk.refused(found)
    assert_line(error, ObjectElsewhere, "counted")
    assert error.facts["place"] == f"{DEPOT} {A01}"
    desk.issue(lot_line(lot, 1))
    assert "领用单位" in desk.refused(found).text()


# --- back-dating -----------------------------------------------------------------------------------------------------


def test_a_back_dated_line_must_not_leave_a_later_day_short(desk: Desk) -> None:
    lot = desk.lot(quantity=10, day=ago(20))
    desk.issue(lot_line(lot, 8), day=ago(10))
    desk.post(take_back(lot_line(lot, 8), business_date=ago(5)))
    line = lot_line(lot, 3, reason="破损")
    for action in (
        issue(line, business_date=ago(15)),
        write_off(line, business_date=ago(15)),
        move(move_line(lot, 3), business_date=ago(15)),
        adjust(count(lot, 10, 7), business_date=ago(15)),
    ):
        error = desk.refused(action)
        assert_line(error, ShortOnLaterDay, "quantity")
        assert error.facts["wanted"] == some(3) and error.facts["on_hand"] == some(2)
        assert (error.facts["date"], error.facts["day"]) == (ago(15), ago(10))
    desk.issue(lot_line(lot, 2), day=ago(15))
    desk.issue(lot_line(lot, 8), day=ago(5))


def test_a_back_dated_line_counts_with_the_lines_before_it(desk: Desk) -> None:
    lot = desk.lot(quantity=10, day=ago(20))
    desk.issue(lot_line(lot, 8), day=ago(10))
    desk.post(take_back(lot_line(lot, 8), business_date=ago(5)))
    error = desk.refused(issue(lot_line(lot, 1), lot_line(lot, 2), business_date=ago(15)))
    assert_line(error, ShortOnLaterDay, "quantity", line=2)
    assert error.facts["wanted"] == some(3)


def test_nothing_goes_out_before_it_came(desk: Desk) -> None:
    lot = desk.lot(day=ago(5))
    error = desk.refused(issue(lot_line(lot, 1), business_date=ago(6)))
    assert_line(error, ShortOnLaterDay, "quantity")
    assert error.facts["on_hand"] == some(0) and error.facts["day"] == ago(6)
    desk.issue(lot_line(lot, 1), day=ago(5))


def test_nothing_comes_back_before_it_went_out(desk: Desk) -> None:
    lot = desk.lot(day=ago(20))
    desk.issue(lot_line(lot, 5), day=ago(5))
    assert_line(desk.refused(take_back(lot_line(lot, 1), business_date=ago(6))), ShortOnLaterDay, "quantity")
    desk.post(take_back(lot_line(lot, 1), business_date=ago(5)))


def test_a_back_dated_receipt_is_there_from_its_day_on(desk: Desk) -> None:
    lot = desk.lot(day=ago(9))
    assert desk.issue(lot_line(lot, 1), day=ago(9)).business_date == ago(9)
    desk.receive(goods(), day=ago(400))

"""What keeps a slip from being posted is named before, at its line and field, as far as the slip can know it."""

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from supplies.errors import (
    AddresseeNeeded,
    AmountNegative,
    AmountTooLarge,
    BorrowerNeeded,
    DateInFuture,
    DueBackward,
    DueNeeded,
    EarlierLotFirst,
    LifeBackward,
    LotExpired,
    MoreThanIssued,
    NothingToDo,
    PlaceNeeded,
    ProducedLater,
    QuantityNegative,
    QuantityNotPositive,
    QuantityTooLarge,
    ReasonNeeded,
    SameDepot,
    SerialNeeded,
    SerialNotWanted,
    SerialTaken,
    SlipShort,
    SuppliesError,
    TextTooLong,
    TooManyDecimals,
    TooManyLines,
)
from supplies.models.catalogue import Tracking
from supplies.models.stock import DocumentKind
from supplies.stock import slip_checks
from supplies.stock.actions import LINES_MAX, TEXT_MAX, Condition
from supplies.stock.slip import SLIP_KINDS, Earlier, Slip, SlipHead, SlipLine
from supplies.stock.slip_checks import (
    first_error,
    line_errors,
    quantity_error,
    reason_wanted,
    room,
    slip_errors,
    whole_error,
)
from supplies.values import (
    MONEY_MAX_FEN,
    NO_QUANTITY,
    QUANTITY_MAX_THOUSANDTHS,
    DepotCode,
    LotId,
    Money,
    PlaceCode,
    Quantity,
    new_id,
)
from tests.rooms import A02, DEPOT, TODAY, ago, assert_speaks, some
from tests.stock.slips import line, slip, tent

ISSUE, RECEIPT, RETURN, MOVE, COUNT, WRITE_OFF, DISPATCH, LOAN = SLIP_KINDS
FAR = "损" * (TEXT_MAX + 1)


def kinds_of(errors: dict[str, SuppliesError]) -> dict[str, type[SuppliesError]]:
    """Return of which class each field's error is, once it is proved that each has words."""
    for error in errors.values():
        assert_speaks(error)
    return {name: type(error) for name, error in errors.items()}


def wrong(kind: DocumentKind, *lines: SlipLine, day: date = TODAY) -> dict[str, type[SuppliesError]]:
    """Return what is wrong with the last of some lines, by field."""
    return kinds_of(line_errors(slip(kind, *lines), lines[-1], day))


# --- quantities ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "quantity", "more", "error"),
    [
        (ISSUE, 0, {}, QuantityNotPositive),
        (COUNT, 0, {}, None),
        (ISSUE, 1, {}, None),
        (ISSUE, "1.5", {}, TooManyDecimals),
        (ISSUE, "1.5", {"decimals": 1}, None),
        (ISSUE, "1.125", {"decimals": 3}, None),
        (RECEIPT, 10**9, {}, None),
        (ISSUE, 5, {"limit": some(5)}, None),
        (ISSUE, 6, {"limit": some(5)}, SlipShort),
        (WRITE_OFF, 6, {"limit": some(5)}, SlipShort),
        (MOVE, 6, {"limit": some(5)}, SlipShort),
        (RETURN, 6, {"limit": some(5)}, MoreThanIssued),
        (COUNT, 6, {"limit": some(5)}, None),
    ],
)
def test_a_quantity_is_bounded_by_what_it_is_taken_from(
    kind: DocumentKind, quantity: str | int, more: dict[str, object], error: type[SuppliesError] | None
) -> None:
    here = line(1, 1, **more)
    found = quantity_error(slip(kind, here), here, some(quantity))
    assert (None if found is None else type(found)) is error


def test_more_than_a_line_can_hold_is_refused_before_it_is_kept() -> None:
    here = line()
    found = quantity_error(slip(RECEIPT, here), here, Quantity(QUANTITY_MAX_THOUSANDTHS + 1))
    assert isinstance(found, QuantityTooLarge)
    assert_speaks(found)
    assert quantity_error(slip(RECEIPT, here), here, Quantity(-1000)) is not None


def test_an_object_is_one_or_in_a_count_none() -> None:
    assert type(quantity_error(slip(ISSUE, tent()), tent(), some(2))) is SerialNeeded
    assert type(quantity_error(slip(COUNT, tent()), tent(), some(2))) is QuantityNegative
    assert quantity_error(slip(COUNT, tent()), tent(), NO_QUANTITY) is None


@pytest.mark.parametrize("kind", [ISSUE, WRITE_OFF, MOVE])
def test_lines_of_one_lot_at_one_place_share_what_is_there(kind: DocumentKind) -> None:
    lot = LotId(new_id())
    first = line(1, 6, lot_id=lot, limit=some(10), to_place=A02)
    second = line(2, 4, lot_id=lot, limit=some(10), to_place=PlaceCode("B01"))
    here = slip(kind, first, second)
    assert (room(here, first), room(here, second)) == (some(6), some(4))
    assert quantity_error(here, second, some(4)) is None
    refused = quantity_error(here, second, some(5))
    assert isinstance(refused, SlipShort)
    assert (refused.facts["wanted"], refused.facts["limit"]) == (some(11), some(10))
    assert quantity_error(here, line(3, 0, limit=some(10)), some(10)) is None, "another lot shares nothing"
    elsewhere = line(3, 0, lot_id=lot, place=A02, limit=some(10))
    assert quantity_error(here, elsewhere, some(10)) is None, "nor does another place"


def test_what_comes_back_shares_what_is_out_wherever_it_is_put() -> None:
    lot = LotId(new_id())
    first, second = line(1, 6, lot_id=lot, limit=some(10)), line(2, 4, lot_id=lot, place=A02, limit=some(10))
    here = slip(RETURN, first, second)
    assert room(here, second) == some(4)
    assert type(quantity_error(here, second, some(5))) is MoreThanIssued


def test_there_is_no_bound_to_what_comes_in_or_is_counted() -> None:
    assert room(slip(RECEIPT, line()), line()) is None
    counted = line(1, 1, limit=some(5))
    assert room(slip(COUNT, counted), counted) is None


# --- reasons ---------------------------------------------------------------------------------------------------------


def test_a_write_off_and_a_difference_need_a_reason() -> None:
    assert wrong(WRITE_OFF, line(1, 1, limit=some(5))) == {"reason": ReasonNeeded}
    assert wrong(WRITE_OFF, line(1, 1, limit=some(5), reason="霉变")) == {}
    assert wrong(WRITE_OFF, line(1, 1, limit=some(5), reason="  ")) == {"reason": ReasonNeeded}
    assert wrong(COUNT, line(1, 5, limit=some(5))) == {}
    assert wrong(COUNT, line(1, 4, limit=some(5))) == {"reason": ReasonNeeded}


@pytest.mark.parametrize(("days", "error"), [(1, LotExpired), (0, None), (-1, None)])
def test_a_lot_may_be_issued_through_the_day_it_expires(days: int, error: type[SuppliesError] | None) -> None:
    here = line(expires_on=ago(days))
    assert wrong(ISSUE, here) == ({"reason": error} if error else {})
    for kind in (MOVE, RETURN):
        assert wrong(kind, here) == {}


def test_the_day_of_the_slip_decides_whether_a_lot_has_expired() -> None:
    here = line(expires_on=ago(3))
    assert wrong(ISSUE, here, day=ago(3)) == {}
    assert wrong(ISSUE, here, day=ago(2)) == {"reason": LotExpired}


def earlier(quantity: int, days: int = 100) -> Earlier:
    return Earlier(LotId(new_id()), "B-FIRST", ago(-days), some(quantity).thousandths)


def test_a_later_lot_needs_a_reason_and_the_earlier_one_is_named() -> None:
    first = earlier(5)
    late = line(1, 1, expires_on=ago(-300), earlier=(first,))
    found = reason_wanted(slip(ISSUE, late), late, TODAY)
    assert isinstance(found, EarlierLotFirst)
    assert_speaks(found)
    assert (found.facts["earlier"], found.facts["expires"]) == ("B-FIRST", ago(-100))
    assert wrong(ISSUE, late) == {"reason": EarlierLotFirst}
    assert wrong(ISSUE, line(1, 1, expires_on=ago(-300), earlier=(first,), reason="整箱")) == {}
    for kind in (MOVE, RETURN):
        assert wrong(kind, late) == {}


def test_a_later_lot_needs_none_once_the_slip_empties_the_earlier_ones() -> None:
    first, second = earlier(5, 100), earlier(3, 200)
    late = line(9, 1, expires_on=ago(-300), earlier=(first, second))
    taken = [
        line(1, 4, lot_id=first.lot_id),
        line(2, 1, lot_id=first.lot_id, place=A02),
        line(3, 3, lot_id=second.lot_id),
    ]
    assert wrong(ISSUE, *taken, late) == {}
    assert wrong(ISSUE, taken[0], taken[2], late) == {"reason": EarlierLotFirst}
    assert wrong(ISSUE, taken[0], taken[1], late) == {"reason": EarlierLotFirst}


def test_an_earlier_lot_that_has_expired_holds_nothing_up() -> None:
    assert wrong(ISSUE, line(expires_on=ago(-300), earlier=(earlier(5, -1),))) == {}


# --- what comes in ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "field", "error"),
    [
        ({"place": PlaceCode("")}, "place", PlaceNeeded),
        ({"produced_on": ago(-1)}, "produced_on", ProducedLater),
        ({"produced_on": ago(5), "expires_on": ago(6)}, "expires_on", LifeBackward),
        ({"serial_no": "S-1"}, "serial_no", SerialNotWanted),
        ({"amount": Money(-1)}, "amount", AmountNegative),
        ({"amount": Money(MONEY_MAX_FEN), "quantity": "0.001", "decimals": 3}, "amount", AmountTooLarge),
        ({"batch_no": FAR}, "batch_no", TextTooLong),
        ({"tracking": Tracking.SERIAL, "serial_no": FAR}, "serial_no", TextTooLong),
    ],
)
def test_goods_that_cannot_be_are_named_by_their_field(
    fields: dict[str, Any], field: str, error: type[SuppliesError]
) -> None:
    assert wrong(RECEIPT, line(**fields)) == {field: error}


def test_only_a_text_that_is_posted_can_be_too_long() -> None:
    far = line(reason=FAR, batch_no=FAR, limit=some(5))
    assert wrong(ISSUE, far) == {"reason": TextTooLong}
    assert wrong(WRITE_OFF, far) == {"reason": TextTooLong}
    assert wrong(RECEIPT, far) == {"batch_no": TextTooLong}
    assert wrong(MOVE, far) == {}
    assert wrong(COUNT, line(1, 5, reason=FAR, limit=some(5))) == {}


def test_goods_may_be_made_today_and_come_in_expired() -> None:
    assert wrong(RECEIPT, line(produced_on=TODAY, expires_on=TODAY)) == {}
    assert wrong(RECEIPT, line(produced_on=ago(30), expires_on=ago(1))) == {}


def test_an_object_needs_a_serial_number_that_no_other_on_the_slip_has() -> None:
    assert wrong(RECEIPT, tent()) == {"serial_no": SerialNeeded}
    assert wrong(RECEIPT, tent(1, serial_no="S-1"), tent(2, serial_no="s-1 ")) == {"serial_no": SerialTaken}
    first, second = tent(1, serial_no="S-1"), tent(2, serial_no="S-2")
    assert wrong(RECEIPT, second, first) == {}
    entered = tent(1, serial_no="S-2")
    assert kinds_of(line_errors(slip(RECEIPT, first, second), entered, TODAY)) == {"serial_no": SerialTaken}


def test_another_item_may_have_the_same_serial_number() -> None:
    other = tent(2, serial_no="S-1", item="YJ01007")
    assert wrong(RECEIPT, tent(1, serial_no="S-1"), other) == {}


# --- the slip as a whole ---------------------------------------------------------------------------------------------


def test_everything_wrong_with_a_line_is_named_at_once() -> None:
    here = line(1, 0, place=PlaceCode(""), produced_on=ago(-1), batch_no=FAR)
    assert wrong(RECEIPT, here) == {
        "quantity": QuantityNotPositive,
        "place": PlaceNeeded,
        "batch_no": TextTooLong,
        "produced_on": ProducedLater,
    }


def test_the_first_line_that_is_wrong_is_shown_and_all_are_marked() -> None:
    well, bad, worse = line(1, 1), line(2, 0), line(3, 0)
    here = slip(ISSUE, well, bad, worse)
    found = first_error(here, TODAY)
    assert found is not None and found[0] == bad and kinds_of(found[1]) == {"quantity": QuantityNotPositive}
    assert set(slip_errors(here, TODAY)) == {2, 3}
    assert first_error(slip(ISSUE, well), TODAY) is None
    assert first_error(slip(ISSUE), TODAY) is None


@pytest.mark.parametrize(
    ("here", "error"),
    [
        (slip(ISSUE), NothingToDo),
        (slip(COUNT, line(1, 5, limit=some(5))), NothingToDo),
        (slip(ISSUE, line(), head=SlipHead(business_date=ago(-1))), DateInFuture),
        (slip(ISSUE, line(), head=SlipHead(business_date=TODAY)), None),
        (slip(ISSUE, line(), head=SlipHead(business_date=ago(1))), None),
        (slip(ISSUE, *(line(key) for key in range(1, LINES_MAX + 2))), TooManyLines),
        (slip(ISSUE, *(line(key) for key in range(1, LINES_MAX + 1))), None),
    ],
    ids=["empty", "nothing differs", "tomorrow", "today", "yesterday", "too many lines", "as many as may be"],
)
def test_a_slip_that_cannot_be_posted_as_a_whole_is_refused(here: Slip, error: type[SuppliesError] | None) -> None:
    found = whole_error(here, TODAY)
    assert (None if found is None else type(found)) is error
    if found is not None:
        assert_speaks(found)


OTHER = SlipHead(to_depot=DepotCode("210300B"))
OUTSIDE = SlipHead(counterparty="营口市")
LATER = ago(-5)


@pytest.mark.parametrize(
    ("kind", "head", "error"),
    [
        (DISPATCH, SlipHead(), AddresseeNeeded),
        (DISPATCH, SlipHead(counterparty=" "), AddresseeNeeded),
        (DISPATCH, SlipHead(to_depot=DEPOT), SameDepot),
        (DISPATCH, replace(OTHER, due_on=ago(1)), DueBackward),
        (DISPATCH, replace(OTHER, due_on=LATER), None),
        (DISPATCH, OUTSIDE, None),
        (LOAN, SlipHead(due_on=LATER), BorrowerNeeded),
        (LOAN, OUTSIDE, DueNeeded),
        (LOAN, replace(OUTSIDE, due_on=ago(1)), DueBackward),
        (LOAN, replace(OUTSIDE, due_on=TODAY), None),
        (ISSUE, SlipHead(due_on=ago(1)), DueBackward),
        (MOVE, SlipHead(due_on=ago(1)), None),
    ],
)
def test_a_transfer_or_loan_whose_head_lacks_something_is_refused(
    kind: DocumentKind, head: SlipHead, error: type[SuppliesError] | None
) -> None:
    found = whole_error(slip(kind, line(1), head=head), TODAY)
    assert (None if found is None else type(found)) is error
    if found is not None:
        assert_speaks(found)


@pytest.mark.parametrize("kind", [DISPATCH, LOAN])
def test_goods_that_are_sent_or_lent_go_first_to_expire_first_like_those_that_are_issued(kind: DocumentKind) -> None:
    late = line(1, 1, expires_on=ago(-300), earlier=(earlier(5),))
    assert wrong(kind, late) == {"reason": EarlierLotFirst}
    assert wrong(kind, line(1, 1, expires_on=ago(1))) == {"reason": LotExpired}


def test_what_comes_back_broken_or_not_at_all_needs_a_reason() -> None:
    for condition in Condition:
        back = line(1, 1, condition=condition, limit=some(5))
        assert wrong(RETURN, back) == ({} if condition is Condition.GOOD else {"reason": ReasonNeeded})


def test_a_long_slip_is_added_up_once_and_not_for_each_line(monkeypatch: pytest.MonkeyPatch) -> None:
    added_up: list[Slip] = []

    class Counted(slip_checks._Asked):
        def __init__(self, slip: Slip) -> None:
            added_up.append(slip)
            super().__init__(slip)

    monkeypatch.setattr(slip_checks, "_Asked", Counted)
    lines = [line(key, 6, limit=some(5), earlier=(earlier(10_000),)) for key in range(1, LINES_MAX + 1)]
    here = slip(ISSUE, *lines)
    found = slip_errors(here, TODAY)
    assert len(found) == LINES_MAX and set(found[1]) == {"quantity", "reason"}
    assert added_up == [here]

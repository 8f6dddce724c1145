"""Scans fill a slip, on both databases: every kind of slip, and everything that can be scanned."""

from dataclasses import dataclass

import pytest
from msgspec.structs import replace

from supplies.errors import (
    BookChanged,
    EarlierLotFirst,
    InsufficientStock,
    LabelCheckWrong,
    LabelNotOurs,
    LabelWanted,
    LotAmbiguous,
    LotExpired,
    LotVoid,
    MoreThanIssued,
    NothingScanned,
    NotOnHand,
    ObjectElsewhere,
    PlaceElsewhere,
    PlaceRetired,
    PlaceWanted,
    QuantityNotPositive,
    QuantityTooLarge,
    SamePlace,
    SerialNeeded,
    SerialTaken,
    SlipShort,
    SuppliesError,
    TooManyDecimals,
)
from supplies.models.stock import DocumentKind
from supplies.scanning.commands import Command
from supplies.scanning.label_code import item_code, place_code
from supplies.stock.actions import RetirePlace, Return
from supplies.stock.scanned import what_is
from supplies.stock.slip import SLIP_KINDS, SlipHead, decode_slip, encode_slip
from supplies.stock.slip_checks import first_error, line_errors
from supplies.stock.slip_said import Said, Tone, describe
from supplies.stock.slip_scan import remove_line, save_line
from supplies.values import LotId
from tests.rooms import (
    A01,
    A02,
    B01,
    CLOTH,
    COMMAND_TENT,
    DEPOT,
    TENT,
    TODAY,
    WATER,
    Desk,
    act,
    ago,
    goods,
    lot_line,
    move_line,
    return_line,
    some,
)
from tests.stock.keeper import Keeper, label_of, says, second_depot

ISSUE, RECEIPT, RETURN, MOVE, COUNT, WRITE_OFF, DISPATCH, LOAN = SLIP_KINDS
HERE, THERE = place_code(DEPOT, A01), place_code(DEPOT, A02)
GOAL = place_code(DEPOT, B01)
LINE, PLACE, PAPER = "a line", "a place", "a paper"

Outcome = str | type[SuppliesError]


@dataclass(frozen=True)
class Things:
    """One of everything that can be scanned."""

    lot: str
    object: str
    item: str
    place: str
    foreign_place: str
    closed_place: str
    paper: str
    unknown: str
    misread: str
    ambiguous: str

    @classmethod
    def of(cls, desk: Desk) -> "Things":
        """Put them into a store; some of the goods are out."""
        lot, tent = desk.lot(WATER, 10, batch_no="NF-1"), desk.lot(COMMAND_TENT, 1, serial_no="S-1")
        out = desk.lot(COMMAND_TENT, 1, serial_no="S-2")
        paper = desk.issue(lot_line(lot, 2), lot_line(out, 1))
        for item in (TENT, CLOTH):
            desk.lot(item, 5, batch_no="20260101")
        desk.post(act(RetirePlace, depot=DEPOT, code=A02))
        label = label_of(desk, lot)
        return cls(
            label,
            label_of(desk, tent),
            item_code(WATER),
            HERE,
            place_code(second_depot(desk), A01),
            THERE,
            paper.number,
            "6901234567892",
            label[:-1] + ("0" if label[-1] != "0" else "1"),
            "20260101",
        )


COMMON: dict[str, Outcome] = {
    "place": PLACE,
    "foreign_place": PlaceElsewhere,
    "closed_place": PlaceRetired,
    "paper": PAPER,
    "unknown": LabelNotOurs,
    "misread": LabelCheckWrong,
    "ambiguous": LotAmbiguous,
}
EXPECTED: dict[DocumentKind, dict[str, Outcome]] = {
    ISSUE: {"lot": LINE, "object": LINE, "item": LINE},
    WRITE_OFF: {"lot": LINE, "object": LINE, "item": LINE},
    DISPATCH: {"lot": LINE, "object": LINE, "item": LINE},
    LOAN: {"lot": LINE, "object": LINE, "item": LINE},
    RECEIPT: {"lot": LINE, "object": SerialTaken, "item": LINE},
    RETURN: {"lot": LINE, "object": MoreThanIssued, "item": LabelWanted},
    MOVE: {"lot": PlaceWanted, "object": PlaceWanted, "item": PlaceWanted},
    COUNT: {"lot": PlaceWanted, "object": PlaceWanted, "item": LabelWanted},
}
AT_A_PLACE: dict[DocumentKind, dict[str, Outcome]] = {
    MOVE: {"lot": LINE, "object": LINE, "item": LINE},
    COUNT: {"lot": LINE, "object": ObjectElsewhere, "item": LabelWanted},
}


def outcome(keeper: Keeper, said: Said, before: int) -> Outcome:
    """Return what became of a scan, or the words of an unexpected error."""
    if said.tone is Tone.ERROR:
        assert len(keeper.slip.lines) == before
        return next((kind for kind in _ERRORS if says(said, kind)), said.title)
    if len(keeper.slip.lines) > before:
        return LINE
    return PAPER if said.tone is Tone.INFO else PLACE


_ERRORS: tuple[type[SuppliesError], ...] = (
    LabelCheckWrong,
    LabelNotOurs,
    LabelWanted,
    LotAmbiguous,
    MoreThanIssued,
    ObjectElsewhere,
    PlaceElsewhere,
    PlaceRetired,
    PlaceWanted,
    SerialTaken,
)


def test_everything_that_can_be_scanned_acts_on_every_kind_of_slip(desk: Desk) -> None:
    things = Things.of(desk)
    before, head = desk.everything(), desk.program.head
    for kind in SLIP_KINDS:
        for is_somewhere in (False, True):
            expected = COMMON | EXPECTED[kind] | (AT_A_PLACE.get(kind, {}) if is_somewhere else {})
            found = {}
            for name in expected:
                keeper = Keeper(desk, kind)
                if is_somewhere:
                    keeper.scan(GOAL)
                found[name] = outcome(keeper, keeper.scan(getattr(things, name)), 0)
                assert decode_slip(encode_slip(keeper.slip)) == keeper.slip
            assert found == expected, (kind, is_somewhere)
    assert (desk.everything(), desk.program.head) == (before, head), "a scan changes no books"


def test_codes_that_nobody_knows_are_kept_with_the_slip_and_block_nothing(desk: Desk) -> None:
    things = Things.of(desk)
    keeper = Keeper(desk, ISSUE)
    keeper.scan(things.lot, things.unknown, things.misread, things.ambiguous, things.lot)
    assert keeper.slip.unknown == (things.unknown, things.misread, things.ambiguous)
    assert [quantity for _lot, _place, quantity in keeper.lines] == [some(2)]


# --- counting up and quantities --------------------------------------------------------------------------------------


@pytest.fixture
def water(desk: Desk) -> LotId:
    """Return a lot of ten at A01."""
    return desk.lot(WATER, 10, batch_no="NF-1")


@pytest.mark.parametrize("kind", [ISSUE, WRITE_OFF, MOVE, COUNT, RETURN, RECEIPT])
def test_the_same_code_again_counts_up(desk: Desk, water: LotId, kind: DocumentKind) -> None:
    desk.issue(lot_line(water, 5))
    keeper = Keeper(desk, kind)
    keeper.scan(GOAL if kind is MOVE else HERE)
    for number in range(1, 4):
        said = keeper.scan(label_of(desk, water))
        assert said.tone is Tone.OK and f"瓶装饮用水  {number} " in said.title
    assert [quantity for _lot, _place, quantity in keeper.lines] == [some(3)]


def test_digits_multiply_all_and_more_set_the_quantity_of_the_line_scanned_last(desk: Desk, water: LotId) -> None:
    other = desk.lot(TENT, 100)
    keeper = Keeper(desk, ISSUE)
    keeper.scan(label_of(desk, water), label_of(desk, other))
    for text, expected in (
        ("7", 7),
        ("*12", 84),
        ("１２", 12),
        (Command.ADD_10.label_code, 22),
        (Command.ADD_5.label_code, 27),
        (Command.ADD_50.label_code, 77),
        (Command.ALL.label_code, 100),
        (Command.UNDO.label_code, 77),
    ):
        keeper.scan(text)
        assert keeper.lines == [(water, A01, some(1)), (other, A01, some(expected))], text


def test_a_quantity_that_cannot_be_is_refused_and_the_line_stays(desk: Desk, water: LotId) -> None:
    keeper = Keeper(desk, ISSUE)
    keeper.scan(label_of(desk, water), "7")
    for text, error in (
        ("11", SlipShort),
        ("*2", SlipShort),
        ("0", QuantityNotPositive),
        ("*0", QuantityNotPositive),
        ("1.5", TooManyDecimals),
        (Command.ADD_5.label_code, SlipShort),
    ):
        assert says(keeper.scan(text), error), keeper.said
        assert keeper.lines == [(water, A01, some(7))]


def test_no_quantity_grows_beyond_what_a_slip_can_keep(desk: Desk) -> None:
    keeper = Keeper(desk, RECEIPT)
    keeper.scan(item_code(WATER), "999999", "*999")
    assert [quantity for *_rest, quantity in keeper.lines] == [some(998_999_001)]
    for text in ("*999999", Command.ADD_100.label_code, "*2"):
        keeper.scan(text)
    assert says(keeper.said, QuantityTooLarge)
    assert decode_slip(encode_slip(keeper.slip)) == keeper.slip, "or the slip would be lost at the next start"


def test_a_quantity_without_goods_is_refused(desk: Desk, water: LotId) -> None:
    keeper = Keeper(desk, ISSUE)
    for text in ("5", "*5", Command.ALL.label_code, Command.ADD_10.label_code):
        assert says(keeper.scan(text), NothingScanned)


@pytest.mark.parametrize("text", ["6901234567892", item_code(CLOTH)])
def test_a_quantity_after_goods_that_were_not_taken_does_not_go_to_the_goods_before(
    desk: Desk, water: LotId, text: str
) -> None:
    keeper = Keeper(desk, ISSUE)
    keeper.scan(label_of(desk, water), text)
    assert keeper.said.tone is Tone.ERROR
    assert says(keeper.scan("5"), NothingScanned)
    assert keeper.lines == [(water, A01, some(1))]
    keeper.scan(label_of(desk, water), "5")
    assert keeper.lines == [(water, A01, some(5))]


def test_all_that_comes_in_has_no_bound_and_says_so(desk: Desk) -> None:
    keeper = Keeper(desk, RECEIPT)
    said = keeper.scan(item_code(WATER), Command.ALL.label_code)
    assert said.tone is Tone.WARNING and "上限" in said.detail
    assert [quantity for *_rest, quantity in keeper.lines] == [some(1)]


def test_parts_of_a_unit_are_counted_where_the_item_has_them(desk: Desk) -> None:
    cloth = desk.lot(CLOTH, "2.5")
    keeper = Keeper(desk, ISSUE)
    keeper.scan(label_of(desk, cloth), "1.25", label_of(desk, cloth))
    assert keeper.lines == [(cloth, A01, some("2.25"))]
    keeper.scan(label_of(desk, cloth))
    assert keeper.lines == [(cloth, A01, some("2.5"))], "the last scan takes the rest"
    assert says(keeper.scan(label_of(desk, cloth)), InsufficientStock)


# --- more than there is ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [ISSUE, WRITE_OFF])
def test_a_scan_too_many_goes_on_to_the_lots_next_place_and_is_then_refused(
    desk: Desk, water: LotId, kind: DocumentKind
) -> None:
    desk.move(move_line(water, 4))
    larger = desk.lot(WATER, 60, place=B01)
    depot = second_depot(desk)
    desk.receive(goods(WATER, 30), depot=depot)
    keeper = Keeper(desk, kind)
    keeper.scan(label_of(desk, water), "6", label_of(desk, water))
    assert keeper.lines == [(water, A01, some(6)), (water, A02, some(1))]
    keeper.scan("4", label_of(desk, water))
    assert says(keeper.said, InsufficientStock)
    assert f"市本级库 B01区 {label_of(desk, larger)} 60" in keeper.said.title
    assert "铁东区库" in keeper.said.title
    assert keeper.lines == [(water, A01, some(6)), (water, A02, some(4))]


def test_goods_are_taken_where_the_keeper_stands(desk: Desk, water: LotId) -> None:
    desk.move(move_line(water, 4))
    keeper = Keeper(desk, ISSUE)
    keeper.scan(THERE, label_of(desk, water), HERE, label_of(desk, water))
    assert keeper.lines == [(water, A02, some(1)), (water, A01, some(1))]


def test_goods_that_are_not_here_say_where_they_are(desk: Desk, water: LotId) -> None:
    desk.issue(lot_line(water, 10))
    keeper = Keeper(desk, ISSUE)
    assert says(keeper.scan(label_of(desk, water)), NotOnHand)
    other = desk.lot(WATER, 3, place=B01)
    said = keeper.scan(label_of(desk, water))
    assert says(said, NotOnHand) and f"B01区 {label_of(desk, other)} 3" in said.title


def test_what_others_took_or_brought_meanwhile_bounds_the_next_scan(desk: Desk, water: LotId) -> None:
    keeper = Keeper(desk, ISSUE)
    keeper.scan(label_of(desk, water), "8")
    desk.issue(lot_line(water, 5))
    assert says(keeper.scan(label_of(desk, water)), InsufficientStock)
    desk.paper(act(Return, depot=DEPOT, lines=(return_line(water, 5),)))
    desk.lot(WATER, 1)
    keeper.scan(label_of(desk, water))
    assert keeper.lines == [(water, A01, some(9))]


# --- what expires first ----------------------------------------------------------------------------------------------


def test_a_later_lot_warns_names_the_earlier_one_and_needs_a_reason(desk: Desk) -> None:
    first, late = desk.lot(WATER, 2, expires_on=ago(-30)), desk.lot(WATER, 9, expires_on=ago(-300))
    keeper = Keeper(desk, ISSUE)
    said = keeper.scan(label_of(desk, late))
    assert said.tone is Tone.WARNING and label_of(desk, first) in said.detail and said.remedy
    wrong = first_error(keeper.slip, TODAY)
    assert wrong is not None and {name: type(error) for name, error in wrong[1].items()} == {"reason": EarlierLotFirst}
    (line,) = keeper.slip.lines
    keeper.slip, said = save_line(keeper.slip, replace(line, reason="整箱发放"), TODAY)
    assert said.tone is Tone.OK
    assert [line.reason for line in desk.lines(keeper.post())] == ["整箱发放"]


def test_the_warning_goes_once_the_slip_empties_the_earlier_lot(desk: Desk) -> None:
    first, late = desk.lot(WATER, 2, expires_on=ago(-30)), desk.lot(WATER, 9, expires_on=ago(-300))
    keeper = Keeper(desk, ISSUE)
    keeper.scan(label_of(desk, late), label_of(desk, first))
    assert not keeper.is_well
    keeper.scan("2")
    assert keeper.is_well
    keeper.scan("1")
    assert not keeper.is_well
    keeper.scan("2")
    keeper.post()


@pytest.mark.parametrize("is_by_place", [False, True])
def test_an_item_is_taken_from_the_lot_that_expires_first_and_else_warns(desk: Desk, is_by_place: bool) -> None:
    late, first = desk.lot(WATER, 9, expires_on=ago(-300), place=A02), desk.lot(WATER, 2, expires_on=ago(-30))
    keeper = Keeper(desk, ISSUE)
    if is_by_place:
        assert keeper.scan(THERE, item_code(WATER)).tone is Tone.WARNING
        assert keeper.lines == [(late, A02, some(1))]
        assert not keeper.is_well, "the rules would refuse it"
        return
    assert keeper.scan(*[item_code(WATER)] * 3).tone is Tone.OK
    assert keeper.lines == [(first, A01, some(2)), (late, A02, some(1))]
    keeper.slip, _said = remove_line(keeper.slip, keeper.slip.lines[0].key)
    assert not keeper.is_well, "the lot that expires first is no longer emptied"


def test_an_expired_lot_warns_and_needs_a_reason(desk: Desk) -> None:
    lot = desk.lot(WATER, 9, expires_on=ago(1))
    keeper = Keeper(desk, ISSUE)
    assert keeper.scan(label_of(desk, lot)).tone is Tone.WARNING
    wrong = first_error(keeper.slip, TODAY)
    assert wrong is not None and type(wrong[1]["reason"]) is LotExpired
    assert says(keeper.scan(item_code(WATER)), NotOnHand), "an item is never taken from an expired lot"


def test_a_back_dated_slip_is_judged_by_its_own_day(desk: Desk) -> None:
    gone = desk.lot(WATER, 2, expires_on=ago(2), day=ago(20))
    late = desk.lot(WATER, 9, expires_on=ago(-300), day=ago(20))
    keeper = Keeper(desk, ISSUE)
    keeper.slip = replace(keeper.slip, head=SlipHead(business_date=ago(5)))
    assert keeper.scan(label_of(desk, late)).tone is Tone.WARNING
    assert not keeper.is_well
    keeper.scan(label_of(desk, gone), "2")
    assert keeper.is_well
    keeper.post()


# --- moves, returns, counts ------------------------------------------------------------------------------------------


def test_a_move_goes_to_the_goal_scanned_last(desk: Desk, water: LotId) -> None:
    keeper = Keeper(desk, MOVE)
    keeper.scan(THERE, label_of(desk, water), "3", GOAL, label_of(desk, water), "2")
    assert [(line.place, line.to_place, line.quantity) for line in keeper.slip.lines] == [
        (A01, A02, some(3)),
        (A01, B01, some(2)),
    ]
    assert says(keeper.scan("8"), SlipShort), "both goals draw on the same ten"
    keeper.scan(Command.ALL.label_code)
    keeper.post()
    assert [desk.held(water, place) for place in (A01, A02, B01)] == [some(0), some(3), some(7)]


def test_nothing_is_moved_to_where_it_is(desk: Desk, water: LotId) -> None:
    keeper = Keeper(desk, MOVE)
    assert says(keeper.scan(HERE, label_of(desk, water)), SamePlace)


def test_what_comes_back_goes_where_it_came_from_unless_a_place_is_scanned(desk: Desk, water: LotId) -> None:
    desk.issue(lot_line(water, 6))
    keeper = Keeper(desk, RETURN)
    keeper.scan(label_of(desk, water), "2", THERE, label_of(desk, water), "4")
    assert keeper.lines == [(water, A01, some(2)), (water, A02, some(4))]
    assert says(keeper.scan("5"), MoreThanIssued)
    assert says(keeper.scan(label_of(desk, water)), MoreThanIssued)
    keeper.post()
    assert (desk.held(water, A01), desk.held(water, A02)) == (some(6), some(4))


def test_an_object_is_on_a_slip_once(desk: Desk) -> None:
    tent, out = desk.lot(COMMAND_TENT, 1, serial_no="S-1"), desk.lot(COMMAND_TENT, 1, serial_no="S-2")
    desk.issue(lot_line(out, 1))
    for kind, lot, places in (
        (ISSUE, tent, [HERE, THERE]),
        (WRITE_OFF, tent, [HERE, THERE]),
        (MOVE, tent, [THERE, GOAL]),
        (COUNT, tent, [HERE, THERE]),
        (RETURN, out, [HERE, THERE]),
    ):
        keeper = Keeper(desk, kind)
        for place in places:
            said = keeper.scan(place, label_of(desk, lot))
        assert said.tone is Tone.WARNING and "S-" in said.detail, (kind, said)
        assert [quantity for *_rest, quantity in keeper.lines] == [some(1)]
        assert says(keeper.scan("2"), SerialNeeded) or kind is COUNT


def test_a_count_is_set_against_the_books_of_the_place(desk: Desk, water: LotId) -> None:
    desk.move(move_line(water, 4))
    keeper = Keeper(desk, COUNT)
    keeper.scan(HERE, label_of(desk, water), "6", THERE, label_of(desk, water), "3")
    assert [(line.place, line.limit, line.quantity) for line in keeper.slip.lines] == [
        (A01, some(6), some(6)),
        (A02, some(4), some(3)),
    ]
    assert set(line_errors(keeper.slip, keeper.slip.lines[1], TODAY)) == {"reason"}
    keeper.slip, _said = save_line(keeper.slip, replace(keeper.slip.lines[1], reason="盘亏"), TODAY)
    assert [line.quantity for line in desk.lines(keeper.post())] == [some(1)]
    assert desk.held(water, A02) == some(3)


def test_a_count_overtaken_by_an_issue_is_refused_and_counted_again(desk: Desk, water: LotId) -> None:
    keeper = Keeper(desk, COUNT)
    keeper.scan(HERE, label_of(desk, water), "9")
    keeper.slip, _said = save_line(keeper.slip, replace(keeper.slip.lines[0], reason="盘亏"), TODAY)
    desk.issue(lot_line(water, 2))
    assert keeper.is_well, "the slip cannot know it"
    with pytest.raises(BookChanged):
        keeper.post()
    keeper.scan(label_of(desk, water), "7")
    assert keeper.slip.lines[0].limit == some(8)
    keeper.post()
    assert desk.held(water) == some(7)


def test_what_the_books_cannot_have_is_not_counted(desk: Desk) -> None:
    tent = desk.lot(COMMAND_TENT, 1, serial_no="S-1")
    paper = desk.receive(goods(WATER, 5))
    (line,) = desk.lines(paper)
    desk.reverse(paper)
    keeper = Keeper(desk, COUNT)
    said = keeper.scan(THERE, label_of(desk, tent))
    assert says(said, ObjectElsewhere) and A01 in said.title
    assert says(keeper.scan(line.label_code), LotVoid)
    desk.issue(lot_line(tent, 1))
    assert says(keeper.scan(label_of(desk, tent)), ObjectElsewhere)
    assert keeper.lines == []


# --- looking up ------------------------------------------------------------------------------------------------------


def test_everything_can_be_looked_up_without_a_slip(desk: Desk) -> None:
    things = Things.of(desk)

    def looked_up(text: str) -> Said:
        return describe(desk.read(what_is, DEPOT, text, TODAY))

    lot = looked_up(things.lot)
    assert (lot.tone, lot.title) == (Tone.INFO, "瓶装饮用水") and "NF-1" in lot.detail and "A01 8" in lot.detail
    assert "S-1" in looked_up(things.object).detail
    assert looked_up(things.item).title == f"{WATER}  瓶装饮用水" and "8" in looked_up(things.item).detail
    assert looked_up(things.place).title == "A01  A01区"
    assert looked_up(things.foreign_place).detail == "铁东区库"
    assert looked_up(things.paper).title == things.paper
    for text, error in (
        (things.unknown, LabelNotOurs),
        (things.misread, LabelCheckWrong),
        (things.ambiguous, LotAmbiguous),
    ):
        assert says(looked_up(text), error)

"""What a code means in a depot, on both databases: goods with all that a slip needs, a place, a paper, or nothing."""

from datetime import date, timedelta
from typing import Any

import pytest

from supplies.catalogue.actions import ReviseCatalogue
from supplies.errors import LabelCheckWrong, LabelNotOurs, LotAmbiguous, SuppliesError, UnknownRecord
from supplies.scanning.label_code import LabelKind, compose, grouped, item_code, lot_code, place_code
from supplies.stock.actions import AddDepot, AddPlace, RetirePlace, Return
from supplies.stock.scanned import FoundItem, FoundLot, FoundNothing, FoundPaper, FoundPlace, what_is
from supplies.stock.tracing import lot as lot_row
from supplies.values import NO_QUANTITY, DepotCode, LotId
from tests.rooms import (
    A01,
    A02,
    B01,
    COMMAND_TENT,
    DEPOT,
    SITE,
    TENT,
    TODAY,
    WATER,
    Desk,
    act,
    ago,
    assert_speaks,
    goods,
    lot_line,
    move_line,
    return_line,
    some,
)

SECOND = DepotCode("210300B")


def found(desk: Desk, text: str, depot: DepotCode = DEPOT, day: date = TODAY) -> Any:
    return desk.read(what_is, depot, text, day)


def label(desk: Desk, lot: LotId) -> str:
    code: str = desk.read(lot_row, lot).label_code
    return code


def nothing(desk: Desk, text: str) -> SuppliesError:
    """Return why a code means nothing, once it is proved that it has words."""
    answer = found(desk, text)
    assert isinstance(answer, FoundNothing) and answer.text == text
    assert_speaks(answer.error)
    return answer.error


@pytest.fixture
def second(desk: Desk) -> DepotCode:
    desk.post(
        act(AddDepot, code=SECOND, name="铁东区库"),
        act(AddPlace, depot=SECOND, code=A01, name="一号架"),
    )
    return SECOND


def test_a_lot_is_found_by_its_label_however_it_is_typed(desk: Desk) -> None:
    lot = desk.lot(WATER, 10, batch_no="NF-1", expires_on=ago(-30))
    code = label(desk, lot)
    full_width = "".join(chr(ord(character) + 0xFEE0) for character in code)
    for text in (code, code.lower(), grouped(code), f" {code} ", full_width):
        answer = found(desk, text)
        assert isinstance(answer, FoundLot)
        assert (answer.lot.lot_id, answer.item.code, answer.number) == (lot, WATER, "")


def test_a_lot_found_by_the_number_on_its_package_says_so(desk: Desk) -> None:
    lot, tent = desk.lot(WATER, 10, batch_no="NF-1"), desk.lot(COMMAND_TENT, 1, serial_no="S-1")
    for text, number, expected in (("nf-1", "NF-1", lot), (" S-1", "S-1", tent), ("Ｓ-１", "S-1", tent)):
        answer = found(desk, text)
        assert isinstance(answer, FoundLot)
        assert (answer.lot.lot_id, answer.number) == (expected, number)


def test_a_lot_brings_where_it_is_here_and_in_other_depots(desk: Desk, second: DepotCode) -> None:
    lot = desk.lot(WATER, 10)
    desk.move(move_line(lot, 4))
    here = found(desk, label(desk, lot))
    assert isinstance(here, FoundLot)
    assert [(row.place_code, row.quantity) for row in here.here] == [(A01, some(6)), (A02, some(4))]
    assert here.elsewhere == ()
    there = found(desk, label(desk, lot), second)
    assert isinstance(there, FoundLot)
    assert there.here == ()
    assert [(row.depot_name, row.quantity) for row in there.elsewhere] == [("市本级库", some(6)), ("市本级库", some(4))]


def test_a_lot_says_where_there_is_more_of_the_item(desk: Desk, second: DepotCode) -> None:
    lot = desk.lot(WATER, 10)
    desk.move(move_line(lot, 4))
    assert found(desk, label(desk, lot)).more == ()
    small, large = desk.lot(WATER, 3, place=A02), desk.lot(WATER, 7, place=B01)
    line = goods(WATER, 100)
    desk.receive(line, depot=second)
    desk.lot(TENT, 500)
    more = found(desk, label(desk, lot)).more
    assert [(each.label_code, each.quantity) for each in more] == [
        (label(desk, large), some(7)),
        (label(desk, small), some(3)),
        (label(desk, line.lot_id), some(100)),
    ]


def test_a_lot_knows_what_is_out_and_where_it_came_from(desk: Desk) -> None:
    lot = desk.lot(WATER, 10)
    fresh = found(desk, label(desk, lot))
    assert (fresh.issued, fresh.home) == (NO_QUANTITY, "")
    desk.move(move_line(lot, 5))
    desk.issue(lot_line(lot, 2))
    desk.issue(lot_line(lot, 3, A02))
    out = found(desk, label(desk, lot))
    assert (out.issued, out.home) == (some(5), A02)
    desk.paper(act(Return, depot=DEPOT, lines=(return_line(lot, 1, A01),)))
    assert found(desk, label(desk, lot)).issued == some(4)


def test_nobody_is_sent_back_to_a_place_that_was_closed(desk: Desk) -> None:
    lot = desk.lot(WATER, 10)
    desk.issue(lot_line(lot, 4))
    desk.move(move_line(lot, 6))
    desk.issue(lot_line(lot, 6, A02))
    desk.post(act(RetirePlace, depot=DEPOT, code=A02))
    assert found(desk, label(desk, lot)).home == A01


def test_lots_that_expire_before_it_are_named_in_order(desk: Desk) -> None:
    late = desk.lot(WATER, 10, expires_on=ago(-300))
    second_lot = desk.lot(WATER, 5, expires_on=ago(-200))
    first = desk.lot(WATER, 4, expires_on=ago(-100))
    desk.move(move_line(first, 1))
    desk.lot(WATER, 7, expires_on=ago(1))
    desk.lot(WATER, 7, expires_on=ago(-300))
    desk.lot(WATER, 7)
    earlier = found(desk, label(desk, late)).earlier
    assert [(each.lot_id, each.quantity) for each in earlier] == [(first, 4000), (second_lot, 5000)]
    assert found(desk, label(desk, first)).earlier == ()


def test_what_expires_never_comes_after_everything_that_does(desk: Desk) -> None:
    never, some_day = desk.lot(WATER, 10), desk.lot(WATER, 5, expires_on=ago(-3000))
    assert [each.lot_id for each in found(desk, label(desk, never)).earlier] == [some_day]


def test_the_day_of_the_slip_decides_what_has_expired(desk: Desk) -> None:
    late = desk.lot(WATER, 10, expires_on=ago(-300), day=ago(20))
    gone = desk.lot(WATER, 5, expires_on=ago(5), day=ago(20))
    assert found(desk, label(desk, late)).earlier == ()
    assert [each.lot_id for each in found(desk, label(desk, late), day=ago(10)).earlier] == [gone]


def test_a_lot_whose_receipt_was_reversed_is_known_by_its_label_alone(desk: Desk) -> None:
    line = goods(COMMAND_TENT, 1, serial_no="S-1")
    paper = desk.receive(line)
    code = label(desk, line.lot_id)
    desk.reverse(paper)
    answer = found(desk, code)
    assert isinstance(answer, FoundLot) and answer.is_void and answer.here == ()
    assert type(nothing(desk, "S-1")) is LabelNotOurs


def test_an_item_is_found_by_its_label_and_by_its_code(desk: Desk, second: DepotCode) -> None:
    late, first = desk.lot(WATER, 10, expires_on=ago(-300)), desk.lot(WATER, 5, expires_on=ago(-30), place=A02)
    desk.lot(WATER, 7, expires_on=ago(1))
    desk.receive(goods(WATER, 3), depot=second)
    for text in (item_code(WATER), item_code(WATER).lower(), WATER, WATER.lower(), f" {WATER} ", "ＹＪ０１０２２"):
        answer = found(desk, text)
        assert isinstance(answer, FoundItem)
        assert answer.item.code == WATER
        assert [row.lot_id for row in answer.open_rows] == [first, late]
        assert answer.elsewhere == ((second, "铁东区库", some(3)),)


def test_a_retired_item_is_found_and_marked(desk: Desk) -> None:
    desk.post(act(ReviseCatalogue, retired=(WATER,)))
    answer = found(desk, item_code(WATER))
    assert isinstance(answer, FoundItem) and answer.item.is_retired


def test_a_place_is_found_in_whichever_depot(desk: Desk, second: DepotCode) -> None:
    assert found(desk, place_code(DEPOT, A01)) == FoundPlace(DEPOT, "市本级库", A01, "A01区", is_active=True)
    assert found(desk, place_code(second, A01)) == FoundPlace(second, "铁东区库", A01, "一号架", is_active=True)
    desk.post(act(RetirePlace, depot=DEPOT, code=A02))
    assert found(desk, place_code(DEPOT, A02)) == FoundPlace(DEPOT, "市本级库", A02, "A02区", is_active=False)


def test_a_paper_is_found_by_its_number(desk: Desk) -> None:
    paper = desk.receive(goods(WATER, 3))
    for text in (paper.number, paper.number.lower(), f" {paper.number}\r"):
        answer = found(desk, text)
        assert isinstance(answer, FoundPaper)
        assert answer.document.number == paper.number


UNKNOWN = {
    "6901234567892": LabelNotOurs,
    "批号": LabelNotOurs,
    "a'; DROP TABLE lot; --": LabelNotOurs,
    "%": LabelNotOurs,
    "\x1d": LabelNotOurs,
    lot_code(SITE, 1, 999_999, 1): UnknownRecord,
    item_code("YJ99999"): UnknownRecord,
    place_code(DEPOT, "Z99"): UnknownRecord,
    compose(LabelKind.COMMAND, "DANCE"): UnknownRecord,
    compose(LabelKind.PERSON, "ADMIN"): UnknownRecord,
    compose(LabelKind.DOCUMENT, "1"): UnknownRecord,
}


def test_what_nobody_knows_is_said_so(desk: Desk) -> None:
    assert {text: type(nothing(desk, text)) for text in UNKNOWN} == UNKNOWN


def test_a_misread_label_is_told_from_an_unknown_one(desk: Desk) -> None:
    code = label(desk, desk.lot(WATER, 3))
    misread = code[:5] + ("7" if code[5] != "7" else "8") + code[6:]
    swapped = code[:-3] + code[-2] + code[-3] + code[-1]
    assert type(nothing(desk, misread)) is LabelCheckWrong
    assert swapped == code or type(nothing(desk, swapped)) is LabelCheckWrong


def test_a_number_that_several_lots_have_is_not_guessed(desk: Desk) -> None:
    desk.lot(WATER, 3, batch_no="20260101")
    assert isinstance(found(desk, "20260101"), FoundLot)
    desk.lot(TENT, 3, batch_no="20260101")
    error = nothing(desk, "20260101")
    assert type(error) is LotAmbiguous and error.facts["count"] == 2


def test_goods_come_before_what_else_bears_the_same_text(desk: Desk) -> None:
    lot = desk.lot(TENT, 3, batch_no=str(WATER))
    answer = found(desk, WATER)
    assert isinstance(answer, FoundLot) and answer.lot.lot_id == lot


def test_asking_changes_nothing(desk: Desk) -> None:
    lot = desk.lot(WATER, 3, batch_no="NF-1")
    before, head = desk.everything(), desk.program.head
    for text in (label(desk, lot), "NF-1", WATER, place_code(DEPOT, A01), "?", "CK-1"):
        found(desk, text, day=TODAY + timedelta(days=1))
    assert (desk.everything(), desk.program.head) == (before, head)

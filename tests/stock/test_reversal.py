"""Taking a whole document back by its mirror."""

import pytest

from supplies.errors import (
    BadRequest,
    LotVoid,
    MovedSince,
    PlaceRetired,
    ReversalStays,
    ReversalTooEarly,
    ReversedAlready,
    SerialTaken,
    ShortOnLaterDay,
    UnknownRecord,
)
from supplies.journal.action import Action
from supplies.models.stock import DocumentKind, Origin
from supplies.stock.actions import (
    AddPlace,
    Adjust,
    ClosePeriod,
    CountLine,
    Issue,
    Move,
    Receive,
    RetirePlace,
    Return,
    Reverse,
    WriteOff,
)
from supplies.stock.documents import DocumentRow, document
from supplies.stock.finding import find_lot, lines_for
from supplies.stock.tracing import trace
from supplies.values import LotId, PlaceCode
from tests.rooms import (
    A01,
    A02,
    COMMAND_TENT,
    DEPOT,
    SITE,
    TODAY,
    Desk,
    act,
    ago,
    assert_line,
    coming_back,
    goods,
    lot_line,
    move_line,
    return_line,
    some,
    yuan,
)


def reverse(paper: DocumentRow, **fields: object) -> Reverse:
    return act(Reverse, reverses_seq=paper.seq, reason="录入有误", **fields)


def one_of_each(lot: LotId) -> list[Action]:
    """Return a document of every kind about a lot of 10 at A01, to be posted in this order."""
    line = lot_line(lot, 3, reason="破损")
    counts = (
        CountLine(lot_id=lot, place=A01, book=some(4), counted=some(2), reason="短少"),
        CountLine(lot_id=lot, place=A02, book=some(2), counted=some(5), reason="多出"),
    )
    return [
        act(Issue, depot=DEPOT, lines=(line,)),
        act(Return, depot=DEPOT, lines=(return_line(lot, 2),)),
        act(Move, depot=DEPOT, lines=(move_line(lot, 2),)),
        act(WriteOff, depot=DEPOT, lines=(line,)),
        act(Adjust, depot=DEPOT, lines=counts),
    ]


@pytest.mark.parametrize("origin", list(Origin))
def test_a_receipt_of_any_origin_is_taken_back(desk: Desk, origin: Origin) -> None:
    line = goods(quantity=10, amount=yuan("99.99"))
    paper = desk.paper(act(Receive, depot=DEPOT, origin=origin, lines=(line, goods())))
    desk.reverse(paper)
    assert desk.stock() == []


def test_every_kind_of_document_is_taken_back_newest_first_and_nothing_is_left_behind(desk: Desk) -> None:
    receipt = desk.receive(line := goods(quantity=10, amount=yuan("100.01")))
    before = []
    papers = []
    for action in one_of_each(line.lot_id):
        before.append(desk.stock())
        papers.append(desk.paper(action))
        assert desk.stock() != before[-1]
    for paper, stock in zip(reversed(papers), reversed(before), strict=True):
        assert desk.reverse(paper).kind is DocumentKind.REVERSAL
        assert desk.stock() == stock  # To the piece and to the fen.
    desk.reverse(receipt)
    assert desk.stock() == []
    assert desk.program.verify(deep=True).is_sound


def test_a_reversal_mirrors_each_line_and_both_name_each_other(desk: Desk) -> None:
    lot = desk.lot(quantity=10, amount=yuan(100))
    paper = desk.issue(lot_line(lot, 3), lot_line(lot, 4))
    reversal = desk.reverse(paper)
    assert reversal.reverses == paper.number
    assert desk.read(document, SITE, paper.seq).reversed_by == reversal.number
    assert (reversal.counterparty, reversal.note) == (paper.counterparty, "录入有误")
    mirrored = [(row.to_place, row.from_place, row.quantity, row.amount) for row in desk.lines(reversal)]
    assert mirrored == [(row.from_place, row.to_place, row.quantity, row.amount) for row in desk.lines(paper)]


def test_a_document_is_reversed_once(desk: Desk) -> None:
    paper = desk.issue(lot_line(desk.lot(), 1))
    reversal = desk.reverse(paper)
    error = desk.refused(reverse(paper))
    assert type(error) is ReversedAlready
    assert error.facts == {"number": paper.number, "reversal": reversal.number}


def test_a_reversal_is_not_reversed(desk: Desk) -> None:
    reversal = desk.reverse(desk.issue(lot_line(desk.lot(), 1)))
    error = desk.refused(reverse(reversal))
    assert type(error) is ReversalStays and error.facts == {"number": reversal.number}


@pytest.mark.parametrize("seq", [1, 10**6])
def test_only_a_document_is_reversed(desk: Desk, seq: int) -> None:
    error = desk.refused(act(Reverse, reverses_seq=seq, reason="录入有误"))
    assert type(error) is UnknownRecord and error.facts["key"] == str(seq)


@pytest.mark.parametrize("seq", [0, -1, 2**53 + 1, 2**70])
def test_a_number_that_no_entry_can_have_is_no_request(desk: Desk, seq: int) -> None:
    assert type(desk.refused(act(Reverse, reverses_seq=seq, reason="录入有误"))) is BadRequest


def test_a_receipt_is_not_taken_back_once_its_goods_moved_on(desk: Desk) -> None:
    receipt = desk.receive(line := goods())
    issue = desk.issue(lot_line(line.lot_id, 4))
    move = desk.move(move_line(line.lot_id, 1))
    error = desk.refused(reverse(receipt))
    assert type(error) is MovedSince
    assert error.facts["number"] == receipt.number and error.facts["item"] == "12㎡单帐篷"
    assert error.facts["since"] == f"{move.number}, {issue.number}"
    desk.reverse(move)
    desk.reverse(issue)
    desk.reverse(receipt)


def test_an_issue_is_not_taken_back_once_goods_came_back(desk: Desk) -> None:
    lot = desk.lot()
    issue = desk.issue(lot_line(lot, 4))
    back = desk.paper(act(Return, depot=DEPOT, lines=(return_line(lot, 1),)))
    error = desk.refused(reverse(issue))
    assert type(error) is MovedSince and error.facts["since"] == back.number


def test_a_count_that_found_more_is_not_taken_back_once_that_is_gone(desk: Desk) -> None:
    lot = desk.lot()
    found = CountLine(lot_id=lot, place=A01, book=some(10), counted=some(12), reason="多出")
    adjustment = desk.paper(act(Adjust, depot=DEPOT, lines=(found,)))
    issue = desk.issue(lot_line(lot, 11))
    error = desk.refused(reverse(adjustment))
    assert type(error) is MovedSince and error.facts["since"] == issue.number


def test_a_document_whose_goods_went_and_came_back_is_taken_back(desk: Desk) -> None:
    receipt = desk.receive(line := goods(quantity=10, amount=yuan(100)))
    desk.issue(lot_line(line.lot_id, 4))
    desk.post(act(Return, depot=DEPOT, lines=(return_line(line.lot_id, 4),)))
    desk.reverse(receipt)
    assert desk.stock() == []


def test_a_reversal_is_not_dated_before_its_document(desk: Desk) -> None:
    paper = desk.receive(goods(), day=ago(5))
    error = desk.refused(reverse(paper, business_date=ago(6)))
    assert type(error) is ReversalTooEarly
    assert error.facts == {"number": paper.number, "original": ago(5), "date": ago(6)}
    assert desk.reverse(paper, ago(5)).business_date == ago(5)


def test_a_document_in_a_closed_period_is_taken_back_in_the_open_one(desk: Desk) -> None:
    paper = desk.receive(goods(), day=ago(20))
    desk.post(act(ClosePeriod, depot=DEPOT, closed_through=ago(10)))
    assert desk.reverse(paper, ago(9)).business_date == ago(9)


def test_a_back_dated_reversal_must_not_leave_a_later_day_short(desk: Desk) -> None:
    receipt = desk.receive(line := goods(quantity=10), day=ago(20))
    lot = line.lot_id
    desk.issue(lot_line(lot, 4), day=ago(10))
    desk.post(act(Return, business_date=ago(5), depot=DEPOT, lines=(return_line(lot, 4),)))
    error = desk.refused(reverse(receipt, business_date=ago(15)))
    assert type(error) is ShortOnLaterDay
    assert error.facts["wanted"] == some(10) and error.facts["on_hand"] == some(6)
    assert (error.facts["date"], error.facts["day"]) == (ago(15), ago(10))
    desk.reverse(receipt, ago(5))


def test_goods_do_not_go_back_to_a_closed_location(desk: Desk) -> None:
    desk.post(act(AddPlace, depot=DEPOT, code="C01", name="C区"))
    lot = desk.lot(place=PlaceCode("C01"))
    paper = desk.move(move_line(lot, 10, PlaceCode("C01"), A01))
    desk.post(act(RetirePlace, depot=DEPOT, code="C01"))
    error = desk.refused(reverse(paper))
    assert type(error) is PlaceRetired and error.facts == {"place": "C01"}


def test_a_returned_object_is_issued_again_after_the_return_was_taken_back(desk: Desk) -> None:
    lot = desk.lot(COMMAND_TENT, 1, serial_no="S1")
    desk.issue(lot_line(lot, 1))
    back = desk.paper(act(Return, depot=DEPOT, lines=(return_line(lot, 1, A02),)))
    desk.reverse(back)
    assert desk.held(lot, A02) == some(0)
    desk.post(act(Return, depot=DEPOT, lines=(return_line(lot, 1),)))
    desk.issue(lot_line(lot, 1))


@pytest.mark.parametrize("place", [A01, A02])
def test_an_object_that_was_found_since_is_not_brought_back_a_second_time(desk: Desk, place: PlaceCode) -> None:
    lot = desk.lot(COMMAND_TENT, 1, serial_no="S1")
    missing = desk.paper(adjust_object(lot, A01, 1))
    found = desk.paper(adjust_object(lot, place, 0))
    error = desk.refused(reverse(missing))
    assert type(error) is MovedSince and found.number in str(error.facts["since"])
    desk.reverse(found)
    desk.reverse(missing)
    assert desk.held(lot) == some(1)


def adjust_object(lot: LotId, place: PlaceCode, book: int) -> Adjust:
    line = CountLine(lot_id=lot, place=place, book=some(book), counted=some(1 - book), reason="盘点")
    return act(Adjust, depot=DEPOT, lines=(line,))


def test_an_object_whose_receipt_was_taken_back_can_be_received_again(desk: Desk) -> None:
    """The advice on a wrong document is to reverse it and post it again; a serial number must not stand in the way."""
    wrong = desk.receive(goods(COMMAND_TENT, 1, serial_no="S1", place=A02))
    assert_line(
        desk.refused(
            act(Receive, depot=DEPOT, origin=Origin.PURCHASE, lines=(goods(COMMAND_TENT, 1, serial_no="S1"),))
        ),
        SerialTaken,
        "serial_no",
    )
    desk.reverse(wrong)
    right = goods(COMMAND_TENT, 1, serial_no="S1")
    desk.receive(right)
    assert desk.held(right.lot_id) == some(1)


def test_a_lot_whose_receipt_was_taken_back_is_found_at_no_count(desk: Desk) -> None:
    """Its serial number is free again: were the old lot found, one object would stand in the books twice."""
    wrong = goods(COMMAND_TENT, 1, serial_no="S1")
    desk.reverse(desk.receive(wrong))
    desk.lot(COMMAND_TENT, 1, serial_no="S1")
    found = CountLine(lot_id=wrong.lot_id, place=A02, book=some(0), counted=some(1), reason="多出")
    assert_line(desk.refused(act(Adjust, depot=DEPOT, lines=(found,))), LotVoid, "lot_id")


def test_goods_whose_receipt_was_taken_back_are_not_to_be_had_and_their_label_says_why(desk: Desk) -> None:
    paper = desk.receive(goods(COMMAND_TENT, 1, serial_no="S1"))
    (line,) = desk.lines(paper)
    desk.reverse(paper)
    taken_line = lot_line(line.lot_id, 1, reason="破损")
    for taking, lines in ((Issue, (taken_line,)), (Return, coming_back(taken_line)), (WriteOff, (taken_line,))):
        taken = act(taking, depot=DEPOT, lines=lines)
        assert_line(desk.refused(taken), LotVoid, "lot_id")
    with pytest.raises(LotVoid):
        desk.read(lines_for, DEPOT, some(1), TODAY, lot=line.label_code)
    with pytest.raises(UnknownRecord):
        desk.read(find_lot, "S1")
    again = desk.lot(COMMAND_TENT, 1, serial_no="S1")
    assert desk.read(find_lot, "S1") == again
    assert desk.read(find_lot, line.label_code) == line.lot_id


def test_the_label_of_goods_whose_receipt_was_taken_back_still_tells_what_became_of_them(desk: Desk) -> None:
    paper = desk.receive(goods())
    label = desk.lines(paper)[0].label_code
    reversal = desk.reverse(paper)
    (life,) = desk.read(trace, label)
    assert [row.number for row in life.movements] == [paper.number, reversal.number]


def test_a_reversal_says_why(desk: Desk) -> None:
    paper = desk.receive(goods())
    for reason in ("", "   "):
        desk.refused(act(Reverse, reverses_seq=paper.seq, reason=reason))


def test_a_reversal_is_numbered_in_its_own_series(desk: Desk) -> None:
    first = desk.reverse(desk.receive(goods()))
    second = desk.reverse(desk.receive(goods()))
    assert [first.number, second.number] == [f"CX-{DEPOT}-{TODAY.year}-00000{number}" for number in (1, 2)]

"""Stock documents as read: lists, an item's card, and the life of a lot."""

import pytest

from supplies.errors import UnknownRecord
from supplies.language import Language, use_language
from supplies.models.stock import DocumentKind
from supplies.stock.actions import AddDepot, AddPlace, Issue, Return
from supplies.stock.card import Card, card
from supplies.stock.documents import DocumentRow, document, document_lines, document_numbered, documents_page
from supplies.stock.tracing import lot, lot_trace, trace
from supplies.values import NO_MONEY, NO_QUANTITY, DepotCode, Quantity, SiteId, new_id
from tests.rooms import (
    A01,
    A02,
    COMMAND_TENT,
    DEPOT,
    QUILT,
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
    yuan,
)

SECOND = DepotCode("210300B")


def listed(desk: Desk, **wanted: object) -> list[DocumentRow]:
    """Return documents, page by page, as a screen asks for them."""
    found: list[DocumentRow] = []
    while True:
        page = desk.read(documents_page, before=found[-1] if found else None, limit=7, **wanted)
        found += page
        if len(page) < 7:
            return found


# --- lists -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def busy(desk: Desk) -> Desk:
    """Return a store with 23 documents in two depots."""
    desk.post(act(AddDepot, code=SECOND, name="二号库"), act(AddPlace, depot=SECOND, code=A01, name="甲区"))
    for number in range(10):
        line = goods(quantity=10)
        desk.receive(line, day=ago(30 - number))
        fields = {"counterparty": f"{number}号单位", "paper_number": f"令100%{number}", "incident": "7·28暴雨"}
        desk.post(act(Issue, business_date=ago(5), depot=DEPOT, lines=(lot_line(line.lot_id, 1),), **fields))
    desk.receive(goods(), depot=SECOND)
    desk.reverse(desk.receive(goods()))
    return desk


def test_pages_of_documents_show_every_one_exactly_once_newest_first(busy: Desk) -> None:
    found = listed(busy)
    assert len(found) == 23 == len({row.number for row in found})
    assert [row.seq for row in found] == sorted((row.seq for row in found), reverse=True)
    assert found == busy.read(documents_page)


def test_documents_are_chosen_by_depot_kind_and_words(busy: Desk) -> None:
    whole = listed(busy)
    assert listed(busy, depot=SECOND) == [row for row in whole if row.depot_code == SECOND]
    assert listed(busy, kind=DocumentKind.ISSUE) == [row for row in whole if row.kind is DocumentKind.ISSUE]
    assert len(listed(busy, kind=DocumentKind.ISSUE, depot=DEPOT)) == 10
    assert [row.counterparty for row in listed(busy, search="3号单位")] == ["3号单位"]
    assert [row.paper_number for row in listed(busy, search=" 令100%3 ")] == ["令100%3"]
    assert len(listed(busy, search="暴雨")) == 10
    assert [row.kind for row in listed(busy, search=f"cx-{DEPOT}")] == [DocumentKind.REVERSAL]
    assert listed(busy, search="令1003") == []  # A % is a % and no wild card.


def test_a_document_is_found_by_its_entry_and_by_its_number(busy: Desk) -> None:
    row = listed(busy)[4]
    assert busy.read(document, SITE, row.seq) == row
    assert busy.read(document_numbered, row.number) == row
    assert busy.read(document_numbered, f" {row.number.lower()} ") == row


def test_what_is_no_document_is_not_found(busy: Desk) -> None:
    for query, arguments in (
        (document, (SITE, 1)),
        (document, (SiteId("999999"), listed(busy)[0].seq)),
        (document_numbered, ("RK-1",)),
        (lot, (new_id(),)),
        (trace, ("BXXXX",)),
        (trace, ("",)),
    ):
        with pytest.raises(UnknownRecord) as caught:
            busy.read(query, *arguments)
        if arguments != ("",):
            assert_speaks(caught.value)


def test_the_lines_of_a_document_are_in_its_order(desk: Desk) -> None:
    lines = [goods(QUILT, 1, yuan(3), batch_no="B"), goods(TENT, 2, yuan(2)), goods(WATER, 3, yuan(1))]
    paper = desk.receive(*lines)
    found = desk.read(document_lines, SITE, paper.seq)
    assert [(row.line, row.item_code, row.lot_id) for row in found] == [
        (number, line.item, line.lot_id) for number, line in enumerate(lines, 1)
    ]
    assert [row.quantity for row in found] == [some(1), some(2), some(3)]
    assert [row.amount for row in found] == [yuan(3), yuan(2), yuan(1)]
    assert (found[0].name, found[0].unit, found[0].batch_no) == ("棉被", "床", "B")
    assert desk.read(document_lines, SITE, 1) == []


def test_kinds_have_names_in_both_languages(desk: Desk) -> None:
    paper = desk.receive(goods())
    use_language(Language.ENGLISH)
    assert paper.kind_name == "Receipt"


# --- the card of an item ---------------------------------------------------------------------------------------------


@pytest.fixture
def kept(desk: Desk) -> Desk:
    """Return a store with an item's history: 10 in, 4 out, 1 back, 2 moved, 5 in at the second depot, in this order."""
    desk.post(act(AddDepot, code=SECOND, name="二号库"), act(AddPlace, depot=SECOND, code=A01, name="甲区"))
    tent = desk.lot(TENT, 10, yuan(100), day=ago(50))
    desk.issue(lot_line(tent, 4), day=ago(40))
    desk.post(act(Return, business_date=ago(30), depot=DEPOT, lines=(return_line(tent, 1),)))
    desk.move(move_line(tent, 2), day=ago(20))
    desk.receive(goods(TENT, 5, yuan(60)), depot=SECOND, day=ago(10))
    desk.lot(QUILT, 99, yuan(99))
    return desk


def figures(found: Card) -> tuple[str, list[tuple[str, str]], str]:
    """Return the opening balance, each change with the balance after it, and the closing balance."""
    rows = [(str(row.change), str(row.balance)) for row in found.rows]
    return str(found.opening), rows, str(found.closing)


def test_a_card_runs_from_nothing_to_what_is_on_hand(kept: Desk) -> None:
    found = kept.read(card, TENT)
    assert figures(found) == ("0", [("10", "10"), ("-4", "6"), ("1", "7"), ("0", "7"), ("5", "12")], "12")
    assert [str(row.change_amount) for row in found.rows] == ["100.00", "-40.00", "10.00", "0.00", "60.00"]
    assert [str(row.balance_amount) for row in found.rows] == ["100.00", "60.00", "70.00", "70.00", "130.00"]
    assert (str(found.opening_amount), str(found.closing_amount)) == ("0.00", "130.00")
    assert [row.business_date for row in found.rows] == [ago(days) for days in (50, 40, 30, 20, 10)]
    assert found.rows[1].kind_name and found.rows[1].counterparty == "铁东区"
    assert found.is_complete


def test_a_card_of_a_depot_leaves_the_others_out(kept: Desk) -> None:
    here, there = kept.read(card, TENT, depot=DEPOT), kept.read(card, TENT, depot=SECOND)
    assert figures(here) == ("0", [("10", "10"), ("-4", "6"), ("1", "7"), ("0", "7")], "7")
    assert figures(there) == ("0", [("5", "5")], "5")


def test_a_card_of_some_days_opens_with_what_was_there_before(kept: Desk) -> None:
    found = kept.read(card, TENT, first=ago(40), last=ago(30))
    assert figures(found) == ("10", [("-4", "6"), ("1", "7")], "7")
    assert (str(found.opening_amount), str(found.closing_amount)) == ("100.00", "70.00")
    quiet = kept.read(card, TENT, first=ago(29), last=ago(21))
    assert figures(quiet) == ("7", [], "7") and quiet.is_complete
    assert figures(kept.read(card, TENT, last=ago(51))) == ("0", [], "0")
    assert figures(kept.read(card, TENT, first=TODAY)) == ("12", [], "12")


def test_a_card_that_is_too_long_shows_the_newest_and_opens_before_them(kept: Desk) -> None:
    found = kept.read(card, TENT, limit=2)
    assert figures(found) == ("7", [("0", "7"), ("5", "12")], "12")
    assert not found.is_complete
    assert kept.read(card, TENT, limit=5).is_complete


def test_a_card_stands_in_the_order_of_the_days_whenever_they_were_posted(kept: Desk) -> None:
    late = kept.lot(TENT, 3, day=ago(45))
    found = kept.read(card, TENT)
    assert figures(found)[1][:3] == [("10", "10"), ("3", "13"), ("-4", "9")]
    assert kept.read(card, TENT, first=ago(45), last=ago(45)).opening == some(10)
    assert kept.held(late) == some(3)


def test_an_item_that_never_moved_has_an_empty_card(desk: Desk) -> None:
    assert desk.read(card, TENT) == Card(NO_QUANTITY, NO_MONEY, (), NO_QUANTITY, NO_MONEY, is_complete=True)


# --- the life of a lot -----------------------------------------------------------------------------------------------


def test_a_trace_tells_the_whole_life_of_an_object(desk: Desk) -> None:
    tent = desk.lot(COMMAND_TENT, 1, yuan(100), serial_no="S1", day=ago(9))
    desk.move(move_line(tent, 1), day=ago(8))
    desk.issue(lot_line(tent, 1, A02), day=ago(7))
    desk.post(act(Return, depot=DEPOT, business_date=ago(6), lines=(return_line(tent, 1),)))
    (found,) = desk.read(trace, "S1")
    use_language(Language.ENGLISH)
    (english,) = desk.read(trace, "S1")
    assert [(row.origin, row.goal) for row in english.movements] == [
        ("Supplier", "A01区"),
        ("A01区", "A02区"),
        ("A02区", "Issued"),
        ("Issued", "A01区"),
    ]
    assert [row.business_date for row in found.movements] == [ago(days) for days in (9, 8, 7, 6)]
    assert {row.actor for row in found.movements} == {"管理员"}
    assert {row.quantity for row in found.movements} == {Quantity(1000)}
    assert (found.lot.serial_no, found.lot.item_code, found.lot.unit_price_e4) == ("S1", COMMAND_TENT, 1_000_000)
    assert [(row.place_code, row.quantity) for row in found.on_hand] == [(A01, some(1))]
    assert desk.read(trace, found.lot.label_code.lower()) == [english]


def test_a_trace_of_a_batch_tells_of_every_lot_of_it_and_of_no_other(desk: Desk) -> None:
    lots = {desk.lot(WATER, 10, batch_no="NF"), desk.lot(WATER, 10, batch_no="NF")}
    desk.lot(WATER, 10, batch_no="NF2")
    found = desk.read(trace, "NF")
    assert {each.lot.lot_id for each in found} == lots
    assert all({row.lot_id for row in each.on_hand} == {each.lot.lot_id} for each in found)


def test_a_trace_of_goods_that_are_gone_still_tells_where_they_went(desk: Desk) -> None:
    water = desk.lot(WATER, 10)
    desk.issue(lot_line(water, 10))
    found = desk.read(lot_trace, water)
    assert found.on_hand == ()
    assert [row.counterparty for row in found.movements] == ["", "铁东区"]

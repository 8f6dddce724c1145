"""What is on hand, page by page: filters, sums, totals, proposals."""

from contextlib import suppress
from datetime import timedelta

import pytest

from supplies.catalogue.actions import ReviseCatalogue
from supplies.catalogue.queries import ItemFilter
from supplies.errors import SuppliesError
from supplies.stock.actions import AddDepot, AddPlace
from supplies.stock.queries import (
    Pick,
    StockFilter,
    StockRow,
    StockSum,
    allocate,
    depots_holding,
    item_totals,
    lots_named,
    on_hand_at,
    propose,
    stock_as_of,
    stock_page,
    stock_sum,
)
from supplies.values import NO_MONEY, NO_QUANTITY, DepotCode, ItemCode, LotId, PlaceCode, Quantity, new_id, total_money
from tests.rooms import (
    A01,
    A02,
    B01,
    COMMAND_TENT,
    DEPOT,
    QUILT,
    TENT,
    TODAY,
    WATER,
    Desk,
    act,
    ago,
    goods,
    lot_line,
    move_line,
    some,
    yuan,
)

SECOND = DepotCode("210300B")


@pytest.fixture
def full(desk: Desk) -> Desk:
    """Return a store with many rows: three items, two depots, three places, some with an expiry, some emptied."""
    desk.post(act(AddDepot, code=SECOND, name="二号库"), act(AddPlace, depot=SECOND, code=A01, name="甲区"))
    places = (A01, A02, B01)
    lines = [
        goods(item, number + 1, yuan(number), place=places[number % 3], expires_on=expiry(number))
        for number in range(24)
        for item in (TENT, WATER, QUILT)
    ]
    desk.receive(*lines)
    gone = lines[0]
    desk.issue(lot_line(gone.lot_id, 1, reason="演练"))
    there = [goods(item, 5, yuan(7), expires_on=ago(-50)) for item in (TENT, QUILT) for _each in range(4)]
    desk.receive(*there, depot=SECOND)
    spread = lines[20]
    desk.move(move_line(spread.lot_id, 2, spread.place, A02 if spread.place != A02 else B01))
    return desk


def expiry(number: int) -> object:
    return None if number % 4 == 0 else TODAY + timedelta(days=30 * (number % 5))


def pages(desk: Desk, wanted: StockFilter, limit: int) -> list[StockRow]:
    """Return all rows, page by page, as a screen asks for them."""
    found: list[StockRow] = []
    while True:
        after = found[-1] if found else None
        page: list[StockRow] = desk.read(stock_page, wanted, after=after, limit=limit)
        found += page
        if len(page) < limit:
            return found


def test_pages_show_every_row_exactly_once_in_order(full: Desk) -> None:
    whole = full.stock()
    assert len(whole) == 3 * 24 - 1 + 8 + 1
    assert pages(full, StockFilter(), 7) == whole
    keys = [(row.item_code, row.depot_code, row.place_code, row.lot_id) for row in whole]
    assert keys == sorted(keys) and len(set(keys)) == len(keys)


def test_pages_by_expiry_show_every_row_exactly_once_in_order(full: Desk) -> None:
    wanted = StockFilter(expires_by=TODAY + timedelta(days=70))
    whole = full.stock(expires_by=wanted.expires_by)
    assert pages(full, wanted, 7) == whole
    expected = [row for row in full.stock() if row.expires_on and row.expires_on <= TODAY + timedelta(days=70)]
    assert sorted(whole, key=repr) == sorted(expected, key=repr)
    assert len(whole) > 14
    days = [(row.expires_on, row.lot_id) for row in whole]
    assert days == sorted(days)


def test_a_page_has_at_most_as_many_rows_as_asked_for(full: Desk) -> None:
    for limit in (1, 79, 80, 81, 1000):
        assert len(full.read(stock_page, StockFilter(), limit=limit)) == min(limit, 80)


def test_goods_that_leave_between_two_pages_do_not_hide_others(full: Desk) -> None:
    first = full.read(stock_page, StockFilter(), limit=7)
    last = first[-1]
    rest = full.stock()[7:]
    full.issue(lot_line(last.lot_id, str(last.quantity), last.place_code, "演练"), depot=last.depot_code)
    assert full.read(stock_page, StockFilter(), after=last, limit=1000) == rest


FILTERS = [
    StockFilter(),
    StockFilter(item=TENT),
    StockFilter(depot=SECOND),
    StockFilter(depot=DEPOT, place=A02),
    StockFilter(category="C01"),
    StockFilter(category="C09"),
    StockFilter(search="棉被"),
    StockFilter(search="帐篷", depot=SECOND),
    StockFilter(search="mb", expires_by=TODAY + timedelta(days=70)),
    StockFilter(expires_by=TODAY),
    StockFilter(item=WATER, place=B01, expires_by=TODAY + timedelta(days=200)),
]


def fits(row: StockRow, wanted: StockFilter) -> bool:
    """Return whether a row is wanted, told from the row alone; all that is in store is in C01."""
    words = {"棉被": QUILT, "帐篷": TENT, "mb": QUILT}
    return all(
        (
            wanted.item is None or row.item_code == wanted.item,
            wanted.depot is None or row.depot_code == wanted.depot,
            wanted.place is None or row.place_code == wanted.place,
            wanted.category in {"", "C01"},
            not wanted.search or row.item_code == words[wanted.search],
            wanted.expires_by is None or (row.expires_on is not None and row.expires_on <= wanted.expires_by),
        )
    )


def test_a_filter_finds_what_fits_and_the_sum_tells_how_much(full: Desk) -> None:
    for wanted in FILTERS:
        found = pages(full, wanted, 7)
        assert set(found) == {row for row in full.stock() if fits(row, wanted)}, wanted
        assert full.read(stock_sum, wanted) == StockSum(len(found), total_money(row.amount for row in found))
        assert set(full.read(stock_as_of, TODAY, wanted)) == set(found)


# --- search ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def marked(desk: Desk) -> tuple[Desk, LotId, LotId]:
    """Return a store with a batch of water and a command tent."""
    water = desk.lot(WATER, 10, batch_no="NF-2026/03", expires_on=ago(-300))
    tent = desk.lot(COMMAND_TENT, 1, serial_no="ZH60-0007")
    desk.lot(QUILT)
    return desk, water, tent


def test_goods_are_found_by_name_code_pinyin_specification_and_batch(marked: tuple[Desk, LotId, LotId]) -> None:
    desk, water, _tent = marked
    words = ["瓶装", "瓶装 水", "pzyys", "PZYYS", "pingzhuang", "YJ01022", "yj01022", "bottled", "550ml"]
    for search in (*words, "NF-2026/03", " NF-2026/03 "):
        assert [row.lot_id for row in desk.stock(search=search)] == [water], search


def test_goods_are_found_by_serial_number_and_label(marked: tuple[Desk, LotId, LotId]) -> None:
    desk, _water, tent = marked
    (row,) = desk.stock(search="ZH60-0007")
    assert row.lot_id == tent
    for label in (row.label_code, row.label_code.lower(), f" {row.label_code} "):
        assert [found.lot_id for found in desk.stock(search=label)] == [tent]
        assert desk.read(lots_named, label) == [tent]


def test_a_part_of_a_batch_or_serial_number_or_a_wild_card_finds_nothing(marked: tuple[Desk, LotId, LotId]) -> None:
    for search in ("NF-2026", "ZH60", "不存在", "%", "_", "瓶装 帐篷"):
        assert marked[0].stock(search=search) == [], search
        assert marked[0].read(stock_sum, StockFilter(search=search)) == StockSum(0, NO_MONEY)


def test_no_words_name_no_lot(marked: tuple[Desk, LotId, LotId]) -> None:
    assert marked[0].read(lots_named, "  ") == []


def test_goods_of_a_retired_item_are_still_found(marked: tuple[Desk, LotId, LotId]) -> None:
    desk, water, _tent = marked
    desk.post(act(ReviseCatalogue, retired=(WATER,)))
    assert [row.lot_id for row in desk.stock(search="瓶装饮用水")] == [water]


def test_a_batch_is_looked_for_within_the_category_chosen(marked: tuple[Desk, LotId, LotId]) -> None:
    desk, water, _tent = marked
    assert [row.lot_id for row in desk.stock(search="NF-2026/03", category="C01")] == [water]
    assert desk.stock(search="NF-2026/03", category="C09") == []


def test_a_batch_number_is_found_even_where_an_item_has_the_same_word(desk: Desk) -> None:
    """The specification of 12㎡单帐篷 holds 2010: a batch 2010 of water is still found by its exact number."""
    water = desk.lot(WATER, batch_no="2010")
    desk.lot(TENT)
    assert water in [row.lot_id for row in desk.stock(search="2010")]


def test_goods_are_found_by_the_very_numbers_they_were_received_with(desk: Desk) -> None:
    """Blanks around a number are refused or left out; a number kept with them would never be found again."""
    for line in (goods(WATER, batch_no=" NF-1 "), goods(COMMAND_TENT, 1, serial_no="S1 ")):
        with suppress(SuppliesError):
            desk.receive(line)
    for row in desk.stock():
        assert [found.lot_id for found in desk.stock(search=row.serial_no or row.batch_no)] == [row.lot_id]


@pytest.mark.parametrize("kept", ["nf-1/a", "ＮＦ－１／Ａ", " NF-1/A　"])
@pytest.mark.parametrize("typed", ["NF-1/A", "nf-1/a", "Nf-1/A", "ｎｆ－１／ａ", " NF-1/A "])
def test_a_number_is_one_number_in_either_case_and_width(desk: Desk, kept: str, typed: str) -> None:
    water, tent = desk.lot(WATER, batch_no=kept), desk.lot(COMMAND_TENT, 1, serial_no=kept)
    assert desk.read(lots_named, typed) == [water, tent]
    found = {row.lot_id: row.serial_no or row.batch_no for row in desk.stock(search=typed)}
    assert found == {water: "NF-1/A", tent: "NF-1/A"}


# --- totals ----------------------------------------------------------------------------------------------------------


def test_totals_add_up_what_the_rows_show_in_one_depot_and_in_all(full: Desk) -> None:
    for depot in (None, DEPOT, SECOND):
        rows = full.stock(depot=depot)
        for total in full.read(item_totals, depot=depot):
            own = [row for row in rows if row.item_code == total.item_code]
            assert total.quantity == Quantity(sum(row.quantity.thousandths for row in own))
            assert total.amount == total_money(row.amount for row in own)


def test_totals_name_every_item_type_even_without_stock(full: Desk) -> None:
    totals = full.read(item_totals)
    codes = [row.item_code for row in totals]
    assert len(totals) == 176 and codes == sorted(codes)
    assert [row.item_code for row in totals if row.quantity] == [TENT, QUILT, WATER]
    nothing = next(row for row in totals if row.item_code == COMMAND_TENT)
    assert (nothing.quantity, nothing.amount) == (NO_QUANTITY, NO_MONEY)
    assert [row.item_code for row in full.read(item_totals, ItemFilter(search="棉被"))] == [QUILT]


def test_the_depots_that_hold_an_item_are_named_largest_first(full: Desk) -> None:
    tents = {row.item_code: row.quantity for row in full.read(item_totals, depot=DEPOT)}[TENT]
    assert full.read(depots_holding, TENT) == [(DEPOT, "市本级库", tents), (SECOND, "二号库", some(20))]
    assert full.read(depots_holding, COMMAND_TENT) == []


def test_what_a_place_holds_of_a_lot(full: Desk) -> None:
    row = full.stock()[0]
    assert full.read(on_hand_at, row.depot_code, row.place_code, row.lot_id) == row.quantity
    assert full.read(on_hand_at, row.depot_code, PlaceCode("Z99"), row.lot_id) == NO_QUANTITY
    assert full.read(on_hand_at, row.depot_code, row.place_code, new_id()) == NO_QUANTITY


# --- proposals -------------------------------------------------------------------------------------------------------


def picked(picks: list[Pick]) -> list[tuple[LotId, PlaceCode, str]]:
    return [(pick.row.lot_id, pick.row.place_code, str(pick.quantity)) for pick in picks]


def test_a_proposal_takes_first_what_expires_first_then_what_came_first(desk: Desk) -> None:
    forever = desk.lot(WATER, 10, day=ago(50))
    new = desk.lot(WATER, 10, day=ago(10), expires_on=ago(-90))
    old = desk.lot(WATER, 10, day=ago(20), expires_on=ago(-90))
    early = desk.lot(WATER, 10, day=ago(5), expires_on=TODAY)
    desk.lot(WATER, 10, day=ago(60), expires_on=ago(1))
    picks, missing = desk.read(propose, DEPOT, WATER, some(35), TODAY)
    assert picked(picks) == [(early, A01, "10"), (old, A01, "10"), (new, A01, "10"), (forever, A01, "5")]
    assert missing == NO_QUANTITY
    lines = [lot_line(lot, quantity, place) for lot, place, quantity in picked(picks)]
    assert desk.issue(*lines).line_count == 4  # What is proposed can be posted as it is.


def test_a_proposal_says_what_is_missing(desk: Desk) -> None:
    lot = desk.lot(WATER, 10)
    desk.move(move_line(lot, 4))
    picks, missing = desk.read(propose, DEPOT, WATER, some("12.5"), TODAY)
    assert picked(picks) == [(lot, A01, "6"), (lot, A02, "4")]
    assert missing == some("2.5")
    assert desk.read(propose, DEPOT, TENT, some(1), TODAY) == ([], some(1))
    assert desk.read(propose, DepotCode("NOWHERE"), WATER, some(1), TODAY) == ([], some(1))


def test_a_lot_is_taken_from_its_places_in_order_or_from_one(desk: Desk) -> None:
    lot = desk.lot(WATER, 10, expires_on=ago(1))
    desk.move(move_line(lot, 4), move_line(lot, 1, A01, B01))
    picks, missing = desk.read(allocate, DEPOT, lot, some(10))
    assert (picked(picks), missing) == ([(lot, A01, "5"), (lot, A02, "4"), (lot, B01, "1")], NO_QUANTITY)
    picks, missing = desk.read(allocate, DEPOT, lot, some(7), A02)
    assert (picked(picks), missing) == ([(lot, A02, "4")], some(3))


def test_a_row_tells_all_that_a_screen_shows(desk: Desk) -> None:
    lot = desk.lot(WATER, "12", yuan("34.5"), batch_no="NF", produced_on=ago(30), expires_on=ago(-30))
    (row,) = desk.stock()
    assert (row.item_code, row.name_zh, row.name_en, row.unit) == (WATER, "瓶装饮用水", row.name_en, "箱")
    assert row.name == "瓶装饮用水"
    assert (row.depot_code, row.depot_name, row.place_code, row.place_name) == (DEPOT, "市本级库", A01, "A01区")
    assert (row.lot_id, row.batch_no, row.serial_no) == (lot, "NF", None)
    assert (row.produced_on, row.expires_on) == (ago(30), ago(-30))
    assert (row.quantity, row.amount) == (some(12), yuan("34.50"))


def test_an_item_code_is_no_prefix(desk: Desk) -> None:
    desk.lot(TENT)
    assert desk.stock(item=ItemCode("YJ0100")) == []

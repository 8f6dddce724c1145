"""From what somebody says to the lots and places that are meant."""

from collections.abc import Callable
from typing import Any

import pytest

from supplies.errors import InsufficientStock, ItemShort, LotAmbiguous, SuppliesError, UnknownRecord
from supplies.scanning.label_code import grouped
from supplies.stock.actions import AddDepot, AddPlace
from supplies.stock.finding import find_lot, lines_for
from supplies.stock.tracing import lot as lot_row
from supplies.values import DepotCode, LotId
from tests.rooms import (
    A01,
    A02,
    COMMAND_TENT,
    DEPOT,
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
    some,
)

SECOND = DepotCode("210300B")


def complaint(desk: Desk, query: Callable[..., Any], *arguments: Any, **named: Any) -> SuppliesError:
    """Return the error of a query that must fail, once it is proved that it has words."""
    with pytest.raises(SuppliesError) as caught:
        desk.read(query, *arguments, **named)
    assert_speaks(caught.value)
    return caught.value


def label_of(desk: Desk, lot: LotId) -> str:
    label: str = desk.read(lot_row, lot).label_code
    return label


def test_a_lot_is_found_by_label_batch_or_serial_number_however_it_is_typed(desk: Desk) -> None:
    water, tent = desk.lot(WATER, batch_no="NF-1"), desk.lot(COMMAND_TENT, 1, serial_no="S-1")
    label = label_of(desk, water)
    for text in (label, label.lower(), f" {label} ", grouped(label), "NF-1", " NF-1 "):
        assert desk.read(find_lot, text) == water
    assert desk.read(find_lot, "S-1") == tent


def test_what_names_no_lot_or_several_is_said_so(desk: Desk) -> None:
    desk.lot(WATER, batch_no="NF-1")
    desk.lot(WATER, batch_no="NF-1")
    several = complaint(desk, find_lot, "NF-1")
    assert type(several) is LotAmbiguous and several.facts == {"text": "NF-1", "count": 2}
    assert type(complaint(desk, find_lot, "NF-2")) is UnknownRecord
    with pytest.raises(UnknownRecord):
        desk.read(find_lot, " ")


def test_a_lot_is_taken_from_its_places_in_order(desk: Desk) -> None:
    lot = desk.lot(WATER, 10)
    desk.move(move_line(lot, 4))
    label = label_of(desk, lot)
    assert desk.read(lines_for, DEPOT, some(8), TODAY, lot=label) == [(lot, A01, some(6)), (lot, A02, some(2))]
    assert desk.read(lines_for, DEPOT, some(4), TODAY, lot=label, place=A02) == [(lot, A02, some(4))]


def test_a_lot_that_is_short_says_what_there_is_and_where_there_is_more(desk: Desk) -> None:
    lot, other = desk.lot(WATER, 10), desk.lot(WATER, 3, place=A02)
    error = complaint(desk, lines_for, DEPOT, some(11), TODAY, lot=label_of(desk, lot))
    assert type(error) is InsufficientStock
    assert (error.facts["wanted"], error.facts["on_hand"]) == (some(11), some(10))
    assert f"市本级库 A02区 {label_of(desk, other)} 3" in str(error.facts["elsewhere"])


def test_an_item_is_taken_first_to_expire_first_and_never_expired(desk: Desk) -> None:
    late, early = desk.lot(WATER, 10, expires_on=ago(-90)), desk.lot(WATER, 10, expires_on=ago(-30))
    desk.lot(WATER, 10, expires_on=ago(1))
    assert desk.read(lines_for, DEPOT, some(15), TODAY, item=WATER) == [(early, A01, some(10)), (late, A01, some(5))]


def test_an_item_that_is_short_says_what_there_is_and_which_depots_hold_it(desk: Desk) -> None:
    desk.post(act(AddDepot, code=SECOND, name="二号库"), act(AddPlace, depot=SECOND, code=A01, name="甲区"))
    desk.receive(goods(TENT, 7), depot=SECOND)
    desk.lot(TENT, 10)
    error = complaint(desk, lines_for, DEPOT, some(11), TODAY, item=TENT)
    assert type(error) is ItemShort
    assert (error.facts["wanted"], error.facts["available"]) == (some(11), some(10))
    assert (error.facts["item"], error.facts["depot"], error.facts["elsewhere"]) == ("12㎡单帐篷", DEPOT, "二号库 7")
    alone = complaint(desk, lines_for, DEPOT, some(1), TODAY, item=WATER)
    assert type(alone) is ItemShort and alone.facts["elsewhere"]


def test_what_is_found_can_be_issued_as_it_is(desk: Desk) -> None:
    for days in (30, 60, None):
        desk.lot(WATER, 10, expires_on=None if days is None else ago(-days))
    found = desk.read(lines_for, DEPOT, some(25), TODAY, item=WATER)
    desk.issue(*(lot_line(lot, str(quantity), place) for lot, place, quantity in found))
    assert sum(row.quantity.thousandths for row in desk.stock()) == 5000

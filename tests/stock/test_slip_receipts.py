"""Goods that come in: by item and number, by the label of a known lot, object after object, on both databases."""

from supplies.catalogue.actions import ReviseCatalogue
from supplies.errors import ItemRetired, LabelCheckWrong, SerialTaken
from supplies.scanning.label_code import item_code, place_code
from supplies.stock.slip import SLIP_KINDS, undo
from supplies.stock.slip_checks import line_errors
from supplies.stock.slip_said import Tone
from tests.rooms import (
    A01,
    A02,
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
    some,
)
from tests.stock.keeper import Keeper, label_of, says

ISSUE, RECEIPT = SLIP_KINDS[:2]
HERE, THERE = place_code(DEPOT, A01), place_code(DEPOT, A02)


def test_goods_that_come_in_take_place_batch_and_quantity_in_any_order(desk: Desk) -> None:
    keeper = Keeper(desk, RECEIPT)
    keeper.scan(item_code(WATER), "48", "nf-9", HERE, item_code(TENT), "P-1", "5")
    assert [(line.item, line.batch_no, line.place, line.quantity) for line in keeper.slip.lines] == [
        (WATER, "NF-9", A01, some(48)),
        (TENT, "P-1", A01, some(5)),
    ]
    paper = keeper.post()
    assert [(line.item_code, line.batch_no, line.quantity) for line in desk.lines(paper)] == [
        (WATER, "NF-9", some(48)),
        (TENT, "P-1", some(5)),
    ]


def test_goods_scanned_before_their_place_are_put_there_and_one_undo_takes_that_back(desk: Desk) -> None:
    keeper = Keeper(desk, RECEIPT)
    keeper.scan(item_code(WATER), item_code(TENT))
    before = keeper.slip
    assert set(line_errors(before, before.lines[0], TODAY)) == {"place"}
    keeper.scan(HERE)
    assert [line.place for line in keeper.slip.lines] == [A01, A01]
    after = undo(keeper.slip)
    assert (after.lines, after.place, after.current) == (before.lines, before.place, before.current)


def test_the_next_goods_are_put_at_the_place_scanned_last(desk: Desk) -> None:
    keeper = Keeper(desk, RECEIPT)
    keeper.scan(HERE, item_code(WATER), "10", THERE, item_code(WATER), "5")
    assert [(place, quantity) for _lot, place, quantity in keeper.lines] == [(A01, some(10)), (A02, some(5))]
    known = desk.lot(TENT, 1, batch_no="P-1")
    other = Keeper(desk, RECEIPT)
    other.scan(HERE, label_of(desk, known), THERE, label_of(desk, known))
    assert [(place, quantity) for _lot, place, quantity in other.lines] == [(A01, some(1)), (A02, some(1))]


def test_objects_are_taken_in_by_item_and_then_one_number_after_the_other(desk: Desk) -> None:
    keeper = Keeper(desk, RECEIPT)
    said = keeper.scan(HERE, item_code(COMMAND_TENT))
    assert said.tone is Tone.INFO
    assert set(line_errors(keeper.slip, keeper.slip.lines[0], TODAY)) == {"serial_no"}
    keeper.scan("S-1", "s-2", "S-3")
    assert [line.serial_no for line in keeper.slip.lines] == ["S-1", "S-2", "S-3"]
    assert says(keeper.scan("S-2"), SerialTaken)
    keeper.scan("S-4")
    paper = keeper.post()
    assert [line.serial_no for line in desk.lines(paper)] == ["S-1", "S-2", "S-3", "S-4"]


def test_a_serial_number_that_is_recorded_is_refused_and_the_next_one_taken(desk: Desk) -> None:
    tent = desk.lot(COMMAND_TENT, 1, serial_no="S-1")
    keeper = Keeper(desk, RECEIPT)
    keeper.scan(HERE, item_code(COMMAND_TENT))
    assert says(keeper.scan("S-1"), SerialTaken)
    keeper.scan("S-2")
    assert says(keeper.scan(label_of(desk, tent)), SerialTaken)
    assert [line.serial_no for line in keeper.slip.lines] == ["S-2"]
    keeper.post()


def test_the_number_on_a_package_is_that_of_the_goods_just_scanned_though_others_bear_it(desk: Desk) -> None:
    desk.lot(TENT, 1, batch_no="20260101", produced_on=ago(90), expires_on=ago(-900))
    desk.lot(COMMAND_TENT, 1, serial_no="7788991")
    keeper = Keeper(desk, RECEIPT)
    keeper.scan(HERE, item_code(WATER), "24", "20260101", item_code(TENT), "6", "20260101")
    water, tents = keeper.slip.lines
    assert (water.item, water.batch_no, water.quantity, water.expires_on) == (WATER, "20260101", some(24), None)
    assert (tents.item, tents.batch_no, tents.quantity) == (TENT, "20260101", some(6))
    assert (tents.produced_on, tents.expires_on) == (ago(90), ago(-900)), "a known batch brings its dates"
    keeper.post()
    desk.lot(CLOTH, 1, batch_no="7788991")
    other = Keeper(desk, RECEIPT)
    other.scan(HERE, item_code(TENT), "7788991")
    assert [(line.item, line.batch_no) for line in other.slip.lines] == [(TENT, "7788991")]
    other.post()


def test_a_number_that_looks_like_a_misread_label_is_taken_with_a_warning(desk: Desk) -> None:
    keeper = Keeper(desk, RECEIPT)
    said = keeper.scan(item_code(WATER), "B20260102")
    assert says(Keeper(desk, ISSUE).scan("B20260102"), LabelCheckWrong)
    assert said.tone is Tone.WARNING and "B20260102" in said.remedy
    assert keeper.slip.lines[0].batch_no == "B20260102"


def test_another_delivery_of_a_known_lot_is_a_line_of_its_own_lot(desk: Desk) -> None:
    known = desk.lot(WATER, 10, batch_no="NF-1", produced_on=ago(30), expires_on=ago(-300))
    keeper = Keeper(desk, RECEIPT)
    keeper.scan(HERE, label_of(desk, known), label_of(desk, known))
    (line,) = keeper.slip.lines
    assert line.lot_id != known and line.quantity == some(2)
    assert (line.batch_no, line.produced_on, line.expires_on) == ("NF-1", ago(30), ago(-300))
    keeper.post()
    assert desk.held(known) == some(10)


def test_an_object_whose_receipt_was_reversed_may_come_in_again_by_its_old_label(desk: Desk) -> None:
    paper = desk.receive(goods(COMMAND_TENT, 1, serial_no="S-1"))
    (line,) = desk.lines(paper)
    desk.reverse(paper)
    keeper = Keeper(desk, RECEIPT)
    keeper.scan(HERE, line.label_code)
    assert [(each.serial_no, each.quantity) for each in keeper.slip.lines] == [("S-1", some(1))]
    keeper.post()


def test_a_retired_item_comes_in_no_more(desk: Desk) -> None:
    known = desk.lot(WATER, 10)
    desk.post(act(ReviseCatalogue, retired=(WATER,)))
    keeper = Keeper(desk, RECEIPT)
    assert says(keeper.scan(item_code(WATER)), ItemRetired)
    assert says(keeper.scan(label_of(desk, known)), ItemRetired)
    assert keeper.lines == []


def test_a_number_too_long_to_be_kept_is_noted_and_not_taken(desk: Desk) -> None:
    keeper = Keeper(desk, RECEIPT)
    said = keeper.scan(item_code(WATER), "Q" * 301)
    assert said.tone is Tone.ERROR
    assert keeper.slip.lines[0].batch_no == "" and keeper.slip.unknown == ("Q" * 301,)

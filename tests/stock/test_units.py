"""Cartons and pallets: packed and unpacked by moves, moved whole, scanned whole; a lot's total never changes by it."""

from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supplies.errors import (
    InsufficientStock,
    NotAUnit,
    PlaceElsewhere,
    PlaceNotEmpty,
    PlaceRetired,
    SamePlace,
    SuppliesError,
    UnitElsewhere,
    UnitEmpty,
    UnitInUnit,
    UnitNotEmpty,
    UnitStandsThere,
    UnknownRecord,
)
from supplies.models.stock import DocumentKind
from supplies.models.units import UnitKind
from supplies.scanning.label_code import LabelKind, parse, place_code
from supplies.stock.actions import AddDepot, AddPlace, Issue, Move, RetirePlace
from supplies.stock.queries import place_names, places, stock_of_lot
from supplies.stock.scanned import FoundUnit, what_is
from supplies.stock.slip import action_of, undo
from supplies.stock.slip_said import Said, Tone, describe
from supplies.stock.slip_scan import Taken, take
from supplies.stock.units import CloseUnit, MakeUnit, MoveUnit, UnitRow, content, moves_of, unit, units
from supplies.values import DepotCode, LotId, PlaceCode
from tests.rooms import A01, A02, B01, DEPOT, QUILT, TENT, TODAY, Desk, act, ago, lot_line, many, move_line, some
from tests.stock.keeper import says
from tests.stock.slips import slip

U1, U2 = PlaceCode("U000001"), PlaceCode("U000002")
OTHER = DepotCode("210302A")


def made(desk: Desk, kind: UnitKind = UnitKind.CARTON, location: PlaceCode = A01, name: str = "") -> UnitRow:
    desk.post(act(MakeUnit, depot=DEPOT, location=location, kind=kind, name=name))
    rows: list[UnitRow] = desk.read(units, DEPOT)
    return rows[-1]


def row(desk: Desk, code: PlaceCode = U1) -> UnitRow:
    found: UnitRow = desk.read(unit, DEPOT, code)
    return found


def move_to(unit_code: PlaceCode, place: PlaceCode) -> MoveUnit:
    return act(MoveUnit, depot=DEPOT, unit=unit_code, to_place=place)


def close(unit_code: PlaceCode) -> CloseUnit:
    return act(CloseUnit, depot=DEPOT, unit=unit_code)


def packed(desk: Desk) -> tuple[LotId, LotId]:
    """Pack six tents and all quilts into a carton."""
    tents, quilts = desk.lot(TENT, 10), desk.lot(QUILT, 4)
    made(desk, name="被服箱")
    desk.move(move_line(tents, 6, A01, U1), move_line(quilts, 4, A01, U1))
    return tents, quilts


def scan(desk: Desk, text: str, kind: DocumentKind, depot: DepotCode = DEPOT, place: PlaceCode | None = None) -> Taken:
    found = desk.read(what_is, depot, text, TODAY)
    assert isinstance(found, FoundUnit)
    return take(slip(kind, depot=depot, place=place or PlaceCode("")), found, TODAY)


def test_a_unit_has_a_number_and_a_label_of_its_own(desk: Desk) -> None:
    first, second = made(desk, name="被服箱"), made(desk, UnitKind.PALLET, A02)
    assert (first.code, first.name, first.kind, first.location, first.location_name) == (
        U1,
        "U000001 被服箱",
        UnitKind.CARTON,
        A01,
        "A01区",
    )
    assert (second.code, second.name, second.location) == (U2, "U000002", A02)
    assert parse(first.label_code).kind is LabelKind.UNIT and first.label_code != second.label_code
    assert desk.read(unit, OTHER, first.label_code) == first
    assert [place.code for place in desk.read(places, DEPOT)] == [A01, A02, B01]


def test_a_number_that_a_location_has_is_left_out(desk: Desk) -> None:
    desk.post(act(AddPlace, depot=DEPOT, code=U1, name="旧编号"))
    assert made(desk).code == U2


def test_goods_are_packed_and_unpacked_by_moves_and_issued_from_the_unit(desk: Desk) -> None:
    tents, quilts = packed(desk)
    assert (desk.held(tents), desk.held(tents, U1)) == (some(4), some(6))
    assert [(each.lot_id, each.quantity) for each in desk.read(content, DEPOT, U1)] == [
        (tents, some(6)),
        (quilts, some(4)),
    ]
    assert row(desk).lots == 2
    desk.move(move_line(quilts, 4, U1, A02))
    desk.issue(lot_line(tents, 6, U1))
    assert row(desk).lots == 0


def test_stock_is_shown_with_the_unit_behind_its_location(desk: Desk) -> None:
    tents, _quilts = packed(desk)
    assert {each.place_name for each in desk.read(stock_of_lot, tents)} == {"A01区", "A01区 › U000001 被服箱"}
    assert desk.read(place_names)[DEPOT, U1] == "A01区 › U000001 被服箱"


def test_a_unit_is_moved_with_all_that_is_in_it_and_its_ways_are_kept(desk: Desk) -> None:
    tents, _quilts = packed(desk)
    desk.post(move_to(U1, A02))
    desk.post(move_to(U1, B01))
    assert row(desk).location == B01
    assert desk.held(tents, U1) == some(6)
    assert [(way.from_place, way.to_place, way.moved_on) for way in desk.read(moves_of, DEPOT, U1)] == [
        (A01, A02, TODAY),
        (A02, B01, TODAY),
    ]


def test_a_unit_is_closed_when_it_is_empty(desk: Desk) -> None:
    tents, quilts = packed(desk)
    refused = desk.refused(close(U1))
    assert type(refused) is UnitNotEmpty and refused.facts["count"] == 2
    desk.move(move_line(tents, 6, U1, A01), move_line(quilts, 4, U1, A01))
    desk.post(close(U1))
    assert desk.read(units, DEPOT) == []
    assert not row(desk).is_active
    assert type(desk.refused(act(Move, depot=DEPOT, lines=(move_line(tents, 1, A01, U1),)))) is PlaceRetired
    assert type(desk.refused(close(U1))) is PlaceRetired
    assert type(desk.refused(move_to(U1, A02))) is PlaceRetired


@pytest.mark.parametrize(
    ("action", "error"),
    [
        (act(MakeUnit, depot=DEPOT, location=PlaceCode("Z9"), kind=UnitKind.CARTON), UnknownRecord),
        (act(MakeUnit, depot=DEPOT, location=U1, kind=UnitKind.CARTON), UnitInUnit),
        (move_to(PlaceCode("U000009"), A01), UnknownRecord),
        (move_to(A02, A01), NotAUnit),
        (move_to(U1, A01), UnitStandsThere),
        (move_to(U1, U1), UnitInUnit),
        (close(A02), NotAUnit),
    ],
)
def test_what_is_no_unit_or_no_location_is_refused(
    desk: Desk, action: MakeUnit | MoveUnit | CloseUnit, error: type[SuppliesError]
) -> None:
    made(desk)
    assert type(desk.refused(action)) is error


def test_a_location_with_goods_in_a_unit_is_not_closed(desk: Desk) -> None:
    packed(desk)
    desk.move(
        *[move_line(each.lot_id, str(each.quantity), A01, A02) for each in desk.stock() if each.place_code == A01]
    )
    assert type(desk.refused(act(RetirePlace, depot=DEPOT, code=A01))) is PlaceNotEmpty


def test_more_than_the_unit_holds_is_refused(desk: Desk) -> None:
    tents, _quilts = packed(desk)
    refused = desk.refused(act(Issue, depot=DEPOT, lines=(lot_line(tents, 7, U1),)))
    assert type(refused) is InsufficientStock and refused.facts["place"] == U1


# --- scanning --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [DocumentKind.ISSUE, DocumentKind.DISPATCH, DocumentKind.LOAN, DocumentKind.WRITE_OFF])
def test_a_unit_that_is_scanned_puts_all_that_is_in_it_on_the_slip(desk: Desk, kind: DocumentKind) -> None:
    tents, quilts = packed(desk)
    filled, said = scan(desk, row(desk).label_code, kind)
    assert [(line.lot_id, line.place, line.quantity) for line in filled.lines] == [
        (tents, U1, some(6)),
        (quilts, U1, some(4)),
    ]
    assert said.tone is Tone.OK and "U000001 被服箱" in said.title
    assert undo(filled).lines == ()


def test_on_a_move_the_first_scan_is_the_goal_and_then_a_unit_gives_all_it_holds(desk: Desk) -> None:
    tents, _quilts = packed(desk)
    goal, _said = scan(desk, U1, DocumentKind.MOVE)
    assert (goal.place, goal.lines) == (U1, ())
    filled, _said = scan(desk, U1, DocumentKind.MOVE, place=A02)
    assert [(line.place, line.to_place) for line in filled.lines] == [(U1, A02)] * 2
    assert filled.lines[0].lot_id == tents
    assert is_refused(scan(desk, U1, DocumentKind.MOVE, place=U1), SamePlace)


@pytest.mark.parametrize("kind", [DocumentKind.RECEIPT, DocumentKind.RETURN, DocumentKind.ADJUSTMENT])
def test_where_goods_are_put_or_counted_a_unit_is_the_place(desk: Desk, kind: DocumentKind) -> None:
    packed(desk)
    filled, said = scan(desk, "u000001", kind)
    assert (filled.place, filled.lines, said.tone) == (U1, (), Tone.OK)


def is_refused(taken: Taken, error: type[SuppliesError]) -> bool:
    filled, said = taken
    return not filled.lines and says(said, error)


def test_an_empty_unit_and_one_of_another_depot_are_not_taken(desk: Desk) -> None:
    label = made(desk).label_code
    desk.post(act(AddDepot, code=OTHER, name="铁东区库"))
    assert is_refused(scan(desk, label, DocumentKind.ISSUE), UnitEmpty)
    assert is_refused(scan(desk, label, DocumentKind.ISSUE, OTHER), UnitElsewhere)
    assert is_refused(scan(desk, label, DocumentKind.RECEIPT, OTHER), PlaceElsewhere)


def test_what_a_label_means_says_what_is_in_the_unit(desk: Desk) -> None:
    packed(desk)
    said: Said = describe(desk.read(what_is, DEPOT, row(desk).label_code, TODAY))
    assert said.title == "U000001 被服箱"
    assert "6 顶" in said.detail and "4 床" in said.detail and "A01" in said.detail


def test_a_slip_filled_by_a_unit_is_posted(desk: Desk) -> None:
    tents, quilts = packed(desk)
    filled, _said = scan(desk, row(desk).label_code, DocumentKind.ISSUE)
    desk.post(action_of(filled, TODAY))
    assert (desk.held(tents, U1), desk.held(quilts, U1)) == (some(0), some(0))


# --- whatever is packed, split and merged ----------------------------------------------------------------------------


@dataclass(frozen=True)
class Step:
    """One thing that somebody does with cartons: a move between places, or a way of the carton itself."""

    lot: int
    quantity: int
    origin: int
    goal: int
    moves_unit: bool


STEPS = st.lists(
    st.builds(Step, st.integers(0, 1), st.integers(1, 12), st.integers(0, 4), st.integers(0, 4), st.booleans()),
    max_size=12,
)


@many(max_examples=15, deadline=None)
@given(steps=STEPS)
def test_packing_splitting_and_merging_never_change_the_total_of_a_lot(desk: Desk, steps: Sequence[Step]) -> None:
    lots = [desk.lot(TENT, 10, day=ago(1)), desk.lot(QUILT, 8, day=ago(1))]
    first, second = made(desk), made(desk, UnitKind.PALLET, A02)
    spots = [A01, A02, B01, first.code, second.code]
    for step in steps:
        _try(desk, step, lots[step.lot], spots)
        for lot, total in zip(lots, (10, 8), strict=True):
            rows = desk.read(stock_of_lot, lot)
            assert sum(each.quantity.thousandths for each in rows) == total * 1000
            assert all(each.quantity > some(0) for each in rows)


def _try(desk: Desk, step: Step, lot: LotId, spots: list[PlaceCode]) -> None:
    """Do what is asked, or be refused and change nothing."""
    origin, goal = spots[step.origin], spots[step.goal]
    action = (
        move_to(origin, goal)
        if step.moves_unit
        else act(Move, depot=DEPOT, lines=(move_line(lot, step.quantity, origin, goal),))
    )
    try:
        desk.post(action)
    except SuppliesError as error:
        assert isinstance(error, InsufficientStock | SamePlace | NotAUnit | UnitInUnit | UnitStandsThere)


def test_the_label_of_a_location_is_no_unit(desk: Desk) -> None:
    assert not isinstance(desk.read(what_is, DEPOT, place_code(DEPOT, A01), TODAY), FoundUnit)

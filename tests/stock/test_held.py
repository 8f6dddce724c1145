"""Goods held for others: they become ours whole, or leave on their owner's order; what a month brought and took."""

from datetime import date, timedelta

from sqlalchemy import select

from supplies.errors import (
    InsufficientStock,
    NothingToDo,
    OwnersOrderNeeded,
    OwnerUnchanged,
    PartOfLot,
    SetAside,
    UnknownRecord,
)
from supplies.models.stock import Lot, Origin, PlaceKind
from supplies.stock.actions import Into, Issue
from supplies.stock.documents import document
from supplies.stock.held import TO_OWNER, HandBack, TakeOver, TakeOverLine, held_goods, held_period
from supplies.stock.lookups import part_of
from supplies.values import LotId, OrganisationCode, PlaceCode
from tests.rooms import A01, A02, DEPOT, SITE, TENT, TODAY, Desk, act, ago, assert_line, goods, lot_line, some, yuan
from tests.stock.incoming import CITY, PROVINCE, found, inspect, inspector, organisations, receipt

HELD = part_of(A01, PlaceKind.HELD)


def stored(desk: Desk, quantity: int = 10, day: date = TODAY) -> LotId:
    """Take tents of the province in to be held."""
    organisations(desk)
    line = goods(TENT, quantity, yuan(5000), owner=PROVINCE)
    desk.post(receipt(line, origin=Origin.ALLOTMENT, into=Into.HELD, keeps_owner=True, business_date=day))
    return line.lot_id


def taking(lot: LotId, quantity: int, place: PlaceCode = A01, to_place: PlaceCode | None = None) -> TakeOverLine:
    return TakeOverLine(lot_id=lot, place=place, quantity=some(quantity), to_place=to_place)


def take_over(*lines: TakeOverLine, owner: OrganisationCode = CITY) -> TakeOver:
    return act(TakeOver, depot=DEPOT, paper_number="划转单1号", owner=owner, lines=lines)


def hand_back(*lines: object, paper_number: str = "省令1号", **more: object) -> HandBack:
    return act(HandBack, depot=DEPOT, counterparty="省应急厅", paper_number=paper_number, lines=lines, **more)


def owner_of(desk: Desk, lot: LotId) -> OrganisationCode | None:
    owner: OrganisationCode | None = desk.read(
        lambda connection: connection.scalar(select(Lot.owner).where(Lot.lot_id == lot))
    )
    return owner


def test_goods_of_others_become_ours_with_their_place_and_owner(desk: Desk) -> None:
    lot = stored(desk)
    assert [(row.owner_name, row.place, row.quantity) for row in desk.read(held_goods, DEPOT)] == [
        ("省应急厅", A01, some(10))
    ]
    paper = desk.paper(take_over(taking(lot, 4), taking(lot, 6, to_place=A02)))
    assert paper.number == f"HZ-{DEPOT}-2026-000001"
    assert [desk.held(lot, place) for place in (A01, A02, HELD)] == [some(4), some(6), some(0)]
    assert owner_of(desk, lot) == CITY
    assert desk.read(held_goods) == []
    desk.issue(lot_line(lot, 1))
    assert desk.program.verify(deep=True).is_sound


def test_a_reversed_change_gives_the_owner_back(desk: Desk) -> None:
    lot = stored(desk)
    paper = desk.paper(take_over(taking(lot, 10)))
    desk.reverse(desk.read(document, SITE, paper.seq))
    assert (owner_of(desk, lot), desk.held(lot, HELD)) == (PROVINCE, some(10))
    assert desk.program.verify(deep=True).is_sound


def test_the_owner_changes_for_the_whole_lot_only(desk: Desk) -> None:
    lot = stored(desk)
    error = desk.refused(take_over(taking(lot, 6)))
    assert_line(error, PartOfLot, "quantity")
    assert error.facts["rest"] == some(4)
    desk.post(hand_back(lot_line(lot, 4)))
    desk.post(take_over(taking(lot, 6)))


def test_an_owner_is_recorded_and_another(desk: Desk) -> None:
    lot = stored(desk)
    assert type(desk.refused(take_over(taking(lot, 10), owner=OrganisationCode("XX")))) is UnknownRecord
    assert_line(desk.refused(take_over(taking(lot, 10), owner=PROVINCE)), OwnerUnchanged, "owner")


def test_only_what_is_held_is_taken_over(desk: Desk) -> None:
    lot = stored(desk)
    assert_line(desk.refused(take_over(taking(lot, 11))), InsufficientStock, "quantity")
    assert_line(desk.refused(take_over(taking(lot, 10, to_place=PlaceCode("Z9")))), UnknownRecord, "to_place")
    assert type(desk.refused(take_over())) is NothingToDo
    ours = desk.lot(TENT, 3)
    assert_line(desk.refused(take_over(taking(ours, 3))), InsufficientStock, "quantity")


def test_goods_of_others_leave_on_their_owners_order_only(desk: Desk) -> None:
    lot = stored(desk)
    assert_line(desk.refused(act(Issue, depot=DEPOT, lines=(lot_line(lot, 1, HELD),))), SetAside, "place")
    error = desk.refused(hand_back(lot_line(lot, 1), paper_number=" "))
    assert type(error) is OwnersOrderNeeded and "货主" in error.text()
    assert_line(desk.refused(hand_back(lot_line(lot, 11))), InsufficientStock, "quantity")
    paper = desk.paper(hand_back(lot_line(lot, 3), receiver="省库押运员"))
    assert (paper.number, paper.paper_number) == (f"CK-{DEPOT}-2026-000001", "省令1号")
    assert (desk.held(lot, HELD), desk.held(lot, TO_OWNER)) == (some(7), some(3))
    desk.reverse(paper)
    assert desk.held(lot, HELD) == some(10)


def test_goods_of_others_are_held_once_they_are_inspected(desk: Desk) -> None:
    organisations(desk)
    line = goods(TENT, 10, owner=PROVINCE)
    paper = desk.paper(receipt(line, origin=Origin.ALLOTMENT, keeps_owner=True))
    desk.post(inspect(paper, found(1, 9, rejected=1, reason="破")), actor=inspector(desk))
    assert (desk.held(line.lot_id, HELD), desk.held(line.lot_id)) == (some(9), some(0))


def test_a_month_tells_what_came_what_left_and_what_became_ours(desk: Desk) -> None:
    lot = stored(desk, 10, day=ago(60))
    desk.post(hand_back(lot_line(lot, 2), business_date=ago(40)))
    later = goods(TENT, 5, owner=PROVINCE)
    undone = desk.paper(receipt(later, into=Into.HELD, keeps_owner=True, business_date=ago(20)))
    again = goods(TENT, 6, owner=PROVINCE)
    desk.reverse(undone)
    desk.post(receipt(again, into=Into.HELD, keeps_owner=True, business_date=ago(10)))
    desk.post(take_over(taking(lot, 8)))
    (row,) = desk.read(held_period, ago(30), TODAY)
    assert (row.owner_name, row.item_code) == ("省应急厅", TENT)
    figures = (row.opening, row.received, row.handed_out, row.taken_over, row.closing)
    assert figures == tuple(map(some, (8, 6, 0, 8, 6)))
    (before,) = desk.read(held_period, ago(60), ago(31) + timedelta(days=0))
    assert (before.opening, before.received, before.handed_out, before.closing) == tuple(map(some, (0, 10, 2, 8)))

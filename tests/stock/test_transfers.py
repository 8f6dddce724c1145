"""Goods sent between depots: what may leave, who may say what arrived, and that nothing gets lost in the books."""

from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from supplies.errors import (
    AddresseeNeeded,
    DepotNotOurs,
    DueBackward,
    EarlierLotFirst,
    InsufficientStock,
    LotExpired,
    MoreThanSent,
    MovedSince,
    NotAddressee,
    NothingToDo,
    PeriodClosed,
    PlaceNeeded,
    PlaceRetired,
    QuantityNotPositive,
    ReasonNeeded,
    SameDepot,
    SetAside,
    ShortageElsewhere,
    ShortOnLaterDay,
    TooManyDecimals,
    UnknownRecord,
)
from supplies.models.stock import Bucket, DocumentKind, Origin, PlaceKind
from supplies.models.transfers import Terms
from supplies.stock.actions import AddPlace, ClosePeriod, Into, Issue, Move, Receive, RetirePlace, Reverse
from supplies.stock.availability import availability
from supplies.stock.documents import DocumentRow, document_lines
from supplies.stock.loans import Lend
from supplies.stock.lookups import IN_TRANSIT, LOST, part_of
from supplies.stock.scanned import FoundLot, what_is
from supplies.stock.slip_said import describe
from supplies.stock.transfers import (
    HANDED_OVER,
    HOURS,
    AcceptTransfer,
    Dispatch,
    SetTransitPolicy,
    transit_hours,
)
from supplies.stock.transit import Shipment, TransitRow, in_transit, shipment
from supplies.values import PlaceCode
from tests.rooms import (
    A01,
    A02,
    B01,
    CLOTH,
    COMMAND_TENT,
    DEPOT,
    NOW,
    TENT,
    TODAY,
    WATER,
    Desk,
    act,
    ago,
    assert_line,
    goods,
    lot_line,
    move_line,
    some,
    yuan,
)
from tests.stock.keeper import SECOND, label_of, second_depot
from tests.stock.sending import (
    KEPT,
    STOPPED,
    acceptance,
    arrived,
    go_and_come,
    sent,
    third_depot,
    to_second,
    worths,
)

NONE = some(0)


def way(desk: Desk, paper: DocumentRow) -> Shipment:
    """Return what of a transfer is on its way."""
    found: Shipment = desk.read(shipment, paper.number, NOW)
    return found


def rows(desk: Desk, now: Any = NOW, **more: Any) -> list[TransitRow]:
    """Return what is on its way."""
    found: list[TransitRow] = desk.read(in_transit, now, **more)
    return found


def lefts(desk: Desk, paper: DocumentRow) -> list[str]:
    """Return what of each line of a transfer is on its way."""
    return [str(line.left) for line in way(desk, paper).lines]


# --- sending ---------------------------------------------------------------------------------------------------------


def test_goods_that_are_sent_are_on_their_way_and_nowhere_else(desk: Desk) -> None:
    lot, paper = sent(desk, 6)
    assert (paper.kind, paper.depot_code, paper.peer_depot) == (DocumentKind.DISPATCH, DEPOT, SECOND)
    assert paper.number == f"DB-{DEPOT}-2026-000001"
    assert paper.counterparty == "铁东区库", "the addressee's name, where the paper does not say another"
    assert [str(desk.held(lot, place)) for place in (A01, IN_TRANSIT)] == ["4", "6"]
    assert desk.held(lot, A01, SECOND) == NONE
    stands = desk.read(availability)[TENT]
    assert (str(stands.of(Bucket.ON_HAND)), str(stands.of(Bucket.IN_TRANSIT)), str(stands.free)) == ("4", "6", "4")
    assert lefts(desk, paper) == ["6"]


def test_a_transfer_says_who_drives_what_until_when_and_on_whose_order(desk: Desk) -> None:
    second_depot(desk)
    lot = desk.lot()
    head = {
        "paper_number": "鞍应急调〔2026〕3号",
        "vehicle": "辽C·12345 司机",
        "receiver": "接收人 13800000000",
        "due_on": ago(-1),
        "terms": Terms.HELD,
    }
    paper = desk.paper(to_second(lot_line(lot, 1), **head))
    assert {name: getattr(paper, name) for name in head if name != "terms"} == {
        name: value for name, value in head.items() if name != "terms"
    }
    assert way(desk, paper).head.terms is Terms.HELD


def test_a_transfer_needs_an_addressee_that_is_another_depot_of_ours(desk: Desk) -> None:
    lot = desk.lot()
    line = lot_line(lot, 1)
    assert isinstance(desk.refused(to_second(line, to_depot=None)), AddresseeNeeded)
    assert isinstance(desk.refused(to_second(line, to_depot=None, counterparty=" ")), AddresseeNeeded)
    assert isinstance(desk.refused(to_second(line, to_depot=DEPOT)), SameDepot)
    assert isinstance(desk.refused(to_second(line, to_depot="NOWHERE")), UnknownRecord)
    assert isinstance(desk.refused(to_second(line, depot="NOWHERE")), UnknownRecord)


def test_a_transfer_to_a_depot_whose_books_are_kept_elsewhere_is_refused(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    second_depot(desk)
    lot = desk.lot()
    real = "supplies.stock.transfers.lookups.depot_site"
    monkeypatch.setattr(real, lambda _connection, depot: "COUNTY" if depot == SECOND else "210300A")
    assert isinstance(desk.refused(to_second(lot_line(lot, 1))), DepotNotOurs)


def test_goods_cannot_arrive_before_they_leave(desk: Desk) -> None:
    second_depot(desk)
    lot = desk.lot()
    assert isinstance(desk.refused(to_second(lot_line(lot, 1), due_on=ago(1))), DueBackward)
    assert desk.paper(to_second(lot_line(lot, 1), due_on=TODAY)).due_on == TODAY


def test_what_may_not_be_issued_may_not_be_sent_either(desk: Desk) -> None:
    second_depot(desk)
    early, late = (desk.lot(WATER, 5, expires_on=ago(-days)) for days in (10, 20))
    old = desk.lot(TENT, 5, expires_on=ago(1))
    aside = goods(CLOTH, 5)
    desk.paper(act(Receive, depot=DEPOT, origin=Origin.PURCHASE, into=Into.INSPECTING, lines=(aside,)))
    assert_line(desk.refused(to_second(lot_line(late, 1))), EarlierLotFirst, "reason")
    assert_line(desk.refused(to_second(lot_line(old, 1))), LotExpired, "reason")
    assert_line(desk.refused(to_second(lot_line(early, 6))), InsufficientStock, "quantity")
    waiting = part_of(A01, PlaceKind.INSPECTING)
    assert_line(desk.refused(to_second(lot_line(aside.lot_id, 1, waiting))), SetAside, "place")
    assert isinstance(desk.refused(to_second()), NothingToDo)
    desk.paper(to_second(lot_line(late, 1, reason="收方指定批次"), lot_line(old, 1, reason="送检")))


# --- arriving --------------------------------------------------------------------------------------------------------


def test_what_is_accepted_lies_at_the_addressee_at_the_same_worth_under_the_same_label(desk: Desk) -> None:
    lot, paper = sent(desk, 3, 7, "100.00")
    before = desk.read(worths, lot)
    accepted = desk.paper(acceptance(paper, arrived(1, 3)))
    assert (accepted.kind, accepted.depot_code, accepted.peer_depot) == (DocumentKind.ACCEPTANCE, SECOND, DEPOT)
    assert accepted.number == f"JS-{SECOND}-2026-000001"
    assert accepted.counterparty == "市本级库"
    after = desk.read(worths, lot)
    assert after[SECOND, A01] == before[DEPOT, IN_TRANSIT] == ("3", "42.85")
    assert after[DEPOT, HANDED_OVER] == ("3", "42.85") and after[DEPOT, A01] == ("4", "57.15")
    labels = {row.depot_code: row.label_code for row in desk.stock(item=TENT)}
    assert labels[SECOND] == labels[DEPOT]
    assert lefts(desk, paper) == ["0"] and rows(desk) == []


def test_a_transfer_is_accepted_in_parts_and_no_fen_is_lost(desk: Desk) -> None:
    lot, paper = sent(desk, 3, 3, "10.00")
    for number in (1, 2, 3):
        desk.paper(acceptance(paper, arrived(1, 1)))
        assert lefts(desk, paper) == [str(3 - number)]
    assert desk.read(worths, lot)[SECOND, A01] == ("3", "10.00")
    assert_line(desk.refused(acceptance(paper, arrived(1, 1))), MoreThanSent, "accepted")


def test_one_line_may_be_put_at_two_places_but_no_more_than_came(desk: Desk) -> None:
    lot, paper = sent(desk, 6)
    desk.post(act(AddPlace, depot=SECOND, code=A02, name="二号架"))
    split = (arrived(1, 4), arrived(1, 3, A02))
    assert_line(desk.refused(acceptance(paper, *split)), MoreThanSent, "accepted", 2)
    desk.paper(acceptance(paper, arrived(1, 4), arrived(1, 2, A02)))
    assert [str(desk.held(lot, place, SECOND)) for place in (A01, A02)] == ["4", "2"]


def test_what_is_missing_is_lost_to_the_sender_and_the_document_says_why(desk: Desk) -> None:
    lot, paper = sent(desk, 6)
    assert_line(desk.refused(acceptance(paper, arrived(1, 4, short=2))), ReasonNeeded, "reason")
    accepted = desk.paper(acceptance(paper, arrived(1, 4, short=2, reason="途中遗失两顶,司机已签认")))
    assert [str(desk.held(lot, place)) for place in (IN_TRANSIT, HANDED_OVER, LOST)] == ["0", "4", "2"]
    lines = desk.read(document_lines, accepted.site_id, accepted.seq)
    assert {line.reason for line in lines if line.to_place == LOST} == {"途中遗失两顶,司机已签认"}
    assert lefts(desk, paper) == ["0"]


def test_what_is_damaged_arrives_out_of_service(desk: Desk) -> None:
    lot, paper = sent(desk, 6)
    assert_line(desk.refused(acceptance(paper, arrived(1, 5, damaged=1))), ReasonNeeded, "reason")
    desk.paper(acceptance(paper, arrived(1, 5, damaged=1, reason="篷布划破")))
    assert [str(desk.held(lot, place, SECOND)) for place in (A01, STOPPED)] == ["5", "1"]
    assert_line(
        desk.refused(act(Issue, depot=SECOND, counterparty="x", lines=(lot_line(lot, 6),))),
        InsufficientStock,
        "quantity",
    )


def test_what_is_kept_for_the_sender_is_set_aside_and_may_only_go_home(desk: Desk) -> None:
    second_depot(desk)
    lot = desk.lot()
    paper = desk.paper(to_second(lot_line(lot, 6), terms=Terms.HELD))
    desk.paper(acceptance(paper, arrived(1, 6)))
    assert [str(desk.held(lot, place, SECOND)) for place in (A01, KEPT)] == ["0", "6"]
    line = lot_line(lot, 2, KEPT)
    assert_line(desk.refused(act(Issue, depot=SECOND, counterparty="x", lines=(line,))), SetAside, "place")
    home = desk.paper(act(Dispatch, depot=SECOND, to_depot=DEPOT, lines=(line,)))
    desk.paper(act(AcceptTransfer, depot=DEPOT, of_seq=home.seq, lines=(arrived(1, 2),)))
    assert str(desk.held(lot)) == "6"


def test_only_the_addressee_accepts(desk: Desk) -> None:
    lot, paper = sent(desk, 6)
    third = third_depot(desk)
    assert isinstance(desk.refused(acceptance(paper, arrived(1, 1), depot=third)), NotAddressee)
    assert isinstance(desk.refused(acceptance(paper, arrived(1, 1), depot="NOWHERE")), UnknownRecord)
    issued = desk.issue(lot_line(lot, 1))
    assert isinstance(desk.refused(acceptance(issued, arrived(1, 1))), UnknownRecord)


def test_a_line_of_an_acceptance_has_to_make_sense(desk: Desk) -> None:
    _lot, paper = sent(desk, 6)
    wrong = partial(acceptance, paper)
    assert_line(desk.refused(wrong(arrived(2, 1))), UnknownRecord, "of_line")
    assert_line(desk.refused(wrong(arrived(1))), QuantityNotPositive, "accepted")
    assert_line(desk.refused(wrong(arrived(1, -1, short=2, reason="x"))), QuantityNotPositive, "accepted")
    assert_line(desk.refused(wrong(arrived(1, 1, short="0.5", reason="x"))), TooManyDecimals, "short")
    assert_line(desk.refused(wrong(arrived(1, 1, PlaceCode("")))), PlaceNeeded, "place")
    assert_line(desk.refused(wrong(arrived(1, 1, B01))), UnknownRecord, "place")
    assert_line(desk.refused(wrong(arrived(1, 7))), MoreThanSent, "accepted")
    assert isinstance(desk.refused(wrong()), NothingToDo)
    desk.post(act(RetirePlace, depot=SECOND, code=A01))
    assert_line(desk.refused(wrong(arrived(1, 1))), PlaceRetired, "place")


def test_goods_do_not_arrive_before_they_left_nor_in_a_closed_period_of_either_depot(desk: Desk) -> None:
    _lot, paper = sent(desk, 6)
    early = acceptance(paper, arrived(1, 1), business_date=ago(1))
    assert_line(desk.refused(early), ShortOnLaterDay, "accepted")
    desk.post(act(ClosePeriod, depot=DEPOT, closed_through=TODAY))
    assert isinstance(desk.refused(acceptance(paper, arrived(1, 1))), PeriodClosed)


# --- turning round ---------------------------------------------------------------------------------------------------


def test_a_transfer_of_which_nothing_arrived_is_called_back_by_its_reversal(desk: Desk) -> None:
    lot, paper = sent(desk, 6)
    desk.reverse(paper)
    assert [str(desk.held(lot, place)) for place in (A01, IN_TRANSIT)] == ["10", "0"]
    assert_line(desk.refused(acceptance(paper, arrived(1, 1))), MoreThanSent, "accepted")
    assert rows(desk) == []


def test_what_turned_round_after_a_part_arrived_is_taken_back_by_its_sender(desk: Desk) -> None:
    lot, paper = sent(desk, 6)
    desk.paper(acceptance(paper, arrived(1, 4)))
    mine = partial(acceptance, paper, depot=DEPOT)
    assert_line(desk.refused(mine(arrived(1, 1, short=1, reason="x"))), ShortageElsewhere, "short")
    assert_line(desk.refused(mine(arrived(1, 2, PlaceCode("")))), PlaceNeeded, "place")
    back = desk.paper(mine(arrived(1, 1, A02, damaged=1, reason="拒收退回,一顶破损")))
    assert (back.depot_code, back.peer_depot) == (DEPOT, None)
    stopped = part_of(A02, PlaceKind.OUT_OF_SERVICE)
    assert [str(desk.held(lot, place)) for place in (A01, A02, stopped, IN_TRANSIT)] == ["4", "1", "1", "0"]


def test_a_transfer_of_which_a_part_arrived_stays_until_its_acceptance_is_reversed(desk: Desk) -> None:
    lot, paper = sent(desk, 6)
    accepted = desk.paper(acceptance(paper, arrived(1, 4)))
    error = _refused_reversal(desk, paper)
    assert isinstance(error, MovedSince) and accepted.number in error.text()
    desk.reverse(accepted)
    assert lefts(desk, paper) == ["6"] and str(desk.held(lot, A01, SECOND)) == "0"
    desk.reverse(paper)
    assert str(desk.held(lot)) == "10"


def test_an_acceptance_whose_goods_were_handed_on_is_not_reversed(desk: Desk) -> None:
    lot, paper = sent(desk, 6)
    accepted = desk.paper(acceptance(paper, arrived(1, 6)))
    desk.paper(act(Issue, depot=SECOND, counterparty="立山区", lines=(lot_line(lot, 1),)))
    assert isinstance(_refused_reversal(desk, accepted), MovedSince)


def _refused_reversal(desk: Desk, paper: DocumentRow) -> Exception:
    return desk.refused(act(Reverse, reverses_seq=paper.seq, reason="录入有误"))


# --- beyond our depots -----------------------------------------------------------------------------------------------


def test_goods_for_an_organisation_outside_are_settled_by_its_receipt(desk: Desk) -> None:
    lot = desk.lot()
    paper = desk.paper(to_second(lot_line(lot, 6), to_depot=None, counterparty="营口市应急管理局"))
    assert (paper.peer_depot, way(desk, paper).head.addressee) == (None, "营口市应急管理局")
    mine = partial(acceptance, paper, depot=DEPOT)
    receipt = desk.paper(mine(arrived(1, 4, PlaceCode(""), short=1, reason="回执注明短少一顶")))
    assert (receipt.counterparty, receipt.peer_depot) == ("营口市应急管理局", None)
    assert [str(desk.held(lot, place)) for place in (HANDED_OVER, LOST, IN_TRANSIT)] == ["4", "1", "1"]
    desk.paper(mine(arrived(1, 1)))
    assert [str(desk.held(lot, place)) for place in (A01, IN_TRANSIT)] == ["5", "0"]


def test_an_object_may_go_to_and_fro_as_often_as_it_likes(desk: Desk) -> None:
    second_depot(desk)
    lot = desk.lot(COMMAND_TENT, 1, yuan("9000.00"), serial_no="S-1")
    here, there = DEPOT, SECOND
    for _trip in range(5):
        go_and_come(desk, lot, here, there)
        here, there = there, here
        amounts = desk.read(worths, lot)
        assert amounts[here, A01] == ("1", "9000.00")
        assert {key for key, (quantity, _fen) in amounts.items() if quantity == "1"} <= {
            (here, A01),
            (there, HANDED_OVER),
        }
    assert desk.program.verify(deep=True).is_sound


def test_an_object_that_went_on_by_a_third_depot_comes_home_too(desk: Desk) -> None:
    second_depot(desk)
    third = third_depot(desk)
    lot = desk.lot(COMMAND_TENT, 1, serial_no="S-1")
    for here, there in ((DEPOT, SECOND), (SECOND, third), (third, DEPOT), (DEPOT, third), (third, SECOND)):
        go_and_come(desk, lot, here, there)
    assert str(desk.held(lot, A01, SECOND)) == "1"


# --- the clock -------------------------------------------------------------------------------------------------------


def test_what_is_on_its_way_is_listed_oldest_first_for_both_sides(desk: Desk) -> None:
    lot, first = sent(desk, 1)
    second = desk.paper(to_second(lot_line(lot, 1), lot_line(lot, 1, A01)))
    outside = desk.paper(to_second(lot_line(lot, 1), to_depot=None, counterparty="营口市"))
    assert [row.number for row in rows(desk)] == [first.number, second.number, outside.number]
    assert [row.number for row in rows(desk, depot=SECOND)] == [first.number, second.number]
    assert [row.number for row in rows(desk, depot=DEPOT)] == [first.number, second.number, outside.number]
    page = rows(desk, limit=2)
    assert [row.number for row in rows(desk, after=page[-1], limit=2)] == [outside.number]
    desk.paper(acceptance(second, arrived(2, 1)))
    assert [(row.lines, row.open_lines) for row in rows(desk)] == [(1, 1), (2, 1), (1, 1)]


def test_a_transfer_that_nobody_confirms_alarms_after_the_hours_that_the_bureau_set(desk: Desk) -> None:
    sent(desk, 1)
    assert desk.read(transit_hours) == HOURS
    late = NOW + timedelta(hours=HOURS)
    almost = late - timedelta(minutes=1)
    assert [(row.hours, row.is_overdue) for row in (*rows(desk, almost), *rows(desk, late))] == [
        (HOURS - 1, False),
        (HOURS, True),
    ]
    assert isinstance(desk.refused(act(SetTransitPolicy, hours=6, source=" ")), ReasonNeeded)
    desk.post(act(SetTransitPolicy, hours=6, source="局应急物资调拨规程"))
    assert desk.read(transit_hours) == 6
    assert [row.is_overdue for row in rows(desk, NOW + timedelta(hours=6))] == [True]


def test_a_transfer_that_was_expected_yesterday_alarms_today(desk: Desk) -> None:
    second_depot(desk)
    lot = desk.lot(day=ago(3))
    head = {"business_date": ago(2), "due_on": ago(1)}
    desk.paper(to_second(lot_line(lot, 1), **head))
    desk.paper(to_second(lot_line(lot, 1), **(head | {"due_on": TODAY})))
    assert [row.is_overdue for row in rows(desk)] == [True, False]


def test_goods_on_their_way_cannot_be_moved_or_issued(desk: Desk) -> None:
    lot, _paper = sent(desk, 10)
    assert_line(desk.refused(act(Move, depot=DEPOT, lines=(move_line(lot, 1),))), InsufficientStock, "quantity")
    assert_line(desk.refused(act(Issue, depot=DEPOT, lines=(lot_line(lot, 1, IN_TRANSIT),))), UnknownRecord, "place")


def test_whoever_asks_for_too_much_is_told_what_is_on_its_way_and_what_is_lent(desk: Desk) -> None:
    lot, _paper = sent(desk, 3)
    desk.paper(act(Lend, depot=DEPOT, counterparty="立山区", due_on=TODAY, lines=(lot_line(lot, 2),)))
    refused = desk.refused(act(Issue, depot=DEPOT, counterparty="铁西区", lines=(lot_line(lot, 6),)))
    assert_line(refused, InsufficientStock, "quantity")
    assert "在途 3" in refused.text() and "借出 2" in refused.text()
    found = desk.read(what_is, DEPOT, label_of(desk, lot), TODAY)
    assert isinstance(found, FoundLot)
    assert [str(each) for each in found.aside] == ["在途 3", "借出 2"]
    assert "在途 3" in describe(found).detail

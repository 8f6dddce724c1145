"""Whether incidents, requests and orders may be recorded, and how far they then are."""

from datetime import date
from typing import Any

import pytest

from supplies.catalogue.actions import ReviseCatalogue
from supplies.errors import (
    IncidentClosed,
    IncidentHasOrders,
    ItemRetired,
    ItemTwice,
    LotExpired,
    MoreThanRequested,
    NeededTooEarly,
    NotFree,
    NothingToDo,
    OrderedOtherItem,
    OrderLotTwice,
    OrderSettled,
    QuantityNotPositive,
    RequestCancelled,
    RequestHandedOver,
    RequestHasOrders,
    SuppliesError,
    TooManyDecimals,
    UnknownRecord,
)
from supplies.models.relief import IncidentKind
from supplies.relief.actions import CancelRequest, CloseIncident, ReleaseOrder, RequestLine
from supplies.relief.incidents import incident, incident_goods, incident_people, incidents
from supplies.relief.queries import order, order_items, orders, request, request_items, requests
from supplies.relief.words import OrderState, RequestState
from supplies.stock.actions import Return
from supplies.values import DepotCode, ItemCode, LotId, new_id
from tests.relief.needs import SECOND, asked, done, flood, gives, hand_over, open_second, orders_to, wants
from tests.rooms import (
    DEPOT,
    QUILT,
    SITE,
    TENT,
    WATER,
    Desk,
    act,
    ago,
    assert_line,
    assert_lines,
    coming_back,
    goods,
    lot_line,
    some,
)

YEAR = ago(0).year


def close(number: str) -> CloseIncident:
    return act(CloseIncident, incident=number)


def release(number: str, reason: str = "道路中断") -> ReleaseOrder:
    return act(ReleaseOrder, order=number, reason=reason)


def cancel(number: str, reason: str = "已由邻县支援") -> CancelRequest:
    return act(CancelRequest, request=number, reason=reason)


# --- incidents -------------------------------------------------------------------------------------------------------


def test_incidents_are_numbered_by_site_and_year(desk: Desk) -> None:
    numbers = [
        done(desk, flood()),
        done(desk, flood(kind=IncidentKind.DRILL)),
        done(desk, flood(business_date=date(2025, 7, 1))),
    ]
    assert numbers == [f"SJ-{SITE}-{YEAR}-001", f"SJ-{SITE}-{YEAR}-002", f"SJ-{SITE}-2025-001"]
    row = desk.read(incident, numbers[1])
    assert (row.kind_name, row.disaster_name, row.level_name, row.state_name) == ("演练", "洪涝", "Ⅲ级", "进行中")


def test_an_incident_is_closed_once(desk: Desk) -> None:
    number = done(desk, flood())
    desk.post(close(number))
    assert desk.read(incident, number).closed_on == ago(0)
    assert desk.read(incidents, only_open=True) == []
    assert type(desk.refused(close(number))) is IncidentClosed
    assert type(desk.refused(close("SJ-0"))) is UnknownRecord


def test_an_incident_with_open_orders_stays_open(desk: Desk) -> None:
    number = done(desk, flood())
    lot = desk.lot(TENT, 10)
    ordered = done(desk, orders_to(done(desk, wants(incident=number)), gives(lot, 4)))
    error = desk.refused(close(number))
    assert (type(error), error.facts["orders"]) == (IncidentHasOrders, ordered)
    desk.post(release(ordered), close(number))
    assert not desk.read(incident, number).is_open


def test_an_incident_says_what_was_issued_and_returned_under_it_and_by_whom(desk: Desk) -> None:
    number = done(desk, flood())
    lot = desk.lot(TENT, 20)
    ordered = done(desk, orders_to(done(desk, wants(incident=number)), gives(lot, 10)))
    first = hand_over(desk, ordered, lot_line(lot, 6), incident=number)
    second = hand_over(desk, ordered, lot_line(lot, 4), incident=number)
    desk.reverse(second)
    desk.paper(act(Return, depot=DEPOT, incident=number, lines=coming_back(lot_line(lot, 2))))
    (goods,) = desk.read(incident_goods, number)
    assert (goods.item_code, goods.issued, goods.returned) == (TENT, some(6), some(2))
    (person,) = desk.read(incident_people, number)
    assert (person.name, person.papers >= 5) == ("管理员", True)
    assert first.incident == number
    assert desk.read(incident, number).requests == 1


# --- requests --------------------------------------------------------------------------------------------------------


def test_a_request_is_recorded_with_its_lines(desk: Desk) -> None:
    number = done(desk, wants(asked(TENT, 10, note="棉帐篷亦可"), asked(QUILT, 200), priority=1, place="前营镇"))
    assert number == f"XQ-{SITE}-{YEAR}-0001"
    row = desk.read(request, number)
    assert (row.state, row.priority_name, row.items) == (RequestState.WAITING, "特急", "12㎡单帐篷 10、棉被 200")
    first, second = desk.read(request_items, row)
    assert (first.note, second.item.name, second.progress.missing) == ("棉帐篷亦可", "棉被", some(200))


def test_the_most_urgent_request_stands_first_and_settled_ones_last(desk: Desk) -> None:
    late, soon = done(desk, wants(needed_by=ago(-5))), done(desk, wants())
    urgent, given_up = done(desk, wants(priority=1, needed_by=ago(-9))), done(desk, wants(priority=1))
    desk.post(cancel(given_up))
    assert [row.number for row in desk.read(requests)] == [urgent, soon, late, given_up]
    assert [row.number for row in desk.read(requests, only_open=True)] == [urgent, soon, late]


@pytest.mark.parametrize(
    ("lines", "kind", "field"),
    [
        ((asked(ItemCode("NONE")),), UnknownRecord, "item"),
        ((asked(TENT, 0),), QuantityNotPositive, "quantity"),
        ((asked(TENT, "1.5"),), TooManyDecimals, "quantity"),
    ],
)
def test_a_wrong_line_of_a_request_is_named(
    desk: Desk, lines: tuple[RequestLine, ...], kind: type[SuppliesError], field: str
) -> None:
    assert_line(desk.refused(wants(*lines)), kind, field)


def test_a_request_names_each_item_once_and_none_that_is_retired(desk: Desk) -> None:
    assert_line(desk.refused(wants(asked(), asked())), ItemTwice, "item", line=2)
    desk.post(act(ReviseCatalogue, retired=(WATER,)))
    assert_line(desk.refused(wants(asked(WATER))), ItemRetired, "item")
    assert type(desk.refused(wants(lines=()))) is NothingToDo


def test_a_request_is_for_a_day_to_come_and_for_an_open_incident(desk: Desk) -> None:
    assert type(desk.refused(wants(needed_by=ago(1)))) is NeededTooEarly
    assert type(desk.refused(wants(incident="SJ-0"))) is UnknownRecord
    number = done(desk, flood())
    desk.post(close(number))
    assert type(desk.refused(wants(incident=number))) is IncidentClosed


def test_a_request_is_cancelled_once_and_not_while_goods_are_reserved_for_it(desk: Desk) -> None:
    number = done(desk, wants())
    lot = desk.lot(TENT, 30)
    ordered = done(desk, orders_to(number, gives(lot, 4)))
    assert type(desk.refused(cancel(number))) is RequestHasOrders
    desk.post(release(ordered), cancel(number))
    row = desk.read(request, number)
    assert (row.state, row.cancel_reason) == (RequestState.CANCELLED, "已由邻县支援")
    assert type(desk.refused(cancel(number))) is RequestCancelled
    assert type(desk.refused(orders_to(number, gives(lot, 1)))) is RequestCancelled
    assert type(desk.refused(cancel("XQ-0"))) is UnknownRecord


def test_a_request_that_is_handed_over_is_not_cancelled(desk: Desk) -> None:
    number = done(desk, wants())
    lot = desk.lot(TENT, 10)
    hand_over(desk, done(desk, orders_to(number, gives(lot, 10))), lot_line(lot, 10))
    assert type(desk.refused(cancel(number))) is RequestHandedOver


# --- orders ----------------------------------------------------------------------------------------------------------


def test_an_order_reserves_and_handing_over_moves_order_and_request_on(desk: Desk) -> None:
    number = done(desk, wants(asked(TENT, 10)))
    lot = desk.lot(TENT, 30)
    ordered = done(desk, orders_to(number, gives(lot, 6), vehicle="辽C12345", driver="王师傅", expected_on=ago(-1)))
    row = desk.read(order, ordered)
    assert (row.number, row.state, row.depots) == (f"DL-{SITE}-{YEAR}-0001", OrderState.OPEN, (DEPOT,))
    assert desk.read(request, number).state is RequestState.PARTLY_ORDERED
    hand_over(desk, ordered, lot_line(lot, 2))
    assert desk.read(order, ordered).state is OrderState.PARTLY
    paper = hand_over(desk, ordered, lot_line(lot, 4))
    (line,) = desk.read(order_items, desk.read(order, ordered))
    assert (line.ordered, line.handed, line.left) == (some(6), some(6), some(0))
    assert desk.read(order, ordered).state is OrderState.HANDED_OVER
    desk.reverse(paper)
    (line,) = desk.read(order_items, desk.read(order, ordered))
    assert (line.ordered, line.handed, line.left) == (some(6), some(2), some(4))
    desk.post(orders_to(number, gives(lot, 4)))
    assert desk.read(request, number).state is RequestState.ORDERED


def test_a_release_frees_what_is_not_handed_over_and_the_request_lacks_it_again(desk: Desk) -> None:
    number = done(desk, wants(asked(TENT, 10)))
    lot = desk.lot(TENT, 10)
    ordered = done(desk, orders_to(number, gives(lot, 10)))
    hand_over(desk, ordered, lot_line(lot, 3))
    desk.post(release(ordered))
    row = desk.read(order, ordered)
    assert (row.state, row.release_reason) == (OrderState.RELEASED, "道路中断")
    (line,) = desk.read(order_items, row)
    assert (line.ordered, line.handed, line.left) == (some(10), some(3), some(0))
    (wanted,) = desk.read(request_items, desk.read(request, number))
    assert (wanted.progress.ordered, wanted.progress.missing) == (some(3), some(7))
    assert type(desk.refused(release(ordered))) is OrderSettled
    assert type(desk.refused(release("DL-0"))) is UnknownRecord
    desk.post(orders_to(number, gives(lot, 7)))


def test_an_order_takes_goods_from_several_depots(desk: Desk) -> None:
    open_second(desk)
    number = done(desk, wants(asked(TENT, 10)))
    here, there = desk.lot(TENT, 4), LotId(new_id())
    desk.receive(goods(TENT, 6, lot_id=there), depot=SECOND)
    ordered = done(desk, orders_to(number, gives(here, 4), gives(there, 6, depot=SECOND)))
    assert desk.read(order, ordered).depots == (DEPOT, SECOND)
    hand_over(desk, ordered, lot_line(there, 6), depot=SECOND)
    assert [row.left for row in desk.read(order_items, desk.read(order, ordered))] == [some(4), some(0)]
    assert [row.number for row in desk.read(orders, depot=SECOND)] == [ordered]


def test_what_another_order_holds_is_not_ordered_again(desk: Desk) -> None:
    lot = desk.lot(TENT, 10)
    first = done(desk, orders_to(done(desk, wants()), gives(lot, 7)))
    error = desk.refused(orders_to(done(desk, wants()), gives(lot, 5)))
    assert_line(error, NotFree, "quantity")
    assert first in str(error.facts["holders"]) and error.facts["free"] == some(3)


def test_an_order_gives_what_is_asked_and_no_more(desk: Desk) -> None:
    number = done(desk, wants(asked(TENT, 10), asked(QUILT, 5)))
    tent, quilt = desk.lot(TENT, 50), desk.lot(QUILT, 50)
    assert_line(desk.refused(orders_to(number, gives(tent, 11))), MoreThanRequested, "quantity")
    assert_line(desk.refused(orders_to(number, gives(quilt, 5))), OrderedOtherItem, "lot_id")
    assert_line(desk.refused(orders_to(number, gives(tent, 1, line=3))), UnknownRecord, "request_line")
    assert_line(desk.refused(orders_to(number, gives(LotId(new_id()), 1))), UnknownRecord, "lot_id")
    assert_line(desk.refused(orders_to(number, gives(tent, 1), gives(tent, 1))), OrderLotTwice, "lot_id", line=2)
    assert_line(desk.refused(orders_to(number, gives(tent, 0))), QuantityNotPositive, "quantity")
    assert_lines(
        desk.refused(orders_to(number, gives(tent, 11), gives(quilt, 6, line=2))),
        (1, "quantity", MoreThanRequested),
        (2, "quantity", MoreThanRequested),
    )
    assert type(desk.refused(orders_to("XQ-0", gives(tent, 1)))) is UnknownRecord
    assert type(desk.refused(orders_to(number, gives(tent, 1, depot=DepotCode("NONE"))))) is UnknownRecord
    desk.post(orders_to(number, gives(tent, 10), gives(quilt, 5, line=2)))
    assert_line(desk.refused(orders_to(number, gives(tent, 1))), MoreThanRequested, "quantity")


def test_expired_goods_are_not_ordered(desk: Desk) -> None:
    lot = desk.lot(WATER, 10, day=ago(50), expires_on=ago(1))
    assert_line(desk.refused(orders_to(done(desk, wants(asked(WATER))), gives(lot, 1))), LotExpired, "lot_id")


def test_open_ones_are_listed_however_old_and_settled_ones_for_a_time_or_by_number(desk: Desk) -> None:
    lot = desk.lot(TENT, 20, day=ago(500))

    def told(day: date, ordered: int, handed: int) -> tuple[str, str]:
        number = done(desk, wants(asked(quantity=5), business_date=day, needed_by=day))
        order = done(desk, orders_to(number, gives(lot, ordered), business_date=day))
        if handed:
            hand_over(desk, order, lot_line(lot, handed), business_date=day)
        return number, order

    settled = told(ago(400), 5, 5)
    lacking = told(ago(399), 3, 3)
    reserved = told(ago(398), 5, 2)
    recent = told(ago(10), 5, 5)

    def listed(**wanted: Any) -> tuple[set[str], set[str]]:
        rows = desk.read(requests, **wanted), desk.read(orders, **wanted)
        return {row.number for row in rows[0]}, {row.number for row in rows[1]}

    every = [settled, lacking, reserved, recent]
    assert listed() == ({number for number, _order in every}, {order for _number, order in every})
    shown = {lacking[0], reserved[0], recent[0]}, {reserved[1], recent[1]}
    assert listed(since=ago(366)) == shown
    assert listed(since=ago(366), also=settled[0]) == (shown[0] | {settled[0]}, shown[1])
    assert listed(since=ago(366), also=settled[1]) == (shown[0], shown[1] | {settled[1]})
    assert [row.number for row in desk.read(requests, only_open=True)] == [lacking[0]]
    assert desk.program.verify(deep=True).is_sound


def test_a_request_is_open_again_when_its_order_is_released(desk: Desk) -> None:
    lot = desk.lot(TENT, 20)
    number = done(desk, wants(asked(quantity=5)))
    order = done(desk, orders_to(number, gives(lot, 5)))
    assert desk.read(requests, only_open=True) == []
    desk.post(act(ReleaseOrder, order=order, reason="道路中断"))
    assert [row.number for row in desk.read(requests, only_open=True)] == [number]
    again = done(desk, orders_to(number, gives(lot, 5)))
    assert desk.read(requests, only_open=True) == [] and order != again

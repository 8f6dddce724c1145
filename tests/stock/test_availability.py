"""What may be handed out: every bucket stands by itself, and what orders hold is not free."""

from supplies.catalogue.queries import ItemFilter
from supplies.models.stock import Bucket, PlaceKind
from supplies.stock.actions import Condition, Into, Origin, Receive, Return
from supplies.stock.availability import availability, free, item_standings
from supplies.stock.lookups import part_of
from supplies.stock.queries import StockFilter, stock_page, stock_sum
from tests.rooms import A01, DEPOT, QUILT, TENT, Desk, act, goods, lot_line, return_line, some, yuan
from tests.stock.incoming import PROVINCE, organisations


def incoming(into: Into, quantity: int) -> Receive:
    """Take goods in that are to be inspected, or that stay the province's."""
    is_held = into is Into.HELD
    lines = (goods(TENT, quantity, yuan(100), owner=PROVINCE if is_held else None),)
    return act(Receive, depot=DEPOT, origin=Origin.PURCHASE, into=into, keeps_owner=is_held, lines=lines)


def test_each_bucket_is_told_apart_in_every_total(desk: Desk) -> None:
    organisations(desk)
    lot = desk.lot(TENT, 10, yuan(1000))
    desk.post(incoming(Into.INSPECTING, 3), incoming(Into.HELD, 4))
    desk.issue(lot_line(lot, 5))
    desk.post(act(Return, depot=DEPOT, lines=(return_line(lot, 2, condition=Condition.REPAIR, reason="破损"),)))
    found = desk.read(availability)[TENT]
    assert {bucket: str(found.of(bucket)) for bucket in Bucket} == {
        Bucket.ON_HAND: "5",
        Bucket.INSPECTING: "3",
        Bucket.OUT_OF_SERVICE: "2",
        Bucket.HELD: "4",
        Bucket.ISSUED: "3",
        Bucket.ON_LOAN: "0",
        Bucket.IN_TRANSIT: "0",
        Bucket.GONE: "0",
        Bucket.OUTSIDE: "0",
    }
    (row,) = desk.read(item_standings, ItemFilter(search=TENT))
    shown = (row.free, row.claimed, row.inspecting, row.out_of_service, row.held, row.issued, row.on_loan)
    assert [str(each) for each in shown] == ["5", "0", "3", "2", "4", "3", "0"]
    assert row.amount == yuan(500)
    assert desk.read(free)[TENT] == some(5)


def test_goods_that_are_set_aside_are_listed_by_their_state_and_never_as_stock(desk: Desk) -> None:
    desk.post(incoming(Into.INSPECTING, 3))
    assert desk.stock() == []
    (row,) = desk.read(stock_page, StockFilter(bucket=Bucket.INSPECTING))
    assert (row.place_code, row.quantity) == (part_of(A01, PlaceKind.INSPECTING), some(3))
    assert desk.read(stock_sum, StockFilter(bucket=Bucket.INSPECTING)).amount == yuan(100)
    assert desk.read(stock_page, StockFilter(bucket=Bucket.HELD)) == []


def test_an_item_of_which_there_was_never_any_stands_at_nothing(desk: Desk) -> None:
    rows = desk.read(item_standings)
    assert len(rows) == 176
    assert all(not row.on_hand and not row.claimed and not row.in_transit for row in rows)
    page = desk.read(item_standings, after=rows[99].item_code, limit=10)
    assert page == rows[100:110]
    assert QUILT not in desk.read(availability)

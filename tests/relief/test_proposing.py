"""What is proposed to a request, and the sentences that say why no more."""

import pytest

from supplies.relief import supply
from supplies.relief.explaining import WayOut, sentences, way_words
from supplies.relief.proposing import Proposal, propose
from supplies.stock.actions import Move, MoveLine
from supplies.values import new_id
from tests.relief.needs import SECOND, asked, done, gives, open_second, orders_to, wants
from tests.rooms import A01, A02, DEPOT, QUILT, TENT, TODAY, WATER, Desk, act, ago, goods, some


def proposed(desk: Desk, number: str, **wanted: object) -> Proposal:
    found: Proposal = desk.read(propose, number, TODAY, **wanted)
    return found


def test_what_expires_first_is_proposed_first_whatever_depot_has_it(desk: Desk) -> None:
    open_second(desk)
    late, soon = desk.lot(WATER, 10, expires_on=ago(-90)), new_id()
    desk.receive(goods(WATER, 6, lot_id=soon, expires_on=ago(-30)), depot=SECOND)
    number = done(desk, wants(asked(WATER, 8)))
    (line,) = proposed(desk, number).lines
    shares = [(share.offer.lot_id, share.offer.depot_code, share.quantity) for share in line.allotment.shares]
    assert shares == [(soon, SECOND, some(6)), (late, DEPOT, some(2))]
    assert line.why.ways_out == ()
    desk.post(orders_to(number, *proposed(desk, number).order_lines()))
    assert proposed(desk, number).lines == ()


def test_a_proposal_keeps_to_the_depot_and_the_quantity_that_are_wanted(desk: Desk) -> None:
    open_second(desk)
    desk.lot(TENT, 4)
    desk.receive(goods(TENT, 50), depot=SECOND)
    number = done(desk, wants(asked(TENT, 10), asked(QUILT, 5)))
    tents, quilts = proposed(desk, number, depot=DEPOT).lines
    assert (tents.allotment.offered, tents.why.missing, tents.why.free) == (some(4), some(6), some(4))
    assert [(each.depot_code, each.quantity) for each in tents.why.elsewhere] == [(SECOND, some(50))]
    assert tents.why.ways_out == (WayOut.PARTIAL, WayOut.OTHER_DEPOT)
    assert (quilts.allotment.shares, quilts.why.ways_out) == ((), ())
    few = proposed(desk, number, at_most={1: some(3), 2: some(0)}).lines
    assert [line.allotment.offered for line in few] == [some(3)]


def test_who_is_more_urgent_is_served_first_and_the_other_is_told(desk: Desk) -> None:
    desk.lot(TENT, 10)
    usual = done(desk, wants(asked(TENT, 10), priority=4))
    urgent = done(desk, wants(asked(TENT, 7), priority=1, requester="台安县应急管理局"))
    (line,) = proposed(desk, usual).lines
    assert line.allotment.offered == some(3)
    (ahead,) = line.why.ahead
    assert (ahead.request, ahead.quantity) == (urgent, some(7))
    assert f"台安县应急管理局的 {urgent}（特急）在前，先配 7 顶。" in sentences(line.why)


def test_a_short_proposal_says_who_holds_the_rest_and_what_can_be_done(desk: Desk) -> None:
    lot = desk.lot(WATER, 10, expires_on=ago(-9))
    desk.lot(WATER, 5, day=ago(60), expires_on=ago(1))
    holder = done(desk, orders_to(done(desk, wants(asked(WATER, 8))), gives(lot, 8), expected_on=ago(-2)))
    (line,) = proposed(desk, done(desk, wants(asked(WATER, 20)))).lines
    assert sentences(line.why) == [
        "需求 20 箱，可用 2，可配 2。",
        f"{holder} 为岫岩县应急管理局预留 8 箱，至 {ago(-2)}。",
        "已过期 5 箱。",
    ]
    assert way_words(line.why) == ["先配一部分", "请求解除预留"]


def test_what_nobody_has_is_explained_too(desk: Desk) -> None:
    (line,) = proposed(desk, done(desk, wants(asked(TENT, 3)))).lines
    assert (line.allotment.offered, sentences(line.why)) == (some(0), ["需求 3 顶，可用 0，可配 0。"])


def test_a_need_that_many_lots_cover_is_covered_and_what_all_depots_have_is_counted_whole(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supply, "ROWS_FIRST", 2)
    monkeypatch.setattr(supply, "ROWS_MORE", 2)
    for _number in range(7):
        desk.lot(QUILT, 2)
    wanted = done(desk, wants(asked(QUILT, 13)))
    (line,) = proposed(desk, wanted).lines
    assert (line.allotment.offered, line.why.free) == (some(13), some(14))
    assert len(line.order_lines()) == 7


def test_goods_of_one_lot_at_several_places_are_one_offer_less_what_orders_hold(desk: Desk) -> None:
    lot = desk.lot(QUILT, 10)
    desk.post(act(Move, depot=DEPOT, lines=(MoveLine(lot_id=lot, place=A01, to_place=A02, quantity=some(4)),)))
    first = done(desk, wants(asked(QUILT, 7)))
    done(desk, orders_to(first, gives(lot, 7)))
    wanted = done(desk, wants(asked(QUILT, 5)))
    (line,) = proposed(desk, wanted).lines
    assert (line.allotment.offered, line.why.free) == (some(3), some(3))
    (order_line,) = line.order_lines()
    assert (order_line.lot_id, order_line.quantity) == (lot, some(3))

"""Goods that go back to the supplier, by the line of the receipt, and those that come for them."""

import pytest

from supplies.errors import (
    InsufficientStock,
    NotFree,
    NothingSentBack,
    NotOfThisReceipt,
    QuantityNotPositive,
    ReasonNeeded,
    ReceiptReversed,
    SetAside,
    UnknownRecord,
)
from supplies.models.stock import PlaceKind
from supplies.stock.actions import AddDepot, AddPlace
from supplies.stock.documents import DocumentRow, document
from supplies.stock.lookups import part_of
from supplies.stock.sending_back import BACK, BackLine, SendBack, exchanges
from supplies.values import DepotCode, PlaceCode
from tests.relief.needs import done, gives, orders_to, wants
from tests.rooms import A01, A02, DEPOT, QUILT, SITE, TENT, Desk, act, assert_line, goods, move_line, some, yuan
from tests.stock.incoming import PROVINCE, found, inspect, inspector, organisations, receipt, standing

CHECK = part_of(A01, PlaceKind.INSPECTING)
STOP = part_of(A01, PlaceKind.OUT_OF_SERVICE)


def back(paper: DocumentRow, *lines: BackLine, **more: object) -> SendBack:
    values = {"depot": DEPOT, "counterparty": "某厂", **more}
    return act(SendBack, of_seq=paper.seq, lines=lines, **values)


def line(quantity: str | int, place: PlaceCode = STOP, of_line: int = 1, reason: str = "不合格") -> BackLine:
    return BackLine(of_line=of_line, place=place, quantity=some(quantity), reason=reason)


def half_accepted(desk: Desk) -> DocumentRow:
    """Take ten tents in, of which six are accepted, three rejected, and one still waits."""
    paper = desk.paper(receipt(goods(TENT, 10, yuan(5000))))
    desk.post(inspect(paper, found(1, 6, rejected=3, reason="开线")), actor=inspector(desk))
    return paper


def test_goods_go_back_from_wherever_they_lie_and_the_contract_counts_what_stays(desk: Desk) -> None:
    paper = half_accepted(desk)
    lot = desk.lines(paper)[0].lot_id
    sent = desk.paper(back(paper, line(3), line(1, CHECK), line(2, A01, reason="召回")))
    assert sent.number == f"TH-{DEPOT}-2026-000001"
    assert [desk.held(lot, place) for place in (A01, STOP, CHECK, BACK)] == [some(4), some(0), some(0), some(6)]
    (now,) = standing(desk, paper)
    assert (now.sent_back, now.sent_back_good, now.counts, now.waiting) == tuple(map(some, (6, 2, 4, 0)))
    assert {(each.of_seq, each.of_line) for each in desk.lines(sent)} == {(paper.seq, 1)}
    assert desk.program.verify(deep=True).is_sound


def test_goods_that_were_moved_go_back_from_their_new_place(desk: Desk) -> None:
    paper = desk.receive(goods(TENT, 10))
    lot = desk.lines(paper)[0].lot_id
    desk.move(move_line(lot, 10, A01, A02))
    desk.post(back(paper, line(4, A02)))
    (now,) = standing(desk, paper)
    assert (now.sent_back_good, now.counts) == (some(4), some(6))


@pytest.mark.parametrize(
    ("wrong", "kind", "field"),
    [
        (line(4), InsufficientStock, "quantity"),
        (line(1, of_line=2), NotOfThisReceipt, "of_line"),
        (line(1, reason=" "), ReasonNeeded, "reason"),
        (line(0), QuantityNotPositive, "quantity"),
        (line(1, PlaceCode("Z9")), UnknownRecord, "place"),
    ],
)
def test_what_cannot_go_back_is_refused(desk: Desk, wrong: BackLine, kind: type, field: str) -> None:
    assert_line(desk.refused(back(half_accepted(desk), wrong)), kind, field)


def test_goods_of_others_do_not_go_to_the_supplier(desk: Desk) -> None:
    organisations(desk)
    paper = desk.paper(receipt(goods(TENT, 5, owner=PROVINCE), into="held", keeps_owner=True))
    held = part_of(A01, PlaceKind.HELD)
    assert_line(desk.refused(back(paper, line(1, held))), SetAside, "place")


def test_only_a_receipt_of_this_depot_that_still_counts_names_what_goes_back(desk: Desk) -> None:
    other = DepotCode("210300B")
    desk.post(act(AddDepot, code=other, name="二库"), act(AddPlace, depot=other, code=A01, name="甲"))
    paper = desk.receive(goods(TENT, 5))
    assert type(desk.refused(back(paper, line(1, A01), depot=other))) is UnknownRecord
    desk.reverse(paper)
    assert type(desk.refused(back(paper, line(1, A01)))) is ReceiptReversed
    assert type(desk.refused(act(SendBack, depot=DEPOT, of_seq=1, lines=(line(1, A01),)))) is UnknownRecord


def test_an_exchange_waits_for_its_goods_and_the_receipt_names_what_it_makes_good(desk: Desk) -> None:
    paper = half_accepted(desk)
    sent = desk.paper(back(paper, line(3), expects_exchange=True))
    (waiting,) = desk.read(exchanges)
    assert (waiting.number, waiting.answered_by) == (sent.number, "")
    came = desk.paper(receipt(goods(TENT, 3), replaces=sent.seq))
    assert [row.answered_by for row in desk.read(exchanges)] == [came.number]
    desk.reverse(came)
    assert [row.answered_by for row in desk.read(exchanges)] == [""]
    desk.reverse(sent)
    assert desk.read(exchanges) == []


def test_nothing_is_received_in_exchange_for_what_did_not_go_back(desk: Desk) -> None:
    paper = half_accepted(desk)
    plain = desk.paper(back(paper, line(1)))
    for seq in (paper.seq, plain.seq, desk.program.head.seq + 5):
        error = desk.refused(receipt(goods(QUILT, 1), replaces=seq))
        assert type(error) is NothingSentBack and error.facts == {"seq": seq}
    exchanged = desk.paper(back(paper, line(1), expects_exchange=True))
    desk.reverse(exchanged)
    assert type(desk.refused(receipt(goods(QUILT, 1), replaces=exchanged.seq))) is NothingSentBack


def test_a_reversed_return_leaves_the_goods_where_they_were(desk: Desk) -> None:
    paper = half_accepted(desk)
    sent = desk.paper(back(paper, line(3)))
    desk.reverse(desk.read(document, SITE, sent.seq))
    (now,) = standing(desk, paper)
    assert (now.sent_back, now.rejected) == (some(0), some(3))
    assert desk.held(desk.lines(paper)[0].lot_id, STOP) == some(3)


def test_what_an_order_holds_does_not_go_back(desk: Desk) -> None:
    paper = desk.receive(goods(TENT, 10))
    done(desk, orders_to(done(desk, wants()), gives(desk.lines(paper)[0].lot_id, 7)))
    assert_line(desk.refused(back(paper, line(4, A01))), NotFree, "quantity")
    desk.post(back(paper, line(3, A01)))

"""Proving a quantity: its movements add up to what the store keeps, in every bucket, depot and lot."""

from random import Random

import pytest

from supplies.errors import UnknownRecord
from supplies.stock.actions import Condition, Into, Origin, Receive, Return
from supplies.stock.lookups import ISSUED
from supplies.stock.proof import Bucket, Figure, ProofLine, proof_page, prove, running
from supplies.values import NO_QUANTITY, ItemCode, Quantity
from tests.rooms import DEPOT, QUILT, TENT, Desk, act, goods, lot_line, move_line, return_line, some, yuan


def lines_of(desk: Desk, figure: Figure, limit: int = 3) -> list[ProofLine]:
    """Return every movement of a figure, read in small pages."""
    found: list[ProofLine] = []
    while page := desk.read(proof_page, figure, after=found[-1] if found else None, limit=limit):
        found.extend(page)
    return found


def test_what_is_on_hand_is_proved_by_its_receipts_issues_and_returns(desk: Desk) -> None:
    lot = desk.lot(TENT, 10, yuan(1000))
    desk.issue(lot_line(lot, 4))
    desk.move(move_line(lot, 2))
    desk.post(act(Return, depot=DEPOT, lines=(return_line(lot, 1),)))
    figure = Figure(TENT, depot=DEPOT)
    found = desk.read(prove, figure)
    assert (found.movements, found.summed, found.stored, found.holds) == (3, some(7), some(7), True)
    assert found.summed_amount == yuan(700)
    lines = lines_of(desk, figure)
    assert [line.change for line in lines] == [some(10), NO_QUANTITY - some(4), some(1)]
    assert list(running(lines)) == [some(10), some(6), some(7)]
    assert found.first is not None and found.last is not None
    head = desk.program.head
    assert (found.last.seq, found.last.hash) == (head.seq, head.hash.hex()[:16])


def test_goods_out_and_goods_set_aside_are_proved_by_themselves(desk: Desk) -> None:
    lot = desk.lot(TENT, 10)
    desk.issue(lot_line(lot, 5))
    desk.post(act(Return, depot=DEPOT, lines=(return_line(lot, 2, condition=Condition.SCRAP, reason="浸水"),)))
    waiting = (goods(TENT, 3),)
    desk.post(act(Receive, depot=DEPOT, origin=Origin.PURCHASE, into=Into.INSPECTING, lines=waiting))
    expected = {Bucket.ON_HAND: 5, Bucket.ISSUED: 3, Bucket.OUT_OF_SERVICE: 2, Bucket.INSPECTING: 3, Bucket.HELD: 0}
    for bucket, quantity in expected.items():
        found = desk.read(prove, Figure(TENT, bucket))
        assert (found.summed, found.stored) == (some(quantity), some(quantity)), bucket
    assert {line.to_place for line in lines_of(desk, Figure(TENT, Bucket.ISSUED))} >= {ISSUED}


def test_a_single_lot_is_proved_by_its_own_movements(desk: Desk) -> None:
    one, other = desk.lot(TENT, 10), desk.lot(TENT, 20)
    desk.issue(lot_line(other, 5))
    label = next(row.label_code for row in desk.stock() if row.lot_id == one)
    found = desk.read(prove, Figure(TENT, label=label))
    assert (found.movements, found.summed, found.stored, found.holds) == (1, some(10), None, True)


def test_an_item_that_never_moved_is_proved_by_nothing(desk: Desk) -> None:
    found = desk.read(prove, Figure(QUILT))
    assert (found.movements, found.summed, found.first, found.last) == (0, NO_QUANTITY, None, None)
    assert desk.read(proof_page, Figure(QUILT)) == []
    with pytest.raises(UnknownRecord):
        desk.read(prove, Figure(ItemCode("YJ99999")))


@pytest.mark.parametrize("seed", range(3))
def test_whatever_happens_every_proof_holds_page_by_page(desk: Desk, seed: int) -> None:
    random = Random(seed)  # noqa: S311 - a game, not a secret
    lots = [desk.lot(TENT, random.randint(5, 20)) for _number in range(3)]
    for _step in range(12):
        lot = random.choice(lots)
        if desk.held(lot) >= some(2):
            desk.issue(lot_line(lot, random.randint(1, 2)))
        if desk.held(lot, ISSUED) >= some(1):
            condition = random.choice(list(Condition))
            desk.post(act(Return, depot=DEPOT, lines=(return_line(lot, 1, condition=condition, reason="浸水"),)))
    for bucket in (Bucket.ON_HAND, Bucket.ISSUED, Bucket.OUT_OF_SERVICE):
        figure = Figure(TENT, bucket)
        found, lines = desk.read(prove, figure), lines_of(desk, figure, random.randint(1, 4))
        assert found.holds and found.movements == len(lines)
        assert Quantity(sum(line.change.thousandths for line in lines)) == found.stored
        assert len({(line.seq, line.line) for line in lines}) == len(lines)

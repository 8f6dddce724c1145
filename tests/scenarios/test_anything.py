"""Random people doing every procedure in any order: what is refused is refused in words, and the books always hold."""

from collections import Counter
from datetime import date
from random import Random

import pytest
from sqlalchemy import Connection, select

from supplies.models.stock import OPEN, Balance, Bucket, Movement
from supplies.program import Program
from tests.rooms import Desk
from tests.scenarios.anything import Anybody, prepare, unsettled
from tests.soak import size

DEEDS = size(180, 3000)
SEEDS = range(size(4, 40))
KINDS = 15
"""So many kinds of action succeed at the least, or the game would prove little."""


def lowest_day(connection: Connection) -> int:
    """Return the least that any place, but those outside, held of any lot at the end of any day."""
    columns = (Movement.depot_code, Movement.lot_id, Movement.business_date, Movement.quantity)
    ends = (Movement.from_place, Movement.to_place)
    by_day: dict[tuple[object, ...], Counter[date]] = {}
    for depot, lot, day, quantity, origin, goal in connection.execute(select(*columns, *ends)):
        for place, sign in ((origin, -1), (goal, 1)):
            by_day.setdefault((depot, lot, place), Counter())[day] += sign * quantity
    keys = select(Balance.depot_code, Balance.lot_id, Balance.place_code).where(Balance.bucket == Bucket.OUTSIDE)
    outside = {(depot, lot, place) for depot, lot, place in connection.execute(keys)}
    lowest = 0
    for key, changes in by_day.items():
        standing = 0
        for day in sorted(changes) if key not in outside else ():
            standing += changes[day]
            lowest = min(lowest, standing)
    return lowest


def out_by_balance(connection: Connection) -> dict[tuple[object, ...], int]:
    """Return what is out of each lot by the balances."""
    columns = (Balance.depot_code, Balance.bucket, Balance.lot_id, Balance.quantity)
    statement = select(*columns).where(Balance.bucket.in_(OPEN), Balance.quantity > 0)
    return {(depot, bucket, lot): quantity for depot, bucket, lot, quantity in connection.execute(statement)}


@pytest.mark.parametrize("seed", SEEDS)
def test_whatever_is_done_in_whatever_order_the_books_hold(program: Program, seed: int) -> None:
    desk = Desk(program)
    prepare(desk)
    somebody = Anybody(desk, Random(seed))  # noqa: S311 - a game, not a secret
    for _deed in range(DEEDS):
        somebody.do()
    assert desk.read(lowest_day) == 0
    assert desk.read(unsettled) == desk.read(out_by_balance)
    proved = program.verify(deep=True)
    assert proved.findings == ()
    assert len(somebody.done) >= KINDS, (somebody.done, somebody.refused)

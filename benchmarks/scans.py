"""Scan-outs as a keeper makes them: one unit of the lot that is first to expire."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from sqlalchemy import Connection, select

from benchmarks.relief_story import PLENTY
from benchmarks.story import KEEPER, TODAY
from supplies.journal.post import Posted
from supplies.models.stock import Balance, Bucket
from supplies.program import Program
from supplies.stock.actions import Issue, LotLine
from supplies.stock.queries import propose
from supplies.values import ActionId, DepotCode, ItemCode, LotId, PlaceCode, Quantity, new_id

ONE = Quantity(1000)


@dataclass(frozen=True, slots=True)
class Scan:
    """One unit of a lot at a place."""

    depot: DepotCode
    item: ItemCode
    lot_id: LotId
    place: PlaceCode

    def issue(self) -> Issue:
        """Return the action that hands it out."""
        line = LotLine(lot_id=self.lot_id, place=self.place, quantity=ONE)
        return Issue(action_id=ActionId(new_id()), business_date=TODAY, depot=self.depot, lines=(line,))


def scans(program: Program, count: int) -> list[Scan]:
    """Return so many scans over all depots and items, in a random order; a lot may come more than once."""
    found = program.read(_first_to_expire)
    Random(1).shuffle(found)  # noqa: S311 - a choice, not a secret
    return [found[number % len(found)] for number in range(count)]


def _first_to_expire(connection: Connection) -> list[Scan]:
    """Return the proposal for each item that a depot holds plenty of."""
    pairs = (
        select(Balance.depot_code, Balance.item_code)
        .where(Balance.bucket == Bucket.ON_HAND, Balance.quantity >= PLENTY)
        .distinct()
        .order_by(Balance.depot_code, Balance.item_code)
    )
    found = []
    for depot, item in connection.execute(pairs).all():
        picks, _missing = propose(connection, depot, item, ONE, TODAY)
        found += [Scan(depot, item, pick.row.lot_id, pick.row.place_code) for pick in picks]
    return found


class ScanOut:
    """The work: post the next scan."""

    def __init__(self, program: Program, some: list[Scan]) -> None:
        """Take the store and the scans."""
        self._program = program
        self._scans: Iterator[Scan] = iter(some)

    def __call__(self) -> list[Posted]:
        """Post it."""
        return self._program.post([next(self._scans).issue()], KEEPER)

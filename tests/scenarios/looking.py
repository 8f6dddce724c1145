"""What somebody who works at random finds in the store: goods, papers, cartons and counts, any of them."""

from datetime import date, timedelta
from random import Random
from typing import Any

from sqlalchemy import select

from supplies.models.counts import CountSession
from supplies.models.stock import Balance, Bucket, Document, DocumentKind, Place, PlaceKind
from supplies.stock.actions import LotLine
from supplies.values import DepotCode, PlaceCode, Quantity
from tests.rooms import A01, A02, DEPOT, TODAY, Desk

COUNTY = DepotCode("210381A")
DEPOTS = (DEPOT, COUNTY)


class Looking:
    """Finds something to do something with."""

    def __init__(self, desk: Desk, random: Random) -> None:
        self.desk = desk
        self.random = random

    def rows(self, statement: Any) -> list[Any]:
        """Read rows of the store."""
        return self.desk.program.read(lambda connection: list(connection.execute(statement)))

    def holding(self, *buckets: Bucket) -> Any:
        """Return some lot in one of the buckets: depot, lot, place, thousandths; None where there is none."""
        columns = (Balance.depot_code, Balance.lot_id, Balance.place_code, Balance.quantity)
        found = self.rows(select(*columns).where(Balance.bucket.in_(buckets), Balance.quantity > 0).order_by(*columns))
        return self.random.choice(found) if found else None

    def paper(self, *kinds: DocumentKind) -> Any:
        """Return some document of the kinds: its entry, depot and other depot; None where there is none."""
        columns = (Document.seq, Document.depot_code, Document.peer_depot)
        found = self.rows(select(*columns).where(Document.kind.in_(kinds)).order_by(Document.seq))
        return self.random.choice(found) if found else None

    def some_of(self, thousandths: int) -> Quantity:
        """Return a part of a quantity, all of it, or now and then too much; whole units where it is whole."""
        whole = max(1, thousandths // 1000)
        return Quantity(1000 * self.random.choice((1, 1, 2, whole, self.random.randint(1, whole), whole + 1)))

    def day(self) -> date:
        """Return today, or now and then a day before."""
        return TODAY - timedelta(days=self.random.choice((0, 0, 0, 1, 5)))

    def place(self) -> PlaceCode:
        """Return a location that both depots have."""
        return self.random.choice((A01, A02))

    def unit(self, *depots: DepotCode) -> Any:
        """Return some carton or pallet, in use or not: its depot and its number; None where there is none."""
        columns = (Place.depot_code, Place.code)
        here = (Place.kind == PlaceKind.UNIT, Place.depot_code.in_(depots or DEPOTS))
        found = self.rows(select(*columns).where(*here).order_by(*columns))
        return self.random.choice(found) if found else None

    def count(self) -> Any:
        """Return some count: its entry and its depot; None where there is none."""
        found = self.rows(select(CountSession.seq, CountSession.depot_code).order_by(CountSession.seq))
        return self.random.choice(found) if found else None

    def line(self, held: Any, reason: str = "随机") -> LotLine:
        """Return a line that takes some of what is held."""
        return LotLine(lot_id=held[1], place=held[2], quantity=self.some_of(held[3]), reason=reason)

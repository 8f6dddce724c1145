"""What there is of some items: what is free, who holds the rest, and what cannot be used."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from supplies.models.open_items import Claim
from supplies.models.relief import ReliefOrder, ReliefRequest
from supplies.models.stock import Balance, Bucket, Depot, ItemTotal, Lot
from supplies.relief.allocation import Offer
from supplies.stock.lookups import ON_HAND, chunks
from supplies.values import NO_QUANTITY, DepotCode, ItemCode, LotId, Quantity

T = TypeVar("T")

ROWS_FIRST = 40
"""So many lots cover most needs; where they do not, more are read."""
ROWS_MORE = 10
SET_ASIDE = (Bucket.INSPECTING, Bucket.OUT_OF_SERVICE, Bucket.HELD)


@dataclass(frozen=True, slots=True)
class Holder:
    """An order that reserves some of an item, for whom and until when."""

    order: str
    requester: str
    depot_code: DepotCode
    until: date | None
    quantity: Quantity


@dataclass(frozen=True, slots=True)
class Unusable:
    """What a depot has set aside of an item, and as what."""

    depot_code: DepotCode
    bucket: Bucket
    quantity: Quantity


@dataclass(frozen=True, slots=True)
class Expired:
    """What a depot has of an item that has expired."""

    depot_code: DepotCode
    quantity: Quantity


@dataclass(frozen=True, slots=True)
class DepotFree:
    """What a depot can give."""

    depot_code: DepotCode
    depot_name: str
    quantity: Quantity


@dataclass(frozen=True, slots=True)
class ItemSupply:
    """All that there is of one item."""

    offers: tuple[Offer, ...] = ()
    """The lots that are taken first, so many as the wishes can need."""
    depots: tuple[DepotFree, ...] = ()
    holders: tuple[Holder, ...] = ()
    expired: tuple[Expired, ...] = ()
    set_aside: tuple[Unusable, ...] = ()

    def free(self, depot: DepotCode | None = None) -> Quantity:
        """Return what a depot, or all depots together, can give."""
        return total(each.quantity for each in self.depots if depot in {None, each.depot_code})


def supplies_of(
    connection: Connection, needs: Mapping[ItemCode, Quantity], day: date, depot: DepotCode | None = None
) -> dict[ItemCode, ItemSupply]:
    """Return what there is of some items on a day.

    Args:
        connection: reads.
        needs: the items, and how much of each all wishes together lack.
        day: lots that expire before are not offered.
        depot: only this depot offers; None: all of this store.
    """
    holders = _by_item(_holders(connection, needs))
    expired = _by_item(_expired(connection, needs, day))
    set_aside = _by_item(_set_aside(connection, needs))
    depots = _by_item(_free(connection, needs, expired, day))
    return {
        item: ItemSupply(
            tuple(_offers(connection, item, need, day, depot)),
            tuple(depots.get(item, ())),
            tuple(holders.get(item, ())),
            tuple(expired.get(item, ())),
            tuple(set_aside.get(item, ())),
        )
        for item, need in needs.items()
    }


def _by_item(rows: Iterable[tuple[ItemCode, T]]) -> dict[ItemCode, list[T]]:
    """Return the values of each item."""
    found: dict[ItemCode, list[T]] = {}
    for item, value in rows:
        found.setdefault(item, []).append(value)
    return found


def _usable(day: date) -> ColumnElement[bool]:
    """Return whether goods have not expired by a day."""
    return or_(Balance.expires_on.is_(None), Balance.expires_on >= day)


def _offers(connection: Connection, item: ItemCode, need: Quantity, day: date, depot: DepotCode | None) -> list[Offer]:
    """Return lots in their turn until they cover a need: usable, not expired, and held by no order."""
    claimed = _claimed(connection, item)
    rows = ROWS_FIRST
    while True:
        found = _first_rows(connection, item, day, depot, rows)
        offers = [offer for each in _by_lot(found) if (offer := _less(each, claimed)).free > NO_QUANTITY]
        if len(found) < rows or total(offer.free for offer in offers) >= need:
            return offers
        rows *= ROWS_MORE


def _first_rows(connection: Connection, item: ItemCode, day: date, depot: DepotCode | None, rows: int) -> list[Offer]:
    """Return what lies where of the lots that are taken first."""
    expires = func.coalesce(Balance.expires_on, date.max)
    statement = (
        select(
            Balance.item_code,
            Balance.depot_code,
            Depot.name,
            Balance.lot_id,
            Lot.label_code,
            Balance.expires_on,
            Lot.received_on,
            Balance.quantity,
        )
        .join(Depot, Depot.code == Balance.depot_code)
        .join(Lot, and_(Lot.site_id == Balance.site_id, Lot.lot_id == Balance.lot_id))
        .where(Balance.item_code == item, ON_HAND, _usable(day))
        .order_by(expires, Lot.received_on, Lot.label_code, Balance.depot_code, Balance.place_code)
        .limit(rows)
    )
    if depot is not None:
        statement = statement.where(Balance.depot_code == depot)
    return [Offer(*row[:-1], Quantity(row[-1])) for row in connection.execute(statement)]


def _by_lot(rows: Iterable[Offer]) -> list[Offer]:
    """Return what lies at several places of a depot as one offer."""
    found: dict[tuple[DepotCode, LotId], Offer] = {}
    for row in rows:
        key = row.depot_code, row.lot_id
        found[key] = replace(row, free=row.free + found[key].free) if key in found else row
    return list(found.values())


def _less(offer: Offer, claimed: Mapping[tuple[DepotCode, LotId], Quantity]) -> Offer:
    """Return an offer without what orders hold of it."""
    return replace(offer, free=offer.free - claimed.get((offer.depot_code, offer.lot_id), NO_QUANTITY))


def _free(
    connection: Connection, items: Collection[ItemCode], expired: Mapping[ItemCode, list[Expired]], day: date
) -> Iterable[tuple[ItemCode, DepotFree]]:
    """Yield what every depot can give of every item: all that is on hand, less what has expired or is held."""
    gone = {(item, each.depot_code): each.quantity for item, rows in expired.items() for each in rows}
    held = _held_usable(connection, items, day)
    statement = (
        select(ItemTotal.item_code, ItemTotal.depot_code, Depot.name, ItemTotal.quantity)
        .join(Depot, Depot.code == ItemTotal.depot_code)
        .where(ItemTotal.item_code.in_(items), ItemTotal.bucket == Bucket.ON_HAND)
        .order_by(ItemTotal.item_code, ItemTotal.depot_code)
    )
    for item, depot, name, quantity in connection.execute(statement):
        key = item, depot
        free = Quantity(quantity) - gone.get(key, NO_QUANTITY) - held.get(key, NO_QUANTITY)
        if free > NO_QUANTITY:
            yield item, DepotFree(depot, name, free)


def _held_usable(
    connection: Connection, items: Collection[ItemCode], day: date
) -> dict[tuple[ItemCode, DepotCode], Quantity]:
    """Return how much orders hold of what is usable; of a lot that is short, no more than there is."""
    claims = (
        select(Claim.item_code, Claim.depot_code, Claim.lot_id, func.sum(Claim.left_quantity).label("held"))
        .where(Claim.item_code.in_(items), Claim.left_quantity > 0)
        .group_by(Claim.item_code, Claim.depot_code, Claim.lot_id)
        .subquery()
    )
    same = and_(Balance.depot_code == claims.c.depot_code, Balance.lot_id == claims.c.lot_id)
    statement = (
        select(claims.c.item_code, claims.c.depot_code, claims.c.held, func.sum(Balance.quantity))
        .join(Balance, same)
        .where(ON_HAND, _usable(day))
        .group_by(claims.c.item_code, claims.c.depot_code, claims.c.lot_id, claims.c.held)
    )
    found: dict[tuple[ItemCode, DepotCode], Quantity] = {}
    for item, depot, held, there in connection.execute(statement):
        found[item, depot] = found.get((item, depot), NO_QUANTITY) + Quantity(int(min(held, there)))
    return found


def _claimed(connection: Connection, item: ItemCode) -> dict[tuple[DepotCode, LotId], Quantity]:
    """Return how much of every lot of an item is held by orders."""
    statement = (
        select(Claim.depot_code, Claim.lot_id, func.sum(Claim.left_quantity))
        .where(Claim.item_code == item, Claim.left_quantity > 0)
        .group_by(Claim.depot_code, Claim.lot_id)
    )
    return {(depot, lot): Quantity(int(held)) for depot, lot, held in connection.execute(statement)}


def _holders(connection: Connection, items: Collection[ItemCode]) -> Iterable[tuple[ItemCode, Holder]]:
    """Yield which orders hold some of the items, for whom and until when."""
    request = and_(ReliefRequest.site_id == ReliefOrder.site_id, ReliefRequest.seq == ReliefOrder.request_seq)
    columns = (Claim.item_code, Claim.number, ReliefRequest.requester, Claim.depot_code, Claim.until)
    for some in chunks(items):
        statement = (
            select(*columns, func.sum(Claim.left_quantity))
            .join(ReliefOrder, and_(ReliefOrder.site_id == Claim.site_id, ReliefOrder.seq == Claim.of_seq))
            .join(ReliefRequest, request)
            .where(Claim.item_code.in_(some), Claim.left_quantity > 0)
            .group_by(*columns)
            .order_by(Claim.number, Claim.depot_code)
        )
        for item, number, requester, depot, until, left in connection.execute(statement):
            yield item, Holder(number, requester, depot, until, Quantity(int(left)))


def _expired(connection: Connection, items: Collection[ItemCode], day: date) -> Iterable[tuple[ItemCode, Expired]]:
    """Yield what every depot has that expired before a day."""
    for some in chunks(items):
        statement = (
            select(Balance.item_code, Balance.depot_code, func.sum(Balance.quantity))
            .where(Balance.item_code.in_(some), ON_HAND, Balance.expires_on < day)
            .group_by(Balance.item_code, Balance.depot_code)
            .order_by(Balance.item_code, Balance.depot_code)
        )
        for item, depot, gone in connection.execute(statement):
            yield item, Expired(depot, Quantity(int(gone)))


def _set_aside(connection: Connection, items: Collection[ItemCode]) -> Iterable[tuple[ItemCode, Unusable]]:
    """Yield what every depot has set aside: to be inspected, out of service, or held for others."""
    wanted = (ItemTotal.item_code.in_(items), ItemTotal.bucket.in_(SET_ASIDE), ItemTotal.quantity > 0)
    columns = (ItemTotal.item_code, ItemTotal.depot_code, ItemTotal.bucket)
    for item, depot, bucket, aside in connection.execute(
        select(*columns, ItemTotal.quantity).where(*wanted).order_by(*columns)
    ):
        yield item, Unusable(depot, bucket, Quantity(aside))


def total(quantities: Iterable[Quantity]) -> Quantity:
    """Return a sum of quantities."""
    return Quantity(sum((quantity.thousandths for quantity in quantities), NO_QUANTITY.thousandths))

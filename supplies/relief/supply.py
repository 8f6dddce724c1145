"""What there is of some items: what is free, who holds the rest, and what cannot be used."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from supplies.models.open_items import Claim
from supplies.models.relief import ReliefOrder, ReliefRequest
from supplies.models.stock import Balance, Bucket, Depot, Lot
from supplies.relief.allocation import Offer
from supplies.stock.lookups import ON_HAND, chunks
from supplies.values import NO_QUANTITY, DepotCode, ItemCode, LotId, Quantity

T = TypeVar("T")

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
class ItemSupply:
    """All that there is of one item."""

    offers: tuple[Offer, ...] = ()
    holders: tuple[Holder, ...] = ()
    expired: tuple[Expired, ...] = ()
    set_aside: tuple[Unusable, ...] = ()

    def free(self, depot: DepotCode | None = None) -> Quantity:
        """Return what a depot, or all depots together, can give."""
        return Quantity(sum(offer.free.thousandths for offer in self.offers if depot in {None, offer.depot_code}))


NO_SUPPLY = ItemSupply()


def supplies_of(connection: Connection, items: Collection[ItemCode], day: date) -> dict[ItemCode, ItemSupply]:
    """Return what there is of some items on a day, over all depots of this store."""
    offers = _by_item(_offers(connection, items, day))
    holders = _by_item(_holders(connection, items))
    expired = _by_item(_expired(connection, items, day))
    set_aside = _by_item(_set_aside(connection, items))
    return {
        item: ItemSupply(
            tuple(offers.get(item, ())),
            tuple(holders.get(item, ())),
            tuple(expired.get(item, ())),
            tuple(set_aside.get(item, ())),
        )
        for item in items
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


def _offers(connection: Connection, items: Collection[ItemCode], day: date) -> Iterable[tuple[ItemCode, Offer]]:
    """Yield what every depot can give of every lot: usable, not expired, and held by no order."""
    for some in chunks(items):
        claimed = _claimed(connection, some)
        statement = (
            select(
                Balance.item_code,
                Balance.depot_code,
                Depot.name,
                Balance.lot_id,
                Lot.label_code,
                Lot.expires_on,
                Lot.received_on,
                func.sum(Balance.quantity),
            )
            .join(Depot, Depot.code == Balance.depot_code)
            .join(Lot, and_(Lot.site_id == Balance.site_id, Lot.lot_id == Balance.lot_id))
            .where(Balance.item_code.in_(some), ON_HAND, _usable(day))
            .group_by(
                Balance.item_code,
                Balance.depot_code,
                Depot.name,
                Balance.lot_id,
                Lot.label_code,
                Lot.expires_on,
                Lot.received_on,
            )
        )
        for row in connection.execute(statement):
            offer = Offer(*row[:-1], Quantity(int(row[-1])))
            free = offer.free.thousandths - claimed.get((offer.depot_code, offer.lot_id), 0)
            if free > 0:
                yield offer.item_code, replace(offer, free=Quantity(free))


def _claimed(connection: Connection, items: Collection[ItemCode]) -> dict[tuple[DepotCode, LotId], int]:
    """Return how much of every lot is held by orders, in thousandths."""
    statement = (
        select(Claim.depot_code, Claim.lot_id, func.sum(Claim.left_quantity))
        .where(Claim.item_code.in_(items), Claim.left_quantity > 0)
        .group_by(Claim.depot_code, Claim.lot_id)
    )
    return {(depot, lot): int(held) for depot, lot, held in connection.execute(statement)}


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
    for some in chunks(items):
        statement = (
            select(Balance.item_code, Balance.depot_code, Balance.bucket, func.sum(Balance.quantity))
            .where(Balance.item_code.in_(some), Balance.bucket.in_(SET_ASIDE), Balance.quantity > 0)
            .group_by(Balance.item_code, Balance.depot_code, Balance.bucket)
            .order_by(Balance.item_code, Balance.depot_code, Balance.bucket)
        )
        for item, depot, bucket, aside in connection.execute(statement):
            yield item, Unusable(depot, bucket, Quantity(int(aside)))


def total(quantities: Iterable[Quantity]) -> Quantity:
    """Return a sum of quantities."""
    return Quantity(sum((quantity.thousandths for quantity in quantities), NO_QUANTITY.thousandths))

"""Small questions that the rules and the effects of stock actions both ask."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sqlalchemy import Connection, Integer, and_, bindparam, case, func, literal_column, or_, select

from supplies.journal.action import Context
from supplies.models.catalogue import Item
from supplies.models.stock import Balance, Depot, Lot, Movement, Nature, PeriodClosing, Place, PlaceKind
from supplies.prepared import Prepared
from supplies.values import DepotCode, ItemCode, LotId, Money, PlaceCode, Quantity, SiteId

T = TypeVar("T")

SINGLE = 1000
"""One object, in thousandths."""

ON_HAND = and_(Balance.nature == literal_column("'stock'"), Balance.quantity > literal_column("0"))
"""Goods in real places. Written out, not bound: a partial index serves only a query that shows its condition."""

CHUNK = 500
"""Values in one IN list: far below the limit of either database."""

OUTSIDE: dict[PlaceKind, tuple[PlaceCode, Nature]] = {
    PlaceKind.SUPPLIER: (PlaceCode("~supplier"), Nature.SOURCE),
    PlaceKind.DONOR: (PlaceCode("~donor"), Nature.SOURCE),
    PlaceKind.SUPERIOR: (PlaceCode("~superior"), Nature.SOURCE),
    PlaceKind.ISSUED: (PlaceCode("~issued"), Nature.SINK),
    PlaceKind.LOST: (PlaceCode("~lost"), Nature.SINK),
    PlaceKind.COUNT_DIFFERENCE: (PlaceCode("~count"), Nature.SOURCE),
}
"""The places of every depot that stand for the world outside; the tilde keeps them apart from people's codes."""

ISSUED = OUTSIDE[PlaceKind.ISSUED][0]
LOST = OUTSIDE[PlaceKind.LOST][0]
COUNT_DIFFERENCE = OUTSIDE[PlaceKind.COUNT_DIFFERENCE][0]


@dataclass(frozen=True, slots=True)
class LotFact:
    """What of a lot the rules and effects need."""

    lot_id: LotId
    item_code: ItemCode
    label_code: str
    batch_no: str
    serial_no: str | None
    is_single: bool
    expires_on: date | None
    received_on: date
    unit_price_e4: int | None
    is_void: bool
    item_name: str
    decimals: int


@dataclass(frozen=True, slots=True)
class Held:
    """What a place holds of a lot, and the latest day it was moved."""

    quantity: Quantity
    amount: Money
    latest_date: date


def chunks(values: Collection[T]) -> Iterable[list[T]]:
    """Yield the values in lists short enough for one statement."""
    listed = list(values)
    for start in range(0, len(listed), CHUNK):
        yield listed[start : start + CHUNK]


_LOTS = Prepared(
    select(
        Lot.lot_id,
        Lot.item_code,
        Lot.label_code,
        Lot.batch_no,
        Lot.serial_no,
        Lot.is_single,
        Lot.expires_on,
        Lot.received_on,
        Lot.unit_price_e4,
        Lot.is_void,
        Item.name_zh,
        Item.decimals,
    )
    .join(Item, Item.code == Lot.item_code)
    .where(Lot.site_id == bindparam("site_id"), Lot.lot_id.in_(bindparam("lot_ids", expanding=True)))
)


def lots(connection: Connection, site_id: SiteId, lot_ids: Iterable[LotId]) -> dict[LotId, LotFact]:
    """Return the lots of a site that exist among those asked for."""
    found: dict[LotId, LotFact] = {}
    for some in chunks(set(lot_ids)):
        for row in _LOTS.rows(connection, site_id=site_id, lot_ids=some):
            fact = LotFact(*row)
            found[fact.lot_id] = fact
    return found


def is_void(connection: Connection, lot_id: LotId) -> bool:
    """Return whether a lot's receipt was reversed, so that its goods are in no books."""
    return bool(connection.scalar(select(Lot.is_void).where(Lot.lot_id == lot_id)))


def places_of(connection: Connection, site_id: SiteId, lot_id: LotId) -> list[tuple[DepotCode, PlaceCode]]:
    """Return where the books of a site have a lot, in whichever depot: in storage or issued."""
    statement = select(Balance.depot_code, Balance.place_code).where(
        Balance.site_id == site_id,
        Balance.lot_id == lot_id,
        Balance.quantity > 0,
        or_(Balance.nature == Nature.STOCK, Balance.place_code == ISSUED),
    )
    return [(depot, place) for depot, place in connection.execute(statement.order_by(*statement.selected_columns))]


_HELD = Prepared(
    select(Balance.lot_id, Balance.place_code, Balance.quantity, Balance.amount_fen, Balance.latest_date).where(
        Balance.site_id == bindparam("site_id"),
        Balance.depot_code == bindparam("depot"),
        Balance.lot_id.in_(bindparam("lot_ids", expanding=True)),
    )
)


def held(
    connection: Connection, site_id: SiteId, depot: DepotCode, lot_ids: Iterable[LotId]
) -> dict[tuple[LotId, PlaceCode], Held]:
    """Return what every place of a depot, inside or outside, holds of some lots."""
    found: dict[tuple[LotId, PlaceCode], Held] = {}
    for some in chunks(set(lot_ids)):
        rows = _HELD.rows(connection, site_id=site_id, depot=depot, lot_ids=some)
        for lot_id, place, quantity, amount_fen, latest in rows:
            found[lot_id, place] = Held(Quantity(quantity), Money(amount_fen), latest)
    return found


@dataclass(frozen=True, slots=True)
class Goods:
    """The lots of a document, and what every place of its depot holds of them."""

    lots: dict[LotId, LotFact]
    held: dict[tuple[LotId, PlaceCode], Held]


def goods(context: Context, depot: DepotCode, lot_ids: Iterable[LotId]) -> Goods:
    """Return the goods of the document that an action posts; read once, for its rules and for its effect."""
    wanted = frozenset(lot_ids)
    key = ("goods", depot, wanted)
    if key not in context.known:
        found = lots(context.connection, context.site_id, wanted)
        context.known[key] = Goods(found, held(context.connection, context.site_id, depot, wanted))
    known: Goods = context.known[key]
    return known


_STORAGE_PLACES = Prepared(
    select(Place.code, Place.is_active).where(Place.depot_code == bindparam("depot"), Place.nature == Nature.STOCK)
)


def storage_places(connection: Connection, depot: DepotCode) -> dict[PlaceCode, bool]:
    """Return a depot's storage locations, and whether each is in use."""
    return dict(_STORAGE_PLACES.rows(connection, depot=depot))


_DEPOT_SITE = Prepared(select(Depot.site_id).where(Depot.code == bindparam("depot")))


def depot_site(connection: Connection, depot: DepotCode) -> SiteId | None:
    """Return the site that writes a depot's stock; None if there is no such depot."""
    found: SiteId | None = _DEPOT_SITE.scalar(connection, depot=depot)
    return found


_CLOSED_THROUGH = Prepared(
    select(func.max(PeriodClosing.closed_through)).where(
        PeriodClosing.site_id == bindparam("site_id"), PeriodClosing.depot_code == bindparam("depot")
    )
)


def closed_through(connection: Connection, site_id: SiteId, depot: DepotCode) -> date | None:
    """Return the day through which a depot's books are closed."""
    found: date | None = _CLOSED_THROUGH.scalar(connection, site_id=site_id, depot=depot)
    return found


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Stock of an item at some place."""

    depot: str
    place: str
    label_code: str
    quantity: Quantity

    def __str__(self) -> str:
        """Return it as people read it in a sentence."""
        return f"{self.depot} {self.place} {self.label_code} {self.quantity.grouped()}"


def on_hand_elsewhere(
    connection: Connection, lot_id: LotId, item: ItemCode, depot: DepotCode, place: PlaceCode, limit: int = 3
) -> list[Elsewhere]:
    """Return the largest stocks of an item besides one place's of a lot, those of the same depot first."""
    here = (Balance.lot_id == lot_id) & (Balance.depot_code == depot) & (Balance.place_code == place)
    largest = (
        select(Balance.site_id, Balance.depot_code, Balance.place_code, Balance.lot_id, Balance.quantity)
        .where(Balance.item_code == item, ON_HAND, ~here)
        .order_by((Balance.depot_code == depot).desc(), Balance.quantity.desc(), Balance.lot_id)
        .limit(limit)
        .subquery()
        .c
    )
    statement = (
        select(Depot.name, Place.name, Lot.label_code, largest.quantity)
        .join(Depot, Depot.code == largest.depot_code)
        .join(Place, (Place.depot_code == largest.depot_code) & (Place.code == largest.place_code))
        .join(Lot, (Lot.site_id == largest.site_id) & (Lot.lot_id == largest.lot_id))
        .order_by((largest.depot_code == depot).desc(), largest.quantity.desc(), Lot.label_code)
    )
    rows = connection.execute(statement)
    return [Elsewhere(name, place_name, label, Quantity(quantity)) for name, place_name, label, quantity in rows]


def balance_by_day(connection: Connection, depot: DepotCode, lot_id: LotId, place: PlaceCode) -> list[tuple[date, int]]:
    """Return by how much a place's holding of a lot changed on each day, in thousandths, oldest first."""
    change = case((Movement.to_place == place, Movement.quantity), else_=-Movement.quantity)
    here = or_(Movement.from_place == place, Movement.to_place == place)
    statement = (
        select(Movement.business_date, func.sum(change))
        .where(Movement.lot_id == lot_id, Movement.depot_code == depot, here)
        .group_by(Movement.business_date)
        .order_by(Movement.business_date)
    )
    return [(day, int(total)) for day, total in connection.execute(statement)]


@dataclass(frozen=True, slots=True)
class OpenLot:
    """What a depot holds of a lot with an expiry, in thousandths, over all its places."""

    lot_id: LotId
    label_code: str
    expires_on: date
    quantity: int


_FIRST_TO_EXPIRE = Prepared(
    select(Balance.lot_id, func.min(Lot.label_code), Balance.expires_on, func.sum(Balance.quantity))
    .join(Lot, (Lot.site_id == Balance.site_id) & (Lot.lot_id == Balance.lot_id))
    .where(
        Balance.site_id == bindparam("site_id"),
        Balance.depot_code == bindparam("depot"),
        Balance.item_code == bindparam("item"),
        Balance.expires_on >= bindparam("day"),
        ON_HAND,
    )
    .group_by(Balance.expires_on, Balance.lot_id)
    .order_by(Balance.expires_on, Balance.lot_id)
    .limit(bindparam("most", type_=Integer()) + 0)  # SQLite plans a statement anew where a value alone is its limit.
)


def first_to_expire(
    connection: Connection, site_id: SiteId, depot: DepotCode, item: ItemCode, day: date, most: int
) -> list[OpenLot]:
    """Return the first lots of an item to expire, on a day or later, among those that a depot holds."""
    rows = _FIRST_TO_EXPIRE.rows(connection, site_id=site_id, depot=depot, item=item, day=day, most=most)
    return [OpenLot(lot_id, label, expires, int(total)) for lot_id, label, expires, total in rows]

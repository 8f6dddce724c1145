"""Small questions that the rules and the effects of stock actions both ask."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sqlalchemy import Connection, Integer, and_, bindparam, case, func, literal_column, or_, select

from supplies.journal.action import Context
from supplies.models import stock as models
from supplies.models.catalogue import Item
from supplies.models.open_items import Claim, OpenLine
from supplies.models.stock import Balance, Bucket, Depot, Document, Lot, Movement, PeriodClosing, Place, PlaceKind
from supplies.prepared import Prepared
from supplies.values import NO_QUANTITY, DepotCode, ItemCode, LotId, Money, PlaceCode, Quantity, SiteId

T = TypeVar("T")

SINGLE = 1000
"""One object, in thousandths."""

ON_HAND = and_(Balance.bucket == literal_column("'on_hand'"), Balance.quantity > literal_column("0"))
"""Goods to be handed out. Written out, not bound: a partial index serves only a query that shows its condition."""

EVER_ASIDE = Balance.bucket.in_([literal_column(f"'{bucket.value}'") for bucket in models.ASIDE])
"""Where goods of a lot are set aside, or were; written out for the same reason."""

ASIDE = and_(EVER_ASIDE, Balance.quantity > literal_column("0"))
"""Goods that lie in a depot and are set aside."""

CHUNK = 500
"""Values in one IN list: far below the limit of either database."""

OUTSIDE: dict[PlaceKind, PlaceCode] = {
    PlaceKind.SUPPLIER: PlaceCode("~supplier"),
    PlaceKind.DONOR: PlaceCode("~donor"),
    PlaceKind.SUPERIOR: PlaceCode("~superior"),
    PlaceKind.PEER: PlaceCode("~peer"),
    PlaceKind.COUNT_DIFFERENCE: PlaceCode("~count"),
    PlaceKind.ISSUED: PlaceCode("~issued"),
    PlaceKind.USED: PlaceCode("~used"),
    PlaceKind.ON_LOAN: PlaceCode("~loan"),
    PlaceKind.IN_TRANSIT: PlaceCode("~transit"),
    PlaceKind.HANDED_OVER: PlaceCode("~handed"),
    PlaceKind.SENT_BACK: PlaceCode("~back"),
    PlaceKind.OWNER: PlaceCode("~owner"),
    PlaceKind.ROTATED: PlaceCode("~rotated"),
    PlaceKind.LOST: PlaceCode("~lost"),
}
"""The places of every depot that stand for the world outside it; a code with a tilde is never on hand."""

ISSUED = OUTSIDE[PlaceKind.ISSUED]
USED = OUTSIDE[PlaceKind.USED]
ON_LOAN = OUTSIDE[PlaceKind.ON_LOAN]
IN_TRANSIT = OUTSIDE[PlaceKind.IN_TRANSIT]
LOST = OUTSIDE[PlaceKind.LOST]
COUNT_DIFFERENCE = OUTSIDE[PlaceKind.COUNT_DIFFERENCE]

GONE = (*(code for kind, code in OUTSIDE.items() if models.BUCKETS[kind] is Bucket.GONE),)
"""Where goods stand in the books that are ours no more."""

PARTS: dict[PlaceKind, str] = {
    PlaceKind.INSPECTING: "~check.",
    PlaceKind.OUT_OF_SERVICE: "~stop.",
    PlaceKind.HELD: "~held.",
}
"""The parts of every storage location whose goods are set aside, by the beginning of their codes."""


def part_of(place: PlaceCode, kind: PlaceKind) -> PlaceCode:
    """Return the part of a storage location where goods of a kind are set aside."""
    return PlaceCode(PARTS[kind] + place)


def location_of(place: PlaceCode) -> PlaceCode:
    """Return the storage location of a place inside a depot: itself, or the one that it is a part of."""
    return PlaceCode(place.rpartition(".")[2]) if place.startswith("~") else place


def part_kind(place: PlaceCode) -> PlaceKind | None:
    """Return as what the goods at a place are set aside; None where they are not."""
    return next((kind for kind, start in PARTS.items() if place.startswith(start)), None)


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
    is_consumable: bool
    tested_on: date | None
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
        Lot.is_consumable,
        Lot.tested_on,
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
    """Return where the books of a site have a lot, in whichever depot: inside it, or out and still to be settled."""
    statement = select(Balance.depot_code, Balance.place_code).where(
        Balance.site_id == site_id,
        Balance.lot_id == lot_id,
        Balance.quantity > 0,
        Balance.bucket.not_in((Bucket.OUTSIDE, Bucket.GONE)),
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


def comes_from(lot: LotFact, held: dict[tuple[LotId, PlaceCode], Held], otherwise: PlaceCode) -> PlaceCode:
    """Return from where goods come into a depot's books that are in none of its places.

    An object that was gone from there comes back from where the books had it, for no place has it twice: one that goes
    to and fro, or is found and lost again, must not come from nowhere each time.
    """
    if lot.is_single:
        for place in (*GONE, COUNT_DIFFERENCE):
            holding = held.get((lot.lot_id, place))
            if holding is not None and holding.quantity > NO_QUANTITY:
                return place
    return otherwise


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
    select(Place.code, Place.is_active).where(Place.depot_code == bindparam("depot"), Place.bucket == Bucket.ON_HAND)
)


def storage_places(connection: Connection, depot: DepotCode) -> dict[PlaceCode, bool]:
    """Return a depot's storage locations and the units in them, and whether each is in use."""
    return dict(_STORAGE_PLACES.rows(connection, depot=depot))


@dataclass(frozen=True, slots=True)
class Claimant:
    """Who holds a part of a lot, and until when."""

    of_seq: int
    number: str
    until: date | None
    quantity: Quantity

    def __str__(self) -> str:
        """Return it as people read it in a sentence."""
        text = f"{self.number} {self.quantity.grouped()}"
        return text if self.until is None else f"{text} ({self.until})"


_CLAIMED = Prepared(
    select(Claim.lot_id, Claim.of_seq, Claim.number, Claim.until, func.sum(Claim.left_quantity))
    .where(
        Claim.site_id == bindparam("site_id"),
        Claim.depot_code == bindparam("depot"),
        Claim.lot_id.in_(bindparam("lot_ids", expanding=True)),
        Claim.left_quantity > 0,
    )
    .group_by(Claim.lot_id, Claim.of_seq, Claim.number, Claim.until)
    .order_by(Claim.lot_id, Claim.of_seq)
)


def claimed(context: Context, depot: DepotCode, lot_ids: Iterable[LotId]) -> dict[LotId, list[Claimant]]:
    """Return who holds parts of some lots in a depot."""
    found: dict[LotId, list[Claimant]] = {}
    for some in chunks(set(lot_ids)):
        rows = _CLAIMED.rows(context.connection, site_id=context.site_id, depot=depot, lot_ids=some)
        for lot_id, of_seq, number, until, left in rows:
            found.setdefault(lot_id, []).append(Claimant(of_seq, number, until, Quantity(int(left))))
    return found


@dataclass(frozen=True, slots=True)
class OpenOut:
    """What is still out of one line of a document: who has it, and how much."""

    bucket: Bucket
    of_seq: int
    of_line: int
    holder: str
    left: Quantity


_OPEN_OUT = Prepared(
    select(
        OpenLine.lot_id,
        OpenLine.bucket,
        OpenLine.of_seq,
        OpenLine.of_line,
        Document.counterparty,
        OpenLine.left_quantity,
    )
    .join(Document, and_(Document.site_id == OpenLine.site_id, Document.seq == OpenLine.of_seq))
    .where(
        OpenLine.site_id == bindparam("site_id"),
        OpenLine.depot_code == bindparam("depot"),
        OpenLine.lot_id.in_(bindparam("lot_ids", expanding=True)),
        OpenLine.left_quantity > 0,
    )
    .order_by(OpenLine.of_seq, OpenLine.of_line)
)


def open_out(context: Context, depot: DepotCode, lot_ids: Iterable[LotId]) -> dict[LotId, list[OpenOut]]:
    """Return what is still out of some lots, the oldest document first."""
    wanted = frozenset(lot_ids)
    key = ("open_out", depot, wanted)
    if key not in context.known:
        found: dict[LotId, list[OpenOut]] = {}
        for some in chunks(wanted):
            rows = _OPEN_OUT.rows(context.connection, site_id=context.site_id, depot=depot, lot_ids=some)
            for lot_id, bucket, of_seq, of_line, holder, left in rows:
                found.setdefault(lot_id, []).append(OpenOut(bucket, of_seq, of_line, holder, Quantity(left)))
        context.known[key] = found
    known: dict[LotId, list[OpenOut]] = context.known[key]
    return known


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

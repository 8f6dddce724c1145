"""What is on hand: depots, places, and stock by item, depot, place and lot. Frozen rows, read by key."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, case, func, or_, select, tuple_
from sqlalchemy.orm import aliased

from supplies.catalogue.queries import CURRENT_ITEMS, ItemFilter, ItemRow, item, wanted_items
from supplies.language import _, pick
from supplies.models.catalogue import Item
from supplies.models.journal import Store
from supplies.models.stock import Balance, Bucket, Depot, ItemTotal, Lot, Movement, Place, PlaceKind
from supplies.scanning.label_code import normalised
from supplies.stock.actions import kept_number
from supplies.stock.lookups import ASIDE, ON_HAND, PARTS
from supplies.stock.places import part_name
from supplies.values import DepotCode, ItemCode, LotId, Money, PlaceCode, Quantity, SiteId

PAGE_ROWS_MAX = 1000


@dataclass(frozen=True, slots=True)
class DepotRow:
    """A depot."""

    code: DepotCode
    site_id: SiteId
    name: str
    address: str
    pinyin: str


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A storage location, or a place that stands for the world outside."""

    depot_code: DepotCode
    code: PlaceCode
    name: str
    kind: PlaceKind
    label_code: str | None
    is_active: bool


@dataclass(frozen=True, slots=True)
class StockFilter:
    """Which stock is wanted; an empty filter wants all that is on hand."""

    search: str = ""
    """Words of an item's code, name, pinyin or specification, or exactly a label, batch or serial number."""
    item: ItemCode | None = None
    category: str = ""
    depot: DepotCode | None = None
    place: PlaceCode | None = None
    expires_by: date | None = None
    """Only lots that expire on or before this day."""
    bucket: Bucket = Bucket.ON_HAND
    """As what the goods count that lie in the depots."""


@dataclass(frozen=True, slots=True)
class StockRow:
    """What a place holds of a lot."""

    item_code: ItemCode
    name_zh: str
    name_en: str
    specification: str
    unit: str
    depot_code: DepotCode
    depot_name: str
    place_code: PlaceCode
    place_name: str
    lot_id: LotId
    label_code: str
    batch_no: str
    serial_no: str | None
    produced_on: date | None
    expires_on: date | None
    quantity: Quantity
    amount: Money

    @property
    def name(self) -> str:
        """Return the item's name in the reader's language."""
        return pick(self.name_zh, self.name_en)


@dataclass(frozen=True, slots=True)
class StockSum:
    """How many rows a filter wants, and what they are worth together."""

    rows: int
    amount: Money


@dataclass(frozen=True, slots=True)
class TotalRow:
    """What is on hand of an item type, in one depot or in all."""

    item_code: ItemCode
    name_zh: str
    name_en: str
    unit: str
    quantity: Quantity
    amount: Money

    @property
    def name(self) -> str:
        """Return the item's name in the reader's language."""
        return pick(self.name_zh, self.name_en)


def depots(connection: Connection) -> list[DepotRow]:
    """Return every depot, by code."""
    columns = [getattr(Depot, name) for name in DepotRow.__dataclass_fields__]
    return [DepotRow(*row) for row in connection.execute(select(*columns).order_by(Depot.code))]


def own_depots(connection: Connection) -> list[DepotRow]:
    """Return the depots whose stock is written here, by code."""
    here = connection.scalar(select(Store.site_id))
    return [row for row in depots(connection) if row.site_id == here]


def places(connection: Connection, depot: DepotCode, *, with_outside: bool = False) -> list[PlaceRow]:
    """Return a depot's storage locations, by code, and those outside if they are wanted too."""
    columns = [getattr(Place, name) for name in PlaceRow.__dataclass_fields__]
    statement = select(*columns).where(Place.depot_code == depot).order_by(Place.code)
    if not with_outside:
        statement = statement.where(Place.kind == PlaceKind.STORAGE)
    return [PlaceRow(*row) for row in connection.execute(statement)]


_LOCATION = aliased(Place)
_FULL_NAME = case(
    (
        Place.kind == PlaceKind.UNIT,
        select(_LOCATION.name)
        .where(_LOCATION.depot_code == Place.depot_code, _LOCATION.code == Place.within)
        .correlate(Place)
        .scalar_subquery()
        + " › "
        + Place.name,
    ),
    else_=Place.name,
)
"""What a place is called; a carton or pallet by the location that it stands in first."""


def place_names(connection: Connection) -> dict[tuple[DepotCode, PlaceCode], str]:
    """Return what every place is called; those outside in the reader's language."""
    statement = select(Place.depot_code, Place.code, _FULL_NAME, Place.kind)
    return {(depot, code): _name_of_place(name, kind) for depot, code, name, kind in connection.execute(statement)}


def _name_of_place(name: str, kind: PlaceKind) -> str:
    """Return what a place is called, in the reader's language where it is not people's own name."""
    if kind in {PlaceKind.STORAGE, PlaceKind.UNIT}:
        return name
    return f"{name} {part_name(kind)}" if kind in PARTS else _(name)


_KEY = (Balance.item_code, Balance.depot_code, Balance.place_code, Balance.lot_id)
_EXPIRY_KEY = (Balance.expires_on, Balance.lot_id, Balance.depot_code, Balance.place_code)


_NAMED = (
    Balance.item_code,
    Item.name_zh,
    Item.name_en,
    Item.specification,
    Item.unit,
    Balance.depot_code,
    Depot.name,
    Balance.place_code,
    _FULL_NAME,
    Balance.lot_id,
    Lot.label_code,
    Lot.batch_no,
    Lot.serial_no,
    Lot.produced_on,
    Lot.expires_on,
)
"""What a row of stock says beside its quantity and amount."""


def _in(bucket: Bucket) -> ColumnElement[bool]:
    """Return the condition of goods that lie in the depots and count as this."""
    return ON_HAND if bucket is Bucket.ON_HAND else and_(ASIDE, Balance.bucket == bucket)


def _stock(bucket: Bucket = Bucket.ON_HAND) -> Select[*tuple[Any, ...]]:
    """Select stock with its names."""
    return (
        select(*_NAMED, Balance.quantity, Balance.amount_fen)
        .join(Item, Item.code == Balance.item_code)
        .join(Depot, Depot.code == Balance.depot_code)
        .join(Place, and_(Place.depot_code == Balance.depot_code, Place.code == Balance.place_code))
        .join(Lot, and_(Lot.site_id == Balance.site_id, Lot.lot_id == Balance.lot_id))
        .where(_in(bucket))
    )


def _row(row: Any) -> StockRow:  # noqa: ANN401 - a database row
    """Return a stock row with exact values."""
    values = (*row[:-2], Quantity(int(row[-2])), Money(int(row[-1])))
    return StockRow(*values)


def lots_named(connection: Connection, text: str) -> list[LotId]:
    """Return the lots that have exactly this label, batch or serial number, however it is typed.

    A label stays the name of its lot even where the receipt was reversed; the numbers are then free for other goods.
    """
    number = kept_number(text)
    if not number:
        return []
    same_number = and_(or_(Lot.serial_no == number, Lot.batch_no == number), ~Lot.is_void)
    same = or_(Lot.label_code == normalised(text), same_number)
    return list(connection.scalars(select(Lot.lot_id).where(same).order_by(Lot.lot_id).limit(PAGE_ROWS_MAX)))


def _item_codes(connection: Connection, wanted: ItemFilter) -> list[ItemCode]:
    """Return the codes of the item types wanted."""
    return list(connection.scalars(select(Item.code).where(*wanted_items(wanted))))


def _conditions(connection: Connection, wanted: StockFilter) -> list[ColumnElement[bool]]:
    """Return the conditions of a filter; words are looked up in the small catalogue first, then among the lots."""
    conditions: list[ColumnElement[bool]] = []
    if wanted.search.strip():
        by_words = Balance.item_code.in_(_item_codes(connection, ItemFilter(wanted.search, with_retired=True)))
        lots = lots_named(connection, wanted.search)
        conditions.append(or_(by_words, Balance.lot_id.in_(lots)) if lots else by_words)
    if wanted.category:
        codes = _item_codes(connection, ItemFilter(category=wanted.category, with_retired=True))
        conditions.append(Balance.item_code.in_(codes))
    if wanted.item is not None:
        conditions.append(Balance.item_code == wanted.item)
    if wanted.depot is not None:
        conditions.append(Balance.depot_code == wanted.depot)
    if wanted.place is not None:
        conditions.append(Balance.place_code == wanted.place)
    if wanted.expires_by is not None:
        conditions.append(Balance.expires_on <= wanted.expires_by)
    return conditions


def stock_page(
    connection: Connection, wanted: StockFilter, *, after: StockRow | None = None, limit: int = 200
) -> list[StockRow]:
    """Return the next page of stock: by item, depot, place and lot, or by expiry where an expiry is asked for.

    Args:
        after: the last row shown; None for the first page.
        limit: most rows to return, 1 to 1000.
    """
    assert 1 <= limit <= PAGE_ROWS_MAX
    statement = _stock(wanted.bucket).where(*_conditions(connection, wanted))
    if wanted.expires_by is None:
        statement = statement.order_by(*_KEY)
        if after is not None:  # The first test is implied by the second, but lets the index start there.
            last = (after.item_code, after.depot_code, after.place_code, after.lot_id)
            statement = statement.where(Balance.item_code >= after.item_code, tuple_(*_KEY) > last)
    else:
        statement = statement.order_by(*_EXPIRY_KEY)
        if after is not None:
            last_expiry = (after.expires_on, after.lot_id, after.depot_code, after.place_code)
            statement = statement.where(Balance.expires_on >= after.expires_on, tuple_(*_EXPIRY_KEY) > last_expiry)
    return [_row(row) for row in connection.execute(statement.limit(limit))]


def stock_sum(connection: Connection, wanted: StockFilter) -> StockSum:
    """Return how many rows a filter wants and their worth."""
    statement = select(func.count(), func.coalesce(func.sum(Balance.amount_fen), 0)).where(_in(wanted.bucket))
    rows, fen = connection.execute(statement.where(*_conditions(connection, wanted))).one()
    return StockSum(rows, Money(int(fen)))


def item_totals(
    connection: Connection,
    wanted: ItemFilter = CURRENT_ITEMS,
    depot: DepotCode | None = None,
    *,
    after: ItemCode | None = None,
    limit: int | None = None,
) -> list[TotalRow]:
    """Return what is on hand of every item type wanted, by code, those with none included; all, or a page of them."""
    here = and_(ItemTotal.item_code == Item.code, ItemTotal.bucket == Bucket.ON_HAND)
    if depot is not None:
        here = and_(here, ItemTotal.depot_code == depot)
    quantity = func.coalesce(func.sum(ItemTotal.quantity), 0)
    fen = func.coalesce(func.sum(ItemTotal.amount_fen), 0)
    columns = (Item.code, Item.name_zh, Item.name_en, Item.unit)
    statement = (
        select(*columns, quantity, fen)
        .outerjoin(ItemTotal, here)
        .where(*wanted_items(wanted))
        .group_by(*columns)
        .order_by(Item.code)
        .limit(limit)
    )
    if after is not None:
        statement = statement.where(Item.code > after)
    return [TotalRow(*row[:-2], Quantity(int(row[-2])), Money(int(row[-1]))) for row in connection.execute(statement)]


def stock_as_of(connection: Connection, day: date, wanted: StockFilter) -> list[StockRow]:
    """Return what was on hand at the end of a past day, by item, depot, place and lot, from the movements alone."""
    arrivals = _changes(Movement.to_place, day, 1)
    departures = _changes(Movement.from_place, day, -1)
    changes = arrivals.union_all(departures).subquery("changes")
    key = (changes.c.site_id, changes.c.item_code, changes.c.depot_code, changes.c.place, changes.c.lot_id)
    sums = (
        select(*key, func.sum(changes.c.quantity).label("quantity"), func.sum(changes.c.fen).label("fen"))
        .group_by(*key)
        .having(func.sum(changes.c.quantity) > 0)
        .subquery("sums")
    )
    here = and_(Balance.site_id == sums.c.site_id, Balance.depot_code == sums.c.depot_code)
    same = and_(here, Balance.place_code == sums.c.place, Balance.lot_id == sums.c.lot_id)
    statement = (
        select(*_NAMED, sums.c.quantity, sums.c.fen)
        .select_from(sums)
        .join(Balance, same)
        .join(Item, Item.code == Balance.item_code)
        .join(Depot, Depot.code == Balance.depot_code)
        .join(Place, and_(Place.depot_code == Balance.depot_code, Place.code == Balance.place_code))
        .join(Lot, and_(Lot.site_id == Balance.site_id, Lot.lot_id == Balance.lot_id))
        .where(Place.bucket == wanted.bucket, *_conditions(connection, wanted))
        .order_by(*_KEY)
    )
    return [_row(row) for row in connection.execute(statement)]


def _changes(place: Any, day: date, sign: int) -> Select[*tuple[Any, ...]]:  # noqa: ANN401 - a mapped column
    """Select what every movement up to a day changed at one of its ends."""
    return select(
        Movement.site_id,
        Movement.item_code,
        Movement.depot_code,
        place.label("place"),
        Movement.lot_id,
        (sign * Movement.quantity).label("quantity"),
        (sign * Movement.amount_fen).label("fen"),
    ).where(Movement.business_date <= day)


@dataclass(frozen=True, slots=True)
class Pick:
    """A proposal: take so much of a lot from a place."""

    row: StockRow
    quantity: Quantity


def propose(
    connection: Connection,
    depot: DepotCode,
    item: ItemCode,
    quantity: Quantity,
    day: date,
    place: PlaceCode | None = None,
) -> tuple[list[Pick], Quantity]:
    """Propose lots for an issue, first to expire first, then first received; expired ones are left out.

    Returns:
        The picks, and what is missing where the depot, or the one place that is named, holds less.
    """
    statement = _first_to_expire(depot, item, day)
    if place is not None:
        statement = statement.where(Balance.place_code == place)
    return _pick(connection, statement, quantity)


def _first_to_expire(depot: DepotCode, item: ItemCode, day: date) -> Select[*tuple[Any, ...]]:
    """Select what a depot can issue of an item, in the order in which it should."""
    return (
        _stock()
        .where(
            Balance.item_code == item,
            Balance.depot_code == depot,
            or_(Lot.expires_on.is_(None), Lot.expires_on >= day),
        )
        .order_by(
            case((Lot.expires_on.is_(None), 1), else_=0),
            Lot.expires_on,
            Lot.received_on,
            Lot.label_code,
            Balance.place_code,
        )
    )


def allocate(
    connection: Connection, depot: DepotCode, lot_id: LotId, quantity: Quantity, place: PlaceCode | None = None
) -> tuple[list[Pick], Quantity]:
    """Spread a quantity over the places of a depot that hold a lot, by place code; an expired lot is not left out.

    Returns:
        The picks, and what is missing where the depot holds less.
    """
    statement = _stock().where(Balance.lot_id == lot_id, Balance.depot_code == depot).order_by(Balance.place_code)
    if place is not None:
        statement = statement.where(Balance.place_code == place)
    return _pick(connection, statement, quantity)


def _pick(
    connection: Connection, statement: Select[*tuple[Any, ...]], quantity: Quantity
) -> tuple[list[Pick], Quantity]:
    """Take from the rows in their order until the quantity is there."""
    missing = quantity
    picks: list[Pick] = []
    for row in connection.execute(statement):
        if missing.thousandths <= 0:
            break
        stock = _row(row)
        taken = min(missing, stock.quantity)
        picks.append(Pick(stock, taken))
        missing -= taken
    return picks, missing


def stock_of_lot(connection: Connection, lot_id: LotId) -> list[StockRow]:
    """Return where a lot is on hand, by depot and place."""
    statement = _stock().where(Balance.lot_id == lot_id).order_by(Balance.depot_code, Balance.place_code)
    return [_row(row) for row in connection.execute(statement)]


def open_stock(connection: Connection, depot: DepotCode, item: ItemCode, day: date) -> list[StockRow]:
    """Return what a depot can issue of an item, first to expire first, then first received; expired lots left out."""
    statement = _first_to_expire(depot, item, day).limit(PAGE_ROWS_MAX)
    return [_row(row) for row in connection.execute(statement)]


def on_hand_at(connection: Connection, depot: DepotCode, place: PlaceCode, lot_id: LotId) -> Quantity:
    """Return what a place holds of a lot."""
    here = (Balance.depot_code == depot, Balance.place_code == place, Balance.lot_id == lot_id)
    return Quantity(connection.scalar(select(Balance.quantity).where(*here)) or 0)


def depots_holding(connection: Connection, item: ItemCode) -> list[tuple[DepotCode, str, Quantity]]:
    """Return code, name and quantity of every depot that holds an item, the largest stock first."""
    statement = (
        select(Depot.code, Depot.name, ItemTotal.quantity)
        .join(Depot, Depot.code == ItemTotal.depot_code)
        .where(ItemTotal.item_code == item, ItemTotal.bucket == Bucket.ON_HAND, ItemTotal.quantity > 0)
        .order_by(ItemTotal.quantity.desc(), Depot.code)
    )
    return [(code, name, Quantity(quantity)) for code, name, quantity in connection.execute(statement)]


@dataclass(frozen=True, slots=True)
class ItemStock:
    """An item type, and code, name and quantity of every depot that holds it."""

    item: ItemRow
    held: tuple[tuple[DepotCode, str, Quantity], ...]

    @property
    def total(self) -> Quantity:
        """Return what all depots hold together."""
        return Quantity(sum(quantity.thousandths for _code, _name, quantity in self.held))


def item_stock(connection: Connection, code: ItemCode) -> ItemStock:
    """Return an item type and who holds it.

    Raises:
        UnknownRecord: the code is not in the catalogue.
    """
    return ItemStock(item(connection, code), tuple(depots_holding(connection, code)))

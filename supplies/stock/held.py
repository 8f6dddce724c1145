"""Goods held for others (代储): they become ours by a change of owner, or leave on their owner's order."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, Select, and_, case, func, insert, literal_column, or_, select, update

from supplies.errors import (
    OwnersOrderNeeded,
    OwnerUnchanged,
    PartOfLot,
    UnknownRecord,
)
from supplies.journal.action import Context
from supplies.language import _, pick
from supplies.models.accounts import Organisation
from supplies.models.catalogue import Item
from supplies.models.incoming import OwnerChange
from supplies.models.stock import Balance, Bucket, Depot, DocumentKind, Lot, Movement, Place, PlaceKind
from supplies.stock import ledger, lookups
from supplies.stock.actions import LotLine, StockAction
from supplies.stock.checks import Problem, Stock, check_head, check_lines, place_problem, taking_problem
from supplies.stock.ledger import Route
from supplies.stock.lookups import EVER_ASIDE, OUTSIDE, location_of, part_of
from supplies.values import (
    DepotCode,
    ItemCode,
    LotId,
    Money,
    OrganisationCode,
    PlaceCode,
    Quantity,
    SiteId,
)

TO_OWNER = OUTSIDE[PlaceKind.OWNER]


class TakeOverLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Some of a lot held at a location."""

    lot_id: LotId
    place: PlaceCode
    """The storage location in whose part the goods are held."""
    quantity: Quantity
    to_place: PlaceCode | None = None
    """Where they are put; None: where they lie."""


class TakeOver(StockAction, frozen=True, kw_only=True, tag="stock.take_over"):
    """Make goods ours that were held for somebody else (划转)."""

    owner: OrganisationCode
    """Whose they become."""
    lines: tuple[TakeOverLine, ...]


class HandBack(StockAction, frozen=True, kw_only=True, tag="stock.hand_back"):
    """Hand goods that are held for somebody to them, or to whom their order names."""

    lines: tuple[LotLine, ...]


def check_take_over(context: Context, action: TakeOver) -> None:
    """Refuse a part of a lot, for its owner is one; an owner who is not recorded; and the owner whose it is."""
    check_head(context, action)
    known = (Organisation.code == action.owner) & Organisation.is_active
    if context.connection.scalar(select(Organisation.code).where(known)) is None:
        raise UnknownRecord(kind=_("Organisation"), key=action.owner)
    stock = Stock.read(context, action.depot, action.business_date, (line.lot_id for line in action.lines))
    rest = _in_books(context, {line.lot_id for line in action.lines})
    for line in action.lines:
        rest[line.lot_id] = rest.get(line.lot_id, 0) - line.quantity.thousandths
    owners = _owners(context, (line.lot_id for line in action.lines))

    def problem_of(line: TakeOverLine) -> Problem:
        problem = None if line.to_place is None else place_problem(stock.places, line.to_place, "to_place")
        problem = problem or taking_problem(
            stock, line.lot_id, part_of(line.place, PlaceKind.HELD), line.quantity, (PlaceKind.HELD,)
        )
        if problem is not None:
            return problem
        lot = stock.lots[line.lot_id]
        if owners[line.lot_id] == action.owner:
            return "owner", OwnerUnchanged(item=lot.item_name, label=lot.label_code, owner=action.owner)
        if rest[line.lot_id] > 0:
            left = Quantity(rest[line.lot_id])
            return "quantity", PartOfLot(item=lot.item_name, label=lot.label_code, rest=left)
        return None

    check_lines(action.lines, problem_of)


_KEPT = (*(bucket for bucket in Bucket if bucket not in {Bucket.OUTSIDE, Bucket.GONE}),)
"""Where goods are still in somebody's books."""


def _in_books(context: Context, lot_ids: set[LotId]) -> dict[LotId, int]:
    """Return how much of some lots the site has anywhere, in thousandths: all of it has one owner."""
    found: dict[LotId, int] = {}
    for some in lookups.chunks(lot_ids):
        statement = (
            select(Balance.lot_id, func.sum(Balance.quantity))
            .where(Balance.site_id == context.site_id, Balance.lot_id.in_(some), Balance.bucket.in_(_KEPT))
            .group_by(Balance.lot_id)
        )
        found |= {lot_id: int(total) for lot_id, total in context.connection.execute(statement)}
    return found


def _owners(context: Context, lot_ids: Iterable[LotId]) -> dict[LotId, OrganisationCode | None]:
    """Return whose some lots are."""
    found: dict[LotId, OrganisationCode | None] = {}
    for some in lookups.chunks(set(lot_ids)):
        statement = select(Lot.lot_id, Lot.owner).where(Lot.site_id == context.site_id, Lot.lot_id.in_(some))
        found |= dict(context.connection.execute(statement).all())
    return found


def take_over(context: Context, action: TakeOver) -> None:
    """Put the goods into stock and write whose they are now."""
    routes = [
        Route(line.lot_id, part_of(line.place, PlaceKind.HELD), line.to_place or line.place, line.quantity)
        for line in action.lines
    ]
    ledger.carry(context, action, DocumentKind.TAKE_OVER, routes)
    before = _owners(context, (line.lot_id for line in action.lines))
    rows = [
        {
            "site_id": context.site_id,
            "seq": context.seq,
            "lot_id": lot_id,
            "from_owner": owner,
            "to_owner": action.owner,
        }
        for lot_id, owner in before.items()
    ]
    context.connection.execute(insert(OwnerChange), rows)
    for lot_id in before:
        _write_owner(context, lot_id, action.owner)


def restore_owners(context: Context, seq: int) -> None:
    """Write whose the lots of a document were before it changed that, for it is being reversed."""
    statement = select(OwnerChange.lot_id, OwnerChange.from_owner)
    here = (OwnerChange.site_id == context.site_id) & (OwnerChange.seq == seq)
    for lot_id, owner in context.connection.execute(statement.where(here)).all():
        _write_owner(context, lot_id, owner)


def _write_owner(context: Context, lot_id: LotId, owner: OrganisationCode | None) -> None:
    """Write whose a lot is."""
    here = (Lot.site_id == context.site_id) & (Lot.lot_id == lot_id)
    context.connection.execute(update(Lot).where(here).values(owner=owner, seq=context.seq))


def check_hand_back(context: Context, action: HandBack) -> None:
    """Refuse to hand out goods of others without their owner's order, and more than is held."""
    check_head(context, action)
    if not action.paper_number.strip():
        raise OwnersOrderNeeded
    stock = Stock.read(context, action.depot, action.business_date, (line.lot_id for line in action.lines))

    def problem_of(line: LotLine) -> Problem:
        part = part_of(line.place, PlaceKind.HELD)
        return taking_problem(stock, line.lot_id, part, line.quantity, (PlaceKind.HELD,))

    check_lines(action.lines, problem_of)


def hand_back(context: Context, action: HandBack) -> None:
    """Take the lines out of the depot."""
    routes = [
        Route(line.lot_id, part_of(line.place, PlaceKind.HELD), TO_OWNER, line.quantity, line.reason)
        for line in action.lines
    ]
    ledger.carry(context, action, DocumentKind.ISSUE, routes)


# --- what is so ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class HeldRow:
    """Some of a lot that is held for somebody at a location."""

    site_id: SiteId
    depot_code: DepotCode
    depot_name: str
    place: PlaceCode
    lot_id: LotId
    label_code: str
    item_code: ItemCode
    name_zh: str
    name_en: str
    unit: str
    decimals: int
    owner: OrganisationCode | None
    owner_name: str
    batch_no: str
    serial_no: str | None
    expires_on: date | None
    quantity: Quantity
    amount: Money

    @property
    def name(self) -> str:
        """Return the item's name in the reader's language."""
        return pick(self.name_zh, self.name_en)


_HELD = and_(EVER_ASIDE, Balance.bucket == literal_column("'held'"))
"""Goods held for others, now or before."""


def _held() -> Select[*tuple[Any, ...]]:
    """Select what is held for others, by owner, depot and item."""
    return (
        select(
            Balance.site_id,
            Balance.depot_code,
            Depot.name,
            Balance.place_code,
            Balance.lot_id,
            Lot.label_code,
            Balance.item_code,
            Item.name_zh,
            Item.name_en,
            Item.unit,
            Item.decimals,
            Lot.owner,
            func.coalesce(Organisation.name, ""),
            Lot.batch_no,
            Lot.serial_no,
            Balance.expires_on,
            Balance.quantity,
            Balance.amount_fen,
        )
        .join(Depot, Depot.code == Balance.depot_code)
        .join(Lot, and_(Lot.site_id == Balance.site_id, Lot.lot_id == Balance.lot_id))
        .join(Item, Item.code == Balance.item_code)
        .outerjoin(Organisation, Organisation.code == Lot.owner)
        .where(_HELD, Balance.quantity > literal_column("0"))
        .order_by(Lot.owner, Balance.depot_code, Balance.item_code, Lot.label_code, Balance.place_code)
    )


def held_goods(connection: Connection, depot: DepotCode | None = None) -> list[HeldRow]:
    """Return what is held for others, by owner, depot and item."""
    statement = _held()
    if depot is not None:
        statement = statement.where(Balance.depot_code == depot)
    return [
        HeldRow(*(*row[:3], location_of(row[3]), *row[4:16], Quantity(row[16]), Money(row[17])))
        for row in connection.execute(statement)
    ]


@dataclass(frozen=True, slots=True)
class HeldMonthRow:
    """What a period brought and took of an item held for an owner in a depot."""

    owner: OrganisationCode | None
    owner_name: str
    depot_code: DepotCode
    depot_name: str
    item_code: ItemCode
    name_zh: str
    name_en: str
    specification: str
    unit: str
    opening: Quantity
    received: Quantity
    handed_out: Quantity
    taken_over: Quantity
    closing: Quantity
    closing_amount: Money

    @property
    def name(self) -> str:
        """Return the item's name in the reader's language."""
        return pick(self.name_zh, self.name_en)


def held_period(connection: Connection, first: date, last: date, depot: DepotCode | None = None) -> list[HeldMonthRow]:
    """Return what was held for others at both ends of a period, and what came and went between.

    A reversal counts where the document that it reverses counted: a receipt taken back is no receipt. The owner is the
    one for whom the goods were held, also where they have become ours since.
    """
    into = select(Place.code).where(Place.depot_code == Movement.depot_code, Place.kind == PlaceKind.HELD)
    is_in, is_out = Movement.to_place.in_(into), Movement.from_place.in_(into)
    sign = case((is_in, 1), else_=-1)
    ever = select(Balance.lot_id).where(_HELD).distinct()
    other = case((is_in, Movement.from_place), else_=Movement.to_place)
    kind = select(Place.kind).where(Place.depot_code == Movement.depot_code, Place.code == other).scalar_subquery()
    former = (
        select(OwnerChange.from_owner)
        .where(OwnerChange.site_id == Movement.site_id, OwnerChange.lot_id == Movement.lot_id)
        .order_by(OwnerChange.seq)
        .limit(1)
        .scalar_subquery()
    )
    statement = (
        select(
            func.coalesce(former, Lot.owner),
            Movement.depot_code,
            Movement.item_code,
            Movement.business_date,
            kind,
            sign * Movement.quantity,
            sign * Movement.amount_fen,
        )
        .join(Lot, and_(Lot.site_id == Movement.site_id, Lot.lot_id == Movement.lot_id))
        .where(Movement.lot_id.in_(ever), or_(is_in, is_out), Movement.business_date <= last)
    )
    if depot is not None:
        statement = statement.where(Movement.depot_code == depot)
    return _summed(connection, first, [row for row in connection.execute(statement) if row[4] is not PlaceKind.HELD])


_HANDED, _TAKEN = PlaceKind.OWNER, frozenset({PlaceKind.STORAGE, PlaceKind.UNIT})


def _summed(connection: Connection, first: date, rows: Iterable[Row[*tuple[Any, ...]]]) -> list[HeldMonthRow]:
    """Sum movements by owner, depot and item: opening, received, handed out, taken over, closing and its amount."""
    sums: dict[tuple[OrganisationCode | None, DepotCode, ItemCode], list[int]] = {}
    for owner, depot, item, day, kind, change, fen in rows:
        found = sums.setdefault((owner, depot, item), [0, 0, 0, 0, 0, 0])
        if day < first:
            found[0] += change
        elif kind is _HANDED:
            found[2] -= change
        elif kind in _TAKEN:
            found[3] -= change
        else:
            found[1] += change
        found[4] += change
        found[5] += fen
    names = dict(connection.execute(select(Organisation.code, Organisation.name)).all())
    depots = dict(connection.execute(select(Depot.code, Depot.name)).all())
    items = {
        row.code: row
        for row in connection.execute(select(Item.code, Item.name_zh, Item.name_en, Item.specification, Item.unit))
    }
    return [
        HeldMonthRow(
            owner,
            names.get(owner, "") if owner is not None else "",
            depot,
            depots[depot],
            item,
            items[item].name_zh,
            items[item].name_en,
            items[item].specification,
            items[item].unit,
            Quantity(found[0]),
            Quantity(found[1]),
            Quantity(found[2]),
            Quantity(found[3]),
            Quantity(found[4]),
            Money(found[5]),
        )
        for (owner, depot, item), found in sorted(sums.items(), key=lambda each: (each[0][0] or "", *each[0][1:]))
        if any(found[:5])
    ]

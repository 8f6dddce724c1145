"""Rotation (推陈储新): goods go out before they expire, and what comes in for them stands against them line by line."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import msgspec
from sqlalchemy import Connection, Select, and_, case, func, select
from sqlalchemy.orm import aliased

from supplies.errors import (
    AmountNotPositive,
    ExpiredNotRotated,
    MoreThanRotated,
    NoIncomeThere,
    OriginElsewhere,
    RotationLineUnknown,
    RotationReplaced,
    RotationUnknown,
)
from supplies.journal.action import Context
from supplies.language import N_, _, pick
from supplies.models.catalogue import Item
from supplies.models.disposal import Rotation, RotationWay
from supplies.models.funds import Appropriation
from supplies.models.open_items import Claim
from supplies.models.stock import Balance, Depot, Document, DocumentKind, Lot, Movement, Origin, Place, PlaceKind
from supplies.prepared import prepared_insert
from supplies.stock import ledger, lookups
from supplies.stock.actions import LotLine, ReceiptLine, Receive, StockAction
from supplies.stock.checks import Problem, Stock, check_head, check_lines, taking_problem
from supplies.stock.documents import ORIGIN_NAMES
from supplies.stock.ledger import Route
from supplies.stock.lookups import ON_HAND, OUTSIDE
from supplies.values import (
    NO_MONEY,
    NO_QUANTITY,
    AppropriationId,
    DepotCode,
    ItemCode,
    LotId,
    Money,
    PlaceCode,
    Quantity,
    SiteId,
)

__all__ = [
    "HORIZON_DAYS",
    "WAY_NAMES",
    "PlanRow",
    "Rotate",
    "RotationLine",
    "RotationRow",
    "RotationWay",
    "Standing",
    "by_fund",
    "check_not_replaced",
    "check_rotate",
    "line_problem",
    "lines_of",
    "plan",
    "rotate",
    "rotations",
    "standing_for",
]

HORIZON_DAYS = 180
"""How long before their expiry goods are proposed for rotation, where nothing else is asked for."""

WAY_NAMES = {
    RotationWay.USE: N_("Used elsewhere"),
    RotationWay.EXCHANGE: N_("Exchanged with the supplier"),
    RotationWay.SALE: N_("Sold"),
    RotationWay.DONATION: N_("Given away"),
}
_ROTATED, _SUPPLIER = OUTSIDE[PlaceKind.ROTATED], OUTSIDE[PlaceKind.SUPPLIER]
_INSERT_ROTATION = prepared_insert(Rotation)


class Rotate(StockAction, frozen=True, kw_only=True, tag="stock.rotate"):
    """Take goods out before they expire; ``due_on`` is when the goods that replace them are expected."""

    way: RotationWay
    is_replaced: bool = True
    """Whether new goods are to come in for them; after an exchange they always are."""
    # A factory, for the form shown of an action can hold no default that is not plain JSON.
    proceeds: Money = msgspec.field(default_factory=lambda: NO_MONEY)
    """What a sale brought."""
    lines: tuple[LotLine, ...]


# --- goods that go out -----------------------------------------------------------------------------------------------


def check_rotate(context: Context, action: Rotate) -> None:
    """Refuse more than is free, expired goods but to the supplier, and proceeds where nothing is sold."""
    check_head(context, action)
    if action.proceeds < NO_MONEY:
        raise AmountNotPositive(amount=action.proceeds)
    if action.proceeds > NO_MONEY and action.way is not RotationWay.SALE:
        raise NoIncomeThere
    wanted = {line.lot_id for line in action.lines}
    stock = Stock.read(context, action.depot, action.business_date, wanted)
    stock.claims = lookups.claimed(context, action.depot, wanted)

    def problem_of(line: LotLine) -> Problem:
        problem = taking_problem(stock, line.lot_id, line.place, line.quantity)
        lot = stock.lots.get(line.lot_id)
        if problem is not None or lot is None or action.way is RotationWay.EXCHANGE:
            return problem
        if lot.expires_on is not None and lot.expires_on < action.business_date:
            error = ExpiredNotRotated(item=lot.item_name, label=lot.label_code, expires=lot.expires_on)
            return "lot_id", error
        return None

    check_lines(action.lines, problem_of)


def rotate(context: Context, action: Rotate) -> None:
    """Take the lines out, and write how they went and what is expected for them."""
    routes = [Route(line.lot_id, line.place, _ROTATED, line.quantity, line.reason) for line in action.lines]
    ledger.carry(context, action, DocumentKind.ROTATION, routes)
    values = {
        "site_id": context.site_id,
        "seq": context.seq,
        "way": action.way,
        "is_replaced": action.is_replaced or action.way is RotationWay.EXCHANGE,
        "proceeds_fen": action.proceeds.fen,
    }
    _INSERT_ROTATION.run(context.connection, values)


# --- goods that come in for them -------------------------------------------------------------------------------------


@dataclass(slots=True)
class Standing:
    """What a rotation still waits for, line by line, less what the lines before of the same receipt bring."""

    number: str
    items: dict[int, ItemCode]
    left: dict[int, int]
    """In thousandths."""


def standing_for(context: Context, action: Receive) -> Standing | None:
    """Return the rotation that a receipt names; None where it names none.

    Raises:
        OriginElsewhere: the goods come from somewhere else.
        RotationUnknown: it is no rotation, waits for nothing, or was reversed.
    """
    if action.rotation is None:
        return None
    if action.origin is not Origin.ROTATION:
        raise OriginElsewhere(fact=_("The rotation"), origin=_(ORIGIN_NAMES[action.origin]))
    reversal = aliased(Document)
    statement = (
        select(Document.number)
        .join(Rotation, and_(Rotation.site_id == Document.site_id, Rotation.seq == Document.seq))
        .outerjoin(reversal, and_(reversal.site_id == Document.site_id, reversal.reverses_seq == Document.seq))
        .where(
            Document.site_id == context.site_id,
            Document.seq == action.rotation,
            Document.depot_code == action.depot,
            Rotation.is_replaced,
            reversal.seq.is_(None),
        )
    )
    number = context.connection.scalar(statement)
    if number is None:
        raise RotationUnknown(seq=action.rotation)
    found = Standing(number, {}, {})
    for line in lines_of(context.connection, context.site_id, action.rotation):
        found.items[line.line] = line.item_code
        found.left[line.line] = (line.quantity - line.quantity_in).thousandths
    return found


def line_problem(standing: Standing | None, line: ReceiptLine) -> Problem:
    """Return why goods cannot come in for a line of a rotation; counts them as come in if they can."""
    if standing is None:
        return None if line.of_line is None else ("of_line", RotationUnknown(seq="-"))
    at = line.of_line or 0
    if standing.items.get(at) != line.item:
        return "of_line", RotationLineUnknown(number=standing.number, line=at, item=line.item)
    left = standing.left[at]
    if line.quantity.thousandths > left:
        error = MoreThanRotated(wanted=line.quantity, line=at, number=standing.number, left=Quantity(max(left, 0)))
        return "quantity", error
    standing.left[at] -= line.quantity.thousandths
    return None


def check_not_replaced(context: Context, seq: int, number: str) -> None:
    """Refuse to take a rotation back for which goods have come in."""
    if not any(line.quantity_in for line in lines_of(context.connection, context.site_id, seq)):
        return
    statement = (
        select(Document.number)
        .join(Movement, and_(Movement.site_id == Document.site_id, Movement.seq == Document.seq))
        .where(Movement.site_id == context.site_id, Movement.of_seq == seq, Movement.from_place == _SUPPLIER)
        .order_by(Movement.seq.desc())
        .limit(1)
    )
    raise RotationReplaced(number=number, receipt=context.connection.scalar(statement))


# --- as read ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RotationLine:
    """A line of a rotation: what went out, and what has come in for it."""

    line: int
    lot_id: LotId
    label_code: str
    item_code: ItemCode
    name_zh: str
    name_en: str
    unit: str
    quantity: Quantity
    amount: Money
    quantity_in: Quantity
    amount_in: Money
    labels_in: str
    is_consumable: bool

    @property
    def name(self) -> str:
        """Return the item's name in the reader's language."""
        return pick(self.name_zh, self.name_en)

    @property
    def left(self) -> Quantity:
        """Return how much is still to come in."""
        return self.quantity - self.quantity_in

    @property
    def difference(self) -> Money:
        """Return by how much the goods that came in cost more than as many that went out; below zero if less."""
        if not self.quantity:
            return NO_MONEY
        share = self.amount.fen * self.quantity_in.thousandths // self.quantity.thousandths
        return Money(self.amount_in.fen - share)


def lines_of(connection: Connection, site_id: SiteId, seq: int) -> list[RotationLine]:
    """Return what a rotation took out, and what came in for each line; nothing where it is no rotation."""
    columns = (
        Movement.line,
        Movement.lot_id,
        Lot.label_code,
        Movement.item_code,
        Item.name_zh,
        Item.name_en,
        Item.unit,
        Movement.quantity,
        Movement.amount_fen,
        Item.is_consumable,
    )
    statement = (
        select(*columns)
        .join(Rotation, and_(Rotation.site_id == Movement.site_id, Rotation.seq == Movement.seq))
        .join(Lot, and_(Lot.site_id == Movement.site_id, Lot.lot_id == Movement.lot_id))
        .join(Item, Item.code == Movement.item_code)
        .where(Movement.site_id == site_id, Movement.seq == seq)
        .order_by(Movement.line)
    )
    rows = connection.execute(statement).all()
    came = _came_in(connection, site_id, seq) if rows else {}
    found = []
    for row in rows:
        quantity, fen, labels = came.get(row.line, (0, 0, ()))
        values = (*row[:7], Quantity(row.quantity), Money(row.amount_fen), Quantity(quantity), Money(fen))
        found.append(RotationLine(*values, ", ".join(labels), row.is_consumable))
    return found


def _came_in(connection: Connection, site_id: SiteId, seq: int) -> dict[int, tuple[int, int, tuple[str, ...]]]:
    """Return quantity, amount and labels of what came in for each line, less what was reversed."""
    sign = case((Movement.from_place == _SUPPLIER, 1), else_=-1)
    statement = (
        select(
            Movement.of_line,
            Lot.label_code,
            func.sum(sign * Movement.quantity),
            func.sum(sign * Movement.amount_fen),
        )
        .join(Lot, and_(Lot.site_id == Movement.site_id, Lot.lot_id == Movement.lot_id))
        .where(
            Movement.site_id == site_id,
            Movement.of_seq == seq,
            (Movement.from_place == _SUPPLIER) | (Movement.to_place == _SUPPLIER),
        )
        .group_by(Movement.of_line, Lot.label_code)
        .order_by(Movement.of_line, Lot.label_code)
    )
    found: dict[int, tuple[int, int, tuple[str, ...]]] = {}
    for line, label, quantity, fen in connection.execute(statement):
        if line is not None and quantity:
            before = found.get(line, (0, 0, ()))
            found[line] = before[0] + int(quantity), before[1] + int(fen), (*before[2], label)
    return found


@dataclass(frozen=True, slots=True)
class RotationRow:
    """A rotation that holds: how the goods went, and what has come in for them."""

    site_id: SiteId
    seq: int
    number: str
    depot_code: DepotCode
    depot_name: str
    business_date: date
    due_on: date | None
    counterparty: str
    way: RotationWay
    is_replaced: bool
    proceeds: Money
    lines: tuple[RotationLine, ...]

    @property
    def way_name(self) -> str:
        """Return how the goods went, in the reader's language."""
        return _(WAY_NAMES[self.way])

    @property
    def amount(self) -> Money:
        """Return what the goods that went out were worth."""
        return Money(sum(line.amount.fen for line in self.lines))

    @property
    def difference(self) -> Money:
        """Return by how much what came in cost more than what it replaces."""
        return Money(sum(line.difference.fen for line in self.lines))

    @property
    def is_open(self) -> bool:
        """Return whether goods are still to come in."""
        return self.is_replaced and any(line.left > NO_QUANTITY for line in self.lines)

    @property
    def state(self) -> str:
        """Return how far it is, in the reader's language."""
        if not self.is_replaced:
            return _("nothing comes in for it")
        return _("waits for goods") if self.is_open else _("replaced")


def _rotations() -> Select[*tuple[Any, ...]]:
    """Select the rotations that hold, newest first."""
    reversal = aliased(Document)
    columns = (
        Document.site_id,
        Document.seq,
        Document.number,
        Document.depot_code,
        Depot.name,
        Document.business_date,
        Document.due_on,
        Document.counterparty,
        Rotation.way,
        Rotation.is_replaced,
        Rotation.proceeds_fen,
    )
    return (
        select(*columns)
        .join(Rotation, and_(Rotation.site_id == Document.site_id, Rotation.seq == Document.seq))
        .join(Depot, Depot.code == Document.depot_code)
        .outerjoin(reversal, and_(reversal.site_id == Document.site_id, reversal.reverses_seq == Document.seq))
        .where(reversal.seq.is_(None))
        .order_by(Document.site_id, Document.seq.desc())
    )


def rotations(connection: Connection, depot: DepotCode | None = None) -> list[RotationRow]:
    """Return the rotations that hold, of a depot or of all, newest first."""
    statement = _rotations()
    if depot is not None:
        statement = statement.where(Document.depot_code == depot)
    found = []
    for row in connection.execute(statement).all():
        lines = tuple(lines_of(connection, row.site_id, row.seq))
        values = (*row[:10], Money(row.proceeds_fen), lines)
        found.append(RotationRow(*values))
    return found


# --- the plan --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A lot that should be rotated before it expires, as far as no order holds it."""

    site_id: SiteId
    lot_id: LotId
    label_code: str
    batch_no: str
    item_code: ItemCode
    name_zh: str
    name_en: str
    unit: str
    depot_code: DepotCode
    depot_name: str
    place_code: PlaceCode
    place_name: str
    expires_on: date
    left: int
    """Days until then."""
    quantity: Quantity
    amount: Money
    claimed: Quantity
    """What orders hold of the lot in the depot, wherever it lies."""
    appropriation_id: AppropriationId | None
    fund: str
    """The appropriation that paid; empty where that is not known."""

    @property
    def name(self) -> str:
        """Return the item's name in the reader's language."""
        return pick(self.name_zh, self.name_en)


def plan(
    connection: Connection, day: date, depot: DepotCode | None = None, horizon: int = HORIZON_DAYS
) -> list[PlanRow]:
    """Return what expires within so many days and has not yet, the first to expire first."""
    claimed = (
        select(func.coalesce(func.sum(Claim.left_quantity), 0))
        .where(
            Claim.site_id == Balance.site_id,
            Claim.depot_code == Balance.depot_code,
            Claim.lot_id == Balance.lot_id,
            Claim.left_quantity > 0,
        )
        .correlate(Balance)
        .scalar_subquery()
    )
    columns = (
        Balance.site_id,
        Balance.lot_id,
        Lot.label_code,
        Lot.batch_no,
        Item.code,
        Item.name_zh,
        Item.name_en,
        Item.unit,
        Balance.depot_code,
        Depot.name,
        Balance.place_code,
        Place.name,
        Balance.expires_on,
        Balance.quantity,
        Balance.amount_fen,
        claimed,
        Lot.appropriation_id,
        func.coalesce(Appropriation.number, ""),
    )
    statement = (
        select(*columns)
        .join(Lot, and_(Lot.site_id == Balance.site_id, Lot.lot_id == Balance.lot_id))
        .join(Item, Item.code == Balance.item_code)
        .join(Depot, Depot.code == Balance.depot_code)
        .join(Place, and_(Place.depot_code == Balance.depot_code, Place.code == Balance.place_code))
        .outerjoin(Appropriation, Appropriation.appropriation_id == Lot.appropriation_id)
        .where(ON_HAND, Balance.expires_on >= day, Balance.expires_on <= day + timedelta(days=horizon))
        .order_by(Balance.expires_on, Item.code, Lot.label_code, Balance.depot_code, Balance.place_code)
    )
    if depot is not None:
        statement = statement.where(Balance.depot_code == depot)
    return [_plan_row(row, day) for row in connection.execute(statement)]


def _plan_row(row: Any, day: date) -> PlanRow:  # noqa: ANN401 - a database row
    """Return a row of the plan with exact values."""
    values = (
        *row[:13],
        (row.expires_on - day).days,
        Quantity(row.quantity),
        Money(row.amount_fen),
        Quantity(int(row[15])),
        *row[16:],
    )
    return PlanRow(*values)


def by_fund(rows: Sequence[PlanRow]) -> dict[str, Money]:
    """Return what is to be rotated in money, by the appropriation that paid for it."""
    found: dict[str, int] = {}
    for row in rows:
        found[row.fund] = found.get(row.fund, 0) + row.amount.fen
    return {fund: Money(fen) for fund, fen in sorted(found.items())}

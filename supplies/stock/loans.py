"""Goods lent until a day, and everything that is out and still to come back: issued or lent, by whom it is held."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, and_, exists, func, or_, select, tuple_
from sqlalchemy.orm import aliased

from supplies.errors import BorrowerNeeded, DueNeeded
from supplies.journal.action import Context
from supplies.language import N_, _, pick
from supplies.models.catalogue import Item
from supplies.models.open_items import NO_DAY, OpenLine
from supplies.models.stock import Bucket, Depot, Document, DocumentKind, Lot, Movement
from supplies.stock import ledger, rules
from supplies.stock.actions import Condition, LotLine, StockAction
from supplies.stock.apply import meet_order
from supplies.stock.ledger import Route
from supplies.stock.lookups import LOST, ON_LOAN, part_kind
from supplies.stock.places import part_name
from supplies.stock.returns import CONDITION_NAMES
from supplies.stock.transfers import check_due
from supplies.values import DepotCode, ItemCode, LotId, PlaceCode, Quantity, SiteId

PAGE_ROWS_MAX = 1000
OUT_NAMES = {Bucket.ISSUED: N_("Issued"), Bucket.ON_LOAN: N_("On loan")}


class Lend(StockAction, frozen=True, kw_only=True, tag="stock.lend"):
    """Lend goods to the counterparty until the day on which they are due."""

    lines: tuple[LotLine, ...]


def check_lend(context: Context, action: Lend) -> None:
    """Refuse a loan to nobody or without an end, and goods that may not be handed out."""
    if not action.counterparty.strip():
        raise BorrowerNeeded
    if action.due_on is None:
        raise DueNeeded
    check_due(action)
    rules.check_handing_out(context, action, action.lines)


def lend(context: Context, action: Lend) -> None:
    """Hand the lines out until they come back; what the order held is met."""
    routes = [Route(line.lot_id, line.place, ON_LOAN, line.quantity, line.reason) for line in action.lines]
    ledger.carry(context, action, DocumentKind.LOAN, routes)
    meet_order(context, action, routes)


# --- what is out -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OutRow:
    """What somebody still has of one line of an issue or a loan."""

    site_id: SiteId
    of_seq: int
    of_line: int
    number: str
    bucket: Bucket
    depot_code: DepotCode
    depot_name: str
    holder: str
    receiver: str
    note: str
    incident: str
    taken_on: date
    due_on: date | None
    item_code: ItemCode
    name_zh: str
    name_en: str
    specification: str
    unit: str
    decimals: int
    lot_id: LotId
    label_code: str
    batch_no: str
    serial_no: str | None
    quantity: Quantity
    left: Quantity
    overdue_days: int
    """Days since it was due; 0 where it is not due yet, or no day was agreed."""

    @property
    def name(self) -> str:
        """Return the item's name in the reader's language."""
        return pick(self.name_zh, self.name_en)

    @property
    def bucket_name(self) -> str:
        """Return whether it was issued or lent, in the reader's language."""
        return _(OUT_NAMES[self.bucket])


_OPEN = (
    select(
        OpenLine.site_id,
        OpenLine.of_seq,
        OpenLine.of_line,
        Document.number,
        OpenLine.bucket,
        OpenLine.depot_code,
        Depot.name,
        Document.counterparty,
        Document.receiver,
        Document.note,
        Document.incident,
        Document.business_date,
        Document.due_on,
        OpenLine.item_code,
        Item.name_zh,
        Item.name_en,
        Item.specification,
        Item.unit,
        Item.decimals,
        OpenLine.lot_id,
        Lot.label_code,
        Lot.batch_no,
        Lot.serial_no,
        OpenLine.quantity,
        OpenLine.left_quantity,
    )
    .join(Document, and_(Document.site_id == OpenLine.site_id, Document.seq == OpenLine.of_seq))
    .join(Depot, Depot.code == OpenLine.depot_code)
    .join(Item, Item.code == OpenLine.item_code)
    .join(Lot, and_(Lot.site_id == OpenLine.site_id, Lot.lot_id == OpenLine.lot_id))
    # Not "in one of two buckets": SQLite would follow them instead of the index of the due days.
    .where(OpenLine.left_quantity > 0, OpenLine.bucket != Bucket.IN_TRANSIT)
)
_LONGEST_OVERDUE = (OpenLine.due_on, OpenLine.site_id, OpenLine.of_seq, OpenLine.of_line)
"""An index has this order, so that a page costs no more where more is out."""


@dataclass(frozen=True, slots=True)
class OutFilter:
    """Which goods that are out are wanted; an empty filter wants all of them."""

    depot: DepotCode | None = None
    holder: str = ""
    """A part of the name of whoever has them, unit or person."""
    only_overdue: bool = False


def outstanding(
    connection: Connection,
    today: date,
    wanted: OutFilter = OutFilter(),
    *,
    after: OutRow | None = None,
    limit: int = 200,
) -> list[OutRow]:
    """Return a page of what is out and to come back, what is longest overdue first.

    Args:
        connection: the store.
        today: the day from which it counts what is overdue.
        wanted: which of it.
        after: the last row shown; None for the first page.
        limit: most rows to return, 1 to 1000.
    """
    assert 1 <= limit <= PAGE_ROWS_MAX
    statement = _OPEN
    if wanted.depot is not None:
        statement = statement.where(OpenLine.depot_code == wanted.depot)
    if wanted.holder.strip():
        words = wanted.holder.strip()
        has = (column.icontains(words, autoescape=True) for column in (Document.counterparty, Document.receiver))
        statement = statement.where(or_(*has))
    if wanted.only_overdue:
        statement = statement.where(OpenLine.due_on < today)
    if after is not None:
        last = (after.due_on or NO_DAY, after.site_id, after.of_seq, after.of_line)
        statement = statement.where(tuple_(*_LONGEST_OVERDUE) > last)
    statement = statement.order_by(*_LONGEST_OVERDUE).limit(limit)
    return [_out_row(row, today) for row in connection.execute(statement)]


def _out_row(values: Any, today: date) -> OutRow:  # noqa: ANN401 - a row of the database
    """Return a row with for how many days it has been overdue."""
    due_on = values[12]
    late = 0 if due_on is None else max(0, (today - due_on).days)
    facts: list[Any] = [*values[:23], Quantity(values[23]), Quantity(values[24]), late]
    return OutRow(*facts)


@dataclass(frozen=True, slots=True)
class BackRow:
    """Goods that came back, or that are lost for good."""

    number: str
    back_on: date
    of_number: str
    """The document by which they went out; empty for what had counted as used up."""
    holder: str
    receiver: str
    depot_code: DepotCode
    depot_name: str
    item_code: ItemCode
    name_zh: str
    name_en: str
    unit: str
    label_code: str
    batch_no: str
    serial_no: str | None
    quantity: Quantity
    goal: PlaceCode
    reason: str
    is_reversed: bool

    @property
    def name(self) -> str:
        """Return the item's name in the reader's language."""
        return pick(self.name_zh, self.name_en)

    @property
    def state_name(self) -> str:
        """Return in what condition they came back, in the reader's language."""
        if self.goal == LOST:
            return _(CONDITION_NAMES[Condition.LOST])
        kind = part_kind(self.goal)
        return _(CONDITION_NAMES[Condition.GOOD]) if kind is None else part_name(kind)


def came_back(
    connection: Connection, *, depot: DepotCode | None = None, first: date = date.min, last: date = date.max
) -> list[BackRow]:
    """Return what came back to a depot, or to any, in a span of days, the oldest first."""
    out = aliased(Document)
    reversal = aliased(Document)
    undone = exists().where(reversal.site_id == Document.site_id, reversal.reverses_seq == Document.seq)
    statement = (
        select(
            Document.number,
            Document.business_date,
            func.coalesce(out.number, ""),
            func.coalesce(out.counterparty, Document.counterparty),
            Document.receiver,
            Movement.depot_code,
            Depot.name,
            Movement.item_code,
            Item.name_zh,
            Item.name_en,
            Item.unit,
            Lot.label_code,
            Lot.batch_no,
            Lot.serial_no,
            Movement.quantity,
            Movement.to_place,
            Movement.reason,
            undone,
        )
        .join(Movement, and_(Movement.site_id == Document.site_id, Movement.seq == Document.seq))
        .outerjoin(out, and_(out.site_id == Movement.site_id, out.seq == Movement.of_seq))
        .join(Depot, Depot.code == Movement.depot_code)
        .join(Item, Item.code == Movement.item_code)
        .join(Lot, and_(Lot.site_id == Movement.site_id, Lot.lot_id == Movement.lot_id))
        .where(Document.kind == DocumentKind.RETURN, Document.business_date.between(first, last))
        .order_by(Document.business_date, Document.site_id, Document.seq, Movement.line)
    )
    if depot is not None:
        statement = statement.where(Document.depot_code == depot)
    rows: list[Any] = list(connection.execute(statement))
    return [_back_row(row) for row in rows]


def _back_row(values: Any) -> BackRow:  # noqa: ANN401 - a row of the database
    """Return a row of what came back."""
    facts: list[Any] = [*values[:14], Quantity(values[14]), *values[15:17], bool(values[17])]
    return BackRow(*facts)

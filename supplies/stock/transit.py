"""What is on its way between depots: since when, to whom, and whether somebody should ask after it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Select, and_, case, func, or_, select, tuple_

from supplies.errors import UnknownRecord
from supplies.language import _, pick
from supplies.models.catalogue import Item
from supplies.models.open_items import OpenLine
from supplies.models.stock import Bucket, Depot, Document, DocumentKind, Lot, Movement
from supplies.models.transfers import Terms, Transfer
from supplies.stock.documents import KIND_NAMES, DocumentRow
from supplies.stock.transfers import TERMS_NAMES, transit_hours
from supplies.values import DepotCode, ItemCode, LotId, Quantity, SiteId

PAGE_ROWS_MAX = 1000


@dataclass(frozen=True, slots=True)
class TransitRow:
    """A dispatch of which something is still on its way."""

    site_id: SiteId
    seq: int
    number: str
    depot_code: DepotCode
    depot_name: str
    to_depot: DepotCode | None
    addressee: str
    sent_on: date
    sent_at: datetime
    due_on: date | None
    paper_number: str
    incident: str
    receiver: str
    vehicle: str
    terms: Terms
    lines: int
    open_lines: int
    hours: int
    """Since it was posted."""
    is_overdue: bool

    @property
    def terms_name(self) -> str:
        """Return on what terms the goods travel, in the reader's language."""
        return _(TERMS_NAMES[self.terms])


@dataclass(frozen=True, slots=True)
class TransitLine:
    """A line of a dispatch: what was sent, and what of it is still on its way."""

    line: int
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
    expires_on: date | None
    sent: Quantity
    left: Quantity

    @property
    def name(self) -> str:
        """Return the item's name in the reader's language."""
        return pick(self.name_zh, self.name_en)


@dataclass(frozen=True, slots=True)
class Shipment:
    """A dispatch with all its lines."""

    head: TransitRow
    lines: tuple[TransitLine, ...]


def _dispatches() -> Select[*tuple[Any, ...]]:
    """Select the heads of dispatches, with how many of their lines are open."""
    here = and_(
        OpenLine.site_id == Document.site_id, OpenLine.of_seq == Document.seq, OpenLine.bucket == Bucket.IN_TRANSIT
    )
    return (
        select(
            Document.site_id,
            Document.seq,
            Document.number,
            Document.depot_code,
            Depot.name,
            Document.peer_depot,
            Document.counterparty,
            Document.business_date,
            Document.recorded_at,
            Document.due_on,
            Document.paper_number,
            Document.incident,
            Document.receiver,
            Document.vehicle,
            Transfer.terms,
            Document.line_count,
            func.sum(case((OpenLine.left_quantity > 0, 1), else_=0)),
        )
        .join(Transfer, and_(Transfer.site_id == Document.site_id, Transfer.seq == Document.seq))
        .join(Depot, Depot.code == Document.depot_code)
        .join(OpenLine, here)
        .group_by(*(Document.__table__.c), Depot.name, Transfer.terms)
    )


def _row(values: Any, now: datetime, hours_max: int) -> TransitRow:  # noqa: ANN401 - a row of the database
    """Return a dispatch with how long it has been under way."""
    open_lines = int(values[-1])
    sent_at, due_on = values[8], values[9]
    under_way = now - sent_at
    is_late = under_way >= timedelta(hours=hours_max) or (due_on is not None and due_on < now.astimezone().date())
    hours = int(under_way.total_seconds() // 3600)
    facts: list[Any] = [*values[:-1], open_lines, hours, is_late and open_lines > 0]
    return TransitRow(*facts)


def in_transit(
    connection: Connection,
    now: datetime,
    *,
    depot: DepotCode | None = None,
    after: TransitRow | None = None,
    limit: int = 200,
) -> list[TransitRow]:
    """Return a page of the dispatches of which something is on its way, the oldest first.

    Args:
        connection: the store.
        now: the present moment.
        depot: only those that this depot sent or is to accept.
        after: the last dispatch shown; None for the first page.
        limit: most rows to return, 1 to 1000.
    """
    assert 1 <= limit <= PAGE_ROWS_MAX
    statement = _dispatches().where(OpenLine.left_quantity > 0)
    if depot is not None:
        statement = statement.where(or_(Document.depot_code == depot, Document.peer_depot == depot))
    if after is not None:
        statement = statement.where(tuple_(Document.site_id, Document.seq) > (after.site_id, after.seq))
    statement = statement.order_by(Document.site_id, Document.seq).limit(limit)
    hours_max = transit_hours(connection)
    return [_row(row, now, hours_max) for row in connection.execute(statement)]


def shipment(connection: Connection, number: str, now: datetime) -> Shipment:
    """Return the dispatch of a number with what of each line is on its way.

    Raises:
        UnknownRecord: there is no dispatch of this number.
    """
    row = connection.execute(_dispatches().where(Document.number == number.strip().upper())).first()
    if row is None:
        raise UnknownRecord(kind=_("Transfer"), key=number)
    head = _row(row, now, transit_hours(connection))
    statement = (
        select(
            OpenLine.of_line,
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
            Lot.expires_on,
            OpenLine.quantity,
            OpenLine.left_quantity,
        )
        .join(Item, Item.code == OpenLine.item_code)
        .join(Lot, and_(Lot.site_id == OpenLine.site_id, Lot.lot_id == OpenLine.lot_id))
        .where(OpenLine.site_id == head.site_id, OpenLine.of_seq == head.seq)
        .order_by(OpenLine.of_line)
    )
    return Shipment(head, tuple(_line(line) for line in connection.execute(statement)))


def _line(values: Any) -> TransitLine:  # noqa: ANN401 - a row of the database
    """Return a line of a dispatch."""
    facts: list[Any] = [*values[:12], Quantity(values[12]), Quantity(values[13])]
    return TransitLine(*facts)


def transfer_facts(connection: Connection, head: DocumentRow) -> list[tuple[str, str]]:
    """Return what only the papers of a transfer say: on what terms it goes, and which one an acceptance is of."""
    if head.kind is DocumentKind.DISPATCH:
        terms = select(Transfer.terms).where(Transfer.site_id == head.site_id, Transfer.seq == head.seq)
        return [(_("Terms"), _(TERMS_NAMES[each])) for each in connection.scalars(terms)]
    if head.kind is not DocumentKind.ACCEPTANCE:
        return []
    settled = select(Movement.of_seq).where(
        Movement.site_id == head.site_id, Movement.seq == head.seq, Movement.of_seq.is_not(None)
    )
    numbers = select(Document.number).where(Document.site_id == head.site_id, Document.seq.in_(settled))
    return [(_(KIND_NAMES[DocumentKind.DISPATCH]), number) for number in connection.scalars(numbers)]

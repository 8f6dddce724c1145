"""Requests and orders as read: frozen rows, and what became of each."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, or_, select, tuple_

from supplies.errors import UnknownRecord
from supplies.language import _, pick
from supplies.models.catalogue import Item
from supplies.models.open_items import Claim
from supplies.models.relief import ReliefOrder, ReliefOrderLine, ReliefRequest, ReliefRequestLine
from supplies.models.stock import Depot, Lot
from supplies.relief.progress import (
    LineProgress,
    RequestKey,
    order_state,
    request_progress,
    request_state,
    requests_progress,
)
from supplies.relief.words import (
    OrderState,
    RequestState,
    order_state_name,
    priority_name,
    request_state_name,
)
from supplies.values import DepotCode, ItemCode, LotId, Quantity, SiteId

ITEMS_NAMED = 3


@dataclass(frozen=True, slots=True)
class RequestRow:
    """A request, and how far it is."""

    site_id: SiteId
    seq: int
    number: str
    incident: str
    requester: str
    contact: str
    place: str
    requested_on: date
    needed_by: date
    priority: int
    note: str
    actor: str
    cancel_reason: str
    state: RequestState
    items: str
    """What is asked for, in one line."""

    @property
    def priority_name(self) -> str:
        """Return what the priority is called, in the reader's language."""
        return priority_name(self.priority)

    @property
    def state_name(self) -> str:
        """Return how far it is, in the reader's language."""
        return request_state_name(self.state)

    @property
    def is_open(self) -> bool:
        """Return whether something is still to be ordered."""
        return self.state in {RequestState.WAITING, RequestState.PARTLY_ORDERED}


@dataclass(frozen=True, slots=True)
class ItemName:
    """What an item is called and counted in."""

    name_zh: str
    name_en: str
    unit: str
    decimals: int

    @property
    def name(self) -> str:
        """Return the item's name in the reader's language."""
        return pick(self.name_zh, self.name_en)


@dataclass(frozen=True, slots=True)
class RequestItem:
    """A line of a request, with its item and how far it is."""

    progress: LineProgress
    item: ItemName
    note: str


@dataclass(frozen=True, slots=True)
class OrderRow:
    """An order, and how far it is."""

    site_id: SiteId
    seq: int
    number: str
    request: str
    incident: str
    requester: str
    receiver: str
    vehicle: str
    driver: str
    ordered_on: date
    expected_on: date | None
    note: str
    actor: str
    release_reason: str
    state: OrderState
    depots: tuple[DepotCode, ...]

    @property
    def state_name(self) -> str:
        """Return how far it is, in the reader's language."""
        return order_state_name(self.state)

    @property
    def is_open(self) -> bool:
        """Return whether it still reserves something."""
        return self.state in {OrderState.OPEN, OrderState.PARTLY}


@dataclass(frozen=True, slots=True)
class OrderItem:
    """A line of an order, with its goods: what was ordered, what is handed over, what is still reserved."""

    line: int
    request_line: int
    depot_code: DepotCode
    depot_name: str
    item_code: ItemCode
    name_zh: str
    name_en: str
    unit: str
    lot_id: LotId
    label_code: str
    expires_on: date | None
    ordered: Quantity
    handed: Quantity
    left: Quantity

    @property
    def name(self) -> str:
        """Return the item's name in the reader's language."""
        return pick(self.name_zh, self.name_en)


# --- requests --------------------------------------------------------------------------------------------------------

_REQUEST_FIELDS = [name for name in RequestRow.__dataclass_fields__ if hasattr(ReliefRequest, name)]


LACKS = and_(ReliefRequest.cancelled_seq.is_(None), ReliefRequest.ordered_seq.is_(None))
"""Something of the request is still to be ordered."""
_RESERVING = select(Claim.site_id, Claim.of_seq).where(Claim.left_quantity > 0)
"""The orders that still reserve something."""
_RESERVED_FOR = select(ReliefOrder.site_id, ReliefOrder.request_seq).where(
    tuple_(ReliefOrder.site_id, ReliefOrder.seq).in_(_RESERVING)
)
"""The requests for which something is reserved."""


def requests(
    connection: Connection,
    *,
    incident: str = "",
    only_open: bool = False,
    since: date = date.min,
    also: str = "",
) -> list[RequestRow]:
    """Return the requests in the order in which they are served; those that lack nothing more stand last.

    Args:
        connection: reads.
        incident: only those of this incident.
        only_open: only those that still lack something.
        since: settled ones only from this day on; what lacks something, or has something reserved, is always there.
            ``date.max`` wants no settled ones.
        also: the number of one that is wanted however old it is.
    """
    where: list[ColumnElement[bool]] = [LACKS] if only_open else []
    if incident:
        where.append(ReliefRequest.incident == incident)
    if since > date.min:
        is_reserved_for = tuple_(ReliefRequest.site_id, ReliefRequest.seq).in_(_RESERVED_FOR)
        where.append(or_(ReliefRequest.requested_on >= since, LACKS, is_reserved_for, ReliefRequest.number == also))
    return sorted(_request_rows(connection, *where), key=lambda row: not row.is_open)


def request(connection: Connection, number: str) -> RequestRow:
    """Return one request.

    Raises:
        UnknownRecord: there is none of this number.
    """
    rows = _request_rows(connection, ReliefRequest.number == number.strip().upper())
    if not rows:
        raise UnknownRecord(kind=_("Request"), key=number)
    return rows[0]


def _request_rows(connection: Connection, *where: ColumnElement[bool]) -> list[RequestRow]:
    """Return requests in the order in which they are served, with their state and what they ask for."""
    progress = requests_progress(connection, select(ReliefRequest.site_id, ReliefRequest.seq).where(*where))
    columns = [getattr(ReliefRequest, name) for name in _REQUEST_FIELDS]
    order = (ReliefRequest.priority, ReliefRequest.needed_by, ReliefRequest.number)
    named = item_names(connection)
    found: list[RequestRow] = []
    for row in connection.execute(select(*columns, ReliefRequest.cancelled_seq).where(*where).order_by(*order)):
        lines = progress.get((row.site_id, row.seq), [])
        state = request_state(lines, is_cancelled=row.cancelled_seq is not None)
        words = "、".join(f"{named[line.item_code].name} {line.asked.grouped()}" for line in lines[:ITEMS_NAMED])
        more = "…" if len(lines) > ITEMS_NAMED else ""
        values = (*row[:-1], state, words + more)
        found.append(RequestRow(*values))
    return found


def item_names(connection: Connection) -> dict[ItemCode, ItemName]:
    """Return what every item is called; the catalogue is small."""
    rows = connection.execute(select(Item.code, Item.name_zh, Item.name_en, Item.unit, Item.decimals))
    return {row.code: ItemName(*row[1:]) for row in rows}


def request_items(connection: Connection, row: RequestRow) -> list[RequestItem]:
    """Return the lines of a request, in their order."""
    named = item_names(connection)
    here = (ReliefRequestLine.site_id == row.site_id, ReliefRequestLine.seq == row.seq)
    notes = dict(connection.execute(select(ReliefRequestLine.line, ReliefRequestLine.note).where(*here)).all())
    return [
        RequestItem(line, named[line.item_code], notes[line.line])
        for line in request_progress(connection, row.site_id, row.seq)
    ]


# --- orders ----------------------------------------------------------------------------------------------------------

_OF_REQUEST = and_(ReliefRequest.site_id == ReliefOrder.site_id, ReliefRequest.seq == ReliefOrder.request_seq)
_ORDER_FIELDS = ("receiver", "vehicle", "driver", "ordered_on", "expected_on", "note", "actor", "release_reason")


def _orders() -> Select[Any]:
    """Select orders with what they reserve and what is handed over, newest first."""
    fields = [getattr(ReliefOrder, name) for name in _ORDER_FIELDS]
    head = (
        ReliefOrder.site_id,
        ReliefOrder.seq,
        ReliefOrder.number,
        ReliefRequest.number.label("request"),
        ReliefRequest.incident,
        ReliefRequest.requester,
        *fields,
        ReliefOrder.released_seq,
    )
    of_order = and_(Claim.site_id == ReliefOrder.site_id, Claim.of_seq == ReliefOrder.seq)
    left = func.sum(Claim.left_quantity)
    return (
        select(*head, left, func.sum(Claim.quantity) - left)
        .join(ReliefRequest, _OF_REQUEST)
        .join(Claim, of_order)
        .group_by(*head)
        .order_by(ReliefOrder.ordered_on.desc(), ReliefOrder.number.desc())
    )


def orders(
    connection: Connection,
    *,
    incident: str = "",
    request: str = "",
    depot: DepotCode | None = None,
    since: date = date.min,
    also: str = "",
) -> list[OrderRow]:
    """Return the orders: those that still reserve something first, then the newest.

    Args:
        connection: reads.
        incident: only those of this incident.
        request: only those for this request.
        depot: only those that this depot carries out.
        since: settled ones only from this day on; what still reserves something is always there.
        also: the number of one that is wanted however old it is.
    """
    where: list[ColumnElement[bool]] = []
    if incident:
        where.append(ReliefRequest.incident == incident)
    if request:
        where.append(ReliefRequest.number == request)
    key = tuple_(ReliefOrder.site_id, ReliefOrder.seq)
    if depot is not None:
        lines = select(ReliefOrderLine.site_id, ReliefOrderLine.seq).where(ReliefOrderLine.depot_code == depot)
        where.append(key.in_(lines))
    if since > date.min:
        where.append(or_(ReliefOrder.ordered_on >= since, key.in_(_RESERVING), ReliefOrder.number == also))
    return sorted(_order_rows(connection, *where), key=lambda row: not row.is_open)


def order(connection: Connection, number: str) -> OrderRow:
    """Return one order.

    Raises:
        UnknownRecord: there is none of this number.
    """
    rows = _order_rows(connection, ReliefOrder.number == number.strip().upper())
    if not rows:
        raise UnknownRecord(kind=_("Order"), key=number)
    return rows[0]


def _order_rows(connection: Connection, *where: ColumnElement[bool]) -> list[OrderRow]:
    """Return orders with their state and depots."""
    keys = select(ReliefOrder.site_id, ReliefOrder.seq).join(ReliefRequest, _OF_REQUEST).where(*where)
    columns = (ReliefOrderLine.site_id, ReliefOrderLine.seq, ReliefOrderLine.depot_code)
    in_them = tuple_(ReliefOrderLine.site_id, ReliefOrderLine.seq).in_(keys)
    depots: dict[RequestKey, list[DepotCode]] = {}
    for site, seq, depot in connection.execute(select(*columns).where(in_them).distinct().order_by(*columns)):
        depots.setdefault((site, seq), []).append(depot)
    found: list[OrderRow] = []
    for row in connection.execute(_orders().where(*where)):
        left, handed = Quantity(int(row[-2])), Quantity(int(row[-1]))
        state = order_state(left, handed, is_released=row.released_seq is not None)
        values = (*row[:-3], state, tuple(depots[row.site_id, row.seq]))
        found.append(OrderRow(*values))
    return found


def order_items(connection: Connection, row: OrderRow) -> list[OrderItem]:
    """Return the lines of an order: what it ordered, what is handed over, and what it still reserves."""
    of_line = and_(
        Claim.site_id == ReliefOrderLine.site_id,
        Claim.of_seq == ReliefOrderLine.seq,
        Claim.of_line == ReliefOrderLine.line,
    )
    statement = (
        select(
            ReliefOrderLine.line,
            ReliefOrderLine.request_line,
            ReliefOrderLine.depot_code,
            Depot.name,
            Lot.item_code,
            Item.name_zh,
            Item.name_en,
            Item.unit,
            ReliefOrderLine.lot_id,
            Lot.label_code,
            Lot.expires_on,
            ReliefOrderLine.quantity,
            Claim.quantity - Claim.left_quantity,
            Claim.left_quantity,
        )
        .join(Claim, of_line)
        .join(Depot, Depot.code == ReliefOrderLine.depot_code)
        .join(Lot, and_(Lot.site_id == ReliefOrderLine.site_id, Lot.lot_id == ReliefOrderLine.lot_id))
        .join(Item, Item.code == Lot.item_code)
        .where(ReliefOrderLine.site_id == row.site_id, ReliefOrderLine.seq == row.seq)
        .order_by(ReliefOrderLine.line)
    )
    return [_order_item(row) for row in connection.execute(statement)]


def _order_item(row: Any) -> OrderItem:  # noqa: ANN401 - a database row
    """Return a line of an order with exact quantities."""
    values = (*row[:11], *(Quantity(int(quantity)) for quantity in row[11:]))
    return OrderItem(*values)

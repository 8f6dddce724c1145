"""How far requests and orders are: it follows from the claims, which shrink as the stock movements hand goods over."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from sqlalchemy import Connection, Select, and_, func, select, tuple_

from supplies.models.open_items import Claim
from supplies.models.relief import ReliefOrder, ReliefOrderLine, ReliefRequest, ReliefRequestLine
from supplies.relief.words import OrderState, RequestState
from supplies.stock.lookups import chunks
from supplies.values import NO_QUANTITY, DepotCode, ItemCode, LotId, Quantity, SiteId


@dataclass(frozen=True, slots=True)
class LineProgress:
    """A line of a request: what was asked, what is ordered and not released, and what of that is handed over."""

    line: int
    item_code: ItemCode
    asked: Quantity
    ordered: Quantity
    handed: Quantity

    @property
    def missing(self) -> Quantity:
        """Return what is still to be ordered."""
        return max(NO_QUANTITY, self.asked - self.ordered)


@dataclass(frozen=True, slots=True)
class OrderedLine:
    """A line of an order: what it named, what of that it still reserves, and what is handed over."""

    line: int
    request_line: int
    depot_code: DepotCode
    lot_id: LotId
    quantity: Quantity
    left: Quantity
    handed: Quantity


_CLAIM_OF_LINE = and_(
    Claim.site_id == ReliefOrderLine.site_id,
    Claim.of_seq == ReliefOrderLine.seq,
    Claim.of_line == ReliefOrderLine.line,
)


RequestKey: TypeAlias = tuple[SiteId, int]


def request_progress(connection: Connection, site_id: SiteId, seq: int) -> list[LineProgress]:
    """Return how far each line of a request is, in their order."""
    one = select(ReliefRequest.site_id, ReliefRequest.seq).where(
        ReliefRequest.site_id == site_id, ReliefRequest.seq == seq
    )
    return requests_progress(connection, one).get((site_id, seq), [])


def requests_progress(connection: Connection, wanted: Select[*tuple[Any, ...]]) -> dict[RequestKey, list[LineProgress]]:
    """Return how far each line of some requests is; a few questions, however many requests there are.

    Args:
        connection: reads.
        wanted: selects the site and the entry of each request.
    """
    these = wanted.subquery("these")
    of_request = and_(ReliefRequestLine.site_id == these.c.site_id, ReliefRequestLine.seq == these.c.seq)
    lines = (
        select(
            ReliefRequestLine.site_id,
            ReliefRequestLine.seq,
            ReliefRequestLine.line,
            ReliefRequestLine.item_code,
            ReliefRequestLine.quantity,
        )
        .join(these, of_request)
        .order_by(ReliefRequestLine.site_id, ReliefRequestLine.seq, ReliefRequestLine.line)
    )
    sums = _ordered(connection, wanted)
    found: dict[RequestKey, list[LineProgress]] = {}
    for site, seq, line, item, asked in connection.execute(lines):
        much, out = sums.get((site, seq, line), (0, 0))
        progress = LineProgress(line, item, Quantity(asked), Quantity(much), Quantity(out))
        found.setdefault((site, seq), []).append(progress)
    return found


def _ordered(
    connection: Connection, wanted: Select[*tuple[Any, ...]]
) -> dict[tuple[SiteId, int, int], tuple[int, int]]:
    """Return how much is ordered and handed over of each line of some requests, in thousandths.

    The orders are found first: SQLite, which does not know how few they are, would begin with all lines of all orders.
    """
    these = wanted.subquery("these")
    of_these = and_(ReliefOrder.site_id == these.c.site_id, ReliefOrder.request_seq == these.c.seq)
    found = connection.execute(
        select(ReliefOrder.site_id, ReliefOrder.seq, ReliefOrder.request_seq).join(these, of_these)
    )
    request_of = {(site, seq): request_seq for site, seq, request_seq in found}
    key = (ReliefOrderLine.site_id, ReliefOrderLine.seq, ReliefOrderLine.request_line)
    sums: dict[tuple[SiteId, int, int], tuple[int, int]] = {}
    for some in chunks(request_of):
        statement = (
            select(*key, func.sum(Claim.quantity), func.sum(Claim.quantity - Claim.left_quantity))
            .join(Claim, _CLAIM_OF_LINE)
            .where(tuple_(ReliefOrderLine.site_id, ReliefOrderLine.seq).in_(some))
            .group_by(*key)
        )
        for site, seq, line, much, out in connection.execute(statement):
            of_line = site, request_of[site, seq], line
            before = sums.get(of_line, (0, 0))
            sums[of_line] = before[0] + int(much), before[1] + int(out)
    return sums


def order_progress(connection: Connection, site_id: SiteId, seq: int) -> list[OrderedLine]:
    """Return how far each line of an order is, in their order."""
    statement = (
        select(
            ReliefOrderLine.line,
            ReliefOrderLine.request_line,
            ReliefOrderLine.depot_code,
            ReliefOrderLine.lot_id,
            ReliefOrderLine.quantity,
            Claim.left_quantity,
            (Claim.quantity - Claim.left_quantity).label("handed"),
        )
        .join(Claim, _CLAIM_OF_LINE)
        .where(ReliefOrderLine.site_id == site_id, ReliefOrderLine.seq == seq)
        .order_by(ReliefOrderLine.line)
    )
    return [
        OrderedLine(*row[:4], Quantity(row.quantity), Quantity(row.left_quantity), Quantity(int(row.handed)))
        for row in connection.execute(statement)
    ]


def open_orders(
    connection: Connection, *, incident: str = "", request_seq: tuple[SiteId, int] | None = None
) -> list[str]:
    """Return the numbers of the orders of an incident, or of a request, that still reserve something."""
    statement = (
        select(ReliefOrder.number)
        .join(
            ReliefRequest,
            and_(ReliefRequest.site_id == ReliefOrder.site_id, ReliefRequest.seq == ReliefOrder.request_seq),
        )
        .join(Claim, and_(Claim.site_id == ReliefOrder.site_id, Claim.of_seq == ReliefOrder.seq))
        .where(Claim.left_quantity > 0)
        .distinct()
        .order_by(ReliefOrder.number)
    )
    if incident:
        statement = statement.where(ReliefRequest.incident == incident)
    if request_seq is not None:
        statement = statement.where(ReliefRequest.site_id == request_seq[0], ReliefRequest.seq == request_seq[1])
    return list(connection.scalars(statement))


def request_state(lines: Sequence[LineProgress], *, is_cancelled: bool) -> RequestState:
    """Return how far a request is."""
    if is_cancelled:
        return RequestState.CANCELLED
    if all(line.handed >= line.asked for line in lines):
        return RequestState.HANDED_OVER
    if all(line.ordered >= line.asked for line in lines):
        return RequestState.ORDERED
    return RequestState.PARTLY_ORDERED if any(line.ordered for line in lines) else RequestState.WAITING


def order_state(left: Quantity, handed: Quantity, *, is_released: bool) -> OrderState:
    """Return how far an order is."""
    if not left:
        return OrderState.RELEASED if is_released else OrderState.HANDED_OVER
    return OrderState.PARTLY if handed else OrderState.OPEN

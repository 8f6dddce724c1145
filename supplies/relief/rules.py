"""Whether an incident, a request or an order may be recorded here and now."""

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import select

from supplies.errors import (
    DepotNotOurs,
    IncidentClosed,
    IncidentHasOrders,
    ItemRetired,
    ItemTwice,
    MoreThanRequested,
    NeededTooEarly,
    OrderedOtherItem,
    OrderLotTwice,
    OrderSettled,
    RequestCancelled,
    RequestHandedOver,
    RequestHasOrders,
    SuppliesError,
    UnknownRecord,
)
from supplies.journal.action import Context
from supplies.language import _
from supplies.models.catalogue import Item
from supplies.models.relief import Incident, ReliefOrder, ReliefRequest
from supplies.relief.actions import CancelRequest, CloseIncident, Order, OrderLine, ReleaseOrder, Request, RequestLine
from supplies.relief.progress import open_orders, order_progress, request_progress
from supplies.stock import claims, lookups
from supplies.stock.checks import Problem, check_lines, quantity_problem
from supplies.stock.claims import ClaimLine
from supplies.values import DepotCode, ItemCode, LotId, Quantity


def check_close_incident(context: Context, action: CloseIncident) -> None:
    """Refuse to close an incident that is closed, of another site, or has open orders.

    Raises:
        UnknownRecord: this site has no such incident.
        IncidentClosed: it is closed already.
        IncidentHasOrders: goods are still to be handed over.
    """
    here = (Incident.site_id == context.site_id, Incident.number == action.incident)
    row = context.connection.execute(select(Incident.closed_on).where(*here)).first()
    if row is None:
        raise UnknownRecord(kind=_("Incident"), key=action.incident)
    if row.closed_on is not None:
        raise IncidentClosed(incident=action.incident, closed=row.closed_on)
    orders = open_orders(context.connection, incident=action.incident)
    if orders:
        raise IncidentHasOrders(incident=action.incident, orders="、".join(orders))


def check_request(context: Context, action: Request) -> None:
    """Refuse a closed incident, a day before the request, and goods that are not in the catalogue.

    Raises:
        NeededTooEarly: the goods are needed before they are asked for.
        UnknownRecord: there is no such incident, or no such item.
        IncidentClosed: the incident is closed.
    """
    if action.needed_by < action.business_date:
        raise NeededTooEarly(needed=action.needed_by, date=action.business_date)
    if action.incident:
        check_open_incident(context, action.incident)
    codes = [line.item for line in action.lines]
    columns = (Item.code, Item.name_zh, Item.decimals, Item.is_retired)
    known = {row.code: row for row in context.connection.execute(select(*columns).where(Item.code.in_(codes[:1000])))}
    seen: set[ItemCode] = set()

    def problem_of(line: RequestLine) -> Problem:
        row = known.get(line.item)
        if row is None:
            return "item", UnknownRecord(kind=_("Item type"), key=line.item)
        if row.is_retired:
            return "item", ItemRetired(item=line.item)
        if line.item in seen:
            return "item", ItemTwice(item=row.name_zh)
        seen.add(line.item)
        return quantity_problem(line.quantity, row.name_zh, row.decimals)

    check_lines(action.lines, problem_of)


def check_open_incident(context: Context, number: str) -> None:
    """Refuse an incident that does not exist or is closed.

    Raises:
        UnknownRecord: there is none of this number.
        IncidentClosed: it is closed.
    """
    row = context.connection.execute(select(Incident.closed_on).where(Incident.number == number)).first()
    if row is None:
        raise UnknownRecord(kind=_("Incident"), key=number)
    if row.closed_on is not None:
        raise IncidentClosed(incident=number, closed=row.closed_on)


def _own_request(context: Context, number: str) -> int:
    """Return the entry of a request of this site; refuse one that is cancelled."""
    here = (ReliefRequest.site_id == context.site_id, ReliefRequest.number == number)
    row = context.connection.execute(select(ReliefRequest.seq, ReliefRequest.cancelled_seq).where(*here)).first()
    if row is None:
        raise UnknownRecord(kind=_("Request"), key=number)
    if row.cancelled_seq is not None:
        raise RequestCancelled(request=number)
    seq: int = row.seq
    return seq


def check_cancel_request(context: Context, action: CancelRequest) -> None:
    """Refuse to cancel a request that is cancelled, handed over, or has open orders.

    Raises:
        UnknownRecord: this site has no such request.
        RequestCancelled: it is cancelled already.
        RequestHasOrders: goods are reserved for it.
        RequestHandedOver: all of it is handed over.
    """
    seq = _own_request(context, action.request)
    orders = open_orders(context.connection, request_seq=(context.site_id, seq))
    if orders:
        raise RequestHasOrders(request=action.request, orders="、".join(orders))
    lines = request_progress(context.connection, context.site_id, seq)
    if all(line.handed >= line.asked for line in lines):
        raise RequestHandedOver(request=action.request)


def check_order(context: Context, action: Order) -> None:
    """Refuse more than the request lacks, lots of another item, and goods that are not free.

    Raises:
        UnknownRecord: this site has no such request.
        RequestCancelled: it is cancelled.
        Refused: naming each line.
    """
    seq = _own_request(context, action.request)
    missing = {line.line: line for line in request_progress(context.connection, context.site_id, seq)}
    lots = lookups.lots(context.connection, context.site_id, (line.lot_id for line in action.lines))
    taken: Counter[int] = Counter()
    seen: set[tuple[DepotCode, LotId]] = set()

    def problem_of(line: OrderLine) -> Problem:
        wanted = missing.get(line.request_line)
        if wanted is None:
            return "request_line", UnknownRecord(kind=_("Line of the request"), key=str(line.request_line))
        lot = lots.get(line.lot_id)
        if lot is None:
            return "lot_id", UnknownRecord(kind=_("Lot"), key=str(line.lot_id))
        if lot.item_code != wanted.item_code:
            return "lot_id", OrderedOtherItem(label=lot.label_code, item=wanted.item_code, line=line.request_line)
        if (line.depot, line.lot_id) in seen:
            return "lot_id", OrderLotTwice(label=lot.label_code, item=lot.item_name)
        seen.add((line.depot, line.lot_id))
        return _too_much(taken, line, wanted.missing, lot.item_name)

    for depot in {line.depot for line in action.lines}:
        _check_own_depot(context, depot)
    check_lines(action.lines, problem_of)
    claims.check(context, action.business_date, claim_lines(action.lines))


def _too_much(taken: Counter[int], line: OrderLine, missing: Quantity, item_name: str) -> Problem:
    """Return why a line orders more than the request lacks; counts it as taken if it does not."""
    left = Quantity(missing.thousandths - taken[line.request_line])
    if line.quantity > left:
        return "quantity", MoreThanRequested(wanted=line.quantity, item=item_name, missing=left)
    taken[line.request_line] += max(line.quantity.thousandths, 0)
    return None


def _check_own_depot(context: Context, depot: DepotCode) -> None:
    """Refuse a depot that does not exist or whose stock another site writes."""
    site = lookups.depot_site(context.connection, depot)
    problem: SuppliesError | None = None
    if site is None:
        problem = UnknownRecord(kind=_("Depot"), key=depot)
    elif site != context.site_id:
        problem = DepotNotOurs(depot=depot, site=site)
    if problem is not None:
        raise problem


def claim_lines(lines: Sequence[OrderLine]) -> list[ClaimLine]:
    """Return what an order reserves."""
    return [ClaimLine(depot=line.depot, lot_id=line.lot_id, quantity=line.quantity) for line in lines]


def check_release(context: Context, action: ReleaseOrder) -> None:
    """Refuse to release an order that reserves nothing any more.

    Raises:
        UnknownRecord: this site has no such order.
        OrderSettled: all of it is handed over or released.
    """
    here = (ReliefOrder.site_id == context.site_id, ReliefOrder.number == action.order)
    seq = context.connection.scalar(select(ReliefOrder.seq).where(*here))
    if seq is None:
        raise UnknownRecord(kind=_("Order"), key=action.order)
    if not any(line.left for line in order_progress(context.connection, context.site_id, seq)):
        raise OrderSettled(order=action.order)

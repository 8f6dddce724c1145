"""Whether goods may be handed out untested: idle for longer than their inspection interval, or a part has expired."""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Connection, and_, bindparam, func, select

from supplies.errors import ComponentExpired, Untested
from supplies.models.catalogue import Item, ItemComponent
from supplies.models.stock import Document, DocumentKind, Lot, Movement
from supplies.models.upkeep import Component
from supplies.prepared import Prepared
from supplies.stock import lookups
from supplies.stock.actions import StockAction
from supplies.stock.checks import Problem, Stock
from supplies.stock.lookups import LotFact
from supplies.values import LotId, SiteId


def months_later(day: date, months: int) -> date:
    """Return the same day so many months later, or the last day of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


@dataclass(slots=True)
class Readiness:
    """What of the lots of one document must be tested in between, and which of their parts age by themselves."""

    since: dict[LotId, tuple[date, int]] = field(default_factory=dict)
    """When a lot was received, tested or came back last, and its inspection interval in months."""
    parts: dict[LotId, dict[str, date]] = field(default_factory=dict)
    """When each part of an object expires."""


_TESTED = Prepared(
    select(Lot.lot_id, Lot.received_on, Lot.tested_on, Item.inspection_interval_months)
    .join(Item, Item.code == Lot.item_code)
    .where(
        Lot.site_id == bindparam("site_id"),
        Lot.lot_id.in_(bindparam("lot_ids", expanding=True)),
        Item.inspection_interval_months.is_not(None),
    )
)
_RETURNED = Prepared(
    select(Movement.lot_id, func.max(Movement.business_date))
    .join(Document, and_(Document.site_id == Movement.site_id, Document.seq == Movement.seq))
    .where(
        Movement.site_id == bindparam("site_id"),
        Movement.lot_id.in_(bindparam("lot_ids", expanding=True)),
        Document.kind == DocumentKind.RETURN,
    )
    .group_by(Movement.lot_id)
)
_USUAL_PARTS = Prepared(
    select(Lot.lot_id, ItemComponent.name, ItemComponent.life_months, func.coalesce(Lot.produced_on, Lot.received_on))
    .join(ItemComponent, ItemComponent.item_code == Lot.item_code)
    .where(Lot.site_id == bindparam("site_id"), Lot.lot_id.in_(bindparam("lot_ids", expanding=True)))
)
_PARTS_PUT_IN = Prepared(
    select(Component.lot_id, Component.name, Component.expires_on)
    .where(Component.site_id == bindparam("site_id"), Component.lot_id.in_(bindparam("lot_ids", expanding=True)))
    .order_by(Component.seq, Component.line)
)


def parts_of(connection: Connection, site_id: SiteId, lot_ids: Iterable[LotId]) -> dict[LotId, dict[str, date]]:
    """Return when the parts of some lots expire: as recorded, else by their usual life from production."""
    found: dict[LotId, dict[str, date]] = {}
    for some in lookups.chunks(set(lot_ids)):
        for lot_id, name, months, day in _USUAL_PARTS.rows(connection, site_id=site_id, lot_ids=some):
            found.setdefault(lot_id, {})[name] = months_later(day, months)
        for lot_id, name, expires in _PARTS_PUT_IN.rows(connection, site_id=site_id, lot_ids=some):
            found.setdefault(lot_id, {})[name] = expires
    return found


def _read(stock: Stock) -> Readiness:
    """Read what matters of a document's lots; once for all its lines."""
    context, wanted = stock.context, frozenset(stock.lots)
    key = ("readiness", wanted)
    if key not in context.known:
        found = Readiness(parts=parts_of(context.connection, context.site_id, wanted))
        for some in lookups.chunks(wanted):
            for lot_id, received, tested, months in _TESTED.rows(
                context.connection, site_id=context.site_id, lot_ids=some
            ):
                found.since[lot_id] = max(received, tested or received), months
        if found.since:
            _add_returns(stock, found)
        context.known[key] = found
    known: Readiness = context.known[key]
    return known


def _add_returns(stock: Stock, found: Readiness) -> None:
    """Let the interval begin anew where goods came back: they were looked at then."""
    context = stock.context
    for some in lookups.chunks(found.since):
        for lot_id, day in _RETURNED.rows(context.connection, site_id=context.site_id, lot_ids=some):
            since, months = found.since[lot_id]
            found.since[lot_id] = max(since, day), months


def test_problem(stock: Stock, lot: LotFact, day: date) -> Problem:
    """Return why a lot may not be handed out, dispatched or lent on a day before somebody has looked after it."""
    known = _read(stock)
    for name, expires in sorted(known.parts.get(lot.lot_id, {}).items()):
        if expires < day:
            error = ComponentExpired(item=lot.item_name, label=lot.label_code, component=name, expires=expires)
            return "lot_id", error
    if lot.lot_id not in known.since:
        return None
    since, months = known.since[lot.lot_id]
    due = months_later(since, months)
    return ("lot_id", Untested(item=lot.item_name, label=lot.label_code, since=since, due=due)) if due < day else None


def issue_problem(stock: Stock, lot: LotFact, action: StockAction, reason: str) -> Problem:
    """Return why a line may not hand a lot out untested; an emergency document may, and says why on the line."""
    if action.is_emergency and reason.strip():
        return None
    return test_problem(stock, lot, action.business_date)

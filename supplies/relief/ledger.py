"""What was ordered and handed over in a period, line by line, with the days of each step and what papers still lack."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, ScalarSelect, Select, and_, func, select

from supplies.language import pick
from supplies.models.catalogue import Item
from supplies.models.open_items import Claim, Debt
from supplies.models.relief import ReliefOrder, ReliefOrderLine, ReliefRequest
from supplies.models.stock import Depot, Document, DocumentKind, Lot
from supplies.values import DepotCode, ItemCode, Quantity


@dataclass(frozen=True, slots=True)
class HandOverRow:
    """A line of an order, and what became of it."""

    incident: str
    order: str
    depot_name: str
    requester: str
    receiver: str
    item_code: ItemCode
    name_zh: str
    name_en: str
    unit: str
    ordered: Quantity
    handed: Quantity
    ordered_on: date
    expected_on: date | None
    handed_on: date | None
    """The last day on which goods left for it."""
    debts: int
    """How many papers of its documents are still owed."""

    @property
    def name(self) -> str:
        """Return the item's name in the reader's language."""
        return pick(self.name_zh, self.name_en)


def hand_overs(
    connection: Connection, *, first: date | None = None, last: date | None = None, depot: DepotCode | None = None
) -> list[HandOverRow]:
    """Return the lines of all orders given in a period, by incident and order."""
    statement = _lines().order_by(ReliefRequest.incident, ReliefOrder.number, ReliefOrderLine.line)
    if first is not None:
        statement = statement.where(ReliefOrder.ordered_on >= first)
    if last is not None:
        statement = statement.where(ReliefOrder.ordered_on <= last)
    if depot is not None:
        statement = statement.where(ReliefOrderLine.depot_code == depot)
    return [_row(row) for row in connection.execute(statement)]


_OF_ORDER = and_(
    Document.site_id == ReliefOrder.site_id,
    Document.order_seq == ReliefOrder.seq,
    Document.depot_code == ReliefOrderLine.depot_code,
)
"""The documents of a line's depot that carry its order out."""


def _handed_on() -> ScalarSelect[Any]:
    """Return the last day on which goods left for an order."""
    left = select(func.max(Document.business_date)).where(_OF_ORDER, Document.kind == DocumentKind.ISSUE)
    return left.correlate(ReliefOrder, ReliefOrderLine).scalar_subquery()


def _debts() -> ScalarSelect[int]:
    """Return how many papers are owed for what left for an order."""
    of_document = and_(Document.site_id == Debt.site_id, Document.seq == Debt.of_seq)
    owed = select(func.count()).select_from(Debt).join(Document, of_document)
    owed = owed.where(_OF_ORDER, Debt.settled_seq.is_(None))
    return owed.correlate(ReliefOrder, ReliefOrderLine).scalar_subquery()


def _lines() -> Select[*tuple[Any, ...]]:
    """Select the lines of orders with all that is said of each."""
    line, order, request = ReliefOrderLine, ReliefOrder, ReliefRequest
    return (
        select(
            request.incident,
            order.number,
            Depot.name,
            request.requester,
            order.receiver,
            Lot.item_code,
            Item.name_zh,
            Item.name_en,
            Item.unit,
            line.quantity,
            Claim.quantity - Claim.left_quantity,
            order.ordered_on,
            order.expected_on,
            _handed_on(),
            _debts(),
        )
        .select_from(line)
        .join(order, and_(order.site_id == line.site_id, order.seq == line.seq))
        .join(request, and_(request.site_id == order.site_id, request.seq == order.request_seq))
        .join(Claim, and_(Claim.site_id == line.site_id, Claim.of_seq == line.seq, Claim.of_line == line.line))
        .join(Depot, Depot.code == line.depot_code)
        .join(Lot, and_(Lot.site_id == line.site_id, Lot.lot_id == line.lot_id))
        .join(Item, Item.code == Lot.item_code)
    )


def _row(row: Any) -> HandOverRow:  # noqa: ANN401 - a database row
    """Return a line with exact quantities."""
    values = (*row[:9], Quantity(int(row[9])), Quantity(int(row[10])), *row[11:])
    return HandOverRow(*values)

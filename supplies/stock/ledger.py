"""Writing a stock document: its head, its number, and its lines in the ledger. The database keeps the balances."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import bindparam, update

from supplies.journal.action import Context
from supplies.models.stock import Document, DocumentKind, Movement, NumberSeries
from supplies.prepared import Prepared, prepared_insert
from supplies.stock import emergencies, lookups
from supplies.stock.actions import StockAction
from supplies.stock.lookups import Held, LotFact
from supplies.values import DepotCode, ItemCode, LotId, Money, PlaceCode, Quantity

PREFIXES = {
    DocumentKind.RECEIPT: "RK",
    DocumentKind.INSPECTION: "YS",
    DocumentKind.ISSUE: "CK",
    DocumentKind.MOVE: "YK",
    DocumentKind.RETURN: "TK",
    DocumentKind.DISPATCH: "DB",
    DocumentKind.ACCEPTANCE: "JS",
    DocumentKind.LOAN: "JC",
    DocumentKind.SEND_BACK: "TH",
    DocumentKind.ROTATION: "LH",
    DocumentKind.SERVICE: "TY",
    DocumentKind.TAKE_OVER: "HZ",
    DocumentKind.ADJUSTMENT: "TZ",
    DocumentKind.WRITE_OFF: "BS",
    DocumentKind.REVERSAL: "CX",
}
"""The first letters of a number: 入库 验收 出库 移库 退库 调拨 接收 借出 退货 轮换 停用 划转 调整 报损 冲销."""

_INSERT_DOCUMENT = prepared_insert(Document)
_INSERT_MOVEMENT = prepared_insert(Movement)
_INSERT_SERIES = prepared_insert(NumberSeries)
_COUNT_UP = Prepared(
    update(NumberSeries)
    .where(
        NumberSeries.site_id == bindparam("of_site"),
        NumberSeries.depot_code == bindparam("of_depot"),
        NumberSeries.prefix == bindparam("of_prefix"),
        NumberSeries.year == bindparam("of_year"),
    )
    .values(last_number=NumberSeries.last_number + 1, seq=bindparam("by_seq"))
    .returning(NumberSeries.last_number)
)


@dataclass(frozen=True, slots=True)
class Leg:
    """One movement to be written."""

    lot_id: LotId
    item_code: ItemCode
    is_single: bool
    from_place: PlaceCode
    to_place: PlaceCode
    quantity: Quantity
    amount: Money
    reason: str = ""
    of_seq: int | None = None
    """With ``of_line``: the earlier line that this one settles."""
    of_line: int | None = None
    depot: DepotCode | None = None
    """The depot whose places these are; None is the document's own."""


@dataclass(frozen=True, slots=True)
class Route:
    """Some of a lot, from where and to where, and which earlier line it settles."""

    lot_id: LotId
    origin: PlaceCode
    goal: PlaceCode
    quantity: Quantity
    reason: str = ""
    of_seq: int | None = None
    of_line: int | None = None


class Holdings:
    """What the places hold while the lines of one document are worked out, in their order."""

    def __init__(self, held: dict[tuple[LotId, PlaceCode], Held]) -> None:
        self._held = {key: (holding.quantity.thousandths, holding.amount.fen) for key, holding in held.items()}

    def carry(self, lot: LotId, origin: PlaceCode, goal: PlaceCode, quantity: Quantity) -> Money:
        """Move a quantity and return its share of the amount, rounded down; the last to leave takes the rest."""
        on_hand, fen = self._held[lot, origin]
        share = fen * quantity.thousandths // on_hand
        self._held[lot, origin] = (on_hand - quantity.thousandths, fen - share)
        there, fen_there = self._held.get((lot, goal), (0, 0))
        self._held[lot, goal] = (there + quantity.thousandths, fen_there + share)
        return Money(share)


def read(context: Context, depot: DepotCode, lot_ids: Iterable[LotId]) -> tuple[dict[LotId, LotFact], Holdings]:
    """Read the lots of a document and what the depot's places hold of them."""
    goods = lookups.goods(context, depot, lot_ids)
    return goods.lots, Holdings(goods.held)


def carry(context: Context, action: StockAction, kind: DocumentKind, routes: Sequence[Route]) -> None:
    """Post lines that move what the depot already has, each with its share of the amount."""
    post(context, action, kind, legs_of(context, action.depot, routes))


def legs_of(context: Context, depot: DepotCode, routes: Sequence[Route]) -> list[Leg]:
    """Return the movements of what a depot already has, each with its share of the amount."""
    lots, holdings = read(context, depot, (route.lot_id for route in routes))
    legs = []
    for route in routes:
        lot = lots[route.lot_id]
        amount = holdings.carry(lot.lot_id, route.origin, route.goal, route.quantity)
        leg = Leg(
            lot.lot_id,
            lot.item_code,
            lot.is_single,
            route.origin,
            route.goal,
            route.quantity,
            amount,
            route.reason,
            route.of_seq,
            route.of_line,
            depot,
        )
        legs.append(leg)
    return legs


def post(context: Context, action: StockAction, kind: DocumentKind, legs: Sequence[Leg], **more: Any) -> None:  # noqa: ANN401
    """Write the document of an action, and what it owes.

    Args:
        context: where it is posted.
        action: what stands on its paper.
        kind: what it is.
        legs: its lines.
        more: columns of the head that only some documents have, such as ``peer_depot``.
    """
    values = {
        "depot_code": action.depot,
        "counterparty": action.counterparty,
        "paper_number": action.paper_number,
        "incident": action.incident,
        "note": action.note,
        "receiver": action.receiver,
        "vehicle": action.vehicle,
        "peer_depot": None,
        "due_on": action.due_on,
        "paper_date": action.paper_date,
        "order_seq": action.order,
        "is_emergency": action.is_emergency,
        "reverses_seq": None,
    }
    write(context, action.business_date, kind, values | more, legs)
    emergencies.write(context, action)


def write(
    context: Context, business_date: date, kind: DocumentKind, values: dict[str, Any], legs: Sequence[Leg]
) -> None:
    """Write a document's head and its movements."""
    depot = values["depot_code"]
    head = {
        "site_id": context.site_id,
        "seq": context.seq,
        "number": next_number(context, depot, PREFIXES[kind], business_date.year),
        "kind": kind,
        "business_date": business_date,
        "recorded_at": context.recorded_at,
        "actor": context.actor,
        "prepared_by": context.prepared_by,
        "line_count": len(legs),
    }
    _INSERT_DOCUMENT.run(context.connection, head | values)
    rows = [
        {
            "site_id": context.site_id,
            "seq": context.seq,
            "line": number,
            "depot_code": leg.depot or depot,
            "item_code": leg.item_code,
            "lot_id": leg.lot_id,
            "is_single": leg.is_single,
            "from_place": leg.from_place,
            "to_place": leg.to_place,
            "quantity": leg.quantity.thousandths,
            "amount_fen": leg.amount.fen,
            "business_date": business_date,
            "reason": leg.reason,
            "of_seq": leg.of_seq,
            "of_line": leg.of_line,
        }
        for number, leg in enumerate(legs, 1)
    ]
    _INSERT_MOVEMENT.run(context.connection, *rows)


def next_number(context: Context, depot: DepotCode, prefix: str, year: int) -> str:
    """Count a depot's papers of one kind and year up, and return the number that people see.

    A number given after a restore carries the epoch, for the ones given before it may stand on paper somewhere.
    """
    series = {"of_site": context.site_id, "of_depot": depot, "of_prefix": prefix, "of_year": year}
    number = _COUNT_UP.scalar(context.connection, **series, by_seq=context.seq)
    if number is None:
        number = 1
        key = {"site_id": context.site_id, "depot_code": depot, "prefix": prefix, "year": year}
        _INSERT_SERIES.run(context.connection, {**key, "last_number": number, "seq": context.seq})
    epoch = f"E{context.epoch}" if context.epoch > 1 else ""
    return f"{prefix}-{depot}-{year}{epoch}-{number:06d}"

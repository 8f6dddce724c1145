"""What follows from stock actions: a document, its movements, and new lots. The database keeps the balances."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import bindparam, select, update

from supplies.journal.action import Context
from supplies.models.stock import Document, DocumentKind, Lot, Movement, NumberSeries, Origin, PlaceKind
from supplies.prepared import Prepared, prepared_insert
from supplies.scanning.label_code import lot_code, object_code
from supplies.stock import lookups
from supplies.stock.actions import (
    Adjust,
    Issue,
    LotLine,
    Move,
    ReceiptLine,
    Receive,
    Return,
    Reverse,
    StockAction,
    WriteOff,
)
from supplies.stock.lookups import COUNT_DIFFERENCE, ISSUED, LOST, OUTSIDE, Held, LotFact
from supplies.stock.worth import unit_price_e4, worth
from supplies.values import DepotCode, ItemCode, LotId, Money, PlaceCode, Quantity

PREFIXES = {
    DocumentKind.RECEIPT: "RK",
    DocumentKind.ISSUE: "CK",
    DocumentKind.MOVE: "YK",
    DocumentKind.RETURN: "TK",
    DocumentKind.ADJUSTMENT: "TZ",
    DocumentKind.WRITE_OFF: "BS",
    DocumentKind.REVERSAL: "CX",
}
"""The first letters of a document's number: 入库 出库 移库 退库 调整 报损 冲销."""

_ORIGIN_PLACES = {
    Origin.PURCHASE: PlaceKind.SUPPLIER,
    Origin.DONATION: PlaceKind.DONOR,
    Origin.ALLOTMENT: PlaceKind.SUPERIOR,
}


_INSERT_LOT = prepared_insert(Lot)
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


class _Holdings:
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


def receive(context: Context, action: Receive) -> None:
    """Write a lot for each line and bring it in."""
    source = OUTSIDE[_ORIGIN_PLACES[action.origin]][0]
    rows = [_lot_row(context, action, number, line) for number, line in enumerate(action.lines, 1)]
    _INSERT_LOT.run(context.connection, *rows)
    legs = [
        Leg(line.lot_id, line.item, bool(line.serial_no), source, line.place, line.quantity, line.amount)
        for line in action.lines
    ]
    _post(context, action, DocumentKind.RECEIPT, legs)


def _lot_row(context: Context, action: Receive, number: int, line: ReceiptLine) -> dict[str, Any]:
    """Return the row of the lot that a receipt line makes."""
    make_code = object_code if line.serial_no else lot_code
    return {
        "site_id": context.site_id,
        "lot_id": line.lot_id,
        "item_code": line.item,
        "label_code": make_code(context.site_id, context.epoch, context.seq, number),
        "batch_no": line.batch_no,
        "serial_no": line.serial_no or None,
        "is_single": bool(line.serial_no),
        "origin": action.origin,
        "received_on": action.business_date,
        "produced_on": line.produced_on,
        "expires_on": line.expires_on,
        "owner": line.owner,
        "manager": line.manager,
        "supplier": action.supplier,
        "appropriation_id": line.appropriation_id,
        "unit_price_e4": unit_price_e4(line.amount, line.quantity),
        "is_void": False,
        "seq": context.seq,
    }


def issue(context: Context, action: Issue) -> None:
    """Hand the lines out."""
    _carry(context, action, DocumentKind.ISSUE, [(line, line.place, ISSUED) for line in action.lines])


def write_off(context: Context, action: WriteOff) -> None:
    """Take the lines off the books."""
    _carry(context, action, DocumentKind.WRITE_OFF, [(line, line.place, LOST) for line in action.lines])


def take_back(context: Context, action: Return) -> None:
    """Bring the lines back from those they were issued to."""
    _carry(context, action, DocumentKind.RETURN, [(line, ISSUED, line.place) for line in action.lines])


def move(context: Context, action: Move) -> None:
    """Move the lines between places."""
    routes = [
        (LotLine(lot_id=line.lot_id, place=line.place, quantity=line.quantity), line.place, line.to_place)
        for line in action.lines
    ]
    _carry(context, action, DocumentKind.MOVE, routes)


def _carry(
    context: Context, action: StockAction, kind: DocumentKind, routes: Sequence[tuple[LotLine, PlaceCode, PlaceCode]]
) -> None:
    """Post lines that move what the depot already has, each with its share of the amount."""
    lots, holdings = _read(context, action.depot, (line.lot_id for line, _origin, _goal in routes))
    legs = []
    for line, origin, goal in routes:
        lot = lots[line.lot_id]
        amount = holdings.carry(lot.lot_id, origin, goal, line.quantity)
        legs.append(Leg(lot.lot_id, lot.item_code, lot.is_single, origin, goal, line.quantity, amount, line.reason))
    _post(context, action, kind, legs)


def _read(context: Context, depot: DepotCode, lot_ids: Iterable[LotId]) -> tuple[dict[LotId, LotFact], _Holdings]:
    """Read the lots of a document and what the depot's places hold of them."""
    goods = lookups.goods(context, depot, lot_ids)
    return goods.lots, _Holdings(goods.held)


def adjust(context: Context, action: Adjust) -> None:
    """Move each difference out of the place, or into it at the lot's unit price."""
    lots, holdings = _read(context, action.depot, (line.lot_id for line in action.lines))
    legs = []
    for line in action.lines:
        lot = lots[line.lot_id]
        if line.counted < line.book:
            origin, goal, quantity = line.place, COUNT_DIFFERENCE, line.book - line.counted
            amount = holdings.carry(lot.lot_id, origin, goal, quantity)
        else:
            origin, goal, quantity = COUNT_DIFFERENCE, line.place, line.counted - line.book
            amount = worth(quantity, lot.unit_price_e4)
        legs.append(Leg(lot.lot_id, lot.item_code, lot.is_single, origin, goal, quantity, amount, line.reason))
    _post(context, action, DocumentKind.ADJUSTMENT, legs)


def reverse(context: Context, action: Reverse) -> None:
    """Write the mirror of a document, line by line."""
    original = (Document.site_id == context.site_id) & (Document.seq == action.reverses_seq)
    head = context.connection.execute(select(Document).where(original)).mappings().one()
    statement = select(Movement).where(Movement.site_id == context.site_id, Movement.seq == action.reverses_seq)
    lines = context.connection.execute(statement.order_by(Movement.line)).mappings().all()
    legs = [
        Leg(
            line["lot_id"],
            line["item_code"],
            line["is_single"],
            line["to_place"],
            line["from_place"],
            Quantity(line["quantity"]),
            Money(line["amount_fen"]),
            action.reason,
        )
        for line in lines
    ]
    if head["kind"] is DocumentKind.RECEIPT:
        made = (Lot.site_id == context.site_id) & Lot.lot_id.in_([leg.lot_id for leg in legs])
        context.connection.execute(update(Lot).where(made).values(is_void=True, seq=context.seq))
    values = {name: head[name] for name in ("depot_code", "counterparty", "paper_number", "incident")}
    values |= {"note": action.reason, "reverses_seq": action.reverses_seq}
    _write(context, action.business_date, DocumentKind.REVERSAL, values, legs)


def _post(context: Context, action: StockAction, kind: DocumentKind, legs: Sequence[Leg]) -> None:
    """Write the document of an action."""
    values = {
        "depot_code": action.depot,
        "counterparty": action.counterparty,
        "paper_number": action.paper_number,
        "incident": action.incident,
        "note": action.note,
        "reverses_seq": None,
    }
    _write(context, action.business_date, kind, values, legs)


def _write(
    context: Context, business_date: date, kind: DocumentKind, values: dict[str, Any], legs: Sequence[Leg]
) -> None:
    """Write a document's head and its movements."""
    depot = values["depot_code"]
    head = {
        "site_id": context.site_id,
        "seq": context.seq,
        "number": _next_number(context, depot, kind, business_date.year),
        "kind": kind,
        "business_date": business_date,
        "recorded_at": context.recorded_at,
        "actor": context.actor,
        "line_count": len(legs),
    }
    _INSERT_DOCUMENT.run(context.connection, head | values)
    rows = [
        {
            "site_id": context.site_id,
            "seq": context.seq,
            "line": number,
            "depot_code": depot,
            "item_code": leg.item_code,
            "lot_id": leg.lot_id,
            "is_single": leg.is_single,
            "from_place": leg.from_place,
            "to_place": leg.to_place,
            "quantity": leg.quantity.thousandths,
            "amount_fen": leg.amount.fen,
            "business_date": business_date,
            "reason": leg.reason,
        }
        for number, leg in enumerate(legs, 1)
    ]
    _INSERT_MOVEMENT.run(context.connection, *rows)


def _next_number(context: Context, depot: DepotCode, kind: DocumentKind, year: int) -> str:
    """Count a depot's documents of one kind and year up, and return the number that people see.

    A number given after a restore carries the epoch, for the ones given before it may stand on paper somewhere.
    """
    prefix = PREFIXES[kind]
    series = {"of_site": context.site_id, "of_depot": depot, "of_prefix": prefix, "of_year": year}
    number = _COUNT_UP.scalar(context.connection, **series, by_seq=context.seq)
    if number is None:
        number = 1
        key = {"site_id": context.site_id, "depot_code": depot, "prefix": prefix, "year": year}
        _INSERT_SERIES.run(context.connection, {**key, "last_number": number, "seq": context.seq})
    epoch = f"E{context.epoch}" if context.epoch > 1 else ""
    return f"{prefix}-{depot}-{year}{epoch}-{number:06d}"

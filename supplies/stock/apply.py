"""What follows from the common stock actions: documents with their lines, new lots, and claims that are met."""

from collections import Counter
from typing import Any

from sqlalchemy import select, update

from supplies.journal.action import Context
from supplies.models.stock import Document, DocumentKind, Lot, Movement, Origin, PlaceKind
from supplies.prepared import prepared_insert
from supplies.scanning.label_code import lot_code, object_code
from supplies.stock import claims, disposal, emergencies, held, incoming, ledger, lookups
from supplies.stock.actions import (
    Adjust,
    Into,
    Issue,
    Move,
    ReceiptLine,
    Receive,
    Reverse,
    StockAction,
    WriteOff,
)
from supplies.stock.ledger import Leg, Route
from supplies.stock.lookups import COUNT_DIFFERENCE, ISSUED, LOST, OUTSIDE, USED, part_of
from supplies.stock.worth import unit_price_e4, worth
from supplies.values import LotId, Money, PlaceCode, Quantity

_ORIGIN_PLACES = {
    Origin.PURCHASE: PlaceKind.SUPPLIER,
    Origin.DONATION: PlaceKind.DONOR,
    Origin.ALLOTMENT: PlaceKind.SUPERIOR,
    Origin.ROTATION: PlaceKind.SUPPLIER,
    Origin.OTHER: PlaceKind.SUPERIOR,
}

_INSERT_LOT = prepared_insert(Lot)


def receive(context: Context, action: Receive) -> None:
    """Write a lot for each line and bring it in."""
    source = OUTSIDE[_ORIGIN_PLACES[action.origin]]
    rows = [_lot_row(context, action, number, line) for number, line in enumerate(action.lines, 1)]
    _INSERT_LOT.run(context.connection, *rows)
    legs = [
        Leg(
            line.lot_id,
            line.item,
            bool(line.serial_no),
            source,
            goal_of(line.place, action.into),
            line.quantity,
            line.amount,
            of_seq=None if line.of_line is None else action.rotation,
            of_line=line.of_line,
        )
        for line in action.lines
    ]
    ledger.post(context, action, DocumentKind.RECEIPT, legs)
    incoming.write_detail(context, action)


def goal_of(place: PlaceCode, into: Into) -> PlaceCode:
    """Return where at a storage location goods are put that are taken in as what they are."""
    return place if into is Into.ON_HAND else part_of(place, PlaceKind(into))


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
        "is_consumable": line.is_consumable,
        "tested_on": None,
        "days_used": 0,
        "service_from": None,
        "is_void": False,
        "seq": context.seq,
    }


def issue(context: Context, action: Issue) -> None:
    """Hand the lines out: what is used up is gone, the rest is to come back. What the order held is met."""
    lots = lookups.goods(context, action.depot, (line.lot_id for line in action.lines)).lots
    routes = [
        Route(
            line.lot_id,
            line.place,
            USED if lots[line.lot_id].is_consumable else ISSUED,
            line.quantity,
            line.reason,
        )
        for line in action.lines
    ]
    ledger.carry(context, action, DocumentKind.ISSUE, routes)
    meet_order(context, action, routes)


def meet_order(context: Context, action: StockAction, routes: list[Route]) -> None:
    """Count what leaves against what the order holds."""
    if action.order is not None:
        taken: Counter[LotId] = Counter()
        for route in routes:
            taken[route.lot_id] += route.quantity.thousandths
        claims.consume(context, action.order, action.depot, taken)


def write_off(context: Context, action: WriteOff) -> None:
    """Take the lines off the books."""
    routes = [Route(line.lot_id, line.place, LOST, line.quantity, line.reason) for line in action.lines]
    ledger.carry(context, action, DocumentKind.WRITE_OFF, routes)
    disposal.write_appraisal(context, action)


def move(context: Context, action: Move) -> None:
    """Move the lines between places."""
    routes = [Route(line.lot_id, line.place, line.to_place, line.quantity) for line in action.lines]
    ledger.carry(context, action, DocumentKind.MOVE, routes)


# --- counts and reversals --------------------------------------------------------------------------------------------


def adjust(context: Context, action: Adjust) -> None:
    """Move each difference out of the place, or into it; what comes from nowhere is worth the lot's unit price."""
    lot_ids = [line.lot_id for line in action.lines]
    lots, holdings = ledger.read(context, action.depot, lot_ids)
    held_before = lookups.goods(context, action.depot, lot_ids).held
    legs = []
    for line in action.lines:
        lot = lots[line.lot_id]
        if line.counted < line.book:
            origin, goal, quantity = line.place, COUNT_DIFFERENCE, line.book - line.counted
            amount = holdings.carry(lot.lot_id, origin, goal, quantity)
        else:
            origin = lookups.comes_from(lot, held_before, COUNT_DIFFERENCE)
            goal, quantity = line.place, line.counted - line.book
            is_back = origin != COUNT_DIFFERENCE
            amount = (
                holdings.carry(lot.lot_id, origin, goal, quantity) if is_back else worth(quantity, lot.unit_price_e4)
            )
        legs.append(Leg(lot.lot_id, lot.item_code, lot.is_single, origin, goal, quantity, amount, line.reason))
    ledger.post(context, action, DocumentKind.ADJUSTMENT, legs)


_KEPT = ("depot_code", "counterparty", "paper_number", "incident", "peer_depot", "order_seq")
"""What a reversal takes over from the document that it reverses."""


def reverse(context: Context, action: Reverse) -> None:
    """Write the mirror of a document, line by line; what its order held is held again."""
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
            line["of_seq"] or line["seq"],
            line["of_line"] or line["line"],
            line["depot_code"],
        )
        for line in lines
    ]
    if head["kind"] is DocumentKind.RECEIPT:
        made = (Lot.site_id == context.site_id) & Lot.lot_id.in_([leg.lot_id for leg in legs])
        context.connection.execute(update(Lot).where(made).values(is_void=True, seq=context.seq))
    if head["kind"] is DocumentKind.TAKE_OVER:
        held.restore_owners(context, action.reverses_seq)
    if head["order_seq"] is not None:
        back: Counter[LotId] = Counter()
        for leg in legs:
            back[leg.lot_id] += leg.quantity.thousandths
        claims.restore(context, head["order_seq"], head["depot_code"], back)
    values = {name: head[name] for name in _KEPT} | {"note": action.reason, "reverses_seq": action.reverses_seq}
    blank = {"receiver": "", "vehicle": "", "due_on": None, "paper_date": None, "is_emergency": False}
    ledger.write(context, action.business_date, DocumentKind.REVERSAL, values | blank, legs)
    emergencies.take_back(context, action.reverses_seq)

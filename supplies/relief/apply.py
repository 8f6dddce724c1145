"""What follows from incidents, requests and orders. An order's goods are reserved by the stock room's claims."""

from sqlalchemy import insert, select, update

from supplies.journal.action import Context
from supplies.models.relief import (
    Incident,
    ReliefOrder,
    ReliefOrderLine,
    ReliefRequest,
    ReliefRequestLine,
)
from supplies.relief.actions import CancelRequest, CloseIncident, OpenIncident, Order, ReleaseOrder, Request
from supplies.relief.numbers import INCIDENT, ORDER, REQUEST, next_number
from supplies.relief.progress import request_progress
from supplies.relief.rules import claim_lines
from supplies.stock import claims


def open_incident(context: Context, action: OpenIncident) -> None:
    """Write the incident under its number."""
    row = {
        "site_id": context.site_id,
        "seq": context.seq,
        "number": next_number(context, INCIDENT, action.business_date),
        "kind": action.kind,
        "title": action.title,
        "disaster": action.disaster,
        "level": action.level,
        "place": action.place,
        "started_on": action.started_on,
        "note": action.note,
        "actor": context.actor,
        "closed_seq": None,
        "closed_on": None,
    }
    context.connection.execute(insert(Incident), row)


def close_incident(context: Context, action: CloseIncident) -> None:
    """Write the day on which the incident was closed."""
    here = (Incident.site_id == context.site_id, Incident.number == action.incident)
    values = {"closed_seq": context.seq, "closed_on": action.business_date}
    context.connection.execute(update(Incident).where(*here).values(values))


def request(context: Context, action: Request) -> None:
    """Write the request and its lines."""
    row = {
        "site_id": context.site_id,
        "seq": context.seq,
        "number": next_number(context, REQUEST, action.business_date),
        "incident": action.incident,
        "requester": action.requester,
        "contact": action.contact,
        "place": action.place,
        "requested_on": action.business_date,
        "needed_by": action.needed_by,
        "priority": action.priority,
        "note": action.note,
        "actor": context.actor,
        "cancelled_seq": None,
        "cancel_reason": "",
        "ordered_seq": None,
    }
    context.connection.execute(insert(ReliefRequest), row)
    lines = [
        {
            "site_id": context.site_id,
            "seq": context.seq,
            "line": number,
            "item_code": line.item,
            "quantity": line.quantity.thousandths,
            "note": line.note,
        }
        for number, line in enumerate(action.lines, 1)
    ]
    context.connection.execute(insert(ReliefRequestLine), lines)


def cancel_request(context: Context, action: CancelRequest) -> None:
    """Write why the request was given up."""
    here = (ReliefRequest.site_id == context.site_id, ReliefRequest.number == action.request)
    values = {"cancelled_seq": context.seq, "cancel_reason": action.reason}
    context.connection.execute(update(ReliefRequest).where(*here).values(values))


def order(context: Context, action: Order) -> None:
    """Write the order and its lines, and reserve what they name."""
    here = (ReliefRequest.site_id == context.site_id, ReliefRequest.number == action.request)
    found = context.connection.execute(select(ReliefRequest.seq, ReliefRequest.needed_by).where(*here)).one()
    number = next_number(context, ORDER, action.business_date)
    row = {
        "site_id": context.site_id,
        "seq": context.seq,
        "number": number,
        "request_seq": found.seq,
        "receiver": action.receiver,
        "vehicle": action.vehicle,
        "driver": action.driver,
        "ordered_on": action.business_date,
        "expected_on": action.expected_on,
        "note": action.note,
        "actor": context.actor,
        "released_seq": None,
        "release_reason": "",
    }
    context.connection.execute(insert(ReliefOrder), row)
    lines = [
        {
            "site_id": context.site_id,
            "seq": context.seq,
            "line": at,
            "request_line": line.request_line,
            "depot_code": line.depot,
            "lot_id": line.lot_id,
            "quantity": line.quantity.thousandths,
        }
        for at, line in enumerate(action.lines, 1)
    ]
    context.connection.execute(insert(ReliefOrderLine), lines)
    claims.write(context, number, action.expected_on or found.needed_by, claim_lines(action.lines))
    _note_what_lacks(context, found.seq)


def _note_what_lacks(context: Context, request_seq: int) -> None:
    """Note on a request whether something is still to be ordered, so that the open ones are found among the many."""
    lines = request_progress(context.connection, context.site_id, request_seq)
    values = {"ordered_seq": None if any(line.missing for line in lines) else context.seq}
    here = (ReliefRequest.site_id == context.site_id, ReliefRequest.seq == request_seq)
    context.connection.execute(update(ReliefRequest).where(*here).values(values))


def release_order(context: Context, action: ReleaseOrder) -> None:
    """Write why the rest of the order is not handed over, and let it go."""
    here = (ReliefOrder.site_id == context.site_id, ReliefOrder.number == action.order)
    found = context.connection.execute(select(ReliefOrder.seq, ReliefOrder.request_seq).where(*here)).one()
    values = {"released_seq": context.seq, "release_reason": action.reason}
    context.connection.execute(update(ReliefOrder).where(*here).values(values))
    claims.release(context, found.seq)
    _note_what_lacks(context, found.request_seq)

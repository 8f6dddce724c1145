"""What follows from a promise: rows of its own, none of them of stock."""

from sqlalchemy import insert, select, update

from supplies.agreements.actions import CallOff, Conclude, End, Verify
from supplies.journal.action import Context
from supplies.models import agreements as tables
from supplies.models.agreements import Agreement, AgreementLine, CallOffLine

CALL_PREFIX = "QY"
"""The first letters of a call's number: 启用."""


def conclude(context: Context, action: Conclude) -> None:
    """Write the agreement with its lines."""
    key = {"site_id": context.site_id, "seq": context.seq}
    values = {
        "number": action.number,
        "kind": action.kind,
        "enterprise": action.enterprise,
        "hours": action.hours,
        "price_formula": action.price_formula,
        "legal_base": action.legal_base,
        "starts_on": action.starts_on,
        "ends_on": action.ends_on,
        "note": action.note,
        "verified_on": None,
        "verified_by": None,
        "ended_seq": None,
        "ended_on": None,
        "end_reason": "",
    }
    context.connection.execute(insert(Agreement), key | values)
    lines = [
        {**key, "item_code": line.item, "quantity": line.quantity.thousandths, "available": None}
        for line in action.lines
    ]
    context.connection.execute(insert(AgreementLine), lines)


def verify(context: Context, action: Verify) -> None:
    """Write when it was verified, by whom, and what was found of each line."""
    seq = _seq_of(context, action.agreement)
    here = (Agreement.site_id == context.site_id) & (Agreement.seq == seq)
    seen = {"verified_on": action.business_date, "verified_by": context.actor}
    context.connection.execute(update(Agreement).where(here).values(seen))
    for line in action.lines:
        of_item = (
            AgreementLine.site_id == context.site_id,
            AgreementLine.seq == seq,
            AgreementLine.item_code == line.item,
        )
        found = update(AgreementLine).where(*of_item).values(available=line.quantity.thousandths)
        context.connection.execute(found)


def call_off(context: Context, action: CallOff) -> None:
    """Write the call with its lines; its number is that of its entry, which no other call has."""
    seq = _seq_of(context, action.agreement)
    key = {"site_id": context.site_id, "seq": context.seq}
    values = {
        "number": f"{CALL_PREFIX}-{context.site_id}-{context.epoch}-{context.seq:06d}",
        "of_seq": seq,
        "called_on": action.business_date,
        "needed_by": action.needed_by,
        "deliver_to": action.deliver_to,
        "incident": action.incident,
        "actor": context.actor,
    }
    context.connection.execute(insert(tables.CallOff), key | values)
    lines = [{**key, "item_code": line.item, "quantity": line.quantity.thousandths} for line in action.lines]
    context.connection.execute(insert(CallOffLine), lines)


def end(context: Context, action: End) -> None:
    """Write that it ended, and why."""
    here = (Agreement.site_id == context.site_id) & (Agreement.number == action.agreement)
    values = {"ended_seq": context.seq, "ended_on": action.business_date, "end_reason": action.reason}
    context.connection.execute(update(Agreement).where(here).values(values))


def _seq_of(context: Context, number: str) -> int:
    """Return the entry that concluded an agreement."""
    here = (Agreement.site_id == context.site_id) & (Agreement.number == number)
    return context.connection.execute(select(Agreement.seq).where(here)).scalar_one()

"""What follows from handing goods on to households: counts and totals; names stand in the encrypted roster alone."""

from sqlalchemy import insert, select, update

from supplies.journal.action import Context
from supplies.models.relief import Distribution, DistributionIssue, DistributionLine
from supplies.models.stock import Document
from supplies.relief import attachments
from supplies.relief.actions import ConfirmDistribution, Distribute, PurgeRoster
from supplies.relief.numbers import DISTRIBUTION, next_number


def distribute(context: Context, action: Distribute) -> None:
    """Write the distribution, its goods and its issues, and that there is a roster."""
    attachments.note(context.connection, action.roster_hash, action.roster_size)
    key = {"site_id": context.site_id, "seq": context.seq}
    row = {
        "number": next_number(context, DISTRIBUTION, action.business_date),
        "incident": action.incident,
        "village": action.village,
        "roster_hash": action.roster_hash,
        "households": action.households,
        "persons": action.persons,
        "distributed_on": action.business_date,
        "note": action.note,
        "actor": context.actor,
        "confirmed_seq": None,
        "signed_households": None,
        "paper": "",
    }
    context.connection.execute(insert(Distribution), {**key, **row})
    lines = [
        {**key, "item_code": line.item, "quantity": line.quantity.thousandths, "short_quantity": 0}
        for line in action.lines
    ]
    context.connection.execute(insert(DistributionLine), lines)
    named = select(Document.seq).where(Document.site_id == context.site_id, Document.number.in_(action.issues))
    issues = [{**key, "issue_seq": seq} for seq in context.connection.scalars(named.order_by(Document.seq))]
    context.connection.execute(insert(DistributionIssue), issues)


def confirm(context: Context, action: ConfirmDistribution) -> None:
    """Write how many signed, where the paper is, and what was short."""
    here = (Distribution.site_id == context.site_id, Distribution.number == action.distribution)
    seq = context.connection.scalar(select(Distribution.seq).where(*here))
    values = {"confirmed_seq": context.seq, "signed_households": action.signed_households, "paper": action.paper}
    context.connection.execute(update(Distribution).where(*here).values(values))
    for line in action.short:
        of_line = (
            DistributionLine.site_id == context.site_id,
            DistributionLine.seq == seq,
            DistributionLine.item_code == line.item,
        )
        changed = update(DistributionLine).where(*of_line)
        context.connection.execute(changed.values(short_quantity=line.quantity.thousandths))


def purge(context: Context, action: PurgeRoster) -> None:
    """Destroy the roster."""
    here = (Distribution.site_id == context.site_id, Distribution.number == action.distribution)
    name = context.connection.scalar(select(Distribution.roster_hash).where(*here))
    assert name is not None, "the rules have seen the distribution"
    attachments.purge(context.connection, name, context.seq)

"""Checks of the stock ledger by sums: every balance is what its movements add up to."""

from collections.abc import Iterator

from sqlalchemy import Connection, and_, func, or_, select, union_all

from supplies.journal.action import Finding
from supplies.journal.sums import unequal
from supplies.language import _
from supplies.models.open_items import OpenLine
from supplies.models.stock import OPEN, Balance, Bucket, Document, ItemTotal, Movement
from supplies.values import Quantity


def document_audit(connection: Connection) -> Iterator[Finding]:
    """Yield documents whose lines are not as many as they say."""
    lines = (
        select(Movement.site_id, Movement.seq, func.count().label("lines"))
        .group_by(Movement.site_id, Movement.seq)
        .subquery()
    )
    statement = (
        select(Document.site_id, Document.seq, Document.number)
        .outerjoin(lines, and_(lines.c.site_id == Document.site_id, lines.c.seq == Document.seq))
        .where(or_(lines.c.lines.is_(None), lines.c.lines != Document.line_count))
        .order_by(Document.site_id, Document.seq)
    )
    for site_id, seq, number in connection.execute(statement):
        yield Finding(site_id, seq, _("document {number} lacks lines").format(number=number))


def balance_audit(connection: Connection) -> Iterator[Finding]:
    """Yield balances that differ from the sum of their movements."""
    key = (Movement.site_id, Movement.depot_code, Movement.lot_id)
    arrivals = select(*key, Movement.to_place.label("place"), Movement.quantity, Movement.amount_fen)
    departures = select(*key, Movement.from_place, -Movement.quantity, -Movement.amount_fen)
    changes = union_all(arrivals, departures).subquery()
    same = (changes.c.site_id, changes.c.depot_code, changes.c.place, changes.c.lot_id)
    summed = select(*same, func.sum(changes.c.quantity), func.sum(changes.c.amount_fen)).group_by(*same)
    where = (Balance.site_id, Balance.depot_code, Balance.place_code, Balance.lot_id)
    stored = select(*where, Balance.seq, Balance.quantity, Balance.amount_fen)
    for each in unequal(connection, stored, summed, keys=4):
        site_id, depot, place, _lot = each.key
        text = _("the balance at {depot} {place} is {stored}, its movements add up to {summed}")
        shown = {"stored": Quantity(each.stored[0]), "summed": Quantity(each.summed[0])}
        yield Finding(site_id, each.seq, text.format(depot=depot, place=place, **shown))


def total_audit(connection: Connection) -> Iterator[Finding]:
    """Yield totals of an item in a bucket that differ from the balances of its places."""
    same = (Balance.site_id, Balance.depot_code, Balance.item_code, Balance.bucket)
    summed = (
        select(*same, func.sum(Balance.quantity), func.sum(Balance.amount_fen))
        .where(Balance.bucket != Bucket.OUTSIDE)
        .group_by(*same)
    )
    where = (ItemTotal.site_id, ItemTotal.depot_code, ItemTotal.item_code, ItemTotal.bucket)
    stored = select(*where, ItemTotal.seq, ItemTotal.quantity, ItemTotal.amount_fen)
    for each in unequal(connection, stored, summed, keys=4):
        site_id, depot, item, _bucket = each.key
        text = _("the total of {item} at {depot} is {stored}, its balances add up to {summed}")
        shown = {"stored": Quantity(each.stored[0]), "summed": Quantity(each.summed[0])}
        yield Finding(site_id, each.seq, text.format(depot=depot, item=item, **shown))


def open_line_audit(connection: Connection) -> Iterator[Finding]:
    """Yield what is out of a lot by the balances and is not what its open lines add up to."""
    where = (Balance.site_id, Balance.depot_code, Balance.bucket, Balance.lot_id)
    stored = select(*where, func.max(Balance.seq), func.sum(Balance.quantity)).where(Balance.bucket.in_(OPEN))
    lines = (OpenLine.site_id, OpenLine.depot_code, OpenLine.bucket, OpenLine.lot_id)
    summed = select(*lines, func.sum(OpenLine.left_quantity)).group_by(*lines)
    for each in unequal(connection, stored.group_by(*where), summed, keys=4):
        site_id, depot, bucket, _lot = each.key
        text = _("{depot}: {stored} are {bucket} by the balances, the open lines add up to {summed}")
        shown = {"stored": Quantity(int(each.stored[0])), "summed": Quantity(int(each.summed[0]))}
        yield Finding(site_id, each.seq, text.format(depot=depot, bucket=bucket, **shown))

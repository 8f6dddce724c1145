"""Checks of the stock ledger by sums: every balance is what its movements add up to."""

from collections.abc import Iterator

from sqlalchemy import Connection, and_, func, or_, select, union_all

from supplies.journal.action import Finding
from supplies.language import _
from supplies.models.stock import Balance, Document, ItemTotal, Movement, Nature, Place
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
    sums = (
        select(*same, func.sum(changes.c.quantity).label("quantity"), func.sum(changes.c.amount_fen).label("fen"))
        .group_by(*same)
        .subquery()
    )
    statement = (
        select(
            func.coalesce(Balance.site_id, sums.c.site_id),
            func.coalesce(Balance.seq, 0),
            func.coalesce(Balance.depot_code, sums.c.depot_code),
            func.coalesce(Balance.place_code, sums.c.place),
            func.coalesce(Balance.quantity, 0),
            func.coalesce(sums.c.quantity, 0),
        )
        .join(
            sums,
            and_(
                sums.c.site_id == Balance.site_id,
                sums.c.depot_code == Balance.depot_code,
                sums.c.place == Balance.place_code,
                sums.c.lot_id == Balance.lot_id,
            ),
            full=True,
        )
        .where(
            or_(
                func.coalesce(Balance.quantity, 0) != func.coalesce(sums.c.quantity, 0),
                func.coalesce(Balance.amount_fen, 0) != func.coalesce(sums.c.fen, 0),
                Balance.site_id.is_(None),
            )
        )
    )
    for site_id, seq, depot, place, stored, summed in connection.execute(statement):
        text = _("the balance at {depot} {place} is {stored}, its movements add up to {summed}")
        shown = {"depot": depot, "place": place, "stored": Quantity(stored), "summed": Quantity(int(summed))}
        yield Finding(site_id, seq, text.format(**shown))


def total_audit(connection: Connection) -> Iterator[Finding]:
    """Yield totals of an item that differ from the balances of its real places."""
    place = and_(Place.depot_code == Balance.depot_code, Place.code == Balance.place_code)
    same = (Balance.site_id, Balance.depot_code, Balance.item_code)
    sums = (
        select(*same, func.sum(Balance.quantity).label("quantity"), func.sum(Balance.amount_fen).label("fen"))
        .join(Place, place)
        .where(Place.nature == Nature.STOCK)
        .group_by(*same)
        .subquery()
    )
    joined = and_(
        sums.c.site_id == ItemTotal.site_id,
        sums.c.depot_code == ItemTotal.depot_code,
        sums.c.item_code == ItemTotal.item_code,
    )
    statement = (
        select(
            func.coalesce(ItemTotal.site_id, sums.c.site_id),
            func.coalesce(ItemTotal.seq, 0),
            func.coalesce(ItemTotal.depot_code, sums.c.depot_code),
            func.coalesce(ItemTotal.item_code, sums.c.item_code),
            func.coalesce(ItemTotal.quantity, 0),
            func.coalesce(sums.c.quantity, 0),
        )
        .join(sums, joined, full=True)
        .where(
            or_(
                func.coalesce(ItemTotal.quantity, 0) != func.coalesce(sums.c.quantity, 0),
                func.coalesce(ItemTotal.amount_fen, 0) != func.coalesce(sums.c.fen, 0),
            )
        )
    )
    for site_id, seq, depot, item, stored, summed in connection.execute(statement):
        text = _("the total of {item} at {depot} is {stored}, its balances add up to {summed}")
        shown = {"depot": depot, "item": item, "stored": Quantity(stored), "summed": Quantity(int(summed))}
        yield Finding(site_id, seq, text.format(**shown))

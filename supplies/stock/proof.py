"""Proving a quantity: every movement that adds up to it, and the span of the journal in which they stand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, case, func, or_, select, tuple_

from supplies.catalogue.queries import ItemRow
from supplies.catalogue.queries import item as item_row
from supplies.models.journal import JournalEntry
from supplies.models.stock import Bucket, Document, DocumentKind, ItemTotal, Lot, Movement, PlaceKind
from supplies.stock.documents import PAGE_ROWS_MAX
from supplies.stock.lookups import OUTSIDE, PARTS
from supplies.values import NO_QUANTITY, DepotCode, ItemCode, Money, PlaceCode, Quantity, SiteId

__all__ = ["Anchor", "Bucket", "Figure", "Proof", "ProofLine", "proof_page", "prove", "running"]

_PLACES_OF: dict[Bucket, tuple[str, ...]] = {
    Bucket.INSPECTING: (PARTS[PlaceKind.INSPECTING],),
    Bucket.OUT_OF_SERVICE: (PARTS[PlaceKind.OUT_OF_SERVICE],),
    Bucket.HELD: (PARTS[PlaceKind.HELD],),
    Bucket.ISSUED: (OUTSIDE[PlaceKind.ISSUED],),
    Bucket.ON_LOAN: (OUTSIDE[PlaceKind.ON_LOAN],),
    Bucket.IN_TRANSIT: (OUTSIDE[PlaceKind.IN_TRANSIT],),
}
"""How the codes of a bucket's places begin; those of goods on hand have no tilde."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity to be proved: of an item in a bucket, in one depot or all, of one lot or all."""

    item: ItemCode
    bucket: Bucket = Bucket.ON_HAND
    depot: DepotCode | None = None
    label: str = ""
    """The label of a lot; empty for all lots of the item."""


@dataclass(frozen=True, slots=True)
class ProofLine:
    """A movement that is a part of the quantity."""

    site_id: SiteId
    seq: int
    line: int
    business_date: date
    number: str
    kind: DocumentKind
    counterparty: str
    depot_code: DepotCode
    label_code: str
    from_place: PlaceCode
    to_place: PlaceCode
    change: Quantity
    change_amount: Money


@dataclass(frozen=True, slots=True)
class Anchor:
    """An entry of the journal, by the beginning of its hash as people compare it."""

    seq: int
    hash: str


@dataclass(frozen=True, slots=True)
class Proof:
    """What is proved: the movements' sum beside the stored balance, and the entries between which they stand."""

    item: ItemRow
    movements: int
    summed: Quantity
    summed_amount: Money
    stored: Quantity | None
    """The total that the database keeps; None where it keeps none for this figure (a single lot)."""
    first: Anchor | None
    last: Anchor | None

    @property
    def holds(self) -> bool:
        """Return whether the stored total is what the movements add up to."""
        return self.stored in {None, self.summed}


def _is_in(place: Any, bucket: Bucket) -> ColumnElement[bool]:  # noqa: ANN401 - a mapped column
    """Return the condition that a place is one of the bucket's."""
    if bucket is Bucket.ON_HAND:
        return func.substr(place, 1, 1) != "~"
    return or_(*(func.substr(place, 1, len(start)) == start for start in _PLACES_OF[bucket]))


def _sign(bucket: Bucket) -> Any:  # noqa: ANN401 - an SQL expression
    """Return 1 for movements into the bucket and -1 for those out of it."""
    comes, goes = _is_in(Movement.to_place, bucket), _is_in(Movement.from_place, bucket)
    return case((and_(comes, ~goes), 1), (and_(goes, ~comes), -1), else_=0)


def _wanted(figure: Figure) -> list[ColumnElement[bool]]:
    """Return the conditions of the movements that change the figure."""
    comes, goes = _is_in(Movement.to_place, figure.bucket), _is_in(Movement.from_place, figure.bucket)
    conditions = [Movement.item_code == figure.item, or_(and_(comes, ~goes), and_(goes, ~comes))]
    if figure.depot is not None:
        conditions.append(Movement.depot_code == figure.depot)
    if figure.label:
        lots = select(Lot.lot_id).where(Lot.label_code == figure.label)
        conditions.append(Movement.lot_id.in_(lots))
    return conditions


def prove(connection: Connection, figure: Figure) -> Proof:
    """Return what the movements of a figure add up to, beside what the store keeps.

    Raises:
        UnknownRecord: the catalogue has no such item.
    """
    sign = _sign(figure.bucket)
    count, total, fen, first, last = connection.execute(
        select(
            func.count(),
            func.coalesce(func.sum(sign * Movement.quantity), 0),
            func.coalesce(func.sum(sign * Movement.amount_fen), 0),
            func.min(Movement.seq),
            func.max(Movement.seq),
        ).where(*_wanted(figure))
    ).one()
    return Proof(
        item_row(connection, figure.item),
        count,
        Quantity(int(total)),
        Money(int(fen)),
        None if figure.label else _stored(connection, figure),
        _anchor(connection, first),
        _anchor(connection, last),
    )


def _stored(connection: Connection, figure: Figure) -> Quantity:
    """Return the total that the database keeps of a figure."""
    statement = select(func.coalesce(func.sum(ItemTotal.quantity), 0)).where(
        ItemTotal.item_code == figure.item, ItemTotal.bucket == figure.bucket
    )
    if figure.depot is not None:
        statement = statement.where(ItemTotal.depot_code == figure.depot)
    return Quantity(int(connection.scalar(statement) or 0))


ANCHOR_DIGITS = 16


def _anchor(connection: Connection, seq: int | None) -> Anchor | None:
    """Return an entry with the beginning of its hash."""
    if seq is None:
        return None
    entry_hash = connection.scalar(select(JournalEntry.hash).where(JournalEntry.seq == seq).limit(1))
    return None if entry_hash is None else Anchor(seq, entry_hash.hex()[:ANCHOR_DIGITS])


def proof_page(
    connection: Connection, figure: Figure, *, after: ProofLine | None = None, limit: int = 200
) -> list[ProofLine]:
    """Return a page of the movements of a figure, oldest first.

    Args:
        connection: to read from.
        figure: what is proved.
        after: the last movement shown; None for the first page.
        limit: most rows to return, 1 to 1000.
    """
    assert 1 <= limit <= PAGE_ROWS_MAX
    key = (Movement.business_date, Movement.seq, Movement.line)
    statement = _lines(figure).order_by(*key).limit(limit)
    if after is not None:  # The first test is implied by the second, but lets the index start there.
        last = (after.business_date, after.seq, after.line)
        statement = statement.where(Movement.business_date >= after.business_date, tuple_(*key) > last)
    return list(_proof_lines(connection.execute(statement).all()))


def _lines(figure: Figure) -> Select[*tuple[Any, ...]]:
    """Select the movements of a figure with their papers."""
    sign = _sign(figure.bucket)
    return (
        select(
            Movement.site_id,
            Movement.seq,
            Movement.line,
            Movement.business_date,
            Document.number,
            Document.kind,
            Document.counterparty,
            Movement.depot_code,
            Lot.label_code,
            Movement.from_place,
            Movement.to_place,
            sign * Movement.quantity,
            sign * Movement.amount_fen,
        )
        .join(Document, and_(Document.site_id == Movement.site_id, Document.seq == Movement.seq))
        .join(Lot, and_(Lot.site_id == Movement.site_id, Lot.lot_id == Movement.lot_id))
        .where(*_wanted(figure))
    )


def _proof_lines(rows: Sequence[Any]) -> Iterator[ProofLine]:
    """Yield movements with exact values."""
    for row in rows:
        facts = (*row[:11], Quantity(int(row[11])), Money(int(row[12])))
        yield ProofLine(*facts)


def running(lines: Sequence[ProofLine], before: Quantity = NO_QUANTITY) -> Iterator[Quantity]:
    """Yield what stood after each movement."""
    standing = before
    for line in lines:
        standing += line.change
        yield standing

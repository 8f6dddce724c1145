"""Proving a quantity: every movement that adds up to it, and the span of the journal in which they stand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select, tuple_

from supplies.catalogue.queries import ItemRow
from supplies.catalogue.queries import item as item_row
from supplies.models.journal import JournalEntry
from supplies.models.stock import Bucket, DocumentKind, Lot, Movement
from supplies.stock.documents import PAGE_ROWS_MAX
from supplies.stock.movements import OLDEST_FIRST, changes, kept_total, movements_with_papers, sign_of
from supplies.values import NO_QUANTITY, DepotCode, ItemCode, Money, PlaceCode, Quantity, SiteId

__all__ = ["Anchor", "Bucket", "Figure", "Proof", "ProofLine", "proof_page", "prove", "running"]


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


def _wanted(figure: Figure) -> list[ColumnElement[bool]]:
    """Return the conditions of the movements that change the figure."""
    conditions = [Movement.item_code == figure.item, changes(figure.bucket)]
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
    sign = sign_of(figure.bucket)
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
        None if figure.label else _kept(connection, figure),
        _anchor(connection, first),
        _anchor(connection, last),
    )


def _kept(connection: Connection, figure: Figure) -> Quantity:
    """Return the total that the store keeps of a figure."""
    thousandths, _fen = kept_total(connection, figure.item, figure.bucket, figure.depot)
    return Quantity(thousandths)


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
    statement = movements_with_papers(figure.bucket).where(*_wanted(figure)).order_by(*OLDEST_FIRST).limit(limit)
    if after is not None:  # The first test is implied by the second, but lets the index start there.
        last = (after.business_date, after.seq, after.line)
        statement = statement.where(Movement.business_date >= after.business_date, tuple_(*OLDEST_FIRST) > last)
    return list(_proof_lines(connection.execute(statement).all()))


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

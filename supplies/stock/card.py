"""The card of an item (货卡): its movements, and what the depots held after each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, select, tuple_

from supplies.language import _
from supplies.models.stock import Bucket, DocumentKind, Movement
from supplies.stock.documents import KIND_NAMES, PAGE_ROWS_MAX
from supplies.stock.movements import OLDEST_FIRST, kept_total, movements_with_papers, sign_of
from supplies.values import DepotCode, ItemCode, Money, PlaceCode, Quantity, SiteId


@dataclass(frozen=True, slots=True)
class CardRow:
    """One movement on an item's card, and what the depots held after it."""

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
    """Above zero in, below zero out, zero where it only moved within the depot."""
    change_amount: Money
    balance: Quantity
    balance_amount: Money

    @property
    def kind_name(self) -> str:
        """Return what kind of document moved it, in the reader's language."""
        return _(KIND_NAMES[self.kind])


@dataclass(frozen=True, slots=True)
class Card:
    """An item's movements in a span of days, with the balance before and after."""

    opening: Quantity
    opening_amount: Money
    rows: tuple[CardRow, ...]
    closing: Quantity
    closing_amount: Money
    is_complete: bool
    """False where older movements of the span were left out; the opening then stands before the first row shown."""


_NEWEST_FIRST = tuple(column.desc() for column in OLDEST_FIRST)


def card(
    connection: Connection,
    item: ItemCode,
    *,
    depot: DepotCode | None = None,
    first: date = date.min,
    last: date = date.max,
    limit: int = PAGE_ROWS_MAX,
) -> Card:
    """Return the card of an item: the newest ``limit`` movements of the span, oldest first.

    The balance is worked out backwards from what is on hand now, so that a short span is quick whatever came before.
    """
    here = [Movement.item_code == item]
    if depot is not None:
        here.append(Movement.depot_code == depot)
    on_hand, worth = kept_total(connection, item, Bucket.ON_HAND, depot)
    sign = sign_of(Bucket.ON_HAND)
    later = select(func.sum(sign * Movement.quantity), func.sum(sign * Movement.amount_fen))
    since, since_worth = connection.execute(later.where(*here, Movement.business_date > last)).one()
    closing, closing_fen = on_hand - int(since or 0), worth - int(since_worth or 0)
    here.append(Movement.business_date.between(first, last))
    shown = movements_with_papers(Bucket.ON_HAND).where(*here).order_by(*_NEWEST_FIRST).limit(limit + 1)
    found = connection.execute(shown).all()
    rows = tuple(_backwards(found[:limit], closing, closing_fen))[::-1]
    opening = rows[0].balance - rows[0].change if rows else Quantity(closing)
    opening_amount = rows[0].balance_amount - rows[0].change_amount if rows else Money(closing_fen)
    return Card(
        opening,
        opening_amount,
        rows,
        Quantity(closing),
        Money(closing_fen),
        is_complete=len(found) <= limit,
    )


def card_page(
    connection: Connection,
    item: ItemCode,
    *,
    depot: DepotCode | None = None,
    before: CardRow | None = None,
    limit: int = 200,
) -> list[CardRow]:
    """Return a page of an item's movements, newest first.

    Args:
        item: whose card.
        depot: only this depot's movements, and what it held; None for all together.
        before: the last row shown; None for the first page.
        limit: most rows to return, 1 to 1000.
    """
    assert 1 <= limit <= PAGE_ROWS_MAX
    here = [Movement.item_code == item]
    if depot is not None:
        here.append(Movement.depot_code == depot)
    if before is None:
        quantity, fen = kept_total(connection, item, Bucket.ON_HAND, depot)
    else:
        quantity = before.balance.thousandths - before.change.thousandths
        fen = before.balance_amount.fen - before.change_amount.fen
        here.append(Movement.business_date <= before.business_date)  # Implied by the next; lets the index start there.
        here.append(tuple_(*OLDEST_FIRST) < (before.business_date, before.seq, before.line))
    shown = movements_with_papers(Bucket.ON_HAND).where(*here).order_by(*_NEWEST_FIRST).limit(limit)
    return list(_backwards(connection.execute(shown), quantity, fen))


def _backwards(found: Iterable[Any], quantity: int, fen: int) -> Iterator[CardRow]:
    """Yield movements from the newest to the oldest, with what was held after each."""
    for row in found:
        change, change_fen = int(row[11]), int(row[12])
        moved = (Quantity(change), Money(change_fen), Quantity(quantity), Money(fen))
        yield CardRow(*(*row[:11], *moved))
        quantity, fen = quantity - change, fen - change_fen

"""Stock documents as read: lists, whole documents, an item's card, and the life of a lot."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, case, func, or_, select, tuple_

from supplies.errors import UnknownRecord
from supplies.language import N_, _, pick
from supplies.models.accounts import Organisation, Person
from supplies.models.catalogue import Item
from supplies.models.funds import Appropriation
from supplies.models.stock import Depot, Document, DocumentKind, ItemTotal, Lot, Movement, Origin
from supplies.stock.queries import StockFilter, StockRow, lots_named, place_names, stock_page
from supplies.values import DepotCode, ItemCode, LotId, Money, PlaceCode, Quantity, SiteId

PAGE_ROWS_MAX = 1000

KIND_NAMES = {
    DocumentKind.RECEIPT: N_("Receipt"),
    DocumentKind.ISSUE: N_("Issue"),
    DocumentKind.MOVE: N_("Move"),
    DocumentKind.RETURN: N_("Return"),
    DocumentKind.ADJUSTMENT: N_("Adjustment"),
    DocumentKind.WRITE_OFF: N_("Write-off"),
    DocumentKind.REVERSAL: N_("Reversal"),
}
ORIGIN_NAMES = {
    Origin.PURCHASE: N_("Purchase"),
    Origin.DONATION: N_("Donation"),
    Origin.ALLOTMENT: N_("Allotment from above"),
}


def document_kind(word: str) -> DocumentKind | None:
    """Return the kind that a word of a filter means; None where all kinds are wanted."""
    return DocumentKind(word) if word else None


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """The head of a stock document."""

    site_id: SiteId
    seq: int
    number: str
    kind: DocumentKind
    depot_code: DepotCode
    depot_name: str
    business_date: date
    recorded_at: datetime
    actor: str
    actor_name: str
    counterparty: str
    paper_number: str
    incident: str
    note: str
    reverses: str
    """The number of the document that this one reverses; else empty."""
    reversed_by: str
    """The number of the reversal of this document; else empty."""
    line_count: int

    @property
    def kind_name(self) -> str:
        """Return what kind of document it is, in the reader's language."""
        return _(KIND_NAMES[self.kind])


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """One line of a stock document."""

    line: int
    item_code: ItemCode
    name_zh: str
    name_en: str
    specification: str
    unit: str
    lot_id: LotId
    label_code: str
    batch_no: str
    serial_no: str | None
    expires_on: date | None
    from_place: PlaceCode
    to_place: PlaceCode
    quantity: Quantity
    amount: Money
    reason: str

    @property
    def name(self) -> str:
        """Return the item's name in the reader's language."""
        return pick(self.name_zh, self.name_en)


def _documents() -> Select[*tuple[Any, ...]]:
    """Select document heads with their names."""
    original, reversal = Document.__table__.alias("original"), Document.__table__.alias("reversal")
    return (
        select(
            Document.site_id,
            Document.seq,
            Document.number,
            Document.kind,
            Document.depot_code,
            Depot.name,
            Document.business_date,
            Document.recorded_at,
            Document.actor,
            func.coalesce(Person.name, Document.actor),
            Document.counterparty,
            Document.paper_number,
            Document.incident,
            Document.note,
            func.coalesce(original.c.number, ""),
            func.coalesce(reversal.c.number, ""),
            Document.line_count,
        )
        .join(Depot, Depot.code == Document.depot_code)
        .outerjoin(Person, Person.login == Document.actor)
        .outerjoin(original, and_(original.c.site_id == Document.site_id, original.c.seq == Document.reverses_seq))
        .outerjoin(reversal, and_(reversal.c.site_id == Document.site_id, reversal.c.reverses_seq == Document.seq))
    )


def documents_page(
    connection: Connection,
    *,
    before: DocumentRow | None = None,
    limit: int = 200,
    depot: DepotCode | None = None,
    kind: DocumentKind | None = None,
    search: str = "",
) -> list[DocumentRow]:
    """Return a page of documents, newest first.

    Args:
        before: the last document shown; None for the first page.
        limit: most rows to return, 1 to 1000.
        depot: only this depot's.
        kind: only of this kind.
        search: part of the number, counterparty, order number or incident.
    """
    assert 1 <= limit <= PAGE_ROWS_MAX
    statement = _documents()
    if before is not None:
        last = (before.site_id, before.seq)
        statement = statement.where(tuple_(Document.site_id, Document.seq) < last)
    if depot is not None:
        statement = statement.where(Document.depot_code == depot)
    if kind is not None:
        statement = statement.where(Document.kind == kind)
    if search.strip():
        columns = (Document.number, Document.counterparty, Document.paper_number, Document.incident)
        statement = statement.where(or_(*(column.icontains(search.strip(), autoescape=True) for column in columns)))
    order = (Document.site_id.desc(), Document.seq.desc())
    return [DocumentRow(*row) for row in connection.execute(statement.order_by(*order).limit(limit))]


def document(connection: Connection, site_id: SiteId, seq: int) -> DocumentRow:
    """Return the head of one document.

    Raises:
        UnknownRecord: the entry posted no document.
    """
    statement = _documents().where(Document.site_id == site_id, Document.seq == seq)
    row = connection.execute(statement).first()
    if row is None:
        raise UnknownRecord(kind=_("Document"), key=str(seq))
    return DocumentRow(*row)


def document_numbered(connection: Connection, number: str) -> DocumentRow:
    """Return the head of the document of a number.

    Raises:
        UnknownRecord: there is none.
    """
    row = connection.execute(_documents().where(Document.number == number.strip().upper())).first()
    if row is None:
        raise UnknownRecord(kind=_("Document"), key=number)
    return DocumentRow(*row)


def _lines() -> Select[*tuple[Any, ...]]:
    """Select document lines with their names."""
    return (
        select(
            Movement.line,
            Movement.item_code,
            Item.name_zh,
            Item.name_en,
            Item.specification,
            Item.unit,
            Movement.lot_id,
            Lot.label_code,
            Lot.batch_no,
            Lot.serial_no,
            Lot.expires_on,
            Movement.from_place,
            Movement.to_place,
            Movement.quantity,
            Movement.amount_fen,
            Movement.reason,
        )
        .join(Item, Item.code == Movement.item_code)
        .join(Lot, and_(Lot.site_id == Movement.site_id, Lot.lot_id == Movement.lot_id))
    )


def document_lines(connection: Connection, site_id: SiteId, seq: int) -> list[DocumentLine]:
    """Return the lines of a document, in their order."""
    statement = _lines().where(Movement.site_id == site_id, Movement.seq == seq).order_by(Movement.line)
    rows = connection.execute(statement)
    return [DocumentLine(*(*row[:13], Quantity(row[13]), Money(row[14]), row[15])) for row in rows]


# --- the card of an item (货卡) --------------------------------------------------------------------------------------


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


def _sign() -> Any:  # noqa: ANN401 - an SQL expression
    """Return 1 for movements into real places, -1 for those out of them, 0 for those between."""
    comes_in = func.substr(Movement.from_place, 1, 1) == "~"
    goes_out = func.substr(Movement.to_place, 1, 1) == "~"
    return case((comes_in, 1), (goes_out, -1), else_=0)


def _card_movements(
    sign: Any,  # noqa: ANN401 - an SQL expression
    here: Sequence[ColumnElement[bool]],
    first: date,
    last: date,
) -> Select[*tuple[Any, ...]]:
    """Select an item's movements of a span of days, newest first."""
    order = (Movement.business_date, Movement.seq, Movement.line)
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
        .where(*here, Movement.business_date.between(first, last))
        .order_by(*(column.desc() for column in order))
    )


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
    total = select(func.sum(ItemTotal.quantity), func.sum(ItemTotal.amount_fen)).where(ItemTotal.item_code == item)
    if depot is not None:
        here.append(Movement.depot_code == depot)
        total = total.where(ItemTotal.depot_code == depot)
    on_hand, worth = connection.execute(total).one()
    sign = _sign()
    later = select(func.sum(sign * Movement.quantity), func.sum(sign * Movement.amount_fen))
    since, since_worth = connection.execute(later.where(*here, Movement.business_date > last)).one()
    quantity, fen = int(on_hand or 0) - int(since or 0), int(worth or 0) - int(since_worth or 0)
    found = connection.execute(_card_movements(sign, here, first, last).limit(limit + 1)).all()
    closing, closing_fen = quantity, fen
    rows: list[CardRow] = []
    for row in found[:limit]:
        change, change_fen = int(row[11]), int(row[12])
        moved = (Quantity(change), Money(change_fen), Quantity(quantity), Money(fen))
        rows.append(CardRow(*(*row[:11], *moved)))
        quantity, fen = quantity - change, fen - change_fen
    return Card(
        Quantity(quantity),
        Money(fen),
        tuple(reversed(rows)),
        Quantity(closing),
        Money(closing_fen),
        is_complete=len(found) <= limit,
    )


# --- the life of a lot -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class LotRow:
    """A lot and everything known of it; names are empty where unknown."""

    site_id: SiteId
    lot_id: LotId
    item_code: ItemCode
    name_zh: str
    name_en: str
    specification: str
    unit: str
    label_code: str
    batch_no: str
    serial_no: str | None
    origin: Origin
    received_on: date
    produced_on: date | None
    expires_on: date | None
    unit_price_e4: int | None
    owner: str
    manager: str
    supplier: str
    appropriation: str

    @property
    def name(self) -> str:
        """Return the item's name in the reader's language."""
        return pick(self.name_zh, self.name_en)

    @property
    def origin_name(self) -> str:
        """Return how the lot came, in the reader's language."""
        return _(ORIGIN_NAMES[self.origin])


@dataclass(frozen=True, slots=True)
class TraceLine:
    """One movement in the life of a lot."""

    business_date: date
    number: str
    kind: DocumentKind
    counterparty: str
    incident: str
    origin: str
    goal: str
    quantity: Quantity
    actor: str

    @property
    def kind_name(self) -> str:
        """Return what kind of document moved it, in the reader's language."""
        return _(KIND_NAMES[self.kind])


@dataclass(frozen=True, slots=True)
class Trace:
    """Where a lot came from, with what money, where it went, and what is left."""

    lot: LotRow
    movements: tuple[TraceLine, ...]
    on_hand: tuple[StockRow, ...]


def lot(connection: Connection, lot_id: LotId) -> LotRow:
    """Return one lot.

    Raises:
        UnknownRecord: there is none of this id.
    """
    owner, manager, supplier = (Organisation.__table__.alias(name) for name in ("owner", "manager", "supplier"))
    statement: Select[*tuple[Any, ...]] = (
        select(
            Lot.site_id,
            Lot.lot_id,
            Lot.item_code,
            Item.name_zh,
            Item.name_en,
            Item.specification,
            Item.unit,
            Lot.label_code,
            Lot.batch_no,
            Lot.serial_no,
            Lot.origin,
            Lot.received_on,
            Lot.produced_on,
            Lot.expires_on,
            Lot.unit_price_e4,
            func.coalesce(owner.c.name, ""),
            func.coalesce(manager.c.name, ""),
            func.coalesce(supplier.c.name, ""),
            func.coalesce(Appropriation.number, ""),
        )
        .join(Item, Item.code == Lot.item_code)
        .outerjoin(owner, owner.c.code == Lot.owner)
        .outerjoin(manager, manager.c.code == Lot.manager)
        .outerjoin(supplier, supplier.c.code == Lot.supplier)
        .outerjoin(Appropriation, Appropriation.appropriation_id == Lot.appropriation_id)
        .where(Lot.lot_id == lot_id)
    )
    row = connection.execute(statement).first()
    if row is None:
        raise UnknownRecord(kind=_("Lot"), key=str(lot_id))
    return LotRow(*row)


def trace(connection: Connection, code: str) -> list[Trace]:
    """Return the life of every lot with this label, batch or serial number.

    Raises:
        UnknownRecord: there is none.
    """
    found = lots_named(connection, code)
    if not found:
        raise UnknownRecord(kind=_("Lot"), key=code)
    return [lot_trace(connection, lot_id) for lot_id in found]


def lot_trace(connection: Connection, lot_id: LotId) -> Trace:
    """Return the life of one lot."""
    names = place_names(connection)
    statement = (
        select(
            Movement.business_date,
            Document.number,
            Document.kind,
            Document.counterparty,
            Document.incident,
            Movement.depot_code,
            Movement.from_place,
            Movement.to_place,
            Movement.quantity,
            func.coalesce(Person.name, Document.actor),
        )
        .join(Document, and_(Document.site_id == Movement.site_id, Document.seq == Movement.seq))
        .outerjoin(Person, Person.login == Document.actor)
        .where(Movement.lot_id == lot_id)
        .order_by(Movement.seq, Movement.line)
    )
    movements = tuple(
        TraceLine(*row[:5], names[row[5], row[6]], names[row[5], row[7]], Quantity(row[8]), row[9])
        for row in connection.execute(statement)
    )
    this = lot(connection, lot_id)
    on_hand = stock_page(connection, StockFilter(search=this.label_code, item=this.item_code), limit=PAGE_ROWS_MAX)
    return Trace(this, movements, tuple(row for row in on_hand if row.lot_id == lot_id))

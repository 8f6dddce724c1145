"""Stock documents as read: lists, whole documents, an item's card, and the life of a lot."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Select, and_, func, or_, select, tuple_

from supplies.errors import UnknownRecord
from supplies.language import N_, _, pick
from supplies.models.accounts import Person
from supplies.models.catalogue import Item
from supplies.models.journal import JournalEntry
from supplies.models.stock import Depot, Document, DocumentKind, Lot, Movement, Origin
from supplies.values import ActionId, DepotCode, ItemCode, LotId, Money, PlaceCode, Quantity, SiteId

PAGE_ROWS_MAX = 1000

KIND_NAMES = {
    DocumentKind.RECEIPT: N_("Receipt"),
    DocumentKind.INSPECTION: N_("Inspection"),
    DocumentKind.ISSUE: N_("Issue"),
    DocumentKind.MOVE: N_("Move"),
    DocumentKind.RETURN: N_("Return"),
    DocumentKind.DISPATCH: N_("Transfer"),
    DocumentKind.ACCEPTANCE: N_("Acceptance"),
    DocumentKind.LOAN: N_("Loan"),
    DocumentKind.SEND_BACK: N_("Return to supplier"),
    DocumentKind.ROTATION: N_("Rotation"),
    DocumentKind.SERVICE: N_("Change of service"),
    DocumentKind.TAKE_OVER: N_("Change of owner"),
    DocumentKind.ADJUSTMENT: N_("Adjustment"),
    DocumentKind.WRITE_OFF: N_("Write-off"),
    DocumentKind.REVERSAL: N_("Reversal"),
}
ORIGIN_NAMES = {
    Origin.PURCHASE: N_("Purchase"),
    Origin.DONATION: N_("Donation"),
    Origin.ALLOTMENT: N_("Allotment from above"),
    Origin.ROTATION: N_("Rotation"),
    Origin.OTHER: N_("Other origin"),
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
    receiver: str
    vehicle: str
    peer_depot: DepotCode | None
    """The other depot of a transfer."""
    peer_name: str
    due_on: date | None
    paper_date: date | None
    order_seq: int | None
    is_emergency: bool
    prepared_by: str
    """The name of who drew it up, where somebody else approved it."""
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
    depot_code: DepotCode
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
    of_seq: int | None
    """With ``of_line``: the earlier line that this one settles."""
    of_line: int | None

    @property
    def name(self) -> str:
        """Return the item's name in the reader's language."""
        return pick(self.name_zh, self.name_en)


def _documents() -> Select[*tuple[Any, ...]]:
    """Select document heads with their names."""
    original, reversal = Document.__table__.alias("original"), Document.__table__.alias("reversal")
    peer, drafter = Depot.__table__.alias("peer"), Person.__table__.alias("drafter")
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
            Document.receiver,
            Document.vehicle,
            Document.peer_depot,
            func.coalesce(peer.c.name, ""),
            Document.due_on,
            Document.paper_date,
            Document.order_seq,
            Document.is_emergency,
            func.coalesce(drafter.c.name, Document.prepared_by, ""),
            func.coalesce(original.c.number, ""),
            func.coalesce(reversal.c.number, ""),
            Document.line_count,
        )
        .join(Depot, Depot.code == Document.depot_code)
        .outerjoin(Person, Person.login == Document.actor)
        .outerjoin(peer, peer.c.code == Document.peer_depot)
        .outerjoin(drafter, drafter.c.login == Document.prepared_by)
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
    order = (Document.site_id.desc(), Document.seq.desc())
    keys = select(Document.site_id, Document.seq).order_by(*order).limit(limit)
    if before is not None:
        last = (before.site_id, before.seq)
        keys = keys.where(tuple_(Document.site_id, Document.seq) < last)
    if depot is not None:
        keys = keys.where(Document.depot_code == depot)
    if kind is not None:
        keys = keys.where(Document.kind == kind)
    if search.strip():
        columns = (Document.number, Document.counterparty, Document.paper_number, Document.incident)
        keys = keys.where(or_(*(column.icontains(search.strip(), autoescape=True) for column in columns)))
    # The page is cut first: PostgreSQL takes the pair above for rare, and would join every document to sort them.
    page = keys.subquery("page")
    statement = _documents().join(page, and_(page.c.site_id == Document.site_id, page.c.seq == Document.seq))
    return [DocumentRow(*row) for row in connection.execute(statement.order_by(*order))]


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


def posted_among(connection: Connection, action_ids: Collection[ActionId]) -> set[ActionId]:
    """Return which of these actions have been posted."""
    if not action_ids:
        return set()
    statement = select(JournalEntry.action_id).where(JournalEntry.action_id.in_(action_ids))
    return set(connection.scalars(statement))


def _lines() -> Select[*tuple[Any, ...]]:
    """Select document lines with their names."""
    return (
        select(
            Movement.line,
            Movement.depot_code,
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
            Movement.of_seq,
            Movement.of_line,
        )
        .join(Item, Item.code == Movement.item_code)
        .join(Lot, and_(Lot.site_id == Movement.site_id, Lot.lot_id == Movement.lot_id))
    )


def document_lines(connection: Connection, site_id: SiteId, seq: int) -> list[DocumentLine]:
    """Return the lines of a document, in their order."""
    statement = _lines().where(Movement.site_id == site_id, Movement.seq == seq).order_by(Movement.line)
    rows = connection.execute(statement)
    return [DocumentLine(*(*row[:14], Quantity(row[14]), Money(row[15]), *row[16:])) for row in rows]


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole document."""

    head: DocumentRow
    lines: tuple[DocumentLine, ...]


def paper_numbered(connection: Connection, number: str) -> Paper:
    """Return the document of a number, with its lines.

    Raises:
        UnknownRecord: there is none.
    """
    head = document_numbered(connection, number)
    return Paper(head, tuple(document_lines(connection, head.site_id, head.seq)))

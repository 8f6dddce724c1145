"""What the warehouse has of a contract: the documents behind its acceptances, and goods that wait to be accepted."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Connection, and_, case, func, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from supplies.language import _
from supplies.models.procurement import Acceptance, AcceptanceLine, Contract, ContractLine
from supplies.models.stock import Bucket, Document, DocumentKind, Movement, Place
from supplies.procurement.contract_queries import CERTIFICATE_STANDS, ContractItem, ContractRow
from supplies.procurement.queries import LotKey
from supplies.stock.documents import KIND_NAMES
from supplies.values import ItemCode, Money, PlaceCode, Quantity, SiteId

OTHERS = 2
MAKING_USABLE = (DocumentKind.RECEIPT, DocumentKind.INSPECTION)
"""The documents by which goods become usable."""


@dataclass(frozen=True, slots=True)
class DocumentBehind:
    """What a document of the warehouse has of one line of a contract, as a certificate accepted it."""

    contract: str
    contract_line: int
    seq: int
    number: str
    kind: DocumentKind
    dated: date
    certificate: str
    quantity: Quantity
    amount: Money

    @property
    def kind_name(self) -> str:
        """Return what kind of document it is, in the reader's language."""
        return _(KIND_NAMES[self.kind])


@dataclass(frozen=True, slots=True)
class GoodsWaiting:
    """Goods of a contract's item that a document made usable, and that no certificate has accepted yet."""

    document: int
    number: str
    dated: date
    counterparty: str
    paper_number: str
    item_code: ItemCode
    free: Quantity


@dataclass(frozen=True, slots=True)
class ProposedLine:
    """Goods that may be accepted on a contract line, and how much of them is proposed."""

    item: ContractItem
    goods: GoodsWaiting
    proposed: Quantity


def documents_behind_lot(connection: Connection, lot: LotKey) -> list[DocumentBehind]:
    """Return the warehouse's documents behind all acceptances of a lot."""
    return _behind(connection, Contract.site_id == lot[0], Contract.tender_lot_id == lot[1])


def documents_behind(connection: Connection, row: ContractRow) -> list[DocumentBehind]:
    """Return the warehouse's documents behind the acceptances of a contract."""
    return _behind(connection, Contract.site_id == row.site_id, Contract.contract_id == row.contract_id)


def _behind(connection: Connection, *here: ColumnElement[bool]) -> list[DocumentBehind]:
    """Return the warehouse's documents behind the acceptances of some contracts that stand, oldest first."""
    of_contract = and_(Acceptance.site_id == Contract.site_id, Acceptance.contract_id == Contract.contract_id)
    of_line = and_(AcceptanceLine.site_id == Acceptance.site_id, AcceptanceLine.seq == Acceptance.seq)
    of_document = and_(Document.site_id == AcceptanceLine.site_id, Document.seq == AcceptanceLine.document_seq)
    statement = (
        select(
            Contract.number,
            AcceptanceLine.contract_line,
            Document.seq,
            Document.number,
            Document.kind,
            Document.business_date,
            Acceptance.number,
            AcceptanceLine.quantity,
            AcceptanceLine.amount_fen,
        )
        .join(Acceptance, of_contract)
        .join(AcceptanceLine, of_line)
        .join(Document, of_document)
        .where(*here, CERTIFICATE_STANDS)
        .order_by(Acceptance.seq, AcceptanceLine.line)
    )
    return [DocumentBehind(*row[:7], Quantity(row[7]), Money(row[8])) for row in connection.execute(statement)]


def goods_waiting(connection: Connection, row: ContractRow, items: list[ContractItem]) -> list[GoodsWaiting]:
    """Return goods of a contract's items that came in since it was signed and wait to be accepted, oldest first."""
    codes = sorted({item.item_code for item in items if item.accepted < item.quantity})
    if not codes:
        return []
    taken = accepted_by_document(connection, row.site_id, ContractLine.item_code.in_(codes))
    reversal = aliased(Document)
    is_reversed = (
        select(reversal.seq).where(reversal.site_id == Document.site_id, reversal.reverses_seq == Document.seq).exists()
    )
    usable = net_usable()
    statement = (
        select(
            Document.seq,
            Document.number,
            Document.business_date,
            Document.counterparty,
            Document.paper_number,
            Movement.item_code,
            usable,
        )
        .join(Document, and_(Document.site_id == Movement.site_id, Document.seq == Movement.seq))
        .where(
            Movement.site_id == row.site_id,
            Movement.item_code.in_(codes),
            Movement.business_date >= row.signed_on,
            Document.kind.in_(MAKING_USABLE),
            ~is_reversed,
        )
        .group_by(Document.site_id, Document.seq, Movement.item_code)
        .order_by(Document.seq, Movement.item_code)
    )
    found = []
    for seq, number, dated, counterparty, paper_number, code, quantity in connection.execute(statement):
        free = int(quantity) - taken[seq, code]
        if free > 0:
            found.append(GoodsWaiting(seq, number, dated, counterparty, paper_number, code, Quantity(free)))
    return found


def net_usable() -> ColumnElement[int]:
    """Return how much a document makes usable, less what it takes away again, in thousandths."""

    def moved(end: InstrumentedAttribute[PlaceCode]) -> ColumnElement[int]:
        here = select(Place.code).where(
            Place.depot_code == Movement.depot_code, Place.code == end, Place.bucket == Bucket.ON_HAND
        )
        return case((here.exists(), Movement.quantity), else_=0)

    return func.sum(moved(Movement.to_place) - moved(Movement.from_place))


def accepted_by_document(
    connection: Connection, site_id: SiteId, *here: ColumnElement[bool]
) -> Counter[tuple[int, ItemCode]]:
    """Return how much of each item certificates have accepted, document by document, in thousandths.

    What was withdrawn takes itself away again.
    """
    same_entry = and_(Acceptance.site_id == AcceptanceLine.site_id, Acceptance.seq == AcceptanceLine.seq)
    same_line = and_(
        ContractLine.site_id == Acceptance.site_id,
        ContractLine.contract_id == Acceptance.contract_id,
        ContractLine.line == AcceptanceLine.contract_line,
    )
    statement = (
        select(AcceptanceLine.document_seq, ContractLine.item_code, func.sum(AcceptanceLine.quantity))
        .join(Acceptance, same_entry)
        .join(ContractLine, same_line)
        .where(AcceptanceLine.site_id == site_id, *here)
        .group_by(AcceptanceLine.document_seq, ContractLine.item_code)
    )
    return Counter({(seq, code): int(quantity) for seq, code, quantity in connection.execute(statement)})


def proposed_lines(row: ContractRow, items: list[ContractItem], waiting: list[GoodsWaiting]) -> list[ProposedLine]:
    """Return what may be accepted, line by line.

    What names this contract comes first, then what came from its supplier or from nobody who is named. Goods of
    another supplier, or for another paper, are offered and not proposed.
    """
    found = []
    left = {item.line: item.quantity - item.accepted for item in items}
    free = {(goods.document, goods.item_code): goods.free for goods in waiting}
    for goods in sorted(waiting, key=lambda each: (_rank(row, each), each.dated, each.document)):
        for item in items:
            there = free[goods.document, goods.item_code]
            if item.item_code != goods.item_code or item.accepted >= item.quantity:
                continue
            is_ours = _rank(row, goods) < OTHERS
            proposed = min(left[item.line], there) if is_ours else Quantity(0)
            left[item.line] -= proposed
            free[goods.document, goods.item_code] -= proposed
            found.append(ProposedLine(item, goods, proposed))
    return found


def _rank(row: ContractRow, goods: GoodsWaiting) -> int:
    """Return how surely goods are of a contract: 0 they name it, 1 nothing speaks against it, 2 something does."""
    if goods.paper_number == row.number:
        return 0
    is_other = goods.counterparty not in {"", row.supplier} or goods.paper_number != ""
    return OTHERS if is_other else 1

"""Following goods down: a contract to its certificates, those to documents of the warehouse, and these to batches."""

from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy import ColumnElement, Connection, and_, func, select

from supplies.language import _, pick
from supplies.models.catalogue import Item
from supplies.models.procurement import Acceptance, AcceptanceLine, Contract, ContractLine
from supplies.models.stock import Document, Movement
from supplies.procurement.contract_queries import CERTIFICATE_STANDS
from supplies.procurement.trace_node import Node, NodeKind, goods_left, step, with_rest
from supplies.procurement.trace_payments import payments_view
from supplies.procurement.trace_where import batch_facts, whole_batch
from supplies.stock.documents import KIND_NAMES
from supplies.stock.movements import sign_of
from supplies.stock.proof import Bucket
from supplies.values import NO_QUANTITY, ItemCode, Money, Quantity, SiteId, total_money

OF_CERTIFICATE = and_(AcceptanceLine.site_id == Acceptance.site_id, AcceptanceLine.seq == Acceptance.seq)
OF_CONTRACT_LINE = and_(
    ContractLine.site_id == Acceptance.site_id,
    ContractLine.contract_id == Acceptance.contract_id,
    ContractLine.line == AcceptanceLine.contract_line,
)
_OF_DOCUMENT = and_(Document.site_id == AcceptanceLine.site_id, Document.seq == AcceptanceLine.document_seq)


# --- contracts -----------------------------------------------------------------------------------------------------


def of_contract(connection: Connection, node: Node) -> list[Node]:
    """Return the certificates of a contract, what is not accepted yet line by line, and how it was paid."""
    site_id, contract = node.ids
    assert node.amount is not None
    here = (Acceptance.site_id == site_id, Acceptance.contract_id == contract)
    lines = (ContractLine.site_id == site_id, ContractLine.contract_id == contract)
    nodes = [*acceptance_nodes(connection, *here), *_not_accepted(connection, *lines)]
    return [*with_rest(node.amount, nodes, _("In no line of the contract")), payments_view(node)]


def _not_accepted(connection: Connection, *lines: ColumnElement[bool]) -> Iterator[Node]:
    """Yield what of each line of a contract no certificate has accepted yet."""
    fen = ContractLine.amount_fen - ContractLine.accepted_fen
    quantity = ContractLine.quantity - ContractLine.accepted_quantity
    here = (*lines, (fen != 0) | (quantity != 0))
    columns = (fen, quantity, Item.name_zh, Item.name_en, Item.unit)
    statement = select(*columns).join(Item, Item.code == ContractLine.item_code).where(*here)
    for left, goods, name_zh, name_en, unit in connection.execute(statement.order_by(ContractLine.line)):
        words = _("Not accepted yet: {item}").format(item=pick(name_zh, name_en))
        yield step(words, Money(left), quantity=Quantity(goods), unit=unit)


def acceptance_nodes(connection: Connection, *here: ColumnElement[bool]) -> list[Node]:
    """Return certificates of acceptance that stand."""
    columns = (Acceptance.site_id, Acceptance.seq, Acceptance.number, Acceptance.accepted_on, Acceptance.amount_fen)
    words = _("Certificate of acceptance")
    return [
        Node(NodeKind.ACCEPTANCE, words, (site_id, seq), number, Money(fen), on=accepted_on)
        for site_id, seq, number, accepted_on, fen in connection.execute(
            select(*columns).where(CERTIFICATE_STANDS, *here).order_by(Acceptance.seq)
        )
    ]


def of_item(connection: Connection, node: Node) -> list[Node]:
    """Return what contracts are for of an item type."""
    (item,) = node.ids
    same = and_(Contract.site_id == ContractLine.site_id, Contract.contract_id == ContractLine.contract_id)
    key = (Contract.site_id, Contract.contract_id, Contract.number, Contract.supplier, Contract.signed_on)
    amounts = (func.sum(ContractLine.amount_fen), func.sum(ContractLine.quantity))
    statement = select(*key, *amounts).join(ContractLine, same).where(ContractLine.item_code == item)
    return [
        Node(
            NodeKind.ORDERED,
            supplier,
            (site_id, contract, item),
            number,
            Money(int(fen)),
            Quantity(int(quantity)),
            node.unit,
            signed_on,
        )
        for site_id, contract, number, supplier, signed_on, fen, quantity in connection.execute(
            statement.group_by(*key).order_by(Contract.signed_on, Contract.number)
        )
    ]


def of_ordered(connection: Connection, node: Node) -> list[Node]:
    """Return what was accepted of an item type that a contract is for, and what was not."""
    site_id, contract, item = node.ids
    lines = (ContractLine.site_id == site_id, ContractLine.contract_id == contract, ContractLine.item_code == item)
    return [*accepted_nodes(connection, CERTIFICATE_STANDS, *lines), *_not_accepted(connection, *lines)]


# --- certificates --------------------------------------------------------------------------------------------------


def of_acceptance(connection: Connection, node: Node) -> list[Node]:
    """Return the goods that a certificate accepted, document by document."""
    site_id, seq = node.ids
    return accepted_nodes(connection, Acceptance.site_id == site_id, Acceptance.seq == seq)


def accepted_nodes(connection: Connection, *here: ColumnElement[bool]) -> list[Node]:
    """Return lines of certificates, each with the document of the warehouse that has its goods."""
    statement = (
        select(
            Acceptance.site_id,
            Acceptance.seq,
            AcceptanceLine.line,
            AcceptanceLine.quantity,
            AcceptanceLine.amount_fen,
            AcceptanceLine.document_seq,
            Document.number.label("document"),
            Document.kind,
            Document.business_date,
            ContractLine.item_code,
            Item.name_zh,
            Item.name_en,
            Item.unit,
        )
        .join(AcceptanceLine, OF_CERTIFICATE)
        .join(ContractLine, OF_CONTRACT_LINE)
        .join(Document, _OF_DOCUMENT)
        .join(Item, Item.code == ContractLine.item_code)
        .where(*here)
        .order_by(Acceptance.seq, AcceptanceLine.line)
    )
    return [
        Node(
            NodeKind.ACCEPTED,
            pick(row.name_zh, row.name_en),
            (row.site_id, row.seq, row.line, row.document_seq, row.item_code),
            row.document,
            Money(row.amount_fen),
            Quantity(row.quantity),
            row.unit,
            row.business_date,
            _("{kind} {number}").format(kind=_(KIND_NAMES[row.kind]), number=row.document),
        )
        for row in connection.execute(statement)
    ]


def of_accepted(connection: Connection, node: Node) -> list[Node]:
    """Return the batches in which accepted goods came; where the document has more of them, the whole document.

    Which of its batches a certificate means, if not all, nobody has recorded.
    """
    site_id, _seq, _line, document, item = node.ids
    assert node.amount is not None and node.quantity is not None
    batches = batches_of(connection, site_id, document, item)
    if goods_left(node.quantity, batches):
        return [_whole_document(node, batches)]
    return with_rest(node.amount, batches, _("Contract price less value in the warehouse"))


def _whole_document(node: Node, batches: list[Node]) -> Node:
    """Return all that a document of the warehouse has of an item."""
    assert node.quantity is not None
    site_id, _seq, _line, document, item = node.ids
    accepted = _("{quantity} {unit} of it accepted here; of which batch is not recorded")
    return Node(
        NodeKind.DOCUMENT,
        _("All of {item} in the document").format(item=node.words),
        (site_id, document, item),
        node.key,
        total_money(batch.amount for batch in batches if batch.amount is not None),
        sum((batch.quantity for batch in batches if batch.quantity is not None), NO_QUANTITY),
        node.unit,
        node.on,
        accepted.format(quantity=node.quantity.grouped(), unit=node.unit),
        is_view=True,
    )


# --- documents and batches -----------------------------------------------------------------------------------------


def document_nodes(connection: Connection, *here: ColumnElement[bool]) -> list[Node]:
    """Return documents of the warehouse."""
    columns = (Document.site_id, Document.seq, Document.number, Document.kind, Document.business_date)
    statement = select(*columns, Document.counterparty, Document.incident).where(*here).order_by(Document.seq)
    return [
        Node(
            NodeKind.DOCUMENT,
            _(KIND_NAMES[row.kind]),
            (row.site_id, row.seq, None),
            row.number,
            on=row.business_date,
            note=_("; ").join(filter(None, (row.counterparty, row.incident))),
        )
        for row in connection.execute(statement)
    ]


def of_document(connection: Connection, node: Node) -> list[Node]:
    """Return the batches of a document: of one item what it made usable, of all items each batch that it moved."""
    site_id, seq, item = node.ids
    if item is not None:
        return batches_of(connection, site_id, seq, item)
    lots = select(Movement.lot_id).where(Movement.site_id == site_id, Movement.seq == seq).distinct()
    return [replace(whole_batch(connection, lot), is_view=True) for lot in connection.scalars(lots).all()]


def batches_of(connection: Connection, site_id: SiteId, document: int, item: ItemCode) -> list[Node]:
    """Return the batches of an item that a document made usable, and how much of each."""
    sign = sign_of(Bucket.ON_HAND)
    here = (Movement.site_id == site_id, Movement.seq == document, Movement.item_code == item)
    statement = (
        select(Movement.lot_id, func.sum(sign * Movement.quantity), func.sum(sign * Movement.amount_fen))
        .where(*here)
        .group_by(Movement.lot_id)
    )
    found = [(lot, int(quantity), int(fen)) for lot, quantity, fen in connection.execute(statement) if quantity]
    facts = batch_facts(connection, [lot for lot, _quantity, _fen in found])
    nodes = [replace(facts[lot].node, amount=Money(fen), quantity=Quantity(quantity)) for lot, quantity, fen in found]
    return sorted(nodes, key=lambda node: node.key)

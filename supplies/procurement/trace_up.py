"""Following goods back to the money: a batch to its receipt, certificate, contract, lot and appropriations."""

from collections.abc import Callable
from dataclasses import replace

from sqlalchemy import Connection, and_, select

from supplies.funds import ledger
from supplies.language import _
from supplies.models.funds import PAID_BASIS, Appropriation
from supplies.models.procurement import Acceptance, AcceptanceLine, Contract, ContractLine, Payment, TenderLot
from supplies.models.stock import Document, Lot, Movement
from supplies.procurement.contract_queries import CERTIFICATE_STANDS
from supplies.procurement.goods_queries import MAKING_USABLE
from supplies.procurement.trace_goods import (
    acceptance_nodes,
    accepted_nodes,
    batches_of,
    document_nodes,
)
from supplies.procurement.trace_money import appropriation_nodes, contract_nodes, funding, lot_nodes
from supplies.procurement.trace_node import Node, NodeKind
from supplies.procurement.trace_where import whole_batch
from supplies.values import NO_MONEY, total_money

Way = Callable[[Connection, Node], list[Node]]


def of_batch(connection: Connection, node: Node) -> list[Node]:
    """Return the documents by which a batch became usable and, where none was accepted, the money its receipt names."""
    _site_id, lot_id, _item = node.ids
    same = and_(Document.site_id == Movement.site_id, Document.seq == Movement.seq)
    here = (Movement.lot_id == lot_id, Document.kind.in_(MAKING_USABLE))
    columns = (Document.site_id, Document.seq, Movement.item_code)
    statement = select(*columns).join(Movement, same).where(*here).distinct().order_by(Document.site_id, Document.seq)
    found = []
    for site_id, seq, item in connection.execute(statement).all():
        own = [each for each in batches_of(connection, site_id, seq, item) if each.ids[1] == lot_id]
        papers = document_nodes(connection, Document.site_id == site_id, Document.seq == seq)
        found += [
            replace(paper, ids=(site_id, seq, item), amount=part.amount, quantity=part.quantity, unit=part.unit)
            for paper in papers
            for part in own
        ]
    return [*found, *_as_received(connection, node)]


def _as_received(connection: Connection, node: Node) -> list[Node]:
    """Return the appropriation that the receipt of a batch names, if it names one."""
    funds = select(Lot.appropriation_id).where(Lot.site_id == node.ids[0], Lot.lot_id == node.ids[1])
    named = appropriation_nodes(connection, Appropriation.appropriation_id.in_(funds))
    return [replace(each, amount=None, note=_("named when the goods were received"), is_view=True) for each in named]


def of_where(connection: Connection, node: Node) -> list[Node]:
    """Return the batch whose goods are somewhere."""
    lot_id, *_place = node.ids
    return [whole_batch(connection, lot_id)]


def of_document(connection: Connection, node: Node) -> list[Node]:
    """Return the certificates that accepted goods of a document, or the batches that it moved."""
    site_id, seq, item = node.ids
    conditions = [CERTIFICATE_STANDS, AcceptanceLine.site_id == site_id, AcceptanceLine.document_seq == seq]
    if item is not None:
        conditions.append(ContractLine.item_code == item)
    found = accepted_nodes(connection, *conditions)
    if found or item is not None:
        return found
    lots = select(Movement.lot_id).where(Movement.site_id == site_id, Movement.seq == seq).distinct()
    return [whole_batch(connection, lot) for lot in connection.scalars(lots).all()]


def of_accepted(connection: Connection, node: Node) -> list[Node]:
    """Return the certificate that accepted some goods."""
    site_id, seq, *_rest = node.ids
    return acceptance_nodes(connection, Acceptance.site_id == site_id, Acceptance.seq == seq)


def of_acceptance(connection: Connection, node: Node) -> list[Node]:
    """Return the contract of a certificate."""
    site_id, seq = node.ids
    own = select(Acceptance.contract_id).where(Acceptance.site_id == site_id, Acceptance.seq == seq)
    return contract_nodes(connection, Contract.site_id == site_id, Contract.contract_id.in_(own))


def of_payment(connection: Connection, node: Node) -> list[Node]:
    """Return the contract that a payment is for."""
    site_id, seq, _fund = node.ids
    own = select(Payment.contract_id).where(Payment.site_id == site_id, Payment.seq == seq)
    return contract_nodes(connection, Contract.site_id == site_id, Contract.contract_id.in_(own))


def of_payments(connection: Connection, node: Node) -> list[Node]:
    """Return the contract of payments, or of goods ordered."""
    site_id, contract, *_item = node.ids
    return contract_nodes(connection, Contract.site_id == site_id, Contract.contract_id == contract)


def of_contract(connection: Connection, node: Node) -> list[Node]:
    """Return the lot of a contract."""
    site_id, contract = node.ids
    own = select(Contract.tender_lot_id).where(Contract.site_id == site_id, Contract.contract_id == contract)
    return lot_nodes(connection, TenderLot.site_id == site_id, TenderLot.tender_lot_id.in_(own))


def of_lot(connection: Connection, node: Node) -> list[Node]:
    """Return the appropriations that pay a lot, each with what of it stands there and what of that was paid."""
    site_id, lot, _fund = node.ids
    standing = ledger.lot_standing(connection, site_id, lot)
    found = []
    for fund in funding(connection, site_id, lot):
        whole = total_money(shares.get(fund, NO_MONEY) for shares in standing.values())
        paid = total_money(standing.get(bucket, {}).get(fund, NO_MONEY) for bucket in PAID_BASIS)
        words = _("{amount} yuan of it paid").format(amount=paid.grouped())
        here = (Appropriation.site_id == site_id, Appropriation.appropriation_id == fund)
        found += [replace(each, amount=whole, note=words) for each in appropriation_nodes(connection, *here)]
    return found


WAYS: dict[NodeKind, Way] = {
    NodeKind.WHERE: of_where,
    NodeKind.BATCH: of_batch,
    NodeKind.DOCUMENT: of_document,
    NodeKind.ACCEPTED: of_accepted,
    NodeKind.ACCEPTANCE: of_acceptance,
    NodeKind.PAYMENT: of_payment,
    NodeKind.PAYMENTS: of_payments,
    NodeKind.ORDERED: of_payments,
    NodeKind.CONTRACT: of_contract,
    NodeKind.LOT: of_lot,
}
"""What leads up from a line of each kind."""

"""Following one yuan: from an appropriation down to the goods in the depot and with whom they are, and back up.

Every line is read when it is unfolded. What stands below a line adds up to it: what is not known yet, saved, or not
accepted is a line of its own. Nothing is guessed: which contract an appropriation pays in a lot that several pay is
told by the payments alone.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, func, select

from supplies.errors import LabelCheckWrong, LabelNotOurs, UnknownRecord
from supplies.language import _, pick
from supplies.models.catalogue import Item
from supplies.models.funds import Appropriation, Bucket
from supplies.models.procurement import Acceptance, Contract, ContractLine, Payment, Project, TenderLot
from supplies.models.stock import Document
from supplies.procurement import trace_goods as goods
from supplies.procurement import trace_money as money
from supplies.procurement import trace_payments as paid
from supplies.procurement import trace_up as up
from supplies.procurement import trace_where as where
from supplies.procurement.trace_node import Node, NodeKind
from supplies.procurement.trace_where import figure_of
from supplies.scanning.label_code import LabelKind, normalised, parse
from supplies.stock.queries import lots_named
from supplies.values import Money, Quantity, parse_lot_name

__all__ = [
    "Node",
    "NodeKind",
    "Unfolded",
    "children",
    "figure_of",
    "find",
    "has_parts",
    "has_sources",
    "sources",
    "unfold",
]

DEPTH_MAX = 12
"""So many levels hold everything from an appropriation to a shelf."""
Way = Callable[[Connection, Node], list[Node]]


def children(connection: Connection, node: Node) -> list[Node]:
    """Return what a line is made of: those that are no views add up to it."""
    way = _DOWN.get(node.kind)
    return [] if way is None or node.is_leaf else way(connection, node)


def sources(connection: Connection, node: Node) -> list[Node]:
    """Return what a line comes from: goods from a certificate, a contract from a lot, a lot from appropriations."""
    way = up.WAYS.get(node.kind)
    found = [] if way is None else way(connection, node)
    return [replace(each, is_leaf=each.kind not in up.WAYS) for each in found]


def has_parts(node: Node) -> bool:
    """Return whether a line of its kind leads down."""
    return node.kind in _DOWN


def has_sources(node: Node) -> bool:
    """Return whether a line of its kind leads up."""
    return node.kind in up.WAYS


# --- finding -------------------------------------------------------------------------------------------------------


def find(connection: Connection, key: str) -> list[Node]:
    """Return what a number or a scanned label names; a batch number may name several batches.

    Args:
        connection: to read from.
        key: the number of an appropriation, contract, voucher, certificate or stock document; a lot as "P-1/1"; the
            label, batch or serial number of goods; the code of an item type; or buckets as "planned+tendering".

    Raises:
        UnknownRecord: nothing has this number.
    """
    text = key.strip()
    for search in _SEARCHES if text else ():
        found = search(connection, text)
        if found:
            return found
    raise UnknownRecord(kind=_("Number or label"), key=text)


def _buckets(connection: Connection, text: str) -> list[Node]:
    """Return the figure of the statement that buckets make."""
    try:
        buckets = [Bucket(word) for word in text.split("+")]
    except ValueError:
        return []
    return [] if Bucket.SOURCE in buckets else [money.money_node(connection, buckets)]


def _appropriation(connection: Connection, text: str) -> list[Node]:
    """Return the appropriation of a document."""
    return money.appropriation_nodes(connection, Appropriation.number == text)


def _lot(connection: Connection, text: str) -> list[Node]:
    """Return the lot of a project, named by both numbers, or all lots of a project."""
    project, number = parse_lot_name(text)
    named = money.lot_nodes(connection, Project.number == project, TenderLot.number == number) if number else []
    return named or money.lot_nodes(connection, Project.number == text)


def _contract(connection: Connection, text: str) -> list[Node]:
    """Return the contract of a number."""
    return money.contract_nodes(connection, Contract.number == text)


def _document(connection: Connection, text: str) -> list[Node]:
    """Return the stock document of a number."""
    return goods.document_nodes(connection, Document.number == text.upper())


def _batches(connection: Connection, text: str) -> list[Node]:
    """Return the batches of a label, batch or serial number."""
    return [where.whole_batch(connection, lot) for lot in lots_named(connection, text)]


def _item(connection: Connection, text: str) -> list[Node]:
    """Return the item type of a code or of a label on its shelf."""
    try:
        label = parse(text)
        code = label.body if label.kind is LabelKind.ITEM else text
    except (LabelCheckWrong, LabelNotOurs):
        code = normalised(text)
    statement = select(Item.code, Item.name_zh, Item.name_en, Item.unit).where(Item.code == code)
    sums = select(func.sum(ContractLine.amount_fen), func.sum(ContractLine.quantity))
    found = []
    for item, name_zh, name_en, unit in connection.execute(statement).all():
        fen, quantity = connection.execute(sums.where(ContractLine.item_code == item)).one()
        amount, whole = Money(int(fen or 0)), Quantity(int(quantity or 0))
        found.append(Node(NodeKind.ITEM, pick(name_zh, name_en), (item,), item, amount, whole, unit))
    return found


def _acceptance(connection: Connection, text: str) -> list[Node]:
    """Return the certificates of a number."""
    return goods.acceptance_nodes(connection, Acceptance.number == text)


def _payment(connection: Connection, text: str) -> list[Node]:
    """Return the payments of a voucher."""
    return paid.payment_nodes(connection, Payment.voucher == text)


_SEARCHES = (_buckets, _appropriation, _lot, _contract, _document, _batches, _item, _acceptance, _payment)


# --- the ways ------------------------------------------------------------------------------------------------------

_DOWN: dict[NodeKind, Way] = {
    NodeKind.MONEY: money.of_money,
    NodeKind.PART: money.of_part,
    NodeKind.APPROPRIATION: money.of_appropriation,
    NodeKind.ALLOTMENT: money.of_allotment,
    NodeKind.LOT: money.of_lot,
    NodeKind.CONTRACT: goods.of_contract,
    NodeKind.PAYMENTS: paid.of_payments,
    NodeKind.PAYMENT: paid.of_payment,
    NodeKind.ACCEPTANCE: goods.of_acceptance,
    NodeKind.ACCEPTED: goods.of_accepted,
    NodeKind.DOCUMENT: goods.of_document,
    NodeKind.BATCH: where.of_batch,
    NodeKind.WHERE: where.of_where,
    NodeKind.ITEM: goods.of_item,
    NodeKind.ORDERED: goods.of_ordered,
}
"""What leads down from a line of each kind."""


@dataclass(frozen=True, slots=True)
class Unfolded:
    """A line of a trace that is written out, and how deep it stands."""

    depth: int
    node: Node


def unfold(connection: Connection, roots: Sequence[Node], *, upward: bool = False, depth: int) -> Iterator[Unfolded]:
    """Yield lines and all below them, each followed by what it is made of.

    What is seen once more from another side is named and not unfolded, so that nothing is written twice, unless
    nothing else leads on from there.

    Args:
        connection: to read from.
        roots: the lines to begin with.
        upward: follow what each comes from instead.
        depth: how many levels below the roots; 0 for the roots alone.
    """
    follow = sources if upward else children
    for root in roots:
        yield from _below(connection, follow, Unfolded(0, root), depth)


def _below(connection: Connection, follow: Way, line: Unfolded, depth: int) -> Iterator[Unfolded]:
    """Yield a line and all below it."""
    yield line
    if depth <= line.depth:
        return
    below = follow(connection, line.node)
    has_parts = any(not node.is_view for node in below)
    for node in below:
        deepest = line.depth + 1 if node.is_view and has_parts and node.kind is not NodeKind.PAYMENTS else depth
        yield from _below(connection, follow, Unfolded(line.depth + 1, node), deepest)

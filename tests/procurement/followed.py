"""What every trace keeps: whatever is unfolded, the lines below a line add up to it, in money and in goods."""

from collections.abc import Iterator

from sqlalchemy import Connection

from supplies.procurement.trace import Node, children, find, sources
from supplies.values import Money, Quantity, total_money
from tests.rooms import Desk


def found(desk: Desk, key: str) -> Node:
    """Return the one line that a number names."""
    (node,) = desk.read(find, key)
    assert isinstance(node, Node)
    return node


def below(desk: Desk, node: Node) -> list[Node]:
    """Return what a line is made of."""
    lines: list[Node] = desk.read(children, node)
    return lines


def above(desk: Desk, node: Node) -> list[Node]:
    """Return what a line comes from."""
    lines: list[Node] = desk.read(sources, node)
    return lines


def parts(desk: Desk, node: Node) -> list[tuple[str, Money | None, Quantity | None]]:
    """Return the words and amounts of what a line is made of, views left out."""
    return [(each.words, each.amount, each.quantity) for each in below(desk, node) if not each.is_view]


def one(lines: list[Node], words: str) -> Node:
    """Return the only line of these words."""
    (node,) = [each for each in lines if each.words == words]
    return node


def check_sums(connection: Connection, node: Node, *way: str) -> int:
    """Prove that everything below a line adds up to it, down to the last; return how many lines that were."""
    where = " > ".join((*way, f"{node.kind} {node.key} {node.words}"))
    lines = children(connection, node)
    parts = [each for each in lines if not each.is_view]
    amounts = [each.amount for each in parts if each.amount is not None]
    if amounts:
        assert node.amount == total_money(amounts), where
    quantities = [each.quantity for each in parts if each.quantity is not None]
    if quantities and node.quantity is not None:
        assert node.quantity == Quantity(sum(each.thousandths for each in quantities)), where
    assert len(way) < 20, where
    return 1 + sum(check_sums(connection, each, *way, where) for each in lines)


def ways_up(connection: Connection, node: Node) -> Iterator[list[Node]]:
    """Yield every way from a line up to where nothing leads further."""
    lines = sources(connection, node)
    if not lines:
        yield [node]
    for each in lines:
        for way in ways_up(connection, each):
            yield [node, *way]

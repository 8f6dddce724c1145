"""One line of what is followed: a sum of money, or the goods bought with it, and how both are shown."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from supplies.language import N_, _
from supplies.values import NO_MONEY, NO_QUANTITY, Money, Quantity, total_money


class NodeKind(StrEnum):
    """What a line of a trace is."""

    MONEY = "money"
    """Money of every appropriation that stands in some buckets: a figure of the statement."""
    PART = "part"
    """What of such a figure is one appropriation's."""
    APPROPRIATION = "appropriation"
    ALLOTMENT = "allotment"
    LOT = "lot"
    CONTRACT = "contract"
    ACCEPTANCE = "acceptance"
    ACCEPTED = "accepted"
    """Goods of one contract line that a certificate accepted out of one document of the warehouse."""
    PAYMENTS = "payments"
    PAYMENT = "payment"
    DOCUMENT = "document"
    BATCH = "batch"
    WHERE = "where"
    """Where goods of a batch are: in a depot, or out of it in one way."""
    ITEM = "item"
    ORDERED = "ordered"
    """Goods of one item type that a contract is for."""
    STEP = "step"
    """A part of the line above that leads no further."""


_NAMES = {
    NodeKind.MONEY: N_("Money"),
    NodeKind.PART: N_("Part of an appropriation"),
    NodeKind.APPROPRIATION: N_("Appropriation"),
    NodeKind.ALLOTMENT: N_("Allotment"),
    NodeKind.LOT: N_("Tender lot"),
    NodeKind.CONTRACT: N_("Contract"),
    NodeKind.ACCEPTANCE: N_("Certificate of acceptance"),
    NodeKind.ACCEPTED: N_("Goods accepted"),
    NodeKind.PAYMENTS: N_("Payments"),
    NodeKind.PAYMENT: N_("Payment"),
    NodeKind.DOCUMENT: N_("Stock document"),
    NodeKind.BATCH: N_("Batch"),
    NodeKind.WHERE: N_("Goods"),
    NodeKind.ITEM: N_("Item type"),
    NodeKind.ORDERED: N_("Goods ordered"),
    NodeKind.STEP: N_("Part"),
}

_NAMED = {
    NodeKind.MONEY,
    NodeKind.PART,
    NodeKind.APPROPRIATION,
    NodeKind.ALLOTMENT,
    NodeKind.LOT,
    NodeKind.CONTRACT,
    NodeKind.ACCEPTED,
    NodeKind.ORDERED,
    NodeKind.BATCH,
    NodeKind.ITEM,
}
"""The kinds whose words are a name alone: what has the name is said too."""
PAGES = {
    NodeKind.PART: "appropriation",
    NodeKind.APPROPRIATION: "appropriation",
    NodeKind.LOT: "lot",
    NodeKind.CONTRACT: "contract",
    NodeKind.ORDERED: "contract",
    NodeKind.ACCEPTED: "document",
    NodeKind.DOCUMENT: "document",
    NodeKind.BATCH: "trace",
    NodeKind.ITEM: "card",
}
"""The page of the window that shows a line's record by its key."""


@dataclass(frozen=True, slots=True)
class Node:
    """One line. The lines below it that are no views add up to it, in money and in goods."""

    kind: NodeKind
    words: str
    ids: tuple[Any, ...] = ()
    """What tells its record from every other of the kind."""
    key: str = ""
    """How people ask for its record; empty where it has none."""
    amount: Money | None = None
    quantity: Quantity | None = None
    unit: str = ""
    on: date | None = None
    note: str = ""
    is_view: bool = False
    """The same money or goods again, seen from another side, or a larger whole: it is not added up."""
    is_leaf: bool = False
    """Nothing follows from it."""

    @property
    def kind_name(self) -> str:
        """Return what it is, in the reader's language."""
        return _(_NAMES[self.kind])

    @property
    def title(self) -> str:
        """Return what it is and how it is called; in brackets where it is not added up."""
        words = _("{kind}: {name}").format(kind=self.kind_name, name=self.words) if self.kind in _NAMED else self.words
        return _("({words})").format(words=words) if self.is_view else words

    @property
    def page(self) -> str:
        """Return the page that shows its record; empty where none does."""
        return PAGES.get(self.kind, "") if self.key else ""

    @property
    def number(self) -> str:
        """Return the number of its record as people know it; what figures are found by is known to programs alone."""
        return "" if self.kind is NodeKind.MONEY else self.key

    @property
    def is_findable(self) -> bool:
        """Return whether its key alone leads to it."""
        return bool(self.key) and self.kind not in {NodeKind.ALLOTMENT, NodeKind.STEP}

    @property
    def as_root(self) -> "Node":
        """Return it as the line that a trace begins with."""
        return replace(self, is_view=False, is_leaf=False)

    @property
    def quantity_words(self) -> str:
        """Return the quantity with its unit."""
        return "" if self.quantity is None else f"{self.quantity.grouped()} {self.unit}".strip()


def step(words: str, amount: Money | None = None, **more: Any) -> Node:  # noqa: ANN401 - fields of a line
    """Return a part that leads no further."""
    return Node(NodeKind.STEP, words, amount=amount, is_leaf=True, **more)


def counted(nodes: Iterable[Node]) -> list[Node]:
    """Return the lines that add up."""
    return [node for node in nodes if not node.is_view]


def money_left(whole: Money, nodes: Iterable[Node]) -> Money:
    """Return what lines leave of a sum."""
    return whole - total_money(node.amount for node in counted(nodes) if node.amount is not None)


def goods_left(whole: Quantity, nodes: Iterable[Node]) -> Quantity:
    """Return what lines leave of a quantity."""
    return whole - sum((node.quantity for node in counted(nodes) if node.quantity is not None), NO_QUANTITY)


def with_rest(whole: Money, nodes: list[Node], words: str) -> list[Node]:
    """Return the lines, and what they leave of a sum as a line of its own."""
    left = money_left(whole, nodes)
    return [*nodes, step(words, left)] if left != NO_MONEY else nodes

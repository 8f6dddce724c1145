"""What kits there are, and what belongs to each."""

from dataclasses import dataclass

from sqlalchemy import Connection, select

from supplies.language import pick
from supplies.models.catalogue import Item, Kit, KitLine
from supplies.values import ItemCode, Quantity


@dataclass(frozen=True, slots=True)
class KitPart:
    """How much of an item one kit needs."""

    item_code: ItemCode
    name_zh: str
    name_en: str
    unit: str
    quantity: Quantity

    @property
    def name(self) -> str:
        """Return the item's name in the reader's language."""
        return pick(self.name_zh, self.name_en)


@dataclass(frozen=True, slots=True)
class KitRow:
    """A kit and what belongs to it, by item code."""

    code: str
    name: str
    is_retired: bool
    parts: tuple[KitPart, ...]


def kits(connection: Connection, *, with_retired: bool = False) -> list[KitRow]:
    """Return the kits, by code."""
    parts: dict[str, list[KitPart]] = {}
    lines = (
        select(KitLine.kit_code, KitLine.item_code, Item.name_zh, Item.name_en, Item.unit, KitLine.quantity)
        .join(Item, Item.code == KitLine.item_code)
        .order_by(KitLine.kit_code, KitLine.item_code)
    )
    for kit, code, name_zh, name_en, unit, quantity in connection.execute(lines):
        parts.setdefault(kit, []).append(KitPart(code, name_zh, name_en, unit, Quantity(quantity)))
    statement = select(Kit.code, Kit.name, Kit.is_retired).order_by(Kit.code)
    if not with_retired:
        statement = statement.where(~Kit.is_retired)
    return [KitRow(*row, tuple(parts.get(row.code, ()))) for row in connection.execute(statement)]

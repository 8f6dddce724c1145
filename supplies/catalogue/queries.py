"""What the catalogue holds: frozen rows of item types and classes."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, ScalarSelect, Select, and_, func, or_, select

from supplies.catalogue.actions import CATEGORY, ComponentLine, PackLine, UseLimit
from supplies.errors import UnknownRecord
from supplies.language import _, pick
from supplies.models.catalogue import Item, ItemClassification, ItemComponent, ItemPack, Node, Scheme, Tracking
from supplies.values import ItemCode, Quantity


@dataclass(frozen=True, slots=True)
class CategoryRow:
    """A class of a scheme, and how many item types stand in it now (retired ones left out)."""

    code: str
    name_zh: str
    name_en: str
    items: int

    @property
    def name(self) -> str:
        """Return the name in the reader's language."""
        return pick(self.name_zh, self.name_en)


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item type; ``category`` is empty where it stands in none."""

    code: ItemCode
    name_zh: str
    name_en: str
    unit: str
    decimals: int
    specification: str
    tracking: Tracking
    is_consumable: bool
    storage_life_months: int | None
    service_life_months: int | None
    upkeep_interval_months: int | None
    inspection_interval_months: int | None
    is_hazardous: bool
    source_note: str
    pinyin_initials: str
    pinyin_full: str
    is_retired: bool
    revision: int
    category: str
    use_limit: UseLimit | None
    components: tuple[ComponentLine, ...]
    packs: tuple[PackLine, ...]

    @property
    def name(self) -> str:
        """Return the name in the reader's language."""
        return pick(self.name_zh, self.name_en)


@dataclass(frozen=True, slots=True)
class ItemFilter:
    """Which item types are wanted; an empty filter wants all that are not retired."""

    search: str = ""
    category: str = ""
    with_retired: bool = False


CURRENT_ITEMS = ItemFilter()
"""Every item type that is not retired."""


def node_of_item(scheme: str) -> ScalarSelect[str]:
    """Return the class in which an item stands now, as a column of a query over items."""
    return (
        select(ItemClassification.node)
        .where(ItemClassification.item_code == Item.code, ItemClassification.scheme == scheme)
        .order_by(ItemClassification.valid_from.desc())
        .limit(1)
        .correlate(Item)
        .scalar_subquery()
    )


def matches(search: str) -> ColumnElement[bool]:
    """Return whether an item's code, names or pinyin hold every word of the search."""
    columns = (Item.code, Item.name_zh, Item.name_en, Item.pinyin_initials, Item.pinyin_full, Item.specification)
    return and_(*(or_(*(column.icontains(word, autoescape=True) for column in columns)) for word in search.split()[:5]))


def wanted_items(wanted: ItemFilter) -> list[ColumnElement[bool]]:
    """Return the conditions of a filter over items."""
    conditions: list[ColumnElement[bool]] = []
    if wanted.search.strip():
        conditions.append(matches(wanted.search))
    if wanted.category:
        conditions.append(node_of_item(CATEGORY) == wanted.category)
    if not wanted.with_retired:
        conditions.append(~Item.is_retired)
    return conditions


_NOT_COLUMNS = ("category", "use_limit", "components", "packs")
_ITEM_COLUMNS = [getattr(Item, name) for name in ItemRow.__dataclass_fields__ if name not in _NOT_COLUMNS]


def _items() -> Select[Any]:
    """Select item types with their category and the limit of their use."""
    return select(*_ITEM_COLUMNS, func.coalesce(node_of_item(CATEGORY), ""), Item.use_limit, Item.use_unit)


def _rows(connection: Connection, statement: Select[Any], code: str | None = None) -> list[ItemRow]:
    """Return item types with their components and packs.

    Args:
        connection: reads.
        statement: selects the item types.
        code: the one item type that is selected; None reads the parts of all.
    """
    components: dict[ItemCode, tuple[ComponentLine, ...]] = {}
    packs: dict[ItemCode, tuple[PackLine, ...]] = {}
    parts = select(ItemComponent.item_code, ItemComponent.name, ItemComponent.life_months)
    boxes = select(ItemPack.item_code, ItemPack.unit, ItemPack.factor)
    if code is not None:
        parts, boxes = parts.where(ItemComponent.item_code == code), boxes.where(ItemPack.item_code == code)
    for owner, name, months in connection.execute(parts.order_by(ItemComponent.item_code, ItemComponent.name)):
        components[owner] = (*components.get(owner, ()), ComponentLine(name, months))
    for owner, unit, factor in connection.execute(boxes.order_by(ItemPack.item_code, ItemPack.factor, ItemPack.unit)):
        packs[owner] = (*packs.get(owner, ()), PackLine(unit, Quantity(factor)))
    found: list[ItemRow] = []
    for row in connection.execute(statement):
        limit = None if row.use_limit is None else UseLimit(row.use_limit, row.use_unit)
        values = (*row[:-2], limit, components.get(row.code, ()), packs.get(row.code, ()))
        found.append(ItemRow(*values))
    return found


def items(connection: Connection, wanted: ItemFilter = CURRENT_ITEMS) -> list[ItemRow]:
    """Return the item types wanted, by code; the catalogue is small, so all at once."""
    statement = _items().where(*wanted_items(wanted)).order_by(Item.code)
    return _rows(connection, statement)


def item(connection: Connection, code: str) -> ItemRow:
    """Return one item type.

    Raises:
        UnknownRecord: the code is not in the catalogue.
    """
    rows = _rows(connection, _items().where(Item.code == code), code)
    if not rows:
        raise UnknownRecord(kind=_("Item type"), key=code)
    return rows[0]


def categories(connection: Connection, scheme: str = CATEGORY) -> list[CategoryRow]:
    """Return the classes of a scheme, by code, with the number of item types that stand in each now."""
    standing = select(node_of_item(scheme).label("node"), Item.code).where(~Item.is_retired).subquery("standing")
    statement = (
        select(Node.code, Node.name_zh, Node.name_en, func.count(standing.c.code))
        .outerjoin(standing, standing.c.node == Node.code)
        .where(Node.scheme == scheme)
        .group_by(Node.code, Node.name_zh, Node.name_en)
        .order_by(Node.code)
    )
    return [CategoryRow(*row) for row in connection.execute(statement)]


def schemes(connection: Connection) -> list[tuple[str, str]]:
    """Return code and name of every scheme, by code."""
    statement = select(Scheme.code, Scheme.name_zh, Scheme.name_en).order_by(Scheme.code)
    return [(code, pick(zh, en)) for code, zh, en in connection.execute(statement)]


def classes_of_item(connection: Connection, code: ItemCode) -> list[tuple[str, str, str]]:
    """Return scheme, class code and class name of each class that an item has ever had, newest first."""
    statement = (
        select(ItemClassification.scheme, ItemClassification.node, Node.name_zh, Node.name_en)
        .join(Node, and_(Node.scheme == ItemClassification.scheme, Node.code == ItemClassification.node))
        .where(ItemClassification.item_code == code)
        .order_by(ItemClassification.scheme, ItemClassification.valid_from.desc())
    )
    return [(scheme, node, pick(zh, en)) for scheme, node, zh, en in connection.execute(statement)]

"""What follows from a revision of the catalogue."""

from typing import Any

from sqlalchemy import delete, insert, select, update

from supplies.catalogue.actions import DefineKit, ItemLine, ReviseCatalogue
from supplies.journal.action import Context
from supplies.models.catalogue import Item, ItemClassification, ItemComponent, ItemPack, Kit, KitLine, Node, Scheme
from supplies.values import ItemCode


def revise(context: Context, action: ReviseCatalogue) -> None:
    """Write schemes, then classes, then item types and where they stand."""
    _write_schemes(context, action)
    _write_nodes(context, action)
    revisions: dict[ItemCode, int] = dict(context.connection.execute(select(Item.code, Item.revision)).all())
    for item in action.items:
        _write_item(context, item, revisions.get(item.code, 0) + 1)
    for code in action.retired:
        retired = update(Item).where(Item.code == code).values(is_retired=True, seq=context.seq)
        context.connection.execute(retired)
    _classify(context, action)


def _write_schemes(context: Context, action: ReviseCatalogue) -> None:
    """Add or rename schemes."""
    known = set(context.connection.scalars(select(Scheme.code)))
    for scheme in action.schemes:
        values = {"name_zh": scheme.name_zh, "name_en": scheme.name_en, "seq": context.seq}
        if scheme.code in known:
            context.connection.execute(update(Scheme).where(Scheme.code == scheme.code).values(values))
        else:
            context.connection.execute(insert(Scheme), {"code": scheme.code, **values})


def _write_nodes(context: Context, action: ReviseCatalogue) -> None:
    """Add or rename classes; a class may stand before the one above it, the key is checked at the end."""
    known = {(scheme, code) for scheme, code in context.connection.execute(select(Node.scheme, Node.code))}
    for node in action.nodes:
        values = {"parent": node.parent, "name_zh": node.name_zh, "name_en": node.name_en, "seq": context.seq}
        if (node.scheme, node.code) in known:
            here = update(Node).where(Node.scheme == node.scheme, Node.code == node.code)
            context.connection.execute(here.values(values))
        else:
            context.connection.execute(insert(Node), {"scheme": node.scheme, "code": node.code, **values})


def _item_values(context: Context, item: ItemLine, revision: int) -> dict[str, Any]:
    """Return the row of an item type."""
    return {
        "name_zh": item.name_zh,
        "name_en": item.name_en,
        "unit": item.unit,
        "decimals": item.decimals,
        "specification": item.specification,
        "tracking": item.tracking,
        "is_consumable": item.is_consumable,
        "storage_life_months": item.storage_life_months,
        "service_life_months": item.service_life_months,
        "use_limit": None if item.use_limit is None else item.use_limit.value,
        "use_unit": None if item.use_limit is None else item.use_limit.unit,
        "upkeep_interval_months": item.upkeep_interval_months,
        "inspection_interval_months": item.inspection_interval_months,
        "is_hazardous": item.is_hazardous,
        "source_note": item.source_note,
        "pinyin_initials": item.pinyin_initials,
        "pinyin_full": item.pinyin_full,
        "is_retired": False,
        "revision": revision,
        "seq": context.seq,
    }


def _write_item(context: Context, item: ItemLine, revision: int) -> None:
    """Add an item type, or write its next revision."""
    values = _item_values(context, item, revision)
    if revision == 1:
        context.connection.execute(insert(Item), {"code": item.code, **values})
    else:
        context.connection.execute(update(Item).where(Item.code == item.code).values(values))
        for table in (ItemComponent, ItemPack):  # What an item consists of is said anew each time.
            context.connection.execute(delete(table).where(table.item_code == item.code))
    _write_parts(context, item)


def _write_parts(context: Context, item: ItemLine) -> None:
    """Write an item type's components and packs."""
    key = {"item_code": item.code, "seq": context.seq}
    components = [{**key, "name": part.name, "life_months": part.life_months} for part in item.components]
    packs = [{**key, "unit": pack.unit, "factor": pack.factor.thousandths} for pack in item.packs]
    if components:
        context.connection.execute(insert(ItemComponent), components)
    if packs:
        context.connection.execute(insert(ItemPack), packs)


def _classify(context: Context, action: ReviseCatalogue) -> None:
    """Write where the items stand from the action's day on."""
    key = (ItemClassification.item_code, ItemClassification.scheme)
    today = ItemClassification.valid_from == action.business_date
    same_day = {tuple(row) for row in context.connection.execute(select(*key).where(today))}
    for item in action.items:
        for place in item.classes:
            values = {"node": place.node, "seq": context.seq}
            if (item.code, place.scheme) in same_day:
                here = (key[0] == item.code, key[1] == place.scheme, today)
                context.connection.execute(update(ItemClassification).where(*here).values(values))
            else:
                row = {"item_code": item.code, "scheme": place.scheme, "valid_from": action.business_date, **values}
                context.connection.execute(insert(ItemClassification), row)


def define_kit(context: Context, action: DefineKit) -> None:
    """Write a kit, and all of its lines anew."""
    values = {"name": action.name, "is_retired": action.retire, "seq": context.seq}
    known = context.connection.scalar(select(Kit.code).where(Kit.code == action.code))
    if known is None:
        context.connection.execute(insert(Kit), {"code": action.code, **values})
    else:
        context.connection.execute(update(Kit).where(Kit.code == action.code).values(values))
        context.connection.execute(delete(KitLine).where(KitLine.kit_code == action.code))
    lines = [
        {"kit_code": action.code, "item_code": line.item, "quantity": line.quantity.thousandths, "seq": context.seq}
        for line in action.lines
    ]
    context.connection.execute(insert(KitLine), lines)

"""Whether the catalogue may be revised so; every wrong line is named at once."""

from collections.abc import Container, Iterable, Iterator

from sqlalchemy import Connection, select

from supplies.catalogue.actions import DefineKit, ItemLine, ReviseCatalogue
from supplies.errors import (
    CatalogueRefused,
    ClassInRing,
    CodeTwice,
    ComponentTwice,
    ItemKeepsCounting,
    ItemRetired,
    KitRetired,
    LineProblem,
    NothingToDo,
    PackWrong,
    QuantityNotPositive,
    SerialsAreWhole,
    SuppliesError,
    TooManyDecimals,
    TwoClasses,
    UnknownRecord,
)
from supplies.journal.action import Context
from supplies.language import _
from supplies.models.catalogue import Item, Kit, Node, Scheme, Tracking
from supplies.values import NO_QUANTITY, ItemCode, Quantity


def check_revise(context: Context, action: ReviseCatalogue) -> None:
    """Refuse codes used twice, classes that do not exist, and another way to count what was counted before.

    Raises:
        NothingToDo: the revision is empty.
        CatalogueRefused: with the problem of each line.
    """
    if not (action.schemes or action.nodes or action.items or action.retired):
        raise NothingToDo
    problems = revision_problems(context.connection, action)
    if problems:
        raise CatalogueRefused(count=len(problems), lines=problems)


def revision_problems(connection: Connection, action: ReviseCatalogue) -> list[LineProblem]:
    """Return what is wrong with a revision, line by line; so a list can be looked over before it is posted."""
    return [
        *_scheme_problems(connection, action),
        *_item_problems(connection, action),
        *_retirement_problems(connection, action),
    ]


def _repeated(codes: Iterable[object]) -> Iterator[tuple[int, object]]:
    """Yield the line number and code of each code that stood in an earlier line."""
    seen = set()
    for line, code in enumerate(codes, 1):
        if code in seen:
            yield line, code
        seen.add(code)


def _scheme_problems(connection: Connection, action: ReviseCatalogue) -> Iterator[LineProblem]:
    """Yield what is wrong with schemes and classes."""
    for line, code in _repeated(scheme.code for scheme in action.schemes):
        yield LineProblem(line, "schemes", CodeTwice(code=str(code)))
    for line, code in _repeated((node.scheme, node.code) for node in action.nodes):
        yield LineProblem(line, "nodes", CodeTwice(code=str(code)))
    known = set(connection.scalars(select(Scheme.code))) | {scheme.code for scheme in action.schemes}
    nodes = _known_nodes(connection, action)
    for line, node in enumerate(action.nodes, 1):
        if node.scheme not in known:
            yield LineProblem(line, "nodes", UnknownRecord(kind=_("Scheme"), key=node.scheme))
        if node.parent is not None and (node.scheme, node.parent) not in nodes:
            yield LineProblem(line, "nodes", UnknownRecord(kind=_("Class"), key=node.parent))
        elif _stands_above_itself(nodes, node.scheme, node.code):
            yield LineProblem(line, "nodes", ClassInRing(code=node.code))


def _known_nodes(connection: Connection, action: ReviseCatalogue) -> dict[tuple[str, str], str | None]:
    """Return every class there is or will be, and the class above it."""
    columns = (Node.scheme, Node.code, Node.parent)
    stored = {(scheme, code): parent for scheme, code, parent in connection.execute(select(*columns))}
    return stored | {(node.scheme, node.code): node.parent for node in action.nodes}


def _stands_above_itself(nodes: dict[tuple[str, str], str | None], scheme: str, code: str) -> bool:
    """Return whether going up from a class comes back to it."""
    above = nodes[scheme, code]
    for _step in nodes:
        if above is None or above == code:
            break
        above = nodes.get((scheme, above))
    return above == code


def _item_problems(connection: Connection, action: ReviseCatalogue) -> Iterator[LineProblem]:
    """Yield what is wrong with item types."""
    for line, code in _repeated(item.code for item in action.items):
        yield LineProblem(line, "code", CodeTwice(code=str(code)))
    nodes = _known_nodes(connection, action)
    columns = (Item.code, Item.unit, Item.decimals, Item.tracking, Item.is_retired)
    stored = {row.code: row for row in connection.execute(select(*columns))}
    for line, item in enumerate(action.items, 1):
        if item.tracking is Tracking.SERIAL and item.decimals:
            yield LineProblem(line, "decimals", SerialsAreWhole(item=item.code))
        yield from _class_problems(line, item, nodes)
        yield from _part_problems(line, item)
        before = stored.get(item.code)
        if before is not None and before.is_retired:
            yield LineProblem(line, "code", ItemRetired(item=item.code))
        elif before is not None and _counted_as(item) != (before.unit, before.decimals, before.tracking):
            yield LineProblem(line, "unit", ItemKeepsCounting(item=item.code))


def _class_problems(line: int, item: ItemLine, nodes: Container[tuple[str, str]]) -> Iterator[LineProblem]:
    """Yield what is wrong with the classes of an item type."""
    if len({place.scheme for place in item.classes}) < len(item.classes):
        yield LineProblem(line, "classes", TwoClasses(item=item.code))
    for place in item.classes:
        if (place.scheme, place.node) not in nodes:
            yield LineProblem(line, "classes", UnknownRecord(kind=_("Class"), key=place.node))


def _part_problems(line: int, item: ItemLine) -> Iterator[LineProblem]:
    """Yield what is wrong with the packs and components of an item type."""
    units = {item.unit}
    for pack in item.packs:
        is_quantity = pack.factor > NO_QUANTITY and pack.factor.fits(item.decimals)
        if pack.unit in units or not is_quantity:
            yield LineProblem(line, "packs", PackWrong(item=item.code, pack=f"{pack.unit} = {pack.factor}"))
        units.add(pack.unit)
    for _number, name in _repeated(part.name for part in item.components):
        yield LineProblem(line, "components", ComponentTwice(item=item.code, component=str(name)))


def _counted_as(item: ItemLine) -> tuple[str, int, Tracking]:
    """Return what of an item type never changes."""
    return item.unit, item.decimals, item.tracking


def _retirement_problems(connection: Connection, action: ReviseCatalogue) -> Iterator[LineProblem]:
    """Yield item types that cannot be retired: unknown, already retired, or revised in the same breath."""
    stored: dict[ItemCode, bool] = dict(connection.execute(select(Item.code, Item.is_retired)).all())
    revised = {item.code for item in action.items}
    for line, code in enumerate(action.retired, 1):
        if code not in stored:
            yield LineProblem(line, "retired", UnknownRecord(kind=_("Item type"), key=code))
        elif stored[code]:
            yield LineProblem(line, "retired", ItemRetired(item=code))
        elif code in revised or action.retired.index(code) != line - 1:
            yield LineProblem(line, "retired", CodeTwice(code=code))


def check_define_kit(context: Context, action: DefineKit) -> None:
    """Refuse a kit without goods, goods that are not in the catalogue, and a retired kit.

    Raises:
        NothingToDo: the kit has no lines.
        KitRetired: it is retired already.
        CatalogueRefused: with the problem of each line.
    """
    if not action.lines:
        raise NothingToDo
    if context.connection.scalar(select(Kit.is_retired).where(Kit.code == action.code)):
        raise KitRetired(kit=action.code)
    columns = (Item.code, Item.name_zh, Item.decimals, Item.is_retired)
    stored = {row.code: row for row in context.connection.execute(select(*columns))}
    problems = [
        LineProblem(number, "item", CodeTwice(code=str(code)))
        for number, code in _repeated(line.item for line in action.lines)
    ]
    for number, line in enumerate(action.lines, 1):
        row = stored.get(line.item)
        if row is None:
            problems.append(LineProblem(number, "item", UnknownRecord(kind=_("Item type"), key=line.item)))
        elif row.is_retired and not action.retire:
            problems.append(LineProblem(number, "item", ItemRetired(item=line.item)))
        elif (error := _quantity_error(row.name_zh, row.decimals, line.quantity)) is not None:
            problems.append(LineProblem(number, "quantity", error))
    if problems:
        raise CatalogueRefused(count=len(problems), lines=problems)


def _quantity_error(name: str, decimals: int, quantity: Quantity) -> SuppliesError | None:
    """Return why a kit cannot hold so much of an item."""
    if quantity <= NO_QUANTITY:
        return QuantityNotPositive(quantity=quantity)
    return None if quantity.fits(decimals) else TooManyDecimals(item=name, decimals=decimals, quantity=quantity)

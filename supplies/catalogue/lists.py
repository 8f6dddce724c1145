"""A catalogue as a list of rows: the default one, a bureau's own, and what one changes in the store."""

import csv
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

import msgspec
from sqlalchemy import Connection

from supplies import pinyin
from supplies.catalogue.actions import CATEGORY, ClassLine, ItemLine, NodeLine, ReviseCatalogue, SchemeLine
from supplies.catalogue.parts import read_components, read_limit, read_packs
from supplies.catalogue.queries import ItemFilter, ItemRow, categories, items, schemes
from supplies.errors import CatalogueUnreadable, ColumnWrong, LineProblem
from supplies.journal.complaints import parted
from supplies.language import N_, RESOURCES, _
from supplies.models.catalogue import Tracking
from supplies.values import ActionId, BadValue, ItemCode

P = TypeVar("P")

DEFAULT = RESOURCES / "catalogue" / "default.csv"

COLUMNS: dict[str, str] = {
    "code": N_("Code"),
    "category_code": N_("Category code"),
    "category_zh": N_("Category"),
    "category_en": N_("Category in English"),
    "name_zh": N_("Name"),
    "name_en": N_("Name in English"),
    "unit": N_("Unit"),
    "decimals": N_("Decimals"),
    "specification": N_("Specification"),
    "tracking": N_("Tracking"),
    "consumable": N_("Consumable"),
    "storage_life_months": N_("Storage life (months)"),
    "service_life_months": N_("Service life (months)"),
    "use_limit": N_("Limit of use"),
    "upkeep_interval_months": N_("Upkeep interval (months)"),
    "inspection_interval_months": N_("Inspection interval (months)"),
    "components": N_("Components with a life of their own"),
    "packs": N_("Packs"),
    "hazardous": N_("Hazardous"),
    "source_note": N_("Source"),
}
"""The columns of a catalogue list, by their names in the default one."""

_FIELDS = {
    "name_en": "name_en",
    "decimals": "decimals",
    "specification": "specification",
    "consumable": "is_consumable",
    "storage_life_months": "storage_life_months",
    "service_life_months": "service_life_months",
    "use_limit": "use_limit",
    "upkeep_interval_months": "upkeep_interval_months",
    "inspection_interval_months": "inspection_interval_months",
    "components": "components",
    "packs": "packs",
    "hazardous": "is_hazardous",
    "source_note": "source_note",
}
"""What of an item type stands in each column that a list may lack."""

NEEDED = ("code", "category_code", "category_zh", "name_zh", "unit", "tracking")

_TRACKING = {
    "serial": Tracking.SERIAL,
    "序列号": Tracking.SERIAL,
    "batch": Tracking.BATCH,
    "批次": Tracking.BATCH,
    "quantity": Tracking.QUANTITY,
    "数量": Tracking.QUANTITY,
}
_YES = {"1", "yes", "true", "是", "消耗", "危"}
_NO = {"0", "no", "false", "否", "回收", "", "-", "–"}


@dataclass(frozen=True, slots=True)
class CatalogueList:
    """What a catalogue shall hold."""

    nodes: tuple[NodeLine, ...]
    items: tuple[ItemLine, ...]
    retired: tuple[ItemCode, ...] = ()
    lacking: frozenset[str] = frozenset()
    """The columns that the list does not have: what the store knows of them stays as it is."""

    @property
    def is_empty(self) -> bool:
        """Return whether nothing is to be done."""
        return not (self.nodes or self.items or self.retired)

    def action(self, action_id: ActionId, day: date) -> ReviseCatalogue:
        """Return the action that records it."""
        scheme = SchemeLine(CATEGORY, "物资类别", "Categories of the bureau")
        return ReviseCatalogue(
            action_id=action_id,
            business_date=day,
            schemes=(scheme,) if self.nodes else (),
            nodes=self.nodes,
            items=self.items,
            retired=self.retired,
        )


def default_list() -> CatalogueList:
    """Return the default catalogue: 9 categories, 176 item types."""
    return read_rows(read_csv(DEFAULT))


def read_csv(path: Path) -> list[tuple[int, dict[str, str]]]:
    """Return the rows of a list in our own form, with their line numbers."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(enumerate(csv.DictReader(file), 2))


def read_rows(rows: Iterable[tuple[int, Mapping[str, str]]]) -> CatalogueList:
    """Return the catalogue in rows of a list, each with its line number.

    Raises:
        CatalogueUnreadable: with every line and column that is wrong.
    """
    nodes: dict[str, NodeLine] = {}
    found: list[ItemLine] = []
    problems: list[LineProblem] = []
    columns: set[str] = set()
    for number, row in rows:
        columns |= row.keys()
        try:
            found.append(_item(row))
            code = row["category_code"].strip()
            nodes[code] = NodeLine(CATEGORY, code, row["category_zh"].strip(), row.get("category_en", "").strip())
        except ColumnWrong as error:
            problems.append(LineProblem(number, str(error.facts["column"]), error))
    if problems:
        raise CatalogueUnreadable(count=len(problems), lines=problems)
    return CatalogueList(tuple(nodes.values()), tuple(found), lacking=frozenset(COLUMNS.keys() - columns))


def _item(row: Mapping[str, str]) -> ItemLine:
    """Return the item type in a row."""
    name = _needed(row, "name_zh")
    values = {
        "code": _needed(row, "code"),
        "name_zh": name,
        "name_en": _text(row, "name_en"),
        "unit": _needed(row, "unit"),
        "decimals": _whole(row, "decimals") or 0,
        "specification": _text(row, "specification"),
        "tracking": _tracking(row),
        "is_consumable": _flag(row, "consumable"),
        "storage_life_months": _whole(row, "storage_life_months"),
        "service_life_months": _whole(row, "service_life_months"),
        "use_limit": _parts(row, "use_limit", read_limit),
        "upkeep_interval_months": _whole(row, "upkeep_interval_months"),
        "inspection_interval_months": _whole(row, "inspection_interval_months"),
        "components": _parts(row, "components", read_components),
        "packs": _parts(row, "packs", read_packs),
        "is_hazardous": _flag(row, "hazardous"),
        "source_note": _text(row, "source_note"),
        "pinyin_initials": pinyin.initials(name),
        "pinyin_full": pinyin.full(name),
        "classes": (ClassLine(CATEGORY, _needed(row, "category_code")),),
    }
    _needed(row, "category_zh")
    try:
        return msgspec.convert(values, ItemLine)
    except msgspec.ValidationError as error:
        problem, place = parted(error)
        column = place.removeprefix("`$.").rstrip("`").split(".")[0].split("[")[0]
        raise ColumnWrong(column=_(COLUMNS.get(column, column)), problem=problem) from error


def _text(row: Mapping[str, str], column: str) -> str:
    """Return a cell's text; empty where the list lacks the column."""
    return (row.get(column) or "").strip()


def _needed(row: Mapping[str, str], column: str) -> str:
    """Return a cell that must not be empty."""
    text = _text(row, column)
    if not text:
        raise ColumnWrong(column=_(COLUMNS[column]), problem=_("it is empty"))
    return text


def _whole(row: Mapping[str, str], column: str) -> int | None:
    """Return a cell's whole number; None where it is empty."""
    text = _text(row, column).removesuffix(".0")
    if text in {"", "-", "–"}:
        return None
    if not text.isascii() or not text.isdigit():
        raise ColumnWrong(column=_(COLUMNS[column]), problem=_("{text} is not a whole number").format(text=text))
    return int(text)


def _parts(row: Mapping[str, str], column: str, read: Callable[[str], P]) -> P:
    """Return a cell's limit, components or packs."""
    try:
        return read(_text(row, column).removesuffix(".0"))
    except BadValue as error:
        raise ColumnWrong(column=_(COLUMNS[column]), problem=str(error)) from error
    except msgspec.ValidationError as error:
        raise ColumnWrong(column=_(COLUMNS[column]), problem=parted(error)[0]) from error


def _flag(row: Mapping[str, str], column: str) -> bool:
    """Return a cell's yes or no."""
    text = _text(row, column).lower().removesuffix(".0")
    if text not in _YES | _NO:
        raise ColumnWrong(column=_(COLUMNS[column]), problem=_("{text} is neither yes nor no").format(text=text))
    return text in _YES


def _tracking(row: Mapping[str, str]) -> Tracking:
    """Return how the item is tracked."""
    text = _needed(row, "tracking").lower()
    if text not in _TRACKING:
        known = "、".join(sorted(_TRACKING))
        raise ColumnWrong(
            column=_(COLUMNS["tracking"]), problem=_("{text} is none of {known}").format(text=text, known=known)
        )
    return _TRACKING[text]


def changes(connection: Connection, wanted: CatalogueList, *, retire_missing: bool) -> CatalogueList:
    """Return what of a list is not yet so in the store; importing the same list twice leaves nothing to do.

    Args:
        wanted: the list as it was read.
        retire_missing: also retire every item type of the store that the list does not have.
    """
    known = {row.code: row for row in items(connection, ItemFilter(with_retired=True))}
    named = {row.code: (row.name_zh, row.name_en) for row in categories(connection)}
    has_scheme = any(code == CATEGORY for code, _name in schemes(connection))
    completed = [_completed_node(node, named, wanted.lacking) for node in wanted.nodes]
    nodes = tuple(node for node in completed if named.get(node.code) != (node.name_zh, node.name_en))
    lines = [_completed(item, known.get(item.code), wanted.lacking) for item in wanted.items]
    changed = tuple(item for item in lines if not _is_same(known.get(item.code), item))
    listed = {item.code for item in wanted.items}
    gone = [code for code, row in known.items() if not row.is_retired and code not in listed]
    assert has_scheme or nodes or not changed, "a catalogue with items has categories"
    return CatalogueList(nodes, changed, tuple(sorted(gone)) if retire_missing else ())


def _completed(item: ItemLine, row: ItemRow | None, lacking: frozenset[str]) -> ItemLine:
    """Return an item type of a list with what the store knows of it in the columns that the list lacks."""
    if row is None:
        return item
    fields = (_FIELDS[column] for column in lacking & _FIELDS.keys())
    return msgspec.structs.replace(item, **{field: getattr(row, field) for field in fields})


def _completed_node(node: NodeLine, named: Mapping[str, tuple[str, str]], lacking: frozenset[str]) -> NodeLine:
    """Return a category of a list with the English name that the store knows where the list has no column for it."""
    if "category_en" not in lacking or node.code not in named:
        return node
    return msgspec.structs.replace(node, name_en=named[node.code][1])


def _is_same(row: ItemRow | None, item: ItemLine) -> bool:
    """Return whether an item type is in the store just so."""
    if row is None or row.is_retired or row.category != item.classes[0].node:
        return False
    names = (name for name in ItemLine.__struct_fields__ if name != "classes")
    return all(getattr(row, name) == getattr(item, name) for name in names)

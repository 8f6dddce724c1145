"""What can happen to the catalogue: one action adds, revises and retires."""

from typing import Annotated

import msgspec

from supplies.journal.action import END, Action
from supplies.models.catalogue import Tracking
from supplies.values import ItemCode

CATEGORY = "CATEGORY"
"""The scheme of the bureau's own categories; others stand beside it."""

ITEM_CODE = "^[A-Z0-9]{2,16}" + END

Code = Annotated[str, msgspec.Meta(pattern="^[A-Z0-9.]{1,16}" + END)]
ItemCodeText = Annotated[ItemCode, msgspec.Meta(pattern=ITEM_CODE)]
Name = Annotated[str, msgspec.Meta(min_length=1, max_length=100, pattern=r"^\S(.*\S)?" + END)]
Months = Annotated[int, msgspec.Meta(ge=1, le=1200)]


class SchemeLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A way to classify items."""

    code: Code
    name_zh: Name
    name_en: str = ""


class NodeLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A class of a scheme; ``parent`` is the class above it."""

    scheme: Code
    code: Code
    name_zh: Name
    name_en: str = ""
    parent: str | None = None


class ClassLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The class of an item in one scheme."""

    scheme: Code
    node: Code


class ItemLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """An item type as it shall be from now on.

    Unit, decimals and tracking stay as they were first recorded: what was counted in one way cannot be counted in
    another. Retire the type and add a new one instead.
    """

    code: ItemCodeText
    name_zh: Name
    name_en: str = ""
    unit: Annotated[str, msgspec.Meta(min_length=1, max_length=10)]
    decimals: Annotated[int, msgspec.Meta(ge=0, le=3)] = 0
    specification: Annotated[str, msgspec.Meta(max_length=300)] = ""
    tracking: Tracking
    is_consumable: bool
    storage_life_months: Months | None = None
    upkeep_interval_months: Months | None = None
    is_hazardous: bool = False
    source_note: Annotated[str, msgspec.Meta(max_length=300)] = ""
    pinyin_initials: str = ""
    pinyin_full: str = ""
    classes: tuple[ClassLine, ...] = ()


class ReviseCatalogue(Action, frozen=True, kw_only=True, tag="catalogue.revise"):
    """Add and revise schemes, classes and item types, and retire item types, all at once."""

    schemes: tuple[SchemeLine, ...] = ()
    nodes: tuple[NodeLine, ...] = ()
    items: tuple[ItemLine, ...] = ()
    retired: tuple[ItemCodeText, ...] = ()

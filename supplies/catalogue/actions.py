"""What can happen to the catalogue: one action adds, revises and retires."""

from typing import Annotated

import msgspec

from supplies.journal.action import END, Action
from supplies.models.catalogue import Tracking, UseUnit
from supplies.values import ItemCode, Quantity

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


class UseLimit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How long an object may be used in all before it is retired."""

    value: Annotated[int, msgspec.Meta(ge=1, le=1_000_000)]
    unit: UseUnit


class ComponentLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part with a life of its own, such as the pads of an AED or the hydraulic test of a cylinder."""

    name: Annotated[str, msgspec.Meta(pattern=r"^[^\s=;；](.{0,28}[^\s=;；])?" + END)]
    life_months: Months


class PackLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A unit in which the item comes packed, and how many base units one of it is: 1 箱 = 24 瓶."""

    unit: Annotated[str, msgspec.Meta(pattern=r"^[^\d\s.*=;；]{1,10}" + END)]
    factor: Quantity


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
    """From production, while it is not used. Each clock runs for itself; one that is not known is left out."""
    service_life_months: Months | None = None
    """From the first use."""
    use_limit: UseLimit | None = None
    """Days or hours of use until it is retired."""
    upkeep_interval_months: Months | None = None
    inspection_interval_months: Months | None = None
    """Idle for longer than this: tested before it is issued."""
    components: tuple[ComponentLine, ...] = ()
    packs: tuple[PackLine, ...] = ()
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


class KitLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How much of an item one kit needs."""

    item: ItemCodeText
    quantity: Quantity


class DefineKit(Action, frozen=True, kw_only=True, tag="catalogue.define_kit"):
    """Say what belongs to a kit from now on, or retire it."""

    code: Code
    name: Name
    lines: tuple[KitLine, ...]
    retire: bool = False

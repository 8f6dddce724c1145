"""What can be held: item types and the several schemes that classify them. Reference tables, owned by the city."""

from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from supplies.models.base import STRICT, Base, Word, one_of, real_day
from supplies.values import QUANTITY_MAX_THOUSANDTHS, ItemCode


class Tracking(StrEnum):
    """How the pieces of an item are told apart."""

    SERIAL = "serial"
    BATCH = "batch"
    QUANTITY = "quantity"


class UseUnit(StrEnum):
    """What is counted of the use of an object until it is retired."""

    DAY = "day"
    HOUR = "hour"


class Scheme(Base):
    """A way to classify items: the bureau's own categories, GB/T 38565, and others beside each other."""

    __tablename__ = "scheme"
    __table_args__ = (STRICT,)

    code: Mapped[str] = mapped_column(primary_key=True)
    name_zh: Mapped[str]
    name_en: Mapped[str]
    seq: Mapped[int]


class Node(Base):
    """A class within a scheme; ``parent`` is the class above it in the same scheme."""

    __tablename__ = "node"
    __table_args__ = (
        ForeignKeyConstraint(["scheme", "parent"], ["node.scheme", "node.code"], deferrable=True, initially="DEFERRED"),
        STRICT,
    )

    scheme: Mapped[str] = mapped_column(ForeignKey("scheme.code"), primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
    parent: Mapped[str | None]
    name_zh: Mapped[str]
    name_en: Mapped[str]
    seq: Mapped[int]


class Item(Base):
    """An item type. Its code is never used for another; a type no longer bought is retired, not deleted."""

    __tablename__ = "item"
    __table_args__ = (
        one_of("tracking", Tracking),
        CheckConstraint("decimals BETWEEN 0 AND 3", name="decimals_range"),
        CheckConstraint("tracking <> 'serial' OR decimals = 0", name="serials_are_whole"),
        CheckConstraint("storage_life_months > 0", name="storage_life_positive"),
        CheckConstraint("upkeep_interval_months > 0", name="upkeep_positive"),
        one_of("use_unit", UseUnit),
        CheckConstraint("service_life_months > 0", name="service_life_positive"),
        CheckConstraint("use_limit > 0", name="use_limit_positive"),
        CheckConstraint("(use_limit IS NULL) = (use_unit IS NULL)", name="use_limit_has_unit"),
        CheckConstraint("inspection_interval_months > 0", name="inspection_positive"),
        CheckConstraint("revision >= 1", name="revision_positive"),
        STRICT,
    )

    code: Mapped[ItemCode] = mapped_column(primary_key=True)
    name_zh: Mapped[str]
    name_en: Mapped[str]
    unit: Mapped[str]
    decimals: Mapped[int] = mapped_column(comment="decimal places a quantity may have, 0 to 3")
    specification: Mapped[str]
    tracking: Mapped[Tracking] = mapped_column(Word(Tracking))
    is_consumable: Mapped[bool] = mapped_column(comment="used up when issued; otherwise to be recovered")
    storage_life_months: Mapped[int | None] = mapped_column(comment="from production, while it is not used")
    service_life_months: Mapped[int | None] = mapped_column(comment="from the first use")
    use_limit: Mapped[int | None] = mapped_column(comment="days or hours of use until it is retired")
    use_unit: Mapped[UseUnit | None] = mapped_column(Word(UseUnit))
    upkeep_interval_months: Mapped[int | None] = mapped_column(comment="maintenance")
    inspection_interval_months: Mapped[int | None] = mapped_column(comment="idle for longer: tested before issue")
    is_hazardous: Mapped[bool]
    source_note: Mapped[str] = mapped_column(comment="where the life and the specification come from")
    pinyin_initials: Mapped[str]
    pinyin_full: Mapped[str]
    is_retired: Mapped[bool]
    revision: Mapped[int]
    seq: Mapped[int]


class ItemClassification(Base):
    """Where an item stands in a scheme, from a day on."""

    __tablename__ = "item_classification"
    __table_args__ = (
        ForeignKeyConstraint(["scheme", "node"], ["node.scheme", "node.code"]),
        real_day("valid_from"),
        Index(None, "scheme", "node"),
        STRICT,
    )

    item_code: Mapped[ItemCode] = mapped_column(ForeignKey("item.code"), primary_key=True)
    scheme: Mapped[str] = mapped_column(primary_key=True)
    valid_from: Mapped[date] = mapped_column(primary_key=True)
    node: Mapped[str]
    seq: Mapped[int]


class ItemComponent(Base):
    """A part of an item with a life of its own, such as the pads of an AED."""

    __tablename__ = "item_component"
    __table_args__ = (CheckConstraint("life_months > 0", name="life_positive"), STRICT)

    item_code: Mapped[ItemCode] = mapped_column(ForeignKey("item.code"), primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    life_months: Mapped[int]
    seq: Mapped[int]


class ItemPack(Base):
    """A unit in which an item comes packed: how many of its base units one pack is, exactly."""

    __tablename__ = "item_pack"
    __table_args__ = (
        CheckConstraint(f"factor > 0 AND factor <= {QUANTITY_MAX_THOUSANDTHS}", name="factor_range"),
        STRICT,
    )

    item_code: Mapped[ItemCode] = mapped_column(ForeignKey("item.code"), primary_key=True)
    unit: Mapped[str] = mapped_column(primary_key=True)
    factor: Mapped[int] = mapped_column(comment="in thousandths of the item's base unit")
    seq: Mapped[int]


class Kit(Base):
    """A set of goods that belongs together on a vehicle or in a bag. Never deleted: it is retired."""

    __tablename__ = "kit"
    __table_args__ = (STRICT,)

    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    is_retired: Mapped[bool]
    seq: Mapped[int]


class KitLine(Base):
    """How much of an item one kit needs."""

    __tablename__ = "kit_line"
    __table_args__ = (
        CheckConstraint(f"quantity > 0 AND quantity <= {QUANTITY_MAX_THOUSANDTHS}", name="quantity_range"),
        STRICT,
    )

    kit_code: Mapped[str] = mapped_column(ForeignKey("kit.code"), primary_key=True)
    item_code: Mapped[ItemCode] = mapped_column(ForeignKey("item.code"), primary_key=True)
    quantity: Mapped[int] = mapped_column(comment="in thousandths of the item's base unit")
    seq: Mapped[int]

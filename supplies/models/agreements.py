"""What enterprises have promised to supply: agreement and capacity reserves. A promise is never stock."""

from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from supplies.models.base import STRICT, Base, Word, one_of, real_day
from supplies.values import QUANTITY_MAX_THOUSANDTHS, ItemCode, Login, OrganisationCode, SiteId


class AgreementKind(StrEnum):
    """Whether the enterprise has the goods, or can make them."""

    AGREEMENT = "agreement"
    CAPACITY = "capacity"


class Agreement(Base):
    """A promise of an enterprise. Ended once; never deleted."""

    __tablename__ = "agreement"
    __table_args__ = (
        one_of("kind", AgreementKind),
        CheckConstraint("hours >= 1", name="hours_from_one"),
        CheckConstraint("ends_on >= starts_on", name="runs_forward"),
        CheckConstraint("(ended_seq IS NULL) = (ended_on IS NULL)", name="ended_on_a_day"),
        real_day("starts_on"),
        real_day("ends_on"),
        real_day("verified_on"),
        real_day("ended_on"),
        STRICT,
    )

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True, comment="the entry that concluded it")
    number: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[AgreementKind] = mapped_column(Word(AgreementKind))
    enterprise: Mapped[OrganisationCode] = mapped_column(ForeignKey("organisation.code"))
    hours: Mapped[int] = mapped_column(comment="within how many hours it supplies once it is called")
    price_formula: Mapped[str]
    legal_base: Mapped[str]
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    note: Mapped[str]
    verified_on: Mapped[date | None]
    verified_by: Mapped[Login | None]
    ended_seq: Mapped[int | None]
    ended_on: Mapped[date | None]
    end_reason: Mapped[str]


class AgreementLine(Base):
    """How much of an item is promised, and how much of it was found available last."""

    __tablename__ = "agreement_line"
    __table_args__ = (
        ForeignKeyConstraint(["site_id", "seq"], ["agreement.site_id", "agreement.seq"]),
        CheckConstraint(f"quantity > 0 AND quantity <= {QUANTITY_MAX_THOUSANDTHS}", name="quantity_range"),
        CheckConstraint("available >= 0 AND available <= quantity", name="available_range"),
        Index(None, "item_code"),
        STRICT,
    )

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    item_code: Mapped[ItemCode] = mapped_column(ForeignKey("item.code"), primary_key=True)
    quantity: Mapped[int]
    available: Mapped[int | None] = mapped_column(comment="NULL: never verified")


class CallOff(Base):
    """A call for what was promised (启用通知). Never changed, never deleted."""

    __tablename__ = "call_off"
    __table_args__ = (
        ForeignKeyConstraint(["site_id", "of_seq"], ["agreement.site_id", "agreement.seq"]),
        real_day("needed_by"),
        Index(None, "of_seq"),
        STRICT,
    )

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(unique=True)
    of_seq: Mapped[int] = mapped_column(comment="the agreement")
    called_on: Mapped[date]
    needed_by: Mapped[date]
    deliver_to: Mapped[str]
    incident: Mapped[str]
    actor: Mapped[Login]


class CallOffLine(Base):
    """How much of an item is called. Never changed, never deleted."""

    __tablename__ = "call_off_line"
    __table_args__ = (
        ForeignKeyConstraint(["site_id", "seq"], ["call_off.site_id", "call_off.seq"]),
        CheckConstraint(f"quantity > 0 AND quantity <= {QUANTITY_MAX_THOUSANDTHS}", name="quantity_range"),
        STRICT,
    )

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    item_code: Mapped[ItemCode] = mapped_column(ForeignKey("item.code"), primary_key=True)
    quantity: Mapped[int]

"""What becomes of an appropriation beside the lots bought of it: allotted, adjusted, returned, carried over."""

from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from supplies.models.accounts import Level
from supplies.models.base import STRICT, Base, Word, one_of, real_day
from supplies.models.funds import Purpose
from supplies.values import MONEY_MAX_FEN, AllotmentId, AppropriationId, OrganisationCode, SiteId


def of_appropriation() -> ForeignKeyConstraint:
    """Return the rule that the appropriation is recorded."""
    return ForeignKeyConstraint(
        ["site_id", "appropriation_id"], ["appropriation.site_id", "appropriation.appropriation_id"]
    )


def in_range() -> CheckConstraint:
    """Return the rule that an amount is above zero, and one that money can be."""
    return CheckConstraint(f"amount_fen > 0 AND amount_fen <= {MONEY_MAX_FEN}", name="amount_range")


class AllotmentStep(StrEnum):
    """What happens to an allotment after it was made."""

    USE = "use"
    TAKE_BACK = "take_back"


class AppropriationPurpose(Base):
    """What the money of an appropriation may be used for; without a row its document tells no limit."""

    __tablename__ = "appropriation_purpose"
    __table_args__ = (of_appropriation(), one_of("purpose", Purpose), STRICT)

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    appropriation_id: Mapped[AppropriationId] = mapped_column(primary_key=True)
    purpose: Mapped[Purpose] = mapped_column(Word(Purpose), primary_key=True)
    seq: Mapped[int]


class Allotment(Base):
    """Money put at the disposal of a county or unit (下达). Never changed: what follows are its steps."""

    __tablename__ = "allotment"
    __table_args__ = (
        of_appropriation(),
        ForeignKeyConstraint(["receiver"], ["organisation.code"]),
        UniqueConstraint("site_id", "appropriation_id", "number", "receiver", "purpose"),
        one_of("purpose", Purpose),
        in_range(),
        real_day("dated"),
        STRICT,
    )

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    allotment_id: Mapped[AllotmentId] = mapped_column(primary_key=True)
    appropriation_id: Mapped[AppropriationId]
    receiver: Mapped[OrganisationCode]
    purpose: Mapped[Purpose] = mapped_column(Word(Purpose))
    number: Mapped[str] = mapped_column(comment="of the document that allots it")
    dated: Mapped[date]
    amount_fen: Mapped[int] = mapped_column(comment="as allotted; what was taken back is not subtracted")
    seq: Mapped[int]


class AllotmentChange(Base):
    """What a receiver reports as spent, or what is taken back. Never changed, never deleted."""

    __tablename__ = "allotment_change"
    __table_args__ = (
        ForeignKeyConstraint(["site_id", "allotment_id"], ["allotment.site_id", "allotment.allotment_id"]),
        UniqueConstraint("site_id", "allotment_id", "step", "number"),
        one_of("step", AllotmentStep),
        in_range(),
        real_day("dated"),
        STRICT,
    )

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    allotment_id: Mapped[AllotmentId]
    step: Mapped[AllotmentStep] = mapped_column(Word(AllotmentStep))
    number: Mapped[str]
    dated: Mapped[date]
    amount_fen: Mapped[int]
    reason: Mapped[str] = mapped_column(comment="why it is taken back; of a use it may be empty")


class Adjustment(Base):
    """A later document that changes the amount of an appropriation. Never changed, never deleted."""

    __tablename__ = "appropriation_adjustment"
    __table_args__ = (
        of_appropriation(),
        UniqueConstraint("site_id", "appropriation_id", "number"),
        one_of("level", Level),
        CheckConstraint(
            f"amount_fen <> 0 AND amount_fen BETWEEN -{MONEY_MAX_FEN} AND {MONEY_MAX_FEN}", name="amount_range"
        ),
        real_day("dated"),
        STRICT,
    )

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    appropriation_id: Mapped[AppropriationId]
    number: Mapped[str]
    dated: Mapped[date]
    amount_fen: Mapped[int] = mapped_column(comment="below zero: less")
    level: Mapped[Level | None] = mapped_column(Word(Level), comment="whose money; NULL while the split is unknown")
    reason: Mapped[str]


class FundReturn(Base):
    """Money that went back to whoever gave it (交回). Never changed, never deleted."""

    __tablename__ = "fund_return"
    __table_args__ = (
        of_appropriation(),
        UniqueConstraint("site_id", "appropriation_id", "number"),
        in_range(),
        real_day("dated"),
        STRICT,
    )

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    appropriation_id: Mapped[AppropriationId]
    number: Mapped[str]
    dated: Mapped[date]
    amount_fen: Mapped[int]
    reason: Mapped[str]


class CarriedOver(Base):
    """What was unspent at a year's end and is used on in the next (结转). Never changed, never deleted."""

    __tablename__ = "fund_carried_over"
    __table_args__ = (
        of_appropriation(),
        in_range(),
        CheckConstraint("year > 1999 AND year < 2200", name="year"),
        STRICT,
    )

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    appropriation_id: Mapped[AppropriationId] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, comment="the year that ended")
    amount_fen: Mapped[int]
    seq: Mapped[int]


class SurplusRule(Base):
    """After how many years money that is not used up is surplus (结余). A later row counts from its day on."""

    __tablename__ = "fund_surplus_rule"
    __table_args__ = (
        CheckConstraint("years >= 1 AND years <= 9", name="years_range"),
        real_day("valid_from"),
        Index(None, "valid_from"),
        STRICT,
    )

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    valid_from: Mapped[date] = mapped_column(comment="appropriations dated from then on")
    years: Mapped[int] = mapped_column(comment="the appropriation's own year is the first")
    source: Mapped[str]

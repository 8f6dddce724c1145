"""How goods leave for good: the appraisal behind a write-off, what became of the goods, and rotation."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from supplies.models.base import STRICT, Base, Word, one_of, real_day
from supplies.values import MONEY_MAX_FEN, DepotCode, Login, SiteId


class Ground(StrEnum):
    """Why goods may be written off (行政事业性国有资产管理条例第二十一条)."""

    OBSOLETE = "obsolete"
    BEYOND_REPAIR = "beyond_repair"
    LOSS = "loss"
    OVER_AGE = "over_age"
    FORCE_MAJEURE = "force_majeure"


class DisposalWay(StrEnum):
    """What became of goods that were written off."""

    AUCTION = "auction"
    DESTRUCTION = "destruction"
    OWNER = "owner"


class RotationWay(StrEnum):
    """How goods are rotated out before they expire."""

    USE = "use"
    EXCHANGE = "exchange"
    SALE = "sale"
    DONATION = "donation"


class Appraisal(Base):
    """Why a write-off is justified, and who looked at the goods. Never changed, never deleted."""

    __tablename__ = "appraisal"
    __table_args__ = (
        ForeignKeyConstraint(["site_id", "seq"], ["document.site_id", "document.seq"]),
        one_of("ground", Ground),
        real_day("appraised_on"),
        STRICT,
    )

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True, comment="the entry of the write-off")
    ground: Mapped[Ground] = mapped_column(Word(Ground))
    institute: Mapped[str] = mapped_column(comment="the professional institute; empty where experts appraised")
    experts: Mapped[str] = mapped_column(comment="their names, one a line")
    opinion: Mapped[str]
    appraised_on: Mapped[date | None]


class Disposal(Base):
    """What became of the goods of a write-off. Never changed, never deleted."""

    __tablename__ = "disposal"
    __table_args__ = (
        ForeignKeyConstraint(
            ["site_id", "seq"], ["journal_entry.site_id", "journal_entry.seq"], deferrable=True, initially="DEFERRED"
        ),
        ForeignKeyConstraint(["site_id", "of_seq"], ["document.site_id", "document.seq"]),
        ForeignKeyConstraint(["site_id", "depot_code"], ["depot.site_id", "depot.code"]),
        UniqueConstraint("number"),
        UniqueConstraint("site_id", "of_seq"),
        one_of("way", DisposalWay),
        CheckConstraint(f"income_fen >= 0 AND income_fen <= {MONEY_MAX_FEN}", name="income_range"),
        CheckConstraint("(income_fen > 0) = (income_paper <> '')", name="income_has_paper"),
        real_day("handled_on"),
        STRICT,
    )

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    of_seq: Mapped[int] = mapped_column(comment="the entry of the write-off")
    number: Mapped[str]
    depot_code: Mapped[DepotCode]
    way: Mapped[DisposalWay] = mapped_column(Word(DisposalWay))
    handled_on: Mapped[date]
    receiver: Mapped[str] = mapped_column(comment="the buyer, who destroyed it, or the owner")
    witnesses: Mapped[str] = mapped_column(comment="their names, one a line")
    income_fen: Mapped[int]
    income_paper: Mapped[str] = mapped_column(comment="the voucher by which it went to the treasury as non-tax revenue")
    note: Mapped[str]
    actor: Mapped[Login]
    recorded_at: Mapped[datetime]


class Rotation(Base):
    """How the goods of a rotation went out, and what is to come in for them. Never changed, never deleted."""

    __tablename__ = "rotation"
    __table_args__ = (
        ForeignKeyConstraint(["site_id", "seq"], ["document.site_id", "document.seq"]),
        one_of("way", RotationWay),
        CheckConstraint(f"proceeds_fen >= 0 AND proceeds_fen <= {MONEY_MAX_FEN}", name="proceeds_range"),
        Index(None, "is_replaced", "site_id", "seq"),
        STRICT,
    )

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True, comment="the entry of the rotation")
    way: Mapped[RotationWay] = mapped_column(Word(RotationWay))
    is_replaced: Mapped[bool] = mapped_column(comment="whether new goods are to come in for it")
    proceeds_fen: Mapped[int] = mapped_column(comment="what a sale brought")

"""Relief money: appropriations, and a ledger that keeps each yuan of them in exactly one account."""

from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from supplies.models.accounts import Level
from supplies.models.base import STRICT, Base, Word, one_of, real_day
from supplies.values import MONEY_MAX_FEN, AllotmentId, AppropriationId, SiteId, TenderLotId


class Bucket(StrEnum):
    """Where a yuan of an appropriation stands, at budget basis; ``source`` is the authority that gave it."""

    SOURCE = "source"
    AVAILABLE = "available"
    PLANNED = "planned"
    TENDERING = "tendering"
    AWARDED = "awarded"
    CONTRACTED = "contracted"
    ADVANCED = "advanced"
    ACCEPTED = "accepted"
    PAID = "paid"
    SAVED = "saved"
    ALLOTTED = "allotted"
    SPENT = "spent"
    RETURNED = "returned"


class Purpose(StrEnum):
    """What relief money may be used for: 支出范围 of 中央自然灾害救灾资金管理暂行办法 (财建〔2020〕245号, sureness K).

    The list is a summary; the number of the paper is known from memory only, its text was not at hand.
    """

    RESPONSE = "response"
    MATERIALS = "materials"
    LOGISTICS = "logistics"
    MONITORING = "monitoring"
    LIVING = "living"
    STORAGE = "storage"
    AVIATION = "aviation"
    OTHER = "other"


OF_ALLOTMENT = (Bucket.ALLOTTED, Bucket.SPENT)
"""What is at the disposal of a county or unit, and what of that it reports as spent."""

OF_NOTHING = (Bucket.SOURCE, Bucket.AVAILABLE, Bucket.RETURNED)
"""What is meant for no lot and no allotment."""

OF_LOT = tuple(bucket for bucket in Bucket if bucket not in {*OF_NOTHING, *OF_ALLOTMENT})
"""The steps of a lot's ladder, from its plan to its last payment, and what it saved."""

TENDERED = (Bucket.AWARDED, Bucket.CONTRACTED, Bucket.ADVANCED, Bucket.ACCEPTED, Bucket.PAID, Bucket.SAVED)
"""The budget of lots whose tender is over: what the bureau reports as done (预算口径)."""

CONTRACT_BASIS = (Bucket.CONTRACTED, Bucket.ADVANCED, Bucket.ACCEPTED, Bucket.PAID)
"""What contracts are for (合同口径)."""

PAID_BASIS = (Bucket.ADVANCED, Bucket.PAID)
"""What has been paid (支付口径)."""

EVERYWHERE = tuple(bucket for bucket in Bucket if bucket is not Bucket.SOURCE)
"""Each yuan of an appropriation stands in one of these; what was returned is shown too."""

GONE = (*PAID_BASIS, Bucket.SPENT, Bucket.RETURNED)
"""What is not carried over into another year: it is spent or went back."""


class Appropriation(Base):
    """A document that puts relief money at the bureau's disposal."""

    __tablename__ = "appropriation"
    __table_args__ = (
        CheckConstraint(f"amount_fen > 0 AND amount_fen <= {MONEY_MAX_FEN}", name="amount_range"),
        CheckConstraint(f"original_fen > 0 AND original_fen <= {MONEY_MAX_FEN}", name="original_range"),
        real_day("dated"),
        STRICT,
    )

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    appropriation_id: Mapped[AppropriationId] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(unique=True, comment="the document's own number")
    title: Mapped[str]
    dated: Mapped[date]
    year: Mapped[int] = mapped_column(comment="whose budget it belongs to: a document may come the year before")
    original_fen: Mapped[int] = mapped_column(comment="as first recorded")
    amount_fen: Mapped[int] = mapped_column(comment="as first recorded, and all adjustments since")
    function_code: Mapped[str] = mapped_column(comment="functional classification; empty is unknown")
    is_direct: Mapped[bool] = mapped_column(comment="the document marks it as 直达资金")
    is_withdrawn: Mapped[bool]
    seq: Mapped[int]


class AppropriationShare(Base):
    """A level that the money comes from; its amount is NULL while the split is not known (来源未拆分)."""

    __tablename__ = "appropriation_share"
    __table_args__ = (
        ForeignKeyConstraint(
            ["site_id", "appropriation_id"], ["appropriation.site_id", "appropriation.appropriation_id"]
        ),
        one_of("level", Level),
        CheckConstraint("amount_fen >= 0", name="amount_not_negative"),
        STRICT,
    )

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    appropriation_id: Mapped[AppropriationId] = mapped_column(primary_key=True)
    level: Mapped[Level] = mapped_column(Word(Level), primary_key=True)
    amount_fen: Mapped[int | None]
    seq: Mapped[int]


class FundAccount(Base):
    """An account of one appropriation: a bucket, and the tender lot or the allotment it is meant for, if any."""

    __tablename__ = "fund_account"
    __table_args__ = (
        ForeignKeyConstraint(
            ["site_id", "appropriation_id"], ["appropriation.site_id", "appropriation.appropriation_id"]
        ),
        one_of("bucket", Bucket),
        CheckConstraint("(allotment_id IS NOT NULL) = (bucket IN ('allotted', 'spent'))", name="allotment_where_meant"),
        CheckConstraint(
            "(tender_lot_id IS NULL) = (bucket IN ('source', 'available', 'allotted', 'spent', 'returned'))",
            name="lot_where_meant",
        ),
        UniqueConstraint("site_id", "account", "bucket"),
        Index(None, "site_id", "tender_lot_id"),
        STRICT,
    )

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    account: Mapped[str] = mapped_column(primary_key=True, comment="appropriation/bucket, then /lot or /allotment")
    appropriation_id: Mapped[AppropriationId]
    bucket: Mapped[Bucket] = mapped_column(Word(Bucket))
    tender_lot_id: Mapped[TenderLotId | None]
    allotment_id: Mapped[AllotmentId | None]
    seq: Mapped[int]


class FundMovement(Base):
    """One line of the fund ledger. Never changed, never deleted."""

    __tablename__ = "fund_movement"
    __table_args__ = (
        ForeignKeyConstraint(
            ["site_id", "seq"], ["journal_entry.site_id", "journal_entry.seq"], deferrable=True, initially="DEFERRED"
        ),
        ForeignKeyConstraint(["site_id", "from_account"], ["fund_account.site_id", "fund_account.account"]),
        ForeignKeyConstraint(["site_id", "to_account"], ["fund_account.site_id", "fund_account.account"]),
        CheckConstraint(f"amount_fen > 0 AND amount_fen <= {MONEY_MAX_FEN}", name="amount_range"),
        CheckConstraint("from_account <> to_account", name="goes_somewhere"),
        CheckConstraint("line >= 1", name="line_from_one"),
        real_day("business_date"),
        Index(None, "site_id", "from_account"),
        Index(None, "site_id", "to_account"),
        STRICT,
    )

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    line: Mapped[int] = mapped_column(primary_key=True)
    from_account: Mapped[str]
    to_account: Mapped[str]
    amount_fen: Mapped[int]
    business_date: Mapped[date]


class FundBalance(Base):
    """What an account holds; written only by the fund movement's trigger."""

    __tablename__ = "fund_balance"
    __table_args__ = (
        ForeignKeyConstraint(
            ["site_id", "account", "bucket"],
            ["fund_account.site_id", "fund_account.account", "fund_account.bucket"],
        ),
        one_of("bucket", Bucket),
        CheckConstraint("bucket = 'source' OR amount_fen >= 0", name="not_below_zero"),
        STRICT,
    )

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    account: Mapped[str] = mapped_column(primary_key=True)
    bucket: Mapped[Bucket] = mapped_column(Word(Bucket))
    amount_fen: Mapped[int]
    seq: Mapped[int]
    line: Mapped[int]


class FundReport(Base):
    """Figures that the bureau has made public; the statement holds the store against the newest one."""

    __tablename__ = "fund_report"
    __table_args__ = (real_day("dated"), STRICT)

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    dated: Mapped[date]
    appropriated_fen: Mapped[int]
    tendered_fen: Mapped[int]
    in_tender_fen: Mapped[int]

"""Who was asked or bid for a lot, at what price, and why one of them got it."""

from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from supplies.models.base import STRICT, Base, Word, one_of, real_day
from supplies.values import ContractId, SiteId, TenderLotId


class BondKind(StrEnum):
    """What a bond is for: that a bid stands, or that a contract is kept."""

    BID = "bid"
    PERFORMANCE = "performance"


class BondForm(StrEnum):
    """How a bond is given; in cash it never is (实施条例第三十三、四十八条)."""

    TRANSFER = "transfer"
    CHEQUE = "cheque"
    DRAFT = "draft"
    GUARANTEE = "guarantee"
    INSURANCE = "insurance"


class BondOutcome(StrEnum):
    """What became of a bond."""

    RETURNED = "returned"
    FORFEITED = "forfeited"


def _of_round() -> ForeignKeyConstraint:
    """Return the key of the round of a lot that a row belongs to."""
    return ForeignKeyConstraint(
        ["site_id", "tender_lot_id", "round"],
        ["tender_round.site_id", "tender_round.tender_lot_id", "tender_round.number"],
    )


class EmergencyPurchase(Base):
    """Why, by whose approval and from whom a lot was bought without tender (政府采购法第八十五条). Never changed."""

    __tablename__ = "emergency_purchase"
    __table_args__ = (
        _of_round(),
        real_day("asked_on"),
        real_day("approved_on"),
        real_day("decided_on"),
        Index(None, "site_id", "tender_lot_id", "round", unique=True),
        STRICT,
    )

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    tender_lot_id: Mapped[TenderLotId]
    round: Mapped[int] = mapped_column(comment="the asking of suppliers is the round of such a lot")
    paper_number: Mapped[str] = mapped_column(comment="of the paper that approved it")
    approved_by: Mapped[str]
    approved_on: Mapped[date]
    asked_on: Mapped[date]
    decided_on: Mapped[date]
    grounds: Mapped[str]
    incident: Mapped[str] = mapped_column(comment="number of the incident; empty where none is recorded")
    reason: Mapped[str] = mapped_column(comment="why this supplier and this price")
    exception: Mapped[str] = mapped_column(comment="why who bought also approved; empty where another did")


class EmergencyQuote(Base):
    """Who was asked in an emergency, and for what price they would deliver. Never changed."""

    __tablename__ = "emergency_quote"
    __table_args__ = (
        ForeignKeyConstraint(["site_id", "seq"], ["emergency_purchase.site_id", "emergency_purchase.seq"]),
        CheckConstraint("price_fen > 0", name="price_positive"),
        CheckConstraint("price_fen IS NOT NULL OR NOT is_chosen", name="chosen_has_price"),
        STRICT,
    )

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    line: Mapped[int] = mapped_column(primary_key=True)
    supplier: Mapped[str]
    supplier_code: Mapped[str] = mapped_column(comment="统一社会信用代码, checked; empty is unknown")
    price_fen: Mapped[int | None] = mapped_column(comment="NULL: asked, but did not quote")
    note: Mapped[str]
    is_chosen: Mapped[bool]


class Bid(Base):
    """A bid of a round, valid or rejected. A list that is recorded again replaces the one before; never changed."""

    __tablename__ = "bid"
    __table_args__ = (
        _of_round(),
        CheckConstraint("price_fen > 0", name="price_positive"),
        CheckConstraint("rank > 0", name="rank_from_one"),
        CheckConstraint("(rank IS NULL) = (rejected <> '')", name="valid_is_ranked"),
        UniqueConstraint("site_id", "seq", "rank"),
        Index(None, "site_id", "tender_lot_id", "round"),
        STRICT,
    )

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    line: Mapped[int] = mapped_column(primary_key=True)
    tender_lot_id: Mapped[TenderLotId]
    round: Mapped[int]
    supplier: Mapped[str]
    supplier_code: Mapped[str] = mapped_column(comment="统一社会信用代码, checked; empty is unknown")
    price_fen: Mapped[int]
    rank: Mapped[int | None] = mapped_column(comment="among the valid bids, 1 the best; NULL is rejected")
    rejected: Mapped[str] = mapped_column(comment="why it is invalid; empty where it is valid")


class AwardPassed(Base):
    """An award that its winner did not sign, and who got it next (实施条例第四十九条). Never changed."""

    __tablename__ = "award_passed"
    __table_args__ = (
        _of_round(),
        CheckConstraint("from_fen > 0 AND to_fen > 0", name="award_positive"),
        real_day("passed_on"),
        Index(None, "site_id", "tender_lot_id", "round"),
        STRICT,
    )

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    tender_lot_id: Mapped[TenderLotId]
    round: Mapped[int]
    from_supplier: Mapped[str]
    from_fen: Mapped[int]
    to_supplier: Mapped[str]
    to_fen: Mapped[int]
    passed_on: Mapped[date]
    reason: Mapped[str]


class Bond(Base):
    """A bond that was received, until it is returned or forfeited. Settled once; never deleted."""

    __tablename__ = "bond"
    __table_args__ = (
        _of_round(),
        ForeignKeyConstraint(["site_id", "tender_lot_id"], ["tender_lot.site_id", "tender_lot.tender_lot_id"]),
        ForeignKeyConstraint(["site_id", "contract_id"], ["contract.site_id", "contract.contract_id"]),
        one_of("kind", BondKind),
        one_of("form", BondForm),
        one_of("outcome", BondOutcome),
        CheckConstraint("amount_fen > 0", name="amount_positive"),
        CheckConstraint("(kind = 'bid') = (round IS NOT NULL)", name="bid_has_round"),
        CheckConstraint("(kind = 'performance') = (contract_id IS NOT NULL)", name="performance_has_contract"),
        CheckConstraint(
            "(settled_on IS NULL) = (outcome IS NULL) AND (settled_on IS NULL) = (settled_seq IS NULL)",
            name="settled_with_outcome",
        ),
        CheckConstraint("settled_on >= received_on", name="settled_after_received"),
        real_day("received_on"),
        real_day("settled_on"),
        Index(None, "site_id", "tender_lot_id"),
        STRICT,
    )

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True, comment="the entry that received it")
    tender_lot_id: Mapped[TenderLotId]
    round: Mapped[int | None] = mapped_column(comment="of a bid bond")
    contract_id: Mapped[ContractId | None] = mapped_column(comment="of a performance bond")
    kind: Mapped[BondKind] = mapped_column(Word(BondKind))
    supplier: Mapped[str]
    form: Mapped[BondForm] = mapped_column(Word(BondForm))
    amount_fen: Mapped[int]
    paper_number: Mapped[str] = mapped_column(comment="of the voucher, the cheque or the guarantee")
    received_on: Mapped[date]
    settled_on: Mapped[date | None] = mapped_column(comment="NULL: it is still held")
    outcome: Mapped[BondOutcome | None] = mapped_column(Word(BondOutcome))
    settled_paper: Mapped[str] = mapped_column(comment="of the paper by which it was returned or forfeited")
    settled_reason: Mapped[str]
    settled_seq: Mapped[int | None]


class ProcurementThreshold(Base):
    """From which amount the law asks for public procurement and for open tender, as the province sets it."""

    __tablename__ = "procurement_threshold"
    __table_args__ = (
        ForeignKeyConstraint(
            ["site_id", "seq"], ["journal_entry.site_id", "journal_entry.seq"], deferrable=True, initially="DEFERRED"
        ),
        CheckConstraint("quota_fen > 0 AND quota_fen <= open_tender_fen", name="quota_within"),
        real_day("valid_from"),
        STRICT,
    )

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    valid_from: Mapped[date]
    quota_fen: Mapped[int] = mapped_column(comment="采购限额标准")
    open_tender_fen: Mapped[int] = mapped_column(comment="公开招标数额标准")
    source: Mapped[str] = mapped_column(comment="the paper that sets them")


class AcceptanceMember(Base):
    """A member of the group that accepted goods of a contract (验收小组). Never changed."""

    __tablename__ = "acceptance_member"
    __table_args__ = (
        ForeignKeyConstraint(["site_id", "seq"], ["contract_acceptance.site_id", "contract_acceptance.seq"]),
        UniqueConstraint("site_id", "seq", "name"),
        STRICT,
    )

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    line: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


class AcceptancePolicy(Base):
    """How many members the group has at least that accepts goods; the newest counts."""

    __tablename__ = "acceptance_policy"
    __table_args__ = (
        ForeignKeyConstraint(
            ["site_id", "seq"], ["journal_entry.site_id", "journal_entry.seq"], deferrable=True, initially="DEFERRED"
        ),
        CheckConstraint("least BETWEEN 0 AND 99", name="least_range"),
        STRICT,
    )

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    least: Mapped[int]
    source: Mapped[str] = mapped_column(comment="the rule that says so")

"""Buying: projects, their lots (包) and rounds, contracts, what was accepted, invoiced and paid of them."""

from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from supplies.models.base import STRICT, Base, Word, one_of, real_day
from supplies.models.funds import Purpose
from supplies.values import AppropriationId, ContractId, ItemCode, Login, ProjectId, SiteId, TenderLotId

SUPPLEMENT_MAX_MILLE = 100
"""Supplementary purchases of the same goods: at most 10 % of the original contract (政府采购法第四十九条)."""


class Method(StrEnum):
    """How a project is bought (政府采购法第二十六条; 框架协议 by 财政部令第110号; emergencies by its 第八十五条)."""

    OPEN_TENDER = "open_tender"
    INVITED_TENDER = "invited_tender"
    COMPETITIVE_NEGOTIATION = "competitive_negotiation"
    COMPETITIVE_CONSULTATION = "competitive_consultation"
    INQUIRY = "inquiry"
    SINGLE_SOURCE = "single_source"
    FRAMEWORK = "framework"
    EMERGENCY = "emergency"


class LotStage(StrEnum):
    """How far a tender lot has come."""

    PLANNED = "planned"
    TENDERING = "tendering"
    AWARDED = "awarded"
    CONTRACTED = "contracted"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class RoundResult(StrEnum):
    """How a round ended; NULL while it runs."""

    AWARDED = "awarded"
    FAILED = "failed"


class ChangeKind(StrEnum):
    """Why a contract was changed: more of the same goods, fewer goods or a lower price, or something else."""

    SUPPLEMENT = "supplement"
    REDUCTION = "reduction"
    OTHER = "other"


class PaymentKind(StrEnum):
    """What a payment is for: before acceptance, for what was accepted, or the retention (质保金) let go."""

    ADVANCE = "advance"
    ACCEPTED = "accepted"
    RETENTION = "retention"


class Project(Base):
    """A procurement project."""

    __tablename__ = "project"
    __table_args__ = (one_of("method", Method), real_day("started_on"), STRICT)

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    project_id: Mapped[ProjectId] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    method: Mapped[Method] = mapped_column(Word(Method))
    started_on: Mapped[date]
    seq: Mapped[int]


class TenderLot(Base):
    """A lot (包) of a project: it has its own budget, ceiling and winner, and may fail while others succeed."""

    __tablename__ = "tender_lot"
    __table_args__ = (
        ForeignKeyConstraint(["site_id", "project_id"], ["project.site_id", "project.project_id"]),
        UniqueConstraint("site_id", "project_id", "number"),
        one_of("stage", LotStage),
        one_of("purpose", Purpose),
        CheckConstraint("budget_fen > 0", name="budget_positive"),
        CheckConstraint("ceiling_fen > 0 AND ceiling_fen <= budget_fen", name="ceiling_within_budget"),
        CheckConstraint("award_fen > 0 AND award_fen <= ceiling_fen", name="award_within_ceiling"),
        CheckConstraint(
            "(stage IN ('awarded', 'contracted', 'closed')) = (award_fen IS NOT NULL)", name="awarded_has_award"
        ),
        CheckConstraint("(stage = 'closed') = (closed_on IS NOT NULL)", name="closed_on_a_day"),
        real_day("closed_on"),
        Index(None, "stage"),
        STRICT,
    )

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    tender_lot_id: Mapped[TenderLotId] = mapped_column(primary_key=True)
    project_id: Mapped[ProjectId]
    number: Mapped[int] = mapped_column(comment="第几包, from 1")
    name: Mapped[str]
    budget_fen: Mapped[int] = mapped_column(comment="what all funding lines add up to")
    ceiling_fen: Mapped[int]
    award_fen: Mapped[int | None]
    winner: Mapped[str] = mapped_column(comment="as on the notice of award; empty until then")
    stage: Mapped[LotStage] = mapped_column(Word(LotStage))
    purpose: Mapped[Purpose] = mapped_column(Word(Purpose), comment="what the money is used for")
    category: Mapped[str] = mapped_column(comment="class of the catalogue (采购品目); empty is not known")
    closed_on: Mapped[date | None]
    seq: Mapped[int]


class LotFunding(Base):
    """How much of an appropriation a lot's budget is made of."""

    __tablename__ = "lot_funding"
    __table_args__ = (
        ForeignKeyConstraint(["site_id", "tender_lot_id"], ["tender_lot.site_id", "tender_lot.tender_lot_id"]),
        ForeignKeyConstraint(
            ["site_id", "appropriation_id"], ["appropriation.site_id", "appropriation.appropriation_id"]
        ),
        CheckConstraint("amount_fen > 0", name="amount_positive"),
        STRICT,
    )

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    tender_lot_id: Mapped[TenderLotId] = mapped_column(primary_key=True)
    appropriation_id: Mapped[AppropriationId] = mapped_column(primary_key=True)
    amount_fen: Mapped[int]
    seq: Mapped[int]


class TenderRound(Base):
    """One attempt to tender a lot; a failed round is kept and another may follow."""

    __tablename__ = "tender_round"
    __table_args__ = (
        ForeignKeyConstraint(["site_id", "tender_lot_id"], ["tender_lot.site_id", "tender_lot.tender_lot_id"]),
        CheckConstraint("result IN ('awarded', 'failed')", name="result_known"),
        CheckConstraint("(ended_on IS NULL) = (result IS NULL)", name="ended_with_result"),
        real_day("announced_on"),
        real_day("ended_on"),
        STRICT,
    )

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    tender_lot_id: Mapped[TenderLotId] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    announced_on: Mapped[date]
    ended_on: Mapped[date | None]
    result: Mapped[RoundResult | None] = mapped_column(Word(RoundResult))
    reason: Mapped[str]
    approval: Mapped[str] = mapped_column(comment="paper that approved another method than open tender; else empty")
    seq: Mapped[int]


def _of_contract() -> ForeignKeyConstraint:
    """Return the key of the contract that a row belongs to."""
    return ForeignKeyConstraint(["site_id", "contract_id"], ["contract.site_id", "contract.contract_id"])


class Contract(Base):
    """A contract for a lot. What it is for now is its original amount and all changes."""

    __tablename__ = "contract"
    __table_args__ = (
        ForeignKeyConstraint(["site_id", "tender_lot_id"], ["tender_lot.site_id", "tender_lot.tender_lot_id"]),
        CheckConstraint("original_fen > 0 AND amount_fen > 0", name="amount_positive"),
        CheckConstraint("retention_fen BETWEEN 0 AND amount_fen", name="retention_within"),
        CheckConstraint("accepted_fen BETWEEN 0 AND amount_fen", name="accepted_within"),
        CheckConstraint("invoiced_fen BETWEEN 0 AND amount_fen", name="invoiced_within"),
        CheckConstraint("paid_fen BETWEEN 0 AND amount_fen", name="paid_within"),
        CheckConstraint("penalty_mille BETWEEN 0 AND 100", name="penalty_range"),
        real_day("signed_on"),
        real_day("delivery_due"),
        real_day("retention_until"),
        Index(None, "site_id", "tender_lot_id"),
        STRICT,
    )

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    contract_id: Mapped[ContractId] = mapped_column(primary_key=True)
    tender_lot_id: Mapped[TenderLotId]
    number: Mapped[str] = mapped_column(unique=True)
    supplier: Mapped[str] = mapped_column(comment="as on the contract")
    supplier_code: Mapped[str] = mapped_column(comment="统一社会信用代码, checked; empty is unknown")
    signed_on: Mapped[date]
    delivery_due: Mapped[date | None]
    original_fen: Mapped[int]
    amount_fen: Mapped[int]
    retention_fen: Mapped[int] = mapped_column(comment="质保金, paid last")
    retention_until: Mapped[date | None]
    penalty_mille: Mapped[int] = mapped_column(comment="of what is late, for each day; 0: none agreed")
    deviation: Mapped[str] = mapped_column(comment="why the amount is not the award's; empty where it is")
    accepted_fen: Mapped[int]
    invoiced_fen: Mapped[int]
    paid_fen: Mapped[int]
    prepared_by: Mapped[Login] = mapped_column(comment="who drew it up here; whoever only accepts is another")
    approved_by: Mapped[Login] = mapped_column(comment="who posted it")
    seq: Mapped[int]


class ContractLine(Base):
    """Goods of one item that a contract is for, as it is now; and how much of it was accepted and invoiced."""

    __tablename__ = "contract_line"
    __table_args__ = (
        _of_contract(),
        CheckConstraint("quantity >= 0 AND price_fen > 0 AND amount_fen >= 0", name="not_below_zero"),
        CheckConstraint("accepted_quantity BETWEEN 0 AND quantity", name="accepted_within"),
        CheckConstraint("accepted_fen BETWEEN 0 AND amount_fen", name="accepted_fen_within"),
        CheckConstraint("invoiced_quantity BETWEEN 0 AND quantity", name="invoiced_within"),
        CheckConstraint("invoiced_fen BETWEEN 0 AND amount_fen", name="invoiced_fen_within"),
        Index(None, "item_code"),
        STRICT,
    )

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    contract_id: Mapped[ContractId] = mapped_column(primary_key=True)
    line: Mapped[int] = mapped_column(primary_key=True)
    item_code: Mapped[ItemCode] = mapped_column(ForeignKey("item.code"))
    quantity: Mapped[int]
    price_fen: Mapped[int] = mapped_column(comment="for one unit")
    amount_fen: Mapped[int]
    accepted_quantity: Mapped[int]
    accepted_fen: Mapped[int]
    invoiced_quantity: Mapped[int]
    invoiced_fen: Mapped[int]


class ContractChange(Base):
    """A supplementary contract or another change, as signed. Never changed, never deleted."""

    __tablename__ = "contract_change"
    __table_args__ = (
        _of_contract(),
        one_of("kind", ChangeKind),
        CheckConstraint("amount_fen <> 0", name="changes_something"),
        real_day("signed_on"),
        STRICT,
    )

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    contract_id: Mapped[ContractId]
    number: Mapped[str]
    kind: Mapped[ChangeKind] = mapped_column(Word(ChangeKind))
    signed_on: Mapped[date]
    amount_fen: Mapped[int] = mapped_column(comment="more, or less than before")
    reason: Mapped[str]


class Acceptance(Base):
    """What of a contract was accepted by a certificate (验收书), or taken back of it. Never changed, never deleted."""

    __tablename__ = "contract_acceptance"
    __table_args__ = (
        _of_contract(),
        ForeignKeyConstraint(["site_id", "of_seq"], ["contract_acceptance.site_id", "contract_acceptance.seq"]),
        UniqueConstraint("site_id", "of_seq"),
        CheckConstraint("amount_fen <> 0 AND (amount_fen > 0) = (of_seq IS NULL)", name="amount_by_kind"),
        CheckConstraint(
            "late_days >= 0 AND (penalty_fen BETWEEN 0 AND amount_fen OR penalty_fen BETWEEN amount_fen AND 0)",
            name="penalty_within",
        ),
        real_day("accepted_on"),
        real_day("delivered_on"),
        Index(None, "site_id", "contract_id"),
        STRICT,
    )

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    contract_id: Mapped[ContractId]
    number: Mapped[str] = mapped_column(comment="of the certificate")
    delivered_on: Mapped[date]
    accepted_on: Mapped[date]
    amount_fen: Mapped[int]
    late_days: Mapped[int]
    penalty_fen: Mapped[int] = mapped_column(comment="by the contract's terms; told, not deducted here")
    of_seq: Mapped[int | None] = mapped_column(comment="the certificate that this one takes back whole, by its mirror")
    reason: Mapped[str] = mapped_column(comment="why it is taken back; empty on a certificate")
    accepted_by: Mapped[Login] = mapped_column(comment="who posted it")
    prepared_by: Mapped[Login | None] = mapped_column(comment="who drew up what the other approved")
    exception: Mapped[str] = mapped_column(comment="why nobody but those of the contract accepted; else empty")


class AcceptanceLine(Base):
    """How much of a contract line was accepted, and the warehouse's document that has it. Never changed."""

    __tablename__ = "contract_acceptance_line"
    __table_args__ = (
        ForeignKeyConstraint(["site_id", "seq"], ["contract_acceptance.site_id", "contract_acceptance.seq"]),
        ForeignKeyConstraint(["site_id", "document_seq"], ["document.site_id", "document.seq"]),
        CheckConstraint(
            "(quantity > 0 AND amount_fen >= 0) OR (quantity < 0 AND amount_fen <= 0)", name="quantity_by_kind"
        ),
        Index(None, "site_id", "document_seq"),
        STRICT,
    )

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    line: Mapped[int] = mapped_column(primary_key=True)
    contract_line: Mapped[int]
    document_seq: Mapped[int] = mapped_column(comment="the receipt or inspection by which the goods became usable")
    quantity: Mapped[int]
    amount_fen: Mapped[int]


class Invoice(Base):
    """An invoice for goods of a contract, or one that takes of it back (红字发票). Never changed, never deleted."""

    __tablename__ = "invoice"
    __table_args__ = (
        _of_contract(),
        ForeignKeyConstraint(["site_id", "of_seq"], ["invoice.site_id", "invoice.seq"]),
        UniqueConstraint("number", "occurrence"),
        CheckConstraint("amount_fen <> 0 AND (amount_fen > 0) = (of_seq IS NULL)", name="amount_by_kind"),
        CheckConstraint("of_seq IS NOT NULL OR NOT is_correction", name="corrects_something"),
        CheckConstraint("occurrence >= 1", name="occurrence_from_one"),
        real_day("dated"),
        Index(None, "site_id", "contract_id"),
        Index(None, "site_id", "of_seq"),
        STRICT,
    )

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    contract_id: Mapped[ContractId]
    number: Mapped[str]
    occurrence: Mapped[int] = mapped_column(comment="1; more where what was recorded under the number was a mistake")
    dated: Mapped[date]
    amount_fen: Mapped[int] = mapped_column(comment="below zero: taken back")
    of_seq: Mapped[int | None] = mapped_column(comment="the invoice that this one takes back, or a part of it")
    is_correction: Mapped[bool] = mapped_column(comment="no invoice at all: what it takes back was recorded by mistake")
    note: Mapped[str]


class InvoiceLine(Base):
    """How much of a contract line an invoice is for, or takes back. Never changed."""

    __tablename__ = "invoice_line"
    __table_args__ = (
        ForeignKeyConstraint(["site_id", "seq"], ["invoice.site_id", "invoice.seq"]),
        CheckConstraint(
            "(quantity > 0 AND amount_fen >= 0) OR (quantity < 0 AND amount_fen <= 0)", name="quantity_by_kind"
        ),
        STRICT,
    )

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    line: Mapped[int] = mapped_column(primary_key=True)
    contract_line: Mapped[int]
    quantity: Mapped[int]
    amount_fen: Mapped[int]


class Payment(Base):
    """A payment for a contract by a voucher, which may pay several. Never changed, never deleted."""

    __tablename__ = "payment"
    __table_args__ = (
        _of_contract(),
        UniqueConstraint("voucher", "site_id", "contract_id", "kind", "occurrence"),
        CheckConstraint("occurrence >= 1", name="occurrence_from_one"),
        one_of("kind", PaymentKind),
        CheckConstraint("amount_fen > 0", name="amount_positive"),
        real_day("paid_on"),
        Index(None, "site_id", "contract_id"),
        STRICT,
    )

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    contract_id: Mapped[ContractId]
    voucher: Mapped[str] = mapped_column(comment="number of the treasury's voucher")
    occurrence: Mapped[int] = mapped_column(comment="1; more where what was recorded under the voucher was a mistake")
    paid_on: Mapped[date]
    kind: Mapped[PaymentKind] = mapped_column(Word(PaymentKind))
    amount_fen: Mapped[int]
    note: Mapped[str]
    exception: Mapped[str] = mapped_column(comment="why whoever accepted also paid; else empty")


class PaymentShare(Base):
    """Which appropriation a payment consumes, and how much of it. Never changed."""

    __tablename__ = "payment_share"
    __table_args__ = (
        ForeignKeyConstraint(["site_id", "seq"], ["payment.site_id", "payment.seq"]),
        ForeignKeyConstraint(
            ["site_id", "appropriation_id"], ["appropriation.site_id", "appropriation.appropriation_id"]
        ),
        CheckConstraint("amount_fen > 0", name="amount_positive"),
        Index(None, "site_id", "appropriation_id"),
        STRICT,
    )

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    appropriation_id: Mapped[AppropriationId] = mapped_column(primary_key=True)
    amount_fen: Mapped[int]

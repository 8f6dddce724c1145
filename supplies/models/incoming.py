"""What stands on the papers of goods that come in: contract and donation, what an inspection found, what went back."""

from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from supplies.models.base import STRICT, Base, Word, one_of
from supplies.values import QUANTITY_MAX_THOUSANDTHS, LotId, OrganisationCode, SiteId


class Outcome(StrEnum):
    """What an inspection says of goods: conceded ones are accepted though they are not as ordered (让步接收)."""

    ACCEPTED = "accepted"
    CONCEDED = "conceded"
    REJECTED = "rejected"


class ValueBasis(StrEnum):
    """What the value of a gift rests on."""

    INVOICE = "invoice"
    AGREEMENT = "agreement"
    MARKET = "market"
    APPRAISAL = "appraisal"


def _of_document() -> ForeignKeyConstraint:
    """Return the key by which a row belongs to a stock document."""
    return ForeignKeyConstraint(["site_id", "seq"], ["document.site_id", "document.seq"])


class ReceiptDetail(Base):
    """What a receipt says beyond its head. Never changed, never deleted."""

    __tablename__ = "receipt_detail"
    __table_args__ = (
        _of_document(),
        ForeignKeyConstraint(["site_id", "replaces_seq"], ["document.site_id", "document.seq"]),
        Index(None, "contract_number"),
        STRICT,
    )

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    contract_number: Mapped[str]
    tender_lot: Mapped[str] = mapped_column(comment="the lot (包) of the tender, as the contract names it")
    invoice_number: Mapped[str]
    allotment_number: Mapped[str] = mapped_column(comment="the superior's order")
    keeps_owner: Mapped[bool] = mapped_column(comment="the goods stay somebody else's (代储)")
    replaces_seq: Mapped[int | None] = mapped_column(comment="the return to the supplier that it makes good")


class OrderedLine(Base):
    """How much of a receipt's line was due (应到). Never changed, never deleted."""

    __tablename__ = "ordered_line"
    __table_args__ = (
        ForeignKeyConstraint(["site_id", "seq", "line"], ["movement.site_id", "movement.seq", "movement.line"]),
        CheckConstraint(f"quantity >= 0 AND quantity <= {QUANTITY_MAX_THOUSANDTHS}", name="quantity_range"),
        STRICT,
    )

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    line: Mapped[int] = mapped_column(primary_key=True)
    quantity: Mapped[int]


class Donation(Base):
    """What the law wants recorded of a gift. Never changed, never deleted."""

    __tablename__ = "donation"
    __table_args__ = (
        _of_document(),
        one_of("basis", ValueBasis),
        CheckConstraint("NOT is_anonymous OR donor = ''", name="anonymous_is_unnamed"),
        CheckConstraint("NOT is_directed OR purpose <> ''", name="directed_has_purpose"),
        STRICT,
    )

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    donor: Mapped[str]
    is_anonymous: Mapped[bool]
    is_directed: Mapped[bool]
    purpose: Mapped[str]
    beneficiary: Mapped[str] = mapped_column(comment="the place or the people that it is for")
    basis: Mapped[ValueBasis] = mapped_column(Word(ValueBasis))
    quality_proof: Mapped[str]
    receipt_number: Mapped[str] = mapped_column(comment="of the donation receipt (捐赠票据)")
    remaining_life: Mapped[str] = mapped_column(comment="as the donor states it")


class Inspection(Base):
    """The certificate of an inspection (验收书). Never changed, never deleted."""

    __tablename__ = "inspection"
    __table_args__ = (
        _of_document(),
        ForeignKeyConstraint(["site_id", "of_seq"], ["document.site_id", "document.seq"]),
        Index(None, "of_seq"),
        STRICT,
    )

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    of_seq: Mapped[int] = mapped_column(comment="the receipt")
    method: Mapped[str]
    indicators: Mapped[str]
    sample_number: Mapped[str]
    problems: Mapped[str]
    correction: Mapped[str]
    group_opinion: Mapped[str]
    buyer_opinion: Mapped[str]
    supplier_confirmation: Mapped[str]


class Inspector(Base):
    """Somebody who signs the certificate. Never changed, never deleted."""

    __tablename__ = "inspector"
    __table_args__ = (
        ForeignKeyConstraint(["site_id", "seq"], ["inspection.site_id", "inspection.seq"]),
        CheckConstraint("at >= 1", name="at_from_one"),
        STRICT,
    )

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    unit: Mapped[str]


class InspectionLine(Base):
    """What a movement of an inspection means. Never changed, never deleted."""

    __tablename__ = "inspection_line"
    __table_args__ = (
        ForeignKeyConstraint(["site_id", "seq", "line"], ["movement.site_id", "movement.seq", "movement.line"]),
        one_of("outcome", Outcome),
        CheckConstraint("(outcome = 'conceded') = (allowed_by <> '')", name="concession_is_allowed"),
        STRICT,
    )

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    line: Mapped[int] = mapped_column(primary_key=True)
    outcome: Mapped[Outcome] = mapped_column(Word(Outcome))
    allowed_by: Mapped[str] = mapped_column(comment="who allowed a concession")


class SentBack(Base):
    """Why goods went back to the supplier, and whether others are to come. Never changed, never deleted."""

    __tablename__ = "sent_back"
    __table_args__ = (
        _of_document(),
        ForeignKeyConstraint(["site_id", "of_seq"], ["document.site_id", "document.seq"]),
        Index(None, "of_seq"),
        STRICT,
    )

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    of_seq: Mapped[int] = mapped_column(comment="the receipt")
    expects_exchange: Mapped[bool]


class OwnerChange(Base):
    """Whose a lot was, and whose it became. Never changed, never deleted."""

    __tablename__ = "owner_change"
    __table_args__ = (
        _of_document(),
        ForeignKeyConstraint(["site_id", "lot_id"], ["lot.site_id", "lot.lot_id"]),
        STRICT,
    )

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    lot_id: Mapped[LotId] = mapped_column(primary_key=True)
    from_owner: Mapped[OrganisationCode | None] = mapped_column(ForeignKey("organisation.code"))
    to_owner: Mapped[OrganisationCode | None] = mapped_column(ForeignKey("organisation.code"))

"""Lists of treasury payments and invoices that were taken over from files, and payments that came back."""

from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from supplies.models.base import STRICT, Base, Word, one_of, real_day
from supplies.models.stock import partial_index
from supplies.values import AppropriationId, ContractId, Login, SiteId


class ListKind(StrEnum):
    """What the lines of a list are."""

    PAYMENTS = "payments"
    INVOICES = "invoices"


class DifferenceKind(StrEnum):
    """In what the arithmetic of a list is wrong."""

    PRODUCT = "product"
    TAX = "tax"
    TOTAL = "total"
    REPEATED = "repeated"


class LineState(StrEnum):
    """What somebody decided about a line of a list."""

    OPEN = "open"
    MATCHED = "matched"
    DISMISSED = "dismissed"


class TakenList(Base):
    """A list of payments or invoices that was taken over from a file. Never changed, never deleted."""

    __tablename__ = "money_list"
    __table_args__ = (one_of("kind", ListKind), STRICT)

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[ListKind] = mapped_column(Word(ListKind))
    file_name: Mapped[str]
    fingerprint: Mapped[str] = mapped_column(unique=True, comment="the same for the same lines in the same order")


def _of_list() -> ForeignKeyConstraint:
    """Return the key of the list that a row belongs to."""
    return ForeignKeyConstraint(["site_id", "list_seq"], ["money_list.site_id", "money_list.seq"])


class TakenLine(Base):
    """A line of a list as it was listed, and what was decided about it."""

    __tablename__ = "money_list_line"
    __table_args__ = (
        _of_list(),
        ForeignKeyConstraint(["site_id", "contract_id"], ["contract.site_id", "contract.contract_id"]),
        one_of("kind", ListKind),
        one_of("state", LineState),
        CheckConstraint("(state = 'matched') = (contract_id IS NOT NULL)", name="matched_to_contract"),
        CheckConstraint("(state = 'dismissed') = (reason <> '')", name="dismissed_for_reason"),
        real_day("dated"),
        Index(None, "kind", "number"),
        partial_index("ix_money_list_line_open", "state = 'open'", "site_id", "list_seq", "line"),
        STRICT,
    )

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    list_seq: Mapped[int] = mapped_column(primary_key=True, comment="the entry of the list")
    line: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[ListKind] = mapped_column(Word(ListKind), comment="of the list")
    sheet: Mapped[str]
    row: Mapped[int]
    number: Mapped[str] = mapped_column(comment="of the voucher, or of the invoice")
    dated: Mapped[date]
    payee: Mapped[str]
    amount_fen: Mapped[int] = mapped_column(comment="below zero: money that came back")
    contract_number: Mapped[str] = mapped_column(comment="as the list names it")
    text: Mapped[str]
    fingerprint: Mapped[str] = mapped_column(unique=True, comment="the same for the same line in whatever file")
    state: Mapped[LineState] = mapped_column(Word(LineState))
    contract_id: Mapped[ContractId | None]
    reason: Mapped[str] = mapped_column(comment="why it belongs to no contract")
    seq: Mapped[int] = mapped_column(comment="the entry that decided it last")


class AcceptedDifference(Base):
    """A place where a list contradicts itself, and who accepted it by name. Never changed, never deleted."""

    __tablename__ = "money_list_difference"
    __table_args__ = (_of_list(), one_of("kind", DifferenceKind), STRICT)

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    list_seq: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True, comment="the address of the cell, and the kind")
    kind: Mapped[DifferenceKind] = mapped_column(Word(DifferenceKind))
    told_fen: Mapped[int]
    computed_fen: Mapped[int]
    accepted_by: Mapped[Login]


class PaymentReturn(Base):
    """Money of a payment that came back (退款、退回), or that was never paid for it. Never changed, never deleted."""

    __tablename__ = "payment_return"
    __table_args__ = (
        ForeignKeyConstraint(["site_id", "contract_id"], ["contract.site_id", "contract.contract_id"]),
        ForeignKeyConstraint(["site_id", "payment_seq"], ["payment.site_id", "payment.seq"]),
        UniqueConstraint("site_id", "payment_seq", "number", "is_correction"),
        CheckConstraint("amount_fen > 0", name="amount_positive"),
        real_day("returned_on"),
        Index(None, "site_id", "contract_id"),
        Index(None, "number"),
        STRICT,
    )

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    contract_id: Mapped[ContractId]
    payment_seq: Mapped[int] = mapped_column(comment="the payment that it gives back")
    number: Mapped[str] = mapped_column(comment="of the voucher of the return; of a correction the payment's own")
    returned_on: Mapped[date]
    amount_fen: Mapped[int]
    is_correction: Mapped[bool] = mapped_column(comment="no money came back: the payment was recorded by mistake")
    note: Mapped[str]


class PaymentReturnShare(Base):
    """How much of a return goes back to an appropriation. Never changed, never deleted."""

    __tablename__ = "payment_return_share"
    __table_args__ = (
        ForeignKeyConstraint(["site_id", "seq"], ["payment_return.site_id", "payment_return.seq"]),
        ForeignKeyConstraint(
            ["site_id", "appropriation_id"], ["appropriation.site_id", "appropriation.appropriation_id"]
        ),
        CheckConstraint("amount_fen > 0", name="amount_positive"),
        STRICT,
    )

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    appropriation_id: Mapped[AppropriationId] = mapped_column(primary_key=True)
    amount_fen: Mapped[int]

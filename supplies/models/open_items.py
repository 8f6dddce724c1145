"""What goods are promised to, and what papers are still owed."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from supplies.models.base import STRICT, Base, Word, one_of, real_day
from supplies.models.stock import OPEN, Bucket, listed, partial_index
from supplies.values import DepotCode, ItemCode, Login, LotId, SiteId

NO_DAY = date.max
"""The day on which an open line is due where none was agreed: it comes last."""


class DebtKind(StrEnum):
    """What an emergency document still lacks."""

    RECEIVER = "receiver"
    SIGNATURE = "signature"
    ORDER = "order"
    VEHICLE = "vehicle"
    SECOND_PERSON = "second_person"


class Claim(Base):
    """Goods that an order has reserved and that are not handed over yet."""

    __tablename__ = "claim"
    __table_args__ = (
        ForeignKeyConstraint(["site_id", "depot_code"], ["depot.site_id", "depot.code"]),
        ForeignKeyConstraint(["site_id", "lot_id"], ["lot.site_id", "lot.lot_id"]),
        CheckConstraint("left_quantity >= 0 AND left_quantity <= quantity", name="left_in_range"),
        real_day("until"),
        partial_index("ix_claim_left", "left_quantity > 0", "depot_code", "lot_id"),
        partial_index("ix_claim_left_of_item", "left_quantity > 0", "item_code", "depot_code"),
        STRICT,
    )

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    of_seq: Mapped[int] = mapped_column(primary_key=True, comment="the entry of the order")
    of_line: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(comment="the order's number, for people")
    depot_code: Mapped[DepotCode]
    lot_id: Mapped[LotId]
    item_code: Mapped[ItemCode]
    quantity: Mapped[int] = mapped_column(comment="what was reserved, less what was let go")
    left_quantity: Mapped[int]
    until: Mapped[date | None] = mapped_column(comment="the day the order is due")
    seq: Mapped[int] = mapped_column(comment="the entry that changed it last")


class Debt(Base):
    """Something that an emergency document still lacks, until somebody settles it."""

    __tablename__ = "debt"
    __table_args__ = (
        ForeignKeyConstraint(["site_id", "of_seq"], ["document.site_id", "document.seq"]),
        one_of("kind", DebtKind),
        CheckConstraint("(settled_seq IS NULL) = (settled_by IS NULL)", name="settled_by_somebody"),
        partial_index("ix_debt_open", "settled_seq IS NULL", "due_at", "site_id", "of_seq"),
        STRICT,
    )

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    of_seq: Mapped[int] = mapped_column(primary_key=True, comment="the entry of the document")
    kind: Mapped[DebtKind] = mapped_column(Word(DebtKind), primary_key=True)
    owner: Mapped[Login] = mapped_column(comment="who has to settle it")
    due_at: Mapped[datetime]
    settled_seq: Mapped[int | None]
    settled_by: Mapped[Login | None]
    settled_at: Mapped[datetime | None]
    answer: Mapped[str] = mapped_column(comment="what was supplied later, as on the paper")
    seq: Mapped[int]


class OpenLine(Base):
    """What is still out of one line: goods to come back, or on their way; written only by the movement's trigger."""

    __tablename__ = "open_line"
    __table_args__ = (
        ForeignKeyConstraint(["site_id", "of_seq", "of_line"], ["movement.site_id", "movement.seq", "movement.line"]),
        one_of("bucket", Bucket),
        CheckConstraint(f"bucket IN ({listed(OPEN)})", name="bucket_is_open"),
        CheckConstraint("left_quantity >= 0 AND left_quantity <= quantity", name="left_in_range"),
        partial_index(None, "left_quantity > 0", "lot_id", "depot_code", "of_seq", "of_line"),
        partial_index("ix_open_line_left", "left_quantity > 0", "bucket", "depot_code", "of_seq", "of_line"),
        partial_index("ix_open_line_due", "left_quantity > 0", "due_on", "site_id", "of_seq", "of_line"),
        real_day("due_on"),
        STRICT,
    )

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    of_seq: Mapped[int] = mapped_column(primary_key=True)
    of_line: Mapped[int] = mapped_column(primary_key=True)
    depot_code: Mapped[DepotCode]
    lot_id: Mapped[LotId]
    item_code: Mapped[ItemCode]
    bucket: Mapped[Bucket] = mapped_column(Word(Bucket))
    due_on: Mapped[date] = mapped_column(comment="its document's, repeated for the index; 9999-12-31: none agreed")
    quantity: Mapped[int]
    left_quantity: Mapped[int]
    seq: Mapped[int] = mapped_column(comment="with line: the newest movement seen")
    line: Mapped[int]

"""What goods are promised to, and what papers are still owed."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from supplies.models.base import STRICT, Base, Word, one_of, real_day
from supplies.values import DepotCode, ItemCode, Login, LotId, SiteId


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
        Index(
            "ix_claim_left",
            "depot_code",
            "lot_id",
            sqlite_where=text("left_quantity > 0"),
            postgresql_where=text("left_quantity > 0"),
        ),
        Index(
            "ix_claim_left_of_item",
            "item_code",
            "depot_code",
            sqlite_where=text("left_quantity > 0"),
            postgresql_where=text("left_quantity > 0"),
        ),
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
        Index(
            "ix_debt_open",
            "due_at",
            "site_id",
            "of_seq",
            sqlite_where=text("settled_seq IS NULL"),
            postgresql_where=text("settled_seq IS NULL"),
        ),
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

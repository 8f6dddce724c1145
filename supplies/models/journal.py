"""The journal: which store this is, its entries, and the head of each site's chain."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from supplies.models.base import STRICT, Base, real_day
from supplies.values import ActionId, Login, SiteId


class Store(Base):
    """Which store this is: one row, written when the store is made and never again."""

    __tablename__ = "store"
    __table_args__ = (CheckConstraint("only_row = 1", name="only_row"), STRICT)

    only_row: Mapped[int] = mapped_column(primary_key=True, default=1)
    store_id: Mapped[UUID]
    site_id: Mapped[SiteId] = mapped_column(comment="the site that writes here")
    is_sample: Mapped[bool] = mapped_column(comment="invented data, to be marked wherever it is shown")
    created_at: Mapped[datetime]


class JournalHead(Base):
    """The newest entry of each site's chain; moved only by the entry's own trigger."""

    __tablename__ = "journal_head"
    __table_args__ = (STRICT,)

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    epoch: Mapped[int]
    seq: Mapped[int]
    hash: Mapped[bytes]


class JournalEntry(Base):
    """One action as posted: the header that is hashed, and the exact bytes of the action."""

    __tablename__ = "journal_entry"
    __table_args__ = (
        CheckConstraint("epoch >= 1 AND seq >= 1 AND version >= 1", name="counts_from_one"),
        CheckConstraint("length(prev_hash) = 32 AND length(hash) = 32 AND length(payload_hash) = 32", name="hash_size"),
        real_day("business_date"),
        Index(None, "actor", "seq"),
        STRICT,
    )

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    epoch: Mapped[int]
    action_id: Mapped[ActionId] = mapped_column(unique=True)
    action_type: Mapped[str]
    version: Mapped[int] = mapped_column(comment="of the action's form")
    actor: Mapped[Login]
    business_date: Mapped[date]
    recorded_at: Mapped[datetime]
    seen: Mapped[str] = mapped_column(comment="JSON: the newest entry of each other site that the author knew")
    payload_hash: Mapped[bytes] = mapped_column(comment="SHA-256 of the payload")
    prev_hash: Mapped[bytes]
    hash: Mapped[bytes] = mapped_column(unique=True)
    payload: Mapped[bytes | None] = mapped_column(comment="left out where the reader has no business with it")

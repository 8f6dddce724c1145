"""What only transfers between depots have: on what terms goods travel, and when one that nobody confirms alarms."""

from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from supplies.models.base import STRICT, Base, Word, one_of
from supplies.values import SiteId


class Terms(StrEnum):
    """Whose the goods of a transfer are once they have arrived."""

    PASSES = "passes"
    """They become the addressee's (划转)."""
    HELD = "held"
    """The addressee keeps them for the sender (代储): they are set aside there."""
    LENT = "lent"
    """The addressee uses them and sends them back (借用)."""


class Transfer(Base):
    """On what terms the goods of a dispatch travel; the rest stands in its document."""

    __tablename__ = "transfer"
    __table_args__ = (
        ForeignKeyConstraint(["site_id", "seq"], ["document.site_id", "document.seq"]),
        one_of("terms", Terms),
        STRICT,
    )

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True, comment="the entry of the dispatch")
    terms: Mapped[Terms] = mapped_column(Word(Terms))


class TransitPolicy(Base):
    """After how many hours a dispatch that is not confirmed alarms; the newest counts."""

    __tablename__ = "transit_policy"
    __table_args__ = (
        ForeignKeyConstraint(
            ["site_id", "seq"], ["journal_entry.site_id", "journal_entry.seq"], deferrable=True, initially="DEFERRED"
        ),
        CheckConstraint("hours > 0", name="hours_from_one"),
        STRICT,
    )

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    hours: Mapped[int]
    source: Mapped[str] = mapped_column(comment="the rule that says so")

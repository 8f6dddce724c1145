"""What is prepared for the worst night: how long papers may be owed, and numbered blank forms for when nothing runs."""

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from supplies.models.base import STRICT, Base
from supplies.values import DepotCode, ItemCode, Login, SiteId


class EmergencyPolicy(Base):
    """How long the papers of an emergency may be owed at most; the newest counts."""

    __tablename__ = "emergency_policy"
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


class BlankForm(Base):
    """A numbered issue form that was printed empty, until it is entered or void."""

    __tablename__ = "blank_form"
    __table_args__ = (
        ForeignKeyConstraint(["site_id", "depot_code"], ["depot.site_id", "depot.code"]),
        CheckConstraint("used_seq IS NULL OR void_seq IS NULL", name="not_used_and_void"),
        CheckConstraint("(void_seq IS NULL) = (voided_by IS NULL)", name="void_by_somebody"),
        Index(
            "ix_blank_form_used",
            "site_id",
            "used_seq",
            sqlite_where=text("used_seq IS NOT NULL"),
            postgresql_where=text("used_seq IS NOT NULL"),
        ),
        STRICT,
    )

    number: Mapped[str] = mapped_column(primary_key=True)
    site_id: Mapped[SiteId]
    depot_code: Mapped[DepotCode]
    made_seq: Mapped[int] = mapped_column(comment="the entry that gave out its number")
    used_seq: Mapped[int | None] = mapped_column(comment="the document that was entered from it")
    void_seq: Mapped[int | None]
    voided_by: Mapped[Login | None]
    void_reason: Mapped[str]
    seq: Mapped[int]


class BlankFormLine(Base):
    """What stands on the lines of the forms that were given out together."""

    __tablename__ = "blank_form_line"
    __table_args__ = (
        ForeignKeyConstraint(
            ["site_id", "seq"], ["journal_entry.site_id", "journal_entry.seq"], deferrable=True, initially="DEFERRED"
        ),
        STRICT,
    )

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    line: Mapped[int] = mapped_column(primary_key=True)
    item_code: Mapped[ItemCode] = mapped_column(ForeignKey("item.code"))


class EmergencyOrder(Base):
    """Who ordered goods out before the papers, as it was told when the document was posted."""

    __tablename__ = "emergency_order"
    __table_args__ = (ForeignKeyConstraint(["site_id", "seq"], ["document.site_id", "document.seq"]), STRICT)

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    ordered_by: Mapped[str]
    phone: Mapped[str]
    basis: Mapped[str] = mapped_column(comment="by telephone, by message, in person")

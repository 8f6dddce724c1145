"""Counts: a session, what it expects, and every count of every line, kept for ever."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from supplies.models.base import STRICT, Base, real_day
from supplies.values import QUANTITY_MAX_THOUSANDTHS, DepotCode, ItemCode, Login, LotId, PlaceCode, SiteId

_SESSION = ["site_id", "of_seq"]
_SESSION_KEY = ["count_session.site_id", "count_session.seq"]


class CountSession(Base):
    """A count of a depot or a part of it. Finished or cancelled once; never deleted."""

    __tablename__ = "count_session"
    __table_args__ = (
        ForeignKeyConstraint(["site_id", "depot_code"], ["depot.site_id", "depot.code"]),
        CheckConstraint("finished_seq IS NULL OR cancelled_seq IS NULL", name="ends_once"),
        CheckConstraint("(finished_seq IS NULL) = (finished_by IS NULL)", name="finished_by_somebody"),
        CheckConstraint("(cancelled_seq IS NULL) = (cancelled_by IS NULL)", name="cancelled_by_somebody"),
        CheckConstraint("(sample_size IS NULL) = (sample_seed IS NULL)", name="sample_has_seed"),
        CheckConstraint("sample_size >= 1", name="sample_from_one"),
        CheckConstraint("tolerance_mille BETWEEN 0 AND 1000", name="tolerance_mille_range"),
        CheckConstraint("tolerance_quantity >= 0", name="tolerance_not_negative"),
        real_day("started_on"),
        real_day("planned_on"),
        Index(None, "depot_code", "site_id", "seq"),
        STRICT,
    )

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True, comment="the entry that started it; its books are the base")
    number: Mapped[str] = mapped_column(unique=True)
    depot_code: Mapped[DepotCode]
    name: Mapped[str]
    started_on: Mapped[date]
    planned_on: Mapped[date | None]
    places: Mapped[str] = mapped_column(comment="codes of the locations, blank between; empty for all")
    category: Mapped[str]
    items: Mapped[str] = mapped_column(comment="codes of the items, blank between; empty for all")
    sample_size: Mapped[int | None]
    sample_seed: Mapped[str | None]
    is_blind: Mapped[bool]
    tolerance_mille: Mapped[int] = mapped_column(comment="thousandths of the book quantity")
    tolerance_quantity: Mapped[int] = mapped_column(comment="in thousandths of the base unit")
    started_by: Mapped[Login]
    started_at: Mapped[datetime]
    last_record: Mapped[int] = mapped_column(comment="the newest entry that counted something of it; 0 for none")
    finished_seq: Mapped[int | None]
    finished_by: Mapped[Login | None]
    finished_at: Mapped[datetime | None]
    has_document: Mapped[bool] = mapped_column(comment="the entry that finished it posted an adjustment")
    cancelled_seq: Mapped[int | None]
    cancelled_by: Mapped[Login | None]
    cancel_reason: Mapped[str]


class CountKey(Base):
    """A lot at a place that a count expects or has found there, and which of its records hold."""

    __tablename__ = "count_key"
    __table_args__ = (
        ForeignKeyConstraint(_SESSION, _SESSION_KEY),
        ForeignKeyConstraint(["site_id", "lot_id"], ["lot.site_id", "lot.lot_id"]),
        ForeignKeyConstraint(["depot_code", "place_code"], ["place.depot_code", "place.code"]),
        CheckConstraint("book_quantity >= 0", name="book_not_negative"),
        CheckConstraint("(first_seq IS NULL) = (first_line IS NULL)", name="first_is_a_record"),
        CheckConstraint("(second_seq IS NULL) = (second_line IS NULL)", name="second_is_a_record"),
        CheckConstraint("second_seq IS NULL OR first_seq IS NOT NULL", name="second_after_first"),
        Index(None, "lot_id", "place_code"),
        STRICT,
    )

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    of_seq: Mapped[int] = mapped_column(primary_key=True, comment="the entry that started the count")
    lot_id: Mapped[LotId] = mapped_column(primary_key=True)
    place_code: Mapped[PlaceCode] = mapped_column(primary_key=True)
    depot_code: Mapped[DepotCode]
    item_code: Mapped[ItemCode] = mapped_column(ForeignKey("item.code"))
    is_expected: Mapped[bool]
    book_quantity: Mapped[int] = mapped_column(comment="when the count was started")
    first_seq: Mapped[int | None] = mapped_column(comment="with first_line: the record of the first count that holds")
    first_line: Mapped[int | None]
    second_seq: Mapped[int | None]
    second_line: Mapped[int | None]
    is_left_out: Mapped[bool]
    end_quantity: Mapped[int | None] = mapped_column(comment="when the count was finished, before its adjustment")
    reason: Mapped[str] = mapped_column(comment="of the difference, or why it was left out")


class CountRecord(Base):
    """What somebody counted of a lot at a place. Never changed: to count again adds a row."""

    __tablename__ = "count_record"
    __table_args__ = (
        ForeignKeyConstraint(
            ["site_id", "of_seq", "lot_id", "place_code"],
            ["count_key.site_id", "count_key.of_seq", "count_key.lot_id", "count_key.place_code"],
        ),
        CheckConstraint("round IN (1, 2)", name="round_known"),
        CheckConstraint(f"counted >= 0 AND counted <= {QUANTITY_MAX_THOUSANDTHS}", name="counted_range"),
        CheckConstraint("book_quantity >= 0", name="book_not_negative"),
        CheckConstraint("at_seq >= of_seq AND at_seq < seq", name="at_seq_within"),
        Index(None, "site_id", "of_seq", "lot_id", "place_code"),
        STRICT,
    )

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    line: Mapped[int] = mapped_column(primary_key=True)
    of_seq: Mapped[int]
    lot_id: Mapped[LotId]
    place_code: Mapped[PlaceCode]
    round: Mapped[int]
    counted: Mapped[int] = mapped_column(comment="in thousandths of the base unit")
    book_quantity: Mapped[int] = mapped_column(comment="the balance as of at_seq")
    at_seq: Mapped[int] = mapped_column(comment="the newest entry when the goods were counted")
    counted_at: Mapped[datetime]
    counter: Mapped[Login]
    note: Mapped[str]


class CountUnknown(Base):
    """A code that was found on goods or a place and that the books do not know. Never changed."""

    __tablename__ = "count_unknown"
    __table_args__ = (
        ForeignKeyConstraint(_SESSION, _SESSION_KEY),
        CheckConstraint("code <> ''", name="code_not_empty"),
        Index(None, "site_id", "of_seq"),
        STRICT,
    )

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    line: Mapped[int] = mapped_column(primary_key=True)
    of_seq: Mapped[int]
    code: Mapped[str]
    place_code: Mapped[str] = mapped_column(comment="where it was found; empty where no location was scanned")
    counted_at: Mapped[datetime]
    counter: Mapped[Login]
    note: Mapped[str]

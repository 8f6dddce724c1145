"""Incidents and drills, what is requested for them, what is ordered to be handed over, and what households received."""

from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from supplies.models.base import OUTSIDE_JOURNAL, STRICT, Base, Word, one_of, real_day
from supplies.models.stock import partial_index
from supplies.values import QUANTITY_MAX_THOUSANDTHS, DepotCode, ItemCode, Login, LotId, SiteId


class IncidentKind(StrEnum):
    """Whether it is in earnest."""

    INCIDENT = "incident"
    DRILL = "drill"


class Disaster(StrEnum):
    """What kind of disaster it is."""

    FLOOD = "flood"
    DROUGHT = "drought"
    TYPHOON = "typhoon"
    EARTHQUAKE = "earthquake"
    GEOLOGICAL = "geological"
    FOREST_FIRE = "forest_fire"
    SNOW_AND_COLD = "snow_and_cold"
    WIND_AND_HAIL = "wind_and_hail"
    ACCIDENT = "accident"
    OTHER = "other"


class AttachmentKind(StrEnum):
    """What an attachment is."""

    ROSTER = "roster"


def _quantity(column: str = "quantity") -> CheckConstraint:
    """Return the CHECK of a quantity above zero."""
    return CheckConstraint(f"{column} > 0 AND {column} <= {QUANTITY_MAX_THOUSANDTHS}", name=f"{column}_range")


class Incident(Base):
    """An incident or a drill. Closed once; never deleted."""

    __tablename__ = "incident"
    __table_args__ = (
        one_of("kind", IncidentKind),
        one_of("disaster", Disaster),
        CheckConstraint("level BETWEEN 1 AND 4", name="level_range"),
        CheckConstraint("(closed_seq IS NULL) = (closed_on IS NULL)", name="closed_on_a_day"),
        real_day("started_on"),
        real_day("closed_on"),
        STRICT,
    )

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[IncidentKind] = mapped_column(Word(IncidentKind))
    title: Mapped[str]
    disaster: Mapped[Disaster] = mapped_column(Word(Disaster))
    level: Mapped[int | None] = mapped_column(comment="of the response, 1 the highest; NULL is not declared")
    place: Mapped[str]
    started_on: Mapped[date]
    note: Mapped[str]
    actor: Mapped[Login]
    closed_seq: Mapped[int | None]
    closed_on: Mapped[date | None]


class ReliefRequest(Base):
    """What somebody asks for. Cancelled once; never deleted."""

    __tablename__ = "relief_request"
    __table_args__ = (
        CheckConstraint("priority BETWEEN 1 AND 5", name="priority_range"),
        real_day("requested_on"),
        real_day("needed_by"),
        Index(None, "incident"),
        Index(None, "requested_on"),
        partial_index("ix_relief_request_lacking", "cancelled_seq IS NULL AND ordered_seq IS NULL", "site_id", "seq"),
        STRICT,
    )

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(unique=True)
    incident: Mapped[str] = mapped_column(comment="number; empty for none")
    requester: Mapped[str]
    contact: Mapped[str]
    place: Mapped[str]
    requested_on: Mapped[date]
    needed_by: Mapped[date]
    priority: Mapped[int] = mapped_column(comment="1 is the most urgent")
    note: Mapped[str]
    actor: Mapped[Login]
    cancelled_seq: Mapped[int | None]
    cancel_reason: Mapped[str]
    ordered_seq: Mapped[int | None] = mapped_column(comment="the order since which nothing lacks; NULL: something does")


class ReliefRequestLine(Base):
    """How much of an item is asked for."""

    __tablename__ = "relief_request_line"
    __table_args__ = (
        ForeignKeyConstraint(["site_id", "seq"], ["relief_request.site_id", "relief_request.seq"]),
        _quantity(),
        STRICT,
    )

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    line: Mapped[int] = mapped_column(primary_key=True)
    item_code: Mapped[ItemCode] = mapped_column(ForeignKey("item.code"))
    quantity: Mapped[int]
    note: Mapped[str]


class ReliefOrder(Base):
    """The order to hand over goods for a request. What of it is handed over, the stock movements say."""

    __tablename__ = "relief_order"
    __table_args__ = (
        ForeignKeyConstraint(["site_id", "request_seq"], ["relief_request.site_id", "relief_request.seq"]),
        real_day("ordered_on"),
        real_day("expected_on"),
        Index(None, "site_id", "request_seq"),
        Index(None, "ordered_on"),
        STRICT,
    )

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(unique=True)
    request_seq: Mapped[int]
    receiver: Mapped[str]
    vehicle: Mapped[str]
    driver: Mapped[str]
    ordered_on: Mapped[date]
    expected_on: Mapped[date | None]
    note: Mapped[str]
    actor: Mapped[Login]
    released_seq: Mapped[int | None]
    release_reason: Mapped[str]


class ReliefOrderLine(Base):
    """How much of a lot a depot hands over for a line of the request."""

    __tablename__ = "relief_order_line"
    __table_args__ = (
        ForeignKeyConstraint(["site_id", "seq"], ["relief_order.site_id", "relief_order.seq"]),
        ForeignKeyConstraint(["site_id", "depot_code"], ["depot.site_id", "depot.code"]),
        ForeignKeyConstraint(["site_id", "lot_id"], ["lot.site_id", "lot.lot_id"]),
        _quantity(),
        STRICT,
    )

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    line: Mapped[int] = mapped_column(primary_key=True)
    request_line: Mapped[int]
    depot_code: Mapped[DepotCode]
    lot_id: Mapped[LotId]
    quantity: Mapped[int]


class ReliefSeries(Base):
    """The last number given to a site's incidents, requests, orders or distributions in one year."""

    __tablename__ = "relief_series"
    __table_args__ = (CheckConstraint("last_number >= 1", name="from_one"), STRICT)

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    prefix: Mapped[str] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    last_number: Mapped[int]
    seq: Mapped[int]


class Attachment(Base):
    """An encrypted file, named by the SHA-256 of what is kept here; purged, only its name and size are left.

    Its content stands in no entry, so that the law's purge (突发事件应对法第八十五条) leaves the journal whole.
    """

    __tablename__ = "attachment"
    __table_args__ = (
        one_of("kind", AttachmentKind),
        CheckConstraint("size > 0", name="size_positive"),
        CheckConstraint("purged_seq IS NULL OR content IS NULL", name="purged_is_gone"),
        STRICT,
    )

    hash: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[AttachmentKind] = mapped_column(Word(AttachmentKind))
    size: Mapped[int] = mapped_column(comment="bytes, as encrypted")
    content: Mapped[bytes | None] = mapped_column(info=OUTSIDE_JOURNAL)
    purged_seq: Mapped[int | None]


class Distribution(Base):
    """What the households of a village received; who they are stands in the roster alone."""

    __tablename__ = "distribution"
    __table_args__ = (
        ForeignKeyConstraint(["roster_hash"], ["attachment.hash"]),
        CheckConstraint("households >= 1 AND persons >= households", name="people_counted"),
        CheckConstraint("signed_households BETWEEN 0 AND households", name="signed_in_range"),
        CheckConstraint("(confirmed_seq IS NULL) = (signed_households IS NULL)", name="confirmed_is_counted"),
        real_day("distributed_on"),
        Index(None, "incident"),
        STRICT,
    )

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(unique=True)
    incident: Mapped[str]
    village: Mapped[str]
    roster_hash: Mapped[str] = mapped_column(unique=True)
    households: Mapped[int]
    persons: Mapped[int]
    distributed_on: Mapped[date]
    note: Mapped[str]
    actor: Mapped[Login]
    confirmed_seq: Mapped[int | None]
    signed_households: Mapped[int | None]
    paper: Mapped[str] = mapped_column(comment="where the signed list is kept")


class DistributionLine(Base):
    """How much of an item all households together were to receive, and what was short."""

    __tablename__ = "distribution_line"
    __table_args__ = (
        ForeignKeyConstraint(["site_id", "seq"], ["distribution.site_id", "distribution.seq"]),
        _quantity(),
        CheckConstraint("short_quantity BETWEEN 0 AND quantity", name="short_in_range"),
        STRICT,
    )

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    item_code: Mapped[ItemCode] = mapped_column(ForeignKey("item.code"), primary_key=True)
    quantity: Mapped[int]
    short_quantity: Mapped[int]


class DistributionIssue(Base):
    """An issue whose goods a distribution handed on; each issue belongs to one distribution."""

    __tablename__ = "distribution_issue"
    __table_args__ = (
        ForeignKeyConstraint(["site_id", "seq"], ["distribution.site_id", "distribution.seq"]),
        ForeignKeyConstraint(["site_id", "issue_seq"], ["document.site_id", "document.seq"]),
        UniqueConstraint("site_id", "issue_seq"),
        STRICT,
    )

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    issue_seq: Mapped[int] = mapped_column(primary_key=True)

"""Where goods are: depots, places, lots, and the ledger of movements whose balances the database keeps itself.

A movement is double entry by construction: a quantity above zero from one place to another of the same depot. What the
goods at a place count as is its bucket: usable, set aside, out of the depot but still ours, gone, or never ours. Only
what lies ``outside`` may go below zero, so that no more comes back than ever went out. An object with a serial number
is a lot of exactly one.
"""

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from supplies.models.base import STRICT, Base, Word, one_of, real_day
from supplies.values import (
    MONEY_MAX_FEN,
    QUANTITY_MAX_THOUSANDTHS,
    AppropriationId,
    DepotCode,
    ItemCode,
    Login,
    LotId,
    OrganisationCode,
    PlaceCode,
    SiteId,
)


class Bucket(StrEnum):
    """What goods at a place count as; every total tells them apart."""

    ON_HAND = "on_hand"
    INSPECTING = "inspecting"
    OUT_OF_SERVICE = "out_of_service"
    HELD = "held"
    ISSUED = "issued"
    ON_LOAN = "on_loan"
    IN_TRANSIT = "in_transit"
    GONE = "gone"
    OUTSIDE = "outside"


class PlaceKind(StrEnum):
    """A storage location or a part of it, or where goods come from or go to."""

    STORAGE = "storage"
    UNIT = "unit"
    """A carton or a pallet: it stands in a storage location and is moved with all that is in it."""
    INSPECTING = "inspecting"
    OUT_OF_SERVICE = "out_of_service"
    HELD = "held"
    SUPPLIER = "supplier"
    DONOR = "donor"
    SUPERIOR = "superior"
    PEER = "peer"
    """Another depot, from which a transfer is accepted."""
    COUNT_DIFFERENCE = "count_difference"
    ISSUED = "issued"
    USED = "used"
    ON_LOAN = "on_loan"
    IN_TRANSIT = "in_transit"
    HANDED_OVER = "handed_over"
    """What another depot has accepted."""
    SENT_BACK = "sent_back"
    """What went back to the supplier."""
    OWNER = "owner"
    """What was held for somebody and went out on the owner's order."""
    ROTATED = "rotated"
    LOST = "lost"


BUCKETS = {
    PlaceKind.STORAGE: Bucket.ON_HAND,
    PlaceKind.UNIT: Bucket.ON_HAND,
    PlaceKind.INSPECTING: Bucket.INSPECTING,
    PlaceKind.OUT_OF_SERVICE: Bucket.OUT_OF_SERVICE,
    PlaceKind.HELD: Bucket.HELD,
    PlaceKind.SUPPLIER: Bucket.OUTSIDE,
    PlaceKind.DONOR: Bucket.OUTSIDE,
    PlaceKind.SUPERIOR: Bucket.OUTSIDE,
    PlaceKind.PEER: Bucket.OUTSIDE,
    PlaceKind.COUNT_DIFFERENCE: Bucket.OUTSIDE,
    PlaceKind.ISSUED: Bucket.ISSUED,
    PlaceKind.USED: Bucket.GONE,
    PlaceKind.ON_LOAN: Bucket.ON_LOAN,
    PlaceKind.IN_TRANSIT: Bucket.IN_TRANSIT,
    PlaceKind.HANDED_OVER: Bucket.GONE,
    PlaceKind.SENT_BACK: Bucket.GONE,
    PlaceKind.OWNER: Bucket.GONE,
    PlaceKind.ROTATED: Bucket.GONE,
    PlaceKind.LOST: Bucket.GONE,
}
"""The bucket of each kind of place."""

ASIDE = (Bucket.INSPECTING, Bucket.OUT_OF_SERVICE, Bucket.HELD)
"""The buckets of goods that lie in the depot and may not be handed out."""

INSIDE = (Bucket.ON_HAND, *ASIDE)
"""The buckets of goods that lie in the depot."""

OPEN = (Bucket.ISSUED, Bucket.ON_LOAN, Bucket.IN_TRANSIT)
"""The buckets of goods that are out and still to be settled, line by line."""


class DocumentKind(StrEnum):
    """What one stock action posts."""

    RECEIPT = "receipt"
    INSPECTION = "inspection"
    ISSUE = "issue"
    MOVE = "move"
    RETURN = "return"
    DISPATCH = "dispatch"
    ACCEPTANCE = "acceptance"
    LOAN = "loan"
    SEND_BACK = "send_back"
    ROTATION = "rotation"
    SERVICE = "service"
    TAKE_OVER = "take_over"
    ADJUSTMENT = "adjustment"
    WRITE_OFF = "write_off"
    REVERSAL = "reversal"


class Origin(StrEnum):
    """How a lot came into the reserve."""

    PURCHASE = "purchase"
    DONATION = "donation"
    ALLOTMENT = "allotment"
    ROTATION = "rotation"
    OTHER = "other"


def listed(buckets: Sequence[Bucket]) -> str:
    """Return buckets as SQL lists them."""
    return ", ".join(f"'{bucket.value}'" for bucket in buckets)


def partial_index(name: str | None, where: str, *columns: str) -> Index:
    """Return an index of the rows that keep a condition, the same on both databases."""
    return Index(name, *columns, sqlite_where=text(where), postgresql_where=text(where))


def _bucket_of_kind() -> str:
    """Return the condition that a place has the bucket of its kind."""
    pairs = " ".join(f"WHEN '{kind.value}' THEN '{bucket.value}'" for kind, bucket in BUCKETS.items())
    return f"bucket = CASE kind {pairs} END"


class Depot(Base):
    """A depot: its stock is written by one site only."""

    __tablename__ = "depot"
    __table_args__ = (UniqueConstraint("site_id", "code"), STRICT)

    code: Mapped[DepotCode] = mapped_column(primary_key=True)
    site_id: Mapped[SiteId] = mapped_column(ForeignKey("site.site_id"))
    name: Mapped[str] = mapped_column(unique=True)
    address: Mapped[str]
    pinyin: Mapped[str]
    seq: Mapped[int]


class Place(Base):
    """A storage location of a depot, or one of its counterparts outside."""

    __tablename__ = "place"
    __table_args__ = (
        one_of("kind", PlaceKind),
        one_of("bucket", Bucket),
        CheckConstraint(_bucket_of_kind(), name="bucket_of_kind"),
        CheckConstraint(
            "(within IS NOT NULL) = (kind IN ('unit', 'inspecting', 'out_of_service', 'held'))", name="part_is_within"
        ),
        ForeignKeyConstraint(["depot_code", "within"], ["place.depot_code", "place.code"]),
        UniqueConstraint("depot_code", "code", "bucket"),
        Index(None, "depot_code", "within"),
        STRICT,
    )

    depot_code: Mapped[DepotCode] = mapped_column(ForeignKey("depot.code"), primary_key=True)
    code: Mapped[PlaceCode] = mapped_column(primary_key=True)
    name: Mapped[str]
    kind: Mapped[PlaceKind] = mapped_column(Word(PlaceKind))
    bucket: Mapped[Bucket] = mapped_column(Word(Bucket))
    within: Mapped[PlaceCode | None] = mapped_column(comment="the storage location that this is a part of")
    label_code: Mapped[str | None] = mapped_column(unique=True)
    is_active: Mapped[bool]
    seq: Mapped[int]


class Lot(Base):
    """Goods of one item that came together and stay alike: a batch, a plain delivery, or one object with its serial."""

    __tablename__ = "lot"
    __table_args__ = (
        one_of("origin", Origin),
        CheckConstraint("(serial_no IS NOT NULL) = is_single", name="single_has_serial"),
        CheckConstraint("expires_on IS NULL OR produced_on IS NULL OR expires_on >= produced_on", name="life_forward"),
        CheckConstraint("unit_price_e4 >= 0", name="price_not_negative"),
        CheckConstraint("days_used >= 0", name="days_not_negative"),
        real_day("received_on"),
        real_day("tested_on"),
        real_day("service_from"),
        real_day("produced_on"),
        real_day("expires_on"),
        Index(
            "uq_lot_item_code_serial_no",
            "item_code",
            "serial_no",
            unique=True,
            sqlite_where=text("is_void = 0"),
            postgresql_where=text("NOT is_void"),
        ),
        UniqueConstraint("site_id", "lot_id", "item_code", "is_single"),
        Index(None, "lot_id"),
        Index(None, "batch_no"),
        Index(None, "serial_no"),
        STRICT,
    )

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    lot_id: Mapped[LotId] = mapped_column(primary_key=True)
    item_code: Mapped[ItemCode] = mapped_column(ForeignKey("item.code"))
    label_code: Mapped[str] = mapped_column(unique=True)
    batch_no: Mapped[str]
    serial_no: Mapped[str | None]
    is_single: Mapped[bool]
    origin: Mapped[Origin] = mapped_column(Word(Origin))
    received_on: Mapped[date]
    produced_on: Mapped[date | None]
    expires_on: Mapped[date | None]
    owner: Mapped[OrganisationCode | None] = mapped_column(ForeignKey("organisation.code"), comment="物权归属; unknown")
    manager: Mapped[OrganisationCode | None] = mapped_column(ForeignKey("organisation.code"))
    supplier: Mapped[OrganisationCode | None] = mapped_column(ForeignKey("organisation.code"))
    appropriation_id: Mapped[AppropriationId | None] = mapped_column(comment="the money that paid; NULL is unknown")
    unit_price_e4: Mapped[int | None] = mapped_column(comment="in 1/10,000 yuan; informative, amounts count")
    is_consumable: Mapped[bool] = mapped_column(comment="used up when issued; otherwise to come back")
    tested_on: Mapped[date | None] = mapped_column(comment="the last inspection or test run that it passed")
    days_used: Mapped[int] = mapped_column(comment="days in use, as told when it came back")
    service_from: Mapped[date | None] = mapped_column(comment="the day from which its service life counts")
    is_void: Mapped[bool] = mapped_column(comment="its receipt was reversed: the serial number is free again")
    seq: Mapped[int]


class Document(Base):
    """What one stock action posted: the header of its movements. Exists only together with its journal entry."""

    __tablename__ = "document"
    __table_args__ = (
        ForeignKeyConstraint(
            ["site_id", "seq"], ["journal_entry.site_id", "journal_entry.seq"], deferrable=True, initially="DEFERRED"
        ),
        ForeignKeyConstraint(["site_id", "depot_code"], ["depot.site_id", "depot.code"]),
        ForeignKeyConstraint(["peer_depot"], ["depot.code"]),
        ForeignKeyConstraint(["site_id", "reverses_seq"], ["document.site_id", "document.seq"]),
        UniqueConstraint("site_id", "reverses_seq"),
        one_of("kind", DocumentKind),
        CheckConstraint("(kind = 'reversal') = (reverses_seq IS NOT NULL)", name="reversal_names_document"),
        CheckConstraint("line_count >= 1", name="has_lines"),
        CheckConstraint("peer_depot <> depot_code", name="peer_is_another"),
        real_day("business_date"),
        real_day("due_on"),
        real_day("paper_date"),
        Index(None, "depot_code", "site_id", "seq"),
        Index(None, "peer_depot", "site_id", "seq"),
        partial_index(None, "incident <> ''", "incident", "site_id", "seq"),
        partial_index(None, "order_seq IS NOT NULL", "order_seq"),
        Index(None, "kind", "site_id", "seq"),
        STRICT,
    )

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[DocumentKind] = mapped_column(Word(DocumentKind))
    depot_code: Mapped[DepotCode]
    business_date: Mapped[date]
    recorded_at: Mapped[datetime]
    actor: Mapped[Login]
    counterparty: Mapped[str] = mapped_column(comment="supplier, donor, receiver; as on the paper")
    paper_number: Mapped[str] = mapped_column(comment="number of the paper or order behind it")
    incident: Mapped[str]
    note: Mapped[str]
    receiver: Mapped[str] = mapped_column(comment="the person who takes or brings the goods")
    vehicle: Mapped[str] = mapped_column(comment="plate and driver")
    peer_depot: Mapped[DepotCode | None] = mapped_column(comment="the other depot of a transfer")
    due_on: Mapped[date | None] = mapped_column(comment="when the goods are to be back, or to arrive")
    paper_date: Mapped[date | None] = mapped_column(
        comment="the day on the paper, which came late: its period is closed"
    )
    order_seq: Mapped[int | None] = mapped_column(comment="the entry of the order that it carries out")
    is_emergency: Mapped[bool] = mapped_column(comment="posted before its papers; see debt")
    prepared_by: Mapped[Login | None] = mapped_column(comment="who drew up what the actor approved")
    reverses_seq: Mapped[int | None]
    line_count: Mapped[int]


class Movement(Base):
    """One line of the stock ledger. Never changed, never deleted."""

    __tablename__ = "movement"
    __table_args__ = (
        ForeignKeyConstraint(["site_id", "seq"], ["document.site_id", "document.seq"]),
        ForeignKeyConstraint(["site_id", "depot_code"], ["depot.site_id", "depot.code"]),
        ForeignKeyConstraint(["depot_code", "from_place"], ["place.depot_code", "place.code"]),
        ForeignKeyConstraint(["depot_code", "to_place"], ["place.depot_code", "place.code"]),
        ForeignKeyConstraint(
            ["site_id", "lot_id", "item_code", "is_single"],
            ["lot.site_id", "lot.lot_id", "lot.item_code", "lot.is_single"],
        ),
        CheckConstraint(f"quantity > 0 AND quantity <= {QUANTITY_MAX_THOUSANDTHS}", name="quantity_range"),
        CheckConstraint(f"amount_fen >= 0 AND amount_fen <= {MONEY_MAX_FEN}", name="amount_range"),
        CheckConstraint("from_place <> to_place", name="goes_somewhere"),
        CheckConstraint("line >= 1", name="line_from_one"),
        CheckConstraint("(of_seq IS NULL) = (of_line IS NULL)", name="settles_one_line"),
        real_day("business_date"),
        Index(None, "lot_id", "seq", "line"),
        partial_index(None, "of_seq IS NOT NULL", "of_seq", "of_line"),
        Index(None, "item_code", "depot_code", "business_date", "seq", "line"),
        Index(None, "item_code", "business_date", "seq", "line"),
        STRICT,
    )

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    line: Mapped[int] = mapped_column(primary_key=True)
    depot_code: Mapped[DepotCode]
    item_code: Mapped[ItemCode]
    lot_id: Mapped[LotId]
    is_single: Mapped[bool]
    from_place: Mapped[PlaceCode]
    to_place: Mapped[PlaceCode]
    quantity: Mapped[int] = mapped_column(comment="in thousandths of the item's base unit")
    amount_fen: Mapped[int]
    business_date: Mapped[date]
    reason: Mapped[str] = mapped_column(comment="why a later or an expired lot was taken, or what the count found")
    of_seq: Mapped[int | None] = mapped_column(comment="with of_line: the earlier line that this one settles")
    of_line: Mapped[int | None]


def _on_hand(name: str, *columns: str) -> Index:
    """Return an index of what is on hand, and of nothing else: it stays small however long the history grows."""
    return partial_index(name, "bucket = 'on_hand' AND quantity > 0", *columns)


class Balance(Base):
    """What a place holds of a lot; written only by the movement's trigger, once for each movement."""

    __tablename__ = "balance"
    __table_args__ = (
        ForeignKeyConstraint(
            ["depot_code", "place_code", "bucket"], ["place.depot_code", "place.code", "place.bucket"]
        ),
        ForeignKeyConstraint(
            ["site_id", "lot_id", "item_code", "is_single"],
            ["lot.site_id", "lot.lot_id", "lot.item_code", "lot.is_single"],
        ),
        one_of("bucket", Bucket),
        CheckConstraint(
            "bucket = 'outside' OR (quantity >= 0 AND amount_fen >= 0 AND (quantity > 0 OR amount_fen = 0))",
            name="not_below_zero",
        ),
        CheckConstraint("NOT is_single OR quantity BETWEEN -1000 AND 1000", name="single_is_one"),
        _on_hand("ix_balance_on_hand", "item_code", "depot_code", "place_code", "lot_id"),
        _on_hand("ix_balance_expiring", "expires_on", "lot_id", "depot_code", "place_code"),
        _on_hand("ix_balance_first_to_expire", "item_code", "depot_code", "expires_on", "lot_id"),
        partial_index(
            "ix_balance_aside",
            f"bucket IN ({listed(ASIDE)})",
            "bucket",
            "item_code",
            "depot_code",
            "place_code",
            "lot_id",
        ),
        Index(None, "lot_id"),
        STRICT,
    )

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    depot_code: Mapped[DepotCode] = mapped_column(primary_key=True)
    lot_id: Mapped[LotId] = mapped_column(primary_key=True)
    place_code: Mapped[PlaceCode] = mapped_column(primary_key=True)
    item_code: Mapped[ItemCode]
    bucket: Mapped[Bucket] = mapped_column(Word(Bucket))
    is_single: Mapped[bool]
    expires_on: Mapped[date | None] = mapped_column(comment="the lot's; here for the index of what expires first")
    quantity: Mapped[int]
    amount_fen: Mapped[int]
    latest_date: Mapped[date] = mapped_column(comment="latest business date moved; an earlier one asks for a check")
    seq: Mapped[int] = mapped_column(comment="with line: the newest movement seen")
    line: Mapped[int]


class ItemTotal(Base):
    """What a depot has of an item in each bucket but the world outside; written only by the movement's trigger."""

    __tablename__ = "item_total"
    __table_args__ = (
        one_of("bucket", Bucket),
        CheckConstraint("quantity >= 0 AND amount_fen >= 0", name="not_below_zero"),
        STRICT,
    )

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    depot_code: Mapped[DepotCode] = mapped_column(ForeignKey("depot.code"), primary_key=True)
    item_code: Mapped[ItemCode] = mapped_column(ForeignKey("item.code"), primary_key=True)
    bucket: Mapped[Bucket] = mapped_column(Word(Bucket), primary_key=True)
    quantity: Mapped[int]
    amount_fen: Mapped[int]
    seq: Mapped[int]
    line: Mapped[int]


class NumberSeries(Base):
    """The last number given to a depot's papers of one kind in one year."""

    __tablename__ = "number_series"
    __table_args__ = (CheckConstraint("last_number >= 1", name="from_one"), STRICT)

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    depot_code: Mapped[DepotCode] = mapped_column(ForeignKey("depot.code"), primary_key=True)
    prefix: Mapped[str] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    last_number: Mapped[int]
    seq: Mapped[int]


class PeriodClosing(Base):
    """A day through which a depot's books are closed; the newest counts, and it only moves forward."""

    __tablename__ = "period_closing"
    __table_args__ = (
        ForeignKeyConstraint(
            ["site_id", "seq"], ["journal_entry.site_id", "journal_entry.seq"], deferrable=True, initially="DEFERRED"
        ),
        ForeignKeyConstraint(["site_id", "depot_code"], ["depot.site_id", "depot.code"]),
        real_day("closed_through"),
        STRICT,
    )

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    depot_code: Mapped[DepotCode] = mapped_column(primary_key=True)
    closed_through: Mapped[date] = mapped_column(primary_key=True)
    seq: Mapped[int]

"""What was done to keep goods fit for use: maintenance, tests, calibration, filling, and the parts that age alone."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from supplies.models.base import STRICT, Base, Word, one_of, real_day
from supplies.values import MONEY_MAX_FEN, QUANTITY_MAX_THOUSANDTHS, DepotCode, Login, LotId, SiteId


class UpkeepKind(StrEnum):
    """What was done."""

    MAINTENANCE = "maintenance"
    TEST_RUN = "test_run"
    CALIBRATION = "calibration"
    FILLING = "filling"
    PRESSURE_TEST = "pressure_test"
    INSPECTION = "inspection"


class UpkeepResult(StrEnum):
    """What the goods are good for afterwards."""

    USABLE = "usable"
    LIMITED = "limited"
    STOPPED = "stopped"


TESTS = (UpkeepKind.TEST_RUN, UpkeepKind.CALIBRATION, UpkeepKind.PRESSURE_TEST, UpkeepKind.INSPECTION)
"""What shows that goods work; maintenance and filling do not."""


class Upkeep(Base):
    """One line of a record of upkeep. Never changed, never deleted."""

    __tablename__ = "upkeep"
    __table_args__ = (
        ForeignKeyConstraint(
            ["site_id", "seq"], ["journal_entry.site_id", "journal_entry.seq"], deferrable=True, initially="DEFERRED"
        ),
        ForeignKeyConstraint(["site_id", "depot_code"], ["depot.site_id", "depot.code"]),
        ForeignKeyConstraint(["site_id", "lot_id"], ["lot.site_id", "lot.lot_id"]),
        UniqueConstraint("number", "line"),
        one_of("kind", UpkeepKind),
        one_of("result", UpkeepResult),
        CheckConstraint("line >= 1", name="line_from_one"),
        CheckConstraint(f"quantity > 0 AND quantity <= {QUANTITY_MAX_THOUSANDTHS}", name="quantity_range"),
        CheckConstraint(f"hours >= 0 AND hours <= {QUANTITY_MAX_THOUSANDTHS}", name="hours_range"),
        CheckConstraint(f"cost_fen >= 0 AND cost_fen <= {MONEY_MAX_FEN}", name="cost_range"),
        real_day("done_on"),
        real_day("next_on"),
        Index(None, "lot_id", "seq", "line"),
        STRICT,
    )

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    line: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str]
    depot_code: Mapped[DepotCode]
    lot_id: Mapped[LotId]
    kind: Mapped[UpkeepKind] = mapped_column(Word(UpkeepKind))
    result: Mapped[UpkeepResult] = mapped_column(Word(UpkeepResult))
    done_on: Mapped[date]
    done_by: Mapped[str] = mapped_column(comment="the technician or the institute, as on the paper")
    quantity: Mapped[int] = mapped_column(comment="in thousandths of the item's base unit")
    hours: Mapped[int | None] = mapped_column(comment="running hours that the meter shows, in thousandths")
    consumed: Mapped[str] = mapped_column(comment="fuel, water, electricity")
    faults: Mapped[str]
    parts: Mapped[str] = mapped_column(comment="what was replaced")
    certificate: Mapped[str]
    cost_fen: Mapped[int | None]
    next_on: Mapped[date | None] = mapped_column(comment="when the same is due again, as the paper says")
    note: Mapped[str]
    actor: Mapped[Login]
    recorded_at: Mapped[datetime]


class Component(Base):
    """A part of an object that was put in with its expiry; of each name the newest counts. Never changed."""

    __tablename__ = "component"
    __table_args__ = (
        ForeignKeyConstraint(["site_id", "seq", "line"], ["upkeep.site_id", "upkeep.seq", "upkeep.line"]),
        ForeignKeyConstraint(["site_id", "lot_id"], ["lot.site_id", "lot.lot_id"]),
        real_day("expires_on"),
        Index(None, "lot_id", "name", "seq"),
        STRICT,
    )

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    line: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    lot_id: Mapped[LotId]
    expires_on: Mapped[date]

"""Cartons and pallets: places within a storage location that are moved with all that is in them."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from supplies.models.base import STRICT, Base, Word, one_of, real_day
from supplies.values import DepotCode, Login, PlaceCode, SiteId


class UnitKind(StrEnum):
    """What goods are packed in."""

    CARTON = "carton"
    PALLET = "pallet"


class HandlingUnit(Base):
    """What a place of kind ``unit`` is made of; where it stands, its name and its label are in ``place``."""

    __tablename__ = "handling_unit"
    __table_args__ = (
        ForeignKeyConstraint(["depot_code", "code"], ["place.depot_code", "place.code"]),
        one_of("kind", UnitKind),
        real_day("made_on"),
        STRICT,
    )

    depot_code: Mapped[DepotCode] = mapped_column(primary_key=True)
    code: Mapped[PlaceCode] = mapped_column(primary_key=True)
    kind: Mapped[UnitKind] = mapped_column(Word(UnitKind))
    made_on: Mapped[date]
    seq: Mapped[int]


class UnitMove(Base):
    """One way of a carton or pallet between storage locations. Never changed, never deleted."""

    __tablename__ = "unit_move"
    __table_args__ = (
        ForeignKeyConstraint(
            ["site_id", "seq"], ["journal_entry.site_id", "journal_entry.seq"], deferrable=True, initially="DEFERRED"
        ),
        ForeignKeyConstraint(["depot_code", "unit"], ["handling_unit.depot_code", "handling_unit.code"]),
        ForeignKeyConstraint(["depot_code", "from_place"], ["place.depot_code", "place.code"]),
        ForeignKeyConstraint(["depot_code", "to_place"], ["place.depot_code", "place.code"]),
        CheckConstraint("from_place <> to_place", name="goes_somewhere"),
        real_day("moved_on"),
        Index(None, "depot_code", "unit", "seq"),
        STRICT,
    )

    site_id: Mapped[SiteId] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    depot_code: Mapped[DepotCode]
    unit: Mapped[PlaceCode]
    from_place: Mapped[PlaceCode]
    to_place: Mapped[PlaceCode]
    moved_on: Mapped[date]
    actor: Mapped[Login]
    recorded_at: Mapped[datetime]

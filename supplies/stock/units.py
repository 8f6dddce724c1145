"""Cartons and pallets: places within a location. Packing and unpacking are moves; a unit is moved with its content."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Select, and_, func, insert, select, update
from sqlalchemy.orm import aliased

from supplies.errors import (
    NotAUnit,
    PlaceRetired,
    UnitInUnit,
    UnitNotEmpty,
    UnitStandsThere,
    UnknownRecord,
)
from supplies.journal.action import Action, Context
from supplies.language import N_, _
from supplies.models.accounts import Person
from supplies.models.stock import INSIDE, Balance, Bucket, Depot, Place, PlaceKind
from supplies.models.units import HandlingUnit, UnitKind, UnitMove
from supplies.scanning.label_code import normalised, unit_code
from supplies.stock import ledger
from supplies.stock.actions import Text
from supplies.stock.checks import check_depot
from supplies.stock.lookups import PARTS, part_of
from supplies.stock.places import place_row
from supplies.stock.queries import StockFilter, StockRow, stock_page
from supplies.values import DepotCode, PlaceCode

__all__ = [
    "KIND_NAMES",
    "CloseUnit",
    "MakeUnit",
    "MoveUnit",
    "UnitKind",
    "UnitMoveRow",
    "UnitRow",
    "check_close",
    "check_make",
    "check_move_unit",
    "close",
    "content",
    "make",
    "move_unit",
    "moves_of",
    "unit",
    "units",
]

SERIES = "U"
DIGITS = 6
ROWS_MAX = 1000
"""More lots are not in one carton or pallet."""

KIND_NAMES = {UnitKind.CARTON: N_("Carton"), UnitKind.PALLET: N_("Pallet")}


class MakeUnit(Action, frozen=True, kw_only=True, tag="stock.make_unit"):
    """Make a carton or pallet, still empty, at a storage location; its number and its label are given to it."""

    depot: DepotCode
    location: PlaceCode
    kind: UnitKind
    name: Text = ""


class MoveUnit(Action, frozen=True, kw_only=True, tag="stock.move_unit"):
    """Move a carton or pallet with all that is in it to another location of the depot."""

    depot: DepotCode
    unit: PlaceCode
    to_place: PlaceCode


class CloseUnit(Action, frozen=True, kw_only=True, tag="stock.close_unit"):
    """Take an empty carton or pallet out of use; its number is never used again."""

    depot: DepotCode
    unit: PlaceCode


# --- whether it may be -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _PlaceFact:
    """What the rules need of a place."""

    kind: PlaceKind
    is_active: bool
    within: PlaceCode | None


def _place(context: Context, depot: DepotCode, code: PlaceCode) -> _PlaceFact:
    """Return a place that is in use.

    Raises:
        UnknownRecord: there is none of this code.
        PlaceRetired: it is closed.
    """
    here = (Place.depot_code == depot, Place.code == code)
    row = context.connection.execute(select(Place.kind, Place.is_active, Place.within).where(*here)).first()
    if row is None or row.kind not in {PlaceKind.STORAGE, PlaceKind.UNIT}:
        raise UnknownRecord(kind=_("Location"), key=code)
    if not row.is_active:
        raise PlaceRetired(place=code)
    return _PlaceFact(*row)


def _check_location(context: Context, depot: DepotCode, code: PlaceCode) -> None:
    """Check that a place is a storage location in use; units do not stand in each other."""
    if _place(context, depot, code).kind is not PlaceKind.STORAGE:
        raise UnitInUnit(place=code)


def _unit(context: Context, depot: DepotCode, code: PlaceCode) -> _PlaceFact:
    """Return a carton or pallet in use."""
    found = _place(context, depot, code)
    if found.kind is not PlaceKind.UNIT:
        raise NotAUnit(place=code)
    return found


def check_make(context: Context, action: MakeUnit) -> None:
    """Refuse a place that is no location in use."""
    check_depot(context, action.depot, action.business_date)
    _check_location(context, action.depot, action.location)


def check_move_unit(context: Context, action: MoveUnit) -> None:
    """Refuse what is no unit in use, and a goal that is none or where it stands already."""
    check_depot(context, action.depot, action.business_date)
    found = _unit(context, action.depot, action.unit)
    _check_location(context, action.depot, action.to_place)
    if found.within == action.to_place:
        raise UnitStandsThere(unit=action.unit, place=action.to_place)


def check_close(context: Context, action: CloseUnit) -> None:
    """Refuse what is no unit in use, and one that holds goods, usable or set aside."""
    check_depot(context, action.depot, action.business_date)
    _unit(context, action.depot, action.unit)
    holds = select(func.count(Balance.lot_id.distinct())).where(
        Balance.site_id == context.site_id,
        Balance.depot_code == action.depot,
        Balance.bucket.in_(INSIDE),
        Balance.place_code.in_([action.unit, *(part_of(action.unit, kind) for kind in PARTS)]),
        Balance.quantity > 0,
    )
    count = int(context.connection.scalar(holds) or 0)
    if count:
        raise UnitNotEmpty(unit=action.unit, count=count)


# --- what follows ----------------------------------------------------------------------------------------------------


def make(context: Context, action: MakeUnit) -> None:
    """Write the unit with the parts where its goods are set aside."""
    code = _next_code(context, action.depot)
    name = f"{code} {action.name.strip()}".strip()
    label = unit_code(context.site_id, context.epoch, context.seq)
    unit = place_row(context, action.depot, code, name, PlaceKind.UNIT, within=action.location, label=label)
    parts = [place_row(context, action.depot, part_of(code, kind), name, kind, within=code) for kind in PARTS]
    context.connection.execute(insert(Place), [unit, *parts])
    values = {
        "depot_code": action.depot,
        "code": code,
        "kind": action.kind,
        "made_on": action.business_date,
        "seq": context.seq,
    }
    context.connection.execute(insert(HandlingUnit), values)


def _next_code(context: Context, depot: DepotCode) -> PlaceCode:
    """Return the next number of a depot's units; one that somebody gave to a location is left out."""
    taken = set(context.connection.scalars(select(Place.code).where(Place.depot_code == depot)))
    while True:
        number = ledger.next_number(context, depot, SERIES, 1)
        code = PlaceCode(f"{SERIES}{number.rpartition('-')[2]}" + (f"E{context.epoch}" if context.epoch > 1 else ""))
        if code not in taken:
            return code


def move_unit(context: Context, action: MoveUnit) -> None:
    """Let the unit stand in the other location, and write from where it came."""
    here = and_(Place.depot_code == action.depot, Place.code == action.unit)
    origin = context.connection.scalar(select(Place.within).where(here))
    context.connection.execute(update(Place).where(here).values(within=action.to_place, seq=context.seq))
    values = {
        "site_id": context.site_id,
        "seq": context.seq,
        "depot_code": action.depot,
        "unit": action.unit,
        "from_place": origin,
        "to_place": action.to_place,
        "moved_on": action.business_date,
        "actor": context.actor,
        "recorded_at": context.recorded_at,
    }
    context.connection.execute(insert(UnitMove), values)


def close(context: Context, action: CloseUnit) -> None:
    """Take the unit and its parts out of use."""
    codes = [action.unit, *(part_of(action.unit, kind) for kind in PARTS)]
    here = and_(Place.depot_code == action.depot, Place.code.in_(codes))
    context.connection.execute(update(Place).where(here).values(is_active=False, seq=context.seq))


# --- as read ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A carton or pallet, where it stands, and how many lots are in it."""

    depot_code: DepotCode
    depot_name: str
    code: PlaceCode
    name: str
    kind: UnitKind
    location: PlaceCode
    location_name: str
    label_code: str
    is_active: bool
    made_on: date
    seq: int
    """The entry that made it."""
    lots: int

    @property
    def kind_name(self) -> str:
        """Return what it is, in the reader's language."""
        return _(KIND_NAMES[self.kind])


@dataclass(frozen=True, slots=True)
class UnitMoveRow:
    """One way of a carton or pallet."""

    seq: int
    from_place: PlaceCode
    to_place: PlaceCode
    moved_on: date
    actor_name: str
    recorded_at: datetime


def _units() -> Select[*tuple[Any, ...]]:
    """Select units with where they stand."""
    location = aliased(Place)
    lots = (
        select(func.count())
        .where(
            Balance.depot_code == Place.depot_code,
            Balance.place_code == Place.code,
            Balance.bucket == Bucket.ON_HAND,
            Balance.quantity > 0,
        )
        .correlate(Place)
        .scalar_subquery()
    )
    columns = (
        Place.depot_code,
        Depot.name,
        Place.code,
        Place.name,
        HandlingUnit.kind,
        Place.within,
        location.name,
        Place.label_code,
        Place.is_active,
        HandlingUnit.made_on,
        HandlingUnit.seq,
        lots,
    )
    return (
        select(*columns)
        .join(HandlingUnit, and_(HandlingUnit.depot_code == Place.depot_code, HandlingUnit.code == Place.code))
        .join(Depot, Depot.code == Place.depot_code)
        .join(location, and_(location.depot_code == Place.depot_code, location.code == Place.within))
        .order_by(Place.depot_code, Place.code)
    )


def units(connection: Connection, depot: DepotCode | None = None, *, with_closed: bool = False) -> list[UnitRow]:
    """Return the cartons and pallets of a depot, or of all."""
    statement = _units()
    if depot is not None:
        statement = statement.where(Place.depot_code == depot)
    if not with_closed:
        statement = statement.where(Place.is_active)
    return [UnitRow(*row) for row in connection.execute(statement)]


def unit(connection: Connection, depot: DepotCode, text: str) -> UnitRow:
    """Return one carton or pallet, by its number in a depot or by its label in any.

    Raises:
        UnknownRecord: there is none.
    """
    code = normalised(text)
    own = and_(Place.depot_code == depot, Place.code == code)
    row = connection.execute(_units().where(own | (Place.label_code == code))).first()
    if row is None:
        raise UnknownRecord(kind=_("Carton or pallet"), key=text)
    return UnitRow(*row)


def content(connection: Connection, depot: DepotCode, code: PlaceCode) -> list[StockRow]:
    """Return what is in a carton or pallet."""
    return stock_page(connection, StockFilter(depot=depot, place=code), limit=ROWS_MAX)


def moves_of(connection: Connection, depot: DepotCode, code: PlaceCode) -> list[UnitMoveRow]:
    """Return the ways of a carton or pallet, oldest first."""
    columns = (
        UnitMove.seq,
        UnitMove.from_place,
        UnitMove.to_place,
        UnitMove.moved_on,
        func.coalesce(Person.name, UnitMove.actor),
        UnitMove.recorded_at,
    )
    statement = (
        select(*columns)
        .outerjoin(Person, Person.login == UnitMove.actor)
        .where(UnitMove.depot_code == depot, UnitMove.unit == code)
        .order_by(UnitMove.seq)
    )
    return [UnitMoveRow(*row) for row in connection.execute(statement)]

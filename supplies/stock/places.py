"""Depots, storage locations and closed periods: whether they may change, and what follows."""

from sqlalchemy import exists, insert, or_, select, update

from supplies.errors import (
    AlreadyThere,
    DateInFuture,
    DepotNotOurs,
    PeriodNotForward,
    PlaceNotEmpty,
    PlaceRetired,
    UnknownRecord,
)
from supplies.journal.action import Context
from supplies.language import N_, _
from supplies.models.accounts import Site
from supplies.models.stock import Balance, Depot, Nature, PeriodClosing, Place, PlaceKind
from supplies.scanning.label_code import place_code
from supplies.stock import lookups
from supplies.stock.actions import AddDepot, AddPlace, ClosePeriod, RetirePlace
from supplies.stock.lookups import OUTSIDE
from supplies.values import DepotCode, PlaceCode

OUTSIDE_NAMES = {
    PlaceKind.SUPPLIER: N_("Supplier"),
    PlaceKind.DONOR: N_("Donor"),
    PlaceKind.SUPERIOR: N_("Allotted from above"),
    PlaceKind.ISSUED: N_("Issued"),
    PlaceKind.LOST: N_("Written off"),
    PlaceKind.COUNT_DIFFERENCE: N_("Count difference"),
}


def check_add_depot(context: Context, action: AddDepot) -> None:
    """Refuse a code or a name that is in use, and a site without a record."""
    if not context.connection.scalar(select(exists().where(Site.site_id == context.site_id))):
        raise UnknownRecord(kind=_("Site"), key=context.site_id)
    same = or_(Depot.code == action.code, Depot.name == action.name)
    if context.connection.scalar(select(exists().where(same))):
        raise AlreadyThere(kind=_("Depot"), key=f"{action.code} {action.name}")


def add_depot(context: Context, action: AddDepot) -> None:
    """Write the depot and the places outside it."""
    values = {
        "code": action.code,
        "site_id": context.site_id,
        "name": action.name,
        "address": action.address,
        "pinyin": action.pinyin,
        "seq": context.seq,
    }
    context.connection.execute(insert(Depot), values)
    rows = [
        {
            "depot_code": action.code,
            "code": code,
            "name": OUTSIDE_NAMES[kind],
            "kind": kind,
            "nature": nature,
            "label_code": None,
            "is_active": True,
            "seq": context.seq,
        }
        for kind, (code, nature) in OUTSIDE.items()
    ]
    context.connection.execute(insert(Place), rows)


def _check_own(context: Context, depot: DepotCode) -> None:
    """Refuse a depot that is not recorded or not of this site."""
    site = lookups.depot_site(context.connection, depot)
    if site is None:
        raise UnknownRecord(kind=_("Depot"), key=depot)
    if site != context.site_id:
        raise DepotNotOurs(depot=depot, site=site)


def check_add_place(context: Context, action: AddPlace) -> None:
    """Refuse a code that is in use, or was."""
    _check_own(context, action.depot)
    if action.code in lookups.storage_places(context.connection, action.depot):
        raise AlreadyThere(kind=_("Location"), key=action.code)


def add_place(context: Context, action: AddPlace) -> None:
    """Write the location."""
    values = {
        "depot_code": action.depot,
        "code": action.code,
        "name": action.name,
        "kind": PlaceKind.STORAGE,
        "nature": Nature.STOCK,
        "label_code": place_code(action.depot, action.code),
        "is_active": True,
        "seq": context.seq,
    }
    context.connection.execute(insert(Place), values)


def check_retire_place(context: Context, action: RetirePlace) -> None:
    """Refuse a location that is unknown, closed already, or not empty."""
    _check_own(context, action.depot)
    places = lookups.storage_places(context.connection, action.depot)
    if action.code not in places:
        raise UnknownRecord(kind=_("Location"), key=action.code)
    if not places[action.code]:
        raise PlaceRetired(place=action.code)
    holds = exists().where(
        Balance.site_id == context.site_id,
        Balance.depot_code == action.depot,
        Balance.place_code == action.code,
        Balance.quantity > 0,
    )
    if context.connection.scalar(select(holds)):
        raise PlaceNotEmpty(place=action.code)


def retire_place(context: Context, action: RetirePlace) -> None:
    """Close the location."""
    here = update(Place).where(Place.depot_code == action.depot, Place.code == action.code)
    context.connection.execute(here.values(is_active=False, seq=context.seq))


def check_close_period(context: Context, action: ClosePeriod) -> None:
    """Refuse a day that is closed already or not yet over."""
    _check_own(context, action.depot)
    if action.closed_through > action.business_date:
        raise DateInFuture(date=action.closed_through, today=action.business_date)
    closed = lookups.closed_through(context.connection, context.site_id, action.depot)
    if closed is not None and action.closed_through <= closed:
        raise PeriodNotForward(depot=action.depot, closed=closed)


def close_period(context: Context, action: ClosePeriod) -> None:
    """Write through which day the books are closed."""
    values = {
        "site_id": context.site_id,
        "depot_code": action.depot,
        "closed_through": action.closed_through,
        "seq": context.seq,
    }
    context.connection.execute(insert(PeriodClosing), values)


_OUTSIDE_NAMES_BY_CODE = {code: OUTSIDE_NAMES[kind] for kind, (code, _nature) in OUTSIDE.items()}


def shown_place(code: PlaceCode) -> str:
    """Return a place as people read it: its code, or what it stands for outside the depot."""
    return _(_OUTSIDE_NAMES_BY_CODE[code]) if code in _OUTSIDE_NAMES_BY_CODE else code


def shown_route(origin: PlaceCode, goal: PlaceCode) -> str:
    """Return from where to where, as people read it."""
    return f"{shown_place(origin)} → {shown_place(goal)}"

"""Depots, storage locations and closed periods: whether they may change, and what follows."""

from typing import Any

from sqlalchemy import Select, insert, or_, select, update

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
from supplies.models.stock import BUCKETS, INSIDE, Balance, Depot, PeriodClosing, Place, PlaceKind
from supplies.scanning.label_code import place_code
from supplies.stock import lookups
from supplies.stock.actions import AddDepot, AddPlace, ClosePeriod, RetirePlace
from supplies.stock.lookups import OUTSIDE, PARTS, location_of, part_kind, part_of
from supplies.values import DepotCode, PlaceCode

OUTSIDE_NAMES = {
    PlaceKind.SUPPLIER: N_("Supplier"),
    PlaceKind.DONOR: N_("Donor"),
    PlaceKind.SUPERIOR: N_("Allotted from above"),
    PlaceKind.PEER: N_("Another depot"),
    PlaceKind.COUNT_DIFFERENCE: N_("Count difference"),
    PlaceKind.ISSUED: N_("Issued"),
    PlaceKind.USED: N_("Used up"),
    PlaceKind.ON_LOAN: N_("On loan"),
    PlaceKind.IN_TRANSIT: N_("In transit"),
    PlaceKind.HANDED_OVER: N_("Accepted by another depot"),
    PlaceKind.SENT_BACK: N_("Sent back"),
    PlaceKind.OWNER: N_("Out on the owner's order"),
    PlaceKind.ROTATED: N_("Rotated out"),
    PlaceKind.LOST: N_("Written off"),
}
PART_NAMES = {
    PlaceKind.INSPECTING: N_("awaiting inspection"),
    PlaceKind.OUT_OF_SERVICE: N_("out of service"),
    PlaceKind.HELD: N_("held for others"),
}


def check_add_depot(context: Context, action: AddDepot) -> None:
    """Refuse a code or a name that is in use, and a site without a record."""
    if not context.has(Site.site_id == context.site_id):
        raise UnknownRecord(kind=_("Site"), key=context.site_id)
    same = or_(Depot.code == action.code, Depot.name == action.name)
    if context.has(same):
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
    rows = [place_row(context, action.code, code, OUTSIDE_NAMES[kind], kind) for kind, code in OUTSIDE.items()]
    context.connection.execute(insert(Place), rows)


def place_row(
    context: Context,
    depot: DepotCode,
    code: PlaceCode,
    name: str,
    kind: PlaceKind,
    *,
    within: PlaceCode | None = None,
    label: str | None = None,
) -> dict[str, Any]:
    """Return the row of a place in use."""
    return {
        "depot_code": depot,
        "code": code,
        "name": name,
        "kind": kind,
        "bucket": BUCKETS[kind],
        "within": within,
        "label_code": label,
        "is_active": True,
        "seq": context.seq,
    }


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
    """Write the location, and the parts of it where goods are set aside."""
    label = place_code(action.depot, action.code)
    parts = [
        place_row(context, action.depot, part_of(action.code, kind), action.name, kind, within=action.code)
        for kind in PARTS
    ]
    location = place_row(context, action.depot, action.code, action.name, PlaceKind.STORAGE, label=label)
    context.connection.execute(insert(Place), [location, *parts])


def check_retire_place(context: Context, action: RetirePlace) -> None:
    """Refuse a location that is unknown, closed already, or not empty."""
    _check_own(context, action.depot)
    places = lookups.storage_places(context.connection, action.depot)
    if action.code not in places:
        raise UnknownRecord(kind=_("Location"), key=action.code)
    if not places[action.code]:
        raise PlaceRetired(place=action.code)
    holds = (
        Balance.site_id == context.site_id,
        Balance.depot_code == action.depot,
        Balance.bucket.in_(INSIDE),
        Balance.place_code.in_(_inside(action)),
        Balance.quantity > 0,
    )
    if context.has(*holds):
        raise PlaceNotEmpty(place=action.code)


def retire_place(context: Context, action: RetirePlace) -> None:
    """Close the location with its parts and units."""
    here = update(Place).where(Place.depot_code == action.depot, Place.code.in_(_inside(action)))
    context.connection.execute(here.values(is_active=False, seq=context.seq))


def _inside(action: RetirePlace) -> Select[PlaceCode]:
    """Select the codes of a location and the units in it, with the parts of each."""
    units = select(Place.code).where(
        Place.depot_code == action.depot, Place.within == action.code, Place.kind == PlaceKind.UNIT
    )
    own = or_(Place.code == action.code, Place.within == action.code, Place.within.in_(units))
    return select(Place.code).where(Place.depot_code == action.depot, own)


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


_OUTSIDE_NAMES_BY_CODE = {code: OUTSIDE_NAMES[kind] for kind, code in OUTSIDE.items()}


def part_name(kind: PlaceKind) -> str:
    """Return as what goods are set aside, in the reader's language."""
    return _(PART_NAMES[kind])


def shown_place(code: PlaceCode) -> str:
    """Return a place as people read it: its code, as what its goods are set aside, or what it is outside the depot."""
    if code in _OUTSIDE_NAMES_BY_CODE:
        return _(_OUTSIDE_NAMES_BY_CODE[code])
    kind = part_kind(code)
    return code if kind is None else f"{location_of(code)} {part_name(kind)}"


def shown_route(origin: PlaceCode, goal: PlaceCode) -> str:
    """Return from where to where, as people read it."""
    return f"{shown_place(origin)} → {shown_place(goal)}"

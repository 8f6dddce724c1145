"""How depots and their locations stand: frozen rows, few enough to be read whole."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, and_, func, select

from supplies.models.stock import Balance, Bucket, Depot, PeriodClosing, Place
from supplies.stock.lookups import ON_HAND
from supplies.values import DepotCode, PlaceCode, SiteId


@dataclass(frozen=True, slots=True)
class DepotStanding:
    """A depot, how many locations it has in use, and through which day its books are closed."""

    code: DepotCode
    site_id: SiteId
    name: str
    address: str
    pinyin: str
    places: int
    closed_through: date | None


@dataclass(frozen=True, slots=True)
class PlaceStanding:
    """A storage location, and how many lots it holds."""

    depot_code: DepotCode
    depot_name: str
    site_id: SiteId
    code: PlaceCode
    name: str
    label_code: str
    is_active: bool
    lots: int


def depot_standings(connection: Connection) -> list[DepotStanding]:
    """Return every depot, by code."""
    in_use = (
        select(Place.depot_code, func.count().label("places"))
        .where(Place.bucket == Bucket.ON_HAND, Place.is_active)
        .group_by(Place.depot_code)
        .subquery("in_use")
    )
    closings = (
        select(PeriodClosing.site_id, PeriodClosing.depot_code, func.max(PeriodClosing.closed_through).label("day"))
        .group_by(PeriodClosing.site_id, PeriodClosing.depot_code)
        .subquery("closings")
    )
    statement = (
        select(
            Depot.code,
            Depot.site_id,
            Depot.name,
            Depot.address,
            Depot.pinyin,
            func.coalesce(in_use.c.places, 0),
            closings.c.day,
        )
        .outerjoin(in_use, in_use.c.depot_code == Depot.code)
        .outerjoin(closings, and_(closings.c.site_id == Depot.site_id, closings.c.depot_code == Depot.code))
        .order_by(Depot.code)
    )
    return [DepotStanding(*row) for row in connection.execute(statement)]


def place_standings(connection: Connection) -> list[PlaceStanding]:
    """Return every storage location, by depot and code, closed ones too."""
    held = (
        select(Balance.depot_code, Balance.place_code, func.count().label("lots"))
        .where(ON_HAND)
        .group_by(Balance.depot_code, Balance.place_code)
        .subquery("held")
    )
    statement = (
        select(
            Place.depot_code,
            Depot.name,
            Depot.site_id,
            Place.code,
            Place.name,
            Place.label_code,
            Place.is_active,
            func.coalesce(held.c.lots, 0),
        )
        .join(Depot, Depot.code == Place.depot_code)
        .outerjoin(held, and_(held.c.depot_code == Place.depot_code, held.c.place_code == Place.code))
        .where(Place.bucket == Bucket.ON_HAND)
        .order_by(Place.depot_code, Place.code)
    )
    return [PlaceStanding(*row) for row in connection.execute(statement)]

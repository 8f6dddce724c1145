"""What the screen of the care of goods shows, read at one moment."""

from dataclasses import dataclass
from datetime import date

from supplies.stock.clocks import DueRow, due
from supplies.stock.disposal import ScrapRow, write_offs
from supplies.stock.queries import DepotRow, own_depots
from supplies.stock.rotation import PlanRow, RotationRow, plan, rotations
from supplies.stock.units import UnitRow, units
from supplies.ui.session import Query


@dataclass(frozen=True, slots=True)
class CarePicture:
    """What is due, what should be rotated and was, what was scrapped, cartons and pallets, and the own depots."""

    due: tuple[DueRow, ...]
    plan: tuple[PlanRow, ...]
    rotations: tuple[RotationRow, ...]
    scrapped: tuple[ScrapRow, ...]
    units: tuple[UnitRow, ...]
    depots: tuple[DepotRow, ...]


def care_picture(day: date) -> Query[CarePicture]:
    """Return the query for all that the screen shows on a day."""
    return lambda connection: CarePicture(
        tuple(due(connection, day)),
        tuple(plan(connection, day)),
        tuple(rotations(connection)),
        tuple(write_offs(connection)),
        tuple(units(connection)),
        tuple(own_depots(connection)),
    )

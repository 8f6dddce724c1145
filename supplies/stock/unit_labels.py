"""What stands on the labels of cartons and pallets."""

from sqlalchemy import Connection

from supplies.stock.labelling import LabelRow
from supplies.stock.units import units
from supplies.values import DepotCode


def unit_labels(connection: Connection, depot: DepotCode | None = None) -> list[LabelRow]:
    """Return the labels of the cartons and pallets in use; where one stands is not on it, for it is moved."""
    return [LabelRow(row.label_code, row.name, row.depot_name, (row.kind_name,)) for row in units(connection, depot)]

"""What stands on labels: of lots, of objects with a serial number, and of storage locations."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, select

from supplies.language import _, pick
from supplies.models.catalogue import Item
from supplies.models.stock import Lot
from supplies.stock import lookups
from supplies.stock.queries import places
from supplies.values import DepotCode, LotId, PlaceCode


@dataclass(frozen=True, slots=True)
class LabelRow:
    """The code of a label, and what people read beside it."""

    code: str
    name: str
    specification: str
    lines: tuple[str, ...]


def lot_labels(connection: Connection, lot_ids: Iterable[LotId]) -> list[LabelRow]:
    """Return the labels of lots and objects, by code."""
    columns = (
        Lot.label_code,
        Item.name_zh,
        Item.name_en,
        Item.specification,
        Lot.batch_no,
        Lot.serial_no,
        Lot.expires_on,
    )
    found: list[LabelRow] = []
    for some in lookups.chunks(set(lot_ids)):
        statement = select(*columns).join(Item, Item.code == Lot.item_code).where(Lot.lot_id.in_(some))
        for code, zh, en, specification, batch, serial, expires in connection.execute(statement):
            lines = (
                _("Serial {serial}").format(serial=serial) if serial else "",
                _("Batch {batch}").format(batch=batch) if batch else "",
                _("Expires {date}").format(date=expires) if expires else "",
            )
            found.append(LabelRow(code, pick(zh, en), specification, tuple(filter(None, lines))))
    return sorted(found, key=lambda row: row.code)


def place_labels(connection: Connection, depot: DepotCode, codes: Iterable[PlaceCode] = ()) -> list[LabelRow]:
    """Return the labels of a depot's locations in use: those named, or all."""
    wanted = set(codes)
    return [
        LabelRow(row.label_code, row.name, depot, (row.code,))
        for row in places(connection, depot)
        if row.label_code is not None and row.is_active and (not wanted or row.code in wanted)
    ]

"""From what somebody says - a label, a batch, a number, or just an item - to the lots and places that are meant."""

from datetime import date

from sqlalchemy import Connection

from supplies.catalogue.queries import item as item_row
from supplies.errors import InsufficientStock, ItemShort, LotAmbiguous, LotVoid, UnknownRecord
from supplies.language import _
from supplies.stock import lookups
from supplies.stock.queries import allocate, depots_holding, lots_named, propose
from supplies.stock.tracing import lot as lot_row
from supplies.values import DepotCode, ItemCode, LotId, PlaceCode, Quantity

Line = tuple[LotId, PlaceCode, Quantity]


def find_lot(connection: Connection, text: str) -> LotId:
    """Return the lot that a label, batch or serial number names.

    Raises:
        UnknownRecord: none.
        LotAmbiguous: several.
    """
    found = lots_named(connection, text)
    if not found:
        raise UnknownRecord(kind=_("Lot"), key=text)
    if len(found) > 1:
        raise LotAmbiguous(text=text, count=len(found))
    return found[0]


def lines_for(
    connection: Connection,
    depot: DepotCode,
    quantity: Quantity,
    day: date,
    *,
    lot: str = "",
    item: ItemCode | None = None,
    place: PlaceCode | None = None,
) -> list[Line]:
    """Return lot, place and quantity of each line that takes a quantity of a lot, or of an item, out of a depot.

    Raises:
        InsufficientStock: the depot holds less of the lot.
        LotVoid: the lot's receipt was reversed.
        ItemShort: the depot holds less of the item that can be issued.
    """
    if item is None:
        lot_id = find_lot(connection, lot)
        picks, missing = allocate(connection, depot, lot_id, quantity, place)
        if missing.thousandths > 0:
            raise _lot_short(connection, depot, lot_id, quantity, quantity - missing, place)
    else:
        picks, missing = propose(connection, depot, item, quantity, day, place)
        if missing.thousandths > 0:
            raise _item_short(connection, depot, item, quantity, quantity - missing, place)
    return [(pick.row.lot_id, pick.row.place_code, pick.quantity) for pick in picks]


def _lot_short(
    connection: Connection,
    depot: DepotCode,
    lot_id: LotId,
    wanted: Quantity,
    on_hand: Quantity,
    place: PlaceCode | None,
) -> InsufficientStock | LotVoid:
    """Explain that a depot holds less of a lot, and where there is more of the item."""
    lot = lot_row(connection, lot_id)
    if lookups.is_void(connection, lot_id):
        return LotVoid(item=lot.name, label=lot.label_code)
    others = lookups.on_hand_elsewhere(connection, lot_id, lot.item_code, depot, place or PlaceCode(""))
    return InsufficientStock(
        wanted=wanted,
        item=lot.name,
        label=lot.label_code,
        place=place or depot,
        on_hand=on_hand,
        elsewhere="; ".join(map(str, others)) or _("none"),
    )


def _item_short(
    connection: Connection,
    depot: DepotCode,
    item: ItemCode,
    wanted: Quantity,
    available: Quantity,
    place: PlaceCode | None,
) -> ItemShort:
    """Explain that a depot, or one place of it, holds less of an item that can be issued, and which depots hold it."""
    others = [
        f"{name} {quantity.grouped()}" for code, name, quantity in depots_holding(connection, item) if code != depot
    ]
    return ItemShort(
        wanted=wanted,
        item=item_row(connection, item).name,
        depot=depot if place is None else f"{depot} {place}",
        available=available,
        elsewhere="; ".join(others) or _("none"),
    )

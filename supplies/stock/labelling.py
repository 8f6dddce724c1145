"""What stands on labels: of lots, of objects with a serial number, and of storage locations."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Connection, select

from supplies.catalogue.queries import ItemFilter, items
from supplies.errors import UnknownRecord
from supplies.language import _, pick
from supplies.models.catalogue import Item
from supplies.models.stock import Document, DocumentKind, Lot, Movement
from supplies.scanning.commands import Command
from supplies.scanning.label_code import item_code
from supplies.stock import lookups
from supplies.stock.queries import StockRow, places
from supplies.values import DepotCode, LotId, PlaceCode


@dataclass(frozen=True, slots=True)
class LabelRow:
    """The code of a label, and what people read beside it."""

    code: str
    name: str
    specification: str
    lines: tuple[str, ...]


def stock_label(row: StockRow) -> LabelRow:
    """Return the label of the lot or object in a row of stock."""
    lines = _lot_lines(row.serial_no, row.batch_no, row.expires_on)
    return LabelRow(row.label_code, row.name, row.specification, lines)


def _lot_lines(serial: str | None, batch: str, expires: date | None) -> tuple[str, ...]:
    """Return what a lot's label says below its name."""
    lines = (
        _("Serial {serial}").format(serial=serial) if serial else "",
        _("Batch {batch}").format(batch=batch) if batch else "",
        _("Expires {date}").format(date=expires) if expires else "",
    )
    return tuple(filter(None, lines))


def lot_labels(connection: Connection, lot_ids: Iterable[LotId]) -> list[LabelRow]:
    """Return the labels of lots and objects, by code."""
    found: list[LabelRow] = []
    for some in lookups.chunks(set(lot_ids)):
        found.extend(_label_rows(connection, Lot.lot_id.in_(some)))
    return sorted(found, key=lambda row: row.code)


def receipt_labels(connection: Connection, number: str) -> list[LabelRow]:
    """Return the labels of what a receipt brought in, by code; none for another document."""
    brought = (
        select(Movement.lot_id)
        .join(Document, (Document.site_id == Movement.site_id) & (Document.seq == Movement.seq))
        .where(Document.number == number, Document.kind == DocumentKind.RECEIPT)
    )
    return list(_label_rows(connection, Lot.lot_id.in_(brought)))


def _label_rows(connection: Connection, wanted: ColumnElement[bool]) -> Iterator[LabelRow]:
    """Yield the labels of the lots wanted, by code."""
    columns = (
        Lot.label_code,
        Item.name_zh,
        Item.name_en,
        Item.specification,
        Lot.batch_no,
        Lot.serial_no,
        Lot.expires_on,
    )
    statement = select(*columns).join(Item, Item.code == Lot.item_code).where(wanted).order_by(Lot.label_code)
    for code, zh, en, specification, batch, serial, expires in connection.execute(statement):
        yield LabelRow(code, pick(zh, en), specification, _lot_lines(serial, batch, expires))


def item_labels(connection: Connection, wanted: ItemFilter) -> list[LabelRow]:
    """Return the labels of item types, by code: scanned, they name the item and not a lot of it."""
    return [
        LabelRow(item_code(row.code), row.name, row.specification, (row.code, row.unit))
        for row in items(connection, wanted)
    ]


def command_labels() -> list[LabelRow]:
    """Return the labels that stand for commands: a sheet of them saves touching keys with gloves on."""
    return [LabelRow(command.label_code, command.words, "", (command.value,)) for command in Command]


def place_labels(connection: Connection, depot: DepotCode, codes: Iterable[PlaceCode] = ()) -> list[LabelRow]:
    """Return the labels of a depot's locations in use: those named, or all.

    Raises:
        UnknownRecord: a location that is named is not in the depot, or not in use.
    """
    wanted = set(codes)
    rows = {row.code: row for row in places(connection, depot) if row.is_active}
    for code in sorted(wanted - rows.keys()):
        raise UnknownRecord(kind=_("Location"), key=code)
    return [
        LabelRow(row.label_code, row.name, depot, (row.code,))
        for row in rows.values()
        if row.label_code is not None and (not wanted or row.code in wanted)
    ]

"""The life of a lot: where it came from, with what money, where it went, and what is left."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, and_, func, select

from supplies.errors import UnknownRecord
from supplies.language import _, pick
from supplies.models.accounts import Organisation, Person
from supplies.models.catalogue import Item
from supplies.models.funds import Appropriation
from supplies.models.stock import Document, DocumentKind, Lot, Movement, Origin
from supplies.stock.documents import KIND_NAMES, ORIGIN_NAMES
from supplies.stock.queries import StockRow, lots_named, place_names, stock_of_lot
from supplies.values import ItemCode, LotId, Quantity, SiteId


@dataclass(frozen=True, slots=True)
class LotRow:
    """A lot and everything known of it; names are empty where unknown."""

    site_id: SiteId
    lot_id: LotId
    item_code: ItemCode
    name_zh: str
    name_en: str
    specification: str
    unit: str
    label_code: str
    batch_no: str
    serial_no: str | None
    origin: Origin
    received_on: date
    produced_on: date | None
    expires_on: date | None
    unit_price_e4: int | None
    owner: str
    manager: str
    supplier: str
    appropriation: str

    @property
    def name(self) -> str:
        """Return the item's name in the reader's language."""
        return pick(self.name_zh, self.name_en)

    @property
    def origin_name(self) -> str:
        """Return how the lot came, in the reader's language."""
        return _(ORIGIN_NAMES[self.origin])


@dataclass(frozen=True, slots=True)
class TraceLine:
    """One movement in the life of a lot."""

    business_date: date
    number: str
    kind: DocumentKind
    counterparty: str
    incident: str
    origin: str
    goal: str
    quantity: Quantity
    actor: str

    @property
    def kind_name(self) -> str:
        """Return what kind of document moved it, in the reader's language."""
        return _(KIND_NAMES[self.kind])


@dataclass(frozen=True, slots=True)
class Trace:
    """Where a lot came from, with what money, where it went, and what is left."""

    lot: LotRow
    movements: tuple[TraceLine, ...]
    on_hand: tuple[StockRow, ...]


def lot(connection: Connection, lot_id: LotId) -> LotRow:
    """Return one lot.

    Raises:
        UnknownRecord: there is none of this id.
    """
    owner, manager, supplier = (Organisation.__table__.alias(name) for name in ("owner", "manager", "supplier"))
    statement: Select[*tuple[Any, ...]] = (
        select(
            Lot.site_id,
            Lot.lot_id,
            Lot.item_code,
            Item.name_zh,
            Item.name_en,
            Item.specification,
            Item.unit,
            Lot.label_code,
            Lot.batch_no,
            Lot.serial_no,
            Lot.origin,
            Lot.received_on,
            Lot.produced_on,
            Lot.expires_on,
            Lot.unit_price_e4,
            func.coalesce(owner.c.name, ""),
            func.coalesce(manager.c.name, ""),
            func.coalesce(supplier.c.name, ""),
            func.coalesce(Appropriation.number, ""),
        )
        .join(Item, Item.code == Lot.item_code)
        .outerjoin(owner, owner.c.code == Lot.owner)
        .outerjoin(manager, manager.c.code == Lot.manager)
        .outerjoin(supplier, supplier.c.code == Lot.supplier)
        .outerjoin(Appropriation, Appropriation.appropriation_id == Lot.appropriation_id)
        .where(Lot.lot_id == lot_id)
    )
    row = connection.execute(statement).first()
    if row is None:
        raise UnknownRecord(kind=_("Lot"), key=str(lot_id))
    return LotRow(*row)


def trace(connection: Connection, code: str) -> list[Trace]:
    """Return the life of every lot with this label, batch or serial number.

    Raises:
        UnknownRecord: there is none.
    """
    found = lots_named(connection, code)
    if not found:
        raise UnknownRecord(kind=_("Lot"), key=code)
    return [lot_trace(connection, lot_id) for lot_id in found]


def lot_trace(connection: Connection, lot_id: LotId) -> Trace:
    """Return the life of one lot."""
    names = place_names(connection)
    statement = (
        select(
            Movement.business_date,
            Document.number,
            Document.kind,
            Document.counterparty,
            Document.incident,
            Movement.depot_code,
            Movement.from_place,
            Movement.to_place,
            Movement.quantity,
            func.coalesce(Person.name, Document.actor),
        )
        .join(Document, and_(Document.site_id == Movement.site_id, Document.seq == Movement.seq))
        .outerjoin(Person, Person.login == Document.actor)
        .where(Movement.lot_id == lot_id)
        .order_by(Movement.seq, Movement.line)
    )
    movements = tuple(
        TraceLine(*row[:5], names[row[5], row[6]], names[row[5], row[7]], Quantity(row[8]), row[9])
        for row in connection.execute(statement)
    )
    this = lot(connection, lot_id)
    return Trace(this, movements, tuple(stock_of_lot(connection, lot_id)))

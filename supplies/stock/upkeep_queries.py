"""Records of upkeep as read: the card of a lot or an object, and the newest records of a depot."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Select, and_, func, select
from sqlalchemy.orm import aliased

from supplies.language import N_, _, pick
from supplies.models.accounts import Person
from supplies.models.catalogue import Item
from supplies.models.stock import INSIDE, Balance, Bucket, Depot, Document, Lot
from supplies.models.upkeep import Component, Upkeep, UpkeepKind, UpkeepResult
from supplies.stock.finding import find_lot
from supplies.stock.tracing import LotRow, lot
from supplies.values import DepotCode, ItemCode, Login, LotId, Money, PlaceCode, Quantity, SiteId

RECORDS_MAX = 1000

KIND_NAMES = {
    UpkeepKind.MAINTENANCE: N_("Maintenance"),
    UpkeepKind.TEST_RUN: N_("Test run"),
    UpkeepKind.CALIBRATION: N_("Calibration"),
    UpkeepKind.FILLING: N_("Filling"),
    UpkeepKind.PRESSURE_TEST: N_("Pressure test"),
    UpkeepKind.INSPECTION: N_("Check of condition"),
}
RESULT_NAMES = {
    UpkeepResult.USABLE: N_("Usable"),
    UpkeepResult.LIMITED: N_("Limited use"),
    UpkeepResult.STOPPED: N_("Stopped"),
}


@dataclass(frozen=True, slots=True)
class UpkeepRow:
    """One line of a record."""

    site_id: SiteId
    seq: int
    line: int
    number: str
    depot_code: DepotCode
    depot_name: str
    lot_id: LotId
    label_code: str
    serial_no: str | None
    batch_no: str
    item_code: ItemCode
    name_zh: str
    name_en: str
    unit: str
    kind: UpkeepKind
    result: UpkeepResult
    done_on: date
    done_by: str
    quantity: Quantity
    hours: Quantity | None
    consumed: str
    faults: str
    parts: str
    certificate: str
    cost: Money | None
    next_on: date | None
    note: str
    actor: Login
    actor_name: str
    recorded_at: datetime
    reversed_by: str
    """The document that put the goods back; empty where there is none."""
    components: tuple[tuple[str, date], ...]
    """The parts that were put in, and when they expire."""

    @property
    def name(self) -> str:
        """Return the item's name in the reader's language."""
        return pick(self.name_zh, self.name_en)

    @property
    def kind_name(self) -> str:
        """Return what was done, in the reader's language."""
        return _(KIND_NAMES[self.kind])

    @property
    def result_name(self) -> str:
        """Return what the goods are good for, in the reader's language."""
        return _(RESULT_NAMES[self.result])

    @property
    def parts_text(self) -> str:
        """Return what was replaced, with the days on which the parts expire."""
        named = [_("{part} (to {date})").format(part=name, date=expires) for name, expires in self.components]
        return "; ".join(filter(None, (self.parts, *named)))


def _records() -> Select[*tuple[Any, ...]]:
    """Select records with their names."""
    reversal = aliased(Document)
    columns = (
        Upkeep.site_id,
        Upkeep.seq,
        Upkeep.line,
        Upkeep.number,
        Upkeep.depot_code,
        Depot.name,
        Upkeep.lot_id,
        Lot.label_code,
        Lot.serial_no,
        Lot.batch_no,
        Lot.item_code,
        Item.name_zh,
        Item.name_en,
        Item.unit,
        Upkeep.kind,
        Upkeep.result,
        Upkeep.done_on,
        Upkeep.done_by,
        Upkeep.quantity,
        Upkeep.hours,
        Upkeep.consumed,
        Upkeep.faults,
        Upkeep.parts,
        Upkeep.certificate,
        Upkeep.cost_fen,
        Upkeep.next_on,
        Upkeep.note,
        Upkeep.actor,
        func.coalesce(Person.name, Upkeep.actor),
        Upkeep.recorded_at,
        func.coalesce(reversal.number, ""),
    )
    return (
        select(*columns)
        .join(Depot, Depot.code == Upkeep.depot_code)
        .join(Lot, and_(Lot.site_id == Upkeep.site_id, Lot.lot_id == Upkeep.lot_id))
        .join(Item, Item.code == Lot.item_code)
        .outerjoin(Person, Person.login == Upkeep.actor)
        .outerjoin(reversal, and_(reversal.site_id == Upkeep.site_id, reversal.reverses_seq == Upkeep.seq))
    )


def _rows(connection: Connection, statement: Select[*tuple[Any, ...]]) -> list[UpkeepRow]:
    """Return records with their parts."""
    rows = connection.execute(statement).all()
    parts: dict[tuple[SiteId, int, int], list[tuple[str, date]]] = {}
    if rows:
        seqs = sorted({row.seq for row in rows})
        columns = (Component.site_id, Component.seq, Component.line, Component.name, Component.expires_on)
        wanted = select(*columns).where(Component.seq.between(seqs[0], seqs[-1])).order_by(*columns[:4])
        for site_id, seq, line, name, expires in connection.execute(wanted):
            parts.setdefault((site_id, seq, line), []).append((name, expires))
    return [_row(row, tuple(parts.get((row.site_id, row.seq, row.line), ()))) for row in rows]


def _row(row: Any, parts: tuple[tuple[str, date], ...]) -> UpkeepRow:  # noqa: ANN401 - a database row
    """Return a record with exact values."""
    before, quantity, hours, middle, cost = row[:18], row[18], row[19], row[20:24], row[24]
    values = (
        *before,
        Quantity(quantity),
        None if hours is None else Quantity(hours),
        *middle,
        None if cost is None else Money(cost),
        *row[25:],
        parts,
    )
    return UpkeepRow(*values)


def card_of(connection: Connection, lot_id: LotId) -> list[UpkeepRow]:
    """Return all that was done to a lot or an object, oldest first."""
    here = _records().where(Upkeep.lot_id == lot_id)
    return _rows(connection, here.order_by(Upkeep.done_on, Upkeep.seq, Upkeep.line))


def newest_records(connection: Connection, depot: DepotCode | None = None, limit: int = 200) -> list[UpkeepRow]:
    """Return the newest records, of a depot or of all."""
    assert 1 <= limit <= RECORDS_MAX
    statement = _records().order_by(Upkeep.recorded_at.desc(), Upkeep.site_id, Upkeep.seq.desc(), Upkeep.line)
    if depot is not None:
        statement = statement.where(Upkeep.depot_code == depot)
    return _rows(connection, statement.limit(limit))


@dataclass(frozen=True, slots=True)
class Spot:
    """Where inside a depot some of a lot lies, and how much."""

    depot_code: DepotCode
    depot_name: str
    place_code: PlaceCode
    bucket: Bucket
    quantity: Quantity

    @property
    def is_usable(self) -> bool:
        """Return whether it may be handed out."""
        return self.bucket is Bucket.ON_HAND

    @property
    def is_writable(self) -> bool:
        """Return whether it may be written off: what is held for others may not."""
        return self.bucket is not Bucket.HELD

    @property
    def is_stopped(self) -> bool:
        """Return whether it is out of service."""
        return self.bucket is Bucket.OUT_OF_SERVICE


@dataclass(frozen=True, slots=True)
class GoodsInside:
    """A lot or an object that was named, and where the depots have it, usable or set aside."""

    lot: LotRow
    decimals: int
    spots: tuple[Spot, ...]


def goods_inside(connection: Connection, text: str) -> GoodsInside:
    """Return the lot that a label, batch or serial number names, with all that depots hold of it.

    Raises:
        UnknownRecord: none.
        LotAmbiguous: several.
    """
    lot_id = find_lot(connection, text)
    found = lot(connection, lot_id)
    columns = (Balance.depot_code, Depot.name, Balance.place_code, Balance.bucket, Balance.quantity)
    statement = (
        select(*columns)
        .join(Depot, Depot.code == Balance.depot_code)
        .where(Balance.lot_id == lot_id, Balance.bucket.in_(INSIDE), Balance.quantity > 0)
        .order_by(Balance.depot_code, Balance.place_code)
    )
    spots = tuple(_spot(row) for row in connection.execute(statement))
    decimals = int(connection.scalar(select(Item.decimals).where(Item.code == found.item_code)) or 0)
    return GoodsInside(found, decimals, spots)


def _spot(row: Any) -> Spot:  # noqa: ANN401 - a database row
    """Return a spot with its exact quantity."""
    values = (*row[:4], Quantity(row[4]))
    return Spot(*values)

"""What a scanned or typed code means in a depot: goods with all that matters for a slip, a place, a paper, nothing."""

from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias

from sqlalchemy import ColumnElement, Connection, and_, exists, func, select

from supplies.catalogue.queries import ItemRow
from supplies.catalogue.queries import item as item_row
from supplies.errors import SuppliesError, UnknownRecord
from supplies.language import _
from supplies.models.open_items import OpenLine
from supplies.models.stock import (
    ASIDE,
    Balance,
    Bucket,
    Depot,
    Document,
    DocumentKind,
    ItemTotal,
    Movement,
    Place,
    PlaceKind,
)
from supplies.scanning.label_code import LabelCode, LabelKind, normalised, parse
from supplies.stock import lookups
from supplies.stock.actions import kept_number
from supplies.stock.availability import bucket_name
from supplies.stock.documents import DocumentRow, document_numbered
from supplies.stock.emergencies import is_form_number
from supplies.stock.finding import find_lot
from supplies.stock.forms import FormRow, form_numbered
from supplies.stock.lookups import ISSUED, ON_LOAN, USED, Elsewhere, OpenLot
from supplies.stock.queries import (
    StockFilter,
    StockRow,
    depots_holding,
    on_hand_at,
    open_stock,
    stock_of_lot,
    stock_page,
)
from supplies.stock.tracing import LotRow
from supplies.stock.tracing import lot as lot_row
from supplies.values import DepotCode, ItemCode, LotId, PlaceCode, Quantity

NOT_USABLE = (*ASIDE, Bucket.IN_TRANSIT, Bucket.ON_LOAN, Bucket.ISSUED)
"""What is in the books of a depot and cannot be handed out, in the order in which it is told."""
EARLIER_MAX = 30
"""Lots that expire before the one scanned: more than a slip empties; were it more, the rules would say so."""
MORE_MAX = 3
UNIT_ROWS_MAX = 200
"""Lots in one carton or pallet that a scan puts on a slip."""
MORE_READ = 20
"""Some of them are the lot itself, at its places."""


@dataclass(frozen=True, slots=True)
class Aside:
    """Goods that are set aside, on their way, or with somebody."""

    bucket: Bucket
    quantity: Quantity

    def __str__(self) -> str:
        """Return it as people read it in a sentence."""
        return f"{bucket_name(self.bucket)} {self.quantity.grouped()}"


@dataclass(frozen=True, slots=True)
class FoundLot:
    """A lot or an object."""

    lot: LotRow
    item: ItemRow
    here: tuple[StockRow, ...]
    """Where the depot has it."""
    elsewhere: tuple[StockRow, ...]
    """Where other depots have it."""
    more: tuple[Elsewhere, ...]
    """Where there is more of the same item, in other lots."""
    number: str
    """The batch or serial number by which it was found; empty where it was its label."""
    is_void: bool
    """Its receipt was reversed: it is in no books."""
    issued: Quantity
    """How much of it the depot has handed out and not taken back."""
    home: PlaceCode
    """Where it was handed out from last, if that place is still in use; else empty."""
    earlier: tuple[OpenLot, ...]
    """What the depot has of the same item that expires before it and has not expired."""
    aside: tuple[Aside, ...] = ()
    """What the depot has of it that cannot be handed out now."""


@dataclass(frozen=True, slots=True)
class FoundItem:
    """An item type."""

    item: ItemRow
    open_rows: tuple[StockRow, ...]
    """What the depot can issue, first to expire first."""
    elsewhere: tuple[tuple[DepotCode, str, Quantity], ...]
    aside: tuple[Aside, ...] = ()
    """What the depot has of it that cannot be handed out now."""


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """A storage location, of whichever depot."""

    depot_code: DepotCode
    depot_name: str
    code: PlaceCode
    name: str
    is_active: bool


@dataclass(frozen=True, slots=True)
class FoundUnit:
    """A carton or pallet, of whichever depot, with all that is in it."""

    place: FoundPlace
    location: PlaceCode
    """The storage location that it stands in."""
    goods: tuple[FoundLot, ...]
    """What is in it, each lot with what the unit holds of it as all that is here."""

    @property
    def rows(self) -> tuple[StockRow, ...]:
        """Return what is in it."""
        return tuple(row for lot in self.goods for row in lot.here)


@dataclass(frozen=True, slots=True)
class FoundPaper:
    """A stock document."""

    document: DocumentRow
    is_on_way: bool = False
    """Whether it is a transfer of which something is still to arrive."""


@dataclass(frozen=True, slots=True)
class FoundForm:
    """A numbered blank form."""

    form: FormRow


@dataclass(frozen=True, slots=True)
class FoundNothing:
    """A code that nobody knows, and why."""

    text: str
    error: SuppliesError


Found: TypeAlias = FoundLot | FoundItem | FoundPlace | FoundPaper | FoundForm | FoundNothing | FoundUnit


def what_is(connection: Connection, depot: DepotCode, text: str, day: date) -> Found:
    """Return what a code means: a lot by its label, batch or serial number, else a place, an item, or a paper."""
    try:
        return _goods(connection, depot, find_lot(connection, text), text, day)
    except UnknownRecord:
        return _other(connection, depot, text, day)
    except SuppliesError as error:
        return FoundNothing(text, error)


def _other(connection: Connection, depot: DepotCode, text: str, day: date) -> Found:
    """Return what a code means that stands on no goods."""
    typed = _typed(connection, depot, text, day)
    if typed is not None:
        return typed
    try:
        code = parse(text)
    except SuppliesError as error:
        return FoundNothing(text, error)
    labelled = _labelled(connection, depot, code, day)
    return labelled or FoundNothing(text, UnknownRecord(kind=_("Label"), key=str(code)))


def _goods(connection: Connection, depot: DepotCode, lot_id: LotId, text: str, day: date) -> FoundLot:
    """Return a lot, found by a text, with what the depot has of it."""
    lot = lot_row(connection, lot_id)
    rows = stock_of_lot(connection, lot_id)
    return FoundLot(
        lot,
        item_row(connection, lot.item_code),
        tuple(row for row in rows if row.depot_code == depot),
        tuple(row for row in rows if row.depot_code != depot),
        _more(connection, depot, lot),
        "" if lot.label_code == normalised(text) else kept_number(text),
        lookups.is_void(connection, lot_id),
        _out(connection, depot, lot_id),
        _home(connection, depot, lot_id),
        _earlier(connection, depot, lot, day),
        _aside(connection, depot, lot.item_code, lot_id),
    )


def _out(connection: Connection, depot: DepotCode, lot_id: LotId) -> Quantity:
    """Return how much of a lot a depot has handed out that may come back, used up or not."""
    places = (ISSUED, ON_LOAN, USED)
    return Quantity(sum(on_hand_at(connection, depot, place, lot_id).thousandths for place in places))


def _aside(connection: Connection, depot: DepotCode, item: ItemCode, lot_id: LotId | None = None) -> tuple[Aside, ...]:
    """Return what a depot has of an item, or of one lot of it, that cannot be handed out now."""
    kept = ItemTotal if lot_id is None else Balance
    of_lot = () if lot_id is None else (Balance.lot_id == lot_id,)
    statement = (
        select(kept.bucket, func.sum(kept.quantity))
        .where(
            kept.depot_code == depot, kept.item_code == item, kept.bucket.in_(NOT_USABLE), kept.quantity > 0, *of_lot
        )
        .group_by(kept.bucket)
    )
    found = {bucket: Quantity(int(total)) for bucket, total in connection.execute(statement)}
    return tuple(Aside(bucket, found[bucket]) for bucket in NOT_USABLE if bucket in found)


def _more(connection: Connection, depot: DepotCode, lot: LotRow) -> tuple[Elsewhere, ...]:
    """Return the largest stocks of other lots of a lot's item, those of the depot first."""
    nowhere = PlaceCode("")
    found = lookups.on_hand_elsewhere(connection, lot.lot_id, lot.item_code, depot, nowhere, MORE_READ)
    return tuple(each for each in found if each.label_code != lot.label_code)[:MORE_MAX]


def _home(connection: Connection, depot: DepotCode, lot_id: LotId) -> PlaceCode:
    """Return the place in use where a depot handed a lot out from last."""
    statement = (
        select(Movement.from_place)
        .join(Document, (Document.site_id == Movement.site_id) & (Document.seq == Movement.seq))
        .join(Place, (Place.depot_code == Movement.depot_code) & (Place.code == Movement.from_place))
        .where(
            Movement.lot_id == lot_id,
            Movement.depot_code == depot,
            Document.kind.in_((DocumentKind.ISSUE, DocumentKind.LOAN)),
            Place.is_active,
        )
        .order_by(Movement.seq.desc(), Movement.line.desc())
        .limit(1)
    )
    return connection.scalar(statement) or PlaceCode("")


def _earlier(connection: Connection, depot: DepotCode, lot: LotRow, day: date) -> tuple[OpenLot, ...]:
    """Return the lots that should be handed out before this one."""
    others = lookups.first_to_expire(connection, lot.site_id, depot, lot.item_code, day, EARLIER_MAX)
    return tuple(other for other in others if other.expires_on < (lot.expires_on or date.max))


def _labelled(connection: Connection, depot: DepotCode, code: LabelCode, day: date) -> Found | None:
    """Return the place or the item type of one of our own labels; None where there is no such thing."""
    if code.kind is LabelKind.PLACE:
        return _place(connection, str(code))
    if code.kind is LabelKind.UNIT:
        return _unit(connection, day, Place.label_code == str(code))
    return _item(connection, depot, code.body, day) if code.kind is LabelKind.ITEM else None


def _place(connection: Connection, label: str) -> FoundPlace | None:
    """Return the storage location of a label."""
    statement = (
        select(Depot.code, Depot.name, Place.code, Place.name, Place.is_active)
        .join(Depot, Depot.code == Place.depot_code)
        .where(Place.label_code == label)
    )
    row = connection.execute(statement).first()
    return None if row is None else FoundPlace(*row)


def _unit(connection: Connection, day: date, wanted: ColumnElement[bool]) -> FoundUnit | None:
    """Return a carton or pallet with its content; None where there is none."""
    columns = (Depot.code, Depot.name, Place.code, Place.name, Place.is_active, Place.within)
    statement = select(*columns).join(Depot, Depot.code == Place.depot_code)
    row = connection.execute(statement.where(wanted, Place.kind == PlaceKind.UNIT)).first()
    if row is None:
        return None
    place, location = FoundPlace(*row[:5]), PlaceCode(row[5] or "")
    found = stock_page(connection, StockFilter(depot=place.depot_code, place=place.code), limit=UNIT_ROWS_MAX)
    goods = [
        replace(_goods(connection, place.depot_code, each.lot_id, each.label_code, day), here=(each,)) for each in found
    ]
    return FoundUnit(place, location, tuple(goods))


def _item(connection: Connection, depot: DepotCode, code: str, day: date) -> FoundItem | None:
    """Return an item type with what the depot can issue of it; None where the catalogue has no such code."""
    try:
        found = item_row(connection, code)
    except UnknownRecord:
        return None
    holding = depots_holding(connection, found.code)
    return FoundItem(
        found,
        tuple(open_stock(connection, depot, found.code, day)),
        tuple(each for each in holding if each[0] != depot),
        _aside(connection, depot, found.code),
    )


def _typed(connection: Connection, depot: DepotCode, text: str, day: date) -> Found | None:
    """Return what an item code or the number of a paper names; None for neither."""
    key = kept_number(text)
    unit = _unit(connection, day, and_(Place.depot_code == depot, Place.code == key))
    if unit is not None:
        return unit
    try:
        if is_form_number(key):
            return FoundForm(form_numbered(connection, key))
        return _item(connection, depot, key, day) or _paper(connection, key)
    except UnknownRecord:
        return None


def _paper(connection: Connection, number: str) -> FoundPaper:
    """Return the paper of a number."""
    document = document_numbered(connection, number)
    on_way = exists().where(
        OpenLine.site_id == document.site_id,
        OpenLine.of_seq == document.seq,
        OpenLine.bucket == Bucket.IN_TRANSIT,
        OpenLine.left_quantity > 0,
    )
    return FoundPaper(document, bool(connection.scalar(select(on_way))))

"""What the codes, ids and words of an action mean, as people call them."""

from collections.abc import Callable, Iterable
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Connection, select

from supplies.accounts.words import kind_name, level_name, role_name
from supplies.catalogue.words import tracking_name
from supplies.language import N_, _, pick
from supplies.models.accounts import Level, Organisation, OrganisationKind, Person, Role
from supplies.models.catalogue import Item, Tracking
from supplies.models.funds import Appropriation
from supplies.models.procurement import Method, Project, TenderLot
from supplies.models.relief import ReliefOrder
from supplies.models.stock import Depot, Document, Lot, Origin, Place
from supplies.procurement.words import method_name
from supplies.stock.documents import ORIGIN_NAMES
from supplies.stock.lookups import chunks
from supplies.values import DepotCode, ItemCode, LotId, Money, Quantity, SiteId

_TITLES = {
    "amount": N_("Amount"),
    "appropriation_id": N_("Appropriation"),
    "batch_no": N_("Batch number"),
    "book": N_("In the books"),
    "business_date": N_("Date"),
    "closed_through": N_("Closed through"),
    "code": N_("Code"),
    "counted": N_("Counted"),
    "counterparty": N_("With"),
    "condition": N_("Condition"),
    "days_used": N_("Days in use"),
    "depot": N_("Depot"),
    "driver": N_("Driver"),
    "due_on": N_("Due back"),
    "emergency": N_("Emergency"),
    "expected_on": N_("Expected arrival"),
    "expires_on": N_("Expires"),
    "incident": N_("Incident"),
    "into": N_("Goes to"),
    "item": N_("Item type"),
    "kind": N_("Kind"),
    "level": N_("Level"),
    "login": N_("Login"),
    "lot_id": N_("Lot"),
    "manager": N_("Manager"),
    "name": N_("Name"),
    "note": N_("Remarks"),
    "number": N_("Number"),
    "of_seq": N_("Document"),
    "order": N_("Order"),
    "origin": N_("Origin"),
    "owner": N_("Owner"),
    "paper_date": N_("Date of the paper"),
    "paper_number": N_("Order or contract"),
    "place": N_("Location"),
    "produced_on": N_("Produced"),
    "project_id": N_("Project"),
    "quantity": N_("Quantity"),
    "reason": N_("Reason"),
    "receiver": N_("Receiver"),
    "request": N_("Request"),
    "request_line": N_("Line of the request"),
    "reverses_seq": N_("Reverses"),
    "role": N_("Role"),
    "serial_no": N_("Serial number"),
    "supplier": N_("Supplier"),
    "tender_lot_id": N_("Tender lot"),
    "title": N_("Title"),
    "to_depot": N_("To depot"),
    "to_place": N_("To location"),
    "vehicle": N_("Vehicle"),
}
"""Of the fields whose name alone would not tell a reader what they are."""

_WORDS: dict[type[StrEnum], Callable[[Any], str]] = {
    Level: level_name,
    Method: method_name,
    Origin: lambda origin: _(ORIGIN_NAMES[origin]),
    OrganisationKind: kind_name,
    Role: role_name,
    Tracking: tracking_name,
}


def field_title(name: str) -> str:
    """Return what a field is called, to be translated; one that is not known here keeps its own name."""
    return _TITLES.get(name, name)


class Names:
    """Looks up what the fields of one action mean."""

    def __init__(
        self, connection: Connection, site_id: SiteId, depot: DepotCode | None, values: Iterable[tuple[str, Any]]
    ) -> None:
        """Read the lots and item types named in an action, however many, at once.

        Args:
            connection: to the store.
            site_id: whose documents and projects are meant.
            depot: whose places are meant.
            values: every field of the action and its lines.
        """
        self._connection = connection
        self._site_id = site_id
        self._depot = depot
        listed = list(values)
        self._lots = self._read_lots({value for _name, value in listed if isinstance(value, UUID)})
        self._items = self._read_items({value for name, value in listed if name == "item"})
        self._seen: dict[tuple[str, object], str] = {}
        self._lookups: dict[str, Callable[[Any], str | None]] = {
            "appropriation_id": self._appropriation,
            "depot": self._depot_name,
            "from_depot": self._depot_name,
            "item": lambda code: self._items[code][0] if code in self._items else None,
            "login": self._person,
            "of_seq": self._document,
            "order": self._order,
            "lot_id": lambda lot: self._lots[lot][0] if lot in self._lots else None,
            "manager": self._organisation,
            "owner": self._organisation,
            "place": self._place,
            "project_id": self._project,
            "reverses_seq": self._document,
            "supplier": self._organisation,
            "tender_lot_id": self._tender_lot,
            "to_depot": self._depot_name,
            "to_place": self._place,
        }

    def text(self, name: str, value: object) -> str:
        """Return what a field says."""
        if isinstance(value, tuple):
            return ", ".join(self.text(name, each) for each in value)
        if isinstance(value, msgspec.Struct):
            fields = type(value).__struct_fields__
            return ", ".join(f"{_(field_title(each))} {self.text(each, getattr(value, each))}" for each in fields)
        key = (name, value)
        if key not in self._seen:
            self._seen[key] = self._named(name, value) or _plain(value)
        return self._seen[key]

    def goods(self, code: str, name: str, label: str, number: str | None) -> str:
        """Return what goods are called: item type, label, and batch or serial number."""
        return "  ".join(part for part in (code, name, label, number) if part)

    def unit(self, lot_id: LotId | None, item: ItemCode | None) -> str:
        """Return the unit of a line's goods."""
        if lot_id is not None and lot_id in self._lots:
            return self._lots[lot_id][1]
        return self._items[item][1] if item is not None and item in self._items else ""

    def _named(self, name: str, value: object) -> str | None:
        """Return the name of what a code or an id stands for; None where it is none, or not known here."""
        lookup = self._lookups.get(name)
        found = None if lookup is None else lookup(value)
        if found is None and isinstance(value, UUID) and value in self._lots:
            return self._lots[LotId(value)][0]
        return found

    def _read_lots(self, ids: set[UUID]) -> dict[LotId, tuple[str, str]]:
        """Return name and unit of every lot among some ids."""
        columns = (Lot.lot_id, Item.code, Item.name_zh, Item.name_en, Lot.label_code, Lot.serial_no, Lot.batch_no)
        statement = select(*columns, Item.unit).join(Item, Item.code == Lot.item_code)
        found: dict[LotId, tuple[str, str]] = {}
        for some in chunks(ids):
            rows = self._connection.execute(statement.where(Lot.site_id == self._site_id, Lot.lot_id.in_(some)))
            for lot_id, code, zh, en, label, serial, batch, unit in rows:
                found[lot_id] = (self.goods(code, pick(zh, en), label, serial or batch), unit)
        return found

    def _read_items(self, codes: set[ItemCode]) -> dict[ItemCode, tuple[str, str]]:
        """Return name and unit of item types."""
        statement = select(Item.code, Item.name_zh, Item.name_en, Item.unit)
        found: dict[ItemCode, tuple[str, str]] = {}
        for some in chunks(codes):
            for code, zh, en, unit in self._connection.execute(statement.where(Item.code.in_(some))):
                found[code] = (f"{code}  {pick(zh, en)}", unit)
        return found

    def _place(self, code: object) -> str | None:
        """Return code and name of a location."""
        here = (Place.depot_code == self._depot) & (Place.code == code)
        return _with_code(code, self._connection.scalar(select(Place.name).where(here)))

    def _depot_name(self, code: object) -> str | None:
        """Return code and name of a depot."""
        return _with_code(code, self._connection.scalar(select(Depot.name).where(Depot.code == code)))

    def _organisation(self, code: object) -> str | None:
        """Return code and name of an organisation."""
        return _with_code(code, self._connection.scalar(select(Organisation.name).where(Organisation.code == code)))

    def _person(self, login: object) -> str | None:
        """Return login and name of somebody."""
        return _with_code(login, self._connection.scalar(select(Person.name).where(Person.login == login)))

    def _document(self, seq: object) -> str | None:
        """Return the number of the document of an entry."""
        if not isinstance(seq, int):
            return None
        here = (Document.site_id == self._site_id) & (Document.seq == seq)
        return self._connection.scalar(select(Document.number).where(here))

    def _order(self, seq: object) -> str | None:
        """Return the number of a relief order; some actions name it by its number already."""
        if not isinstance(seq, int):
            return None
        here = (ReliefOrder.site_id == self._site_id) & (ReliefOrder.seq == seq)
        return self._connection.scalar(select(ReliefOrder.number).where(here))

    def _appropriation(self, appropriation_id: object) -> str | None:
        """Return the number of an appropriation."""
        here = Appropriation.appropriation_id == appropriation_id
        return self._connection.scalar(select(Appropriation.number).where(here))

    def _project(self, project_id: object) -> str | None:
        """Return number and name of a project."""
        row = self._connection.execute(
            select(Project.number, Project.name).where(Project.project_id == project_id)
        ).first()
        return None if row is None else f"{row[0]}  {row[1]}"

    def _tender_lot(self, tender_lot_id: object) -> str | None:
        """Return the name of a tender lot."""
        return self._connection.scalar(select(TenderLot.name).where(TenderLot.tender_lot_id == tender_lot_id))


def _with_code(code: object, name: str | None) -> str | None:
    """Return a name behind its code; a name that is its code stands once."""
    return name if name is None or name == code else f"{code}  {name}"


def _plain(value: object) -> str:
    """Return a value that stands for nothing else."""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, Quantity | Money):
        return value.grouped()
    if isinstance(value, StrEnum):
        words = _WORDS.get(type(value))
        return value.value if words is None else words(value)
    return value.isoformat() if isinstance(value, date) else str(value)

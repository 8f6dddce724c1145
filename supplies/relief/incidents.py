"""Incidents and drills as read: what was issued for each, what came back, and who worked for it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, case, func, select

from supplies.errors import UnknownRecord
from supplies.language import _, pick
from supplies.models.accounts import Person
from supplies.models.catalogue import Item
from supplies.models.relief import Incident, ReliefOrder, ReliefRequest
from supplies.models.stock import Depot, Document, DocumentKind, Movement
from supplies.relief.queries import OrderRow, RequestRow, orders, requests
from supplies.relief.words import (
    Disaster,
    IncidentKind,
    disaster_name,
    kind_name,
    level_name,
)
from supplies.stock.documents import KIND_NAMES
from supplies.values import ItemCode, Quantity, SiteId


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """An incident or a drill."""

    site_id: SiteId
    seq: int
    number: str
    kind: IncidentKind
    title: str
    disaster: Disaster
    level: int | None
    place: str
    started_on: date
    note: str
    actor: str
    closed_on: date | None
    documents: int
    requests: int

    @property
    def is_open(self) -> bool:
        """Return whether something may still be recorded for it."""
        return self.closed_on is None

    @property
    def kind_name(self) -> str:
        """Return whether it is in earnest, in the reader's language."""
        return kind_name(self.kind)

    @property
    def disaster_name(self) -> str:
        """Return what kind of disaster it is, in the reader's language."""
        return disaster_name(self.disaster)

    @property
    def level_name(self) -> str:
        """Return the level of the response; empty where none is declared."""
        return level_name(self.level)

    @property
    def state_name(self) -> str:
        """Return whether it is open, in the reader's language."""
        return _("Under way") if self.is_open else _("Closed")


def _incidents() -> Select[Any]:
    """Select incidents with the number of their documents and requests."""
    documents = select(func.count()).where(Document.incident == Incident.number).correlate(Incident).scalar_subquery()
    requests = (
        select(func.count()).where(ReliefRequest.incident == Incident.number).correlate(Incident).scalar_subquery()
    )
    columns = [getattr(Incident, name) for name in IncidentRow.__dataclass_fields__ if hasattr(Incident, name)]
    return select(*columns, documents, requests)


def incidents(connection: Connection, *, only_open: bool = False) -> list[IncidentRow]:
    """Return the incidents: the open ones first, then the newest."""
    is_closed = case((Incident.closed_seq.is_(None), 0), else_=1)
    statement = _incidents().order_by(is_closed, Incident.started_on.desc(), Incident.number.desc())
    if only_open:
        statement = statement.where(Incident.closed_seq.is_(None))
    return [IncidentRow(*row) for row in connection.execute(statement)]


def incident(connection: Connection, number: str) -> IncidentRow:
    """Return one incident.

    Raises:
        UnknownRecord: there is none of this number.
    """
    row = connection.execute(_incidents().where(Incident.number == number.strip().upper())).first()
    if row is None:
        raise UnknownRecord(kind=_("Incident"), key=number)
    return IncidentRow(*row)


@dataclass(frozen=True, slots=True)
class IncidentGoods:
    """What of an item was issued under an incident, and what came back."""

    item_code: ItemCode
    name_zh: str
    name_en: str
    unit: str
    issued: Quantity
    returned: Quantity

    @property
    def name(self) -> str:
        """Return the item's name in the reader's language."""
        return pick(self.name_zh, self.name_en)


def incident_goods(connection: Connection, number: str) -> list[IncidentGoods]:
    """Return what was issued and returned under an incident, by item; what was reversed does not count."""
    original = Document.__table__.alias("original")
    reversal = and_(original.c.site_id == Document.site_id, original.c.seq == Document.reverses_seq)
    kind = func.coalesce(original.c.kind, Document.kind)
    sign = case((Document.reverses_seq.is_(None), 1), else_=-1)

    def summed(wanted: DocumentKind) -> ColumnElement[int]:
        return func.sum(case((kind == wanted.value, sign * Movement.quantity), else_=0))

    statement = (
        select(
            Movement.item_code,
            Item.name_zh,
            Item.name_en,
            Item.unit,
            summed(DocumentKind.ISSUE),
            summed(DocumentKind.RETURN),
        )
        .select_from(Document)
        .join(Movement, and_(Movement.site_id == Document.site_id, Movement.seq == Document.seq))
        .join(Item, Item.code == Movement.item_code)
        .outerjoin(original, reversal)
        .where(Document.incident == number, kind.in_([DocumentKind.ISSUE.value, DocumentKind.RETURN.value]))
        .group_by(Movement.item_code, Item.name_zh, Item.name_en, Item.unit)
        .order_by(Movement.item_code)
    )
    rows = connection.execute(statement)
    return [IncidentGoods(*row[:4], Quantity(int(row[4])), Quantity(int(row[5]))) for row in rows]


@dataclass(frozen=True, slots=True)
class IncidentPerson:
    """Who worked for an incident, and on how many papers."""

    login: str
    name: str
    papers: int


def incident_people(connection: Connection, number: str) -> list[IncidentPerson]:
    """Return who posted documents, requests and orders of an incident, the busiest first."""
    here = ReliefRequest.incident == number
    of_order = and_(ReliefRequest.site_id == ReliefOrder.site_id, ReliefRequest.seq == ReliefOrder.request_seq)
    papers = (
        select(Document.actor.label("login"))
        .where(Document.incident == number)
        .union_all(
            select(ReliefRequest.actor).where(here),
            select(ReliefOrder.actor).join(ReliefRequest, of_order).where(here),
            select(Incident.actor).where(Incident.number == number),
        )
        .subquery("papers")
    )
    name = func.coalesce(Person.name, papers.c.login)
    statement = (
        select(papers.c.login, name, func.count())
        .outerjoin(Person, Person.login == papers.c.login)
        .group_by(papers.c.login, name)
        .order_by(func.count().desc(), papers.c.login)
    )
    return [IncidentPerson(*row) for row in connection.execute(statement)]


@dataclass(frozen=True, slots=True)
class IncidentPaper:
    """A stock document posted under an incident."""

    number: str
    kind: DocumentKind
    depot_name: str
    business_date: date
    counterparty: str
    actor: str

    @property
    def kind_name(self) -> str:
        """Return what kind of document it is, in the reader's language."""
        return _(KIND_NAMES[self.kind])


def incident_papers(connection: Connection, number: str) -> list[IncidentPaper]:
    """Return every stock document posted under an incident, newest first."""
    statement = (
        select(
            Document.number,
            Document.kind,
            Depot.name,
            Document.business_date,
            Document.counterparty,
            Document.actor,
        )
        .join(Depot, Depot.code == Document.depot_code)
        .where(Document.incident == number)
        .order_by(Document.site_id.desc(), Document.seq.desc())
    )
    return [IncidentPaper(*row) for row in connection.execute(statement)]


@dataclass(frozen=True, slots=True)
class IncidentView:
    """An incident with all that was recorded for it."""

    row: IncidentRow
    goods: tuple[IncidentGoods, ...]
    people: tuple[IncidentPerson, ...]
    requests: tuple[RequestRow, ...]
    orders: tuple[OrderRow, ...]
    papers: tuple[IncidentPaper, ...]


def incident_view(connection: Connection, number: str) -> IncidentView:
    """Return an incident with all that was recorded for it.

    Raises:
        UnknownRecord: there is none of this number.
    """
    row = incident(connection, number)
    return IncidentView(
        row,
        tuple(incident_goods(connection, row.number)),
        tuple(incident_people(connection, row.number)),
        tuple(requests(connection, incident=row.number)),
        tuple(orders(connection, incident=row.number)),
        tuple(incident_papers(connection, row.number)),
    )

"""What emergency documents still owe: each debt has an owner and a deadline, and stays until somebody settles it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated, Any

import msgspec
from sqlalchemy import Connection, Select, and_, case, func, literal, select, tuple_, update

from supplies.errors import DebtAnswerNeeded, DebtSettled, SecondPersonNeeded, UnknownRecord
from supplies.journal.action import Action, Context
from supplies.language import N_, _
from supplies.models.accounts import Person
from supplies.models.emergencies import EmergencyOrder
from supplies.models.open_items import Debt, DebtKind
from supplies.models.stock import Depot, Document
from supplies.prepared import prepared_insert
from supplies.stock.actions import SEQ_MAX, Emergency, Text
from supplies.tables import local_text
from supplies.values import DepotCode, Login, SiteId

KIND_NAMES = {
    DebtKind.RECEIVER: N_("Receiver"),
    DebtKind.SIGNATURE: N_("Signature"),
    DebtKind.ORDER: N_("Written order"),
    DebtKind.VEHICLE: N_("Vehicle"),
    DebtKind.SECOND_PERSON: N_("Second person"),
}

_INSERT_DEBT = prepared_insert(Debt)


class SettleDebt(Action, frozen=True, kw_only=True, tag="stock.settle_debt"):
    """Supply what an emergency document lacked; a second person confirms what one person did alone."""

    of_seq: Annotated[int, msgspec.Meta(ge=1, le=SEQ_MAX)]
    """The entry of the document."""
    kind: DebtKind
    answer: Text
    """What was missing: the receiver's name, the order's number, the plate, where the signed paper is kept."""


def write(context: Context, emergency: Emergency) -> None:
    """Write what the document being posted owes."""
    due_at = context.recorded_at + timedelta(hours=emergency.hours)
    rows = [
        {
            "site_id": context.site_id,
            "of_seq": context.seq,
            "kind": kind,
            "owner": emergency.owner or context.actor,
            "due_at": due_at,
            "settled_seq": None,
            "settled_by": None,
            "settled_at": None,
            "answer": "",
            "seq": context.seq,
        }
        for kind in emergency.owes
    ]
    if rows:
        _INSERT_DEBT.run(context.connection, *rows)


def check_settle(context: Context, action: SettleDebt) -> None:
    """Refuse what is not owed or was settled, an empty answer, and a confirmation by the one who acted alone."""
    here = (Debt.site_id == context.site_id, Debt.of_seq == action.of_seq, Debt.kind == action.kind)
    row = context.connection.execute(select(Debt.settled_by, Debt.settled_at).where(*here)).first()
    if row is None:
        raise UnknownRecord(kind=_("Debt"), key=f"{action.of_seq} {_(KIND_NAMES[action.kind])}")
    if row.settled_by is not None:
        raise DebtSettled(kind=_(KIND_NAMES[action.kind]), by=row.settled_by, at=local_text(row.settled_at))
    if not action.answer.strip():
        raise DebtAnswerNeeded(kind=_(KIND_NAMES[action.kind]))
    document = (Document.site_id == context.site_id) & (Document.seq == action.of_seq)
    actor = context.connection.scalar(select(Document.actor).where(document))
    if action.kind is DebtKind.SECOND_PERSON and actor == context.actor:
        raise SecondPersonNeeded(login=context.actor)


def depot_owing(context: Context, action: SettleDebt) -> DepotCode | None:
    """Return the depot of the document that owes it."""
    here = (Document.site_id == context.site_id) & (Document.seq == action.of_seq)
    return context.connection.scalar(select(Document.depot_code).where(here))


def settle(context: Context, action: SettleDebt) -> None:
    """Write who settled the debt, and with what."""
    here = (Debt.site_id == context.site_id) & (Debt.of_seq == action.of_seq) & (Debt.kind == action.kind)
    values = {
        "settled_seq": context.seq,
        "settled_by": context.actor,
        "settled_at": context.recorded_at,
        "answer": action.answer,
        "seq": context.seq,
    }
    context.connection.execute(update(Debt).where(here).values(values))


@dataclass(frozen=True, slots=True)
class DebtRow:
    """Something that an emergency document owes, or owed."""

    site_id: SiteId
    of_seq: int
    kind: DebtKind
    number: str
    depot_code: DepotCode
    depot_name: str
    incident: str
    counterparty: str
    recorded_at: datetime
    actor: Login
    owner: Login
    owner_name: str
    due_at: datetime
    settled_by: Login | None
    settled_name: str
    settled_at: datetime | None
    answer: str

    @property
    def kind_name(self) -> str:
        """Return what is owed, in the reader's language."""
        return _(KIND_NAMES[self.kind])

    @property
    def words(self) -> str:
        """Return what became of it: what was supplied by whom and when, or by when it is owed and by whom."""
        if self.settled_at is None:
            text = _("still owed, by {due}, {owner}")
            return text.format(due=local_text(self.due_at), owner=self.owner_name)
        text = _("{answer} ({name}, {at})")
        return text.format(answer=self.answer, name=self.settled_name, at=local_text(self.settled_at))

    def is_overdue(self, now: datetime) -> bool:
        """Return whether it should have been settled by now."""
        return self.settled_at is None and self.due_at < now


def _debts() -> Select[*tuple[Any, ...]]:
    """Select debts with the heads of their documents."""
    settler = Person.__table__.alias("settler")
    return (
        select(
            Debt.site_id,
            Debt.of_seq,
            Debt.kind,
            Document.number,
            Document.depot_code,
            Depot.name,
            Document.incident,
            Document.counterparty,
            Document.recorded_at,
            Document.actor,
            Debt.owner,
            func.coalesce(Person.name, Debt.owner),
            Debt.due_at,
            Debt.settled_by,
            func.coalesce(settler.c.name, Debt.settled_by, ""),
            Debt.settled_at,
            Debt.answer,
        )
        .join(Document, and_(Document.site_id == Debt.site_id, Document.seq == Debt.of_seq))
        .join(Depot, Depot.code == Document.depot_code)
        .outerjoin(Person, Person.login == Debt.owner)
        .outerjoin(settler, settler.c.login == Debt.settled_by)
    )


def open_debts(
    connection: Connection,
    *,
    owner: Login | None = None,
    depot: DepotCode | None = None,
    incident: str = "",
    after: DebtRow | None = None,
    limit: int | None = None,
) -> list[DebtRow]:
    """Return what is still owed, the oldest deadline first, so that what is overdue stands on top.

    Args:
        connection: to the store.
        owner: only what this person has to settle.
        depot: only of this depot's documents.
        incident: only of this incident.
        after: the last row shown; None for the first page.
        limit: most rows to return; None for all.
    """
    order = (Debt.due_at, Debt.site_id, Debt.of_seq, Debt.kind)
    statement = _debts().where(Debt.settled_seq.is_(None)).order_by(*order).limit(limit)
    if owner is not None:
        statement = statement.where(Debt.owner == owner)
    if depot is not None:
        statement = statement.where(Document.depot_code == depot)
    if incident:
        statement = statement.where(Document.incident == incident)
    if after is not None:
        last = tuple_(
            *(literal(getattr(after, column.key), column.type) for column in order)  # As the columns keep them.
        )
        statement = statement.where(Debt.due_at >= after.due_at, tuple_(*order) > last)
    return [DebtRow(*row) for row in connection.execute(statement)]


@dataclass(frozen=True, slots=True)
class DebtSum:
    """How much is owed in all."""

    count: int
    overdue: int
    first_due: datetime | None
    """The oldest deadline; None where nothing is owed."""


NOTHING_OWED = DebtSum(0, 0, None)


def debt_sum(connection: Connection, now: datetime, depot: DepotCode | None = None) -> DebtSum:
    """Return how many debts are open, how many of them overdue, and the oldest deadline."""
    is_overdue = case((Debt.due_at < now, 1), else_=0)
    statement = select(func.count(), func.coalesce(func.sum(is_overdue), 0), func.min(Debt.due_at))
    statement = statement.where(Debt.settled_seq.is_(None))
    if depot is not None:
        of_document = and_(Document.site_id == Debt.site_id, Document.seq == Debt.of_seq)
        statement = statement.join(Document, of_document).where(Document.depot_code == depot)
    count, overdue, first_due = connection.execute(statement).one()
    return DebtSum(count, int(overdue), first_due)


def debts_of(connection: Connection, site_id: SiteId, of_seq: int) -> list[DebtRow]:
    """Return what a document owes and owed."""
    here = (Debt.site_id == site_id, Debt.of_seq == of_seq)
    return [DebtRow(*row) for row in connection.execute(_debts().where(*here).order_by(Debt.kind))]


@dataclass(frozen=True, slots=True)
class OrderTold:
    """Who ordered goods out before the papers, as it was told then."""

    ordered_by: str
    phone: str
    basis: str


def order_told(connection: Connection, site_id: SiteId, seq: int) -> OrderTold | None:
    """Return what was told of the order behind an emergency document; None for any other."""
    here = (EmergencyOrder.site_id == site_id, EmergencyOrder.seq == seq)
    statement = select(EmergencyOrder.ordered_by, EmergencyOrder.phone, EmergencyOrder.basis).where(*here)
    row = connection.execute(statement).first()
    return None if row is None else OrderTold(*row)


def owing_facts(connection: Connection, site_id: SiteId, seq: int) -> list[tuple[str, str]]:
    """Return what a document says of its emergency: who ordered it, and whether each paper is there."""
    told = order_told(connection, site_id, seq)
    if told is None:
        return []
    facts = [(_("Ordered by"), told.ordered_by), (_("Telephone"), told.phone), (_("How it was ordered"), told.basis)]
    facts += [
        (_("{paper} (owed)").format(paper=row.kind_name), row.words) for row in debts_of(connection, site_id, seq)
    ]
    return [(title, text) for title, text in facts if text]

"""Scrapping: the ground and the appraisal of a write-off, and the record of what became of the goods."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any

import msgspec
from sqlalchemy import Connection, Select, and_, func, select
from sqlalchemy.orm import aliased

from supplies.errors import (
    AmountNotPositive,
    AppraisalLater,
    AppraisersNeeded,
    DateInFuture,
    DocumentReversed,
    HandledAlready,
    HandledBefore,
    IncomePaperNeeded,
    NoIncomeThere,
    NotWrittenOff,
    ReasonNeeded,
    UnknownRecord,
    WitnessesNeeded,
)
from supplies.journal.action import Action, Context
from supplies.language import N_, _
from supplies.models.accounts import Person
from supplies.models.disposal import Appraisal, Disposal, DisposalWay, Ground
from supplies.models.stock import Depot, Document, DocumentKind
from supplies.prepared import prepared_insert
from supplies.stock import ledger
from supplies.stock.actions import SEQ_MAX, Name, Text, WriteOff
from supplies.stock.checks import check_depot
from supplies.values import NO_MONEY, DepotCode, Login, Money, SiteId

__all__ = [
    "APPRAISED",
    "EXPERTS_LEAST",
    "GROUND_NAMES",
    "WAY_NAMES",
    "WITNESSES_LEAST",
    "DisposalWay",
    "Ground",
    "RecordDisposal",
    "ScrapRow",
    "check_appraisal",
    "check_not_handled",
    "check_record",
    "record",
    "write_appraisal",
    "write_off",
    "write_offs",
]

PREFIX = "CZ"
"""The first letters of a record's number: 处置."""
EXPERTS_LEAST = 5
"""Where no professional institute appraises, at least five experts do (甘肃省救灾物资储备管理)."""
WITNESSES_LEAST = 2
"""Nobody destroys goods alone (监销)."""

GROUND_NAMES = {
    Ground.OBSOLETE: N_("Obsolete"),
    Ground.BEYOND_REPAIR: N_("Beyond repair"),
    Ground.LOSS: N_("Loss"),
    Ground.OVER_AGE: N_("Over age and unusable"),
    Ground.FORCE_MAJEURE: N_("Force majeure"),
}
WAY_NAMES = {
    DisposalWay.AUCTION: N_("Sold by public auction"),
    DisposalWay.DESTRUCTION: N_("Destroyed before witnesses"),
    DisposalWay.OWNER: N_("Given back to the owner"),
}
APPRAISED = (Ground.OBSOLETE, Ground.BEYOND_REPAIR, Ground.OVER_AGE)
"""Grounds that somebody who knows has to confirm; a loss and what a disaster destroyed are found otherwise."""

_INSERT_APPRAISAL = prepared_insert(Appraisal)
_INSERT_DISPOSAL = prepared_insert(Disposal)


class RecordDisposal(Action, frozen=True, kw_only=True, tag="stock.record_disposal"):
    """Record what became of the goods of a write-off."""

    depot: DepotCode
    write_off: Annotated[int, msgspec.Meta(ge=1, le=SEQ_MAX)]
    """The entry of the write-off."""
    way: DisposalWay
    handled_on: date
    receiver: Text = ""
    """The buyer, who destroyed it, or the owner."""
    witnesses: tuple[Name, ...] = ()
    # A factory, for the form shown of an action can hold no default that is not plain JSON.
    income: Money = msgspec.field(default_factory=lambda: NO_MONEY)
    income_paper: Text = ""
    """The voucher by which the income went to the treasury as non-tax revenue (资产条例第二十五条)."""
    note: Text = ""


# --- the write-off ---------------------------------------------------------------------------------------------------


def check_appraisal(action: WriteOff) -> None:
    """Refuse goods to be scrapped that nobody, or too few, have appraised.

    Raises:
        AppraisersNeeded: the ground asks for an institute or enough experts.
        ReasonNeeded: the appraisal finds nothing.
        AppraisalLater: it is dated after the write-off.
    """
    appraisal = action.appraisal
    if appraisal is None:
        if action.ground in APPRAISED:
            raise AppraisersNeeded(count=0, least=EXPERTS_LEAST)
        return
    experts = len({name.strip() for name in appraisal.experts})
    if not appraisal.institute.strip() and experts < EXPERTS_LEAST:
        raise AppraisersNeeded(count=experts, least=EXPERTS_LEAST)
    if action.ground is None or not appraisal.opinion.strip():
        raise ReasonNeeded
    if appraisal.appraised_on > action.business_date:
        raise AppraisalLater(appraised=appraisal.appraised_on, date=action.business_date)


def write_appraisal(context: Context, action: WriteOff) -> None:
    """Write the ground of a write-off and who appraised; one without a ground has none."""
    if action.ground is None:
        return
    appraisal = action.appraisal
    values = {
        "site_id": context.site_id,
        "seq": context.seq,
        "ground": action.ground,
        "institute": "" if appraisal is None else appraisal.institute,
        "experts": "" if appraisal is None else "\n".join(appraisal.experts),
        "opinion": "" if appraisal is None else appraisal.opinion,
        "appraised_on": None if appraisal is None else appraisal.appraised_on,
    }
    _INSERT_APPRAISAL.run(context.connection, values)


# --- what became of the goods ----------------------------------------------------------------------------------------


def check_record(context: Context, action: RecordDisposal) -> None:
    """Refuse what is no write-off or was dealt with, days that cannot be, and income without its voucher."""
    check_depot(context, action.depot, action.business_date)
    _check_document(context, action)
    if action.handled_on > action.business_date:
        raise DateInFuture(date=action.handled_on, today=action.business_date)
    if action.income < NO_MONEY:
        raise AmountNotPositive(amount=action.income)
    has_income = action.income > NO_MONEY
    if action.way is not DisposalWay.AUCTION and has_income:
        raise NoIncomeThere
    if has_income != bool(action.income_paper.strip()) or (action.way is DisposalWay.AUCTION and not has_income):
        raise IncomePaperNeeded
    witnesses = len({name.strip() for name in action.witnesses})
    if action.way is DisposalWay.DESTRUCTION and witnesses < WITNESSES_LEAST:
        raise WitnessesNeeded(count=witnesses, least=WITNESSES_LEAST)


def _check_document(context: Context, action: RecordDisposal) -> None:
    """Check that the document is a write-off of the depot that holds and was not dealt with."""
    here = (Document.site_id == context.site_id, Document.seq == action.write_off, Document.depot_code == action.depot)
    columns = (Document.number, Document.kind, Document.business_date)
    row = context.connection.execute(select(*columns).where(*here)).first()
    if row is None:
        raise UnknownRecord(kind=_("Document"), key=str(action.write_off))
    if row.kind is not DocumentKind.WRITE_OFF:
        raise NotWrittenOff(number=row.number)
    by = select(Document.number).where(Document.site_id == context.site_id, Document.reverses_seq == action.write_off)
    reversal = context.connection.scalar(by)
    if reversal is not None:
        raise DocumentReversed(number=row.number, reversal=reversal)
    check_not_handled(context, action.write_off)
    if action.handled_on < row.business_date:
        raise HandledBefore(handled=action.handled_on, date=row.business_date)


def check_not_handled(context: Context, write_off: int) -> None:
    """Refuse where the goods of a write-off were dealt with: they cannot be again, nor can it be taken back."""
    statement = (
        select(Document.number, Disposal.number)
        .join(Document, and_(Document.site_id == Disposal.site_id, Document.seq == Disposal.of_seq))
        .where(Disposal.site_id == context.site_id, Disposal.of_seq == write_off)
    )
    row = context.connection.execute(statement).first()
    if row is not None:
        raise HandledAlready(number=row[0], handling=row[1])


def record(context: Context, action: RecordDisposal) -> None:
    """Write what became of the goods."""
    values = {
        "site_id": context.site_id,
        "seq": context.seq,
        "of_seq": action.write_off,
        "number": ledger.next_number(context, action.depot, PREFIX, action.business_date.year),
        "depot_code": action.depot,
        "way": action.way,
        "handled_on": action.handled_on,
        "receiver": action.receiver,
        "witnesses": "\n".join(action.witnesses),
        "income_fen": action.income.fen,
        "income_paper": action.income_paper,
        "note": action.note,
        "actor": context.actor,
        "recorded_at": context.recorded_at,
    }
    _INSERT_DISPOSAL.run(context.connection, values)


# --- as read ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ScrapRow:
    """A write-off with its ground, its appraisal, and what became of the goods; empty where there is nothing yet."""

    site_id: SiteId
    seq: int
    number: str
    depot_code: DepotCode
    depot_name: str
    business_date: date
    ground: Ground | None
    institute: str
    experts: str
    opinion: str
    appraised_on: date | None
    handling: str
    """The number of the record of what became of the goods."""
    way: DisposalWay | None
    handled_on: date | None
    receiver: str
    witnesses: str
    income: Money
    income_paper: str
    handling_note: str
    handled_by: Login | None
    handler_name: str
    recorded_at: datetime | None

    @property
    def ground_name(self) -> str:
        """Return the ground, in the reader's language."""
        return "" if self.ground is None else _(GROUND_NAMES[self.ground])

    @property
    def appraisers(self) -> str:
        """Return who appraised the goods: the institute, or how many experts."""
        experts = len([name for name in self.experts.split("\n") if name])
        return self.institute or (_("{count} experts").format(count=experts) if experts else "")

    @property
    def way_name(self) -> str:
        """Return what became of the goods, in the reader's language."""
        return "" if self.way is None else _(WAY_NAMES[self.way])


def _scrapped() -> Select[*tuple[Any, ...]]:
    """Select the write-offs that hold."""
    reversal = aliased(Document)
    columns = (
        Document.site_id,
        Document.seq,
        Document.number,
        Document.depot_code,
        Depot.name,
        Document.business_date,
        Appraisal.ground,
        func.coalesce(Appraisal.institute, ""),
        func.coalesce(Appraisal.experts, ""),
        func.coalesce(Appraisal.opinion, ""),
        Appraisal.appraised_on,
        func.coalesce(Disposal.number, ""),
        Disposal.way,
        Disposal.handled_on,
        func.coalesce(Disposal.receiver, ""),
        func.coalesce(Disposal.witnesses, ""),
        func.coalesce(Disposal.income_fen, 0),
        func.coalesce(Disposal.income_paper, ""),
        func.coalesce(Disposal.note, ""),
        Disposal.actor,
        func.coalesce(Person.name, Disposal.actor, ""),
        Disposal.recorded_at,
    )
    return (
        select(*columns)
        .join(Depot, Depot.code == Document.depot_code)
        .outerjoin(Appraisal, and_(Appraisal.site_id == Document.site_id, Appraisal.seq == Document.seq))
        .outerjoin(Disposal, and_(Disposal.site_id == Document.site_id, Disposal.of_seq == Document.seq))
        .outerjoin(Person, Person.login == Disposal.actor)
        .outerjoin(reversal, and_(reversal.site_id == Document.site_id, reversal.reverses_seq == Document.seq))
        .where(Document.kind == DocumentKind.WRITE_OFF, reversal.seq.is_(None))
        .order_by(Document.site_id, Document.seq.desc())
    )


def _row(row: Any) -> ScrapRow:  # noqa: ANN401 - a database row
    """Return a write-off with exact values."""
    values = (*row[:16], Money(int(row[16])), *row[17:])
    return ScrapRow(*values)


def write_offs(connection: Connection, depot: DepotCode | None = None) -> list[ScrapRow]:
    """Return the write-offs that hold, of a depot or of all, newest first."""
    statement = _scrapped()
    if depot is not None:
        statement = statement.where(Document.depot_code == depot)
    return [_row(row) for row in connection.execute(statement)]


def write_off(connection: Connection, number: str) -> ScrapRow:
    """Return one write-off, by its own number or by that of the record of what became of the goods.

    Raises:
        UnknownRecord: there is none of this number that holds.
    """
    wanted = number.strip().upper()
    same = (Document.number == wanted) | (Disposal.number == wanted)
    row = connection.execute(_scrapped().where(same)).first()
    if row is None:
        raise UnknownRecord(kind=_("Write-off"), key=number)
    return _row(row)

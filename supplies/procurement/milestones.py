"""The days of a lot that no other record tells: what was published, opened, evaluated, filed, asked or complained of.

The newest record of an event counts, and says why the one before was wrong. What has a record of its own (the tender,
the award, bonds, the contract, acceptance, payment) is read from there and never typed twice.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated

import msgspec
from sqlalchemy import Connection, RowMapping, and_, insert, select

from supplies.deadlines.words import event_name
from supplies.errors import (
    DateInFuture,
    EventOfAnother,
    EventsBackward,
    EventToldElsewhere,
    NothingToDo,
    ReasonNeeded,
    SameDay,
    UnknownRecord,
)
from supplies.journal.action import END, Action, Context, Finding
from supplies.language import N_, _
from supplies.models.procurement import Contract, Project, RoundResult, TenderLot, TenderRound
from supplies.models.tendering import Event, Milestone
from supplies.procurement.queries import LotKey
from supplies.procurement.rules import lot_fact
from supplies.values import ContractId, SiteId, TenderLotId

__all__ = [
    "OF",
    "READ",
    "DayKey",
    "Event",
    "MilestoneRow",
    "RecordDay",
    "Whose",
    "check_record_day",
    "counting",
    "milestone_audit",
    "milestone_row",
    "milestones",
    "record_day",
    "whose_name",
]


class Whose(StrEnum):
    """What an event is told of."""

    LOT = "lot"
    ROUND = "round"
    CONTRACT = "contract"
    MATTER = "matter"


_WHOSE_NAMES = {
    Whose.LOT: N_("the lot itself"),
    Whose.ROUND: N_("a round of the lot"),
    Whose.CONTRACT: N_("a contract of the lot"),
    Whose.MATTER: N_("a question, challenge or complaint by its number"),
}

OF: Mapping[Event, Whose] = {
    **dict.fromkeys(
        (Event.INTENT_PUBLISHED, Event.SINGLE_SOURCE_PUBLISHED, Event.SINGLE_SOURCE_NOTICE_ENDED), Whose.LOT
    ),
    **dict.fromkeys(
        (
            Event.TENDER_NOTICE_ENDED,
            Event.PREQUALIFICATION_ANNOUNCED,
            Event.PREQUALIFICATION_CLOSED,
            Event.DOCUMENTS_ISSUED,
            Event.DOCUMENTS_CLARIFIED,
            Event.DOCUMENTS_WITHDRAWN,
            Event.BIDS_CLOSED,
            Event.EVALUATED,
            Event.REPORT_DELIVERED,
            Event.AWARD_NOTICED,
            Event.RESULT_ANNOUNCED,
            Event.RESULT_NOTICE_ENDED,
        ),
        Whose.ROUND,
    ),
    **dict.fromkeys(
        (
            Event.CONTRACT_ANNOUNCED,
            Event.CONTRACT_FILED,
            Event.ACCEPTANCE_PERIOD_ENDED,
        ),
        Whose.CONTRACT,
    ),
    **dict.fromkeys(
        (
            Event.QUESTION_RECEIVED,
            Event.QUESTION_ANSWERED,
            Event.HARM_KNOWN,
            Event.CHALLENGE_RAISED,
            Event.CHALLENGE_RECEIVED,
            Event.CHALLENGE_ANSWERED,
            Event.COMPLAINT_FILED,
            Event.COMPLAINT_RECEIVED,
            Event.PROCUREMENT_SUSPENDED,
            Event.PROCUREMENT_RESUMED,
            Event.COMPLAINT_DECIDED,
        ),
        Whose.MATTER,
    ),
}
"""The events that may be recorded here, in the order in which they are offered; every other has its own record."""

IN_ORDER: tuple[tuple[Event, Event], ...] = (
    (Event.INTENT_PUBLISHED, Event.PROCUREMENT_STARTED),
    (Event.SINGLE_SOURCE_PUBLISHED, Event.SINGLE_SOURCE_NOTICE_ENDED),
    (Event.TENDER_ANNOUNCED, Event.TENDER_NOTICE_ENDED),
    (Event.TENDER_ANNOUNCED, Event.DOCUMENTS_ISSUED),
    (Event.TENDER_ANNOUNCED, Event.BIDS_CLOSED),
    (Event.PREQUALIFICATION_ANNOUNCED, Event.PREQUALIFICATION_CLOSED),
    (Event.PREQUALIFICATION_CLOSED, Event.BIDS_CLOSED),
    (Event.DOCUMENTS_ISSUED, Event.DOCUMENTS_WITHDRAWN),
    (Event.DOCUMENTS_ISSUED, Event.DOCUMENTS_CLARIFIED),
    (Event.DOCUMENTS_ISSUED, Event.BIDS_CLOSED),
    (Event.DOCUMENTS_CLARIFIED, Event.BIDS_CLOSED),
    (Event.BIDS_CLOSED, Event.EVALUATED),
    (Event.EVALUATED, Event.REPORT_DELIVERED),
    (Event.REPORT_DELIVERED, Event.WINNER_CHOSEN),
    (Event.BIDS_CLOSED, Event.WINNER_CHOSEN),
    (Event.EVALUATED, Event.WINNER_CHOSEN),
    (Event.WINNER_CHOSEN, Event.AWARD_NOTICED),
    (Event.WINNER_CHOSEN, Event.RESULT_ANNOUNCED),
    (Event.RESULT_ANNOUNCED, Event.RESULT_NOTICE_ENDED),
    (Event.AWARD_NOTICED, Event.CONTRACT_SIGNED),
    (Event.CONTRACT_SIGNED, Event.CONTRACT_ANNOUNCED),
    (Event.CONTRACT_SIGNED, Event.CONTRACT_FILED),
    (Event.CONTRACT_SIGNED, Event.ACCEPTANCE_PERIOD_ENDED),
    (Event.QUESTION_RECEIVED, Event.QUESTION_ANSWERED),
    (Event.HARM_KNOWN, Event.CHALLENGE_RAISED),
    (Event.CHALLENGE_RAISED, Event.CHALLENGE_RECEIVED),
    (Event.CHALLENGE_RECEIVED, Event.CHALLENGE_ANSWERED),
    (Event.COMPLAINT_FILED, Event.COMPLAINT_RECEIVED),
    (Event.COMPLAINT_RECEIVED, Event.COMPLAINT_DECIDED),
    (Event.PROCUREMENT_SUSPENDED, Event.PROCUREMENT_RESUMED),
)
"""The first is never after the second, both told of the same thing."""

Matter = Annotated[str, msgspec.Meta(max_length=60, pattern=r"^(\S(.*\S)?)?" + END)]
Words = Annotated[str, msgspec.Meta(max_length=300)]


class RecordDay(Action, frozen=True, kw_only=True, tag="procurement.record_day"):
    """Record on which day something happened to a lot, to a round or contract of it, or to a complaint about it."""

    tender_lot_id: TenderLotId
    round: Annotated[int, msgspec.Meta(ge=0, le=999)] = 0
    """0: not of a round."""
    contract_id: ContractId | None = None
    matter: Matter = ""
    """The number of the question, challenge or complaint."""
    event: Event
    happened_on: date | None
    """None: it did not happen; what was recorded of it was wrong."""
    note: Words = ""
    reason: Words = ""
    """Why the day recorded before is wrong; empty the first time."""


def whose_name(whose: Whose) -> str:
    """Return what an event is told of, in the reader's language."""
    return _(_WHOSE_NAMES[whose])


# --- asking ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class DayKey:
    """What an event is told of: one of a round, a contract or a matter; none of them is the lot itself."""

    site_id: SiteId
    tender_lot_id: TenderLotId
    round: int = 0
    contract_id: ContractId | None = None
    matter: str = ""


@dataclass(frozen=True, slots=True)
class MilestoneRow:
    """A day as it was recorded."""

    seq: int
    key: DayKey
    event: Event
    happened_on: date | None
    note: str
    reason: str


_COLUMNS = (
    Milestone.seq,
    Milestone.site_id,
    Milestone.tender_lot_id,
    Milestone.round,
    Milestone.contract_id,
    Milestone.matter,
    Milestone.event,
    Milestone.happened_on,
    Milestone.note,
    Milestone.reason,
)
READ = select(*_COLUMNS).order_by(Milestone.site_id, Milestone.seq)
"""The statement that reads days, the oldest record first."""


def milestone_row(row: RowMapping) -> MilestoneRow:
    """Return a row of ``READ``."""
    key = DayKey(row["site_id"], row["tender_lot_id"], row["round"] or 0, row["contract_id"], row["matter"])
    return MilestoneRow(row["seq"], key, row["event"], row["happened_on"], row["note"], row["reason"])


def milestones(connection: Connection, lot: LotKey) -> list[MilestoneRow]:
    """Return every record of a lot's days, those that no longer count too, the oldest first."""
    here = (Milestone.site_id == lot[0], Milestone.tender_lot_id == lot[1])
    return [milestone_row(row) for row in connection.execute(READ.where(*here)).mappings()]


def counting(rows: Iterable[MilestoneRow]) -> dict[tuple[DayKey, Event], MilestoneRow]:
    """Return the record that counts of each event: the newest, unless it says that nothing happened."""
    newest = {(row.key, row.event): row for row in rows}
    return {key: row for key, row in newest.items() if row.happened_on is not None}


# --- recording -------------------------------------------------------------------------------------------------------


def check_record_day(context: Context, action: RecordDay) -> None:
    """Refuse what another record tells, what belongs to something else, a day to come, and an impossible order."""
    lot_fact(context, action.tender_lot_id)
    _check_subject(context, action)
    key = _key_of(context, action)
    rows = milestones(context.connection, (context.site_id, action.tender_lot_id))
    before = [row for row in rows if (row.key, row.event) == (key, action.event)]
    _check_correction(action, before[-1] if before else None)
    if action.happened_on is None:
        return
    if action.happened_on > action.business_date:
        raise DateInFuture(date=action.happened_on, today=action.business_date)
    known = {row.event: row.happened_on for (of, _event), row in counting(rows).items() if of == key}
    _check_order(action.event, action.happened_on, known | _told_elsewhere(context, action))


def record_day(context: Context, action: RecordDay) -> None:
    """Write the day; it is the one that counts from now on."""
    values = {
        "site_id": context.site_id,
        "seq": context.seq,
        "tender_lot_id": action.tender_lot_id,
        "round": action.round or None,
        "contract_id": action.contract_id,
        "matter": action.matter,
        "event": action.event,
        "happened_on": action.happened_on,
        "note": action.note.strip(),
        "reason": action.reason.strip(),
    }
    context.connection.execute(insert(Milestone), values)


def _key_of(context: Context, action: RecordDay) -> DayKey:
    """Return what a day is told of."""
    return DayKey(context.site_id, action.tender_lot_id, action.round, action.contract_id, action.matter)


def _check_subject(context: Context, action: RecordDay) -> None:
    """Refuse an event that is not told here, or that is told of something else, and a round or contract unknown."""
    whose = OF.get(action.event)
    if whose is None:
        raise EventToldElsewhere(event=event_name(action.event))
    named = {
        Whose.ROUND: action.round > 0,
        Whose.CONTRACT: action.contract_id is not None,
        Whose.MATTER: action.matter != "",
    }
    if {each for each, is_named in named.items() if is_named} != {whose} - {Whose.LOT}:
        raise EventOfAnother(event=event_name(action.event), what=whose_name(whose))
    lot = action.tender_lot_id
    of_round = (TenderRound.site_id == context.site_id, TenderRound.tender_lot_id == lot)
    if action.round and not context.has(*of_round, TenderRound.number == action.round):
        raise UnknownRecord(kind=_("Round"), key=str(action.round))
    of_lot = (Contract.site_id == context.site_id, Contract.tender_lot_id == lot)
    if action.contract_id is not None and not context.has(*of_lot, Contract.contract_id == action.contract_id):
        raise UnknownRecord(kind=_("Contract"), key=str(action.contract_id))


def _check_correction(action: RecordDay, before: MilestoneRow | None) -> None:
    """Refuse to take back what was never recorded, to record the same again, and a correction without a reason."""
    stands = None if before is None else before.happened_on
    if stands is None and action.happened_on is None:
        raise NothingToDo
    if before is not None and (stands, before.note) == (action.happened_on, action.note.strip()):
        raise SameDay
    if before is not None and not action.reason.strip():
        raise ReasonNeeded


def _told_elsewhere(context: Context, action: RecordDay) -> dict[Event, date]:
    """Return the days that other records tell of what an event is told of."""
    lot = (TenderLot.site_id == context.site_id, TenderLot.tender_lot_id == action.tender_lot_id)
    started = select(Project.started_on).join(
        TenderLot, (TenderLot.site_id == Project.site_id) & (TenderLot.project_id == Project.project_id)
    )
    days: dict[Event, date | None] = {}
    whose = OF[action.event]
    if whose is Whose.LOT:
        days[Event.PROCUREMENT_STARTED] = context.connection.scalar(started.where(*lot))
    of_lot = (Contract.site_id == context.site_id, Contract.tender_lot_id == action.tender_lot_id)
    signed = select(Contract.signed_on).where(*of_lot).order_by(Contract.signed_on).limit(1)
    if whose is Whose.CONTRACT:
        days[Event.CONTRACT_SIGNED] = context.connection.scalar(
            signed.where(Contract.contract_id == action.contract_id)
        )
    if whose is Whose.ROUND:
        of_round = (TenderRound.site_id == context.site_id, TenderRound.tender_lot_id == action.tender_lot_id)
        columns = select(TenderRound.announced_on, TenderRound.ended_on, TenderRound.result)
        row = context.connection.execute(columns.where(*of_round, TenderRound.number == action.round)).one()
        days[Event.TENDER_ANNOUNCED] = row.announced_on
        if row.result is RoundResult.AWARDED:
            days |= {Event.WINNER_CHOSEN: row.ended_on, Event.CONTRACT_SIGNED: context.connection.scalar(signed)}
    return {event: day for event, day in days.items() if day is not None}


def _check_order(event: Event, day: date, known: Mapping[Event, date | None]) -> None:
    """Refuse a day that is before what comes first, or after what comes later."""
    for first, second in IN_ORDER:
        other = known.get(second if event is first else first) if event in {first, second} else None
        if other is None:
            continue
        earlier, later = (day, other) if event is first else (other, day)
        if later < earlier:
            raise EventsBackward(
                later=event_name(second), later_day=later, earlier=event_name(first), earlier_day=earlier
            )


def milestone_audit(connection: Connection) -> Iterator[Finding]:
    """Yield days that are told of a contract of another lot."""
    same = and_(Contract.site_id == Milestone.site_id, Contract.contract_id == Milestone.contract_id)
    statement = select(Milestone.site_id, Milestone.seq, Contract.number).join(Contract, same)
    for site_id, seq, number in connection.execute(statement.where(Contract.tender_lot_id != Milestone.tender_lot_id)):
        words = _("A day is recorded of the contract {number}, which belongs to another lot.")
        yield Finding(site_id, seq, words.format(number=number))

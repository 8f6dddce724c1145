"""What is known of the days of open lots: from the records of their tenders, contracts and payments, and as told.

Only open lots are read, by the index of their stages, and what belongs to them: closed history costs nothing.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final, TypeAlias, TypeVarTuple

from sqlalchemy import ColumnElement, Connection, Select, and_, func, select

from supplies.errors import UnknownRecord
from supplies.language import _
from supplies.models.bidding import AwardPassed, Bond
from supplies.models.procurement import (
    Acceptance,
    Contract,
    LotStage,
    Method,
    Payment,
    Project,
    RoundResult,
    TenderLot,
    TenderRound,
)
from supplies.models.tendering import Event, Milestone
from supplies.procurement.milestones import READ, MilestoneRow, counting, milestone_row
from supplies.procurement.queries import LotKey, rows_of
from supplies.values import ContractId, SiteId, parse_lot_name

Columns = TypeVarTuple("Columns")

OPEN: Final = (LotStage.PLANNED, LotStage.TENDERING, LotStage.AWARDED, LotStage.CONTRACTED)
Days: TypeAlias = dict[Event, date]


@dataclass(slots=True)
class ContractDays:
    """A contract and its days; amounts in fen."""

    number: str
    signed_on: date
    delivery_due: date | None
    retention_until: date | None
    amount: int
    accepted: int
    paid: int
    retention: int
    paid_on: date | None = None
    """When it was paid last."""
    certificates: list[tuple[date, date, int]] = field(default_factory=list)
    """Of each that stands, in their order: delivered on, accepted on, and the amount."""
    told: Days = field(default_factory=dict)

    def days(self) -> Days:
        """Return its days by their events."""
        known = {Event.CONTRACT_SIGNED: self.signed_on} | self.told
        waits = self._waits_for_payment()
        if waits is not None:
            return known | {Event.DELIVERED: waits[0], Event.ACCEPTED: waits[1]}
        if self.certificates and self.paid_on is not None:
            delivered, accepted, _fen = self.certificates[-1]
            return known | {Event.DELIVERED: delivered, Event.ACCEPTED: accepted, Event.PAID: self.paid_on}
        return known

    def _waits_for_payment(self) -> tuple[date, date] | None:
        """Return when the oldest part was delivered and accepted that is not paid; what is retained is not due yet."""
        if self.accepted - self.retention <= self.paid:
            return None
        covered = 0
        for delivered, accepted, fen in self.certificates:
            covered += fen
            if covered > self.paid:
                return delivered, accepted
        return None


@dataclass(slots=True)
class LotDays:
    """A lot, and all that is known of its days."""

    project: str
    number: int
    name: str
    stage: LotStage
    method: Method
    started_on: date
    closed_on: date | None
    winner: str
    round: int = 0
    """The newest one; 0: none yet."""
    result: RoundResult | None = None
    in_round: Days = field(default_factory=dict)
    asked_bonds: set[Event] = field(default_factory=set)
    """Whose return is to be watched: bid bonds of the newest round."""
    in_lot: Days = field(default_factory=dict)
    in_matters: dict[str, Days] = field(default_factory=dict)
    contracts: dict[ContractId, ContractDays] = field(default_factory=dict)
    milestones: list[MilestoneRow] = field(default_factory=list)

    @property
    def key(self) -> str:
        """Return how it is asked for: the project's number and its own."""
        return f"{self.project}/{self.number}"


def known_days(connection: Connection, name: str = "") -> list[LotDays]:
    """Return the days of every open lot, or of one lot, open or not.

    Raises:
        UnknownRecord: there is no such lot.
    """
    here = _named(name) if name else TenderLot.stage.in_(OPEN)
    lots = _lots(connection, here)
    if name and not lots:
        raise UnknownRecord(kind=_("Tender lot"), key=name)
    _read_rounds(connection, here, lots)
    _read_contracts(connection, here, lots)
    _read_bonds(connection, here, lots)
    _read_told(connection, here, lots)
    return list(lots.values())


def _named(name: str) -> ColumnElement[bool]:
    """Return what chooses the lot of a name."""
    project, number = parse_lot_name(name)
    of_project = select(Project.project_id).where(Project.number == project).scalar_subquery()
    return and_(TenderLot.project_id == of_project, TenderLot.number == number)


def _lots(connection: Connection, here: ColumnElement[bool]) -> dict[LotKey, LotDays]:
    """Return the lots, by their keys, in the order of their numbers."""
    same = and_(Project.site_id == TenderLot.site_id, Project.project_id == TenderLot.project_id)
    columns = (
        Project.number,
        TenderLot.number,
        TenderLot.name,
        TenderLot.stage,
        Project.method,
        Project.started_on,
        TenderLot.closed_on,
        TenderLot.winner,
    )
    statement = select(TenderLot.site_id, TenderLot.tender_lot_id, *columns).join(Project, same).where(here)
    rows = rows_of(connection, statement.order_by(Project.number, TenderLot.number))
    return {(row[0], row[1]): LotDays(*row[2:], in_lot={Event.PROCUREMENT_STARTED: row[7]}) for row in rows}


def _of_lots(
    statement: Select[*Columns],
    table: type[TenderRound | AwardPassed | Bond | Contract | Milestone],
    here: ColumnElement[bool],
) -> Select[*Columns]:
    """Return a statement that reads only what belongs to the lots chosen."""
    of_lot = and_(table.site_id == TenderLot.site_id, table.tender_lot_id == TenderLot.tender_lot_id)
    return statement.join(TenderLot, of_lot).where(here)


def _read_rounds(connection: Connection, here: ColumnElement[bool], lots: dict[LotKey, LotDays]) -> None:
    """Read the newest round of each lot: when it was announced, when its winner was chosen."""
    columns = (
        TenderRound.site_id,
        TenderRound.tender_lot_id,
        TenderRound.number,
        TenderRound.announced_on,
        TenderRound.ended_on,
        TenderRound.result,
    )
    statement = _of_lots(select(*columns), TenderRound, here).order_by(TenderRound.number)
    for site_id, lot_id, number, announced, ended, result in rows_of(connection, statement):
        lot = lots[site_id, lot_id]
        lot.round, lot.result = number, result
        lot.in_round = {Event.TENDER_ANNOUNCED: announced}
        if (
            result is RoundResult.AWARDED and ended is not None
        ):  # The award is recorded from its notice, unless that is told apart.
            lot.in_round |= {Event.WINNER_CHOSEN: ended, Event.AWARD_NOTICED: ended}
    passed = select(AwardPassed.site_id, AwardPassed.tender_lot_id, AwardPassed.round, AwardPassed.passed_on)
    for site_id, lot_id, number, day in rows_of(connection, _of_lots(passed, AwardPassed, here)):
        lot = lots[site_id, lot_id]
        if number == lot.round and Event.WINNER_CHOSEN in lot.in_round:
            newest = max(day, lot.in_round[Event.WINNER_CHOSEN])
            lot.in_round |= {Event.WINNER_CHOSEN: newest, Event.AWARD_NOTICED: newest}


def _read_contracts(connection: Connection, here: ColumnElement[bool], lots: dict[LotKey, LotDays]) -> None:
    """Read the contracts of each lot, what of them was accepted, and when they were paid."""
    of_contract = (
        Contract.number,
        Contract.signed_on,
        Contract.delivery_due,
        Contract.retention_until,
        Contract.amount_fen,
        Contract.accepted_fen,
        Contract.paid_fen,
        Contract.retention_fen,
    )
    key = (Contract.site_id, Contract.contract_id)
    statement = _of_lots(select(*key, Contract.tender_lot_id, *of_contract), Contract, here)
    found: dict[tuple[SiteId, ContractId], ContractDays] = {}
    for row in rows_of(connection, statement.order_by(Contract.signed_on, Contract.number)):
        days = found[row.site_id, row.contract_id] = ContractDays(
            row.number,
            row.signed_on,
            row.delivery_due,
            row.retention_until,
            row.amount_fen,
            row.accepted_fen,
            row.paid_fen,
            row.retention_fen,
        )
        lot = lots[row.site_id, row.tender_lot_id]
        lot.contracts[row.contract_id] = days
        lot.in_round.setdefault(Event.CONTRACT_SIGNED, days.signed_on)
    for site_id in {site_id for site_id, _contract in found}:
        of_site = {contract_id: days for (site, contract_id), days in found.items() if site == site_id}
        _read_papers(connection, here, site_id, of_site)


def _read_papers(
    connection: Connection, here: ColumnElement[bool], site_id: SiteId, found: dict[ContractId, ContractDays]
) -> None:
    """Read what of a site's contracts was accepted, and when they were paid last.

    The contracts are asked for as a list, for SQLite would join every acceptance of the site to every lot.
    """
    wanted = _of_lots(select(Contract.contract_id), Contract, here).where(Contract.site_id == site_id)
    papers = (Acceptance.seq, Acceptance.of_seq, Acceptance.delivered_on, Acceptance.accepted_on, Acceptance.amount_fen)
    accepted = select(Acceptance.contract_id, *papers).where(
        Acceptance.site_id == site_id, Acceptance.contract_id.in_(wanted)
    )
    certificates = list(rows_of(connection, accepted.order_by(Acceptance.seq)))
    withdrawn = {row.of_seq for row in certificates if row.of_seq is not None}
    for row in certificates:
        if row.of_seq is None and row.seq not in withdrawn:
            found[row.contract_id].certificates.append((row.delivered_on, row.accepted_on, row.amount_fen))
    last = select(Payment.contract_id, func.max(Payment.paid_on)).group_by(Payment.contract_id)
    paid = last.where(Payment.site_id == site_id, Payment.contract_id.in_(wanted))
    for contract_id, day in rows_of(connection, paid):
        found[contract_id].paid_on = day


def _read_bonds(connection: Connection, here: ColumnElement[bool], lots: dict[LotKey, LotDays]) -> None:
    """Read until when the bid bonds of the newest round were held; a bond still held has no end."""
    columns = (Bond.site_id, Bond.tender_lot_id, Bond.round, Bond.supplier, Bond.settled_on)
    statement = _of_lots(select(*columns), Bond, here).where(Bond.round.is_not(None))
    ends: dict[tuple[LotKey, Event], list[date | None]] = defaultdict(list)
    for site_id, lot_id, number, supplier, settled in rows_of(connection, statement):
        lot = lots[site_id, lot_id]
        event = Event.WINNERS_BOND_RETURNED if supplier == lot.winner else Event.LOSERS_BOND_RETURNED
        if number == lot.round:
            ends[(site_id, lot_id), event].append(settled)
    for (key, event), days in ends.items():
        lots[key].asked_bonds.add(event)
        settled_days = [day for day in days if day is not None]
        if len(settled_days) == len(days):
            lots[key].in_round[event] = max(settled_days)


def _read_told(connection: Connection, here: ColumnElement[bool], lots: dict[LotKey, LotDays]) -> None:
    """Read the days that were told, and put those that count where they belong."""
    rows: dict[LotKey, list[MilestoneRow]] = defaultdict(list)
    for each in connection.execute(_of_lots(READ, Milestone, here)).mappings():
        row = milestone_row(each)
        rows[row.key.site_id, row.key.tender_lot_id].append(row)
    for key, told in rows.items():
        _place_told(lots[key], told)


def _place_told(lot: LotDays, told: Sequence[MilestoneRow]) -> None:
    """Put the days that count where they belong; those of earlier rounds are listed only."""
    for (key, event), row in counting(told).items():
        assert row.happened_on is not None, "what counts has a day"
        lot.milestones.append(row)
        if key.contract_id is not None:
            lot.contracts[key.contract_id].told[event] = row.happened_on
        elif key.matter:
            lot.in_matters.setdefault(key.matter, {})[event] = row.happened_on
        elif not key.round:
            lot.in_lot[event] = row.happened_on
        elif key.round == lot.round:
            lot.in_round[event] = row.happened_on

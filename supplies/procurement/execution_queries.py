"""How far each lot has come with its money and its days, for the table of procurement execution."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, and_, func, select

from supplies.deadlines.catalogue import due, rules_on
from supplies.deadlines.queries import overrides, work_calendar
from supplies.language import _
from supplies.models.procurement import LotStage, Project, TenderLot, TenderRound
from supplies.procurement.award_queries import SIGNING_RULE
from supplies.procurement.contract_queries import ContractRow, contracts
from supplies.procurement.queries import LotKey, TenderLotRow, tender_lots
from supplies.values import Money, total_money

WITHOUT_BALANCE = (LotStage.PLANNED, LotStage.TENDERING, LotStage.CANCELLED)
"""Nothing is known yet of what these save."""


@dataclass(frozen=True, slots=True)
class ExecutionFilter:
    """Which lots are wanted; those given up only where their stage is asked for."""

    project: str = ""
    year: int | None = None
    """In which the project started."""
    stage: LotStage | None = None


@dataclass(frozen=True, slots=True)
class LotDays:
    """The days of a lot; of its rounds the last one counts."""

    started_on: date
    announced_on: date | None
    ended_on: date | None
    closed_on: date | None


@dataclass(frozen=True, slots=True)
class ExecutionRow:
    """A lot with its amounts and days."""

    lot: TenderLotRow
    days: LotDays
    contracts: tuple[ContractRow, ...]
    sign_by: date | None
    """Until when the award is to be signed; None where none waits for it."""

    @property
    def changes(self) -> Money:
        """Return by how much its contracts were changed."""
        return self.lot.contracted - total_money(each.original for each in self.contracts)

    @property
    def retention(self) -> Money:
        """Return what its contracts say is paid last (质保金)."""
        return total_money(each.retention for each in self.contracts)

    @property
    def saved(self) -> Money | None:
        """Return what its budget has too much (结余); None before an award."""
        if self.lot.stage in WITHOUT_BALANCE or self.lot.award is None:
            return None
        return self.lot.budget - (self.lot.contracted if self.contracts else self.lot.award)

    @property
    def supplier(self) -> str:
        """Return who delivers: as on the contracts, or as on the notice of award."""
        return _(", ").join(dict.fromkeys(each.supplier for each in self.contracts)) or self.lot.winner

    @property
    def signed_on(self) -> date | None:
        """Return when its first contract was signed."""
        return min((each.signed_on for each in self.contracts), default=None)

    @property
    def delivery_due(self) -> date | None:
        """Return the first day on which something is due that was not accepted yet."""
        days = [each.delivery_due for each in self.contracts if each.to_accept]
        return min((day for day in days if day is not None), default=None)

    def late_signing(self, today: date) -> int:
        """Return for how many days the award should have been signed; 0 where it is not late."""
        return 0 if self.sign_by is None else max(0, (today - self.sign_by).days)

    def late_delivery(self, today: date) -> int:
        """Return for how many days goods should have been there; 0 where they are not late."""
        return max((each.late_days(today) for each in self.contracts), default=0)


def execution(connection: Connection, wanted: ExecutionFilter) -> list[ExecutionRow]:
    """Return the lots that are wanted, by project and number."""
    days, signed = _days(connection), _contracts(connection)
    rows = [
        row
        for row in tender_lots(connection)
        if _is_wanted(row, days[row.site_id, row.tender_lot_id].started_on, wanted)
    ]
    terms = dict(_terms(connection, rows, days))
    found = []
    for row in rows:
        key = row.site_id, row.tender_lot_id
        found.append(ExecutionRow(row, days[key], tuple(signed.get(key, ())), terms.get(key)))
    return found


def _is_wanted(row: TenderLotRow, started_on: date, wanted: ExecutionFilter) -> bool:
    """Return whether a lot is asked for."""
    if wanted.stage is None and row.stage is LotStage.CANCELLED:
        return False
    return (
        wanted.stage in {None, row.stage}
        and wanted.project in {"", row.project_number}
        and wanted.year in {None, started_on.year}
    )


def _days(connection: Connection) -> Mapping[LotKey, LotDays]:
    """Return the days of every lot."""
    of_lot = (TenderRound.site_id, TenderRound.tender_lot_id)
    last = select(*of_lot, func.max(TenderRound.number).label("number")).group_by(*of_lot).subquery()
    of_last = and_(last.c.site_id == TenderLot.site_id, last.c.tender_lot_id == TenderLot.tender_lot_id)
    of_round = and_(
        TenderRound.site_id == last.c.site_id,
        TenderRound.tender_lot_id == last.c.tender_lot_id,
        TenderRound.number == last.c.number,
    )
    statement = (
        select(
            TenderLot.site_id,
            TenderLot.tender_lot_id,
            Project.started_on,
            TenderRound.announced_on,
            TenderRound.ended_on,
            TenderLot.closed_on,
        )
        .join(Project, and_(Project.site_id == TenderLot.site_id, Project.project_id == TenderLot.project_id))
        .outerjoin(last, of_last)
        .outerjoin(TenderRound, of_round)
    )
    return {(row[0], row[1]): LotDays(*row[2:]) for row in connection.execute(statement)}


def _contracts(connection: Connection) -> Mapping[LotKey, list[ContractRow]]:
    """Return the contracts of every lot, the first first."""
    found: dict[LotKey, list[ContractRow]] = defaultdict(list)
    for row in reversed(contracts(connection)):
        found[row.site_id, row.tender_lot_id].append(row)
    return found


def _terms(
    connection: Connection, rows: list[TenderLotRow], days: Mapping[LotKey, LotDays]
) -> Iterator[tuple[LotKey, date]]:
    """Yield until when each award that waits for it is to be signed, by the rules of the project's first day."""
    calendar = work_calendar(connection)
    moved = {row.subject: row.new_day for row in overrides(connection) if row.rule_code == SIGNING_RULE}
    for row in rows:
        key = row.site_id, row.tender_lot_id
        ended_on = days[key].ended_on
        if row.stage is not LotStage.AWARDED or ended_on is None:
            continue
        rule = rules_on(days[key].started_on)[SIGNING_RULE]
        if not rule.holds_for(row.method):
            continue
        day = moved.get(f"{row.project_number}/{row.number}", moved.get(row.project_number))
        yield key, day or due(rule, ended_on, calendar).day

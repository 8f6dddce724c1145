"""How procurement stands: frozen rows of projects, lots and rounds."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeAlias

from sqlalchemy import ColumnElement, Connection, and_, case, func, select

from supplies.funds.queries import sum_of
from supplies.language import _
from supplies.models.funds import OF_LOT, Appropriation, Bucket, FundAccount, FundBalance
from supplies.models.procurement import (
    Contract,
    LotFunding,
    LotStage,
    Method,
    Project,
    RoundResult,
    TenderLot,
    TenderRound,
)
from supplies.values import NO_MONEY, AppropriationId, Money, ProjectId, SiteId, TenderLotId, total_money


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """A procurement project."""

    site_id: SiteId
    project_id: ProjectId
    number: str
    name: str
    method: Method
    started_on: date


@dataclass(frozen=True, slots=True)
class FundingRow:
    """How much of an appropriation a lot's budget is made of."""

    appropriation_id: AppropriationId
    number: str
    amount: Money


@dataclass(frozen=True)
class TenderLotRow:
    """A lot of a project; ``buckets`` are what the fund ledger holds for it. What is worked out of it is kept."""

    site_id: SiteId
    tender_lot_id: TenderLotId
    project_number: str
    project_name: str
    method: Method
    funding: tuple[FundingRow, ...]
    number: int
    name: str
    budget: Money
    ceiling: Money
    award: Money | None
    winner: str
    stage: LotStage
    contracted: Money
    """What its contracts are for now."""
    accepted: Money
    paid: Money
    buckets: dict[Bucket, Money]

    @property
    def appropriation_number(self) -> str:
        """Return the numbers of the appropriations that pay it."""
        return "、".join(row.number for row in self.funding)

    def of(self, *buckets: Bucket) -> Money:
        """Return what stands in some buckets together."""
        return sum_of(self.buckets, buckets)

    @property
    def words(self) -> str:
        """Return the lot's name as people say it: project, number and name."""
        return _("{project} lot {number} {name}").format(
            project=self.project_number, number=self.number, name=self.name
        )

    @property
    def standing(self) -> Money:
        """Return all that the fund ledger holds for it."""
        return self.of(*OF_LOT)

    @property
    def due(self) -> Money:
        """Return all that the fund ledger should hold for it."""
        return total_money(self.due_buckets.values())

    @cached_property
    def wrong_buckets(self) -> tuple[Bucket, ...]:
        """Return the buckets that do not hold what they should."""
        due, there = self.due_buckets, self.buckets
        return tuple(bucket for bucket in OF_LOT if there.get(bucket, NO_MONEY) != due.get(bucket, NO_MONEY))

    @property
    def compared(self) -> tuple[Money, Money]:
        """Return what should stand and what stands: in the first bucket that is wrong, or all where none is."""
        wrong = self.wrong_buckets[:1]
        if not wrong:
            return self.due, self.standing
        return sum_of(self.due_buckets, wrong), self.of(*wrong)

    @property
    def is_right(self) -> bool:
        """Return whether each bucket holds what it should."""
        return not self.wrong_buckets

    @cached_property
    def due_buckets(self) -> dict[Bucket, Money]:
        """Return what should stand in each bucket, by stage, contracts, acceptances and payments."""
        if self.stage in {LotStage.PLANNED, LotStage.TENDERING}:
            return {Bucket.PLANNED if self.stage is LotStage.PLANNED else Bucket.TENDERING: self.budget}
        if self.stage is LotStage.CANCELLED or self.award is None:
            return {}
        if self.stage is LotStage.AWARDED:
            return {Bucket.AWARDED: self.award, Bucket.SAVED: self.budget - self.award}
        settled = {
            Bucket.CONTRACTED: self.contracted - max(self.accepted, self.paid),
            Bucket.ADVANCED: max(NO_MONEY, self.paid - self.accepted),
            Bucket.ACCEPTED: max(NO_MONEY, self.accepted - self.paid),
            Bucket.PAID: min(self.accepted, self.paid),
        }
        if self.stage is LotStage.CLOSED:
            return settled
        waiting = self.buckets.get(Bucket.AWARDED, NO_MONEY)
        return {**settled, Bucket.AWARDED: waiting, Bucket.SAVED: self.budget - self.contracted - waiting}


@dataclass(frozen=True, slots=True)
class RoundRow:
    """One attempt to tender a lot."""

    number: int
    announced_on: date
    ended_on: date | None
    result: RoundResult | None
    reason: str


def projects(connection: Connection) -> list[ProjectRow]:
    """Return every project, oldest first."""
    columns = [getattr(Project, name) for name in ProjectRow.__dataclass_fields__]
    statement = select(*columns).order_by(Project.started_on, Project.number)
    return [ProjectRow(*row) for row in connection.execute(statement)]


LotKey: TypeAlias = tuple[SiteId, TenderLotId]
LotRecord: TypeAlias = TenderLot | LotFunding | Contract | FundAccount


def _here(table: type[LotRecord], only: LotKey | None) -> tuple[ColumnElement[bool], ...]:
    """Return what chooses the rows of one lot; nothing where every lot is wanted."""
    return () if only is None else (table.site_id == only[0], table.tender_lot_id == only[1])


def lot_balances(connection: Connection, only: LotKey | None = None) -> dict[LotKey, dict[Bucket, Money]]:
    """Return what the fund ledger holds for each lot, bucket by bucket, over all its appropriations."""
    joined = and_(FundAccount.site_id == FundBalance.site_id, FundAccount.account == FundBalance.account)
    key = (FundAccount.site_id, FundAccount.tender_lot_id)
    sums = [func.sum(case((FundAccount.bucket == bucket, FundBalance.amount_fen), else_=0)) for bucket in OF_LOT]
    statement = (
        select(*key, *sums).join(FundBalance, joined).where(FundAccount.tender_lot_id.is_not(None)).group_by(*key)
    )
    return {
        (site_id, lot_id): {bucket: Money(int(fen)) for bucket, fen in zip(OF_LOT, fens, strict=True) if fen}
        for site_id, lot_id, *fens in connection.execute(statement.where(*_here(FundAccount, only)))
    }


def _funding(connection: Connection, only: LotKey | None) -> dict[LotKey, list[FundingRow]]:
    """Return which appropriations each lot's budget is made of."""
    same = and_(
        Appropriation.site_id == LotFunding.site_id, Appropriation.appropriation_id == LotFunding.appropriation_id
    )
    columns = (
        LotFunding.site_id,
        LotFunding.tender_lot_id,
        LotFunding.appropriation_id,
        Appropriation.number,
        LotFunding.amount_fen,
    )
    found: dict[LotKey, list[FundingRow]] = defaultdict(list)
    statement = select(*columns).join(Appropriation, same).where(*_here(LotFunding, only))
    rows = connection.execute(statement.order_by(Appropriation.number))
    for site_id, lot_id, fund, number, fen in rows:
        found[site_id, lot_id].append(FundingRow(fund, number, Money(fen)))
    return found


def _contracts(connection: Connection, only: LotKey | None) -> dict[LotKey, tuple[Money, Money, Money]]:
    """Return what the contracts of each lot are for, and what of that is accepted and paid."""
    sums = (func.sum(Contract.amount_fen), func.sum(Contract.accepted_fen), func.sum(Contract.paid_fen))
    key = (Contract.site_id, Contract.tender_lot_id)
    rows = connection.execute(select(*key, *sums).where(*_here(Contract, only)).group_by(*key))
    return {
        (site_id, lot_id): (Money(int(amount)), Money(int(accepted)), Money(int(paid)))
        for site_id, lot_id, amount, accepted, paid in rows
    }


def tender_lots(connection: Connection, only: LotKey | None = None) -> list[TenderLotRow]:
    """Return every lot, by project and number; or one of them, without reading the others."""
    statement = (
        select(
            TenderLot.__table__,
            Project.number.label("project_number"),
            Project.name.label("project_name"),
            Project.method,
        )
        .join(Project, and_(Project.site_id == TenderLot.site_id, Project.project_id == TenderLot.project_id))
        .order_by(Project.number, TenderLot.number)
    )
    standing = lot_balances(connection, only)
    funding, contracts = _funding(connection, only), _contracts(connection, only)
    found = []
    for row in connection.execute(statement.where(*_here(TenderLot, only))).mappings():
        key = row["site_id"], row["tender_lot_id"]
        contracted, accepted, paid = contracts.get(key, (NO_MONEY, NO_MONEY, NO_MONEY))
        found.append(
            TenderLotRow(
                site_id=row["site_id"],
                tender_lot_id=row["tender_lot_id"],
                project_number=row["project_number"],
                project_name=row["project_name"],
                method=row["method"],
                funding=tuple(funding.get(key, ())),
                number=row["number"],
                name=row["name"],
                budget=Money(row["budget_fen"]),
                ceiling=Money(row["ceiling_fen"]),
                award=None if row["award_fen"] is None else Money(row["award_fen"]),
                winner=row["winner"],
                stage=row["stage"],
                contracted=contracted,
                accepted=accepted,
                paid=paid,
                buckets=standing.get(key, {}),
            )
        )
    return found


def rounds(connection: Connection, site_id: SiteId, lot_id: TenderLotId) -> list[RoundRow]:
    """Return every round of a lot, first first."""
    columns = [getattr(TenderRound, name) for name in RoundRow.__dataclass_fields__]
    statement = (
        select(*columns)
        .where(TenderRound.site_id == site_id, TenderRound.tender_lot_id == lot_id)
        .order_by(TenderRound.number)
    )
    return [RoundRow(*row) for row in connection.execute(statement)]

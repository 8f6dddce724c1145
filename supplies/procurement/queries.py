"""How procurement stands: frozen rows of projects, lots and rounds."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, TypeAlias, TypeVarTuple

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, case, func, select

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
from supplies.values import AppropriationId, Money, ProjectId, SiteId, TenderLotId, total_money


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
    amount_fen: int

    @property
    def amount(self) -> Money:
        """Return how much."""
        return Money(self.amount_fen)


Fens: TypeAlias = tuple[int, ...]
"""An amount in fen for each bucket of a lot, in the order of the ladder: a statement holds many thousand of them."""


def _in_order(fens: Mapping[Bucket, int]) -> Fens:
    """Return amounts in the order of the ladder."""
    return tuple(map(fens.get, OF_LOT, NO_FENS))


NO_FENS: Fens = (0,) * len(OF_LOT)
_PLACES = {bucket: at for at, bucket in enumerate(OF_LOT)}


@dataclass(frozen=True, slots=True)
class TenderLotRow:
    """A lot of a project. Amounts are held in fen and made money where they are shown."""

    site_id: SiteId
    tender_lot_id: TenderLotId
    project_number: str
    project_name: str
    method: Method
    funding: tuple[FundingRow, ...]
    number: int
    name: str
    budget_fen: int
    ceiling_fen: int
    award_fen: int | None
    winner: str
    stage: LotStage
    contracted_fen: int
    accepted_fen: int
    paid_fen: int
    settled_fen: int
    """What is both accepted and paid, contract by contract: what one owes makes up for no advance of another."""
    standing_fen: Fens
    """What the fund ledger holds for it."""

    @property
    def budget(self) -> Money:
        """Return what it may cost."""
        return Money(self.budget_fen)

    @property
    def ceiling(self) -> Money:
        """Return the highest price that a bid may have."""
        return Money(self.ceiling_fen)

    @property
    def award(self) -> Money | None:
        """Return for what it was awarded."""
        return None if self.award_fen is None else Money(self.award_fen)

    @property
    def contracted(self) -> Money:
        """Return what its contracts are for now."""
        return Money(self.contracted_fen)

    @property
    def accepted(self) -> Money:
        """Return what of its contracts was accepted."""
        return Money(self.accepted_fen)

    @property
    def paid(self) -> Money:
        """Return what of its contracts was paid."""
        return Money(self.paid_fen)

    @property
    def buckets(self) -> dict[Bucket, Money]:
        """Return what the fund ledger holds for it: the buckets that hold something."""
        return _money_of(self.standing_fen)

    @property
    def due_buckets(self) -> dict[Bucket, Money]:
        """Return what the fund ledger should hold for it: the buckets that should hold something."""
        return _money_of(self.due_fen)

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

    @property
    def wrong_buckets(self) -> tuple[Bucket, ...]:
        """Return the buckets that do not hold what they should."""
        pairs = zip(OF_LOT, self.due_fen, self.standing_fen, strict=True)
        return tuple(bucket for bucket, due, there in pairs if due != there)

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
        return self.due_fen == self.standing_fen

    @property
    def due_fen(self) -> Fens:
        """Return what should stand in each bucket, by stage, contracts, acceptances and payments."""
        if self.stage in _BEFORE_AWARD:
            return _in_order({_BEFORE_AWARD[self.stage]: self.budget_fen})
        if self.stage is LotStage.CANCELLED or self.award_fen is None:
            return NO_FENS
        if self.stage is LotStage.AWARDED:
            return _in_order({Bucket.AWARDED: self.award_fen, Bucket.SAVED: self.budget_fen - self.award_fen})
        advanced, owed = self.paid_fen - self.settled_fen, self.accepted_fen - self.settled_fen
        waiting = saved = 0
        if self.stage is not LotStage.CLOSED:
            waiting = self.standing_fen[OF_LOT.index(Bucket.AWARDED)]
            saved = self.budget_fen - self.contracted_fen - waiting
        return _in_order(
            {
                Bucket.AWARDED: waiting,
                Bucket.CONTRACTED: self.contracted_fen - advanced - owed - self.settled_fen,
                Bucket.ADVANCED: advanced,
                Bucket.ACCEPTED: owed,
                Bucket.PAID: self.settled_fen,
                Bucket.SAVED: saved,
            }
        )


_BEFORE_AWARD = {LotStage.PLANNED: Bucket.PLANNED, LotStage.TENDERING: Bucket.TENDERING}


def _money_of(fens: Fens) -> dict[Bucket, Money]:
    """Return the buckets in which something stands."""
    return {bucket: Money(fen) for bucket, fen in zip(OF_LOT, fens, strict=True) if fen}


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


ROWS_AT_ONCE = 256
Columns = TypeVarTuple("Columns")


def rows_of(connection: Connection, statement: Select[*Columns]) -> Iterator[Row[*Columns]]:
    """Yield the rows of a statement, few at a time: none outlives its use, so that nobody has to collect them."""
    for part in connection.execute(statement).partitions(ROWS_AT_ONCE):
        yield from part


def _here(table: type[LotRecord], only: LotKey | None) -> tuple[ColumnElement[bool], ...]:
    """Return what chooses the rows of one lot; nothing where every lot is wanted."""
    return () if only is None else (table.site_id == only[0], table.tender_lot_id == only[1])


def _standing(connection: Connection, only: LotKey | None) -> dict[LotKey, Fens]:
    """Return what the fund ledger holds for each lot, over all its appropriations."""
    joined = and_(FundAccount.site_id == FundBalance.site_id, FundAccount.account == FundBalance.account)
    columns = (FundAccount.site_id, FundAccount.tender_lot_id, FundAccount.bucket, FundBalance.amount_fen)
    holds = (FundAccount.tender_lot_id.is_not(None), FundBalance.amount_fen != 0)
    statement = select(*columns).join(FundBalance, joined).where(*holds, *_here(FundAccount, only))
    found: dict[tuple[SiteId, TenderLotId | None], list[int]] = {}
    for site_id, lot_id, bucket, fen in rows_of(connection, statement):
        fens = found.get((site_id, lot_id))
        if fens is None:
            fens = found[site_id, lot_id] = [0] * len(OF_LOT)
        fens[_PLACES[bucket]] += fen
    return {(site_id, lot_id): tuple(fens) for (site_id, lot_id), fens in found.items() if lot_id is not None}


def _funding(connection: Connection, only: LotKey | None) -> dict[LotKey, list[FundingRow]]:
    """Return which appropriations each lot's budget is made of, in the order of their numbers."""
    same = (Appropriation.site_id, Appropriation.appropriation_id)
    order = select(*same, Appropriation.number).order_by(Appropriation.number)
    numbers = {(site_id, fund): number for site_id, fund, number in rows_of(connection, order)}
    places = {key: at for at, key in enumerate(numbers)}
    columns = (LotFunding.site_id, LotFunding.tender_lot_id, LotFunding.appropriation_id, LotFunding.amount_fen)
    found: dict[LotKey, list[FundingRow]] = defaultdict(list)
    for site_id, lot_id, fund, fen in rows_of(connection, select(*columns).where(*_here(LotFunding, only))):
        found[site_id, lot_id].append(FundingRow(fund, numbers[site_id, fund], fen))
    for (site_id, _lot_id), several in found.items():
        if len(several) > 1:
            several.sort(key=partial(_place, places, site_id))
    return found


def _place(places: Mapping[tuple[SiteId, AppropriationId], int], site_id: SiteId, row: FundingRow) -> int:
    """Return the place of a funding row in the order of the appropriations' numbers."""
    return places[site_id, row.appropriation_id]


def _contracts(connection: Connection, only: LotKey | None) -> dict[LotKey, Fens]:
    """Return what the contracts of each lot are for, and what of that is accepted, paid, and both of it, in fen."""
    settled = case((Contract.accepted_fen < Contract.paid_fen, Contract.accepted_fen), else_=Contract.paid_fen)
    sums = map(func.sum, (Contract.amount_fen, Contract.accepted_fen, Contract.paid_fen, settled))
    key = (Contract.site_id, Contract.tender_lot_id)
    rows = rows_of(connection, select(*key, *sums).where(*_here(Contract, only)).group_by(*key))
    return {(row[0], row[1]): tuple(map(int, row[2:])) for row in rows}


_NO_CONTRACTS = (0, 0, 0, 0)
_OF_LOT_ROW = (
    TenderLot.site_id,
    TenderLot.tender_lot_id,
    Project.number.label("project_number"),
    Project.name.label("project_name"),
    Project.method,
    TenderLot.number,
    TenderLot.name,
    TenderLot.budget_fen,
    TenderLot.ceiling_fen,
    TenderLot.award_fen,
    TenderLot.winner,
    TenderLot.stage,
)


def tender_lots(connection: Connection, only: LotKey | None = None) -> list[TenderLotRow]:
    """Return every lot, by project and number; or one of them, without reading the others."""
    statement = (
        select(*_OF_LOT_ROW)
        .join(Project, and_(Project.site_id == TenderLot.site_id, Project.project_id == TenderLot.project_id))
        .order_by(Project.number, TenderLot.number)
        .where(*_here(TenderLot, only))
    )
    standing = _standing(connection, only)
    funding, contracts = _funding(connection, only), _contracts(connection, only)
    found = []
    for row in rows_of(connection, statement):
        key: LotKey = row.site_id, row.tender_lot_id
        amounts = *contracts.get(key, _NO_CONTRACTS), standing.get(key, NO_FENS)
        values: list[Any] = [*row[:5], tuple(funding.get(key, ())), *row[5:], *amounts]
        found.append(TenderLotRow(*values))
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

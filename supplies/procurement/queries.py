"""How procurement stands: frozen rows of projects, lots and rounds."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, and_, select

from supplies.language import _
from supplies.models.funds import Appropriation, Bucket, FundAccount, FundBalance
from supplies.models.procurement import LotStage, Method, Project, RoundResult, TenderLot, TenderRound
from supplies.values import NO_MONEY, AppropriationId, Money, ProjectId, SiteId, TenderLotId


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
class TenderLotRow:
    """A lot of a project; ``standing`` is what the fund ledger holds for it in the bucket of its stage."""

    site_id: SiteId
    tender_lot_id: TenderLotId
    project_number: str
    project_name: str
    method: Method
    appropriation_id: AppropriationId
    appropriation_number: str
    number: int
    name: str
    budget: Money
    ceiling: Money
    award: Money | None
    winner: str
    stage: LotStage
    standing: Money

    @property
    def words(self) -> str:
        """Return the lot's name as people say it: project, number and name."""
        return _("{project} lot {number} {name}").format(
            project=self.project_number, number=self.number, name=self.name
        )

    @property
    def due(self) -> Money:
        """Return what should stand in the bucket of the lot's stage."""
        if self.stage is LotStage.CANCELLED:
            return NO_MONEY
        return self.budget if self.award is None else self.award


@dataclass(frozen=True, slots=True)
class RoundRow:
    """One attempt to tender a lot."""

    number: int
    announced_on: date
    ended_on: date | None
    result: RoundResult | None
    reason: str


_STAGE_BUCKETS = {
    LotStage.PLANNED: Bucket.PLANNED,
    LotStage.TENDERING: Bucket.TENDERING,
    LotStage.TENDERED: Bucket.TENDERED,
}


def projects(connection: Connection) -> list[ProjectRow]:
    """Return every project, oldest first."""
    columns = [getattr(Project, name) for name in ProjectRow.__dataclass_fields__]
    statement = select(*columns).order_by(Project.started_on, Project.number)
    return [ProjectRow(*row) for row in connection.execute(statement)]


def lot_balances(connection: Connection) -> dict[tuple[SiteId, TenderLotId, Bucket], Money]:
    """Return what the fund ledger holds for each lot, bucket by bucket."""
    joined = and_(FundAccount.site_id == FundBalance.site_id, FundAccount.account == FundBalance.account)
    columns = (FundAccount.site_id, FundAccount.tender_lot_id, FundAccount.bucket, FundBalance.amount_fen)
    statement = select(*columns).join(FundBalance, joined).where(FundAccount.tender_lot_id.is_not(None))
    return {
        (site_id, lot_id, bucket): Money(fen)
        for site_id, lot_id, bucket, fen in connection.execute(statement)
        if lot_id is not None
    }


def tender_lots(connection: Connection) -> list[TenderLotRow]:
    """Return every lot, by project and number."""
    statement = (
        select(
            TenderLot.__table__,
            Project.number.label("project_number"),
            Project.name.label("project_name"),
            Project.method,
            Appropriation.number.label("appropriation_number"),
        )
        .join(Project, and_(Project.site_id == TenderLot.site_id, Project.project_id == TenderLot.project_id))
        .join(
            Appropriation,
            and_(
                Appropriation.site_id == TenderLot.site_id,
                Appropriation.appropriation_id == TenderLot.appropriation_id,
            ),
        )
        .order_by(Project.number, TenderLot.number)
    )
    standing = lot_balances(connection)
    return [
        TenderLotRow(
            site_id=row["site_id"],
            tender_lot_id=row["tender_lot_id"],
            project_number=row["project_number"],
            project_name=row["project_name"],
            method=row["method"],
            appropriation_id=row["appropriation_id"],
            appropriation_number=row["appropriation_number"],
            number=row["number"],
            name=row["name"],
            budget=Money(row["budget_fen"]),
            ceiling=Money(row["ceiling_fen"]),
            award=None if row["award_fen"] is None else Money(row["award_fen"]),
            winner=row["winner"],
            stage=row["stage"],
            standing=_standing(standing, row["site_id"], row["tender_lot_id"], row["stage"]),
        )
        for row in connection.execute(statement).mappings()
    ]


def _standing(
    balances: dict[tuple[SiteId, TenderLotId, Bucket], Money], site_id: SiteId, lot_id: TenderLotId, stage: LotStage
) -> Money:
    """Return what stands in the bucket of a lot's stage; a cancelled lot should hold nothing anywhere."""
    bucket = _STAGE_BUCKETS.get(stage)
    if bucket is not None:
        return balances.get((site_id, lot_id, bucket), NO_MONEY)
    return Money(sum(balances.get((site_id, lot_id, every), NO_MONEY).fen for every in _STAGE_BUCKETS.values()))


def rounds(connection: Connection, site_id: SiteId, lot_id: TenderLotId) -> list[RoundRow]:
    """Return every round of a lot, first first."""
    columns = [getattr(TenderRound, name) for name in RoundRow.__dataclass_fields__]
    statement = (
        select(*columns)
        .where(TenderRound.site_id == site_id, TenderRound.tender_lot_id == lot_id)
        .order_by(TenderRound.number)
    )
    return [RoundRow(*row) for row in connection.execute(statement)]

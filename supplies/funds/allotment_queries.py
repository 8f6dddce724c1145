"""Allotments and the later documents of an appropriation: frozen rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, and_, func, select

from supplies.models.accounts import Level, Organisation
from supplies.models.allotments import Adjustment, Allotment, AllotmentChange, AllotmentStep, FundReturn
from supplies.models.funds import Appropriation, Purpose
from supplies.values import AllotmentId, AppropriationId, Money, OrganisationCode, SiteId


@dataclass(frozen=True, slots=True)
class AllotmentRow:
    """Money at the disposal of a county or unit, and what became of it."""

    site_id: SiteId
    allotment_id: AllotmentId
    appropriation_id: AppropriationId
    appropriation_number: str
    receiver: OrganisationCode
    receiver_name: str
    purpose: Purpose
    number: str
    dated: date
    amount: Money
    """As allotted."""
    spent: Money
    taken_back: Money

    @property
    def left(self) -> Money:
        """Return what the receiver has not reported as spent."""
        return self.amount - self.spent - self.taken_back


@dataclass(frozen=True, slots=True)
class AllotmentChangeRow:
    """What happened to an allotment after it was made."""

    step: AllotmentStep
    number: str
    dated: date
    amount: Money
    reason: str


@dataclass(frozen=True, slots=True)
class AdjustmentRow:
    """A later document that made an appropriation more (above zero) or less."""

    number: str
    dated: date
    amount: Money
    level: Level | None
    reason: str


@dataclass(frozen=True, slots=True)
class ReturnRow:
    """Money that went back to whoever gave it."""

    number: str
    dated: date
    amount: Money
    reason: str


def allotments(connection: Connection) -> list[AllotmentRow]:
    """Return every allotment, oldest first."""
    changes = _changes(connection)
    of_fund = and_(
        Appropriation.site_id == Allotment.site_id, Appropriation.appropriation_id == Allotment.appropriation_id
    )
    columns = (Appropriation.number.label("appropriation_number"), Organisation.name.label("receiver_name"))
    statement = (
        select(Allotment.__table__, *columns)
        .join(Appropriation, of_fund)
        .join(Organisation, Organisation.code == Allotment.receiver)
        .order_by(Allotment.dated, Allotment.number, Allotment.receiver)
    )
    found = []
    for row in connection.execute(statement).mappings():
        steps = changes.get((row["site_id"], row["allotment_id"]), {})
        found.append(
            AllotmentRow(
                site_id=row["site_id"],
                allotment_id=row["allotment_id"],
                appropriation_id=row["appropriation_id"],
                appropriation_number=row["appropriation_number"],
                receiver=row["receiver"],
                receiver_name=row["receiver_name"],
                purpose=row["purpose"],
                number=row["number"],
                dated=row["dated"],
                amount=Money(row["amount_fen"]),
                spent=Money(steps.get(AllotmentStep.USE, 0)),
                taken_back=Money(steps.get(AllotmentStep.TAKE_BACK, 0)),
            )
        )
    return found


def _changes(connection: Connection) -> Mapping[tuple[SiteId, AllotmentId], Mapping[AllotmentStep, int]]:
    """Return in fen what was spent and taken back of each allotment."""
    key = (AllotmentChange.site_id, AllotmentChange.allotment_id, AllotmentChange.step)
    found: dict[tuple[SiteId, AllotmentId], dict[AllotmentStep, int]] = {}
    for site_id, allotment_id, step, fen in connection.execute(
        select(*key, func.sum(AllotmentChange.amount_fen)).group_by(*key)
    ):
        found.setdefault((site_id, allotment_id), {})[step] = int(fen)
    return found


def allotment_changes(connection: Connection, site_id: SiteId, allotment_id: AllotmentId) -> list[AllotmentChangeRow]:
    """Return what happened to an allotment, first first."""
    here = (AllotmentChange.site_id == site_id, AllotmentChange.allotment_id == allotment_id)
    statement = select(AllotmentChange).where(*here).order_by(AllotmentChange.seq)
    return [
        AllotmentChangeRow(row["step"], row["number"], row["dated"], Money(row["amount_fen"]), row["reason"])
        for row in connection.execute(statement.with_only_columns(*AllotmentChange.__table__.columns)).mappings()
    ]


def adjustments(connection: Connection, site_id: SiteId, appropriation_id: AppropriationId) -> list[AdjustmentRow]:
    """Return the adjustments of an appropriation, first first."""
    columns = (Adjustment.number, Adjustment.dated, Adjustment.amount_fen, Adjustment.level, Adjustment.reason)
    here = (Adjustment.site_id == site_id, Adjustment.appropriation_id == appropriation_id)
    rows = connection.execute(select(*columns).where(*here).order_by(Adjustment.seq))
    return [AdjustmentRow(row.number, row.dated, Money(row.amount_fen), row.level, row.reason) for row in rows]


def returns(connection: Connection, site_id: SiteId, appropriation_id: AppropriationId) -> list[ReturnRow]:
    """Return what went back of an appropriation, first first."""
    columns = (FundReturn.number, FundReturn.dated, FundReturn.amount_fen, FundReturn.reason)
    here = (FundReturn.site_id == site_id, FundReturn.appropriation_id == appropriation_id)
    rows = connection.execute(select(*columns).where(*here).order_by(FundReturn.seq))
    return [ReturnRow(row.number, row.dated, Money(row.amount_fen), row.reason) for row in rows]

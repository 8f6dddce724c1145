"""Whether a project may go on here and now: stage, dates, and money enough."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from supplies.catalogue.actions import CATEGORY
from supplies.errors import (
    AlreadyThere,
    AmountNotPositive,
    AwardAboveCeiling,
    CeilingAboveBudget,
    DatesBackward,
    EmergencyNeedsRecord,
    LotUnsettled,
    UnknownRecord,
    WrongStage,
)
from supplies.funds.ledger import lot_standing
from supplies.funds.rules import check_spendable
from supplies.journal.action import Context
from supplies.language import _
from supplies.models.catalogue import Node
from supplies.models.funds import Bucket, Purpose
from supplies.models.procurement import LotStage, Method, Project, TenderLot, TenderRound
from supplies.procurement.actions import (
    AddLot,
    AnnulAward,
    CancelLot,
    CloseLot,
    FailTender,
    FundLot,
    OpenProject,
    RecordAward,
    StartTender,
)
from supplies.procurement.words import stage_name
from supplies.values import NO_MONEY, Money, TenderLotId, total_money


@dataclass(frozen=True, slots=True)
class LotFact:
    """What of a tender lot the rules and effects need."""

    name: str
    budget: Money
    ceiling: Money
    award: Money
    winner: str
    stage: LotStage
    purpose: Purpose
    round_number: int
    announced_on: date | None
    ended_on: date | None
    method: Method


def lot_fact(context: Context, lot_id: TenderLotId) -> LotFact:
    """Return a tender lot with its newest round.

    Raises:
        UnknownRecord: there is no such lot.
    """
    statement = (
        select(
            TenderLot,
            TenderRound.number.label("round_number"),
            TenderRound.announced_on,
            TenderRound.ended_on,
            Project.method,
        )
        .join(Project, (Project.site_id == TenderLot.site_id) & (Project.project_id == TenderLot.project_id))
        .outerjoin(
            TenderRound,
            (TenderRound.site_id == TenderLot.site_id) & (TenderRound.tender_lot_id == TenderLot.tender_lot_id),
        )
        .where(TenderLot.site_id == context.site_id, TenderLot.tender_lot_id == lot_id)
        .order_by(TenderRound.number.desc().nulls_last())
        .limit(1)
    )
    row = context.connection.execute(statement).mappings().first()
    if row is None:
        raise UnknownRecord(kind=_("Tender lot"), key=str(lot_id))
    return LotFact(
        row["name"],
        Money(row["budget_fen"]),
        Money(row["ceiling_fen"]),
        Money(row["award_fen"] or 0),
        row["winner"],
        row["stage"],
        row["purpose"],
        row["round_number"] or 0,
        row["announced_on"],
        row["ended_on"],
        row["method"],
    )


def staged(context: Context, lot_id: TenderLotId, *stages: LotStage) -> LotFact:
    """Return a lot that stands at one of some stages.

    Raises:
        UnknownRecord: there is no such lot.
        WrongStage: it stands elsewhere.
    """
    lot = lot_fact(context, lot_id)
    if lot.stage not in stages:
        wanted = _(" or ").join(map(stage_name, stages))
        raise WrongStage(lot=lot.name, stage=stage_name(lot.stage), wanted=wanted)
    return lot


def check_open_project(context: Context, action: OpenProject) -> None:
    """Refuse a number in use."""
    same = (Project.number == action.number) | (Project.project_id == action.project_id)
    if context.has(same):
        raise AlreadyThere(kind=_("Project"), key=action.number)


def check_add_lot(context: Context, action: AddLot) -> None:
    """Refuse more than the appropriation has available, and a ceiling above the budget."""
    if not context.has(Project.site_id == context.site_id, Project.project_id == action.project_id):
        raise UnknownRecord(kind=_("Project"), key=str(action.project_id))
    same_number = (TenderLot.project_id == action.project_id) & (TenderLot.number == action.number)
    same = same_number | (TenderLot.tender_lot_id == action.tender_lot_id)
    if context.has(same):
        raise AlreadyThere(kind=_("Tender lot"), key=str(action.number))
    if min(action.budget, action.ceiling) <= NO_MONEY:
        raise AmountNotPositive(amount=min(action.budget, action.ceiling))
    if action.ceiling > action.budget:
        raise CeilingAboveBudget(ceiling=action.ceiling, budget=action.budget)
    if action.category and not context.has(Node.scheme == CATEGORY, Node.code == action.category):
        raise UnknownRecord(kind=_("Category"), key=action.category)
    check_spendable(context, action.appropriation_id, action.purpose, action.budget, action.business_date)


def check_fund_lot(context: Context, action: FundLot) -> None:
    """Refuse money for a lot in tender, whose budget is made public (实施条例第三十条), or that is over."""
    lot = staged(context, action.tender_lot_id, LotStage.PLANNED, LotStage.AWARDED, LotStage.CONTRACTED)
    if action.amount <= NO_MONEY:
        raise AmountNotPositive(amount=action.amount)
    check_spendable(context, action.appropriation_id, lot.purpose, action.amount, action.business_date)


def check_annul_award(context: Context, action: AnnulAward) -> None:
    """Refuse where there is no award, or a contract was signed."""
    lot = staged(context, action.tender_lot_id, LotStage.AWARDED)
    if lot.ended_on is not None and action.annulled_on < lot.ended_on:
        raise DatesBackward(later=action.annulled_on, earlier=lot.ended_on)


def check_close_lot(context: Context, action: CloseLot) -> None:
    """Refuse while anything is to be accepted or paid."""
    staged(context, action.tender_lot_id, LotStage.CONTRACTED)
    standing = lot_standing(context.connection, context.site_id, action.tender_lot_id)
    unsettled = (Bucket.CONTRACTED, Bucket.ADVANCED, Bucket.ACCEPTED)
    left = total_money(amount for bucket in unsettled for amount in standing.get(bucket, {}).values())
    if left:
        raise LotUnsettled(left=left)


def check_start_tender(context: Context, action: StartTender) -> None:
    """Refuse a lot that is not planned or needs no tender, and a round announced before the last one ended."""
    lot = staged(context, action.tender_lot_id, LotStage.PLANNED)
    if lot.method is Method.EMERGENCY:
        raise EmergencyNeedsRecord(lot=lot.name)
    if lot.ended_on is not None and action.announced_on < lot.ended_on:
        raise DatesBackward(later=action.announced_on, earlier=lot.ended_on)


def _check_end(lot: LotFact, ended_on: date) -> None:
    """Refuse a round that ends before it began."""
    assert lot.announced_on is not None, "a lot in tender has a round"
    if ended_on < lot.announced_on:
        raise DatesBackward(later=ended_on, earlier=lot.announced_on)


def check_record_award(context: Context, action: RecordAward) -> None:
    """Refuse an award of nothing or above the ceiling."""
    lot = staged(context, action.tender_lot_id, LotStage.TENDERING)
    _check_end(lot, action.ended_on)
    if action.award <= NO_MONEY:
        raise AmountNotPositive(amount=action.award)
    if action.award > lot.ceiling:
        raise AwardAboveCeiling(award=action.award, ceiling=lot.ceiling)


def check_fail_tender(context: Context, action: FailTender) -> None:
    """Refuse a lot that is not in tender."""
    _check_end(staged(context, action.tender_lot_id, LotStage.TENDERING), action.ended_on)


def check_cancel_lot(context: Context, action: CancelLot) -> None:
    """Refuse a lot that is not planned."""
    staged(context, action.tender_lot_id, LotStage.PLANNED)

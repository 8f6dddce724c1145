"""What follows in procurement: the lot's stage, its rounds, and where its money stands."""

from datetime import date
from typing import Any

from sqlalchemy import insert, select, update

from supplies.funds import ledger
from supplies.journal.action import Context
from supplies.models.funds import Bucket
from supplies.models.procurement import LotFunding, LotStage, Project, RoundResult, TenderLot, TenderRound
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
from supplies.procurement.rules import LotFact, lot_fact
from supplies.values import AppropriationId, Money, TenderLotId


def open_project(context: Context, action: OpenProject) -> None:
    """Write the project."""
    values = {
        "site_id": context.site_id,
        "project_id": action.project_id,
        "number": action.number,
        "name": action.name,
        "method": action.method,
        "started_on": action.started_on,
        "seq": context.seq,
    }
    context.connection.execute(insert(Project), values)


def add_lot(context: Context, action: AddLot) -> None:
    """Write the lot and set its budget aside."""
    values = {
        "site_id": context.site_id,
        "tender_lot_id": action.tender_lot_id,
        "project_id": action.project_id,
        "number": action.number,
        "name": action.name,
        "budget_fen": action.budget.fen,
        "ceiling_fen": action.ceiling.fen,
        "award_fen": None,
        "winner": "",
        "stage": LotStage.PLANNED,
        "purpose": action.purpose,
        "category": action.category,
        "closed_on": None,
        "seq": context.seq,
    }
    context.connection.execute(insert(TenderLot), values)
    _fund(context, action.tender_lot_id, action.appropriation_id, action.budget)
    way, given = (Bucket.AVAILABLE, Bucket.PLANNED), {action.appropriation_id: action.budget}
    ledger.move_lot(context, action.tender_lot_id, way, action.budget, action.business_date, given)


def fund_lot(context: Context, action: FundLot) -> None:
    """Add to the budget; after the award it counts with what was saved, from where a contract takes more."""
    lot = lot_fact(context, action.tender_lot_id)
    _fund(context, action.tender_lot_id, action.appropriation_id, action.amount)
    write_lot(context, action.tender_lot_id, budget_fen=(lot.budget + action.amount).fen)
    goal = Bucket.PLANNED if lot.stage is LotStage.PLANNED else Bucket.SAVED
    way, given = (Bucket.AVAILABLE, goal), {action.appropriation_id: action.amount}
    ledger.move_lot(context, action.tender_lot_id, way, action.amount, action.business_date, given)


def _fund(context: Context, lot_id: TenderLotId, appropriation_id: AppropriationId, amount: Money) -> None:
    """Write how much of an appropriation a lot's budget is made of, beside what was so before."""
    here = (
        LotFunding.site_id == context.site_id,
        LotFunding.tender_lot_id == lot_id,
        LotFunding.appropriation_id == appropriation_id,
    )
    before = context.connection.scalar(select(LotFunding.amount_fen).where(*here))
    if before is None:
        key = {"site_id": context.site_id, "tender_lot_id": lot_id, "appropriation_id": appropriation_id}
        context.connection.execute(insert(LotFunding), {**key, "amount_fen": amount.fen, "seq": context.seq})
    else:
        values = {"amount_fen": before + amount.fen, "seq": context.seq}
        context.connection.execute(update(LotFunding).where(*here).values(values))


def start_tender(context: Context, action: StartTender) -> None:
    """Write a new round and move the budget into tender."""
    lot = lot_fact(context, action.tender_lot_id)
    values = {
        "site_id": context.site_id,
        "tender_lot_id": action.tender_lot_id,
        "number": lot.round_number + 1,
        "announced_on": action.announced_on,
        "ended_on": None,
        "result": None,
        "reason": "",
        "approval": action.approval.strip(),
        "seq": context.seq,
    }
    context.connection.execute(insert(TenderRound), values)
    write_lot(context, action.tender_lot_id, stage=LotStage.TENDERING)
    way = (Bucket.PLANNED, Bucket.TENDERING)
    ledger.move_lot(context, action.tender_lot_id, way, lot.budget, action.business_date)


def record_award(context: Context, action: RecordAward) -> None:
    """End the round and commit the award; what the budget does not need is saved."""
    lot_id = action.tender_lot_id
    lot = lot_fact(context, lot_id)
    _end_round(context, lot_id, lot, action.ended_on, RoundResult.AWARDED, action.reason.strip())
    write_lot(context, lot_id, stage=LotStage.AWARDED, award_fen=action.award.fen, winner=action.winner)
    ledger.move_lot(context, lot_id, (Bucket.TENDERING, Bucket.AWARDED), action.award, action.business_date)
    saved = lot.budget - action.award
    ledger.move_lot(context, lot_id, (Bucket.TENDERING, Bucket.SAVED), saved, action.business_date)


def fail_tender(context: Context, action: FailTender) -> None:
    """End the round without a winner; the lot is planned again."""
    lot = lot_fact(context, action.tender_lot_id)
    _end_round(context, action.tender_lot_id, lot, action.ended_on, RoundResult.FAILED, action.reason)
    write_lot(context, action.tender_lot_id, stage=LotStage.PLANNED)
    way = (Bucket.TENDERING, Bucket.PLANNED)
    ledger.move_lot(context, action.tender_lot_id, way, lot.budget, action.business_date)


def cancel_lot(context: Context, action: CancelLot) -> None:
    """Give the lot up and free its budget."""
    lot = lot_fact(context, action.tender_lot_id)
    write_lot(context, action.tender_lot_id, stage=LotStage.CANCELLED)
    way = (Bucket.PLANNED, Bucket.AVAILABLE)
    ledger.move_lot(context, action.tender_lot_id, way, lot.budget, action.business_date)


def annul_award(context: Context, action: AnnulAward) -> None:
    """Let the lot be planned again with its whole budget; the round keeps its winner's failure."""
    lot_id = action.tender_lot_id
    lot = lot_fact(context, lot_id)
    _end_round(context, lot_id, lot, action.annulled_on, RoundResult.FAILED, action.reason)
    write_lot(context, lot_id, stage=LotStage.PLANNED, award_fen=None, winner="")
    for bucket in (Bucket.AWARDED, Bucket.SAVED):
        amount = ledger.in_bucket(context, lot_id, bucket)
        ledger.move_lot(context, lot_id, (bucket, Bucket.PLANNED), amount, action.business_date)


def close_lot(context: Context, action: CloseLot) -> None:
    """Give back what was saved, to the appropriations that it came from."""
    lot_id = action.tender_lot_id
    write_lot(context, lot_id, stage=LotStage.CLOSED, closed_on=action.closed_on)
    for bucket in (Bucket.AWARDED, Bucket.SAVED):
        amount = ledger.in_bucket(context, lot_id, bucket)
        ledger.move_lot(context, lot_id, (bucket, Bucket.AVAILABLE), amount, action.business_date)


def write_lot(context: Context, lot_id: TenderLotId, **values: Any) -> None:  # noqa: ANN401 - column values
    """Write what is new about a lot."""
    here = (TenderLot.site_id == context.site_id) & (TenderLot.tender_lot_id == lot_id)
    context.connection.execute(update(TenderLot).where(here).values(seq=context.seq, **values))


def _end_round(
    context: Context, lot_id: TenderLotId, lot: LotFact, ended_on: date, result: RoundResult, reason: str
) -> None:
    """Write how the running round ended."""
    here = (
        (TenderRound.site_id == context.site_id)
        & (TenderRound.tender_lot_id == lot_id)
        & (TenderRound.number == lot.round_number)
    )
    values = {"ended_on": ended_on, "result": result, "reason": reason, "seq": context.seq}
    context.connection.execute(update(TenderRound).where(here).values(values))

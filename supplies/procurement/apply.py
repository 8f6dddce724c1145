"""What follows in procurement: the lot's stage, its rounds, and where its money stands."""

from datetime import date
from typing import Any

from sqlalchemy import insert, update

from supplies.funds import ledger
from supplies.journal.action import Context
from supplies.models.funds import Bucket
from supplies.models.procurement import LotStage, Project, RoundResult, TenderLot, TenderRound
from supplies.procurement.actions import AddLot, CancelLot, FailTender, OpenProject, RecordAward, StartTender
from supplies.procurement.rules import LotFact, lot_fact
from supplies.values import Money, TenderLotId


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
        "appropriation_id": action.appropriation_id,
        "number": action.number,
        "name": action.name,
        "budget_fen": action.budget.fen,
        "ceiling_fen": action.ceiling.fen,
        "award_fen": None,
        "winner": "",
        "stage": LotStage.PLANNED,
        "seq": context.seq,
    }
    context.connection.execute(insert(TenderLot), values)
    lot = lot_fact(context, action.tender_lot_id)
    _shift(context, action.tender_lot_id, lot, (Bucket.AVAILABLE, Bucket.PLANNED), action.budget, action.business_date)


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
        "seq": context.seq,
    }
    context.connection.execute(insert(TenderRound), values)
    _write_stage(context, action.tender_lot_id, stage=LotStage.TENDERING)
    _shift(context, action.tender_lot_id, lot, (Bucket.PLANNED, Bucket.TENDERING), lot.budget, action.business_date)


def record_award(context: Context, action: RecordAward) -> None:
    """End the round, commit the award, and free what the budget does not need."""
    lot_id = action.tender_lot_id
    lot = lot_fact(context, lot_id)
    _end_round(context, lot_id, lot, action.ended_on, RoundResult.AWARDED, "")
    _write_stage(context, lot_id, stage=LotStage.TENDERED, award_fen=action.award.fen, winner=action.winner)
    _shift(context, lot_id, lot, (Bucket.TENDERING, Bucket.TENDERED), action.award, action.business_date)
    saved = lot.budget - action.award
    if saved:
        _shift(context, lot_id, lot, (Bucket.TENDERING, Bucket.AVAILABLE), saved, action.business_date)


def fail_tender(context: Context, action: FailTender) -> None:
    """End the round without a winner; the lot is planned again."""
    lot = lot_fact(context, action.tender_lot_id)
    _end_round(context, action.tender_lot_id, lot, action.ended_on, RoundResult.FAILED, action.reason)
    _write_stage(context, action.tender_lot_id, stage=LotStage.PLANNED)
    _shift(context, action.tender_lot_id, lot, (Bucket.TENDERING, Bucket.PLANNED), lot.budget, action.business_date)


def cancel_lot(context: Context, action: CancelLot) -> None:
    """Give the lot up and free its budget."""
    lot = lot_fact(context, action.tender_lot_id)
    _write_stage(context, action.tender_lot_id, stage=LotStage.CANCELLED)
    _shift(context, action.tender_lot_id, lot, (Bucket.PLANNED, Bucket.AVAILABLE), lot.budget, action.business_date)


def _write_stage(context: Context, lot_id: TenderLotId, **values: Any) -> None:  # noqa: ANN401 - column values
    """Write a lot's new stage and what came with it."""
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


def _shift(
    context: Context, lot_id: TenderLotId, lot: LotFact, way: tuple[Bucket, Bucket], amount: Money, day: date
) -> None:
    """Move money of a lot's appropriation from one bucket to another; what is available belongs to no lot."""
    origin, goal = (
        ledger.open_account(context, lot.appropriation_id, bucket, None if bucket is Bucket.AVAILABLE else lot_id)
        for bucket in way
    )
    ledger.transfer(context, origin, goal, amount, day)

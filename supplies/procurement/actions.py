"""What can happen in procurement, from the plan of a lot to its award."""

from datetime import date
from typing import Annotated

import msgspec

from supplies.journal.action import END, Action
from supplies.models.funds import Purpose
from supplies.models.procurement import Method
from supplies.values import AppropriationId, Money, ProjectId, TenderLotId

Title = Annotated[str, msgspec.Meta(min_length=1, max_length=200, pattern=r"^\S(.*\S)?" + END)]
Reason = Annotated[str, msgspec.Meta(max_length=300)]
"""Why something is not the usual way; empty where it is."""


class OpenProject(Action, frozen=True, kw_only=True, tag="procurement.open_project"):
    """Open a procurement project."""

    project_id: ProjectId
    number: Title
    name: Title
    method: Method
    started_on: date


class AddLot(Action, frozen=True, kw_only=True, tag="procurement.add_lot"):
    """Plan a lot of a project and set money of one appropriation aside for it."""

    tender_lot_id: TenderLotId
    project_id: ProjectId
    appropriation_id: AppropriationId
    number: Annotated[int, msgspec.Meta(ge=1, le=999)]
    name: Title
    budget: Money
    ceiling: Money
    """The highest price that will be accepted (最高限价), at most the budget."""
    purpose: Purpose = Purpose.MATERIALS
    """What the money is used for; lots buy goods unless it is said otherwise."""
    category: Reason = ""
    """Class of the catalogue that is bought (采购品目); empty where it is not known."""


class FundLot(Action, frozen=True, kw_only=True, tag="procurement.fund_lot"):
    """Add money of an appropriation to a lot's budget: to what is planned, or after the award to what may be spent."""

    tender_lot_id: TenderLotId
    appropriation_id: AppropriationId
    amount: Money
    reason: Title


class AnnulAward(Action, frozen=True, kw_only=True, tag="procurement.annul_award"):
    """Record that nobody signs: the award is void, and the lot is planned again (实施条例第四十九条)."""

    tender_lot_id: TenderLotId
    annulled_on: date
    reason: Title


class CloseLot(Action, frozen=True, kw_only=True, tag="procurement.close_lot"):
    """Close a lot of which everything is accepted and paid; what it saved becomes available again."""

    tender_lot_id: TenderLotId
    closed_on: date


class StartTender(Action, frozen=True, kw_only=True, tag="procurement.start_tender"):
    """Announce a round of tender for a lot."""

    tender_lot_id: TenderLotId
    announced_on: date
    approval: Reason = ""
    """Number of the finance bureau's paper that approved another method than open tender (政府采购法第二十七条)."""


class RecordAward(Action, frozen=True, kw_only=True, tag="procurement.record_award"):
    """Record who won a round, and at what price; what the budget does not need counts as saved until the lot closes."""

    tender_lot_id: TenderLotId
    ended_on: date
    winner: Title
    award: Money
    reason: Reason = ""
    """Why there were fewer than three valid bids, or why the winner is not ranked first."""


class FailTender(Action, frozen=True, kw_only=True, tag="procurement.fail_tender"):
    """Record that a round failed (废标); the lot may be put to tender again."""

    tender_lot_id: TenderLotId
    ended_on: date
    reason: Title


class CancelLot(Action, frozen=True, kw_only=True, tag="procurement.cancel_lot"):
    """Give a planned lot up; its money becomes available again."""

    tender_lot_id: TenderLotId
    reason: Title

"""Allotting money to counties and units (下达), what they report as spent, and what is taken back."""

from datetime import date

from sqlalchemy import insert, select

from supplies.errors import (
    AlreadyThere,
    AmountNotPositive,
    DatesBackward,
    OrganisationClosed,
    UnknownRecord,
    UsedAboveAllotted,
)
from supplies.funds import ledger
from supplies.funds.actions import Title
from supplies.funds.rules import check_spendable
from supplies.funds.standing import fund_fact
from supplies.journal.action import Action, Context
from supplies.language import _
from supplies.models.accounts import Organisation
from supplies.models.allotments import Allotment, AllotmentChange, AllotmentStep
from supplies.models.funds import Bucket, Purpose
from supplies.values import NO_MONEY, AllotmentId, AppropriationId, Money, OrganisationCode


class Allot(Action, frozen=True, kw_only=True, tag="funds.allot"):
    """Put money of an appropriation at the disposal of a county or unit, for a purpose."""

    allotment_id: AllotmentId
    appropriation_id: AppropriationId
    receiver: OrganisationCode
    purpose: Purpose
    number: Title
    """Of the document that allots it (下达文号)."""
    dated: date
    amount: Money


class ReportUse(Action, frozen=True, kw_only=True, tag="funds.report_use"):
    """Record what a receiver reports as spent of its allotment."""

    allotment_id: AllotmentId
    number: Title
    dated: date
    amount: Money
    note: str = ""


class TakeBack(Action, frozen=True, kw_only=True, tag="funds.take_back"):
    """Take back what a receiver has not spent; it becomes available again."""

    allotment_id: AllotmentId
    number: Title
    dated: date
    amount: Money
    reason: Title


def check_allot(context: Context, action: Allot) -> None:
    """Refuse what the appropriation does not have or is not for, a closed receiver, and a document twice."""
    fund = fund_fact(context, action.appropriation_id)
    same = (
        (Allotment.appropriation_id == action.appropriation_id)
        & (Allotment.number == action.number)
        & (Allotment.receiver == action.receiver)
        & (Allotment.purpose == action.purpose)
    )
    if context.has(same | (Allotment.allotment_id == action.allotment_id)):
        raise AlreadyThere(kind=_("Allotment"), key=action.number)
    _check_receiver(context, action.receiver)
    if action.dated < fund.dated:
        raise DatesBackward(later=action.dated, earlier=fund.dated)
    if action.amount <= NO_MONEY:
        raise AmountNotPositive(amount=action.amount)
    check_spendable(context, action.appropriation_id, action.purpose, action.amount, action.dated)


def _check_receiver(context: Context, code: OrganisationCode) -> None:
    """Refuse a receiver that is unknown or closed."""
    statement = select(Organisation.name, Organisation.is_active).where(Organisation.code == code)
    found = context.connection.execute(statement).first()
    if found is None:
        raise UnknownRecord(kind=_("Organisation"), key=code)
    if not found.is_active:
        raise OrganisationClosed(name=found.name)


def apply_allot(context: Context, action: Allot) -> None:
    """Write the allotment and set its money aside."""
    values = {
        "site_id": context.site_id,
        "allotment_id": action.allotment_id,
        "appropriation_id": action.appropriation_id,
        "receiver": action.receiver,
        "purpose": action.purpose,
        "number": action.number,
        "dated": action.dated,
        "amount_fen": action.amount.fen,
        "seq": context.seq,
    }
    context.connection.execute(insert(Allotment), values)
    origin = ledger.open_account(context, action.appropriation_id, Bucket.AVAILABLE)
    goal = ledger.open_account(context, action.appropriation_id, Bucket.ALLOTTED, allotment=action.allotment_id)
    ledger.transfer(context, origin, goal, action.amount, action.business_date)


def check_report_use(context: Context, action: ReportUse) -> None:
    """Refuse more than is left of the allotment."""
    _check_change(context, action, AllotmentStep.USE)


def check_take_back(context: Context, action: TakeBack) -> None:
    """Refuse more than is left of the allotment; what is reported as spent stays spent."""
    _check_change(context, action, AllotmentStep.TAKE_BACK)


def _check_change(context: Context, action: ReportUse | TakeBack, step: AllotmentStep) -> None:
    """Refuse a document twice, a day before the allotment, an amount of nothing or above what is left."""
    fund, dated = _allotment(context, action.allotment_id)
    same = (
        (AllotmentChange.allotment_id == action.allotment_id)
        & (AllotmentChange.step == step)
        & (AllotmentChange.number == action.number)
    )
    if context.has(same):
        raise AlreadyThere(kind=_("Document of the allotment"), key=action.number)
    if action.dated < dated:
        raise DatesBackward(later=action.dated, earlier=dated)
    if action.amount <= NO_MONEY:
        raise AmountNotPositive(amount=action.amount)
    account = ledger.account_name(fund, Bucket.ALLOTTED, action.allotment_id)
    left = ledger.balance(context.connection, context.site_id, account)
    if action.amount > left:
        raise UsedAboveAllotted(amount=action.amount, left=left)


def _allotment(context: Context, allotment_id: AllotmentId) -> tuple[AppropriationId, date]:
    """Return the appropriation of an allotment, and its day.

    Raises:
        UnknownRecord: there is no such allotment.
    """
    here = (Allotment.site_id == context.site_id) & (Allotment.allotment_id == allotment_id)
    row = context.connection.execute(select(Allotment.appropriation_id, Allotment.dated).where(here)).first()
    if row is None:
        raise UnknownRecord(kind=_("Allotment"), key=str(allotment_id))
    return row.appropriation_id, row.dated


def apply_report_use(context: Context, action: ReportUse) -> None:
    """Write the report; the money is spent."""
    _change(context, action, AllotmentStep.USE, action.note)


def apply_take_back(context: Context, action: TakeBack) -> None:
    """Write the document; the money is available again."""
    _change(context, action, AllotmentStep.TAKE_BACK, action.reason)


def _change(context: Context, action: ReportUse | TakeBack, step: AllotmentStep, reason: str) -> None:
    """Write a step of an allotment and move its money."""
    fund, _dated = _allotment(context, action.allotment_id)
    values = {
        "site_id": context.site_id,
        "seq": context.seq,
        "allotment_id": action.allotment_id,
        "step": step,
        "number": action.number,
        "dated": action.dated,
        "amount_fen": action.amount.fen,
        "reason": reason,
    }
    context.connection.execute(insert(AllotmentChange), values)
    origin = ledger.account_name(fund, Bucket.ALLOTTED, action.allotment_id)
    if step is AllotmentStep.USE:
        goal = ledger.open_account(context, fund, Bucket.SPENT, allotment=action.allotment_id)
    else:
        goal = ledger.open_account(context, fund, Bucket.AVAILABLE)
    ledger.transfer(context, origin, goal, action.amount, action.business_date)

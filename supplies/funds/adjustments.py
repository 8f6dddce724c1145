"""Later documents: an appropriation becomes more or less (调整), or part of it goes back to whoever gave it (交回)."""

from datetime import date
from enum import StrEnum

from sqlalchemy import insert, select, update

from supplies.errors import (
    AdjustedToNothing,
    AlreadyThere,
    AmountNotPositive,
    DatesBackward,
    FundsInsufficient,
    LevelBelowNothing,
    LevelNeeded,
    SharesDoNotAddUp,
)
from supplies.funds import ledger
from supplies.funds.actions import Title
from supplies.funds.standing import FundFact, available, fund_fact
from supplies.journal.action import Action, Context
from supplies.language import _
from supplies.models.accounts import Level
from supplies.models.allotments import Adjustment, FundReturn
from supplies.models.funds import Appropriation, AppropriationShare, Bucket
from supplies.values import NO_MONEY, AppropriationId, Money


class Direction(StrEnum):
    """Whether an appropriation becomes more or less."""

    MORE = "more"
    LESS = "less"


class Adjust(Action, frozen=True, kw_only=True, tag="funds.adjust"):
    """Record a later document that makes an appropriation more or less."""

    appropriation_id: AppropriationId
    number: Title
    dated: date
    direction: Direction
    amount: Money
    level: Level | None = None
    """Whose money it is; named where the split of the sources is known."""
    reason: Title


class ReturnMoney(Action, frozen=True, kw_only=True, tag="funds.return_money"):
    """Give available money back to whoever gave it; it stays visible as returned."""

    appropriation_id: AppropriationId
    number: Title
    dated: date
    amount: Money
    reason: Title


def check_adjust(context: Context, action: Adjust) -> None:
    """Refuse less than is available, an adjustment to nothing, and sources that would not be the whole."""
    fund = fund_fact(context, action.appropriation_id)
    _check_document(context, action, fund, Adjustment)
    if action.direction is Direction.LESS:
        if action.amount >= fund.amount:
            raise AdjustedToNothing(amount=fund.amount)
        _check_available(context, action)
    _check_shares(context, action, fund)


def check_return_money(context: Context, action: ReturnMoney) -> None:
    """Refuse more than is available."""
    fund = fund_fact(context, action.appropriation_id)
    _check_document(context, action, fund, FundReturn)
    _check_available(context, action)


def _check_document(
    context: Context, action: Adjust | ReturnMoney, fund: FundFact, table: type[Adjustment] | type[FundReturn]
) -> None:
    """Refuse a document twice, one dated before the appropriation, and an amount of nothing."""
    if context.has((table.appropriation_id == action.appropriation_id) & (table.number == action.number)):
        raise AlreadyThere(kind=_("Document of the appropriation"), key=action.number)
    if action.dated < fund.dated:
        raise DatesBackward(later=action.dated, earlier=fund.dated)
    if action.amount <= NO_MONEY:
        raise AmountNotPositive(amount=action.amount)


def _check_available(context: Context, action: Adjust | ReturnMoney) -> None:
    """Refuse more than is available."""
    free = available(context, action.appropriation_id)
    if action.amount > free:
        raise FundsInsufficient(wanted=action.amount, available=free)


def _shares(context: Context, appropriation_id: AppropriationId) -> dict[Level, Money | None]:
    """Return each level of an appropriation with its part; None where that is not known."""
    here = (
        AppropriationShare.site_id == context.site_id,
        AppropriationShare.appropriation_id == appropriation_id,
    )
    rows = context.connection.execute(
        select(AppropriationShare.level, AppropriationShare.amount_fen).where(*here).order_by(AppropriationShare.level)
    )
    return {level: None if fen is None else Money(fen) for level, fen in rows}


def _signed(action: Adjust) -> Money:
    """Return the amount, below zero where it is less."""
    return action.amount if action.direction is Direction.MORE else NO_MONEY - action.amount


def _check_shares(context: Context, action: Adjust, fund: FundFact) -> None:
    """Refuse an adjustment after which the known parts would not fit the whole."""
    shares = _shares(context, action.appropriation_id)
    is_split = None not in shares.values()
    if action.level is None:
        if is_split:
            raise LevelNeeded(number=fund.number)
        change = NO_MONEY
    else:
        share = shares.get(action.level, NO_MONEY if is_split else None)
        change = NO_MONEY if share is None else _signed(action)
        if share is not None and share + change < NO_MONEY:
            raise LevelBelowNothing(share=share, amount=action.amount)
    known = sum((share.fen for share in shares.values() if share is not None), change.fen)
    amount = fund.amount + _signed(action)
    if not is_split and known >= amount.fen:
        raise SharesDoNotAddUp(total=Money(known), amount=amount)


def apply_adjust(context: Context, action: Adjust) -> None:
    """Write the document, the new amount and the level's new part, and move the money."""
    change = _signed(action)
    values = {
        "site_id": context.site_id,
        "seq": context.seq,
        "appropriation_id": action.appropriation_id,
        "number": action.number,
        "dated": action.dated,
        "amount_fen": change.fen,
        "level": action.level,
        "reason": action.reason,
    }
    context.connection.execute(insert(Adjustment), values)
    here = (Appropriation.site_id == context.site_id) & (Appropriation.appropriation_id == action.appropriation_id)
    amount = Appropriation.amount_fen + change.fen
    context.connection.execute(update(Appropriation).where(here).values(amount_fen=amount, seq=context.seq))
    if action.level is not None:
        _write_share(context, action.appropriation_id, action.level, change)
    source = ledger.open_account(context, action.appropriation_id, Bucket.SOURCE)
    free = ledger.open_account(context, action.appropriation_id, Bucket.AVAILABLE)
    way = (source, free) if action.direction is Direction.MORE else (free, source)
    ledger.transfer(context, *way, action.amount, action.business_date)


def _write_share(context: Context, appropriation_id: AppropriationId, level: Level, change: Money) -> None:
    """Write the level's new part; one that is not known stays unknown."""
    shares = _shares(context, appropriation_id)
    key = {"site_id": context.site_id, "appropriation_id": appropriation_id, "level": level}
    if level not in shares:
        fen = None if None in shares.values() else change.fen
        context.connection.execute(insert(AppropriationShare), {**key, "amount_fen": fen, "seq": context.seq})
        return
    share = shares[level]
    if share is not None:
        here = [getattr(AppropriationShare, name) == value for name, value in key.items()]
        values = {"amount_fen": (share + change).fen, "seq": context.seq}
        context.connection.execute(update(AppropriationShare).where(*here).values(values))


def apply_return_money(context: Context, action: ReturnMoney) -> None:
    """Write the document, and show the money as returned."""
    values = {
        "site_id": context.site_id,
        "seq": context.seq,
        "appropriation_id": action.appropriation_id,
        "number": action.number,
        "dated": action.dated,
        "amount_fen": action.amount.fen,
        "reason": action.reason,
    }
    context.connection.execute(insert(FundReturn), values)
    free = ledger.open_account(context, action.appropriation_id, Bucket.AVAILABLE)
    returned = ledger.open_account(context, action.appropriation_id, Bucket.RETURNED)
    ledger.transfer(context, free, returned, action.amount, action.business_date)

"""Whether something may happen to relief money."""

from datetime import date

from supplies.errors import (
    AlreadyThere,
    AmountNotPositive,
    FiguresDoNotAddUp,
    FundsInsufficient,
    LevelTwice,
    MoneyPlanned,
    PurposeNotAllowed,
    PurposeTwice,
    ReasonNeeded,
    SharesDoNotAddUp,
    SharesMissing,
    SurplusMoney,
    YearFarOff,
)
from supplies.funds.actions import Appropriate, PublishFigures, Withdraw
from supplies.funds.carrying import last_day, surplus_rules
from supplies.funds.standing import available, fund_fact
from supplies.funds.words import purpose_name, purpose_names
from supplies.journal.action import Context
from supplies.language import _
from supplies.models.funds import Appropriation, Purpose
from supplies.values import NO_MONEY, AppropriationId, Money, total_money


def check_appropriate(context: Context, action: Appropriate) -> None:
    """Refuse a number in use, and sources that are not the whole; an unknown split names its levels without amounts."""
    if action.amount <= NO_MONEY:
        raise AmountNotPositive(amount=action.amount)
    same = (Appropriation.number == action.number) | (Appropriation.appropriation_id == action.appropriation_id)
    if context.has(same):
        raise AlreadyThere(kind=_("Appropriation"), key=action.number)
    if action.year not in {None, action.dated.year, action.dated.year + 1}:
        raise YearFarOff(year=action.year, dated=action.dated)
    if len(set(action.purposes)) != len(action.purposes):
        raise PurposeTwice
    _check_sources(action)


def _check_sources(action: Appropriate) -> None:
    """Refuse levels named twice, and parts that are not the whole."""
    if not action.shares:
        raise SharesMissing
    levels = [share.level for share in action.shares]
    if len(set(levels)) != len(levels):
        raise LevelTwice
    amounts = [share.amount for share in action.shares if share.amount is not None]
    if any(amount <= NO_MONEY for amount in amounts):
        raise AmountNotPositive(amount=min(amounts))
    total = total_money(amounts)
    is_split = len(amounts) == len(levels)
    if (is_split and total != action.amount) or (not is_split and total >= action.amount):
        raise SharesDoNotAddUp(total=total, amount=action.amount)


def check_spendable(
    context: Context, appropriation_id: AppropriationId, purpose: Purpose, amount: Money, day: date
) -> None:
    """Refuse money for another purpose than it was given for, surplus money, and more than is available.

    Raises:
        PurposeNotAllowed: the document limits what the money is for (擅自改变用途, 预算法第九十三条).
        SurplusMoney: it was not used up in its years (预算法第四十二条).
        FundsInsufficient: less is available.
    """
    fund = fund_fact(context, appropriation_id)
    if fund.purposes and purpose not in fund.purposes:
        allowed = purpose_names(fund.purposes)
        raise PurposeNotAllowed(number=fund.number, purpose=purpose_name(purpose), allowed=allowed)
    last = last_day(surplus_rules(context.connection), fund.year, fund.dated)
    if day > last:
        raise SurplusMoney(number=fund.number, last=last)
    free = available(context, appropriation_id)
    if free < amount:
        raise FundsInsufficient(wanted=amount, available=free)


def check_withdraw(context: Context, action: Withdraw) -> None:
    """Refuse while any of the money is planned, in tender or tendered."""
    if not action.reason.strip():
        raise ReasonNeeded
    amount = fund_fact(context, action.appropriation_id).amount
    free = available(context, action.appropriation_id)
    if free != amount:
        raise MoneyPlanned(available=free, amount=amount)


def check_figures(_context: Context, action: PublishFigures) -> None:
    """Refuse figures that cannot be: below zero, or parts above the whole."""
    figures = (action.appropriated, action.tendered, action.in_tender)
    if min(figures) < NO_MONEY:
        raise AmountNotPositive(amount=min(figures))
    if action.tendered + action.in_tender > action.appropriated:
        raise FiguresDoNotAddUp(parts=action.tendered + action.in_tender, appropriated=action.appropriated)

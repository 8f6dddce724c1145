"""Whether something may happen to relief money."""

from sqlalchemy import select

from supplies.errors import (
    AlreadyThere,
    AmountNotPositive,
    FiguresDoNotAddUp,
    LevelTwice,
    MoneyPlanned,
    ReasonNeeded,
    SharesDoNotAddUp,
    SharesMissing,
    UnknownRecord,
    WithdrawnAlready,
)
from supplies.funds.actions import Appropriate, PublishFigures, Withdraw
from supplies.funds.ledger import account_name, balance
from supplies.journal.action import Context
from supplies.language import _
from supplies.models.funds import Appropriation, Bucket
from supplies.values import NO_MONEY, AppropriationId, Money, total_money


def check_appropriate(context: Context, action: Appropriate) -> None:
    """Refuse a number in use, and sources that are not the whole; an unknown split names its levels without amounts."""
    if action.amount <= NO_MONEY:
        raise AmountNotPositive(amount=action.amount)
    same = (Appropriation.number == action.number) | (Appropriation.appropriation_id == action.appropriation_id)
    if context.has(same):
        raise AlreadyThere(kind=_("Appropriation"), key=action.number)
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


def amount_of(context: Context, appropriation_id: AppropriationId) -> Money:
    """Return the amount of an appropriation that stands.

    Raises:
        UnknownRecord: there is none of this id.
        WithdrawnAlready: it was taken back.
    """
    here = (Appropriation.site_id == context.site_id) & (Appropriation.appropriation_id == appropriation_id)
    statement = select(Appropriation.number, Appropriation.amount_fen, Appropriation.is_withdrawn).where(here)
    row = context.connection.execute(statement).first()
    if row is None:
        raise UnknownRecord(kind=_("Appropriation"), key=str(appropriation_id))
    if row.is_withdrawn:
        raise WithdrawnAlready(number=row.number)
    return Money(row.amount_fen)


def check_withdraw(context: Context, action: Withdraw) -> None:
    """Refuse while any of the money is planned, in tender or tendered."""
    if not action.reason.strip():
        raise ReasonNeeded
    amount = amount_of(context, action.appropriation_id)
    available = account_name(action.appropriation_id, Bucket.AVAILABLE)
    free = balance(context.connection, context.site_id, available)
    if free != amount:
        raise MoneyPlanned(available=free, amount=amount)


def check_figures(_context: Context, action: PublishFigures) -> None:
    """Refuse figures that cannot be: below zero, or parts above the whole."""
    figures = (action.appropriated, action.tendered, action.in_tender)
    if min(figures) < NO_MONEY:
        raise AmountNotPositive(amount=min(figures))
    if action.tendered + action.in_tender > action.appropriated:
        raise FiguresDoNotAddUp(parts=action.tendered + action.in_tender, appropriated=action.appropriated)

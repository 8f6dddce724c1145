"""The end of a year: what is unspent is carried over; what was not used up in its years is surplus (预算法第四十二条).

How the law's two years are counted is doubtful. Until a bureau sets its own rule, the appropriation's own year is the
first, so that money is surplus when the year after it is over. The rule is a row with a source and a first day: an
appropriation keeps the rule of the day of its document.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

import msgspec
from sqlalchemy import Connection, and_, case, func, insert, select

from supplies.errors import AlreadyThere, AmountNotPositive, WrongUnspent, YearBeforeMoney, YearNotOver
from supplies.funds.actions import Title, Year
from supplies.funds.standing import fund_fact
from supplies.journal.action import Action, Context
from supplies.language import N_, _
from supplies.models.allotments import CarriedOver, SurplusRule
from supplies.models.funds import GONE, Bucket, FundAccount, FundMovement
from supplies.values import NO_MONEY, AppropriationId, Money, SiteId

__all__ = [
    "CarryOver",
    "SetSurplusRule",
    "YearsRule",
    "apply_carry_over",
    "apply_surplus_rule",
    "carried_wrongly",
    "check_carry_over",
    "last_day",
    "rule_of",
    "surplus_rules",
    "unspent_at",
]

Years = Annotated[int, msgspec.Meta(ge=1, le=9)]


class CarryOver(Action, frozen=True, kw_only=True, tag="funds.carry_over"):
    """Record what of an appropriation is unspent at a year's end and is used on in the next (结转)."""

    appropriation_id: AppropriationId
    year: Year
    """The year that ended."""
    amount: Money
    """As the accounts have it; it is compared with what the ledger says."""


class SetSurplusRule(Action, frozen=True, kw_only=True, tag="funds.set_surplus_rule"):
    """Say after how many years money counts as surplus (结余), for appropriations dated from a day on."""

    valid_from: date
    years: Years
    """The appropriation's own year is the first."""
    source: Title


@dataclass(frozen=True, slots=True)
class YearsRule:
    """After how many years money is surplus, from which day, by which paper, and how sure that is."""

    valid_from: date
    years: int
    source: str
    sureness: str


DEFAULT_RULE = YearsRule(date.min, 2, N_("Budget Law, article 42; how the two years are counted is not certain"), "K")
"""Shipped. K: known from memory, no text was found that says from which day the two years run."""


def surplus_rules(connection: Connection) -> list[YearsRule]:
    """Return every rule, the one that counts first for a day behind those that it replaces."""
    columns = (SurplusRule.valid_from, SurplusRule.years, SurplusRule.source)
    rows = connection.execute(select(*columns).order_by(SurplusRule.valid_from, SurplusRule.seq))
    set_here = [YearsRule(row.valid_from, row.years, row.source, "") for row in rows]
    shipped = YearsRule(DEFAULT_RULE.valid_from, DEFAULT_RULE.years, _(DEFAULT_RULE.source), DEFAULT_RULE.sureness)
    return [shipped, *set_here]


def rule_of(rules: Sequence[YearsRule], dated: date) -> YearsRule:
    """Return the rule that counts for money of a document of a day."""
    return [each for each in rules if each.valid_from <= dated][-1]


def last_day(rules: Sequence[YearsRule], year: int, dated: date) -> date:
    """Return the last day on which money of a budget year is not surplus yet."""
    return date(year + rule_of(rules, dated).years - 1, 12, 31)


def unspent_at(connection: Connection, site_id: SiteId, appropriation_id: AppropriationId, year: int) -> Money:
    """Return what of an appropriation was neither paid, spent nor returned when a year ended, as is known now."""
    return Money(_unspent(connection, site_id, appropriation_id, year, None))


def _unspent(
    connection: Connection, site_id: SiteId, appropriation_id: AppropriationId, year: int, before: int | None
) -> int:
    """Return the same in fen, as it was known before an entry."""
    away = (Bucket.SOURCE, *GONE)
    ends = []
    for column, sign in ((FundMovement.to_account, 1), (FundMovement.from_account, -1)):
        joined = and_(FundAccount.site_id == FundMovement.site_id, FundAccount.account == column)
        amount = case((FundAccount.bucket.in_(away), 0), else_=FundMovement.amount_fen)
        statement = (
            select(func.sum(amount))
            .join(FundAccount, joined)
            .where(
                FundAccount.site_id == site_id,
                FundAccount.appropriation_id == appropriation_id,
                FundMovement.business_date <= date(year, 12, 31),
            )
        )
        if before is not None:
            statement = statement.where(FundMovement.seq < before)
        ends.append(sign * int(connection.scalar(statement) or 0))
    return sum(ends)


def check_carry_over(context: Context, action: CarryOver) -> None:
    """Refuse a year that is not over or carried over already, and a figure that is not what the ledger says."""
    fund = fund_fact(context, action.appropriation_id)
    if action.year < fund.year:
        raise YearBeforeMoney(first=fund.year, year=action.year)
    if action.business_date < date(action.year, 12, 31):
        raise YearNotOver(year=action.year, day=action.business_date)
    same = (CarriedOver.appropriation_id == action.appropriation_id) & (CarriedOver.year == action.year)
    if context.has(same):
        raise AlreadyThere(kind=_("Carry-over"), key=f"{fund.number} {action.year}")
    if action.amount <= NO_MONEY:
        raise AmountNotPositive(amount=action.amount)
    unspent = unspent_at(context.connection, context.site_id, action.appropriation_id, action.year)
    if action.amount != unspent:
        raise WrongUnspent(amount=action.amount, unspent=unspent, year=action.year)


def apply_carry_over(context: Context, action: CarryOver) -> None:
    """Write what was carried over; the money stays where it stands."""
    values = {
        "site_id": context.site_id,
        "appropriation_id": action.appropriation_id,
        "year": action.year,
        "amount_fen": action.amount.fen,
        "seq": context.seq,
    }
    context.connection.execute(insert(CarriedOver), values)


def apply_surplus_rule(context: Context, action: SetSurplusRule) -> None:
    """Write the rule behind those before it."""
    values = {
        "site_id": context.site_id,
        "seq": context.seq,
        "valid_from": action.valid_from,
        "years": action.years,
        "source": action.source,
    }
    context.connection.execute(insert(SurplusRule), values)


def carried_wrongly(connection: Connection) -> list[tuple[SiteId, int, Money, Money]]:
    """Return each carry-over that is not what the ledger had before it: site, entry, what it says, what was unspent."""
    columns = (
        CarriedOver.site_id,
        CarriedOver.appropriation_id,
        CarriedOver.year,
        CarriedOver.amount_fen,
        CarriedOver.seq,
    )
    found = []
    for site_id, fund, year, fen, seq in connection.execute(select(*columns).order_by(CarriedOver.seq)):
        unspent = _unspent(connection, site_id, fund, year, seq)
        if unspent != fen:
            found.append((site_id, seq, Money(fen), Money(unspent)))
    return found

"""Checks of relief money by sums: balances are their movements, amounts their adjustments, allotments their steps."""

from collections.abc import Iterator

from sqlalchemy import Connection, and_, case, func, select, union_all

from supplies.funds.carrying import carried_wrongly
from supplies.journal.action import Finding
from supplies.journal.sums import unequal
from supplies.language import _
from supplies.models.allotments import Adjustment, Allotment, AllotmentChange, AllotmentStep
from supplies.models.funds import Appropriation, Bucket, FundAccount, FundBalance, FundMovement
from supplies.values import Money


def fund_audit(connection: Connection) -> Iterator[Finding]:
    """Yield accounts whose balance differs from the sum of their movements."""
    arrivals = select(FundMovement.site_id, FundMovement.to_account.label("account"), FundMovement.amount_fen)
    departures = select(FundMovement.site_id, FundMovement.from_account, -FundMovement.amount_fen)
    changes = union_all(arrivals, departures).subquery()
    same = (changes.c.site_id, changes.c.account)
    summed = select(*same, func.sum(changes.c.amount_fen)).group_by(*same)
    stored = select(FundBalance.site_id, FundBalance.account, FundBalance.seq, FundBalance.amount_fen)
    for each in unequal(connection, stored, summed, keys=2):
        site_id, account = each.key
        text = _("the fund account {account} holds {stored}, its movements add up to {summed}")
        shown = {"stored": Money(each.stored[0]), "summed": Money(each.summed[0])}
        yield Finding(site_id, each.seq, text.format(account=account, **shown))


def adjustment_audit(connection: Connection) -> Iterator[Finding]:
    """Yield appropriations whose amount is not the original and its adjustments."""
    key = (Appropriation.site_id, Appropriation.appropriation_id, Appropriation.seq)
    stored = select(*key, Appropriation.amount_fen - Appropriation.original_fen)
    same = (Adjustment.site_id, Adjustment.appropriation_id)
    summed = select(*same, func.sum(Adjustment.amount_fen)).group_by(*same)
    numbers = dict(connection.execute(select(Appropriation.appropriation_id, Appropriation.number)).all())
    for each in unequal(connection, stored, summed, keys=2):
        site_id, fund = each.key
        text = _("the appropriation {number} was changed by {stored}, its adjustments add up to {summed}")
        shown = {"stored": Money(each.stored[0]), "summed": Money(each.summed[0])}
        yield Finding(site_id, each.seq, text.format(number=numbers.get(fund, fund), **shown))


def allotment_audit(connection: Connection) -> Iterator[Finding]:
    """Yield allotments of which the ledger does not hold what their steps leave, as left and as spent."""
    joined = and_(AllotmentChange.site_id == Allotment.site_id, AllotmentChange.allotment_id == Allotment.allotment_id)
    used = func.sum(case((AllotmentChange.step == AllotmentStep.USE, AllotmentChange.amount_fen), else_=0))
    changed = func.coalesce(func.sum(AllotmentChange.amount_fen), 0)
    key = (Allotment.site_id, Allotment.allotment_id)
    stored = (
        select(*key, Allotment.seq, Allotment.amount_fen - changed, used)
        .outerjoin(AllotmentChange, joined)
        .group_by(*key, Allotment.seq, Allotment.amount_fen)
    )
    same = (FundAccount.site_id, FundAccount.allotment_id)
    sums = [
        func.sum(case((FundAccount.bucket == bucket, FundBalance.amount_fen), else_=0))
        for bucket in (Bucket.ALLOTTED, Bucket.SPENT)
    ]
    balances = and_(FundAccount.site_id == FundBalance.site_id, FundAccount.account == FundBalance.account)
    held = FundAccount.allotment_id.is_not(None)
    summed = select(*same, *sums).join(FundBalance, balances).where(held).group_by(*same)
    numbers = dict(connection.execute(select(Allotment.allotment_id, Allotment.number)).all())
    for each in unequal(connection, stored, summed, keys=2):
        site_id, allotment_id = each.key
        text = _("the allotment {number} has {left} left and {spent} spent, the fund ledger holds {held} and {gone}")
        shown = dict(zip(("left", "spent", "held", "gone"), map(Money, each.stored + each.summed), strict=True))
        yield Finding(site_id, each.seq, text.format(number=numbers.get(allotment_id, allotment_id), **shown))


def carry_over_audit(connection: Connection) -> Iterator[Finding]:
    """Yield carry-overs that are not what was unspent."""
    for site_id, seq, carried, unspent in carried_wrongly(connection):
        text = _("{carried} were carried over, but {unspent} were unspent")
        yield Finding(site_id, seq, text.format(carried=carried, unspent=unspent))

"""A check of the fund ledger by sums: every balance is what its movements add up to."""

from collections.abc import Iterator

from sqlalchemy import Connection, func, select, union_all

from supplies.journal.action import Finding
from supplies.journal.sums import unequal
from supplies.language import _
from supplies.models.funds import FundBalance, FundMovement
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

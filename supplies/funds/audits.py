"""A check of the fund ledger by sums: every balance is what its movements add up to."""

from collections.abc import Iterator

from sqlalchemy import Connection, and_, func, or_, select, union_all

from supplies.journal.action import Finding
from supplies.language import _
from supplies.models.funds import FundBalance, FundMovement
from supplies.values import Money


def fund_audit(connection: Connection) -> Iterator[Finding]:
    """Yield accounts whose balance differs from the sum of their movements."""
    arrivals = select(FundMovement.site_id, FundMovement.to_account.label("account"), FundMovement.amount_fen)
    departures = select(FundMovement.site_id, FundMovement.from_account, -FundMovement.amount_fen)
    changes = union_all(arrivals, departures).subquery()
    same = (changes.c.site_id, changes.c.account)
    sums = select(*same, func.sum(changes.c.amount_fen).label("fen")).group_by(*same).subquery()
    joined = and_(sums.c.site_id == FundBalance.site_id, sums.c.account == FundBalance.account)
    stored, summed = func.coalesce(FundBalance.amount_fen, 0), func.coalesce(sums.c.fen, 0)
    site_id = func.coalesce(FundBalance.site_id, sums.c.site_id)
    account = func.coalesce(FundBalance.account, sums.c.account)
    statement = (
        select(site_id, func.coalesce(FundBalance.seq, 0), account, stored, summed)
        .join(sums, joined, full=True)
        .where(or_(stored != summed, FundBalance.site_id.is_(None)))
    )
    for site, seq, name, fen, total in connection.execute(statement):
        text = _("the fund account {account} holds {stored}, its movements add up to {summed}")
        yield Finding(site, seq, text.format(account=name, stored=Money(int(fen)), summed=Money(int(total))))

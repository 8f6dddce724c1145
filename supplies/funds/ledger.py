"""The fund ledger: moving money of one appropriation from account to account. The database keeps the balances."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import Connection, and_, func, insert, select

from supplies.journal.action import Context
from supplies.models.funds import Bucket, FundAccount, FundBalance, FundMovement
from supplies.values import AllotmentId, AppropriationId, Money, SiteId, TenderLotId, split, total_money


def account_name(
    appropriation_id: AppropriationId, bucket: Bucket, meant_for: TenderLotId | AllotmentId | None = None
) -> str:
    """Return the name of an account."""
    return f"{appropriation_id}/{bucket.value}" + (f"/{meant_for}" if meant_for is not None else "")


def open_account(
    context: Context,
    appropriation_id: AppropriationId,
    bucket: Bucket,
    lot: TenderLotId | None = None,
    allotment: AllotmentId | None = None,
) -> str:
    """Return the account's name, and open it if this is its first use."""
    name = account_name(appropriation_id, bucket, lot or allotment)
    here = (FundAccount.site_id == context.site_id) & (FundAccount.account == name)
    if context.connection.scalar(select(FundAccount.account).where(here)) is None:
        values = {
            "site_id": context.site_id,
            "account": name,
            "appropriation_id": appropriation_id,
            "bucket": bucket,
            "tender_lot_id": lot,
            "allotment_id": allotment,
            "seq": context.seq,
        }
        context.connection.execute(insert(FundAccount), values)
    return name


def transfer(context: Context, origin: str, goal: str, amount: Money, day: date) -> None:
    """Write one line of the ledger, behind those that the same action wrote before."""
    here = (FundMovement.site_id == context.site_id) & (FundMovement.seq == context.seq)
    last = context.connection.scalar(select(func.max(FundMovement.line)).where(here))
    values = {
        "site_id": context.site_id,
        "seq": context.seq,
        "line": (last or 0) + 1,
        "from_account": origin,
        "to_account": goal,
        "amount_fen": amount.fen,
        "business_date": day,
    }
    context.connection.execute(insert(FundMovement), values)


def lot_standing(
    connection: Connection, site_id: SiteId, lot: TenderLotId
) -> dict[Bucket, dict[AppropriationId, Money]]:
    """Return what stands in each bucket of a lot, appropriation by appropriation; empty accounts are left out."""
    joined = and_(FundAccount.site_id == FundBalance.site_id, FundAccount.account == FundBalance.account)
    columns = (FundAccount.bucket, FundAccount.appropriation_id, FundBalance.amount_fen)
    here = (FundAccount.site_id == site_id, FundAccount.tender_lot_id == lot, FundBalance.amount_fen > 0)
    statement = select(*columns).join(FundBalance, joined).where(*here).order_by(FundAccount.account)
    found: dict[Bucket, dict[AppropriationId, Money]] = {}
    for bucket, appropriation_id, fen in connection.execute(statement):
        found.setdefault(bucket, {})[appropriation_id] = Money(fen)
    return found


def in_bucket(context: Context, lot: TenderLotId, bucket: Bucket) -> Money:
    """Return what stands in one bucket of a lot."""
    return total_money(lot_standing(context.connection, context.site_id, lot).get(bucket, {}).values())


def move_lot(
    context: Context,
    lot: TenderLotId,
    way: tuple[Bucket, Bucket],
    amount: Money,
    day: date,
    shares: Mapping[AppropriationId, Money] | None = None,
) -> Mapping[AppropriationId, Money]:
    """Move money of a lot from bucket to bucket, and return how much of each appropriation.

    Args:
        context: the entry.
        lot: whose money.
        way: from where to where; what is available belongs to no lot.
        amount: at most what stands there; nothing moves nothing.
        day: the business date.
        shares: what each appropriation gives; None: by what each has there.
    """
    origin, goal = way
    if shares is None:
        there = lot_standing(context.connection, context.site_id, lot).get(origin, {})
        parts = split(amount.fen, [each.fen for each in there.values()]) if amount else []
        shares = {fund: Money(part) for fund, part in zip(there, parts, strict=False) if part}
    for fund, part in shares.items():
        ends = [open_account(context, fund, each, None if each is Bucket.AVAILABLE else lot) for each in (origin, goal)]
        transfer(context, ends[0], ends[1], part, day)
    return shares


def balance(connection: Connection, site_id: SiteId, account: str) -> Money:
    """Return what an account holds; nothing where it was never used."""
    here = (FundBalance.site_id == site_id) & (FundBalance.account == account)
    return Money(connection.scalar(select(FundBalance.amount_fen).where(here)) or 0)

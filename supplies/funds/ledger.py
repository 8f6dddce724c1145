"""The fund ledger: moving money of one appropriation from account to account. The database keeps the balances."""

from datetime import date

from sqlalchemy import Connection, func, insert, select

from supplies.journal.action import Context
from supplies.models.funds import Bucket, FundAccount, FundBalance, FundMovement
from supplies.values import AppropriationId, Money, SiteId, TenderLotId


def account_name(appropriation_id: AppropriationId, bucket: Bucket, lot: TenderLotId | None = None) -> str:
    """Return the name of an account."""
    return f"{appropriation_id}/{bucket.value}" + (f"/{lot}" if lot is not None else "")


def open_account(
    context: Context, appropriation_id: AppropriationId, bucket: Bucket, lot: TenderLotId | None = None
) -> str:
    """Return the account's name, and open it if this is its first use."""
    name = account_name(appropriation_id, bucket, lot)
    here = (FundAccount.site_id == context.site_id) & (FundAccount.account == name)
    if context.connection.scalar(select(FundAccount.account).where(here)) is None:
        values = {
            "site_id": context.site_id,
            "account": name,
            "appropriation_id": appropriation_id,
            "bucket": bucket,
            "tender_lot_id": lot,
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


def balance(connection: Connection, site_id: SiteId, account: str) -> Money:
    """Return what an account holds; nothing where it was never used."""
    here = (FundBalance.site_id == site_id) & (FundBalance.account == account)
    return Money(connection.scalar(select(FundBalance.amount_fen).where(here)) or 0)

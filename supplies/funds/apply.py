"""What follows from actions on relief money."""

from sqlalchemy import insert, update

from supplies.funds import ledger
from supplies.funds.actions import Appropriate, PublishFigures, Withdraw
from supplies.journal.action import Context
from supplies.models.allotments import AppropriationPurpose
from supplies.models.funds import Appropriation, AppropriationShare, Bucket, FundReport


def appropriate(context: Context, action: Appropriate) -> None:
    """Write the document and its sources, and make the money available."""
    key = {"site_id": context.site_id, "appropriation_id": action.appropriation_id}
    values = {
        "number": action.number,
        "title": action.title,
        "dated": action.dated,
        "year": action.year or action.dated.year,
        "original_fen": action.amount.fen,
        "amount_fen": action.amount.fen,
        "function_code": action.function_code,
        "is_direct": action.is_direct,
        "is_withdrawn": False,
        "seq": context.seq,
    }
    context.connection.execute(insert(Appropriation), key | values)
    shares = [
        {**key, "level": share.level, "amount_fen": share.amount.fen if share.amount else None, "seq": context.seq}
        for share in action.shares
    ]
    context.connection.execute(insert(AppropriationShare), shares)
    if action.purposes:
        purposes = [{**key, "purpose": purpose, "seq": context.seq} for purpose in action.purposes]
        context.connection.execute(insert(AppropriationPurpose), purposes)
    source = ledger.open_account(context, action.appropriation_id, Bucket.SOURCE)
    available = ledger.open_account(context, action.appropriation_id, Bucket.AVAILABLE)
    ledger.transfer(context, source, available, action.amount, action.business_date)


def withdraw(context: Context, action: Withdraw) -> None:
    """Give what is available back to its source."""
    here = (Appropriation.site_id == context.site_id) & (Appropriation.appropriation_id == action.appropriation_id)
    context.connection.execute(update(Appropriation).where(here).values(is_withdrawn=True, seq=context.seq))
    source = ledger.account_name(action.appropriation_id, Bucket.SOURCE)
    available = ledger.account_name(action.appropriation_id, Bucket.AVAILABLE)
    amount = ledger.balance(context.connection, context.site_id, available)
    ledger.transfer(context, available, source, amount, action.business_date)


def publish_figures(context: Context, action: PublishFigures) -> None:
    """Write the figures."""
    values = {
        "site_id": context.site_id,
        "seq": context.seq,
        "title": action.title,
        "dated": action.dated,
        "appropriated_fen": action.appropriated.fen,
        "tendered_fen": action.tendered.fen,
        "in_tender_fen": action.in_tender.fen,
    }
    context.connection.execute(insert(FundReport), values)

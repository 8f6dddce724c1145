"""What rules ask of an appropriation: whether it stands, what it may be used for, what of it is available."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from supplies.errors import UnknownRecord, WithdrawnAlready
from supplies.funds.ledger import account_name, balance
from supplies.journal.action import Context
from supplies.language import _
from supplies.models.allotments import AppropriationPurpose
from supplies.models.funds import Appropriation, Bucket, Purpose
from supplies.values import AppropriationId, Money


@dataclass(frozen=True, slots=True)
class FundFact:
    """An appropriation that stands."""

    number: str
    dated: date
    year: int
    amount: Money
    purposes: frozenset[Purpose]
    """What it may be used for; empty: its document tells no limit."""


def fund_fact(context: Context, appropriation_id: AppropriationId) -> FundFact:
    """Return an appropriation that stands.

    Raises:
        UnknownRecord: there is none of this id.
        WithdrawnAlready: it was taken back.
    """
    here = (Appropriation.site_id == context.site_id) & (Appropriation.appropriation_id == appropriation_id)
    columns = (
        Appropriation.number,
        Appropriation.dated,
        Appropriation.year,
        Appropriation.amount_fen,
        Appropriation.is_withdrawn,
    )
    row = context.connection.execute(select(*columns).where(here)).first()
    if row is None:
        raise UnknownRecord(kind=_("Appropriation"), key=str(appropriation_id))
    if row.is_withdrawn:
        raise WithdrawnAlready(number=row.number)
    allowed = select(AppropriationPurpose.purpose).where(
        AppropriationPurpose.site_id == context.site_id, AppropriationPurpose.appropriation_id == appropriation_id
    )
    purposes = frozenset(context.connection.scalars(allowed))
    return FundFact(row.number, row.dated, row.year, Money(row.amount_fen), purposes)


def available(context: Context, appropriation_id: AppropriationId) -> Money:
    """Return what of an appropriation is meant for nothing yet."""
    return balance(context.connection, context.site_id, account_name(appropriation_id, Bucket.AVAILABLE))

"""How far each appropriation is carried out: allotted, tendered, contracted, paid; and its rate of execution."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from supplies.funds.queries import AppropriationRow, appropriations
from supplies.models.funds import CONTRACT_BASIS, PAID_BASIS, TENDERED, Bucket
from supplies.values import NO_MONEY, AppropriationId, Money, SiteId, total_money

HUNDREDTHS = 10_000
"""Hundredths of a percent in the whole."""


@dataclass(frozen=True, slots=True)
class ProgressRow:
    """How far one appropriation, or all together, is carried out."""

    site_id: SiteId | None
    appropriation_id: AppropriationId | None
    number: str
    title: str
    dated: date | None
    amount: Money
    allotted: Money
    """To counties and units, spent by them or not."""
    tendered: Money
    """Budgets of lots whose tender is over (预算口径)."""
    contracted: Money
    """What contracts are for (合同口径)."""
    paid: Money
    """For contracts, and what receivers report as spent (支付口径)."""
    returned: Money
    carried_over: Money | None
    """At the end of the last year that was carried over."""

    @property
    def rate(self) -> str:
        """Return paid of the amount in percent, half up to two decimals; empty where there is no amount."""
        return percent_of(self.paid, self.amount)


def percent_of(part: Money, whole: Money) -> str:
    """Return a part in percent of the whole, half up to two decimals; empty where there is no whole."""
    if not whole:
        return ""
    hundredths = (2 * part.fen * HUNDREDTHS + whole.fen) // (2 * whole.fen)
    return f"{hundredths // 100}.{hundredths % 100:02d}"


def progress(connection: Connection) -> list[ProgressRow]:
    """Return every appropriation that stands, oldest first."""
    return [progress_of(row) for row in appropriations(connection) if not row.is_withdrawn]


def progress_of(row: AppropriationRow) -> ProgressRow:
    """Return how far one appropriation is."""
    return ProgressRow(
        site_id=row.site_id,
        appropriation_id=row.appropriation_id,
        number=row.number,
        title=row.title,
        dated=row.dated,
        amount=row.amount,
        allotted=row.allotted,
        tendered=row.of(*TENDERED),
        contracted=row.of(*CONTRACT_BASIS),
        paid=row.of(*PAID_BASIS, Bucket.SPENT),
        returned=row.returned,
        carried_over=row.carried[-1][1] if row.carried else None,
    )


def total_of(rows: list[ProgressRow], name: str) -> ProgressRow:
    """Return all of them together, under a name."""
    sums = {
        field: total_money(getattr(row, field) for row in rows)
        for field in ("amount", "allotted", "tendered", "contracted", "paid", "returned")
    }
    carried = [row.carried_over for row in rows if row.carried_over is not None]
    together = total_money(carried) if carried else None
    return ProgressRow(None, None, name, "", None, **sums, carried_over=together or (NO_MONEY if carried else None))

"""What each figure of the statement is made of: which lots or appropriations, and whether they add up to it."""

from collections.abc import Sequence

from supplies.funds.queries import AppropriationRow
from supplies.funds.words import Bucket as Account
from supplies.language import N_, _
from supplies.procurement.queries import TenderLotRow
from supplies.ui.funds.bucket_bar import Bucket
from supplies.ui.funds.columns import wan_words
from supplies.values import Money, total_money

FIGURE_NAMES = {
    Bucket.TENDERED: N_("Tendering completed"),
    Bucket.TENDERING: N_("In tender"),
    Bucket.PLANNED: N_("Planned"),
    Bucket.AVAILABLE: N_("Available"),
    Bucket.ALLOTTED: N_("Allotted"),
    Bucket.RETURNED: N_("Given back"),
}
LOT_FIGURES = (Bucket.PLANNED, Bucket.TENDERING, Bucket.TENDERED)
"""The figures that lots make up."""
FUND_FIGURES = (Bucket.AVAILABLE, Bucket.PLANNED, Bucket.TENDERING, Bucket.TENDERED, Bucket.ALLOTTED, Bucket.RETURNED)
"""All of them: each appropriation has its part in every one."""
BEFORE = {Bucket.PLANNED: Account.PLANNED, Bucket.TENDERING: Account.TENDERING}
"""Where the money of a lot stands until its tender is over."""


def in_lot(row: TenderLotRow, bucket: Bucket) -> Money:
    """Return what a lot adds to a figure."""
    if bucket in BEFORE:
        return row.of(BEFORE[bucket])
    return row.standing - row.of(*BEFORE.values())


def of_fund(row: AppropriationRow, bucket: Bucket) -> Money:
    """Return what an appropriation adds to a figure."""
    amounts = {
        Bucket.TENDERED: row.tendered,
        Bucket.TENDERING: row.tendering,
        Bucket.PLANNED: row.planned,
        Bucket.AVAILABLE: row.available,
        Bucket.ALLOTTED: row.allotted,
        Bucket.RETURNED: row.returned,
    }
    return amounts[bucket]


def made_of(figure: str, amount: Money, parts: Sequence[Money], what: str) -> str:
    """Return in a sentence what a figure is made of, and by how much that differs where it does.

    Args:
        figure: its name.
        amount: what it says.
        parts: what each of the rows listed adds to it.
        what: the rows, as ``{n} lots``.
    """
    total = total_money(parts)
    rows = what.format(n=f"{len(parts):,}")
    words = _("{figure} {wan}: {rows}, together {yuan} yuan.")
    said = words.format(figure=figure, wan=wan_words(amount), rows=rows, yuan=total.grouped())
    if total == amount:
        return said
    off = _("{difference} yuan are in none of them.").format(difference=(amount - total).grouped())
    return f"{said} {off}"

"""The statement at budget basis: each yuan appropriated stands in exactly one bucket, and the published figures agree.

The identities checked are:

1. appropriated = available + planned + in tender + tendered, for each appropriation;
2. each lot's money stands in the bucket of its stage: its budget until the award, then its award;
3. the bureau's published figures equal the store's: appropriated, tendered, in tender.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection

from supplies.funds.queries import AppropriationRow, FiguresRow, appropriations, newest_figures
from supplies.language import _
from supplies.models.procurement import LotStage
from supplies.procurement.queries import TenderLotRow, tender_lots
from supplies.values import Money, total_money


@dataclass(frozen=True, slots=True)
class Check:
    """One identity: what it says, both sides, and the lots behind the right side where they differ."""

    title: str
    expected: Money
    found: Money
    lots: tuple[TenderLotRow, ...]

    @property
    def difference(self) -> Money:
        """Return found less expected; nothing where it holds."""
        return self.found - self.expected


@dataclass(frozen=True, slots=True)
class Statement:
    """The reconciliation of relief money at budget basis."""

    appropriations: tuple[AppropriationRow, ...]
    lots: tuple[TenderLotRow, ...]
    figures: FiguresRow | None
    appropriated: Money
    available: Money
    planned: Money
    tendering: Money
    tendered: Money
    checks: tuple[Check, ...]

    @property
    def is_reconciled(self) -> bool:
        """Return whether every identity holds to the fen."""
        return not any(check.difference for check in self.checks)


def statement(connection: Connection) -> Statement:
    """Return the statement of all appropriations that stand."""
    standing = tuple(row for row in appropriations(connection) if not row.is_withdrawn)
    lots = tuple(tender_lots(connection))
    figures = newest_figures(connection)
    sums = Statement(
        appropriations=standing,
        lots=lots,
        figures=figures,
        appropriated=total_money(row.amount for row in standing),
        available=total_money(row.available for row in standing),
        planned=total_money(row.planned for row in standing),
        tendering=total_money(row.tendering for row in standing),
        tendered=total_money(row.tendered for row in standing),
        checks=(),
    )
    checks = (*_appropriation_checks(sums), *_lot_checks(sums), *_figure_checks(sums))
    return Statement(
        sums.appropriations,
        sums.lots,
        sums.figures,
        sums.appropriated,
        sums.available,
        sums.planned,
        sums.tendering,
        sums.tendered,
        checks,
    )


def _appropriation_checks(sums: Statement) -> Iterator[Check]:
    """Yield whether each appropriation's buckets add up to its amount."""
    for row in sums.appropriations:
        found = total_money((row.available, row.planned, row.tendering, row.tendered))
        lots = tuple(lot for lot in sums.lots if lot.appropriation_id == row.appropriation_id)
        title = _("{number}: appropriated = available + planned + in tender + tendered").format(number=row.number)
        yield Check(title, row.amount, found, lots if found != row.amount else ())


def _lot_checks(sums: Statement) -> Iterator[Check]:
    """Yield, stage by stage, whether the money stands where the lots' stage says, naming each lot where it does not."""
    titles = {
        LotStage.PLANNED: _("Planned: budgets of the lots = money set aside"),
        LotStage.TENDERING: _("In tender: budgets of the lots = money in tender"),
        LotStage.TENDERED: _("Tendered: awards of the lots = money committed"),
        LotStage.CANCELLED: _("Cancelled: no money left with the lots"),
    }
    for stage, title in titles.items():
        lots = [lot for lot in sums.lots if lot.stage is stage]
        wrong = tuple(lot for lot in lots if lot.standing != lot.due)
        yield Check(title, total_money(lot.due for lot in lots), total_money(lot.standing for lot in lots), wrong)


def _figure_checks(sums: Statement) -> Iterator[Check]:
    """Yield whether the published figures are the store's, naming the lots of a bucket that does not add up."""
    if sums.figures is None:
        return
    published = (
        (_("Published: appropriated"), sums.figures.appropriated, sums.appropriated, None),
        (_("Published: tendered"), sums.figures.tendered, sums.tendered, LotStage.TENDERED),
        (_("Published: in tender"), sums.figures.in_tender, sums.tendering, LotStage.TENDERING),
    )
    for title, expected, found, stage in published:
        lots = tuple(lot for lot in sums.lots if lot.stage is stage) if found != expected else ()
        yield Check(title, expected, found, lots)

"""The statement at budget basis: each yuan appropriated stands in exactly one bucket, and the published figures agree.

The identities checked are:

1. what was appropriated stands in the buckets of the ladder, each yuan in one, for each appropriation;
2. each bucket holds what the lots' stages, contracts, acceptances and payments say;
3. the bureau's published figures equal the store's: appropriated, tendered, in tender;
4. projects and what no project has are all that was appropriated; sources and allotments are what documents say;
5. the identities of the lots' amounts, of their papers, the warehouse's documents and the treasury's lists;
6. what the stock ledger has in value, and what households were handed on, are what the documents say.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from operator import add

from sqlalchemy import Connection

from supplies.funds.queries import AppropriationRow, FiguresRow, appropriations, newest_figures
from supplies.language import _
from supplies.models.funds import CONTRACT_BASIS, EVERYWHERE, OF_ALLOTMENT, OF_LOT, PAID_BASIS, TENDERED, Bucket
from supplies.models.procurement import LotStage
from supplies.procurement.checks import Check
from supplies.procurement.fund_identities import fund_checks, project_check
from supplies.procurement.identities import identity_checks
from supplies.procurement.outside_identities import outside_checks
from supplies.procurement.queries import TenderLotRow, tender_lots
from supplies.procurement.stock_identities import stock_checks
from supplies.values import Money, total_money

__all__ = ["TENDER_OVER", "Check", "Statement", "statement", "statement_of"]

TENDER_OVER = (LotStage.AWARDED, LotStage.CONTRACTED, LotStage.CLOSED)


@dataclass(frozen=True, slots=True)
class Statement:
    """The reconciliation of relief money; at budget basis unless another is said."""

    appropriations: tuple[AppropriationRow, ...]
    lots: tuple[TenderLotRow, ...]
    figures: FiguresRow | None
    checks: tuple[Check, ...] = ()

    @property
    def appropriated(self) -> Money:
        """Return what was appropriated and stands."""
        return total_money(row.amount for row in self.appropriations)

    def of(self, *buckets: Bucket) -> Money:
        """Return what stands in some buckets together."""
        return total_money(row.of(*buckets) for row in self.appropriations)

    @property
    def available(self) -> Money:
        """Return what is not meant for any lot yet."""
        return self.of(Bucket.AVAILABLE)

    @property
    def planned(self) -> Money:
        """Return the budget of lots that are not in tender yet."""
        return self.of(Bucket.PLANNED)

    @property
    def tendering(self) -> Money:
        """Return the budget of lots in tender."""
        return self.of(Bucket.TENDERING)

    @property
    def tendered(self) -> Money:
        """Return the budget of lots whose tender is over."""
        return self.of(*TENDERED)

    @property
    def allotted(self) -> Money:
        """Return what is at the disposal of counties and units, spent by them or not."""
        return self.of(*OF_ALLOTMENT)

    @property
    def returned(self) -> Money:
        """Return what went back to whoever gave it."""
        return self.of(Bucket.RETURNED)

    @property
    def contracted(self) -> Money:
        """Return what contracts are for (合同口径)."""
        return self.of(*CONTRACT_BASIS)

    @property
    def paid(self) -> Money:
        """Return what was paid (支付口径)."""
        return self.of(*PAID_BASIS)

    @property
    def is_reconciled(self) -> bool:
        """Return whether every identity holds to the fen."""
        return all(check.holds for check in self.checks)


def statement(connection: Connection) -> Statement:
    """Return the statement of all appropriations that stand."""
    return statement_of(connection, appropriations(connection))


def statement_of(connection: Connection, rows: Iterable[AppropriationRow]) -> Statement:
    """Return the statement of appropriations that were read already; withdrawn ones count for nothing."""
    standing = tuple(row for row in rows if not row.is_withdrawn)
    sums = Statement(standing, tuple(tender_lots(connection)), newest_figures(connection))
    elsewhere = sums.of(*EVERYWHERE) - sums.of(*OF_LOT)
    of_lots = tuple(_lot_checks(sums))
    wrong = {(lot.site_id, lot.tender_lot_id): lot for check in of_lots for lot in check.lots}
    checks = (
        *_appropriation_checks(sums),
        *of_lots,
        *_figure_checks(sums),
        project_check(sums.lots, wrong.values(), sums.appropriated, elsewhere),
        *fund_checks(connection),
        *identity_checks(connection, sums.lots),
        *outside_checks(connection),
        *stock_checks(connection),
    )
    return replace(sums, checks=checks)


def _appropriation_checks(sums: Statement) -> Iterator[Check]:
    """Yield whether each appropriation's buckets add up to its amount."""
    for row in sums.appropriations:
        found = row.of(*EVERYWHERE)
        lots = _paid_from(row, sums.lots) if found != row.amount else ()
        title = _("{number}: appropriated = the sum of all buckets").format(number=row.number)
        yield Check(title, row.amount, found, lots)


def _paid_from(row: AppropriationRow, lots: tuple[TenderLotRow, ...]) -> tuple[TenderLotRow, ...]:
    """Return the lots that an appropriation pays, alone or with others."""
    return tuple(lot for lot in lots if row.appropriation_id in {each.appropriation_id for each in lot.funding})


def _lot_checks(sums: Statement) -> Iterator[Check]:
    """Yield, bucket by bucket, whether it holds what the lots say, naming each lot where it does not."""
    titles = {
        Bucket.PLANNED: _("Planned: budgets of the lots = money set aside"),
        Bucket.TENDERING: _("In tender: budgets of the lots = money in tender"),
        Bucket.AWARDED: _("Awarded, not signed: awards = money committed"),
        Bucket.CONTRACTED: _("Signed, not accepted: contracts = money committed"),
        Bucket.ADVANCED: _("Paid in advance: payments before acceptance = money paid"),
        Bucket.ACCEPTED: _("Accepted, not paid: acceptances = money owed"),
        Bucket.PAID: _("Paid: payments of what was accepted = money paid"),
        Bucket.SAVED: _("Saved: budgets less contracts = money to be taken back"),
    }
    due, found = [0] * len(OF_LOT), [0] * len(OF_LOT)
    wrong: dict[Bucket, list[TenderLotRow]] = defaultdict(list)
    for lot in sums.lots:
        due_fen = lot.due_fen
        due = list(map(add, due, due_fen))
        found = list(map(add, found, lot.standing_fen))
        if due_fen != lot.standing_fen:
            for bucket in lot.wrong_buckets:
                wrong[bucket].append(lot)
    for bucket, expected, there in zip(OF_LOT, due, found, strict=True):
        yield Check(titles[bucket], Money(expected), Money(there), tuple(wrong[bucket]))


def _figure_checks(sums: Statement) -> Iterator[Check]:
    """Yield whether the published figures are the store's, naming the lots of a bucket that does not add up."""
    if sums.figures is None:
        return
    published = (
        (_("Published: appropriated"), sums.figures.appropriated, sums.appropriated, ()),
        (_("Published: tendered"), sums.figures.tendered, sums.tendered, TENDER_OVER),
        (_("Published: in tender"), sums.figures.in_tender, sums.tendering, (LotStage.TENDERING,)),
    )
    for title, expected, found, stages in published:
        lots = tuple(lot for lot in sums.lots if lot.stage in stages) if found != expected else ()
        yield Check(title, expected, found, lots)

"""One appropriation in full: where each yuan of it stands, the lots that it pays, and every later document."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from sqlalchemy import Connection, and_, select

from supplies.errors import UnknownRecord
from supplies.funds.allotment_queries import AllotmentRow, adjustments, allotments, returns
from supplies.funds.carrying import YearsRule, rule_of, surplus_rules
from supplies.funds.queries import AppropriationRow, appropriations, sum_of
from supplies.language import N_, _
from supplies.models.funds import CONTRACT_BASIS, PAID_BASIS, TENDERED, Bucket, FundAccount, FundBalance
from supplies.models.procurement import LotFunding, LotStage, Method, Project, TenderLot
from supplies.procurement.board_queries import LotCard
from supplies.values import Money, TenderLotId

WATERFALL = (
    Bucket.AVAILABLE,
    Bucket.ALLOTTED,
    Bucket.SPENT,
    Bucket.PLANNED,
    Bucket.TENDERING,
    Bucket.AWARDED,
    Bucket.CONTRACTED,
    Bucket.ADVANCED,
    Bucket.ACCEPTED,
    Bucket.PAID,
    Bucket.SAVED,
    Bucket.RETURNED,
)
"""Where money stands, from what is meant for nothing yet to what went back; each yuan in one place."""
_ACCEPTED = (Bucket.ACCEPTED, Bucket.PAID)


@dataclass(frozen=True, slots=True)
class FundLot:
    """A lot, and the part of it that one appropriation pays."""

    project_number: str
    project_name: str
    number: int
    name: str
    method: Method
    stage: LotStage
    winner: str
    part: Money
    """How much of its budget is of this appropriation."""
    buckets: Mapping[Bucket, Money]

    @property
    def key(self) -> str:
        """Return how the lot is asked for: the project's number and its own."""
        return f"{self.project_number}/{self.number}"

    def of(self, *buckets: Bucket) -> Money:
        """Return what stands in some buckets together."""
        return sum_of(self.buckets, buckets)

    @property
    def standing(self) -> Money:
        """Return what of the appropriation stands with it now."""
        return sum_of(self.buckets, self.buckets)

    @property
    def contracted(self) -> Money:
        """Return what is under contract."""
        return self.of(*CONTRACT_BASIS)

    @property
    def accepted(self) -> Money:
        """Return what was accepted."""
        return self.of(*_ACCEPTED)

    @property
    def paid(self) -> Money:
        """Return what was paid."""
        return self.of(*PAID_BASIS)

    @property
    def card(self) -> LotCard:
        """Return the lot at a glance: only the part that this appropriation pays."""
        return LotCard(
            self.project_number,
            self.project_name,
            self.number,
            self.name,
            self.method,
            self.stage,
            self.part,
            self.winner,
            self.contracted,
            self.accepted,
            self.paid,
            None,
        )


class FundPaper(StrEnum):
    """A document of an appropriation."""

    APPROPRIATED = "appropriated"
    ADJUSTED = "adjusted"
    CARRIED = "carried"
    RETURNED = "returned"


_PAPER_NAMES = {
    FundPaper.APPROPRIATED: N_("Appropriated"),
    FundPaper.ADJUSTED: N_("Adjusted"),
    FundPaper.CARRIED: N_("Carried over"),
    FundPaper.RETURNED: N_("Given back"),
}
_ORDER = list(FundPaper)


@dataclass(frozen=True, slots=True)
class FundEvent:
    """What a document did to an appropriation on a day."""

    on: date
    kind: FundPaper
    number: str
    amount: Money
    """Below zero where it became less."""
    reason: str = ""

    @property
    def name(self) -> str:
        """Return what happened, in the reader's language."""
        return _(_PAPER_NAMES[self.kind])


@dataclass(frozen=True, slots=True)
class FundView:
    """An appropriation in full."""

    fund: AppropriationRow
    rule: YearsRule
    """After how many years its money is surplus."""
    lots: tuple[FundLot, ...] = ()
    allotments: tuple[AllotmentRow, ...] = ()
    events: tuple[FundEvent, ...] = field(default=())

    @property
    def tendered(self) -> Money:
        """Return what stands with lots whose tender is over (预算口径)."""
        return self.fund.of(*TENDERED)

    @property
    def contracted(self) -> Money:
        """Return what contracts are for (合同口径)."""
        return self.fund.of(*CONTRACT_BASIS)

    @property
    def paid(self) -> Money:
        """Return what was paid, by the bureau or by whom it was allotted to (支付口径)."""
        return self.fund.of(*PAID_BASIS, Bucket.SPENT)

    @property
    def parts(self) -> tuple[tuple[Bucket, Money], ...]:
        """Return where its money stands: together, all that was appropriated."""
        return tuple((bucket, self.fund.of(bucket)) for bucket in WATERFALL)


def fund_view(connection: Connection, number: str) -> FundView:
    """Return the appropriation of a document.

    Raises:
        UnknownRecord: there is no such document.
    """
    row = next((each for each in appropriations(connection) if each.number == number), None)
    if row is None:
        raise UnknownRecord(kind=_("Appropriation"), key=number)
    key = row.appropriation_id
    return FundView(
        fund=row,
        rule=rule_of(surplus_rules(connection), row.dated),
        lots=tuple(_lots(connection, row)),
        allotments=tuple(each for each in allotments(connection) if each.appropriation_id == key),
        events=tuple(sorted(_events(connection, row), key=lambda event: (event.on, _ORDER.index(event.kind)))),
    )


def _lots(connection: Connection, row: AppropriationRow) -> Iterable[FundLot]:
    """Yield the lots that an appropriation pays, by project and number."""
    standing = _standing(connection, row)
    of_lot = and_(TenderLot.site_id == LotFunding.site_id, TenderLot.tender_lot_id == LotFunding.tender_lot_id)
    statement = (
        select(
            TenderLot.tender_lot_id,
            Project.number.label("project_number"),
            Project.name.label("project_name"),
            TenderLot.number,
            TenderLot.name,
            Project.method,
            TenderLot.stage,
            TenderLot.winner,
            LotFunding.amount_fen,
        )
        .join(TenderLot, of_lot)
        .join(Project, and_(Project.site_id == TenderLot.site_id, Project.project_id == TenderLot.project_id))
        .where(LotFunding.site_id == row.site_id, LotFunding.appropriation_id == row.appropriation_id)
        .order_by(Project.number, TenderLot.number)
    )
    for found in connection.execute(statement):
        yield FundLot(*found[1:8], part=Money(found.amount_fen), buckets=standing.get(found.tender_lot_id, {}))


def _standing(connection: Connection, row: AppropriationRow) -> Mapping[TenderLotId, Mapping[Bucket, Money]]:
    """Return what of an appropriation stands with each lot: the buckets that hold something."""
    joined = and_(FundAccount.site_id == FundBalance.site_id, FundAccount.account == FundBalance.account)
    statement = (
        select(FundAccount.tender_lot_id, FundAccount.bucket, FundBalance.amount_fen)
        .join(FundBalance, joined)
        .where(
            FundAccount.site_id == row.site_id,
            FundAccount.appropriation_id == row.appropriation_id,
            FundAccount.tender_lot_id.is_not(None),
            FundBalance.amount_fen != 0,
        )
    )
    found: dict[TenderLotId, dict[Bucket, Money]] = defaultdict(dict)
    for lot_id, bucket, fen in connection.execute(statement):
        if lot_id is not None:
            found[lot_id][bucket] = Money(fen)
    return found


def _events(connection: Connection, row: AppropriationRow) -> Iterable[FundEvent]:
    """Yield every document of an appropriation."""
    yield FundEvent(row.dated, FundPaper.APPROPRIATED, row.number, row.original, row.title)
    for later in adjustments(connection, row.site_id, row.appropriation_id):
        yield FundEvent(later.dated, FundPaper.ADJUSTED, later.number, later.amount, later.reason)
    for back in returns(connection, row.site_id, row.appropriation_id):
        yield FundEvent(back.dated, FundPaper.RETURNED, back.number, back.amount, back.reason)
    for year, amount in row.carried:
        yield FundEvent(date(year, 12, 31), FundPaper.CARRIED, str(year), amount)

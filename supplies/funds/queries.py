"""Where relief money stands: frozen rows of appropriations, buckets and published figures."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, and_, func, select

from supplies.funds.carrying import last_day, surplus_rules
from supplies.models.accounts import Level
from supplies.models.allotments import AppropriationPurpose, CarriedOver
from supplies.models.funds import (
    OF_ALLOTMENT,
    TENDERED,
    Appropriation,
    AppropriationShare,
    Bucket,
    FundAccount,
    FundBalance,
    FundReport,
    Purpose,
)
from supplies.values import NO_MONEY, AppropriationId, Money, SiteId, total_money

FundKey = tuple[SiteId, AppropriationId]


@dataclass(frozen=True, slots=True)
class AppropriationRow:
    """An appropriation, its sources, and where its money stands at budget basis."""

    site_id: SiteId
    appropriation_id: AppropriationId
    number: str
    title: str
    dated: date
    amount: Money
    function_code: str
    is_withdrawn: bool
    shares: tuple[tuple[Level, Money | None], ...]
    available: Money
    planned: Money
    tendering: Money
    tendered: Money
    """The budget of lots whose tender is over."""
    buckets: dict[Bucket, Money]
    year: int
    """Whose budget it belongs to."""
    original: Money
    """The amount before all adjustments."""
    is_direct: bool
    """Whether its document marks it as direct funds (直达资金)."""
    purposes: tuple[Purpose, ...]
    """What it may be used for; empty: no limit told."""
    carried: tuple[tuple[int, Money], ...]
    """What was carried over at the end of which year."""
    last_day: date
    """The last day on which its money may be planned or allotted; then what is left is surplus (结余资金)."""

    @property
    def allotted(self) -> Money:
        """Return what was put at the disposal of counties and units, spent by them or not."""
        return self.of(*OF_ALLOTMENT)

    @property
    def returned(self) -> Money:
        """Return what went back to whoever gave it."""
        return self.of(Bucket.RETURNED)

    def surplus_on(self, day: date) -> Money:
        """Return what is available though the years for its use are over."""
        return self.available if day > self.last_day else NO_MONEY

    def of(self, *buckets: Bucket) -> Money:
        """Return what stands in some buckets together."""
        return sum_of(self.buckets, buckets)

    @property
    def is_split_known(self) -> bool:
        """Return whether each level's part is known (otherwise 来源未拆分)."""
        return all(amount is not None for _level, amount in self.shares)


@dataclass(frozen=True, slots=True)
class FiguresRow:
    """Figures that the bureau has made public."""

    title: str
    dated: date
    appropriated: Money
    tendered: Money
    in_tender: Money


def buckets(connection: Connection) -> dict[tuple[SiteId, AppropriationId], dict[Bucket, Money]]:
    """Return what stands in each bucket of each appropriation."""
    joined = and_(FundAccount.site_id == FundBalance.site_id, FundAccount.account == FundBalance.account)
    statement = (
        select(FundAccount.site_id, FundAccount.appropriation_id, FundAccount.bucket, func.sum(FundBalance.amount_fen))
        .join(FundBalance, joined)
        .group_by(FundAccount.site_id, FundAccount.appropriation_id, FundAccount.bucket)
    )
    found: dict[tuple[SiteId, AppropriationId], dict[Bucket, Money]] = defaultdict(dict)
    for site_id, appropriation_id, bucket, fen in connection.execute(statement):
        found[site_id, appropriation_id][bucket] = Money(int(fen))
    return found


def appropriations(connection: Connection) -> list[AppropriationRow]:
    """Return every appropriation, oldest first."""
    columns = (AppropriationShare.site_id, AppropriationShare.appropriation_id, AppropriationShare.level)
    shares: dict[tuple[SiteId, AppropriationId], list[tuple[Level, Money | None]]] = defaultdict(list)
    statement = select(*columns, AppropriationShare.amount_fen).order_by(*columns)
    for site_id, appropriation_id, level, fen in connection.execute(statement):
        shares[site_id, appropriation_id].append((level, None if fen is None else Money(fen)))
    standing, rules = buckets(connection), surplus_rules(connection)
    allowed, carried = _purposes(connection), _carried(connection)
    order = (Appropriation.dated, Appropriation.number)
    found = []
    for row in connection.execute(select(Appropriation.__table__).order_by(*order)).mappings():
        key = row["site_id"], row["appropriation_id"]
        each = standing[key]
        found.append(
            AppropriationRow(
                site_id=row["site_id"],
                appropriation_id=row["appropriation_id"],
                number=row["number"],
                title=row["title"],
                dated=row["dated"],
                amount=Money(row["amount_fen"]),
                function_code=row["function_code"],
                is_withdrawn=row["is_withdrawn"],
                shares=tuple(shares[key]),
                available=sum_of(each, (Bucket.AVAILABLE,)),
                planned=sum_of(each, (Bucket.PLANNED,)),
                tendering=sum_of(each, (Bucket.TENDERING,)),
                tendered=sum_of(each, TENDERED),
                buckets=each,
                year=row["year"],
                original=Money(row["original_fen"]),
                is_direct=row["is_direct"],
                purposes=tuple(allowed.get(key, ())),
                carried=tuple(carried.get(key, ())),
                last_day=last_day(rules, row["year"], row["dated"]),
            )
        )
    return found


def _purposes(connection: Connection) -> dict[FundKey, list[Purpose]]:
    """Return what each appropriation may be used for, where its document limits that, in the order of the list."""
    key = (AppropriationPurpose.site_id, AppropriationPurpose.appropriation_id)
    found: dict[FundKey, list[Purpose]] = defaultdict(list)
    for site_id, fund, purpose in connection.execute(select(*key, AppropriationPurpose.purpose)):
        found[site_id, fund].append(purpose)
    order = list(Purpose)
    return {key: sorted(purposes, key=order.index) for key, purposes in found.items()}


def _carried(connection: Connection) -> dict[FundKey, list[tuple[int, Money]]]:
    """Return what was carried over of each appropriation, year by year."""
    columns = (CarriedOver.site_id, CarriedOver.appropriation_id, CarriedOver.year, CarriedOver.amount_fen)
    found: dict[FundKey, list[tuple[int, Money]]] = defaultdict(list)
    for site_id, fund, year, fen in connection.execute(select(*columns).order_by(*columns[:3])):
        found[site_id, fund].append((year, Money(fen)))
    return found


def sum_of(standing: Mapping[Bucket, Money], buckets: Iterable[Bucket]) -> Money:
    """Return what stands in some buckets together."""
    return total_money(standing.get(bucket, NO_MONEY) for bucket in buckets)


def newest_figures(connection: Connection) -> FiguresRow | None:
    """Return the figures made public last; None if there are none."""
    statement = (
        select(
            FundReport.title,
            FundReport.dated,
            FundReport.appropriated_fen,
            FundReport.tendered_fen,
            FundReport.in_tender_fen,
        )
        .order_by(FundReport.dated.desc(), FundReport.site_id, FundReport.seq.desc())
        .limit(1)
    )
    row = connection.execute(statement).first()
    if row is None:
        return None
    return FiguresRow(row.title, row.dated, Money(row[2]), Money(row[3]), Money(row[4]))

"""What households received, as read: counts and totals, never a name."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, and_, select

from supplies.errors import UnknownRecord
from supplies.language import _
from supplies.models.relief import Attachment, Distribution, DistributionIssue, DistributionLine
from supplies.models.stock import Document
from supplies.relief.queries import ItemName, item_names
from supplies.values import ItemCode, Quantity, SiteId


@dataclass(frozen=True, slots=True)
class DistributionGoods:
    """How much of an item was to be handed on, and what was short."""

    item_code: ItemCode
    item: ItemName
    quantity: Quantity
    short: Quantity


@dataclass(frozen=True, slots=True)
class DistributionRow:
    """A distribution to the households of a village."""

    site_id: SiteId
    seq: int
    number: str
    incident: str
    village: str
    households: int
    persons: int
    distributed_on: date
    note: str
    actor: str
    signed_households: int | None
    paper: str
    is_purged: bool
    goods: tuple[DistributionGoods, ...]
    issues: tuple[str, ...]

    @property
    def is_confirmed(self) -> bool:
        """Return whether the signed list came back."""
        return self.signed_households is not None

    @property
    def state_name(self) -> str:
        """Return how far it is, in the reader's language."""
        if self.is_purged:
            return _("Roster destroyed")
        return _("Signed list recorded") if self.is_confirmed else _("Signed list awaited")

    @property
    def items(self) -> str:
        """Return what was handed on, in one line."""
        return "、".join(f"{each.item.name} {each.quantity.grouped()}" for each in self.goods)


_FIELDS = [name for name in DistributionRow.__dataclass_fields__ if hasattr(Distribution, name)]


def distributions(connection: Connection, *, incident: str = "") -> list[DistributionRow]:
    """Return the distributions, those whose signed list is awaited first, then the newest."""
    statement = _distributions()
    if incident:
        statement = statement.where(Distribution.incident == incident)
    return sorted(_rows(connection, statement), key=lambda row: row.is_confirmed)


def distribution(connection: Connection, number: str) -> DistributionRow:
    """Return one distribution.

    Raises:
        UnknownRecord: there is none of this number.
    """
    rows = _rows(connection, _distributions().where(Distribution.number == number.strip().upper()))
    if not rows:
        raise UnknownRecord(kind=_("Distribution"), key=number)
    return rows[0]


def _distributions() -> Select[*tuple[Any, ...]]:
    """Select distributions, newest first."""
    columns = [getattr(Distribution, name) for name in _FIELDS]
    return (
        select(*columns, Attachment.purged_seq)
        .join(Attachment, Attachment.hash == Distribution.roster_hash)
        .order_by(Distribution.distributed_on.desc(), Distribution.number.desc())
    )


def _rows(connection: Connection, statement: Select[*tuple[Any, ...]]) -> list[DistributionRow]:
    """Return distributions with their goods and issues."""
    goods, issues = _goods(connection), _issues(connection)
    found: list[DistributionRow] = []
    for row in connection.execute(statement):
        key = (row.site_id, row.seq)
        values = (*row[:-1], row.purged_seq is not None, tuple(goods.get(key, ())), tuple(issues.get(key, ())))
        found.append(DistributionRow(*values))
    return found


def _goods(connection: Connection) -> dict[tuple[SiteId, int], list[DistributionGoods]]:
    """Return the goods of every distribution, by item."""
    named = item_names(connection)
    found: dict[tuple[SiteId, int], list[DistributionGoods]] = {}
    statement = select(DistributionLine).order_by(
        DistributionLine.site_id, DistributionLine.seq, DistributionLine.item_code
    )
    for row in connection.execute(statement):
        goods = DistributionGoods(
            row.item_code, named[row.item_code], Quantity(row.quantity), Quantity(row.short_quantity)
        )
        found.setdefault((row.site_id, row.seq), []).append(goods)
    return found


def _issues(connection: Connection) -> dict[tuple[SiteId, int], list[str]]:
    """Return the numbers of the issues of every distribution."""
    same = and_(Document.site_id == DistributionIssue.site_id, Document.seq == DistributionIssue.issue_seq)
    statement = (
        select(DistributionIssue.site_id, DistributionIssue.seq, Document.number)
        .join(Document, same)
        .order_by(DistributionIssue.site_id, DistributionIssue.seq, Document.number)
    )
    found: dict[tuple[SiteId, int], list[str]] = {}
    for site, seq, number in connection.execute(statement):
        found.setdefault((site, seq), []).append(number)
    return found

"""Counts as read: the list of sessions with their progress, and what became of each."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, ScalarSelect, Select, and_, func, or_, select, true
from sqlalchemy.orm import aliased

from supplies.errors import UnknownRecord
from supplies.language import _
from supplies.models.accounts import Person
from supplies.models.counts import CountKey, CountSession, CountUnknown
from supplies.models.journal import JournalEntry, JournalHead
from supplies.models.stock import Depot, Document
from supplies.values import DepotCode, Quantity, SiteId

PAGE_ROWS_MAX = 1000


@dataclass(frozen=True, slots=True)
class CountSessionRow:
    """A count, how far it is, and what became of it."""

    site_id: SiteId
    seq: int
    number: str
    depot_code: DepotCode
    depot_name: str
    name: str
    started_on: date
    planned_on: date | None
    places: str
    category: str
    items: str
    sample_size: int | None
    sample_seed: str | None
    is_blind: bool
    tolerance_mille: int
    tolerance_quantity: int
    started_by: str
    started_at: datetime
    last_record: int
    finished_by: str | None
    finished_at: datetime | None
    has_document: bool
    document: str
    """The number of the adjustment that it posted; empty for none."""
    cancelled_by: str | None
    cancel_reason: str
    line_count: int
    counted_count: int
    found_count: int
    """Lines that were not expected."""
    unknown_count: int

    @property
    def is_open(self) -> bool:
        """Return whether it still takes what is counted."""
        return self.finished_by is None and self.cancelled_by is None

    @property
    def state(self) -> str:
        """Return how it stands, in the reader's language."""
        if self.cancelled_by is not None:
            return _("Cancelled")
        return _("Counting") if self.finished_by is None else _("Finished")

    @property
    def progress(self) -> str:
        """Return how much of it is counted."""
        return f"{self.counted_count:,} / {self.line_count:,}"

    @property
    def scope(self) -> str:
        """Return what it covers, in the reader's language."""
        parts = [
            text.format(value=value)
            for text, value in (
                (_("locations {value}"), self.places.replace(" ", ", ")),
                (_("category {value}"), self.category),
                (_("item types {value}"), self.items.replace(" ", ", ")),
            )
            if value
        ]
        if self.sample_size is not None:
            text = _("sample of {size} lots, seed {seed}")
            parts.append(text.format(size=self.sample_size, seed=self.sample_seed))
        return "; ".join(parts) or _("whole depot")

    @property
    def tolerance(self) -> str:
        """Return above which difference a second count is needed."""
        if not self.tolerance_mille or not self.tolerance_quantity:
            return self._one_tolerance()
        text = _("{mille}‰ of the book and {quantity}")
        return text.format(mille=self.tolerance_mille, quantity=Quantity(self.tolerance_quantity).grouped())

    def _one_tolerance(self) -> str:
        """Return the only tolerance there is, or that there is none."""
        if self.tolerance_mille:
            return _("{mille}‰ of the book").format(mille=self.tolerance_mille)
        quantity = Quantity(self.tolerance_quantity)
        return quantity.grouped() if quantity else _("any difference")


def _tally(table: type[CountKey | CountUnknown], condition: ColumnElement[bool]) -> ScalarSelect[int]:
    """Return how many rows of a count fulfil a condition, as a column of a query over counts."""
    here = (table.site_id == CountSession.site_id, table.of_seq == CountSession.seq, condition)
    return select(func.count()).where(*here).correlate(CountSession).scalar_subquery()


def _sessions() -> Select[*tuple[Any, ...]]:
    """Select counts with their progress."""
    lines, counted, found = (
        _tally(CountKey, condition) for condition in (true(), CountKey.first_seq.is_not(None), ~CountKey.is_expected)
    )
    unknown = _tally(CountUnknown, true())
    starter, finisher, canceller = (aliased(Person) for _each in range(3))
    return (
        select(
            CountSession.site_id,
            CountSession.seq,
            CountSession.number,
            CountSession.depot_code,
            Depot.name,
            CountSession.name,
            CountSession.started_on,
            CountSession.planned_on,
            CountSession.places,
            CountSession.category,
            CountSession.items,
            CountSession.sample_size,
            CountSession.sample_seed,
            CountSession.is_blind,
            CountSession.tolerance_mille,
            CountSession.tolerance_quantity,
            func.coalesce(starter.name, CountSession.started_by),
            CountSession.started_at,
            CountSession.last_record,
            func.coalesce(finisher.name, CountSession.finished_by),
            CountSession.finished_at,
            CountSession.has_document,
            func.coalesce(Document.number, ""),
            func.coalesce(canceller.name, CountSession.cancelled_by),
            CountSession.cancel_reason,
            lines,
            counted,
            found,
            unknown,
        )
        .join(Depot, Depot.code == CountSession.depot_code)
        .outerjoin(starter, starter.login == CountSession.started_by)
        .outerjoin(finisher, finisher.login == CountSession.finished_by)
        .outerjoin(canceller, canceller.login == CountSession.cancelled_by)
        .outerjoin(
            Document,
            and_(
                Document.site_id == CountSession.site_id,
                Document.seq == CountSession.finished_seq,
                CountSession.has_document,
            ),
        )
    )


def _session_row(row: Any) -> CountSessionRow:  # noqa: ANN401 - a database row
    """Return a count with whole numbers."""
    return CountSessionRow(*row[:-4], *(int(number) for number in row[-4:]))


def count_sessions(
    connection: Connection,
    *,
    before: CountSessionRow | None = None,
    limit: int = 200,
    depot: DepotCode | None = None,
    only_open: bool = False,
    search: str = "",
) -> list[CountSessionRow]:
    """Return counts, newest first.

    Args:
        before: the last row shown; None for the first page.
        limit: most rows to return, 1 to 1000.
        depot: of one depot only.
        only_open: only those that still take what is counted.
        search: a part of the number or the name.
    """
    assert 1 <= limit <= PAGE_ROWS_MAX
    statement = _sessions().order_by(CountSession.seq.desc()).limit(limit)
    if before is not None:
        statement = statement.where(CountSession.seq < before.seq)
    if depot is not None:
        statement = statement.where(CountSession.depot_code == depot)
    if search.strip():
        columns = (CountSession.number, CountSession.name)
        statement = statement.where(or_(*(each.icontains(search.strip(), autoescape=True) for each in columns)))
    if only_open:
        statement = statement.where(CountSession.finished_seq.is_(None), CountSession.cancelled_seq.is_(None))
    return [_session_row(row) for row in connection.execute(statement)]


def count_session(connection: Connection, number: str) -> CountSessionRow:
    """Return one count.

    Raises:
        UnknownRecord: there is none of this number.
    """
    row = connection.execute(_sessions().where(CountSession.number == number.strip())).first()
    if row is None:
        raise UnknownRecord(kind=_("Count"), key=number)
    return _session_row(row)


def head_seq(connection: Connection, site_id: SiteId) -> int:
    """Return the newest entry of a site."""
    return connection.scalar(select(JournalHead.seq).where(JournalHead.site_id == site_id)) or 0


def entry_at(connection: Connection, session: CountSessionRow, moment: datetime) -> int:
    """Return the newest entry that a site had recorded by a moment, not before a count was started."""
    statement = select(func.max(JournalEntry.seq)).where(
        JournalEntry.site_id == session.site_id,
        JournalEntry.seq >= session.seq,
        JournalEntry.recorded_at <= moment,
    )
    return connection.scalar(statement) or session.seq

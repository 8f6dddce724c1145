"""What an identity is: both sides of it, and where they differ, the papers that cause it.

What must not be above a limit is shown as the same kind of check: expected is what stays within its limits, found is
all there is, and the difference is what lies above them.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from sqlalchemy import ColumnElement, Connection, FromClause, case, func, select

from supplies.language import _
from supplies.procurement.queries import TenderLotRow
from supplies.values import Money


class CauseKind(StrEnum):
    """What a cause is, and where it is looked at."""

    LOT = "lot"
    CONTRACT = "contract"
    DOCUMENT = "document"
    VOUCHER = "voucher"
    APPROPRIATION = "appropriation"
    ALLOTMENT = "allotment"
    PROJECT = "project"
    ITEM = "item"
    DISTRIBUTION = "distribution"


@dataclass(frozen=True, slots=True)
class Cause:
    """A paper for which an identity does not hold, or that explains why it need not."""

    kind: CauseKind
    key: str
    """By which it is opened: its number, the code of an item, or a lot as "P-1/1"."""
    words: str
    expected: Money
    found: Money

    def sentence(self) -> str:
        """Return it with both amounts, in the reader's language."""
        words = _("{what} ({expected} expected, {found} found)")
        return words.format(what=self.words, expected=self.expected.grouped(), found=self.found.grouped())


@dataclass(frozen=True, slots=True)
class Check:
    """One identity: what it says, both sides, and what is behind the right side where they differ."""

    title: str
    expected: Money
    found: Money
    lots: tuple[TenderLotRow, ...] = ()
    causes: tuple[Cause, ...] = ()
    notices: tuple[Cause, ...] = ()
    """What differs and may, for a reason that was told."""

    @property
    def difference(self) -> Money:
        """Return found less expected; nothing where it holds."""
        return self.found - self.expected

    @property
    def behind(self) -> tuple[Cause, ...]:
        """Return every paper that it is wrong for, lots first, then those that differ for a reason."""
        lots = (cause_of(lot, *(amount.fen for amount in lot.compared)) for lot in self.lots)
        return (*lots, *self.causes, *self.notices)

    @property
    def holds(self) -> bool:
        """Return whether both sides are equal, and nothing is wrong where something else makes up for it."""
        return not self.difference and not self.lots and not self.causes


@dataclass(frozen=True, slots=True)
class Named:
    """What a cause is called, where it is no lot."""

    kind: CauseKind
    key: str
    words: str

    def cause(self, expected: int, found: int) -> Cause:
        """Return it as the cause of a difference between two amounts in fen."""
        return Cause(self.kind, self.key, self.words, Money(expected), Money(found))


Compared: TypeAlias = tuple[TenderLotRow | Named, int, int]
"""What is compared, and two amounts of it in fen."""


def cause_of(subject: TenderLotRow | Named, expected: int, found: int) -> Cause:
    """Return a paper as the cause of a difference."""
    if isinstance(subject, TenderLotRow):
        subject = Named(CauseKind.LOT, f"{subject.project_number}/{subject.number}", subject.words)
    return subject.cause(expected, found)


def equal(title: str, rows: Iterable[Compared]) -> Check:
    """Return a check that expected and found are equal for each paper; words are made only where they differ."""
    expected = found = 0
    causes: list[Cause] = []
    for subject, first, second in rows:
        expected += first
        found += second
        if first != second:
            causes.append(cause_of(subject, first, second))
    return Check(title, Money(expected), Money(found), causes=tuple(causes))


def within(title: str, rows: Iterable[Compared]) -> Check:
    """Return a check that an amount of each paper is within its limit; rows have the limit first."""
    return equal(title, ((subject, min(limit, amount), amount) for subject, limit, amount in rows))


# --- checks that the database sums up --------------------------------------------------------------------------------


Amount: TypeAlias = ColumnElement[int]


@dataclass(frozen=True, slots=True)
class Identity:
    """Two amounts of each row of a query that must be equal; the database sums them up, and only wrong rows are read.

    A statement of two thousand lots is made of as few Python objects as can be.
    """

    title: str
    expected: Amount
    found: Amount

    @property
    def differs(self) -> ColumnElement[bool]:
        """Return whether a row is wrong."""
        return self.expected != self.found


def lesser(first: Amount, second: Amount) -> Amount:
    """Return the lesser of two amounts, in SQL."""
    return case((first < second, first), else_=second)


def above_zero(amount: Amount) -> Amount:
    """Return an amount, or nothing where it is below zero, in SQL."""
    return case((amount > 0, amount), else_=0)


def limited(title: str, limit: Amount, found: Amount) -> Identity:
    """Return the identity that an amount is within its limit."""
    return Identity(title, lesser(limit, found), found)


def summed(
    connection: Connection,
    rows: FromClause,
    identities: Sequence[Identity],
    kind: CauseKind,
    name: Sequence[ColumnElement[str]],
) -> Iterator[Check]:
    """Yield the check of each identity, all of them summed up by one statement.

    Args:
        connection: the store.
        rows: what the amounts are columns of.
        identities: what must hold for each row.
        kind: what a row is.
        name: the columns by which a wrong row is named: its number, and what else tells it from others.
    """
    sums = [
        func.coalesce(func.sum(column), 0)
        for each in identities
        for column in (each.expected, each.found, case((each.differs, 1), else_=0))
    ]
    totals = connection.execute(select(*sums).select_from(rows)).one()
    for at, each in enumerate(identities):
        expected, found, wrong = map(int, totals[3 * at : 3 * at + 3])
        causes: tuple[Cause, ...] = ()
        if wrong:
            amounts = select(each.expected, each.found).add_columns(*name).select_from(rows)
            wrong_rows = connection.execute(amounts.where(each.differs).order_by(*name))
            causes = tuple(_named(kind, row[2:]).cause(int(row[0]), int(row[1])) for row in wrong_rows)
        yield Check(each.title, Money(expected), Money(found), causes=causes)


def _named(kind: CauseKind, words: Sequence[object]) -> Named:
    """Return the name of a wrong row: its number, and whatever words follow it."""
    return Named(kind, str(words[0]), " ".join(map(str, words)))

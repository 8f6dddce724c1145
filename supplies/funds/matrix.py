"""Sources x purposes at budget basis, exact to the fen: who gave the money, and what it is meant for.

An appropriation whose split is not known (来源未拆分) is a row of its own: nothing is guessed. Where it is known,
what stands for each purpose is divided among the levels in what each of them has left, so that both the rows and the
columns add up exactly.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, and_, func, select

from supplies.accounts.words import level_name
from supplies.funds.queries import AppropriationRow, FundKey, appropriations
from supplies.funds.words import bucket_name, purpose_name
from supplies.language import _
from supplies.models.accounts import Level
from supplies.models.allotments import Allotment
from supplies.models.funds import OF_NOTHING, Bucket, FundAccount, FundBalance, Purpose
from supplies.models.procurement import TenderLot
from supplies.values import NO_MONEY, Money, split, total_money

Meaning = Purpose | Bucket
"""A column: a purpose, or for what is meant for none: available, or returned."""

COLUMNS: tuple[Meaning, ...] = (*Purpose, Bucket.AVAILABLE, Bucket.RETURNED)


def meaning_name(meaning: Meaning) -> str:
    """Return the name of a column in the reader's language."""
    return purpose_name(meaning) if isinstance(meaning, Purpose) else bucket_name(meaning)


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A source; ``level`` is None for all money whose split is not known."""

    level: Level | None
    cells: dict[Meaning, Money]

    @property
    def name(self) -> str:
        """Return the source in the reader's language."""
        return _("Not split") if self.level is None else level_name(self.level)

    @property
    def total(self) -> Money:
        """Return what the source gave, at budget basis."""
        return total_money(self.cells.values())

    def of(self, meaning: Meaning) -> Money:
        """Return a cell; nothing where nothing stands."""
        return self.cells.get(meaning, NO_MONEY)


@dataclass(frozen=True, slots=True)
class Matrix:
    """The sources that gave money, and the columns in which money stands."""

    columns: tuple[Meaning, ...]
    rows: tuple[MatrixRow, ...]

    def total_of(self, meaning: Meaning) -> Money:
        """Return the total of a column."""
        return total_money(row.of(meaning) for row in self.rows)

    @property
    def total(self) -> Money:
        """Return all money appropriated."""
        return total_money(row.total for row in self.rows)


def matrix(connection: Connection) -> Matrix:
    """Return the matrix of all appropriations that stand."""
    return matrix_of(connection, appropriations(connection))


def matrix_of(connection: Connection, rows: Iterable[AppropriationRow]) -> Matrix:
    """Return the matrix of appropriations that were read already; withdrawn ones count for nothing."""
    meant = _meant(connection)
    sums: dict[Level | None, dict[Meaning, int]] = defaultdict(lambda: defaultdict(int))
    for row in rows:
        if not row.is_withdrawn:
            for level, meaning, fen in _divided(row, meant.get((row.site_id, row.appropriation_id), {})):
                sums[level][meaning] += fen
    levels = [level for level in (*Level, None) if level in sums]
    lines = tuple(MatrixRow(level, {key: Money(fen) for key, fen in sums[level].items() if fen}) for level in levels)
    return Matrix(tuple(column for column in COLUMNS if any(line.of(column) for line in lines)), lines)


def _meant(connection: Connection) -> Mapping[FundKey, Mapping[Meaning, int]]:
    """Return in fen what each appropriation is meant for."""
    balance = and_(FundAccount.site_id == FundBalance.site_id, FundAccount.account == FundBalance.account)
    lot = and_(TenderLot.site_id == FundAccount.site_id, TenderLot.tender_lot_id == FundAccount.tender_lot_id)
    allotment = and_(Allotment.site_id == FundAccount.site_id, Allotment.allotment_id == FundAccount.allotment_id)
    key = (
        FundAccount.site_id,
        FundAccount.appropriation_id,
        FundAccount.bucket,
        TenderLot.purpose,
        Allotment.purpose.label("allotted_for"),
    )
    statement = (
        select(*key, func.sum(FundBalance.amount_fen).label("fen"))
        .join(FundBalance, balance)
        .outerjoin(TenderLot, lot)
        .outerjoin(Allotment, allotment)
        .where(FundAccount.bucket != Bucket.SOURCE)
        .group_by(*key)
    )
    found: dict[FundKey, dict[Meaning, int]] = defaultdict(lambda: defaultdict(int))
    for row in connection.execute(statement):
        meaning = row.bucket if row.bucket in OF_NOTHING else row.purpose or row.allotted_for
        found[row.site_id, row.appropriation_id][meaning] += int(row.fen)
    return found


def _divided(row: AppropriationRow, meant: Mapping[Meaning, int]) -> Iterable[tuple[Level | None, Meaning, int]]:
    """Yield an appropriation's cells in fen: level, meaning, amount."""
    filled = [(column, meant[column]) for column in COLUMNS if meant.get(column)]
    if not row.is_split_known:
        yield from ((None, column, fen) for column, fen in filled)
        return
    left = [amount.fen for _level, amount in row.shares if amount is not None]
    for column, fen in filled:
        parts = split(fen, left)
        left = [rest - part for rest, part in zip(left, parts, strict=True)]
        yield from ((level, column, part) for (level, _amount), part in zip(row.shares, parts, strict=True))

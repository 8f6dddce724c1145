"""What a printed, exported or shown table is: columns, rows of exact values, and a report around them.

Words are in the reader's language already: a report is made for whoever asked for it. Screens, pages and workbooks all
turn a cell into text by ``cell_text``, so that a figure looks the same everywhere.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TypeAlias

from supplies.values import Money, Quantity, split

HUNDREDTHS = 10_000
"""One hundred percent."""

_NOT_IN_FILE_NAMES = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')


class Kind(StrEnum):
    """What the cells of a column are."""

    TEXT = "text"
    DATE = "date"
    QUANTITY = "quantity"
    MONEY = "money"
    """In yuan, two decimals."""
    WAN = "wan"
    """A sum in ten thousand yuan, two decimals or as many as it needs."""
    WHOLE = "whole"
    CODE = "code"
    """A code of ours, drawn as its QR symbol on paper."""
    PERCENT = "percent"


class RowKind(StrEnum):
    """What a row says."""

    LINE = "line"
    HEADING = "heading"
    SUBTOTAL = "subtotal"
    TOTAL = "total"


class Tone(StrEnum):
    """How urgent a row is. The words of the row say it too: a colour never stands alone."""

    PLAIN = "plain"
    RED = "red"
    ORANGE = "orange"
    YELLOW = "yellow"


@dataclass(frozen=True, slots=True)
class Percent:
    """A share in hundredths of a percent: 77.66 % is 7,766."""

    hundredths: int

    def __str__(self) -> str:
        """Return the share with two decimals: ``77.66``."""
        whole, rest = divmod(abs(self.hundredths), 100)
        return f"{'-' if self.hundredths < 0 else ''}{whole}.{rest:02d}"


Cell: TypeAlias = str | int | date | Quantity | Money | Percent | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    key: str
    """Names the column for other programs; never changes."""
    title: str
    kind: Kind = Kind.TEXT
    width: float = 1.0
    """How much of the room a text takes beside the others; figures and dates take what they need."""
    wraps: bool = True
    """Whether a text too wide goes on in a second line; else it is cut with an ellipsis."""

    @property
    def is_number(self) -> bool:
        """Return whether the cells are figures, which stand to the right."""
        return self.kind not in {Kind.TEXT, Kind.DATE, Kind.CODE}


@dataclass(frozen=True, slots=True)
class Row:
    """One row: a cell for each column. In any row but a line, a text runs on over the empty cells behind it."""

    cells: tuple[Cell, ...]
    kind: RowKind = RowKind.LINE
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and rows."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    title: str = ""
    """Empty where a report has one table only."""
    unit: str = ""
    """What the amounts are in, such as 单位:元."""
    key_columns: int = 0
    """So many columns from the left stand again beside the rest of a table that is too wide for a page."""

    def __post_init__(self) -> None:
        assert all(len(row.cells) == len(self.columns) for row in self.rows), "a row has a cell for each column"


@dataclass(frozen=True, slots=True)
class Fact:
    """Something said above the table: what was asked for, or the head of a document."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Stamp:
    """Whose figures these are, who made the paper, when, and from which state of the journal."""

    organisation: str
    person: str
    """Empty where nobody is named."""
    printed_at: datetime
    data_as_of: datetime
    """When the newest entry behind the figures was recorded."""
    head_seq: int
    head_hash: str
    """The first eight hex digits."""
    is_sample: bool

    @property
    def printed_text(self) -> str:
        """Return when it was made, in local time."""
        return local_text(self.printed_at)

    @property
    def data_text(self) -> str:
        """Return the moment of the newest entry, in local time."""
        return local_text(self.data_as_of)

    @property
    def check_code(self) -> str:
        """Return what proves from which state of the journal the figures are."""
        return f"{self.head_seq}-{self.head_hash}"


@dataclass(frozen=True, slots=True)
class Report:
    """All that stands on a printed report."""

    name: str
    title: str
    facts: tuple[Fact, ...]
    tables: tuple[Table, ...]
    stamp: Stamp
    footnotes: tuple[str, ...] = ()
    signatures: tuple[str, ...] = ()
    """The words before the places where people sign."""
    has_seal: bool = False
    """Whether the last signature needs the room of an official seal."""

    @property
    def line_count(self) -> int:
        """Return how many lines there are, without headings and sums."""
        return sum(row.kind is RowKind.LINE for table in self.tables for row in table.rows)

    @property
    def file_name(self) -> str:
        """Return a name for its file, without a suffix, that every system takes."""
        title = _NOT_IN_FILE_NAMES.sub(" ", self.title).strip(" .")
        return f"{title}-{self.stamp.printed_at.astimezone():%Y%m%d-%H%M}"


def local_text(moment: datetime) -> str:
    """Return a moment as people write it, in local time: ``2026-11-24 18:30``."""
    return moment.astimezone().strftime("%Y-%m-%d %H:%M")


def cell_text(cell: Cell, kind: Kind) -> str:
    """Return a cell as people read it: figures grouped, dates as 2026-11-24, nothing for None."""
    match cell:
        case None:
            return ""
        case Money():
            return cell.wan() if kind is Kind.WAN else cell.grouped()
        case Quantity():
            return cell.grouped()
        case Percent():
            return f"{cell}%"
        case _:
            return str(cell)


def row_texts(table: Table, row: Row) -> tuple[str, ...]:
    """Return the texts of a row, one for each column."""
    return tuple(cell_text(cell, column.kind) for cell, column in zip(row.cells, table.columns, strict=True))


def percentages(parts: Sequence[int]) -> tuple[Percent, ...]:
    """Return each part's share of the sum of all; the shares add up to exactly 100.00 %.

    Each is rounded down first; what is then missing goes to the largest remainders, of equal ones to the first.
    Nothing at all has no shares: each is 0.00 %.

    Args:
        parts: none below zero.
    """
    assert all(part >= 0 for part in parts), "a share of something below nothing has no meaning"
    if not any(parts):
        return tuple(Percent(0) for _part in parts)
    return tuple(map(Percent, split(HUNDREDTHS, parts)))

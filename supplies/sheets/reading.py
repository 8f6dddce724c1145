"""Reading a list out of an Excel or CSV file: the header found by its names, every value as exact text."""

import csv
import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from supplies.errors import HeaderMissing, SheetEmpty, SheetTooLarge, SheetUnreadable
from supplies.files import read_file

BYTES_MAX = 20 * 1024 * 1024
ROWS_MAX = 50_000
COLUMNS_MAX = 200
ZIP_RATIO_MAX = 100
HEADER_ROWS = 30
"""How far down the header may stand, below titles and notes."""
EXACT_DIGITS = 15
"""Excel keeps no more of a number; a longer code arrives changed unless its column is text."""

SUMS = ("合计", "小计", "总计", "total", "subtotal")


@dataclass(frozen=True, slots=True)
class WantedColumn:
    """A column by its key, and the headings it may have."""

    key: str
    headings: tuple[str, ...]
    is_required: bool


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row with its number in the file, and the text of each wanted column that the file has."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class SheetTable:
    """The rows of a list, and the numbers of the rows of sums and blanks that were left out."""

    rows: tuple[SheetRow, ...]
    skipped: tuple[int, ...]


def read_table(path: Path, columns: Sequence[WantedColumn]) -> SheetTable:
    """Return the list in the first sheet of a file.

    Raises:
        FileUnreadable: missing, or not allowed.
        SheetUnreadable: neither a workbook nor text.
        SheetTooLarge: beyond 20 MB, 50,000 rows or 200 columns.
        SheetEmpty: nothing in it.
        HeaderMissing: a required column was not found; it is named.
    """
    rows = _read_rows(path)
    if not any(any(row) for row in rows):
        raise SheetEmpty(path=path.name)
    place, header = _find_header(path, rows, columns)
    found: list[SheetRow] = []
    skipped: list[int] = []
    for number, row in enumerate(rows[place + 1 :], place + 2):
        cells = {key: row[column] for key, column in header.items() if column < len(row)}
        if _is_sum_or_blank(row):
            skipped.append(number)
        else:
            found.append(SheetRow(number, cells))
    return SheetTable(tuple(found), tuple(skipped))


def _read_rows(path: Path) -> list[list[str]]:
    """Return every row of the first sheet as text."""
    content = read_file(path)
    if len(content) > BYTES_MAX:
        raise SheetTooLarge(path=path.name)
    rows = _read_text(content) if path.suffix.lower() in {".csv", ".txt"} else _read_workbook(path, content)
    if len(rows) > ROWS_MAX or max(map(len, rows), default=0) > COLUMNS_MAX:
        raise SheetTooLarge(path=path.name)
    return rows


def _read_text(content: bytes) -> list[list[str]]:
    """Return the rows of a CSV file: UTF-8 where it is, else the Chinese encoding."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("gb18030", errors="replace")
    return [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text))]


def _read_workbook(path: Path, content: bytes) -> list[list[str]]:
    """Return the rows of the first sheet of a workbook."""
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(member.file_size for member in archive.infolist())
        if unpacked > ZIP_RATIO_MAX * len(content):
            raise SheetTooLarge(path=path.name)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheet = workbook.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (CalamineError, ValueError, IndexError) as error:
        raise SheetUnreadable(path=path.name) from error
    return [[_cell_text(value) for value in row] for row in sheet]


def _cell_text(value: object) -> str:
    """Return a cell as exact text; a whole number without the decimals that Excel gives it."""
    if isinstance(value, float):
        exact = Decimal(repr(value))
        return str(exact.quantize(Decimal(1))) if exact == exact.to_integral_value() else format(exact, "f")
    if isinstance(value, datetime):
        return value.isoformat(" ") if value.time().isoformat() != "00:00:00" else value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return str(value).strip()


def _find_header(
    path: Path, rows: Sequence[Sequence[str]], columns: Sequence[WantedColumn]
) -> tuple[int, dict[str, int]]:
    """Return the row that has most of the headings, and where each wanted column stands."""
    best: dict[str, int] = {}
    place = 0
    for number, row in enumerate(rows[:HEADER_ROWS]):
        headings = [cell.replace(" ", "").replace("\n", "").lower() for cell in row]
        found = {
            column.key: headings.index(heading.lower())
            for column in columns
            for heading in column.headings[::-1]
            if heading.lower() in headings
        }
        if len(found) > len(best):
            best, place = found, number
    missing = [column.headings[-1] for column in columns if column.is_required and column.key not in best]
    if missing:
        raise HeaderMissing(path=path.name, columns=", ".join(missing))
    return place, best


def _is_sum_or_blank(row: Sequence[str]) -> bool:
    """Return whether a row holds no data of its own."""
    first = next((cell for cell in row if cell), "")
    return not first or first.replace(" ", "").lower().startswith(SUMS)

"""Reading a list out of an Excel or CSV file: the header found by its names, every value as exact text."""

import csv
import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from supplies.errors import DigitsLost, HeaderMissing, SheetEmpty, SheetTooLarge, SheetUnreadable
from supplies.files import read_file
from supplies.sheets.old_workbooks import check_old_workbook, is_old_workbook
from supplies.sheets.packages import check_package, is_package

T = TypeVar("T")

BYTES_MAX = 20 * 1024 * 1024
ROWS_MAX = 50_000
COLUMNS_MAX = 200
HEADER_ROWS = 30
"""How far down the header may stand, below titles and notes."""
EXACT_DIGITS = 15
"""Excel keeps no more of a number; a longer code arrives changed unless its column is text."""

RUST_PANICS = "pyo3_runtime"
"""The module of what the library raises where it finds a damaged workbook impossible; no ordinary exception."""

_SUM = re.compile(r"(合计|小计|总计|total|subtotal)(数量|金额)?[:：]?([(（].*[)）])?", re.IGNORECASE)
_ROUNDED = re.compile(r"[+-]?\d(\.\d+)?E\+\d+", re.IGNORECASE)
"""How Excel writes a long number into CSV: what followed its first digits is gone."""


class Rounded(str):
    """The text of a number that has more digits than Excel keeps."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a file: its name and the text of every cell, as wide as it is."""

    name: str
    rows: list[list[str]]


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
        DigitsLost: a long number was changed by Excel; its row is named.
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
            continue
        for cell in cells.values():
            if isinstance(cell, Rounded):
                raise DigitsLost(path=path.name, row=number, number=str(cell))
        found.append(SheetRow(number, cells))
    return SheetTable(tuple(found), tuple(skipped))


def read_sheets(path: Path) -> list[Sheet]:
    """Return every sheet of a file that people see; a text file is one, named as the file.

    Raises:
        FileUnreadable: missing, or not allowed.
        SheetUnreadable: neither a workbook nor text.
        SheetTooLarge: beyond 20 MB, or a sheet beyond 50,000 rows or 200 columns.
    """
    content = _content(path)
    if _is_text(path):
        return [Sheet(path.name, _read_text(path, content))]
    return _read_workbook(path, content, _seen_sheets)


def _read_rows(path: Path) -> list[list[str]]:
    """Return every row of the first sheet as text."""
    content = _content(path)
    return _read_text(path, content) if _is_text(path) else _read_workbook(path, content, _first_sheet)


def _content(path: Path) -> bytes:
    """Return what stands in a file that is not too large."""
    content = read_file(path)
    if len(content) > BYTES_MAX:
        raise SheetTooLarge(path=path.name)
    return content


def _is_text(path: Path) -> bool:
    """Return whether a file is text by its name."""
    return path.suffix.lower() in {".csv", ".txt"}


def _read_text(path: Path, content: bytes) -> list[list[str]]:
    """Return the rows of a CSV file: UTF-8 where it is, else the Chinese encoding."""
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(_decoded(content), newline=None)):
            if len(rows) == ROWS_MAX or len(row) > COLUMNS_MAX:
                raise SheetTooLarge(path=path.name)
            rows.append([_text(cell) for cell in row])
    except (UnicodeDecodeError, csv.Error) as error:
        raise SheetUnreadable(path=path.name) from error
    return rows


def _decoded(content: bytes) -> str:
    """Return the text of a file in UTF-8 or else GB 18030; never with characters that stand for lost ones."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030")


def _text(cell: str) -> str:
    """Return the text of a CSV cell."""
    text = cell.strip()
    return Rounded(text) if _ROUNDED.fullmatch(text) else text


def _read_workbook(path: Path, content: bytes, take: Callable[[Path, CalamineWorkbook], T]) -> T:
    """Return what is taken out of a workbook."""
    if is_package(content):
        check_package(path.name, content)
    elif is_old_workbook(content):
        check_old_workbook(path.name, content)
    else:
        raise SheetUnreadable(path=path.name)
    try:
        return take(path, CalamineWorkbook.from_filelike(io.BytesIO(content)))
    except (CalamineError, ValueError, IndexError) as error:
        raise SheetUnreadable(path=path.name) from error
    except BaseException as error:
        if type(error).__module__ != RUST_PANICS:
            raise
        raise SheetUnreadable(path=path.name) from error


def _first_sheet(path: Path, workbook: CalamineWorkbook) -> list[list[str]]:
    """Return the rows of the first sheet."""
    return _sheet_rows(path, workbook.get_sheet_by_index(0))


def _seen_sheets(path: Path, workbook: CalamineWorkbook) -> list[Sheet]:
    """Return the sheets that hold cells and are not hidden."""
    return [
        Sheet(each.name, _sheet_rows(path, workbook.get_sheet_by_name(each.name)))
        for each in workbook.sheets_metadata
        if each.typ == SheetTypeEnum.WorkSheet and each.visible == SheetVisibleEnum.Visible
    ]


def _sheet_rows(path: Path, sheet: CalamineSheet) -> list[list[str]]:
    """Return the rows of a sheet, once it is known that they are not too many."""
    last_row, last_column = sheet.end or (0, 0)
    if last_row >= ROWS_MAX or last_column >= COLUMNS_MAX:
        raise SheetTooLarge(path=path.name)
    return [[_cell_text(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]


def _cell_text(value: object) -> str:
    """Return a cell as exact text; a whole number without the decimals that Excel gives it."""
    if isinstance(value, float):
        exact = Decimal(repr(value))
        if abs(exact) >= 10**EXACT_DIGITS:
            return Rounded(value)
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
    return not first or _SUM.fullmatch(first.replace(" ", "")) is not None

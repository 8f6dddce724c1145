"""A report as an Excel workbook: figures as figures, dates as dates, codes as text, and never a formula out of a text.

Each table has a sheet of its own; the last sheet says what was asked for, by whom, when, and from which state of the
journal the figures are.
"""

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date
from decimal import Decimal

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from supplies.language import _
from supplies.tables import HUNDREDTHS, Cell, Column, Fact, Kind, Percent, Report, Row, RowKind, Table, row_texts
from supplies.values import FEN_PER_YUAN, YUAN_PER_WAN, Money, Quantity

A4 = 9
SHEET_NAME_MAX = 31
WIDTH_MIN, WIDTH_MAX = 6.0, 42.0
"""Of a column, in widths of a digit."""
PORTRAIT_WIDTH = 95.0
"""Tables wider than this are printed across."""
MEASURED_ROWS = 2_000
"""A column is as wide as what stands in so many rows from the top."""
TEXT_MAX = 16_383
"""Excel takes twice as many characters in a cell, but counts some of them twice."""

_NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\]+")
_FORMATS = {
    Kind.TEXT: "@",
    Kind.DATE: "yyyy-mm-dd",
    Kind.QUANTITY: "#,##0.###",
    Kind.MONEY: "#,##0.00",
    Kind.WAN: "#,##0.00####",
    Kind.WHOLE: "0",
    Kind.CODE: "@",
    Kind.PERCENT: "0.00%",
}
_WHOLE_QUANTITY = "#,##0"
_TINTS = {RowKind.HEADING: "#F1F4F8", RowKind.SUBTOTAL: "#F1F4F8", RowKind.TOTAL: "#E6E6E6"}


@dataclass(frozen=True, slots=True)
class _Look:
    """What tells one cell format from another."""

    number: str
    kind: RowKind
    is_wrapped: bool = False


class _Book:
    """A workbook in the making, with each format made once."""

    def __init__(self, buffer: io.BytesIO) -> None:
        options = {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        self.workbook: Workbook = xlsxwriter.Workbook(buffer, options)
        self._formats: dict[_Look, Format] = {}
        self.title = self.workbook.add_format({"bold": True, "font_size": 16})
        self.head = self.workbook.add_format(
            {
                "bold": True,
                "bg_color": "#E7EBF0",
                "border": 1,
                "border_color": "#B8B8B8",
                "align": "center",
                "valign": "vcenter",
                "text_wrap": True,
            }
        )
        self.label = self.workbook.add_format({"bold": True, "valign": "top"})
        self.plain = self.workbook.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        self.mark = self.workbook.add_format({"bold": True, "font_color": "#C71A1A"})

    def format(self, look: _Look) -> Format:
        """Return the format of a cell."""
        if look not in self._formats:
            properties: dict[str, object] = {
                "num_format": look.number,
                "border": 1,
                "border_color": "#B8B8B8",
                "valign": "vcenter",
                "text_wrap": look.is_wrapped,
            }
            if look.kind is not RowKind.LINE:
                properties |= {"bold": True, "bg_color": _TINTS[look.kind]}
            self._formats[look] = self.workbook.add_format(properties)
        return self._formats[look]


def report_xlsx(report: Report) -> bytes:
    """Return a report as an Excel workbook."""
    buffer = io.BytesIO()
    book = _Book(buffer)
    stamp = report.stamp
    about = {"title": report.title, "author": stamp.organisation, "comments": stamp.check_code}
    book.workbook.set_properties({**about, "created": stamp.printed_at.astimezone(UTC)})
    names = _SheetNames()
    for table in report.tables:
        _write_table(book, book.workbook.add_worksheet(names.take(table.title or report.title)), report, table)
    _write_about(book, book.workbook.add_worksheet(names.take(_("About"))), report)
    book.workbook.close()
    return buffer.getvalue()


class _SheetNames:
    """Names of sheets: none twice, none that Excel refuses."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def take(self, wanted: str) -> str:
        """Return a name as close to the wanted one as may be."""
        base = _NOT_IN_SHEET_NAMES.sub(" ", wanted).strip(" '")[:SHEET_NAME_MAX] or _("Table")
        name, number = base, 1
        while name.lower() in self._taken:
            number += 1
            name = f"{base[: SHEET_NAME_MAX - 4]} {number}"
        self._taken.add(name.lower())
        return name


# --- a table ---------------------------------------------------------------------------------------------------------


def _write_table(book: _Book, sheet: Worksheet, report: Report, table: Table) -> None:
    """Write a table below its title; with constant memory, row after row from the top."""
    last = len(table.columns) - 1
    widths = _widths(table)
    sheet.set_column(0, 0, widths[0])
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)
    sheet.set_row(0, 24)
    _write_text(sheet, 0, 0, f"{report.title}  {table.title}".strip(), book.title)
    facts = (Fact(_("Made by"), report.stamp.organisation), *report.facts)
    line = "    ".join(_("{label}: {text}").format(label=fact.label, text=fact.text) for fact in facts)
    _write_text(sheet, 1, 0, "    ".join(filter(None, (line, table.unit))))
    if report.stamp.is_sample:
        _write_text(sheet, 2, 0, _("Sample data, not real"), book.mark)
    head = 3
    for place, column in enumerate(table.columns):
        _write_text(sheet, head, place, column.title, book.head)
    for number, row in enumerate(table.rows, head + 1):
        _write_row(book, sheet, number, table, row)
    sheet.freeze_panes(head + 1, min(table.key_columns, 3))
    lines = sum(row.kind is not RowKind.TOTAL for row in table.rows)
    if lines:
        sheet.autofilter(head, 0, head + lines, last)
    _set_up_print(sheet, report, head, sum(widths))


def _write_row(book: _Book, sheet: Worksheet, number: int, table: Table, row: Row) -> None:
    """Write the cells of a row, empty ones too, so that the whole row has its look."""
    for place, (column, cell) in enumerate(zip(table.columns, row.cells, strict=True)):
        look = book.format(_look(column, cell, row.kind))
        match cell:
            case None | "":
                sheet.write_blank(number, place, None, look)
            case str():
                _write_text(sheet, number, place, cell, look)
            case date():
                sheet.write_datetime(number, place, cell, look)
            case _:
                sheet.write_number(number, place, _number(cell, column.kind), look)


def _look(column: Column, cell: Cell, kind: RowKind) -> _Look:
    """Return what a cell looks like; words of headings and sums run on over the empty cells behind them."""
    if isinstance(cell, str):
        return _Look(_FORMATS[Kind.TEXT], kind, is_wrapped=kind is RowKind.LINE and column.wraps)
    if isinstance(cell, Quantity) and cell.fits(0):
        return _Look(_WHOLE_QUANTITY, kind)
    return _Look(_FORMATS[column.kind], kind)


def _number(cell: Quantity | Money | Percent | int, kind: Kind) -> Decimal:
    """Return a figure exactly; Excel keeps fifteen digits of it, more than any sum of the reserve has."""
    match cell:
        case Quantity():
            return Decimal(cell.thousandths) / 1000
        case Money():
            return Decimal(cell.fen) / (FEN_PER_YUAN * (YUAN_PER_WAN if kind is Kind.WAN else 1))
        case Percent():
            return Decimal(cell.hundredths) / HUNDREDTHS
        case _:
            return Decimal(cell)


def _write_text(sheet: Worksheet, row: int, column: int, text: str, look: Format | None = None) -> None:
    """Write a text as a text, whatever it looks like."""
    sheet.write_string(row, column, text[:TEXT_MAX], look)


def _widths(table: Table) -> list[float]:
    """Return how wide each column is, in widths of a digit; a Chinese character takes two."""
    widths = [
        max(WIDTH_MIN, _digits(column.title) / (1 if column.kind is Kind.TEXT else 2)) for column in table.columns
    ]
    for row in table.rows[:MEASURED_ROWS]:
        if row.kind is RowKind.HEADING:
            continue
        for place, text in enumerate(row_texts(table, row)):
            if row.kind is RowKind.LINE or not isinstance(row.cells[place], str):
                widths[place] = max(widths[place], _digits(text))
    return [min(width + 1.5, WIDTH_MAX) for width in widths]


def _digits(text: str) -> float:
    """Return how wide a text is, in widths of a digit."""
    return sum(1.0 if ord(character) < 0x2E80 else 2.0 for character in text)


def _set_up_print(sheet: Worksheet, report: Report, head: int, width: float) -> None:
    """Have it printed on A4, as wide as the page, with its headings on every page."""
    sheet.set_paper(A4)
    if width > PORTRAIT_WIDTH:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(head)
    sheet.set_margins(left=0.5, right=0.5, top=0.7, bottom=0.7)
    stamp = report.stamp
    mark = f"&R{_plain(_('Sample data, not real'))}" if stamp.is_sample else ""
    sheet.set_header(f"&L{_plain(report.title)}{mark}")
    check = _("Check code {code}").format(code=stamp.check_code)
    page = _("Page {number} of {count}").format(number="&P", count="&N")
    sheet.set_footer(f"&L{_plain(stamp.printed_text)}  {_plain(check)}&R{page}")


def _plain(text: str) -> str:
    """Return a text for a header or footer, where & begins a command; Excel takes 255 characters in all."""
    return text[:80].replace("&", "&&")


# --- about it --------------------------------------------------------------------------------------------------------


def _write_about(book: _Book, sheet: Worksheet, report: Report) -> None:
    """Write what was asked for, by whom, when, and from which state of the journal."""
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 1, 90)
    for number, (label, text) in enumerate(_about(report)):
        _write_text(sheet, number, 0, label, book.label)
        _write_text(sheet, number, 1, text, book.plain)
    sheet.set_paper(A4)


def _about(report: Report) -> Iterator[tuple[str, str]]:
    """Yield labels and texts."""
    stamp = report.stamp
    yield _("Report"), report.title
    yield _("Made by"), stamp.organisation
    yield from ((fact.label, fact.text) for fact in report.facts)
    yield _("Prepared by"), stamp.person
    yield _("Printed"), stamp.printed_text
    yield _("Data as of"), stamp.data_text
    yield _("Check code"), stamp.check_code
    if stamp.is_sample:
        yield _("Remark"), _("Sample data, not real")
    yield from _notes(report.footnotes)


def _notes(notes: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the notes, the first with a label."""
    for place, note in enumerate(notes):
        yield "" if place else _("Notes"), note

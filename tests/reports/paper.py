"""What is read back of a report's files: the words of the PDF, and the rows of the workbook."""

import io
from datetime import date, datetime
from decimal import Decimal
from typing import TypeAlias

import openpyxl

from supplies.printing.reports.pdf import report_pdf
from supplies.sheets.writing import report_xlsx
from supplies.tables import Report
from tests.printing.reports.samples import faces, opened, overlaps

Read: TypeAlias = str | Decimal | date | None
HEAD = 4
"""In this row from the top a sheet has its headings."""


def printed(report: Report) -> str:
    """Print a report; return its words without blanks, once it is proved that nothing stands on anything else."""
    with opened(report_pdf(report, faces())) as pages:
        assert not [each for page in pages for each in overlaps(page)]
        return "".join("".join((page.extract_text() or "").split()) for page in pages)


def pages_of(report: Report) -> list[tuple[float, float]]:
    """Return the size of each page."""
    with opened(report_pdf(report, faces())) as pages:
        return [(float(page.width), float(page.height)) for page in pages]


def sheet(report: Report, place: int = 0) -> list[dict[str, Read]]:
    """Return the rows of a table as the workbook has them, by the headings; figures exact."""
    book = openpyxl.load_workbook(io.BytesIO(report_xlsx(report)))
    heads, *rows = list(book.worksheets[place].iter_rows(min_row=HEAD, values_only=True))
    return [dict(zip(map(str, heads), map(_exact, row), strict=True)) for row in rows]


def _exact(cell: object) -> Read:
    """Return a cell as it was meant: a figure exactly, a day without its midnight."""
    if isinstance(cell, int | float):
        return Decimal(repr(cell))
    if isinstance(cell, datetime):
        return cell.date()
    assert cell is None or isinstance(cell, str)
    return cell

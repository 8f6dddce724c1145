"""Reports to print, and what a PDF says when it is read back."""

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import cache
from itertools import pairwise
from typing import Any

import pdfplumber
from pdfplumber.page import Page

from supplies.printing.fonts import Faces, find_faces
from supplies.printing.reports.pdf import report_pdf
from supplies.tables import Cell, Column, Fact, Kind, Report, Row, RowKind, Stamp, Table
from supplies.values import Money, Quantity

MADE_AT = datetime(2026, 6, 30, 4, 0, tzinfo=UTC)
STAMP = Stamp("鞍山市应急管理局", "管理员", MADE_AT, MADE_AT, 1234, "ab12cd34", is_sample=False)
COLUMNS = (
    Column("no", "序号", Kind.WHOLE),
    Column("item", "编码", width=0.7, wraps=False),
    Column("name", "名称", width=1.5),
    Column("expires", "效期至", Kind.DATE),
    Column("quantity", "数量", Kind.QUANTITY),
    Column("amount", "金额", Kind.MONEY),
)


@cache
def faces() -> Faces:
    """Return the type of this computer."""
    return find_faces()


def line(number: int, name: str = "12㎡单帐篷") -> Row:
    """Return a line."""
    day = date(2030, 1, 1 + number % 28)
    return Row((number, f"YJ{number:05d}", name, day, Quantity.parse(number), Money(number * 101)))


def words(text: str, kind: RowKind, amount: Cell = None) -> Row:
    """Return a heading or a sum."""
    return Row((text, None, None, None, None, amount), kind)


def grouped(count: int) -> tuple[Row, ...]:
    """Return one group with so many lines, its sum and a total."""
    amount = Money(101 * count * (count + 1) // 2)
    lines = [line(number) for number in range(1, count + 1)]
    sums = (words("小计", RowKind.SUBTOTAL, amount), words("合计", RowKind.TOTAL, amount))
    return (words("C01 生活救助与安置类", RowKind.HEADING), *lines, *sums)


def report(rows: Sequence[Row] = (), *, stamp: Stamp = STAMP, **more: Any) -> Report:
    """Return a report with one table, of the usual columns unless it is said otherwise."""
    table = Table(more.pop("columns", COLUMNS), tuple(rows), unit="单位：元", key_columns=more.pop("key_columns", 0))
    fields: dict[str, Any] = {
        "name": "stock",
        "title": "库存报表",
        "facts": (Fact("仓库", "全部仓库"),),
        "tables": (table,),
        "signatures": ("制表人", "审核人", "负责人"),
        **more,
    }
    return Report(stamp=stamp, **fields)


@contextmanager
def opened(pdf: bytes) -> Iterator[list[Page]]:
    """Open a PDF and return its pages."""
    with pdfplumber.open(io.BytesIO(pdf)) as found:
        yield found.pages


def page_texts(made: Report) -> list[str]:
    """Print a report and return the text of each page, without blanks."""
    with opened(report_pdf(made, faces())) as pages:
        return ["".join((page.extract_text() or "").split()) for page in pages]


def overlaps(page: Page) -> list[str]:
    """Return the characters that stand on one another, or beyond the edges of the page."""
    found = [char["text"] for char in page.chars if char["x0"] < 0 or char["x1"] > page.width]
    by_line: dict[float, list[dict[str, Any]]] = {}
    for char in page.chars:
        by_line.setdefault(round(char["bottom"], 1), []).append(char)
    for chars in by_line.values():
        chars.sort(key=lambda char: char["x0"])
        found += [left["text"] + right["text"] for left, right in pairwise(chars) if right["x0"] < left["x1"] - 0.3]
    return found

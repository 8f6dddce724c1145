"""The register of loans and returns: what is out and overdue, what came back, in which condition; as PDF and Excel."""

import io
from typing import Any

import openpyxl
import pdfplumber
import pytest

from supplies.printing.fonts import find_faces
from supplies.printing.reports.pdf import report_pdf
from supplies.sheets.writing import report_xlsx
from supplies.stock.actions import Condition, Return
from supplies.stock.loans import Lend
from supplies.tables import Tone
from tests.reports.reading import facts, lines, made
from tests.rooms import DEPOT, TENT, TODAY, Desk, act, ago, lot_line, return_line, some
from tests.stock.keeper import SECOND, second_depot


@pytest.fixture
def lent(desk: Desk) -> Desk:
    """Return a store with a loan that is five days overdue and of which some came back, and an issue without a day."""
    second_depot(desk)
    lot = desk.lot(TENT, 20, day=ago(60), batch_no="PC-1")
    values: dict[str, Any] = {"depot": DEPOT, "counterparty": "立山区消防救援大队", "receiver": "借用人"}
    loan = act(Lend, business_date=ago(40), due_on=ago(5), lines=(lot_line(lot, 4),), **values)
    desk.paper(loan)
    desk.issue(lot_line(lot, 2), day=ago(30))
    for day, condition, reason in ((ago(20), Condition.GOOD, "已清洗消毒"), (ago(10), Condition.SCRAP, "篷布撕裂")):
        line = return_line(lot, 1, condition=condition, reason=reason)
        desk.paper(act(Return, business_date=day, **(values | {"receiver": "送还人"}), lines=(line,)))
    return desk


def test_what_is_out_stands_first_the_overdue_in_red(lent: Desk) -> None:
    report = made(lent, "returns")
    out, _back = report.tables
    assert lines(out, "no", "holder", "kind", "quantity", "left", "due", "overdue") == [
        (1, "立山区消防救援大队", "借出", some(4), some(2), ago(5), 5),
        (2, "铁东区", "已发出", some(2), some(2), None, None),
    ]
    assert [row.tone for row in out.rows] == [Tone.RED, Tone.PLAIN]
    assert facts(report)["尚未归还"] == "2 行，其中逾期 1 行"


def test_what_came_back_stands_in_its_order_with_condition_and_cleaning(lent: Desk) -> None:
    _out, back = made(lent, "returns").tables
    assert lines(back, "date", "holder", "receiver", "quantity", "state", "reason") == [
        (ago(20), "立山区消防救援大队", "送还人", some(1), "完好", "已清洗消毒"),
        (ago(10), "立山区消防救援大队", "送还人", some(1), "停用", "篷布撕裂"),
    ]


def test_the_register_is_limited_to_a_depot_and_a_span_of_days(lent: Desk) -> None:
    out, back = made(lent, "returns", first=ago(15), last=TODAY).tables
    assert len(out.rows) == 2 and [row[0] for row in lines(back, "date")] == [ago(10)]
    out, back = made(lent, "returns", depot=SECOND).tables
    assert not out.rows and not back.rows


def test_the_register_is_read_back_from_pdf_and_excel(lent: Desk) -> None:
    report = made(lent, "returns")
    with pdfplumber.open(io.BytesIO(report_pdf(report, find_faces()))) as document:
        text = "".join("".join((page.extract_text() or "").split()) for page in document.pages)
    for words in ("借用、回收登记表", "立山区消防救援大队", "已清洗消毒", "篷布撕裂", "尚未归还", "已归还"):
        assert words in text, words
    book = openpyxl.load_workbook(io.BytesIO(report_xlsx(report)))
    cells = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None}
    assert {"立山区消防救援大队", "已清洗消毒", "篷布撕裂"} <= cells

"""Upkeep on paper: what is due, and the card of one object; the PDF and the workbook say the same."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from supplies.errors import UnknownRecord
from supplies.models.upkeep import UpkeepKind, UpkeepResult
from supplies.sheets.writing import report_xlsx
from supplies.stock.clocks import due
from supplies.stock.readiness import months_later
from supplies.stock.upkeep import ComponentLine
from supplies.tables import RowKind, Tone
from tests.printing.reports.samples import page_texts
from tests.reports.reading import facts, lines, made, only_table, rows
from tests.rooms import DEPOT, TENT, TODAY, Desk, ago, some, yuan
from tests.stock.wear import AED, GENERATOR, looked_after, teach


def test_what_is_due_stands_with_its_clock_and_what_is_overdue_stands_out(desk: Desk) -> None:
    teach(desk)
    desk.lot(GENERATOR, 1, yuan("3000"), ago(200), serial_no="F-1")
    desk.lot(TENT, 5, day=ago(50), expires_on=ago(-20), batch_no="P1")
    report = made(desk, "upkeep", depot=DEPOT)
    table = only_table(report)
    assert lines(table, "batch", "kind", "due", "state", "quantity") == [
        ("F-1", "保养", months_later(ago(200), 3), "逾期", some(1)),
        ("F-1", "检定检查", months_later(ago(200), 6), "逾期", some(1)),
        ("P1", "储存年限", ago(-20), "即将到期", some(5)),
    ]
    tones = [row.tone for row in table.rows if row.kind is RowKind.LINE]
    assert tones == [Tone.RED, Tone.RED, Tone.PLAIN]
    assert facts(report)["逾期"] == "2"
    assert len(desk.read(due, TODAY, DEPOT)) == 3


def test_the_card_lists_all_that_was_done_and_what_it_cost(desk: Desk) -> None:
    teach(desk)
    desk.lot(AED, 1, yuan("9000"), ago(300), serial_no="A-1")
    lot = desk.stock()[0].lot_id
    pads = (ComponentLine(name="电极片", expires_on=ago(-700)),)
    desk.post(
        looked_after(lot, UpkeepKind.MAINTENANCE, components=pads, cost=yuan("860")),
        looked_after(lot, UpkeepKind.CALIBRATION, certificate="JD-7", cost=yuan("40.50"), next_on=ago(-300)),
        looked_after(lot, result=UpkeepResult.STOPPED, faults="屏幕损坏"),
    )
    report = made(desk, "upkeep_card", number="a-1")
    table = only_table(report)
    assert lines(table, "kind", "result", "parts", "certificate", "next") == [
        ("保养", "可用", f"电极片（至 {ago(-700)}）", "", None),
        ("检定", "可用", "", "JD-7", ago(-300)),
        ("试机", "停用", "", "", None),
    ]
    (total,) = rows(table, RowKind.TOTAL)
    assert total["cost"] == yuan("900.50")
    words = "".join(page_texts(report))
    for text in ("维保记录卡", "试验除颤器", "A-1", "屏幕损坏", "900.50"):
        assert text in words
    sheet = load_workbook(BytesIO(report_xlsx(report))).active
    assert sheet is not None
    assert any("屏幕损坏" in str(cell) for row in sheet.iter_rows(values_only=True) for cell in row)


def test_there_is_no_card_of_what_nobody_knows(desk: Desk) -> None:
    with pytest.raises(UnknownRecord):
        made(desk, "upkeep_card", number="NOBODY")

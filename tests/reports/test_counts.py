"""The papers of a count: blank and blind before, with amounts and reasons afterwards."""

import io

import pypdfium2
import pytest

from supplies.cli.report import WRITERS
from supplies.errors import UnknownRecord
from supplies.stock.counting import UnknownCode
from supplies.tables import Kind, Report, RowKind
from tests.reports.reading import facts, lines, made, only_table, rows
from tests.rooms import A01, A02, NOW, QUILT, TENT, Desk, lot_line, some, yuan
from tests.stock.counts import Counting
from tests.stock.keeper import label_of

WIDE = {"tolerance_mille": 1000, "tolerance": some(1_000_000)}


def pdf_text(report: Report) -> str:
    """Return the text of a report's PDF."""
    document = pypdfium2.PdfDocument(io.BytesIO(WRITERS[".pdf"](report)))
    text = "".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    return text


def test_the_sheet_of_a_blind_count_shows_codes_to_scan_and_no_books(desk: Desk) -> None:
    lot = desk.lot(TENT, 4321, batch_no="P1")
    count = Counting(desk)
    count.record(count.counted(lot, 1, A02))
    report = made(desk, "count_sheet", number=count.number)
    table = only_table(report)
    assert [column.key for column in table.columns if column.kind is Kind.CODE] == ["place_code", "label_code"]
    assert "book" not in {column.key for column in table.columns}
    (line,) = lines(table, "place", "place_code", "label_code", "batch")
    assert line == ("A01", "L7210300AA01D", label_of(desk, lot), "P1"), "what was found is not expected"
    text = pdf_text(report)
    assert label_of(desk, lot) in text and "4,321" not in text and "监盘人" in text


def test_the_sheet_of_an_open_count_shows_the_books(desk: Desk) -> None:
    desk.lot(TENT, 4321)
    count = Counting(desk, is_blind=False)
    assert lines(only_table(made(desk, "count_sheet", number=count.number)), "book") == [(some(4321),)]


def test_a_symbol_on_paper_is_drawn_and_not_written(desk: Desk) -> None:
    desk.lot(TENT, 1)
    count = Counting(desk)
    report = made(desk, "count_sheet", number=count.number)
    assert "L7210300AA01D" not in pdf_text(report), "the code of the location stands in its symbol only"
    blank = Counting(desk, is_blind=True, items=(TENT,))
    assert len(WRITERS[".pdf"](made(desk, "count_sheet", number=blank.number))) > 2000


def test_the_differences_show_amounts_reasons_and_what_was_not_counted(desk: Desk) -> None:
    tents, quilts = desk.lot(TENT, 10, yuan("100.00")), desk.lot(QUILT, 5, yuan("50.00"))
    left = desk.lot(QUILT, 7, place=A02)
    count = Counting(desk, **WIDE)
    desk.issue(lot_line(tents, 1))
    unknown = UnknownCode(code="6901234567892", place=A01, counted_at=NOW)
    count.record(count.counted(tents, 7), count.counted(quilts, 6), unknown=(unknown,))
    before = made(desk, "count_result", number=count.number)
    assert any("尚未完成" in note for note in before.footnotes)
    count.finish(reason="盘点差异", left_out="门锁打不开")
    report = made(desk, "count_result", number=count.number)
    differing, missing, codes = report.tables
    keys = ("no", "start", "before", "book", "counted", "difference", "amount", "reason")
    assert lines(differing, *keys) == [
        (1, some(10), some(-1), some(9), some(7), some(-2), yuan("-20.00"), "盘点差异"),
        (2, some(5), None, some(5), some(6), some(1), yuan("10.00"), "盘点差异"),
    ]
    assert [row["amount"] for row in rows(differing, RowKind.TOTAL)] == [yuan("10.00"), yuan("-20.00")]
    assert lines(missing, "start", "reason") == [(some(7), "门锁打不开")]
    assert lines(codes, "code", "counter") == [("6901234567892", "初盘人")]
    said = facts(report)
    assert (said["盘盈（元）"], said["盘亏（元）"]) == ("10.00", "-20.00")
    assert said["盘点调整"].startswith("TZ-")
    assert "单位负责人" in pdf_text(report) and left is not None


def test_the_list_has_every_line(desk: Desk) -> None:
    desk.lot(TENT, 10)
    quilts = desk.lot(QUILT, 5, place=A02)
    count = Counting(desk)
    count.record(count.counted(quilts, 5, A02))
    report = made(desk, "count_lines", number=count.number)
    assert [row["counted"] for row in rows(report.tables[0], RowKind.LINE)] == ["未盘", some(5)]


@pytest.mark.parametrize("name", ["count_sheet", "count_lines", "count_result"])
def test_a_number_that_no_count_has_is_unknown(desk: Desk, name: str) -> None:
    with pytest.raises(UnknownRecord):
        made(desk, name, number="PD-1")

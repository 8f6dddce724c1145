"""Reports from the screen: each is shown, saved as PDF and for Excel, and says what it lacks beside the field."""

import io
from pathlib import Path

import openpyxl
import pdfplumber
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from supplies.reports.catalogue import REPORTS
from supplies.reports.request import FilterField, Grouping
from supplies.stock.documents import documents_page
from supplies.ui.reports.reports_page import ReportsPage
from supplies.ui.widgets.fields import ChoiceField
from supplies.ui.widgets.picker import Option
from tests.reports.subjects import subjects
from tests.rooms import DEPOT, QUILT, TENT, Desk, ago, lot_line, yuan
from tests.ui.desktop import Desktop, fill
from tests.ui.pages import take_file
from tests.ui.waiting import pause

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(desktop: Desktop, desk: Desk) -> ReportsPage:
    """Return the page over two receipts and an issue."""
    lot = desk.lot(TENT, 10, yuan("12000.50"), day=ago(30), expires_on=ago(-20))
    desk.lot(QUILT, 200, yuan(30000), day=ago(20))
    desk.issue(lot_line(lot, 4), day=ago(10))
    return desktop.open(ReportsPage, "reports")


def choose(desktop: Desktop, page: ReportsPage, name: str) -> None:
    """Choose a report; fill in what it cannot do without."""
    page.kind_box.choose(name)
    for field in REPORTS[name].needs:
        page.form.choose(field, TENT if field is FilterField.ITEM else _subject(Desk(desktop.program), name))
    if REPORTS[name].needs:
        desktop.click("report_submit")
    desktop.settle()


def _subject(desk: Desk, name: str) -> str:
    """Return the number or label of something that a report is about."""
    newest: str = desk.read(documents_page, limit=1)[0].number
    return subjects(desk).get(name, newest)


def text_of(pdf: bytes) -> str:
    """Return all that stands on the pages, without blanks."""
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        return "".join("".join((page.extract_text() or "").split()) for page in document.pages)


def test_the_first_report_is_there_at_once(page: ReportsPage) -> None:
    assert page.kind.name == "stock"
    assert page.preview.page_count == 1
    assert page.print_button.isEnabled()


@pytest.mark.parametrize("name", REPORTS)
def test_each_report_is_shown_and_saved_as_pages_and_as_a_workbook(
    desktop: Desktop, page: ReportsPage, name: str, tmp_path: Path
) -> None:
    choose(desktop, page, name)
    assert page.preview.page_count >= 1
    assert page._report is not None
    title = page._report.title
    pdf, workbook = tmp_path / "report.pdf", tmp_path / "report.xlsx"
    desktop.click("reports_save")
    assert take_file(desktop, pdf).endswith(".pdf")
    assert f"已写入：{pdf}" in page.message.words
    assert title.replace(" ", "") in text_of(pdf.read_bytes())
    desktop.click("reports_xlsx")
    assert take_file(desktop, workbook).endswith(".xlsx")
    opened = openpyxl.load_workbook(workbook)
    found = [cell for sheet in opened for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None]
    opened.close()
    assert title in found
    if name == "stock":
        assert 6 in found and 200 in found


@pytest.mark.parametrize("name", [kind.name for kind in REPORTS.values() if kind.needs])
def test_what_a_report_needs_is_asked_for_beside_its_field(desktop: Desktop, page: ReportsPage, name: str) -> None:
    page.kind_box.choose(name)
    desktop.settle()
    assert page.preview.page_count == 0
    for button in (page.sheet_button, page.save_button, page.print_button):
        assert not button.isEnabled()
        assert button.toolTip() == "请先生成报表。"
    desktop.click("report_submit")
    for needed in REPORTS[name].needs:
        field = page.form.field(needed.value)
        assert field._label.text().endswith("*")
        assert "尚未填写" in field.shown_problem
        assert field.has_cursor()
    assert page.preview.page_count == 0


def test_only_the_fields_of_the_report_are_in_sight(page: ReportsPage) -> None:
    for kind in REPORTS.values():
        page.kind_box.choose(kind.name)
        shown = {field for field in FilterField if page.form.field(field.value).isVisible()}
        assert shown == set(kind.takes)
        assert page.summary.text() == kind.summary_text


def test_stock_is_summed_by_what_is_chosen(desktop: Desktop, page: ReportsPage, tmp_path: Path) -> None:
    texts = {}
    for grouping in Grouping:
        page.form.field("by").set_text(grouping.value)
        desktop.click("report_submit")
        target = tmp_path / f"{grouping}.pdf"
        page.save_pdf(target)
        desktop.settle()
        texts[grouping] = text_of(target.read_bytes())
    assert len(set(texts.values())) == len(texts)
    assert "市本级库" in texts[Grouping.DEPOT]


def test_a_filter_leaves_only_what_is_wanted(desktop: Desktop, page: ReportsPage, tmp_path: Path) -> None:
    field = page.form.field("item")
    assert isinstance(field, ChoiceField)
    field.focus()
    QTest.keyClicks(field.edit, "mb")
    pause(150)
    desktop.settle()
    QTest.keyClick(field.edit, Qt.Key.Key_Return)
    assert field.value() == QUILT
    desktop.press(Qt.Key.Key_Return, CONTROL)
    page.save_pdf(tmp_path / "quilts.pdf")
    desktop.settle()
    text = text_of((tmp_path / "quilts.pdf").read_bytes())
    assert "棉被" in text
    assert "单帐篷" not in text


def test_a_period_that_runs_backward_is_refused_in_words(desktop: Desktop, page: ReportsPage) -> None:
    choose(desktop, page, "card")
    assert page.preview.page_count == 1
    fill(page.form, first="2026-06-30", last="2026-06-01")
    desktop.press(Qt.Key.Key_Return, CONTROL)
    assert "2026-06-30" in page.message.words
    assert page.preview.page_count == 0
    assert not page.save_button.isEnabled()
    fill(page.form, last="2026-06-30")
    desktop.press(Qt.Key.Key_Return, CONTROL)
    assert page.message.words == ""
    assert page.preview.page_count == 1


@pytest.mark.parametrize("text", ["30", "30, 90", "soon"])
def test_days_of_warning_are_three_numbers(desktop: Desktop, page: ReportsPage, text: str) -> None:
    choose(desktop, page, "expiry")
    fill(page.form, days=text)
    desktop.press(Qt.Key.Key_Return, CONTROL)
    assert "30, 90, 180" in page.form.field("days").shown_problem
    fill(page.form, days="10, 20, 30")
    desktop.press(Qt.Key.Key_Return, CONTROL)
    assert page.form.field("days").shown_problem == ""
    assert page.preview.page_count == 1


def test_a_day_that_is_none_is_asked_for_again(desktop: Desktop, page: ReportsPage) -> None:
    fill(page.form, as_of="2026-02-31")
    desktop.press(Qt.Key.Key_Return, CONTROL)
    assert "2026-02-31" in page.form.field("as_of").shown_problem
    assert page.form.field("as_of").has_cursor()


def test_a_file_that_cannot_be_written_is_said(desktop: Desktop, page: ReportsPage, tmp_path: Path) -> None:
    desktop.click("reports_save")
    (tmp_path / "file").write_bytes(b"")
    take_file(desktop, tmp_path / "file" / "report.pdf")
    assert page.message.property("state") == "error"
    assert "report.pdf" in page.message.words


def test_the_report_chosen_last_is_the_one_shown(desktop: Desktop, page: ReportsPage) -> None:
    page.kind_box.choose("ledger")
    page.kind_box.choose("expiry")
    page.kind_box.choose("document")
    page.kind_box.choose("funds")
    desktop.settle()
    assert page._report is not None
    assert page._report.title == REPORTS["funds"].title_text
    assert REPORTS["funds"].title_text in text_of(page._pdf)


def test_the_depot_is_picked_by_initials(desktop: Desktop, page: ReportsPage) -> None:
    field = page.form.field("depot")
    assert isinstance(field, ChoiceField)
    field.focus()
    QTest.keyClicks(field.edit, "sbjk")
    pause(150)
    desktop.settle()
    QTest.keyClick(field.edit, Qt.Key.Key_Return)
    assert field.option == Option(DEPOT, "市本级库", DEPOT)

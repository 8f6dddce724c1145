"""One stock document: its lines, taking it back with a reason, and why that cannot be done."""

import pytest
from PySide6.QtCore import Qt

from supplies.models.stock import Origin
from supplies.stock.actions import Receive
from supplies.stock.documents import documents_page
from supplies.ui.labels.labels_page import LabelsPage
from supplies.ui.reports.reports_page import ReportsPage
from supplies.ui.stock.card_page import CardPage
from supplies.ui.stock.document_page import DocumentPage
from tests.rooms import DEPOT, QUILT, TENT, Desk, act, goods, lot_line, yuan
from tests.ui import walks
from tests.ui.desktop import Desktop, fill

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(desktop: Desktop) -> DocumentPage:
    return desktop.open(DocumentPage, "document")


def show(desktop: Desktop, number: str) -> None:
    """Open a document."""
    desktop.window.open_page("document", number)
    desktop.settle()


def column(page: DocumentPage, key: str) -> list[str]:
    """Return one column of the lines."""
    at = [each.key for each in page.model.columns].index(key)
    return [str(page.model.index(row, at).data()) for row in range(page.model.rowCount())]


def test_the_paper_stands_as_it_was_posted(desktop: Desktop, page: DocumentPage, desk: Desk) -> None:
    paper = desk.receive(goods(TENT, 10, yuan(5000), batch_no="PC-A"), goods(QUILT, 200, yuan(30000)))
    show(desktop, paper.number)
    assert page.title == f"入库  {paper.number}"
    assert "管理员" in page.facts.words and "市本级库" in page.facts.words
    assert column(page, "name") == ["12㎡单帐篷", "棉被"]
    assert column(page, "quantity") == ["10", "200"]
    assert column(page, "amount") == ["5,000.00", "30,000.00"]
    assert column(page, "route") == ["供应商 → A01", "供应商 → A01"]


def test_a_paper_is_taken_back_with_a_reason_and_both_stay(desktop: Desktop, page: DocumentPage, desk: Desk) -> None:
    lot = desk.lot(TENT, 10)
    paper = desk.issue(lot_line(lot, 4))
    show(desktop, paper.number)
    desktop.press(Qt.Key.Key_R, CONTROL)
    assert page.panel.isVisible()
    assert paper.number in page.panel.accessibleName()
    fill(page.panel.form, reason="发错单位")
    desktop.press(Qt.Key.Key_Return, CONTROL)
    assert page.panel.isHidden()
    assert f"{paper.number} 已冲销。" in page.message.words
    newest = desk.read(documents_page, limit=1)[0]
    assert newest.reverses == paper.number
    assert desk.held(lot) == goods(TENT, 10).quantity
    assert f"冲销单号 {newest.number}" in page.facts.words
    assert not page.reverse_button.isEnabled()
    assert page.reverse_button.toolTip().splitlines()[-1] == f"已由 {newest.number} 冲销"
    show(desktop, newest.number)
    assert not page.reverse_button.isEnabled()
    assert page.reverse_button.toolTip().splitlines()[-1] == "冲销单不能再冲销。"
    assert page.message.words == ""


def test_a_reason_that_was_not_posted_stays_with_its_paper(desktop: Desktop, page: DocumentPage, desk: Desk) -> None:
    lot = desk.lot(TENT, 10)
    first, second = desk.issue(lot_line(lot, 4)), desk.issue(lot_line(lot, 1))
    visits = ((first.number, "", "发错单位"), (second.number, "", ""), (first.number, "发错单位", ""))
    for number, before, reason in visits:
        show(desktop, number)
        desktop.press(Qt.Key.Key_R, CONTROL)
        assert page.reason.text() == before
        if reason:
            fill(page.panel.form, reason=reason)
        desktop.press(Qt.Key.Key_Escape)


def test_without_a_reason_nothing_is_taken_back(desktop: Desktop, page: DocumentPage, desk: Desk) -> None:
    paper = desk.receive(goods(TENT, 10))
    show(desktop, paper.number)
    head = desk.program.head
    desktop.click("document_reverse")
    desktop.click("document_reversal_form_submit")
    assert "尚未填写" in page.reason.shown_problem
    assert page.reason.has_cursor()
    assert desk.program.head == head
    desktop.press(Qt.Key.Key_Escape)
    assert page.panel.isHidden()
    assert page.reverse_button.isEnabled()


def test_a_receipt_whose_goods_are_gone_cannot_be_taken_back(desktop: Desktop, page: DocumentPage, desk: Desk) -> None:
    lot = desk.lot(TENT, 10)
    desk.issue(lot_line(lot, 4))
    receipt = desk.read(documents_page, limit=10)[-1]
    show(desktop, receipt.number)
    head = desk.program.head
    desktop.click("document_reverse")
    fill(page.panel.form, reason="录入有误")
    desktop.click("document_reversal_form_submit")
    assert page.panel.isVisible()
    assert "12㎡单帐篷" in page.panel.form.message.words
    assert page.reason.text() == "录入有误"
    assert desk.program.head == head


def test_goods_that_came_in_are_labelled_from_their_paper(desktop: Desktop, page: DocumentPage, desk: Desk) -> None:
    lot = desk.lot(TENT, 10)
    issue = desk.issue(lot_line(lot, 1))
    show(desktop, issue.number)
    assert page.labels_button.isHidden()
    receipt = desk.receive(goods(QUILT, 5), goods(TENT, 2))
    show(desktop, receipt.number)
    desktop.click("document_labels")
    labels = desktop.window.current_page
    assert isinstance(labels, LabelsPage)
    assert [line.label.name for line in labels.table.selected_rows()] == ["棉被", "12㎡单帐篷"]


def test_a_line_opens_its_card_and_the_paper_its_print(desktop: Desktop, page: DocumentPage, desk: Desk) -> None:
    paper = desk.receive(goods(QUILT, 5))
    show(desktop, paper.number)
    page.table.selectRow(0)
    desktop.press(Qt.Key.Key_Return)
    assert isinstance(desktop.window.current_page, CardPage)
    desktop.window.go_back()
    desktop.press(Qt.Key.Key_P, CONTROL)
    reports = desktop.window.current_page
    assert isinstance(reports, ReportsPage)
    assert reports.kind.name == "document"
    assert reports.preview.page_count == 1


def test_long_remarks_are_shown_whole_on_a_small_screen(desktop: Desktop, page: DocumentPage, desk: Desk) -> None:
    note = "因连日强降雨，奉市防汛抗旱指挥部调拨令，" * 12
    paper = desk.paper(
        act(Receive, depot=DEPOT, origin=Origin.PURCHASE, counterparty="A" * 100, note=note, lines=(goods(TENT, 1),))
    )
    show(desktop, paper.number)
    assert note in page.facts.words
    assert walks.too_wide(desktop.window) == []
    assert walks.cut_off(desktop.window) == []


def test_nothing_is_listed_before_a_paper_is_opened(desktop: Desktop, page: DocumentPage) -> None:
    assert page.model.rowCount() == 0
    desktop.click("document_print")
    assert desktop.window.current_page.objectName() in {"document", "reports"}

"""The list of documents: newest first, found by what stands on them."""

import pytest
from PySide6.QtCore import Qt

from supplies.models.stock import DocumentKind
from supplies.ui.stock.document_page import DocumentPage
from supplies.ui.stock.documents_page import DocumentsPage
from supplies.ui.widgets.choice_box import ChoiceBox
from tests.rooms import TENT, Desk, goods, lot_line
from tests.ui.desktop import Desktop
from tests.ui.pages import search


@pytest.fixture
def page(desktop: Desktop, desk: Desk) -> DocumentsPage:
    """Return the page over a receipt, an issue, and the issue's reversal."""
    line = goods(TENT, 10)
    desk.receive(line)
    desk.reverse(desk.issue(lot_line(line.lot_id, 4)))
    return desktop.open(DocumentsPage, "documents")


def kinds(page: DocumentsPage) -> list[DocumentKind]:
    """Return the kinds of the documents that are shown."""
    return [page.model.row_at(at).kind for at in range(page.model.rowCount())]


def test_documents_stand_newest_first_each_with_what_took_it_back(page: DocumentsPage) -> None:
    assert kinds(page) == [DocumentKind.REVERSAL, DocumentKind.ISSUE, DocumentKind.RECEIPT]
    assert page.model.row_at(1).reversed_by == page.model.row_at(0).number


def test_documents_are_found_by_number_and_receiver(desktop: Desktop, page: DocumentsPage) -> None:
    search(desktop, page.search, "铁东")
    assert DocumentKind.ISSUE in kinds(page)
    assert DocumentKind.RECEIPT not in kinds(page)
    search(desktop, page.search, "rk-210300a")
    assert kinds(page) == [DocumentKind.RECEIPT]


def test_documents_are_filtered_by_kind(desktop: Desktop, page: DocumentsPage) -> None:
    desktop.find(ChoiceBox, "documents_filters_kind").choose(DocumentKind.ISSUE.value)
    desktop.settle()
    assert kinds(page) == [DocumentKind.ISSUE]


def test_a_document_opens_whole_and_leads_back(desktop: Desktop, page: DocumentsPage) -> None:
    number = page.model.row_at(2).number
    page.table.selectRow(2)
    page.table.setFocus()
    desktop.press(Qt.Key.Key_Return)
    document = desktop.window.current_page
    assert isinstance(document, DocumentPage)
    assert document.title == f"入库  {number}"
    assert desktop.window.windowTitle() == f"入库  {number} — 应急物资"
    desktop.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert desktop.window.current_page is page
    assert desktop.window.windowTitle() == "单据 — 应急物资"

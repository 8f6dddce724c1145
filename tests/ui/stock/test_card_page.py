"""The card of an item: what it is, who holds it, and every movement with what was held after it."""

import pytest
from PySide6.QtCore import Qt

from supplies.stock.actions import AddDepot, AddPlace
from supplies.stock.card import card_page
from supplies.ui.paged_table import PAGE_ROWS
from supplies.ui.reports.reports_page import ReportsPage
from supplies.ui.stock.card_page import CardPage
from supplies.ui.stock.document_page import DocumentPage
from supplies.ui.stock.stock_page import StockPage
from supplies.ui.widgets.choice_box import ChoiceBox
from supplies.values import DepotCode, PlaceCode
from tests.rooms import QUILT, TENT, Desk, act, ago, goods, lot_line, yuan
from tests.ui.desktop import Desktop

COUNTY = DepotCode("210381A")


@pytest.fixture
def page(desktop: Desktop) -> CardPage:
    return desktop.open(CardPage, "card")


def show(desktop: Desktop, page: CardPage, item: str) -> None:
    """Open the card of an item."""
    desktop.window.open_page("card", item)
    desktop.settle()
    assert desktop.window.current_page is page


def rows(page: CardPage, *keys: str) -> list[tuple[str, ...]]:
    """Return some columns of every row."""
    at = {column.key: number for number, column in enumerate(page.model.columns)}
    return [tuple(str(page.model.index(row, at[key]).data()) for key in keys) for row in range(page.model.rowCount())]


def test_each_movement_stands_with_what_was_held_after_it(desktop: Desktop, page: CardPage, desk: Desk) -> None:
    lot = desk.lot(TENT, 10, yuan(5000), day=ago(20))
    desk.issue(lot_line(lot, 4), day=ago(10))
    desk.lot(TENT, 7, yuan(2100), day=ago(5))
    show(desktop, page, TENT)
    assert page.title == "YJ01001  12㎡单帐篷"
    assert "按批次" in page.facts.words
    assert page.held.words == "在库合计 13 顶 市本级库 13 顶"
    assert rows(page, "kind", "change", "balance", "amount") == [
        ("入库", "7", "13", "5,100.00"),
        ("出库", "-4", "6", "3,000.00"),
        ("入库", "10", "10", "5,000.00"),
    ]


def test_the_balances_are_those_of_the_books_over_several_pages(desktop: Desktop, page: CardPage, desk: Desk) -> None:
    count = PAGE_ROWS + 30
    desk.receive(*(goods(TENT, number + 1, yuan(number)) for number in range(count)))
    show(desktop, page, TENT)
    assert page.model.rowCount() == PAGE_ROWS
    bar = page.table.verticalScrollBar()
    bar.setValue(bar.maximum())
    desktop.settle()
    assert page.model.rowCount() == count
    expected = desk.read(card_page, TENT, limit=1000)
    assert [page.model.row_at(at) for at in range(count)] == expected
    assert expected[0].balance.thousandths == 1000 * count * (count + 1) // 2


def test_the_card_of_one_depot_has_its_own_balance(desktop: Desktop, page: CardPage, desk: Desk) -> None:
    place = PlaceCode("K01")
    desk.post(act(AddDepot, code=COUNTY, name="海城市库"), act(AddPlace, depot=COUNTY, code=place, name="K01"))
    desk.lot(TENT, 10)
    desk.receive(goods(TENT, 3, place=place), depot=COUNTY)
    show(desktop, page, TENT)
    assert rows(page, "balance") == [("13",), ("10",)]
    desktop.find(ChoiceBox, "card_filters_depot").choose(COUNTY)
    desktop.settle()
    assert rows(page, "change", "balance") == [("3", "3")]


def test_another_item_is_shown_without_the_filter_of_the_one_before(
    desktop: Desktop, page: CardPage, desk: Desk
) -> None:
    desk.lot(TENT, 10)
    desk.lot(QUILT, 20)
    show(desktop, page, TENT)
    desktop.find(ChoiceBox, "card_filters_depot").setCurrentIndex(1)
    show(desktop, page, QUILT)
    assert desktop.find(ChoiceBox, "card_filters_depot").value() == ""
    assert rows(page, "balance") == [("20",)]
    assert desktop.window.windowTitle().startswith("YJ01008")


def test_an_item_that_never_moved_says_so(desktop: Desktop, page: CardPage) -> None:
    show(desktop, page, QUILT)
    assert page.held.words == "在库合计 0 床"
    assert page.table._empty.isVisible()


def test_the_card_leads_to_its_papers_its_lots_and_its_print(desktop: Desktop, page: CardPage, desk: Desk) -> None:
    paper = desk.receive(goods(TENT, 10))
    show(desktop, page, TENT)
    page.table.selectRow(0)
    page.table.setFocus()
    desktop.press(Qt.Key.Key_Return)
    document = desktop.window.current_page
    assert isinstance(document, DocumentPage)
    assert paper.number in document.title
    desktop.window.go_back()
    desktop.click("card_stock")
    stock = desktop.window.current_page
    assert isinstance(stock, StockPage)
    assert stock.search.text() == TENT
    show(desktop, page, TENT)
    desktop.click("card_print")
    reports = desktop.window.current_page
    assert isinstance(reports, ReportsPage)
    assert reports.kind.name == "card"
    assert reports.preview.page_count == 1

"""The stock page over real stores: what is found, what is added up, what is copied, and where it leads."""

from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox

from supplies.stock.actions import AddDepot, AddPlace
from supplies.ui.reports.reports_page import ReportsPage
from supplies.ui.stock.card_page import CardPage
from supplies.ui.stock.stock_page import StockPage
from supplies.ui.widgets.choice_box import ChoiceBox
from supplies.ui.widgets.empty_state import EmptyState
from supplies.ui.widgets.totals_bar import TotalsBar
from supplies.values import DepotCode, PlaceCode
from tests.rooms import CLOTH, COMMAND_TENT, QUILT, TENT, WATER, Desk, act, ago, goods, yuan
from tests.ui.desktop import Desktop
from tests.ui.pages import ScanStandIn, clipboard_rows, search

COUNTY = DepotCode("210381A")
CONTROL = Qt.KeyboardModifier.ControlModifier


def stock_up(desk: Desk) -> None:
    """Take in tents of two batches, quilts, a command tent, and water that expires soon."""
    desk.receive(
        goods(TENT, 10, yuan("12000.50"), batch_no="PC-A"),
        goods(TENT, 5, yuan("6000"), batch_no="PC-B"),
        goods(QUILT, 200, yuan("30000"), batch_no="=SUM(A1)"),
        goods(WATER, 40, yuan("800"), batch_no="W1", expires_on=ago(-30)),
    )
    desk.receive(goods(COMMAND_TENT, 1, yuan("46000"), serial_no="ZH-0001"))


@pytest.fixture
def page(desktop: Desktop, desk: Desk) -> StockPage:
    stock_up(desk)
    return desktop.open(StockPage, "stock")


def shown(page: StockPage, column: str = "name") -> list[str]:
    """Return one column of the rows that are shown."""
    at = [each.key for each in page.model.columns].index(column)
    return [str(page.model.index(row, at).data()) for row in range(page.model.rowCount())]


def words(desktop: Desktop) -> str:
    """Return what the bar of totals says."""
    return desktop.find(TotalsBar, "stock_totals").words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("指挥帐篷", ["60㎡指挥帐篷"]),
        ("yj01008", ["棉被"]),
        ("zhzp", ["60㎡指挥帐篷"]),
        ("PC-B", ["12㎡单帐篷"]),
        ("ZH-0001", ["60㎡指挥帐篷"]),
        ("没有这样的物资", []),
    ],
)
def test_stock_is_found_by_name_code_initials_batch_and_serial(
    desktop: Desktop, page: StockPage, text: str, found: Sequence[str]
) -> None:
    assert len(shown(page)) == 5
    search(desktop, page.search, text)
    assert shown(page) == found
    assert desktop.find(EmptyState, "stock_empty").isVisible() == (not found)
    page.search.clear()
    QTest.keyClick(page.search, Qt.Key.Key_Return)
    desktop.settle()
    assert len(shown(page)) == 5


def test_stock_is_found_by_its_label(desktop: Desktop, page: StockPage) -> None:
    label = shown(page, "label")[2]
    search(desktop, page.search, label)
    assert shown(page, "label") == [label]


def test_the_filters_leave_what_is_wanted(desktop: Desktop, page: StockPage, desk: Desk) -> None:
    place = PlaceCode("K01")
    desk.post(act(AddDepot, code=COUNTY, name="海城市库"), act(AddPlace, depot=COUNTY, code=place, name="K01"))
    desk.receive(goods(CLOTH, "12.5", place=place), depot=COUNTY)
    page.reload()
    desktop.settle()
    assert len(shown(page)) == 6
    desktop.find(ChoiceBox, "stock_filters_depot").choose(COUNTY)
    desktop.settle()
    assert shown(page) == ["土工布"]
    assert shown(page, "quantity") == ["12.5"]
    desktop.click("stock_filters_clear")
    desktop.find(ChoiceBox, "stock_filters_category").choose("C02")
    desktop.settle()
    assert shown(page) == ["土工布"]
    desktop.click("stock_filters_clear")
    desktop.find(QCheckBox, "stock_filters_expiring").click()
    desktop.settle()
    assert shown(page) == ["瓶装饮用水"]
    desktop.click("stock_filters_clear")
    assert len(shown(page)) == 6


def test_the_selection_is_added_up_exactly(desktop: Desktop, page: StockPage) -> None:
    assert words(desktop) == "共 5 行"
    search(desktop, page.search, "单帐篷")
    page.table.setFocus()
    desktop.press(Qt.Key.Key_A, CONTROL)
    assert words(desktop) == "共 2 行 已选 2 行 数量 15 金额 18,000.50"
    later = page.model.row_at(shown(page, "lot").index("PC-B"))
    page.table.select_key(page.model.row_key(later))
    desktop.settle()
    assert words(desktop) == "共 2 行 已选 1 行 数量 5 金额 6,000.00"


def test_the_worth_of_all_that_is_wanted_stands_below(desktop: Desktop, page: StockPage) -> None:
    assert page.whole.text() == "共 5 行，金额合计 94,800.50 元"
    search(desktop, page.search, "单帐篷")
    assert page.whole.text() == "共 2 行，金额合计 18,000.50 元"


def test_rows_go_to_a_spreadsheet_figures_plain_and_codes_as_texts(desktop: Desktop, page: StockPage) -> None:
    page.table.setFocus()
    page.table.selectAll()
    desktop.press(Qt.Key.Key_C, CONTROL)
    rows = clipboard_rows()
    assert len(rows) == 5
    keys = [column.key for column in page.model.columns]
    tents, quilts = (dict(zip(keys, row, strict=True)) for row in (rows[0], rows[3]))
    assert (tents["code"], tents["quantity"], tents["amount"]) == ("YJ01001", "10", "12000.50")
    assert quilts["lot"] == "'=SUM(A1)"
    desktop.press(Qt.Key.Key_C, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert clipboard_rows()[0][:3] == ["编码", "名称", "数量"]


def test_a_row_opens_the_card_of_its_item_and_back(desktop: Desktop, page: StockPage) -> None:
    search(desktop, page.search, "棉被")
    QTest.keyClick(page.search, Qt.Key.Key_Down)
    page.table.selectRow(0)
    desktop.press(Qt.Key.Key_Return)
    card = desktop.window.current_page
    assert isinstance(card, CardPage)
    assert card.title == "YJ01008  棉被"
    desktop.click("card_back")
    assert desktop.window.current_page is page
    assert shown(page) == ["棉被"]


def test_the_page_leads_to_the_report_the_labels_and_a_receipt(desktop: Desktop, page: StockPage) -> None:
    reports = desktop.open(ReportsPage, "reports")
    reports.kind_box.choose("funds")
    for button, name in (("stock_report", "reports"), ("stock_labels", "labels"), ("stock_receive", "scan")):
        desktop.window.open_page("stock")
        desktop.click(button)
        assert desktop.window.current_page.objectName() == name
    assert reports.kind.name == "stock"
    scan = desktop.window.current_page
    assert isinstance(scan, ScanStandIn)
    assert scan.wanted == ["receipt"]


def test_goods_that_came_in_meanwhile_are_shown(desktop: Desktop, page: StockPage, desk: Desk) -> None:
    desk.receive(goods(CLOTH, 3))
    desktop.press(Qt.Key.Key_F5)
    assert "土工布" in shown(page)


def test_an_empty_store_says_what_the_list_is_for_and_begins_a_receipt(desktop: Desktop) -> None:
    page = desktop.open(StockPage, "stock")
    assert shown(page) == []
    desktop.click("stock_empty_action")
    scan = desktop.window.current_page
    assert isinstance(scan, ScanStandIn)
    assert scan.wanted == ["receipt"]

"""From the first click to the books and the register: what was lent is found overdue and taken back."""

from supplies.models.stock import PlaceKind
from supplies.stock.loans import Lend
from supplies.stock.lookups import LOST, ON_LOAN, part_of
from supplies.ui.reports.reports_page import ReportsPage
from supplies.ui.stock.document_page import DocumentPage
from supplies.ui.stock.outstanding_page import OutstandingPage
from supplies.ui.widgets.choice_box import ChoiceBox
from supplies.ui.widgets.picker import Option
from supplies.values import LotId
from tests.reports.reading import lines, made
from tests.rooms import A01, DEPOT, TENT, Desk, act, ago, lot_line, some
from tests.ui.desktop import Desktop, fill
from tests.ui.pages import search


def lent(desk: Desk) -> LotId:
    """Lend four tents that are five days overdue, and issue two of which nobody said when they are to be back."""
    lot = desk.lot(TENT, 10, day=ago(60), batch_no="P1")
    desk.paper(
        act(
            Lend,
            business_date=ago(40),
            depot=DEPOT,
            counterparty="立山区应急管理局",
            receiver="借用人",
            due_on=ago(5),
            lines=(lot_line(lot, 4),),
        )
    )
    desk.issue(lot_line(lot, 2), day=ago(30))
    return lot


def holders(page: OutstandingPage) -> list[str]:
    """Return who has something, line by line."""
    return [page.model.row_at(at).holder for at in range(page.model.rowCount())]


def opened(desktop: Desktop) -> OutstandingPage:
    """Return the page with its first line selected."""
    page = desktop.open(OutstandingPage, "outstanding")
    page.table.selectRow(0)
    desktop.settle()
    return page


def test_lent_goods_come_back_to_be_repaired_and_stand_in_the_register(desktop: Desktop, desk: Desk) -> None:
    lot = lent(desk)
    page = opened(desktop)
    assert holders(page) == ["立山区应急管理局", "铁东区"], "what is overdue comes first"
    desktop.click("outstanding_return")
    assert page.panel.quantity.text() == "4" and "立山区应急管理局" in page.panel.accessibleName()
    fill(page.panel.form, quantity="3", days_used="35", receiver="送还人")
    desktop.find(ChoiceBox, "condition").choose("repair")
    page.panel.place.choose(Option(A01, A01))
    desktop.click("return_form_submit")
    assert page.panel.isVisible() and page.panel.reason.shown_problem, "harm has to be explained"
    fill(page.panel.form, reason="拉链损坏,已清洗消毒")
    desktop.click("return_form_submit")
    assert not page.panel.isVisible()

    stopped = part_of(A01, PlaceKind.OUT_OF_SERVICE)
    assert [str(desk.held(lot, place)) for place in (stopped, ON_LOAN, LOST)] == ["3", "1", "0"]
    out, back = made(desk, "returns").tables
    assert lines(out, "holder", "left", "overdue") == [("立山区应急管理局", some(1), 5), ("铁东区", some(2), None)]
    assert lines(back, "holder", "quantity", "state", "reason") == [
        ("立山区应急管理局", some(3), "停用", "拉链损坏,已清洗消毒")
    ]


def test_a_unit_sees_all_it_has(desktop: Desktop, desk: Desk) -> None:
    lent(desk)
    page = opened(desktop)
    search(desktop, page.search, "借用人")
    assert holders(page) == ["立山区应急管理局"]
    search(desktop, page.search, "区")
    desktop.find(ChoiceBox, "outstanding_filters_depot").choose(DEPOT)
    desktop.settle()
    assert holders(page) == ["立山区应急管理局", "铁东区"]


def test_a_line_leads_to_its_document_and_the_page_to_its_register(desktop: Desktop, desk: Desk) -> None:
    lent(desk)
    opened(desktop)
    desktop.click("outstanding_document")
    assert isinstance(desktop.window.current_page, DocumentPage)
    desktop.open(OutstandingPage, "outstanding")
    desktop.click("outstanding_report")
    assert isinstance(desktop.window.current_page, ReportsPage)

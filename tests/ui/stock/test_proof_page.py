"""From a figure on any page to the movements that add up to it, their papers, and the printed proof."""

import pytest

from supplies.stock.proof import Bucket, Figure
from supplies.ui.catalogue.catalogue_page import CataloguePage
from supplies.ui.reports.reports_page import ReportsPage
from supplies.ui.stock.document_page import DocumentPage
from supplies.ui.stock.proof_page import ProofPage, figure_key, figure_of
from supplies.ui.stock.stock_page import StockPage
from supplies.ui.stock.trace_page import TracePage
from supplies.values import DepotCode, ItemCode
from tests.rooms import DEPOT, QUILT, TENT, Desk, lot_line, yuan
from tests.ui.desktop import Desktop


def changes(page: ProofPage) -> list[str]:
    """Return what every movement shown changed."""
    return [page.model.row_at(at).change.grouped() for at in range(page.model.rowCount())]


@pytest.fixture
def tents(desk: Desk) -> Desk:
    """Return somebody at work where tents came and went."""
    lot = desk.lot(TENT, 10, yuan(1000))
    desk.issue(lot_line(lot, 4))
    return desk


def test_a_lot_on_the_stock_page_is_proved_and_each_movement_leads_to_its_paper(desktop: Desktop, tents: Desk) -> None:
    page = desktop.open(StockPage, "stock")
    assert not page.prove_button.isEnabled() and page.prove_button.toolTip() == "请先选中一行。"
    page.table.selectRow(0)
    desktop.click("stock_prove")
    proof = desktop.shown(ProofPage)
    assert changes(proof) == ["10", "-4"]
    assert "合计 6 顶" in proof.facts.words and "状态 在库" in proof.facts.words
    proof.table.selectRow(1)
    proof.table.row_opened.emit(proof.model.row_at(1))
    desktop.settle()
    assert desktop.shown(DocumentPage).title.startswith("出库  CK-")


def test_a_total_of_the_catalogue_is_proved_and_printed(desktop: Desktop, tents: Desk) -> None:
    page = desktop.open(CataloguePage, "catalogue")
    page.table.selectRow(next(at for at in range(page.model.rowCount()) if page.model.row_at(at).item_code == TENT))
    desktop.click("catalogue_prove")
    assert "系统结存 6 顶" in desktop.shown(ProofPage).facts.words
    desktop.click("proof_print")
    desktop.settle()
    reports = desktop.shown(ReportsPage)
    assert reports.kind.name == "proof"


def test_a_lot_is_traced_from_its_receipt_to_what_is_left(desktop: Desktop, tents: Desk) -> None:
    page = desktop.open(StockPage, "stock")
    page.table.selectRow(0)
    desktop.click("stock_trace")
    found = desktop.shown(TracePage)
    assert [found.model.row_at(at)[1].kind_name for at in range(found.model.rowCount())] == ["入库", "出库"]
    assert "资金文号 不详" in found.facts.words
    assert found.rest.words == "市本级库 A01区 6 顶"
    desktop.click("trace_prove")
    assert changes(desktop.shown(ProofPage)) == ["10", "-4"]


def test_a_number_that_nothing_has_is_said(desktop: Desktop, tents: Desk) -> None:
    page = desktop.open(TracePage, "trace")
    page.open_record("没有")
    desktop.settle()
    assert page.message.property("state") == "error"
    assert page.model.rowCount() == 0 and not page.prove_button.isEnabled()


@pytest.mark.parametrize(
    "figure",
    [
        Figure(TENT),
        Figure(QUILT, Bucket.HELD, DEPOT),
        Figure(ItemCode("YJ01001"), Bucket.ISSUED, DepotCode("X"), "LA1"),
    ],
)
def test_what_is_to_be_proved_is_handed_on_from_page_to_page(figure: Figure) -> None:
    assert figure_of(figure_key(figure)) == figure

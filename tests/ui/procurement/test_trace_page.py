"""Following money on the screen: a number or a label unfolds line by line, down to the goods and back up."""

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from sqlalchemy import select

from supplies.models.stock import Lot
from supplies.procurement.lot_queries import lot_name
from supplies.procurement.queries import tender_lots
from supplies.ui.procurement.contract_page import ContractPage
from supplies.ui.procurement.lot_page import LotPage
from supplies.ui.procurement.trace_page import FundTracePage, target_of
from supplies.ui.reports.reports_page import ReportsPage
from supplies.ui.theme import TEXT_SCALES, Look
from tests.procurement.deals import acceptance, received
from tests.procurement.money_lists import delivered, ordered
from tests.rooms import Desk, lot_line
from tests.ui import walks
from tests.ui.desktop import Desktop, on_sqlite, type_in


@pytest.fixture
def bought(desk: Desk) -> Desk:
    """Return a store where tents were bought, and some of them handed out."""
    delivered(desk, "HT-1", 10)
    desk.issue(lot_line(desk.stock()[0].lot_id, 4))
    return desk


def opened(desktop: Desktop, key: str = "") -> FundTracePage:
    """Open the page on a number or a label."""
    page = desktop.open(FundTracePage, "fund_trace")
    if key:
        page.open_record(key)
    desktop.settle()
    return page


def shown(page: FundTracePage, above: QModelIndex | None = None, depth: int = 0) -> list[str]:
    """Return the lines that are unfolded, each level further in."""
    index = above or QModelIndex()
    lines = []
    for row in range(page.model.rowCount(index)):
        line = page.model.index(row, 0, index)
        lines.append("  " * depth + str(page.model.data(line)))
        if page.tree.isExpanded(line):
            lines += shown(page, line, depth + 1)
    return lines


def press(desktop: Desktop, page: FundTracePage, *keys: Qt.Key) -> None:
    """Press keys in the tree, each after what the one before asked for has come."""
    for key in keys:
        QTest.keyClick(page.tree, key)
        desktop.settle()


def choose(page: FundTracePage, title: str) -> None:
    """Make the line current that has this title."""
    (index,) = page.model.match(
        page.model.index(0, 0),
        Qt.ItemDataRole.DisplayRole,
        title,
        1,
        Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive,
    )
    page.tree.setCurrentIndex(index)


def label_of(desk: Desk) -> str:
    """Return the label of the only batch."""
    found: str = desk.read(lambda connection: connection.scalar(select(Lot.label_code)))
    return found


def test_a_number_is_unfolded_to_the_shelf_and_to_the_receiver_by_keys_alone(desktop: Desktop, bought: Desk) -> None:
    page = opened(desktop)
    type_in(page.search, "HT-1")
    QTest.keyClick(page.search, Qt.Key.Key_Return)
    desktop.settle()
    assert shown(page) == [
        "合同：辽宁某公司",
        "  履约验收书",
        "    验收：12㎡单帐篷",
        "      批次：12㎡单帐篷",
        "      合同价与入库价之差",
        "  （支付情况）",
    ], "what has one part only is unfolded at once"
    QTest.keyClick(page.search, Qt.Key.Key_Down)
    assert page.tree.hasFocus()
    press(desktop, page, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Right)
    choose(page, "已发出")
    press(desktop, page, Qt.Key.Key_Right)
    lines = [line.strip() for line in shown(page)]
    assert "市本级库 在库" in lines and "已发出" in lines
    assert any(line.startswith("出库 CK-") for line in lines)


def test_a_label_leads_back_to_its_money(desktop: Desktop, bought: Desk) -> None:
    page = opened(desktop, f"up={label_of(bought)}")
    kinds = [line.strip().partition("：")[0] for line in shown(page)]
    assert kinds == ["批次", "入库", "验收", "履约验收书", "合同", "采购包", "资金指标"]
    assert page.title.startswith("资金来源")


def test_any_line_is_a_beginning(desktop: Desktop, bought: Desk) -> None:
    page = opened(desktop, "HT-1")
    page.steps._buttons["up"].click()
    desktop.settle()
    assert [line.strip().partition("：")[0] for line in shown(page)] == ["合同", "采购包", "资金指标"]
    choose(page, shown(page)[-1].strip())
    page.steps._buttons["down"].click()
    desktop.settle()
    assert shown(page)[0].startswith("资金指标")
    assert page.search.text() == page._key != "HT-1"


def test_enter_goes_to_the_record_and_folds_what_has_none(desktop: Desktop, bought: Desk) -> None:
    asked: list[tuple[str, str]] = []
    page = opened(desktop, label_of(bought))
    page.asked_for.connect(lambda name, key: asked.append((name, key)))
    press(desktop, page, Qt.Key.Key_Return)
    choose(page, "市本级库 在库")
    node = page.tree.current_node
    assert node is not None
    target = target_of(node)
    assert target is not None and target[0] == "proof" and f"label={label_of(bought)}" in target[1]
    assert asked[0] == ("trace", label_of(bought))
    choose(page, "市本级库 在库")
    press(desktop, page, Qt.Key.Key_Right)
    choose(page, "A01")
    assert not page.steps._buttons["go"].isEnabled() and page.steps._buttons["go"].toolTip()
    press(desktop, page, Qt.Key.Key_Return)
    assert len(asked) == 1


def test_what_is_unfolded_stays_so_when_something_changes(desktop: Desktop, bought: Desk) -> None:
    page = opened(desktop, "HT-1")
    choose(page, "履约验收书")
    press(desktop, page, Qt.Key.Key_Right)
    choose(page, "合同价与入库价之差")
    before = shown(page)
    other = ordered(bought, "HT-2")
    bought.post(acceptance(other, received(bought)))
    page.reload()
    desktop.settle()
    assert shown(page) == before
    assert page.tree.current_node is not None and page.tree.current_node.words == "合同价与入库价之差"


def test_a_number_of_nothing_says_so_and_shows_nothing(desktop: Desktop, bought: Desk) -> None:
    page = opened(desktop, "HT-9")
    assert "HT-9" in page.message.words
    assert shown(page) == [] and page.empty.isVisible()
    assert not page.print_button.isEnabled()
    page.open_record("HT-1")
    desktop.settle()
    assert page.message.isHidden() and shown(page) and page.empty.isHidden()


def test_lot_and_contract_lead_here_and_it_is_printed(desktop: Desktop, bought: Desk) -> None:
    asked: list[tuple[str, str]] = []
    (row,) = bought.read(tender_lots)
    for kind, name, key in ((LotPage, "lot", lot_name(row)), (ContractPage, "contract", "HT-1")):
        record = desktop.open(kind, name)
        record.open_record(key)
        desktop.settle()
        desktop.click(f"{name}_follow")
        page = desktop.shown(FundTracePage)
        assert page._key == key and shown(page)
        page.asked_for.connect(lambda *where: asked.append(where))
        desktop.click("fund_trace_print")
        assert asked[-1] == ("reports", f"fund_trace {key}")
        assert desktop.shown(ReportsPage).kind_box.value() == "fund_trace"


@on_sqlite
@pytest.mark.parametrize("look", [*(Look(scale=scale) for scale in TEXT_SCALES), Look(is_large_print=True)], ids=str)
def test_the_page_keeps_what_every_screen_must_keep(desktop: Desktop, bought: Desk, look: Look) -> None:
    page = opened(desktop)
    desktop.appearance.set_look(look)
    for key in ("", "HT-1", f"up={label_of(bought)}"):
        page.open_record(key)
        desktop.settle()
        assert desktop.window.size().toTuple() == (1366, 768)
        for walk in (walks.nameless, walks.keyless, walks.clashing, walks.cut_off):
            assert walk(desktop.window) == [], key
        if look.is_large_print:
            assert walks.lower_than(desktop.window, 44) == [], key

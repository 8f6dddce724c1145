"""Lists of payments and invoices on the screen: read from a file, decided line by line, posted once and never twice."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from supplies.models.treasury import LineState, ListKind
from supplies.procurement.contract_queries import contracts
from supplies.procurement.reconciliation import statement
from supplies.procurement.taken_lists import taken_lines, taken_lists
from supplies.procurement.treasury_queries import open_count
from supplies.program import Program
from supplies.ui.procurement.contract_page import ContractPage
from supplies.ui.procurement.treasury_page import FINDINGS, LINES, LISTS, TAKEN, TreasuryPage
from supplies.ui.services import PageSpec
from supplies.ui.theme import TEXT_SCALES, Look
from supplies.values import Money
from tests.procurement.deals import WINNER
from tests.procurement.money_lists import delivered, ordered
from tests.rooms import TODAY, Desk, ago, yuan
from tests.ui import walks
from tests.ui.desktop import Desktop, on_sqlite

HEAD = ("支付凭证号", "支付日期", "收款人", "支付金额（万元）", "合同编号", "用途")
SPECS = (
    PageSpec("treasury", "国库", "import", TreasuryPage),
    PageSpec("contract", "合同", "funds", ContractPage),
)


@pytest.fixture
def desktop(qtbot: QtBot, qapp: QApplication, tmp_path: Path, program: Program) -> Iterator[Desktop]:
    opened = Desktop(qapp, tmp_path, program, SPECS)
    opened.window.show()
    opened.window.activateWindow()
    qtbot.waitUntil(opened.window.isActiveWindow)
    opened.settle()
    yield opened
    opened.close()


def payments_file(folder: Path, *rows: tuple[Any, ...], name: str = "支付明细.xlsx") -> Path:
    """Write a list of payments as the treasury sends it."""
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "支付"
    for row in ((f"{TODAY.year}年国库支付明细",), HEAD, *rows):
        sheet.append(row)
    workbook.save(folder / name)
    return folder / name


def four_lines(desk: Desk, folder: Path, total: float = 0.0117) -> Path:
    """Return a list of four payments, of which two are sure, one is near two contracts, one is the water works'."""
    delivered(desk, "HT-1")
    delivered(desk, "HT-2")
    ordered(desk, "HT-3", 2, supplier="甲有限公司")
    day = TODAY.isoformat()
    return payments_file(
        folder,
        ("ZF-1", day, WINNER, 0.004, "HT-1", "帐篷款"),
        ("ZF-2", day, WINNER, 0.004, "", "付HT-2帐篷款"),
        ("ZF-3", day, "甲公司", 0.0025, "", "货款"),
        ("ZF-4", day, "自来水公司", 0.0012, "", "水费"),
        ("合计", None, None, total, None, None),
    )


def opened(desktop: Desktop) -> TreasuryPage:
    """Open the page."""
    return desktop.open(TreasuryPage, "treasury")


def read(desktop: Desktop, path: Path) -> TreasuryPage:
    """Let the page read a file."""
    page = opened(desktop)
    page.read_file(str(path))
    desktop.settle()
    return page


def choose(desktop: Desktop, path: Path) -> None:
    """Answer the question which file, as the dialog does."""
    dialog = desktop.find(QFileDialog, "treasury_dialog")
    assert dialog.isVisible()
    dialog.fileSelected.emit(str(path))
    dialog.reject()
    desktop.window.activateWindow()
    desktop.settle()


def states(page: TreasuryPage) -> dict[str, tuple[str, str]]:
    """Return the state and the contract of each line shown, by its number."""
    lines = page.planned.model._lines
    return {line.texts[1]: (line.texts[5], line.texts[6]) for line in lines}


def select(page: TreasuryPage, *numbers: str) -> None:
    """Select lines of the file by their numbers."""
    page.tabs.open(LINES)
    page.planned.table.clearSelection()
    mode = page.planned.table.selectionMode()
    page.planned.table.setSelectionMode(page.planned.table.SelectionMode.MultiSelection)
    for at, line in enumerate(page.planned.model._lines):
        if line.texts[1] in numbers:
            page.planned.table.selectRow(at)
    page.planned.table.setSelectionMode(mode)


def test_a_list_is_read_decided_taken_over_and_never_taken_twice(
    qtbot: QtBot, desktop: Desktop, desk: Desk, tmp_path: Path
) -> None:
    path = four_lines(desk, tmp_path)
    page = opened(desktop)
    before = desk.program.head
    desktop.click("treasury_choose")
    choose(desktop, path)
    assert "万元" in page.facts.words and "2" in page.facts.words and "117.00" in page.facts.words
    assert {number: state for number, (state, _contract) in states(page).items()} == {
        "ZF-1": "已提出建议",
        "ZF-2": "已提出建议",
        "ZF-3": "未认领",
        "ZF-4": "未认领",
    }
    assert desk.program.head == before, "reading and comparing write nothing"
    page.planned.setFocus()
    desktop.press(Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    desktop.settle()
    assert states(page)["ZF-1"] == ("将登记", "HT-1")
    select(page, "ZF-4")
    desktop.press(Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    page.dismiss_panel.reason.set_text("机关水费")
    page.dismiss_panel.form.submit()
    desktop.settle()
    assert states(page)["ZF-4"][0] == "不属于任何合同"
    assert desk.program.head == before, "deciding writes nothing either"
    page.planned.setFocus()
    desktop.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    desktop.settle()
    found = {row.taken.listed.number: (row.state, row.contract) for row in desk.read(taken_lines)}
    assert found == {
        "ZF-1": (LineState.MATCHED, "HT-1"),
        "ZF-2": (LineState.MATCHED, "HT-2"),
        "ZF-3": (LineState.OPEN, ""),
        "ZF-4": (LineState.DISMISSED, ""),
    }
    assert {row.number: row.paid for row in desk.read(contracts)} == {
        "HT-1": yuan(40),
        "HT-2": yuan(40),
        "HT-3": yuan(0),
    }
    assert page.tabs.current == TAKEN and page.taken.model.rowCount() == 1, "what is still open is shown"
    posted = desk.program.head
    page.read_file(str(path))
    desktop.settle()
    assert "未作任何更改" in page.message.words and not page.post_button.isEnabled()
    assert desk.program.head == posted
    assert desk.read(statement).is_reconciled


def test_a_line_goes_to_another_contract_and_back_to_nobody(desktop: Desktop, desk: Desk, tmp_path: Path) -> None:
    page = read(desktop, four_lines(desk, tmp_path))
    select(page, "ZF-3")
    page._choose()
    desktop.settle()
    options = desk.read(page.choose_panel.finder("", 40))
    assert [option.value for option in options][:1] == ["HT-3"] and len(options) == 3, "the nearest come first"
    page.choose_panel.contract.choose(options[0])
    page.choose_panel.form.submit()
    desktop.settle()
    state, contract = states(page)["ZF-3"]
    assert contract == "HT-3" and "不能登记" in state, "what the contract cannot take is said before anything is posted"
    select(page, "ZF-3")
    desktop.click("treasury_lines_actions_back")
    assert states(page)["ZF-3"][0] == "未认领"


def test_a_list_that_contradicts_itself_is_taken_once_each_difference_is_accepted(
    desktop: Desktop, desk: Desk, tmp_path: Path
) -> None:
    page = read(desktop, four_lines(desk, tmp_path, total=0.0118))
    assert page.tabs.current == FINDINGS and not page.post_button.isEnabled()
    assert "差异" in page.post_button.toolTip()
    page.findings.selectRow(0)
    desktop.click("treasury_findings_actions_accept")
    assert page.post_button.isEnabled()
    desktop.click("treasury_post")
    (row,) = desk.read(taken_lists)
    assert (row.differences, row.lines, row.open, row.kind) == (1, 4, 4, ListKind.PAYMENTS)
    assert row.amount == Money.parse("117.00")


def test_open_lines_are_decided_later_and_lists_open_their_lines(desktop: Desktop, desk: Desk, tmp_path: Path) -> None:
    page = read(desktop, four_lines(desk, tmp_path))
    desktop.click("treasury_post")
    assert desk.read(open_count) == 4
    numbers = [line.texts[3] for line in page.taken.model._lines]
    for number in ("ZF-1", "ZF-2"):
        at = numbers.index(number)
        page.taken.table.selectRow(at)
        desktop.click("treasury_taken_actions_confirm")
        numbers = [line.texts[3] for line in page.taken.model._lines]
    assert numbers == ["ZF-3", "ZF-4"] and desk.read(open_count) == 2
    page.taken.table.selectRow(1)
    desktop.click("treasury_taken_actions_dismiss")
    page.dismiss_panel.reason.set_text("水费")
    page.dismiss_panel.form.submit()
    desktop.settle()
    assert desk.read(open_count) == 1
    page.tabs.open(LISTS)
    page.history.table.selectRow(0)
    page.history.setFocus()
    desktop.press(Qt.Key.Key_Return)
    desktop.settle()
    assert page.tabs.current == TAKEN and page.taken.model.rowCount() == 4
    page.taken.table.selectRow(0)
    page.taken.setFocus()
    desktop.press(Qt.Key.Key_Return)
    desktop.settle()
    assert desktop.shown(ContractPage).title == "合同  HT-1"


def test_a_wrong_match_is_undone_with_its_reason(desktop: Desktop, desk: Desk, tmp_path: Path) -> None:
    page = read(desktop, four_lines(desk, tmp_path))
    desktop.click("treasury_lines_actions_all")
    desktop.click("treasury_post")
    page.taken.filters.set_values({"state": LineState.MATCHED.value})
    desktop.settle()
    page.taken.table.selectRow(0)
    desktop.settle()
    desktop.click("treasury_taken_actions_undo")
    assert page.undo_panel.isVisible()
    page.undo_panel.reason.set_text("认错合同")
    page.undo_panel.form.submit()
    desktop.settle()
    found = {row.taken.listed.number: row.state for row in desk.read(taken_lines)}
    assert (found["ZF-1"], found["ZF-2"]) == (LineState.OPEN, LineState.MATCHED)
    assert {row.number: row.paid for row in desk.read(contracts)}["HT-1"] == yuan(0)
    assert "ZF-1" in page.message.words and desk.read(statement).is_reconciled


@on_sqlite
def test_a_file_is_dropped_on_the_page(desktop: Desktop, desk: Desk, tmp_path: Path) -> None:
    path, page = four_lines(desk, tmp_path), opened(desktop)
    for name, is_read in (("支付明细.docx", False), (path.name, True)):
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(tmp_path / name))])
        actions, buttons = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
        page.dropEvent(QDropEvent(QPointF(9, 9), actions, mime, buttons, Qt.KeyboardModifier.NoModifier))
        desktop.settle()
        assert (page.planned.model.rowCount() == 4) is is_read


@on_sqlite
def test_cells_that_cannot_be_read_are_named(desktop: Desktop, tmp_path: Path) -> None:
    page = read(desktop, payments_file(tmp_path, ("ZF-1", "2026-13-40", WINNER, "四十", "", "")))
    assert page.tabs.current == FINDINGS and page.findings.row_total == 2
    assert not page.post_button.isEnabled() and page.message.words


@on_sqlite
def test_a_file_of_invoices_tells_itself_what_it_holds(desktop: Desktop, desk: Desk, tmp_path: Path) -> None:
    ordered(desk, "HT-1")
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    sheet.append(("发票号码", "开票日期", "销售方名称", "价税合计", "合同编号"))
    sheet.append(("FP-1", ago(2).isoformat(), WINNER, 40, "HT-1"))
    workbook.save(tmp_path / "发票.xlsx")
    page = read(desktop, tmp_path / "发票.xlsx")
    assert "发票" in page.facts.words and states(page)["FP-1"][1] == "HT-1"
    page.kind.choose(ListKind.PAYMENTS.value)
    desktop.settle()
    assert page.message.words, "said to be payments, its columns are missing"


@on_sqlite
@pytest.mark.parametrize("look", [*(Look(scale=scale) for scale in TEXT_SCALES), Look(is_large_print=True)], ids=str)
def test_the_page_keeps_what_every_screen_must_keep(desktop: Desktop, desk: Desk, tmp_path: Path, look: Look) -> None:
    page = read(desktop, four_lines(desk, tmp_path, total=0.0118))
    desktop.appearance.set_look(look)
    for tab in (LINES, FINDINGS, TAKEN, LISTS):
        page.tabs.open(tab)
        desktop.settle()
        assert desktop.window.size().toTuple() == (1366, 768)
        for walk in (walks.nameless, walks.keyless, walks.clashing, walks.cut_off):
            assert walk(desktop.window) == []
        if look.is_large_print:
            assert walks.lower_than(desktop.window, 44) == []
    assert QApplication.activeModalWidget() is None

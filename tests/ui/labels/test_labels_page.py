"""Labels from the screen: what is selected is what a scanner reads off the sheet, from where the last one ended."""

from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import pages_of
from supplies.printing.labels.stocks import LabelStock, label_stock
from supplies.scanning.commands import Command
from supplies.ui.labels.labels_page import REDRAW_MS, LabelsPage
from supplies.ui.paged_table import PAGE_ROWS
from supplies.ui.widgets.choice_box import ChoiceBox
from tests.printing.labels.paper import glyphs, pictures, place_of, scanned, text_in
from tests.rooms import COMMAND_TENT, QUILT, TENT, Desk, goods, move_line
from tests.ui.desktop import Desktop, type_in
from tests.ui.pages import search, take_file
from tests.ui.waiting import pause

SHEET = label_stock("a4-3x8")
ROWS = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows


@pytest.fixture
def page(desktop: Desktop, desk: Desk) -> LabelsPage:
    """Return the page over three lots of goods."""
    desk.receive(goods(TENT, 10, batch_no="PC-A"), goods(QUILT, 5, batch_no="PC-B"))
    desk.receive(goods(COMMAND_TENT, 1, serial_no="ZH-0001"))
    return desktop.open(LabelsPage, "labels")


def wait(desktop: Desktop, page: LabelsPage) -> None:
    """Wait until the sheet is drawn."""
    pause(REDRAW_MS // 4)
    while page.table._totals_timer.isActive() or page._timer.isActive():
        pause(10)
    desktop.settle()


def choose(desktop: Desktop, page: LabelsPage, *rows: int) -> list[str]:
    """Select rows of the list; return the codes of their labels."""
    page.table.clearSelection()
    for row in rows:
        page.table.selectionModel().select(page.model.index(row, 0), ROWS)
    wait(desktop, page)
    return [line.label.code for line in page.table.selected_rows()]


def save(desktop: Desktop, page: LabelsPage, path: Path) -> bytes:
    """Save the sheet with the button and the dialog; return the file."""
    desktop.click("labels_save")
    assert take_file(desktop, path) == "标签-20260630.pdf"
    assert str(path) in page.message.words
    return path.read_bytes()


def read(pdf: bytes, stock: LabelStock = SHEET) -> dict[int, str]:
    """Return what a scanner reads at each place of the first page, counted from 1."""
    picture = pictures(pdf)[0]
    found = {at + 1: scanned(picture, place_of(stock, at)) for at in range(stock.per_page)}
    return {at: codes[0] for at, codes in found.items() if codes}


def test_labels_of_what_is_selected_decode_from_the_start_chosen(
    desktop: Desktop, page: LabelsPage, tmp_path: Path
) -> None:
    codes = choose(desktop, page, 0, 2)
    page.paper.grid.choose(6)
    wait(desktop, page)
    assert page.preview.page_count == 1
    assert read(save(desktop, page, tmp_path / "labels.pdf")) == {6: codes[0], 7: codes[1]}
    assert page.message.words.startswith("成功: 2 个标签：")


def test_the_next_sheet_begins_behind_the_last_label(desktop: Desktop, page: LabelsPage, tmp_path: Path) -> None:
    page.paper.grid.choose(22)
    first = choose(desktop, page, 0, 1)
    assert sorted(read(save(desktop, page, tmp_path / "first.pdf"))) == [22, 23]
    assert page.paper.grid.start == 24
    wait(desktop, page)
    assert read(save(desktop, page, tmp_path / "second.pdf")) == {24: first[0]}
    assert page.paper.grid.start == 2


def test_goods_of_a_receipt_come_selected(desktop: Desktop, page: LabelsPage, desk: Desk, tmp_path: Path) -> None:
    search(desktop, page.search, "棉被")
    receipt = desk.receive(goods(TENT, 3), goods(QUILT, 4), goods(COMMAND_TENT, 1, serial_no="ZH-0002"))
    desktop.window.open_page("labels", receipt.number)
    desktop.settle()
    wait(desktop, page)
    expected = [line.label_code for line in desk.lines(receipt)]
    assert sorted(read(save(desktop, page, tmp_path / "receipt.pdf")).values()) == sorted(expected)
    assert page.search.text() == ""
    search(desktop, page.search, "棉被")
    assert {line.label.name for line in (page.model.row_at(at) for at in range(page.model.rowCount()))} == {"棉被"}


def test_copies_are_printed_one_behind_the_other(desktop: Desktop, page: LabelsPage, tmp_path: Path) -> None:
    codes = choose(desktop, page, 0, 1)
    page.paper.copies.setFocus()
    page.paper.copies.selectAll()
    type_in(page.paper.copies, "2")
    QTest.keyClick(page.paper.copies, Qt.Key.Key_Return)
    wait(desktop, page)
    labels = read(save(desktop, page, tmp_path / "copies.pdf"))
    assert list(labels.values()) == [codes[0], codes[0], codes[1], codes[1]]


def test_a_lot_in_two_places_is_labelled_once(desktop: Desktop, page: LabelsPage, desk: Desk, tmp_path: Path) -> None:
    lot = desk.lot(TENT, 10)
    desk.move(move_line(lot, 4))
    desktop.press(Qt.Key.Key_F5)
    page.table.selectAll()
    wait(desktop, page)
    codes = [line.label.code for line in page.table.selected_rows()]
    assert len(codes) == len(set(codes)) + 1
    assert sorted(read(save(desktop, page, tmp_path / "once.pdf")).values()) == sorted(set(codes))


def test_the_sheet_of_commands_decodes_to_commands(desktop: Desktop, page: LabelsPage, tmp_path: Path) -> None:
    desktop.find(ChoiceBox, "labels_filters_source").choose("commands")
    desktop.settle()
    page.table.selectAll()
    wait(desktop, page)
    labels = read(save(desktop, page, tmp_path / "commands.pdf"))
    assert list(labels.values()) == [command.label_code for command in Command]


@pytest.mark.parametrize(("source", "count"), [("places", 3), ("items", 176)])
def test_locations_and_item_types_can_be_labelled(
    desktop: Desktop, page: LabelsPage, source: str, count: int, tmp_path: Path
) -> None:
    desktop.find(ChoiceBox, "labels_filters_source").choose(source)
    desktop.settle()
    assert page.model.rowCount() == count
    code = choose(desktop, page, 1)[0]
    assert read(save(desktop, page, tmp_path / "one.pdf")) == {1: code}


def test_paper_start_and_offsets_are_remembered(
    desktop: Desktop, page: LabelsPage, qapp: QApplication, tmp_path: Path, qtbot: QtBot
) -> None:
    box = desktop.find(ChoiceBox, "labels_stock")
    other = next(box.itemData(at) for at in range(box.count()) if box.itemData(at) == "a4-3x7")
    box.choose(other)
    page.paper.grid.choose(5)
    for edit, keys in ((page.paper.right, "1.5"), (page.paper.down, "-0.4")):
        edit.setFocus()
        edit.selectAll()
        type_in(edit, keys)
        QTest.keyClick(edit, Qt.Key.Key_Return)
    box.choose("a4-3x8")
    assert (page.paper.grid.start, page.paper.offset) == (1, (0.0, 0.0))
    again = Desktop(qapp, tmp_path, desktop.program, pages_of(desktop.program)[1:])
    kept = again.open(LabelsPage, "labels").paper
    assert kept.stock.key == "a4-3x8"
    kept.stock_box.choose(other)
    assert kept.grid.start == 5
    assert (kept.right.value(), kept.down.value()) == (Decimal("1.5"), Decimal("-0.4"))
    again.close()


def test_offsets_move_the_labels_on_the_paper(desktop: Desktop, page: LabelsPage, tmp_path: Path) -> None:
    page.paper.right.set_value(Decimal(3))
    page.paper.down.set_value(Decimal(2))
    code = choose(desktop, page, 0)[0]
    moved = glyphs(save(desktop, page, tmp_path / "moved.pdf"), 0)
    assert text_in(moved, place_of(SHEET, 0, (3.0, 2.0))).endswith(code)
    page.paper.right.set_value(Decimal(0))
    page.paper.down.set_value(Decimal(0))
    page.paper.grid.choose(1)
    wait(desktop, page)
    plain = glyphs(save(desktop, page, tmp_path / "plain.pdf"), 0)
    assert text_in(plain, place_of(SHEET, 0)).endswith(code)
    steps = {
        (round(new.area.left - old.area.left, 1), round(new.baseline - old.baseline, 1))
        for old, new in zip(plain, moved, strict=True)
    }
    assert steps == {(3.0, 2.0)}


def test_the_start_is_chosen_by_click_and_by_arrow(desktop: Desktop, page: LabelsPage) -> None:
    grid = page.paper.grid
    cell = grid._cell(4).center()
    QTest.mouseClick(grid, Qt.MouseButton.LeftButton, pos=QPoint(round(cell.x()), round(cell.y())))
    assert grid.start == 5
    assert "5" in grid.accessibleName()
    grid.setFocus()
    for key, start in ((Qt.Key.Key_Right, 6), (Qt.Key.Key_Down, 9), (Qt.Key.Key_Up, 6), (Qt.Key.Key_Left, 5)):
        QTest.keyClick(grid, key)
        assert grid.start == start
    grid.choose(SHEET.per_page + 1)
    assert grid.start == 5


def test_the_calibration_page_is_saved_without_using_labels_up(
    desktop: Desktop, page: LabelsPage, tmp_path: Path
) -> None:
    page.paper.grid.choose(4)
    wait(desktop, page)
    desktop.click("labels_calibrate")
    assert page.preview.page_count == 1
    pdf = save(desktop, page, tmp_path / "calibration.pdf")
    assert "".join(glyph.text for glyph in glyphs(pdf, 0))
    assert page.message.words.startswith("成功: 已写入")
    assert page.paper.grid.start == 4


def test_a_printed_sheet_is_used_up_as_a_saved_one(desktop: Desktop, page: LabelsPage, tmp_path: Path) -> None:
    codes = choose(desktop, page, 0, 1)
    desktop.click("labels_print")
    dialog = desktop.window.findChild(QPrintDialog)
    assert isinstance(dialog, QPrintDialog)
    dialog.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    dialog.printer().setOutputFileName(str(tmp_path / "printed.pdf"))
    dialog.done(QPrintDialog.DialogCode.Accepted)
    assert read((tmp_path / "printed.pdf").read_bytes()) == {1: codes[0], 2: codes[1]}
    assert page.paper.grid.start == 3


def test_without_a_selection_the_buttons_say_what_is_missing(desktop: Desktop, page: LabelsPage) -> None:
    choose(desktop, page, 0)
    assert page.save_button.isEnabled() and page.print_button.isEnabled()
    page.table.clearSelection()
    wait(desktop, page)
    for button in (page.save_button, page.print_button):
        assert not button.isEnabled()
        assert button.toolTip() == "请先选择要打印标签的行。"
    assert page.preview.page_count == 0


def test_labels_of_many_lots_come_by_scrolling(desktop: Desktop, page: LabelsPage, desk: Desk) -> None:
    desk.receive(*(goods(TENT, 1) for _number in range(PAGE_ROWS)))
    desktop.press(Qt.Key.Key_F5)
    bar = page.table.verticalScrollBar()
    bar.setValue(bar.maximum())
    desktop.settle()
    assert page.model.rowCount() == PAGE_ROWS + 3
    codes = [page.model.row_at(at).label.code for at in range(page.model.rowCount())]
    assert len(set(codes)) == PAGE_ROWS + 3

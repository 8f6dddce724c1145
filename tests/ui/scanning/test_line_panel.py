"""One line of the slip, corrected by hand: what cannot be is said beside its field, and what was entered stays."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from supplies.models.stock import DocumentKind, PlaceKind
from supplies.scanning.commands import Command
from supplies.scanning.label_code import item_code, place_code
from supplies.stock.actions import Condition
from supplies.stock.lookups import part_of
from supplies.ui.icons import Button
from supplies.ui.scanning.line_panel import LinePanel
from supplies.ui.widgets.picker import Option
from supplies.ui.widgets.status import Status
from supplies.values import LotId
from tests.rooms import A01, A02, COMMAND_TENT, DEPOT, WATER, Desk, ago, lot_line, some, yuan
from tests.stock.keeper import label_of
from tests.ui.desktop import fill, on_sqlite
from tests.ui.scanning.scan_window import CONTROL, ScanWindow

HERE, THERE = place_code(DEPOT, A01), place_code(DEPOT, A02)

pytestmark = on_sqlite

SHOWN = {
    DocumentKind.ISSUE: {"quantity", "reason"},
    DocumentKind.WRITE_OFF: {"quantity", "reason"},
    DocumentKind.ADJUSTMENT: {"quantity", "reason"},
    DocumentKind.MOVE: {"quantity"},
    DocumentKind.DISPATCH: {"quantity", "reason"},
    DocumentKind.LOAN: {"quantity", "reason"},
    DocumentKind.RETURN: {"quantity", "condition", "days_used", "reason", "place"},
    DocumentKind.RECEIPT: {"quantity", "place", "batch_no", "produced_on", "expires_on", "amount"},
}


@pytest.fixture
def water(desk: Desk) -> LotId:
    """Return a lot of eight at A01, two of it out."""
    lot = desk.lot(WATER, 10, batch_no="NF-1")
    desk.issue(lot_line(lot, 2))
    return lot


def opened(window: ScanWindow) -> LinePanel:
    """Return the panel of the line scanned last, open."""
    window.press(Qt.Key.Key_F2)
    assert window.page.panel.isVisible()
    return window.page.panel


def shown(panel: LinePanel) -> set[str]:
    return {name for name in panel.form.content() if panel.form.field(name).isVisible()}


@pytest.mark.parametrize("kind", SHOWN)
def test_each_kind_of_slip_asks_what_it_posts(desk: Desk, water: LotId, window: ScanWindow, kind: DocumentKind) -> None:
    window.choose(kind)
    window.scan(THERE, label_of(desk, water))
    assert shown(opened(window)) == SHOWN[kind]


def test_too_many_are_refused_beside_the_field_and_what_was_entered_stays(
    desk: Desk, water: LotId, window: ScanWindow
) -> None:
    window.scan(label_of(desk, water))
    panel = opened(window)
    fill(panel.form, quantity="9", reason="演练")
    QTest.keyClick(panel.quantity.edit, Qt.Key.Key_Return, CONTROL)
    window.settle()
    assert panel.isVisible() and panel.quantity.edit.hasFocus()
    assert "8" in panel.quantity.shown_problem and panel.reason.text() == "演练"
    assert window.lines == [(water, A01, some(1))]
    fill(panel.form, quantity="8")
    QTest.keyClick(panel.quantity.edit, Qt.Key.Key_Return, CONTROL)
    window.settle()
    assert panel.isHidden() and window.lines == [(water, A01, some(8))]
    assert window.slip.lines[0].reason == "演练"
    assert window.band.status is Status.OK


def test_parts_of_whole_goods_and_nothing_at_all_cannot_be_entered(
    desk: Desk, water: LotId, window: ScanWindow
) -> None:
    window.scan(label_of(desk, water))
    panel = opened(window)
    fill(panel.form, quantity="1.5")
    assert panel.quantity.text() == "15", "a point has no place among whole goods"
    for text in ("", "0"):
        panel.quantity.set_text(text)
        panel.form.submit()
        assert panel.isVisible() and panel.quantity.shown_problem, text
    assert window.lines == [(water, A01, some(1))]


def test_goods_that_come_in_are_completed_by_hand(qtbot: QtBot, desk: Desk, window: ScanWindow) -> None:
    window.choose(DocumentKind.RECEIPT)
    window.scan(item_code(WATER), Command.POST.label_code)
    panel = window.page.panel
    assert panel.isVisible() and panel.place.shown_problem, "posting asks for the place"
    QTest.keyClicks(panel.place.edit, "A02")
    qtbot.waitUntil(panel.place._picker._is_open)
    QTest.keyClick(panel.place.edit, Qt.Key.Key_Return)
    window.settle()
    fill(panel.form, quantity="24", batch_no="nf-9", produced_on="20260501", expires_on="20270501", amount="1200.50")
    panel.form.submit()
    window.settle()
    (line,) = window.slip.lines
    assert (line.place, line.quantity, line.batch_no) == (A02, some(24), "NF-9")
    assert (str(line.produced_on), str(line.expires_on), line.amount) == ("2026-05-01", "2027-05-01", yuan("1200.50"))
    window.scan(Command.POST.label_code)
    assert desk.stock()[0].amount == yuan("1200.50") and desk.stock()[0].place_code == A02


def test_what_cannot_be_true_of_goods_is_said_beside_its_field_when_posting(desk: Desk, window: ScanWindow) -> None:
    window.choose(DocumentKind.RECEIPT)
    window.scan(HERE, item_code(COMMAND_TENT), "S-1", "S-2")
    panel = opened(window)
    assert shown(panel) == SHOWN[DocumentKind.RECEIPT] | {"serial_no"}
    fill(panel.form, serial_no="s-1", produced_on=ago(-3).isoformat())
    panel.form.submit()
    window.settle()
    window.scan(Command.POST.label_code)
    assert panel.isVisible()
    assert "S-1" in panel.serial.shown_problem and panel.produced.shown_problem
    assert panel.serial.edit.hasFocus(), "the first that is wrong"


def test_a_line_is_removed_and_brought_back(desk: Desk, water: LotId, window: ScanWindow) -> None:
    window.scan(label_of(desk, water), "3")
    panel = opened(window)
    QTest.mouseClick(window.find(Button, "slip_line_remove"), Qt.MouseButton.LeftButton)
    window.settle()
    assert panel.isHidden() and window.lines == []
    window.press(Qt.Key.Key_Z, CONTROL)
    assert window.lines == [(water, A01, some(3))]


def test_escape_leaves_the_line_as_it_was(desk: Desk, water: LotId, window: ScanWindow) -> None:
    window.scan(label_of(desk, water))
    panel = opened(window)
    fill(panel.form, quantity="5", reason="x")
    QTest.keyClick(panel.reason.edit, Qt.Key.Key_Escape)
    window.settle()
    assert window.lines == [(water, A01, some(1))] and window.slip.lines[0].reason == ""
    assert opened(window).reason.text() == ""


def test_goods_that_come_back_broken_are_told_so_and_stay_out_of_service(
    desk: Desk, water: LotId, window: ScanWindow
) -> None:
    window.choose(DocumentKind.RETURN)
    window.scan(HERE, label_of(desk, water))
    panel = opened(window)
    panel.condition.choose(Option(Condition.REPAIR.value, "待修"))
    fill(panel.form, days_used="12", reason="拉链损坏,已清洗消毒")
    QTest.keyClick(panel.quantity.edit, Qt.Key.Key_Return, CONTROL)
    window.settle()
    assert panel.isHidden()
    window.press(Qt.Key.Key_P, CONTROL)
    assert desk.held(water, part_of(A01, PlaceKind.OUT_OF_SERVICE)) == some(1)


def test_goods_that_come_back_broken_need_a_reason(desk: Desk, water: LotId, window: ScanWindow) -> None:
    window.choose(DocumentKind.RETURN)
    window.scan(HERE, label_of(desk, water))
    panel = opened(window)
    panel.condition.choose(Option(Condition.LOST.value, "丢失"))
    QTest.keyClick(panel.quantity.edit, Qt.Key.Key_Return, CONTROL)
    window.settle()
    window.press(Qt.Key.Key_P, CONTROL)
    assert panel.isVisible() and panel.reason.shown_problem

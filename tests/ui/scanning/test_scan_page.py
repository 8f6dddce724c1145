"""Scanning as it is done: a scanner types, every scan is answered, and nothing stands in its way."""

from collections.abc import Callable
from contextlib import closing

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodQueryEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot
from sqlcipher3 import dbapi2

from supplies import database
from supplies.errors import DepotNeeded, InsufficientStock, StoreBusy
from supplies.models.stock import DocumentKind
from supplies.program import Program
from supplies.scanning.commands import Command
from supplies.scanning.label_code import item_code, place_code
from supplies.stock.actions import AddDepot
from supplies.stock.documents import documents_page
from supplies.stock.slip_said import Tone
from supplies.ui.labels.labels_page import LabelsPage
from supplies.ui.scanning.kind_bar import KINDS
from supplies.ui.scanning.scan_log import SCANS_MAX
from supplies.ui.widgets.scan_edit import ScanEdit
from supplies.ui.widgets.status import Status
from supplies.values import DepotCode, LotId
from tests.rooms import (
    A01,
    A02,
    COMMAND_TENT,
    DEPOT,
    TENT,
    WATER,
    Desk,
    act,
    ago,
    clock,
    goods,
    lot_line,
    some,
)
from tests.soak import size
from tests.stock.keeper import label_of
from tests.ui.desktop import on_sqlite
from tests.ui.scanning.scan_window import CONTROL, ScanWindow

HERE, THERE = place_code(DEPOT, A01), place_code(DEPOT, A02)
UNKNOWN = "6901234567892"
MANY = 50

pytestmark = on_sqlite

Open = Callable[..., ScanWindow]


@pytest.fixture
def water(desk: Desk) -> LotId:
    """Return a lot of ten at A01; asked for before the window, so that it is there when it opens."""
    return desk.lot(WATER, 10, batch_no="NF-1")


# --- the scanner -----------------------------------------------------------------------------------------------------


def test_the_window_opens_ready_for_a_scan_and_no_input_method_gets_between(window: ScanWindow) -> None:
    assert window.page.edit.hasFocus()
    asked = QInputMethodQueryEvent(Qt.InputMethodQuery.ImEnabled)
    QApplication.sendEvent(window.page.edit, asked)
    assert asked.value(Qt.InputMethodQuery.ImEnabled) is False


def test_fifty_codes_on_each_others_heels_are_all_taken_in_order(desk: Desk, window: ScanWindow) -> None:
    lines = [goods(WATER, 5, batch_no=f"NF-{number}") for number in range(size(MANY, 500))]
    desk.receive(*lines)
    labels = [label_of(desk, line.lot_id) for line in lines]
    window.wedge(*labels)
    window.settle()
    assert [raw for _said, raw in window.answers] == labels
    assert {said.tone for said, _raw in window.answers} == {Tone.OK}
    assert [line.label for line in window.slip.lines] == labels
    assert [row[3] for row in window.cells()] == [line.batch_no for line in reversed(lines)][: len(window.cells())]
    assert window.page.edit.text() == "" and window.page.edit.hasFocus()


def test_a_code_that_comes_twice_within_a_moment_counts_once_and_later_counts_up(
    desk: Desk, water: LotId, window: ScanWindow
) -> None:
    label = label_of(desk, water)
    story = ((5.0, 1, Tone.OK), (0.79, 1, Tone.WARNING), (0.81, 2, Tone.OK), (0.1, 2, Tone.WARNING))
    for seconds, expected, tone in story:
        window.clock.step = seconds
        assert window.scan(label).tone is tone
        assert window.lines == [(water, A01, some(expected))]
    window.clock.step = 0.1
    window.scan(UNKNOWN, label)
    assert window.lines == [(water, A01, some(3))], "another code came between"


def test_a_command_read_twice_is_done_once_and_digits_as_often_as_typed(
    desk: Desk, water: LotId, window: ScanWindow
) -> None:
    window.scan(label_of(desk, water))
    window.clock.step = 0.1
    window.scan(Command.ADD_5.label_code, Command.ADD_5.label_code)
    assert window.lines == [(water, A01, some(6))]
    window.scan("2", "2", "*2", "*2")
    assert window.lines == [(water, A01, some(8))]


# --- the answer ------------------------------------------------------------------------------------------------------


def test_every_scan_is_answered_by_colour_icon_word_text_tone_and_log(
    desk: Desk, water: LotId, window: ScanWindow
) -> None:
    late = desk.lot(WATER, 5, expires_on=ago(-900))
    desk.lot(WATER, 5, expires_on=ago(-30))
    for code, status, word, text in (
        (label_of(desk, water), Status.WARNING, "注意", "瓶装饮用水"),
        (HERE, Status.OK, "成功", "A01"),
        (label_of(desk, late), Status.WARNING, "注意", "瓶装饮用水"),
        (UNKNOWN, Status.ERROR, "未完成", UNKNOWN),
    ):
        window.scan(code)
        band = window.band
        assert (band.status, band.property("state"), band._icon._name) == (status, status, status)
        assert band._word.text() == word and band._word.isVisible()
        assert text in band.words and band._title.isVisible()
        assert band._title.font().pointSizeF() >= 28
        assert band.words.startswith(f"{word}\n")
        assert window.sounds.tones[-1] is status
        newest = window.page.log.item(0)
        assert code in newest.text() and not newest.icon().isNull()
        assert newest.data(Qt.ItemDataRole.AccessibleTextRole).startswith(f"{word}: ")
    assert len(window.sounds.tones) == len(window.answers) == 4
    assert window.band._remedy.isVisible() and window.band._remedy.text(), "an error says what to do"


def test_the_log_keeps_the_last_scans(window: ScanWindow) -> None:
    window.wedge(*(f"690000000{number:04d}" for number in range(SCANS_MAX + 5)), gap_ms=0)
    window.settle()
    assert window.page.log.count() == SCANS_MAX
    assert f"690000000{SCANS_MAX + 4:04d}" in window.page.log.item(0).text()


def test_an_unknown_code_never_blocks_the_next_and_nothing_opens(desk: Desk, water: LotId, window: ScanWindow) -> None:
    before = set(QApplication.topLevelWidgets())
    label = label_of(desk, water)
    window.wedge(UNKNOWN, label, "B0000", "批号".encode().hex(), label, "?", label, gap_ms=0)
    window.settle()
    assert window.lines == [(water, A01, some(3))]
    assert QApplication.activeModalWidget() is None and QApplication.activePopupWidget() is None
    assert [widget for widget in set(QApplication.topLevelWidgets()) - before if widget.isVisible()] == []
    assert window.page.panel.isHidden() and window.page.confirm.isHidden()
    assert window.page.edit.hasFocus()


def test_a_paper_that_is_scanned_can_be_opened(desk: Desk, water: LotId, window: ScanWindow) -> None:
    paper = desk.issue(lot_line(water, 2))
    assert window.scan(paper.number).tone is Tone.INFO
    assert window.page.paper.isVisible() and paper.number in window.page.paper._text.text()
    window.scan(UNKNOWN)
    assert window.page.paper.isHidden(), "the next scan puts it away"


def test_things_are_looked_up_without_a_slip(desk: Desk, water: LotId, window: ScanWindow) -> None:
    window.scan(Command.LOOK_UP.label_code)
    assert window.page.desk.slip is None and not window.page.head.isVisible()
    said = window.scan(label_of(desk, water))
    assert (said.tone, said.title) == (Tone.INFO, "瓶装饮用水") and "A01 10" in said.detail
    assert window.scan("5").tone is Tone.INFO
    window.scan(Command.ISSUE.label_code, label_of(desk, water))
    assert window.lines == [(water, A01, some(1))]


# --- keys and focus --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("at", range(len(KINDS)))
def test_control_and_a_digit_chooses_what_is_done(window: ScanWindow, at: int) -> None:
    kind = KINDS[at][0]
    window.choose(DocumentKind.MOVE if at == 0 else DocumentKind.ISSUE)
    window.press(Qt.Key(Qt.Key.Key_1 + at), CONTROL)
    assert window.page.desk.kind is kind
    name = "look_up" if kind is None else kind.value
    assert window.find(QAbstractButton, f"scan_kind_{name}").isChecked()
    assert window.page.edit.hasFocus()


def test_f9_fetches_the_scan_field_and_f3_finds_goods_by_name(
    qtbot: QtBot, desk: Desk, water: LotId, window: ScanWindow
) -> None:
    window.press(Qt.Key.Key_F3)
    assert window.page.finder.hasFocus()
    window.press(Qt.Key.Key_F9)
    assert window.page.edit.hasFocus()
    window.press(Qt.Key.Key_F3)
    QTest.keyClicks(window.page.finder, "pzyys")
    qtbot.waitUntil(window.page.finder._is_open)
    window.press(Qt.Key.Key_Return)
    assert window.lines == [(water, A01, some(1))]
    assert window.page.finder.text() == "" and window.page.edit.hasFocus()


def test_control_z_takes_back_scans_and_not_the_letters_of_the_field(
    desk: Desk, water: LotId, window: ScanWindow
) -> None:
    window.scan(HERE, label_of(desk, water), "7")
    for expected in ([(water, A01, some(1))], []):
        window.press(Qt.Key.Key_Z, CONTROL)
        assert window.lines == expected
        assert window.band.status is Status.INFO
    assert window.slip.place == A01
    window.press(Qt.Key.Key_Z, CONTROL)
    assert window.slip.place == ""
    window.press(Qt.Key.Key_Z, CONTROL)
    assert "没有" in window.band.words
    QTest.keyClicks(window.page.edit, "B21")
    window.press(Qt.Key.Key_Z, CONTROL)
    assert window.page.edit.text() == ""


def test_fifty_steps_are_taken_back_by_fifty_keys(desk: Desk, water: LotId, window: ScanWindow) -> None:
    label = label_of(desk, water)
    window.scan(label)
    for number in range(60):
        window.wedge(str(number % 9 + 1), gap_ms=0)
    window.settle()
    before = window.slip
    for number in range(59, 8, -1):
        window.press(Qt.Key.Key_Z, CONTROL)
        assert window.lines == [(water, A01, some((number - 1) % 9 + 1))]
    assert len(before.steps) - len(window.slip.steps) == 51


def test_f2_opens_the_line_scanned_last_and_escape_leads_back(
    qtbot: QtBot, desk: Desk, water: LotId, window: ScanWindow
) -> None:
    window.press(Qt.Key.Key_F2)
    assert window.page.panel.isHidden(), "there is none"
    window.scan(label_of(desk, water))
    window.press(Qt.Key.Key_F2)
    assert window.page.panel.isVisible() and window.page.panel.quantity.edit.hasFocus()
    QTest.keyClick(window.page.panel.quantity.edit, Qt.Key.Key_Escape)
    qtbot.waitUntil(window.page.edit.hasFocus, timeout=200)
    assert window.page.panel.isHidden() and window.page.edit.hasFocus()


def test_the_focus_is_back_within_200_ms_after_every_panel(
    qtbot: QtBot, desk: Desk, water: LotId, window: ScanWindow
) -> None:
    window.scan(label_of(desk, water))
    panels: tuple[Callable[[], object], ...] = (
        window.page.clear_button.click,
        lambda: window.press(Qt.Key.Key_F2),
        lambda: window.press(Qt.Key.Key_K, CONTROL),
        lambda: window.press(Qt.Key.Key_F1),
    )
    for open_panel in panels:
        open_panel()
        assert not window.page.edit.hasFocus()
        assert window.focus is not None
        QTest.keyClick(window.focus, Qt.Key.Key_Escape)
        qtbot.waitUntil(window.page.edit.hasFocus, timeout=200)


def test_a_scan_is_not_lost_where_a_button_or_a_list_has_the_focus(
    desk: Desk, water: LotId, window: ScanWindow
) -> None:
    label = label_of(desk, water)
    window.scan(label)
    window.page.table.selectRow(0)
    holders: list[QWidget] = [
        window.page.table,
        window.page.depot,
        window.find(QAbstractButton, "scan_undo"),
        window.find(QAbstractButton, "scan_clear"),
        window.find(QAbstractButton, "scan_kind_move"),
        window.find(QAbstractButton, "slip_head_submit"),
    ]
    for number, holder in enumerate(holders, 2):
        holder.setFocus()
        assert window.focus is holder
        window.wedge(label)
        window.settle()
        assert window.lines == [(water, A01, some(number))], holder.objectName()
        assert window.page.edit.hasFocus()
        assert window.page.panel.isHidden()


def test_enter_on_a_line_opens_it(desk: Desk, water: LotId, window: ScanWindow) -> None:
    window.scan(label_of(desk, water))
    window.page.table.selectRow(0)
    window.page.table.setFocus()
    window.press(Qt.Key.Key_Return)
    assert window.page.panel.isVisible()


# --- emptying --------------------------------------------------------------------------------------------------------


def test_the_slip_is_emptied_only_after_a_question_whose_safe_answer_has_the_focus(
    desk: Desk, water: LotId, window: ScanWindow
) -> None:
    assert not window.page.clear_button.isEnabled()
    window.scan(label_of(desk, water))
    window.click("scan_clear")
    assert window.page.confirm.isVisible() and window.page.confirm.no_button.hasFocus()
    window.press(Qt.Key.Key_Return)
    assert window.lines and window.page.confirm.isHidden()
    window.click("scan_clear")
    window.click("scan_confirm_yes")
    assert window.lines == [] and window.page.confirm.isHidden()
    assert window.page.edit.hasFocus()


# --- posting ---------------------------------------------------------------------------------------------------------

ByKey = Callable[[ScanWindow], object]
WAYS: dict[str, ByKey] = {
    "the key": lambda window: window.press(Qt.Key.Key_P, CONTROL),
    "the button": lambda window: window.click("slip_head_submit"),
    "the label": lambda window: window.scan(Command.POST.label_code),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_slip_is_posted_by_key_by_button_and_by_label(desk: Desk, water: LotId, window: ScanWindow, way: str) -> None:
    window.scan(label_of(desk, water), "4")
    WAYS[way](window)
    (paper, *_rest) = desk.read(documents_page)
    assert paper.kind is DocumentKind.ISSUE and paper.line_count == 1
    assert desk.held(water) == some(6)
    assert window.band.status is Status.OK and paper.number in window.band.words
    assert window.page.paper.isVisible() and paper.number in window.page.paper._text.text()
    assert window.slip.lines == () and window.drafts.drafts("admin", "slip") == []
    assert window.page.edit.hasFocus() or way == "the button"
    window.scan(label_of(desk, water))
    assert window.page.paper.isHidden()


def test_an_empty_slip_is_not_posted_and_says_so(window: ScanWindow) -> None:
    window.press(Qt.Key.Key_P, CONTROL)
    assert window.band.status is Status.ERROR and window.band._remedy.text()


def test_a_line_that_keeps_the_slip_from_being_posted_is_opened_with_its_problem(
    desk: Desk, water: LotId, window: ScanWindow
) -> None:
    late = desk.lot(WATER, 5, expires_on=ago(-900))
    desk.lot(WATER, 5, expires_on=ago(-30))
    window.scan(label_of(desk, late))
    window.press(Qt.Key.Key_P, CONTROL)
    panel = window.page.panel
    assert panel.isVisible() and "批" in panel.reason.shown_problem
    assert panel.reason.edit.hasFocus()
    assert window.band.status is Status.WARNING
    panel.reason.set_text("整箱发放")
    panel.form.submit()
    window.settle()
    window.press(Qt.Key.Key_P, CONTROL)
    assert desk.held(late) == some(4)


def test_goods_that_another_person_took_meanwhile_lose_nothing_and_are_named(
    desk: Desk, water: LotId, window: ScanWindow
) -> None:
    tent = desk.lot(TENT, 3)
    window.scan(label_of(desk, tent), label_of(desk, water), "8")
    desk.issue(lot_line(water, 5))
    before = window.slip
    window.press(Qt.Key.Key_P, CONTROL)
    assert window.slip == before and len(desk.read(documents_page)) == 3
    assert window.band.status is Status.ERROR
    refused = InsufficientStock(
        wanted=some(8), item="瓶装饮用水", label=label_of(desk, water), place=A01, on_hand=some(5), elsewhere="已发出 5"
    )
    assert refused.text() in window.band.words and "瓶装饮用水: " in window.band.words
    assert window.page.panel.isVisible()
    assert refused.text() in window.page.panel.quantity.shown_problem
    window.page.panel.quantity.set_text("5")
    window.page.panel.form.submit()
    window.settle()
    window.press(Qt.Key.Key_P, CONTROL)
    assert (desk.held(water), desk.held(tent)) == (some(0), some(2))


def test_several_lines_that_were_refused_are_named(desk: Desk, water: LotId, window: ScanWindow) -> None:
    tent = desk.lot(TENT, 3)
    window.scan(label_of(desk, tent), "3", label_of(desk, water), "8")
    desk.issue(lot_line(water, 5), lot_line(tent, 2))
    window.press(Qt.Key.Key_P, CONTROL)
    assert window.band.status is Status.ERROR
    assert "瓶装饮用水: " in window.band.words and "12㎡单帐篷: " in window.band.words
    assert window.page.panel.isVisible() and "12㎡单帐篷" in window.page.panel._title.text()


def test_a_store_that_another_program_holds_loses_nothing_and_says_why(
    desk: Desk, water: LotId, open_window: Open, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(database.SETTINGS, "busy_timeout", 20)
    monkeypatch.setattr(database, "WRITE_SECONDS_MAX", 0.1)
    with closing(Program.open(program.database.name, clock)) as hasty:
        window = open_window(program=hasty)
        window.scan(label_of(desk, water), "4")
        before = window.slip
        with closing(dbapi2.connect(program.database.name, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            window.press(Qt.Key.Key_P, CONTROL)
            assert StoreBusy(store=program.database.name).text() in window.band.words
            assert window.band.status is Status.ERROR and window.band._remedy.text()
            assert window.slip == before and desk.held(water) == some(10)
            window.scan(label_of(desk, water))
            assert window.lines == [(water, A01, some(5))], "scanning goes on"
        window.press(Qt.Key.Key_P, CONTROL)
        assert desk.held(water) == some(5)
        window.close()


# --- every kind of slip, end to end ----------------------------------------------------------------------------------


def test_a_receipt_by_item_and_serial_numbers_leads_to_its_labels(desk: Desk, window: ScanWindow) -> None:
    window.press(Qt.Key.Key_2, CONTROL)
    window.scan(HERE, item_code(COMMAND_TENT), "SN-001", "SN-002", item_code(WATER), "NF-9", "48")
    assert [row[:5] for row in window.cells()] == [
        ("瓶装饮用水", "48", "箱", "NF-9", "A01"),
        ("60㎡指挥帐篷", "1", "顶", "SN-002", "A01"),
        ("60㎡指挥帐篷", "1", "顶", "SN-001", "A01"),
    ]
    window.scan(Command.POST.label_code)
    (paper,) = desk.read(documents_page)
    assert [(line.item_code, line.serial_no, line.batch_no, line.quantity) for line in desk.lines(paper)] == [
        (COMMAND_TENT, "SN-001", "", some(1)),
        (COMMAND_TENT, "SN-002", "", some(1)),
        (WATER, None, "NF-9", some(48)),
    ]
    window.click("scan_paper_labels")
    page = window.window.current_page
    assert isinstance(page, LabelsPage)
    labels = {str(page.model.index(row, 2).data()).replace(" ", "") for row in range(page.model.rowCount())}
    assert labels == {line.label_code for line in desk.lines(paper)}


def test_each_kind_keeps_a_slip_of_its_own_and_comes_back_to_it(desk: Desk, water: LotId, window: ScanWindow) -> None:
    desk.issue(lot_line(water, 2))
    label = label_of(desk, water)
    kinds = [kind for kind, *_rest in KINDS if kind is not None]
    for number, kind in enumerate(kinds, 1):
        window.choose(kind)
        window.scan(THERE, label, "1", *([str(number)] if kind is DocumentKind.ADJUSTMENT else []))
    for number, kind in enumerate(kinds, 1):
        window.choose(kind)
        expected = number if kind is DocumentKind.ADJUSTMENT else 1
        assert [quantity for *_rest, quantity in window.lines] == [some(expected)], kind


def test_a_site_without_a_depot_is_told_what_to_do(desk: Desk, window: ScanWindow) -> None:
    window.page._show_depots([])
    window.settle()
    said = window.scan(WATER)
    assert said.title == DepotNeeded().text() and said.remedy


def test_another_depot_has_slips_of_its_own(desk: Desk, water: LotId, window: ScanWindow) -> None:
    window.scan(label_of(desk, water))
    other = DepotCode("210300B")
    desk.post(act(AddDepot, code=other, name="铁东区库"))
    window.page.reload()
    window.settle()
    assert window.lines == [(water, A01, some(1))], "a depot that is opened changes no slip"
    window.page.depot.setCurrentIndex(window.page.depot.findData(other))
    window.settle()
    assert window.slip.depot == other and window.lines == []
    said = window.scan(label_of(desk, water))
    assert said.tone is Tone.ERROR and "市本级库" in said.title
    assert window.preferences.value("scan/depot") == other


def test_the_scan_field_takes_scans_only_on_its_page(window: ScanWindow) -> None:
    edit = window.find(ScanEdit, "scan_code")
    window.window.open_page("documents")
    window.settle()
    assert not edit.isVisible() and window.focus is not edit
    window.window.open_page("scan")
    window.settle()
    assert window.focus is edit

"""The scan field takes every character of every scan, at any speed, and gets the focus back."""

import time
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodQueryEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from supplies.ui.widgets.scan_edit import ScanEdit

GS1 = "0106912345678905\x1d10PH20260017\x1d21SN-0001"


class Desk(QWidget):
    """A window with a scan field and other things."""

    def __init__(self, qtbot: QtBot) -> None:
        super().__init__()
        self.scan = ScanEdit("code", self)
        self.other = QLineEdit(self)
        self.button = QPushButton("button", self)
        layout = QVBoxLayout(self)
        for part in (self.button, self.scan, self.other):
            layout.addWidget(part)
        self.heard: list[str] = []
        self.scan.scanned.connect(self.heard.append)
        qtbot.addWidget(self)
        self.show()
        self.activateWindow()
        qtbot.waitUntil(self.isActiveWindow)
        self.scan.setFocus()


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    return Desk(qtbot)


def type_code(widget: QWidget, code: str, end: Qt.Key = Qt.Key.Key_Return, gap_ms: int = 0) -> None:
    """Press the keys that a scanner sends; a separator comes as Ctrl+]."""
    for character in code:
        if character == "\x1d":
            event = (Qt.Key.Key_BracketRight, Qt.KeyboardModifier.ControlModifier, "\x1d")
        else:
            event = (Qt.Key(ord(character.upper())), Qt.KeyboardModifier.NoModifier, character)
        for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, *event))
        if gap_ms:
            QTest.qWait(gap_ms)
    QTest.keyClick(widget, end)


@pytest.mark.parametrize("gap_ms", [0, 1, 5])
@pytest.mark.parametrize("end", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab])
def test_every_character_arrives_however_fast(desk: Desk, gap_ms: int, end: Qt.Key) -> None:
    type_code(desk.scan, GS1, end, gap_ms)
    assert desk.heard == [GS1]
    assert desk.scan.text() == ""
    assert desk.scan.hasFocus()


def test_scans_on_each_others_heels_stay_apart(desk: Desk) -> None:
    codes = [f"WZ{at:05d}\x1d10PH{at}" for at in range(40)]
    for code in codes:
        type_code(desk.scan, code)
    assert desk.heard == codes


def test_a_separator_can_be_seen_while_typing(desk: Desk) -> None:
    for character in "01\x1d":
        type_code(desk.scan, character, Qt.Key.Key_Shift)
    assert desk.scan.text() == "01␝"
    assert desk.scan.raw() == "01\x1d"


def test_no_input_method_gets_between(desk: Desk) -> None:
    asked = QInputMethodQueryEvent(Qt.InputMethodQuery.ImEnabled)
    QApplication.sendEvent(desk.scan, asked)
    assert asked.value(Qt.InputMethodQuery.ImEnabled) is False
    QApplication.sendEvent(desk.other, asked)
    assert asked.value(Qt.InputMethodQuery.ImEnabled) is True


def test_other_questions_of_the_input_method_are_answered(desk: Desk) -> None:
    desk.scan.setText("abc")
    asked = QInputMethodQueryEvent(Qt.InputMethodQuery.ImSurroundingText)
    QApplication.sendEvent(desk.scan, asked)
    assert asked.value(Qt.InputMethodQuery.ImSurroundingText) == "abc"


def test_an_empty_field_scans_nothing_and_tab_leaves_it(qtbot: QtBot, desk: Desk) -> None:
    QTest.keyClick(desk.scan, Qt.Key.Key_Return)
    QTest.keyClick(desk.scan, Qt.Key.Key_Tab)
    assert desk.heard == []
    assert desk.other.hasFocus()


def test_the_focus_is_back_within_200_ms_after_a_panel_closes(qtbot: QtBot, desk: Desk) -> None:
    panel = QFrame(desk)
    inner = QLineEdit(panel)
    panel.show()
    inner.setFocus()
    assert inner.hasFocus()
    began = time.monotonic()
    panel.hide()
    qtbot.waitUntil(desk.scan.hasFocus, timeout=1000)
    assert time.monotonic() - began < 0.2


def test_the_focus_is_back_after_its_holder_was_destroyed(qtbot: QtBot, desk: Desk) -> None:
    panel = QLineEdit(desk)
    panel.show()
    panel.setFocus()
    with qtbot.waitSignal(panel.destroyed):
        panel.deleteLater()
    qtbot.waitUntil(desk.scan.hasFocus, timeout=200)


def test_the_focus_is_back_when_it_was_lost_to_nothing(qtbot: QtBot, desk: Desk) -> None:
    desk.scan.clearFocus()
    qtbot.waitUntil(desk.scan.hasFocus, timeout=200)


def test_a_person_who_goes_elsewhere_is_not_called_back(qtbot: QtBot, desk: Desk) -> None:
    desk.other.setFocus()
    qtbot.wait(150)
    assert desk.other.hasFocus()


def test_a_hidden_field_claims_no_focus(qtbot: QtBot, desk: Desk) -> None:
    desk.scan.hide()
    desk.other.setFocus()
    desk.other.clearFocus()
    qtbot.wait(150)
    assert not desk.scan.hasFocus()


def test_f9_fetches_the_focus_from_anywhere_and_the_scan_replaces_what_was_half_typed(qtbot: QtBot, desk: Desk) -> None:
    desk.scan.setText("half")
    desk.other.setFocus()
    QTest.keyClick(desk.other, Qt.Key.Key_F9)
    assert desk.scan.hasFocus()
    type_code(desk.scan, "WZ001")
    assert desk.heard == ["WZ001"]


def test_escape_empties_the_field(qtbot: QtBot, desk: Desk) -> None:
    desk.scan.setText("half")
    QTest.keyClick(desk.scan, Qt.Key.Key_Escape)
    assert desk.scan.text() == ""
    assert desk.heard == []


def test_the_field_is_empty_before_anyone_acts_on_a_scan(qtbot: QtBot, desk: Desk) -> None:
    seen: list[Any] = []
    desk.scan.scanned.connect(lambda _raw: seen.append(desk.scan.text()))
    type_code(desk.scan, "WZ001")
    assert seen == [""]


def test_a_blank_is_no_scan(desk: Desk) -> None:
    for blank in (" ", "\u3000", "\x1d"):
        desk.scan.insert(blank)
        QTest.keyClick(desk.scan, Qt.Key.Key_Return)
    assert desk.heard == [] and desk.scan.text() == ""


def test_what_is_typed_while_a_button_has_the_focus_is_a_scan(desk: Desk) -> None:
    clicks: list[Any] = []
    desk.button.clicked.connect(lambda: clicks.append("clicked"))
    desk.scan.take_keys_of(desk.button)
    desk.scan.setText("half")
    desk.button.setFocus()
    type_code(desk.button, "W", Qt.Key.Key_Shift)
    assert desk.scan.hasFocus() and desk.scan.text() == "W"
    type_code(desk.scan, "Z001")
    assert desk.heard == ["WZ001"]
    desk.button.setFocus()
    QTest.keyClick(desk.button, Qt.Key.Key_Space)
    QTest.keyClick(desk.button, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(clicks) == 1 and desk.button.hasFocus(), "a button keeps its own keys"


def test_a_field_that_cannot_be_used_takes_no_keys_of_others(desk: Desk) -> None:
    desk.scan.take_keys_of(desk.button)
    desk.scan.setEnabled(False)
    desk.button.setFocus()
    type_code(desk.button, "W", Qt.Key.Key_Shift)
    assert desk.button.hasFocus() and desk.scan.text() == ""


def test_control_z_is_left_to_the_page_while_nothing_is_typed(desk: Desk) -> None:
    undone: list[Any] = []
    shortcut = QShortcut(QKeySequence("Ctrl+Z"), desk)
    shortcut.activated.connect(lambda: undone.append("page"))
    type_code(desk.scan, "WZ001")
    QTest.keyClick(desk.scan, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert undone == ["page"] and desk.scan.text() == ""
    QTest.keyClicks(desk.scan, "B2")
    QTest.keyClick(desk.scan, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert undone == ["page"] and desk.scan.text() == ""

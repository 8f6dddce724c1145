"""Buttons for the row selected: usable, or saying why not."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from supplies.ui.widgets.row_actions import RowActions
from tests.ui import walks


class Steps(RowActions):
    """Two steps that need a row, and one that does not."""

    def __init__(self, qtbot: QtBot) -> None:
        super().__init__("steps")
        self.done: list[str] = []
        self.add("new", "新设(&A)", lambda: self.done.append("new"), "Ctrl+N", "add", "primary")
        self.add("start", "发布招标(&S)", lambda: self.done.append("start"), "Ctrl+T")
        self.add("cancel", "取消(&K)", lambda: self.done.append("cancel"), "Ctrl+Del")
        qtbot.addWidget(self)
        self.show()
        self.activateWindow()
        qtbot.waitUntil(self.isActiveWindow)


@pytest.fixture
def steps(qtbot: QtBot) -> Steps:
    return Steps(qtbot)


def test_a_step_is_taken_by_click_and_by_key(steps: Steps) -> None:
    QTest.mouseClick(steps._buttons["start"], Qt.MouseButton.LeftButton)
    QTest.keyClick(steps, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert steps.done == ["start", "start"]
    assert steps._buttons["start"].toolTip() == "发布招标 (Ctrl+T)"
    assert walks.nameless(steps) == [] and walks.keyless(steps) == []


def test_a_step_that_cannot_be_taken_says_why_and_its_key_does_nothing(steps: Steps) -> None:
    steps.allow("start", "请先选中一个包。")
    assert not steps._buttons["start"].isEnabled()
    assert steps._buttons["start"].toolTip() == "发布招标 (Ctrl+T)\n请先选中一个包。"
    assert steps._buttons["start"].accessibleDescription() == "请先选中一个包。"
    QTest.keyClick(steps, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert steps.done == []


def test_the_reason_is_in_sight_while_nothing_can_be_done_with_the_row(steps: Steps) -> None:
    for name in ("start", "cancel"):
        steps.allow(name, "请先选中一个包。")
    assert steps._why.text() == "请先选中一个包。"
    steps.allow("start", "")
    assert steps._why.text() == ""
    assert steps._buttons["start"].isEnabled() and not steps._buttons["cancel"].isEnabled()
    assert steps._buttons["start"].toolTip() == "发布招标 (Ctrl+T)"

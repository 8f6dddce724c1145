"""Several views in one place, by mouse and by key."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from supplies.ui.icons import Button
from supplies.ui.widgets.tabs import Tabs
from tests.ui import walks


@pytest.fixture
def tabs(qtbot: QtBot) -> Tabs:
    made = Tabs("tabs", "明细")
    for name, text in (("lots", "包(&O)"), ("funds", "指标(&R)"), ("checks", "核对(&H)")):
        edit = QLineEdit()
        edit.setObjectName(name)
        edit.setAccessibleName(name)
        made.add(name, text, edit)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def button(tabs: Tabs, name: str) -> Button:
    found = tabs.findChild(Button, f"tabs_{name}")
    assert isinstance(found, Button)
    return found


def test_the_first_view_is_open_and_marked(tabs: Tabs) -> None:
    assert tabs.current == "lots" and tabs.current_view.isVisible()
    assert [button(tabs, name).isChecked() for name in ("lots", "funds", "checks")] == [True, False, False]


def test_a_click_opens_a_view_and_tells(qtbot: QtBot, tabs: Tabs) -> None:
    with qtbot.waitSignal(tabs.opened) as heard:
        QTest.mouseClick(button(tabs, "checks"), Qt.MouseButton.LeftButton)
    assert heard.args == ["checks"] and tabs.current == "checks"
    assert not button(tabs, "lots").isChecked()


def test_a_click_on_the_open_one_leaves_it_open(tabs: Tabs) -> None:
    QTest.mouseClick(button(tabs, "lots"), Qt.MouseButton.LeftButton)
    assert button(tabs, "lots").isChecked() and tabs.current == "lots"


def test_the_neighbours_are_reached_by_key_and_the_cursor_goes_along(tabs: Tabs) -> None:
    tabs.current_view.setFocus()
    for expected in ("funds", "checks", "lots"):
        QTest.keyClick(tabs, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
        assert tabs.current == expected and tabs.current_view.hasFocus()
    QTest.keyClick(tabs, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert tabs.current == "checks"


def test_a_button_may_say_how_much_needs_attention(tabs: Tabs) -> None:
    tabs.set_text("checks", "核对，2 项不符(&H)")
    assert button(tabs, "checks").text() == "核对，2 项不符(&H)"
    assert button(tabs, "checks").accessibleName() == "核对，2 项不符"
    assert button(tabs, "checks").shortcut().toString() == "Alt+H"
    assert walks.nameless(tabs) == [] and walks.keyless(tabs) == [] and walks.clashing(tabs) == []

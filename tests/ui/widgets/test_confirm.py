"""A question before something is lost: the safe answer is at hand, and nothing is done without a yes."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from supplies.ui.widgets.confirm import ConfirmPanel


class Room(QWidget):
    """A page with a button, and a question over it."""

    def __init__(self, qtbot: QtBot) -> None:
        super().__init__()
        self.button = QPushButton("button", self)
        QVBoxLayout(self).addWidget(self.button)
        self.panel = ConfirmPanel("question", self)
        self.done: list[str] = []
        self.resize(800, 600)
        qtbot.addWidget(self)
        self.show()
        self.activateWindow()
        qtbot.waitUntil(self.isActiveWindow)
        self.button.setFocus()

    def ask(self) -> None:
        self.panel.ask("清空本单？", "3 行将被清除。", "清空(&E)", lambda: self.done.append("done"))


@pytest.fixture
def room(qtbot: QtBot) -> Room:
    return Room(qtbot)


def test_the_safe_answer_has_the_focus_and_enter_takes_it(room: Room) -> None:
    room.ask()
    assert room.panel.isVisible() and room.panel.no_button.hasFocus()
    QTest.keyClick(room.panel.no_button, Qt.Key.Key_Return)
    assert room.panel.isHidden() and room.done == [] and room.button.hasFocus()


def test_escape_and_a_click_beside_are_a_no(room: Room) -> None:
    room.ask()
    QTest.keyClick(room.panel.no_button, Qt.Key.Key_Escape)
    assert room.panel.isHidden()
    room.ask()
    QTest.mouseClick(room.panel, Qt.MouseButton.LeftButton, pos=room.panel.rect().bottomLeft())
    assert room.panel.isHidden() and room.done == []


def test_a_yes_acts_once(room: Room) -> None:
    room.ask()
    room.panel.yes_button.click()
    assert room.panel.isHidden() and room.done == ["done"]
    room.panel.yes_button.click()
    assert room.done == ["done"]


def test_it_says_what_is_at_stake_to_eye_and_ear(room: Room) -> None:
    room.ask()
    assert room.panel.accessibleName() == "清空本单？"
    assert room.panel.yes_button.accessibleName() == "清空"
    assert room.panel._text.text() == "3 行将被清除。"
    assert not room.button.isEnabled(), "no key reaches what lies below"

"""Panels over a page: no key reaches what lies below, and the focus comes back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from supplies.ui.icons import Button
from supplies.ui.widgets.overlay import Overlay


class Below(QWidget):
    """A page with a field and a button that has a key."""

    def __init__(self, qtbot: QtBot) -> None:
        super().__init__()
        self.edit = QLineEdit()
        self.button = Button("post", "过账(&B)")
        inner = QWidget()
        layout = QVBoxLayout(inner)
        layout.addWidget(self.edit)
        layout.addWidget(self.button)
        QVBoxLayout(self).addWidget(inner)
        qtbot.addWidget(self)
        self.resize(600, 400)
        self.show()
        self.activateWindow()
        qtbot.waitUntil(self.isActiveWindow)
        self.edit.setFocus()


class Panel(Overlay):
    """A panel with a button."""

    def __init__(self, page: QWidget, name: str) -> None:
        super().__init__(name, name, page, 20)
        self.button = Button(f"{name}_button", "好(&C)")
        QVBoxLayout(self.card).addWidget(self.button)

    def first_focus(self) -> QWidget:
        return self.button


@pytest.fixture
def below(qtbot: QtBot) -> Below:
    return Below(qtbot)


def test_no_button_below_a_panel_is_worked_by_its_key(qtbot: QtBot, below: Below) -> None:
    pressed: list[str] = []
    below.button.clicked.connect(lambda: pressed.append("post"))
    panel = Panel(below, "panel")
    panel.open_panel()
    assert panel.button.hasFocus()
    QTest.keyClick(panel.button, Qt.Key.Key_B, Qt.KeyboardModifier.AltModifier)
    qtbot.wait(150)
    assert pressed == []
    QTest.keyClick(panel.button, Qt.Key.Key_Escape)
    assert panel.isHidden() and below.edit.hasFocus()
    QTest.keyClick(below.edit, Qt.Key.Key_B, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: len(pressed) == 1)


def test_what_lies_below_two_panels_waits_until_both_are_gone(below: Below) -> None:
    first, second = Panel(below, "first"), Panel(below, "second")
    first.open_panel()
    second.open_panel()
    second.close_panel()
    assert not below.button.isEnabled()
    assert first.button.hasFocus()
    first.close_panel()
    assert below.button.isEnabled() and below.edit.hasFocus()


def test_what_could_not_be_used_before_cannot_be_used_afterwards(below: Below) -> None:
    below.button.setEnabled(False)
    panel = Panel(below, "panel")
    panel.open_panel()
    panel.close_panel()
    assert not below.button.isEnabled() and below.edit.isEnabled()

"""Searching and filtering a list."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from supplies.ui.widgets.filter_bar import FilterBar
from supplies.ui.widgets.flow import FlowLayout
from supplies.ui.widgets.search_field import SearchField


def test_a_search_is_asked_once_a_moment_after_the_last_key(qtbot: QtBot) -> None:
    field = SearchField("search", "Name or code")
    heard: list[Any] = []
    qtbot.addWidget(field)
    field.searched.connect(heard.append)
    QTest.keyClicks(field, " zhangpeng ")
    qtbot.waitUntil(lambda: bool(heard))
    qtbot.wait(200)
    assert heard == ["zhangpeng"]


def test_enter_asks_at_once_escape_empties_and_the_arrow_leaves(qtbot: QtBot) -> None:
    field = SearchField("search", "Name or code")
    heard: list[Any] = []
    qtbot.addWidget(field)
    field.searched.connect(heard.append)
    field.setText("a")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert heard == ["a"]
    with qtbot.waitSignal(field.left_downward):
        QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(field, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: heard == ["a", ""])


def test_ctrl_f_goes_to_the_search(qtbot: QtBot) -> None:
    window = QWidget()
    field, other = SearchField("search", "Name or code", window), QLabel("x", window)
    other.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    other.setFocus()
    QTest.keyClick(other, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert field.hasFocus()


def test_filters_tell_their_values_and_can_be_cleared_at_once(qtbot: QtBot) -> None:
    bar = FilterBar("filters")
    heard: list[Any] = []
    qtbot.addWidget(bar)
    depot = bar.add_choice("depot", "Depot", "All depots", [("1", "first"), ("2", "second")])
    tick = bar.add_tick("expiring", "&Expiring")
    bar.changed.connect(heard.append)
    bar.show()
    depot.choose("2")
    tick.setChecked(True)
    assert heard == [{"depot": "2", "expiring": ""}, {"depot": "2", "expiring": "yes"}]
    assert bar._clear.isVisible()
    bar._clear.click()
    assert heard[2:] == [{"depot": "", "expiring": ""}]
    assert not bar._clear.isVisible()


def test_new_options_keep_what_is_chosen(qtbot: QtBot) -> None:
    bar = FilterBar("filters")
    heard: list[Any] = []
    qtbot.addWidget(bar)
    depot = bar.add_choice("depot", "Depot", "All depots", [("1", "first"), ("2", "second")])
    depot.choose("2")
    bar.changed.connect(heard.append)
    bar.set_options("depot", [("2", "second"), ("3", "third")])
    assert depot.value() == "2"
    bar.set_options("depot", [("3", "third")])
    assert depot.value() == ""
    assert heard == []


def test_a_flow_wraps_where_the_width_ends(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    flow = FlowLayout(window)
    parts = [QLabel("x" * 20) for _part in range(4)]
    for part in parts:
        flow.addWidget(part)
    width = parts[0].sizeHint().width()
    assert flow.heightForWidth(5 * width) < flow.heightForWidth(2 * width + 40) < flow.heightForWidth(width + 20)
    window.resize(2 * width + 40, 200)
    window.show()
    assert len({part.y() for part in parts}) == 2
    assert all(window.rect().contains(part.geometry()) for part in parts)

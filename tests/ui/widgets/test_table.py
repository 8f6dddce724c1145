"""The table: copies, sums, remembered columns, kept selections, pages while scrolling."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from supplies.ui.paged_table import PAGE_ROWS, Column, PagedTableModel, number_column
from supplies.ui.preferences import FilePreferences
from supplies.ui.session import Session
from supplies.ui.widgets.empty_state import EmptyState
from supplies.ui.widgets.table import SelectionTotals, TableView
from supplies.ui.widgets.totals_bar import TotalsBar
from supplies.values import Money, Quantity

TEXTS = {2: "=1+1", 3: "two\nlines\tand a tab"}
COLUMNS: tuple[Column[int], ...] = (
    Column("code", "Code", lambda row: TEXTS.get(row, f"{row:04d}"), sort="code"),
    number_column("quantity", "Quantity", lambda row: Quantity(row * 1_234_500)),
    number_column("amount", "Amount", lambda row: Money(row * 100_050)),
)


class Shown:
    """A table of numbers in a window."""

    def __init__(
        self, qtbot: QtBot, session: Session, preferences: FilePreferences, total: int = 3, name: str = "lines"
    ) -> None:
        self.numbers = list(range(1, total + 1))
        self.page = QWidget()
        qtbot.addWidget(self.page)
        self.empty = EmptyState("lines_empty", "stock", "Nothing yet", "Receive something.")
        self.table = TableView(name, "Lines", preferences, self.empty)
        self.table.setParent(self.page)
        self.table.resize(600, 300)
        self.model = PagedTableModel(COLUMNS, self.after, lambda row: row, session, self.page)
        self.bar = TotalsBar("totals", self.table, self.page)
        self.table.show_model(self.model)
        self.page.resize(700, 400)
        self.page.show()
        self.load(qtbot)

    def after(self, last, limit):
        wanted = [number for number in self.numbers if last is None or number > last][:limit]
        return lambda _connection: wanted

    def load(self, qtbot: QtBot) -> None:
        self.model.reload()
        qtbot.waitUntil(lambda: not self.model.is_loading)


@pytest.fixture
def shown(qtbot: QtBot, session: Session, preferences: FilePreferences) -> Shown:
    return Shown(qtbot, session, preferences)


def clipboard() -> str:
    return QGuiApplication.clipboard().text()


def test_copies_go_to_a_spreadsheet_with_plain_figures_and_no_formula(qtbot: QtBot, shown: Shown) -> None:
    shown.table.selectAll()
    QTest.keyClick(shown.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert clipboard() == "0001\t1234.5\t1000.50\n'=1+1\t2469\t2001.00\ntwo lines and a tab\t3703.5\t3001.50"


def test_copies_with_headings(qtbot: QtBot, shown: Shown) -> None:
    shown.table.select_key(1)
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(shown.table, Qt.Key.Key_C, keys)
    assert clipboard().splitlines() == ["编码\t数量\t金额", "0001\t1234.5\t1000.50"]


def test_copies_have_the_columns_as_they_are_shown(shown: Shown) -> None:
    shown.table.horizontalHeader().moveSection(2, 0)
    shown.table.hideColumn(1)
    shown.table.select_key(1)
    shown.table.copy()
    assert clipboard() == "1000.50\t0001"


def test_the_selection_is_counted_and_summed_exactly(qtbot: QtBot, shown: Shown) -> None:
    with qtbot.waitSignal(shown.table.totals_changed) as heard:
        shown.table.selectAll()
    assert heard.args[0] == SelectionTotals(3, (("数量", "7,407"), ("金额", "6,003.00")))
    assert shown.bar.words == "共 3 行 已选 3 行 数量 7,407 金额 6,003.00"
    with qtbot.waitSignal(shown.table.totals_changed):
        shown.table.clearSelection()
    assert shown.bar.words == "共 3 行"


def test_a_reload_keeps_the_selection_by_what_it_is_not_where_it_was(qtbot: QtBot, shown: Shown) -> None:
    shown.table.select_key(2)
    shown.numbers = [0, 1, 2, 3]
    shown.load(qtbot)
    assert shown.table.selected_rows() == [2]
    assert shown.model.row_at(shown.table.currentIndex().row()) == 2
    shown.numbers = [0, 1, 3]
    shown.load(qtbot)
    assert shown.table.selected_rows() == []


def test_enter_and_double_click_open_a_row(qtbot: QtBot, shown: Shown) -> None:
    shown.table.select_key(2)
    with qtbot.waitSignal(shown.table.row_opened) as heard:
        QTest.keyClick(shown.table, Qt.Key.Key_Return)
    assert heard.args == [2]
    place = shown.table.visualRect(shown.model.index(2, 0)).center()
    with qtbot.waitSignal(shown.table.row_opened) as heard:
        QTest.mouseClick(shown.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
        QTest.mouseDClick(shown.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert heard.args == [3]


def test_an_empty_list_says_what_it_is_for(qtbot: QtBot, session: Session, preferences: FilePreferences) -> None:
    empty = Shown(qtbot, session, preferences, total=0)
    assert empty.empty.isVisible()
    empty.numbers = [1]
    empty.load(qtbot)
    assert not empty.empty.isVisible()


def test_nothing_is_called_empty_while_it_loads(qtbot: QtBot, session: Session, preferences: FilePreferences) -> None:
    empty = Shown(qtbot, session, preferences, total=0)
    empty.model.reload()
    assert not empty.empty.isVisible()


def test_scrolling_brings_every_row_once(qtbot: QtBot, session: Session, preferences: FilePreferences) -> None:
    long = Shown(qtbot, session, preferences, total=3 * PAGE_ROWS + 7)
    bar = long.table.verticalScrollBar()
    assert "更多" not in long.bar.words
    assert "200" in long.bar.words

    def at_the_end() -> bool:
        bar.setValue(bar.maximum())
        return long.model.is_complete

    qtbot.waitUntil(at_the_end)
    assert [long.model.row_at(at) for at in range(long.model.rowCount())] == long.numbers
    assert long.bar.words == "共 607 行"


def test_the_end_key_reaches_the_last_row(qtbot: QtBot, session: Session, preferences: FilePreferences) -> None:
    long = Shown(qtbot, session, preferences, total=2 * PAGE_ROWS + 1)

    def at_the_end() -> bool:
        QTest.keyClick(long.table, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
        return long.table.currentIndex().row() == 2 * PAGE_ROWS

    qtbot.waitUntil(at_the_end)


def test_columns_are_remembered_and_can_be_restored(
    qtbot: QtBot, session: Session, preferences: FilePreferences
) -> None:
    first = Shown(qtbot, session, preferences)
    first.table.setColumnWidth(0, 333)
    first.table.horizontalHeader().moveSection(0, 2)
    first.table.set_shown(1, is_shown=False)
    second = Shown(qtbot, session, preferences).table
    assert abs(second.columnWidth(0) - 333) <= 1
    assert second.horizontalHeader().visualIndex(0) == 2
    assert second.isColumnHidden(1)
    second.reset_columns()
    assert [second.horizontalHeader().visualIndex(at) for at in range(3)] == [0, 1, 2]
    assert not second.isColumnHidden(1)
    assert second.columnWidth(0) != 333
    assert not Shown(qtbot, session, preferences).table.isColumnHidden(1)


def test_other_tables_and_spoilt_memories_do_not_matter(
    qtbot: QtBot, session: Session, preferences: FilePreferences
) -> None:
    Shown(qtbot, session, preferences).table.set_shown(1, is_shown=False)
    assert not Shown(qtbot, session, preferences, name="others").table.isColumnHidden(1)
    for spoilt in ("{", "[]", '{"code": 7}', '{"code": ["wide", 0, false]}'):
        preferences.set_value("table/lines/columns", spoilt)
        assert Shown(qtbot, session, preferences).table.columnWidth(0) > 50


def test_a_header_asks_for_an_order_and_for_its_reverse(qtbot: QtBot, shown: Shown) -> None:
    heard: list[Any] = []
    shown.table.sort_asked.connect(lambda key, falling: heard.append((key, falling)))
    header = shown.table.horizontalHeader()
    for column in (0, 0, 0, 1):
        header.sectionClicked.emit(column)
    assert heard == [("code", False), ("code", True), ("code", False)]


def test_tab_leaves_the_table(qtbot: QtBot, shown: Shown) -> None:
    shown.table.setFocus()
    assert not shown.table.tabKeyNavigation()


def test_a_row_is_found_by_its_key(shown: Shown) -> None:
    assert shown.table.select_key(3)
    assert shown.table.selected_rows() == [3]
    assert not shown.table.select_key(99)

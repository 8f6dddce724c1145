"""Kits on the screen: defined, counted in a depot or in all, changed and retired."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from supplies.catalogue.actions import DefineKit, KitLine
from supplies.catalogue.kits import kits
from supplies.ui.catalogue.catalogue_page import CataloguePage
from supplies.ui.catalogue.kits_page import KitsPage
from supplies.ui.icons import Button
from supplies.ui.widgets.choice_box import ChoiceBox
from supplies.ui.widgets.picker import Option
from tests.rooms import DEPOT, QUILT, TENT, Desk, act, some
from tests.ui.desktop import Desktop, fill, on_sqlite, type_in

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(desktop: Desktop) -> KitsPage:
    desktop.open(CataloguePage, "catalogue")
    desktop.click("catalogue_kits")
    page = desktop.window.current_page
    assert isinstance(page, KitsPage)
    return page


def add_line(desktop: Desktop, page: KitsPage, code: str, name: str, quantity: str) -> None:
    field = page.panel.lines
    field.item.choose(Option(code, name))
    desktop.settle()
    field.quantity.setFocus()
    type_in(field.quantity, quantity)
    QTest.keyClick(field.quantity, Qt.Key.Key_Return)


def define(desk: Desk, page: KitsPage, desktop: Desktop) -> None:
    """Define a kit of a tent and four quilts, and show it selected."""
    lines = (KitLine(item=TENT, quantity=some(1)), KitLine(item=QUILT, quantity=some(4)))
    desk.post(act(DefineKit, code="TJ1", name="安置包", lines=lines))
    page.reload()
    desktop.settle()
    page.list.table.selectRow(0)
    desktop.settle()


def test_a_kit_is_defined_and_counted(desktop: Desktop, page: KitsPage, desk: Desk) -> None:
    desk.lot(TENT, 5)
    desk.lot(QUILT, 18)
    desktop.click("kits_list_actions_add")
    fill(page.panel.form, code="tj1", name="安置包")
    add_line(desktop, page, TENT, "12㎡单帐篷", "1")
    add_line(desktop, page, QUILT, "棉被", "4")
    desktop.press(Qt.Key.Key_Return, CONTROL)
    (row,) = desk.read(kits)
    assert (row.code, [part.quantity for part in row.parts]) == ("TJ1", [some(1), some(4)])
    shown = page.list.model.row_at(0)
    assert shown.full == 4 and "已定义" in page.message.words
    box = desktop.find(ChoiceBox, "kits_list_filters_depot")
    box.choose(DEPOT)
    desktop.settle()
    assert page.list.model.row_at(0).full == 4


def test_a_kit_is_changed_and_retired(desktop: Desktop, page: KitsPage, desk: Desk) -> None:
    define(desk, page, desktop)
    desktop.click("kits_list_actions_change")
    assert [line.quantity for line in page.panel.lines.value() or ()] == [some(1), some(4)]
    page.panel.lines.list.setCurrentRow(1)
    desktop.click("lines_remove")
    desktop.press(Qt.Key.Key_Return, CONTROL)
    assert [part.item_code for part in desk.read(kits)[0].parts] == [TENT]
    assert page.list.selected() is not None, "what was changed is selected"
    desktop.click("kits_list_actions_retire")
    desktop.press(Qt.Key.Key_Return, CONTROL)
    assert desk.read(kits) == []


@on_sqlite
def test_what_was_entered_for_a_new_kit_is_not_shown_for_one_that_there_is(
    desktop: Desktop, page: KitsPage, desk: Desk
) -> None:
    define(desk, page, desktop)
    desktop.click("kits_list_actions_add")
    fill(page.panel.form, code="tj2", name="医疗包")
    desktop.press(Qt.Key.Key_Escape)
    for action in ("change", "retire"):
        desktop.click(f"kits_list_actions_{action}")
        assert (page.panel.code.text(), page.panel.name.text()) == ("TJ1", "安置包")
        assert not page.panel.has_entries
        desktop.press(Qt.Key.Key_Escape)
    desktop.click("kits_list_actions_add")
    assert (page.panel.code.text(), page.panel.lines.value()) == ("tj2", None)


@on_sqlite
def test_a_kit_is_shown_whole_and_nothing_is_done_without_one(desktop: Desktop, page: KitsPage, desk: Desk) -> None:
    assert not desktop.find(Button, "kits_list_actions_change").isEnabled()
    define(desk, page, desktop)
    desktop.click("kits_list_actions_show")
    assert page.record.title == "安置包" and page.record.model.rowCount() == 2
    desktop.press(Qt.Key.Key_Escape)
    desktop.click("kits_back")
    assert isinstance(desktop.window.current_page, CataloguePage)


@on_sqlite
def test_a_kit_without_goods_stands_beside_its_field(desktop: Desktop, page: KitsPage, desk: Desk) -> None:
    desktop.click("kits_list_actions_add")
    fill(page.panel.form, code="TJ1", name="安置包")
    desktop.press(Qt.Key.Key_Return, CONTROL)
    assert page.panel.lines.shown_problem and desk.read(kits) == []

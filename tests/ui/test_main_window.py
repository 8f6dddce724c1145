"""The window by keyboard, by palette, in every look and both languages."""

import time
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from supplies.errors import FieldEmpty
from supplies.language import Language
from supplies.ui.icons import Button
from supplies.ui.theme import TEXT_SCALES, Look, Scheme
from supplies.ui.widgets.picker import Option
from supplies.values import Changes, Topic
from tests.ui import walks
from tests.ui.backend import note
from tests.ui.gallery import OPTIONS, SPECS, FormPage, Gallery, ScanPage, StockPage

CONTROL = Qt.KeyboardModifier.ControlModifier


def press(
    qtbot: QtBot, gallery: Gallery, key: Qt.Key, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    QTest.keyClick(QApplication.focusWidget() or gallery.window, key, keys)


def test_the_first_page_is_open_and_ready_for_a_scan(gallery: Gallery) -> None:
    page = gallery.window.current_page
    assert isinstance(page, ScanPage)
    assert page.edit.hasFocus()


def test_pages_are_built_when_first_opened(gallery: Gallery) -> None:
    assert set(gallery.window._pages) == {"scan"}
    gallery.window.open_page("stock")
    assert set(gallery.window._pages) == {"scan", "stock"}


@pytest.mark.parametrize("at", range(len(SPECS)))
def test_every_page_has_its_key(qtbot: QtBot, gallery: Gallery, at: int) -> None:
    press(qtbot, gallery, Qt.Key(Qt.Key.Key_1 + at), Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: gallery.window._pages.get(SPECS[at].name) is gallery.window.current_page)
    assert gallery.button(f"rail_{SPECS[at].name}").isChecked()


def test_the_strip_shows_where_who_and_which(qtbot: QtBot, gallery: Gallery) -> None:
    strip = gallery.window._strip
    qtbot.waitUntil(lambda: "1,287" in strip.words)
    assert strip.words == "白塔区应急物资中心库 张桂兰 本机 流水 1,287 · 3fa94c17 示例数据"
    gallery.session._set_reachable(is_reachable=False)
    assert strip.words.endswith("数据库无响应")
    gallery.session._set_reachable(is_reachable=True)
    assert "无响应" not in strip.words


def test_the_jump_panel_finds_pages_and_items_by_pinyin(qtbot: QtBot, gallery: Gallery) -> None:
    for typed, expected in (("mulu", "catalogue"), ("yjzp", "stock"), ("liushui", "journal")):
        press(qtbot, gallery, Qt.Key.Key_K, CONTROL)
        panel = gallery.window._jump
        assert panel.isVisible()
        QTest.keyClicks(panel._edit, typed)
        press(qtbot, gallery, Qt.Key.Key_Return)  # before the answer is here
        qtbot.waitUntil(panel.isHidden)
        assert gallery.window.current_page.objectName() == expected


def test_the_first_page_is_marked_whichever_answer_came_first(qtbot: QtBot, gallery: Gallery) -> None:
    panel = gallery.window._jump
    panel.open_panel()
    panel._receive(1, OPTIONS)
    panel._receive(0, [Option("scan", "扫码")])
    assert panel._list.currentRow() == 0
    QTest.keyClick(panel._edit, Qt.Key.Key_Down)
    panel._receive(0, [Option("scan", "扫码"), Option("stock", "库存")])
    assert panel._list.currentItem().text().startswith("应急帐篷")


def test_escape_closes_a_panel_and_gives_the_focus_back(qtbot: QtBot, gallery: Gallery) -> None:
    edit = gallery.open(ScanPage, "scan").edit
    for key, keys in (
        (Qt.Key.Key_K, CONTROL),
        (Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Slash, CONTROL),
    ):
        press(qtbot, gallery, key, keys)
        assert not edit.hasFocus()
        press(qtbot, gallery, Qt.Key.Key_Escape)
        qtbot.waitUntil(edit.hasFocus, timeout=200)


def test_tab_stays_inside_an_open_panel(qtbot: QtBot, gallery: Gallery) -> None:
    gallery.window.show_shortcuts()
    sheet = gallery.window._sheet
    for _step in range(6):
        press(qtbot, gallery, Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        assert sheet.isAncestorOf(focused)


def test_the_shortcut_sheet_lists_the_keys_of_the_page_and_of_the_window(gallery: Gallery) -> None:
    gallery.window.open_page("stock")
    gallery.window.show_shortcuts()
    words = [label.text() for label in gallery.window._sheet.findChildren(QLabel)]
    for wanted in ("Alt+N  Ctrl+N", "入库", "Ctrl+F", "搜索本列表", "Ctrl+C", "复制所选行", "Ctrl+K", "Alt+1", "扫码"):
        assert wanted in words


@pytest.mark.parametrize("name", [spec.name for spec in SPECS])
def test_every_widget_has_a_name_and_every_button_a_key(gallery: Gallery, name: str) -> None:
    gallery.window.open_page(name)
    gallery.settle()
    assert walks.nameless(gallery.window) == []
    assert walks.keyless(gallery.window) == []
    assert walks.clashing(gallery.window) == []


@pytest.mark.parametrize("scale", [100, 200])
@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.CONTRAST])
def test_no_text_is_cut_off_on_a_small_screen(gallery: Gallery, scheme: Scheme, scale: int) -> None:
    gallery.appearance.set_look(Look(scheme, scale))
    assert gallery.window.size().toTuple() == (1366, 768)
    for spec in SPECS:
        page = gallery.window.open_page(spec.name)
        if isinstance(page, ScanPage):
            page.band.show_error(FieldEmpty())
        if isinstance(page, FormPage):
            page.form.check()
            page.show_error(FieldEmpty())
        gallery.settle()
        assert walks.cut_off(gallery.window) == [], spec.name
    gallery.window.show_shortcuts()
    gallery.settle()
    assert walks.cut_off(gallery.window._sheet) == []
    assert gallery.window.size().toTuple() == (1366, 768)


@pytest.mark.parametrize("scale", TEXT_SCALES)
def test_in_large_print_nothing_to_touch_is_lower_than_44_pixels(gallery: Gallery, scale: int) -> None:
    gallery.appearance.set_look(Look(scale=scale, is_large_print=True))
    for name in ("scan", "stock", "receive"):
        gallery.window.open_page(name)
        gallery.settle()
        assert walks.lower_than(gallery.window, 44) == []
    assert gallery.open(StockPage, "stock").table.rowHeight(0) >= 44


def test_the_walks_find_what_is_wrong(qtbot: QtBot) -> None:
    root = QWidget()
    qtbot.addWidget(root)
    root.resize(200, 100)
    edit, one, other = QLineEdit(root), Button("one", "&Same", ""), Button("other", "Same (&S)", "")
    nothing = Button("nothing", "No key at all", "")
    for at, button in enumerate((one, other, nothing)):
        button.setParent(root)
        button.setGeometry(0, 25 * at, 20, 8)
    root.show()
    assert walks.nameless(root) == [walks.named(edit)]
    assert walks.keyless(root) == [walks.named(nothing)]
    assert walks.clashing(root) == ["Alt+S"]
    assert len(walks.cut_off(root)) == 3
    assert len(walks.lower_than(root, 60)) == 4


def test_another_language_is_spoken_at_once_by_us_and_by_qt(qtbot: QtBot, gallery: Gallery) -> None:
    def qt_words() -> str:
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        return box.buttons()[0].text()

    assert "取消" in qt_words()
    gallery.window.open_page("stock")
    gallery.window.set_language(Language.ENGLISH)
    gallery.settle()
    assert gallery.window.current_page.objectName() == "stock"
    assert gallery.button("rail_find").text() == "Go &to …"
    assert "Cancel" in qt_words()
    assert gallery.preferences.value("look/language") == "en"
    gallery.window.set_language(Language.CHINESE)
    gallery.settle()
    assert gallery.button("rail_find").accessibleName() == "转到…"
    assert len(gallery.window.findChildren(Button, "rail_find")) == 1


def test_unsaved_work_is_not_lost_to_another_language(gallery: Gallery, monkeypatch: pytest.MonkeyPatch) -> None:
    page = gallery.window.open_page("receive")
    monkeypatch.setattr(page, "has_unsaved", lambda: True)
    gallery.window.set_language(Language.ENGLISH)
    assert gallery.appearance.language is Language.CHINESE
    assert "入库单" in page.message.words


def test_the_look_menu_changes_the_look_and_remembers_it(qtbot: QtBot, gallery: Gallery) -> None:
    gallery.button("rail_look").click()
    menu = gallery.window._look_menu
    qtbot.waitUntil(menu.isVisible)
    assert walks.keyless(menu) == []
    actions = {action.objectName(): action for action in menu.actions()}
    ticked = {name for name, action in actions.items() if action.isChecked()}
    assert ticked == {"look_scheme_light", "look_scale_100", "look_language_zh"}
    actions["look_scheme_dark"].trigger()
    actions["look_scale_150"].trigger()
    actions["look_large_print"].trigger()
    menu.close()
    assert gallery.appearance.look == Look(Scheme.DARK, 150, is_large_print=True)
    assert gallery.preferences.value("look/scheme") == "dark"


def test_a_change_reloads_the_page_that_shows_it(qtbot: QtBot, gallery: Gallery) -> None:
    page = gallery.open(StockPage, "stock")
    with qtbot.waitSignal(page.model.replaced, timeout=1000):
        gallery.session.changed.emit(Changes(frozenset({Topic.STOCK})))


def test_an_error_without_a_page_shows_on_the_open_one(gallery: Gallery) -> None:
    gallery.session.failed.emit(FieldEmpty())
    assert "此处尚未填写。" in gallery.window.current_page.message.words


def test_the_window_closes_once_everything_is_posted(qtbot: QtBot, gallery: Gallery) -> None:
    gallery.backend.gate.clear()
    gallery.session.post(gallery.window, [note("last")], lambda _posted: None)
    assert not gallery.window.close()
    assert "过账" in gallery.window.current_page.message.words
    gallery.backend.gate.set()
    qtbot.waitUntil(gallery.window.isHidden)
    assert len(gallery.backend.posted) == 1


def test_long_work_shows_how_far_it_is_and_can_be_stopped(qtbot: QtBot, gallery: Gallery) -> None:
    page = gallery.window.current_page
    page.progress._timer.setInterval(20)
    done: list[Any] = []

    def work(job):
        for step in range(1000):
            job.report(step, 1000)
            time.sleep(0.005)

    task = gallery.session.run(page, work, done.append)
    page.follow(task, "正在导出…")
    qtbot.waitUntil(page.progress.isVisible)
    qtbot.waitUntil(lambda: page.progress._bar.value() > 0)
    assert walks.nameless(page) == []
    page.progress._stop.click()
    qtbot.waitUntil(page.progress.isHidden)
    assert done == []


def test_short_work_shows_no_progress(qtbot: QtBot, gallery: Gallery) -> None:
    page = gallery.window.current_page
    task = gallery.session.run(page, lambda _job: 1, lambda _one: None)
    page.follow(task, "…")
    with qtbot.waitSignal(task.finished):
        pass
    qtbot.wait(600)
    assert page.progress.isHidden()

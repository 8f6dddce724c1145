"""Importing a catalogue list: nothing is posted before it was seen, and only what can be."""

import csv
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from supplies.catalogue.lists import DEFAULT
from supplies.catalogue.queries import ItemFilter, item, items
from supplies.ui.setup.setup_page import SetupPage
from tests.rooms import TENT, WATER, Desk
from tests.ui.desktop import Desktop, on_sqlite

CONTROL = Qt.KeyboardModifier.ControlModifier


def rows_of_default() -> list[dict[str, str]]:
    with DEFAULT.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def write(path: Path, rows: list[dict[str, str]]) -> Path:
    """Write a list as Excel would save it."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


@pytest.fixture
def changed_list(tmp_path: Path) -> Path:
    """Return the default list with one type revised, one added and one left out."""
    rows = rows_of_default()
    rows[0]["specification"] = "3.7m×3.2m,加厚"
    left_out = [row for row in rows if row["code"] != WATER]
    new = rows[0] | {"code": "YJ01099", "name_zh": "新式帐篷"}
    return write(tmp_path / "目录.csv", [*left_out, new])


def read(desktop: Desktop, page: SetupPage, path: Path) -> str:
    """Open the panel, read a file, and return what is shown."""
    desktop.press(Qt.Key.Key_I, CONTROL)
    assert page.import_panel.isVisible()
    page.import_panel.read_file(str(path))
    desktop.settle()
    return page.import_panel.text.toPlainText()


@on_sqlite
def test_a_file_is_chosen_without_stopping_anything(
    qtbot: QtBot, desktop: Desktop, page: SetupPage, changed_list: Path
) -> None:
    desktop.press(Qt.Key.Key_I, CONTROL)
    desktop.click("import_choose")
    dialog = desktop.find(QFileDialog, "import_dialog")
    qtbot.waitUntil(dialog.isVisible)
    name = dialog.findChild(QLineEdit, "fileNameEdit")
    assert isinstance(name, QLineEdit)
    name.setText(str(changed_list))
    QTest.keyClick(name, Qt.Key.Key_Return)
    qtbot.waitUntil(dialog.isHidden)
    desktop.settle()
    assert "新增 1 个品种" in page.import_panel.text.toPlainText()


def test_a_list_is_said_in_words_and_posted_only_when_confirmed(
    desktop: Desktop, page: SetupPage, desk: Desk, changed_list: Path
) -> None:
    before = desk.everything()
    shown = read(desktop, page, changed_list)
    assert "新增 1 个品种\n    YJ01099 新式帐篷" in shown
    assert "修订 1 个品种\n    YJ01001 12㎡单帐篷  规格：" in shown and "→ 3.7m×3.2m,加厚" in shown
    assert "停用" not in shown
    assert "174 个品种没有变化" in shown
    assert "已读取 176 个品种" in page.import_panel.status_words
    assert desk.everything() == before
    assert page.has_unsaved()
    desktop.click("import_post")
    assert desk.read(item, "YJ01099").name_zh == "新式帐篷"
    assert desk.read(item, TENT).specification == "3.7m×3.2m,加厚"
    assert not desk.read(item, WATER).is_retired
    assert page.import_panel.isHidden()
    assert "新增 1 种，修订 1 种，停用 0 种" in page.message.words
    assert not page.has_unsaved()


def test_types_that_the_list_lacks_are_retired_only_when_asked_for(
    desktop: Desktop, page: SetupPage, desk: Desk, changed_list: Path
) -> None:
    read(desktop, page, changed_list)
    page.import_panel.retire_missing.click()
    desktop.settle()
    assert f"停用 1 个品种\n    {WATER} 瓶装饮用水" in page.import_panel.text.toPlainText()
    desktop.click("import_post")
    assert [row.code for row in desk.read(items, ItemFilter(with_retired=True)) if row.is_retired] == [WATER]


def test_the_same_list_again_changes_nothing_and_cannot_be_posted(
    desktop: Desktop, page: SetupPage, tmp_path: Path
) -> None:
    shown = read(desktop, page, write(tmp_path / "default.csv", rows_of_default()))
    assert shown == "表格中的全部内容都已在目录中，无需过账。"
    button = page.import_panel.post_button
    assert not button.isEnabled() and button.toolTip() == "该表格没有带来任何改动。"


def test_lines_that_cannot_be_posted_are_named_with_their_row_and_nothing_is_posted(
    desktop: Desktop, page: SetupPage, desk: Desk, tmp_path: Path
) -> None:
    rows = rows_of_default()
    rows[3]["unit"] = "套"
    rows[5]["category_code"], rows[5]["category_zh"] = "C10", "新类别"
    shown = read(desktop, page, write(tmp_path / "list.csv", rows))
    assert shown.startswith("1 行不能过账\n    第 5 行：YJ01004")
    assert "新增 1 个类别\n    C10 新类别" in shown
    assert not page.import_panel.post_button.isEnabled()
    assert "1 行不能过账" in page.import_panel.post_button.toolTip()
    assert page.import_panel._icon._name == "error"


@on_sqlite
def test_lines_that_cannot_be_read_are_all_named(desktop: Desktop, page: SetupPage, tmp_path: Path) -> None:
    rows = rows_of_default()
    rows[1]["decimals"] = "x"
    rows[7]["tracking"] = "随便"
    shown = read(desktop, page, write(tmp_path / "list.csv", rows))
    assert [line.split("：")[0] for line in shown.split("\n")] == ["第 3 行", "第 9 行"]
    assert not page.import_panel.post_button.isEnabled()


@on_sqlite
@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("missing.csv", None, "missing.csv"),
        ("a.xlsx", b"no workbook", "不是"),
        ("a.csv", "甲,乙\n1,2".encode(), "缺少"),
    ],
)
def test_a_file_that_is_no_list_is_refused_in_words(
    desktop: Desktop, page: SetupPage, tmp_path: Path, name: str, content: bytes | None, words: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    read(desktop, page, path)
    assert words in page.import_panel.status_words
    assert not page.import_panel.post_button.isEnabled()
    assert page.import_panel.text.isHidden()


@on_sqlite
def test_another_file_takes_the_place_of_the_one_before(
    desktop: Desktop, page: SetupPage, changed_list: Path, tmp_path: Path
) -> None:
    read(desktop, page, changed_list)
    page.import_panel.read_file(str(write(tmp_path / "default.csv", rows_of_default())))
    desktop.settle()
    assert "无需过账" in page.import_panel.text.toPlainText()
    assert not page.import_panel.post_button.isEnabled()

"""``supplies catalogue`` and ``supplies import catalogue``: item types, out of the store and into it."""

import csv
from pathlib import Path

import openpyxl
import pytest

from tests.cli.command import Command
from tests.rooms import TENT, Desk

pytestmark = pytest.mark.parametrize("program", ["sqlite"], indirect=True)
"""A file is enough here: the tests of the rooms prove both databases."""
HEADS = "编码,类别编码,类别,名称,单位,追踪\n"
NEW = "YJ99001,C01,生活救助与安置类,应急棚,顶,批次\n"


def test_all_176_item_types_are_listed_in_9_categories(command: Command) -> None:
    data = command.json("catalogue", "list")
    assert len(data["items"]) == 176 and len(data["categories"]) == 9
    lines = command("catalogue", "list").out.splitlines()
    assert len(lines) == 176 + 3
    assert "176" in lines[-1] and "9" in lines[-1]


def test_item_types_are_found_by_code_name_pinyin_and_category(command: Command) -> None:
    def codes(*arguments: str) -> list[str]:
        return [row["code"] for row in command.json("catalogue", "list", *arguments)["items"]]

    assert codes("--search", "12㎡单帐篷") == codes("--search", "12dzp") == [TENT]
    assert TENT in codes("--search", "zhangpeng") and TENT in codes("--search", "relief tent")
    assert set(codes("--category", "C02")) < set(codes())
    assert codes("--search", "YJ_1001") == codes("--category", "C99") == []


def test_an_item_type_is_shown_whole(command: Command) -> None:
    shown = command.json("catalogue", "show", TENT.lower())
    assert (shown["code"], shown["name_zh"], shown["unit"], shown["tracking"]) == (TENT, "12㎡单帐篷", "顶", "batch")
    assert (shown["decimals"], shown["is_retired"], shown["revision"]) == (0, False, 1)
    assert shown["classes"] == [{"scheme": "CATEGORY", "node": "C01", "name": "生活救助与安置类"}]
    assert shown["name_zh"] in command("catalogue", "show", TENT).out
    assert command.failed("catalogue", "show", "YJ00000")["code"] == "record.unknown"


def test_what_is_exported_and_imported_again_changes_nothing(command: Command, desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "out" / "list.csv"
    assert command.json("catalogue", "export", file) == {"file": str(file)}
    with file.open(encoding="utf-8-sig", newline="") as opened:
        assert len(list(csv.DictReader(opened))) == 176
    head = desk.program.head
    found = command.json("catalogue", "import", file, "--retire-missing")
    assert found == {"rows": 176, "changed": [], "categories": [], "retired": [], "posted": False}
    assert desk.program.head == head


def test_what_was_exported_fills_an_empty_store_just_so(command: Command, nowhere: Command, tmp_path: Path) -> None:
    command("catalogue", "export", tmp_path / "list.csv")
    founding = ["store", "init", "--site", "210381A", "--name", "海城", "--catalogue", tmp_path / "list.csv"]
    assert nowhere(*founding).status == 0
    assert nowhere.json("catalogue", "list") == command.json("catalogue", "list")


@pytest.mark.parametrize("way", [["catalogue", "import"], ["import", "catalogue"]])
def test_a_list_is_looked_at_first_and_then_imported(
    command: Command, desk: Desk, tmp_path: Path, way: list[str]
) -> None:
    file = tmp_path / "new.csv"
    file.write_text(HEADS + NEW, encoding="gb18030")
    head = desk.program.head
    expected = {"rows": 1, "changed": ["YJ99001"], "categories": [], "retired": []}
    assert command.json(*way, file, "--dry-run") == expected | {"posted": False}
    assert desk.program.head == head
    assert command.json(*way, file) == expected | {"posted": True}
    assert desk.program.head.seq == head.seq + 1
    assert command.json("catalogue", "show", "YJ99001")["name_zh"] == "应急棚"
    said = command(*way, file)
    assert (said.status, said.err) == (0, "") and len(said.out.splitlines()) == 2


def test_what_a_list_lacks_is_retired_only_if_that_is_said(command: Command, tmp_path: Path) -> None:
    file = tmp_path / "new.csv"
    file.write_text(HEADS + NEW, encoding="utf-8")
    assert len(command.json("catalogue", "import", file, "--retire-missing", "--dry-run")["retired"]) == 176
    command("catalogue", "import", file, "--retire-missing")
    assert len(command.json("catalogue", "list")["items"]) == 1
    assert len(command.json("catalogue", "list", "--retired")["items"]) == 177


def test_a_workbook_is_imported_like_a_text_file(command: Command, tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    assert workbook.active is not None
    for line in ("物资目录", HEADS, NEW):
        workbook.active.append(line.strip().split(","))
    workbook.save(tmp_path / "new.xlsx")
    assert command.json("catalogue", "import", tmp_path / "new.xlsx")["changed"] == ["YJ99001"]


def test_every_wrong_line_of_a_list_is_named_with_its_row_in_the_file(
    command: Command, desk: Desk, tmp_path: Path
) -> None:
    file = tmp_path / "new.csv"
    wrong = "a b,C01,类,名,个,批次\nYJ99002,C01,类,,个,批次\nYJ99003,C01,类,名,个,魔法\n"
    file.write_text("目录,,,,,\n" + HEADS + NEW + wrong, encoding="utf-8")
    before = desk.everything()
    error = command.failed("catalogue", "import", file, status=2)
    assert error["code"] == "catalogue.unreadable"
    assert [line["line"] for line in error["lines"]] == [4, 5, 6]
    assert all(line["message"] in command("catalogue", "import", file).err for line in error["lines"])
    assert desk.everything() == before


def test_an_item_that_was_counted_one_way_is_not_imported_another(command: Command, desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "new.csv"
    file.write_text(f"{HEADS}{TENT},C01,生活救助与安置类,12㎡单帐篷,套,批次\n", encoding="utf-8")
    error = command.failed("catalogue", "import", file)
    assert [line["code"] for line in error["lines"]] == ["catalogue.item_keeps_counting"]


def test_a_file_that_cannot_be_written_is_named(command: Command, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for path in (tmp_path / "file" / "list.csv", tmp_path, "/proc/list.csv"):
        assert command.failed("catalogue", "export", path, status=2)["code"] == "file.unreadable"

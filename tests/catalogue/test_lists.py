"""A catalogue as a list of rows: the default one, and what a list changes in the store."""

from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from supplies.catalogue.actions import CATEGORY, ReviseCatalogue
from supplies.catalogue.lists import COLUMNS, DEFAULT, CatalogueList, changes, default_list, read_csv, read_rows
from supplies.catalogue.queries import ItemFilter, categories, item, items
from supplies.errors import CatalogueUnreadable, ColumnWrong
from supplies.language import Language, use_language
from supplies.models.catalogue import Tracking
from supplies.values import ActionId, new_id
from tests.rooms import QUILT, TENT, TODAY, Desk, act, assert_speaks

GOOD = {
    "code": "YJ99001",
    "category_code": "C01",
    "category_zh": "生活救助与安置类",
    "category_en": "Relief shelter and subsistence",
    "name_zh": "应急帐篷",
    "name_en": "Emergency tent",
    "unit": "顶",
    "decimals": "0",
    "specification": "3m×4m",
    "tracking": "batch",
    "consumable": "0",
    "storage_life_months": "96",
    "upkeep_interval_months": "",
    "hazardous": "1",
    "source_note": "S1",
}

CATEGORIES = [f"C0{number}" for number in range(1, 10)]


# --- the default catalogue -------------------------------------------------------------------------------------------


def test_the_default_catalogue_has_nine_categories_and_176_item_types() -> None:
    found = default_list()
    assert [node.code for node in found.nodes] == CATEGORIES
    assert len(found.items) == 176 == len({line.code for line in found.items})
    assert len({line.name_zh for line in found.items}) == 176
    assert found.retired == ()


def test_every_item_of_the_default_catalogue_stands_in_the_category_of_its_code() -> None:
    for line in default_list().items:
        assert [(each.scheme, each.node) for each in line.classes] == [(CATEGORY, f"C{line.code[2:4]}")]


def test_every_item_of_the_default_catalogue_is_complete() -> None:
    for line in default_list().items:
        assert all((line.name_en, line.unit, line.specification, line.source_note)), line.code
        assert line.pinyin_initials and line.pinyin_full.startswith(line.pinyin_initials[0])
        assert line.tracking is not Tracking.SERIAL or line.decimals == 0


def test_the_default_catalogue_is_in_the_store_as_it_is_in_the_list(desk: Desk) -> None:
    rows = desk.read(items)
    assert len(rows) == 176
    assert [(row.code, row.items > 0) for row in desk.read(categories)] == [(code, True) for code in CATEGORIES]
    assert sum(row.items for row in desk.read(categories)) == 176
    names = [name for name in type(default_list().items[0]).__struct_fields__ if name != "classes"]
    for line, row in zip(default_list().items, rows, strict=True):
        assert [getattr(row, name) for name in names] == [getattr(line, name) for name in names]
        assert (row.category, row.revision, row.is_retired) == (line.classes[0].node, 1, False)


# --- reading a list --------------------------------------------------------------------------------------------------


def test_a_row_is_read_whole() -> None:
    found = read_rows([(2, GOOD)])
    (line,) = found.items
    assert (line.code, line.name_zh, line.name_en, line.unit) == ("YJ99001", "应急帐篷", "Emergency tent", "顶")
    assert (line.decimals, line.specification, line.tracking) == (0, "3m×4m", Tracking.BATCH)
    assert (line.is_consumable, line.is_hazardous, line.source_note) == (False, True, "S1")
    assert (line.storage_life_months, line.upkeep_interval_months) == (96, None)
    assert (line.pinyin_initials, line.pinyin_full) == ("yjzp", "yingjizhangpeng")
    assert (found.nodes[0].code, found.nodes[0].name_zh) == ("C01", "生活救助与安置类")


def test_a_list_needs_only_its_main_columns_and_takes_chinese_words() -> None:
    row = {
        "code": "YJ99001",
        "category_code": "C01",
        "category_zh": "类",
        "name_zh": " 水泵 ",
        "unit": "台",
        "tracking": "序列号",
    }
    (line,) = read_rows([(2, row)]).items
    assert (line.name_zh, line.tracking, line.is_consumable, line.decimals) == ("水泵", Tracking.SERIAL, False, 0)
    (yes,) = read_rows([(2, {**row, "consumable": "是", "hazardous": "否", "storage_life_months": "–"})]).items
    assert (yes.is_consumable, yes.is_hazardous, yes.storage_life_months) == (True, False, None)
    (float_like,) = read_rows([(2, {**row, "storage_life_months": "96.0", "consumable": "1.0"})]).items
    assert (float_like.storage_life_months, float_like.is_consumable) == (96, True)


WRONG = {
    "code": ["", "yj01", "YJ-01", "Y" * 17],
    "category_code": [""],
    "category_zh": [""],
    "name_zh": ["", "长" * 101],
    "unit": ["", "一二三四五六七八九十一"],
    "decimals": ["x", "4", "-1", "1.5", "²"],
    "tracking": ["", "sometimes"],
    "consumable": ["perhaps"],
    "hazardous": ["2"],
    "storage_life_months": ["two years", "0", "1201"],
    "upkeep_interval_months": ["0"],
    "specification": ["长" * 301],
}


@pytest.mark.parametrize(("column", "text"), [(column, text) for column, texts in WRONG.items() for text in texts])
def test_a_wrong_cell_is_named_with_its_line_and_column(column: str, text: str) -> None:
    use_language(Language.ENGLISH)
    with pytest.raises(CatalogueUnreadable) as caught:
        read_rows([(2, GOOD), (3, {**GOOD, column: text})])
    (problem,) = caught.value.lines
    assert (problem.line, problem.field, type(problem.error)) == (3, COLUMNS[column], ColumnWrong)
    assert_speaks(caught.value)


def test_every_wrong_line_of_a_list_is_named_at_once() -> None:
    rows = [(2, {**GOOD, "unit": ""}), (3, GOOD), (4, {**GOOD, "decimals": "x"})]
    with pytest.raises(CatalogueUnreadable) as caught:
        read_rows(rows)
    assert [problem.line for problem in caught.value.lines] == [2, 4]
    assert caught.value.facts == {"count": 2}


def test_a_file_is_read_with_its_line_numbers_and_without_a_mark_at_its_start(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("\ufeff" + ",".join(GOOD) + "\n" + ",".join(GOOD.values()) + "\n", encoding="utf-8")
    assert read_csv(path) == [(2, GOOD)]


# --- what a list changes ---------------------------------------------------------------------------------------------


def import_list(desk: Desk, wanted: CatalogueList, *, retire_missing: bool = False) -> CatalogueList:
    """Post what a list changes, and return it."""
    found: CatalogueList = desk.read(changes, wanted, retire_missing=retire_missing)
    if not found.is_empty:
        desk.post(found.action(ActionId(new_id()), TODAY))
    return found


def test_importing_the_same_list_twice_leaves_nothing_to_do(desk: Desk) -> None:
    assert desk.read(changes, default_list(), retire_missing=True).is_empty


def test_only_what_differs_is_recorded(desk: Desk) -> None:
    default = default_list()
    renamed = msgspec.structs.replace(default.items[0], name_zh="12㎡单帐篷(新)")
    found = import_list(desk, replace(default, items=(renamed, *default.items[1:])))
    assert (found.nodes, found.items, found.retired) == ((), (renamed,), ())
    assert desk.read(item, TENT).name_zh == "12㎡单帐篷(新)"
    assert desk.read(item, TENT).revision == 2
    assert desk.read(item, QUILT).revision == 1


def test_an_item_that_moved_to_another_category_is_a_change(desk: Desk) -> None:
    default = default_list()
    moved = msgspec.structs.replace(
        default.items[0], classes=(msgspec.structs.replace(default.items[0].classes[0], node="C09"),)
    )
    found = import_list(desk, replace(default, items=(moved, *default.items[1:])))
    assert found.items == (moved,)
    assert desk.read(item, TENT).category == "C09"


def test_what_a_list_lacks_is_retired_only_if_that_is_wanted(desk: Desk) -> None:
    short = replace(default_list(), items=default_list().items[1:])
    assert desk.read(changes, short, retire_missing=False).is_empty
    assert import_list(desk, short, retire_missing=True).retired == (TENT,)
    assert len(desk.read(items)) == 175
    assert desk.read(changes, short, retire_missing=True).is_empty


def test_a_new_item_and_a_new_category_are_recorded(desk: Desk) -> None:
    new = read_rows([(2, {**GOOD, "category_code": "C10", "category_zh": "其他类"})])
    found = import_list(desk, new)
    assert ([node.code for node in found.nodes], [line.code for line in found.items]) == (["C10"], ["YJ99001"])
    assert [row.code for row in desk.read(items, ItemFilter(category="C10"))] == ["YJ99001"]


def test_an_item_of_the_list_that_is_retired_is_refused_not_revived(desk: Desk) -> None:
    desk.post(act(ReviseCatalogue, retired=(TENT,)))
    found = desk.read(changes, default_list(), retire_missing=False)
    assert [line.code for line in found.items] == [TENT]
    desk.refused(found.action(ActionId(new_id()), TODAY))


# --- columns that a list lacks ---------------------------------------------------------------------------------------


def test_what_a_list_has_no_column_for_stays_as_it_is(desk: Desk) -> None:
    before = {row.code: row for row in desk.read(items)}
    columns = ("code", "category_code", "category_zh", "name_zh", "unit", "tracking")
    lines = [{name: text for name, text in row.items() if name in columns} for _number, row in read_csv(DEFAULT)]
    assert import_list(desk, read_rows(enumerate(lines, 2))).is_empty
    lines[0]["name_zh"] = "新名"
    done = import_list(desk, read_rows(enumerate(lines, 2)))
    assert ([each.code for each in done.items], done.nodes) == ([TENT], ())
    after = desk.read(item, TENT)
    assert after.name_zh == "新名"
    kept = ("name_en", "specification", "storage_life_months", "is_consumable", "source_note", "decimals")
    assert [getattr(after, name) for name in kept] == [getattr(before[TENT], name) for name in kept]


def test_an_empty_cell_of_a_column_that_a_list_has_empties_what_was_there(desk: Desk) -> None:
    rows = [row for _number, row in read_csv(DEFAULT)]
    rows[0] |= {"specification": "", "storage_life_months": ""}
    import_list(desk, read_rows(enumerate(rows, 2)))
    after = desk.read(item, TENT)
    assert (after.specification, after.storage_life_months) == ("", None)


# --- finding ---------------------------------------------------------------------------------------------------------


def test_every_item_of_the_default_catalogue_is_found_by_each_of_its_names(desk: Desk) -> None:
    found = {line.code: line for line in default_list().items}
    for code, line in found.items():
        for words in (line.pinyin_initials, line.pinyin_full, line.name_zh, line.name_en, line.code.lower()):
            wanted = ItemFilter(search=words)
            assert code in {row.code for row in desk.read(items, wanted)}, (code, words)


@pytest.mark.parametrize(
    ("initials", "name"),
    [("dzp", "12㎡单帐篷"), ("mb", "棉被"), ("pzyys", "瓶装饮用水"), ("zhzp", "60㎡指挥帐篷"), ("tgb", "土工布")],
)
def test_the_initials_that_a_keeper_types_find_the_goods(desk: Desk, initials: str, name: str) -> None:
    assert name in {row.name_zh for row in desk.read(items, ItemFilter(search=initials))}

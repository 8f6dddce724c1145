"""What importing a list would change, said before anything is posted; looking changes nothing."""

from dataclasses import replace
from typing import Any

import msgspec

from supplies.catalogue.actions import CATEGORY, NodeLine
from supplies.catalogue.lists import CatalogueList, default_list
from supplies.catalogue.preview import ListPreview, preview, preview_lines
from supplies.errors import CodeTwice, ItemKeepsCounting, ItemRetired
from supplies.values import ActionId, ItemCode, new_id
from tests.rooms import QUILT, TENT, TODAY, Desk

ROWS = {line.code: number for number, line in enumerate(default_list().items, 2)}


def looked_over(desk: Desk, wanted: CatalogueList, *, retire_missing: bool = False) -> ListPreview:
    before = desk.everything()
    found: ListPreview = desk.read(preview, wanted, ROWS, retire_missing=retire_missing, day=TODAY)
    assert desk.everything() == before
    return found


def with_item(code: str, **changes: Any) -> CatalogueList:
    """Return the default list with one item type changed."""
    listed = default_list()
    items = tuple(msgspec.structs.replace(line, **changes) if line.code == code else line for line in listed.items)
    return replace(listed, items=items)


def test_the_list_that_is_in_the_store_changes_nothing(desk: Desk) -> None:
    found = looked_over(desk, default_list())
    assert found.changes.is_empty and not found.can_be_posted
    assert found.unchanged == 176
    assert preview_lines(found) == ["表格中的全部内容都已在目录中，无需过账。"]


def test_every_fact_that_differs_is_named_with_both_values(desk: Desk) -> None:
    found = looked_over(desk, with_item(TENT, specification="加厚", storage_life_months=None, is_hazardous=True))
    (revision,) = found.revised
    shown = {difference.title: (difference.before, difference.after) for difference in revision.differences}
    assert shown["规格"] == ("3.7m×3.2m,三组人字架,MZ/T 011.2-2010", "加厚")
    assert shown["危险品"] == ("否", "是")
    assert len(shown) == 3 and "96" in next(before for before, after in shown.values() if after == "无")
    assert found.can_be_posted and found.unchanged == 175
    assert any(line.startswith(f"    {TENT} 12㎡单帐篷") for line in preview_lines(found))


def test_what_is_added_and_what_is_missing_are_named(desk: Desk) -> None:
    listed = default_list()
    new = msgspec.structs.replace(listed.items[0], code=ItemCode("YJ01099"), name_zh="新式帐篷")
    wanted = replace(listed, items=(*listed.items[1:], new))
    assert looked_over(desk, wanted).retired == ()
    found = looked_over(desk, wanted, retire_missing=True)
    assert [row.code for row in found.retired] == [TENT]
    assert [line.code for line in found.added] == ["YJ01099"]
    shown = preview_lines(found)
    assert "新增 1 个品种" in shown and "停用 1 个品种" in shown
    assert f"    {TENT} 12㎡单帐篷" in shown


def test_new_and_renamed_categories_are_told_apart(desk: Desk) -> None:
    listed = default_list()
    nodes = (NodeLine(CATEGORY, "C01", "改名", ""), *listed.nodes[1:], NodeLine(CATEGORY, "C10", "新类", ""))
    found = looked_over(desk, replace(listed, nodes=nodes))
    assert [node.code for node in found.new_categories] == ["C10"]
    assert [node.name_zh for node in found.renamed_categories] == ["改名"]
    assert {"新增 1 个类别", "1 个类别更名"} <= set(preview_lines(found))


def test_what_the_rules_would_refuse_is_named_with_its_row_in_the_file(desk: Desk) -> None:
    found = looked_over(desk, with_item(QUILT, unit="套"))
    (problem,) = found.problems
    assert (problem.line, type(problem.error)) == (ROWS[QUILT], ItemKeepsCounting)
    assert not found.can_be_posted
    assert preview_lines(found)[:2] == ["1 行不能过账", f"    第 {ROWS[QUILT]} 行：{problem.error.text()}"]


def test_a_retired_type_listed_again_and_a_code_listed_twice_are_refused(desk: Desk) -> None:
    gone = replace(default_list(), nodes=(), items=(), retired=(TENT,))
    desk.post(gone.action(ActionId(new_id()), TODAY))
    (retired,) = looked_over(desk, default_list()).problems
    assert (type(retired.error), retired.line) == (ItemRetired, ROWS[TENT])
    listed = with_item(QUILT, specification="加厚")
    twice = replace(listed, items=(*listed.items[1:], *(line for line in listed.items if line.code == QUILT)))
    assert CodeTwice in {type(problem.error) for problem in looked_over(desk, twice).problems}

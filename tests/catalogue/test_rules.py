"""Whether the catalogue may be revised so, and what it then says."""

from typing import Any

import pytest

from supplies.catalogue.actions import CATEGORY, ClassLine, ItemLine, NodeLine, ReviseCatalogue, SchemeLine
from supplies.catalogue.queries import CategoryRow, ItemFilter, categories, classes_of_item, item, items, schemes
from supplies.errors import (
    CatalogueRefused,
    ClassInRing,
    CodeTwice,
    ItemKeepsCounting,
    ItemRetired,
    NothingToDo,
    SerialsAreWhole,
    SuppliesError,
    TwoClasses,
    UnknownRecord,
)
from supplies.language import Language, use_language
from supplies.models.catalogue import Tracking
from supplies.values import ItemCode
from tests.rooms import COMMAND_TENT, QUILT, TENT, WATER, Desk, act, ago, assert_speaks

GB = SchemeLine("GB38565", "应急物资分类及编码", "GB/T 38565")
GB_NODES = (
    NodeLine("GB38565", "1010102", "帐篷", "Tents", "1010000"),
    NodeLine("GB38565", "1010000", "住宿", "Shelter"),
)


def tent(code: str = "YJ99001", **fields: Any) -> ItemLine:
    values: dict[str, Any] = {"name_zh": "应急帐篷", "unit": "顶", "tracking": Tracking.BATCH, "is_consumable": False}
    return ItemLine(code=ItemCode(code), **values | fields)


def revise(**fields: Any) -> ReviseCatalogue:
    return act(ReviseCatalogue, **fields)


def assert_refused(error: SuppliesError, *expected: tuple[int, str, type[SuppliesError]]) -> None:
    assert type(error) is CatalogueRefused
    assert [(line.line, line.field, type(line.error)) for line in error.lines] == list(expected)
    assert error.facts == {"count": len(expected)}


# --- adding, revising, retiring --------------------------------------------------------------------------------------


def test_an_item_type_is_added_whole(desk: Desk) -> None:
    line = tent(
        name_en="Emergency tent",
        decimals=2,
        specification="3m×4m",
        tracking=Tracking.QUANTITY,
        is_consumable=True,
        storage_life_months=96,
        upkeep_interval_months=6,
        is_hazardous=True,
        source_note="S1",
        pinyin_initials="yjzp",
        pinyin_full="yingjizhangpeng",
        classes=(ClassLine(CATEGORY, "C02"),),
    )
    desk.post(revise(items=(line,)))
    row = desk.read(item, "YJ99001")
    for name in ItemLine.__struct_fields__:
        if name != "classes":
            assert getattr(row, name) == getattr(line, name), name
    assert (row.is_retired, row.revision, row.category) == (False, 1, "C02")


def test_an_item_type_is_revised_and_its_revisions_are_counted(desk: Desk) -> None:
    desk.post(revise(items=(tent(),)))
    desk.post(revise(items=(tent(name_zh="新帐篷", specification="大", is_hazardous=True),)))
    row = desk.read(item, "YJ99001")
    assert (row.name_zh, row.specification, row.is_hazardous, row.revision) == ("新帐篷", "大", True, 2)


def test_a_retired_item_is_kept_but_no_longer_offered(desk: Desk) -> None:
    desk.post(revise(retired=(TENT,)))
    assert desk.read(item, TENT).is_retired
    assert TENT not in [row.code for row in desk.read(items)]
    assert TENT in [row.code for row in desk.read(items, ItemFilter(with_retired=True))]
    assert sum(row.items for row in desk.read(categories)) == 175


def test_a_retired_code_never_comes_back(desk: Desk) -> None:
    desk.post(revise(retired=(TENT, QUILT)))
    error = desk.refused(revise(items=(tent(), tent(TENT)), retired=(WATER, QUILT)))
    assert_refused(error, (2, "code", ItemRetired), (2, "retired", ItemRetired))


@pytest.mark.parametrize("change", [{"unit": "套"}, {"decimals": 1}, {"tracking": Tracking.QUANTITY}])
def test_what_was_counted_one_way_is_not_counted_another(desk: Desk, change: dict[str, Any]) -> None:
    desk.post(revise(items=(tent(),)))
    error = desk.refused(revise(items=(tent(**change),)))
    assert_refused(error, (1, "unit", ItemKeepsCounting))


def test_an_object_with_a_serial_number_has_no_decimals(desk: Desk) -> None:
    error = desk.refused(revise(items=(tent(tracking=Tracking.SERIAL, decimals=1),)))
    assert_refused(error, (1, "decimals", SerialsAreWhole))


def test_a_revision_of_nothing_is_refused(desk: Desk) -> None:
    assert type(desk.refused(revise())) is NothingToDo


def test_a_code_stands_in_one_line_of_its_kind(desk: Desk) -> None:
    error = desk.refused(
        revise(
            schemes=(GB, SchemeLine("X", "又一个"), GB),
            nodes=(NodeLine(CATEGORY, "C10", "甲"), NodeLine(CATEGORY, "C10", "乙"), NodeLine("X", "C10", "丙")),
            items=(tent("A1"), tent("A2"), tent("A1"), tent("A2")),
            retired=(QUILT, WATER, QUILT),
        )
    )
    assert_refused(
        error,
        (3, "schemes", CodeTwice),
        (2, "nodes", CodeTwice),
        (3, "code", CodeTwice),
        (4, "code", CodeTwice),
        (3, "retired", CodeTwice),
    )


def test_an_item_is_not_revised_and_retired_in_one_breath(desk: Desk) -> None:
    desk.post(revise(items=(tent(),)))
    assert_refused(desk.refused(revise(items=(tent(),), retired=("YJ99001",))), (1, "retired", CodeTwice))


def test_only_a_recorded_item_is_retired(desk: Desk) -> None:
    error = desk.refused(revise(retired=(TENT, "YJ99999")))
    assert_refused(error, (2, "retired", UnknownRecord))
    assert error.lines[0].error.facts["key"] == "YJ99999"


# --- schemes and classes ---------------------------------------------------------------------------------------------


def test_a_class_belongs_to_a_known_scheme_and_stands_below_a_known_class_of_it(desk: Desk) -> None:
    error = desk.refused(
        revise(
            schemes=(GB,),
            nodes=(
                NodeLine("NOWHERE", "1", "甲"),
                NodeLine("GB38565", "2", "乙", "", "C01"),  # C01 is a class of another scheme.
                NodeLine("GB38565", "3", "丙", "", "3"),
                NodeLine("GB38565", "4", "丁", "", "2"),
            ),
        )
    )
    assert_refused(error, (1, "nodes", UnknownRecord), (2, "nodes", UnknownRecord), (3, "nodes", ClassInRing))


def test_an_item_stands_only_in_known_classes(desk: Desk) -> None:
    wrong = (ClassLine(CATEGORY, "C99"), ClassLine("NOWHERE", "C01"))
    error = desk.refused(revise(items=(tent("A1"), tent("A2", classes=wrong))))
    assert_refused(error, (2, "classes", UnknownRecord), (2, "classes", UnknownRecord))


def test_a_class_may_stand_before_the_one_above_it_and_be_renamed(desk: Desk) -> None:
    desk.post(revise(schemes=(GB,), nodes=GB_NODES))
    assert desk.read(categories, "GB38565") == [
        CategoryRow("1010000", "住宿", "Shelter", 0),
        CategoryRow("1010102", "帐篷", "Tents", 0),
    ]
    desk.post(revise(schemes=(SchemeLine("GB38565", "新名", "New"),), nodes=(NodeLine("GB38565", "1010000", "居住"),)))
    assert [row.name_zh for row in desk.read(categories, "GB38565")] == ["居住", "帐篷"]
    assert dict(desk.read(schemes))["GB38565"] == "新名"


def test_classes_do_not_stand_above_each_other_in_a_ring(desk: Desk) -> None:
    desk.post(revise(schemes=(GB,), nodes=GB_NODES))
    three = [NodeLine("GB38565", code, "环", "", above) for code, above in (("1", "3"), ("2", "1"), ("3", "2"))]
    error = desk.refused(revise(nodes=tuple(three)))
    assert_refused(error, *((line, "nodes", ClassInRing) for line in (1, 2, 3)))
    below_itself = NodeLine("GB38565", "1010000", "住宿", "", "1010102")  # Closes a ring with what is in the store.
    assert_refused(desk.refused(revise(nodes=(below_itself,))), (1, "nodes", ClassInRing))
    desk.post(revise(nodes=(*three[1:], NodeLine("GB38565", "1", "链"))))


def test_an_item_stands_in_several_schemes_side_by_side(desk: Desk) -> None:
    classes = (ClassLine(CATEGORY, "C01"), ClassLine("GB38565", "1010102"))
    desk.post(revise(schemes=(GB,), nodes=GB_NODES, items=(tent(classes=classes),)))
    assert desk.read(classes_of_item, ItemCode("YJ99001")) == [
        (CATEGORY, "C01", desk.read(categories)[0].name_zh),
        ("GB38565", "1010102", "帐篷"),
    ]
    assert [row.items for row in desk.read(categories, "GB38565")] == [0, 1]
    assert desk.read(item, "YJ99001").category == "C01"
    assert [code for code, _name in desk.read(schemes)] == [CATEGORY, "GB38565"]


def test_an_item_stands_in_one_class_of_a_scheme(desk: Desk) -> None:
    """Two classes of one scheme at once contradict each other; neither may win by its place in the line."""
    twice = (ClassLine(CATEGORY, "C01"), ClassLine(CATEGORY, "C02"))
    assert_refused(desk.refused(revise(items=(tent(classes=twice),))), (1, "classes", TwoClasses))


def test_where_an_item_stood_is_kept_with_its_day_newest_first(desk: Desk) -> None:
    for day, node in ((ago(20), "C01"), (ago(10), "C02"), (ago(5), "C03"), (ago(5), "C04")):
        desk.post(revise(business_date=day, items=(tent(classes=(ClassLine(CATEGORY, node),)),)))
    assert [node for _scheme, node, _name in desk.read(classes_of_item, ItemCode("YJ99001"))] == ["C04", "C02", "C01"]
    assert desk.read(item, "YJ99001").category == "C04"


def test_a_back_dated_class_does_not_undo_a_newer_one(desk: Desk) -> None:
    desk.post(revise(items=(tent(classes=(ClassLine(CATEGORY, "C03"),)),)))
    desk.post(revise(business_date=ago(9), items=(tent(classes=(ClassLine(CATEGORY, "C01"),)),)))
    assert desk.read(item, "YJ99001").category == "C03"
    assert [row.code for row in desk.read(items, ItemFilter(category="C03", search="YJ99001"))] == ["YJ99001"]
    assert desk.read(items, ItemFilter(category="C01", search="YJ99001")) == []


def test_a_revision_without_classes_leaves_an_item_where_it_stands(desk: Desk) -> None:
    desk.post(revise(items=(tent(classes=(ClassLine(CATEGORY, "C03"),)),)))
    desk.post(revise(items=(tent(name_zh="新帐篷"),)))
    assert desk.read(item, "YJ99001").category == "C03"


def test_an_item_in_no_class_is_found_without_one(desk: Desk) -> None:
    desk.post(revise(items=(tent(),)))
    assert desk.read(item, "YJ99001").category == ""
    assert desk.read(classes_of_item, ItemCode("YJ99001")) == []


# --- search ----------------------------------------------------------------------------------------------------------

FOUND = {
    "12㎡单帐篷": [TENT],
    "zhdzp": [],
    "60zhzp": [COMMAND_TENT],
    "60ZHZP": [COMMAND_TENT],
    "指挥 帐篷": [COMMAND_TENT],
    "帐篷 指挥 60": [COMMAND_TENT],
    "yj01008": [QUILT],
    "Command tent": [COMMAND_TENT],
    "zhihuizhangpeng": [COMMAND_TENT],
    "MZ/T 011.2": [TENT],
    "100%": [],
    "_": [],
    "不存在": [],
}


def test_items_are_found_by_name_code_initials_full_pinyin_and_specification(desk: Desk) -> None:
    for search, codes in FOUND.items():
        assert [row.code for row in desk.read(items, ItemFilter(search=search))] == codes, search


def test_a_category_and_words_together_find_what_fits_both(desk: Desk) -> None:
    tents = [row.code for row in desk.read(items, ItemFilter(search="帐篷", category="C01"))]
    assert len(tents) >= 5 and TENT in tents
    assert desk.read(items, ItemFilter(search=TENT, category="C02")) == []
    counted = {row.code: row.items for row in desk.read(categories)}
    for category, count in counted.items():
        assert len(desk.read(items, ItemFilter(category=category))) == count
    assert desk.read(items, ItemFilter(category="C99")) == []


def test_items_are_listed_by_code(desk: Desk) -> None:
    codes = [row.code for row in desk.read(items)]
    assert codes == sorted(codes) and len(codes) == 176
    assert desk.read(items, ItemFilter(search="   ")) == desk.read(items)


def test_an_unknown_item_is_refused_in_words(desk: Desk) -> None:
    with pytest.raises(UnknownRecord) as caught:
        desk.read(item, "YJ99999")
    assert caught.value.facts["key"] == "YJ99999"
    assert_speaks(caught.value)


def test_names_are_in_the_readers_language(desk: Desk) -> None:
    row, category = desk.read(item, COMMAND_TENT), desk.read(categories)[0]
    assert (row.name, category.name) == ("60㎡指挥帐篷", "生活救助与安置类")
    use_language(Language.ENGLISH)
    assert (row.name, category.name) == ("Command tent 60 m2", "Relief shelter and subsistence")
    assert desk.read(schemes) == [(CATEGORY, "Categories of the bureau")]


def test_the_catalogue_replays(desk: Desk) -> None:
    desk.post(revise(schemes=(GB,), nodes=GB_NODES, items=(tent(classes=(ClassLine("GB38565", "1010102"),)),)))
    desk.post(revise(business_date=ago(3), items=(tent(name_zh="新"),), retired=(WATER,)))
    assert desk.program.verify(deep=True).is_sound

"""The clocks, components and packs of an item type: from a list, in the store, and back in a list."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supplies.catalogue.actions import ComponentLine, PackLine, UseLimit
from supplies.catalogue.lists import CatalogueList, changes, default_list, read_rows
from supplies.catalogue.parts import parts_text, read_components, read_limit, read_packs
from supplies.catalogue.queries import item
from supplies.errors import CatalogueUnreadable, ColumnWrong, ComponentTwice, PackWrong
from supplies.models.catalogue import UseUnit
from supplies.values import ActionId, Quantity, new_id
from tests.catalogue.test_lists import GOOD
from tests.rooms import TODAY, Desk, some

WHOLE = {
    "service_life_months": "60",
    "use_limit": "1000小时",
    "inspection_interval_months": "36",
    "components": "电池=48；电极片=24",
    "packs": "托=480;箱=24",
}


def test_every_clock_of_a_row_is_read_by_itself(desk: Desk) -> None:
    wanted = read_rows([(2, GOOD | WHOLE)])
    desk.post(wanted.action(ActionId(new_id()), TODAY))
    row = desk.read(item, "YJ99001")
    assert (row.storage_life_months, row.service_life_months, row.upkeep_interval_months) == (96, 60, None)
    assert (row.use_limit, row.inspection_interval_months) == (UseLimit(1000, UseUnit.HOUR), 36)
    assert set(row.components) == {ComponentLine("电极片", 24), ComponentLine("电池", 48)}
    assert row.packs == (PackLine("箱", some(24)), PackLine("托", some(480)))
    assert desk.read(changes, wanted, retire_missing=False).is_empty


def test_what_is_not_known_stays_unknown(desk: Desk) -> None:
    desk.post(read_rows([(2, GOOD)]).action(ActionId(new_id()), TODAY))
    row = desk.read(item, "YJ99001")
    assert (row.service_life_months, row.use_limit, row.inspection_interval_months) == (None, None, None)
    assert (row.components, row.packs) == ((), ())


def test_a_revision_says_components_and_packs_anew(desk: Desk) -> None:
    desk.post(read_rows([(2, GOOD | WHOLE)]).action(ActionId(new_id()), TODAY))
    fewer = GOOD | WHOLE | {"components": "", "packs": "箱=12", "use_limit": ""}
    found: CatalogueList = desk.read(changes, read_rows([(2, fewer)]), retire_missing=False)
    desk.post(found.action(ActionId(new_id()), TODAY))
    row = desk.read(item, "YJ99001")
    assert (row.components, row.packs, row.use_limit) == ((), (PackLine("箱", some(12)),), None)


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("service_life_months", "0"),
        ("use_limit", "1000"),
        ("use_limit", "天"),
        ("use_limit", "1000年"),
        ("inspection_interval_months", "每年"),
        ("components", "电池"),
        ("components", "电池=两年"),
        ("components", "电池=0"),
        ("packs", "箱"),
        ("packs", "箱=两打"),
        ("packs", "2箱=24"),
        ("packs", "箱=0.0001"),
    ],
)
def test_a_wrong_cell_is_named(column: str, text: str) -> None:
    with pytest.raises(CatalogueUnreadable) as caught:
        read_rows([(2, GOOD | {column: text})])
    (problem,) = caught.value.lines
    assert type(problem.error) is ColumnWrong and problem.line == 2


@pytest.mark.parametrize(
    ("column", "text", "kind"),
    [
        ("packs", "顶=24", PackWrong),
        ("packs", "箱=24;箱=12", PackWrong),
        ("packs", "箱=1.5", PackWrong),
        ("packs", "箱=0", PackWrong),
        ("components", "电池=24;电池=48", ComponentTwice),
    ],
)
def test_packs_and_components_that_say_nothing_are_refused(
    desk: Desk, column: str, text: str, kind: type[Exception]
) -> None:
    error = desk.refused(read_rows([(2, GOOD | {column: text})]).action(ActionId(new_id()), TODAY))
    assert {type(line.error) for line in error.lines} == {kind}


@given(
    st.none() | st.builds(UseLimit, st.integers(1, 10**6), st.sampled_from(UseUnit)),
    st.dictionaries(st.sampled_from(["电池", "电极片", "气瓶"]), st.integers(1, 1200), max_size=3),
    st.dictionaries(st.sampled_from(["箱", "托", "包"]), st.integers(1, 10**9), max_size=3),
)
def test_what_is_written_in_a_list_is_read_the_same(
    limit: UseLimit | None, lives: dict[str, int], factors: dict[str, int]
) -> None:
    components = tuple(ComponentLine(name, months) for name, months in sorted(lives.items()))
    packs = tuple(
        sorted((PackLine(unit, Quantity(each)) for unit, each in factors.items()), key=lambda p: (p.factor, p.unit))
    )
    assert read_limit(parts_text(limit)) == limit
    assert read_components(parts_text(components)) == components
    assert read_packs(parts_text(packs)) == packs


def test_the_default_list_knows_the_clocks_that_its_sources_name() -> None:
    lines = {str(line.code): line for line in default_list().items}
    assert [part.life_months for part in lines["YJ05020"].components] == [24, 48]
    assert (lines["YJ02019"].storage_life_months, lines["YJ02019"].service_life_months) == (96, 36)
    assert lines["YJ07005"].inspection_interval_months == 36
    known = [line for line in lines.values() if line.service_life_months or line.components]
    assert known and all(line.source_note for line in known)
    assert not any(line.use_limit for line in lines.values()), "no source names one"

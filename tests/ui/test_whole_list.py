"""Lists read whole: searched by words and pinyin, put in order, cut into pages without a gap."""

from dataclasses import dataclass
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from supplies.ui.whole_list import Wanted, WholeList, holds, no_rows

NOTHING: Any = None
"""Stands where the store's connection would: these lists are known beforehand."""


@dataclass(frozen=True)
class Item:
    number: int
    name: str


def items(*names: str) -> WholeList[Item]:
    rows = [Item(number, name) for number, name in enumerate(names)]
    orders = {"name": lambda row: row.name}
    return WholeList(lambda _connection: rows, lambda row: row.number, lambda row: (row.name,), orders)


def names(found: list[Item]) -> list[str]:
    return [row.name for row in found]


@given(st.lists(st.text(max_size=3), max_size=40), st.integers(min_value=1, max_value=7), st.booleans())
def test_pages_one_after_the_other_are_the_whole_list(words: list[str], limit: int, is_falling: bool) -> None:
    whole = items(*words)
    wanted: Wanted[Item] = Wanted(order="name", is_falling=is_falling)
    found: list[Item] = []
    while True:
        page = whole.page(wanted, found[-1] if found else None, limit)(NOTHING)
        found += page
        if len(page) < limit:
            break
    assert names(found) == sorted(words, reverse=is_falling)
    assert len({row.number for row in found}) == len(words)


def test_every_word_of_a_search_has_to_be_held_as_written_or_in_pinyin() -> None:
    whole = items("帐篷 A01", "棉被 A01", "帐篷 B01")
    for search, expected in (
        ("a01", ["帐篷 A01", "棉被 A01"]),
        ("zp", ["帐篷 A01", "帐篷 B01"]),
        ("zhangpeng b", ["帐篷 B01"]),
        ("帐篷 a01", ["帐篷 A01"]),
        ("水泵", []),
        ("", ["帐篷 A01", "棉被 A01", "帐篷 B01"]),
    ):
        assert names(whole.page(Wanted(search), None, 100)(NOTHING)) == expected, search


def test_a_filter_leaves_rows_out_and_the_rest_is_in_order() -> None:
    whole = items("丙", "甲", "乙")
    wanted: Wanted[Item] = Wanted(is_wanted=lambda row: row.name != "甲", order="name")
    assert names(whole.page(wanted, None, 100)(NOTHING)) == sorted(["丙", "乙"])


def test_after_a_row_that_is_gone_comes_nothing() -> None:
    assert items("甲").page(Wanted(), Item(9, "丁"), 100)(NOTHING) == []


def test_nothing_holds_a_word_of_another_script() -> None:
    assert not holds(["abc"], ["帐"])
    assert holds(["重庆"], ["cq"])
    assert no_rows(NOTHING) == ()

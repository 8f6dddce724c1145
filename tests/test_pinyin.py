"""Pinyin by which Chinese names are found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supplies import pinyin

NAMES = {
    "应急帐篷": ("yjzp", "yingjizhangpeng"),
    "重庆": ("cq", "chongqing"),
    "重量": ("zl", "zhongliang"),
    "银行": ("yh", "yinhang"),
    "行军床": ("xjc", "xingjunchuang"),
    "鞍山市": ("ass", "anshanshi"),
    "沈阳": ("sy", "shenyang"),
    "绿色": ("ls", "lvse"),
    "12㎡单帐篷": ("12dzp", "12danzhangpeng"),
    "LED照明灯": ("ledzmd", "ledzhaomingdeng"),
    "棉被(加厚)": ("mbjh", "mianbeijiahou"),
    "N95 口罩": ("n95kz", "n95kouzhao"),
    "": ("", ""),
    "——": ("", ""),
}


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_found_by_its_initials_and_its_whole_pinyin(name: str) -> None:
    initials, full = NAMES[name]
    assert (pinyin.initials(name), pinyin.full(name)) == (initials, full)


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=30))
def test_any_text_gives_lower_case_letters_and_digits_without_blanks(text: str) -> None:
    for found in (pinyin.initials(text), pinyin.full(text)):
        assert found == found.lower()
        assert found == "" or found.isalnum()


@given(st.text(alphabet="abcXYZ0189 -", max_size=30))
def test_latin_letters_and_digits_stay_as_they_are(text: str) -> None:
    expected = text.lower().replace(" ", "").replace("-", "")
    assert pinyin.initials(text) == pinyin.full(text) == expected


@given(st.lists(st.sampled_from("帐篷棉被水泵油锯灯绳"), min_size=1, max_size=20).map("".join))
def test_there_is_one_initial_for_each_character(name: str) -> None:
    assert len(pinyin.initials(name)) == len(name)
    assert len(pinyin.full(name)) >= len(name)

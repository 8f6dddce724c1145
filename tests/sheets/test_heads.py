"""The head of a list: found by its words in one row or in two, wherever it begins."""

import pytest

from supplies.sheets.heads import Head, HeadColumn, find_head

WORDS = {
    "number": ("凭证号", "号码"),
    "day": ("支付日期", "日期"),
    "amount": ("金额",),
    "payee": ("收款人名称", "收款人"),
}


def places(head: Head) -> dict[str, int]:
    return {key: columns[0].place for key, columns in head.columns.items()}


def test_a_head_of_one_row_is_found_below_titles() -> None:
    head = find_head([["明细"], [], ["序号", "凭证号", "日期", "金额"], ["1", "a", "2023-01-01", "5"]], WORDS)
    assert (head.first, head.end) == (2, 3)
    assert places(head) == {"number": 1, "day": 2, "amount": 3}


def test_a_head_of_two_rows_goes_by_both_words_its_lower_or_its_upper_one() -> None:
    rows = [["凭证", "", "收款人", "", "金额"], ["号码", "日期", "账号", "名称", ""], ["a", "b", "1", "d", "2"]]
    head = find_head(rows, WORDS)
    assert (head.first, head.end) == (0, 2)
    assert places(head) == {"number": 0, "day": 1, "payee": 3, "amount": 4}


def test_a_second_row_that_adds_no_column_still_belongs_to_the_head() -> None:
    head = find_head([["凭证号", "日期", "收款人", ""], ["", "", "名称", "账号"], ["a", "2023-01-01", "d", "1"]], WORDS)
    assert head.end == 2
    assert places(head) == {"number": 0, "day": 1, "payee": 2}


def test_of_two_heads_alike_the_first_is_taken() -> None:
    row = ["凭证号", "日期"]
    assert find_head([row, ["1", "2"], row, ["3", "4"]], WORDS).end == 1


def test_columns_are_in_the_order_of_how_well_their_words_fit() -> None:
    head = find_head([["日期", "支付日期", "日期"]], WORDS)
    assert [column.place for column in head.columns["day"]] == [1, 0, 2]
    assert head.rivals("day") == ()
    assert [column.place for column in find_head([["日期", "日期"]], WORDS).rivals("day")] == [0, 1]


def test_words_in_brackets_do_not_hide_a_heading() -> None:
    assert places(find_head([["凭证号（必填）", "金额（万元）"]], WORDS)) == {"number": 0, "amount": 1}


def test_nothing_is_found_in_nothing() -> None:
    assert find_head([], WORDS).columns == {}
    assert find_head([["说明"]], WORDS).column("number") is None


@pytest.mark.parametrize(("place", "letter"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (199, "GR")])
def test_a_column_has_the_letters_that_excel_shows(place: int, letter: str) -> None:
    assert HeadColumn(place, "金额", None, 0).letter == letter

"""Text that must fit: nothing of it is lost, nothing sticks out, and breaks stand where a reader expects them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supplies.printing.text import ELLIPSIS, fitted, fitter, narrowest, pieces, shortened, wrapped
from tests.printing.reports.samples import faces

SIZE = 9.0
TEXTS = st.text("应急救灾帐篷，。（）、ABC 123.45-/%㎡", max_size=40)
WIDTHS = st.floats(SIZE * 1.1, 200)


@given(TEXTS, WIDTHS)
def test_lines_put_together_are_the_text_and_each_fits(text: str, width: float) -> None:
    lines = list(wrapped(faces(), text, width, SIZE))
    assert "".join(lines) == text
    for line in lines:
        assert faces().width(line.rstrip(), SIZE) <= width or len(line.strip(" ，。（）、%")) <= 1


@given(TEXTS, WIDTHS, st.integers(1, 3))
def test_a_text_takes_no_more_lines_than_it_may_and_each_fits(text: str, width: float, most: int) -> None:
    lines = fitted(faces(), text, width, SIZE, most)
    assert len(lines) <= most
    assert fitter(faces(), SIZE)(text, width, most) == lines
    whole = list(wrapped(faces(), text, width, SIZE))
    if len(whole) <= most:
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    else:
        assert lines[-1].endswith(ELLIPSIS)
        assert text.replace(" ", "").startswith("".join(lines).removesuffix(ELLIPSIS).replace(" ", ""))


@given(TEXTS, WIDTHS)
def test_a_shortened_text_fits_and_begins_as_the_text_does(text: str, width: float) -> None:
    short = shortened(faces(), text, width, SIZE)
    assert faces().width(short, SIZE) <= width
    assert short == text or (short.endswith(ELLIPSIS) and text.startswith(short.removesuffix(ELLIPSIS)))


@given(TEXTS, st.integers(1, 3))
def test_a_text_fits_into_its_narrowest_lines(text: str, lines: int) -> None:
    assert len(list(wrapped(faces(), text, narrowest(faces(), text, lines), 1))) <= lines


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("救援，应急。", ["救", "援，", "应", "急。"]),
        ("GB/T 38565-2020标准", ["GB/T", " ", "38565-2020", "标", "准"]),
        ("（示例）", ["（示例）"]),
        ("储备库(示例)", ["储", "备", "库", "(示例)"]),
        ("示例预〔2023〕1号", ["示", "例", "预", "〔2023〕", "1", "号"]),
        ("（甲乙丙丁戊己）", ["（甲", "乙", "丙", "丁", "戊", "己）"]),
        ("", []),
    ],
)
def test_marks_stay_with_the_words_they_belong_to(text: str, parts: list[str]) -> None:
    assert pieces(text) == parts


def test_a_word_longer_than_a_line_comes_apart() -> None:
    width = faces().width("ABCD", SIZE)
    assert list(wrapped(faces(), "ABCDABCDAB", width + 0.01, SIZE)) == ["ABCD", "ABCD", "AB"]

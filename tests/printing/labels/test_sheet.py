"""Printed labels: every one is read back by a scanner, stands where its paper has it, and says in full what it must."""

import io
from collections.abc import Callable
from itertools import combinations, pairwise

import pdfplumber
import pytest
from hypothesis import given
from hypothesis import strategies as st

from supplies.errors import LabelStartWrong, NothingToDo, Unprintable
from supplies.language import Language, use_language
from supplies.printing.fonts import find_faces
from supplies.printing.labels.sheet import LabelContent, labels_pdf
from supplies.printing.labels.stocks import LabelStock, label_stocks
from supplies.scanning.label_code import ALPHABET, LabelKind, compose, grouped, lot_code, object_code, place_code
from tests.printing.labels.paper import Area, glyphs, pictures, place_of, scanned, symbol_areas, text_in
from tests.rooms import assert_speaks, many
from tests.soak import size

STOCKS = sorted(label_stocks())
SHEETS = [key for key, stock in sorted(label_stocks().items()) if stock.per_page > 1]
SINGLES = sorted(set(STOCKS) - set(SHEETS))
FACES = find_faces()
LONGEST = compose(LabelKind.LOT, "210381A000000000U9ZZZZZ")
"""A code of 25 characters: none is longer."""

every_stock = pytest.mark.parametrize("key", STOCKS)


def label(number: int = 1, **fields: object) -> LabelContent:
    values: dict[str, object] = {
        "code": lot_code("210300A", 1, 9, number),
        "name": "12㎡单帐篷",
        "specification": "3.7m×3.2m，三组人字架，5℃以上存放",
        "lines": (f"批号 P{number:03d}", "到期 2034-05-31"),
    }
    return LabelContent(**(values | fields))  # type: ignore[arg-type]


def longest(number: int = 1) -> LabelContent:
    """Return a label whose every part is as long as an action lets it be."""
    lines = (f"序列号 {'SN0123456789' * 6}", f"批号 {'P20260630' * 8}", "到期 2034-05-31")
    return label(
        number, code=LONGEST, name="应急救灾" * 25, specification="超长规格说明" * 50, lines=lines, is_sample=True
    )


def printed(labels: list[LabelContent], key: str, **options: object) -> bytes:
    return labels_pdf(labels, label_stocks()[key], FACES, **options)  # type: ignore[arg-type]


def plain(text: str) -> str:
    return text.replace(" ", "")


# --- scanning --------------------------------------------------------------------------------------------------------


@every_stock
def test_every_label_is_read_back_at_its_place_and_nothing_else_is(key: str) -> None:
    stock = label_stocks()[key]
    labels = [label(number) for number in range(1, stock.per_page + 4)]
    start = min(2, stock.per_page)
    pages = pictures(printed(labels, key, start=start))
    places = [divmod(number, stock.per_page) for number in range(start - 1, start - 1 + len(labels))]
    assert len(pages) == places[-1][0] + 1
    wanted = {place: each.code for place, each in zip(places, labels, strict=True)}
    for page, picture in enumerate(pages):
        for number in range(stock.per_page):
            code = wanted.get((page, number))
            assert scanned(picture, place_of(stock, number)) == ([] if code is None else [code]), (page, number)


@every_stock
def test_the_longest_code_is_read_back(key: str) -> None:
    assert len(LONGEST) == 25
    assert scanned(pictures(printed([longest()], key))[0], place_of(label_stocks()[key], 0)) == [LONGEST]


@many(max_examples=size(15, 400))
@given(st.sampled_from(SINGLES), st.text(ALPHABET, min_size=1, max_size=23), st.sampled_from(LabelKind))
def test_any_code_is_read_back_to_exactly_itself(key: str, body: str, kind: LabelKind) -> None:
    code = compose(kind, body)
    picture = pictures(printed([label(code=code)], key))[0]
    assert scanned(picture, place_of(label_stocks()[key], 0)) == [code]


def test_codes_of_lots_objects_and_places_are_read_back() -> None:
    codes = [lot_code("210300A", 3, 10**6, 999), object_code("210381A", 1, 7, 1), place_code("210300A", "A01")]
    for code in codes:
        assert scanned(
            pictures(printed([label(code=code)], "single-60x40"))[0], place_of(stock("single-60x40"), 0)
        ) == [code]


def stock(key: str) -> LabelStock:
    return label_stocks()[key]


# --- where it stands -------------------------------------------------------------------------------------------------


@every_stock
def test_the_page_is_as_large_as_the_paper(key: str) -> None:
    with pdfplumber.open(io.BytesIO(printed([label()], key))) as document:
        page = document.pages[0]
        assert (page.width * 25.4 / 72, page.height * 25.4 / 72) == pytest.approx(stock(key).page, abs=0.01)


@pytest.mark.parametrize("key", SHEETS)
def test_every_start_on_the_page_is_where_the_sheet_has_it(key: str) -> None:
    for start in range(1, stock(key).per_page + 1):
        pdf = printed([label()], key, start=start)
        place = place_of(stock(key), start - 1)
        assert all(place.holds(glyph.area) for glyph in glyphs(pdf, 0))
        (area,) = symbol_areas(pdf, 0)
        assert place.holds(area)


@pytest.mark.parametrize("offset", [(0.0, 0.0), (1.5, -0.7), (-2.0, 3.0)])
def test_an_offset_shifts_every_label_by_just_as_much(offset: tuple[float, float]) -> None:
    labels = [label(number) for number in range(1, 4)]
    still, moved = (printed(labels, "a4-3x7", offset=shift) for shift in ((0.0, 0.0), offset))
    for before, after in zip(glyphs(still, 0), glyphs(moved, 0), strict=True):
        assert after.area.left - before.area.left == pytest.approx(offset[0], abs=0.01)
        assert after.area.top - before.area.top == pytest.approx(offset[1], abs=0.01)
    for number, each in enumerate(labels):
        assert scanned(pictures(moved)[0], place_of(stock("a4-3x7"), number, offset)) == [each.code]


def test_a_second_page_begins_at_its_first_label() -> None:
    labels = [label(number) for number in range(1, 30)]
    pdf = printed(labels, "a4-3x8", start=20)
    assert len(pictures(pdf)) == 2
    assert scanned(pictures(pdf)[1], place_of(stock("a4-3x8"), 0)) == [labels[5].code]


@pytest.mark.parametrize("key", SINGLES)
def test_a_label_printer_gets_one_page_for_each_label(key: str) -> None:
    labels = [label(number) for number in range(1, 4)]
    pages = pictures(printed(labels, key))
    assert [scanned(page, place_of(stock(key), 0)) for page in pages] == [[each.code] for each in labels]


# --- what people read ------------------------------------------------------------------------------------------------


@every_stock
def test_everything_that_stands_on_a_label_is_text_inside_it(key: str) -> None:
    per_page = stock(key).per_page
    labels = [label(number, is_sample=True) for number in range(1, per_page + 1)]
    found = glyphs(printed(labels, key), 0)
    for number, each in enumerate(labels[:per_page]):
        text = text_in(found, place_of(stock(key), number))
        for wanted in (each.name, each.code, *each.lines, "示例"):
            assert plain(wanted) in text, (number, wanted, text)
        assert text.count("℃") == 1 or "…" in text


@every_stock
@pytest.mark.parametrize("make", [label, longest], ids=["usual", "longest"])
def test_nothing_leaves_its_label_or_covers_anything_else(key: str, make: Callable[[int], LabelContent]) -> None:
    per_page = stock(key).per_page
    pdf = printed([make(number) for number in range(1, per_page + 1)], key)
    places = [place_of(stock(key), number) for number in range(per_page)]
    symbols = symbol_areas(pdf, 0)
    assert len(symbols) == per_page
    homes: dict[int, list[Area]] = {number: [] for number in range(per_page)}
    lines: dict[int, dict[float, list[Area]]] = {number: {} for number in range(per_page)}
    for glyph in glyphs(pdf, 0):
        (home,) = [number for number, place in enumerate(places) if place.holds(glyph.area)]
        assert not any(symbol.touches(glyph.area) for symbol in symbols), glyph
        lines[home].setdefault(round(glyph.baseline, 2), []).append(glyph.area)
        homes[home].append(glyph.area)
    for number in range(per_page):
        for one, other in combinations(lines[number].values(), 2):
            assert not any(left.touches(right) for left in one for right in other)
    assert all(homes.values())


@every_stock
@pytest.mark.parametrize("length", [1, 6, 9, 12, 15, 20, 30])
def test_however_long_the_name_is_the_lines_below_it_are_there(key: str, length: int) -> None:
    lines = ("序列号 SN000123", "批号 P20260630", "到期 2034-05-31")
    name = "帐" * length
    pdf = printed([label(name=name, lines=lines, is_sample=True)], key)
    text = text_in(glyphs(pdf, 0), place_of(stock(key), 0))
    for wanted in (*lines, "示例", name[:8]):
        assert plain(wanted) in text, (wanted, text)


@every_stock
def test_however_long_the_rest_is_code_expiry_and_the_mark_of_a_sample_are_there(key: str) -> None:
    text = text_in(glyphs(printed([longest()], key), 0), place_of(stock(key), 0))
    for wanted in (LONGEST, "到期2034-05-31", "示例", "应急救灾", "序列号SN", "批号P2"):
        assert wanted in text, (wanted, text)
    assert "…" in text, "and what was cut shows that it was"


def test_the_code_in_clear_is_in_groups_for_reading() -> None:
    found = glyphs(printed([label()], "single-100x60"), 0)
    last = max(glyph.baseline for glyph in found)
    code = [glyph for glyph in found if glyph.baseline == pytest.approx(last, abs=0.01)]
    gaps = [after.area.left - before.area.right for before, after in pairwise(code)]
    assert [place for place, gap in enumerate(gaps, 1) if gap > 0.3] == [4, 8, 12, 16]
    assert "".join(glyph.text for glyph in code) == plain(grouped(label().code))


@pytest.mark.parametrize("language", Language)
def test_a_sample_is_marked_in_the_readers_language_and_nothing_else_is(language: Language) -> None:
    use_language(language)
    mark = "示例" if language is Language.CHINESE else "Sample"
    for is_sample in (True, False):
        text = text_in(glyphs(printed([label(is_sample=is_sample)], "a4-3x8"), 0), place_of(stock("a4-3x8"), 0))
        assert (mark in text) == is_sample


@many(max_examples=size(10, 200))
@given(
    st.sampled_from(STOCKS),
    st.text("应急救灾帐篷㎡℃×ABC123，。（）", min_size=1, max_size=100),
    st.text("规格说明㎡×0.5-ABC", max_size=300),
    st.lists(st.text("批号序列到期P0123", min_size=1, max_size=60), max_size=4).map(tuple),
)
def test_whatever_stands_on_a_label_stays_inside_it_and_it_is_read(
    key: str, name: str, specification: str, lines: tuple[str, ...]
) -> None:
    pdf = printed([label(name=name, specification=specification, lines=lines)], key)
    place = place_of(stock(key), 0)
    assert all(place.holds(glyph.area) for glyph in glyphs(pdf, 0))
    assert scanned(pictures(pdf)[0], place) == [label().code]


# --- what cannot be printed ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("field", ["name", "specification", "lines"])
def test_a_character_that_no_face_draws_is_named_before_anything_is_printed(field: str) -> None:
    text = "帐篷\U0001f3d5\U0001f600"
    wrong = label(2, **{field: (text,) if field == "lines" else text})
    with pytest.raises(Unprintable) as caught:
        printed([label(1), wrong], "a4-3x8")
    assert caught.value.facts == {"characters": "\U0001f3d5 \U0001f600", "where": wrong.code}
    assert_speaks(caught.value)


@pytest.mark.parametrize("start", [0, -1, 25, 1000])
def test_a_start_beyond_the_page_is_refused(start: int) -> None:
    with pytest.raises(LabelStartWrong) as caught:
        printed([label()], "a4-3x8", start=start)
    assert caught.value.facts == {"start": start, "most": 24}
    assert_speaks(caught.value)


def test_no_labels_are_no_pdf() -> None:
    with pytest.raises(NothingToDo):
        printed([], "a4-3x8")


def test_the_same_labels_are_the_same_bytes() -> None:
    labels = [label(number) for number in range(1, 30)]
    assert printed(labels, "a4-3x8") == printed(labels, "a4-3x8")


def test_the_typefaces_are_embedded_and_only_the_part_that_is_used() -> None:
    pdf = printed([label(number) for number in range(1, 25)], "a4-3x8")
    assert b"/FontFile2" in pdf
    assert len(pdf) < 120_000

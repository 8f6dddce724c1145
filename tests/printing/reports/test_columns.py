"""How wide columns become: always as wide as the page, figures never too narrow, and texts by what they need."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supplies.printing.reports.columns import Prepared, choose, parts, prepare
from supplies.printing.reports.look import ACROSS, CELL_PAD, CHOICES, UPRIGHT
from supplies.tables import Cell, Column, Kind, Row, RowKind, Table
from supplies.values import Money, Quantity
from tests.printing.reports.samples import COLUMNS, faces, grouped, words

COLUMN = st.builds(
    Column,
    st.just("key"),
    st.text("应急物资储备", min_size=1, max_size=12),
    st.sampled_from([Kind.TEXT, Kind.MONEY, Kind.QUANTITY]),
    st.floats(0.3, 3),
    st.booleans(),
)


def table(columns: list[Column], words_of: int) -> Prepared:
    values: dict[Kind, Cell] = {
        Kind.TEXT: "救灾帐篷AB" * words_of,
        Kind.MONEY: Money(10**words_of),
        Kind.QUANTITY: Quantity(10**words_of),
    }
    row = Row(tuple(values[column.kind] for column in columns))
    return prepare(Table(tuple(columns), (row,) * 2), faces())


@given(st.lists(COLUMN, min_size=1, max_size=30), st.integers(0, 12))
def test_every_column_is_printed_and_each_part_is_as_wide_as_the_page(columns: list[Column], words_of: int) -> None:
    prepared = table(columns, words_of)
    paper, size = choose([prepared])
    found = parts(prepared, paper, size)
    assert {place for part in found for place in part.places} == set(range(len(columns)))
    for part in found:
        assert sum(part.widths) == pytest.approx(paper.room)
        assert list(part.places) == sorted(part.places)
        for place, width in zip(part.places, part.widths, strict=True):
            if columns[place].is_number and len(part.places) > 1:
                needed = faces().width(prepared.texts[0][place], size) + 2 * CELL_PAD
                assert width >= needed - 0.01 or len(part.places) == 2


def test_words_of_headings_and_sums_do_not_widen_the_column_in_which_they_begin() -> None:
    long = words("合计（大写）：" + "玖仟玖佰玖拾玖亿" * 9, RowKind.TOTAL, Money(1))
    plain, worded = (prepare(Table(COLUMNS, rows), faces()) for rows in (grouped(3), (*grouped(3), long)))
    assert plain.needs == worded.needs


def test_figures_of_sums_do() -> None:
    large = words("合计", RowKind.TOTAL, Money(10**14))
    plain, summed = (prepare(Table(COLUMNS, rows), faces()) for rows in (grouped(3), (*grouped(3), large)))
    assert plain.needs[:-1] == summed.needs[:-1]
    assert summed.needs[-1].must > plain.needs[-1].must


def test_a_few_columns_are_upright_in_the_largest_type_and_many_across_in_the_smallest() -> None:
    few = prepare(Table(COLUMNS, grouped(3)), faces())
    assert choose([few]) == (UPRIGHT, CHOICES[0][1])
    many = table([Column("key", "数量", Kind.MONEY)] * 40, 9)
    assert choose([many]) == (ACROSS, CHOICES[-1][1])
    assert choose([few, many]) == choose([many])


def test_key_columns_stand_in_every_part() -> None:
    columns = (*COLUMNS[:3], *(Column(f"d{place}", "储备库", Kind.MONEY) for place in range(40)))
    row = Row((1, "YJ00001", "帐篷", *(Money(10**12) for _place in range(40))))
    prepared = prepare(Table(columns, (row,), key_columns=3), faces())
    found = parts(prepared, ACROSS, 7.0)
    assert len(found) > 1 and all(part.places[:3] == (0, 1, 2) for part in found)
    assert [place for part in found for place in part.places[3:]] == list(range(3, 43))


@given(st.lists(COLUMN, min_size=12, max_size=30), st.integers(4, 12))
def test_of_two_parts_the_wider_is_as_narrow_as_can_be(columns: list[Column], words_of: int) -> None:
    prepared = table(columns, words_of)
    paper, size = choose([prepared])
    widths = [need.must * size + 2 * CELL_PAD for need in prepared.needs[1:]]
    found = parts(prepared, paper, size)
    if len(found) == 2:
        cut = len(found[0].places) - 1
        evenest = min(max(sum(widths[:at]), sum(widths[at:])) for at in range(1, len(widths)))
        assert max(sum(widths[:cut]), sum(widths[cut:])) == pytest.approx(evenest)


def test_no_column_is_left_alone_in_a_last_part() -> None:
    columns = [Column(f"d{place}", "储备库", Kind.MONEY) for place in range(40)]
    row = Row(tuple(Money(10**12) for _place in columns))
    prepared = prepare(Table(tuple(columns), (row,)), faces())
    sizes = [len(part.places) for part in parts(prepared, ACROSS, 7.0)]
    assert len(sizes) > 1 and max(sizes) - min(sizes) <= len(sizes)


def test_the_longer_text_gets_more_room_and_a_short_one_no_more_than_it_needs() -> None:
    columns = (Column("a", "名称"), Column("b", "规格"), Column("c", "金额", Kind.MONEY))
    prepared = prepare(Table(columns, (Row(("帐篷", "规格" * 30, Money(1))),)), faces())
    (part,) = parts(prepared, UPRIGHT, 9.5)
    assert part.widths[1] > 3 * part.widths[0]

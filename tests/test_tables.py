"""What every printed, exported or shown table has in common: exact cells, one way to read them, honest percentages."""

from datetime import UTC, date, datetime
from time import tzset

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from supplies.tables import (
    Cell,
    Column,
    Fact,
    Kind,
    Percent,
    Report,
    Row,
    RowKind,
    Stamp,
    Table,
    cell_text,
    percentages,
    row_texts,
)
from supplies.values import Money, Quantity

MOMENT = datetime(2026, 6, 30, 20, 5, tzinfo=UTC)
STAMP = Stamp("应急管理局", "管理员", MOMENT, MOMENT, 12, "ab12cd34", is_sample=False)


@pytest.fixture
def shanghai(monkeypatch: pytest.MonkeyPatch) -> object:
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    tzset()
    yield
    monkeypatch.undo()
    tzset()


@pytest.mark.parametrize(
    ("cell", "kind", "text"),
    [
        (None, Kind.MONEY, ""),
        ("YJ01001", Kind.TEXT, "YJ01001"),
        (date(2026, 1, 5), Kind.DATE, "2026-01-05"),
        (Quantity.parse("12345.5"), Kind.QUANTITY, "12,345.5"),
        (Money.parse("12984400"), Kind.MONEY, "12,984,400.00"),
        (Money.parse("12984400"), Kind.WAN, "1,298.44"),
        (Money.parse("12984400.01"), Kind.WAN, "1,298.440001"),
        (Money.parse("-0.05"), Kind.MONEY, "-0.05"),
        (-988, Kind.WHOLE, "-988"),
        (Percent(7766), Kind.PERCENT, "77.66%"),
        (Percent(5), Kind.PERCENT, "0.05%"),
        (Percent(-150), Kind.PERCENT, "-1.50%"),
    ],
)
def test_a_cell_reads_the_same_everywhere(cell: Cell, kind: Kind, text: str) -> None:
    assert cell_text(cell, kind) == text


def test_the_texts_of_a_row_stand_in_its_columns() -> None:
    columns = (Column("name", "名称"), Column("amount", "金额", Kind.MONEY))
    row = Row(("帐篷", Money.parse(1234)))
    assert row_texts(Table(columns, (row,)), row) == ("帐篷", "1,234.00")
    assert [column.is_number for column in columns] == [False, True]


def test_a_row_with_a_cell_too_many_is_refused() -> None:
    with pytest.raises(AssertionError):
        Table((Column("name", "名称"),), (Row(("帐篷", 1)),))


def test_lines_are_counted_without_headings_and_sums() -> None:
    columns = (Column("name", "名称"),)
    kinds = (RowKind.HEADING, RowKind.LINE, RowKind.LINE, RowKind.SUBTOTAL, RowKind.TOTAL)
    table = Table(columns, tuple(Row(("帐篷",), kind) for kind in kinds))
    assert Report("stock", "库存报表", (), (table, table), STAMP).line_count == 4


@pytest.mark.usefixtures("shanghai")
def test_moments_are_shown_in_local_time() -> None:
    assert (STAMP.printed_text, STAMP.data_text, STAMP.check_code) == (
        "2026-07-01 04:05",
        "2026-07-01 04:05",
        "12-ab12cd34",
    )


@pytest.mark.usefixtures("shanghai")
def test_the_name_of_a_file_has_nothing_that_a_system_refuses() -> None:
    report = Report("x", ' 账/卡:"核对"*?<2026>|. ', (Fact("a", "b"),), (), STAMP)
    assert report.file_name == "账 卡 核对 2026-20260701-0405"


# --- percentages -----------------------------------------------------------------------------------------------------


def test_the_published_figures_make_77_66_and_22_34_percent() -> None:
    shares = percentages([Money.parse_wan(wan).fen for wan in ("1008.40", "290.04", "0", "0")])
    assert list(map(str, shares)) == ["77.66", "22.34", "0.00", "0.00"]


def test_three_equal_parts_are_made_to_add_up_by_the_first() -> None:
    assert list(map(str, percentages([7, 7, 7]))) == ["33.34", "33.33", "33.33"]


def test_nothing_has_no_shares() -> None:
    assert percentages([0, 0]) == (Percent(0), Percent(0))
    assert percentages([]) == ()


def test_a_part_below_nothing_is_refused() -> None:
    with pytest.raises(AssertionError):
        percentages([5, -1])


@given(st.lists(st.integers(0, 10**14), min_size=1, max_size=12).filter(any))
@example([1, 10**14])
def test_shares_add_up_to_a_hundred_and_none_is_off_by_a_hundredth(parts: list[int]) -> None:
    shares = percentages(parts)
    assert sum(share.hundredths for share in shares) == 10_000
    for part, share in zip(parts, shares, strict=True):
        assert abs(share.hundredths * sum(parts) - part * 10_000) < sum(parts)

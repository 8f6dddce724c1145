from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supplies.language import Language, use_language
from supplies.values import (
    MONEY_MAX_FEN,
    QUANTITY_MAX_THOUSANDTHS,
    BadValue,
    Changes,
    Money,
    Quantity,
    Topic,
    new_id,
    parse_date,
    parse_id,
    parse_lot_name,
    total_money,
    utc_now,
    utc_text,
)

quantities = st.integers(-QUANTITY_MAX_THOUSANDTHS, QUANTITY_MAX_THOUSANDTHS).map(Quantity)
sums = st.integers(-MONEY_MAX_FEN, MONEY_MAX_FEN).map(Money)
moments = st.integers(0, 4_000_000_000_000).map(
    lambda since: datetime(1970, 1, 1, tzinfo=UTC) + timedelta(0, 0, 0, since)
)


@pytest.fixture(autouse=True)
def english() -> None:
    use_language(Language.ENGLISH)


@given(quantities)
def test_a_quantity_reads_back_what_it_wrote(quantity: Quantity) -> None:
    assert Quantity.parse(str(quantity)) == quantity
    assert Quantity.parse(quantity.grouped().replace(",", "")) == quantity
    assert Quantity.parse(Decimal(quantity.thousandths).scaleb(-3)) == quantity


@given(sums)
def test_a_sum_reads_back_what_it_wrote(money: Money) -> None:
    assert Money.parse(str(money)) == money
    assert Money.parse(money.grouped().replace(",", "")) == money
    assert Money.parse_wan(money.wan().replace(",", "")) == money


@given(quantities, quantities)
def test_quantities_add_subtract_and_compare_as_their_numbers(left: Quantity, right: Quantity) -> None:
    assert left + right - right == left
    assert (left < right) == (left.thousandths < right.thousandths)
    assert (left >= right) == (left.thousandths >= right.thousandths)
    assert bool(left) == (left.thousandths != 0)


@given(st.lists(sums))
def test_a_total_is_exact_in_any_order(amounts: list[Money]) -> None:
    assert total_money(amounts) == total_money(reversed(amounts))
    assert total_money(amounts).fen == sum(money.fen for money in amounts)


@given(sums, sums)
def test_sums_add_subtract_and_compare_as_their_numbers(left: Money, right: Money) -> None:
    assert left + right - right == left
    assert (left < right) == (left.fen < right.fen)
    assert bool(left) == (left.fen != 0)


@pytest.mark.parametrize(
    ("thousandths", "text", "grouped"),
    [
        (0, "0", "0"),
        (12_500, "12.5", "12.5"),
        (12_000_500, "12000.5", "12,000.5"),
        (-1, "-0.001", "-0.001"),
        (-12_000_000, "-12000", "-12,000"),
        (1_000_000_007, "1000000.007", "1,000,000.007"),
    ],
)
def test_a_quantity_is_written_shortest_and_grouped_for_people(thousandths: int, text: str, grouped: str) -> None:
    assert (str(Quantity(thousandths)), Quantity(thousandths).grouped()) == (text, grouped)


@pytest.mark.parametrize(
    ("fen", "text", "grouped", "wan"),
    [
        (0, "0.00", "0.00", "0.00"),
        (1, "0.01", "0.01", "0.000001"),
        (-5, "-0.05", "-0.05", "-0.000005"),
        (1_298_440_000, "12984400.00", "12,984,400.00", "1,298.44"),
        (123_456_789, "1234567.89", "1,234,567.89", "123.456789"),
    ],
)
def test_a_sum_is_written_in_yuan_and_in_ten_thousands(fen: int, text: str, grouped: str, wan: str) -> None:
    assert (str(Money(fen)), Money(fen).grouped(), Money(fen).wan()) == (text, grouped, wan)


@given(st.floats())
def test_a_float_is_never_taken_for_a_number(number: float) -> None:
    for parse in (Quantity.parse, Money.parse, Money.parse_wan):
        with pytest.raises(BadValue, match="decimal text"):
            parse(number)  # type: ignore[arg-type]


NOT_NUMBERS = [
    "",
    " ",
    "1e3",
    "1,000",
    "１２．５.1",
    "--1",
    "0x10",
    ".5",
    "5.",
    "NaN",
    "Infinity",
    "12 3",
    "十二",
    "1_000",
]


@pytest.mark.parametrize("text", NOT_NUMBERS)
def test_what_is_not_plainly_a_number_is_refused(text: str) -> None:
    for parse in (Quantity.parse, Money.parse, Money.parse_wan):
        with pytest.raises(BadValue):
            parse(text)


@pytest.mark.parametrize("other", [True, None, [], Decimal("NaN"), Decimal("Infinity"), b"1"])
def test_what_only_resembles_a_number_is_refused(other: object) -> None:
    for parse in (Quantity.parse, Money.parse, Money.parse_wan):
        with pytest.raises(BadValue):
            parse(other)  # type: ignore[arg-type]


def test_more_decimals_than_can_be_kept_are_refused_rather_than_rounded() -> None:
    assert Quantity.parse("1.2340") == Quantity(1234)
    for parse, text in ((Quantity.parse, "0.0001"), (Money.parse, "0.001"), (Money.parse_wan, "0.0000001")):
        with pytest.raises(BadValue, match="decimal places"):
            parse(text)


def test_the_largest_values_are_read_and_the_next_are_refused() -> None:
    assert Quantity.parse("1000000000").thousandths == QUANTITY_MAX_THOUSANDTHS
    assert Money.parse("-1000000000000").fen == -MONEY_MAX_FEN
    for parse, text in ((Quantity.parse, "1000000000.001"), (Money.parse, "1000000000000.01")):
        with pytest.raises(BadValue, match="too large"):
            parse(text)


@pytest.mark.parametrize(
    ("read", "said"),
    [
        (lambda: Quantity.parse("两件"), "“两件”不是数字"),
        (lambda: Money.parse("1.005"), "1.005 的小数超过 2 位"),
        (lambda: Quantity.parse("1000000000.001"), "数量 1000000000.001 过大"),
        (lambda: Money.parse("{x}"), "“{x}”不是数字"),
        (lambda: Money.parse(1.5), "1.5 应写成十进制数字文本，如 12.5"),  # type: ignore[arg-type]
        (lambda: parse_date("11月23日"), "“11月23日”不是有效的日期，应写成 2026-11-23"),
        (lambda: parse_id("7"), "“7”不是有效的标识"),
    ],
)
def test_what_cannot_be_read_is_said_in_the_readers_language(read: Callable[[], object], said: str) -> None:
    use_language(Language.CHINESE)
    with pytest.raises(BadValue) as refused:
        read()
    assert str(refused.value) == said


@given(quantities, st.integers(0, 3))
def test_a_quantity_fits_the_decimals_that_its_text_has(quantity: Quantity, decimals: int) -> None:
    written = len(str(quantity).partition(".")[2])
    assert quantity.fits(decimals) == (written <= decimals)


@given(moments)
def test_a_moment_is_written_to_the_millisecond_in_utc(moment: datetime) -> None:
    written = utc_text(moment)
    assert datetime.fromisoformat(written) == moment
    assert len(written) == len("2026-11-23T08:05:09.120Z")


def test_a_moment_elsewhere_is_written_in_utc_and_one_without_a_zone_is_refused() -> None:
    china = timezone(timedelta(hours=8))
    assert utc_text(datetime(2026, 11, 23, 8, 5, 9, 120_999, tzinfo=china)) == "2026-11-23T00:05:09.120Z"
    with pytest.raises(BadValue, match="time zone"):
        utc_text(datetime(2026, 11, 23))  # noqa: DTZ001 - the naive moment is what is refused


def test_now_is_in_utc_and_has_whole_milliseconds() -> None:
    now = utc_now()
    assert now.tzinfo is UTC
    assert now.microsecond % 1000 == 0


@given(st.dates())
def test_a_date_reads_back_what_it_wrote(day: date) -> None:
    assert parse_date(day.isoformat()) == day


@pytest.mark.parametrize("text", ["", "20261123", "2026-11-3", "2026-02-30", "2026-W10-1", "2026/11/23", "23.11.2026"])
def test_a_date_in_another_form_or_that_never_was_is_refused(text: str) -> None:
    with pytest.raises(BadValue, match="2026-11-23"):
        parse_date(text)


def test_ids_are_uuid_7_and_rise_with_time() -> None:
    ids = [new_id() for _number in range(1000)]
    assert {made.version for made in ids} == {7}
    assert ids == sorted(set(ids))


def test_changes_join_what_two_writes_touched() -> None:
    joined = Changes(frozenset({Topic.STOCK}), frozenset({"a"})) | Changes(frozenset({Topic.FUNDS}), frozenset({"b"}))
    assert joined == Changes(frozenset({Topic.STOCK, Topic.FUNDS}), frozenset({"a", "b"}))


@pytest.mark.parametrize(
    ("text", "project", "number"),
    [
        ("P-1/2", "P-1", 2),
        (" A/B/999 ", "A/B", 999),
        ("P-1/1000", "P-1", 0),
        ("P-1/" + "9" * 40, "P-1", 0),
        ("P-1/二", "P-1", 0),
        ("P-1/", "P-1", 0),
        ("P-1", "", 0),
    ],
)
def test_a_lot_is_named_by_its_project_and_its_own_number(text: str, project: str, number: int) -> None:
    assert parse_lot_name(text) == (project, number)

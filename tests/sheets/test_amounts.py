"""Numbers, amounts and days as people write them: read exactly, or refused in words."""

from datetime import date
from decimal import Decimal

import pytest

from supplies.sheets.amounts import (
    is_nothing,
    parted_head,
    read_day,
    read_money,
    read_number,
    read_yuan,
    rounded_money,
    told_unit,
)
from supplies.values import BadValue


@pytest.mark.parametrize(
    ("text", "unit", "told"),
    [
        ("1298.44", "万元", "12984400.00"),
        ("0.000001", "万元", "0.01"),
        ("9265.353442", "万元", "92653534.42"),
        ("1,298,440.00", "元", "1298440.00"),
        ("１，２３４．５", "元", "1234.50"),
        ("¥ 12", "元", "12.00"),
        ("人民币12元", "元", "12.00"),
        ("12元", "万元", "12.00"),
        ("-0.5", "元", "-0.50"),
        ("−0.5", "元", "-0.50"),
        ("(1,000.00)", "元", "-1000.00"),
        ("59.699999999999996", "元", "59.70"),
        ("0.005", "元", None),
        ("0.0000005", "万元", None),
        ("12,34", "元", None),
        ("1 2", "元", None),
        ("", "元", None),
        ("1e5", "元", None),
        ("1.2.3", "元", None),
        ("十元", "元", None),
        ("1000000000000.01", "元", None),
    ],
)
def test_an_amount_is_read_to_the_fen_or_refused(text: str, unit: str, told: str | None) -> None:
    if told is None:
        with pytest.raises(BadValue) as caught:
            read_money(text, unit)
        assert str(caught.value)
    else:
        assert str(read_money(text, unit)) == told


def test_a_price_may_be_finer_than_a_fen_and_its_product_is_rounded_half_up() -> None:
    assert read_yuan("0.0125", "元") == Decimal("0.0125")
    assert str(rounded_money(Decimal("0.005"))) == "0.01"
    assert str(rounded_money(Decimal("0.0049"))) == "0.00"


@pytest.mark.parametrize("yuan", ["1e12", "1e30", "-1e40"])
def test_a_product_that_is_too_large_is_refused(yuan: str) -> None:
    with pytest.raises(BadValue):
        rounded_money(Decimal(yuan) + 1)


@pytest.mark.parametrize(("text", "number"), [("1,000.5", "1000.5"), ("０１２", "12"), ("-3", "-3")])
def test_a_number_is_read_with_its_thousands(text: str, number: str) -> None:
    assert read_number(text) == Decimal(number)


@pytest.mark.parametrize(
    "text",
    [
        *("2023-07-05", "2023/7/5", "2023.7.5", "2023年7月5日", "20230705", "２０２３－０７－０５"),
        *("2023-07-05 10:20:30", "2023-07-05T10:20", "2023/7/5 9:05:00.123"),
    ],
)
def test_a_day_is_read_in_the_forms_in_use(text: str) -> None:
    assert read_day(text) == date(2023, 7, 5)


@pytest.mark.parametrize("text", ["", "45112", "23-7-5", "2023-13-01", "2023-02-30", "7月5日", "2023-07", "20230732"])
def test_a_day_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(BadValue):
        read_day(text)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("单位：万元", "万元"),
        ("（金额单位：人民币元）", "元"),
        ("单位 :  亿元", "亿元"),
        ("收款单位：元达公司", None),
        ("支付明细表", None),
    ],
)
def test_a_title_tells_its_unit(text: str, unit: str | None) -> None:
    assert told_unit(text) == unit


def test_a_title_that_tells_two_units_is_refused() -> None:
    with pytest.raises(BadValue):
        told_unit("单位：元 单位：万元")


@pytest.mark.parametrize(
    ("text", "parted"),
    [
        ("金额", ("金额", None)),
        ("* 支付 金额（万元）", ("支付金额", "万元")),
        ("金额\n（单位：元）", ("金额", "元")),
        ("价税合计/元", ("价税合计", "元")),
        ("Amount", ("amount", None)),
        ("元", ("元", None)),
    ],
)
def test_a_heading_is_parted_from_its_unit(text: str, parted: tuple[str, str | None]) -> None:
    assert parted_head(text) == parted


def test_a_stroke_is_nothing() -> None:
    assert all(map(is_nothing, ("", " ", "-", "——", "／")))
    assert not is_nothing("0")

"""An amount in Chinese capitals says exactly what the figures say, in the one accepted spelling."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from supplies.capitals import chinese_capitals
from supplies.values import MONEY_MAX_FEN, Money

DIGITS = {character: value for value, character in enumerate("零壹贰叁肆伍陆柒捌玖")}
PLACES = {"拾": 10, "佰": 100, "仟": 1000}


@pytest.mark.parametrize(
    ("yuan", "capitals"),
    [
        ("16409.02", "人民币壹万陆仟肆佰零玖元零贰分"),
        ("325.04", "人民币叁佰贰拾伍元零肆分"),
        ("1409.50", "人民币壹仟肆佰零玖元伍角"),
        ("6007.14", "人民币陆仟零柒元壹角肆分"),
        ("1680.32", "人民币壹仟陆佰捌拾元叁角贰分"),
        ("107000.53", "人民币壹拾万零柒仟元伍角叁分"),
        ("12984400.00", "人民币壹仟贰佰玖拾捌万肆仟肆佰元整"),
        ("10084000.00", "人民币壹仟零捌万肆仟元整"),
        ("2900400.00", "人民币贰佰玖拾万零肆佰元整"),
        ("0", "人民币零元整"),
        ("0.05", "人民币伍分"),
        ("0.50", "人民币伍角"),
        ("0.55", "人民币伍角伍分"),
        ("1", "人民币壹元整"),
        ("10", "人民币壹拾元整"),
        ("110000.10", "人民币壹拾壹万元壹角"),
        ("100000001", "人民币壹亿零壹元整"),
        ("100010000", "人民币壹亿零壹万元整"),
        ("1000000000000", "人民币壹万亿元整"),
        ("-325.04", "人民币负叁佰贰拾伍元零肆分"),
    ],
)
def test_an_amount_is_spelt_as_vouchers_spell_it(yuan: str, capitals: str) -> None:
    assert chinese_capitals(Money.parse(yuan)) == capitals


def test_ten_thousand_times_a_hundred_million_is_said_once() -> None:
    assert chinese_capitals(Money(123_456_789_012_345)) == (
        "人民币壹万贰仟叁佰肆拾伍亿陆仟柒佰捌拾玖万零壹佰贰拾叁元肆角伍分"
    )


def read_back(capitals: str) -> int:
    """Return the fen that a text in capitals means; written apart from the program, digit word by digit word."""
    text = capitals.removeprefix("人民币")
    sign = -1 if text.startswith("负") else 1
    found = re.fullmatch(r"(?:(.*?)元)?零?(?:(.)角)?(?:(.)分)?整?", text.removeprefix("负"))
    assert found, capitals
    yuan, jiao, fen = found.groups()
    return sign * (yuan_of(yuan or "") * 100 + DIGITS[jiao or "零"] * 10 + DIGITS[fen or "零"])


def yuan_of(text: str) -> int:
    high, has_hundred_millions, low = text.rpartition("亿")
    if has_hundred_millions:
        return yuan_of(high) * 10**8 + yuan_of(low)
    ten_thousands, has_ten_thousands, rest = text.partition("万")
    if has_ten_thousands:
        return four_digits(ten_thousands) * 10**4 + four_digits(rest)
    return four_digits(text)


def four_digits(text: str) -> int:
    total = digit = 0
    for character in text:
        if character in PLACES:
            total += digit * PLACES[character]
            digit = 0
        else:
            digit = DIGITS[character]
    return total + digit


@given(st.integers(-MONEY_MAX_FEN, MONEY_MAX_FEN) | st.integers(0, 10**7))
@example(MONEY_MAX_FEN)
@example(10**14 - 1)
def test_it_reads_back_as_the_same_amount_and_has_no_word_too_many(fen: int) -> None:
    capitals = chinese_capitals(Money(fen))
    assert read_back(capitals) == fen
    assert "零零" not in capitals and "零元" not in capitals.removeprefix("人民币零元整")
    assert "零角" not in capitals and "零分" not in capitals
    assert capitals.endswith("整") == (fen % 100 == 0)

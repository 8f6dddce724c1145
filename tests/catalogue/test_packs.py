"""Quantities in packs: exact, or refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supplies.catalogue.actions import PackLine
from supplies.catalogue.packs import InUnit, in_base_unit, read_said
from supplies.errors import PackFiner, PackTooMany, PackUnknown
from supplies.values import QUANTITY_MAX_THOUSANDTHS, BadValue, Quantity
from tests.rooms import assert_speaks, some

BOX, ROLL = PackLine("箱", some(24)), PackLine("卷", some("12.5"))


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("3箱", "3", "箱"),
        ("3 箱", "3", "箱"),
        (" １２．５　卷 ", "12.5", "卷"),
        ("12", "12", ""),
        ("0.125吨", "0.125", "吨"),
        ("2件", "2", "件"),
    ],
)
def test_a_number_is_read_with_the_unit_it_is_said_in(text: str, number: str, unit: str) -> None:
    assert read_said(text) == InUnit(some(number), unit)


@pytest.mark.parametrize("text", ["", "箱", "3箱4", "三箱", "1.2345箱", "1..2", "*2箱"])
def test_anything_else_is_no_quantity(text: str) -> None:
    with pytest.raises(BadValue):
        read_said(text)


def test_packs_are_converted_exactly_and_the_own_unit_stays() -> None:
    assert in_base_unit(InUnit(some(3), "箱"), "瓶", 0, (BOX,)) == some(72)
    assert in_base_unit(InUnit(some("2.5"), "卷"), "米", 2, (ROLL,)) == some("31.25")
    assert in_base_unit(InUnit(some(3), "瓶"), "瓶", 0, (BOX,)) == some(3)
    assert in_base_unit(InUnit(some(3)), "瓶", 0, ()) == some(3)


def test_what_is_no_quantity_of_the_item_is_refused() -> None:
    with pytest.raises(PackUnknown) as unknown:
        in_base_unit(InUnit(some(3), "托"), "瓶", 0, (BOX,))
    assert unknown.value.facts["known"] == "瓶、箱"
    with pytest.raises(PackFiner) as finer:
        in_base_unit(InUnit(some(1), "卷"), "米", 0, (ROLL,))
    with pytest.raises(PackTooMany) as many:
        in_base_unit(InUnit(Quantity(QUANTITY_MAX_THOUSANDTHS), "箱"), "瓶", 0, (BOX,))
    for caught in (unknown, finer, many):
        assert_speaks(caught.value)


@given(st.integers(1, 10**6), st.integers(1, 10**6), st.integers(0, 3))
def test_a_conversion_is_exact_or_refused(number: int, factor: int, decimals: int) -> None:
    product = number * factor
    is_quantity = product % 1000 == 0 and Quantity(product // 1000).fits(decimals)
    packs = (PackLine("箱", Quantity(factor)),)
    try:
        found = in_base_unit(InUnit(Quantity(number), "箱"), "瓶", decimals, packs)
    except PackFiner:
        assert not is_quantity
    else:
        assert is_quantity and found.thousandths * 1000 == product

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supplies.errors import (
    AmountNegative,
    BadField,
    DateInFuture,
    LineProblem,
    LinesRefused,
    QuantityNotPositive,
    Refused,
    StoreUnusable,
    SuppliesError,
    UnknownRecord,
    Unreadable,
)
from supplies.language import Language, use_language
from supplies.values import Money, Quantity


@pytest.fixture(autouse=True)
def english() -> None:
    use_language(Language.ENGLISH)


def test_an_error_says_what_happened_and_what_to_do() -> None:
    error = UnknownRecord(kind="Item", key="01.02")
    assert error.text() == "Item 01.02 is not in this store."
    assert error.remedy() == "Check the code, or record it first."
    assert str(error) == error.text()


def test_an_error_cannot_be_raised_without_the_facts_that_its_words_name() -> None:
    with pytest.raises(TypeError, match=r"UnknownRecord needs the facts \['key'\]"):
        UnknownRecord(kind="Item")


def test_quantities_and_sums_are_shown_as_people_read_them() -> None:
    assert "-1,200.5 " in QuantityNotPositive(quantity=Quantity(-1_200_500)).text()
    assert "-12,000.00 " in AmountNegative(amount=Money(-1_200_000)).text()
    assert DateInFuture(date=date(2026, 11, 24), today=date(2026, 11, 23)).text() == (
        "The date 2026-11-24 is after today, 2026-11-23."
    )


@given(st.text())
def test_a_fact_is_shown_as_it_is_even_where_it_looks_like_a_placeholder(key: str) -> None:
    assert UnknownRecord(kind="Item", key=key).text() == f"Item {key} is not in this store."


def test_an_error_of_several_lines_names_each_line() -> None:
    problem = LineProblem(3, "quantity", BadField(field="quantity", problem="not a number"))
    error = LinesRefused(lines=[problem], count=1)
    assert error.lines == (problem,)
    assert str(error).splitlines()[1:] == ["Line 3: quantity: not a number."]


def test_the_kinds_of_error_tell_a_script_apart_by_exit_status() -> None:
    assert [kind.exit_status for kind in (Refused, Unreadable, StoreUnusable)] == [1, 2, 3]
    assert UnknownRecord(kind="Item", key="1").exit_status == 1
    assert BadField(field="f", problem="p").exit_status == 2


def test_the_code_is_what_a_log_shows() -> None:
    error = UnknownRecord(kind="Item", key="1")
    assert error.args == ("record.unknown",)
    assert isinstance(error, SuppliesError)

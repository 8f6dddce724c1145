"""What commands print: exact values as text, moments in UTC, and tables that stand in line."""

import json
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from enum import StrEnum
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supplies.cli.output import json_text, shown, table
from supplies.values import Money, Quantity


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    quantity: Quantity
    day: date | None


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (Quantity(12_500), "12.5"),
        (Money(129_844_000), "1298440.00"),
        (date(2026, 1, 5), "2026-01-05"),
        (datetime(2026, 1, 5, 8, 0, 0, 120_000, tzinfo=UTC), "2026-01-05T08:00:00.120Z"),
        (datetime(2026, 1, 5, 8, tzinfo=timezone(timedelta(hours=8))), "2026-01-05T00:00:00.000Z"),
        (UUID(int=1), "00000000-0000-0000-0000-000000000001"),
        (b"\x00\xff", "00ff"),
        (Colour.RED, "red"),
        (Row("甲", Quantity(1), None), {"name": "甲", "quantity": "0.001", "day": None}),
        ((1, [Money(1)], {"a": Quantity(1000)}), [1, ["0.01"], {"a": "1"}]),
        ({date(2026, 1, 5): True}, {"2026-01-05": True}),
        ("\udcff", "?"),
        (None, None),
    ],
    ids=repr,
)
def test_a_value_is_printed_as_json_has_it(value: Any, plain: Any) -> None:
    assert json.loads(json_text(value)) == plain


def test_chinese_is_printed_as_it_is_and_the_text_is_laid_out_for_reading() -> None:
    assert json_text({"名": "帐篷"}) == '{\n  "名": "帐篷"\n}'


def test_people_read_grouped_numbers_and_their_own_time() -> None:
    assert [shown(value) for value in (Quantity(12_000_500), Money(-129_844_001), None, 5)] == [
        "12,000.5",
        "-1,298,440.01",
        "",
        "5",
    ]
    moment = datetime(2026, 1, 5, 8, tzinfo=UTC)
    assert shown(moment) == moment.astimezone().strftime("%Y-%m-%d %H:%M")


def width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


@given(st.lists(st.tuples(st.text("帐篷ab ", max_size=6), st.integers(-(10**9), 10**9).map(Quantity)), max_size=5))
def test_a_table_stands_in_line_whatever_its_characters(rows: list[tuple[str, Quantity]]) -> None:
    heads, rule, *lines = table(("名称", "数量"), rows)
    assert len(lines) == len(rows)
    right = width(rule)
    for line, (name, quantity) in zip(lines, rows, strict=True):
        assert line.startswith(name.rstrip()) and line.endswith(quantity.grouped())
        assert width(line) == right
    assert set(rule) <= {"-", " "} and width(heads) <= right


def test_a_table_without_rows_has_its_heads() -> None:
    assert table(("Code", "名称"), []) == ["Code  名称", "----  ----"]

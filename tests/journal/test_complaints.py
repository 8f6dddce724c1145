"""What msgspec complains of: said in the reader's language, with the place."""

from typing import Any

import msgspec
import pytest

from supplies.catalogue.actions import ItemLine
from supplies.journal.codec import decode_value
from supplies.journal.complaints import complaint, parted
from supplies.language import Language, use_language
from supplies.stock.actions import AddPlace, Issue

LINE = '{"type":"stock.issue","lines":[{"quantity":%s}]}'


def complaint_of(payload: str | bytes, kind: type[Any] = Issue) -> str:
    with pytest.raises((msgspec.DecodeError, UnicodeError, RecursionError)) as refused:
        msgspec.json.decode(payload, type=kind, dec_hook=decode_value)
    return complaint(refused.value)


@pytest.mark.parametrize(
    ("payload", "said"),
    [
        ("", "JSON 不完整"),
        ("nope", "不是 JSON，第 4 字节处有误"),
        (b'{"type":"\xff"}', "不是 UTF-8 编码的文字"),
        ("[" * 5000, "应为 `object`，不能是 `array`"),
        ('{"type":5}', "应为 `str`（位置 `$.type`）"),
        ('{"type":"stock.issue"}', "缺少字段 `action_id`"),
        ('{"type":"stock.issue","x":1}', "没有字段 `x`"),
        ('{"type":"stock.issue","action_id":"x"}', "不是有效的标识（位置 `$.action_id`）"),
        ('{"type":"stock.issue","business_date":"x"}', "不是有效的日期，应写成 2026-11-23（位置 `$.business_date`）"),
        ('{"type":"stock.issue","depot":5}', "应为 `str`，不能是 `int`（位置 `$.depot`）"),
        ('{"type":"stock.issue","note":"%s"}' % ("很" * 301), "文字最多 300 个字符（位置 `$.note`）"),
        (LINE % "2.5", "2.5 应写成十进制数字文本，如 12.5（位置 `$.lines[0].quantity`）"),
        (LINE % '"两件"', "“两件”不是数字（位置 `$.lines[0].quantity`）"),
    ],
)
def test_what_is_wrong_with_a_request_is_said_in_chinese_with_its_place(payload: str | bytes, said: str) -> None:
    assert complaint_of(payload) == said


def test_the_form_of_a_code_is_said_in_words() -> None:
    said = complaint_of('{"type":"stock.add_place","code":"a b"}', AddPlace)
    assert said == "只能是 1 至 12 位大写字母或数字（位置 `$.code`）"
    said = complaint_of('{"type":"stock.add_place","name":" x"}', AddPlace)
    assert said == "不能空白，首尾也不能有空格（位置 `$.name`）"


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("unit", "", "文字至少 1 个字符"),
        ("decimals", 5, "数值不能大于 3"),
        ("storage_life_months", 0, "数值不能小于 1"),
        ("tracking", "many", "'many' 不在可用的取值之列"),
    ],
)
def test_a_cell_is_told_apart_from_what_is_wrong_with_it(column: str, value: object, said: str) -> None:
    with pytest.raises(msgspec.ValidationError) as refused:
        msgspec.convert({column: value}, ItemLine)
    assert parted(refused.value) == (said, f"`$.{column}`")


def test_a_complaint_that_nobody_foresaw_is_passed_on() -> None:
    assert complaint(msgspec.ValidationError("Something {new} - at `$.lines[...]`")) == (
        "Something {new}（位置 `$.lines[...]`）"
    )
    assert complaint(msgspec.ValidationError("Something new")) == "Something new"


def test_a_complaint_speaks_english_to_who_reads_english() -> None:
    use_language(Language.ENGLISH)
    assert complaint_of('{"type":"stock.issue","x":1}') == "there is no field `x`"

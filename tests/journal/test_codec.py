"""Actions as JSON and back: exact, complete, and refused with the place named where they are not."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from supplies.errors import BadRequest, UnknownAction
from supplies.journal import codec
from supplies.journal.action import Action, action_name
from supplies.program import Program
from supplies.stock.actions import AddDepot, AddPlace, Issue, Receive
from supplies.values import LotId, new_id
from tests.journal.any_action import ACTIONS, any_action, keeps_to
from tests.rooms import DEPOT, TODAY, act, assert_speaks, goods, lot_line
from tests.soak import size

every_action = pytest.mark.parametrize("kind", ACTIONS, ids=action_name)
drawn = settings(max_examples=size(20, 1000), suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])


def issue() -> dict[str, Any]:
    """Return the JSON of an issue of one line."""
    found: dict[str, Any] = json.loads(codec.encode(act(Issue, depot=DEPOT, lines=(lot_line(LotId(new_id()), "2.5"),))))
    return found


def refused(kind: type[Action], content: object) -> BadRequest:
    """Read what must be refused, and return why; it says so in words."""
    with pytest.raises(BadRequest) as caught:
        codec.decode(json.dumps(content), kind)
    assert_speaks(caught.value)
    return caught.value


# --- there and back --------------------------------------------------------------------------------------------------


@every_action
@drawn
@given(st.data())
def test_every_action_comes_back_as_it_was(kind: type[Action], data: st.DataObject) -> None:
    action = data.draw(any_action(kind))
    payload = codec.encode(action)
    assert codec.decode(payload, kind) == action
    assert codec.encode(codec.decode(payload, kind)) == payload
    assert codec.read_tag(payload) == action_name(kind)


@every_action
@drawn
@given(st.data())
def test_every_action_keeps_to_the_form_that_is_shown_of_it(kind: type[Action], data: st.DataObject) -> None:
    form = json.loads(json.dumps(codec.schema(kind)))
    assert keeps_to(form, json.loads(codec.encode(data.draw(any_action(kind)))), form)


@every_action
def test_the_form_of_an_action_forbids_what_reading_it_forbids(kind: type[Action]) -> None:
    form = codec.schema(kind)
    assert not keeps_to(form, {}, form), "the id and the day are needed"
    assert not keeps_to(form, {"action_id": 1, "business_date": "2026-01-01", "type": action_name(kind)}, form)


def test_a_float_is_no_quantity_in_the_form_of_an_issue() -> None:
    form, content = codec.schema(Issue), issue()
    assert keeps_to(form, content, form)
    for wrong in (2.5, True, None, "2.5.1", "a", "1e3", "2.5001"):
        content["lines"][0]["quantity"] = wrong
        assert not keeps_to(form, content, form), wrong


def test_amounts_and_quantities_are_written_as_decimal_text() -> None:
    action = act(Receive, depot=DEPOT, origin="purchase", lines=(goods(quantity="12.5", amount=goods().amount),))
    line = json.loads(codec.encode(action))["lines"][0]
    assert (line["quantity"], line["amount"]) == ("12.5", "0.00")


def test_quantities_may_be_given_as_text_or_whole_number_and_are_exact() -> None:
    for text, thousandths in (("0.001", 1), ("12.50", 12_500), (7, 7_000), ("-3", -3_000), ("+1", 1_000)):
        content = issue()
        content["lines"][0]["quantity"] = text
        assert codec.decode(json.dumps(content), Issue).lines[0].quantity.thousandths == thousandths


# --- what cannot be read ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        (2.5, "2.5 应写成十进制数字文本"),
        (1e100, "1e+100 应写成十进制数字文本"),
        (True, "True 应写成十进制数字文本"),
        (None, "None 应写成十进制数字文本"),
        ({}, "{} 应写成十进制数字文本"),
        ("two", "“two”不是数字"),
        ("1e3", "“1e3”不是数字"),
        ("NaN", "“NaN”不是数字"),
        ("0.0001", "0.0001 的小数超过 3 位"),
        ("1000000000.001", "数量 1000000000.001 过大"),
        (10**30, "过大"),
        ("三", "“三”不是数字"),
    ],
)
def test_a_quantity_that_is_not_exact_is_refused_and_its_place_named(wrong: object, reason: str) -> None:
    content = issue()
    content["lines"][0]["quantity"] = wrong
    said = str(refused(Issue, content))
    assert reason in said
    assert "$.lines[0].quantity" in said


@every_action
@drawn
@given(st.data())
def test_an_unknown_field_is_refused_by_name(kind: type[Action], data: st.DataObject) -> None:
    content = json.loads(codec.encode(data.draw(any_action(kind))))
    content["quantitty"] = "1"
    assert "`quantitty`" in str(refused(kind, content))


def test_an_unknown_field_of_a_line_is_refused_with_its_place() -> None:
    content = issue()
    content["lines"][0]["amount"] = "1"
    said = str(refused(Issue, content))
    assert "`amount`" in said
    assert "$.lines[0]" in said


@every_action
def test_a_field_that_is_missing_is_named(kind: type[Action]) -> None:
    said = str(refused(kind, {"type": action_name(kind), "action_id": str(new_id())}))
    assert "缺少字段 `" in said


@every_action
@drawn
@given(st.data())
def test_a_field_of_the_wrong_kind_is_refused_with_its_place(kind: type[Action], data: st.DataObject) -> None:
    content = json.loads(codec.encode(data.draw(any_action(kind))))
    # An action that is submitted is read by its own form, when it is submitted.
    name = data.draw(st.sampled_from(sorted(content.keys() - {"type", "proposed"})))
    content[name] = data.draw(st.sampled_from(({"a": 1}, 1.5, [[[]]])))
    assert f"$.{name}" in str(refused(kind, content))


@pytest.mark.parametrize(
    "day", ["2026-02-30", "2026-2-3", "20260203", "03.02.2026", "2026-02-03T00:00:00Z", "", 20260203]
)
def test_only_a_real_day_in_one_way_of_writing_is_a_date(day: object) -> None:
    assert "$.business_date" in str(refused(Issue, issue() | {"business_date": day}))


@pytest.mark.parametrize("tail", ["\n", " ", "\r", "\u2028", "\u0085"])
def test_a_code_has_nothing_behind_it(tail: str) -> None:
    action = json.loads(codec.encode(act(AddPlace, depot=DEPOT, code="C01", name="丙区")))
    assert "$.code" in str(refused(AddPlace, action | {"code": "C01" + tail}))
    assert "$.name" in str(refused(AddPlace, action | {"name": "丙区" + tail}))


@pytest.mark.parametrize("text", ["a\0b", "\0", "a\\\0"])
def test_a_zero_character_is_refused_in_words(text: str) -> None:
    said = str(refused(AddDepot, json.loads(codec.encode(act(AddDepot, code="D1", name="库"))) | {"address": text}))
    assert "U+0000" in said


def test_a_backslash_before_u0000_is_plain_text() -> None:
    action = act(AddDepot, code="D1", name="库", address="C:\\u0000")
    assert codec.decode(codec.encode(action), AddDepot) == action


@given(st.binary(max_size=60))
@example(b"")
@example(b"\xff\xfe{\0")
@example(b"[" * 5000)
@example(b'{"type":' * 3000)
@example(b'{"type": 5}')
@example(b'{"type": "stock.issue", "action_id": "\\ud800"}')
@example('{"type":"stock.issue"}'.encode("utf-16"))
def test_whatever_bytes_come_they_are_read_or_refused_in_words(payload: bytes) -> None:
    for kind in (Issue, AddDepot):
        with pytest.raises(BadRequest) as caught:
            codec.decode(payload, kind)
        assert_speaks(caught.value)


@given(st.binary(max_size=60))
def test_whatever_bytes_come_they_have_a_tag_or_are_refused_in_words(payload: bytes) -> None:
    try:
        assert isinstance(codec.read_tag(payload), str)
    except BadRequest as error:
        assert_speaks(error)


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_whatever_json_comes_it_is_no_issue_unless_it_has_its_form(content: object) -> None:
    with pytest.raises(BadRequest):
        codec.decode(json.dumps(content), Issue)


def test_a_request_beyond_its_size_is_refused_before_it_is_read() -> None:
    with pytest.raises(BadRequest) as caught:
        codec.read_tag(b" " * (codec.REQUEST_BYTES_MAX + 1))
    assert str(codec.REQUEST_BYTES_MAX) in caught.value.text()


# --- finding the action of a text ------------------------------------------------------------------------------------


def test_an_action_is_found_by_its_tag_wherever_it_stands(program: Program) -> None:
    content = issue()
    turned = dict(reversed(content.items()))
    assert program.journal.read_action(json.dumps(turned)) == program.journal.read_action(json.dumps(content))


def test_an_action_of_no_room_is_refused_by_name(program: Program) -> None:
    with pytest.raises(UnknownAction) as caught:
        program.journal.read_action(json.dumps(issue() | {"type": "stock.teleport"}))
    assert caught.value.facts["name"] == "stock.teleport"
    assert_speaks(caught.value)


def test_the_day_of_an_action_is_written_in_iso() -> None:
    assert issue()["business_date"] == TODAY.isoformat()

"""Promises: what is recorded, verified, called upon and ended; and that none of it is ever stock."""

from datetime import date

import pytest

from supplies.agreements.queries import Promise, agreement, agreements, calls, promised_lines, promises
from supplies.errors import (
    AgreementBackward,
    AgreementEnded,
    AlreadyThere,
    MoreThanPromised,
    NeededBeforeCall,
    NothingToDo,
    NotPromised,
    NotYetBinding,
    PromisedTwice,
    QuantityNegative,
    QuantityNotPositive,
    ReasonNeeded,
    TooManyDecimals,
    UnknownRecord,
)
from supplies.models.accounts import Role
from supplies.models.agreements import AgreementKind
from supplies.stock.availability import availability
from tests.agreements.promises import NUMBER, call_off, conclude, end, enterprise, promised, verify
from tests.rooms import QUILT, TENT, TODAY, Desk, assert_line, assert_lines, rows_in, some


@pytest.fixture
def bound(desk: Desk) -> Desk:
    """Return somebody at work where an enterprise promised 500 tents."""
    enterprise(desk)
    desk.post(conclude())
    return desk


def test_a_promise_is_recorded_whole_and_its_legal_base_stands_by_itself(bound: Desk) -> None:
    row = bound.read(agreement, NUMBER)
    assert (row.enterprise_name, row.hours, row.kind, row.lines) == ("鞍山帐篷厂", 12, AgreementKind.AGREEMENT, 1)
    assert "突发事件应对法" in row.legal_base and row.price_formula == "出厂价上浮不超过5%"
    assert row.binds(TODAY) and not row.binds(date(2027, 1, 1))
    assert [row.state(day) for day in (date(2025, 1, 1), TODAY, date(2027, 1, 1))] == ["未生效", "生效", "已终止"]
    (line,) = bound.read(promised_lines, row.site_id, row.seq)
    assert (line.quantity, line.available, line.called, line.left) == (some(500), None, some(0), some(500))


def test_a_promise_is_never_stock(bound: Desk) -> None:
    bound.post(verify(promised(quantity=400)), call_off(promised(quantity=100)))
    assert bound.stock() == []
    assert bound.read(availability) == {}
    assert [bound.read(rows_in, name) for name in ("movement", "lot", "balance", "document")] == [0, 0, 0, 0]


def test_what_was_found_and_what_was_called_stand_beside_the_promise(bound: Desk) -> None:
    bound.post(verify(promised(quantity=400)))
    bound.post(call_off(promised(quantity=150), incident="洪水", deliver_to="岫岩县安置点"))
    row = bound.read(agreement, NUMBER)
    assert (row.verified_on, row.verified_by) == (TODAY, "admin")
    (line,) = bound.read(promised_lines, row.site_id, row.seq)
    assert (line.available, line.called, line.left) == (some(400), some(150), some(350))
    (call,) = bound.read(calls, NUMBER)
    assert (call.goods, call.needed_by, call.deliver_to) == ("12㎡单帐篷 150 顶", date(2026, 7, 2), "岫岩县安置点")
    assert bound.read(promises, TODAY) == {TENT: Promise(some(350), some(0), some(350), some(0))}
    assert bound.program.verify(deep=True).is_sound


def test_capacity_stands_apart_from_agreements(bound: Desk) -> None:
    bound.post(conclude(promised(quantity=900), number="CN-1", kind=AgreementKind.CAPACITY))
    bound.post(verify(promised(quantity=0)))
    assert bound.read(promises, TODAY) == {TENT: Promise(some(500), some(900), some(0), some(0))}
    assert bound.read(promises, date(2027, 1, 1)) == {}


def test_an_ended_promise_counts_no_more(bound: Desk) -> None:
    bound.post(end())
    assert bound.read(promises, TODAY) == {}
    assert [(row.number, row.end_reason) for row in bound.read(agreements)] == [(NUMBER, "企业停产")]
    for action in (verify(promised(quantity=1)), call_off(promised(quantity=1)), end()):
        error = bound.refused(action)
        assert type(error) is AgreementEnded and error.facts == {"number": NUMBER, "day": TODAY}


def test_a_promise_names_an_enterprise_days_and_goods(desk: Desk) -> None:
    assert type(desk.refused(conclude())) is UnknownRecord
    enterprise(desk)
    backward = conclude(starts_on=date(2026, 2, 1), ends_on=date(2026, 1, 1))
    assert type(desk.refused(backward)) is AgreementBackward
    error = desk.refused(conclude(promised("YJ99999"), promised(TENT, 0), promised(TENT, 1)))  # type: ignore[arg-type]
    assert_lines(error, (1, "item", UnknownRecord), (2, "quantity", QuantityNotPositive), (3, "item", PromisedTwice))
    assert_line(desk.refused(conclude(promised(TENT, -1))), QuantityNegative, "quantity")
    assert_line(desk.refused(conclude(promised(TENT, "0.5"))), TooManyDecimals, "quantity")
    desk.post(conclude())
    assert type(desk.refused(conclude())) is AlreadyThere


def test_nothing_is_called_or_found_beyond_the_promise(bound: Desk) -> None:
    assert_line(bound.refused(call_off(promised(quantity=501))), MoreThanPromised, "quantity")
    assert_line(bound.refused(verify(promised(quantity=501))), MoreThanPromised, "quantity")
    assert_line(bound.refused(call_off(promised(QUILT, 1))), NotPromised, "item")
    assert type(bound.refused(call_off())) is NothingToDo
    bound.post(call_off(promised(quantity=300)))
    error = bound.refused(call_off(promised(quantity=201)))
    assert_line(error, MoreThanPromised, "quantity")
    assert error.facts["promised"] == some(200)
    bound.post(call_off(promised(quantity=200)))


def test_a_call_comes_while_the_promise_binds_and_before_the_day_it_is_needed(bound: Desk) -> None:
    error = bound.refused(call_off(promised(quantity=1), needed_by=date(2026, 6, 29)))
    assert type(error) is NeededBeforeCall
    bound.post(conclude(number="X-2", starts_on=date(2026, 7, 1)))
    assert type(bound.refused(call_off(promised(quantity=1), number="X-2"))) is NotYetBinding
    bound.post(conclude(number="X-3", ends_on=date(2026, 6, 29)))
    assert type(bound.refused(call_off(promised(quantity=1), number="X-3"))) is AgreementEnded
    for action in (call_off(promised(), number="X-9"), verify(promised(), number="X-9"), end("X-9")):
        assert type(bound.refused(action)) is UnknownRecord


def test_an_end_says_why(bound: Desk) -> None:
    assert type(bound.refused(end(reason="  "))) is ReasonNeeded


def test_only_the_section_concludes_and_calls(bound: Desk) -> None:
    keeper = bound.hire("keeper", Role.KEEPER)
    for action in (conclude(number="X-4"), verify(promised()), call_off(promised()), end()):
        assert bound.refused(action, actor=keeper).code == "accounts.role_missing"
    head = bound.hire("head", Role.SECTION_HEAD)
    bound.post(call_off(promised(quantity=1)), actor=head)

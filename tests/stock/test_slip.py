"""A slip is a value: every step can be taken back, it is kept to the letter, and it becomes exactly one action."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supplies.journal import codec
from supplies.models.stock import DocumentKind, Origin
from supplies.models.transfers import Terms
from supplies.stock.actions import Adjust, Condition, Issue, Move, Receive, Return, WriteOff
from supplies.stock.loans import Lend
from supplies.stock.slip import (
    SLIP_KINDS,
    STEPS_MAX,
    UNKNOWN_MAX,
    Slip,
    SlipHead,
    SlipLine,
    action_of,
    decode_slip,
    drop,
    encode_slip,
    go_to,
    lines_to_post,
    note_unknown,
    put,
    undo,
)
from supplies.stock.transfers import Dispatch
from supplies.values import NO_QUANTITY, AppropriationId, DepotCode, LotId, OrganisationCode, PlaceCode, new_id
from tests.rooms import A01, A02, B01, DEPOT, TODAY, WATER, ago, some, yuan
from tests.stock.slips import LINES, PLACES, SLIPS, line, slip

Step = Callable[[Slip], Slip]


def _put(new: SlipLine) -> Step:
    return lambda slip: put(slip, new)


def _joined(place: PlaceCode, new: SlipLine) -> Step:
    def step(slip: Slip) -> Slip:
        there = go_to(slip, place)
        return put(there, new, is_joined=there is not slip)

    return step


def _drop(at: int) -> Step:
    return lambda slip: drop(slip, slip.lines[at % len(slip.lines)].key) if slip.lines else slip


def _go_to(place: PlaceCode) -> Step:
    return lambda slip: go_to(slip, place)


STEPS = st.one_of(
    LINES.map(_put),
    st.builds(_joined, PLACES, LINES),
    st.integers(0, 10).map(_drop),
    PLACES.map(_go_to),
)


def shown(slip: Slip) -> tuple[object, ...]:
    """Return all of a slip that a person sees and that would be posted."""
    return (slip.kind, slip.depot, slip.action_id, slip.head, slip.place, slip.lines, slip.current)


@given(SLIPS, st.lists(STEPS, max_size=30))
def test_steps_taken_back_one_by_one_lead_through_every_slip_before(start: Slip, steps: list[Step]) -> None:
    states = [start]
    for step in steps:
        after = step(states[-1])
        if after.steps != states[-1].steps:
            states.append(after)
    here = states.pop()
    while states:
        here = undo(here)
        assert shown(here) == shown(states.pop())
    assert undo(here) == here


@given(st.lists(STEPS, min_size=1, max_size=12), st.integers(0, 11), STEPS)
def test_a_step_after_an_undo_is_taken_back_first(steps: list[Step], back: int, other: Step) -> None:
    here = slip()
    for step in steps:
        here = step(here)
    for _each in range(back):
        here = undo(here)
    after = other(here)
    assert after.steps == here.steps or shown(undo(after)) == shown(here)


def test_far_more_than_fifty_steps_can_be_taken_back() -> None:
    here = slip()
    for number in range(3 * STEPS_MAX):
        here = put(here, line(1 + number % 40, 1 + number))
    assert len(here.steps) == STEPS_MAX >= 50
    back = here
    for number in reversed(range(2 * STEPS_MAX, 3 * STEPS_MAX)):
        assert back.current_line is not None and back.current_line.quantity == some(1 + number)
        back = undo(back)
    assert undo(back) == back, "the oldest are forgotten"


def test_what_changes_nothing_is_no_step() -> None:
    here = go_to(put(slip(), line(1, 3)), A01)
    again = go_to(put(here, here.lines[0]), A01)
    assert again.steps == here.steps
    assert shown(again) == shown(here)


def test_a_key_is_never_given_twice_on_a_slip() -> None:
    here = put(slip(), line(1))
    here = undo(here)
    assert here.lines == () and here.next_key == 2


@given(SLIPS, st.lists(STEPS, max_size=5))
def test_a_slip_is_kept_to_the_letter(start: Slip, steps: list[Step]) -> None:
    here = start
    for step in steps:
        here = step(here)
    assert decode_slip(encode_slip(here)) == here


@pytest.mark.parametrize("content", [b"", b"{}", b"null", b"[1]", b"\xff\xfe", b'{"kind": "issue"}', b"{" * 5000])
def test_what_is_no_slip_is_not_taken_for_one(content: bytes) -> None:
    assert decode_slip(content) is None


def test_a_slip_with_a_field_of_another_version_is_still_read() -> None:
    here = slip(DocumentKind.ISSUE, line(1, 3))
    other = encode_slip(here).replace(b'"depot"', b'"colour":"red","depot"')
    assert decode_slip(other) == here


def test_numbers_are_kept_as_they_are_looked_for() -> None:
    here = line(batch_no=" nf－1 ", serial_no="ｓ-1")
    assert (here.batch_no, here.serial_no) == ("NF-1", "S-1")


def test_a_line_is_found_by_lot_and_place_and_in_a_move_by_its_goal() -> None:
    lot = LotId(new_id())
    here, there = line(1, lot_id=lot), line(2, lot_id=lot, place=A02)
    issue = slip(DocumentKind.ISSUE, here, there, place=B01)
    assert (issue.at(lot, A01), issue.at(lot, A02), issue.at(lot, B01)) == (here, there, None)
    to_a02, to_b01 = line(1, lot_id=lot, to_place=A02), line(2, lot_id=lot, to_place=B01)
    assert slip(DocumentKind.MOVE, to_a02, to_b01, place=A02).at(lot, A01) == to_a02
    assert slip(DocumentKind.MOVE, to_a02, to_b01, place=B01).at(lot, A01) == to_b01
    assert slip(DocumentKind.MOVE, to_a02, place=B01).at(lot, A01) is None


def test_the_newest_unknown_codes_are_kept() -> None:
    here = slip()
    for number in range(UNKNOWN_MAX + 5):
        here = note_unknown(here, str(number))
    assert here.unknown == tuple(str(number) for number in range(5, UNKNOWN_MAX + 5))


# --- what is posted --------------------------------------------------------------------------------------------------

HEAD = SlipHead(
    business_date=ago(3),
    counterparty="铁东区",
    paper_number="调〔2026〕7号",
    incident="防汛",
    note="夜间",
    origin=Origin.DONATION,
)


@pytest.mark.parametrize("kind", SLIP_KINDS)
def test_every_kind_becomes_its_own_action_with_the_head_as_entered(kind: DocumentKind) -> None:
    classes = {
        DocumentKind.ISSUE: Issue,
        DocumentKind.RECEIPT: Receive,
        DocumentKind.RETURN: Return,
        DocumentKind.MOVE: Move,
        DocumentKind.ADJUSTMENT: Adjust,
        DocumentKind.WRITE_OFF: WriteOff,
        DocumentKind.DISPATCH: Dispatch,
        DocumentKind.LOAN: Lend,
    }
    here = slip(kind, line(1, 3), head=HEAD)
    action = action_of(here, TODAY)
    assert type(action) is classes[kind]
    assert (action.action_id, action.depot, action.business_date) == (here.action_id, DEPOT, ago(3))
    assert (action.counterparty, action.paper_number) == ("铁东区", "调〔2026〕7号")
    assert (action.incident, action.note) == ("防汛", "夜间")
    assert codec.decode(codec.encode(action), type(action)) == action


def test_a_transfer_says_where_it_goes_until_when_and_on_what_terms() -> None:
    there = DepotCode("210300B")
    head = SlipHead(to_depot=there, terms=Terms.HELD, due_on=ago(-1), vehicle="辽C·12345", receiver="接收人")
    action = action_of(slip(DocumentKind.DISPATCH, line(), head=head), TODAY)
    assert isinstance(action, Dispatch)
    assert (action.to_depot, action.terms, action.due_on) == (there, Terms.HELD, ago(-1))
    assert (action.vehicle, action.receiver) == ("辽C·12345", "接收人")


def test_what_comes_back_says_in_what_condition_and_after_how_many_days() -> None:
    back = line(1, 2, condition=Condition.REPAIR, days_used=12, reason="拉链损坏,已清洗消毒")
    action = action_of(slip(DocumentKind.RETURN, back), TODAY)
    assert isinstance(action, Return)
    (only,) = action.lines
    assert (only.condition, only.days_used, only.reason) == (Condition.REPAIR, 12, "拉链损坏,已清洗消毒")


def test_without_a_date_it_is_the_day_of_posting() -> None:
    assert action_of(slip(DocumentKind.ISSUE, line()), TODAY).business_date == TODAY
    assert action_of(slip(DocumentKind.ISSUE, line()), ago(5)).business_date == ago(5)


def test_lines_are_posted_in_the_order_scanned_with_all_that_was_entered() -> None:
    first, second = line(1, 3, reason="包装破损"), line(2, 5, place=A02)
    action = action_of(slip(DocumentKind.ISSUE, first, second), TODAY)
    assert isinstance(action, Issue)
    assert [(each.lot_id, each.place, each.quantity, each.reason) for each in action.lines] == [
        (first.lot_id, A01, some(3), "包装破损"),
        (second.lot_id, A02, some(5), ""),
    ]


def test_a_receipt_carries_whose_goods_they_are_and_what_paid_for_them() -> None:
    owner, supplier, paid = OrganisationCode("210300"), OrganisationCode("S1"), AppropriationId(new_id())
    head = SlipHead(origin=Origin.ALLOTMENT, owner=owner, manager=owner, supplier=supplier, appropriation_id=paid)
    new = line(1, 3, batch_no="NF-1", produced_on=ago(30), expires_on=ago(-300), amount=yuan(45), limit=None)
    action = action_of(slip(DocumentKind.RECEIPT, new, head=head), TODAY)
    assert isinstance(action, Receive)
    assert (action.origin, action.supplier) == (Origin.ALLOTMENT, supplier)
    (only,) = action.lines
    assert (only.lot_id, only.item, only.quantity, only.place, only.amount) == (
        new.lot_id,
        WATER,
        some(3),
        A01,
        yuan(45),
    )
    assert (only.batch_no, only.serial_no, only.produced_on, only.expires_on) == ("NF-1", "", ago(30), ago(-300))
    assert (only.owner, only.manager, only.appropriation_id) == (owner, owner, paid)


def test_a_move_carries_from_where_to_where() -> None:
    action = action_of(slip(DocumentKind.MOVE, line(1, 3, to_place=B01)), TODAY)
    assert isinstance(action, Move)
    assert [(each.place, each.to_place, each.quantity) for each in action.lines] == [(A01, B01, some(3))]


def test_a_count_carries_only_what_differs_from_the_books() -> None:
    same, less, none = (
        line(1, 5, limit=some(5)),
        line(2, 4, limit=some(5), reason="盘亏"),
        line(3, 0, limit=NO_QUANTITY),
    )
    more = line(4, 7, limit=NO_QUANTITY, reason="盘盈")
    here = slip(DocumentKind.ADJUSTMENT, same, less, none, more)
    assert list(lines_to_post(here)) == [less, more]
    action = action_of(here, TODAY)
    assert isinstance(action, Adjust)
    assert [(each.book, each.counted, each.reason) for each in action.lines] == [
        (some(5), some(4), "盘亏"),
        (NO_QUANTITY, some(7), "盘盈"),
    ]

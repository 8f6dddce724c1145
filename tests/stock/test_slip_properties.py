"""Whatever is scanned, in whatever order: a slip that looks well is accepted by the rules, to the letter, and no other.

One store for all examples of a database: what earlier ones left is the stock that later ones meet.
"""

from collections.abc import Callable
from typing import Any, TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from supplies.errors import SerialTaken, ShortOnLaterDay, SuppliesError
from supplies.journal import codec
from supplies.models.stock import DocumentKind
from supplies.scanning.commands import Command
from supplies.scanning.label_code import item_code, place_code
from supplies.stock.lookups import COUNT_DIFFERENCE, ISSUED, LOST
from supplies.stock.slip import (
    SLIP_KINDS,
    Slip,
    SlipHead,
    SlipLine,
    action_of,
    decode_slip,
    encode_slip,
    lines_to_post,
    undo,
)
from supplies.stock.slip_scan import remove_line, save_line
from supplies.values import NO_QUANTITY, LotId, Quantity
from tests.rooms import (
    A01,
    A02,
    B01,
    CLOTH,
    COMMAND_TENT,
    DEPOT,
    TENT,
    TODAY,
    WATER,
    Desk,
    ago,
    goods,
    lot_line,
    many,
    move_line,
)
from tests.soak import size
from tests.stock.keeper import Keeper, label_of

MAT = "YJ01014"
"""防潮垫: by quantity, with neither batch nor serial number."""
ITEMS = (TENT, WATER, CLOTH, COMMAND_TENT, MAT)
PLACES = (A01, A02, B01)

ALWAYS_ENTERED = {"reason", "quantity"}
"""What can be entered by hand in a line of any slip; the rest belongs to goods that come in."""

Act: TypeAlias = Callable[[Keeper, list[str]], None]


def goods_on_hand(desk: Desk) -> list[str]:
    """Take goods in: expired, soon to expire, never to expire, objects; some moved, some out. Return their labels."""
    lines = [
        goods(WATER, 6, expires_on=ago(2), batch_no="NF-1"),
        goods(WATER, 4, expires_on=ago(-20), batch_no="NF-2", place=A02),
        goods(WATER, 5, expires_on=ago(-400), place=B01),
        goods(WATER, 3),
        goods(CLOTH, "2.375", expires_on=ago(-5)),
        goods(CLOTH, "1.5", expires_on=ago(-5), place=A02),
        goods(COMMAND_TENT, 1),
        goods(COMMAND_TENT, 1),
    ]
    lots = [line.lot_id for line in lines]
    singles = [replace(line, serial_no=f"S-{line.lot_id}") for line in lines[6:]]
    desk.receive(*lines[:6], *singles, day=ago(30))
    desk.move(move_line(lots[0], 2, A01, B01), move_line(lots[1], 1, A02, A01), day=ago(20))
    desk.issue(*(lot_line(lots[at], 1, lines[at].place, "演练") for at in (1, 2, 3, 7)), day=ago(10))
    return [label_of(desk, lot) for lot in lots]


# --- what a keeper may do --------------------------------------------------------------------------------------------


def scans(make: Callable[[list[str]], str]) -> Act:
    """Return the act of scanning what is made of the goods at hand."""

    def act(keeper: Keeper, labels: list[str]) -> None:
        keeper.scan(make(labels))

    return act


def _typed(text: str) -> Act:
    return scans(lambda _labels: text)


def _lot(at: int) -> Act:
    return scans(lambda labels: labels[at])


def _edit(at: int, fields: dict[str, Any]) -> Act:
    def act(keeper: Keeper, _labels: list[str]) -> None:
        is_receipt = keeper.slip.kind is DocumentKind.RECEIPT
        if keeper.slip.lines and (is_receipt or fields.keys() <= ALWAYS_ENTERED):
            line: SlipLine = replace(keeper.slip.lines[at % len(keeper.slip.lines)], **fields)
            keeper.slip, keeper.said = save_line(keeper.slip, line, keeper.today)

    return act


def _remove(at: int) -> Act:
    def act(keeper: Keeper, _labels: list[str]) -> None:
        if keeper.slip.lines:
            key = keeper.slip.lines[at % len(keeper.slip.lines)].key
            keeper.slip, keeper.said = remove_line(keeper.slip, key)

    return act


NUMBERS = st.integers(0, 12).map(str) | st.sampled_from(
    ["0.5", "1.25", "0.001", "999999", "*2", "*3", "*0.5", "*999999"]
)
ENTERED = st.one_of(
    st.fixed_dictionaries({"reason": st.sampled_from(["演练", " ", "损" * 301])}),
    st.fixed_dictionaries({"batch_no": st.sampled_from(["NF-1", "", "Q" * 301])}),
    st.fixed_dictionaries({"serial_no": st.sampled_from(["S-1", "s-1", "S-2"])}),
    st.fixed_dictionaries({"produced_on": st.sampled_from([ago(40), ago(-1)]), "expires_on": st.just(ago(30))}),
    st.fixed_dictionaries({"quantity": st.integers(0, 5000).map(Quantity)}),
)
ACTS: st.SearchStrategy[Act] = st.one_of(
    st.integers(0, 7).map(_lot),
    st.integers(0, 7).map(_lot),
    st.sampled_from(ITEMS).map(lambda item: _typed(item_code(item))),
    st.sampled_from(PLACES).map(lambda place: _typed(place_code(DEPOT, place))),
    NUMBERS.map(_typed),
    st.sampled_from([Command.ALL, Command.ADD_5, Command.ADD_10, Command.UNDO]).map(
        lambda command: _typed(command.label_code)
    ),
    st.sampled_from(["NF-1", "NF-7", "S-9", "s-9", "6901234567892", "B0000"]).map(_typed),
    st.builds(_edit, st.integers(0, 9), ENTERED),
    st.integers(0, 9).map(_remove),
)


def filled(desk: Desk, kind: DocumentKind, acts: list[Act], days: int) -> Keeper:
    """Return a keeper after some acts with goods of their own; the missing reasons and numbers are given."""
    labels = goods_on_hand(desk)
    keeper = Keeper(desk, kind)
    keeper.slip = replace(keeper.slip, head=SlipHead(business_date=ago(days) if days else None))
    for act in acts:
        act(keeper, labels)
    return keeper


def completed(slip: Slip) -> Slip:
    """Return a slip with every reason given, and every object with a number."""
    lines = [
        replace(
            line,
            reason=line.reason if line.reason.strip() else "演练轮换",
            serial_no=line.serial_no or (f"S-{line.lot_id}" if line.is_single else ""),
            place=line.place or A01,
        )
        for line in slip.lines
    ]
    return replace(slip, lines=tuple(lines))


KINDS = st.sampled_from(SLIP_KINDS)
ALL_ACTS = st.lists(ACTS, min_size=1, max_size=14)


@many(max_examples=size(60, 2000))
@given(KINDS, ALL_ACTS, st.sampled_from([0, 0, 0, 3]), st.booleans())
def test_what_the_slip_calls_well_is_accepted_and_posted_to_the_letter(
    desk: Desk, kind: DocumentKind, acts: list[Act], days: int, is_completed: bool
) -> None:
    keeper = filled(desk, kind, acts, days)
    if is_completed:
        keeper.slip = completed(keeper.slip)
    action = action_of(keeper.slip, TODAY)
    if not keeper.is_well:
        with pytest.raises(SuppliesError):
            desk.post(action)
        return
    try:
        paper = desk.paper(action)
    except SuppliesError as error:
        # Only the store knows what happened since a past day, and a number that was entered by hand or names several.
        unknown = SerialTaken if kind is DocumentKind.RECEIPT else ShortOnLaterDay
        assert {type(each.error) for each in error.lines} == {unknown}, error
        assert days or unknown is SerialTaken
        return
    assert (paper.kind, paper.depot_code, paper.business_date) == (kind, DEPOT, ago(days))
    assert [expected(keeper.slip, line) for line in lines_to_post(keeper.slip)] == [
        (line.lot_id, line.from_place, line.to_place, line.quantity, line.reason) for line in desk.lines(paper)
    ]


def expected(slip: Slip, line: SlipLine) -> tuple[LotId, str, str, Quantity, str]:
    """Return what a line of a slip becomes in the books."""
    quantity, reason = line.quantity, line.reason
    match slip.kind:
        case DocumentKind.RECEIPT:
            route, reason = ("~supplier", line.place), ""
        case DocumentKind.ISSUE:
            route = (line.place, ISSUED)
        case DocumentKind.WRITE_OFF:
            route = (line.place, LOST)
        case DocumentKind.RETURN:
            route = (ISSUED, line.place)
        case DocumentKind.MOVE:
            route, reason = (line.place, line.to_place), ""
        case _:
            book = line.limit or NO_QUANTITY
            is_less = line.quantity < book
            route = (line.place, COUNT_DIFFERENCE) if is_less else (COUNT_DIFFERENCE, line.place)
            quantity = book - line.quantity if is_less else line.quantity - book
    return (line.lot_id, *route, quantity, reason)


@pytest.fixture
def labels(desk: Desk) -> list[str]:
    """Return the labels of goods on hand that no example changes."""
    return goods_on_hand(desk)


@many(max_examples=size(60, 2000))
@given(KINDS, ALL_ACTS)
def test_every_scan_that_changes_the_slip_is_taken_back_by_one_undo(
    desk: Desk, labels: list[str], kind: DocumentKind, acts: list[Act]
) -> None:
    keeper = Keeper(desk, kind)
    seen = [(keeper.slip.lines, keeper.slip.place)]
    for act in acts:
        before = keeper.slip
        act(keeper, labels)
        after = (keeper.slip.lines, keeper.slip.place)
        assert (after == seen[-1]) == (keeper.slip.steps == before.steps), "only what changes something is a step"
        if len(keeper.slip.steps) < len(before.steps):
            seen.pop()
        elif after != seen[-1]:
            seen.append(after)
        assert after == seen[-1]
    here = keeper.slip
    for lines, place in reversed(seen[:-1]):
        here = undo(here)
        assert (here.lines, here.place) == (lines, place)
    assert here.steps == ()


@many(max_examples=size(60, 2000))
@given(KINDS, ALL_ACTS)
def test_every_slip_can_be_kept_and_every_well_one_written_as_an_action(
    desk: Desk, labels: list[str], kind: DocumentKind, acts: list[Act]
) -> None:
    keeper = Keeper(desk, kind)
    for act in acts:
        act(keeper, labels)
        assert decode_slip(encode_slip(keeper.slip)) == keeper.slip
    keys = [line.key for line in keeper.slip.lines]
    assert len(set(keys)) == len(keys) and all(key < keeper.slip.next_key for key in keys)
    assert all(line.quantity >= NO_QUANTITY for line in keeper.slip.lines)
    keeper.slip = completed(keeper.slip)
    if keeper.is_well:
        action = action_of(keeper.slip, TODAY)
        assert codec.decode(codec.encode(action), type(action)) == action

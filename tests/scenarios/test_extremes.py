"""The largest and smallest that an action may say: accepted or refused in words, no failure of the database."""

from hypothesis import example, given
from hypothesis import strategies as st

from supplies.errors import SuppliesError
from supplies.stock.actions import Adjust, CountLine, Issue, Receive
from supplies.values import MONEY_MAX_FEN, QUANTITY_MAX_THOUSANDTHS, LotId, Money, Quantity, new_id
from tests.rooms import A01, CLOTH, DEPOT, TENT, Desk, act, assert_speaks, goods, lot_line, many
from tests.soak import size


def tried(desk: Desk, action: Receive | Adjust | Issue) -> bool:
    """Post an action that may be too much; return whether it was accepted."""
    head = desk.program.head
    try:
        desk.post(action)
    except SuppliesError as error:
        assert_speaks(error)
        assert desk.program.head == head
        return False
    return True


def receipt(lot: LotId, thousandths: int, fen: int) -> Receive:
    line = goods(CLOTH, str(Quantity(thousandths)), Money(fen), lot_id=lot)
    return act(Receive, depot=DEPOT, origin="purchase", lines=(line,))


def count_of(lot: LotId, book: int, counted: int) -> Adjust:
    line = CountLine(lot_id=lot, place=A01, book=Quantity(book), counted=Quantity(counted), reason="盘盈")
    return act(Adjust, depot=DEPOT, lines=(line,))


@many(max_examples=size(20, 1000))
@given(
    st.one_of(st.integers(1, 3), st.integers(1, QUANTITY_MAX_THOUSANDTHS)),
    st.one_of(st.integers(0, 3), st.integers(0, MONEY_MAX_FEN)),
    st.one_of(st.integers(0, 3), st.integers(0, QUANTITY_MAX_THOUSANDTHS)),
)
@example(1, MONEY_MAX_FEN, QUANTITY_MAX_THOUSANDTHS)
@example(1, MONEY_MAX_FEN, 2)
@example(1, 10**12, 2_000)
@example(1_000, MONEY_MAX_FEN, 2_000)
@example(1_000, MONEY_MAX_FEN // 2, 2_000)
@example(1_000, MONEY_MAX_FEN // 2 + 1, 2_000)
@example(QUANTITY_MAX_THOUSANDTHS, MONEY_MAX_FEN, 0)
@example(QUANTITY_MAX_THOUSANDTHS, 1, 1)
def test_whatever_amounts_are_received_and_counted_the_store_stays_sound(
    desk: Desk, thousandths: int, fen: int, counted: int
) -> None:
    lot = LotId(new_id())
    if not tried(desk, receipt(lot, thousandths, fen)):
        return
    if counted != thousandths:
        tried(desk, count_of(lot, thousandths, counted))
    held = desk.held(lot)
    if held:
        desk.issue(lot_line(lot, str(held)))
    assert not desk.held(lot)
    found = desk.program.verify()
    assert found.is_sound, found.first


def test_the_largest_amounts_may_be_received_many_times(desk: Desk) -> None:
    for _number in range(size(3, 100)):
        lines = [goods(TENT, str(Quantity(QUANTITY_MAX_THOUSANDTHS)), Money(MONEY_MAX_FEN)) for _line in range(30)]
        assert tried(desk, act(Receive, depot=DEPOT, origin="purchase", lines=tuple(lines)))
    found = desk.program.verify(deep=True)
    assert found.is_sound, found.first

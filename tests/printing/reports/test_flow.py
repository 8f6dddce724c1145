"""Blocks fall on pages in their order, none beyond the foot, and those that belong together stay together."""

from dataclasses import dataclass
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from supplies.printing.pen import Pen
from supplies.printing.reports.flow import Piece, pages

TOP, FOOT = 100.0, 0.0


@dataclass(frozen=True, eq=False)
class Box:
    """A block with nothing in it."""

    height: float

    def draw(self, pen: Pen, top: float) -> None:
        """Draw nothing."""


HEADS = Box(10)
PIECES = st.lists(st.builds(Piece, st.builds(Box, st.floats(1, 40)), st.just((HEADS,)), st.booleans()), max_size=40)


@given(PIECES)
def test_every_block_stands_once_in_order_and_above_the_foot(flow: list[Piece]) -> None:
    laid = pages(flow, TOP, FOOT)
    placed = [(top, block) for page in laid for top, block in page]
    assert [block for _top, block in placed if block is not HEADS] == [piece.block for piece in flow]
    assert all(top <= TOP and top - block.height >= FOOT - 1e-9 for top, block in placed)
    for page in laid:
        for (top, block), (next_top, _next) in pairwise(page):
            assert abs(top - block.height - next_top) < 1e-9


@given(PIECES)
def test_each_page_but_the_first_begins_with_the_headings(flow: list[Piece]) -> None:
    first, *others = pages(flow, TOP, FOOT)
    assert all(block is not HEADS for _top, block in first)
    assert all(page[0][1] is HEADS for page in others)


def test_a_block_that_keeps_the_next_one_moves_on_with_it() -> None:
    flow = [Piece(Box(60)), Piece(Box(20), keeps_next=True), Piece(Box(20), keeps_next=True), Piece(Box(5))]
    assert [len(page) for page in pages(flow, TOP, FOOT)] == [1, 3]
    flow[3] = Piece(Box(0.5))
    flow[0] = Piece(Box(59))
    assert [len(page) for page in pages(flow, TOP, FOOT)] == [4]


def test_blocks_that_can_never_stay_together_do_not_run_away_from_each_other() -> None:
    flow = [Piece(Box(30), keeps_next=True) for _number in range(6)]
    assert [len(page) for page in pages(flow, TOP, FOOT)] == [3, 3]


def test_nothing_at_all_is_one_empty_page() -> None:
    assert pages([], TOP, FOOT) == [[]]

"""Blocks one below the other, page after page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from supplies.printing.pen import Pen


class Block(Protocol):
    """Something that is drawn whole, as wide as the page."""

    @property
    def height(self) -> float:
        """Return how much of the page it takes."""
        ...

    def draw(self, pen: Pen, top: float) -> None:
        """Draw it below a line."""
        ...


@dataclass(frozen=True, slots=True)
class Piece:
    """A block in the flow."""

    block: Block
    heads: tuple[Block, ...] = ()
    """What stands above it again where it begins a page."""
    keeps_next: bool = False
    """Whether it must not stand last on a page."""


Placed: TypeAlias = tuple[float, Block]
"""A block, and the line below which it stands."""


def pages(pieces: Sequence[Piece], top: float, bottom: float) -> list[list[Placed]]:
    """Return where every block stands, page by page; there is at least one page.

    Blocks that keep the next one move to a new page together with it, as long as all of them fit on one.
    """
    found: list[list[Placed]] = [[]]
    y = top
    for place, piece in enumerate(pieces):
        if found[-1] and y - _together(pieces, place, top - bottom) < bottom:
            found.append([])
            y = top
            for head in piece.heads:
                found[-1].append((y, head))
                y -= head.height
        found[-1].append((y, piece.block))
        y -= piece.block.height
    return found


def _together(pieces: Sequence[Piece], place: int, most: float) -> float:
    """Return how much room a block needs with those that must follow it; only its own where all are too much."""
    height = pieces[place].block.height
    own = height
    while pieces[place].keeps_next and place + 1 < len(pieces):
        place += 1
        height += pieces[place].block.height
    return height if height <= most / 2 else own

"""How a printed report looks: paper, sizes of type, distances and colours. Lengths are in points."""

from dataclasses import dataclass

from reportlab.lib.units import mm

from supplies.printing.pen import Colour
from supplies.tables import Tone

TITLE_SIZE = 17.0
CAPTION_SIZE = 10.0
FACT_SIZE = 9.0
NOTE_SIZE = 8.0
FOOT_SIZE = 7.5
SIGN_SIZE = 9.5
MARK_SIZE = 9.0
LEADING = 1.3

CELL_PAD = 3.2
ROW_PAD = 2.2
HEAD_LINES = 3
TEXT_LINES = 2
CODE_EMS = 3.9
"""The side of a QR symbol with its quiet zone, in sizes of the type: 10 to 13 mm, which every scanner reads."""
BLOCK_GAP = 2.5 * mm
SIGN_HEIGHT = 14 * mm
SEAL_HEIGHT = 44 * mm
"""An official seal is 42 mm wide."""

INK: Colour = (0.0, 0.0, 0.0)
GREY: Colour = (0.35, 0.35, 0.35)
HAIR: Colour = (0.72, 0.72, 0.72)
HAIR_WIDTH = 0.4
RULE: Colour = (0.25, 0.25, 0.25)
RULE_WIDTH = 0.9
HEAD_TINT: Colour = (0.905, 0.92, 0.94)
GROUP_TINT: Colour = (0.95, 0.958, 0.97)
TOTAL_TINT: Colour = (0.925, 0.925, 0.925)
MARK: Colour = (0.78, 0.1, 0.1)

TONE_TINTS: dict[Tone, Colour] = {
    Tone.RED: (0.985, 0.885, 0.875),
    Tone.ORANGE: (1.0, 0.93, 0.835),
    Tone.YELLOW: (1.0, 0.975, 0.8),
}
TONE_BARS: dict[Tone, Colour] = {
    Tone.RED: (0.8, 0.16, 0.13),
    Tone.ORANGE: (0.93, 0.53, 0.05),
    Tone.YELLOW: (0.89, 0.76, 0.1),
}
BAR_WIDTH = 2.0
"""Of the bar beside an urgent row, in the margin."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A page, and the part of it that a report fills."""

    width: float
    height: float
    left: float = 13 * mm
    top: float = 11 * mm
    bottom: float = 16 * mm

    @property
    def room(self) -> float:
        """Return how wide the part between the margins is."""
        return self.width - 2 * self.left

    @property
    def right(self) -> float:
        """Return where the right margin begins."""
        return self.width - self.left


UPRIGHT = Paper(210 * mm, 297 * mm)
ACROSS = Paper(297 * mm, 210 * mm)

CHOICES = (
    *((UPRIGHT, size, 0.5) for size in (9.5, 9.0, 8.5)),
    *((ACROSS, size, 0.5) for size in (9.5, 9.0, 8.5, 8.0)),
    *((ACROSS, size, 0.0) for size in (8.5, 8.0, 7.5, 7.0)),
)
"""Paper, size of type, and how many of the longer texts stay in one line (1: all), best first.

The last is taken where even that is too narrow for every column.
"""

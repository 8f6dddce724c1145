"""What draws on a page: text, lines and areas, in the page's own operators.

A text is put into operators once for each document and size, however often it stands there: that is what makes a table
of ten thousand rows quick. Every operation leaves the state of the page as it was: black, plain, at the lower left.
"""

from typing import TypeAlias

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from supplies.printing.fonts import Faces

rl_config.useA85 = 0  # Streams as bytes, not as letters: a fifth smaller, and a sixth of the time saved.

Colour: TypeAlias = tuple[float, float, float]

BLACK: Colour = (0.0, 0.0, 0.0)
BOLD_STROKE = 0.022
"""How thick, in sizes of the type, a line is drawn around bold characters: the faces have no bold of their own."""


class Pen:
    """Draws on the pages of one document; lengths in points, from the lower left corner."""

    def __init__(self, canvas: Canvas, faces: Faces) -> None:
        """Take the document and its type."""
        self._canvas = canvas
        self._faces = faces
        self._operators: list[str] = []
        self._texts: dict[tuple[str, float], str] = {}

    def width(self, text: str, size: float) -> float:
        """Return how wide a text is."""
        return self._faces.width(text, size)

    def text(
        self, text: str, x: float, y: float, size: float, *, is_bold: bool = False, colour: Colour = BLACK
    ) -> None:
        """Draw a text whose first character stands at a place."""
        if not text:
            return
        weight = f"2 Tr {size * BOLD_STROKE:.3f} w " if is_bold else ""
        if colour != BLACK:
            weight += f"{_numbers(*colour)} rg {_numbers(*colour)} RG "
        self.raw(f"{weight}1 0 0 1 {x:.2f} {y:.2f} cm {self._operators_of(text, size)}")

    def text_right(
        self, text: str, x: float, y: float, size: float, *, is_bold: bool = False, colour: Colour = BLACK
    ) -> None:
        """Draw a text that ends at a place."""
        self.text(text, x - self.width(text, size), y, size, is_bold=is_bold, colour=colour)

    def text_centred(
        self, text: str, x: float, y: float, size: float, *, is_bold: bool = False, colour: Colour = BLACK
    ) -> None:
        """Draw a text whose middle stands at a place."""
        self.text(text, x - self.width(text, size) / 2, y, size, is_bold=is_bold, colour=colour)

    def line(self, start: tuple[float, float], end: tuple[float, float], width: float, colour: Colour) -> None:
        """Draw a straight line."""
        path = f"{_numbers(*start)} m {_numbers(*end)} l S"
        self.raw(f"{_numbers(*colour)} RG {_numbers(width)} w {path}")

    def fill(self, corner: tuple[float, float], size: tuple[float, float], colour: Colour) -> None:
        """Fill a rectangle, given by its lower left corner, width and height."""
        self.raw(f"{_numbers(*colour)} rg {_numbers(*corner, *size)} re f")

    def frame(self, corner: tuple[float, float], size: tuple[float, float], width: float, colour: Colour) -> None:
        """Draw the outline of a rectangle."""
        self.raw(f"{_numbers(*colour)} RG {_numbers(width)} w {_numbers(*corner, *size)} re S")

    def raw(self, operators: str) -> None:
        """Draw by operators of the page's own; what they change of the page's state is set back."""
        self._operators.append(f"q {operators} Q")

    def end_page(self) -> None:
        """Put what was drawn on the page, and begin the next one."""
        self._canvas.addLiteral("\n".join(self._operators))
        self._operators.clear()
        self._canvas.showPage()

    def _operators_of(self, text: str, size: float) -> str:
        """Return the operators of a text, run by run; asked of the document only once."""
        known = self._texts.get((text, size))
        if known is None:
            drawn = self._canvas.beginText()
            for run in self._faces.runs(text):
                drawn.setFont(run.face, size)
                drawn.textOut(run.text)
            known = self._texts[text, size] = drawn.getCode()
        return known


def _numbers(*values: float) -> str:
    """Return numbers as operands."""
    return " ".join(f"{value:.2f}" for value in values)

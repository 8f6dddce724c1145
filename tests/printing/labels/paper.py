"""Reading printed labels back: as a scanner sees them, and as the PDF says them."""

import io
from dataclasses import dataclass
from typing import Any

import numpy as np
import pdfplumber
import pypdfium2
import zxingcpp

from supplies.printing.labels.stocks import LabelStock

QR = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])
DPI = 203
"""What label printers print."""
POINTS_PER_MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle in millimetres from the upper left corner of the page."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, other: "Area", slack: float = 0.05) -> bool:
        """Return whether another rectangle lies inside this one."""
        return (
            self.left - slack <= other.left
            and other.right <= self.right + slack
            and self.top - slack <= other.top
            and other.bottom <= self.bottom + slack
        )

    def touches(self, other: "Area") -> bool:
        """Return whether two rectangles have an area in common."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character on the page, with the line that it stands on."""

    text: str
    area: Area
    baseline: float


def place_of(stock: LabelStock, number: int, offset: tuple[float, float] = (0.0, 0.0)) -> Area:
    """Return where the label of a page with this number, from 0, must lie."""
    row, column = divmod(number, stock.columns)
    left = stock.first[0] + column * stock.pitch[0] + offset[0]
    top = stock.first[1] + row * stock.pitch[1] + offset[1]
    return Area(left, top, left + stock.label[0], top + stock.label[1])


def pictures(pdf: bytes) -> list[np.ndarray[Any, Any]]:
    """Return the pages as a label printer would print them."""
    document = pypdfium2.PdfDocument(pdf)
    found = [page.render(scale=DPI / 72, grayscale=True).to_numpy().squeeze() for page in document]
    document.close()
    return found


def scanned(picture: np.ndarray[Any, Any], area: Area) -> list[str]:
    """Return what a scanner reads in one part of a page."""
    left, top, right, bottom = (round(each * DPI / 25.4) for each in (area.left, area.top, area.right, area.bottom))
    part = np.ascontiguousarray(picture[max(0, top) : bottom, max(0, left) : right])
    return [each.text for each in zxingcpp.read_barcodes(part, formats=QR)]


def symbol_areas(pdf: bytes, page: int) -> list[Area]:
    """Return where the symbols of a page lie, quiet zones left out."""
    picture = pictures(pdf)[page]
    found = []
    for each in zxingcpp.read_barcodes(np.ascontiguousarray(picture), formats=QR):
        corners = (
            each.position.top_left,
            each.position.top_right,
            each.position.bottom_left,
            each.position.bottom_right,
        )
        across, down = [point.x * 25.4 / DPI for point in corners], [point.y * 25.4 / DPI for point in corners]
        found.append(Area(min(across), min(down), max(across), max(down)))
    return found


def glyphs(pdf: bytes, page: int) -> list[Glyph]:
    """Return every character of a page that leaves ink."""
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        opened = document.pages[page]
        return [_glyph(each, float(opened.height)) for each in opened.chars if not each["text"].isspace()]


def _glyph(char: dict[str, Any], height: float) -> Glyph:
    """Return a character with the room that its type takes above and below its line."""
    baseline = height - char["matrix"][5]
    top, bottom = baseline - 0.88 * char["size"], baseline + 0.2 * char["size"]
    sides = (char["x0"], top, char["x1"], bottom)
    return Glyph(char["text"], Area(*(side / POINTS_PER_MM for side in sides)), baseline / POINTS_PER_MM)


def text_in(found: list[Glyph], area: Area) -> str:
    """Return the text inside a rectangle, line by line, without blanks."""
    inside = [glyph for glyph in found if area.holds(glyph.area)]
    return "".join(each.text for each in sorted(inside, key=lambda glyph: (round(glyph.baseline, 1), glyph.area.left)))

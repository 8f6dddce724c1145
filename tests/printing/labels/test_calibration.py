"""The calibration page: outlines where the labels would be printed, to be held against a sheet of them."""

import io

import pdfplumber
import pytest

from supplies.printing.fonts import find_faces
from supplies.printing.labels.calibration import calibration_pdf
from supplies.printing.labels.stocks import label_stocks
from tests.printing.labels.paper import POINTS_PER_MM, Area, glyphs, place_of


@pytest.mark.parametrize("key", sorted(label_stocks()))
@pytest.mark.parametrize("offset", [(0.0, 0.0), (1.5, -0.5)])
def test_every_label_is_outlined_where_it_would_be_printed(key: str, offset: tuple[float, float]) -> None:
    stock = label_stocks()[key]
    pdf = calibration_pdf(stock, find_faces(), offset)
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        (page,) = document.pages
        sides = [(rect["x0"], rect["top"], rect["x1"], rect["bottom"]) for rect in page.rects]
    outlines = sorted(tuple(side / POINTS_PER_MM for side in rect) for rect in sides)
    places = [place_of(stock, number, offset) for number in range(stock.per_page)]
    wanted = sorted((place.left, place.top, place.right, place.bottom) for place in places)
    assert [pytest.approx(each, abs=0.02) for each in wanted] == outlines


@pytest.mark.parametrize("key", sorted(label_stocks()))
def test_what_the_page_says_stands_in_its_first_label(key: str) -> None:
    stock = label_stocks()[key]
    place = place_of(stock, 0)
    found = glyphs(calibration_pdf(stock, find_faces(), (1.0, -2.5)), 0)
    moved = Area(place.left + 1.0, place.top - 2.5, place.right + 1.0, place.bottom - 2.5)
    assert all(moved.holds(glyph.area) for glyph in found)
    said = "".join(glyph.text for glyph in found)
    assert "1.0" in said and "-2.5" in said and f"{stock.label[0]:g}" in said

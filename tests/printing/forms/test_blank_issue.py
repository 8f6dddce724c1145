import io
from collections.abc import Sequence

import pdfplumber
import pytest
import zxingcpp
from PIL import Image

from supplies.errors import NothingToDo, Unprintable
from supplies.language import _
from supplies.printing.fonts import find_faces
from supplies.printing.forms.blank_issue import TICKS, BlankForm, FormLine, blank_forms_pdf
from supplies.printing.pages import PdfPages
from supplies.scanning.label_code import item_code
from supplies.stock.forms import ITEMS_MAX

SCANNER_DPI = 203
CODES = [f"YJ0100{number}" for number in range(1, ITEMS_MAX + 1)]


def form(number: int = 1, codes: Sequence[str] = CODES, name: str = "12㎡单帐篷") -> BlankForm:
    """Return a form whose lines are full."""
    lines = tuple(FormLine(item_code(code), f"{name}{code}", f"{code}  3.7m×3.2m 三组人字架", "顶") for code in codes)
    return BlankForm(f"KB-210300A-2026-{number:06}", "市本级应急物资储备库", lines)


def picture(pdf: bytes, page: int = 0) -> Image.Image:
    """Return a page as a printer of labels would show it."""
    with PdfPages(pdf) as pages:
        drawn = pages.image(page, SCANNER_DPI)
    return Image.frombytes("RGB", (drawn.width, drawn.height), bytes(drawn.rgb))


def text_of(pdf: bytes) -> list[str]:
    """Return what stands on each page, without blanks."""
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        return ["".join((page.extract_text() or "").split()) for page in document.pages]


def test_every_code_on_the_form_is_read_by_a_scanner() -> None:
    pdf = blank_forms_pdf([form(1), form(2)], find_faces())
    for page, number in enumerate((1, 2)):
        read = {found.text for found in zxingcpp.read_barcodes(picture(pdf, page))}
        assert read == {f"KB-210300A-2026-{number:06}", *map(item_code, CODES)}


def test_the_form_says_its_number_its_goods_and_everything_to_fill_in() -> None:
    (page,) = text_of(blank_forms_pdf([form()], find_faces()))
    for words in ("KB-210300A-2026-000001", "市本级应急物资储备库", "12㎡单帐篷", *map(str, TICKS)):
        assert words in page
    for asked in (
        _("Unit that receives"),
        _("Who takes it, telephone"),
        _("Vehicle and driver"),
        _("Who ordered it, telephone"),
        _("Number of the written order"),
        _("Handed out by (signed)"),
        _("Taken by (signed)"),
        _("Second person (signed)"),
    ):
        assert "".join(asked.split()) in page


def test_nothing_runs_off_the_page_or_over_what_stands_below() -> None:
    pdf = blank_forms_pdf([form(name="很长很长的应急救援物资名称" * 5)], find_faces())
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        (page,) = document.pages
        words = page.extract_words()
        lines = page.lines
    assert all(word["x0"] > 0 and word["x1"] < page.width and 0 < word["top"] < page.height for word in words)
    foot = min(word["top"] for word in words if "F12" in word["text"])
    assert all(line["bottom"] < foot for line in lines)


def test_a_form_without_goods_has_free_lines_only() -> None:
    pdf = blank_forms_pdf([form(codes=())], find_faces())
    assert [found.text for found in zxingcpp.read_barcodes(picture(pdf))] == ["KB-210300A-2026-000001"]


def test_no_forms_and_characters_without_a_face_are_refused() -> None:
    with pytest.raises(NothingToDo):
        blank_forms_pdf([], find_faces())
    with pytest.raises(Unprintable):
        blank_forms_pdf([form(name="\U0001f9ff")], find_faces())

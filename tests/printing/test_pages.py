"""The pages of a PDF as pictures: the right size, the right colours, from any thread."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from PIL import Image

from supplies.printing.pages import PageImage, PdfPages
from supplies.printing.reports.look import HEAD_TINT, TONE_BARS
from supplies.printing.reports.pdf import report_pdf
from supplies.tables import RowKind, Tone
from tests.printing.reports.samples import faces, grouped, line, report, words


@pytest.fixture(scope="module")
def pdf() -> bytes:
    red = words("红色预警", RowKind.HEADING)
    rows = [type(red)(red.cells, red.kind, Tone.RED), *grouped(120)]
    return report_pdf(report(rows), faces())


def colours(image: PageImage) -> set[tuple[int, ...]]:
    picture = Image.frombytes("RGB", (image.width, image.height), image.rgb)
    counted = picture.getcolors(image.width * image.height)
    assert counted is not None
    return {colour for _count, colour in counted if isinstance(colour, tuple)}


def eight_bit(colour: tuple[float, float, float]) -> tuple[int, ...]:
    return tuple(round(round(part, 2) * 255) for part in colour)


def near(colour: tuple[int, ...], found: set[tuple[int, ...]]) -> bool:
    return any(max(abs(a - b) for a, b in zip(colour, other, strict=True)) <= 2 for other in found)


def test_a_page_has_the_size_of_its_paper_at_every_resolution(pdf: bytes) -> None:
    with PdfPages(pdf) as pages:
        width, height = pages.size(0)
        assert (round(width), round(height)) == (595, 842)
        for dpi in (50, 96, 200):
            image = pages.image(0, dpi)
            assert abs(image.width - width * dpi / 72) <= 1 and abs(image.height - height * dpi / 72) <= 1
            assert len(image.rgb) == 3 * image.width * image.height


def test_red_is_red_and_not_blue(pdf: bytes) -> None:
    with PdfPages(pdf) as pages:
        found = colours(pages.image(0))
    assert near(eight_bit(TONE_BARS[Tone.RED]), found)
    assert near(eight_bit(HEAD_TINT), found)
    assert (255, 255, 255) in found


def test_each_page_is_a_picture_of_its_own(pdf: bytes) -> None:
    with PdfPages(pdf) as pages:
        assert pages.count > 2
        images = [pages.image(page) for page in range(pages.count)]
    assert len({image.rgb for image in images}) == len(images)


@pytest.mark.parametrize("page", [-1, 99])
def test_a_page_that_is_not_there_is_refused(pdf: bytes, page: int) -> None:
    with PdfPages(pdf) as pages, pytest.raises(AssertionError):
        pages.image(page)


def test_many_threads_get_the_same_pictures_of_several_files_at_once(pdf: bytes) -> None:
    other = report_pdf(report([line(7)]), faces())
    with PdfPages(pdf) as first, PdfPages(other) as second:
        wanted = [(pages, page) for pages in (first, second) for page in range(min(pages.count, 2))] * 6
        expected = [pages.image(page, 40).rgb for pages, page in wanted]
        with ThreadPoolExecutor(4) as pool:
            found = list(pool.map(lambda each: each[0].image(each[1], 40).rgb, wanted))
    assert found == expected

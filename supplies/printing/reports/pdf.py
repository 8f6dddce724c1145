"""A report as PDF: A4, upright or across, with its headings on every page and embedded type.

The same report gives the same bytes. Everything is laid out before anything is drawn, so each page knows how many there
are.
"""

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from reportlab.pdfgen.canvas import Canvas

from supplies.language import Language, _, current_language
from supplies.printing.fonts import Faces
from supplies.printing.pen import Pen
from supplies.printing.reports import look
from supplies.printing.reports.blocks import (
    GapBlock,
    SignBlock,
    caption_block,
    draw_margins,
    facts_block,
    notes_block,
    title_block,
)
from supplies.printing.reports.columns import Part, Prepared, choose, parts, prepare
from supplies.printing.reports.flow import Piece, pages
from supplies.printing.reports.look import Paper
from supplies.printing.reports.rows import table_pieces
from supplies.printing.text import fitter
from supplies.tables import Fact, Report

Progress = Callable[[int, int], None]
"""Takes how many pages are drawn and how many there are; what it raises stops the work."""

HEADER_HEIGHT = look.MARK_SIZE + 10


def no_progress(_done: int, _total: int) -> None:
    """Say nothing."""


def report_pdf(report: Report, faces: Faces, progress: Progress = no_progress) -> bytes:
    """Return a report as PDF.

    Raises:
        Unprintable: a character that no face draws; its row is named.
    """
    tables = [prepare(table, faces) for table in report.tables]
    faces.check(_texts(report, tables))
    paper, size = choose(tables)
    flow = _flow(report, tables, paper, size, faces)
    laid = pages(flow, paper.height - paper.top - HEADER_HEIGHT, paper.bottom)
    buffer = io.BytesIO()
    language = "zh-CN" if current_language() is Language.CHINESE else "en"
    canvas = Canvas(buffer, (paper.width, paper.height), invariant=1, pageCompression=1, lang=language)
    _describe(canvas, report)
    pen = Pen(canvas, faces)
    for number, blocks in enumerate(laid, 1):
        for top, block in blocks:
            block.draw(pen, top)
        draw_margins(pen, paper, faces, report.title, report.stamp, (number, len(laid)))
        pen.end_page()
        progress(number, len(laid))
    canvas.save()
    return buffer.getvalue()


def _describe(canvas: Canvas, report: Report) -> None:
    """Write into the file what it is."""
    canvas.setTitle(report.title)
    canvas.setAuthor(report.stamp.organisation)
    canvas.setSubject(_("Check code {code}").format(code=report.stamp.check_code))
    canvas.setCreator("supplies")


def _texts(report: Report, tables: Sequence[Prepared]) -> Iterator[tuple[str, str]]:
    """Yield every text with a name of where it stands."""
    head = (report.title, report.stamp.organisation, report.stamp.person, *report.footnotes, *report.signatures)
    yield report.title, "".join((*head, *(f"{fact.label}{fact.text}" for fact in report.facts)))
    for each in tables:
        yield (
            report.title,
            "".join((each.table.title, each.table.unit, *(column.title for column in each.table.columns))),
        )
        for texts in each.texts:
            yield " ".join(filter(None, texts[:2])), "".join(texts)


def _flow(report: Report, tables: Sequence[Prepared], paper: Paper, size: float, faces: Faces) -> list[Piece]:
    """Return everything that stands between the margins, from the title to the places to sign.

    The last row, the notes and the places to sign stay together: nobody signs an empty page.
    """
    maker = Fact(_("Made by"), report.stamp.organisation)
    flow = [
        Piece(title_block(report.title, paper, faces), keeps_next=True),
        Piece(facts_block((maker, *report.facts), paper, faces), keeps_next=True),
    ]
    for place, prepared in enumerate(tables):
        if place:
            flow.append(Piece(GapBlock(look.BLOCK_GAP * 2)))
        flow += _table_flow(prepared, paper, size, faces)
    flow[-1] = replace(flow[-1], keeps_next=True)
    if report.footnotes:
        flow.append(Piece(notes_block(report.footnotes, paper, faces), keeps_next=True))
    if report.signatures:
        flow.append(Piece(SignBlock(report.signatures, report.has_seal, paper)))
    return flow


def _table_flow(prepared: Prepared, paper: Paper, size: float, faces: Faces) -> Iterator[Piece]:
    """Yield a table, part below part where it is too wide for a page."""
    found = parts(prepared, paper, size)
    fit = fitter(faces, size)
    for place, part in enumerate(found, 1):
        title = _part_title(prepared, part, place, len(found))
        if title or prepared.table.unit:
            yield Piece(caption_block(title, prepared.table.unit, paper, faces), keeps_next=True)
        yield from table_pieces(prepared, part, paper, size, fit)
        if place < len(found):
            yield Piece(GapBlock(look.BLOCK_GAP * 2))


def _part_title(prepared: Prepared, part: Part, place: int, count: int) -> str:
    """Return the title over a part of a table: which part it is, and its first and last column."""
    if count == 1:
        return prepared.table.title
    columns = [prepared.table.columns[each] for each in part.places[max(prepared.table.key_columns, 1) :]]
    text = _("Part {place} of {count}: {first} to {last}").format(
        place=place, count=count, first=columns[0].title, last=columns[-1].title
    )
    return f"{prepared.table.title} {text}".strip()

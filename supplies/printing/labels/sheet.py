"""Drawing labels: the QR at the left, what people read at its right, the code in clear below."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from supplies.errors import LabelStartWrong, NothingToDo
from supplies.language import _
from supplies.printing.fonts import Faces
from supplies.printing.labels.stocks import LabelStock
from supplies.printing.labels.symbol import dark_runs, symbol
from supplies.printing.pen import Pen
from supplies.printing.text import fitted, shortened, wrapped
from supplies.scanning.label_code import grouped

QUIET_MODULES = 4
MARGIN = 2.0 * mm
GAP = 1.2 * mm
CODE_SIZE = 7.0
NAME_SIZES = (10.5, 9.5, 8.5, 7.5, 6.5)
LINE_SIZE = 7.0
LEADING = 1.25
NAME_LINES = 2


@dataclass(frozen=True, slots=True)
class LabelContent:
    """What stands on one label."""

    code: str
    name: str
    specification: str
    lines: tuple[str, ...] = ()
    """Batch or serial number, expiry, place: one short line each."""
    is_sample: bool = False


@dataclass(frozen=True, slots=True)
class _Box:
    """A label's area in points; ``top`` is counted up from the foot of the page."""

    left: float
    top: float
    width: float
    height: float


def labels_pdf(
    labels: Sequence[LabelContent],
    stock: LabelStock,
    faces: Faces,
    *,
    start: int = 1,
    offset: tuple[float, float] = (0.0, 0.0),
) -> bytes:
    """Return labels as PDF.

    Args:
        labels: in the order of printing.
        stock: the paper.
        faces: the type.
        start: the first label to use on the first page, from 1, counted along the rows.
        offset: what this printer needs to the right and down, in millimetres.

    Raises:
        NothingToDo: no labels.
        LabelStartWrong: the page has no such label.
        Unprintable: a character that no face draws.
    """
    if not labels:
        raise NothingToDo
    if not 1 <= start <= stock.per_page:
        raise LabelStartWrong(start=start, most=stock.per_page)
    faces.check((label.code, "".join((label.name, label.specification, *label.lines))) for label in labels)
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(stock.page[0] * mm, stock.page[1] * mm), invariant=1, pageCompression=1)
    canvas.setTitle(_("Labels"))
    pen = Pen(canvas, faces)
    for place, label in enumerate(labels, start - 1):
        if place % stock.per_page == 0 and place >= stock.per_page:
            pen.end_page()
        _draw(pen, faces, label, _box(stock, place % stock.per_page, offset))
    pen.end_page()
    canvas.save()
    return buffer.getvalue()


def _box(stock: LabelStock, place: int, offset: tuple[float, float]) -> _Box:
    """Return where a label of a page lies."""
    row, column = divmod(place, stock.columns)
    left = stock.first[0] + column * stock.pitch[0] + offset[0]
    down = stock.first[1] + row * stock.pitch[1] + offset[1]
    return _Box(left * mm, (stock.page[1] - down) * mm, stock.label[0] * mm, stock.label[1] * mm)


def _draw(pen: Pen, faces: Faces, label: LabelContent, box: _Box) -> None:
    """Draw one label."""
    foot = CODE_SIZE * LEADING
    side = min(box.height - 2 * MARGIN - foot, box.width * 0.45)
    left, top = box.left + MARGIN, box.top - MARGIN
    _draw_symbol(pen, label.code, left, top, side)
    code = grouped(label.code)
    size = min(CODE_SIZE, CODE_SIZE * (box.width - 2 * MARGIN) / faces.width(code, CODE_SIZE))
    pen.text(code, left, box.top - box.height + MARGIN, size)
    text_left = left + side + GAP
    _draw_words(pen, faces, label, _Box(text_left, top, box.left + box.width - MARGIN - text_left, side))


def _draw_symbol(pen: Pen, code: str, left: float, top: float, side: float) -> None:
    """Draw a QR with its quiet zone as one path, in the page's own operators: a module is one unit."""
    matrix = symbol(code)
    module = side / (len(matrix) + 2 * QUIET_MODULES)
    x, y = left + QUIET_MODULES * module, top - (QUIET_MODULES + 1) * module
    runs = (f"{column} {-row} {length} 1 re" for row, column, length in dark_runs(matrix))
    pen.raw(f"{module:.5f} 0 0 {module:.5f} {x:.4f} {y:.4f} cm {' '.join(runs)} f")


def _draw_words(pen: Pen, faces: Faces, label: LabelContent, box: _Box) -> None:
    """Draw name, specification and the short lines, as many as the height has room for."""
    sample = (_("Sample"),) if label.is_sample else ()
    smalls = [text for text in (label.specification, *label.lines, *sample) if text]
    room = box.height - (len(smalls) - 1) * LINE_SIZE * LEADING
    name_size, name_lines = _fit_name(faces, label.name, box.width, room)
    y = box.top - name_size
    for line in name_lines:
        pen.text(line, box.left, y, name_size)
        y -= name_size * LEADING
    for text in smalls:
        if y < box.top - box.height:
            break
        pen.text(shortened(faces, text, box.width, LINE_SIZE), box.left, y, LINE_SIZE)
        y -= LINE_SIZE * LEADING


def _fit_name(faces: Faces, name: str, width: float, room: float) -> tuple[float, list[str]]:
    """Return the largest size in which a name fits into two lines and the height; the smallest one shortens it."""
    for size in NAME_SIZES:
        lines = list(wrapped(faces, name, width, size))
        if len(lines) <= NAME_LINES and size * (1 + len(lines) * LEADING) <= room:
            return size, lines
    smallest = NAME_SIZES[-1]
    return smallest, list(fitted(faces, name, width, smallest, NAME_LINES))

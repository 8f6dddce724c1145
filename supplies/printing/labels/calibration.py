"""The calibration page: the outline of every label and two rulers, to find a printer's offsets with plain paper."""

import io

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from supplies.language import _
from supplies.printing.fonts import Faces
from supplies.printing.labels.stocks import LabelStock
from supplies.printing.pen import BLACK, Colour, Pen

GREY: Colour = (0.6, 0.6, 0.6)
HAIR = 0.3
TICK_MM = 2.0
LONG_TICK_MM = 4.0
TEXT_SIZE = 7.0
LEADING = 9.0


def calibration_pdf(stock: LabelStock, faces: Faces, offset: tuple[float, float] = (0.0, 0.0)) -> bytes:
    """Return a page that shows where labels would be printed with these offsets (millimetres to the right and down)."""
    lines = _words(stock, offset)
    faces.check((stock.key, line) for line in lines)
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(stock.page[0] * mm, stock.page[1] * mm), invariant=1, pageCompression=1)
    canvas.setTitle(_("Calibration page"))
    pen = Pen(canvas, faces)
    for row in range(stock.rows):
        for column in range(stock.columns):
            left = stock.first[0] + column * stock.pitch[0] + offset[0]
            down = stock.first[1] + row * stock.pitch[1] + offset[1]
            _outline(pen, stock, left, down)
    left, down = stock.first[0] + offset[0], stock.first[1] + offset[1]
    _rulers(pen, stock, left, down)
    for number, line in enumerate(lines):
        y = (stock.page[1] - down) * mm - (LONG_TICK_MM + 2) * mm - TEXT_SIZE - number * LEADING
        pen.text(line, (left + LONG_TICK_MM + 2) * mm, y, TEXT_SIZE)
    pen.end_page()
    canvas.save()
    return buffer.getvalue()


def _words(stock: LabelStock, offset: tuple[float, float]) -> list[str]:
    """Return what the page says, line by line."""
    width, height = stock.label
    return [
        stock.name,
        _("Right {right} mm, down {down} mm").format(right=f"{offset[0]:.1f}", down=f"{offset[1]:.1f}"),
        _("Each label: {width} x {height} mm").format(width=width, height=height),
        _("Hold the page against a sheet of labels."),
        _("Enter by how much the outlines lie off."),
    ]


def _outline(pen: Pen, stock: LabelStock, left: float, down: float) -> None:
    """Draw the outline of one label."""
    width, height = stock.label
    pen.frame((left * mm, (stock.page[1] - down - height) * mm), (width * mm, height * mm), HAIR, GREY)


def _rulers(pen: Pen, stock: LabelStock, left: float, down: float) -> None:
    """Draw millimetres along the upper and the left edge of the first label, every tenth one longer."""
    top = stock.page[1] - down
    for at in range(int(stock.label[0]) + 1):
        length = LONG_TICK_MM if at % 10 == 0 else TICK_MM
        pen.line(((left + at) * mm, top * mm), ((left + at) * mm, (top - length) * mm), HAIR, BLACK)
    for at in range(int(stock.label[1]) + 1):
        length = LONG_TICK_MM if at % 10 == 0 else TICK_MM
        pen.line((left * mm, (top - at) * mm), ((left + length) * mm, (top - at) * mm), HAIR, BLACK)

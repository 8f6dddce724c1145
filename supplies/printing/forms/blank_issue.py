"""The blank emergency issue form: a page for each number, large print, a QR on top and one on each line.

It is for the night when nothing runs: who hands out ticks and writes; later the number and the lines are scanned.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from supplies.errors import NothingToDo
from supplies.language import _
from supplies.printing.fonts import Faces
from supplies.printing.labels.symbol import dark_runs, symbol
from supplies.printing.pen import BLACK, Pen
from supplies.printing.text import shortened
from supplies.scanning.label_code import item_code
from supplies.stock.forms import FormItem, FormRow

LEFT, RIGHT = 14 * mm, A4[0] - 14 * mm
TOP, FOOT = A4[1] - 12 * mm, 12 * mm
WIDE = RIGHT - LEFT
QUIET_MODULES = 4
FORM_SYMBOL, LINE_SYMBOL = 30 * mm, 14.5 * mm
ROW, FREE_ROW, HEAD_ROW, FIELD_ROW = 15 * mm, 11.5 * mm, 7 * mm, 9 * mm
ROWS_MAX = 8
"""Lines of goods that a page has room for beside its free ones; each that is not used is one more free one."""
FREE_ROWS = 3
TITLE, NUMBER, LARGE, USUAL, SMALL = 22.0, 17.0, 13.0, 11.0, 8.0
HAIR, LINE, BOX = 0.4, 0.8, 5.5 * mm
TICKS = (1, 5, 10, 50)
"""Quantities that are ticked instead of written."""
NAME_AT, TICKS_AT, QUANTITY_AT = LEFT + 16 * mm, LEFT + 88 * mm, LEFT + 156 * mm
TICK_WIDE = 16.5 * mm


@dataclass(frozen=True, slots=True)
class FormLine:
    """What may be ticked."""

    code: str
    """Of its label, to be scanned."""
    name: str
    about: str
    unit: str


@dataclass(frozen=True, slots=True)
class BlankForm:
    """One numbered form."""

    number: str
    depot: str
    lines: tuple[FormLine, ...] = ()
    is_sample: bool = False


def blank_forms(rows: Sequence[FormRow], items: Sequence[FormItem], *, is_sample: bool) -> list[BlankForm]:
    """Return forms as they are printed."""
    lines = tuple(
        FormLine(item_code(item.code), item.name, f"{item.code}  {item.specification}", item.unit) for item in items
    )
    return [BlankForm(row.number, row.depot_name, lines, is_sample) for row in rows]


def blank_forms_pdf(forms: Sequence[BlankForm], faces: Faces) -> bytes:
    """Return a page for each form.

    Raises:
        NothingToDo: no forms.
        Unprintable: a character that no face draws.
    """
    if not forms:
        raise NothingToDo
    faces.check((form.number, form.depot + "".join(line.name + line.about for line in form.lines)) for form in forms)
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1, pageCompression=1)
    canvas.setTitle(_("Blank emergency issue forms"))
    pen = Pen(canvas, faces)
    for form in forms:
        _Page(pen, faces).draw(form)
        pen.end_page()
    canvas.save()
    return buffer.getvalue()


class _Page:
    """Draws one form from top to bottom."""

    def __init__(self, pen: Pen, faces: Faces) -> None:
        self._pen = pen
        self._faces = faces
        self._y = TOP

    def draw(self, form: BlankForm) -> None:
        """Draw all of it."""
        self._draw_head(form)
        self._draw_fields()
        self._draw_table_head()
        for line in form.lines:
            self._draw_line(line)
        for _row in range(FREE_ROWS + max(0, ROWS_MAX - len(form.lines))):
            self._draw_free_row()
        self._draw_signatures()
        self._draw_foot()

    def _draw_head(self, form: BlankForm) -> None:
        """Draw title, number and the QR of the number."""
        pen = self._pen
        self._symbol(form.number, RIGHT - FORM_SYMBOL, TOP, FORM_SYMBOL)
        pen.text(_("Emergency issue form"), LEFT, TOP - TITLE, TITLE, is_bold=True)
        pen.text(form.number, LEFT, TOP - TITLE - 10 * mm, NUMBER, is_bold=True)
        sample = f"  {_('Sample')}" if form.is_sample else ""
        pen.text(_("Depot: {depot}").format(depot=form.depot) + sample, LEFT, TOP - TITLE - 18 * mm, LARGE)
        self._y = TOP - FORM_SYMBOL - 1 * mm

    def _draw_fields(self) -> None:
        """Draw what is filled in by hand, with a line to write on."""
        for pair in (
            (_("Date and time"), _("Incident")),
            (_("Unit that receives"), _("Who takes it, telephone")),
            (_("Vehicle and driver"), _("Who ordered it, telephone")),
            (_("How it was ordered"), _("Number of the written order")),
        ):
            self._y -= FIELD_ROW
            middle = LEFT + WIDE / 2 + 2 * mm
            self._field(pair[0], LEFT, middle - 4 * mm)
            self._field(pair[1], middle, RIGHT)
        self._y -= 3 * mm

    def _field(self, label: str, left: float, right: float) -> None:
        """Draw a label and the line behind it."""
        self._pen.text(label, left, self._y + 1.5 * mm, USUAL)
        start = left + self._pen.width(label, USUAL) + 1.5 * mm
        self._pen.line((start, self._y), (right, self._y), HAIR, BLACK)

    def _draw_table_head(self) -> None:
        """Draw the names of the columns."""
        self._y -= HEAD_ROW
        y = self._y + 2 * mm
        self._pen.text(_("Goods"), NAME_AT, y, USUAL, is_bold=True)
        self._pen.text(_("Tick how many (several add up)"), TICKS_AT, y, USUAL, is_bold=True)
        self._pen.text(_("Or write"), QUANTITY_AT, y, USUAL, is_bold=True)
        self._pen.line((LEFT, self._y), (RIGHT, self._y), LINE, BLACK)

    def _draw_line(self, line: FormLine) -> None:
        """Draw goods with their QR, the boxes to tick, and room for another quantity."""
        top = self._y
        self._y -= ROW
        self._symbol(line.code, LEFT, top - 0.25 * mm, LINE_SYMBOL)
        room = TICKS_AT - NAME_AT - 2 * mm
        self._pen.text(shortened(self._faces, line.name, room, LARGE), NAME_AT, top - 6 * mm, LARGE, is_bold=True)
        self._pen.text(shortened(self._faces, line.about, room, SMALL), NAME_AT, top - 11 * mm, SMALL)
        self._draw_boxes(self._y + (ROW - BOX) / 2)
        self._pen.text_right(line.unit, RIGHT - 1 * mm, self._y + ROW / 2 - 2 * mm, USUAL)
        self._pen.line((LEFT, self._y), (RIGHT, self._y), HAIR, BLACK)

    def _draw_free_row(self) -> None:
        """Draw a line for goods that are written in."""
        self._y -= FREE_ROW
        self._draw_boxes(self._y + (FREE_ROW - BOX) / 2)
        self._pen.line((LEFT, self._y), (RIGHT, self._y), HAIR, BLACK)

    def _draw_boxes(self, y: float) -> None:
        """Draw a box for each quantity to tick."""
        for at, quantity in enumerate(TICKS):
            left = TICKS_AT + at * TICK_WIDE
            self._pen.frame((left, y), (BOX, BOX), LINE, BLACK)
            self._pen.text(str(quantity), left + BOX + 1 * mm, y + 1.3 * mm, LARGE)

    def _draw_signatures(self) -> None:
        """Draw the places to sign."""
        self._y -= 15 * mm
        third = WIDE / 3
        for at, label in enumerate((_("Handed out by (signed)"), _("Taken by (signed)"), _("Second person (signed)"))):
            self._field(label, LEFT + at * third, LEFT + (at + 1) * third - 3 * mm)

    def _draw_foot(self) -> None:
        """Say what is done with the form afterwards."""
        words = (
            _("Afterwards: F12, scan the number above, then the code of each line and its quantity, then hand out."),
            _("A form is entered once. Mark spoilt ones void; file this paper, it holds the signatures."),
        )
        for at, text in enumerate(words):
            shown = shortened(self._faces, text, WIDE, SMALL + 1)
            self._pen.text(shown, LEFT, FOOT + (len(words) - 1 - at) * 4.5 * mm, SMALL + 1)

    def _symbol(self, code: str, left: float, top: float, side: float) -> None:
        """Draw a QR with its quiet zone."""
        matrix = symbol(code)
        module = side / (len(matrix) + 2 * QUIET_MODULES)
        x, y = left + QUIET_MODULES * module, top - (QUIET_MODULES + 1) * module
        runs = (f"{column} {-row} {length} 1 re" for row, column, length in dark_runs(matrix))
        self._pen.raw(f"{module:.5f} 0 0 {module:.5f} {x:.4f} {y:.4f} cm {' '.join(runs)} f")

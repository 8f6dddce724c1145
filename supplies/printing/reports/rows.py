"""The rows of a table on a page: its headings, and the rows with their cells in lines."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil

from supplies.language import _
from supplies.printing.labels.symbol import dark_runs, symbol
from supplies.printing.pen import Colour, Pen
from supplies.printing.reports import look
from supplies.printing.reports.columns import Part, Prepared
from supplies.printing.reports.flow import Block, Piece
from supplies.printing.reports.look import Paper
from supplies.printing.text import Fit
from supplies.tables import Cell, Column, Kind, RowKind, Tone

QUIET_MODULES = 2
"""Around a symbol within its cell; the padding of the cell makes up the rest of the quiet zone."""
CODE_LINES = ceil(look.CODE_EMS / look.LEADING)
"""So many lines of text are as high as a symbol."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A part of a table as it stands on the page."""

    columns: tuple[Column, ...]
    edges: tuple[float, ...]
    """Where the columns begin, and where the last one ends."""
    size: float

    @property
    def leading(self) -> float:
        """Return the distance of two lines of text."""
        return self.size * look.LEADING

    def height(self, lines: int) -> float:
        """Return how high a row with so many lines of text is."""
        return lines * self.leading + 2 * look.ROW_PAD

    def baseline(self, top: float, height: float, lines: int) -> float:
        """Return where the first of some lines stands, so that they are in the middle of their row."""
        return top - (height - lines * self.leading) / 2 - self.size * 0.98


@dataclass(frozen=True, slots=True)
class _Drawn:
    """The text of a cell in lines, and the columns that it runs over."""

    lines: tuple[str, ...]
    first: int
    last: int
    is_right: bool
    code: str = ""
    """Drawn as a symbol instead of the lines, which only keep its room."""


@dataclass(frozen=True, slots=True)
class HeadsBlock:
    """The headings of the columns; they stand above the rows on every page."""

    grid: Grid
    titles: tuple[tuple[str, ...], ...]

    @property
    def height(self) -> float:
        """Return how high the headings are."""
        return self.grid.height(max(map(len, self.titles)))

    def draw(self, pen: Pen, top: float) -> None:
        """Draw the headings on their tint, between two rules."""
        grid, height = self.grid, self.height
        left, right = grid.edges[0], grid.edges[-1]
        pen.fill((left, top - height), (right - left, height), look.HEAD_TINT)
        for place, lines in enumerate(self.titles):
            middle = (grid.edges[place] + grid.edges[place + 1]) / 2
            y = grid.baseline(top, height, len(lines))
            for line in lines:
                pen.text_centred(line, middle, y, grid.size, is_bold=True)
                y -= grid.leading
        _verticals(pen, grid.edges, top, height)
        for y in (top, top - height):
            pen.line((left, y), (right, y), look.RULE_WIDTH, look.RULE)


@dataclass(frozen=True, slots=True)
class RowBlock:
    """A row."""

    grid: Grid
    cells: tuple[_Drawn, ...]
    kind: RowKind
    tone: Tone
    is_last: bool

    @property
    def height(self) -> float:
        """Return how high the row is."""
        return self.grid.height(max((len(cell.lines) for cell in self.cells), default=1))

    def draw(self, pen: Pen, top: float) -> None:
        """Draw the row: its tint, its cells, and the lines around it."""
        grid, height = self.grid, self.height
        left, right = grid.edges[0], grid.edges[-1]
        tint = _tint(self.kind, self.tone)
        if tint is not None:
            # Not up to the very top, where the line of the row above lies.
            pen.fill((left, top - height), (right - left, height - look.RULE_WIDTH / 2), tint)
        if self.tone is not Tone.PLAIN:
            pen.fill((left - 2 * look.BAR_WIDTH, top - height), (look.BAR_WIDTH, height), look.TONE_BARS[self.tone])
        for cell in self.cells:
            _draw_cell(pen, grid, cell, top, height, is_bold=self.kind is not RowKind.LINE)
        inner = {edge for cell in self.cells for edge in range(cell.first + 1, cell.last + 1)}
        _verticals(pen, [x for place, x in enumerate(grid.edges) if place not in inner], top, height)
        width, colour = (look.RULE_WIDTH, look.RULE) if self.is_last else (look.HAIR_WIDTH, look.HAIR)
        pen.line((left, top - height), (right, top - height), width, colour)


def _tint(kind: RowKind, tone: Tone) -> Colour | None:
    """Return the colour behind a row; none behind a plain line."""
    if kind is RowKind.TOTAL:
        return look.TONE_TINTS.get(tone, look.TOTAL_TINT)
    if kind is RowKind.HEADING:
        return look.TONE_TINTS.get(tone, look.GROUP_TINT)
    return look.GROUP_TINT if kind is RowKind.SUBTOTAL else None


def _draw_cell(pen: Pen, grid: Grid, cell: _Drawn, top: float, height: float, *, is_bold: bool) -> None:
    """Draw the lines of a cell; what is too wide all the same is drawn smaller, never over its neighbour."""
    left, right = grid.edges[cell.first] + look.CELL_PAD, grid.edges[cell.last + 1] - look.CELL_PAD
    if cell.code:
        _draw_code(pen, cell.code, ((left + right) / 2, top - height / 2), look.CODE_EMS * grid.size)
        return
    y = grid.baseline(top, height, len(cell.lines))
    for line in cell.lines:
        width = pen.width(line, grid.size)
        size = grid.size if width <= right - left + 0.01 else grid.size * (right - left) / width
        if cell.is_right:
            pen.text_right(line, right, y, size, is_bold=is_bold)
        else:
            pen.text(line, left, y, size, is_bold=is_bold)
        y -= grid.leading


def _draw_code(pen: Pen, code: str, middle: tuple[float, float], side: float) -> None:
    """Draw the symbol of a code, its quiet zone within its side."""
    count, runs = _runs(code)
    module = side / (count + 2 * QUIET_MODULES)
    left, top = middle[0] - count * module / 2, middle[1] + count * module / 2
    rectangles = " ".join(
        f"{left + first * module:.2f} {top - (row + 1) * module:.2f} {length * module:.2f} {module:.2f} re"
        for row, first, length in runs
    )
    pen.raw(f"0 g {rectangles} f")


@lru_cache(maxsize=1024)
def _runs(code: str) -> tuple[int, tuple[tuple[int, int, int], ...]]:
    """Return how many modules a side of a code's symbol has, and its dark runs; locations come again and again."""
    made = symbol(code)
    return len(made), tuple(dark_runs(made))


def _verticals(pen: Pen, edges: Sequence[float], top: float, height: float) -> None:
    """Draw the lines between columns."""
    path = " ".join(f"{x:.2f} {top:.2f} m {x:.2f} {top - height:.2f} l" for x in edges)
    grey = look.HAIR[0]
    pen.raw(f"{grey} {grey} {grey} RG {look.HAIR_WIDTH} w {path} S")


# --- from a table to blocks ------------------------------------------------------------------------------------------


def table_pieces(prepared: Prepared, part: Part, paper: Paper, size: float, fit: Fit) -> Iterator[Piece]:
    """Yield a part of a table: its headings, then row by row."""
    edges = [paper.left]
    for width in part.widths:
        edges.append(edges[-1] + width)
    grid = Grid(tuple(prepared.table.columns[place] for place in part.places), tuple(edges), size)
    heads = HeadsBlock(grid, tuple(_head(grid, place, fit) for place in range(len(grid.columns))))
    yield Piece(heads, keeps_next=True)
    if not any(row.kind is RowKind.LINE for row in prepared.table.rows):
        nothing = _Drawn((_("Nothing to show"),), 0, len(grid.columns) - 1, is_right=False)
        yield Piece(RowBlock(grid, (nothing,), RowKind.LINE, Tone.PLAIN, not prepared.table.rows), (heads,))
    yield from _row_pieces(prepared, part, grid, heads, fit)


def _head(grid: Grid, place: int, fit: Fit) -> tuple[str, ...]:
    """Return the heading of a column in lines."""
    room = grid.edges[place + 1] - grid.edges[place] - 2 * look.CELL_PAD
    return fit(grid.columns[place].title, room, look.HEAD_LINES)


def _row_pieces(prepared: Prepared, part: Part, grid: Grid, heads: HeadsBlock, fit: Fit) -> Iterator[Piece]:
    """Yield the rows; a heading keeps the row behind it, and a row keeps the sums behind it.

    Where a group goes on on the next page, its heading stands there again.
    """
    rows = prepared.table.rows
    above: tuple[Block, ...] = (heads,)
    for place, (row, texts) in enumerate(zip(rows, prepared.texts, strict=True)):
        following = rows[place + 1].kind if place + 1 < len(rows) else None
        keeps_next = row.kind is RowKind.HEADING or following in {RowKind.SUBTOTAL, RowKind.TOTAL}
        cells = [(row.cells[column], texts[column]) for column in part.places]
        block = RowBlock(grid, tuple(_cells(grid, row.kind, cells, fit)), row.kind, row.tone, following is None)
        if row.kind in {RowKind.HEADING, RowKind.TOTAL}:
            above = (heads,)
        yield Piece(block, above, keeps_next)
        if row.kind is RowKind.HEADING:
            above = (heads, _continued(grid, row.tone, texts[0], fit))


def _continued(grid: Grid, tone: Tone, text: str, fit: Fit) -> RowBlock:
    """Return the heading of a group as it stands on the next page."""
    last = len(grid.columns) - 1
    shown = _("{group} (continued)").format(group=text)
    lines = fit(shown, grid.edges[-1] - grid.edges[0] - 2 * look.CELL_PAD, look.TEXT_LINES)
    return RowBlock(grid, (_Drawn(lines, 0, last, is_right=False),), RowKind.HEADING, tone, is_last=False)


def _cells(grid: Grid, kind: RowKind, cells: Sequence[tuple[Cell, str]], fit: Fit) -> Iterator[_Drawn]:
    """Yield the cells of a row that have a text; in any row but a line, words run on over empty ones behind them."""
    for place, (cell, text) in enumerate(cells):
        if not text:
            continue
        if grid.columns[place].kind is Kind.CODE and kind is RowKind.LINE:
            yield _Drawn(("",) * CODE_LINES, place, place, is_right=False, code=text)
            continue
        if not isinstance(cell, str):
            yield _Drawn((text,), place, place, grid.columns[place].is_number)
            continue
        last = place
        while kind is not RowKind.LINE and last + 1 < len(cells) and not cells[last + 1][1]:
            last += 1
        room = grid.edges[last + 1] - grid.edges[place] - 2 * look.CELL_PAD
        lines = look.TEXT_LINES if kind is not RowKind.LINE or grid.columns[place].wraps else 1
        yield _Drawn(fit(text, room, lines), place, last, is_right=False)

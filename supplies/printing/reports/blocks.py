"""What stands around the tables of a report: title, facts, captions, notes, places to sign, and the foot of a page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from supplies.language import _
from supplies.printing.fonts import Faces
from supplies.printing.pen import Pen
from supplies.printing.reports import look
from supplies.printing.reports.look import Paper
from supplies.printing.text import fitted, shortened
from supplies.tables import Fact, Stamp

FACT_COLUMNS = {True: 3, False: 4}
"""So many facts stand side by side, on upright paper or across."""
FACT_LINES = 2
NOTE_LINES = 4
LINE_LEADING = look.LEADING + 0.15


def fact_text(fact: Fact) -> str:
    """Return a fact as it is read."""
    return _("{label}: {text}").format(label=fact.label, text=" ".join(fact.text.split()))


@dataclass(frozen=True, slots=True)
class TitleBlock:
    """The title in the middle of the page."""

    lines: tuple[str, ...]
    paper: Paper

    @property
    def height(self) -> float:
        """Return how high it is."""
        return len(self.lines) * look.TITLE_SIZE * look.LEADING + look.BLOCK_GAP

    def draw(self, pen: Pen, top: float) -> None:
        """Draw it."""
        y = top - look.TITLE_SIZE
        for line in self.lines:
            pen.text_centred(line, self.paper.width / 2, y, look.TITLE_SIZE, is_bold=True)
            y -= look.TITLE_SIZE * look.LEADING


@dataclass(frozen=True, slots=True)
class LinesBlock:
    """Lines of small type, some side by side: facts and notes."""

    rows: tuple[tuple[tuple[float, str], ...], ...]
    """Row by row, each text with the place where it begins."""
    size: float
    above: float = 0.0
    below: float = look.BLOCK_GAP

    @property
    def height(self) -> float:
        """Return how high it is."""
        return self.above + len(self.rows) * self.size * LINE_LEADING + self.below

    def draw(self, pen: Pen, top: float) -> None:
        """Draw it."""
        y = top - self.above - self.size
        for row in self.rows:
            for x, text in row:
                pen.text(text, x, y, self.size)
            y -= self.size * LINE_LEADING


@dataclass(frozen=True, slots=True)
class CaptionBlock:
    """The title of a table at the left, and its unit at the right."""

    title: str
    unit: str
    paper: Paper

    @property
    def height(self) -> float:
        """Return how high it is."""
        return look.CAPTION_SIZE * look.LEADING + 2.5

    def draw(self, pen: Pen, top: float) -> None:
        """Draw it."""
        y = top - look.CAPTION_SIZE
        pen.text(self.title, self.paper.left, y, look.CAPTION_SIZE, is_bold=True)
        pen.text_right(self.unit, self.paper.right, y, look.FACT_SIZE)


@dataclass(frozen=True, slots=True)
class GapBlock:
    """Nothing, between two tables."""

    height: float

    def draw(self, pen: Pen, top: float) -> None:
        """Draw nothing."""


@dataclass(frozen=True, slots=True)
class SignBlock:
    """The places where people sign, side by side; the last may have the room of a seal."""

    words: tuple[str, ...]
    has_seal: bool
    paper: Paper

    @property
    def height(self) -> float:
        """Return how high it is."""
        return look.SEAL_HEIGHT if self.has_seal else look.SIGN_HEIGHT

    def draw(self, pen: Pen, top: float) -> None:
        """Draw the words."""
        step = self.paper.room / len(self.words)
        for place, word in enumerate(self.words):
            left, y = self.paper.left + place * step, top - 2 * look.SIGN_SIZE
            pen.text(_("{word}:").format(word=word), left, y, look.SIGN_SIZE)


def title_block(title: str, paper: Paper, faces: Faces) -> TitleBlock:
    """Return the title, in two lines if it must."""
    return TitleBlock(fitted(faces, title, paper.room, look.TITLE_SIZE, 2), paper)


def caption_block(title: str, unit: str, paper: Paper, faces: Faces) -> CaptionBlock:
    """Return the title of a table, cut where it would reach the unit."""
    room = paper.room - faces.width(unit, look.FACT_SIZE) - look.CAPTION_SIZE
    return CaptionBlock(shortened(faces, title, room, look.CAPTION_SIZE), unit, paper)


def facts_block(facts: Sequence[Fact], paper: Paper, faces: Faces) -> LinesBlock:
    """Return facts side by side; a long one takes a line of its own, or two."""
    columns = FACT_COLUMNS[paper.width < paper.height]
    return LinesBlock(tuple(_fact_rows(list(map(fact_text, facts)), columns, paper, faces)), look.FACT_SIZE)


def _fact_rows(
    texts: Sequence[str], columns: int, paper: Paper, faces: Faces
) -> Iterator[tuple[tuple[float, str], ...]]:
    """Yield the rows of facts."""
    step = paper.room / columns
    row: list[tuple[float, str]] = []
    used = 0
    for text in texts:
        spans = min(columns, int(faces.width(text, look.FACT_SIZE) / (step - look.FACT_SIZE)) + 1)
        if used + spans > columns:
            yield tuple(row)
            row, used = [], 0
        first, *others = fitted(faces, text, paper.room, look.FACT_SIZE, FACT_LINES)
        row.append((paper.left + used * step, first))
        used += spans
        if others:
            yield tuple(row)
            yield from (((paper.left, line),) for line in others)
            row, used = [], 0
    if row:
        yield tuple(row)


def notes_block(notes: Sequence[str], paper: Paper, faces: Faces) -> LinesBlock:
    """Return the notes below the tables, one below the other, with some room above."""
    lines = (line for note in notes for line in fitted(faces, note, paper.room, look.NOTE_SIZE, NOTE_LINES))
    rows = (((paper.left, line),) for line in lines)
    return LinesBlock(tuple(rows), look.NOTE_SIZE, above=look.BLOCK_GAP / 2, below=0.0)


# --- on every page ---------------------------------------------------------------------------------------------------


def draw_margins(pen: Pen, paper: Paper, faces: Faces, title: str, stamp: Stamp, page: tuple[int, int]) -> None:
    """Draw what stands on every page: the title again from the second on, the mark of sample data, and the foot."""
    number, count = page
    if stamp.is_sample:
        _draw_mark(pen, paper)
    if number > 1:
        shown = shortened(faces, title, paper.room * 0.7, look.FACT_SIZE)
        pen.text_centred(shown, paper.width / 2, paper.height - paper.top - look.FACT_SIZE, look.FACT_SIZE)
    _draw_foot(pen, paper, faces, stamp, _("Page {number} of {count}").format(number=number, count=count))


def _draw_mark(pen: Pen, paper: Paper) -> None:
    """Draw the mark of sample data at the upper right, in a frame."""
    text = _("Sample data, not real")
    width = pen.width(text, look.MARK_SIZE) + 8
    left, foot = paper.right - width, paper.height - paper.top - look.MARK_SIZE - 4
    pen.frame((left, foot), (width, look.MARK_SIZE + 6), look.RULE_WIDTH, look.MARK)
    pen.text(text, left + 4, foot + 4.2, look.MARK_SIZE, is_bold=True, colour=look.MARK)


def _draw_foot(pen: Pen, paper: Paper, faces: Faces, stamp: Stamp, page: str) -> None:
    """Draw the foot: who and when, as of which moment, from which state of the journal, and which page."""
    y = paper.bottom - 6 - look.FOOT_SIZE
    pen.line((paper.left, paper.bottom - 3), (paper.right, paper.bottom - 3), look.HAIR_WIDTH, look.GREY)
    texts = (
        _("Prepared by {person}").format(person=stamp.person) if stamp.person else "",
        _("Printed {moment}").format(moment=stamp.printed_text),
        _("Data as of {moment}").format(moment=stamp.data_text),
        _("Check code {code}").format(code=stamp.check_code),
    )
    room = paper.room - faces.width(page, look.FOOT_SIZE) - 12
    left = shortened(faces, "    ".join(filter(None, texts)), room, look.FOOT_SIZE)
    pen.text(left, paper.left, y, look.FOOT_SIZE, colour=look.GREY)
    pen.text_right(page, paper.right, y, look.FOOT_SIZE, colour=look.GREY)

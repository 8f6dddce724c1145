"""How wide the columns of a table become, on what paper and in what type; and what is done where they do not fit.

Figures, dates and codes are never cut: their columns take what they need. Texts share the rest, wrap to a second line,
and are cut only where two lines are not enough. A table with too many columns of figures for one page comes apart into
parts, each with the key columns at its left: the first one at least, for the words of sums stand in it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from supplies.printing.fonts import Faces
from supplies.printing.reports.look import CELL_PAD, CHOICES, CODE_EMS, HEAD_LINES, TEXT_LINES, Paper
from supplies.printing.text import narrowest
from supplies.tables import Column, Kind, RowKind, Table, row_texts

SLACK_EMS = 0.05
"""A little more than a text's width, so that a rounding does not cut it."""
HEAD_EMS_MIN, HEAD_EMS_MAX = 3.2, 8.0
"""A heading of three characters stays in one line; a very long one is cut after its last line."""
CUT_EMS_MAX = 16.0
"""A text that does not wrap takes up to this much before it is cut."""
WRAP_EMS_MAX = 15.0
"""A text that wraps may be given less than it needs beyond this."""
SQUEEZED_EMS = 4.5
"""What a text that wraps is left with where there is no more room."""
FULL_EMS_MAX = 28.0
"""No text column grows beyond this while others want room."""
LOOSE_MAX = 1.6
"""A wrapped text needs at most so much more than if all its lines were full."""

TINY = 1e-6

Texts = tuple[tuple[str, ...], ...]
"""The text of every cell, row by row."""


@dataclass(frozen=True, slots=True)
class Need:
    """How wide a column must, should and would be, in ems, without its padding."""

    must: float
    should: float
    would: float
    share: float
    """How much of the room that is left it gets beside the others; 0 for figures."""

    def with_ease(self, ease: float) -> float:
        """Return the width between what it should have (ease 0) and what it would have (ease 1)."""
        return self.should + ease * (self.would - self.should)


@dataclass(frozen=True, slots=True)
class Part:
    """The columns of a table that stand side by side on a page."""

    places: tuple[int, ...]
    """Which columns, counted from 0."""
    widths: tuple[float, ...]
    """In points, with the padding."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A table ready to be laid out: its texts, and what its columns need."""

    table: Table
    texts: Texts
    needs: tuple[Need, ...]


def prepare(table: Table, faces: Faces) -> Prepared:
    """Return a table with its texts and what its columns need."""
    texts = tuple(tuple(" ".join(text.split()) for text in row_texts(table, row)) for row in table.rows)
    needs = tuple(_need(column, _words(table, texts, place), faces) for place, column in enumerate(table.columns))
    return Prepared(table, texts, needs)


def _words(table: Table, texts: Texts, place: int) -> set[str]:
    """Return what a column must have room for: of rows that are no lines only the figures, for their words run on."""
    return {
        words[place]
        for words, row in zip(texts, table.rows, strict=True)
        if row.kind is RowKind.LINE or not isinstance(row.cells[place], str)
    }


def _need(column: Column, texts: Iterable[str], faces: Faces) -> Need:
    """Return what a column needs for its heading and its texts."""
    title = max(narrowest(faces, column.title, HEAD_LINES), min(faces.width(column.title, 1), HEAD_EMS_MIN))
    heading = SLACK_EMS + min(title, HEAD_EMS_MAX)
    widths = sorted(((faces.width(text, 1), text) for text in texts), reverse=True)
    full = SLACK_EMS + (widths[0][0] if widths else 0.0)
    if column.kind is Kind.CODE:
        return Need(CODE_EMS, CODE_EMS, CODE_EMS, 0.0)
    if column.is_number or column.kind is Kind.DATE:
        width = max(full, heading)
        return Need(width, width, width, 0.0)
    if not column.wraps:
        width = max(min(full, CUT_EMS_MAX), heading)
        return Need(width, width, max(width, min(full, FULL_EMS_MAX)), column.width)
    should = max(min(SLACK_EMS + _in_lines(widths, faces), WRAP_EMS_MAX), heading)
    would = max(min(full, FULL_EMS_MAX), should)
    return Need(max(min(should, SQUEEZED_EMS), heading), should, would, column.width)


def _in_lines(widths: Sequence[tuple[float, str]], faces: Faces) -> float:
    """Return how narrow a column can be whose texts, the widest first, wrap; short texts cannot need more."""
    need = 0.0
    for full, text in widths:
        if min(full, full / TEXT_LINES * LOOSE_MAX) <= need:
            break
        need = max(need, narrowest(faces, text, TEXT_LINES))
    return need


def choose(tables: Sequence[Prepared]) -> tuple[Paper, float]:
    """Return the first paper and size of type on which every table has the width it should have."""
    for paper, size, ease in CHOICES:
        if all(_sum((need.with_ease(ease) for need in each.needs), size) <= paper.room for each in tables):
            return paper, size
    return CHOICES[-1][:2]


def _sum(ems: Iterable[float], size: float) -> float:
    """Return how wide columns are together, with their padding."""
    return sum(each * size + 2 * CELL_PAD for each in ems)


def parts(prepared: Prepared, paper: Paper, size: float) -> list[Part]:
    """Return the parts of a table: one, or as many as it takes to fit the page."""
    needs = prepared.needs
    if _sum((need.must for need in needs), size) <= paper.room:
        return [_part(range(len(needs)), needs, paper, size)]
    keys = list(range(max(prepared.table.key_columns, 1)))
    widths = [_sum([need.must], size) for need in needs[len(keys) :]]
    room = paper.room - _sum((needs[key].must for key in keys), size)
    return [_part([*keys, *(len(keys) + at for at in run)], needs, paper, size) for run in _even_runs(widths, room)]


def _even_runs(widths: Sequence[float], room: float) -> list[list[int]]:
    """Return columns in as few runs as fit the room, and these as even as can be: none is left alone at the end."""
    few = _runs(widths, room)
    sums = {sum(widths[start:end]) for start in range(len(widths)) for end in range(start + 1, len(widths) + 1)}
    narrower = (_runs(widths, each + TINY) for each in sorted(sums) if each < room)
    return next((runs for runs in narrower if len(runs) == len(few)), few)


def _runs(widths: Sequence[float], room: float) -> list[list[int]]:
    """Return columns in runs, each as long as the room lets it be; a column wider than that is a run of its own."""
    found: list[list[int]] = []
    left = 0.0
    for at, width in enumerate(widths):
        if not found or width > left:
            found.append([])
            left = room
        found[-1].append(at)
        left -= width
    return found


def _part(places: Sequence[int], needs: Sequence[Need], paper: Paper, size: float) -> Part:
    """Return columns side by side, as wide as the page."""
    some = [needs[place] for place in places]
    ems = _shared(some, (paper.room - 2 * CELL_PAD * len(some)) / size)
    spare = paper.room / max(_sum(ems, size), 1.0)
    return Part(tuple(places), tuple((each * size + 2 * CELL_PAD) * spare for each in ems))


def _shared(needs: Sequence[Need], room: float) -> list[float]:
    """Return the width of each column: what it must have, then by their shares what they should, then would have.

    As many columns as possible get all that they would have, so those that lack least come first.
    """
    widths = [need.must for need in needs]
    _grow(widths, [need.should for need in needs], [need.share for need in needs], room - sum(widths))
    for place in sorted(range(len(needs)), key=lambda each: needs[each].would - widths[each]):
        more = needs[place].would - widths[place]
        if more <= room - sum(widths):
            widths[place] += more
    _grow(widths, [need.would for need in needs], [need.share for need in needs], room - sum(widths))
    return widths


def _grow(widths: list[float], wanted: Sequence[float], shares: Sequence[float], room: float) -> None:
    """Let the widths that want more grow by their shares until they have it or the room is used up."""
    while room > TINY:
        hungry = [place for place, width in enumerate(widths) if shares[place] and wanted[place] - width > TINY]
        if not hungry:
            return
        unit = room / sum(shares[place] for place in hungry)
        unit = min(unit, *((wanted[place] - widths[place]) / shares[place] for place in hungry))
        for place in hungry:
            widths[place] += unit * shares[place]
        room -= unit * sum(shares[place] for place in hungry)

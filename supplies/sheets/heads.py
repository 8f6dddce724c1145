"""Finding the head of a list in a sheet: one row or two, below titles, with merged cells, known by its words."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from supplies.sheets.amounts import parted_head
from supplies.sheets.reading import HEADER_ROWS

Rows = Sequence[Sequence[str]]
Words = Mapping[str, tuple[str, ...]]

_LETTERS = 26
_DIGIT = re.compile(r"\d")
_IN_BRACKETS = re.compile(r"[(\[].*")


@dataclass(frozen=True, slots=True)
class HeadColumn:
    """A column that was found: where it stands, its heading as people read it, and the unit that it tells."""

    place: int
    heading: str
    unit: str | None
    rank: int
    """How well its words fit: 0 best."""

    @property
    def letter(self) -> str:
        """Return the letters by which Excel names the column."""
        letters, rest = "", self.place + 1
        while rest:
            rest, digit = divmod(rest - 1, _LETTERS)
            letters = chr(ord("A") + digit) + letters
        return letters


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a list."""

    first: int
    """The place of its first row in the sheet, from 0."""
    end: int
    """The place of the first row below it."""
    columns: Mapping[str, tuple[HeadColumn, ...]]
    """The columns of each key, those whose words fit best first."""

    def column(self, key: str) -> HeadColumn | None:
        """Return the column of a key that fits best."""
        found = self.columns.get(key)
        return found[0] if found else None

    def rivals(self, key: str) -> tuple[HeadColumn, ...]:
        """Return the columns of a key that fit equally well, where there are several."""
        found = self.columns.get(key, ())
        best = [column for column in found if column.rank == found[0].rank]
        return tuple(best) if len(best) > 1 else ()


def find_head(rows: Rows, words: Words) -> Head:
    """Return the head that has most of the wanted columns; of several the first, and of that both its rows.

    Args:
        words: the headings that each wanted column may have, the best first.
    """
    heads = [head for place in range(min(HEADER_ROWS, len(rows))) for head in _heads_at(rows, place, words)]
    return max(heads, key=lambda head: (len(head.columns), -head.first, head.end), default=Head(0, 0, {}))


def _heads_at(rows: Rows, place: int, words: Words) -> Iterator[Head]:
    """Yield the heads that may begin in a row: it alone, and it with the row below."""
    yield Head(place, place + 1, _columns([[text] for text in rows[place]], words))
    if place + 1 < len(rows) and _may_be_second(rows[place], rows[place + 1]):
        yield Head(place, place + 2, _columns(_stacked(rows[place], rows[place + 1]), words))


def _may_be_second(upper: Sequence[str], lower: Sequence[str]) -> bool:
    """Return whether a row may be the second one of a head; one of a list holds digits."""
    return sum(map(bool, upper)) > 1 and any(lower) and not any(_DIGIT.search(cell) for cell in lower)


def _stacked(upper: Sequence[str], lower: Sequence[str]) -> list[list[str]]:
    """Return what each column may be called: both its words, its lower one, or its upper one where it has no lower.

    A heading merged over several columns stands in the first of them only.
    """
    stacked: list[list[str]] = []
    above = ""
    width = max(len(upper), len(lower))
    for high, low in zip(_padded(upper, width), _padded(lower, width), strict=True):
        above = high or (above if low else "")
        stacked.append([above + low, low] if low else [high])
    return stacked


def _padded(row: Sequence[str], width: int) -> list[str]:
    """Return a row with empty cells up to a width."""
    return [*row, *[""] * (width - len(row))]


def _columns(names: Sequence[Sequence[str]], words: Words) -> dict[str, tuple[HeadColumn, ...]]:
    """Return the wanted columns among those called so."""
    found: dict[str, list[HeadColumn]] = {}
    for place, calls in enumerate(names):
        call, ranks = next(((call, fitting) for call in calls if (fitting := _ranks(call, words))), ("", {}))
        for key, rank in ranks.items():
            column = HeadColumn(place, " ".join(call.split()), parted_head(call)[1], rank)
            found.setdefault(key, []).append(column)
    return {key: tuple(sorted(columns, key=lambda each: (each.rank, each.place))) for key, columns in found.items()}


def _ranks(call: str, words: Words) -> dict[str, int]:
    """Return the keys that a heading fits, and how well."""
    head = parted_head(call)[0]
    forms = {head, _IN_BRACKETS.sub("", head)} - {""}
    return {
        key: next(rank for rank, heading in enumerate(headings) if heading in forms)
        for key, headings in words.items()
        if not forms.isdisjoint(headings)
    }

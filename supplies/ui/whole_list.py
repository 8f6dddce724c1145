"""Lists few enough to be read whole: searched, filtered, put in order and cut into pages on the worker thread."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from supplies import pinyin
from supplies.ui.session import Query

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Wanted(Generic[Row]):
    """Which rows of a list are wanted, and in which order."""

    search: str = ""
    """Words, each of which a row has to hold, as it is written or in pinyin."""
    is_wanted: Callable[[Row], bool] | None = None
    """A filter; holds no widget."""
    order: str = ""
    """The name of an order; empty is the usual one."""
    is_falling: bool = False


@dataclass(frozen=True, slots=True)
class WholeList(Generic[Row]):
    """What a table shows of a list."""

    rows: Query[Sequence[Row]]
    """Reads every row, in the usual order."""
    key: Callable[[Row], Hashable]
    """What tells one row from every other."""
    texts: Callable[[Row], Sequence[str]]
    """What a search looks into."""
    orders: Mapping[str, Callable[[Row], Any]]
    """What the rows are put in order by, for the name of each."""

    def page(self, wanted: Wanted[Row], after: Row | None, limit: int) -> Query[list[Row]]:
        """Return the query for the rows wanted after a given one, ``limit`` at most."""
        return lambda connection: self._cut(self._found(self.rows(connection), wanted), after, limit)

    def _found(self, rows: Sequence[Row], wanted: Wanted[Row]) -> list[Row]:
        """Return the rows wanted, in their order. Runs on a worker thread."""
        words = wanted.search.lower().split()
        found = [
            row
            for row in rows
            if (wanted.is_wanted is None or wanted.is_wanted(row)) and (not words or holds(self.texts(row), words))
        ]
        if wanted.order:
            found.sort(key=self.orders[wanted.order], reverse=wanted.is_falling)
        return found

    def _cut(self, found: list[Row], after: Row | None, limit: int) -> list[Row]:
        """Return one page."""
        first = 0
        if after is not None:
            last = self.key(after)
            first = next((at + 1 for at, row in enumerate(found) if self.key(row) == last), len(found))
        return found[first : first + limit]


def holds(texts: Sequence[str], words: Sequence[str]) -> bool:
    """Return whether every word, in lower case, stands in one of the texts or in the pinyin of one."""
    plain = [text.lower() for text in texts if text]
    missing = [word for word in words if not any(word in text for text in plain)]
    if not missing or not all(word.isascii() for word in missing):
        return not missing
    read = [reading(text) for text in plain if not text.isascii() for reading in (pinyin.initials, pinyin.full)]
    return all(any(word in text for text in read) for word in missing)


def no_rows(_connection: object) -> tuple[()]:
    """Return nothing: the rows of a list that has not been read yet."""
    return ()

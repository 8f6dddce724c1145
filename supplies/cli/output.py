"""What a command answers: data for ``--json``, and the same as a table or sentences for people."""

import dataclasses
import sys
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec

from supplies.errors import LineProblem, SuppliesError
from supplies.values import Money, Quantity, utc_text

GAP = "  "


@dataclass(frozen=True, slots=True)
class Answer:
    """The outcome of a command.

    Attributes:
        data: what ``--json`` prints: rows, mappings, exact values, dates.
        lines: what people read.
        exit_status: 0, or another where the outcome itself is bad news.
    """

    data: object
    lines: Sequence[str] = ()
    exit_status: int = 0


def json_text(data: object) -> str:
    """Return the data as JSON: exact values as decimal text, moments in UTC with a Z."""
    return msgspec.json.format(msgspec.json.encode(_plain(data)), indent=2).decode()


def _plain(value: Any) -> Any:  # noqa: ANN401 - any value of a row
    """Return a value in the terms of JSON."""
    if isinstance(value, Quantity | Money | UUID | date) and not isinstance(value, datetime):
        return str(value)
    if isinstance(value, datetime):
        return utc_text(value)
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()  # A path may hold bytes that are no text.
    if isinstance(value, bytes):
        return value.hex()
    names = _field_names(value)
    if names:
        return {name: _plain(getattr(value, name)) for name in names}
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(each) for each in value]
    return value


def _field_names(value: Any) -> tuple[str, ...]:  # noqa: ANN401 - any value of a row
    """Return the fields of a row, or of a line of an action; none of anything else."""
    if isinstance(value, msgspec.Struct):
        return value.__struct_fields__
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return tuple(field.name for field in dataclasses.fields(value))
    return ()


def error_data(error: SuppliesError) -> dict[str, object]:
    """Return an error as ``--json`` prints it."""
    return {
        "code": error.code,
        "message": error.text(),
        "hint": error.remedy(),
        "facts": error.facts,
        "lines": [_line_data(problem) for problem in error.lines],
    }


def _line_data(problem: LineProblem) -> dict[str, object]:
    """Return the problem of one line."""
    return {
        "line": problem.line,
        "field": problem.field,
        "code": problem.error.code,
        "message": problem.error.text(),
        "hint": problem.error.remedy(),
    }


def shown(value: object) -> str:
    """Return a value as people read it in a table."""
    if value is None:
        return ""
    if isinstance(value, Quantity | Money):
        return value.grouped()
    if isinstance(value, datetime):
        return value.astimezone().strftime("%Y-%m-%d %H:%M")
    return str(value)


def _width(text: str) -> int:
    """Return how many columns a text takes on a terminal; a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def table(
    heads: Sequence[str], rows: Iterable[Sequence[object]], *, is_number: Sequence[bool] | None = None
) -> list[str]:
    """Return rows as aligned lines; numbers stand to the right.

    Args:
        heads: one for each column.
        rows: the values.
        is_number: which columns are numbers; None: those that hold one.
    """
    values = [tuple(row) for row in rows]
    cells = [[shown(value) for value in row] for row in values]
    widths = [max(map(_width, column)) for column in zip(heads, *cells, strict=True)]
    rights = is_number or [
        any(isinstance(row[place], Quantity | Money | int) for row in values) for place in range(len(heads))
    ]

    def line(texts: Sequence[str]) -> str:
        return GAP.join(
            " " * (width - _width(text)) + text if right else text + " " * (width - _width(text))
            for text, width, right in zip(texts, widths, rights, strict=True)
        ).rstrip()

    return [line(heads), line(["-" * width for width in widths]), *map(line, cells)]


def write(text: str, *, to_errors: bool = False) -> None:
    """Print a text; a terminal that cannot show a character gets a question mark, never a crash."""
    stream = sys.stderr if to_errors else sys.stdout
    encoding = stream.encoding or "utf-8"
    print(text.encode(encoding, "replace").decode(encoding), file=stream)

"""Every expected error: one class, one code, its facts, and its words beside what to do next.

The words are English here and translated when shown. The placeholders of ``message`` and ``hint`` are the facts that
whoever raises the error must give; a test proves that no words are missing and that no fact is forgotten.
"""

import string
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from supplies.language import _
from supplies.values import Money, Quantity

Fact = str | int | date | Quantity | Money | None


def _placeholders(template: str) -> set[str]:
    """Return the names in braces of a message template."""
    return {name for _text, name, _spec, _conversion in string.Formatter().parse(template) if name}


def _shown(fact: Fact) -> str:
    """Return a fact as people read it."""
    if isinstance(fact, Quantity | Money):
        return fact.grouped()
    return "" if fact is None else str(fact)


@dataclass(frozen=True, slots=True)
class LineProblem:
    """What is wrong in one line of a document or a file: its number from 1, the field, and the error."""

    line: int
    field: str
    error: "SuppliesError"

    def __str__(self) -> str:
        """Return the sentence with its line number."""
        return _("Line {line}: {problem}").format(line=self.line, problem=self.error.text())


class SuppliesError(Exception):
    """An error that was foreseen: it has words, a remedy, and has changed nothing."""

    code: ClassVar[str] = "error"
    message: ClassVar[str] = ""
    hint: ClassVar[str] = ""
    exit_status: ClassVar[int] = 1

    def __init__(self, *, lines: Sequence[LineProblem] = (), **facts: Fact) -> None:
        """Keep the facts that the words of this class name, and the problems of single lines."""
        wanted = _placeholders(self.message) | _placeholders(self.hint)
        missing = wanted - facts.keys()
        if missing:
            raise TypeError(f"{type(self).__name__} needs the facts {sorted(missing)}")
        super().__init__(self.code)
        self.facts: dict[str, Fact] = facts
        self.lines = tuple(lines)

    def _filled(self, template: str) -> str:
        """Return a template in the reader's language with the facts filled in."""
        return _(template).format(**{name: _shown(fact) for name, fact in self.facts.items()})

    def text(self) -> str:
        """Return what happened, in the reader's language."""
        return self._filled(self.message)

    def remedy(self) -> str:
        """Return what to do next, in the reader's language."""
        return self._filled(self.hint)

    def __str__(self) -> str:
        """Return what happened, then each line's problem."""
        return "\n".join([self.text(), *map(str, self.lines)])


class Refused(SuppliesError):
    """A rule forbids it; nothing was changed."""

    exit_status = 1


class Unreadable(SuppliesError):
    """The request or the file cannot be understood; nothing was changed."""

    exit_status = 2


class StoreUnusable(SuppliesError):
    """The store is missing, newer than the program, damaged, locked or in a place where it would be lost."""

    exit_status = 3

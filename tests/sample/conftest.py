"""The sample store, made once for all its tests: nobody writes to it."""

import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from supplies.program import Program
from supplies.sample import make_sample


@dataclass(frozen=True, slots=True)
class Made:
    """A sample store, how long it took, and what was said meanwhile."""

    program: Program
    seconds: float
    steps: tuple[tuple[int, int], ...]


def make(folder: Path) -> Made:
    """Make a sample store in a folder, on a computer that knows no other."""
    steps: list[tuple[int, int]] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SUPPLIES_DATA", str(folder))
        begin = time.monotonic()
        program = make_sample(str(folder / "store.db"), lambda done, total: steps.append((done, total)))
        return Made(program, time.monotonic() - begin, tuple(steps))


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    """Return the sample store as it was made."""
    found = make(tmp_path_factory.mktemp("sample"))
    with closing(found.program):
        yield found


@pytest.fixture(scope="session")
def sample(made: Made) -> Program:
    """Return the sample store, to be read only."""
    return made.program

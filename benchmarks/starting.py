"""How long it takes from the start of the program until its window can be used, on a large store."""

import os
import sys
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from subprocess import PIPE, STDOUT, Popen
from time import perf_counter

from benchmarks.measuring import Figure, median_ms
from benchmarks.stores import Bench
from benchmarks.story import clock
from benchmarks.window import READY
from supplies.program import Program
from supplies.upgrade import require_current

START_SECONDS = 1.5
STARTS = 5


def measure(bench: Bench) -> Iterator[Figure]:
    """Start real processes, then look at what opening the store has in it."""
    with bench.opened(bench.large) as program:
        path = str(program.database.path)
        starts = min(STARTS, bench.rounds)
        yield Figure("opening a store", median_ms(partial(_open, path), starts), "ms")
        yield Figure("of it: is the schema ours?", median_ms(lambda: require_current(program.database), starts), "ms")
        imported = min(_start(f"import app; print({READY!r})") for _number in range(starts))
        yield Figure("process that has imported the program", imported, "s")
        opened = min(_start("from benchmarks.window import main; main()", path) for _number in range(starts))
        yield Figure("process with a window whose first page is read", opened, "s", START_SECONDS)


def _open(path: str) -> None:
    """Open a store and let it go."""
    with closing(Program.open(path, clock)):
        pass


def _start(program: str, *arguments: str) -> float:
    """Run Python without a screen; return how many seconds it took until it said that it is ready."""
    command = [sys.executable, "-c", program, *arguments]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    said: list[str] = []
    start = perf_counter()
    with Popen(command, env=environment, stdout=PIPE, stderr=STDOUT, text=True) as process:  # noqa: S603 - our own
        assert process.stdout is not None, "it is a pipe"
        for line in process.stdout:
            said.append(line)
            if line.strip() == READY:
                return perf_counter() - start
    raise AssertionError(f"it ended before it was ready: {''.join(said)}")

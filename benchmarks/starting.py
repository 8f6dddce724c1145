"""How long it takes from the start of the program until its window can be used, on a large store."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from functools import partial

from benchmarks.measuring import Figure, fastest, median_ms
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
        yield Figure("opening a store", median_ms(partial(_open, path), STARTS), "ms")
        yield Figure("of it: is the schema ours?", median_ms(lambda: require_current(program.database), STARTS), "ms")
        imports = fastest(partial(_run, "-c", "import app"), STARTS)
        yield Figure("process that imports the program and ends", imports, "s")
        started = fastest(partial(_run, "-m", "benchmarks.window", path), STARTS)
        yield Figure("process with a window whose first page is read", started, "s", START_SECONDS)


def _open(path: str) -> None:
    """Open a store and let it go."""
    with closing(Program.open(path, clock)):
        pass


def _run(*arguments: str) -> None:
    """Run Python without a screen, until it ends or says that it is ready."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen([sys.executable, *arguments], env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None, "it is a pipe"
        said = process.stdout.readline()
        assert said.strip() in {READY, ""}, said

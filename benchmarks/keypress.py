"""From the Enter key of a scan to the refreshed screen, in the real window on a large store."""

import os
import statistics
import subprocess
import sys
from collections.abc import Iterator

from benchmarks.measuring import Figure
from benchmarks.stores import Bench

KEYPRESS_MS = 100.0
SCANS = 100


def measure(bench: Bench) -> Iterator[Figure]:
    """Scan into one slip, each scan acknowledged, kept on the disk and painted before the next."""
    with bench.opened(bench.large) as program:
        times = _times_ms(str(program.database.path), min(SCANS, bench.rounds))
    yield Figure("key press to refreshed screen, median", statistics.median(times), "ms", KEYPRESS_MS)
    yield Figure(f"key press to refreshed screen, worst of {len(times)}", max(times), "ms", KEYPRESS_MS)


def _times_ms(store: str, scans: int) -> list[float]:
    """Return how long each scan took, in a process with a window and without a screen."""
    command = [sys.executable, "-m", "benchmarks.scanner", store, str(scans)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)  # noqa: S603 - our own
    return [float(line) * 1000 for line in done.stdout.split()]

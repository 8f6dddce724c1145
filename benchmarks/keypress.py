"""From the Enter key of a scan to the refreshed screen, in the real window on a large store."""

import os
import statistics
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from random import Random
from subprocess import run

from sqlalchemy import Connection, select

from benchmarks.measuring import WARM_UPS, Figure
from benchmarks.stores import Bench
from supplies.models.stock import Balance, Bucket, Depot, Lot

KEYPRESS_MS = 100.0
SCANS = 100
SEVERAL = 5_000
"""Thousandths: a lot that one scan does not use up."""


def measure(bench: Bench) -> Iterator[Figure]:
    """Scan lots of any item into one slip, each acknowledged, kept on the disk and painted before the next."""
    with bench.opened(bench.large) as program:
        count = min(SCANS, bench.rounds)
        labels = program.read(partial(_labels, count=WARM_UPS + count))
        times = _times_ms(str(program.database.path), labels)[WARM_UPS:]
    yield Figure("key press to refreshed screen, median", statistics.median(times), "ms", KEYPRESS_MS)
    yield Figure(f"key press to refreshed screen, worst of {count}", max(times), "ms", KEYPRESS_MS)


def _labels(connection: Connection, count: int) -> Sequence[str]:
    """Return labels of lots that the first depot holds, in a random order."""
    first = select(Depot.code).order_by(Depot.code).limit(1).scalar_subquery()
    statement = (
        select(Lot.label_code)
        .join(Balance, (Balance.site_id == Lot.site_id) & (Balance.lot_id == Lot.lot_id))
        .where(Balance.depot_code == first, Balance.bucket == Bucket.ON_HAND, Balance.quantity >= SEVERAL)
        .distinct()
        .order_by(Lot.label_code)
    )
    labels = list(connection.scalars(statement))
    Random(1).shuffle(labels)  # noqa: S311 - a choice, not a secret
    return labels[:count]


def _times_ms(store: str, labels: Sequence[str]) -> list[float]:
    """Return how long each scan took, in a process with a window and without a screen."""
    command = [sys.executable, "-m", "benchmarks.scanner", store, *labels]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = run(command, env=environment, capture_output=True, text=True, check=True)  # noqa: S603 - our own
    return [float(line) * 1000 for line in done.stdout.split()]

"""The real program killed while somebody counts: every acknowledged scan is on the disk or in the journal, once."""

import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from supplies.program import Program
from supplies.scanning.label_code import place_code
from tests.faults.test_scan_killed import Running
from tests.rooms import A01, DEPOT, QUILT, Desk, clock, goods
from tests.soak import size
from tests.stock.counts import TEAM, Counting
from tests.stock.keeper import label_of

PROJECT = Path(__file__).resolve().parent.parent.parent
ROUNDS = size(4, 40)
LOTS = 8
SCANS_MAX = 25


@contextmanager
def running(*arguments: str) -> Iterator[Running]:
    """Run the program with a counter in it."""
    command = [sys.executable, "-m", "tests.faults.count_driver", *arguments]
    pipe = subprocess.PIPE
    process = subprocess.Popen(command, cwd=PROJECT, stdout=pipe, stderr=pipe, text=True)
    try:
        yield Running(process)
    finally:
        process.kill()
        process.communicate()


def counted(found: dict[str, Any]) -> Counter[str]:
    """Return how many of each label the program knows to be counted."""
    return Counter({str(label): int(quantity) for label, quantity in found["lines"]})


@pytest.mark.parametrize("program", ["sqlite"], indirect=True)
def test_every_acknowledged_scan_of_a_count_survives_a_kill(program: Program) -> None:
    desk, chance = Desk(program), random.Random(1)  # noqa: S311 - moments, not secrets
    lines = [goods(QUILT, 1000, batch_no=f"Q{number}") for number in range(LOTS)]
    desk.receive(*lines)
    count = Counting(desk)
    labels = [label_of(desk, line.lot_id) for line in lines]
    store = program.database.path
    assert store is not None
    login = next(iter(TEAM))
    arguments = (str(store), login, count.number, place_code(DEPOT, A01), *labels)
    known: Counter[str] = Counter()
    posted = 0
    for number in range(ROUNDS + 1):
        with running(*arguments) as counting:
            actual = counted(counting.hear("found"))
            assert known <= actual, f"acknowledged scans are lost: {known - actual}"
            assert (actual - known).total() <= 1, "at most the scan that was being kept when the program was killed"
            if number < ROUNDS:
                for _scan in range(chance.randrange(1, SCANS_MAX)):
                    counting.hear("scanned")
                time.sleep(chance.uniform(0, 0.03))
            counting.kill()
        known = actual + Counter(each["label"] for each in counting.words("scanned"))
        posted += sum(each["lines"] for each in counting.words("posted"))
        assert program.verify().is_sound
    assert known.total() > 2 * ROUNDS and posted
    with closing(Program.open(str(store), clock)) as restarted:
        assert restarted.verify(deep=True).is_sound

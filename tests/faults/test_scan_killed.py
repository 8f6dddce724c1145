"""The real program killed while it scans and posts: every acknowledged scan is on the slip or in the books, once."""

import json
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from supplies.models.relief import Disaster, IncidentKind
from supplies.program import Program
from supplies.relief.actions import OpenIncident
from supplies.stock.documents import document_numbered
from supplies.stock.queries import on_hand_at
from supplies.stock.tracing import lot as lot_row
from supplies.values import LotId
from tests.rooms import A01, DEPOT, TENT, Desk, act, clock
from tests.soak import size

PROJECT = Path(__file__).resolve().parent.parent.parent
ROUNDS = size(4, 60)
LOTS = 5
PLENTY = 100_000
SCANS_MAX = 25
ANSWER_SECONDS_MAX = 60
DAY = date(2023, 6, 1)


class Running:
    """The program with a scanner in it, and everything it said so far."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self.said: list[dict[str, Any]] = []

    def hear(self, word: str) -> dict[str, Any]:
        """Wait until the program says a word; return what it said."""
        assert self._process.stdout is not None
        while True:
            line = self._process.stdout.readline()
            assert line, self._process.stderr and self._process.stderr.read()
            self.said.append(json.loads(line))
            assert self.said[-1]["word"] != "refused", self.said[-1]
            if self.said[-1]["word"] == word:
                return self.said[-1]

    def kill(self) -> None:
        """Kill the program and read what it said until then."""
        self._process.send_signal(signal.SIGKILL)
        assert self._process.stdout is not None
        out = self._process.stdout.read()
        assert self._process.wait(timeout=ANSWER_SECONDS_MAX) == -signal.SIGKILL
        self.said += [json.loads(line) for line in out.splitlines() if line.endswith("}")]

    def words(self, word: str) -> list[dict[str, Any]]:
        """Return what was said of one kind."""
        return [each for each in self.said if each["word"] == word]


@contextmanager
def running(store: Path, page: str, labels: list[str]) -> Iterator[Running]:
    """Run the program with a scanner in it."""
    command = [sys.executable, "-m", "tests.faults.scan_driver", str(store), page, *labels]
    pipe = subprocess.PIPE
    process = subprocess.Popen(command, cwd=PROJECT, stdout=pipe, stderr=pipe, text=True)
    try:
        yield Running(process)
    finally:
        process.kill()
        process.communicate()


def on_slip(found: dict[str, Any]) -> Counter[str]:
    """Return how many of each label the program found on its slip."""
    return Counter({str(label): int(quantity) for label, quantity in found["lines"]})


def issued(program: Program, lots: dict[str, LotId]) -> Counter[str]:
    """Return how many of each label left the depot."""
    held = {label: program.read(partial(on_hand_at, depot=DEPOT, place=A01, lot_id=lot)) for label, lot in lots.items()}
    return Counter({label: PLENTY - quantity.thousandths // 1000 for label, quantity in held.items()})


def open_incident(desk: Desk) -> None:
    """Open the incident that the disaster mode hands out for."""
    about = {"kind": IncidentKind.INCIDENT, "title": "铁东区内涝", "disaster": Disaster.FLOOD, "started_on": DAY}
    desk.post(act(OpenIncident, business_date=DAY, **about))


@pytest.mark.parametrize("page", ["scan", "disaster"])
@pytest.mark.parametrize("program", ["sqlite"], indirect=True)
def test_every_acknowledged_scan_survives_a_kill_on_the_slip_or_in_the_books(program: Program, page: str) -> None:
    desk, chance = Desk(program), random.Random(0)  # noqa: S311 - moments, not secrets
    open_incident(desk)
    made = [desk.lot(TENT, PLENTY, day=DAY) for _each in range(LOTS)]
    lots = {desk.read(lot_row, lot).label_code: lot for lot in made}
    store = program.database.path
    assert store is not None
    known: Counter[str] = Counter()
    papers: list[str] = []
    for number in range(ROUNDS + 1):
        with running(store, page, list(lots)) as scanning:
            actual = on_slip(scanning.hear("found")) + issued(program, lots)
            assert known <= actual, f"acknowledged scans are lost: {known - actual}"
            assert (actual - known).total() <= 1, "at most the scan that was being kept when the program was killed"
            if number < ROUNDS:
                for _scan in range(chance.randrange(1, SCANS_MAX)):
                    scanning.hear("scanned")
                time.sleep(chance.uniform(0, 0.03))
            scanning.kill()
        known = actual + Counter(each["label"] for each in scanning.words("scanned"))
        papers += [each["number"] for each in scanning.words("posted")]
        assert program.verify().is_sound
    assert known.total() > 2 * ROUNDS and papers
    assert len(set(papers)) == len(papers)
    for paper in papers:
        assert desk.read(document_numbered, paper).is_emergency == (page == "disaster")
    with closing(Program.open(str(store), clock)) as restarted:
        assert restarted.verify(deep=True).is_sound

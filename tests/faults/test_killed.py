"""Processes killed while they post: what was acknowledged is there, and nothing is half there."""

import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from uuid import UUID

import pytest
from sqlalchemy import func, select

from supplies.journal import queries
from supplies.journal.witness import Witness
from supplies.models.stock import Document, Movement
from supplies.program import Program, witness_path
from supplies.values import ActionId
from tests.rooms import SITE, TENT, Desk, clock, rows_in
from tests.soak import size

WORKERS = 2
ROUNDS = size(2, 40)
ANSWER_SECONDS_MAX = 60

# Receives, issues and receives again without end; says the id of each action once its posting has returned.
WORKER = """
import os, signal, sys
from datetime import date
import supplies.journal.post as post
from supplies.models.stock import Origin
from supplies.program import Program
from supplies.stock.actions import Issue, LotLine, ReceiptLine, Receive
from supplies.values import Login, Money, Quantity, new_id

program = Program.open(sys.argv[1])
fate = sys.argv[2]

def die(*_arguments):
    os.kill(os.getpid(), signal.SIGKILL)

def say(action):
    print(action.action_id, flush=True)

def after_the_third(function):
    calls = []
    def called(*arguments):
        calls.append(arguments)
        return die() if len(calls) > 3 else function(*arguments)
    return called

if fate == "before the entry":
    post.append = after_the_third(post.append)
if fate == "before the commit":
    program.journal.post = after_the_third(program.journal.post)
if fate == "after the commit":
    program._witness.note = after_the_third(program._witness.note)

day = date(2026, 1, 1)
while True:
    lots = [new_id(), new_id()]
    lines = tuple(
        ReceiptLine(lot_id=lot, item="YJ01001", quantity=Quantity.parse(10), place="A01", amount=Money.parse("100.01"))
        for lot in lots
    )
    receipt = Receive(
        action_id=new_id(), business_date=day, depot="210300A", origin=Origin.PURCHASE, lines=lines
    )
    program.post([receipt], Login("admin"))
    say(receipt)
    issue = Issue(
        action_id=new_id(),
        business_date=day,
        depot="210300A",
        lines=tuple(LotLine(lot_id=lot, place="A01", quantity=Quantity.parse(3)) for lot in lots),
    )
    program.post([issue], Login("admin"))
    say(issue)
"""


@contextmanager
def posting(url: str, fate: str = "") -> Iterator[subprocess.Popen[str]]:
    """Run a process that posts until it is killed."""
    arguments = [sys.executable, "-c", WORKER, url, fate]
    process = subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def first_word(process: subprocess.Popen[str]) -> str:
    """Wait until a process has posted something."""
    assert process.stdout is not None
    word = process.stdout.readline()
    assert word, process.stderr and process.stderr.read()
    return word


def kill_all(processes: list[subprocess.Popen[str]]) -> list[ActionId]:
    """Kill processes at once and return everything that they said."""
    for process in processes:
        process.send_signal(signal.SIGKILL)
    said: list[ActionId] = []
    for process in processes:
        assert process.stdout is not None
        out = process.stdout.read()  # communicate() would lose what first_word() has read ahead.
        assert process.wait(timeout=ANSWER_SECONDS_MAX) == -signal.SIGKILL
        said += [ActionId(UUID(line)) for line in out.split()]
    return said


def posted_ids(program: Program) -> list[ActionId]:
    found: list[ActionId] = program.read(lambda c: [entry.action_id for entry in queries.walk(c, SITE)])
    return found


def assert_whole(program: Program, *, deep: bool = False) -> None:
    """Prove that a store is what its journal says, and that every document has all its lines."""
    checked = program.verify(deep=deep)
    assert checked.is_sound, checked.first
    counted = select(func.count()).select_from(Movement).where(Movement.seq == Document.seq).correlate(Document)
    halves = select(Document.number).where(Document.line_count != counted.scalar_subquery())
    assert program.read(lambda connection: connection.execute(halves).all()) == []


def test_what_was_acknowledged_before_a_kill_is_there_and_nothing_is_half_there(program: Program) -> None:
    url, chance = program.database.name, random.Random(0)  # noqa: S311 - moments, not secrets
    before = len(posted_ids(program))
    said: list[ActionId] = []
    for _round in range(ROUNDS):
        with posting(url) as one, posting(url) as other:
            workers = [one, other]
            said += [ActionId(UUID(first_word(each).strip())) for each in workers]
            time.sleep(chance.uniform(0, 0.25))
            said += kill_all(workers)
        with closing(Program.open(url, clock)) as restarted:
            ids = posted_ids(restarted)
            assert set(said) <= set(ids), "an acknowledged document is lost"
            assert len(ids) == restarted.head.seq
            assert_whole(restarted)
    unsaid = len(set(posted_ids(program))) - len(said) - before
    assert 0 <= unsaid <= WORKERS * ROUNDS, "each process may have died between its commit and its word, once"
    assert len(said) > 2 * WORKERS * ROUNDS
    assert_whole(program, deep=True)
    assert Desk(program).lot(TENT) is not None, "and posting goes on"


@pytest.mark.parametrize("fate", ["before the entry", "before the commit", "after the commit"])
def test_a_posting_killed_at_its_worst_moment_is_whole_or_not_at_all(program: Program, fate: str) -> None:
    url = program.database.name
    before = posted_ids(program)
    with posting(url, fate) as process:
        out, err = process.communicate(timeout=ANSWER_SECONDS_MAX)
        assert process.returncode == -signal.SIGKILL, err
    said = [ActionId(UUID(line)) for line in out.split()]
    assert len(said) == 3
    with closing(Program.open(url, clock)) as restarted:
        there = posted_ids(restarted)[len(before) :]
        assert there[:3] == said
        assert len(there) == (4 if fate == "after the commit" else 3)
        assert_whole(restarted, deep=True)
        assert restarted.read(lambda connection: rows_in(connection, "document")) == len(there)
        seen = Witness(witness_path(restarted.store)).seen(SITE)
        assert seen in {restarted.head.seq, restarted.head.seq - 1}, "the witness may lag and never leads"
        Desk(restarted).lot(TENT)

"""Two clerks who attach at once: the bytes are kept once, each record has its paper, and nobody sees a crash."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from threading import Barrier

import pytest

from supplies.attachments.subjects import Subject
from supplies.errors import PaperAttached, SuppliesError
from supplies.program import Program
from tests.attachments.papers import attach, papers, pdf, records
from tests.rooms import ADMIN, Desk, clock, rows_in

ROUNDS = 20


@pytest.fixture
def clerks(program: Program) -> Iterator[tuple[Program, Program]]:
    """Return the store open twice, as by two programs of their own."""
    with closing(Program.open(program.database.name, clock)) as other:
        yield program, other


def attempt(program: Program, begin: Barrier, of: Subject, content: bytes) -> SuppliesError | None:
    """Attach a paper at the same moment as somebody else; return why it was refused."""
    action = attach(of, content)
    begin.wait()
    try:
        program.post_with([action], ADMIN, content)
    except SuppliesError as error:
        return error
    return None


def race(clerks: tuple[Program, Program], of: tuple[Subject, Subject], content: bytes) -> list[SuppliesError]:
    """Let both clerks attach the same bytes; return the refusals."""
    begin = Barrier(2)
    with ThreadPoolExecutor(2) as pool:
        tasks = [
            pool.submit(attempt, program, begin, subject, content) for program, subject in zip(clerks, of, strict=True)
        ]
    return [error for error in (task.result() for task in tasks) if error is not None]


def test_two_clerks_attach_the_same_bytes_to_two_records_at_once(clerks: tuple[Program, Program], desk: Desk) -> None:
    of = records(desk)
    for number in range(ROUNDS):
        assert race(clerks, (of.contract, of.lot), pdf(str(number), size=200_000)) == []
    assert desk.read(rows_in, "paper_content") == ROUNDS
    assert len(papers(desk, of.contract)) == len(papers(desk, of.lot)) == ROUNDS
    assert desk.program.verify().is_sound


def test_two_clerks_attach_the_same_file_to_one_record_and_one_is_told(
    clerks: tuple[Program, Program], desk: Desk
) -> None:
    of = records(desk)
    for number in range(ROUNDS):
        refusals = race(clerks, (of.contract, of.contract), pdf(str(number), size=200_000))
        assert [type(error) for error in refusals] == [PaperAttached]
    assert len(papers(desk, of.contract)) == ROUNDS

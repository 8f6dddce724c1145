"""One thing after the other: in order, however late the answers, however many at once, whatever fails."""

import sys
from collections.abc import Callable

import pytest

from supplies.ui.scanning.turns import Turns


class Notes:
    """A queue, what was done in it, and the faults it told."""

    def __init__(self) -> None:
        self.faults: list[Exception] = []
        self.turns = Turns(self.faults.append)
        self.done: list[str] = []
        self.answers: list[Callable[..., None]] = []

    def at_once(self, name: str) -> Callable[[], None]:
        """Return a job that is done at once."""

        def job() -> None:
            self.done.append(name)
            self.turns.done()

        return job

    def later(self, name: str) -> Callable[[], None]:
        """Return a job that waits for an answer."""

        def answered(text: str) -> None:
            self.done.append(f"{name} {text}")
            self.turns.done()

        return lambda: self.answers.append(self.turns.then(answered))

    def failing(self) -> None:
        raise ZeroDivisionError


@pytest.fixture
def notes() -> Notes:
    return Notes()


def test_nothing_begins_before_the_queue_is_opened(notes: Notes) -> None:
    notes.turns.do(notes.at_once("one"))
    assert notes.done == [] and notes.turns.is_busy
    notes.turns.done()
    assert notes.done == ["one"] and not notes.turns.is_busy


def test_a_job_that_waits_holds_up_those_behind_it(notes: Notes) -> None:
    notes.turns.done()
    for job in (notes.at_once("one"), notes.later("two"), notes.at_once("three"), notes.later("four")):
        notes.turns.do(job)
    assert notes.done == ["one"] and notes.turns.is_busy
    notes.answers.pop()("answer")
    assert notes.done == ["one", "two answer", "three"]
    notes.turns.do(notes.at_once("five"))
    notes.answers.pop()("too")
    assert notes.done == ["one", "two answer", "three", "four too", "five"]
    assert not notes.turns.is_busy


def test_what_is_asked_ahead_comes_before_all_that_waits(notes: Notes) -> None:
    notes.turns.done()

    def ask() -> None:
        for name in "ab":
            notes.turns.do(notes.at_once(name))

    def command() -> None:
        notes.turns.ahead(ask)
        notes.at_once("command")()

    notes.turns.do(notes.later("first"))
    for job in (command, notes.at_once("c")):
        notes.turns.do(job)
    notes.answers.pop()("answer")
    assert notes.done == ["first answer", "command", "a", "b", "c"]


def test_what_is_asked_ahead_of_nothing_is_done_too(notes: Notes) -> None:
    notes.turns.done()
    notes.turns.ahead(lambda: notes.turns.do(notes.at_once("a")))
    assert notes.done == ["a"]


def test_thousands_that_are_done_at_once_need_no_deeper_stack(notes: Notes) -> None:
    many = 5 * sys.getrecursionlimit()
    for number in range(many):
        notes.turns.do(notes.at_once(str(number)))
    notes.turns.done()
    assert notes.done == list(map(str, range(many))) and notes.faults == []


def test_a_fault_ends_one_job_and_no_other(notes: Notes) -> None:
    notes.turns.done()

    def fails_on_answer() -> None:
        notes.answers.append(notes.turns.then(lambda _answer: notes.failing()))

    for job in (notes.failing, notes.at_once("one"), fails_on_answer, notes.at_once("two")):
        notes.turns.do(job)
    assert notes.done == ["one"] and len(notes.faults) == 1
    notes.answers.pop()("answer")
    assert notes.done == ["one", "two"]
    assert [type(fault) for fault in notes.faults] == [ZeroDivisionError] * 2
    assert not notes.turns.is_busy

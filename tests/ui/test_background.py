"""Work off the UI thread: progress, stopping, and a window that stays awake."""

import itertools
import time
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from supplies.ui.background import Cancelled, Job, Runner
from tests.ui.backend import never


def number(at: int, _job: Job) -> int:
    return at


@pytest.fixture
def runner(qapp):
    made = Runner("test", 2)
    yield made
    made.cancel_all()
    made.close()


def test_progress_arrives_while_the_work_goes_on(qtbot: QtBot, runner: Runner) -> None:
    seen: list[Any] = []
    results: list[Any] = []

    def work(job: Job) -> str:
        for step in range(1, 6):
            time.sleep(0.06)
            job.report(step, 5)
        return "ready"

    owner = QWidget()
    task = runner.start(owner, work, results.append, never)
    task.progressed.connect(lambda done, total: seen.append((done, total, list(results))))
    qtbot.waitUntil(lambda: bool(results))
    assert (5, 5, []) in seen
    assert len(seen) >= 3


def test_cancelled_work_stops_at_its_next_step_and_answers_nothing(qtbot: QtBot, runner: Runner) -> None:
    stopped: list[Any] = []

    def work(job: Job) -> None:
        try:
            while True:
                time.sleep(0.01)
                job.report(0, 0)
        except Cancelled:
            stopped.append(True)
            raise

    owner = QWidget()
    task = runner.start(owner, work, never, never)
    qtbot.wait(50)
    with qtbot.waitSignal(task.finished):
        task.cancel()
    assert stopped == [True]


def test_one_thread_works_strictly_in_order(qtbot: QtBot) -> None:
    runner, owner = Runner("one", 1), QWidget()
    done: list[Any] = []
    for at in range(50):
        runner.start(owner, partial(number, at), done.append, never)
    with qtbot.waitSignal(runner.idle):
        pass
    runner.close()
    assert done == list(range(50))


def test_an_answer_that_fails_does_not_hold_up_the_next(qtbot: QtBot, runner: Runner) -> None:
    owner = QWidget()
    done: list[Any] = []

    def fail(_result: object) -> None:
        raise LookupError("in the widget")

    with qtbot.captureExceptions() as exceptions:
        runner.start(owner, lambda _job: 1, fail, never)
        runner.start(owner, lambda _job: 2, done.append, never)
        qtbot.waitUntil(lambda: done == [2])
    assert [kind for kind, _value, _trace in exceptions] == [LookupError]


def test_a_search_after_the_end_is_let_go_but_a_post_is_a_fault(qtbot: QtBot) -> None:
    runner, owner = Runner("closed", 1), QWidget()
    runner.close()
    assert runner.start(owner, lambda _job: 1, never, never).is_cancelled
    with pytest.raises(AssertionError):
        runner.start(owner, lambda _job: 1, never, never, must_finish=True)


def test_work_that_belongs_to_a_widget_is_refused(runner: Runner) -> None:
    class Widget(QWidget):
        def work(self, _job: Job) -> None: ...

    with pytest.raises(AssertionError):
        runner.start(QWidget(), Widget().work, print, print)


def test_the_event_loop_never_stands_still_while_work_runs(qtbot: QtBot, runner: Runner) -> None:
    parent = QObject()
    beats: list[float] = []
    timer = QTimer(parent, interval=5)
    timer.timeout.connect(lambda: beats.append(time.monotonic()))
    timer.start()
    owner = QWidget()
    results: list[Any] = []

    def work(job: Job) -> int:
        total, end = 0, time.monotonic() + 0.3
        while time.monotonic() < end:
            total += sum(range(20_000))
            job.report(0, 0)
        return total

    for _task in range(4):
        runner.start(owner, work, results.append, never)
    qtbot.waitUntil(lambda: len(results) == 4)
    timer.stop()
    gaps = [later - earlier for earlier, later in itertools.pairwise(beats)]
    assert len(gaps) > 10
    assert max(gaps) < 0.1

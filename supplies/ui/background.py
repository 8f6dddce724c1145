"""Work off the UI thread.

A worker thread holds a number and a pure function, never a widget: whoever waits for the answer stays in a table that
only the UI thread touches. So no widget can lose its last reference, and be destroyed, on the wrong thread.
"""

import itertools
import logging
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from queue import SimpleQueue
from threading import Event
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot
from shiboken6 import isValid

from supplies.errors import SuppliesError

T = TypeVar("T")

PROGRESS_INTERVAL_SECONDS = 0.05

_log = logging.getLogger(__name__)


class Cancelled(Exception):
    """Nobody waits for this work any more."""


@dataclass(frozen=True, slots=True)
class _Progress:
    """How far a task is."""

    number: int
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class _Answer:
    """What became of a task."""

    number: int
    result: Any
    error: Exception | None


class Job:
    """What running work may do: say how far it is, and learn that nobody waits any more."""

    def __init__(self, report: Callable[[int, int], None]) -> None:
        self._report = report
        self._cancelled = Event()
        self._reported_at = 0.0

    def cancel(self) -> None:
        """Ask the work to stop at its next check."""
        self._cancelled.set()

    def check(self) -> None:
        """Stop here if nobody waits, and let the UI thread have its turn.

        Two busy workers hand Python's one lock to each other and can keep it from the UI thread for a second;
        measured, with this pause, the window is never kept waiting for more than 25 ms.

        Raises:
            Cancelled: the task was cancelled.
        """
        time.sleep(0)
        if self._cancelled.is_set():
            raise Cancelled

    def report(self, done: int, total: int) -> None:
        """Say that ``done`` of ``total`` steps are finished; total 0 means that nobody knows how many there are.

        Raises:
            Cancelled: the task was cancelled.
        """
        self.check()
        now = time.monotonic()
        if now - self._reported_at >= PROGRESS_INTERVAL_SECONDS or done == total:
            self._reported_at = now
            self._report(done, total)


Work = Callable[[Job], T]


class Task(QObject):
    """A piece of work under way, as the UI thread sees it."""

    progressed = Signal(int, int)
    """Steps done, and steps in all (0: unknown)."""
    finished = Signal()
    """It ended, in whatever way; emitted after the answer was given."""

    def __init__(self, job: Job, *, must_finish: bool) -> None:
        super().__init__()
        self._job = job
        self.must_finish = must_finish
        self.is_cancelled = False

    def cancel(self) -> None:
        """Give no answer; work that has not begun is skipped, running work stops at its next check."""
        assert not self.must_finish, "what is posted cannot be called back"
        self.is_cancelled = True
        self._job.cancel()


@dataclass(frozen=True, slots=True)
class _Waiting:
    """Who waits for an answer. Lives on the UI thread only."""

    owner: QObject
    task: Task
    on_result: Callable[[Any], None]
    on_error: Callable[[Exception], None]

    def deliver(self, answer: _Answer) -> None:
        """Hand the answer over, unless it was cancelled or its owner is gone."""
        if self.task.is_cancelled or isinstance(answer.error, Cancelled) or not isValid(self.owner):
            return
        if answer.error is None:
            self.on_result(answer.result)
        else:
            self.on_error(answer.error)


class Runner(QObject):
    """A few worker threads. One thread makes a queue that is worked off strictly in order."""

    idle = Signal()
    """Nothing is under way any more."""
    _arrived = Signal()

    def __init__(self, name: str, threads: int, parent: QObject | None = None) -> None:
        """Make ``threads`` workers whose names begin with ``name``."""
        super().__init__(parent)
        self._executor = ThreadPoolExecutor(threads, thread_name_prefix=name)
        self._arrivals: SimpleQueue[_Answer | _Progress] = SimpleQueue()
        self._waiting: dict[int, _Waiting] = {}
        self._numbers = itertools.count(1)
        self._is_closed = False
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def pending(self) -> int:
        """Return how many tasks have not been answered."""
        return len(self._waiting)

    def start(
        self,
        owner: QObject,
        work: Work[T],
        on_result: Callable[[T], None],
        on_error: Callable[[Exception], None],
        *,
        must_finish: bool = False,
    ) -> Task:
        """Run ``work`` on a worker; its answer comes back on the UI thread, unless ``owner`` is gone by then.

        Args:
            owner: whoever waits; an answer for a destroyed owner is dropped.
            work: holds no widget, neither as an argument nor as the object of a bound method.
            on_result: takes what ``work`` returned.
            on_error: takes what ``work`` raised.
            must_finish: the task cannot be cancelled.
        """
        assert not isinstance(getattr(work, "__self__", None), QObject), "work must not belong to a widget"
        number = next(self._numbers)
        job = Job(lambda done, total: self._arrive(_Progress(number, done, total)))
        task = Task(job, must_finish=must_finish)
        if self._is_closed:
            assert not must_finish, "nothing may be posted after the end"
            task.cancel()  # such as the search of a field that is just being closed
            return task
        self._waiting[number] = _Waiting(owner, task, on_result, on_error)
        self._executor.submit(self._run, number, job, work)
        return task

    def close(self) -> None:
        """Finish what is under way and queued, then end the workers. Answers that come after this are dropped."""
        self._is_closed = True
        self._executor.shutdown(wait=True)
        self._waiting.clear()

    def cancel_all(self) -> None:
        """Let nobody wait any more."""
        for waiting in self._waiting.values():
            if not waiting.task.must_finish:
                waiting.task.cancel()

    def _run(self, number: int, job: Job, work: Work[Any]) -> None:
        """Do the work. Called on a worker thread."""
        try:
            job.check()
            self._arrive(_Answer(number, work(job), None))
        except Exception as error:  # noqa: BLE001 - boundary: handed to on_error on the UI thread
            if not isinstance(error, SuppliesError | Cancelled):
                _log.exception("work failed in an unforeseen way")
            self._arrive(_Answer(number, None, error))

    def _arrive(self, arrival: _Answer | _Progress) -> None:
        """Put an answer down for the UI thread and wake it. Called on a worker thread."""
        self._arrivals.put(arrival)
        self._arrived.emit()

    @Slot()
    def _deliver(self) -> None:
        """Hand over the oldest arrival. Called on the UI thread, once for each."""
        arrival = self._arrivals.get_nowait()
        if isinstance(arrival, _Progress):
            self._tell_progress(arrival)
            return
        waiting = self._waiting.pop(arrival.number, None)
        if waiting is None:
            return
        try:
            waiting.deliver(arrival)
        finally:
            waiting.task.finished.emit()
            if not self._waiting:
                self.idle.emit()

    def _tell_progress(self, progress: _Progress) -> None:
        """Pass on how far a task is."""
        waiting = self._waiting.get(progress.number)
        if waiting is not None and not waiting.task.is_cancelled:
            waiting.task.progressed.emit(progress.done, progress.total)

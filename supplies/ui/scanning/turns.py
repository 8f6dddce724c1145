"""Work done strictly one after the other, though much of it waits for answers that come later."""

from collections import deque
from collections.abc import Callable
from functools import partial
from typing import TypeAlias

Job: TypeAlias = Callable[[], None]


class Turns:
    """A queue of jobs. Each job calls ``done`` once when it is done, at once or when its answer has come.

    A fault in one job is told and ends that job only; those behind it have their turn. Nothing begins before the first
    ``done``, so that whoever makes the queue can get ready.
    """

    def __init__(self, tell_fault: Callable[[Exception], None]) -> None:
        """Make a queue that holds its jobs back until the first ``done``."""
        self.is_busy = True
        self._tell_fault = tell_fault
        self._waiting: deque[Job] = deque()
        self._is_working = False

    def do(self, job: Job) -> None:
        """Do something once everything before it is done."""
        self._waiting.append(job)
        self._work()

    def done(self) -> None:
        """Note that the job under way is done."""
        self.is_busy = False
        self._work()

    def then(self, act: Callable[..., None]) -> Callable[..., None]:
        """Return what takes an answer and goes on with the job under way."""
        return partial(self._go_on, act)

    def ahead(self, ask: Callable[[], None]) -> None:
        """Ask for something whose doing comes before everything that waits."""
        waiting, self._waiting = self._waiting, deque()
        ask()
        self._waiting.extend(waiting)

    def _go_on(self, act: Callable[..., None], *answer: object) -> None:
        """Go on with the job under way, before all that waits."""
        self._waiting.appendleft(partial(act, *answer))
        self.done()

    def _work(self) -> None:
        """Begin one job after the other until one has to wait; a loop, for a thousand may be done at once."""
        if self._is_working:
            return
        self._is_working = True
        while self._waiting and not self.is_busy:
            self.is_busy = True
            self._begin(self._waiting.popleft())
        self._is_working = False

    def _begin(self, job: Job) -> None:
        """Begin a job; one that fails is done."""
        try:
            job()
        except Exception as error:  # noqa: BLE001 - boundary: no fault in one scan may stop the next
            self.is_busy = False
            self._tell_fault(error)

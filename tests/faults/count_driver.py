"""The real program with somebody inside who counts without end.

``python -m tests.faults.count_driver STORE LOGIN NUMBER LOCATION LABEL ...`` says on its output what the program found
of its count at the start, and then every scan, each once it is acknowledged, and every batch that was posted.
"""

import itertools
import json
import sys

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication

import app
from supplies.program import Program
from supplies.stock.slip_said import Said, Tone
from supplies.ui.counting import count_desk
from supplies.ui.counting.count_page import CountPage

LOOK_MS = 5
BATCH_LINES = 3


def say(word: str, **facts: object) -> None:
    """Say something to whoever started this."""
    sys.stdout.write(json.dumps({"word": word, **facts}) + "\n")
    sys.stdout.flush()


class Counter(QObject):
    """Scans the next label whenever the one before is answered."""

    def __init__(self, desktop: app.Desktop, number: str, place: str, labels: list[str]) -> None:
        super().__init__()
        assert desktop.window is not None, "the window is open"
        page = desktop.window.open_page("count", number)
        assert isinstance(page, CountPage)
        self._page = page
        self._place = place
        self._labels = labels
        self._codes = itertools.cycle(labels)
        page.desk.answered.connect(self._answered)
        page.desk.recorded.connect(lambda lines: say("posted", lines=lines))
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self._begin)
        self._timer.start()

    def _begin(self) -> None:
        """Say what was counted once that is known, then go to the location."""
        desk = self._page.desk
        if desk.board is None or desk.sheet is None or desk.is_busy:
            return
        self._timer.stop()
        say("found", lines=self._counted())
        desk.scan(self._place)

    def _counted(self) -> list[list[object]]:
        """Return what was counted of each label, posted or not."""
        desk = self._page.desk
        assert desk.board is not None and desk.sheet is not None, "the count is here"
        found: list[list[object]] = []
        for line in desk.board.lines:
            quantity = desk.board.counted(desk.sheet, (line.lot_id, line.place), 1)
            if quantity is not None:
                found.append([line.label_code, quantity.thousandths // 1000])
        return found

    def _answered(self, said: Said, raw: str) -> None:
        """Say which scan was acknowledged, then scan the next; end where anything was refused."""
        if said.tone not in {Tone.OK, Tone.INFO}:
            say("refused", raw=raw, title=said.title)
            QGuiApplication.exit(1)
            return
        if raw in self._labels:
            say("scanned", label=raw)
        if raw:
            QTimer.singleShot(0, self._next)

    def _next(self) -> None:
        """Scan the next label."""
        self._page.desk.scan(next(self._codes))


class CountingDesktop(app.Desktop):
    """The program's own, with the counter in it."""

    number = place = ""
    labels: tuple[str, ...] = ()

    def _take(self, program: Program) -> None:
        """Act as the person named at once: signing in is not what is tried here."""
        self._hold(program)
        self._act_as(self._actor)

    def start(self, url: str = "") -> None:
        """Start as always, then begin to count."""
        super().start(url)
        self.counter = Counter(self, self.number, self.place, list(self.labels))


def main(store: str, login: str, number: str, place: str, labels: list[str]) -> int:
    """Run the program with the counter in it."""
    count_desk.BATCH_LINES = BATCH_LINES
    CountingDesktop.number, CountingDesktop.place, CountingDesktop.labels = number, place, tuple(labels)
    app.Desktop = CountingDesktop  # type: ignore[misc]
    return app.main(["--store", store, "--actor", login])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4], sys.argv[5:]))

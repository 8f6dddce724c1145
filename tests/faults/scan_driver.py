"""The real program with a scanner inside that types without end.

``python -m tests.faults.scan_driver STORE PAGE LABEL ...`` scans on a page, "scan" or "disaster". It says on its output
what the program found on its slip at the start, and then every scan and every paper, each once it is acknowledged.
"""

import itertools
import json
import random
import sys
from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent

import app
from supplies.scanning.commands import Command
from supplies.stock.documents import DocumentRow
from supplies.stock.slip_said import Said, Tone
from supplies.ui.disaster.disaster_page import DisasterPage
from supplies.ui.scanning.scan_page import ScanPage
from tests.rooms import ADMIN

LOOK_MS = 5
SCANS_PER_PAPER = 9


def say(word: str, **facts: object) -> None:
    """Say something to whoever started this."""
    sys.stdout.write(json.dumps({"word": word, **facts}) + "\n")
    sys.stdout.flush()


def codes(labels: list[str]) -> Iterator[str]:
    """Yield labels without end, never the same one twice in a row; now and then the one that posts."""
    chance = random.Random()  # noqa: S311 - not a secret
    last = ""
    for number in itertools.count(1):
        if number % SCANS_PER_PAPER == 0:
            yield Command.POST.label_code
        last = chance.choice([label for label in labels if label != last])
        yield last


class Scanner(QObject):
    """Types the next key whenever the program has its hands free."""

    def __init__(self, desktop: app.Desktop, name: str, labels: list[str]) -> None:
        super().__init__()
        assert desktop.window is not None, "the window is open"
        page = desktop.window.open_page(name)
        assert isinstance(page, ScanPage | DisasterPage), "goods are scanned there"
        self._page = page
        self._window = desktop.window
        self._keys = itertools.chain.from_iterable(f"{code}\r" for code in codes(labels))
        page.desk.answered.connect(self._answered)
        page.desk.posted.connect(self._posted)
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self._begin)
        self._timer.start()

    def _begin(self) -> None:
        """Say what is on the slip once that is known, then begin to type."""
        if self._page.desk.is_busy or QGuiApplication.focusWindow() is None:
            self._window.activateWindow()
            return
        slip = self._page.desk.slip
        assert slip is not None, "a depot is chosen"
        say("found", lines=[[line.label, line.quantity.thousandths // 1000] for line in slip.lines])
        self._timer.stop()
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._type)
        self._timer.start()

    def _type(self) -> None:
        """Press the next key, as the window system would."""
        key = next(self._keys)
        code = Qt.Key.Key_Return if key == "\r" else Qt.Key(ord(key))
        target = QGuiApplication.focusWindow()
        assert target is not None, "the window has the focus"
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QGuiApplication.sendEvent(target, QKeyEvent(kind, code, Qt.KeyboardModifier.NoModifier, key))

    def _answered(self, said: Said, raw: str) -> None:
        """Say which scan was acknowledged, and end where anything was refused."""
        if said.tone is not Tone.OK:
            say("refused", raw=raw, title=said.title)
            QGuiApplication.exit(1)
        elif raw:
            say("scanned", label=raw)

    def _posted(self, paper: DocumentRow) -> None:
        """Say which paper the slip became."""
        say("posted", number=paper.number)


class ScannedDesktop(app.Desktop):
    """The program's own, with the scanner in it."""

    page = "scan"
    labels: tuple[str, ...] = ()

    def start(self, url: str = "") -> None:
        """Start as always, then begin to scan."""
        super().start(url)
        if self.window is None:
            self._act_as(ADMIN)  # Nobody is here to choose a password.
        self.scanner = Scanner(self, self.page, list(self.labels))


def main(store: str, page: str, labels: list[str]) -> int:
    """Run the program with the scanner in it."""
    ScannedDesktop.page = page
    ScannedDesktop.labels = tuple(labels)
    app.Desktop = ScannedDesktop  # type: ignore[misc]
    return app.main(["--store", store])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], sys.argv[3:]))

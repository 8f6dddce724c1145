"""A scanner at the real window: ``python -m benchmarks.scanner STORE SCANS`` says how long each scan took, in seconds.

A time begins with the Enter key of a scan and ends when the answer, the lines of the slip and the sum of it all have
been painted; a scanner would not have sent the next code before.
"""

import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from random import Random
from time import perf_counter

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QWidget
from sqlalchemy import Connection, select

import app
from benchmarks.story import KEEPER, TODAY, clock
from supplies.drafts import Drafts
from supplies.language import Language, use_language
from supplies.models.stock import Balance, Depot, Lot, Nature
from supplies.program import Program
from supplies.ui.appearance import Appearance
from supplies.ui.application import make_application
from supplies.ui.changes import ChangeNotifier
from supplies.ui.main_window import MainWindow
from supplies.ui.preferences import FilePreferences
from supplies.ui.scanning.scan_page import ScanPage
from supplies.ui.services import Services
from supplies.ui.session import Session
from supplies.ui.status_strip import status_of
from supplies.ui.widgets.sound import Silence

WARM_UPS = 5
LONGEST_MS = 10_000
SEVERAL = 5_000
"""Thousandths: a lot that one scan does not use up."""


class Painted(QObject):
    """Notices when parts of the screen have been painted."""

    def __init__(self, *parts: QWidget) -> None:
        super().__init__()
        self._wanted: set[QObject] = set()
        self._parts = parts
        self._loop = QEventLoop()
        self._is_ready: Callable[[], bool] = bool
        for part in parts:
            part.installEventFilter(self)

    def begin(self) -> None:
        """Wait for every part from now on."""
        self._wanted = set(self._parts)

    def wait(self, is_ready: Callable[[], bool]) -> None:
        """Let the window work until ``is_ready`` and every part has been painted after that."""
        self._is_ready = is_ready
        QTimer.singleShot(LONGEST_MS, self._loop, lambda: self._loop.exit(1))
        assert self._loop.exec() == 0, "the screen was never painted"

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Cross off what is painted once the work is done."""
        if event.type() == QEvent.Type.Paint and self._is_ready():
            self._wanted.discard(watched)
            if not self._wanted:
                QTimer.singleShot(0, self._loop.quit)  # after this very event, with the part on the screen
        return False


class Scanner:
    """The window of the program with the scan page open, and what types into it."""

    def __init__(self, program: Program, folder: Path) -> None:
        """Open the window as the program does."""
        application = make_application([sys.argv[0]])
        preferences = FilePreferences(folder / "look.ini")
        self._appearance = Appearance(application, preferences)
        self._drafts = Drafts(folder / "drafts.db")
        self._session = Session(program, KEEPER, self._drafts)
        services = Services(self._session, ChangeNotifier(), preferences, Silence(), _today)
        self.window = MainWindow(services, app.pages_of(program), app.FINDERS, status_of(KEEPER), self._appearance)
        page = self.window.current_page
        assert isinstance(page, ScanPage), "the scan page comes first"
        self._page = page
        self._answers = 0
        self._is_shown = False
        page.desk.answered.connect(self._answered)
        page.model.replaced.connect(self._shown)
        self._painted = Painted(page.band, page.table.viewport())
        self.window.show()
        self.window.activateWindow()

    def ready(self) -> None:
        """Wait until the window is open and what was not posted has been looked for."""
        loop = QEventLoop()
        timer = QTimer(interval=5)
        timer.timeout.connect(lambda: self._is_idle() and loop.quit())
        timer.start()
        loop.exec()

    def scan(self, code: str) -> float:
        """Type a code; return the seconds from its Enter until the screen shows what came of it."""
        for character in code:
            _press(Qt.Key(ord(character)), character)
        self._is_shown = False
        answers = self._answers
        self._painted.begin()
        start = perf_counter()
        _press(Qt.Key.Key_Return, "\r")
        self._painted.wait(lambda: self._answers > answers and self._is_shown)
        return perf_counter() - start

    def close(self) -> None:
        """End the window and everything behind it."""
        self._session.close()
        self._drafts.close()

    def _is_idle(self) -> bool:
        """Return whether nothing is asked and the window has the focus."""
        return self._session.is_idle and self._page.desk.slip is not None and QGuiApplication.focusWindow() is not None

    def _answered(self) -> None:
        """Note that a scan was acknowledged."""
        self._answers += 1

    def _shown(self) -> None:
        """Note that the lines of the slip are those after the scan."""
        self._is_shown = True


def _today() -> date:
    """Return the last day of the story."""
    return TODAY


def _press(key: Qt.Key, text: str) -> None:
    """Press a key as the window system would."""
    target = QGuiApplication.focusWindow()
    assert target is not None, "the window has the focus"
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QGuiApplication.sendEvent(target, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text))


def _labels(connection: Connection, count: int) -> list[str]:
    """Return labels of lots that the first depot holds, of any item, in a random order."""
    first = select(Depot.code).order_by(Depot.code).limit(1).scalar_subquery()
    statement = (
        select(Lot.label_code)
        .join(Balance, (Balance.site_id == Lot.site_id) & (Balance.lot_id == Lot.lot_id))
        .where(Balance.depot_code == first, Balance.nature == Nature.STOCK, Balance.quantity >= SEVERAL)
        .order_by(Lot.label_code)
    )
    labels = sorted(set(connection.scalars(statement)))
    Random(1).shuffle(labels)  # noqa: S311 - a choice, not a secret
    assert len(labels) >= count, "the store holds enough lots"
    return labels[:count]


def main() -> None:
    """Scan so many lots, one after the other, into one slip; print the seconds of each, one a line."""
    store, count = sys.argv[1], int(sys.argv[2])
    use_language(Language.CHINESE)
    with tempfile.TemporaryDirectory() as folder, closing(Program.open(store, clock)) as program:
        labels = program.read(lambda connection: _labels(connection, WARM_UPS + count))
        with closing(Scanner(program, Path(folder))) as scanner:
            scanner.ready()
            times = [scanner.scan(label) for label in labels]
    print("\n".join(map(str, times[WARM_UPS:])))


if __name__ == "__main__":
    main()

"""A process of its own: the desktop as app.py starts it, and a scanner that types into it.

``python -m benchmarks.scanner STORE LABEL ...`` says how long each scan took, in seconds: from its Enter key until the
answer and the lines of the slip have been painted. Each scan is kept on the disk by then.
"""

import sys
from time import perf_counter

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QWidget

from app import Desktop
from benchmarks.story import KEEPER
from supplies.language import Language, use_language
from supplies.settings import data_folder
from supplies.ui.application import make_application
from supplies.ui.scanning.scan_page import ScanPage

LOOK_MS = 5
LONGEST_MS = 10_000


class Painted(QObject):
    """Notices when parts of the screen have been painted with what is new."""

    def __init__(self, *parts: QWidget) -> None:
        super().__init__()
        self._parts = parts
        self._wanted: set[QObject] = set()
        self._due: set[QObject] = set()
        self._loop = QEventLoop()
        self._patience = QTimer(self, interval=LONGEST_MS, singleShot=True)
        self._patience.timeout.connect(self._give_up)
        for part in parts:
            part.installEventFilter(self)

    def begin(self) -> None:
        """Wait for every part from now on."""
        self._wanted = set(self._parts)
        self._due.clear()

    def mark_due(self, part: QWidget) -> None:
        """Note that a part has something new to show."""
        self._due.add(part)

    def wait(self) -> None:
        """Let the window work until every part has been painted after it was due."""
        self._patience.start()
        assert self._loop.exec() == 0, "the screen was never painted"
        self._patience.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Cross a part off that is about to be painted; with the last one, the loop ends after this event."""
        if event.type() == QEvent.Type.Paint and watched in self._wanted and watched in self._due:
            self._wanted.discard(watched)
            if not self._wanted:
                self._loop.quit()
        return False

    def _give_up(self) -> None:
        """End the waiting without success."""
        self._loop.exit(1)


class Scanner:
    """Types into the scan page of an open desktop."""

    def __init__(self, page: ScanPage) -> None:
        band, lines = page.band, page.table.viewport()
        self._painted = Painted(band, lines)
        page.desk.answered.connect(lambda _said, _raw: self._painted.mark_due(band))
        page.model.replaced.connect(lambda: self._painted.mark_due(lines))

    def scan(self, code: str) -> float:
        """Type a code; return the seconds from its Enter until the screen shows what came of it."""
        for character in code:
            _press(Qt.Key(ord(character)), character)
        self._painted.begin()
        start = perf_counter()
        _press(Qt.Key.Key_Return, "\r")
        self._painted.wait()
        return perf_counter() - start


def _press(key: Qt.Key, text: str) -> None:
    """Press a key as the window system would."""
    target = QGuiApplication.focusWindow()
    assert target is not None, "the window has the focus"
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QGuiApplication.sendEvent(target, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text))


def _ready(desktop: Desktop) -> ScanPage:
    """Wait until the window has the focus and its page has been read; return the page."""
    window = desktop.window
    assert window is not None, "the store opens"
    page = window.current_page
    assert isinstance(page, ScanPage), "the scan page comes first"
    loop = QEventLoop()

    def look() -> None:
        window.activateWindow()
        if page.services.session.is_idle and page.desk.slip is not None and QGuiApplication.focusWindow() is not None:
            loop.quit()

    timer = QTimer(interval=LOOK_MS)
    timer.timeout.connect(look)
    timer.start()
    loop.exec()
    return page


def main() -> None:
    """Scan labels into one slip, each after the one before is on the screen; print the seconds of each."""
    use_language(Language.CHINESE)
    desktop = Desktop(make_application(sys.argv[:1]), data_folder(), KEEPER)
    desktop.start(sys.argv[1])
    scanner = Scanner(_ready(desktop))
    for label in sys.argv[2:]:
        print(scanner.scan(label), flush=True)
    desktop.close()


if __name__ == "__main__":
    main()

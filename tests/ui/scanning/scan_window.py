"""The real window on the scan page, over a real store and real drafts, and a scanner that types."""

import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import delete, isValid

from app import pages_of
from supplies.drafts import Drafts
from supplies.models.stock import DocumentKind
from supplies.program import Program
from supplies.stock.slip import Slip
from supplies.stock.slip_said import Said
from supplies.ui.appearance import Appearance
from supplies.ui.changes import ChangeNotifier
from supplies.ui.form_drafts import FormDrafts
from supplies.ui.main_window import MainWindow
from supplies.ui.preferences import FilePreferences
from supplies.ui.scanning.scan_page import ScanPage
from supplies.ui.services import Services
from supplies.ui.session import Session
from supplies.ui.widgets.band import AnswerBand
from supplies.ui.widgets.status import Status
from supplies.values import Login, LotId, PlaceCode, Quantity
from tests.rooms import ADMIN
from tests.ui import waiting
from tests.ui.desktop import SMALL_SCREEN, Desktop, status, today

GAP_MS = 5
WAIT_SECONDS_MAX = 20
CONTROL = Qt.KeyboardModifier.ControlModifier


class Heard:
    """Notes the tones that were asked for."""

    def __init__(self) -> None:
        self.tones: list[Status] = []

    def play(self, status: Status) -> None:
        self.tones.append(status)


class Clock:
    """Seconds that pass only when they are told to, and far enough between two looks to tell two scans apart."""

    def __init__(self) -> None:
        self.now = 0.0
        self.step = 1.0

    def __call__(self) -> float:
        self.now += self.step
        return self.now


class ScanWindow(Desktop):
    """Somebody at the scan page; ``close`` ends it, and no timer of it fires any more, as when the program ends."""

    def __init__(
        self,
        application: QApplication,
        folder: Path,
        program: Program,
        actor: Login = ADMIN,
        clock: Callable[[], date] = today,
    ) -> None:
        self.program = program
        self.preferences = FilePreferences(folder / "look.ini")
        self.appearance = Appearance(application, self.preferences)
        self.drafts = Drafts(folder / "drafts" / "store.db")
        self.session = Session(program, actor, self.drafts)
        self.notifier = ChangeNotifier()
        self.sounds = Heard()
        self.services = Services(
            self.session, self.notifier, self.preferences, self.sounds, clock, FormDrafts(self.session)
        )
        self.window = MainWindow(self.services, pages_of(program), (), status, self.appearance)
        self.window.resize(*SMALL_SCREEN)
        page = self.window.findChild(ScanPage)
        assert isinstance(page, ScanPage), "it is opened first, whatever is shown"
        self.page = page
        self.clock = Clock()
        page.desk._clock = self.clock
        self.answers: list[tuple[Said, str]] = []
        page.desk.answered.connect(lambda said, raw: self.answers.append((said, raw)))

    def appear(self) -> None:
        """Show the window and wait until it is ready."""
        self.window.show()
        self.window.activateWindow()
        began = time.monotonic()
        while not self.window.isActiveWindow():
            waiting.pause(5)
            assert time.monotonic() - began < WAIT_SECONDS_MAX
        self.settle()

    def close(self) -> None:
        if isValid(self.window):
            self.session.close()
            delete(self.window)
            self.drafts.close()
            self.notifier.deleteLater()
            self.appearance.deleteLater()

    # --- what a scanner and a keeper do --------------------------------------------------------------------------

    def wedge(self, *codes: str, gap_ms: int = GAP_MS, end: Qt.Key = Qt.Key.Key_Return) -> None:
        """Type codes as a scanner does, wherever the focus is, and do not wait for the answers."""
        for code in codes:
            for character in code:
                send_key(Qt.Key(ord(character.upper())), character)
                pause(gap_ms)
            send_key(end, "\r")
            pause(gap_ms)

    def scan(self, *codes: str) -> Said:
        """Scan codes, each after the answer to the one before; return the last answer."""
        for code in codes:
            self.wedge(code, gap_ms=0)
            self.settle()
        return self.answers[-1][0]

    def press(self, key: Qt.Key, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.focus or self.window, key, keys)
        self.settle()

    # --- what can be seen ----------------------------------------------------------------------------------------

    @property
    def focus(self) -> QWidget | None:
        """Return what has the focus."""
        return QApplication.focusWidget()

    @property
    def band(self) -> AnswerBand:
        """Return the answer."""
        return self.page.band

    @property
    def slip(self) -> Slip:
        """Return the slip that is shown."""
        found = self.page.desk.slip
        assert found is not None, "a slip is shown"
        return found

    @property
    def lines(self) -> list[tuple[LotId, PlaceCode, Quantity]]:
        """Return lot, place and quantity of each line of the slip."""
        return [(line.lot_id, line.place, line.quantity) for line in self.slip.lines]

    def cells(self) -> list[tuple[str, ...]]:
        """Return the texts of the table, row by row."""
        model = self.page.model
        return [
            tuple(str(model.index(row, column).data()) for column in range(model.columnCount()))
            for row in range(model.rowCount())
        ]

    def choose(self, kind: DocumentKind | None) -> None:
        """Press the button of a kind of slip."""
        self.click(f"scan_kind_{'look_up' if kind is None else kind.value}")

    def settle(self) -> None:
        """Wait until everything that was scanned or asked for is answered and shown."""
        for _look in range(3):  # What is shown may ask for more.
            waiting.pause(2)
            while self._is_busy():
                waiting.pause(2)

    def _is_busy(self) -> bool:
        is_refocusing = self.page.edit._refocus.isActive() if isValid(self.page) else False
        is_waited_for = self.page.isVisible() or self.page._is_begun  # A page that was never shown has nothing to do.
        return super()._is_busy() or (is_waited_for and self.page.desk.is_busy) or is_refocusing


def send_key(key: Qt.Key, text: str = "", modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press and release a key at the window system's side, so that it goes where the focus is."""
    window = QApplication.focusWindow()
    assert window is not None, "a window has the focus"
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(window, QKeyEvent(kind, key, modifiers, text))


def pause(gap_ms: int) -> None:
    """Let everything else have its turn for so long."""
    if gap_ms:
        waiting.pause(gap_ms)

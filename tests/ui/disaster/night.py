"""Somebody in the disaster mode: the switch, the incident, scans and the go."""

from collections.abc import Callable

from PySide6.QtCore import Qt

from supplies.stock.slip import Slip
from supplies.stock.slip_said import Said
from supplies.ui.disaster.disaster_page import DisasterPage
from supplies.values import LotId, Quantity
from tests.ui import waiting
from tests.ui.desktop import SMALL_SCREEN
from tests.ui.scanning.scan_window import Clock, ScanWindow

Open = Callable[..., ScanWindow]


class Night:
    """A window that was switched to the disaster mode."""

    def __init__(self, window: ScanWindow) -> None:
        self.window = window
        if not isinstance(window.window.current_page, DisasterPage):
            window.press(Qt.Key.Key_F12)
        page = window.window.current_page
        assert isinstance(page, DisasterPage), "F12 turns the disaster mode on"
        self.page = page
        page.desk._clock = Clock()
        self.answers: list[tuple[Said, str]] = []
        page.desk.answered.connect(lambda said, raw: self.answers.append((said, raw)))
        self.settle()

    @property
    def slip(self) -> Slip:
        """Return the issue that is being filled."""
        found = self.page.desk.slip
        assert found is not None, "an issue is shown"
        return found

    @property
    def lines(self) -> list[tuple[LotId, Quantity]]:
        """Return lot and quantity of each line."""
        return [(line.lot_id, line.quantity) for line in self.slip.lines]

    def settle(self) -> None:
        """Wait until everything is answered."""
        for _look in range(3):
            self.window.settle()
            while self.page.desk.is_busy:
                waiting.pause(2)

    def on_small_screen(self) -> None:
        """Give the page exactly the screen that the oldest computers have; the screen of the tests is another."""
        self.window.window.showNormal()
        self.window.window.setFixedSize(*SMALL_SCREEN)
        self.settle()
        assert self.window.window.size().toTuple() == SMALL_SCREEN

    def scan(self, *codes: str) -> Said:
        """Scan codes wherever the focus is, each after the answer to the one before; return the last answer."""
        for code in codes:
            self.window.wedge(code, gap_ms=0)
            self.settle()
        return self.answers[-1][0]

    def click(self, name: str) -> None:
        """Press a button."""
        self.window.click(name)
        self.settle()

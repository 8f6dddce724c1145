"""Garbage is collected on the UI thread only: collecting a Qt object on a worker thread crashes the program."""

import gc

from PySide6.QtCore import QObject, QTimer

INTERVAL_MS = 2_000
FULL_EVERY = 30
"""A full collection once a minute; the young generations, which are quick, in between."""
MIDDLE_GENERATION = 1


class GarbageCollector(QObject):
    """Switches Python's automatic collection off and collects from a timer of the thread it is made on."""

    def __init__(self, parent: QObject, interval_ms: int = INTERVAL_MS) -> None:
        """Begin to collect; ``parent`` ends it."""
        super().__init__(parent)
        gc.disable()
        self._rounds = 0
        self._timer = QTimer(self, interval=interval_ms)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def collect(self) -> None:
        """Collect the young generations, and every so often all of them."""
        self._rounds += 1
        if self._rounds % FULL_EVERY:
            gc.collect(MIDDLE_GENERATION)
        else:
            gc.collect()

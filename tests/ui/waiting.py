"""Waiting in tests: events are answered meanwhile, and worker threads really go on."""

from PySide6.QtCore import QEventLoop, QTimer


def pause(milliseconds: int) -> None:
    """Let everything else have its turn for so long.

    Not ``QTest.qWait``: that keeps Python's lock while it waits, so that workers stand still (measured: they do a
    twentieth of the work), and a test of real threads waits for nothing most of its time.
    """
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()

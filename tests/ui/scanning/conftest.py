"""The scan page over real stores on SQLite and PostgreSQL, with drafts of its own."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from supplies.program import Program
from supplies.values import Login
from tests.rooms import ADMIN
from tests.ui.scanning.scan_window import ScanWindow

Open = Callable[..., ScanWindow]


@pytest.fixture
def open_window(qapp: QApplication, tmp_path: Path, program: Program) -> Iterator[Open]:
    """Return what opens a window, as often as the program is started."""
    opened: list[ScanWindow] = []
    store = program

    def open_one(actor: Login = ADMIN, program: Program = store) -> ScanWindow:
        window = ScanWindow(qapp, tmp_path, program, actor)
        opened.append(window)
        window.appear()
        return window

    yield open_one
    for window in opened:
        window.close()


@pytest.fixture
def window(open_window: Open) -> ScanWindow:
    """Return a window on the scan page."""
    return open_window()

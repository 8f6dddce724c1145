"""The count pages over real stores on SQLite and PostgreSQL, with drafts of their own."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from supplies.program import Program
from supplies.values import Login
from tests.rooms import ADMIN
from tests.ui.counting.count_window import CountWindow

Open = Callable[..., CountWindow]


@pytest.fixture
def open_window(qapp: QApplication, tmp_path: Path, program: Program) -> Iterator[Open]:
    """Return what opens a window, as often as the program is started."""
    opened: list[CountWindow] = []

    def open_one(actor: Login = ADMIN) -> CountWindow:
        window = CountWindow(qapp, tmp_path / actor, program, actor)
        opened.append(window)
        window.appear()
        return window

    yield open_one
    for window in opened:
        window.close()

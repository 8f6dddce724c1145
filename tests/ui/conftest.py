"""A session over a real database, and the gallery's window."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from supplies.ui.preferences import FilePreferences
from supplies.ui.session import Session
from supplies.values import Login
from tests.ui.backend import FakeBackend
from tests.ui.gallery import Gallery


@pytest.fixture(autouse=True, scope="module")
def garbage_on_the_ui_thread() -> Iterator[None]:
    """Collect between modules only, as the program does from a timer: a worker that collected a widget would crash.

    What survives is put aside, so that the next module does not walk over all that the ones before have left.
    """
    gc.disable()
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    gc.freeze()


@pytest.fixture
def backend(tmp_path: Path) -> FakeBackend:
    return FakeBackend(tmp_path)


@pytest.fixture
def session(qapp: QApplication, backend: FakeBackend) -> Iterator[Session]:
    opened = Session(backend, Login("zhang"))
    yield opened
    backend.gate.set()
    opened.close()


@pytest.fixture
def preferences(tmp_path: Path) -> FilePreferences:
    return FilePreferences(tmp_path / "look.ini")


@pytest.fixture
def gallery(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Gallery]:
    opened = Gallery(qapp, tmp_path)
    opened.window.show()
    opened.window.activateWindow()
    qtbot.waitUntil(opened.window.isActiveWindow)
    opened.settle()
    yield opened
    opened.backend.gate.set()
    opened.close()

"""The desktop's pages over real stores: a window with all of them, and a stand-in where one would begin to scan."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from app import pages_of
from supplies.program import Program
from supplies.ui.page import Page
from supplies.ui.services import PageSpec, Services
from supplies.ui.widgets.search_field import PAUSE_MS, SearchField
from tests.ui.desktop import Desktop, type_in
from tests.ui.waiting import pause


class ScanStandIn(Page):
    """Notes what kind of slip is wanted, and does nothing."""

    def __init__(self, services: Services) -> None:
        super().__init__(services, "scan", "扫码")
        self.wanted: list[str] = []

    def open_record(self, key: str) -> None:
        self.wanted.append(key)


@pytest.fixture
def desktop(qtbot: QtBot, qapp: QApplication, tmp_path: Path, program: Program) -> Iterator[Desktop]:
    """Return the window with every page of the program, on both databases."""
    specs = (PageSpec("scan", "扫码", "scan", ScanStandIn), *pages_of(program)[1:])
    opened = Desktop(qapp, tmp_path, program, specs)
    opened.window.show()
    opened.window.activateWindow()
    qtbot.waitUntil(opened.window.isActiveWindow)
    opened.settle()
    yield opened
    opened.close()


def search(desktop: Desktop, field: SearchField, text: str) -> None:
    """Look for a text, as somebody who types it and waits."""
    field.setFocus()
    field.selectAll()
    type_in(field, text)
    pause(PAUSE_MS + 20)
    desktop.settle()


def clipboard_rows() -> list[list[str]]:
    """Return what a spreadsheet would take from the clipboard."""
    return [line.split("\t") for line in QGuiApplication.clipboard().text().split("\n")]


def take_file(desktop: Desktop, path: Path) -> str:
    """Answer the question where a file goes, as the dialog does once it is filled in; return the name it proposed."""
    dialog = desktop.window.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog), "nobody asked"
    assert dialog.isVisible()
    proposed = Path(dialog.selectedFiles()[0]).name
    dialog.fileSelected.emit(str(path))
    dialog.reject()
    desktop.settle()
    return proposed

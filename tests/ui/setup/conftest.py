"""The set-up screen over real stores on SQLite and PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from supplies.program import Program
from supplies.ui.services import PageSpec
from supplies.ui.setup.setup_page import SetupPage
from tests.ui.desktop import Desktop

SPECS = (PageSpec("setup", "基础设置", "settings", SetupPage),)


@pytest.fixture
def desktop(qtbot: QtBot, qapp: QApplication, tmp_path: Path, program: Program) -> Iterator[Desktop]:
    opened = Desktop(qapp, tmp_path, program, SPECS)
    opened.window.show()
    opened.window.activateWindow()
    qtbot.waitUntil(opened.window.isActiveWindow)
    opened.settle()
    yield opened
    opened.close()


@pytest.fixture
def page(desktop: Desktop) -> SetupPage:
    return desktop.open(SetupPage, "setup")

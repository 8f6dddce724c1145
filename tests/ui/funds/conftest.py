"""The funds screen over real stores on SQLite and PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from supplies.program import Program
from supplies.ui.funds.appropriation_page import AppropriationPage
from supplies.ui.funds.funds_page import FundsPage
from supplies.ui.procurement.lot_page import LotPage
from supplies.ui.services import PageSpec
from tests.ui.desktop import Desktop

SPECS = (
    PageSpec("funds", "资金", "funds", FundsPage),
    PageSpec("appropriation", "资金指标", "funds", AppropriationPage, in_rail=False),
    PageSpec("lot", "采购包", "funds", LotPage, in_rail=False),
)


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
def page(desktop: Desktop) -> FundsPage:
    return desktop.open(FundsPage, "funds")

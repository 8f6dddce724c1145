"""The screens of procurement over real stores on SQLite and PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from supplies.program import Program
from supplies.ui.procurement.board_page import BoardPage
from supplies.ui.procurement.contract_page import ContractPage
from supplies.ui.procurement.contracts_page import ContractsPage
from supplies.ui.procurement.lot_page import LotPage
from supplies.ui.services import PageSpec
from tests.ui.desktop import Desktop

SPECS = (
    PageSpec("lot", "包", "funds", LotPage),
    PageSpec("contract", "合同", "funds", ContractPage),
    PageSpec("contracts", "合同", "funds", ContractsPage),
    PageSpec("board", "看板", "funds", BoardPage),
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

"""The screens of procurement over real stores on SQLite and PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from supplies.program import Program
from supplies.ui.procurement.agenda_page import AgendaPage
from supplies.ui.procurement.board_page import BoardPage
from supplies.ui.procurement.contract_page import ContractPage
from supplies.ui.procurement.contracts_page import ContractsPage
from supplies.ui.procurement.lot_page import LotPage
from supplies.ui.procurement.trace_page import FundTracePage
from supplies.ui.reports.reports_page import ReportsPage
from supplies.ui.services import PageSpec
from supplies.ui.stock.proof_page import ProofPage
from supplies.ui.stock.trace_page import TracePage
from tests.ui.desktop import Desktop

SPECS = (
    PageSpec("lot", "包", "funds", LotPage),
    PageSpec("contract", "合同", "funds", ContractPage),
    PageSpec("contracts", "合同", "funds", ContractsPage),
    PageSpec("fund_trace", "资金流向", "funds", FundTracePage, in_rail=False),
    PageSpec("trace", "追溯", "documents", TracePage, in_rail=False),
    PageSpec("proof", "数量证明", "check", ProofPage, in_rail=False),
    PageSpec("reports", "报表", "reports", ReportsPage, in_rail=False),
    PageSpec("agenda", "期限", "calendar", AgendaPage, in_rail=False),
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

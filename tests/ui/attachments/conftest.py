"""The pages of records that scanned papers belong to, over real stores on SQLite and PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from supplies.program import Program
from supplies.ui.funds.appropriation_page import AppropriationPage
from supplies.ui.procurement.contract_page import ContractPage
from supplies.ui.procurement.lot_page import LotPage
from supplies.ui.services import PageSpec
from supplies.ui.stock.document_page import DocumentPage
from tests.attachments.papers import Records, records
from tests.rooms import Desk
from tests.ui.desktop import Desktop

SPECS = (
    PageSpec("contract", "合同", "funds", ContractPage),
    PageSpec("lot", "包", "funds", LotPage),
    PageSpec("document", "单据", "documents", DocumentPage),
    PageSpec("appropriation", "指标", "funds", AppropriationPage),
)


@pytest.fixture
def of(desk: Desk) -> Records:
    """Return a record of each kind."""
    return records(desk)


@pytest.fixture
def desktop(qtbot: QtBot, qapp: QApplication, tmp_path: Path, program: Program, of: Records) -> Iterator[Desktop]:
    opened = Desktop(qapp, tmp_path, program, SPECS)
    opened.window.show()
    opened.window.activateWindow()
    qtbot.waitUntil(opened.window.isActiveWindow)
    opened.settle()
    yield opened
    opened.close()

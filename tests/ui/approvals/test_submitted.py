"""At the scan page: a write-off that others have to approve is submitted, said so, and the next slip begins."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from supplies.approvals.queries import ProposalFilter, proposals_page
from supplies.models.stock import DocumentKind
from supplies.program import Program
from supplies.scanning.commands import Command
from supplies.scanning.label_code import place_code
from supplies.stock.slip_said import Tone
from tests.approvals.office import KEEPER, open_office
from tests.rooms import A01, DEPOT, WATER, Desk, some
from tests.stock.keeper import label_of
from tests.ui.desktop import fill
from tests.ui.scanning.scan_window import ScanWindow


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, tmp_path: Path, program: Program, desk: Desk) -> Iterator[ScanWindow]:
    """Return the keeper at the scan page of a store with the usual routes."""
    open_office(desk)
    opened = ScanWindow(qapp, tmp_path, program, KEEPER)
    opened.appear()
    yield opened
    opened.close()


def test_a_write_off_that_was_scanned_is_submitted_and_the_slip_is_empty(desk: Desk, window: ScanWindow) -> None:
    lot = desk.lot(WATER, 10, batch_no="NF-1")
    window.choose(DocumentKind.WRITE_OFF)
    window.scan(place_code(DEPOT, A01), label_of(desk, lot), "3")
    window.scan(Command.POST.label_code)
    panel = window.page.panel
    assert panel.isVisible(), "a line that is written off says why"
    fill(panel.form, reason="破损")
    QTest.keyClick(panel.reason.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    window.settle()
    said = window.scan(Command.POST.label_code)
    (row,) = desk.read(proposals_page, ProposalFilter())
    assert said.tone is Tone.INFO and row.number in said.title
    assert window.slip.lines == () and desk.held(lot) == some(10)

"""Transfers and loans by scanner: from the first scan to the books and the printed paper, and back."""

import pytest
from PySide6.QtCore import Qt

from supplies.models.stock import DocumentKind
from supplies.models.transfers import Terms
from supplies.scanning.commands import Command
from supplies.scanning.label_code import place_code
from supplies.stock.documents import documents_page
from supplies.stock.loans import OutFilter, outstanding
from supplies.stock.lookups import IN_TRANSIT, ON_LOAN
from supplies.stock.slip_said import Tone
from supplies.stock.transit import shipment
from supplies.ui.stock.transit_page import TransitPage
from supplies.ui.widgets.picker import Option
from supplies.values import LotId
from tests.printing.reports.samples import page_texts
from tests.reports.reading import made
from tests.rooms import A01, DEPOT, NOW, TENT, TODAY, Desk, ago, lot_line, some
from tests.stock.keeper import SECOND, label_of, second_depot
from tests.stock.sending import to_second
from tests.ui.desktop import fill, on_sqlite
from tests.ui.scanning.scan_window import CONTROL, ScanWindow

HERE = place_code(DEPOT, A01)


@pytest.fixture
def tents(desk: Desk) -> LotId:
    """Return a lot of ten tents at A01; there is a second depot."""
    second_depot(desk)
    return desk.lot(TENT, 10, day=ago(20))


def test_goods_are_scanned_out_to_another_depot_and_in_there(desk: Desk, tents: LotId, window: ScanWindow) -> None:
    window.scan(Command.DISPATCH.label_code, label_of(desk, tents), "6")
    head = window.page.head
    head.to_depot.choose(Option(SECOND, "铁东区库"))
    fill(head, paper_number="鞍应急调〔2026〕3号", vehicle="辽C·12345", receiver="接收人", due_on=TODAY.isoformat())
    window.click("slip_head_more")
    head.terms.choose(Option(Terms.HELD.value, "代储"))
    window.press(Qt.Key.Key_P, CONTROL)
    (paper,) = desk.read(documents_page, kind=DocumentKind.DISPATCH)
    assert (paper.peer_depot, paper.vehicle, paper.due_on) == (SECOND, "辽C·12345", TODAY)
    assert desk.read(shipment, paper.number, NOW).head.terms is Terms.HELD
    assert desk.held(tents, IN_TRANSIT) == some(6)
    printed = "".join(page_texts(made(desk, "document", number=paper.number)))
    for words in (paper.number, "鞍应急调〔2026〕3号", "辽C·12345", "接收人", "12㎡单帐篷", "代储", str(TODAY)):
        assert words in printed, words

    window.scan(paper.number)
    page = window.window.current_page
    assert isinstance(page, TransitPage), "the number of a transfer leads to its acceptance"
    window.settle()
    assert page.panel.isVisible()
    page.panel.place.choose(Option(A01, A01))
    window.click("arrival_form_submit")
    assert desk.held(tents, IN_TRANSIT) == some(0)
    (accepted,) = desk.read(documents_page, kind=DocumentKind.ACCEPTANCE)
    assert accepted.depot_code == SECOND


def test_goods_are_lent_by_scanner_until_a_day(desk: Desk, tents: LotId, window: ScanWindow) -> None:
    window.scan(Command.LEND.label_code, HERE, label_of(desk, tents), "4")
    assert window.page.desk.kind is DocumentKind.LOAN
    window.press(Qt.Key.Key_P, CONTROL)
    assert window.answers[-1][0].tone is Tone.ERROR, "a loan needs a borrower and a day"
    fill(window.page.head, counterparty="立山区消防救援大队", due_on=ago(-30).isoformat())
    window.press(Qt.Key.Key_P, CONTROL)
    assert desk.held(tents, ON_LOAN) == some(4)
    (row,) = desk.read(outstanding, TODAY, OutFilter(holder="消防"))
    assert (row.left, row.due_on) == (some(4), ago(-30))


@on_sqlite
def test_a_transfer_without_an_addressee_stays_on_the_slip(desk: Desk, tents: LotId, window: ScanWindow) -> None:
    window.scan(Command.DISPATCH.label_code, label_of(desk, tents))
    window.press(Qt.Key.Key_P, CONTROL)
    assert window.answers[-1][0].tone is Tone.ERROR and window.lines == [(tents, A01, some(1))]


@on_sqlite
def test_what_cannot_be_handed_out_explains_itself(desk: Desk, tents: LotId, window: ScanWindow) -> None:
    desk.paper(to_second(lot_line(tents, 10)))
    said = window.scan(label_of(desk, tents))
    assert said.tone is Tone.ERROR and "在途 10" in said.title

from contextlib import closing

import pytest
from pypdfium2 import PdfDocument
from PySide6.QtWidgets import QLabel, QLineEdit

from supplies.cli.report import WRITERS
from supplies.models.accounts import Role
from supplies.models.open_items import DebtKind
from supplies.models.relief import Disaster, IncidentKind
from supplies.relief.actions import OpenIncident
from supplies.reports.catalogue import build_report
from supplies.reports.request import Occasion, ReportFilter
from supplies.stock.debts import open_debts
from supplies.stock.documents import documents_page
from supplies.ui.disaster.debt_strip import DebtStrip
from supplies.ui.disaster.debts_page import DebtsPage
from supplies.values import LotId
from tests.rooms import ADMIN, NOW, TODAY, WATER, Desk, act, ago
from tests.stock.keeper import label_of
from tests.ui import walks
from tests.ui.desktop import SMALL_SCREEN, fill, on_sqlite
from tests.ui.disaster.night import Night, Open
from tests.ui.scanning.scan_window import ScanWindow

ANSWERS = {
    DebtKind.RECEIVER: "张三，铁东区应急局",
    DebtKind.SIGNATURE: "2026年应急卷第3页",
    DebtKind.ORDER: "鞍应急发〔2026〕12号",
    DebtKind.VEHICLE: "辽C12345，李四",
}


@pytest.fixture
def water(desk: Desk) -> LotId:
    """Return a lot of a hundred, and open an incident."""
    opening = {"kind": IncidentKind.INCIDENT, "title": "铁东区内涝", "disaster": Disaster.FLOOD, "started_on": TODAY}
    desk.post(act(OpenIncident, **opening))
    return desk.lot(WATER, 100, day=ago(5))


def handed_out(desk: Desk, window: ScanWindow, water: LotId) -> str:
    """Hand out in the disaster mode, leave it, and return the document's number."""
    night = Night(window)
    night.scan(label_of(desk, water), "20")
    night.click("disaster_go")
    night.click("disaster_leave")
    number: str = desk.read(documents_page)[0].number
    return number


def strip(window: ScanWindow) -> DebtStrip:
    """Return the line on the first page."""
    return window.find(DebtStrip, "debt_strip")


def opened(window: ScanWindow) -> DebtsPage:
    """Open the list from the strip on the first page."""
    window.click("debt_strip_open")
    page = window.window.current_page
    assert isinstance(page, DebtsPage)
    window.settle()
    return page


def entry(page: DebtsPage, kind: DebtKind) -> QLineEdit:
    """Return where a kind of debt is supplied."""
    edit = page.panel.form.field(kind.value).edit
    assert isinstance(edit, QLineEdit)
    return edit


def pdf_text(pdf: bytes) -> str:
    """Return the text of all pages without blanks and breaks."""
    with closing(PdfDocument(pdf)) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    return "".join("".join(pages).split())


def printed(desk: Desk, number: str) -> str:
    """Return what stands on the printed document."""
    occasion = Occasion(ADMIN, NOW)
    report = desk.read(build_report, "document", ReportFilter(number=number), occasion)
    return pdf_text(WRITERS[".pdf"](report))


def test_papers_are_supplied_later_another_person_confirms_and_the_paper_says_who(
    desk: Desk, water: LotId, open_window: Open
) -> None:
    keeper = desk.hire("keeper", Role.KEEPER, name="李保管")
    head = desk.hire("head", Role.SECTION_HEAD, name="赵科长")
    window = open_window(keeper)
    assert not strip(window).isVisible()
    number = handed_out(desk, window, water)
    assert strip(window).isVisible()
    assert "5" in strip(window).words
    owing = printed(desk, number)
    assert "待补" in owing
    page = opened(window)
    assert page.table.row_total == len(DebtKind)
    page.open_record(number)
    window.settle()
    own = entry(page, DebtKind.SECOND_PERSON)
    assert not own.isEnabled()
    assert "keeper" in own.toolTip()
    fill(page.panel.form, **{kind.value: text for kind, text in ANSWERS.items()})
    window.click("settle_debts_form_submit")
    assert [row.kind for row in desk.read(open_debts)] == [DebtKind.SECOND_PERSON]
    window.close()

    second = open_window(head)
    page = opened(second)
    page.open_record(number)
    second.settle()
    assert entry(page, DebtKind.SECOND_PERSON).isEnabled()
    fill(page.panel.form, second_person="数量已核对")
    second.click("settle_debts_form_submit")
    assert desk.read(open_debts) == []
    text = printed(desk, number)
    for words in (*ANSWERS.values(), "数量已核对", "李保管", "赵科长"):
        assert words in text
    assert "待补" not in text


@on_sqlite
def test_what_is_not_there_yet_stays_owed(desk: Desk, water: LotId, window: ScanWindow) -> None:
    number = handed_out(desk, window, water)
    page = opened(window)
    page.open_record(number)
    window.settle()
    fill(page.panel.form, receiver="张三")
    window.click("settle_debts_form_submit")
    assert {row.kind for row in desk.read(open_debts)} == set(DebtKind) - {DebtKind.RECEIVER}


@on_sqlite
def test_the_document_shows_what_is_owed_and_leads_to_it(desk: Desk, water: LotId, window: ScanWindow) -> None:
    number = handed_out(desk, window, water)
    window.window.open_page("document", number)
    window.settle()
    shown = "".join(label.text() for label in window.window.current_page.findChildren(QLabel))
    assert shown.count("待补") >= len(DebtKind)
    window.click("document_owed")
    page = window.window.current_page
    assert isinstance(page, DebtsPage)
    assert page.panel.isVisible()


@on_sqlite
def test_the_list_and_its_panel_fit_a_small_screen_in_large_print(desk: Desk, water: LotId, window: ScanWindow) -> None:
    number = handed_out(desk, window, water)
    page = opened(window)
    window.window.setFixedSize(*SMALL_SCREEN)
    window.settle()
    assert walks.cut_off(page) == []
    page.open_record(number)
    window.settle()
    for complaints in (walks.cut_off, walks.nameless, walks.keyless, walks.clashing):
        assert complaints(page) == []

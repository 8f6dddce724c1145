"""From the first click to the books and the printed certificate: goods are inspected, and rejected ones go back."""

import pytest
from PySide6.QtWidgets import QLineEdit

from supplies.models.accounts import Role
from supplies.models.stock import DocumentKind, PlaceKind
from supplies.stock.documents import DocumentRow, document, documents_page
from supplies.stock.lookups import part_of
from supplies.stock.sending_back import BACK
from supplies.ui.incoming.inspection_panel import signers
from supplies.ui.incoming.waiting_page import WaitingPage
from supplies.ui.reports.reports_page import ReportsPage
from supplies.ui.stock.document_page import DocumentPage
from supplies.values import Login
from tests.printing.reports.samples import page_texts
from tests.reports.reading import made
from tests.rooms import A01, QUILT, SITE, TENT, Desk, goods, some, yuan
from tests.stock.incoming import receipt
from tests.ui.desktop import Desktop, fill, on_sqlite, type_in

STOP = part_of(A01, PlaceKind.OUT_OF_SERVICE)


@pytest.fixture
def keeper(desk: Desk) -> Login:
    """Return who received the goods; the one at the desktop is another."""
    return desk.hire("keeper", Role.KEEPER, name="保管员")


def arrived(desk: Desk, keeper: Login) -> DocumentRow:
    """Take two lines of a contract in to be inspected."""
    lines = (goods(TENT, 10, yuan(5000), ordered=some(12)), goods(QUILT, 20, yuan(1000)))
    action = receipt(*lines, contract_number="HT-8", counterparty="某厂")
    found: DocumentRow = desk.read(document, SITE, desk.post(action, actor=keeper)[0].entry.seq)
    return found


def opened(desktop: Desktop) -> WaitingPage:
    """Return the page with its first receipt selected."""
    page = desktop.open(WaitingPage, "waiting")
    page.table.selectRow(0)
    desktop.settle()
    return page


def entry(desktop: Desktop, name: str) -> QLineEdit:
    """Return an entry of the lines of the form."""
    return desktop.find(QLineEdit, f"lines_{name}")


def test_goods_are_inspected_line_by_line_and_the_certificate_is_printed(
    desktop: Desktop, desk: Desk, keeper: Login
) -> None:
    paper = arrived(desk, keeper)
    tents, _quilts = (line.lot_id for line in desk.lines(paper))
    page = opened(desktop)
    assert [page.model.row_at(at).contract_number for at in range(page.model.rowCount())] == ["HT-8"]
    desktop.click("waiting_inspect")
    assert page.panel.isVisible()
    assert (entry(desktop, "1_accepted").text(), entry(desktop, "2_accepted").text()) == ("10", "20")
    assert not entry(desktop, "1_reason").isVisible(), "a reason is asked for only where it matters"

    type_in(entry(desktop, "1_rejected"), "2")
    type_in(entry(desktop, "1_conceded"), "1")
    assert entry(desktop, "1_accepted").text() == "7", "what is rejected is not accepted"
    desktop.click("inspection_form_submit")
    assert page.panel.isVisible() and "让步" in page.panel.lines.shown_problem
    type_in(entry(desktop, "1_concession"), "色差")
    type_in(entry(desktop, "1_allowed_by"), "科长")
    type_in(entry(desktop, "1_reason"), "开线")
    fill(page.panel.form, inspectors="王一/使用单位;李二/质检所", sample="CY-7", indicators="符合合同")
    desktop.click("inspection_form_submit")
    assert not page.panel.isVisible(), page.panel.form.message.words
    assert f"{paper.number} 已验收" in page.message.words
    assert page.model.rowCount() == 0

    assert [desk.held(tents, place) for place in (A01, STOP)] == [some(8), some(2)]
    (inspected,) = desk.read(documents_page, kind=DocumentKind.INSPECTION)
    desktop.window.open_page("document", inspected.number)
    desktop.settle()
    desktop.click("document_certificate")
    assert isinstance(desktop.window.current_page, ReportsPage)
    words = "".join(page_texts(made(desk, "acceptance", number=inspected.number)))
    assert all(text in words for text in ("履约验收书", "HT-8", "王一", "质检所", "色差", "开线", "CY-7"))


def test_rejected_goods_go_back_to_the_supplier_and_the_voucher_says_why(
    desktop: Desktop, desk: Desk, keeper: Login
) -> None:
    paper = arrived(desk, keeper)
    tents = desk.lines(paper)[0].lot_id
    page = opened(desktop)
    desktop.click("waiting_inspect")
    type_in(entry(desktop, "1_rejected"), "3")
    type_in(entry(desktop, "1_reason"), "开线")
    fill(page.panel.form, inspectors="王一")
    desktop.click("inspection_form_submit")
    desktop.window.open_page("document", paper.number)
    desktop.settle()
    desktop.click("document_send_back")
    panel = page.back_panel
    assert panel.isVisible()
    assert "停用" in panel.goods.edit.currentText() and panel.quantity.text() == "3"  # type: ignore[attr-defined]
    desktop.click("send_back_form_submit")
    assert panel.isVisible() and "尚未填写" in panel.reason.shown_problem
    fill(panel.form, reason="不合格退货")
    desktop.click("send_back_form_submit")
    assert not panel.isVisible(), panel.form.message.words
    assert (desk.held(tents, STOP), desk.held(tents, BACK)) == (some(0), some(3))
    (sent,) = desk.read(documents_page, kind=DocumentKind.SEND_BACK)
    assert sent.counterparty == "某厂"
    words = "".join(page_texts(made(desk, "document", number=sent.number)))
    assert all(text in words for text in (sent.number, "不合格退货", "某厂"))


@on_sqlite
def test_whoever_received_the_goods_is_told_that_another_has_to_accept_them(desktop: Desktop, desk: Desk) -> None:
    desk.post(receipt(goods(TENT, 10)))
    page = opened(desktop)
    desktop.click("waiting_inspect")
    fill(page.panel.form, inspectors="王一")
    head = desk.program.head
    desktop.click("inspection_form_submit")
    assert page.panel.isVisible() and "不能自己验收" in page.panel.inspectors.shown_problem
    assert desk.program.head == head


@on_sqlite
def test_a_receipt_opens_its_inspection_and_one_without_waiting_goods_says_so(
    desktop: Desktop, desk: Desk, keeper: Login
) -> None:
    paper = arrived(desk, keeper)
    done = desk.receive(goods(TENT, 1))
    for number, is_open in ((done.number, False), (paper.number, True)):
        desktop.window.open_page("document", number)
        desktop.settle()
        assert isinstance(desktop.window.current_page, DocumentPage)
        desktop.click("document_inspect")
        page = desktop.window.current_page
        assert isinstance(page, WaitingPage)
        assert page.panel.isVisible() is is_open
    assert done.number in page.message.words or page.panel.isVisible()


@on_sqlite
def test_buttons_wait_for_a_receipt_and_a_search_finds_it(desktop: Desktop, desk: Desk, keeper: Login) -> None:
    arrived(desk, keeper)
    page = desktop.open(WaitingPage, "waiting")
    assert not page.inspect_button.isEnabled() and not page.back_button.isEnabled()
    page.search.setText("HT-9")
    page.list_anew()
    desktop.settle()
    assert page.model.rowCount() == 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("王一/使用单位；李二／质检所", [("王一", "使用单位"), ("李二", "质检所")]),
        ("王一（使用单位）、李二", [("王一", "使用单位"), ("李二", "")]),
        (" ; /x", []),
    ],
)
def test_signers_are_read_however_they_are_written(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(signer.name, signer.unit) for signer in signers(text)] == expected

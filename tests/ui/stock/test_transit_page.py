"""From the first click to the books and the printed paper: a transfer is sent, found on its way, and accepted."""

from PySide6.QtWidgets import QLineEdit

from supplies.models.stock import DocumentKind
from supplies.scanning.label_code import place_code
from supplies.stock.actions import AddDepot, AddPlace
from supplies.stock.documents import DocumentRow, documents_page
from supplies.stock.lookups import IN_TRANSIT, LOST
from supplies.stock.transfers import Dispatch
from supplies.tables import RowKind
from supplies.ui.stock.transit_page import TransitPage
from supplies.values import DepotCode, LotId
from tests.printing.reports.samples import page_texts
from tests.reports.reading import made, rows
from tests.rooms import A01, DEPOT, TENT, Desk, act, goods, lot_line
from tests.stock.keeper import label_of
from tests.ui.desktop import Desktop, type_in

SECOND = DepotCode("210302A")


def sent(desk: Desk, *quantities: int) -> tuple[list[LotId], DocumentRow]:
    """Send so many of each of some lots to the second depot."""
    desk.post(act(AddDepot, code=SECOND, name="铁东区库"), act(AddPlace, depot=SECOND, code=A01, name="甲区"))
    lots = [goods(TENT, 10, batch_no=f"P{number}") for number, _each in enumerate(quantities)]
    desk.receive(*lots)
    lines = tuple(lot_line(lot.lot_id, quantity) for lot, quantity in zip(lots, quantities, strict=True))
    paper = desk.paper(act(Dispatch, depot=DEPOT, to_depot=SECOND, vehicle="辽C·12345", lines=lines))
    return [lot.lot_id for lot in lots], paper


def opened(desktop: Desktop) -> TransitPage:
    """Return the page with its first transfer selected."""
    page = desktop.open(TransitPage, "transit")
    page.table.selectRow(0)
    desktop.settle()
    return page


def entry(desktop: Desktop, name: str) -> QLineEdit:
    """Return an entry of the lines of the form."""
    return desktop.find(QLineEdit, f"lines_{name}")


def put_at(desktop: Desktop, page: TransitPage, label: str) -> None:
    """Scan the label of a location into the form."""
    page.panel.scan.setFocus()
    type_in(page.panel.scan, label)
    page.panel.scan.scanned.emit(label)
    desktop.settle()


def test_a_transfer_is_accepted_with_a_shortage_and_the_paper_says_so(desktop: Desktop, desk: Desk) -> None:
    (lot, other), paper = sent(desk, 6, 3)
    page = opened(desktop)
    assert [page.model.row_at(at).number for at in range(page.model.rowCount())] == [paper.number]
    desktop.click("transit_accept")
    assert page.panel.isVisible()
    assert (entry(desktop, "1_accepted").text(), entry(desktop, "2_accepted").text()) == ("6", "3")

    put_at(desktop, page, place_code(SECOND, A01))
    assert page.panel.place.value() == A01
    put_at(desktop, page, label_of(desk, lot))
    assert entry(desktop, "1_accepted").hasFocus(), "scanned goods lead to their line"
    type_in(entry(desktop, "1_short"), "2")
    assert entry(desktop, "1_accepted").text() == "4", "what is missing did not arrive"
    desktop.click("arrival_form_submit")
    assert page.panel.isVisible(), "a shortage needs its reason"
    type_in(entry(desktop, "1_reason"), "途中遗失,司机签认")
    desktop.click("arrival_form_submit")
    assert not page.panel.isVisible()

    assert [str(desk.held(each, A01, SECOND)) for each in (lot, other)] == ["4", "3"]
    assert [str(desk.held(lot, place)) for place in (IN_TRANSIT, LOST)] == ["0", "2"]
    assert page.model.rowCount() == 0, "nothing is on its way any more"
    (accepted,) = desk.read(documents_page, kind=DocumentKind.ACCEPTANCE)
    report = made(desk, "document", number=accepted.number)
    printed = "".join(page_texts(report))
    for words in (accepted.number, paper.number, "途中遗失,司机签认", "市本级库"):
        assert words in printed, words
    told = [(row.get("quantity"), row.get("reason")) for table in report.tables for row in rows(table, RowKind.LINE)]
    assert sorted((str(quantity), reason or "") for quantity, reason in told) == [
        ("2", "途中遗失,司机签认"),
        ("3", ""),
        ("4", ""),
    ]


def test_what_turned_round_is_taken_back_by_its_sender(desktop: Desktop, desk: Desk) -> None:
    (lot,), _paper = sent(desk, 6)
    page = opened(desktop)
    desktop.click("transit_home")
    assert not entry(desktop, "1_short").isVisible(), "the sender cannot know what is missing"
    put_at(desktop, page, place_code(DEPOT, A01))
    desktop.click("arrival_form_submit")
    assert not page.panel.isVisible()
    assert str(desk.held(lot)) == "10"


def test_the_number_of_a_settled_transfer_opens_no_form(desktop: Desktop, desk: Desk) -> None:
    _lots, paper = sent(desk, 6)
    desk.reverse(paper)
    page = desktop.open(TransitPage, "transit")
    desktop.window.open_page("transit", paper.number)
    desktop.settle()
    assert not page.panel.isVisible()
    assert paper.number in page.message.words

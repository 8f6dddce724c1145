"""Where goods come from, said on the scan page: to be inspected, of a contract, given, or held for their owner."""

from supplies.models.stock import DocumentKind, Origin, PlaceKind
from supplies.scanning.label_code import item_code, place_code
from supplies.stock.actions import Into
from supplies.stock.documents import documents_page
from supplies.stock.donations import donation
from supplies.stock.incoming import receipt_detail
from supplies.stock.lookups import part_of
from supplies.stock.slip import SlipHead
from supplies.stock.slip_source import Source
from supplies.ui.widgets.picker import Option
from tests.rooms import A01, DEPOT, SITE, WATER, Desk
from tests.stock.incoming import gift
from tests.ui.desktop import fill, on_sqlite
from tests.ui.scanning.scan_window import ScanWindow

HERE = place_code(DEPOT, A01)


def begin(window: ScanWindow, into: Into, origin: Origin = Origin.PURCHASE) -> None:
    """Begin a receipt with one line."""
    window.choose(DocumentKind.RECEIPT)
    window.scan(HERE)
    window.scan(item_code(WATER))
    window.page.head.origin.choose(Option(origin.value, origin.value))
    window.page.head.into.choose(Option(into.value, into.value))
    window.click("slip_head_source")


def test_goods_of_a_contract_are_taken_in_to_be_inspected(window: ScanWindow, desk: Desk) -> None:
    begin(window, Into.INSPECTING)
    panel = window.page.source_panel
    assert panel.isVisible() and not panel.donor.isVisible()
    fill(panel.form, contract="HT-8", tender_lot="2包", invoice="FP-9")
    window.click("slip_source_form_submit")
    window.click("slip_head_submit")
    (paper,) = desk.read(documents_page, kind=DocumentKind.RECEIPT)
    detail = desk.read(receipt_detail, SITE, paper.seq)
    assert (detail.contract_number, detail.tender_lot, detail.invoice_number) == ("HT-8", "2包", "FP-9")
    (line,) = desk.lines(paper)
    assert line.to_place == part_of(A01, PlaceKind.INSPECTING)


def test_a_gift_is_recorded_with_its_purpose(window: ScanWindow, desk: Desk) -> None:
    begin(window, Into.ON_HAND, Origin.DONATION)
    panel = window.page.source_panel
    assert panel.donor.isVisible() and not panel.contract.isVisible()
    fill(panel.form, donor="某公司", purpose="安置群众", beneficiary="岫岩县", receipt="JZ-1")
    window.click("slip_source_form_submit")
    window.click("slip_head_submit")
    (paper,) = desk.read(documents_page, kind=DocumentKind.RECEIPT)
    row = desk.read(donation, SITE, paper.seq)
    assert (row.donor, row.intent, row.receipt_number) == ("某公司", "定向；安置群众；岫岩县", "JZ-1")


@on_sqlite
def test_what_was_said_of_the_source_stays_with_the_slip(window: ScanWindow) -> None:
    begin(window, Into.INSPECTING)
    fill(window.page.source_panel.form, contract="HT-8")
    window.click("slip_source_form_submit")
    window.choose(DocumentKind.ISSUE)
    assert not window.page.head.source_button.isVisible()
    window.choose(DocumentKind.RECEIPT)
    assert window.page.head.head().source == Source(into=Into.INSPECTING, contract_number="HT-8")


def test_a_source_leaves_out_what_belongs_to_another_origin() -> None:
    whole = Source(into=Into.HELD, contract_number="HT", allotment_number="令", donation=gift())
    assert whole.fields(Origin.PURCHASE)["donation"] is None
    assert whole.fields(Origin.DONATION) == {
        "into": Into.HELD,
        "contract_number": "",
        "tender_lot": "",
        "invoice_number": "",
        "allotment_number": "",
        "keeps_owner": True,
        "donation": gift(),
    }
    assert whole.fields(Origin.ALLOTMENT)["allotment_number"] == "令"
    assert SlipHead().source.is_plain and not whole.is_plain

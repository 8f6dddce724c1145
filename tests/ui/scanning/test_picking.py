"""Picking an order by scan: from the number of the order to the posted hand-over that meets it."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from supplies.models.stock import DocumentKind
from supplies.relief.queries import order_items, orders
from supplies.relief.words import OrderState
from supplies.stock.documents import documents_page
from supplies.ui.scanning.scan_page import ScanPage
from supplies.ui.widgets.status import Status
from supplies.values import LotId
from tests.relief.needs import asked, done, flood, gives, orders_to, wants
from tests.rooms import A01, DEPOT, QUILT, TENT, Desk, some
from tests.ui.scanning.scan_window import CONTROL, ScanWindow


@pytest.fixture
def quilts(desk: Desk) -> LotId:
    """Return a lot of quilts."""
    return desk.lot(QUILT, 20)


@pytest.fixture
def ordered(desk: Desk, quilts: LotId) -> str:
    """Return the number of an order of 8 quilts for a flooded county."""
    incident = done(desk, flood())
    wanted = done(desk, wants(asked(QUILT), incident=incident))
    return done(desk, orders_to(wanted, gives(quilts, 8), vehicle="辽C12345"))


def label_of(desk: Desk, lot: LotId) -> str:
    """Return the label of a lot."""
    return next(row.label_code for row in desk.stock() if row.lot_id == lot)


def test_an_order_is_scanned_picked_and_handed_over(
    window: ScanWindow, desk: Desk, ordered: str, quilts: LotId
) -> None:
    window.scan(ordered)
    bar = window.page.picking
    assert bar.isVisible() and f"指令 {ordered}" in bar.text.text() and "○ 棉被  0/8 床" in bar.text.text()
    head = window.slip.head
    assert (head.counterparty, head.paper_number, head.vehicle) == ("岫岩县应急管理局", ordered, "辽C12345")
    window.scan(label_of(desk, quilts), "8")
    assert "✓ 棉被  8/8 床" in bar.text.text() and A01 in bar.text.text()
    window.click("slip_head_submit")
    assert window.band.status is Status.OK, window.band.words
    (row,) = desk.read(orders)
    assert row.state is OrderState.HANDED_OVER
    assert not bar.isVisible() and window.slip.head.order is None
    paper = desk.read(documents_page)[0]
    assert (paper.kind, paper.paper_number, paper.order_seq) == (DocumentKind.ISSUE, ordered, row.seq)


def test_what_was_not_ordered_is_said_and_a_part_leaves_the_rest_reserved(
    window: ScanWindow, desk: Desk, ordered: str, quilts: LotId
) -> None:
    tents = desk.lot(TENT, 5)
    window.scan(ordered, label_of(desk, quilts), "3", label_of(desk, tents))
    assert "指令外：12㎡单帐篷" in window.page.picking.text.text()
    window.press(Qt.Key.Key_Z, CONTROL)
    window.click("slip_head_submit")
    (row,) = desk.read(orders)
    assert row.state is OrderState.PARTLY
    (item,) = desk.read(order_items, row)
    assert (item.handed, item.left) == (some(3), some(5))


def test_a_slip_lets_go_of_its_order(window: ScanWindow, desk: Desk, ordered: str, quilts: LotId) -> None:
    window.scan(ordered, label_of(desk, quilts))
    window.click("scan_picking_leave")
    assert window.slip.head.order is None and window.slip.head.paper_number == ""
    assert not window.page.picking.isVisible()
    window.click("slip_head_submit")
    (row,) = desk.read(orders)
    assert row.state is OrderState.OPEN


def test_an_order_that_nobody_gave_is_said(window: ScanWindow) -> None:
    window.scan(f"DL-{DEPOT}-2026-9999")
    assert window.page.message.property("state") == "error"
    assert not window.page.picking.isVisible()


def test_the_order_of_a_slip_that_was_not_posted_is_shown_again(
    window: ScanWindow, desk: Desk, ordered: str, quilts: LotId, open_window: Callable[[], ScanWindow]
) -> None:
    window.scan(ordered, label_of(desk, quilts))
    window.close()
    again = open_window()
    assert "1/8 床" in again.page.picking.text.text()
    assert isinstance(again.page, ScanPage) and again.slip.head.order is not None

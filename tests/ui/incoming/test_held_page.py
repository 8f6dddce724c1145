"""Goods of others on the screen: a lot becomes ours whole, goods leave on their owner's order; the papers say so."""

from supplies.models.stock import DocumentKind, PlaceKind
from supplies.stock.documents import documents_page
from supplies.stock.held import TO_OWNER
from supplies.stock.lookups import part_of
from supplies.ui.incoming.held_page import HeldPage
from supplies.ui.widgets.picker import Option
from tests.printing.reports.samples import page_texts
from tests.reports.reading import made
from tests.rooms import A01, Desk, some
from tests.stock.incoming import CITY
from tests.stock.test_held import owner_of, stored
from tests.ui.desktop import Desktop, fill, on_sqlite

HELD = part_of(A01, PlaceKind.HELD)


def opened(desktop: Desktop) -> HeldPage:
    """Return the page with its first goods selected."""
    page = desktop.open(HeldPage, "held")
    page.table.selectRow(0)
    desktop.settle()
    return page


def test_a_lot_is_handed_out_in_part_and_the_rest_becomes_ours(desktop: Desktop, desk: Desk) -> None:
    lot = stored(desk)
    page = opened(desktop)
    desktop.click("held_hand_back")
    fill(page.out_panel.form, quantity="4")
    desktop.click("hand_back_form_submit")
    assert page.out_panel.isVisible() and "尚未填写" in page.out_panel.paper.shown_problem
    fill(page.out_panel.form, paper="省令7号")
    desktop.click("hand_back_form_submit")
    assert not page.out_panel.isVisible(), page.out_panel.form.message.words
    assert (desk.held(lot, HELD), desk.held(lot, TO_OWNER)) == (some(6), some(4))
    (issued,) = desk.read(documents_page, kind=DocumentKind.ISSUE)
    assert "省令7号" in "".join(page_texts(made(desk, "document", number=issued.number)))

    page.table.selectRow(0)
    desktop.click("held_take_over")
    page.take_panel.owner.choose(Option(CITY, CITY))
    fill(page.take_panel.form, paper="划转单1号")
    desktop.click("take_over_form_submit")
    assert not page.take_panel.isVisible(), page.take_panel.form.message.words
    assert (desk.held(lot), owner_of(desk, lot)) == (some(6), CITY)
    assert page.model.rowCount() == 0
    (taken,) = desk.read(documents_page, kind=DocumentKind.TAKE_OVER)
    assert taken.number in "".join(page_texts(made(desk, "document", number=taken.number)))
    assert "省应急厅" in "".join(page_texts(made(desk, "held")))


@on_sqlite
def test_more_than_is_held_is_refused_beside_the_quantity(desktop: Desktop, desk: Desk) -> None:
    stored(desk)
    page = opened(desktop)
    desktop.click("held_hand_back")
    fill(page.out_panel.form, quantity="11", paper="省令7号")
    head = desk.program.head
    desktop.click("hand_back_form_submit")
    assert page.out_panel.isVisible() and page.out_panel.quantity.shown_problem
    assert desk.program.head == head


@on_sqlite
def test_without_goods_of_others_the_page_says_what_it_is_for(desktop: Desktop, desk: Desk) -> None:
    desk.lot()
    page = desktop.open(HeldPage, "held")
    assert page.model.rowCount() == 0
    assert not page.take_button.isEnabled() and not page.out_button.isEnabled()

"""Bonds on the page of a lot: received, listed with the day by which they go back, returned and forfeited."""

import pytest

from supplies.models.bidding import BondForm, BondKind, BondOutcome
from supplies.procurement.bonds import BondRow, bonds
from supplies.ui.icons import Button
from supplies.ui.theme import Look
from tests.procurement.deals import line, signed
from tests.procurement.offered import BEST, awarded, bid_bond
from tests.rooms import Desk, ago, yuan
from tests.ui import walks
from tests.ui.desktop import Desktop, fill, on_sqlite
from tests.ui.procurement.test_bid_panels import made
from tests.ui.procurement.test_lot_page import show, submit, texts

DAY = str(ago(20))


def the_bonds(desk: Desk) -> list[BondRow]:
    """Return every bond."""
    found: list[BondRow] = desk.read(bonds)
    return found


def test_a_bid_bond_is_received_and_goes_back(desktop: Desktop, desk: Desk) -> None:
    made(desk)
    page = show(desktop)
    assert not desktop.find(Button, "lot_steps_settle").isVisible()
    desktop.click("lot_steps_bond")
    desktop.settle()
    panel = page.take_bond_panel
    fill(panel.form, supplier=BEST, amount="1.01", paper="ZZ-1", received=DAY)
    panel.bond_form.set_text(BondForm.CHEQUE.value)
    submit(desktop)
    assert "最多可收取" in panel.amount.shown_problem
    fill(panel.form, amount="1")
    submit(desktop)
    (row,) = the_bonds(desk)
    assert (row.kind, row.amount, row.form) == (BondKind.BID, yuan(1), BondForm.CHEQUE)
    assert [(each[0], each[1], each[5]) for each in texts(page.bonds)] == [("投标保证金", BEST, "在管")]
    desktop.click("lot_steps_settle")
    desktop.settle()
    settling = page.settle_bond_panel
    assert settling.bond.value() == str(row.seq)
    fill(settling.form, paper="TH-1", settled=str(ago(21)))
    submit(desktop)
    assert "早于" in settling.settled.shown_problem
    fill(settling.form, settled=str(ago(2)))
    settling.outcome.set_text(BondOutcome.FORFEITED.value)
    submit(desktop)
    assert "未写明原因" in settling.reason.shown_problem
    settling.outcome.set_text(BondOutcome.RETURNED.value)
    submit(desktop)
    assert the_bonds(desk)[0].outcome is BondOutcome.RETURNED
    assert texts(page.bonds)[0][5] == f"已退还 {ago(2)}"
    assert not desktop.find(Button, "lot_steps_settle").isVisible()


@on_sqlite
def test_the_bond_of_a_contract_needs_no_supplier(desktop: Desktop, desk: Desk) -> None:
    lot = made(desk)
    desk.post(awarded(lot))
    signed(desk, lot, line(4), supplier=BEST, number="HT-1", signed_on=ago(8))
    page = show(desktop)
    desktop.click("lot_steps_bond")
    desktop.settle()
    panel = page.take_bond_panel
    panel.contract.set_text("HT-1")
    panel.contract.edited.emit()
    assert not panel.supplier.isVisible() and "4.00" in panel.amount.note
    fill(panel.form, amount="4", paper="BH-1", received=str(ago(7)))
    panel.bond_form.set_text(BondForm.GUARANTEE.value)
    submit(desktop)
    (row,) = the_bonds(desk)
    assert (row.kind, row.contract, row.supplier) == (BondKind.PERFORMANCE, "HT-1", BEST)


@on_sqlite
@pytest.mark.parametrize("look", [Look(), Look(is_large_print=True)], ids=str)
def test_the_panels_keep_what_every_screen_must_keep(desktop: Desktop, desk: Desk, look: Look) -> None:
    desk.post(bid_bond(made(desk)))
    page = show(desktop)
    page.tabs.open("bonds")
    desktop.appearance.set_look(look)
    desktop.settle()
    assert page.view is not None
    for walk in (walks.nameless, walks.keyless, walks.clashing, walks.cut_off):
        assert walk(desktop.window) == []
    for panel in (page.take_bond_panel, page.settle_bond_panel):
        panel.open_for(page.view.lot)
        panel.form.check()
        desktop.settle()
        for walk in (walks.nameless, walks.keyless, walks.clashing, walks.cut_off):
            assert walk(desktop.window) == [], panel.objectName()
        if look.is_large_print:
            assert walks.lower_than(desktop.window, 44) == []
        panel.close_panel()

"""A red-letter invoice is recorded on its contract's page: the invoice chosen, its lines filled in, refusals named."""

import pytest

from supplies.procurement.contract_queries import ContractRow, contracts
from supplies.ui.procurement.contract_page import ContractPage
from supplies.ui.procurement.figures_field import Figure
from tests.procurement.deals import invoice
from tests.procurement.money_lists import ordered
from tests.rooms import Desk, yuan
from tests.ui.desktop import Desktop, on_sqlite

BEGIN = "contract_steps_red"


@pytest.fixture
def page(desktop: Desktop, desk: Desk) -> ContractPage:
    """Return the page of a contract with two invoices."""
    deal = ordered(desk, "HT-1")
    desk.post(invoice(deal, 1, 10, number="FP-1"), invoice(deal, 3, 30, number="FP-2"))
    found = desktop.open(ContractPage, "contract")
    found.open_record("HT-1")
    desktop.settle()
    return found


def invoiced(desk: Desk) -> ContractRow:
    """Return the contract."""
    rows: list[ContractRow] = desk.read(contracts)
    return rows[0]


def test_what_is_left_of_the_invoice_chosen_is_filled_in_and_taken_back(
    desktop: Desktop, desk: Desk, page: ContractPage
) -> None:
    desktop.click(BEGIN)
    panel = page.red_letter_panel
    assert panel.isVisible() and panel.lines.edit_of("1", Figure.AMOUNT).text() == "10.00"
    panel.invoice._box.choose("FP-2")
    assert panel.lines.edit_of("1", Figure.QUANTITY).text() == "3"
    panel.lines.edit_of("1", Figure.QUANTITY).setText("2")
    panel.lines.typed.emit("1", Figure.QUANTITY)
    assert panel.lines.edit_of("1", Figure.AMOUNT).text() == "20.00"
    panel.number.set_text("红-1")
    panel.form.submit()
    desktop.settle()
    assert not panel.isVisible() and "红-1" in page.message.words
    assert invoiced(desk).invoiced == yuan(20)
    desktop.click(BEGIN)
    panel.invoice._box.choose("FP-2")
    assert panel.lines.edit_of("1", Figure.AMOUNT).text() == "10.00", "what was taken back is not offered again"


@on_sqlite
def test_a_refusal_stands_at_the_field_that_it_is_about(desktop: Desktop, desk: Desk, page: ContractPage) -> None:
    desktop.click(BEGIN)
    panel = page.red_letter_panel
    panel.number.set_text("FP-2")
    panel.form.submit()
    desktop.settle()
    assert panel.isVisible() and panel.number.shown_problem
    panel.number.set_text("红-1")
    panel.lines.edit_of("1", Figure.AMOUNT).setText("11")
    panel.form.submit()
    desktop.settle()
    assert panel.isVisible() and panel.lines.shown_problem
    assert invoiced(desk).invoiced == yuan(40)


@on_sqlite
def test_without_an_invoice_there_is_nothing_to_take_back(desktop: Desktop, desk: Desk) -> None:
    ordered(desk, "HT-1")
    page = desktop.open(ContractPage, "contract")
    page.open_record("HT-1")
    desktop.settle()
    assert page.steps._buttons["red"].reason

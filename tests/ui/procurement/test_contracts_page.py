"""The list of contracts: found by any word, with what is payable and what is late."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from supplies.procurement.queries import ProjectRow, projects
from supplies.ui.procurement.contract_page import ContractPage
from supplies.ui.procurement.contracts_page import ContractsPage
from supplies.ui.procurement.lot_page import LotPage
from supplies.ui.theme import TEXT_SCALES, Look
from supplies.values import ProjectId, TenderLotId
from tests.procurement.deals import acceptance, received, signed
from tests.rooms import Desk, ago
from tests.ui import walks
from tests.ui.desktop import Desktop, on_sqlite, type_in
from tests.ui.funds.money import appropriated, award, lot, project, start


def awarded(desk: Desk, number: int = 1, name: str = "帐篷") -> TenderLotId:
    """Return a lot that is awarded."""
    tender = lot(desk, of(desk), appropriated(desk, "1", f"辽财{number}号"), "0.004", number, name)
    start(desk, tender, 60)
    award(desk, tender, "0.004", 50)
    return tender


def of(desk: Desk) -> ProjectId:
    """Return the one project."""
    found: list[ProjectRow] = desk.read(projects)
    return found[0].project_id if found else project(desk)


def show(desktop: Desktop) -> ContractsPage:
    """Open the list."""
    page = desktop.open(ContractsPage, "contracts")
    page.reload()
    desktop.settle()
    return page


def numbers(page: ContractsPage) -> list[str]:
    """Return the contracts that are listed."""
    model = page.contracts.model
    return [model.row_at(at).number for at in range(model.rowCount())]


def two(desk: Desk) -> None:
    """Record one contract that is late and one of which something is payable."""
    signed(desk, awarded(desk, 1, "帐篷"), number="HT-1", supplier="甲公司", signed_on=ago(40), delivery_due=ago(9),
           deviation="顺延候选人")  # fmt: skip
    deal = signed(desk, awarded(desk, 2, "棉被"), number="HT-2", supplier="某公司", signed_on=ago(30))
    desk.post(acceptance(deal, received(desk), 4))


def test_contracts_are_found_by_supplier_and_lot_and_by_what_is_payable_or_late(desktop: Desktop, desk: Desk) -> None:
    two(desk)
    page = show(desktop)
    assert numbers(page) == ["HT-2", "HT-1"]
    assert page.contracts.model._lines[0].texts[7] == "40.00"
    assert page.contracts.model._lines[1].texts[8] == "9"
    for words, found in (("jgs", ["HT-1"]), ("棉被", ["HT-2"]), ("HT", ["HT-2", "HT-1"])):
        page.contracts.look_for(words)
        desktop.settle()
        assert numbers(page) == found, words
    page.contracts.look_for("")
    page.contracts.filters.set_values({"payable": "yes"})
    desktop.settle()
    assert numbers(page) == ["HT-2"]
    page.contracts.filters.set_values({"payable": "", "late": "yes"})
    desktop.settle()
    assert numbers(page) == ["HT-1"]


@on_sqlite
def test_enter_opens_the_contract_and_a_button_its_lot(qtbot: QtBot, desktop: Desktop, desk: Desk) -> None:
    two(desk)
    page = show(desktop)
    assert page.contracts.search.hasFocus()
    type_in(page.contracts.search, "HT-1")
    qtbot.waitUntil(lambda: numbers(page) == ["HT-1"])
    page.contracts.table.setFocus()
    page.contracts.table.selectRow(0)
    desktop.press(Qt.Key.Key_Return)
    assert desktop.shown(ContractPage).title == "合同  HT-1"
    show(desktop)
    page.contracts.table.selectRow(0)
    desktop.settle()
    desktop.click("contracts_list_actions_lot")
    assert desktop.shown(LotPage).title == "ASCG-1 第 1 包 帐篷"


@on_sqlite
def test_an_empty_list_says_where_contracts_come_from(desktop: Desktop) -> None:
    page = show(desktop)
    assert page.contracts.table._empty.isVisible()


@on_sqlite
@pytest.mark.parametrize("look", [*(Look(scale=scale) for scale in TEXT_SCALES), Look(is_large_print=True)], ids=str)
def test_the_page_keeps_what_every_screen_must_keep(desktop: Desktop, desk: Desk, look: Look) -> None:
    two(desk)
    show(desktop)
    desktop.appearance.set_look(look)
    desktop.settle()
    assert desktop.window.size().toTuple() == (1366, 768)
    for walk in (walks.nameless, walks.keyless, walks.clashing, walks.cut_off):
        assert walk(desktop.window) == []
    if look.is_large_print:
        assert walks.lower_than(desktop.window, 44) == []
    assert QApplication.activeModalWidget() is None

"""The set-up screen: its lists, what cannot be done and why, names, keys and sizes."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from supplies.accounts.actions import AddOrganisation, OpenSite, OrganisationKind
from supplies.models.accounts import Level
from supplies.stock.actions import AddDepot, ClosePeriod, RetirePlace
from supplies.ui.setup.setup_page import SetupPage
from supplies.ui.theme import TEXT_SCALES, Look
from tests.rooms import A01, B01, DEPOT, Desk, act, ago
from tests.ui import walks
from tests.ui.desktop import Desktop, on_sqlite, type_in

CONTROL = Qt.KeyboardModifier.ControlModifier


def show(desktop: Desktop, page: SetupPage, tab: str) -> None:
    """Read what was posted meanwhile, and open a list."""
    page.reload()
    page.tabs.open(tab)
    desktop.settle()


def test_every_list_is_shown_as_it_stands(desktop: Desktop, page: SetupPage, desk: Desk) -> None:
    desk.lot()
    desk.post(
        act(ClosePeriod, depot=DEPOT, closed_through=ago(30)),
        act(
            AddOrganisation,
            code="GYS01",
            name="鞍山某公司",
            kind=OrganisationKind.SUPPLIER,
            credit_code="91350100M000100Y43",
        ),
    )
    show(desktop, page, "depots")
    (depot,) = page.depots.model._lines
    assert depot.texts == (DEPOT, "市本级库", "", "210300A", "3", str(ago(30)))
    places = [line.texts for line in page.places.model._lines]
    assert [(code, state, lots) for _depot, code, _name, _label, state, lots in places] == [
        ("A01", "在用", "1"),
        ("A02", "在用", "0"),
        ("B01", "在用", "0"),
    ]
    (person,) = page.people.model._lines
    roles = "保管员、复核员、科室负责人、财务人员、采购人员、审计人员、库点管理员、市级管理员"
    assert person.texts == ("admin", "管理员", "210300A", "在用", roles, "尚未设置", "")
    (organisation,) = page.organisations.model._lines
    assert organisation.texts == ("GYS01", "鞍山某公司", "供应商", "", "91350100M000100Y43")


@on_sqlite
def test_an_empty_list_says_what_it_is_for_and_offers_the_next_step(desktop: Desktop, page: SetupPage) -> None:
    page.tabs.open("organisations")
    desktop.settle()
    assert page.organisations.empty.isVisible()
    desktop.click("setup_organisations_empty_action")
    assert page.organisation_panel.isVisible()


@on_sqlite
def test_closed_locations_are_shown_when_asked_for(desktop: Desktop, page: SetupPage, desk: Desk) -> None:
    desk.post(act(RetirePlace, depot=DEPOT, code=B01))
    show(desktop, page, "places")
    assert page.places.model.rowCount() == 2
    page.places.filters.set_values({"closed": "yes"})
    desktop.settle()
    assert [line.texts[4] for line in page.places.model._lines] == ["在用", "在用", "已停用"]


@on_sqlite
def test_locations_are_filtered_by_depot_and_searched_by_pinyin(desktop: Desktop, page: SetupPage, desk: Desk) -> None:
    desk.post(act(AddDepot, code="210381A", name="海城库"))
    show(desktop, page, "places")
    page.places.filters.set_values({"depot": "210381A"})
    desktop.settle()
    assert page.places.model.rowCount() == 0
    page.places.filters.clear()
    page.places.search.setFocus()
    type_in(page.places.search, "b01q")
    desktop.press(Qt.Key.Key_Return)
    assert [line.texts[1] for line in page.places.model._lines] == ["B01"]


@on_sqlite
def test_a_button_that_cannot_be_used_says_why(desktop: Desktop, page: SetupPage, desk: Desk) -> None:
    desk.lot()
    show(desktop, page, "places")
    button = page.places.row_actions._buttons["retire"]
    assert not button.isEnabled() and "请先选中一个货位" in button.toolTip()
    assert page.places.row_actions._buttons["add"].isEnabled()
    page.places.table.select_key((DEPOT, A01))
    desktop.settle()
    assert not button.isEnabled() and "还存有 1 批物资" in button.toolTip()
    assert "还存有 1 批物资" in page.places.row_actions._why.text()
    page.places.table.select_key((DEPOT, B01))
    desktop.settle()
    assert button.isEnabled()
    page.tabs.open("depots")
    close = page.depots.row_actions._buttons["close"]
    assert not close.isEnabled() and "请先选中一个储备库" in close.toolTip()


def test_what_somebody_else_records_is_shown_without_asking(desktop: Desktop, page: SetupPage, desk: Desk) -> None:
    desk.post(act(AddDepot, code="210381A", name="海城库"))
    desktop.session._poll()
    desktop.settle()
    assert [line.texts[1] for line in page.depots.model._lines] == ["市本级库", "海城库"]


@on_sqlite
def test_a_depot_found_elsewhere_is_looked_for(desktop: Desktop, page: SetupPage, desk: Desk) -> None:
    desk.post(act(AddDepot, code="210381A", name="海城库"))
    show(desktop, page, "people")
    desktop.window.open_page("setup", "210381A")
    desktop.settle()
    assert page.tabs.current == "depots"
    assert [line.texts[1] for line in page.depots.model._lines] == ["海城库"]


@on_sqlite
@pytest.mark.parametrize("look", [*(Look(scale=scale) for scale in TEXT_SCALES), Look(is_large_print=True)], ids=str)
def test_everything_has_a_name_and_a_key_and_nothing_is_cut_off(
    desktop: Desktop, page: SetupPage, desk: Desk, look: Look
) -> None:
    desk.post(act(OpenSite, code="210381A", name="海城市应急管理局", level=Level.COUNTY))
    desktop.appearance.set_look(look)

    def check(where: str) -> None:
        desktop.settle()
        assert desktop.window.size().toTuple() == (1366, 768)
        for walk in (walks.nameless, walks.keyless, walks.clashing, walks.cut_off):
            assert walk(desktop.window) == [], where
        if look.is_large_print:
            assert walks.lower_than(desktop.window, 44) == [], where
        assert QApplication.activeModalWidget() is None

    for name in ("depots", "places", "people", "organisations"):
        show(desktop, page, name)
        check(name)
    for panel in (page.depot_panel, page.place_panel, page.run_panel, page.person_panel, page.organisation_panel):
        panel.open_panel()
        panel.form.check()
        check(panel.objectName())
        panel.close_panel()
    page.organisation_panel.open_panel()
    page.organisation_panel.credit_code.focus()
    QTest.keyClicks(page.organisation_panel.credit_code.edit, "91350100M000100Y4Z")
    check("credit code")
    page.organisation_panel.close_panel()
    page.retire_panel.open_for(page.places.model.row_at(0))
    check("retire")
    page.retire_panel.close_panel()
    page.period_panel.open_for(page.depots.model.row_at(0))
    check("period")
    page.period_panel.form.submit()
    check("confirm")
    page.period_panel.confirm.close_panel()
    page.period_panel.close_panel()
    page.import_panel.open_panel()
    check("import")
    page.import_panel.read_file("/nowhere/list.xlsx")
    check("import failed")

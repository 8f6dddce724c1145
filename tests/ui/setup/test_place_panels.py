"""Depots and locations by forms: from the first click to the posted entry, and each refusal beside its field."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from supplies.accounts.actions import OpenSite
from supplies.models.accounts import Level
from supplies.stock.actions import AddPlace, ClosePeriod
from supplies.stock.depot_queries import DepotStanding, PlaceStanding, depot_standings, place_standings
from supplies.ui.setup.setup_page import SetupPage
from tests.rooms import A01, B01, DEPOT, TODAY, Desk, act, ago
from tests.ui.desktop import Desktop, fill, on_sqlite

CONTROL = Qt.KeyboardModifier.ControlModifier
CONTROL_SHIFT = CONTROL | Qt.KeyboardModifier.ShiftModifier


def depots(desk: Desk) -> list[DepotStanding]:
    found: list[DepotStanding] = desk.read(depot_standings)
    return found


def places(desk: Desk) -> dict[str, PlaceStanding]:
    found: list[PlaceStanding] = desk.read(place_standings)
    return {row.code: row for row in found}


def open_tab(desktop: Desktop, page: SetupPage, tab: str) -> None:
    page.reload()
    page.tabs.open(tab)
    desktop.settle()


def submit(desktop: Desktop) -> None:
    desktop.press(Qt.Key.Key_Return, CONTROL)


def test_a_depot_is_opened_and_selected(desktop: Desktop, page: SetupPage, desk: Desk) -> None:
    desktop.click("setup_depots_actions_add")
    panel = page.depot_panel
    assert panel.isVisible() and panel.code.edit.hasFocus()
    fill(panel.form, code="210381a", name="海城市储备库", address="海城市")
    submit(desktop)
    (_first, row) = depots(desk)
    assert (row.code, row.name, row.address, row.pinyin) == ("210381A", "海城市储备库", "海城市", "hcscbk")
    assert panel.isHidden() and "210381A" in page.message.words
    selected = page.depots.selected()
    assert selected is not None and selected.code == "210381A"
    assert page.depots.table.hasFocus()


@on_sqlite
@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"code": DEPOT}, "code", "已存在"),
        ({"name": "市本级库"}, "name", "已存在"),
        ({"code": "2"}, "code", "2 至 8 位"),
        ({"code": "21-03"}, "code", "2 至 8 位"),
        ({"name": " "}, "name", "尚未填写"),
    ],
)
def test_a_refusal_of_a_depot_stands_beside_its_field(
    desktop: Desktop, page: SetupPage, desk: Desk, wrong: dict[str, str], field: str, words: str
) -> None:
    desktop.press(Qt.Key.Key_N, CONTROL)
    fill(page.depot_panel.form, **{"code": "210381A", "name": "海城库"} | wrong)
    submit(desktop)
    assert words in page.depot_panel.form.field(field).shown_problem
    assert page.depot_panel.form.field(field).has_cursor()
    assert len(depots(desk)) == 1


def test_a_location_is_added_to_the_depot_that_is_shown(desktop: Desktop, page: SetupPage, desk: Desk) -> None:
    open_tab(desktop, page, "places")
    page.places.filters.set_values({"depot": DEPOT})
    desktop.press(Qt.Key.Key_N, CONTROL)
    panel = page.place_panel
    assert panel.depot.value() == DEPOT
    fill(panel.form, code="c01", name="C区冷库")
    submit(desktop)
    row = places(desk)["C01"]
    assert (row.name, row.is_active, row.depot_code) == ("C区冷库", True, DEPOT)
    selected = page.places.selected()
    assert selected is not None and selected.code == "C01"


@on_sqlite
def test_a_location_without_a_name_is_called_by_its_code(desktop: Desktop, page: SetupPage, desk: Desk) -> None:
    open_tab(desktop, page, "places")
    desktop.press(Qt.Key.Key_N, CONTROL)
    fill(page.place_panel.form, code="YARD")
    submit(desktop)
    assert places(desk)["YARD"].name == "YARD"


@on_sqlite
@pytest.mark.parametrize(("code", "words"), [(A01, "已存在"), ("A-1", "1 至 12 位"), ("", "尚未填写")])
def test_a_refusal_of_a_location_stands_beside_its_code(
    desktop: Desktop, page: SetupPage, desk: Desk, code: str, words: str
) -> None:
    open_tab(desktop, page, "places")
    desktop.press(Qt.Key.Key_N, CONTROL)
    fill(page.place_panel.form, code=code, name="某处")
    submit(desktop)
    assert words in page.place_panel.code.shown_problem
    assert page.place_panel.name.text() == "某处"
    assert len(places(desk)) == 3


def test_a_run_of_locations_is_added_at_once(desktop: Desktop, page: SetupPage, desk: Desk) -> None:
    open_tab(desktop, page, "places")
    before = desk.program.head.seq
    desktop.press(Qt.Key.Key_N, CONTROL_SHIFT)
    panel = page.run_panel
    assert panel.first.text() == "1"
    fill(panel.form, row="g", count="12", name="G区")
    assert panel.count.note == "共 12 个货位：G01 G区01 至 G12 G区12"
    submit(desktop)
    found = places(desk)
    assert [code for code in found if code.startswith("G")] == [f"G{number:02}" for number in range(1, 13)]
    assert found["G07"].name == "G区07"
    assert desk.program.head.seq == before + 12
    selected = page.places.selected()
    assert selected is not None and selected.code == "G01"
    assert "G01" in page.message.words and "G12" in page.message.words


@on_sqlite
def test_a_run_goes_on_where_another_ended_and_grows_to_three_digits(
    desktop: Desktop, page: SetupPage, desk: Desk
) -> None:
    open_tab(desktop, page, "places")
    desktop.press(Qt.Key.Key_N, CONTROL_SHIFT)
    fill(page.run_panel.form, row="H", first="98", count="4")
    submit(desktop)
    assert [code for code in places(desk) if code.startswith("H")] == ["H098", "H099", "H100", "H101"]


def test_a_run_of_which_one_exists_is_refused_whole_beside_the_row(
    desktop: Desktop, page: SetupPage, desk: Desk
) -> None:
    desk.post(act(AddPlace, depot=DEPOT, code="G03", name="G03"))
    open_tab(desktop, page, "places")
    before = desk.everything()
    desktop.press(Qt.Key.Key_N, CONTROL_SHIFT)
    fill(page.run_panel.form, row="G", count="5")
    submit(desktop)
    assert "G03" in page.run_panel.row.shown_problem and "已存在" in page.run_panel.row.shown_problem
    assert desk.everything() == before
    assert page.run_panel.count.text() == "5"


@on_sqlite
@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"row": "A-"}, "row"), ({"first": "0"}, "first"), ({"count": "0"}, "count"), ({"count": "201"}, "count")],
)
def test_a_run_that_cannot_be_is_refused_beside_its_field(
    desktop: Desktop, page: SetupPage, desk: Desk, wrong: dict[str, str], field: str
) -> None:
    open_tab(desktop, page, "places")
    desktop.press(Qt.Key.Key_N, CONTROL_SHIFT)
    fill(page.run_panel.form, **{"row": "G", "count": "2"} | wrong)
    submit(desktop)
    assert "正确写法" in page.run_panel.form.field(field).shown_problem
    assert page.run_panel.count.note == ""
    assert len(places(desk)) == 3


def test_an_empty_location_is_closed_and_stays_in_sight(desktop: Desktop, page: SetupPage, desk: Desk) -> None:
    open_tab(desktop, page, "places")
    page.places.table.select_key((DEPOT, B01))
    desktop.settle()
    desktop.press(Qt.Key.Key_Delete, CONTROL)
    assert page.retire_panel.isVisible()
    assert QApplication.focusWidget() is page.retire_panel.form.submit_button
    assert places(desk)[B01].is_active
    desktop.press(Qt.Key.Key_Return)
    assert not places(desk)[B01].is_active
    selected = page.places.selected()
    assert selected is not None and not selected.is_active


def test_goods_that_came_meanwhile_keep_a_location_open(desktop: Desktop, page: SetupPage, desk: Desk) -> None:
    open_tab(desktop, page, "places")
    page.places.table.select_key((DEPOT, B01))
    desktop.settle()
    desktop.click("setup_places_actions_retire")
    desk.lot(place=B01)
    submit(desktop)
    assert "还有物资" in page.retire_panel.form.message.words
    assert places(desk)[B01].is_active


@on_sqlite
def test_a_depot_of_another_site_is_not_offered(desktop: Desktop, page: SetupPage, desk: Desk) -> None:
    desk.post(act(OpenSite, code="210381A", name="海城市", level=Level.COUNTY))
    open_tab(desktop, page, "places")
    assert [page.place_panel.depot._box.itemData(at) for at in range(page.place_panel.depot._box.count())] == [DEPOT]


# --- closing the books -----------------------------------------------------------------------------------------------


def closing(desktop: Desktop, page: SetupPage) -> None:
    """Open the form that closes the books of the depot."""
    page.depots.table.select_key(DEPOT)
    desktop.settle()
    desktop.press(Qt.Key.Key_Delete, CONTROL)
    assert page.period_panel.isVisible()


def test_the_books_are_closed_in_two_steps_because_they_are_never_opened_again(
    desktop: Desktop, page: SetupPage, desk: Desk
) -> None:
    closing(desktop, page)
    panel = page.period_panel
    assert "永远不能" in panel._said.text()
    fill(panel.form, closed_through=str(ago(1)))
    submit(desktop)
    assert depots(desk)[0].closed_through is None
    assert panel.confirm.isVisible()
    assert str(ago(1)) in panel.confirm._title.text() and "永远不能重新打开" in panel.confirm._text.text()
    assert panel.confirm.no_button.hasFocus()
    desktop.press(Qt.Key.Key_Return)
    assert panel.confirm.isHidden() and panel.isVisible()
    assert depots(desk)[0].closed_through is None
    submit(desktop)
    desktop.click("period_confirm_yes")
    assert depots(desk)[0].closed_through == ago(1)
    assert panel.isHidden() and str(ago(1)) in page.message.words
    selected = page.depots.selected()
    assert selected is not None and selected.closed_through == ago(1)


@pytest.mark.parametrize(("day", "words"), [(ago(30), "已结账至"), (ago(-1), "晚于今天"), (None, "不是日期")])
def test_a_refusal_to_close_stands_beside_the_day(
    desktop: Desktop, page: SetupPage, desk: Desk, day: object, words: str
) -> None:
    desk.post(act(ClosePeriod, depot=DEPOT, closed_through=ago(30)))
    open_tab(desktop, page, "depots")
    closing(desktop, page)
    fill(page.period_panel.form, closed_through=str(day or "2026-02-30"))
    submit(desktop)
    if day is not None:
        desktop.click("period_confirm_yes")
    assert words in page.period_panel.closed_through.shown_problem
    assert depots(desk)[0].closed_through == ago(30)
    assert page.period_panel.isVisible()


@on_sqlite
def test_today_is_proposed(desktop: Desktop, page: SetupPage) -> None:
    closing(desktop, page)
    assert page.period_panel.closed_through.text() == str(TODAY)

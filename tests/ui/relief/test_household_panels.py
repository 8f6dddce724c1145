"""Goods handed on to households by forms: the roster read and sealed, printed masked, signed, destroyed."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from supplies.relief.actions import CloseIncident
from supplies.relief.attachments import roster_of
from supplies.relief.distributions import distributions
from supplies.ui.icons import Button
from supplies.ui.relief.relief_page import HOUSEHOLDS, ReliefPage
from supplies.ui.widgets.lines_field import Line
from tests.relief.households import CSV, FIRST, ROSTER, handed_on, issued, roster_file, signed
from tests.relief.needs import done, flood
from tests.rooms import QUILT, TENT, Desk, act, some
from tests.ui.desktop import Desktop, fill, on_sqlite

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def ready(desktop: Desktop, page: ReliefPage, desk: Desk) -> str:
    """Open the tab with an incident and an issue; return the number of the issue."""
    number = issued(desk, done(desk, flood()))
    page.reload()
    page.tabs.open(HOUSEHOLDS)
    desktop.settle()
    return number


def submit(desktop: Desktop) -> None:
    desktop.press(Qt.Key.Key_Return, CONTROL)


def select(desktop: Desktop, page: ReliefPage) -> None:
    """Show the distributions anew and select the first."""
    page.reload()
    page.tabs.open(HOUSEHOLDS)
    desktop.settle()
    page.households.table.selectRow(0)
    desktop.settle()


def test_a_roster_is_read_sealed_and_recorded(
    desktop: Desktop, page: ReliefPage, desk: Desk, ready: str, tmp_path: Path
) -> None:
    desktop.click("relief_households_actions_add")
    panel = page.distribute_panel
    panel.roster.read_file(str(roster_file(tmp_path)))
    desktop.settle()
    assert "2 户，6 人" in panel.roster._counts.text() and "张三" not in panel.roster._counts.text()
    fill(panel.form, village="偏岭村", issues=ready)
    submit(desktop)
    (row,) = desk.read(distributions)
    assert (row.village, row.households, row.persons, row.issues) == ("偏岭村", 2, 6, (ready,))
    assert desk.read(roster_of, row.number) == ROSTER
    assert panel.isHidden() and "打印花名册签收" in page.message.words and not page.has_unsaved()


@on_sqlite
def test_what_is_wrong_with_a_roster_or_its_issues_stands_beside_the_field(
    desktop: Desktop, page: ReliefPage, desk: Desk, ready: str, tmp_path: Path
) -> None:
    before = desk.everything()
    desktop.click("relief_households_actions_add")
    panel = page.distribute_panel
    submit(desktop)
    assert panel.roster.shown_problem and panel.village.shown_problem
    panel.roster.read_file(str(roster_file(tmp_path, CSV.replace("张三", ""))))
    desktop.settle()
    assert "第 3 行" in panel.roster._counts.text() and panel.roster.shown_problem
    panel.roster.read_file(str(roster_file(tmp_path, CSV.replace(",4,1,4,", ",4,1,400,"))))
    desktop.settle()
    fill(panel.form, village="偏岭村", issues=ready)
    submit(desktop)
    assert "各户合计领取棉被 402，而出库仅 6" in panel.roster.shown_problem
    fill(panel.form, issues="CK-0")
    submit(desktop)
    assert "CK-0" in panel.issues.shown_problem
    assert desk.everything() == before and panel.isVisible()


def test_the_roster_is_saved_to_be_signed(desktop: Desktop, page: ReliefPage, desk: Desk, tmp_path: Path) -> None:
    row = handed_on(desk)
    path = tmp_path / "花名册.pdf"
    page.save_roster(row.number, path)
    desktop.settle()
    assert path.read_bytes().startswith(b"%PDF") and FIRST.encode() not in path.read_bytes()
    assert "花名册.pdf" in page.message.words


def test_the_signed_list_comes_back_with_what_was_short(desktop: Desktop, page: ReliefPage, desk: Desk) -> None:
    handed_on(desk)
    select(desktop, page)
    assert not desktop.find(Button, "relief_households_actions_purge").isEnabled()
    desktop.click("relief_households_actions_confirm")
    panel = page.confirm_panel
    fill(panel.form, signed="3", paper="档案柜3")
    submit(desktop)
    assert "只有 2 户" in panel.signed.shown_problem
    fill(panel.form, signed="1")
    panel.short.set_lines([Line(QUILT, "棉被", "床", some(2))])
    submit(desktop)
    (row,) = desk.read(distributions)
    assert (row.signed_households, row.paper) == (1, "档案柜3")
    assert {each.item_code: each.short for each in row.goods} == {TENT: some(0), QUILT: some(2)}


def test_a_roster_is_destroyed_when_the_work_has_ended(desktop: Desktop, page: ReliefPage, desk: Desk) -> None:
    row = handed_on(desk)
    desk.post(signed(row.number), act(CloseIncident, incident=row.incident))
    select(desktop, page)
    desktop.click("relief_households_actions_purge")
    fill(page.purge_panel.form, reason="工作结束")
    submit(desktop)
    assert desk.read(distributions)[0].is_purged
    assert page.households.selected() is not None, "what was changed is selected"
    button = desktop.find(Button, "relief_households_actions_print")
    assert not button.isEnabled() and "花名册已销毁" in button.toolTip()

"""Procurement by forms: from the project to the award, and each refusal beside its field."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from supplies.funds.actions import Withdraw
from supplies.models.procurement import LotStage, Method, RoundResult
from supplies.procurement.queries import TenderLotRow, projects, rounds, tender_lots
from supplies.procurement.reconciliation import statement
from supplies.ui.funds.funds_page import FundsPage
from supplies.values import Money, TenderLotId
from tests.rooms import TODAY, Desk, act, ago
from tests.ui.desktop import Desktop, fill, on_sqlite, type_in
from tests.ui.funds.money import appropriated, award, fail, lot, project, start

CONTROL = Qt.KeyboardModifier.ControlModifier
CONTROL_SHIFT = CONTROL | Qt.KeyboardModifier.ShiftModifier


def lots(desk: Desk) -> list[TenderLotRow]:
    found: list[TenderLotRow] = desk.read(tender_lots)
    return found


def show(desktop: Desktop, page: FundsPage, wanted: TenderLotId | None = None) -> None:
    """Read what was posted meanwhile, and select a lot."""
    page.reload()
    desktop.settle()
    if wanted is not None:
        assert page.lots.table.select_key(wanted)
        desktop.settle()


def submit(desktop: Desktop) -> None:
    desktop.press(Qt.Key.Key_Return, CONTROL)


def test_a_project_is_opened(desktop: Desktop, page: FundsPage, desk: Desk) -> None:
    desktop.press(Qt.Key.Key_N, CONTROL_SHIFT)
    panel = page.project_panel
    assert panel.isVisible()
    submit(desktop)
    assert panel.number.shown_problem and panel.name.shown_problem
    fill(panel.form, number="ASCG-2026-01", name="防汛物资采购", started="2026-06-01")
    panel.method.edit.setFocus()
    for _step in range(3):
        desktop.press(Qt.Key.Key_Down)
    submit(desktop)
    (row,) = desk.read(projects)
    assert (row.number, row.name, row.method) == ("ASCG-2026-01", "防汛物资采购", Method.COMPETITIVE_CONSULTATION)
    assert str(row.started_on) == "2026-06-01"
    assert panel.isHidden() and "ASCG-2026-01" in page.message.words


@on_sqlite
@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [({"number": "ASCG-1"}, "number", "已存在"), ({"started": str(ago(-1))}, "started", "晚于今天")],
)
def test_a_refusal_of_a_project_stands_beside_its_field(
    desktop: Desktop, page: FundsPage, desk: Desk, wrong: dict[str, str], field: str, words: str
) -> None:
    project(desk, "ASCG-1")
    desktop.press(Qt.Key.Key_N, CONTROL_SHIFT)
    fill(page.project_panel.form, **{"number": "ASCG-2", "name": "帐篷"} | wrong)
    submit(desktop)
    assert words in page.project_panel.form.field(field).shown_problem
    assert len(desk.read(projects)) == 1


def test_a_lot_is_planned_by_keyboard_alone(qtbot: QtBot, desktop: Desktop, page: FundsPage, desk: Desk) -> None:
    appropriated(desk, "100", "辽财1号")
    appropriated(desk, "50", "鞍财2号")
    lot(desk, project(desk, "ASCG-1"), appropriated(desk, "10", "辽财3号"), "10")
    project(desk, "ASCG-2")
    show(desktop, page)
    desktop.press(Qt.Key.Key_L, CONTROL)
    panel = page.plan_panel
    assert panel.project.edit.hasFocus()
    type_in(panel.project.edit, "ASCG-1")
    qtbot.waitUntil(panel.project._picker._is_open)
    desktop.press(Qt.Key.Key_Return)
    assert panel.number.text() == "2"
    assert panel.appropriation.edit.hasFocus()
    type_in(panel.appropriation.edit, "鞍财")
    qtbot.waitUntil(panel.appropriation._picker._is_open)
    desktop.press(Qt.Key.Key_Return)
    assert "可用 50.00 万元" in panel.appropriation.note
    desktop.press(Qt.Key.Key_Return)
    type_in(panel.name.edit, "棉被")
    desktop.press(Qt.Key.Key_Return)
    type_in(panel.budget.edit, "20.5")
    desktop.press(Qt.Key.Key_Return)
    type_in(panel.ceiling.edit, "20")
    desktop.press(Qt.Key.Key_Return)
    assert panel.category.edit.hasFocus()
    desktop.press(Qt.Key.Key_Return)
    assert panel.day.edit.hasFocus() and panel.day.text() == str(TODAY)
    desktop.press(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is panel.form.submit_button
    desktop.press(Qt.Key.Key_Space)
    planned = lots(desk)[1]
    assert (planned.project_number, planned.number, planned.name) == ("ASCG-1", 2, "棉被")
    assert (planned.budget, planned.ceiling) == (Money.parse_wan("20.5"), Money.parse_wan("20"))
    assert (planned.appropriation_number, planned.stage) == ("鞍财2号", LotStage.PLANNED)
    selected = page.lots.selected()
    assert selected is not None and selected.tender_lot_id == planned.tender_lot_id
    assert "棉被" in page.message.words


@on_sqlite
def test_where_there_is_no_choice_it_is_made(desktop: Desktop, page: FundsPage, desk: Desk) -> None:
    appropriated(desk, "100", "辽财1号")
    project(desk, "ASCG-1")
    show(desktop, page)
    desktop.press(Qt.Key.Key_L, CONTROL)
    panel = page.plan_panel
    assert (panel.project.text(), panel.appropriation.text(), panel.number.text()) == ("ASCG-1", "辽财1号", "1")


@on_sqlite
@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"budget": "100.000001", "ceiling": "90"}, "budget", "仅有 1,000,000.00"),
        ({"ceiling": "60.000001"}, "ceiling", "超过预算"),
        ({"budget": "0", "ceiling": "0"}, "budget", "应大于零"),
        ({"ceiling": "0"}, "ceiling", "应大于零"),
        ({"number": "1"}, "number", "已存在"),
        ({"number": "0"}, "number", "1 至 999"),
        ({"day": str(ago(-1))}, "day", "晚于今天"),
    ],
)
def test_a_refusal_of_a_plan_stands_beside_its_field(
    desktop: Desktop, page: FundsPage, desk: Desk, wrong: dict[str, str], field: str, words: str
) -> None:
    of = project(desk)
    lot(desk, of, appropriated(desk, "10", "辽财0号"), "10")
    appropriated(desk, "100", "辽财1号")
    show(desktop, page)
    desktop.press(Qt.Key.Key_L, CONTROL)
    panel = page.plan_panel
    fill(panel.form, **{"name": "棉被", "budget": "60", "ceiling": "60"} | wrong)
    submit(desktop)
    assert words in panel.form.field(field).shown_problem
    assert panel.form.field(field).has_cursor()
    assert panel.name.text() == "棉被"
    assert len(lots(desk)) == 1


def test_money_withdrawn_meanwhile_is_refused_beside_it(desktop: Desktop, page: FundsPage, desk: Desk) -> None:
    money = appropriated(desk, "100", "辽财1号")
    project(desk)
    show(desktop, page)
    desktop.press(Qt.Key.Key_L, CONTROL)
    desk.post(act(Withdraw, appropriation_id=money, reason="上级收回"))
    fill(page.plan_panel.form, name="棉被", budget="60", ceiling="60")
    submit(desktop)
    assert "已收回" in page.plan_panel.appropriation.shown_problem


def test_a_lot_goes_from_plan_to_award_through_a_failed_round(desktop: Desktop, page: FundsPage, desk: Desk) -> None:
    planned = lot(desk, project(desk), appropriated(desk, "100"), "60")
    show(desktop, page, planned)
    desktop.press(Qt.Key.Key_T, CONTROL)
    assert page.start_panel.accessibleName().endswith("ASCG-1 第 1 包 帐篷")
    fill(page.start_panel.form, announced=str(ago(40)))
    submit(desktop)
    assert lots(desk)[0].stage is LotStage.TENDERING
    desktop.press(Qt.Key.Key_B, CONTROL_SHIFT)
    fill(page.fail_panel.form, ended=str(ago(20)), reason="有效投标人不足三家")
    submit(desktop)
    assert lots(desk)[0].stage is LotStage.PLANNED
    desktop.press(Qt.Key.Key_T, CONTROL)
    fill(page.start_panel.form, announced=str(ago(20)))
    submit(desktop)
    desktop.press(Qt.Key.Key_B, CONTROL)
    fill(page.award_panel.form, ended=str(ago(1)), winner="鞍山某公司", award="58.5")
    assert "1.50 万元" in page.award_panel.award.note
    submit(desktop)
    (row,) = lots(desk)
    assert (row.stage, row.award, row.winner) == (LotStage.AWARDED, Money.parse_wan("58.5"), "鞍山某公司")
    held = desk.read(rounds, row.site_id, row.tender_lot_id)
    assert [(each.number, each.result) for each in held] == [(1, RoundResult.FAILED), (2, RoundResult.AWARDED)]
    assert desk.read(statement).available == Money.parse_wan("40")
    selected = page.lots.selected()
    assert selected is not None and selected.stage is LotStage.AWARDED
    assert page.lots.model._lines[0].texts[4] == "已中标"
    assert "58.50 万元" in page.message.words


STEPS: list[tuple[str, dict[str, str], str, str]] = [
    ("start", {"announced": str(ago(-1))}, "announced", "晚于今天"),
    ("start", {"announced": str(ago(31))}, "announced", "早于"),
    ("start", {"announced": "2026-02-30"}, "announced", "不是日期"),
    ("award", {"ended": str(ago(41)), "winner": "某公司", "award": "58"}, "ended", "早于"),
    ("award", {"ended": str(ago(-1)), "winner": "某公司", "award": "58"}, "ended", "晚于今天"),
    ("award", {"winner": "某公司", "award": "60.000001"}, "award", "超过最高限价"),
    ("award", {"winner": "某公司", "award": "0"}, "award", "应大于零"),
    ("award", {"award": "58"}, "winner", "尚未填写"),
    ("fail", {"ended": str(ago(41)), "reason": "不足三家"}, "ended", "早于"),
    ("fail", {"ended": str(ago(-1)), "reason": "不足三家"}, "ended", "晚于今天"),
    ("fail", {}, "reason", "尚未填写"),
    ("cancel", {"day": str(ago(-1)), "reason": "改由调拨解决"}, "day", "晚于今天"),
    ("cancel", {}, "reason", "尚未填写"),
]


@on_sqlite
@pytest.mark.parametrize(("step", "entries", "field", "words"), STEPS)
def test_a_refusal_of_a_step_stands_beside_its_field(
    desktop: Desktop, page: FundsPage, desk: Desk, step: str, entries: dict[str, str], field: str, words: str
) -> None:
    planned = lot(desk, project(desk), appropriated(desk, "100"), "60")
    if step in {"award", "fail"}:
        start(desk, planned, 40)
    else:
        start(desk, planned, 50)
        fail(desk, planned, 30)
    before = lots(desk)
    show(desktop, page, planned)
    desktop.click(f"funds_lots_actions_{step}")
    panel: Any = getattr(page, f"{step}_panel")
    assert panel.isVisible()
    fill(panel.form, **entries)
    submit(desktop)
    assert words in panel.form.field(field).shown_problem
    assert panel.isVisible() and panel.form.field(field).has_cursor()
    for name, text in entries.items():
        if name not in {field, "award"}:
            assert panel.form.field(name).text() == text
    assert lots(desk) == before


def test_a_planned_lot_is_cancelled_and_its_money_is_available_again(
    desktop: Desktop, page: FundsPage, desk: Desk
) -> None:
    planned = lot(desk, project(desk), appropriated(desk, "100"), "60")
    show(desktop, page, planned)
    desktop.press(Qt.Key.Key_Delete, CONTROL)
    fill(page.cancel_panel.form, reason="改由调拨解决")
    submit(desktop)
    assert lots(desk)[0].stage is LotStage.CANCELLED
    assert desk.read(statement).available == Money.parse_wan("100")


def test_a_step_taken_by_somebody_else_meanwhile_is_said_above_the_form(
    desktop: Desktop, page: FundsPage, desk: Desk
) -> None:
    planned = lot(desk, project(desk), appropriated(desk, "100"), "60")
    start(desk, planned)
    show(desktop, page, planned)
    desktop.press(Qt.Key.Key_B, CONTROL)
    award(desk, planned, "55")
    fill(page.award_panel.form, winner="某公司", award="58")
    submit(desktop)
    assert "已中标" in page.award_panel.form.message.words
    assert lots(desk)[0].award == Money.parse_wan("55")


@on_sqlite
def test_what_was_entered_about_one_lot_is_not_taken_for_another(desktop: Desktop, page: FundsPage, desk: Desk) -> None:
    of, money = project(desk), appropriated(desk, "100")
    first, second = lot(desk, of, money, "40", 1, "帐篷"), lot(desk, of, money, "40", 2, "棉被")
    start(desk, first)
    start(desk, second)
    show(desktop, page, first)
    desktop.press(Qt.Key.Key_B, CONTROL)
    fill(page.award_panel.form, winner="某公司", award="38")
    desktop.press(Qt.Key.Key_Escape)
    desktop.press(Qt.Key.Key_B, CONTROL)
    assert page.award_panel.winner.text() == "某公司"
    desktop.press(Qt.Key.Key_Escape)
    show(desktop, page, second)
    desktop.press(Qt.Key.Key_B, CONTROL)
    assert page.award_panel.winner.text() == ""
    assert page.award_panel.award.text() == ""
    assert "棉被" in page.award_panel.accessibleName()


@on_sqlite
def test_a_click_into_a_field_to_choose_from_lists_what_there_is(
    qtbot: QtBot, desktop: Desktop, page: FundsPage, desk: Desk
) -> None:
    appropriated(desk, "100", "辽财1号")
    appropriated(desk, "50", "鞍财2号")
    project(desk)
    show(desktop, page)
    desktop.press(Qt.Key.Key_L, CONTROL)
    panel = page.plan_panel
    QTest.mouseClick(panel.appropriation.edit, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(panel.appropriation._picker._is_open)
    shown = panel.appropriation._picker._shown_list()
    assert [shown.item(at).text().split()[0] for at in range(shown.count())] == ["辽财1号", "鞍财2号"]
    desktop.press(Qt.Key.Key_Tab)
    assert panel.appropriation.value() is None
    QTest.mouseClick(panel.appropriation.edit, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(panel.appropriation._picker._is_open)
    area = shown.visualItemRect(shown.item(1))
    QTest.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=area.center())
    assert panel.appropriation.text() == "鞍财2号"

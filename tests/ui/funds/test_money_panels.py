"""Recording relief money: from the first click to the posted entry, and each refusal beside its field."""

from collections.abc import Sequence
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from supplies.errors import StoreUnreachable
from supplies.funds.queries import AppropriationRow, appropriations, newest_figures
from supplies.journal.action import Action
from supplies.journal.post import Posted
from supplies.journal.queries import entry
from supplies.models.accounts import Level
from supplies.procurement.reconciliation import statement
from supplies.ui.funds.funds_page import FundsPage
from supplies.ui.funds.money_panels import AppropriatePanel
from supplies.values import Login, Money
from tests.rooms import ADMIN, TODAY, Desk, ago, yuan
from tests.ui.desktop import Desktop, fill, on_sqlite
from tests.ui.funds.money import appropriated, lot, project

CONTROL = Qt.KeyboardModifier.ControlModifier


def rows(desk: Desk) -> list[AppropriationRow]:
    found: list[AppropriationRow] = desk.read(appropriations)
    return found


def tick(panel: AppropriatePanel, *levels: Level) -> None:
    """Tick levels with the mouse."""
    for level in levels:
        box = panel.levels._ticks[level]
        QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=box.rect().center())


def begun(desktop: Desktop, page: FundsPage) -> AppropriatePanel:
    """Return the form of an appropriation, open and filled but for its sources."""
    desktop.press(Qt.Key.Key_N, CONTROL)
    panel = page.appropriate_panel
    assert panel.isVisible()
    fill(panel.form, number="辽财指企〔2026〕321号", title="中央自然灾害救灾资金", dated="20260520", amount="1298.44")
    return panel


def test_an_appropriation_that_is_not_split_is_recorded_whole(desktop: Desktop, page: FundsPage, desk: Desk) -> None:
    panel = begun(desktop, page)
    tick(panel, Level.CENTRAL, Level.PROVINCE)
    assert panel.split.isVisible() and panel.split.value() == "unsplit"
    assert not any(part.isVisible() for part in panel.parts.values())
    desktop.press(Qt.Key.Key_Return, CONTROL)
    (row,) = rows(desk)
    assert (row.number, row.title, str(row.dated)) == ("辽财指企〔2026〕321号", "中央自然灾害救灾资金", "2026-05-20")
    assert row.amount == Money.parse_wan("1298.44") == row.available
    assert row.shares == ((Level.CENTRAL, None), (Level.PROVINCE, None))
    assert panel.isHidden()
    assert "辽财指企〔2026〕321号" in page.message.words and "1,298.44 万元" in page.message.words
    assert page.tabs.current == "appropriations"
    selected = page.appropriations.selected()
    assert selected is not None and selected.appropriation_id == row.appropriation_id
    assert page.appropriations.table.hasFocus()
    assert page.statement.isVisible()
    head = desk.program.head
    newest = desk.read(entry, head.site_id, head.seq)
    assert (newest.action_type, newest.actor, str(newest.business_date)) == ("funds.appropriate", ADMIN, "2026-05-20")


def test_known_parts_are_asked_for_and_have_to_add_up(desktop: Desktop, page: FundsPage, desk: Desk) -> None:
    panel = begun(desktop, page)
    tick(panel, Level.CENTRAL, Level.CITY)
    panel.split.edit.setFocus()
    desktop.press(Qt.Key.Key_Down)
    assert panel.split.value() == "split"
    assert [level for level, part in panel.parts.items() if part.isVisible()] == [Level.CENTRAL, Level.CITY]
    fill(panel.form, part_central="1000", part_city="298.43")
    assert "0.01 万元" in panel.split.note
    desktop.click("appropriate_form_submit")
    assert "各级来源合计 12,984,300.00" in panel.levels.shown_problem
    assert rows(desk) == []
    assert panel.number.text() == "辽财指企〔2026〕321号"
    fill(panel.form, part_city="298.44")
    assert panel.split.note == "各级合计与金额一致。"
    desktop.click("appropriate_form_submit")
    assert rows(desk)[0].shares == (
        (Level.CENTRAL, Money.parse_wan("1000")),
        (Level.CITY, Money.parse_wan("298.44")),
    )


@on_sqlite
def test_one_level_alone_gives_all_of_it(desktop: Desktop, page: FundsPage, desk: Desk) -> None:
    panel = begun(desktop, page)
    tick(panel, Level.CITY)
    assert not panel.split.isVisible()
    desktop.press(Qt.Key.Key_Return, CONTROL)
    assert rows(desk)[0].shares == ((Level.CITY, Money.parse_wan("1298.44")),)


def test_an_amount_in_yuan_is_recorded_to_the_fen(desktop: Desktop, page: FundsPage, desk: Desk) -> None:
    panel = begun(desktop, page)
    tick(panel, Level.CITY)
    panel.amount._units.setFocus()
    desktop.press(Qt.Key.Key_Down)
    fill(panel.form, amount="12984400.01")
    assert panel.amount.note == "= 1,298.440001 万元  人民币壹仟贰佰玖拾捌万肆仟肆佰元零壹分"
    desktop.press(Qt.Key.Key_Return, CONTROL)
    assert rows(desk)[0].amount == yuan("12984400.01")


@on_sqlite
def test_what_is_missing_is_said_beside_each_field(desktop: Desktop, page: FundsPage, desk: Desk) -> None:
    desktop.press(Qt.Key.Key_N, CONTROL)
    panel = page.appropriate_panel
    desktop.click("appropriate_form_submit")
    for field in (panel.number, panel.title, panel.amount, panel.levels):
        assert field.shown_problem.startswith("此处尚未填写")
    assert not panel.dated.shown_problem
    assert panel.number.edit.hasFocus()
    fill(panel.form, function_code="22")
    desktop.press(Qt.Key.Key_Return, CONTROL)
    assert "3、5 或 7 位数字" in panel.function_code.shown_problem
    assert rows(desk) == []


@on_sqlite
@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"number": "辽财指〔2026〕1号"}, "number", "已存在"),
        ({"dated": "2026-07-01"}, "dated", "晚于今天"),
        ({"amount": "0"}, "amount", "应大于零"),
    ],
)
def test_a_refusal_of_an_appropriation_stands_beside_its_field_and_the_entries_stay(
    desktop: Desktop, page: FundsPage, desk: Desk, wrong: dict[str, str], field: str, words: str
) -> None:
    appropriated(desk, "10", "辽财指〔2026〕1号")
    panel = begun(desktop, page)
    tick(panel, Level.CITY)
    fill(panel.form, **wrong)
    desktop.press(Qt.Key.Key_Return, CONTROL)
    assert words in panel.form.field(field).shown_problem
    assert panel.form.field(field).edit.hasFocus()
    assert panel.isVisible() and panel.title.text() == "中央自然灾害救灾资金"
    assert len(rows(desk)) == 1


@on_sqlite
def test_a_part_of_nothing_is_refused_beside_that_part(desktop: Desktop, page: FundsPage, desk: Desk) -> None:
    panel = begun(desktop, page)
    tick(panel, Level.CENTRAL, Level.CITY)
    panel.split.set_text("split")
    fill(panel.form, part_central="1298.44", part_city="0")
    desktop.press(Qt.Key.Key_Return, CONTROL)
    assert "应大于零" in panel.parts[Level.CITY].shown_problem
    assert rows(desk) == []


@on_sqlite
def test_escape_keeps_what_was_entered_and_another_language_waits_for_it(
    desktop: Desktop, page: FundsPage, desk: Desk
) -> None:
    panel = begun(desktop, page)
    assert page.has_unsaved()
    desktop.press(Qt.Key.Key_Escape)
    assert panel.isHidden() and page.has_unsaved()
    desktop.press(Qt.Key.Key_N, CONTROL)
    assert panel.number.text() == "辽财指企〔2026〕321号"
    tick(panel, Level.CITY)
    desktop.press(Qt.Key.Key_Return, CONTROL)
    assert len(rows(desk)) == 1
    assert not page.has_unsaved()


@on_sqlite
def test_no_key_reaches_what_lies_below_an_open_form(desktop: Desktop, page: FundsPage, desk: Desk) -> None:
    appropriated(desk, "10")
    page.reload()
    desktop.settle()
    desktop.press(Qt.Key.Key_N, CONTROL)
    desktop.press(Qt.Key.Key_G, CONTROL)
    desktop.press(Qt.Key.Key_P, Qt.KeyboardModifier.AltModifier)
    QTest.qWait(150)
    assert page.publish_panel.isHidden() and page.project_panel.isHidden()
    assert page.appropriate_panel.number.edit.hasFocus()
    desktop.press(Qt.Key.Key_Escape)
    desktop.press(Qt.Key.Key_G, CONTROL)
    assert page.publish_panel.isVisible()


def test_a_post_whose_answer_was_lost_is_not_recorded_twice(
    desktop: Desktop, page: FundsPage, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = desk.program.post
    lost = [True]

    def lossy(actions: Sequence[Action], actor: Login, *, submitting: bool) -> list[Posted]:
        posted = post(actions, actor, submitting=submitting)
        if lost.pop():
            lost.append(False)
            raise StoreUnreachable(store="db", problem="timeout")
        lost.append(False)
        return posted

    monkeypatch.setattr(desk.program, "post", lossy)
    panel = begun(desktop, page)
    tick(panel, Level.CITY)
    desktop.press(Qt.Key.Key_Return, CONTROL)
    assert panel.isVisible() and panel.form.message.isVisible()
    desktop.press(Qt.Key.Key_Return, CONTROL)
    assert panel.isHidden()
    assert len(rows(desk)) == 1


# --- withdrawal ------------------------------------------------------------------------------------------------------


def select(desktop: Desktop, page: FundsPage, number: str) -> None:
    """Open the appropriations and select one by its number."""
    page.reload()
    page.tabs.open("appropriations")
    desktop.settle()
    page.appropriations.table.select_key(
        next(row.appropriation_id for row in rows(Desk(desktop.program)) if row.number == number)
    )
    desktop.settle()


def test_an_appropriation_is_withdrawn_with_a_reason_and_stays_in_sight(
    desktop: Desktop, page: FundsPage, desk: Desk
) -> None:
    appropriated(desk, "10", "辽财1号")
    select(desktop, page, "辽财1号")
    desktop.press(Qt.Key.Key_Delete, CONTROL)
    panel = page.withdraw_panel
    assert panel.isVisible()
    desktop.click("withdraw_form_submit")
    assert panel.reason.shown_problem
    fill(panel.form, reason="上级收回")
    desktop.click("withdraw_form_submit")
    assert rows(desk)[0].is_withdrawn
    assert desk.read(statement).appropriated == Money(0)
    selected = page.appropriations.selected()
    assert selected is not None and selected.is_withdrawn
    assert page.appropriations.model._lines[0].texts[1].endswith("（已收回）")
    button = page.appropriations.row_actions._buttons["withdraw"]
    assert not button.isEnabled() and "已经收回" in button.toolTip()


@on_sqlite
def test_money_of_which_some_is_planned_cannot_be_withdrawn_and_the_button_says_so(
    desktop: Desktop, page: FundsPage, desk: Desk
) -> None:
    lot(desk, project(desk), appropriated(desk, "10", "辽财1号"), "4")
    select(desktop, page, "辽财1号")
    button = page.appropriations.row_actions._buttons["withdraw"]
    assert not button.isEnabled()
    assert "4.00 万元" in button.toolTip()
    assert page.appropriations.row_actions._why.text() in button.toolTip()


def test_money_planned_meanwhile_is_refused_above_the_form(desktop: Desktop, page: FundsPage, desk: Desk) -> None:
    money = appropriated(desk, "10", "辽财1号")
    select(desktop, page, "辽财1号")
    desktop.click("funds_appropriations_actions_withdraw")
    lot(desk, project(desk), money, "4")
    fill(page.withdraw_panel.form, reason="上级收回")
    desktop.click("withdraw_form_submit")
    assert "60,000.00" in page.withdraw_panel.form.message.words
    assert page.withdraw_panel.reason.text() == "上级收回"


# --- published figures -----------------------------------------------------------------------------------------------


def test_published_figures_are_recorded_and_held_against(desktop: Desktop, page: FundsPage, desk: Desk) -> None:
    appropriated(desk, "1298.44")
    page.reload()
    desktop.settle()
    desktop.press(Qt.Key.Key_G, CONTROL)
    panel = page.publish_panel
    fill(panel.form, title="情况报告", appropriated="1298.44", tendered="1008.40", in_tender="290.05")
    desktop.press(Qt.Key.Key_Return, CONTROL)
    assert "超过" in panel.appropriated.shown_problem
    assert desk.read(newest_figures) is None
    fill(panel.form, in_tender="290.04")
    desktop.press(Qt.Key.Key_Return, CONTROL)
    found: Any = desk.read(newest_figures)
    assert (found.title, found.dated) == ("情况报告", TODAY)
    assert found.in_tender == Money.parse_wan("290.04")
    assert "2 项不符" in page.statement.verdict


@on_sqlite
def test_figures_published_in_future_are_refused_beside_the_date(desktop: Desktop, page: FundsPage, desk: Desk) -> None:
    desktop.press(Qt.Key.Key_G, CONTROL)
    panel = page.publish_panel
    fill(panel.form, title="情况报告", dated=str(ago(-1)), appropriated="1", tendered="1", in_tender="0")
    desktop.press(Qt.Key.Key_Return, CONTROL)
    assert "晚于今天" in panel.dated.shown_problem

"""Adjusting, returning and carrying over: from the first click to the posted entry, the two-year rule in sight."""

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt

from supplies.funds.actions import Appropriate
from supplies.funds.carrying import SetSurplusRule
from supplies.models.accounts import Level
from supplies.ui.funds.bucket_bar import Bucket
from supplies.ui.funds.funds_page import FundsPage
from tests.funds.allotted import adjust, allot, counties, give_back, money, of_last_year, row_of
from tests.rooms import TODAY, Desk, act, ago, yuan
from tests.ui.desktop import Desktop, fill, on_sqlite

CONTROL = Qt.KeyboardModifier.ControlModifier
HERE = {"amount": "0.002", "number": "调1号", "dated": str(ago(5)), "reason": "追加"}


def submit(desktop: Desktop) -> None:
    desktop.press(Qt.Key.Key_Return, CONTROL)


def begin(desktop: Desktop, page: FundsPage, key: Qt.Key) -> None:
    """Select the first appropriation and press the key of a step."""
    page.reload()
    desktop.settle()
    page.tabs.open("appropriations")
    page.appropriations.setFocus()
    page.appropriations.table.select_key(page.appropriations.model.row_at(0).appropriation_id)
    desktop.settle()
    desktop.press(key, CONTROL)


def test_an_appropriation_becomes_less_and_more_by_later_documents(
    desktop: Desktop, page: FundsPage, desk: Desk
) -> None:
    fund = money(100)
    desk.post(fund)
    begin(desktop, page, Qt.Key.Key_J)
    panel = page.adjust_panel
    assert panel.isVisible() and panel.level.text() == "central"
    panel.direction.set_text("less")
    fill(panel.form, **HERE)
    submit(desktop)
    row = row_of(desk, fund)
    assert (row.amount, row.original, row.available) == (yuan(80), yuan(100), yuan(80))
    assert row.shares == ((Level.CENTRAL, yuan(80)),)
    assert panel.isHidden() and "调减 0.002 万元" in page.message.words
    begin(desktop, page, Qt.Key.Key_J)
    fill(panel.form, **HERE | {"number": "调2号", "amount": "0.003"})
    submit(desktop)
    assert row_of(desk, fund).amount == yuan(110)


@on_sqlite
@pytest.mark.parametrize(
    ("direction", "level", "wrong", "field", "words"),
    [
        ("less", "central", {"amount": "0.01"}, "amount", "减为零"),
        ("less", "central", {"amount": "0.0081"}, "amount", "仅有 60.00"),
        ("less", "province", {"amount": "0.0031"}, "level", "30.00"),
        ("more", "", {}, "level", "来源已拆分"),
        ("more", "central", {"amount": "0"}, "amount", "应大于零"),
        ("more", "central", {"number": "调9号"}, "number", "已存在"),
        ("more", "central", {"dated": str(ago(31))}, "dated", "早于"),
        ("more", "central", {"dated": str(ago(-1))}, "dated", "晚于今天"),
        ("more", "central", {"reason": ""}, "reason", "尚未填写"),
    ],
)
def test_a_refused_adjustment_says_so_beside_its_field(
    desktop: Desktop,
    page: FundsPage,
    desk: Desk,
    direction: str,
    level: str,
    wrong: dict[str, str],
    field: str,
    words: str,
) -> None:
    fund = money(90, (Level.CENTRAL, 60), (Level.PROVINCE, 30))
    allotted = allot(fund, 40)
    desk.post(*counties(), fund, allotted, adjust(fund, 10, number="调9号"))
    begin(desktop, page, Qt.Key.Key_J)
    panel = page.adjust_panel
    panel.direction.set_text(direction)
    panel.level.set_text(level)
    fill(panel.form, **HERE | wrong)
    submit(desktop)
    assert words in panel.form.field(field).shown_problem
    assert row_of(desk, fund).amount == yuan(100)


def test_money_goes_back_and_stays_in_sight_as_given_back(desktop: Desktop, page: FundsPage, desk: Desk) -> None:
    fund = money(100)
    desk.post(fund)
    begin(desktop, page, Qt.Key.Key_B)
    panel = page.return_panel
    fill(panel.form, **HERE)
    submit(desktop)
    row = row_of(desk, fund)
    assert (row.available, row.returned) == (yuan(80), yuan(20))
    assert panel.isHidden() and "已交回 0.002 万元" in page.message.words
    assert "已交回 0.002 万元" in page.statement.buckets[Bucket.RETURNED].words


@on_sqlite
@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"amount": "0.0098"}, "amount", "仅有 97.00"),
        ({"amount": "0"}, "amount", "应大于零"),
        ({"number": "交9号"}, "number", "已存在"),
        ({"dated": str(ago(31))}, "dated", "早于"),
        ({"dated": str(ago(-1))}, "dated", "晚于今天"),
    ],
)
def test_a_refused_return_says_so_beside_its_field(
    desktop: Desktop, page: FundsPage, desk: Desk, wrong: dict[str, str], field: str, words: str
) -> None:
    fund = money(100)
    desk.post(fund, give_back(fund, 3, number="交9号"))
    begin(desktop, page, Qt.Key.Key_B)
    panel = page.return_panel
    fill(panel.form, **HERE | wrong)
    submit(desktop)
    assert words in panel.form.field(field).shown_problem
    assert row_of(desk, fund).returned == yuan(3)


def test_what_was_unspent_stands_in_the_form_and_is_carried_over(desktop: Desktop, page: FundsPage, desk: Desk) -> None:
    fund = of_last_year(100)
    desk.post(fund)
    begin(desktop, page, Qt.Key.Key_Y)
    panel = page.carry_panel
    assert panel.year.text() == "2025"
    assert panel.amount.value() == yuan(100) and not panel.has_entries
    for part in ("2025 年度资金", "2026-12-31", "预算法第四十二条"):
        assert part in panel._said.text()
    fill(panel.form, day="2026-01-05")
    submit(desktop)
    assert row_of(desk, fund).carried == ((2025, yuan(100)),)
    assert panel.isHidden() and "从 2025 年度结转" in page.message.words


def carried(desktop: Desktop, page: FundsPage, desk: Desk, fund: Appropriate, **entries: str) -> Any:
    """Fill in a carry-over of an appropriation and post it; return the form."""
    desk.post(fund)
    begin(desktop, page, Qt.Key.Key_Y)
    panel = page.carry_panel
    panel.year.set_text(entries.pop("year", "2025"))
    desktop.settle()
    fill(panel.form, **entries)
    submit(desktop)
    assert row_of(desk, fund).carried == ()
    return panel


@on_sqlite
def test_a_figure_that_is_not_the_ledgers_is_refused_beside_the_amount(
    desktop: Desktop, page: FundsPage, desk: Desk
) -> None:
    panel = carried(desktop, page, desk, of_last_year(100), amount="0.0099")
    assert "100.00" in panel.form.field("amount").shown_problem
    assert "0.01 万元" in panel.amount.note


@on_sqlite
def test_a_year_that_is_not_over_is_refused_beside_the_year(desktop: Desktop, page: FundsPage, desk: Desk) -> None:
    panel = carried(desktop, page, desk, of_last_year(100), year=str(TODAY.year))
    assert "尚未结束" in panel.form.field("year").shown_problem


@on_sqlite
def test_a_day_to_come_is_refused_beside_the_day(desktop: Desktop, page: FundsPage, desk: Desk) -> None:
    panel = carried(desktop, page, desk, of_last_year(100), day=str(ago(-1)))
    assert "晚于今天" in panel.form.field("day").shown_problem


@on_sqlite
def test_money_past_its_years_is_told_to_be_surplus_by_the_rule_that_counts(
    desktop: Desktop, page: FundsPage, desk: Desk
) -> None:
    rule = act(SetSurplusRule, valid_from=date(2020, 1, 1), years=1, source="市财政局口径")
    fund = of_last_year(100)
    desk.post(rule, fund)
    begin(desktop, page, Qt.Key.Key_Y)
    said = page.carry_panel._said.text()
    assert "2025-12-31" in said and "市财政局口径" in said and "已属结余资金" in said

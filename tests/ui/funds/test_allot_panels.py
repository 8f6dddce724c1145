"""Allotting money, recording what is spent and taking it back: from the first click to the posted entry."""

from typing import Any

import pytest
from PySide6.QtCore import Qt

from supplies.accounts.actions import CloseOrganisation
from supplies.funds.allotment_queries import AllotmentRow, allotments
from supplies.funds.allotments import Allot
from supplies.funds.words import Purpose
from supplies.ui.funds.funds_page import FundsPage
from supplies.ui.widgets.action_panel import ActionPanel
from supplies.ui.widgets.picker import Option
from supplies.values import Money
from tests.funds.allotted import COUNTY, allot, counties, money, row_of, use
from tests.rooms import Desk, act, ago, yuan
from tests.ui.desktop import Desktop, fill, on_sqlite

CONTROL = Qt.KeyboardModifier.ControlModifier
HERE = {"number": "鞍财下〔2026〕1号", "amount": "0.004", "dated": str(ago(20))}


def rows(desk: Desk) -> list[AllotmentRow]:
    found: list[AllotmentRow] = desk.read(allotments)
    return found


def submit(desktop: Desktop) -> None:
    desktop.press(Qt.Key.Key_Return, CONTROL)


def show(desktop: Desktop, page: FundsPage, tab: str) -> None:
    """Read what was posted meanwhile, and open a tab with its first row selected."""
    page.reload()
    desktop.settle()
    page.tabs.open(tab)
    page.tabs.current_view.setFocus()
    view: Any = page.tabs.current_view
    if view.model.rowCount():
        view.table.select_key(view.whole.key(view.model.row_at(0)))
    desktop.settle()


def allotted(desk: Desk, **fields: Any) -> Allot:
    """Allot 40 of 100 yuan."""
    fund = money(100)
    made = allot(fund, 40, number="鞍财下〔2026〕9号", **fields)
    desk.post(*counties(), fund, made)
    return made


def words_beside(panel: ActionPanel, field: str) -> str:
    return panel.form.field(field).shown_problem


def test_money_is_allotted_to_a_county_and_stands_in_the_list(desktop: Desktop, page: FundsPage, desk: Desk) -> None:
    fund = money(100)
    desk.post(*counties(), fund)
    show(desktop, page, "appropriations")
    desktop.press(Qt.Key.Key_T, CONTROL)
    panel = page.allot_panel
    assert panel.isVisible() and panel.appropriation.text() == fund.number
    panel.receiver.choose(Option(COUNTY, "台安县"))
    panel.purpose.set_text(Purpose.LIVING.value)
    fill(panel.form, **HERE)
    submit(desktop)
    (row,) = rows(desk)
    assert (row.receiver_name, row.purpose, row.amount, row.left) == ("台安县", Purpose.LIVING, yuan(40), yuan(40))
    assert (row.number, row.dated) == (HERE["number"], ago(20))
    assert row_of(desk, fund).available == yuan(60)
    assert panel.isHidden() and "台安县" in page.message.words
    assert page.tabs.current == "allotments"
    selected = page.allotments.selected()
    assert selected is not None and selected.allotment_id == row.allotment_id
    texts = page.allotments.model._lines[0].texts
    assert texts == (
        "台安县",
        "受灾群众救助",
        HERE["number"],
        str(ago(20)),
        "40.00",
        "0.00",
        "0.00",
        "40.00",
        fund.number,
    )


@on_sqlite
@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"amount": "0.0101"}, "amount", "仅有 100.00"),
        ({"amount": "0"}, "amount", "应大于零"),
        ({"number": "鞍财下〔2026〕9号"}, "number", "已存在"),
        ({"dated": str(ago(40))}, "dated", "早于"),
        ({"dated": str(ago(-1))}, "dated", "晚于今天"),
        ({"purpose": Purpose.AVIATION.value}, "purpose", "不得用于"),
        ({"receiver": "210302"}, "receiver", "铁东区"),
        ({"number": ""}, "number", "尚未填写"),
    ],
)
def test_a_refusal_stands_beside_its_field_and_what_was_entered_is_kept(
    desktop: Desktop, page: FundsPage, desk: Desk, wrong: dict[str, str], field: str, words: str
) -> None:
    fund = money(101, purposes=(Purpose.LIVING,))
    made = allot(fund, 1, number="鞍财下〔2026〕9号")
    desk.post(*counties(), fund, made, act(CloseOrganisation, code="210302", reason="机构改革"))
    show(desktop, page, "allotments")
    desktop.press(Qt.Key.Key_T, CONTROL)
    panel = page.allot_panel
    entries = {**HERE, "purpose": Purpose.LIVING.value, "receiver": str(COUNTY)} | wrong
    panel.appropriation.choose(Option(str(fund.appropriation_id), fund.number))
    panel.receiver.choose(Option(entries.pop("receiver"), "单位"))
    panel.purpose.set_text(entries.pop("purpose"))
    fill(panel.form, **entries)
    submit(desktop)
    assert words in words_beside(panel, field)
    assert len(rows(desk)) == 1 and panel.isVisible()
    panel.close_panel()
    desktop.settle()
    page.allot_panel.open_for(None)
    assert panel.appropriation.text() == fund.number


def test_what_is_spent_is_recorded_and_the_rest_taken_back(desktop: Desktop, page: FundsPage, desk: Desk) -> None:
    made = allotted(desk)
    show(desktop, page, "allotments")
    desktop.press(Qt.Key.Key_B, CONTROL)
    assert page.use_panel.isVisible()
    fill(page.use_panel.form, amount="0.001", number="台应急报1号", dated=str(ago(10)), note="棉被")
    submit(desktop)
    assert rows(desk)[0].spent == yuan(10)
    show(desktop, page, "allotments")
    desktop.press(Qt.Key.Key_Delete, CONTROL)
    assert page.take_back_panel.isVisible()
    fill(page.take_back_panel.form, amount="0.003", number="收1号", dated=str(ago(5)), reason="任务取消")
    submit(desktop)
    (row,) = rows(desk)
    assert (row.spent, row.taken_back, row.left) == (yuan(10), yuan(30), Money(0))
    assert row_of(desk, made).available == yuan(90)
    page.tabs.current_view.setFocus()
    desktop.press(Qt.Key.Key_Return)
    panel = page.allotment_panel
    assert panel.isVisible()
    found = [panel.model.row_at(at) for at in range(panel.model.rowCount())]
    assert [(row.number, row.amount, row.reason) for row in found] == [
        ("台应急报1号", yuan(10), "棉被"),
        ("收1号", yuan(30), "任务取消"),
    ]
    buttons = page.allotments.row_actions._buttons
    assert not buttons["use"].isEnabled() and "已无余额" in buttons["use"].toolTip()


@on_sqlite
@pytest.mark.parametrize(
    ("key", "wrong", "field", "words"),
    [
        (Qt.Key.Key_B, {"amount": "0.0031"}, "amount", "尚余的30.00"),
        (Qt.Key.Key_B, {"amount": "0"}, "amount", "应大于零"),
        (Qt.Key.Key_B, {"number": "报1号"}, "number", "已存在"),
        (Qt.Key.Key_B, {"dated": str(ago(21))}, "dated", "早于"),
        (Qt.Key.Key_B, {"dated": str(ago(-1))}, "dated", "晚于今天"),
        (Qt.Key.Key_Delete, {"amount": "0.0031"}, "amount", "尚余的30.00"),
        (Qt.Key.Key_Delete, {"reason": ""}, "reason", "尚未填写"),
        (Qt.Key.Key_Delete, {"dated": str(ago(21))}, "dated", "早于"),
    ],
)
def test_a_refusal_of_a_step_stands_beside_its_field(
    desktop: Desktop, page: FundsPage, desk: Desk, key: Qt.Key, wrong: dict[str, str], field: str, words: str
) -> None:
    made = allotted(desk)
    desk.post(use(made, 10, number="报1号"))
    show(desktop, page, "allotments")
    desktop.press(key, CONTROL)
    panel = page.use_panel if key is Qt.Key.Key_B else page.take_back_panel
    entries = {"amount": "0.001", "number": "报2号", "dated": str(ago(3))}
    fill(panel.form, **entries | ({} if key is Qt.Key.Key_B else {"reason": "取消"}) | wrong)
    submit(desktop)
    assert words in words_beside(panel, field)
    (row,) = rows(desk)
    assert (row.spent, row.taken_back) == (yuan(10), Money(0))


@on_sqlite
def test_allotments_are_filtered_by_purpose_and_by_what_is_left(desktop: Desktop, page: FundsPage, desk: Desk) -> None:
    made = allotted(desk)
    desk.post(use(made, 40))
    show(desktop, page, "allotments")
    assert page.allotments.model.rowCount() == 1
    page.allotments.filters.set_values({"left": "yes"})
    desktop.settle()
    assert page.allotments.model.rowCount() == 0
    page.allotments.filters.set_values({"left": "", "purpose": Purpose.RESPONSE.value})
    desktop.settle()
    assert page.allotments.model.rowCount() == 0
    page.allotments.filters.set_values({"purpose": Purpose.LIVING.value})
    desktop.settle()
    assert page.allotments.model.rowCount() == 1

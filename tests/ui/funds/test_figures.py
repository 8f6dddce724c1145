"""Each figure of the statement is a button: it shows what it is made of, and says whether that adds up to it."""

from random import Random
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from supplies.sample.facts import FUNDS
from supplies.sample.funds import money_actions
from supplies.sample.identity import Identity
from supplies.ui.funds.appropriation_page import AppropriationPage
from supplies.ui.funds.figures import made_of
from supplies.ui.funds.funds_page import FundsPage
from supplies.ui.funds.statement_view import Figure
from supplies.ui.procurement.lot_page import LotPage
from supplies.ui.rail import RailButton
from supplies.ui.theme import Look
from supplies.values import AppropriationId, Money
from tests.funds.allotted import allot, counties, give_back, money, take_back, use
from tests.rooms import Desk
from tests.ui import walks
from tests.ui.desktop import Desktop, on_sqlite
from tests.ui.funds.money import report_figures

CONTROL = Qt.KeyboardModifier.ControlModifier


def click(widget: QWidget, desktop: Desktop, *, twice: bool = False) -> None:
    """Click a widget in its middle, as a person does."""
    press = QTest.mouseDClick if twice else QTest.mouseClick
    press(widget, Qt.MouseButton.LeftButton, pos=widget.rect().center())
    desktop.settle()


def listed(view: Any) -> list[tuple[str, ...]]:
    """Return all that a list shows."""
    return [line.texts for line in view.model._lines]


def sample_money(desk: Desk) -> None:
    """Post the money of the sample store: appropriations, tenders and the published figures."""
    identity = Identity(Random(1))  # noqa: S311 - the same figures every time, nothing secret
    funds = [AppropriationId(identity.uuid()) for _fund in FUNDS]
    desk.post(*money_actions(identity, funds))


def test_three_clicks_from_the_rail_say_where_the_money_in_tender_went(
    desktop: Desktop, page: FundsPage, desk: Desk
) -> None:
    sample_money(desk)
    page.reload()
    desktop.settle()
    desktop.window.open_page("lot", "")
    desktop.settle()
    rail = desktop.find(RailButton, "rail_funds")
    click(rail, desktop)
    figure = desktop.find(Figure, "figure_tendering")
    assert "290.04 万元" in figure.words
    click(figure, desktop)
    assert page.tabs.current == "lots"
    rows = [page.lots.model.row_at(at) for at in range(page.lots.model.rowCount())]
    assert rows and sum(row.standing.fen for row in rows) == Money.parse_wan("290.04").fen
    said = f"招标中 290.04 万元：由下列 {len(rows)} 个采购包组成，合计 2,900,400.00 元。"
    assert said in page.message.words
    table = page.lots.table
    where = table.visualRect(page.lots.model.index(0, 0)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=where)
    QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=where)
    desktop.settle()
    shown = desktop.shown(LotPage)
    assert shown.view is not None and shown.view.lot.words == rows[0].words


@on_sqlite
def test_the_same_way_goes_by_keys_alone(desktop: Desktop, page: FundsPage, desk: Desk) -> None:
    report_figures(desk)
    page.reload()
    desktop.settle()
    desktop.press(Qt.Key.Key_3, CONTROL)
    assert [line[2] for line in listed(page.lots)] == ["水泵"]
    assert page.lots.table.hasFocus()
    desktop.press(Qt.Key.Key_Down)
    desktop.press(Qt.Key.Key_Return)
    assert desktop.shown(LotPage).title == "ASCG-1 第 3 包 水泵"


@on_sqlite
def test_a_figure_has_the_focus_and_is_pressed_by_the_space_bar(desktop: Desktop, page: FundsPage, desk: Desk) -> None:
    report_figures(desk)
    page.reload()
    desktop.settle()
    figure = desktop.find(Figure, "figure_tendered")
    figure.setFocus(Qt.FocusReason.TabFocusReason)
    desktop.press(Qt.Key.Key_Space)
    assert [line[2] for line in listed(page.lots)] == ["帐篷", "棉被"]
    assert "Ctrl+2" in figure.toolTip()


def test_every_figure_opens_the_rows_that_add_up_to_it(desktop: Desktop, page: FundsPage, desk: Desk) -> None:
    report_figures(desk)
    fund = money(100)
    allotted = allot(fund, 40)
    desk.post(*counties(), fund, allotted, use(allotted, 10), take_back(allotted, 5), give_back(fund, 3))
    page.reload()
    desktop.settle()
    assert [figure.figure_name for figure in page.statement.figures] == [
        "appropriated",
        "tendered",
        "tendering",
        "planned",
        "available",
        "allotted",
        "returned",
        "difference",
    ]
    assert "分文不差" in page.statement.difference.words
    sums = {}
    for figure in page.statement.figures[:-1]:
        click(figure, desktop)
        sums[figure.figure_name] = (page.tabs.current, page.message.words.split("：", 1)[1])
    assert sums["appropriated"] == ("appropriations", "由下列 3 份资金指标组成，合计 12,984,500.00 元。")
    assert sums["tendered"] == ("lots", "由下列 2 个采购包组成，合计 10,084,000.00 元。")
    assert sums["planned"] == ("lots", "由下列 0 个采购包组成，合计 0.00 元。")
    assert sums["available"] == ("appropriations", "由下列 1 份资金指标组成，合计 62.00 元。")
    assert sums["allotted"] == ("allotments", "由下列 1 笔下达组成，合计 35.00 元。")
    assert sums["returned"] == ("appropriations", "由下列 1 份资金指标组成，合计 3.00 元。")
    click(page.statement.difference, desktop)
    assert page.tabs.current == "checks" and len(listed(page.checks)) > 5
    assert walks.clashing(desktop.window) == walks.cut_off(desktop.window) == []


@on_sqlite
def test_in_large_print_the_list_is_brought_into_sight(desktop: Desktop, page: FundsPage, desk: Desk) -> None:
    report_figures(desk)
    desktop.appearance.set_look(Look(is_large_print=True))
    page.reload()
    desktop.settle()
    table = page.lots.table
    click(desktop.find(Figure, "figure_tendering"), desktop)
    assert not table.visibleRegion().isEmpty()
    assert table.visibleRegion().contains(table.viewport().geometry().topLeft())


@on_sqlite
def test_an_appropriation_listed_leads_to_its_record(desktop: Desktop, page: FundsPage, desk: Desk) -> None:
    report_figures(desk)
    page.reload()
    desktop.settle()
    desktop.press(Qt.Key.Key_1, CONTROL)
    page.appropriations.table.selectRow(1)
    desktop.press(Qt.Key.Key_Return)
    record = desktop.shown(AppropriationPage)
    assert record.title == "鞍财〔2026〕2号 救灾资金"


@on_sqlite
@pytest.mark.usefixtures("program")
def test_parts_that_are_not_the_whole_say_by_how_much() -> None:
    said = made_of("招标中", Money(1000), [Money(300), Money(650)], "{n} 个采购包")
    assert said.endswith("合计 9.50 元。 另有 0.50 元不在其中。")

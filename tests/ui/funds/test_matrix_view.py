"""Sources x purposes on the screen: rows, columns and totals add up, and what is not split stays by itself."""

from typing import Any

from PySide6.QtCore import Qt

from supplies.funds.words import Purpose
from supplies.models.accounts import Level
from supplies.ui.funds.funds_page import FundsPage
from supplies.values import Money
from tests.funds.allotted import allot, counties, give_back, money
from tests.rooms import Desk
from tests.ui.desktop import Desktop, on_sqlite


def shown(page: FundsPage) -> tuple[list[str], list[list[str]]]:
    """Return the headings and the cells that can be seen."""
    table: Any = page.matrix.table
    model = table.model()
    places = table._shown_columns()
    heads = [model.headerData(place, Qt.Orientation.Horizontal) for place in places]
    return heads, [[model._lines[at].texts[place] for place in places] for at in range(model.rowCount())]


def test_rows_columns_and_totals_add_up_and_the_unknown_split_is_a_row_of_its_own(
    desktop: Desktop, page: FundsPage, desk: Desk
) -> None:
    known = money(100, (Level.CENTRAL, 70), (Level.CITY, 30))
    unknown = money(50, (Level.CENTRAL, None), (Level.PROVINCE, None))
    aid, response = allot(known, 40), allot(unknown, 20, purpose=Purpose.RESPONSE)
    desk.post(*counties(), known, unknown, aid, response, give_back(unknown, 5))
    page.reload()
    desktop.settle()
    page.tabs.open("matrix")
    desktop.settle()
    heads, lines = shown(page)
    assert heads == ["来源", "合计（元）", "搜救人员、排危除险等应急处置", "受灾群众救助", "可用", "已交回"]
    assert lines == [
        ["中央", "70.00", "0.00", "28.00", "42.00", "0.00"],
        ["市级", "30.00", "0.00", "12.00", "18.00", "0.00"],
        ["来源未拆分", "50.00", "20.00", "0.00", "25.00", "5.00"],
        ["合计", "150.00", "20.00", "40.00", "85.00", "5.00"],
    ]
    figures = [[Money.parse(text).fen for text in line[1:]] for line in lines]
    assert all(line[0] == sum(line[1:]) for line in figures)
    assert [sum(column) for column in zip(*figures[:-1], strict=True)] == figures[-1]
    assert "0.005 万元" in page.matrix.said and "来源未拆分" in page.matrix.said


@on_sqlite
def test_without_an_unknown_split_nothing_is_said_of_one(desktop: Desktop, page: FundsPage, desk: Desk) -> None:
    desk.post(money(100))
    page.reload()
    desktop.settle()
    assert "来源未拆分" not in page.matrix.said
    assert [line[0] for line in shown(page)[1]] == ["中央", "合计"]

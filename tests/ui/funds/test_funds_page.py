"""The funds screen: what it shows, to the fen, and what is named where something does not agree."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import update

from supplies.models.funds import OF_LOT
from supplies.models.procurement import TenderLot
from supplies.procurement.check_words import CauseKind, cause_kind_name
from supplies.ui.funds.bucket_bar import Bucket
from supplies.ui.funds.details import CAUSE_PAGES
from supplies.ui.funds.funds_page import FundsPage
from supplies.ui.icons import Button
from supplies.ui.theme import TEXT_SCALES, Look
from supplies.ui.widgets.totals_bar import TotalsBar
from supplies.values import Money
from tests.procurement.money_lists import IDENTITIES
from tests.rooms import Desk
from tests.ui import walks
from tests.ui.desktop import Desktop, on_sqlite
from tests.ui.funds.money import appropriated, award, fail, lot, project, publish, report_figures, start

CONTROL = Qt.KeyboardModifier.ControlModifier

CHECKS = 2 + len(OF_LOT) + IDENTITIES
"""Two appropriations, each bucket of a lot, and the identities; three more where figures were published."""


def shown(page: FundsPage) -> list[str]:
    """Return what the figures say."""
    return [figure.words for figure in page.statement.figures]


def cells(listing: Any) -> list[tuple[str, ...]]:
    """Return all that a list shows."""
    model = listing.model
    return [model._lines[at].texts for at in range(model.rowCount())]


def show(desktop: Desktop, page: FundsPage) -> None:
    """Read what was posted meanwhile by somebody else."""
    page.reload()
    desktop.settle()


@on_sqlite
def test_the_lots_are_there_before_the_statement(
    desktop: Desktop, page: FundsPage, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    report_figures(desk)
    came: list[str] = []
    for name in ("_show_lots", "_show"):
        monkeypatch.setattr(page, name, partial(_told, came, name, getattr(page, name)))
    page.picture = None  # as it is until the page was read for the first time
    show(desktop, page)
    assert came == ["_show_lots", "_show"]
    assert cells(page.lots)
    show(desktop, page)
    assert came[2:] == ["_show"], "what is shown already is not read twice"


def _told(came: list[str], name: str, whole: Callable[[object], None], what: object) -> None:
    """Write down what came, and show it."""
    came.append(name)
    whole(what)


@on_sqlite
def test_an_empty_store_says_what_the_page_is_for_and_offers_the_first_step(desktop: Desktop, page: FundsPage) -> None:
    assert page.empty.isVisible() and not page.statement.isVisible() and not page.tabs.isVisible()
    assert desktop.find(Button, "funds_empty_action").hasFocus()
    desktop.press(Qt.Key.Key_Return)
    assert page.appropriate_panel.isVisible()
    assert page.appropriate_panel.number.edit.hasFocus()


def test_the_figures_of_the_report_are_shown_in_both_units_with_nothing_missing(
    desktop: Desktop, page: FundsPage, desk: Desk
) -> None:
    report_figures(desk)
    publish(desk, "1298.44", "1008.40", "290.04")
    show(desktop, page)
    assert shown(page) == [
        "下达 1,298.44 万元 12,984,400.00 元 2 份文件",
        "已完成招标 1,008.40 万元 10,084,000.00 元 77.66 %",
        "招标中 290.04 万元 2,900,400.00 元 22.34 %",
        "计划中 0.00 万元 0.00 元 0.00 %",
        "可用 0.00 万元 0.00 元 0.00 %",
        "差额 0.00 万元 0.00 元 分文不差",
    ]
    assert page.statement.verdict == f"分文不差：{CHECKS + 3} 项核对全部相符。"
    assert page.statement.problems == []
    assert page.statement._icon._name == "ok"
    bar = page.statement.bar
    assert [part.bucket for part in bar._parts] == [Bucket.TENDERED, Bucket.TENDERING]
    assert sum(bar.widths()) == pytest.approx(bar.width())
    assert bar.widths()[0] / bar.width() == pytest.approx(0.7766, abs=0.01)


def test_a_published_figure_that_is_wrong_names_the_check_both_sides_and_each_lot_behind_it(
    desktop: Desktop, page: FundsPage, desk: Desk
) -> None:
    report_figures(desk)
    publish(desk, "1298.44", "1008.399999", "290.04")
    show(desktop, page)
    assert page.statement.verdict == f"对不上：{CHECKS + 3} 项核对中有 1 项不符。"
    (words,) = page.statement.problems
    for part in ("已完成招标", "10,083,999.99", "10,084,000.00", "0.01", "第 1 包 帐篷", "第 2 包 棉被"):
        assert part in words
    assert "水泵" not in words
    desktop.click("funds_statement_look")
    assert page.tabs.current == "checks"
    assert [line[0] for line in cells(page.checks)] == ["不符"]
    assert page.checks.model._lines[0].marks[0] == "error"
    page.checks.table.selectRow(0)
    desktop.press(Qt.Key.Key_Return)
    assert page.check_panel.isVisible()
    assert [row.words[-2:] for row in rows_of(page.check_panel)] == ["帐篷", "棉被"]
    assert dict(page.check_panel.facts.facts)["差额"] == "0.000001 万元 = 0.01 元"
    desktop.press(Qt.Key.Key_Escape)
    assert page.check_panel.isHidden()
    assert page.checks.table.hasFocus()
    asked: list[tuple[str, str]] = []
    page.asked_for.connect(lambda *what: asked.append(what))
    desktop.press(Qt.Key.Key_Return)
    page.check_panel.table.selectRow(1)
    desktop.press(Qt.Key.Key_Return)
    assert page.check_panel.isHidden()
    assert [name for name, _key in asked] == ["lot"] and asked[0][1].endswith("/2")


def test_every_kind_of_cause_has_a_name_and_a_page() -> None:
    assert set(CAUSE_PAGES) == set(CauseKind)
    assert len({cause_kind_name(kind) for kind in CauseKind}) == len(CauseKind)


def test_a_lot_whose_money_does_not_stand_where_its_stage_says_is_named_and_marked(
    desktop: Desktop, page: FundsPage, desk: Desk
) -> None:
    lots = report_figures(desk)
    here = TenderLot.tender_lot_id == lots["棉被"]
    wrong = update(TenderLot).where(here).values(award_fen=Money.parse_wan("8.40").fen - 1)
    desk.program.database.write(lambda connection: connection.execute(wrong))
    show(desktop, page)
    for words in page.statement.problems:
        assert "第 2 包 棉被（应为 83,999.99，实为 84,000.00）" in words
        assert "帐篷" not in words and "水泵" not in words
    marks = {line.texts[2]: line.marks[4] for line in page.lots.model._lines}
    assert marks == {"帐篷": "check", "棉被": "error", "水泵": "right"}
    stages = {line[2]: line[4] for line in cells(page.lots)}
    assert stages["棉被"] == "已中标，资金不符"
    assert "2 项不符" in desktop.find(Button, "funds_tabs_checks").text()


def test_the_lists_show_every_column_of_the_books(desktop: Desktop, page: FundsPage, desk: Desk) -> None:
    report_figures(desk)
    show(desktop, page)
    assert cells(page.lots)[0] == (
        "ASCG-1",
        "1",
        "帐篷",
        "公开招标",
        "已中标",
        "10,000,000.00",
        "10,000,000.00",
        "10,000,000.00",
        "某公司",
        "辽财指〔2026〕1号",
        "10,000,000.00",
    )
    assert cells(page.lots)[2][7:9] == ("", "")
    number, title, _dated, amount, sources, *buckets = cells(page.appropriations)[1]
    assert (number, title, amount, sources) == ("鞍财〔2026〕2号", "救灾资金", "2,984,400.00", "来源未拆分：中央、省级")
    assert buckets == ["0.00", "0.00", "2,900,400.00", "84,000.00", "0.00", "0.00"]
    assert len(cells(page.checks)) == CHECKS
    assert {line[0] for line in cells(page.checks)} == {"相符"}


@on_sqlite
def test_a_list_is_put_in_order_searched_and_filtered(desktop: Desktop, page: FundsPage, desk: Desk) -> None:
    report_figures(desk)
    show(desktop, page)
    budget = [column.key for column in page.lots.model.columns].index("budget")
    header = page.lots.table.horizontalHeader()
    header.sectionClicked.emit(budget)
    desktop.settle()
    assert [line[2] for line in cells(page.lots)] == ["棉被", "水泵", "帐篷"]
    header.sectionClicked.emit(budget)
    desktop.settle()
    assert [line[2] for line in cells(page.lots)] == ["帐篷", "水泵", "棉被"]
    page.lots.search.setFocus()
    QTest.keyClicks(page.lots.search, "mb")
    desktop.press(Qt.Key.Key_Return)
    assert [line[2] for line in cells(page.lots)] == ["棉被"]
    page.lots.search.clear()
    page.lots.filters.set_values({"stage": "tendering"})
    desktop.settle()
    assert [line[2] for line in cells(page.lots)] == ["水泵"]


@on_sqlite
def test_rows_go_to_a_spreadsheet_with_plain_figures_and_are_summed_below_the_table(
    desktop: Desktop, page: FundsPage, desk: Desk
) -> None:
    report_figures(desk)
    show(desktop, page)
    page.lots.table.setFocus()
    page.lots.table.selectAll()
    desktop.press(Qt.Key.Key_C, CONTROL)
    lines = [line.split("\t") for line in QApplication.clipboard().text().split("\n")]
    assert [line[5] for line in lines] == ["10000000.00", "84000.00", "2900400.00"]
    assert "预算（元） 12,984,400.00" in desktop.find(TotalsBar, "funds_lots_totals").words


@on_sqlite
def test_a_lot_is_shown_with_its_rounds_and_escape_goes_back(desktop: Desktop, page: FundsPage, desk: Desk) -> None:
    planned = lot(desk, project(desk), appropriated(desk, "100"), "60")
    start(desk, planned, 40)
    fail(desk, planned, 20)
    start(desk, planned, 15)
    award(desk, planned, "58.5", 5)
    show(desktop, page)
    page.lots.table.setFocus()
    page.lots.table.selectRow(0)
    desktop.press(Qt.Key.Key_Return, CONTROL)
    panel = page.lot_panel
    assert panel.isVisible()
    assert panel.title == "ASCG-1 第 1 包 帐篷"
    facts = dict(panel.facts.facts)
    assert facts["中标金额"] == "58.50 万元 = 585,000.00 元"
    assert facts["节约"] == "1.50 万元 = 15,000.00 元"
    assert [(row.number, row.reason) for row in rows_of(panel)] == [(1, "有效投标人不足三家"), (2, "")]
    desktop.press(Qt.Key.Key_Escape)
    assert panel.isHidden() and page.lots.table.hasFocus()


@on_sqlite
def test_a_button_that_cannot_be_used_says_why(desktop: Desktop, page: FundsPage, desk: Desk) -> None:
    money = appropriated(desk, "100")
    show(desktop, page)
    assert not page.plan_button.isEnabled()
    assert "请先新建采购项目" in page.plan_button.toolTip()
    planned = lot(desk, project(desk), money, "100")
    show(desktop, page)
    assert "没有可用资金" in page.plan_button.toolTip()
    assert page.lots.row_actions._why.text() == "请先选中一个包。"
    page.lots.table.selectRow(0)
    desktop.settle()
    usable = {name: button.isEnabled() for name, button in page.lots.row_actions._buttons.items()}
    assert usable == {"show": True, "open": True, "start": True, "award": False, "fail": False, "cancel": True}
    award_button = page.lots.row_actions._buttons["award"]
    assert "“帐篷”目前为“计划中”" in award_button.toolTip() and "招标中" in award_button.toolTip()
    assert award_button.accessibleDescription()
    start(desk, planned)
    show(desktop, page)
    usable = {name: button.isEnabled() for name, button in page.lots.row_actions._buttons.items()}
    assert usable == {"show": True, "open": True, "start": False, "award": True, "fail": True, "cancel": False}


def test_what_somebody_else_posts_is_shown_without_asking(desktop: Desktop, page: FundsPage, desk: Desk) -> None:
    appropriated(desk, "100")
    desktop.session._poll()
    desktop.settle()
    assert shown(page)[0].startswith("下达 100.00 万元")


@on_sqlite
def test_a_record_found_elsewhere_is_looked_for_among_the_lots(desktop: Desktop, page: FundsPage, desk: Desk) -> None:
    report_figures(desk)
    show(desktop, page)
    page.tabs.open("checks")
    desktop.window.open_page("funds", "水泵")
    desktop.settle()
    assert page.tabs.current == "lots"
    assert [line[2] for line in cells(page.lots)] == ["水泵"]


@on_sqlite
def test_the_lists_are_reached_by_keys(qtbot: QtBot, desktop: Desktop, page: FundsPage, desk: Desk) -> None:
    appropriated(desk, "100")
    show(desktop, page)
    page.start_focus()
    desktop.press(Qt.Key.Key_PageDown, CONTROL)
    assert page.tabs.current == "appropriations" and page.appropriations.table.hasFocus()
    desktop.press(Qt.Key.Key_PageUp, CONTROL)
    desktop.press(Qt.Key.Key_PageUp, CONTROL)
    assert page.tabs.current == "checks"
    desktop.press(Qt.Key.Key_O, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: page.tabs.current == "lots")


@on_sqlite
@pytest.mark.parametrize("look", [*(Look(scale=scale) for scale in TEXT_SCALES), Look(is_large_print=True)], ids=str)
def test_everything_has_a_name_and_a_key_and_nothing_is_cut_off(
    desktop: Desktop, page: FundsPage, desk: Desk, look: Look
) -> None:
    lots = report_figures(desk)
    publish(desk, "1298.44", "1008.399999", "290.04")
    desktop.appearance.set_look(look)
    show(desktop, page)

    def check(where: str) -> None:
        desktop.settle()
        assert desktop.window.size().toTuple() == (1366, 768)
        for walk in (walks.nameless, walks.keyless, walks.clashing, walks.cut_off):
            assert walk(desktop.window) == [], where
        if look.is_large_print:
            assert walks.lower_than(desktop.window, 44) == [], where
        assert QApplication.activeModalWidget() is None

    for name in ("lots", "appropriations", "allotments", "matrix", "checks"):
        page.tabs.open(name)
        check(name)
    page.tabs.open("lots")
    page.lots.table.select_key(lots["水泵"])
    panels = (page.appropriate_panel, page.project_panel, page.plan_panel, page.publish_panel)
    for panel in panels:
        panel.open_panel()
        panel.form.check()
        check(panel.objectName())
        panel.close_panel()
    page.appropriate_panel.levels.set_text("central,province,city")
    page.appropriate_panel.split.set_text("split")
    page.appropriate_panel.amount.set_text("1298.44")
    page.appropriate_panel.open_panel()
    check("split")
    page.appropriate_panel.close_panel()
    lot_row = page.lots.selected()
    assert lot_row is not None
    for step in (page.start_panel, page.award_panel, page.fail_panel, page.cancel_panel):
        step.open_for(lot_row)
        step.form.check()
        check(step.objectName())
        step.close_panel()
    page._show_lot()
    check("lot")
    page.lot_panel.close_panel()


def rows_of(panel: Any) -> list[Any]:
    """Return the rows of a panel's table."""
    return [panel.model.row_at(at) for at in range(panel.model.rowCount())]

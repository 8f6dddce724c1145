"""The record of an appropriation: the picture, its lists, and every step from where it stands."""

from PySide6.QtCore import Qt

from supplies.models.funds import Bucket
from supplies.ui.funds.appropriation_page import AppropriationPage
from supplies.ui.procurement.lot_page import LotPage
from supplies.ui.theme import Look
from tests.funds.allotted import allot, carry, counties, give_back, lot, of_last_year, project, use
from tests.rooms import Desk, ago, yuan
from tests.ui import walks
from tests.ui.desktop import Desktop, fill, on_sqlite

CONTROL = Qt.KeyboardModifier.ControlModifier


def opened(desktop: Desktop, desk: Desk) -> AppropriationPage:
    """Open the record of an appropriation of which a little of everything was done."""
    fund, of = of_last_year(100, number="财1号"), project()
    allotted = allot(fund, 40)
    desk.post(*counties(), fund, carry(fund, 100), allotted, use(allotted, 10), of, lot(fund, of, 30))
    desk.post(give_back(fund, 3))
    page = desktop.window.open_page("appropriation", "财1号")
    assert isinstance(page, AppropriationPage)
    desktop.settle()
    return page


def test_each_yuan_stands_in_one_bar_and_every_list_is_there(desktop: Desktop, desk: Desk) -> None:
    page = opened(desktop, desk)
    assert page.title == "财1号 救灾"
    bars = {fall.bucket: (str(fall.amount), fall.share) for fall in page.waterfall.falls}
    assert bars == {
        Bucket.SOURCE: ("100.00", "100.00"),
        Bucket.AVAILABLE: ("27.00", "27.00"),
        Bucket.ALLOTTED: ("30.00", "30.00"),
        Bucket.SPENT: ("10.00", "10.00"),
        Bucket.PLANNED: ("30.00", "30.00"),
        Bucket.RETURNED: ("3.00", "3.00"),
    }
    for part in ("2025", "2026-12-31", "预算法第四十二条", "执行率 10.00 %"):
        assert part in page.facts.words
    assert [page.lots.model().rowCount(), page.allotments.model().rowCount()] == [1, 1]
    assert page.papers.model().rowCount() == 3
    assert "帐篷" in page.progress_list.words[0]


def test_a_lot_of_it_is_one_key_away(desktop: Desktop, desk: Desk) -> None:
    page = opened(desktop, desk)
    page.lots.setFocus()
    page.lots.selectRow(0)
    desktop.press(Qt.Key.Key_Return)
    assert desktop.shown(LotPage).view is not None
    desktop.window.open_page("appropriation", "财1号")
    desktop.settle()
    page.tabs.open("progress")
    desktop.settle()
    page.progress_list.view.setFocus()
    desktop.press(Qt.Key.Key_Return)
    assert desktop.shown(LotPage).view is not None


def test_money_goes_back_from_here_and_the_picture_follows(desktop: Desktop, desk: Desk) -> None:
    page = opened(desktop, desk)
    page.start_focus()
    desktop.press(Qt.Key.Key_B, CONTROL)
    assert page.return_panel.isVisible()
    fill(page.return_panel.form, amount="0.0007", number="交2号", dated=str(ago(5)), reason="结余上缴")
    desktop.press(Qt.Key.Key_Return, CONTROL)
    assert page.view is not None and page.view.fund.returned == yuan(10)
    assert "已交回" in page.message.words
    assert dict(page.view.parts)[Bucket.AVAILABLE] == yuan(20)


def test_a_step_that_cannot_be_taken_says_why(desktop: Desktop, desk: Desk) -> None:
    page = opened(desktop, desk)
    buttons = page.steps._buttons
    assert not buttons["withdraw"].isEnabled() and buttons["allot"].isEnabled()
    assert not buttons["use"].isEnabled() and "请先选中一笔下达资金" in buttons["use"].toolTip()
    page.tabs.open("allotments")
    page.allotments.selectRow(0)
    desktop.settle()
    assert buttons["use"].isEnabled()
    desktop.click("appropriation_steps_use")
    fill(page.use_panel.form, amount="0.003", number="报2号", dated=str(ago(3)))
    desktop.press(Qt.Key.Key_Return, CONTROL)
    assert page.view is not None and page.view.allotments[0].left == yuan(0)


@on_sqlite
def test_everything_has_a_name_and_a_key_and_nothing_is_cut_off(desktop: Desktop, desk: Desk) -> None:
    page = opened(desktop, desk)
    for look in (Look(), Look(scale=200), Look(is_large_print=True)):
        desktop.appearance.set_look(look)
        for name in ("lots", "progress", "allotments", "papers"):
            page.tabs.open(name)
            desktop.settle()
            for walk in (walks.nameless, walks.keyless, walks.clashing, walks.cut_off, walks.too_wide):
                assert walk(desktop.window) == [], (name, look)
    desktop.appearance.set_look(Look())

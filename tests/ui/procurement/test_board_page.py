"""The board: a column for each stage, walked by the arrows, folded where it is long; the same as table and bars."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from supplies.models.procurement import LotStage, Method
from supplies.procurement.board_queries import LotCard, lot_cards
from supplies.ui.procurement.board import CARDS_MAX
from supplies.ui.procurement.board_page import BoardPage
from supplies.ui.procurement.lot_page import LotPage
from supplies.ui.theme import TEXT_SCALES, Look
from supplies.values import ProjectId, TenderLotId
from tests.procurement.deals import acceptance, received, settle, signed
from tests.rooms import Desk, ago, yuan
from tests.ui import walks
from tests.ui.desktop import Desktop, on_sqlite
from tests.ui.funds.money import appropriated, award, lot, project, start


def awarded(desk: Desk, of: ProjectId, number: int, name: str) -> TenderLotId:
    """Return a lot that is awarded."""
    tender = lot(desk, of, appropriated(desk, "1", f"辽财{number}号"), "0.004", number, name)
    start(desk, tender, 60)
    award(desk, tender, "0.004", 50)
    return tender


def five(desk: Desk) -> None:
    """Record a lot that is planned, two in tender, none awarded, and two under contract, one of them half accepted."""
    of = project(desk)
    money = appropriated(desk, "10", "鞍财1号")
    lot(desk, of, money, "1", 1, "帐篷")
    for number, name in ((2, "棉被"), (3, "水泵")):
        start(desk, lot(desk, of, money, "2", number, name))
    late = signed(desk, awarded(desk, of, 4, "雨衣"), supplier="某公司", signed_on=ago(40), delivery_due=ago(9))
    desk.post(acceptance(late, received(desk), 2))
    settle(desk, signed(desk, awarded(desk, of, 5, "手电"), supplier="某公司"))


def show(desktop: Desktop) -> BoardPage:
    """Open the board."""
    page = desktop.open(BoardPage, "board")
    page.reload()
    desktop.settle()
    page.start_focus()
    desktop.settle()
    return page


def chosen() -> str:
    """Return the card that has the focus."""
    focused = QApplication.focusWidget()
    assert focused is not None
    return str(focused.currentItem().data(Qt.ItemDataRole.UserRole))  # type: ignore[attr-defined]


def test_each_lot_stands_in_the_column_of_its_stage_with_budget_supplier_and_what_is_due(
    desktop: Desktop, desk: Desk
) -> None:
    five(desk)
    page = show(desktop)
    assert {column.stage: column.cards.count() for column in page.board.columns} == {
        LotStage.PLANNED: 1,
        LotStage.TENDERING: 2,
        LotStage.AWARDED: 0,
        LotStage.CONTRACTED: 2,
        LotStage.CLOSED: 0,
    }
    for column in page.board.columns:
        for at in range(column.cards.count()):
            item = column.cards.item(at)
            lines = len(item.text().splitlines())
            height = column.cards.visualItemRect(item).height()
            assert height >= lines * column.fontMetrics().height(), "a card is cut off"
    late = page.board.columns[3].cards.item(0)
    assert late.toolTip() == f"ASCG-1 第 4 包 雨衣\n0.004 万元  某公司\n逾期 {ago(9)}"


def test_the_arrows_walk_over_cards_and_columns_and_enter_opens_the_lot(desktop: Desktop, desk: Desk) -> None:
    five(desk)
    show(desktop)
    assert chosen() == "ASCG-1/1"
    desktop.press(Qt.Key.Key_Right)
    assert chosen() == "ASCG-1/2"
    desktop.press(Qt.Key.Key_Down)
    assert chosen() == "ASCG-1/3"
    desktop.press(Qt.Key.Key_Right)
    assert chosen() == "ASCG-1/4"
    desktop.press(Qt.Key.Key_Left)
    assert chosen() == "ASCG-1/3"
    desktop.press(Qt.Key.Key_Return)
    assert desktop.shown(LotPage).title == "ASCG-1 第 3 包 水泵"


def test_how_much_of_each_budget_is_contracted_accepted_and_paid_is_told(desktop: Desktop, desk: Desk) -> None:
    five(desk)
    page = show(desktop)
    page.tabs.open("progress")
    desktop.settle()
    words = {line.split("  ")[0]: line for line in page.bars.words}
    assert words["ASCG-1 第 4 包 雨衣"].endswith("已签约 100%  已验收 50%  已付 0%")
    assert words["ASCG-1 第 5 包 手电"].endswith("已签约 100%  已验收 100%  已付 100%")
    assert words["ASCG-1 第 1 包 帐篷"].endswith("已签约 0%  已验收 0%  已付 0%")
    page.bars.view.setFocus()
    desktop.press(Qt.Key.Key_Return)
    assert desktop.shown(LotPage).title == "ASCG-1 第 4 包 雨衣"


@on_sqlite
def test_a_long_column_folds_and_its_rest_is_found_in_the_table(desktop: Desktop, desk: Desk) -> None:
    of, money = project(desk), appropriated(desk, "100")
    for number in range(1, CARDS_MAX + 4):
        lot(desk, of, money, "0.1", number, f"物资{number}")
    page = show(desktop)
    assert page.board.columns[0].cards.count() == CARDS_MAX
    desktop.click("board_planned_more")
    assert page.tabs.current == "table"
    assert page.table.model.rowCount() == CARDS_MAX + 3


@on_sqlite
def test_a_lot_of_which_nothing_is_due_comes_after_those_with_a_day(desk: Desk) -> None:
    five(desk)
    cards: list[LotCard] = desk.read(lot_cards)
    assert [card.lot_number for card in cards] == [4, 1, 2, 3, 5]
    assert cards[0].share(yuan(20)) == 50 and cards[0].method is Method.OPEN_TENDER


@on_sqlite
@pytest.mark.parametrize("look", [*(Look(scale=scale) for scale in TEXT_SCALES), Look(is_large_print=True)], ids=str)
def test_the_page_keeps_what_every_screen_must_keep(desktop: Desktop, desk: Desk, look: Look) -> None:
    five(desk)
    page = show(desktop)
    desktop.appearance.set_look(look)
    for name in ("board", "table", "progress"):
        page.tabs.open(name)
        desktop.settle()
        assert desktop.window.size().toTuple() == (1366, 768)
        for walk in (walks.nameless, walks.keyless, walks.clashing, walks.cut_off):
            assert walk(desktop.window) == [], name
        if look.is_large_print:
            assert walks.lower_than(desktop.window, 44) == [], name
        assert QApplication.activeModalWidget() is None

"""The board's fourth view: thresholds are set there, and lots that together exceed them are named."""

import pytest
from sqlalchemy import select

from supplies.models.bidding import AcceptancePolicy
from supplies.models.procurement import LotStage, Method
from supplies.procurement.queries import TenderLotRow, tender_lots
from supplies.procurement.thresholds import thresholds
from supplies.ui.procurement.board_page import SPLITTING, BoardPage
from supplies.ui.procurement.splitting_view import SplittingView
from supplies.ui.theme import Look
from tests.procurement.offered import planned_lot
from tests.procurement.test_thresholds import TENTS, setting
from tests.rooms import TODAY, Desk, ago, yuan
from tests.ui import walks
from tests.ui.desktop import Desktop, fill, on_sqlite
from tests.ui.procurement.test_lot_page import show, submit, texts


def view_of(desktop: Desktop) -> SplittingView:
    """Open the view."""
    page = desktop.open(BoardPage, "board")
    page.tabs.open(SPLITTING)
    desktop.settle()
    view = page.splitting
    assert isinstance(view, SplittingView)
    return view


def test_thresholds_are_set_and_what_exceeds_them_is_named(desktop: Desktop, desk: Desk) -> None:
    for number in ("CG-1", "CG-2"):
        planned_lot(desk, Method.INQUIRY, 45, project_number=number, category=TENTS)
    view = view_of(desktop)
    assert "尚未设置" in view.said and texts(view.table) == []
    desktop.click("board_splitting_steps_set")
    panel = view.panel
    fill(panel.form, quota="0.009", open_tender="0.008", source="辽财采〔2020〕298号", day=str(ago(9)))
    submit(desktop)
    assert "不超过" in panel.quota.shown_problem
    fill(panel.form, quota="0.002")
    submit(desktop)
    (there,) = desk.read(thresholds)
    assert (there.valid_from, there.quota, there.open_tender) == (ago(9), yuan(20), yuan(80))
    assert "90.00" in view.said and "80.00" in view.said
    assert [(row[0], row[3], row[6]) for row in texts(view.table)] == [
        (str(TODAY.year), "CG-1/1 帐篷", "90.00"),
        (str(TODAY.year), "CG-2/1 帐篷", "90.00"),
    ]


@on_sqlite
def test_a_round_above_the_threshold_asks_for_the_approval(desktop: Desktop, desk: Desk) -> None:
    desk.post(setting())
    planned_lot(desk, Method.INQUIRY, 80, project_number="ASCG-1")
    page = show(desktop)
    desktop.click("lot_steps_start")
    fill(page.start_panel.form, announced=str(ago(5)))
    submit(desktop)
    assert "公开招标数额标准" in page.start_panel.approval.shown_problem
    fill(page.start_panel.form, approval="鞍财采〔2026〕15号")
    submit(desktop)
    (row,) = desk.read(tender_lots)
    assert isinstance(row, TenderLotRow) and row.stage is LotStage.TENDERING


@on_sqlite
@pytest.mark.parametrize("look", [Look(), Look(is_large_print=True)], ids=str)
def test_the_view_keeps_what_every_screen_must_keep(desktop: Desktop, desk: Desk, look: Look) -> None:
    desk.post(setting())
    for _time in range(2):
        planned_lot(desk, Method.INQUIRY, 45, category=TENTS)
    view = view_of(desktop)
    desktop.appearance.set_look(look)
    desktop.settle()
    for walk in (walks.nameless, walks.keyless, walks.clashing, walks.cut_off):
        assert walk(desktop.window) == []
    view.panel.open_panel()
    view.panel.form.check()
    desktop.settle()
    for walk in (walks.nameless, walks.keyless, walks.clashing, walks.cut_off):
        assert walk(desktop.window) == []
    if look.is_large_print:
        assert walks.lower_than(desktop.window, 44) == []


@on_sqlite
def test_the_size_of_acceptance_groups_is_set(desktop: Desktop, desk: Desk) -> None:
    view = view_of(desktop)
    desktop.click("board_splitting_steps_group")
    fill(view.group_panel.form, least="100", group_source="本局规定")
    submit(desktop)
    assert "0 至 99" in view.group_panel.least.shown_problem
    fill(view.group_panel.form, least="3")
    submit(desktop)
    rows = desk.program.read(lambda connection: list(connection.scalars(select(AcceptancePolicy.least))))
    assert rows == [3]

"""Care of goods by forms: from the first click to the posted entries and the printed form, and each refusal."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from supplies.models.disposal import DisposalWay, Ground, RotationWay
from supplies.models.stock import PlaceKind
from supplies.models.units import UnitKind
from supplies.models.upkeep import UpkeepKind, UpkeepResult
from supplies.stock.disposal import write_offs
from supplies.stock.lookups import part_of
from supplies.stock.rotation import rotations
from supplies.stock.tracing import lot as lot_row
from supplies.stock.units import units
from supplies.stock.upkeep_queries import card_of
from supplies.ui.care.care_page import DUE, PLAN, ROTATIONS, SCRAP, UNITS, CarePage
from supplies.ui.care.goods_panel import GoodsPanel
from supplies.ui.reports.reports_page import ReportsPage
from supplies.ui.widgets.listing import Listing
from supplies.ui.widgets.picker import Option
from supplies.values import LotId, PlaceCode
from tests.printing.reports.samples import page_texts
from tests.reports.reading import made
from tests.rooms import A01, A02, DEPOT, TENT, TODAY, WATER, Desk, ago, lot_line, move_line, some, yuan
from tests.stock.wear import AED, GENERATOR, looked_after, teach
from tests.ui.desktop import Desktop, fill, on_sqlite, type_in

CONTROL = Qt.KeyboardModifier.ControlModifier
STOPPED = part_of(A01, PlaceKind.OUT_OF_SERVICE)
EXPERTS = "甲、乙、丙、丁、戊"


def open_tab(desktop: Desktop, page: CarePage, tab: str) -> None:
    page.reload()
    page.tabs.open(tab)
    desktop.settle()


def submit(desktop: Desktop) -> None:
    desktop.press(Qt.Key.Key_Return, CONTROL)
    desktop.settle()


def label(desk: Desk, lot: LotId) -> str:
    return str(desk.read(lot_row, lot).label_code)


def select_first(desktop: Desktop, page: CarePage, tab: str) -> None:
    """Open a tab and select its first row, once a reload after the last post has come."""
    lists: dict[str, Listing[Any]] = {
        DUE: page.due,
        PLAN: page.plan,
        ROTATIONS: page.rotations,
        SCRAP: page.scrapped,
        UNITS: page.units,
    }
    open_tab(desktop, page, tab)
    for _time in range(2):
        if not lists[tab].table.selected_rows():
            lists[tab].table.selectRow(0)
            desktop.settle()


def scan_goods(desktop: Desktop, page: CarePage, code: str) -> None:
    """Scan into the first field of a form: the code, then Enter."""
    panels: tuple[GoodsPanel, ...] = (page.upkeep_panel, page.service_panel, page.scrap_panel)
    (panel,) = (each for each in panels if each.isVisible())
    panel.goods.edit.setFocus()
    type_in(panel.goods.edit, code)
    QTest.keyClick(panel.goods.edit, Qt.Key.Key_Return)
    desktop.settle()


def generator(desk: Desk, days_ago: int = 200) -> LotId:
    teach(desk)
    return desk.lot(GENERATOR, 1, yuan("3000"), ago(days_ago), serial_no="F-1")


# --- upkeep ----------------------------------------------------------------------------------------------------------


def test_what_is_due_is_listed_and_a_scanned_label_finds_it(desktop: Desktop, page: CarePage, desk: Desk) -> None:
    lot = generator(desk)
    desk.lot(AED, 1, yuan("9000"), ago(740), serial_no="A-1")
    open_tab(desktop, page, DUE)
    assert page.due.model.rowCount() == 3
    page.open_record(label(desk, lot))
    desktop.settle()
    assert page.due.model.rowCount() == 2


def test_a_scanned_object_is_stopped_repaired_and_returned_to_service(
    desktop: Desktop, page: CarePage, desk: Desk
) -> None:
    lot = generator(desk)
    open_tab(desktop, page, DUE)
    desktop.click("care_due_actions_record")
    panel = page.upkeep_panel
    assert panel.isVisible() and panel.goods.edit.hasFocus()
    scan_goods(desktop, page, label(desk, lot))
    assert "试验发电机" in panel.goods.note and panel.quantity.text() == "1"
    panel.kind.set_text(UpkeepKind.TEST_RUN.value)
    panel.result.set_text(UpkeepResult.STOPPED.value)
    fill(panel.form, faults="不能启动", hours="12.5", done_by="维修班")
    submit(desktop)
    assert panel.isHidden() and "试机" in page.message.words, panel.form.field("goods").shown_problem
    assert desk.held(lot, STOPPED) == some(1)
    desk.post(looked_after(lot, UpkeepKind.TEST_RUN, place=STOPPED, parts="火花塞", hours=some(13)))
    open_tab(desktop, page, DUE)
    desktop.press(Qt.Key.Key_R, CONTROL)
    scan_goods(desktop, page, "F-1")
    submit(desktop)
    assert page.service_panel.isHidden()
    assert desk.held(lot) == some(1)
    assert [row.result for row in desk.read(card_of, lot)] == [UpkeepResult.STOPPED, UpkeepResult.USABLE]
    words = "".join(page_texts(made(desk, "upkeep_card", number=label(desk, lot))))
    for text in ("维保记录卡", "试验发电机", "不能启动", "火花塞", "维修班", "停用"):
        assert text in words


def test_a_part_is_replaced_with_its_new_expiry(desktop: Desktop, page: CarePage, desk: Desk) -> None:
    teach(desk)
    lot = desk.lot(AED, 1, yuan("9000"), ago(740), serial_no="A-1")
    select_first(desktop, page, DUE)
    desktop.click("care_due_actions_record")
    panel = page.upkeep_panel
    assert panel.goods.text() == label(desk, lot)
    panel.kind.set_text(UpkeepKind.MAINTENANCE.value)
    fill(panel.form, component="电极片", component_expires=ago(-700).isoformat(), cost="860")
    submit(desktop)
    (row,) = desk.read(card_of, lot)
    assert (row.components, row.cost) == ((("电极片", ago(-700)),), yuan("860"))
    open_tab(desktop, page, DUE)
    assert page.due.model.rowCount() == 0
    desk.issue(lot_line(lot, 1))


@on_sqlite
def test_each_refusal_of_upkeep_stands_beside_its_field(desktop: Desktop, page: CarePage, desk: Desk) -> None:
    lot = generator(desk)
    before = desk.everything()
    open_tab(desktop, page, DUE)
    desktop.click("care_due_actions_record")
    panel = page.upkeep_panel
    submit(desktop)
    assert panel.goods.shown_problem and panel.spot.shown_problem
    scan_goods(desktop, page, "NOBODY")
    assert "NOBODY" in panel.goods.shown_problem
    panel.goods.edit.clear()
    scan_goods(desktop, page, label(desk, lot))
    assert not panel.goods.shown_problem
    panel.result.set_text(UpkeepResult.LIMITED.value)
    submit(desktop)
    assert panel.faults.shown_problem
    fill(panel.form, faults="噪声", next_on=TODAY.isoformat())
    submit(desktop)
    assert TODAY.isoformat() in panel.next_on.shown_problem
    panel.next_on.set_text("")
    fill(panel.form, quantity="2")
    submit(desktop)
    assert panel.quantity.shown_problem
    fill(panel.form, quantity="1", done_on=ago(-3).isoformat())
    submit(desktop)
    assert panel.done_on.shown_problem
    fill(panel.form, done_on=TODAY.isoformat(), component="电池", component_expires=ago(5).isoformat())
    submit(desktop)
    assert "电池" in panel.component_expires.shown_problem
    assert desk.everything() == before


def test_what_is_due_is_printed(desktop: Desktop, page: CarePage, desk: Desk) -> None:
    generator(desk)
    open_tab(desktop, page, DUE)
    desktop.click("care_due_actions_print")
    opened = desktop.window.current_page
    assert isinstance(opened, ReportsPage) and opened.kind.name == "upkeep"
    words = "".join(page_texts(made(desk, "upkeep")))
    for text in ("维保检定到期表", "试验发电机", "保养", "检定检查", "逾期"):
        assert text in words


# --- rotation --------------------------------------------------------------------------------------------------------


def test_a_lot_of_the_plan_is_rotated_out_and_replaced(desktop: Desktop, page: CarePage, desk: Desk) -> None:
    lot = desk.lot(WATER, 10, yuan("240"), ago(300), expires_on=ago(-60), batch_no="W1")
    select_first(desktop, page, PLAN)
    desktop.click("care_plan_actions_rotate")
    panel = page.rotate_panel
    panel.way.set_text(RotationWay.EXCHANGE.value)
    fill(panel.form, counterparty="饮用水厂", due=ago(-20).isoformat(), quantity="11")
    submit(desktop)
    assert panel.quantity.shown_problem
    fill(panel.form, quantity="10")
    submit(desktop)
    assert desk.held(lot) == some(0)
    select_first(desktop, page, ROTATIONS)
    desktop.click("care_rotations_actions_replace")
    replacing = page.replace_panel
    assert replacing.quantity.text() == "10"
    replacing.place.choose(Option(A02, A02))
    fill(replacing.form, amount="260", batch="W2", expires=ago(-360).isoformat())
    submit(desktop)
    assert replacing.isHidden(), page.message.words
    (row,) = desk.read(rotations, DEPOT)
    assert (row.is_open, row.difference, row.due_on) == (False, yuan("20"), ago(-20))
    paper = "".join(page_texts(made(desk, "document", number=row.number)))
    assert "轮换" in paper and "W1" in paper
    plan = "".join(page_texts(made(desk, "rotation_plan")))
    assert "轮换计划" in plan and "W2" not in plan


# --- scrapping -------------------------------------------------------------------------------------------------------


def test_goods_are_scrapped_with_an_appraisal_and_what_became_of_them_is_recorded(
    desktop: Desktop, page: CarePage, desk: Desk
) -> None:
    lot = desk.lot(TENT, 10, yuan("1000"), ago(30))
    open_tab(desktop, page, SCRAP)
    desktop.click("care_scrap_actions_scrap")
    panel = page.scrap_panel
    scan_goods(desktop, page, label(desk, lot))
    panel.ground.set_text(Ground.BEYOND_REPAIR.value)
    fill(panel.form, quantity="2", reason="篷布撕裂", experts="甲、乙", opinion="无修复价值")
    submit(desktop)
    assert "5" in panel.experts.shown_problem
    fill(panel.form, experts=EXPERTS, appraised_on=ago(1).isoformat())
    submit(desktop)
    assert panel.isHidden()
    (row,) = desk.read(write_offs, DEPOT)
    assert (row.ground, len(row.experts.split("\n"))) == (Ground.BEYOND_REPAIR, 5)
    select_first(desktop, page, SCRAP)
    desktop.click("care_scrap_actions_handle")
    handling = page.disposal_panel
    handling.way.set_text(DisposalWay.AUCTION.value)
    fill(handling.form, receiver="再生资源公司", income="35.50")
    submit(desktop)
    assert handling.income_paper.shown_problem
    fill(handling.form, income_paper="FS-018")
    submit(desktop)
    (row,) = desk.read(write_offs, DEPOT)
    assert (row.way, row.income, row.income_paper) == (DisposalWay.AUCTION, yuan("35.50"), "FS-018")
    form = "".join(page_texts(made(desk, "scrap", number=row.number)))
    for text in ("报废审批表", "无修复价值", "甲、乙、丙、丁、戊", "篷布撕裂"):
        assert text in form
    record = "".join(page_texts(made(desk, "disposal", number=row.number)))
    for text in ("报废物资处置记录", "再生资源公司", "叁拾伍元伍角", "FS-018"):
        assert text in record


# --- cartons and pallets ---------------------------------------------------------------------------------------------


def test_cartons_are_made_moved_and_closed(desktop: Desktop, page: CarePage, desk: Desk) -> None:
    open_tab(desktop, page, UNITS)
    desktop.press(Qt.Key.Key_N, CONTROL)
    panel = page.make_panel
    panel.place.choose(Option(A01, A01))
    panel.kind.set_text(UnitKind.PALLET.value)
    fill(panel.form, name="被服", count="2")
    submit(desktop)
    assert panel.isHidden(), panel.place.shown_problem
    first, second = desk.read(units, DEPOT)
    assert (first.name, second.name, first.kind) == ("U000001 被服", "U000002 被服", UnitKind.PALLET)
    lot = desk.lot(TENT, 10)
    desk.move(move_line(lot, 4, A01, first.code))
    select_first(desktop, page, UNITS)
    desktop.click("care_units_actions_move")
    page.move_panel.place.choose(Option(A01, A01))
    submit(desktop)
    assert page.move_panel.place.shown_problem
    page.move_panel.place.choose(Option(A02, A02))
    submit(desktop)
    assert [row.location for row in desk.read(units, DEPOT)] == [A02, A01]
    select_first(desktop, page, UNITS)
    assert not page.units.row_actions._buttons["close"].isEnabled()
    desk.move(move_line(lot, 4, first.code, A01))
    select_first(desktop, page, UNITS)
    desktop.click("care_units_actions_close")
    submit(desktop)
    assert [row.code for row in desk.read(units, DEPOT)] == [PlaceCode("U000002")]


@on_sqlite
def test_a_button_that_leads_nowhere_says_why(desktop: Desktop, page: CarePage) -> None:
    for tab, list_ in ((PLAN, page.plan), (ROTATIONS, page.rotations), (SCRAP, page.scrapped), (UNITS, page.units)):
        open_tab(desktop, page, tab)
        list_._show_allowed()
        names = {PLAN: "rotate", ROTATIONS: "replace", SCRAP: "handle", UNITS: "move"}
        button = list_.row_actions._buttons[names[tab]]
        assert not button.isEnabled() and button.reason

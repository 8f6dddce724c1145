"""From an incident to an order by forms: the posted entries, what is proposed and why no more, and each refusal."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox

from supplies.models.relief import Disaster, IncidentKind
from supplies.relief.incidents import incidents
from supplies.relief.queries import order_items, orders, request, request_items, requests
from supplies.relief.words import OrderState, RequestState
from supplies.ui.icons import Button
from supplies.ui.relief.relief_page import INCIDENTS, ORDERS, REQUESTS, ReliefPage
from supplies.ui.widgets.picker import Option
from tests.relief.needs import SECOND, asked, done, flood, gives, hand_over, open_second, orders_to, wants
from tests.rooms import DEPOT, QUILT, TENT, TODAY, WATER, Desk, ago, goods, lot_line, some
from tests.ui.desktop import Desktop, fill, on_sqlite, type_in

CONTROL = Qt.KeyboardModifier.ControlModifier


def open_tab(desktop: Desktop, page: ReliefPage, tab: str) -> None:
    page.reload()
    page.tabs.open(tab)
    desktop.settle()


def submit(desktop: Desktop) -> None:
    desktop.press(Qt.Key.Key_Return, CONTROL)


def select_first(desktop: Desktop, page: ReliefPage, tab: str) -> None:
    """Open a tab and select its first row, once a reload after the last post has come."""
    open_tab(desktop, page, tab)
    tables = {INCIDENTS: page.incidents.table, REQUESTS: page.requests.table, ORDERS: page.orders.table}
    for _time in range(2):
        if not tables[tab].selected_rows():
            tables[tab].selectRow(0)
            desktop.settle()


def add_line(desktop: Desktop, page: ReliefPage, code: str, name: str, quantity: str) -> None:
    """Choose an item, type a quantity, and press Enter."""
    field = page.request_panel.lines
    field.item.choose(Option(code, name))
    desktop.settle()
    field.quantity.setFocus()
    type_in(field.quantity, quantity)
    QTest.keyClick(field.quantity, Qt.Key.Key_Return)


def test_an_incident_is_opened_and_a_drill_beside_it(desktop: Desktop, page: ReliefPage, desk: Desk) -> None:
    desktop.click("relief_incidents_actions_add")
    panel = page.incident_panel
    assert panel.isVisible() and panel.title.edit.hasFocus()
    fill(panel.form, title="岫岩暴雨", place="岫岩县")
    panel.level.set_text("3")
    submit(desktop)
    (row,) = desk.read(incidents)
    assert (row.title, row.kind, row.disaster, row.level) == ("岫岩暴雨", IncidentKind.INCIDENT, Disaster.FLOOD, 3)
    assert panel.isHidden() and "岫岩暴雨已启动" in page.message.words
    desktop.click("relief_incidents_actions_add")
    fill(panel.form, title="年度演练")
    panel.kind.set_text("drill")
    submit(desktop)
    assert {each.kind for each in desk.read(incidents)} == set(IncidentKind)


def test_a_request_is_recorded_with_its_lines(desktop: Desktop, page: ReliefPage, desk: Desk) -> None:
    number = done(desk, flood())
    open_tab(desktop, page, REQUESTS)
    desktop.click("relief_requests_actions_add")
    panel = page.request_panel
    fill(panel.form, requester="岫岩县应急管理局", contact="李某 0412-1", needed=ago(-2).isoformat())
    panel.priority.set_text("1")
    panel.incident.set_text(number)
    add_line(desktop, page, TENT, "12㎡单帐篷", "20")
    add_line(desktop, page, QUILT, "棉被", "１００")
    assert [line.words for line in panel.lines.value() or ()][1] == f"棉被 {QUILT}    100 床"
    submit(desktop)
    (row,) = desk.read(requests)
    assert (row.incident, row.priority, row.needed_by, row.items) == (number, 1, ago(-2), "12㎡单帐篷 20、棉被 100")
    assert panel.isHidden() and not page.has_unsaved()


@on_sqlite
def test_what_is_wrong_with_a_request_stands_beside_its_field(desktop: Desktop, page: ReliefPage, desk: Desk) -> None:
    before = desk.everything()
    open_tab(desktop, page, REQUESTS)
    desktop.click("relief_requests_actions_add")
    panel = page.request_panel
    submit(desktop)
    assert panel.requester.shown_problem and panel.needed.shown_problem and panel.lines.shown_problem
    fill(panel.form, requester="县", needed=ago(1).isoformat())
    add_line(desktop, page, TENT, "12㎡单帐篷", "1.5")
    assert "小数" in panel.lines.shown_problem
    panel.lines.quantity.setText("3箱")
    panel.lines.add_line()
    assert "没有“箱”这种包装" in panel.lines.shown_problem
    panel.lines.quantity.setText("3顶")
    panel.lines.add_line()
    assert panel.lines.shown_problem == ""
    submit(desktop)
    assert "早于提出日期" in panel.needed.shown_problem
    assert panel.isVisible() and page.has_unsaved() and desk.everything() == before


@on_sqlite
def test_a_line_is_removed(desktop: Desktop, page: ReliefPage) -> None:
    open_tab(desktop, page, REQUESTS)
    desktop.click("relief_requests_actions_add")
    add_line(desktop, page, TENT, "12㎡单帐篷", "20")
    field = page.request_panel.lines
    assert not field.remove_button.isEnabled() and "请先选择一行" in field.remove_button.toolTip()
    field.list.setCurrentRow(0)
    desktop.click("lines_remove")
    assert field.value() is None


def test_goods_are_ordered_first_to_expire_first_from_every_depot(
    desktop: Desktop, page: ReliefPage, desk: Desk
) -> None:
    open_second(desk)
    desk.lot(WATER, 10, expires_on=ago(-90))
    desk.receive(goods(WATER, 6, expires_on=ago(-30)), depot=SECOND)
    number = done(desk, wants(asked(WATER, 8)))
    select_first(desktop, page, REQUESTS)
    desktop.click("relief_requests_actions_allocate")
    panel = page.allocation_panel
    fill(panel.form, receiver="李队长", vehicle="辽C12345", driver="王师傅")
    submit(desktop)
    (row,) = desk.read(orders)
    assert (row.receiver, row.vehicle, row.depots) == ("李队长", "辽C12345", (DEPOT, SECOND))
    lines = desk.read(order_items, row)
    assert [(line.depot_code, line.left) for line in lines] == [(SECOND, some(6)), (DEPOT, some(2))]
    assert panel.isHidden() and number in page.message.words
    assert desk.read(request, number).state is RequestState.ORDERED


def test_a_part_is_ordered_where_a_smaller_quantity_is_typed(desktop: Desktop, page: ReliefPage, desk: Desk) -> None:
    desk.lot(TENT, 50)
    number = done(desk, wants(asked(TENT, 20)))
    select_first(desktop, page, REQUESTS)
    desktop.click("relief_requests_actions_allocate")
    panel = page.allocation_panel
    (edit,) = panel.proposal._edits.values()
    edit.setFocus()
    edit.selectAll()
    type_in(edit, "5")
    fill(panel.form, receiver="李队长")
    desktop.settle()
    submit(desktop)
    (line,) = desk.read(request_items, desk.read(request, number))
    assert (line.progress.ordered, line.progress.missing) == (some(5), some(15))


def test_what_is_short_is_explained_with_the_ways_out(desktop: Desktop, page: ReliefPage, desk: Desk) -> None:
    open_second(desk)
    lot = desk.lot(TENT, 10)
    desk.receive(goods(TENT, 3), depot=SECOND)
    holder = done(desk, orders_to(done(desk, wants(asked(TENT, 8), priority=1)), gives(lot, 8)))
    done(desk, wants(asked(TENT, 20)))
    select_first(desktop, page, REQUESTS)
    desktop.click("relief_requests_actions_allocate")
    panel = page.allocation_panel
    panel.depot.set_text(DEPOT)
    panel.depot.edited.emit()
    desktop.settle()
    words = "\n".join(part.text() for part in panel.proposal._parts if hasattr(part, "text"))
    assert "需求 20 顶，可用 2，可配 2" in words
    assert f"{holder} 为岫岩县应急管理局预留 8 顶" in words
    assert "铁东区库可调 3 顶" in words
    assert "可选办法：先配一部分、请求解除预留、改从其他库调拨" in words
    desktop.click("allocate_all")
    assert panel.depot.text() == "" and not desktop.find(Button, "allocate_all").isEnabled()
    desktop.click("allocate_orders")
    assert panel.isHidden() and page.tabs.current == ORDERS


def test_an_order_is_released_and_what_was_handed_over_stays(desktop: Desktop, page: ReliefPage, desk: Desk) -> None:
    lot = desk.lot(TENT, 10)
    number = done(desk, orders_to(done(desk, wants()), gives(lot, 10)))
    hand_over(desk, number, lot_line(lot, 4))
    select_first(desktop, page, ORDERS)
    desktop.click("relief_orders_actions_release")
    fill(page.release_panel.form, reason="道路中断")
    submit(desktop)
    (row,) = desk.read(orders)
    assert (row.state, row.release_reason) == (OrderState.RELEASED, "道路中断")
    select_first(desktop, page, ORDERS)
    button = desktop.find(Button, "relief_orders_actions_release")
    assert not button.isEnabled() and "已没有预留" in button.toolTip()


def test_a_request_is_cancelled_and_an_incident_closed(desktop: Desktop, page: ReliefPage, desk: Desk) -> None:
    done(desk, wants(incident=done(desk, flood())))
    select_first(desktop, page, REQUESTS)
    desktop.click("relief_requests_actions_cancel")
    fill(page.cancel_panel.form, reason="已由邻县支援")
    submit(desktop)
    assert desk.read(requests)[0].state is RequestState.CANCELLED
    select_first(desktop, page, INCIDENTS)
    desktop.click("relief_incidents_actions_close")
    submit(desktop)
    assert desk.read(incidents)[0].closed_on == TODAY
    select_first(desktop, page, INCIDENTS)
    assert not desktop.find(Button, "relief_incidents_actions_close").isEnabled()


@on_sqlite
def test_an_incident_a_request_and_an_order_are_shown_whole(desktop: Desktop, page: ReliefPage, desk: Desk) -> None:
    number = done(desk, flood())
    lot = desk.lot(TENT, 30)
    ordered = done(desk, orders_to(done(desk, wants(incident=number)), gives(lot, 10)))
    paper = hand_over(desk, ordered, lot_line(lot, 4), incident=number)
    select_first(desktop, page, INCIDENTS)
    desktop.click("relief_incidents_actions_show")
    facts = dict(page.incident_record.facts.facts)
    assert (facts["调拨指令"], facts["单据"]) == (ordered, paper.number)
    desktop.press(Qt.Key.Key_Escape)
    select_first(desktop, page, REQUESTS)
    desktop.click("relief_requests_actions_show")
    assert page.request_record.model.rowCount() == 1
    desktop.press(Qt.Key.Key_Escape)
    select_first(desktop, page, ORDERS)
    desktop.click("relief_orders_actions_show")
    assert page.order_record.model.rowCount() == 1 and page.order_record.title == ordered


@on_sqlite
def test_a_record_found_elsewhere_is_looked_for(desktop: Desktop, page: ReliefPage, desk: Desk) -> None:
    number = done(desk, wants(incident=done(desk, flood())))
    page.reload()
    desktop.settle()
    page.open_record(number)
    desktop.settle()
    assert (page.tabs.current, page.requests.model.rowCount()) == (REQUESTS, 1)
    page.open_record("SJ-0")
    desktop.settle()
    assert (page.tabs.current, page.incidents.model.rowCount()) == (INCIDENTS, 0)


def test_settled_requests_are_listed_where_they_are_wanted_or_looked_for(
    desktop: Desktop, page: ReliefPage, desk: Desk
) -> None:
    lot = desk.lot(TENT, 20)
    open_one = done(desk, wants(requester="甲县"))
    settled = done(desk, wants(asked(quantity=5), requester="乙县"))
    hand_over(desk, done(desk, orders_to(settled, gives(lot, 5))), lot_line(lot, 5))

    def listed() -> list[str]:
        desktop.settle()
        model = page.requests.model
        return [str(model.index(row, 0).data()) for row in range(model.rowCount())]

    open_tab(desktop, page, REQUESTS)
    assert listed() == [open_one]
    tick = desktop.find(QCheckBox, "relief_requests_filters_settled")
    tick.setChecked(True)
    assert listed() == [open_one, settled]
    tick.setChecked(False)
    assert listed() == [open_one]
    page.open_record(settled)
    assert listed() == [settled]

"""The page of a lot: its ladder, its history, and every step of it from plan to closing."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from supplies.models.procurement import LotStage
from supplies.procurement.contract_queries import ContractRow, contracts
from supplies.procurement.queries import TenderLotRow, tender_lots
from supplies.ui.icons import Button
from supplies.ui.procurement.ladder import Rung
from supplies.ui.procurement.lot_page import STEP_STAGES, LotPage
from supplies.ui.theme import TEXT_SCALES, Look
from supplies.values import Money, TenderLotId
from tests.procurement.deals import line, settle, signed
from tests.rooms import TENT, Desk, ago, yuan
from tests.ui import walks
from tests.ui.desktop import Desktop, fill, on_sqlite, type_in
from tests.ui.funds.money import appropriated, award, fail, lot, project, start

CONTROL = Qt.KeyboardModifier.ControlModifier
GOOD_CODE = "91350100M000100Y43"


def awarded(desk: Desk, wan: str = "0.01", budget: str = "0.01") -> TenderLotId:
    """Return a lot with a budget of a hundred yuan, of which so much is awarded."""
    made = lot(desk, project(desk), appropriated(desk, "1"), budget)
    start(desk, made, 40)
    award(desk, made, wan, 10)
    return made


def show(desktop: Desktop, key: str = "ASCG-1/1") -> LotPage:
    """Open the page of a lot."""
    page = desktop.open(LotPage, "lot")
    page.open_record(key)
    desktop.settle()
    return page


def texts(table: Any) -> list[tuple[str, ...]]:
    """Return all that a table shows."""
    model = table.model()
    return [model._lines[at].texts for at in range(model.rowCount())]


def the_lot(desk: Desk) -> TenderLotRow:
    """Return the lot."""
    (row,) = desk.read(tender_lots)
    assert isinstance(row, TenderLotRow)
    return row


def the_contracts(desk: Desk) -> list[ContractRow]:
    """Return the contracts."""
    found: list[ContractRow] = desk.read(contracts)
    return found


def submit(desktop: Desktop) -> None:
    """Post what is filled in."""
    desktop.press(Qt.Key.Key_Return, CONTROL)


def add_line(qtbot: QtBot, desktop: Desktop, panel: Any, quantity: str, price: str) -> None:
    """Type a line of tents as a person does: item, quantity, Enter, price, Enter."""
    lines = panel.lines
    lines.item.setFocus()
    type_in(lines.item, TENT)
    qtbot.waitUntil(lines.item._is_open)
    desktop.press(Qt.Key.Key_Return)
    lines.quantity.setFocus()
    type_in(lines.quantity, quantity)
    desktop.press(Qt.Key.Key_Return)
    assert lines.price.hasFocus()
    type_in(lines.price, price)
    desktop.press(Qt.Key.Key_Return)


def test_the_ladder_and_the_history_of_a_lot_that_was_settled_stand_side_by_side(desktop: Desktop, desk: Desk) -> None:
    made = lot(desk, project(desk), appropriated(desk, "1"), "0.008")
    start(desk, made, 60)
    fail(desk, made, 50)
    start(desk, made, 40)
    award(desk, made, "0.004", 10)
    settle(desk, signed(desk, made, number="HT-1", supplier="某公司"))
    page = show(desktop)
    assert page.title == "ASCG-1 第 1 包 帐篷"
    assert "某公司" in page.facts.words and "公开招标" in page.facts.words
    amounts = {step.rung: step.amount for step in page.ladder.steps}
    assert amounts[Rung.BUDGET] == amounts[Rung.CEILING] == yuan(80)
    assert {amounts[rung] for rung in list(Rung)[2:]} == {yuan(40)}
    bars = page.ladder.bars
    assert bars[Rung.PAID].length == pytest.approx(bars[Rung.BUDGET].length / 2, abs=1)
    assert "已付：0.004 万元，40.00 元" in page.ladder.words
    happened = [(row[0], row[1]) for row in texts(page.timeline)]
    assert happened == [
        (str(ago(80)), "项目启动"),
        (str(ago(60)), "采购公告"),
        (str(ago(50)), "废标"),
        (str(ago(40)), "采购公告"),
        (str(ago(10)), "中标"),
        (str(ago(8)), "签订合同"),
        (str(ago(4)), "验收"),
        (str(ago(4)), "已开票"),
        (str(ago(0)), "已付"),
    ]
    assert [row[0] for row in texts(page.contracts)] == ["HT-1"]
    (document,) = texts(page.documents)
    assert "入库" in document[1] and document[3] == "4"


@on_sqlite
def test_a_lot_offers_the_steps_of_its_stage_and_no_others(desktop: Desktop, desk: Desk) -> None:
    lot(desk, project(desk), appropriated(desk, "1"), "0.5")
    page = show(desktop)
    offered = {name for name in STEP_STAGES if desktop.find(Button, f"lot_steps_{name}").isVisible()}
    assert offered == {"start", "fund", "cancel"}
    assert all(desktop.find(Button, f"lot_steps_{name}").isEnabled() for name in offered)
    desktop.press(Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert not page.award_panel.isVisible(), "what is not offered has no key either"
    assert page.ladder.steps[-1].amount is None


def test_a_contract_is_recorded_from_the_click_to_the_posted_entry(qtbot: QtBot, desktop: Desktop, desk: Desk) -> None:
    awarded(desk)
    page = show(desktop)
    desktop.click("lot_steps_sign")
    panel = page.sign_panel
    assert panel.supplier.text() == "某公司" and panel.number.edit.hasFocus()
    assert panel.delivery_due.text() == panel.retention_until.text() == ""
    fill(panel.form, number="HT-2026-1", signed=str(ago(8)), supplier_code=GOOD_CODE)
    add_line(qtbot, desktop, panel, "4", "20")
    assert "比已中标未签约金额少 20.00 元" in panel.lines.said
    add_line(qtbot, desktop, panel, "2", "10")
    assert panel.lines.said == "合计 100.00 元，与中标金额一致。"
    assert "4 顶 × 20.00 元 = 80.00 元" in panel.lines.list.item(0).text()
    fill(panel.form, delivery_due=str(ago(-30)), retention="5", retention_until=str(ago(-365)), penalty="3")
    submit(desktop)
    (row,) = the_contracts(desk)
    assert (row.number, row.supplier, row.supplier_code) == ("HT-2026-1", "某公司", GOOD_CODE)
    assert (row.amount, row.retention, row.penalty_mille) == (yuan(100), yuan(5), 3)
    assert (row.signed_on, row.delivery_due, row.retention_until) == (ago(8), ago(-30), ago(-365))
    assert the_lot(desk).stage is LotStage.CONTRACTED
    assert "HT-2026-1" in page.message.words
    assert [row[0] for row in texts(page.contracts)] == ["HT-2026-1"]
    assert not desktop.find(Button, "lot_steps_sign").isEnabled()


REFUSALS = [
    ({"number": ""}, "number", "尚未填写"),
    ({"signed": str(ago(11))}, "signed", "早于"),
    ({"signed": str(ago(-1))}, "signed", "晚于今天"),
    ({"supplier_code": "91350100M000100Y44"}, "supplier_code", "校验"),
    ({"supplier_code": "913502"}, "supplier_code", "18 位"),
    ({"supplier": "另一家公司"}, "deviation", "未说明理由"),
    ({"delivery_due": str(ago(9))}, "delivery_due", "早于"),
    ({"retention_until": str(ago(9))}, "retention_until", "早于"),
    ({"retention": "100.01"}, "retention", "质保金"),
    ({"penalty": "101"}, "penalty", "0 至 100"),
]


@on_sqlite
@pytest.mark.parametrize(("wrong", "field", "words"), REFUSALS)
def test_a_refusal_of_a_contract_stands_beside_its_field_and_nothing_is_saved(
    qtbot: QtBot, desktop: Desktop, desk: Desk, wrong: dict[str, str], field: str, words: str
) -> None:
    awarded(desk)
    page = show(desktop)
    desktop.click("lot_steps_sign")
    panel = page.sign_panel
    add_line(qtbot, desktop, panel, "10", "10")
    fill(panel.form, **{"number": "HT-1", "signed": str(ago(8))} | wrong)
    submit(desktop)
    assert words in panel.form.field(field).shown_problem
    assert panel.isVisible() and the_contracts(desk) == []


@on_sqlite
@pytest.mark.parametrize(
    ("quantity", "price", "words"),
    [
        ("10.5", "10", "小数"),
        ("0", "10", "大于零"),
        ("10", "0", "大于零"),
        ("10", "", "金额"),
        ("11", "10", "预算"),
    ],
)
def test_a_line_that_is_wrong_is_said_beside_the_lines(
    qtbot: QtBot, desktop: Desktop, desk: Desk, quantity: str, price: str, words: str
) -> None:
    awarded(desk)
    page = show(desktop)
    desktop.click("lot_steps_sign")
    panel = page.sign_panel
    fill(panel.form, number="HT-1", signed=str(ago(8)), deviation="单价调整")
    panel.lines.item.setFocus()
    type_in(panel.lines.item, TENT)
    qtbot.waitUntil(panel.lines.item._is_open)
    desktop.press(Qt.Key.Key_Return)
    panel.lines.quantity.setText(quantity)
    panel.lines.price.setText(price)
    submit(desktop)
    assert words in panel.lines.shown_problem
    assert the_contracts(desk) == []


@on_sqlite
def test_a_credit_code_is_checked_while_it_is_typed(desktop: Desktop, desk: Desk) -> None:
    awarded(desk)
    page = show(desktop)
    desktop.click("lot_steps_sign")
    field = page.sign_panel.supplier_code
    fill(page.sign_panel.form, supplier_code=GOOD_CODE[:16])
    assert field.note == "还差 2 位" and not field.shown_problem
    fill(page.sign_panel.form, supplier_code=f"{GOOD_CODE[:17]}4")
    assert "校验" in field.shown_problem
    fill(page.sign_panel.form, supplier_code=GOOD_CODE.lower())
    assert "校验位正确" in field.note and not field.shown_problem


@on_sqlite
def test_a_contract_that_was_begun_stands_there_again(qtbot: QtBot, desktop: Desktop, desk: Desk) -> None:
    awarded(desk)
    page = show(desktop)
    desktop.click("lot_steps_sign")
    fill(page.sign_panel.form, number="HT-1")
    add_line(qtbot, desktop, page.sign_panel, "4", "20")
    desktop.press(Qt.Key.Key_Escape)
    desktop.click("lot_steps_sign")
    panel = page.sign_panel
    assert panel.number.text() == "HT-1" and panel.lines.total == yuan(80)
    kept = panel.form.draft()
    panel.begin_anew()
    panel.form.restore(kept)
    assert panel.lines.total == yuan(80) and "80.00" in panel.lines.list.item(0).text()


def test_money_is_added_to_a_lot(qtbot: QtBot, desktop: Desktop, desk: Desk) -> None:
    lot(desk, project(desk), appropriated(desk, "1"), "0.5")
    page = show(desktop)
    desktop.click("lot_steps_fund")
    panel = page.fund_panel
    type_in(panel.appropriation.edit, "辽财")
    qtbot.waitUntil(panel.appropriation._picker._is_open)
    desktop.press(Qt.Key.Key_Return)
    assert "0.50" in panel.appropriation.note
    fill(panel.form, amount="0.500001", reason="需求增加", day=str(ago(3)))
    submit(desktop)
    assert "仅有" in panel.amount.shown_problem
    fill(panel.form, amount="0")
    submit(desktop)
    assert "大于零" in panel.amount.shown_problem
    assert the_lot(desk).budget == Money.parse_wan("0.5")
    fill(panel.form, amount="0.25")
    submit(desktop)
    assert the_lot(desk).budget == Money.parse_wan("0.75")
    assert page.ladder.steps[0].amount == Money.parse_wan("0.75")


def test_an_award_is_annulled_and_the_lot_is_planned_again(desktop: Desktop, desk: Desk) -> None:
    awarded(desk)
    page = show(desktop)
    desktop.click("lot_steps_annul")
    fill(page.annul_panel.form, day=str(ago(11)), reason="中标人拒签")
    submit(desktop)
    assert "早于" in page.annul_panel.day.shown_problem
    fill(page.annul_panel.form, day=str(ago(1)))
    submit(desktop)
    assert the_lot(desk).stage is LotStage.PLANNED
    assert texts(page.timeline)[-1][1] == "废标" and "中标人拒签" in texts(page.timeline)[-1][2]


def test_a_settled_lot_is_closed_and_its_savings_are_available_again(desktop: Desktop, desk: Desk) -> None:
    made = awarded(desk, "0.004")
    deal = signed(desk, made, line(4), supplier="某公司")
    page = show(desktop)
    assert "0.004 万元" in desktop.find(Button, "lot_steps_close").toolTip()
    settle(desk, deal)
    page.reload()
    desktop.settle()
    desktop.click("lot_steps_close")
    submit(desktop)
    assert the_lot(desk).stage is LotStage.CLOSED
    assert page.ladder.steps[-1].amount == yuan(60)
    assert texts(page.timeline)[-1][1] == "结项"


@on_sqlite
@pytest.mark.parametrize("look", [*(Look(scale=scale) for scale in TEXT_SCALES), Look(is_large_print=True)], ids=str)
def test_the_page_keeps_what_every_screen_must_keep(desktop: Desktop, desk: Desk, look: Look) -> None:
    made = awarded(desk)
    signed(desk, made, line(4), supplier="某公司", deviation="分批供货")
    page = show(desktop)
    desktop.appearance.set_look(look)

    def check(where: str) -> None:
        desktop.settle()
        assert desktop.window.size().toTuple() == (1366, 768)
        for walk in (walks.nameless, walks.keyless, walks.clashing, walks.cut_off):
            assert walk(desktop.window) == [], where
        if look.is_large_print:
            assert walks.lower_than(desktop.window, 44) == [], where
        assert QApplication.activeModalWidget() is None

    for name in ("timeline", "contracts", "documents"):
        page.tabs.open(name)
        check(name)
    assert page.view is not None
    for panel in (page.sign_panel, page.fund_panel, page.annul_panel, page.close_panel):
        panel.open_for(page.view.lot)
        panel.form.check()
        check(panel.objectName())
        panel.close_panel()

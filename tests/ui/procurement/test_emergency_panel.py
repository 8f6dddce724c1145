"""Buying a lot in an emergency on its page: from the click to the posted record, and every refusal beside its field."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from supplies.models.procurement import LotStage
from supplies.models.relief import IncidentKind
from supplies.procurement.offers import emergency_purchases
from supplies.procurement.queries import TenderLotRow, tender_lots
from supplies.relief.incidents import incidents
from supplies.ui.icons import Button
from supplies.ui.procurement.lot_page import LotPage
from supplies.ui.theme import Look
from supplies.values import Money
from tests.funds.allotted import money
from tests.procurement.offered import BEST, DEARER, GOOD_CODE, SILENT, bought, opened, planned
from tests.relief.needs import flood
from tests.rooms import Desk, ago, yuan
from tests.ui import walks
from tests.ui.desktop import Desktop, fill, on_sqlite, type_in
from tests.ui.procurement.test_lot_page import show, submit, texts

DAY = str(ago(3))


def made(desk: Desk) -> None:
    """Plan a lot of an emergency project with a budget of fifty yuan."""
    fund, project = money(50), opened(number="ASCG-1")
    desk.post(fund, project, planned(project, fund))


def the_lot(desk: Desk) -> TenderLotRow:
    """Return the lot."""
    (row,) = desk.read(tender_lots)
    assert isinstance(row, TenderLotRow)
    return row


def add_quote(desktop: Desktop, panel: Any, supplier: str, price: str, code: str = "", note: str = "") -> None:
    """Type a quote as a person does: name, Enter, code, Enter, price, Enter."""
    quotes = panel.quotes
    quotes.remark.setText(note)
    quotes.supplier.setFocus()
    type_in(quotes.supplier, supplier)
    if price:
        desktop.press(Qt.Key.Key_Return)
        assert quotes.code.hasFocus()
        type_in(quotes.code, code)
        desktop.press(Qt.Key.Key_Return)
        assert quotes.price.hasFocus()
        type_in(quotes.price, price)
        desktop.press(Qt.Key.Key_Return)
    else:
        desktop.click("quotes_add")


def filled(desktop: Desktop, desk: Desk, **wrong: str) -> LotPage:
    """Open the panel and fill it in, all but what is to be wrong."""
    made(desk)
    page = show(desktop)
    desktop.click("lot_steps_emergency")
    answers = {
        "grounds": "7·28内涝，帐篷告急",
        "approved_by": "某局长",
        "paper": "鞍应急批〔2026〕7号",
        "approved": DAY,
        "asked": DAY,
        "decided": DAY,
        "reason": "价格最低，当日到货",
    }
    fill(page.emergency_panel.form, **answers | wrong)
    return page


def test_a_lot_is_bought_from_the_click_to_the_posted_record(desktop: Desktop, desk: Desk) -> None:
    page = filled(desktop, desk)
    panel = page.emergency_panel
    add_quote(desktop, panel, DEARER, "45")
    add_quote(desktop, panel, BEST, "40", GOOD_CODE)
    add_quote(desktop, panel, SILENT, "", note="无货")
    submit(desktop)
    assert "选定此家" in panel.quotes.shown_problem
    panel.quotes.list.setCurrentRow(1)
    desktop.click("quotes_choose")
    assert panel.quotes.list.item(1).text().startswith("✓")
    submit(desktop)
    lot = the_lot(desk)
    assert (lot.stage, lot.award, lot.winner) == (LotStage.AWARDED, yuan(40), BEST)
    (record,) = desk.read(emergency_purchases, (lot.site_id, lot.tender_lot_id))
    assert (record.paper_number, record.decided_on) == ("鞍应急批〔2026〕7号", ago(3))
    assert BEST in page.message.words
    assert [(row[1], row[2], row[4]) for row in texts(page.offers)] == [
        (DEARER, "45.00", "未选定"),
        (BEST, "40.00", "选定"),
        (SILENT, "", "未报价"),
    ]
    assert [row[1] for row in texts(page.timeline)][1:] == ["询价", "中标"]
    for words in ("7·28内涝，帐篷告急", f"某局长 {ago(3)}", "鞍应急批〔2026〕7号", "价格最低，当日到货"):
        assert words in page.facts.words


@on_sqlite
def test_a_lot_of_an_emergency_shows_no_steps_of_a_tender(desktop: Desktop, desk: Desk) -> None:
    made(desk)
    show(desktop)
    shown = {name: desktop.find(Button, f"lot_steps_{name}").isVisible() for name in ("start", "award", "fail")}
    assert not any(shown.values())
    assert desktop.find(Button, "lot_steps_emergency").isEnabled()


@on_sqlite
@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"grounds": ""}, "grounds", "尚未填写"),
        ({"asked": str(ago(2))}, "asked", "早于"),
        ({"approved": str(ago(2))}, "approved", "早于"),
        ({"decided": str(ago(-1)), "asked": DAY}, "decided", "晚于今天"),
        ({"approved_by": "管理员"}, "exception", "批准人"),
    ],
)
def test_a_refusal_stands_beside_its_field_and_nothing_is_saved(
    desktop: Desktop, desk: Desk, wrong: dict[str, str], field: str, words: str
) -> None:
    page = filled(desktop, desk, **wrong)
    panel = page.emergency_panel
    add_quote(desktop, panel, BEST, "40")
    panel.quotes.list.setCurrentRow(0)
    panel.quotes.choose_line()
    submit(desktop)
    assert words in panel.form.field(field).shown_problem
    assert the_lot(desk).stage is LotStage.PLANNED


@on_sqlite
@pytest.mark.parametrize(
    ("price", "code", "words"),
    [("x", "", "金额"), ("0", "", "大于零"), ("50.01", "", "最高限价"), ("40", "91350100M000100Y44", "校验")],
)
def test_a_quote_that_is_wrong_is_said_beside_the_quotes(
    desktop: Desktop, desk: Desk, price: str, code: str, words: str
) -> None:
    page = filled(desktop, desk)
    quotes = page.emergency_panel.quotes
    for edit, text in ((quotes.supplier, BEST), (quotes.price, price), (quotes.code, code)):
        edit.setText(text)
    quotes.add_line()
    quotes.list.setCurrentRow(0)
    quotes.choose_line()
    submit(desktop)
    assert words in quotes.shown_problem
    assert the_lot(desk).stage is LotStage.PLANNED


@on_sqlite
def test_the_incident_is_found_by_its_name_and_a_drill_is_refused(qtbot: QtBot, desktop: Desktop, desk: Desk) -> None:
    desk.post(flood(started_on=ago(5), title="内涝演练", kind=IncidentKind.DRILL))
    page = filled(desktop, desk)
    panel = page.emergency_panel
    number = desk.read(incidents)[0].number
    panel.incident.focus()
    type_in(panel.incident.edit, "演练")
    qtbot.waitUntil(panel.incident._picker._is_open)
    desktop.press(Qt.Key.Key_Return)
    assert panel.incident.value() == number
    add_quote(desktop, panel, BEST, "40")
    panel.quotes.list.setCurrentRow(0)
    panel.quotes.choose_line()
    submit(desktop)
    assert "演练" in panel.incident.shown_problem


@on_sqlite
def test_what_was_begun_stands_there_again(desktop: Desktop, desk: Desk) -> None:
    page = filled(desktop, desk)
    panel = page.emergency_panel
    add_quote(desktop, panel, DEARER, "45", note="次日到货")
    add_quote(desktop, panel, SILENT, "")
    panel.quotes.list.setCurrentRow(0)
    panel.quotes.choose_line()
    kept = panel.form.draft()
    panel.begin_anew()
    assert panel.quotes.value() is None
    panel.form.restore(kept)
    lines = panel.quotes.value()
    assert lines is not None and panel.quotes.chosen == 1
    assert [(line.supplier, line.price, line.note) for line in lines] == [
        (DEARER, Money.parse("45"), "次日到货"),
        (SILENT, None, ""),
    ]
    panel.quotes.list.setCurrentRow(1)
    panel.quotes.remove_line()
    assert len(panel.quotes.value() or ()) == 1


@on_sqlite
@pytest.mark.parametrize("look", [Look(), Look(is_large_print=True)], ids=str)
def test_the_panel_keeps_what_every_screen_must_keep(desktop: Desktop, desk: Desk, look: Look) -> None:
    made(desk)
    page = show(desktop)
    desktop.appearance.set_look(look)
    assert page.view is not None
    page.emergency_panel.open_for(page.view.lot)
    page.emergency_panel.form.check()
    desktop.settle()
    for walk in (walks.nameless, walks.keyless, walks.clashing, walks.cut_off):
        assert walk(desktop.window) == []
    if look.is_large_print:
        assert walks.lower_than(desktop.window, 44) == []
    page.emergency_panel.close_panel()
    desk.post(bought(page.view.lot.tender_lot_id))
    page.reload()
    desktop.settle()
    page.tabs.open("offers")
    desktop.settle()
    for walk in (walks.nameless, walks.keyless, walks.clashing, walks.cut_off):
        assert walk(desktop.window) == []

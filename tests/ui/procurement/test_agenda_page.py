"""The time limits on the screen: a month beside the list, what happened recorded, another day set with a reason."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from supplies.deadlines.catalogue import Standing
from supplies.deadlines.queries import overrides
from supplies.models.tendering import Event
from supplies.procurement.milestones import milestones
from supplies.procurement.queries import tender_lots
from supplies.ui.icons import Button
from supplies.ui.procurement.agenda_page import AgendaPage
from supplies.ui.procurement.lot_page import LotPage
from supplies.ui.theme import TEXT_SCALES, Look
from tests.procurement.days import contracted, in_tender, told
from tests.procurement.deals import Deal
from tests.rooms import SITE, TODAY, Desk, ago, yuan
from tests.ui import walks
from tests.ui.desktop import Desktop, fill, on_sqlite
from tests.ui.procurement.test_lot_page import submit


def show(desktop: Desktop) -> AgendaPage:
    """Open the page."""
    page = desktop.open(AgendaPage, "agenda")
    page.reload()
    desktop.settle()
    return page


def deal(desk: Desk) -> Deal:
    """Return a contract with something due of each kind."""
    return contracted(desk, number="HT-1", delivery_due=ago(-20), retention=yuan(4), retention_until=ago(-60))


def choose(page: AgendaPage, desktop: Desktop, code: str) -> None:
    """Select the row of a limit."""
    row = next(row for row in page._rows if row.key[-1] == code)
    page.list.table.select_key(row.key)
    desktop.settle()


def test_what_happened_is_recorded_from_the_list_and_leaves_it(desktop: Desktop, desk: Desk) -> None:
    lot = deal(desk).lot
    page = show(desktop)
    choose(page, desktop, "contract_announced")
    desktop.click("agenda_list_actions_record")
    page.record_panel.what.set_text(Event.CONTRACT_ANNOUNCED)
    fill(page.record_panel.form, day=str(ago(7)), note="省级采购网")
    submit(desktop)
    (row,) = desk.read(milestones, (SITE, lot))
    assert (row.event, row.happened_on, row.note) == (Event.CONTRACT_ANNOUNCED, ago(7), "省级采购网")
    assert "contract_announced" not in {each.key[-1] for each in page._rows}
    assert str(ago(7)) in page.message.words


def test_a_refused_day_is_told_beside_its_field(desktop: Desktop, desk: Desk) -> None:
    lot = deal(desk).lot
    page = show(desktop)
    choose(page, desktop, "contract_filed")
    desktop.click("agenda_list_actions_record")
    panel = page.record_panel
    assert panel.contract.isHidden() and panel.matter.isHidden()
    panel.what.set_text(Event.CONTRACT_FILED)
    fill(panel.form, day=str(ago(9)))
    assert panel.contract.isVisible()
    submit(desktop)
    assert "早于" in panel.day.shown_problem
    panel.what.set_text(Event.QUESTION_RECEIVED)
    fill(panel.form, day=str(ago(3)))
    assert panel.matter.isVisible() and panel.contract.isHidden()
    submit(desktop)
    assert panel.matter.shown_problem
    assert desk.read(milestones, (SITE, lot)) == []


def test_another_day_is_set_with_a_reason_and_said_in_the_list(desktop: Desktop, desk: Desk) -> None:
    deal(desk)
    page = show(desktop)
    choose(page, desktop, "contract_filed")
    desktop.click("agenda_list_actions_move")
    fill(page.move_panel.form, day=str(ago(-9)), reason="系统停机，经财政部门同意")
    submit(desktop)
    (row,) = desk.read(overrides)
    assert (row.subject, row.rule_code, row.new_day) == ("HT-1", "contract_filed", ago(-9))
    shown = next(each for each in page._rows if each.key[-1] == "contract_filed")
    assert (shown.due, shown.standing) == (ago(-9), Standing.RUNNING)
    assert any("系统停机" in text for line in page.list.model._lines for text in line.texts)


def test_a_day_of_a_contract_is_not_moved_by_a_rule(desktop: Desktop, desk: Desk) -> None:
    deal(desk)
    page = show(desktop)
    choose(page, desktop, "delivery")
    button = page.findChild(Button, "agenda_list_actions_move")
    assert button is not None and "合同约定" in button.reason


@on_sqlite
def test_the_month_goes_by_the_keys_and_leads_to_the_list(desktop: Desktop, desk: Desk) -> None:
    deal(desk)
    page = show(desktop)
    page.month.setFocus()
    assert page.month.day == TODAY
    for key, day in (
        (Qt.Key.Key_Right, TODAY + timedelta(days=1)),
        (Qt.Key.Key_Down, TODAY + timedelta(days=8)),
        (Qt.Key.Key_Up, TODAY + timedelta(days=1)),
        (Qt.Key.Key_Left, TODAY),
    ):
        desktop.press(key)
        assert page.month.day == day
    desktop.press(Qt.Key.Key_PageDown)
    assert (page.month.day.month, page.month.day.year) == (TODAY.month % 12 + 1, TODAY.year + TODAY.month // 12)
    desktop.press(Qt.Key.Key_PageUp)
    page.month.go_to(ago(-20))
    assert "货物交付" in page.month.words_of(ago(-20))
    page.month.table.setFocus()
    desktop.press(Qt.Key.Key_Return)
    row = page.list.selected()
    assert row is not None and row.key[-1] == "delivery" and page.list.table.hasFocus()


@on_sqlite
def test_enter_opens_the_lot_whose_days_are_told_there(desktop: Desktop, desk: Desk) -> None:
    lot = deal(desk)
    desk.post(told(lot.lot, Event.CONTRACT_FILED, ago(5), contract_id=lot.contract))
    page = show(desktop)
    choose(page, desktop, "delivery")
    page.list.table.setFocus()
    desktop.press(Qt.Key.Key_Return)
    shown = desktop.shown(LotPage)
    shown.tabs.open("days")
    desktop.settle()
    model = shown.days.model()
    texts = [line.texts for line in model._lines]  # type: ignore[attr-defined]
    assert [text[0] for text in texts] == sorted(text[0] for text in texts)
    filed = [text[2] for text in texts if text[1] in {"合同备案", "合同已备案"}]
    assert len(filed) == 2 and "已登记" in filed
    desktop.click("lot_steps_day")
    shown.day_panel.what.set_text(Event.RESULT_ANNOUNCED)
    fill(shown.day_panel.form, day=str(ago(9)))
    submit(desktop)
    last = desk.read(milestones, (SITE, lot.lot))[-1]
    assert (last.event, last.key.round) == (Event.RESULT_ANNOUNCED, 1)


@on_sqlite
def test_an_empty_agenda_says_where_limits_come_from(desktop: Desktop) -> None:
    assert show(desktop).list.table._empty.isVisible()


@on_sqlite
def test_a_day_with_more_than_fits_counts_the_rest(desktop: Desktop, desk: Desk) -> None:
    for _each in range(9):
        lot = in_tender(desk)
        desk.post(told(lot, Event.CHALLENGE_RECEIVED, ago(1), matter="1号"))
    page = show(desktop)
    assert len(desk.read(tender_lots)) == 9
    due = next(row.due for row in page._rows if row.key[-1] == "challenge_answered")
    assert page.month.words_of(due).count("答复质疑") == 9


@on_sqlite
@pytest.mark.parametrize("look", [*(Look(scale=scale) for scale in TEXT_SCALES), Look(is_large_print=True)], ids=str)
def test_the_page_keeps_what_every_screen_must_keep(desktop: Desktop, desk: Desk, look: Look) -> None:
    deal(desk)
    show(desktop)
    desktop.appearance.set_look(look)
    desktop.settle()
    assert desktop.window.size().toTuple() == (1366, 768)
    for walk in (walks.nameless, walks.keyless, walks.clashing, walks.cut_off):
        assert walk(desktop.window) == []
    if look.is_large_print:
        assert walks.lower_than(desktop.window, 44) == []
    assert QApplication.activeModalWidget() is None

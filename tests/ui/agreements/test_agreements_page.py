"""Agreements on the screen: concluded, verified, called upon, ended; the table of capacity says so, stock does not."""

from datetime import date

from PySide6.QtCore import Qt

from supplies.agreements.queries import agreement, calls, promised_lines
from supplies.ui.agreements.agreements_page import AgreementsPage
from supplies.ui.widgets.lines_field import LinesField
from supplies.ui.widgets.picker import Option
from tests.agreements.promises import MAKER, NUMBER, conclude, enterprise, promised
from tests.printing.reports.samples import page_texts
from tests.reports.reading import made
from tests.rooms import TENT, TODAY, Desk, some
from tests.ui.desktop import Desktop, fill, on_sqlite, type_in

CONTROL = Qt.KeyboardModifier.ControlModifier


def add_line(desktop: Desktop, field: LinesField, quantity: str) -> None:
    """Put so many tents on the list of a form."""
    field.item.choose(Option(TENT, "12㎡单帐篷"))
    field.item.chosen.emit(field.item.option)
    desktop.settle()
    field.quantity.setFocus()
    type_in(field.quantity, quantity)
    field.add_line()
    desktop.settle()


def test_a_promise_is_concluded_verified_called_upon_and_ended(desktop: Desktop, desk: Desk) -> None:
    enterprise(desk)
    page = desktop.open(AgreementsPage, "agreements")
    desktop.click("agreements_conclude")
    panel = page.conclude_panel
    panel.enterprise.choose(Option(MAKER, "鞍山帐篷厂"))
    fill(panel.form, number=NUMBER, hours="12", starts="2026-01-01", ends="2026-12-31", price="出厂价")
    add_line(desktop, panel.lines, "500")
    desktop.click("conclude_form_submit")
    assert not panel.isVisible(), panel.form.message.words
    assert page.model.rowCount() == 1

    page.table.selectRow(0)
    desktop.settle()
    assert "承诺 500 顶" in page.detail.text()
    desktop.click("agreements_verify")
    add_line(desktop, page.panels["verify"].lines, "400")  # type: ignore[attr-defined]
    desktop.click("verify_form_submit")
    page.table.selectRow(0)
    desktop.settle()
    desktop.click("agreements_call_off")
    call = page.panels["call_off"]
    add_line(desktop, call.lines, "600")  # type: ignore[attr-defined]
    fill(call.form, needed="2026-07-01", goal="岫岩县安置点")
    desktop.click("call_off_form_submit")
    assert call.isVisible() and "承诺余量仅 500" in call.lines.shown_problem  # type: ignore[attr-defined]
    call.lines.list.setCurrentRow(0)  # type: ignore[attr-defined]
    call.lines.remove_line()  # type: ignore[attr-defined]
    add_line(desktop, call.lines, "100")  # type: ignore[attr-defined]
    desktop.click("call_off_form_submit")
    assert not call.isVisible(), call.form.message.words

    row = desk.read(agreement, NUMBER)
    (line,) = desk.read(promised_lines, row.site_id, row.seq)
    assert (row.hours, row.verified_on, line.available, line.called) == (12, TODAY, some(400), some(100))
    assert [made_call.needed_by for made_call in desk.read(calls)] == [date(2026, 7, 1)]
    assert desk.stock() == []
    words = "".join(page_texts(made(desk, "capacity")))
    assert "400" in words and "不是库存" in words

    page.table.selectRow(0)
    desktop.settle()
    desktop.click("agreements_end")
    fill(page.panels["end"].form, reason="企业停产")
    desktop.click("end_agreement_form_submit")
    assert desk.read(agreement, NUMBER).ended_on == TODAY


@on_sqlite
def test_an_agreement_that_does_not_bind_is_neither_verified_nor_called(desktop: Desktop, desk: Desk) -> None:
    enterprise(desk)
    desk.post(conclude(promised(), starts_on=date(2027, 1, 1), ends_on=date(2027, 12, 31)))
    page = desktop.open(AgreementsPage, "agreements")
    page.table.selectRow(0)
    desktop.settle()
    assert page.buttons["verify"].toolTip() == "协议今日不在有效期内。"
    assert [page.buttons[name].isEnabled() for name in ("verify", "call_off", "end")] == [False, False, True]

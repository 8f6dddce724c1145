"""Forms by keyboard: Enter moves on, Ctrl+Enter submits, problems get the focus."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from supplies.errors import FieldEmpty, NotADate
from supplies.ui.session import Session
from supplies.ui.widgets.fields import ChoiceField, DateField, QuantityField, TextField
from supplies.ui.widgets.forms import Form
from supplies.ui.widgets.picker import Option, fixed_options

OPTIONS = (Option("WZ-1", "应急帐篷", "12㎡"), Option("WZ-2", "棉大衣", "均码"), Option("WZ-3", "折叠床"))


class Filled(Form):
    """A form with a field of each kind."""

    def __init__(self, qtbot: QtBot, session: Session) -> None:
        super().__init__("receipt", "&Post")
        self.item = self.add(ChoiceField("item", "&Item", session, fixed_options(OPTIONS)))
        self.quantity = self.add(QuantityField("quantity", "&Quantity"))
        self.day = self.add(DateField("day", "&Day", lambda: date(2026, 11, 23)))
        self.batch = self.add(TextField("batch", "&Batch"))
        self.sent: list[dict[str, list[str]]] = []
        self.submitted.connect(lambda: self.sent.append(self.content()))
        qtbot.addWidget(self)
        self.resize(800, 600)
        self.show()
        self.activateWindow()
        qtbot.waitUntil(self.isActiveWindow)

    def fill(self) -> None:
        self.item.choose(OPTIONS[0])
        self.quantity.set_text("12")


@pytest.fixture
def form(qtbot: QtBot, session: Session) -> Filled:
    return Filled(qtbot, session)


def press(qtbot: QtBot, key: Qt.Key, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, key, keys)


def test_enter_moves_on_in_reading_order_and_ends_at_the_button(qtbot: QtBot, form: Filled) -> None:
    form.fill()
    form.focus_first()
    order = [form.item.edit, form.quantity.edit, form.day.edit, form.batch.edit, form.submit_button]
    for at, widget in enumerate(order):
        assert widget.hasFocus(), at
        press(qtbot, Qt.Key.Key_Return)
    assert len(form.sent) == 1


def test_enter_moves_on_from_a_half_typed_number_too(qtbot: QtBot, form: Filled) -> None:
    form.quantity.set_decimals(3, "kg")
    form.quantity.focus()
    QTest.keyClicks(form.quantity.edit, "12.")
    press(qtbot, Qt.Key.Key_Return)
    assert form.day.edit.hasFocus()


def test_ctrl_enter_submits_from_any_field(qtbot: QtBot, form: Filled) -> None:
    form.fill()
    for field in (form.item, form.day, form.batch):
        field.focus()
        press(qtbot, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert len(form.sent) == 3


def test_a_form_with_a_problem_is_not_submitted_and_the_first_bad_field_has_the_focus(
    qtbot: QtBot, form: Filled
) -> None:
    form.item.choose(OPTIONS[0])
    form.day.set_text("2026-02-30")
    form.batch.focus()
    form.submit()
    assert form.sent == []
    assert form.quantity.edit.hasFocus()
    assert form.quantity.shown_problem
    assert form.day.shown_problem
    assert not form.item.shown_problem


def test_a_busy_form_is_not_submitted_twice(form: Filled) -> None:
    form.fill()
    form.submitted.connect(lambda: form.set_busy(is_busy=True))
    form.submit()
    form.submit()
    assert len(form.sent) == 1


def test_refusals_of_the_rules_stand_beside_their_fields_or_above(form: Filled) -> None:
    form.set_errors({"batch": FieldEmpty(), "line 3": NotADate(text="x")})
    assert form.batch.edit.hasFocus()
    assert form.batch.shown_problem
    assert "“x”不是日期。" in form.message.words
    form.set_errors({})
    assert not form.batch.shown_problem
    assert form.message.words == ""


def test_a_draft_gives_back_all_that_was_entered(qtbot: QtBot, session: Session, form: Filled) -> None:
    form.fill()
    form.quantity.set_text("12.")
    form.day.set_text("not a day")
    other = Filled(qtbot, session)
    other.restore({**form.content(), "gone": ["x"]})
    assert other.content() == form.content()
    assert other.item.value() == "WZ-1"


def test_a_pause_after_typing_is_the_time_to_keep_a_draft(qtbot: QtBot, form: Filled) -> None:
    with qtbot.waitSignal(form.settled, timeout=1000):
        QTest.keyClicks(form.batch.edit, "abc")


def test_a_narrow_form_has_one_column(qtbot: QtBot, form: Filled) -> None:
    assert form.item.y() == form.quantity.y()
    form.resize(260, 600)
    qtbot.waitUntil(lambda: form.item.y() < form.quantity.y())
    form.resize(900, 600)
    qtbot.waitUntil(lambda: form.item.y() == form.quantity.y())


def test_clearing_begins_anew(form: Filled) -> None:
    form.fill()
    form.check()
    form.clear()
    assert all(not any(texts) for texts in form.content().values())
    assert form.item.edit.hasFocus()


@pytest.mark.parametrize("typed", ["yjzp", "YJ", "帐篷", "WZ-1", "12㎡", "yingji"])
def test_an_item_is_found_by_name_pinyin_or_code(qtbot: QtBot, form: Filled, typed: str) -> None:
    form.item.focus()
    commit = QInputMethodEvent()
    commit.setCommitString(typed)
    QApplication.sendEvent(form.item.edit, commit)
    qtbot.waitUntil(form.item._picker._is_open)
    press(qtbot, Qt.Key.Key_Return)
    assert form.item.value() == "WZ-1"
    assert form.item.text() == "应急帐篷"
    assert form.quantity.edit.hasFocus()


@pytest.mark.parametrize(("typed", "chosen"), [("yjzp", "WZ-1"), ("WZ-3", "WZ-3"), ("z", None), ("nothing", None)])
def test_enter_before_the_list_is_here_chooses_what_is_beyond_doubt(
    qtbot: QtBot, form: Filled, typed: str, chosen: str | None
) -> None:
    form.item.focus()
    QTest.keyClicks(form.item.edit, typed)
    press(qtbot, Qt.Key.Key_Return)
    assert form.quantity.edit.hasFocus()
    qtbot.wait(150)
    assert form.item.value() == chosen
    assert not form.item._picker._is_open()


def test_the_arrows_choose_and_escape_closes_the_list(qtbot: QtBot, form: Filled) -> None:
    form.item.focus()
    press(qtbot, Qt.Key.Key_Down)
    qtbot.waitUntil(form.item._picker._is_open)
    press(qtbot, Qt.Key.Key_Escape)
    assert not form.item._picker._is_open()
    assert form.item.value() is None
    press(qtbot, Qt.Key.Key_Down)
    qtbot.waitUntil(form.item._picker._is_open)
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_Return)
    assert form.item.value() == "WZ-2"


def test_text_that_was_not_chosen_is_no_choice(qtbot: QtBot, form: Filled) -> None:
    form.fill()
    QTest.keyClicks(form.item.edit, "x")
    assert form.item.value() is None
    assert not form.check()
    assert "不在" in form.item.shown_problem or "没有" in form.item.shown_problem


def test_leaving_with_tab_takes_the_marked_option(qtbot: QtBot, form: Filled) -> None:
    form.item.focus()
    QTest.keyClicks(form.item.edit, "mdy")
    qtbot.waitUntil(form.item._picker._is_open)
    press(qtbot, Qt.Key.Key_Tab)
    assert form.item.value() == "WZ-2"


def test_a_late_list_does_not_open_over_another_field(qtbot: QtBot, form: Filled) -> None:
    form.item.focus()
    QTest.keyClicks(form.item.edit, "z")
    form.batch.focus()
    qtbot.wait(250)
    assert not form.item._picker._is_open()

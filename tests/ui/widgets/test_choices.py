"""Choosing one of a few from a box, or several by ticks; fields that come and go with other answers."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from supplies.errors import FieldEmpty
from supplies.ui.widgets.choices import SelectField, TicksField
from supplies.ui.widgets.fields import TextField
from supplies.ui.widgets.forms import Form

OPTIONS = [("open", "公开招标"), ("inquiry", "询价"), ("single", "单一来源")]


class Tender(Form):
    """A form with a box, ticks, and a field that is asked for only now and then."""

    def __init__(self, qtbot: QtBot) -> None:
        super().__init__("tender", "过账(&B)")
        self.method = self.add(SelectField("method", "采购方式", OPTIONS))
        self.levels = self.add(TicksField("levels", "级次", [("central", "中央"), ("city", "市级")]))
        self.number = self.add(TextField("number", "文号"))
        self.reason = self.add(TextField("reason", "原因", is_required=True))
        self.note = self.add(TextField("note", "备注"))
        qtbot.addWidget(self)
        self.resize(800, 500)
        self.show()
        self.activateWindow()
        qtbot.waitUntil(self.isActiveWindow)


@pytest.fixture
def form(qtbot: QtBot) -> Tender:
    return Tender(qtbot)


def test_a_box_begins_with_its_first_option_and_is_worked_by_keys(form: Tender) -> None:
    assert form.method.value() == "open"
    form.method.edit.setFocus()
    QTest.keyClick(form.method.edit, Qt.Key.Key_Down)
    assert form.method.value() == "inquiry"
    QTest.keyClick(form.method.edit, Qt.Key.Key_Return)
    assert form.levels.has_cursor()


def test_a_box_may_begin_with_nothing(qtbot: QtBot) -> None:
    optional = SelectField("level", "级次", OPTIONS, is_required=False, empty_words="无")
    needed = SelectField("level", "级次", OPTIONS, empty_words="请选择")
    for field in (optional, needed):
        qtbot.addWidget(field)
        assert field.value() is None
    assert optional.problem() is None
    assert isinstance(needed.problem(), FieldEmpty)
    needed.set_text("single")
    assert needed.value() == "single" and needed.problem() is None
    needed.set_text("")
    assert needed.value() is None


def test_other_options_leave_the_choice_where_it_is_still_offered(form: Tender) -> None:
    form.method.set_text("single")
    form.method.set_options(OPTIONS[1:])
    assert form.method.value() == "single"
    form.method.set_options(OPTIONS[:2])
    assert form.method.value() == "open"


def test_ticks_tell_their_values_in_their_order(qtbot: QtBot, form: Tender) -> None:
    assert form.levels.value() is None
    assert isinstance(form.levels.problem(), FieldEmpty)
    with qtbot.waitSignal(form.levels.edited):
        QTest.keyClick(form.levels._ticks["city"], Qt.Key.Key_Space)
    QTest.keyClick(form.levels._ticks["central"], Qt.Key.Key_Space)
    assert form.levels.value() == ("central", "city")
    assert form.levels.problem() is None
    form.levels._ticks["central"].setFocus()
    QTest.keyClick(form.levels._ticks["central"], Qt.Key.Key_Return)
    assert form.number.edit.hasFocus()


def test_a_draft_keeps_choices_and_ticks(qtbot: QtBot, form: Tender) -> None:
    form.method.set_text("inquiry")
    form.levels.set_text("city")
    other = Tender(qtbot)
    other.restore(form.content())
    assert (other.method.value(), other.levels.value()) == ("inquiry", ("city",))
    other.clear()
    assert (other.method.value(), other.levels.value()) == ("open", None)


def test_the_first_bad_field_has_the_cursor_whatever_it_is(form: Tender) -> None:
    assert not form.check()
    assert form.levels.has_cursor()
    assert form.levels.shown_problem and form.reason.shown_problem


def test_a_field_put_away_is_neither_checked_nor_stepped_on_and_leaves_no_hole(qtbot: QtBot, form: Tender) -> None:
    form.levels.set_text("city")
    assert form.reason.y() == form.number.y() and form.note.y() > form.number.y()
    form.set_shown("reason", is_shown=False)
    qtbot.waitUntil(lambda: form.note.y() == form.number.y())
    assert form.check()
    form.number.focus()
    QTest.keyClick(form.number.edit, Qt.Key.Key_Return)
    assert form.note.edit.hasFocus()
    form.set_shown("reason", is_shown=True)
    qtbot.waitUntil(lambda: form.note.y() > form.number.y())
    assert not form.check()


def test_a_wide_field_has_its_line_alone_and_columns_are_of_one_width(form: Tender) -> None:
    assert form.levels.width() > 2 * form.number.width()
    assert abs(form.number.width() - form.reason.width()) <= 1
    assert form.method.y() < form.levels.y() < form.number.y()


def test_a_form_without_fields_begins_at_its_button(qtbot: QtBot) -> None:
    form = Form("empty", "确认(&B)")
    qtbot.addWidget(form)
    form.show()
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    form.focus_first()
    assert form.submit_button.hasFocus()
    assert form.check()


def test_what_is_said_below_a_field_takes_no_room_when_it_is_nothing(form: Tender) -> None:
    assert form.number._note.isHidden()
    form.number.set_note("如 辽财指〔2026〕1号")
    assert form.number._note.isVisible() and form.number.note == "如 辽财指〔2026〕1号"
    form.number.set_note("")
    assert form.number._note.isHidden()


def test_a_field_has_all_the_height_it_needs_once_a_sentence_stands_below_it(qtbot: QtBot, form: Tender) -> None:
    """What remembers a field's size must not outlive the field's place in the grid."""
    layout, levels = form.layout(), form.levels
    assert layout is not None
    form.resize(800, layout.totalHeightForWidth(800))
    qtbot.wait(30)
    assert not form.check()
    qtbot.wait(30)
    form.resize(800, layout.totalHeightForWidth(800))
    qtbot.waitUntil(lambda: levels.height() >= levels.heightForWidth(levels.width()))

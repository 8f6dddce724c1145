"""Sums typed in yuan or in ten thousand yuan: exact in both, and the other one shown while typing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from supplies.errors import FieldEmpty, NotAnAmount, NotAnAmountInWan
from supplies.ui.widgets.amount_field import AmountField, Unit, other_unit
from supplies.ui.widgets.forms import Form
from supplies.values import Money


@pytest.fixture
def field(qtbot: QtBot) -> AmountField:
    made = AmountField("amount", "金额")
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_same_digits_mean_ten_thousand_times_more_in_the_larger_unit(field: AmountField) -> None:
    QTest.keyClicks(field.edit, "1298.44")
    assert field.value() == Money(1_298_440_000)
    assert field.note == "= 12,984,400.00 元  人民币壹仟贰佰玖拾捌万肆仟肆佰元整"
    field._units.setCurrentIndex(1)
    assert field.edit.text() == "1298.44"
    assert field.value() == Money(129_844)
    assert field.note == "= 0.129844 万元  人民币壹仟贰佰玖拾捌元肆角肆分"


def test_six_decimals_are_a_fen_and_no_finer_key_is_let_in(field: AmountField) -> None:
    QTest.keyClicks(field.edit, "0.0000019")
    assert field.edit.text() == "0.000001"
    assert field.value() == Money(1)
    field.set_unit(Unit.YUAN)
    assert field.value() is None
    assert isinstance(field.problem(), NotAnAmount)
    field.set_text("")
    QTest.keyClicks(field.edit, "0.019")
    assert field.value() == Money(1)


def test_what_is_no_sum_is_said_in_the_unit_in_use(field: AmountField) -> None:
    assert isinstance(field.problem(), FieldEmpty)
    field.edit.setText("12.")
    assert isinstance(field.problem(), NotAnAmountInWan)
    assert field.note == ""


def test_full_width_digits_and_commas_are_read(field: AmountField) -> None:
    field.edit.insert("１，２９８．４４")
    assert field.edit.text() == "1298.44"
    assert field.value() == Money.parse_wan("1298.44")


@given(st.integers(min_value=0, max_value=10**14), st.sampled_from(Unit))
def test_every_sum_filled_in_is_read_back_to_the_fen(qapp: object, fen: int, unit: Unit) -> None:
    field = AmountField("amount", "金额", unit=unit)
    field.set_value(Money(fen))
    assert field.value() == Money(fen)
    again = AmountField("amount", "金额")
    again.set_text(field.text())
    assert (again.value(), again.unit) == (Money(fen), unit)


def test_a_draft_keeps_the_unit_and_an_empty_field_none(field: AmountField) -> None:
    field.set_unit(Unit.YUAN)
    assert field.text() == ""
    field.set_text("5")
    assert field.text() == "5 yuan"
    field.set_text("")
    assert (field.text(), field.unit) == ("", Unit.YUAN)


def test_more_is_said_below_the_other_unit(field: AmountField) -> None:
    field.set_text("2")
    field.set_more("节约 1.00 万元")
    assert field.note.split("\n") == [other_unit(Money.parse_wan("2"), Unit.WAN), "节约 1.00 万元"]
    field.set_text("3")
    assert field.note.endswith("节约 1.00 万元")


def test_enter_moves_on_from_the_digits_and_from_the_unit(qtbot: QtBot) -> None:
    form = Form("sums", "过账(&B)")
    first, second = form.add(AmountField("first", "甲")), form.add(AmountField("second", "乙"))
    qtbot.addWidget(form)
    form.show()
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    first.focus()
    QTest.keyClick(first.edit, Qt.Key.Key_Return)
    assert second.edit.hasFocus()
    first._units.setFocus()
    QTest.keyClick(first._units, Qt.Key.Key_Return)
    assert second.edit.hasFocus()

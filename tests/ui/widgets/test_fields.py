"""What people type into fields, and what it means."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QValidator
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from supplies.ui.widgets.fields import (
    DateField,
    DecimalValidator,
    MoneyField,
    QuantityField,
    TextField,
    parse_day,
    plain_number,
)
from supplies.values import BadValue, Money, Quantity

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    "typed",
    [
        "2026-11-05",
        "20261105",
        "2026/11/5",
        "2026.11.05",
        "2026年11月5日",
        "11-5",
        "11月5日",
        "２０２６－１１－０５",
        " 11/05 ",
    ],
)
def test_a_day_is_read_in_every_usual_form(typed: str) -> None:
    assert parse_day(typed, TODAY) == date(2026, 11, 5)


@pytest.mark.parametrize("typed", ["", "5", "2026-02-30", "2026-13-01", "26-1-1-1", "tomorrow", "202611", "99999-1-1"])
def test_what_is_no_day_is_refused(typed: str) -> None:
    with pytest.raises(BadValue):
        parse_day(typed, TODAY)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_written_day_is_read_back(day: date) -> None:
    assert parse_day(day.isoformat(), TODAY) == day


@pytest.mark.parametrize(
    ("typed", "plain"), [("１，２３４。５", "1234.5"), ("1,234.50", "1234.50"), (" 12 ", "12"), ("１２．５", "12.5")]
)
def test_full_width_and_grouped_figures_become_plain(typed: str, plain: str) -> None:
    assert plain_number(typed) == plain


@pytest.mark.parametrize("locale", ["de_DE", "zh_CN", "ar_EG", "en_US"])
def test_no_locale_changes_a_quantity(qtbot: QtBot, locale: str) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale(locale))
    try:
        field = QuantityField("quantity", "Quantity", decimals=3)
        qtbot.addWidget(field)
        QTest.keyClicks(field.edit, "1234.567")
        assert field.value() == Quantity(1_234_567)
    finally:
        QLocale.setDefault(before)


def test_a_quantity_takes_no_finer_fraction_than_its_item(qtbot: QtBot) -> None:
    field = QuantityField("quantity", "Quantity", decimals=0, unit="顶")
    qtbot.addWidget(field)
    QTest.keyClicks(field.edit, "1.2.5x")
    assert field.text() == "125"
    field.set_decimals(1, "kg")
    field.set_text("")
    QTest.keyClicks(field.edit, "12.57")
    assert field.value() == Quantity(12_500)


@pytest.mark.parametrize(
    ("typed", "state"),
    [
        ("", QValidator.State.Intermediate),
        ("12", QValidator.State.Acceptable),
        ("12.", QValidator.State.Intermediate),
        (".", QValidator.State.Intermediate),
        ("1e5", QValidator.State.Invalid),
        ("-1", QValidator.State.Invalid),
        ("1.234", QValidator.State.Invalid),
    ],
)
def test_only_numbers_get_into_an_amount(qtbot: QtBot, typed: str, state: QValidator.State) -> None:
    field = MoneyField("amount", "Amount")
    qtbot.addWidget(field)
    assert DecimalValidator(2, field).validate(typed, len(typed))[0] == state


def test_an_amount_is_exact(qtbot: QtBot) -> None:
    field = MoneyField("amount", "Amount")
    qtbot.addWidget(field)
    QTest.keyClicks(field.edit, "999999999999.99")
    assert field.value() == Money(99_999_999_999_999)


def test_a_day_is_written_out_when_one_leaves_and_the_arrows_move_it(qtbot: QtBot) -> None:
    field = DateField("day", "Day", lambda: TODAY)
    qtbot.addWidget(field)
    field.show()
    QTest.keyClicks(field.edit, "1105")
    assert field.value() is None
    field.edit.clear()
    QTest.keyClicks(field.edit, "11.5")
    QTest.keyClick(field.edit, Qt.Key.Key_Return)
    assert field.text() == "2026-11-05"
    QTest.keyClick(field.edit, Qt.Key.Key_Down)
    assert field.value() == date(2026, 11, 4)
    field.edit.clear()
    QTest.keyClick(field.edit, Qt.Key.Key_Up)
    assert field.value() == TODAY


def test_a_day_can_be_taken_from_the_calendar(qtbot: QtBot) -> None:
    field = DateField("day", "Day", lambda: TODAY)
    qtbot.addWidget(field)
    field.show()
    field.set_text("2026-11-05")
    QTest.keyClick(field, Qt.Key.Key_F4)
    calendar = field._calendar
    assert calendar is not None
    assert calendar.isVisible()
    assert calendar.selectedDate().toPython() == date(2026, 11, 5)
    calendar.activated.emit(calendar.selectedDate().addDays(1))
    assert field.value() == date(2026, 11, 6)
    assert not calendar.isVisible()


def test_a_problem_stands_beside_the_field_with_its_remedy(qtbot: QtBot) -> None:
    field = TextField("name", "&Name", is_required=True)
    qtbot.addWidget(field)
    field.show()
    field.show_problem(field.problem())
    assert field.shown_problem == "此处尚未填写。请填写本项。"
    assert field._problem.isVisible()
    assert field.edit.property("state") == "bad"
    assert field.edit.accessibleDescription() == field.shown_problem
    QTest.keyClicks(field.edit, "x")
    assert field.shown_problem == ""
    assert field.edit.property("state") == "good"
    assert field.problem() is None


def test_a_wrong_day_says_how_to_write_one(qtbot: QtBot) -> None:
    field = DateField("day", "Day", lambda: TODAY)
    qtbot.addWidget(field)
    field.set_text("2026-02-30")
    problem = field.problem()
    assert problem is not None
    assert "2026-02-30" in problem.text()
    assert "20261123" in problem.remedy()

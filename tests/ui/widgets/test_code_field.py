"""Codes: full-width letters, blanks and case are put right, the form is checked as a whole."""

import pytest
from pytestqt.qtbot import QtBot

from supplies.errors import FieldEmpty, NotACode
from supplies.ui.widgets.code_field import CodeField, matching

FORM = "2 至 8 位大写字母或数字"


def made(qtbot: QtBot, **options: bool) -> CodeField:
    field = CodeField("code", "编码", matching("[A-Za-z0-9]{2,8}"), FORM, **options)
    qtbot.addWidget(field)
    return field


@pytest.mark.parametrize(("typed", "code"), [("a01", "A01"), (" Ａ０１ ", "A01"), ("A 01", "A01"), ("A1B2", "A1B2")])
def test_a_code_is_read_in_capitals_however_it_was_typed(qtbot: QtBot, typed: str, code: str) -> None:
    field = made(qtbot)
    field.set_text(typed)
    assert field.value() == code
    assert field.problem() is None


def test_where_codes_are_small_capitals_become_small(qtbot: QtBot) -> None:
    field = made(qtbot, is_capital=False)
    field.set_text("ZhangSan")
    assert field.value() == "zhangsan"


@pytest.mark.parametrize("typed", ["A", "A-01", "ABCDEFGHI", "货位"])
def test_what_has_another_form_is_refused_with_the_form(qtbot: QtBot, typed: str) -> None:
    field = made(qtbot)
    field.set_text(typed)
    problem = field.problem()
    assert isinstance(problem, NotACode)
    assert typed in problem.text() and FORM in problem.remedy()
    assert field.value() is None


def test_an_empty_code_is_a_problem_only_where_one_is_needed(qtbot: QtBot) -> None:
    assert isinstance(made(qtbot).problem(), FieldEmpty)
    assert made(qtbot, is_required=False).problem() is None

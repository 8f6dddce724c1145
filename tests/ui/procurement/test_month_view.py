"""The month: Monday first, holidays and worked weekends in words, and a count of what does not fit into a day."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from supplies.deadlines.workdays import shipped_calendar
from supplies.ui.procurement.month_view import MonthView, shown_lines

OCTOBER = date(2026, 10, 15)


def month(qtbot: QtBot, day: date = OCTOBER) -> MonthView:
    """Return a month with three things due on one day."""
    view = MonthView("month", day)
    qtbot.addWidget(view)
    view.show_entries({date(2026, 10, 12): ["合同备案", "公告合同", "付款"]}, shipped_calendar(), day)
    return view


def test_a_week_begins_with_monday_and_six_weeks_are_shown(qtbot: QtBot) -> None:
    view = month(qtbot)
    table = view.table
    first, last = table.item(0, 0), table.item(5, 6)
    assert first is not None and last is not None
    assert (first.text(), last.text()) == ("9-28", "11-8")
    heads = [table.horizontalHeaderItem(at) for at in (0, 6)]
    assert [head.text() for head in heads if head is not None] == ["周一", "周日"]


@pytest.mark.parametrize(
    ("day", "word"), [(date(2026, 10, 1), "休"), (date(2026, 10, 10), "班"), (date(2026, 10, 15), "今日")]
)
def test_a_special_day_says_so_in_words(qtbot: QtBot, day: date, word: str) -> None:
    view = month(qtbot)
    assert word in view.words_of(day)


def test_a_day_is_read_aloud_with_all_that_is_due(qtbot: QtBot) -> None:
    view = month(qtbot)
    item = view.table.item(2, 0)
    assert item is not None
    assert item.data(Qt.ItemDataRole.AccessibleTextRole) == view.words_of(date(2026, 10, 12))
    assert view.words_of(date(2026, 10, 12)).splitlines()[1:] == ["合同备案", "公告合同", "付款"]


@pytest.mark.parametrize(
    ("room", "shown"),
    [
        (4, ["一", "二", "三"]),
        (3, ["一", "二", "三"]),
        (2, ["一", "另2项"]),
        (1, ["另3项"]),
    ],
)
def test_what_does_not_fit_is_counted(room: int, shown: list[str]) -> None:
    assert shown_lines(["一", "二", "三"], room) == shown


@pytest.mark.parametrize(
    ("begin", "months", "end"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 12, 31), 1, date(2027, 1, 31)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2024, 3, 30), -1, date(2024, 2, 29)),
    ],
)
def test_a_month_on_is_the_same_day_or_the_last_one(qtbot: QtBot, begin: date, months: int, end: date) -> None:
    view = month(qtbot, begin)
    with qtbot.waitSignal(view.day_chosen) as told:
        view.table.month_stepped.emit(months)
    assert told.args == [end]
    assert view.day == end

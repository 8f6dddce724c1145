"""Working days at the days where they turn: weekends, holidays, 调休, ends of years, and years nobody has told."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supplies.deadlines.workdays import DayCount, FoundDay, SpecialDay, WorkCalendar, shipped_calendar
from supplies.language import Language, use_language

CALENDAR = shipped_calendar()
BLANK = WorkCalendar.of([])
DAYS = st.dates(date(2022, 6, 1), date(2027, 6, 30))


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("text", "is_working"),
    [
        ("2026-11-20", True),  # An ordinary Friday.
        ("2026-11-21", False),
        ("2026-11-22", False),
        ("2026-11-23", True),
        ("2023-01-02", False),  # A Monday: the first known year begins with a holiday.
        ("2023-01-28", True),  # 调休: a Saturday and a Sunday in a row.
        ("2023-01-29", True),
        ("2023-10-06", False),
        ("2023-10-07", True),
        ("2023-10-08", True),
        ("2024-02-09", True),  # 除夕: a day of leave that was only encouraged.
        ("2024-09-14", True),
        ("2024-09-16", False),
        ("2025-01-26", True),
        ("2025-10-08", False),
        ("2025-10-09", True),
        ("2026-01-02", False),
        ("2026-01-04", True),
        ("2026-02-14", True),
        ("2026-02-23", False),
        ("2026-10-10", True),
    ],
)
def test_a_day_is_a_working_day_as_the_notice_says(text: str, is_working: bool) -> None:
    assert CALENDAR.is_working(day(text)) is is_working


@pytest.mark.parametrize(
    ("year", "working", "special"), [(2023, 249, 33), (2024, 251, 36), (2025, 248, 33), (2026, 248, 39)]
)
def test_a_shipped_year_is_whole(year: int, working: int, special: int) -> None:
    count = CALENDAR.working_days_between(date(year - 1, 12, 31), date(year, 12, 31))
    assert count == DayCount(working, is_known=True)
    days = CALENDAR.of_year(year)
    assert len(days) == special
    assert all(each.name and each.source for each in days)
    assert all(each.day.weekday() >= 5 for each in days if each.is_working), "people work instead on weekends only"


@pytest.mark.parametrize(
    ("start", "number", "expected"),
    [
        ("2026-11-20", 0, "2026-11-20"),
        ("2026-11-20", 1, "2026-11-23"),  # The start day does not count.
        ("2026-11-21", 1, "2026-11-23"),  # Begun at a weekend.
        ("2026-11-16", 5, "2026-11-23"),
        ("2026-09-18", 1, "2026-09-20"),  # The next day of work is a Sunday.
        ("2026-09-24", 1, "2026-09-28"),  # Over the Mid-Autumn Festival.
        ("2026-09-30", 2, "2026-10-09"),
        ("2026-10-09", 1, "2026-10-10"),
        ("2026-02-13", 2, "2026-02-24"),
        ("2025-12-31", 1, "2026-01-04"),  # Over the end of a year, onto a Sunday.
        ("2024-12-31", 2, "2025-01-03"),
    ],
)
def test_working_days_pass_by_the_calendar(start: str, number: int, expected: str) -> None:
    assert CALENDAR.add_working_days(day(start), number) == FoundDay(day(expected), is_known=True)


@pytest.mark.parametrize(
    ("start", "number", "rolls", "expected"),
    [
        ("2026-11-01", 20, True, "2026-11-23"),  # A Saturday gives way to Monday.
        ("2026-11-01", 20, False, "2026-11-21"),
        ("2026-11-03", 20, True, "2026-11-23"),
        ("2026-09-11", 20, True, "2026-10-08"),  # The first day of the holidays gives way to the day behind them.
        ("2026-08-31", 20, True, "2026-09-20"),  # A Sunday on which people work stays.
        ("2025-12-02", 30, True, "2026-01-04"),
        ("2025-12-01", 30, True, "2025-12-31"),
        ("2026-11-20", 0, False, "2026-11-20"),
    ],
)
def test_a_last_day_that_nobody_works_gives_way_where_the_rule_lets_it(
    start: str, number: int, rolls: bool, expected: str
) -> None:
    assert CALENDAR.add_calendar_days(day(start), number, rolls=rolls) == FoundDay(day(expected), is_known=True)


@pytest.mark.parametrize(
    ("start", "number", "rolls", "expected"),
    [
        ("2023-12-31", 3, False, "2024-03-31"),
        ("2023-05-10", 180, False, "2038-05-10"),
        ("2024-02-29", 12, False, "2025-02-28"),
        ("2025-08-31", 6, False, "2026-02-28"),
        ("2026-09-30", 1, True, "2026-10-30"),
        ("2026-07-01", 3, True, "2026-10-08"),
    ],
)
def test_months_end_on_the_same_day_or_on_the_last_one(start: str, number: int, rolls: bool, expected: str) -> None:
    assert CALENDAR.add_months(day(start), number, rolls=rolls) == FoundDay(day(expected), is_known=True)


def test_a_year_that_nobody_told_is_counted_by_weekends_and_says_so() -> None:
    assert CALENDAR.is_working(date(2027, 10, 1))  # A Friday.
    assert CALENDAR.add_working_days(date(2026, 12, 30), 1) == FoundDay(date(2026, 12, 31), is_known=True)
    assert CALENDAR.add_working_days(date(2026, 12, 30), 2) == FoundDay(date(2027, 1, 1), is_known=False)
    assert CALENDAR.add_calendar_days(date(2026, 12, 20), 30, rolls=True) == FoundDay(date(2027, 1, 19), is_known=False)
    assert CALENDAR.add_calendar_days(date(2026, 12, 20), 30, rolls=False).is_known
    assert CALENDAR.working_days_between(date(2026, 12, 31), date(2027, 1, 4)) == DayCount(2, is_known=False)
    assert CALENDAR.working_days_between(date(2022, 12, 31), date(2023, 1, 3)) == DayCount(1, is_known=True)


def test_the_warning_is_there_only_where_a_year_is_not_known() -> None:
    assert FoundDay(date(2026, 1, 5), is_known=True).warning == ""
    use_language(Language.CHINESE)
    assert "仅扣除周末" in FoundDay(date(2027, 1, 5), is_known=False).warning


def test_a_year_that_is_laid_over_replaces_the_whole_year_and_no_other() -> None:
    own = CALENDAR.overlaid([SpecialDay(date(2026, 11, 20), is_working=False, name="停工", source="本局")])
    assert not own.is_working(date(2026, 11, 20))
    assert own.is_working(date(2026, 10, 1)), "the holidays of that year are gone with it"
    assert not own.is_working(date(2025, 10, 1))
    assert own.years == CALENDAR.years
    assert CALENDAR.is_working(date(2026, 11, 20)), "the calendar itself never changes"


@given(start=DAYS, number=st.integers(0, 300))
def test_counting_undoes_adding(start: date, number: int) -> None:
    found = CALENDAR.add_working_days(start, number)
    assert CALENDAR.working_days_between(start, found.day) == DayCount(number, found.is_known)
    assert CALENDAR.working_days_between(found.day, start).days == -number
    assert number == 0 or CALENDAR.is_working(found.day)


@given(start=DAYS, length=st.integers(0, 400))
def test_adding_undoes_counting_where_the_end_is_a_working_day(start: date, length: int) -> None:
    end = start + timedelta(days=length)
    count = CALENDAR.working_days_between(start, end)
    found = CALENDAR.add_working_days(start, count.days).day
    if CALENDAR.is_working(end) or length == 0:
        assert found == end
    else:
        assert found <= end and CALENDAR.working_days_between(found, end).days == 0


@given(first=DAYS, second=DAYS, third=DAYS)
def test_counts_add_up(first: date, second: date, third: date) -> None:
    def between(start: date, end: date) -> int:
        return CALENDAR.working_days_between(start, end).days

    start, middle, end = sorted((first, second, third))
    assert between(start, end) == between(start, middle) + between(middle, end)


@given(start=DAYS, number=st.integers(0, 300))
def test_a_rolled_day_is_the_next_working_day_and_never_earlier(start: date, number: int) -> None:
    plain = CALENDAR.add_calendar_days(start, number, rolls=False).day
    rolled = CALENDAR.add_calendar_days(start, number, rolls=True).day
    assert CALENDAR.is_working(rolled)
    assert rolled == plain or (rolled > plain and CALENDAR.working_days_between(plain, rolled).days == 1)
    assert rolled == plain or not CALENDAR.is_working(plain)


@given(start=DAYS, number=st.integers(0, 60))
def test_without_any_notice_only_weekends_are_off(start: date, number: int) -> None:
    found = BLANK.add_working_days(start, number)
    assert found.is_known is (number == 0)
    assert BLANK.working_days_between(start, start + timedelta(days=7 * number)).days == 5 * number

"""Each rule where days turn: weekends, holidays, worked weekends (调休) and the end of a year, counted day by day."""

import csv
from datetime import date, timedelta

import pytest

from supplies.deadlines.catalogue import DayKind, Rule, due, shipped_rules
from supplies.deadlines.workdays import SHIPPED, FoundDay, shipped_calendar

SATURDAY, SUNDAY = date(2026, 11, 21), date(2026, 11, 22)
HOLIDAY, LAST_HOLIDAY = date(2026, 10, 1), date(2026, 10, 7)
WORKED_SUNDAY, WORKED_SATURDAY = date(2026, 9, 20), date(2026, 10, 10)
LAST_DAY, NEW_YEAR = date(2025, 12, 31), date(2026, 1, 1)
TURNS = {
    "saturday": SATURDAY,
    "sunday": SUNDAY,
    "holiday": HOLIDAY,
    "last holiday": LAST_HOLIDAY,
    "worked sunday": WORKED_SUNDAY,
    "worked saturday": WORKED_SATURDAY,
    "last day of a year": LAST_DAY,
    "first day of a year": NEW_YEAR,
}
"""Days of known years, on which a period begins, or would end if every day counted."""


def said_of_days() -> dict[date, bool]:
    """Return which days the notices name, and whether people work on them, from the file itself."""
    with SHIPPED.open(encoding="utf-8", newline="") as file:
        return {date.fromisoformat(row["day"]): row["is_working"] == "1" for row in csv.DictReader(file)}


SAID = said_of_days()


def works(day: date) -> bool:
    """Return whether people work on a day."""
    return SAID.get(day, day.weekday() < 5)


def counted(rule: Rule, start: date) -> date:
    """Return the day that a rule sets, counted on the fingers."""
    day = start
    if rule.kind is DayKind.MONTH:
        months = start.year * 12 + start.month - 1 + rule.number
        first = date(months // 12, months % 12 + 1, 1)
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        day = min(first + timedelta(days=start.day - 1), last)
    left = 0 if rule.kind is DayKind.MONTH else rule.number
    while left:
        day += timedelta(days=1)
        left -= rule.kind is DayKind.CALENDAR or works(day)
    while rule.rolls and not works(day):
        day += timedelta(days=1)
    return day


def test_the_turning_days_are_what_they_are_called() -> None:
    assert [works(day) for day in TURNS.values()] == [False, False, False, False, True, True, True, False]
    assert [day.weekday() for day in (SATURDAY, SUNDAY, WORKED_SUNDAY, WORKED_SATURDAY)] == [5, 6, 6, 5]


@pytest.mark.parametrize("turn", TURNS)
@pytest.mark.parametrize("rule", shipped_rules(), ids=lambda rule: f"{rule.code}-{rule.effective_from}")
def test_a_period_that_begins_or_ends_where_days_turn_is_counted_day_by_day(rule: Rule, turn: str) -> None:
    calendar, at = shipped_calendar(), TURNS[turn]
    starts = [at - timedelta(days=1), at, at + timedelta(days=1)]
    if rule.kind is not DayKind.MONTH:
        starts += [at - timedelta(days=rule.number + each) for each in (-1, 0, 1)]
    for start in starts:
        found = due(rule, start, calendar)
        assert found.day == counted(rule, start), f"from {start}"
        is_counted = rule.rolls or rule.kind is DayKind.WORKING
        assert found.is_known or (is_counted and found.day.year not in calendar.years), f"from {start}"


@pytest.mark.parametrize(
    "rule",
    [rule for rule in shipped_rules() if rule.kind is DayKind.WORKING],
    ids=lambda rule: f"{rule.code}-{rule.effective_from}",
)
def test_a_worked_weekend_counts_and_the_holiday_beside_it_does_not(rule: Rule) -> None:
    before = due(rule, WORKED_SUNDAY - timedelta(days=1), shipped_calendar()).day
    on_the_day = due(rule, WORKED_SUNDAY, shipped_calendar()).day
    assert before < on_the_day, "the Sunday is the first working day of the earlier period"
    assert due(rule, HOLIDAY, shipped_calendar()) == due(rule, LAST_HOLIDAY, shipped_calendar())


def test_a_period_over_the_end_of_the_known_years_says_that_it_is_not_certain() -> None:
    last = date(max(shipped_calendar().years), 12, 31)
    for rule in shipped_rules():
        found = due(rule, last, shipped_calendar())
        is_counted = rule.rolls or rule.kind is DayKind.WORKING
        assert found == FoundDay(found.day, is_known=not is_counted), rule.code

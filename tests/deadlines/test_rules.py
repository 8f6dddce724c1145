"""A bureau's own working days, and days that somebody sets instead of a rule's."""

from datetime import date

import pytest
from sqlalchemy.exc import DBAPIError

from supplies.deadlines.catalogue import Standing, rules_on, standing
from supplies.deadlines.queries import moved_days, overrides, work_calendar
from supplies.deadlines.workdays import FoundDay, SpecialDay, shipped_calendar
from supplies.errors import (
    BadRequest,
    DayFarOff,
    DayOutsideYear,
    DayTwice,
    NothingToDo,
    ReasonNeeded,
    UnknownRecord,
)
from supplies.models.accounts import Role
from tests.deadlines.days import NOTICE, SUBJECT, off, override, set_workdays
from tests.rooms import ADMIN, TODAY, Desk, assert_line, assert_lines

NEW_YEAR = date(2027, 1, 1)


def test_the_shipped_calendar_is_in_use_until_somebody_says_otherwise(desk: Desk) -> None:
    assert desk.read(work_calendar) == shipped_calendar()


def test_a_year_that_the_bureau_enters_is_known_from_then_on(desk: Desk) -> None:
    assert desk.read(work_calendar).add_working_days(date(2026, 12, 31), 1) == FoundDay(NEW_YEAR, is_known=False)
    desk.post(set_workdays(off(NEW_YEAR), off(date(2027, 1, 2)), off(date(2027, 1, 3), is_working=True)))
    calendar = desk.read(work_calendar)
    assert calendar.add_working_days(date(2026, 12, 31), 1) == FoundDay(date(2027, 1, 3), is_known=True)
    assert calendar.of_year(2027)[0] == SpecialDay(NEW_YEAR, is_working=False, name="元旦", source=NOTICE)
    assert calendar.years == shipped_calendar().years | {2027}


def test_a_year_is_replaced_whole_and_no_other_year_with_it(desk: Desk) -> None:
    desk.post(set_workdays(off(NEW_YEAR), off(date(2027, 1, 2))))
    desk.post(set_workdays(off(date(2026, 12, 31)), off(date(2026, 1, 1)), year=2026))
    desk.post(set_workdays(off(date(2027, 12, 31))))
    calendar = desk.read(work_calendar)
    assert [each.day for each in calendar.of_year(2027)] == [date(2027, 12, 31)]
    assert [each.day for each in calendar.of_year(2026)] == [date(2026, 1, 1), date(2026, 12, 31)]
    assert calendar.is_working(date(2026, 10, 1)), "the shipped holidays of that year are replaced too"
    assert calendar.of_year(2025) == shipped_calendar().of_year(2025)
    assert desk.program.verify(deep=True).is_sound


def test_the_days_of_a_year_are_that_years_and_each_is_named_once(desk: Desk) -> None:
    assert type(desk.refused(set_workdays())) is NothingToDo
    assert_line(desk.refused(set_workdays(off(date(2026, 12, 31)))), DayOutsideYear, "day")
    assert_line(desk.refused(set_workdays(off(NEW_YEAR), off(NEW_YEAR))), DayTwice, "day", line=2)
    wrong = set_workdays(off(NEW_YEAR), off(date(2028, 1, 1)), off(date(2027, 5, 1)), off(NEW_YEAR, is_working=True))
    assert_lines(desk.refused(wrong), (2, "day", DayOutsideYear), (4, "day", DayTwice))
    assert type(desk.refused(set_workdays(off(date(1999, 1, 1)), year=1999))) is BadRequest


def test_a_refused_year_leaves_the_one_before_in_place(desk: Desk) -> None:
    desk.post(set_workdays(off(NEW_YEAR)))
    desk.refused(set_workdays(off(date(2027, 5, 1)), off(date(2026, 5, 1))))
    assert [each.day for each in desk.read(work_calendar).of_year(2027)] == [NEW_YEAR]


def test_another_day_says_who_set_it_and_why_and_the_newest_counts(desk: Desk) -> None:
    desk.post(override(date(2026, 7, 10)), override(rule="contract_announced"), override(subject="AS-2026-002"))
    desk.post(override(date(2026, 7, 20), reason="再次延期"))
    assert [row.new_day for row in desk.read(overrides, SUBJECT)] == [
        date(2026, 7, 10),
        date(2026, 7, 15),
        date(2026, 7, 20),
    ]
    assert len(desk.read(overrides)) == 4
    found = desk.read(moved_days, SUBJECT)
    assert set(found) == {"contract_filed", "contract_announced"}
    moved = found["contract_filed"]
    assert (moved.new_day, moved.reason, moved.actor, moved.decided_on) == (date(2026, 7, 20), "再次延期", ADMIN, TODAY)
    assert desk.read(moved_days, "AS-2026-003") == {}


def test_another_day_changes_how_the_limit_stands_and_not_the_rule(desk: Desk) -> None:
    rule, start = rules_on(TODAY)["contract_filed"], date(2026, 6, 15)
    calendar = desk.read(work_calendar)
    assert standing(rule, start, None, TODAY, calendar) is Standing.OVERDUE
    desk.post(override())
    moved = desk.read(moved_days, SUBJECT)[rule.code].new_day
    assert standing(rule, start, None, TODAY, calendar, moved) is Standing.RUNNING
    assert standing(rule, start, None, TODAY, calendar) is Standing.OVERDUE


def test_another_day_names_a_rule_a_day_within_reach_and_a_reason(desk: Desk) -> None:
    assert type(desk.refused(override(rule="no_such_rule"))) is UnknownRecord
    assert type(desk.refused(override(date(1999, 12, 31)))) is DayFarOff
    assert type(desk.refused(override(date(2200, 1, 1)))) is DayFarOff
    assert type(desk.refused(override(reason="  "))) is ReasonNeeded
    assert type(desk.refused(override(reason=""))) is BadRequest
    assert type(desk.refused(override(subject=" AS-1"))) is BadRequest
    desk.post(override(date(2000, 1, 1)), override(date(2199, 12, 31)))


def test_only_the_section_and_the_administrator_set_a_year_and_only_the_section_another_day(desk: Desk) -> None:
    year = set_workdays(off(NEW_YEAR))
    buyer, keeper, head = (desk.hire(role.value, role) for role in (Role.BUYER, Role.KEEPER, Role.SECTION_HEAD))
    office = desk.hire("office", Role.CITY_ADMIN)
    for actor in (buyer, keeper):
        for action in (year, override()):
            assert desk.refused(action, actor=actor).code == "accounts.role_missing"
    assert desk.refused(override(), actor=office).code == "accounts.role_missing"
    desk.post(year, actor=office)
    desk.post(set_workdays(off(NEW_YEAR)), override(), actor=head)
    assert desk.read(moved_days, SUBJECT)["contract_filed"].actor == head


@pytest.mark.parametrize(
    "change", ["UPDATE deadline_override SET new_day = '2030-01-01'", "DELETE FROM deadline_override"]
)
def test_what_somebody_answered_for_stays_in_the_database(desk: Desk, change: str) -> None:
    desk.post(override())
    with pytest.raises(DBAPIError, match="refused"):
        desk.program.database.write(lambda connection: connection.exec_driver_sql(change))
    assert desk.read(moved_days, SUBJECT)["contract_filed"].new_day == date(2026, 7, 15)

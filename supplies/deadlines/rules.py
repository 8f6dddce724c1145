"""Whether working days may be set, and another day than a rule's."""

from collections.abc import Iterator

from supplies.deadlines.actions import FIRST_DAY, LAST_DAY, Override, SetWorkdays
from supplies.deadlines.catalogue import shipped_rules
from supplies.errors import (
    DayFarOff,
    DayOutsideYear,
    DayTwice,
    LineProblem,
    NothingToDo,
    ReasonNeeded,
    UnknownRecord,
    refuse_lines,
)
from supplies.journal.action import Context
from supplies.language import _


def check_set_workdays(context: Context, action: SetWorkdays) -> None:  # noqa: ARG001 - the form of every rule
    """Refuse a year without a special day, which no year is, days of another year, and a day named twice."""
    if not action.days:
        raise NothingToDo
    refuse_lines(list(_problems(action)))


def check_override(context: Context, action: Override) -> None:  # noqa: ARG001 - the form of every rule
    """Refuse a rule that does not exist, a day that no limit reaches, and an empty reason."""
    if action.rule not in {rule.code for rule in shipped_rules()}:
        raise UnknownRecord(kind=_("Time limit"), key=action.rule)
    if not FIRST_DAY <= action.new_day <= LAST_DAY:
        raise DayFarOff(day=action.new_day, first=FIRST_DAY, last=LAST_DAY)
    if not action.reason.strip():
        raise ReasonNeeded


def _problems(action: SetWorkdays) -> Iterator[LineProblem]:
    """Yield what is wrong with each line."""
    seen = set()
    for at, line in enumerate(action.days, 1):
        if line.day.year != action.year:
            yield LineProblem(at, "day", DayOutsideYear(day=line.day, year=action.year))
        elif line.day in seen:
            yield LineProblem(at, "day", DayTwice(day=line.day))
        seen.add(line.day)

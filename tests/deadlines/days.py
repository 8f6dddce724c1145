"""A bureau's own working days and time limits, as the tests need them."""

from datetime import date
from typing import Any

from supplies.deadlines.actions import Override, SetWorkdays, WorkDayLine
from tests.rooms import Desk, act

SUBJECT = "AS-2026-001"
NOTICE = "国务院办公厅关于2027年部分节假日安排的通知"


def off(day: date, name: str = "元旦", *, is_working: bool = False) -> WorkDayLine:
    """Return a day on which nobody works, unless it is said otherwise."""
    return WorkDayLine(day=day, is_working=is_working, name=name, source=NOTICE)


def set_workdays(*days: WorkDayLine, year: int = 2027) -> SetWorkdays:
    """Return the working days of a year."""
    return act(SetWorkdays, year=year, days=days)


def override(new_day: date = date(2026, 7, 15), **more: Any) -> Override:
    """Return another day than the rule's for filing a contract."""
    values: dict[str, Any] = {
        "subject": SUBJECT,
        "rule": "contract_filed",
        "reason": "系统停机，经财政部门同意",
        **more,
    }
    return act(Override, new_day=new_day, **values)


def tell_deadlines(desk: Desk) -> dict[str, int]:
    """Set a year, set it anew, and set another day than a rule's."""
    deeds = {
        "year of working days": set_workdays(off(date(2027, 1, 1)), off(date(2027, 1, 2))),
        "year of working days set anew": set_workdays(off(date(2027, 1, 1)), off(date(2027, 1, 3), is_working=True)),
        "another day": override(),
    }
    first = desk.program.head.seq + 1
    desk.post(*deeds.values())
    return {name: first + number for number, name in enumerate(deeds)}

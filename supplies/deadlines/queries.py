"""The calendar in use, and the days that somebody set."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Connection, select

from supplies.deadlines.workdays import SpecialDay, WorkCalendar, shipped_calendar
from supplies.models.deadlines import DeadlineOverride, WorkDayException
from supplies.values import Login


def work_calendar(connection: Connection) -> WorkCalendar:
    """Return the calendar in use: the one that comes with the program, and over it each year that the bureau said."""
    columns = (WorkDayException.day, WorkDayException.is_working, WorkDayException.name, WorkDayException.source)
    return shipped_calendar().overlaid(SpecialDay(*row) for row in connection.execute(select(*columns)))


@dataclass(frozen=True, slots=True)
class OverrideRow:
    """A day that somebody set instead of the one worked out."""

    subject: str
    rule_code: str
    new_day: date
    reason: str
    decided_on: date
    actor: Login


def overrides(connection: Connection, subject: str = "") -> list[OverrideRow]:
    """Return every day that was set, for one subject or for all, the oldest first."""
    return overrides_where(connection, *([DeadlineOverride.subject == subject] if subject else []))


def overrides_where(connection: Connection, *here: ColumnElement[bool]) -> list[OverrideRow]:
    """Return the days that were set and are asked for, the oldest first."""
    columns = (
        DeadlineOverride.subject,
        DeadlineOverride.rule_code,
        DeadlineOverride.new_day,
        DeadlineOverride.reason,
        DeadlineOverride.decided_on,
        DeadlineOverride.actor,
    )
    statement = select(*columns).where(*here).order_by(DeadlineOverride.site_id, DeadlineOverride.seq)
    return [OverrideRow(*row) for row in connection.execute(statement)]


def moved_days(connection: Connection, subject: str) -> dict[str, OverrideRow]:
    """Return the day that counts for each rule of a subject where somebody set one: the newest, by the rule's code."""
    return {row.rule_code: row for row in overrides(connection, subject)}

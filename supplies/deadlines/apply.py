"""What follows from the bureau's own days: rows that replace a year, and records that stay."""

from datetime import date

from sqlalchemy import delete, insert

from supplies.deadlines.actions import Override, SetWorkdays
from supplies.journal.action import Context
from supplies.models.deadlines import DeadlineOverride, WorkDayException


def set_workdays(context: Context, action: SetWorkdays) -> None:
    """Write the days of a year in place of those before."""
    of_year = WorkDayException.day.between(date(action.year, 1, 1), date(action.year, 12, 31))
    context.connection.execute(delete(WorkDayException).where(of_year))
    rows = [
        {
            "day": line.day,
            "is_working": line.is_working,
            "name": line.name,
            "source": line.source,
            "seq": context.seq,
        }
        for line in action.days
    ]
    context.connection.execute(insert(WorkDayException), rows)


def override(context: Context, action: Override) -> None:
    """Write the day, who set it, and why."""
    values = {
        "site_id": context.site_id,
        "seq": context.seq,
        "subject": action.subject,
        "rule_code": action.rule,
        "new_day": action.new_day,
        "reason": action.reason,
        "decided_on": action.business_date,
        "actor": context.actor,
    }
    context.connection.execute(insert(DeadlineOverride), values)

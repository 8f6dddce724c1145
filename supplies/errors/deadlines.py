"""Working days and time limits."""

from supplies.errors.base import Refused, Unreadable
from supplies.language import N_


class DayOutsideYear(Refused):
    """A day of another year than the one that is replaced."""

    code = "deadlines.day_outside_year"
    message = N_("{day} is not a day of {year}.")
    hint = N_("Name the days of one year only.")


class DayTwice(Refused):
    """A day in two lines."""

    code = "deadlines.day_twice"
    message = N_("{day} stands in more than one line.")
    hint = N_("Leave one of them.")


class DayFarOff(Refused):
    """A day that no time limit reaches."""

    code = "deadlines.day_far_off"
    message = N_("{day} is not between {first} and {last}.")
    hint = N_("Check the year.")


class WorkDayWrong(Unreadable):
    """A row of a list of working days that cannot be."""

    code = "deadlines.workday_wrong"
    message = N_("{problem}.")
    hint = N_("Write the day as 2026-10-01, and 1 for a working day or 0 for a day off.")


class WorkDaysUnreadable(Unreadable):
    """A list of working days with rows that cannot be read."""

    code = "deadlines.workdays_unreadable"
    message = N_("{count} rows of the list cannot be read; nothing was changed.")
    hint = N_("Write the day as 2026-10-01, and 1 for a working day or 0 for a day off.")

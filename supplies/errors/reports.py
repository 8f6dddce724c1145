"""Reports: what is asked of them, and the files they become."""

from supplies.errors.base import Unreadable
from supplies.language import N_


class ReportUnknown(Unreadable):
    """A report of a name that nobody knows."""

    code = "report.unknown"
    message = N_("There is no report named {name}.")
    hint = N_("Choose one of: {known}.")


class FilterNotTaken(Unreadable):
    """A filter that a report does not have; leaving it aside would give figures that were not asked for."""

    code = "report.filter_not_taken"
    message = N_("The report “{report}” cannot be limited by: {filter}.")
    hint = N_("It takes: {taken}.")


class FilterNeeded(Unreadable):
    """A report that is about one thing, which was not named."""

    code = "report.filter_needed"
    message = N_("The report “{report}” needs: {filter}.")
    hint = N_("Say which one it is about.")


class PeriodBackward(Unreadable):
    """A span of days that ends before it begins."""

    code = "report.period_backward"
    message = N_("The period ends on {last}, before it begins on {first}.")
    hint = N_("Exchange the two days.")


class DaysNotRising(Unreadable):
    """Levels of warning in the wrong order."""

    code = "report.days_not_rising"
    message = N_("The days of the three warnings must rise, from 0 to at most 36,500: {days}.")
    hint = N_("Give the days of red, orange and yellow, the nearest first, such as {usual}.")


class ReportFileUnknown(Unreadable):
    """A kind of file that no report is written as."""

    code = "report.file_unknown"
    message = N_("A report cannot be written as {path}.")
    hint = N_("End the name with .pdf or .xlsx.")

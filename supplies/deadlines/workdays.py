"""Working days: weekends off, public holidays off, and the weekend days on which people work instead (调休).

Which days those are is published late in the year before (国务院办公厅关于部分节假日安排的通知). A year of which
nothing is known is counted by weekends only, and every answer says whether it rests on such a year.
"""

import csv
from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import Self

from supplies.language import RESOURCES, _

SHIPPED = RESOURCES / "deadlines" / "workdays.csv"
"""The years that the program knows by itself, from the notices themselves."""

_DAY = timedelta(days=1)
_SATURDAY = 5
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A day that the yearly notice names: a holiday, or a weekend day on which people work."""

    day: date
    is_working: bool
    name: str
    source: str
    """The notice, or what the bureau goes by."""


@dataclass(frozen=True, slots=True)
class FoundDay:
    """A day that was worked out, and whether all years that it rests on are known."""

    day: date
    is_known: bool

    @property
    def warning(self) -> str:
        """Return what to beware of, in the reader's language; empty where the years are known."""
        if self.is_known:
            return ""
        return _("The holidays of this time are not known: only weekends were left out.")


@dataclass(frozen=True, slots=True)
class DayCount:
    """How many working days there are, and whether all years that the count rests on are known."""

    days: int
    is_known: bool


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Which days are working days."""

    special: Mapping[date, SpecialDay]
    years: frozenset[int] = field(init=False)
    """The known ones: those with a special day."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "years", frozenset(day.year for day in self.special))

    @classmethod
    def of(cls, days: Iterable[SpecialDay]) -> Self:
        """Return the calendar that has these special days."""
        return cls({each.day: each for each in days})

    def overlaid(self, days: Iterable[SpecialDay]) -> "WorkCalendar":
        """Return a calendar in which each year that ``days`` touch has only these."""
        newer = {each.day: each for each in days}
        years = {day.year for day in newer}
        kept = {day: each for day, each in self.special.items() if day.year not in years}
        return WorkCalendar(kept | newer)

    def of_year(self, year: int) -> list[SpecialDay]:
        """Return the special days of a year, in their order."""
        return sorted((each for day, each in self.special.items() if day.year == year), key=lambda each: each.day)

    def is_working(self, day: date) -> bool:
        """Return whether people work on a day."""
        special = self.special.get(day)
        return day.weekday() < _SATURDAY if special is None else special.is_working

    def is_known(self, first: date, last: date) -> bool:
        """Return whether every year from one day to another is known."""
        return all(year in self.years for year in range(first.year, last.year + 1))

    def working_days_between(self, start: date, end: date) -> DayCount:
        """Return how many working days come after ``start``, up to and with ``end``; below zero where ``end`` is first.

        A count back is as long as the one from ``end`` to ``start``.
        """
        if end < start:
            back = self.working_days_between(end, start)
            return DayCount(-back.days, back.is_known)
        days = sum(self.is_working(start + timedelta(days=place)) for place in range(1, (end - start).days + 1))
        return DayCount(days, start == end or self.is_known(start + _DAY, end))

    def add_working_days(self, start: date, number: int) -> FoundDay:
        """Return the working day on which so many have passed; the start day does not count."""
        assert number >= 0, "a period runs forward"
        day = start
        for _day in range(number):
            day = self._working_from(day + _DAY)
        return FoundDay(day, number == 0 or self.is_known(start + _DAY, day))

    def add_calendar_days(self, start: date, number: int, *, rolls: bool) -> FoundDay:
        """Return the last day of a period of so many days; the start day does not count.

        Args:
            start: when it begins.
            number: at least 0.
            rolls: whether a last day on which nobody works gives way to the next working day (民法典第二百零三条).
        """
        assert number >= 0, "a period runs forward"
        return self._last(start + timedelta(days=number), rolls=rolls)

    def add_months(self, start: date, number: int, *, rolls: bool) -> FoundDay:
        """Return the last day of a period of months: the same day of its month, else its last (民法典第二百零二条)."""
        assert number >= 0, "a period runs forward"
        years, month = divmod(start.month - 1 + number, _MONTHS)
        year = start.year + years
        last = monthrange(year, month + 1)[1]
        return self._last(date(year, month + 1, min(start.day, last)), rolls=rolls)

    def _last(self, day: date, *, rolls: bool) -> FoundDay:
        """Return the last day of a period; only a day that may roll rests on what is known of its year."""
        if not rolls:
            return FoundDay(day, is_known=True)
        rolled = self._working_from(day)
        return FoundDay(rolled, self.is_known(day, rolled))

    def _working_from(self, day: date) -> date:
        """Return a day, or the next one on which people work."""
        while not self.is_working(day):
            day += _DAY
        return day


@cache
def shipped_calendar() -> WorkCalendar:
    """Return the calendar that comes with the program."""
    with SHIPPED.open(encoding="utf-8", newline="") as file:
        return WorkCalendar.of(_special_day(row) for row in csv.DictReader(file))


def _special_day(row: Mapping[str, str]) -> SpecialDay:
    """Return the day in a row of the shipped list."""
    return SpecialDay(date.fromisoformat(row["day"]), row["is_working"] == "1", row["name"], row["source"])

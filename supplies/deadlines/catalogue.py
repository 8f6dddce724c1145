"""The time limits that the law sets to a procurement, as data: from which event to which, how long, since when.

The law changes, so a rule holds from one day to another, and a project keeps the rules of the day on which it began.
Whatever is worked out here knows no store: events and days come from whoever asks.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from supplies.deadlines.workdays import FoundDay, WorkCalendar
from supplies.language import RESOURCES, pick
from supplies.models.procurement import Method
from supplies.models.tendering import Event

SHIPPED = RESOURCES / "deadlines" / "rules.csv"

SOON_WORKING_DAYS = 3
"""So long before it is over, a running period is due soon."""

_LISTED = "|"
_PAYING = "《保障中小企业款项支付条例》"


class DayKind(StrEnum):
    """What a period is counted in."""

    CALENDAR = "calendar"
    WORKING = "working"
    MONTH = "month"


class Bound(StrEnum):
    """Whether the second event must wait, or must not be late."""

    AT_LEAST = "at_least"
    WITHIN = "within"


class Sure(StrEnum):
    """How sure the rule is: its text was read, an excerpt was read, or it is only commonly known."""

    TEXT = "A"
    EXCERPT = "B"
    KNOWN = "K"


class Standing(StrEnum):
    """How a time limit stands."""

    NOT_BEGUN = "not_begun"
    RUNNING = "running"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    KEPT = "kept"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Rule:
    """A time limit, as one paragraph sets it."""

    code: str
    stage_zh: str
    stage_en: str
    title_zh: str
    title_en: str
    runs_from: Event
    limits: Event
    kind: DayKind
    number: int
    bound: Bound
    rolls: bool
    """Whether a last day on which nobody works gives way to the next working day; none of the paragraphs says so."""
    methods: frozenset[Method]
    """Of buying; empty: all."""
    effective_from: date
    effective_to: date | None
    """The last day; None: it is in force."""
    paragraph: str
    sure: Sure

    @property
    def stage(self) -> str:
        """Return the stage of the procurement, in the reader's language."""
        return pick(self.stage_zh, self.stage_en)

    @property
    def title(self) -> str:
        """Return what has to be done or waited for, in the reader's language."""
        return pick(self.title_zh, self.title_en)

    def holds_on(self, day: date) -> bool:
        """Return whether it is in force on a day."""
        return self.effective_from <= day and (self.effective_to is None or day <= self.effective_to)

    def holds_for(self, method: Method) -> bool:
        """Return whether a project that is bought so has to keep it.

        The procurement law does not apply to emergencies (政府采购法第八十五条); what small suppliers are owed does.
        """
        if method is Method.EMERGENCY:
            return self.paragraph.startswith(_PAYING)
        return not self.methods or method in self.methods


@cache
def shipped_rules() -> tuple[Rule, ...]:
    """Return every rule that comes with the program, those no longer in force too."""
    with SHIPPED.open(encoding="utf-8", newline="") as file:
        return tuple(_rule(row) for row in csv.DictReader(file))


def _rule(row: Mapping[str, str]) -> Rule:
    """Return the rule in a row of the shipped list."""
    ends = row["effective_to"]
    return Rule(
        code=row["code"],
        stage_zh=row["stage_zh"],
        stage_en=row["stage_en"],
        title_zh=row["title_zh"],
        title_en=row["title_en"],
        runs_from=Event(row["runs_from"]),
        limits=Event(row["limits"]),
        kind=DayKind(row["kind"]),
        number=int(row["number"]),
        bound=Bound(row["bound"]),
        rolls=row["rolls"] == "1",
        methods=frozenset(Method(word) for word in row["methods"].split(_LISTED) if word),
        effective_from=date.fromisoformat(row["effective_from"]),
        effective_to=date.fromisoformat(ends) if ends else None,
        paragraph=row["paragraph"],
        sure=Sure(row["sure"]),
    )


def rules_on(day: date) -> dict[str, Rule]:
    """Return the rules of a project that began on a day, by their codes, in the order of a procurement."""
    return {rule.code: rule for rule in shipped_rules() if rule.holds_on(day)}


def due(rule: Rule, start: date, calendar: WorkCalendar) -> FoundDay:
    """Return the day that a rule sets: the earliest one for what has to wait, the latest one for what has to be done.

    Args:
        rule: what the law says.
        start: the day of the event that it runs from, which does not count.
        calendar: which days are working days.
    """
    if rule.kind is DayKind.WORKING:
        return calendar.add_working_days(start, rule.number)
    if rule.kind is DayKind.MONTH:
        return calendar.add_months(start, rule.number, rolls=rule.rolls)
    return calendar.add_calendar_days(start, rule.number, rolls=rule.rolls)


def standing(
    rule: Rule,
    start: date | None,
    end: date | None,
    today: date,
    calendar: WorkCalendar,
    moved_to: date | None = None,
) -> Standing:
    """Return how a time limit stands.

    A wait that is over without what waited for it is kept: nothing can break it any more.

    Args:
        rule: what the law says.
        start: when the event was that it runs from; None: not yet.
        end: when the event was that it limits, or is to be; None: not known.
        today: the present day.
        calendar: which days are working days.
        moved_to: the day that somebody set instead of the one worked out.
    """
    return Clock(calendar, today).standing(rule, start, end, moved_to)


class Clock:
    """Tells how many time limits stand on one day; what was worked out once is not worked out again."""

    def __init__(self, calendar: WorkCalendar, today: date) -> None:
        self.calendar = calendar
        self.today = today
        self._later = calendar.add_working_days(today, SOON_WORKING_DAYS + 1).day
        self._found: dict[tuple[DayKind, int, bool, date], FoundDay] = {}

    def due(self, rule: Rule, start: date) -> FoundDay:
        """Return the day that a rule sets."""
        key = rule.kind, rule.number, rule.rolls, start
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = due(rule, start, self.calendar)
        return found

    def standing(self, rule: Rule, start: date | None, end: date | None, moved_to: date | None = None) -> Standing:
        """Return how a time limit stands, as ``standing`` does."""
        if start is None or (end is None and self.today < start):
            return Standing.NOT_BEGUN
        last = moved_to or self.due(rule, start).day
        return self.of_wait(last, end) if rule.bound is Bound.AT_LEAST else self.of_duty(last, end)

    def of_wait(self, earliest: date, end: date | None) -> Standing:
        """Return how a wait stands that is over on a day."""
        if end is not None:
            return Standing.KEPT if end >= earliest else Standing.BROKEN
        return Standing.KEPT if self.today >= earliest else self._of_running(earliest)

    def of_duty(self, latest: date, end: date | None) -> Standing:
        """Return how something stands that has to be done by a day."""
        if end is not None:
            return Standing.KEPT if end <= latest else Standing.BROKEN
        return Standing.OVERDUE if self.today > latest else self._of_running(latest)

    def _of_running(self, last: date) -> Standing:
        """Return whether a period that runs is over soon."""
        return Standing.DUE_SOON if last < self._later else Standing.RUNNING

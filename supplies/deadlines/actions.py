"""What a bureau can say itself: the working days of a year, and a day instead of the one that a rule sets."""

from datetime import date
from typing import Annotated

import msgspec

from supplies.journal.action import END, Action

__all__ = ["FIRST_DAY", "LAST_DAY", "Override", "SetWorkdays", "WorkDayLine"]

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2199, 12, 31)
"""Between these every time limit lies; what is outside is a slip of the pen."""

Name = Annotated[str, msgspec.Meta(max_length=60)]
Source = Annotated[str, msgspec.Meta(max_length=200)]
Subject = Annotated[str, msgspec.Meta(min_length=1, max_length=100, pattern=r"^\S(.*\S)?" + END)]
Code = Annotated[str, msgspec.Meta(min_length=1, max_length=60)]
Reason = Annotated[str, msgspec.Meta(min_length=2, max_length=300)]
Year = Annotated[int, msgspec.Meta(ge=FIRST_DAY.year, le=LAST_DAY.year)]


class WorkDayLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A holiday, or a weekend day on which people work."""

    day: date
    is_working: bool
    name: Name = ""
    source: Source = ""


class SetWorkdays(Action, frozen=True, kw_only=True, tag="deadlines.set_workdays"):
    """Say which days of a year are not as the week has them; they replace that whole year, shipped or said before."""

    year: Year
    days: tuple[WorkDayLine, ...]


class Override(Action, frozen=True, kw_only=True, tag="deadlines.override"):
    """Set another day than a rule does, for one project, contract or complaint, and answer for it with a reason.

    The newest one counts. The rule's own day stays where it can be seen: nothing is hidden by this.
    """

    subject: Subject
    """What the limit is of, such as the number of a project."""
    rule: Code
    new_day: date
    reason: Reason

"""What this room brings to the journal."""

from supplies.deadlines import apply, rules
from supplies.deadlines.actions import Override, SetWorkdays
from supplies.journal.action import Procedure, Room
from supplies.language import N_
from supplies.models.accounts import Role
from supplies.values import Topic

_TOPICS = frozenset({Topic.TENDERS})
_CALENDAR = frozenset({Role.SECTION_HEAD, Role.CITY_ADMIN})
"""The yearly notice is public: whoever looks after the store's lists, or heads the section, enters it."""
_SECTION = frozenset({Role.SECTION_HEAD})
"""Whoever buys is bound by the time limit, so somebody else answers for another day (经办与审批相互分离)."""

DEADLINES = Room(
    procedures=(
        Procedure(
            SetWorkdays,
            N_("Set the working days of a year"),
            rules.check_set_workdays,
            apply.set_workdays,
            _TOPICS,
            _CALENDAR,
        ),
        Procedure(
            Override, N_("Set another day than a rule's"), rules.check_override, apply.override, _TOPICS, _SECTION
        ),
    ),
)

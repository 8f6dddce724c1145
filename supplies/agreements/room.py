"""What this room brings to the journal."""

from supplies.agreements import apply, rules
from supplies.agreements.actions import CallOff, Conclude, End, Verify
from supplies.journal.action import Procedure, Room
from supplies.language import N_
from supplies.models.accounts import Role
from supplies.values import Topic

_TOPICS = frozenset({Topic.RELIEF})
"""A promise is no stock: only pages that plan relief show it."""
_SECTION = frozenset({Role.SECTION_HEAD})
"""The section for supplies concludes agreements, verifies them and calls upon them (物资科)."""

AGREEMENTS = Room(
    procedures=(
        Procedure(Conclude, N_("Conclude an agreement"), rules.check_conclude, apply.conclude, _TOPICS, _SECTION),
        Procedure(Verify, N_("Verify an agreement"), rules.check_verify, apply.verify, _TOPICS, _SECTION),
        Procedure(CallOff, N_("Call upon an agreement"), rules.check_call_off, apply.call_off, _TOPICS, _SECTION),
        Procedure(End, N_("End an agreement"), rules.check_end, apply.end, _TOPICS, _SECTION),
    ),
)

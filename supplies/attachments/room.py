"""What this room brings to the journal."""

from supplies.attachments import apply, rules
from supplies.attachments.actions import Attach, Detach
from supplies.attachments.audits import paper_audit
from supplies.journal.action import Procedure, Room
from supplies.language import N_
from supplies.models.accounts import Role
from supplies.values import Topic

_PAPERS = frozenset({Topic.PAPERS})
_CLERKS = frozenset(Role) - {Role.AUDITOR}
"""Whoever has the paper on the desk scans it; an auditor only reads."""

ATTACHMENTS = Room(
    procedures=(
        Procedure(
            Attach,
            N_("Attach a scanned paper"),
            rules.check_attach,
            apply.attach,
            _PAPERS,
            _CLERKS,
            rules.depot_of_attached,
        ),
        Procedure(
            Detach,
            N_("Take a scanned paper off"),
            rules.check_detach,
            apply.detach,
            _PAPERS,
            _CLERKS,
            rules.depot_of_detached,
        ),
    ),
    audits=(paper_audit,),
)

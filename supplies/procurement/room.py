"""What this room brings to the journal."""

from supplies.journal.action import Procedure, Room
from supplies.language import N_
from supplies.models.accounts import Role
from supplies.procurement import apply, rules
from supplies.procurement.actions import AddLot, CancelLot, FailTender, OpenProject, RecordAward, StartTender
from supplies.values import Topic

_TENDERS = frozenset({Topic.TENDERS, Topic.FUNDS})
_BUYER = frozenset({Role.BUYER})
"""Tenders are the buyer's, who neither accepts the goods nor pays for them (政府采购法第六十一条)."""

PROCUREMENT = Room(
    procedures=(
        Procedure(OpenProject, N_("Open a project"), rules.check_open_project, apply.open_project, _TENDERS, _BUYER),
        Procedure(AddLot, N_("Plan a lot"), rules.check_add_lot, apply.add_lot, _TENDERS, _BUYER),
        Procedure(
            StartTender, N_("Put a lot to tender"), rules.check_start_tender, apply.start_tender, _TENDERS, _BUYER
        ),
        Procedure(RecordAward, N_("Record an award"), rules.check_record_award, apply.record_award, _TENDERS, _BUYER),
        Procedure(
            FailTender, N_("Record a failed tender"), rules.check_fail_tender, apply.fail_tender, _TENDERS, _BUYER
        ),
        Procedure(CancelLot, N_("Cancel a lot"), rules.check_cancel_lot, apply.cancel_lot, _TENDERS, _BUYER),
    )
)

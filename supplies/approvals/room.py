"""What this room brings to the journal."""

from supplies.approvals import apply, rules
from supplies.approvals.actions import Decide, SetRoutes, Submit, Withdraw
from supplies.journal.action import Procedure, Room
from supplies.language import N_
from supplies.models.accounts import Role
from supplies.values import Topic

_APPROVALS = frozenset({Topic.APPROVALS})

APPROVALS = Room(
    procedures=(
        Procedure(Submit, N_("Submit for approval"), rules.check_submit, apply.submit, _APPROVALS),
        # What an approval changes is whatever was submitted.
        Procedure(Decide, N_("Decide about a proposal"), rules.check_decide, apply.decide, frozenset(Topic)),
        Procedure(Withdraw, N_("Withdraw a proposal"), rules.check_withdraw, apply.withdraw, _APPROVALS),
        Procedure(
            SetRoutes,
            N_("Set who approves what"),
            rules.check_set_routes,
            apply.set_routes,
            _APPROVALS,
            frozenset({Role.CITY_ADMIN}),
        ),
    )
)

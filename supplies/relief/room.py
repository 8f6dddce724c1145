"""What this room brings to the journal."""

from supplies.journal.action import Procedure, Room, nothing_to_check
from supplies.language import N_
from supplies.models.accounts import Role
from supplies.relief import apply, distribution_apply, distribution_rules, rules
from supplies.relief.actions import (
    CancelRequest,
    CloseIncident,
    ConfirmDistribution,
    Distribute,
    OpenIncident,
    Order,
    PurgeRoster,
    ReleaseOrder,
    Request,
)
from supplies.values import Topic

_RELIEF = frozenset({Topic.RELIEF})
_ORDERS = frozenset({Topic.RELIEF, Topic.STOCK})

_HEADS = frozenset({Role.SECTION_HEAD, Role.DEPOT_ADMIN, Role.CITY_ADMIN})
_ALERT = _HEADS | {Role.KEEPER}
"""Who is there when it begins: at night that is the keeper alone."""
_DRAFTERS = frozenset({Role.KEEPER, Role.SECTION_HEAD})
"""Who draws an order up; who approves it, the routes of approval say."""

RELIEF = Room(
    procedures=(
        Procedure(OpenIncident, N_("Open an incident"), nothing_to_check, apply.open_incident, _RELIEF, _ALERT),
        Procedure(
            CloseIncident, N_("Close an incident"), rules.check_close_incident, apply.close_incident, _RELIEF, _HEADS
        ),
        Procedure(Request, N_("Record a request"), rules.check_request, apply.request, _RELIEF, _ALERT),
        Procedure(
            CancelRequest, N_("Cancel a request"), rules.check_cancel_request, apply.cancel_request, _RELIEF, _ALERT
        ),
        Procedure(Order, N_("Order goods to be handed over"), rules.check_order, apply.order, _ORDERS, _DRAFTERS),
        Procedure(ReleaseOrder, N_("Release an order"), rules.check_release, apply.release_order, _ORDERS, _DRAFTERS),
        Procedure(
            Distribute,
            N_("Hand goods on to households"),
            distribution_rules.check_distribute,
            distribution_apply.distribute,
            _RELIEF,
            _DRAFTERS,
        ),
        Procedure(
            ConfirmDistribution,
            N_("Record the signed list of a distribution"),
            distribution_rules.check_confirm,
            distribution_apply.confirm,
            _RELIEF,
            _DRAFTERS,
        ),
        Procedure(
            PurgeRoster,
            N_("Destroy a roster"),
            distribution_rules.check_purge,
            distribution_apply.purge,
            _RELIEF,
            _HEADS,
        ),
    )
)

"""What this room brings to the journal."""

from supplies.journal.action import Procedure, Room, nothing_to_check
from supplies.language import N_
from supplies.relief import apply, rules
from supplies.relief.actions import CancelRequest, CloseIncident, OpenIncident, Order, ReleaseOrder, Request
from supplies.values import Topic

_RELIEF = frozenset({Topic.RELIEF})
_ORDERS = frozenset({Topic.RELIEF, Topic.STOCK})

RELIEF = Room(
    procedures=(
        Procedure(OpenIncident, N_("Open an incident"), nothing_to_check, apply.open_incident, _RELIEF),
        Procedure(CloseIncident, N_("Close an incident"), rules.check_close_incident, apply.close_incident, _RELIEF),
        Procedure(Request, N_("Record a request"), rules.check_request, apply.request, _RELIEF),
        Procedure(CancelRequest, N_("Cancel a request"), rules.check_cancel_request, apply.cancel_request, _RELIEF),
        Procedure(Order, N_("Order goods to be handed over"), rules.check_order, apply.order, _ORDERS),
        Procedure(ReleaseOrder, N_("Release an order"), rules.check_release, apply.release_order, _ORDERS),
    )
)

"""Incidents, requests and orders."""

from supplies.errors.base import Refused
from supplies.language import N_


class IncidentClosed(Refused):
    """Something for an incident that is closed."""

    code = "relief.incident_closed"
    message = N_("The incident {incident} was closed on {closed}.")
    hint = N_("Open another one, or leave the incident out.")


class IncidentHasOrders(Refused):
    """An incident with orders that are still to be handed over."""

    code = "relief.incident_has_orders"
    message = N_("The incident {incident} has open orders: {orders}.")
    hint = N_("Hand them over or release them, then close the incident.")


class RequestCancelled(Refused):
    """Something about a request that is cancelled."""

    code = "relief.request_cancelled"
    message = N_("The request {request} is cancelled.")
    hint = N_("Record a new request.")


class RequestHasOrders(Refused):
    """Cancelling a request whose orders are still to be handed over."""

    code = "relief.request_has_orders"
    message = N_("The request {request} has open orders: {orders}.")
    hint = N_("Release them first, then cancel the request.")


class RequestHandedOver(Refused):
    """Cancelling a request for which everything is handed over."""

    code = "relief.request_handed_over"
    message = N_("All of the request {request} is handed over.")
    hint = N_("Goods that come back are posted as a return.")


class ItemTwice(Refused):
    """An item in two lines of a request."""

    code = "relief.item_twice"
    message = N_("{item} stands in more than one line.")
    hint = N_("Ask for each item in one line.")


class NeededTooEarly(Refused):
    """Goods that are needed before they were asked for."""

    code = "relief.needed_too_early"
    message = N_("The goods are needed on {needed}, before the day of the request, {date}.")
    hint = N_("Correct one of the two days.")


class MoreThanRequested(Refused):
    """An order for more than a line of the request still lacks."""

    code = "relief.more_than_requested"
    message = N_("{wanted} of {item} are ordered, but the request lacks only {missing}.")
    hint = N_("Order at most what is missing.")


class OrderedOtherItem(Refused):
    """A lot that is not of the item asked for."""

    code = "relief.ordered_other_item"
    message = N_("The lot {label} is not of the item {item} that line {line} asks for.")
    hint = N_("Choose a lot of that item.")


class OrderLotTwice(Refused):
    """One lot of one depot in two lines of an order."""

    code = "relief.order_lot_twice"
    message = N_("The lot {label} of {item} stands in more than one line.")
    hint = N_("Order each lot of a depot in one line.")


class OrderSettled(Refused):
    """Releasing an order that reserves nothing any more."""

    code = "relief.order_settled"
    message = N_("The order {order} reserves nothing any more.")
    hint = N_("There is nothing to release.")


class NothingOffered(Refused):
    """An order for a request for which there is nothing."""

    code = "relief.nothing_offered"
    message = N_("Nothing of this request can be ordered now.")
    hint = N_("Ask for a release, take from another depot, or wait for goods.")

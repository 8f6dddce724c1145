"""Incidents, requests and orders."""

from supplies.errors.base import Refused, StoreUnusable, Unreadable
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


class RosterUnreadable(Unreadable):
    """Some rows of a roster are wrong."""

    code = "relief.roster_unreadable"
    message = N_("{count} rows of the roster are wrong; nothing was recorded.")
    hint = N_("Correct the rows named, then read the roster again.")


class RosterRowWrong(Unreadable):
    """A row of a roster that cannot be."""

    code = "relief.roster_row_wrong"
    message = N_("{column}: {problem}")
    hint = N_("Correct the cell and read the roster again.")


class RosterEmpty(Unreadable):
    """A roster without households, or without any goods that the catalogue knows."""

    code = "relief.roster_empty"
    message = N_("The roster has no households with goods.")
    hint = N_("Head the columns of goods with the name or code of the item, one column each.")


class RosterPurged(Refused):
    """A roster that was destroyed."""

    code = "relief.roster_purged"
    message = N_("The roster of {number} was destroyed; only the counts are left.")
    hint = N_("The signed list on paper is kept under the rules for vouchers.")


class RosterAbsent(Refused):
    """A roster that is kept at another site."""

    code = "relief.roster_absent"
    message = N_("The roster of {number} is not kept here.")
    hint = N_("Ask the site that recorded it.")


class RosterKeyMissing(StoreUnusable):
    """The key with which rosters are read is not on this computer."""

    code = "relief.roster_key_missing"
    message = N_("The key to the rosters of this store is not on this computer: {path}.")
    hint = N_("Copy the key file from the computer that recorded the roster; keep a copy of it in the safe.")


class RosterKeyWrong(StoreUnusable):
    """A roster that the key does not open."""

    code = "relief.roster_key_wrong"
    message = N_("The key {path} does not open this roster.")
    hint = N_("Copy the right key file from the computer that recorded the roster.")


class PeopleMiscounted(Refused):
    """Fewer people than households, or more signed than there are."""

    code = "relief.people_miscounted"
    message = N_("{households} households and {persons} people cannot be.")
    hint = N_("Each household has at least one person.")


class IssueOfOtherKind(Refused):
    """A document that is no issue under the incident, or was reversed."""

    code = "relief.issue_of_other_kind"
    message = N_("{number} is no valid issue under {incident}.")
    hint = N_("Name issues that carry the number of the incident and were not reversed.")


class IssueDistributed(Refused):
    """An issue whose goods were handed on before."""

    code = "relief.issue_distributed"
    message = N_("The goods of {number} were handed on by {distribution}.")
    hint = N_("Name the issues of these households only.")


class MoreThanWasIssued(Refused):
    """More for the households than was issued."""

    code = "relief.more_than_was_issued"
    message = N_("The households receive {wanted} of {item}, but only {issued} were issued.")
    hint = N_("Name all issues whose goods are handed on, or correct the roster.")


class DistributionConfirmed(Refused):
    """A distribution whose signed list came back already."""

    code = "relief.distribution_confirmed"
    message = N_("The signed list of {number} is recorded already.")
    hint = N_("There is nothing left to do.")


class TooManySigned(Refused):
    """More signatures than households."""

    code = "relief.too_many_signed"
    message = N_("{signed} households signed, but only {households} are on the list.")
    hint = N_("Count the signatures again.")


class ShortOfMore(Refused):
    """More is short than was to be handed on."""

    code = "relief.short_of_more"
    message = N_("{quantity} of {item} are said to be short, but only {planned} were to be handed on.")
    hint = N_("Correct the quantity.")


class WorkNotEnded(Refused):
    """Destroying a roster while its work goes on."""

    code = "relief.work_not_ended"
    message = N_("The work of {number} has not ended: {open}.")
    hint = N_("Record the signed list and close the incident first.")

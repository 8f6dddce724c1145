"""The days of a lot, and what is wrong with one."""

from supplies.errors.base import Refused
from supplies.language import N_


class EventToldElsewhere(Refused):
    """The day of an event that has a record of its own."""

    code = "tendering.event_told_elsewhere"
    message = N_("The day of “{event}” is read from its own record.")
    hint = N_("Record it where it belongs: the tender, the award, a bond, the contract, the acceptance or the payment.")


class EventOfAnother(Refused):
    """An event that is told of the wrong thing, such as the filing of a contract told of a round."""

    code = "tendering.event_of_another"
    message = N_("“{event}” is told of {what}, and of nothing else.")
    hint = N_("Name what the event belongs to.")


class EventsBackward(Refused):
    """Two events in an order that cannot be."""

    code = "tendering.events_backward"
    message = N_("“{later}” on {later_day} would be before “{earlier}” on {earlier_day}.")
    hint = N_("Check the dates on the papers.")


class SameDay(Refused):
    """A day that is recorded already."""

    code = "tendering.same_day"
    message = N_("That is how it is recorded already.")
    hint = N_("Enter the day that is right, or leave it as it is.")

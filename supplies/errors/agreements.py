"""Agreement and capacity reserves: what was promised."""

from supplies.errors.base import Refused
from supplies.language import N_


class AgreementBackward(Refused):
    """An agreement that ends before it begins."""

    code = "agreements.backward"
    message = N_("The agreement would end on {ends}, before it begins on {starts}.")
    hint = N_("Check both days.")


class AgreementEnded(Refused):
    """An agreement that no longer binds."""

    code = "agreements.ended"
    message = N_("The agreement {number} ended on {day}.")
    hint = N_("Conclude a new one.")


class NotYetBinding(Refused):
    """An agreement that does not bind yet."""

    code = "agreements.not_yet_binding"
    message = N_("The agreement {number} binds from {day} on.")
    hint = N_("Call on another enterprise, or wait.")


class NotPromised(Refused):
    """An item that the agreement does not name."""

    code = "agreements.not_promised"
    message = N_("The agreement {number} does not name {item}.")
    hint = N_("Look at the lines of the agreement.")


class MoreThanPromised(Refused):
    """More than the enterprise promised."""

    code = "agreements.more_than_promised"
    message = N_("{wanted} of {item} are named, but {promised} are left of what was promised.")
    hint = N_("Name less, or call on another enterprise too.")


class NeededBeforeCall(Refused):
    """Goods needed before they are called."""

    code = "agreements.needed_before_call"
    message = N_("The goods would be needed on {needed}, before they are called on {day}.")
    hint = N_("Check the day.")


class PromisedTwice(Refused):
    """An item in two lines where there must be one."""

    code = "agreements.promised_twice"
    message = N_("{item} stands in more than one line.")
    hint = N_("Put both into one line.")

"""What was asked for cannot be understood, or names nothing."""

from supplies.errors.base import Refused, Unreadable
from supplies.language import N_


class BadField(Unreadable):
    """A field does not hold what it should."""

    code = "request.bad_field"
    message = N_("{field}: {problem}.")
    hint = N_("Correct this field and try again.")


class BadRequest(Unreadable):
    """An action's JSON, or an argument, is malformed."""

    code = "request.malformed"
    message = N_("The request cannot be read: {problem}.")
    hint = N_("'supplies actions NAME' shows the form of each action.")


class UnknownAction(Unreadable):
    """No room knows an action of this name."""

    code = "request.unknown_action"
    message = N_("There is no action named {name}.")
    hint = N_("'supplies actions' lists them all.")


class UnknownRecord(Refused):
    """A code or id names nothing in this store."""

    code = "record.unknown"
    message = N_("{kind} {key} is not in this store.")
    hint = N_("Check the code, or record it first.")


class AlreadyThere(Refused):
    """A code that must be new is already in use; codes are never used twice."""

    code = "record.exists"
    message = N_("{kind} {key} already exists.")
    hint = N_("Choose another code: a code is never used twice.")

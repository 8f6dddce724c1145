"""Who may act."""

from supplies.errors.base import Refused, Unreadable
from supplies.language import N_


class PersonUnknown(Refused):
    """Nobody is recorded under a login."""

    code = "accounts.person_unknown"
    message = N_("Nobody here has the login {login}.")
    hint = N_("Choose a person who is recorded, or record this one first.")


class PersonInactive(Refused):
    """A person no longer acts."""

    code = "accounts.person_inactive"
    message = N_("{login} no longer acts here.")
    hint = N_("Choose another person.")


class CreditCodeWrong(Unreadable):
    """A unified social credit code with a slip in it."""

    code = "accounts.credit_code_wrong"
    message = N_("The check character of {text} does not fit the rest: something in it is wrong.")
    hint = N_("Compare it with the licence, character by character.")

"""Who may act, who may do what, and passwords."""

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


class OrganisationClosed(Refused):
    """An organisation is closed already."""

    code = "accounts.organisation_closed"
    message = N_("{name} is closed already.")
    hint = N_("Choose another organisation.")


# --- roles -----------------------------------------------------------------------------------------------------------


class RoleMissing(Refused):
    """A person does something for which a role is needed that they do not hold."""

    code = "accounts.role_missing"
    message = N_("This needs the role “{roles}”, which {login} does not hold.")
    hint = N_("Let somebody do it who holds the role, or ask {whom} for it.")


class RoleElsewhere(Refused):
    """A person holds the role that is needed, but for other depots only."""

    code = "accounts.role_elsewhere"
    message = N_("This needs the role “{roles}” for depot {depot}; {login} holds it for other depots only.")
    hint = N_("Let somebody of that depot do it, or ask {whom} for the role.")


class RolesApart(Refused):
    """A role is given to somebody who holds another one that forbids it."""

    code = "accounts.roles_apart"
    message = N_("“{role}” and “{other}” should not be held by one person: {source}.")
    hint = N_("Give the role to somebody else; where there is nobody, give the reason for the exception.")


class RoleHeld(Refused):
    """A role is given that the person holds."""

    code = "accounts.role_held"
    message = N_("{login} holds the role “{role}” already.")
    hint = N_("Look at the person's roles.")


class RoleNotHeld(Refused):
    """A role is taken away that the person does not hold in this form."""

    code = "accounts.role_not_held"
    message = N_("{login} does not hold the role “{role}” in this form.")
    hint = N_("A role is taken away as it was given: for the same depot, or for every depot.")


class LastAdministrator(Refused):
    """Without this person nobody could give rights any more."""

    code = "accounts.last_administrator"
    message = N_("{login} is the last city administrator who acts.")
    hint = N_("Make somebody else city administrator first.")


class OutOfReach(Refused):
    """An administrator of a depot deals with somebody who belongs to others too."""

    code = "accounts.out_of_reach"
    message = N_("{login} also works where you are not the administrator.")
    hint = N_("Ask {whom}.")


# --- passwords -------------------------------------------------------------------------------------------------------


class SignInRefused(Refused):
    """The password is wrong, or nobody has the login: which of the two is not said."""

    code = "accounts.sign_in_refused"
    message = N_("The login or the password is wrong.")
    hint = N_("Try again; after {attempts} wrong attempts in a row sign-in waits {minutes} minutes.")


class PersonLocked(Refused):
    """Too many attempts were refused in a row."""

    code = "accounts.person_locked"
    message = N_("{login} cannot sign in until {until}: too many wrong passwords.")
    hint = N_("Wait until then, or ask an administrator to reset the password.")


class PasswordNeeded(Refused):
    """A person has a password, and none was given."""

    code = "accounts.password_needed"
    message = N_("{login} has a password, and none was given.")
    hint = N_("Give it on a terminal, or in the environment variable SUPPLIES_PASSWORD.")


class PasswordMustChange(Refused):
    """A person goes on with a password that somebody else has set."""

    code = "accounts.password_must_change"
    message = N_("The password of {login} was set by somebody else.")
    hint = N_("Set your own first: when signing in to the desktop, or with “supplies user passwd”.")


class PasswordLength(Refused):
    """A password is shorter or longer than is allowed."""

    code = "accounts.password_length"
    message = N_("A password has {least} to {most} characters.")
    hint = N_("A sentence that only you know is easy to remember.")


class PasswordGuessable(Refused):
    """A password is the login or the name itself, or one of the commonest."""

    code = "accounts.password_guessable"
    message = N_("This password is one of the first that anybody would try.")
    hint = N_("Take a sentence that only you know.")


class PasswordsDiffer(Refused):
    """A new password was typed differently the second time."""

    code = "accounts.passwords_differ"
    message = N_("The two passwords are not the same.")
    hint = N_("Type the new password again.")

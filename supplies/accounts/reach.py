"""How far an administrator's hand reaches: those of every depot to everybody, one of a depot to its own people."""

from sqlalchemy import exists, select

from supplies.accounts.actions import EVERY_DEPOT
from supplies.accounts.permissions import (
    ADMINISTRATORS,
    Standing,
    administrators,
    holds,
    lacking,
    standing,
    unfit,
    whom,
)
from supplies.errors import LastAdministrator, OutOfReach, UnknownRecord
from supplies.journal.action import Context
from supplies.language import _
from supplies.models.accounts import Person, PersonRole, Role
from supplies.values import Login

_CITY = frozenset({Role.CITY_ADMIN})


def require_person(context: Context, login: Login) -> Standing:
    """Return how somebody stands.

    Raises:
        UnknownRecord: nobody has this login.
    """
    person = standing(context.connection, login)
    if person is None:
        raise UnknownRecord(kind=_("Person"), key=login)
    return person


def require_reach(context: Context, login: Login) -> Standing:
    """Return how somebody stands whom the actor is to deal with.

    Raises:
        UnknownRecord: nobody has this login.
        OutOfReach: an administrator of a depot deals with their own people only, nobody but a city administrator
            with one.
    """
    person = require_person(context, login)
    actor = require_person(context, context.actor)
    if holds(actor, _CITY, EVERY_DEPOT):
        return person
    depots = {depot for _role, depot in person.held}
    is_city_admin = holds(person, _CITY, None)
    if is_city_admin or not all(holds(actor, ADMINISTRATORS, depot) for depot in depots):
        raise OutOfReach(login=login, whom=whom(administrators(context.connection), EVERY_DEPOT))
    return person


def require_administrator(context: Context) -> None:
    """Refuse an actor who administers nothing, or may do nothing at present.

    Raises:
        PasswordMustChange: somebody else set the actor's password.
        RoleMissing: the actor administers no depot.
    """
    actor = require_person(context, context.actor)
    error = unfit(actor) or lacking(actor, ADMINISTRATORS, None, administrators(context.connection))
    if error is not None:
        raise error


def refuse_last_administrator(context: Context, person: Standing) -> None:
    """Refuse to lose the last city administrator who acts.

    Raises:
        LastAdministrator: the person is that one.
    """
    if not (person.is_active and holds(person, _CITY, None)):
        return
    others = select(
        exists()
        .where(PersonRole.role == Role.CITY_ADMIN, PersonRole.login != person.login)
        .where(Person.login == PersonRole.login, Person.is_active)
    )
    if not context.connection.scalar(others):
        raise LastAdministrator(login=person.login)

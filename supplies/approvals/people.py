"""Who is who in an approval: the one place that asks the people's room about roles."""

from sqlalchemy import Connection, select

from supplies.accounts import permissions
from supplies.accounts.permissions import Held
from supplies.accounts.rules import check_actor
from supplies.models.accounts import Person, Role
from supplies.values import DepotCode, Login

__all__ = ["check_actor", "held_by", "holds", "name_of"]


def holds(connection: Connection, login: Login, role: Role, depot: DepotCode | None) -> bool:
    """Return whether somebody who acts holds a role for a depot; for what is of no depot, for any."""
    person = permissions.standing(connection, login)
    return person is not None and person.is_active and permissions.holds(person, {role}, depot)


def held_by(connection: Connection, login: Login) -> frozenset[Held]:
    """Return the roles that somebody holds, each with its depot; an empty depot is every depot."""
    person = permissions.standing(connection, login)
    return frozenset() if person is None else person.held


def name_of(connection: Connection, login: Login) -> str:
    """Return somebody's name."""
    return connection.scalar(select(Person.name).where(Person.login == login)) or login

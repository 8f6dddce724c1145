"""Who may do what: the same answer for the guard of the journal and for a button that is not to be pressed in vain.

A role that is held for every depot counts everywhere. One that is held for a single depot counts for what is done in
that depot, and for what belongs to no depot at all, such as recording a supplier. An action for every depot needs the
role for every depot.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from sqlalchemy import Connection, and_, bindparam, select

from supplies.accounts.actions import EVERY_DEPOT
from supplies.accounts.words import role_names
from supplies.errors import PasswordMustChange, PersonInactive, PersonUnknown, RoleElsewhere, RoleMissing, SuppliesError
from supplies.language import _
from supplies.models.accounts import Person, PersonRole, Role
from supplies.prepared import Prepared
from supplies.values import DepotCode, Login

ADMINISTRATORS = frozenset({Role.CITY_ADMIN, Role.DEPOT_ADMIN})
"""Who gives roles."""

OPEN_TO_ALL = frozenset({"accounts.sign_in", "accounts.set_password", "journal.found_store"})
"""What wants no role: coming in, one's own password, and the beginning of a store."""

Held: TypeAlias = tuple[Role, DepotCode]
"""A role, and the depot for which it is held; empty for every depot."""

_STANDING = Prepared(
    select(
        Person.is_active,
        Person.must_change,
        Person.password_hash.is_not(None).label("has_password"),
        PersonRole.role,
        PersonRole.depot_code,
    )
    .outerjoin(PersonRole, PersonRole.login == Person.login)
    .where(Person.login == bindparam("login"))
)


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether a person acts, and in which roles."""

    login: Login
    is_active: bool
    must_change: bool
    has_password: bool
    held: frozenset[Held]


@dataclass(frozen=True, slots=True)
class Administrator:
    """Somebody who can give roles for a depot, or for every depot."""

    name: str
    depot: DepotCode


@dataclass(frozen=True, slots=True)
class Permissions:
    """What a person may do, as far as it is known without asking the store again."""

    login: Login
    standing: Standing | None
    roles: Mapping[str, frozenset[Role]]
    """The roles of which each action wants one, by the action's name; see ``wanted``."""
    administrators: tuple[Administrator, ...]

    def may(self, action: str, depot: DepotCode | None = None) -> SuppliesError | None:
        """Return why an action would be refused; None where nothing that is known here stands against it.

        Args:
            action: its name, such as ``stock.issue``.
            depot: where; None where that is not known yet, or the action belongs to no depot.
        """
        standing = self.standing
        if standing is None:
            return PersonUnknown(login=self.login)
        error = unfit(standing)
        if error is not None:
            return error
        return lacking(standing, wanted(action, self.roles.get(action, frozenset())), depot, self.administrators)


def wanted(action: str, roles: frozenset[Role]) -> frozenset[Role]:
    """Return the roles of which an action wants one: any at all, where only its own rule knows which."""
    return roles or (frozenset() if action in OPEN_TO_ALL else frozenset(Role))


def standing(connection: Connection, login: Login) -> Standing | None:
    """Return how somebody stands; None where nobody has the login. One statement: every posting asks."""
    rows = _STANDING.rows(connection, login=login)
    if not rows:
        return None
    held = frozenset((role, depot) for *_person, role, depot in rows if role is not None)
    is_active, must_change, has_password, *_role = rows[0]
    return Standing(login, is_active, must_change, bool(has_password), held)


def unfit(person: Standing) -> SuppliesError | None:
    """Return why somebody may do nothing at all at present; None where they may."""
    if not person.is_active:
        return PersonInactive(login=person.login)
    if person.must_change:
        return PasswordMustChange(login=person.login)
    return None


def holds(person: Standing, wanted: Collection[Role], depot: DepotCode | None) -> bool:
    """Return whether somebody holds one of the roles where it counts."""
    depots = {where for role, where in person.held if role in wanted}
    return EVERY_DEPOT in depots or (bool(depots) and (depot is None or depot in depots))


def overlaps(one: DepotCode, other: DepotCode) -> bool:
    """Return whether two roles, by the depots they are held for, have a depot in common."""
    return one == other or EVERY_DEPOT in {one, other}


def lacking(
    person: Standing, wanted: Collection[Role], depot: DepotCode | None, known: Collection[Administrator]
) -> SuppliesError | None:
    """Return which role somebody lacks, and whom to ask for it; None where none is wanted or one is held."""
    if not wanted or holds(person, wanted, depot):
        return None
    return missing(person, wanted, depot, known)


def missing(
    person: Standing, wanted: Collection[Role], depot: DepotCode | None, known: Collection[Administrator]
) -> SuppliesError:
    """Return that somebody lacks a role, or holds it for other depots only, and whom to ask for it."""
    roles, ask = role_names(wanted), whom(known, depot)
    if any(role in wanted for role, _depot in person.held):
        return RoleElsewhere(roles=roles, login=person.login, depot=depot or _("every depot"), whom=ask)
    return RoleMissing(roles=roles, login=person.login, whom=ask)


def administrators(connection: Connection) -> tuple[Administrator, ...]:
    """Return who can give roles, those of every depot first."""
    statement = (
        select(Person.name, PersonRole.depot_code)
        .join(PersonRole, and_(PersonRole.login == Person.login, PersonRole.role.in_(ADMINISTRATORS)))
        .where(Person.is_active)
        .order_by(PersonRole.depot_code, Person.name)
    )
    rows = dict.fromkeys((name, depot) for name, depot in connection.execute(statement))
    return tuple(Administrator(name, depot) for name, depot in rows)


def whom(known: Collection[Administrator], depot: DepotCode | None) -> str:
    """Return the names of those who can help with a depot, or of those for every depot where it is about none."""
    names = [each.name for each in known if each.depot in {depot, EVERY_DEPOT}]
    return _(" or ").join(dict.fromkeys(names)) or _("the administrator")

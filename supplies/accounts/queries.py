"""Who there is: frozen rows of sites, organisations and people."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from supplies.accounts.permissions import overlaps
from supplies.models.accounts import Level, Organisation, OrganisationKind, Person, PersonRole, Role, RoleConflict, Site
from supplies.values import DepotCode, Login, OrganisationCode, SiteId


@dataclass(frozen=True, slots=True)
class SiteRow:
    """An installation that writes a journal."""

    site_id: SiteId
    name: str
    level: Level


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody who acts."""

    login: Login
    name: str
    site_id: SiteId
    is_active: bool
    has_password: bool = False
    must_change: bool = False


@dataclass(frozen=True, slots=True)
class RoleRow:
    """A role that somebody holds."""

    role: Role
    depot: DepotCode
    """Empty for every depot."""
    reason: str
    """Why it was given though another one forbids it."""
    seq: int
    """The entry that gave it."""


@dataclass(frozen=True, slots=True)
class ConflictRow:
    """Two roles that are kept apart, and the law or rule that says so."""

    role: Role
    other: Role
    source: str


@dataclass(frozen=True, slots=True)
class PersonStanding:
    """Somebody who acts, with all that an administrator looks at."""

    login: Login
    name: str
    site_id: SiteId
    is_active: bool
    has_password: bool
    must_change: bool
    failed_count: int
    failed_at: datetime | None
    signed_in_at: datetime | None
    roles: tuple[RoleRow, ...]
    apart: tuple[ConflictRow, ...]
    """Which of the roles should not be held by one person."""


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """A body that owns, manages, supplies, gives or receives goods."""

    code: OrganisationCode
    name: str
    kind: OrganisationKind
    level: Level | None
    pinyin: str
    credit_code: str | None = None
    is_active: bool = True


def sites(connection: Connection) -> list[SiteRow]:
    """Return every site, by code."""
    statement = select(Site.site_id, Site.name, Site.level).order_by(Site.site_id)
    return [SiteRow(*row) for row in connection.execute(statement)]


def people(connection: Connection) -> list[PersonRow]:
    """Return everybody, by login."""
    columns = (Person.login, Person.name, Person.site_id, Person.is_active)
    statement = select(*columns, Person.password_hash.is_not(None), Person.must_change).order_by(Person.login)
    return [PersonRow(*row) for row in connection.execute(statement)]


def role_conflicts(connection: Connection) -> list[ConflictRow]:
    """Return which roles are kept apart, in the order of the list of roles."""
    order = list(Role)
    statement = select(RoleConflict.role_a, RoleConflict.role_b, RoleConflict.source)
    rows = []
    for role_a, role_b, source in connection.execute(statement):
        role, other = sorted((role_a, role_b), key=order.index)
        rows.append(ConflictRow(role, other, source))
    return sorted(rows, key=lambda row: (order.index(row.role), order.index(row.other)))


def people_standings(connection: Connection) -> list[PersonStanding]:
    """Return everybody with their roles, by login."""
    conflicts = role_conflicts(connection)
    held: dict[Login, list[RoleRow]] = defaultdict(list)
    statement = select(PersonRole.login, PersonRole.role, PersonRole.depot_code, PersonRole.reason, PersonRole.seq)
    for login, role, depot, reason, seq in connection.execute(statement):
        held[login].append(RoleRow(role, depot, reason, seq))
    columns = (
        Person.login,
        Person.name,
        Person.site_id,
        Person.is_active,
        Person.password_hash.is_not(None),
        Person.must_change,
        Person.failed_count,
        Person.failed_at,
        Person.signed_in_at,
    )
    found = []
    for row in connection.execute(select(*columns).order_by(Person.login)):
        roles = tuple(sorted(held[row.login], key=_role_order))
        found.append(PersonStanding(*row, roles, _held_apart(roles, conflicts)))
    return found


def _role_order(row: RoleRow) -> tuple[int, str]:
    """Return where a role stands among a person's: in the order of the list of roles, then by depot."""
    return list(Role).index(row.role), row.depot


def _held_apart(roles: Sequence[RoleRow], conflicts: Sequence[ConflictRow]) -> tuple[ConflictRow, ...]:
    """Return the pairs that a person holds for a depot in common."""
    return tuple(
        conflict
        for conflict in conflicts
        if any(
            overlaps(one.depot, other.depot)
            for one in roles
            if one.role is conflict.role
            for other in roles
            if other.role is conflict.other
        )
    )


def organisations(connection: Connection) -> list[OrganisationRow]:
    """Return every organisation, by code."""
    columns = [getattr(Organisation, name) for name in OrganisationRow.__dataclass_fields__]
    return [OrganisationRow(*row) for row in connection.execute(select(*columns).order_by(Organisation.code))]

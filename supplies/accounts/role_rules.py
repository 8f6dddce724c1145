"""Whether a role may be given or taken away, and which roles are kept apart."""

from collections.abc import Iterator

from sqlalchemy import select

from supplies.accounts.actions import EVERY_DEPOT, GrantRole, RevokeRole, SetRoleConflicts
from supplies.accounts.permissions import Standing, holds, overlaps, standing
from supplies.accounts.reach import refuse_last_administrator, require_person, require_reach
from supplies.accounts.words import role_name
from supplies.errors import BadField, PersonInactive, RoleHeld, RoleMissing, RoleNotHeld, RolesApart, UnknownRecord
from supplies.journal.action import Context
from supplies.language import _
from supplies.models.accounts import Role, RoleConflict
from supplies.models.stock import Depot

_CITY = frozenset({Role.CITY_ADMIN})
_CITY_WIDE = frozenset({Role.CITY_ADMIN, Role.FINANCE, Role.BUYER})
"""What these look after belongs to no depot: money, tenders, the catalogue."""


def check_grant(context: Context, action: GrantRole) -> None:
    """Refuse a role that is held, that another one forbids, or that the actor cannot give.

    The first role of a store is the city administrator's, whom nobody else could name.
    """
    person = require_person(context, action.login)
    if not person.is_active:
        raise PersonInactive(login=action.login)
    _check_place(context, action)
    if action.role is Role.CITY_ADMIN:
        _require_city_administrator(context)
    if {(action.role, action.depot), (action.role, EVERY_DEPOT)} & person.held:
        raise RoleHeld(login=action.login, role=role_name(action.role))
    if not action.exception.strip():
        _refuse_conflict(context, person, action)


def check_revoke(context: Context, action: RevokeRole) -> None:
    """Refuse a role that is not held so, and to strip the last city administrator."""
    person = require_reach(context, action.login)
    if (action.role, action.depot) not in person.held:
        raise RoleNotHeld(login=action.login, role=role_name(action.role))
    if action.role is Role.CITY_ADMIN:
        refuse_last_administrator(context, person)


def check_conflicts(context: Context, action: SetRoleConflicts) -> None:  # noqa: ARG001 - the form of every rule
    """Refuse a role that would be kept apart from itself, and a pair that is named twice."""
    pairs = [frozenset({pair.role, pair.other}) for pair in action.pairs]
    if any(len(pair) == 1 for pair in pairs):
        raise BadField(field=_("Roles kept apart"), problem=_("a role cannot be kept apart from itself"))
    if len(set(pairs)) != len(pairs):
        raise BadField(field=_("Roles kept apart"), problem=_("a pair is named twice"))


def _check_place(context: Context, action: GrantRole) -> None:
    """Refuse a depot that is not recorded, and a single depot for what belongs to none."""
    if action.depot == EVERY_DEPOT:
        return
    if action.role in _CITY_WIDE:
        raise BadField(field=_("Depot"), problem=_("this role is held for every depot"))
    if context.connection.scalar(select(Depot.code).where(Depot.code == action.depot)) is None:
        raise UnknownRecord(kind=_("Depot"), key=action.depot)


def _require_city_administrator(context: Context) -> None:
    """Let only city administrators name one; the first person of a store, who holds nothing, names themselves."""
    actor = standing(context.connection, context.actor)
    if actor is not None and actor.held and not holds(actor, _CITY, EVERY_DEPOT):
        name = role_name(Role.CITY_ADMIN)
        raise RoleMissing(roles=name, login=context.actor, whom=name)


def _refuse_conflict(context: Context, person: Standing, action: GrantRole) -> None:
    """Refuse a role that another one the person holds forbids."""
    for other, source in _forbidding(context, action.role):
        if any(held[0] is other and overlaps(held[1], action.depot) for held in person.held):
            raise RolesApart(role=role_name(action.role), other=role_name(other), source=source)


def _forbidding(context: Context, role: Role) -> Iterator[tuple[Role, str]]:
    """Yield the roles that are kept apart from one, and the source of it."""
    for role_a, role_b, source in context.connection.execute(
        select(RoleConflict.role_a, RoleConflict.role_b, RoleConflict.source).order_by(
            RoleConflict.role_a, RoleConflict.role_b
        )
    ):
        if role in {role_a, role_b}:
            yield (role_b if role == role_a else role_a), source

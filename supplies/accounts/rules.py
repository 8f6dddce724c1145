"""Whether something may happen to sites, organisations and people, and who may act at all."""

from typing import Any

from sqlalchemy import exists, or_, select

from supplies.accounts.actions import (
    EVERY_DEPOT,
    AddOrganisation,
    AddPerson,
    CloseOrganisation,
    DeactivatePerson,
    GrantRole,
    OpenSite,
    ReactivatePerson,
)
from supplies.accounts.credit_code import is_credit_code
from supplies.accounts.permissions import Standing, administrators, holds, missing, standing, unfit, wanted
from supplies.accounts.reach import refuse_last_administrator, require_reach
from supplies.errors import AlreadyThere, BadField, OrganisationClosed, PersonInactive, PersonUnknown, UnknownRecord
from supplies.journal.action import Action, Context, Procedure
from supplies.journal.store_actions import FoundStore
from supplies.language import _
from supplies.models.accounts import Level, Organisation, Person, PersonRole, Role, Site

_SETTING_UP = (FoundStore, OpenSite, AddPerson, GrantRole)


def check_actor(context: Context, procedure: Procedure[Any], action: Action) -> None:
    """Let only those act who are recorded, active, and hold a role that the action wants.

    Coming in and setting one's own password is open to everybody who is recorded and active; whoever holds no role
    at all does nothing else. Until somebody holds one, a store may only be set up.

    Raises:
        PersonUnknown: nobody has this login.
        PersonInactive: the person no longer acts.
        PasswordMustChange: somebody else set the person's password.
        RoleMissing: the person holds none of the roles.
        RoleElsewhere: the person holds one, for other depots only.
    """
    person = standing(context.connection, context.actor)
    if person is None:
        if _is_setting_up(action) and _is_nobody_recorded(context):
            return
        raise PersonUnknown(login=context.actor)
    if not person.is_active:
        raise PersonInactive(login=context.actor)
    roles = wanted(procedure.name, procedure.roles)
    if roles:
        _check_roles(context, person, procedure, action, roles)


def _check_roles(
    context: Context, person: Standing, procedure: Procedure[Any], action: Action, roles: frozenset[Role]
) -> None:
    """Refuse what wants a role that the person does not hold; where it is done is asked only if that matters."""
    error = unfit(person)
    if error is not None:
        raise error
    if holds(person, roles, EVERY_DEPOT):
        return
    depot = procedure.depot(context, action)
    if holds(person, roles, depot):
        return
    if _is_setting_up(action) and _is_nobody_in_charge(context):
        return
    raise missing(person, roles, depot, administrators(context.connection))


def _is_setting_up(action: Action) -> bool:
    """Return whether an action may stand at the beginning of a store; its first role is the one that gives others."""
    return isinstance(action, _SETTING_UP) and not (
        isinstance(action, GrantRole) and action.role is not Role.CITY_ADMIN
    )


def _is_nobody_recorded(context: Context) -> bool:
    """Return whether the store has no people yet."""
    return not context.connection.scalar(select(exists(select(Person.login))))


def _is_nobody_in_charge(context: Context) -> bool:
    """Return whether nobody holds any role yet: the first person of a store gives themselves the first one."""
    return not context.connection.scalar(select(exists(select(PersonRole.login))))


def check_open_site(context: Context, action: OpenSite) -> None:
    """Refuse a code that is in use, and a level that keeps no site."""
    if action.level not in {Level.CITY, Level.COUNTY}:
        raise BadField(field=_("Level"), problem=_("a site is a city's or a county's"))
    if context.has(Site.site_id == action.code):
        raise AlreadyThere(kind=_("Site"), key=action.code)


def check_add_person(context: Context, action: AddPerson) -> None:
    """Refuse a login that is in use, and a site that is not recorded."""
    if context.has(Person.login == action.login):
        raise AlreadyThere(kind=_("Person"), key=action.login)
    if not context.has(Site.site_id == action.site_id):
        raise UnknownRecord(kind=_("Site"), key=action.site_id)


def check_deactivate(context: Context, action: DeactivatePerson) -> None:
    """Refuse somebody who is not there or acts no more, the last administrator, and people of other depots."""
    person = require_reach(context, action.login)
    if not person.is_active:
        raise PersonInactive(login=action.login)
    refuse_last_administrator(context, person)


def check_reactivate(context: Context, action: ReactivatePerson) -> None:
    """Refuse somebody who is not there or acts already, and people of other depots."""
    person = require_reach(context, action.login)
    if person.is_active:
        raise AlreadyThere(kind=_("Active person"), key=action.login)


def check_add_organisation(context: Context, action: AddOrganisation) -> None:
    """Refuse a code, name or credit code that is in use, and a credit code that cannot be right."""
    if action.credit_code is not None and not is_credit_code(action.credit_code):
        raise BadField(field=_("Unified social credit code"), problem=_("the check character is wrong"))
    same = or_(Organisation.code == action.code, Organisation.name == action.name)
    if action.credit_code is not None:
        same = or_(same, Organisation.credit_code == action.credit_code)
    if context.has(same):
        raise AlreadyThere(kind=_("Organisation"), key=f"{action.code} {action.name}")


def check_close_organisation(context: Context, action: CloseOrganisation) -> None:
    """Refuse an organisation that is not there, or closed already."""
    found = context.connection.execute(
        select(Organisation.name, Organisation.is_active).where(Organisation.code == action.code)
    ).first()
    if found is None:
        raise UnknownRecord(kind=_("Organisation"), key=action.code)
    if not found.is_active:
        raise OrganisationClosed(name=found.name)

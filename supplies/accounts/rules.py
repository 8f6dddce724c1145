"""Whether something may happen to sites, organisations and people, and who may act at all."""

from typing import Any

from sqlalchemy import bindparam, exists, or_, select

from supplies.accounts.actions import AddOrganisation, AddPerson, OpenSite
from supplies.accounts.credit_code import is_credit_code
from supplies.errors import AlreadyThere, BadField, PersonInactive, PersonUnknown, UnknownRecord
from supplies.journal.action import Action, Context, Procedure
from supplies.journal.store_actions import FoundStore
from supplies.language import _
from supplies.models.accounts import Level, Organisation, Person, Site
from supplies.prepared import Prepared

_IS_ACTIVE = Prepared(select(Person.is_active).where(Person.login == bindparam("login")))


def check_actor(context: Context, _procedure: Procedure[Any], action: Action) -> None:
    """Let only recorded, active people act; until somebody is recorded, a store may only be set up.

    Raises:
        PersonUnknown: nobody has this login.
        PersonInactive: the person no longer acts.
    """
    is_active = _IS_ACTIVE.scalar(context.connection, login=context.actor)
    if is_active:
        return
    if is_active is not None:
        raise PersonInactive(login=context.actor)
    is_setting_up = isinstance(action, FoundStore | OpenSite | AddPerson)
    if not is_setting_up or context.connection.scalar(select(exists(select(Person.login)))):
        raise PersonUnknown(login=context.actor)


def check_open_site(context: Context, action: OpenSite) -> None:
    """Refuse a code that is in use, and a level that keeps no site."""
    if action.level not in {Level.CITY, Level.COUNTY}:
        raise BadField(field=_("Level"), problem=_("a site is a city's or a county's"))
    if context.connection.scalar(select(exists().where(Site.site_id == action.code))):
        raise AlreadyThere(kind=_("Site"), key=action.code)


def check_add_person(context: Context, action: AddPerson) -> None:
    """Refuse a login that is in use, and a site that is not recorded."""
    if context.connection.scalar(select(exists().where(Person.login == action.login))):
        raise AlreadyThere(kind=_("Person"), key=action.login)
    if not context.connection.scalar(select(exists().where(Site.site_id == action.site_id))):
        raise UnknownRecord(kind=_("Site"), key=action.site_id)


def check_add_organisation(context: Context, action: AddOrganisation) -> None:
    """Refuse a code, name or credit code that is in use, and a credit code that cannot be right."""
    if action.credit_code is not None and not is_credit_code(action.credit_code):
        raise BadField(field=_("Unified social credit code"), problem=_("the check character is wrong"))
    same = or_(Organisation.code == action.code, Organisation.name == action.name)
    if action.credit_code is not None:
        same = or_(same, Organisation.credit_code == action.credit_code)
    if context.connection.scalar(select(exists().where(same))):
        raise AlreadyThere(kind=_("Organisation"), key=f"{action.code} {action.name}")

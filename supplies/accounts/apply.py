"""What follows from the actions on sites, organisations, people, their roles and their passwords."""

from typing import Any

from sqlalchemy import delete, insert, select, update

from supplies.accounts.actions import (
    AddOrganisation,
    AddPerson,
    CloseOrganisation,
    DeactivatePerson,
    GrantRole,
    OpenSite,
    ReactivatePerson,
    RevokeRole,
    SetPassword,
    SetRoleConflicts,
    SetSignInPolicy,
    SignIn,
)
from supplies.accounts.sign_in import policy_of
from supplies.journal.action import Context
from supplies.models.accounts import Organisation, Person, PersonRole, RoleConflict, SignInPolicy, Site
from supplies.values import Login


def open_site(context: Context, action: OpenSite) -> None:
    """Write the site."""
    values = {"site_id": action.code, "name": action.name, "level": action.level, "seq": context.seq}
    context.connection.execute(insert(Site), values)


def add_person(context: Context, action: AddPerson) -> None:
    """Write the person, who may sign in from now on, without a password and without a role."""
    values = {
        "login": action.login,
        "name": action.name,
        "site_id": action.site_id,
        "is_active": True,
        "must_change": False,
        "failed_count": 0,
        "seq": context.seq,
    }
    context.connection.execute(insert(Person), values)


def deactivate(context: Context, action: DeactivatePerson) -> None:
    """Note that the person acts no more; the roles stay, for the day of their return."""
    _update_person(context, action.login, is_active=False)


def reactivate(context: Context, action: ReactivatePerson) -> None:
    """Note that the person acts again."""
    _update_person(context, action.login, is_active=True)


def grant(context: Context, action: GrantRole) -> None:
    """Write the role."""
    values = {
        "login": action.login,
        "role": action.role,
        "depot_code": action.depot,
        "reason": action.exception.strip(),
        "seq": context.seq,
    }
    context.connection.execute(insert(PersonRole), values)


def revoke(context: Context, action: RevokeRole) -> None:
    """Remove the role."""
    context.connection.execute(
        delete(PersonRole).where(
            PersonRole.login == action.login, PersonRole.role == action.role, PersonRole.depot_code == action.depot
        )
    )


def set_conflicts(context: Context, action: SetRoleConflicts) -> None:
    """Write the pairs in place of those before, each with its roles in alphabetical order."""
    context.connection.execute(delete(RoleConflict))
    rows = []
    for pair in action.pairs:
        role_a, role_b = sorted((pair.role, pair.other))
        rows.append({"role_a": role_a, "role_b": role_b, "source": pair.source, "seq": context.seq})
    if rows:
        context.connection.execute(insert(RoleConflict), rows)


def set_password(context: Context, action: SetPassword) -> None:
    """Write the hash; what was refused before counts no more."""
    _update_person(
        context,
        action.login,
        password_hash=action.password_hash,
        must_change=action.must_change,
        failed_count=0,
        failed_at=None,
    )


def sign_in(context: Context, action: SignIn) -> None:
    """Note when somebody came in; or count the refused attempts in a row, anew once sign-in has waited."""
    if action.is_accepted:
        _update_person(context, context.actor, failed_count=0, failed_at=None, signed_in_at=context.recorded_at)
        return
    before = context.connection.scalar(select(Person.failed_count).where(Person.login == context.actor)) or 0
    has_waited = before >= policy_of(context.connection).attempts
    count = 1 if has_waited else before + 1
    _update_person(context, context.actor, failed_count=count, failed_at=context.recorded_at)


def set_policy(context: Context, action: SetSignInPolicy) -> None:
    """Write the policy in place of the one before."""
    values = {"attempts": action.attempts, "lock_minutes": action.lock_minutes, "seq": context.seq}
    context.connection.execute(delete(SignInPolicy))
    context.connection.execute(insert(SignInPolicy), {"only_row": 1, **values})


def add_organisation(context: Context, action: AddOrganisation) -> None:
    """Write the organisation."""
    values = {
        "code": action.code,
        "name": action.name,
        "kind": action.kind,
        "level": action.level,
        "credit_code": action.credit_code,
        "pinyin": action.pinyin,
        "is_active": True,
        "seq": context.seq,
    }
    context.connection.execute(insert(Organisation), values)


def close_organisation(context: Context, action: CloseOrganisation) -> None:
    """Note that the organisation is offered no more."""
    statement = update(Organisation).where(Organisation.code == action.code)
    context.connection.execute(statement.values(is_active=False, seq=context.seq))


def _update_person(context: Context, login: Login, **values: Any) -> None:  # noqa: ANN401 - of any column
    """Change a person's row."""
    context.connection.execute(update(Person).where(Person.login == login).values(seq=context.seq, **values))

"""What can happen to sites, organisations, people, their roles and their passwords."""

from typing import Annotated

import msgspec

from supplies.journal.action import END, Action
from supplies.models.accounts import Level, OrganisationKind, Role
from supplies.values import DepotCode, Login, OrganisationCode, SiteId

__all__ = [
    "EVERY_DEPOT",
    "AddOrganisation",
    "AddPerson",
    "CloseOrganisation",
    "DeactivatePerson",
    "GrantRole",
    "Level",
    "OpenSite",
    "OrganisationKind",
    "ReactivatePerson",
    "RevokeRole",
    "Role",
    "RolePair",
    "SetPassword",
    "SetRoleConflicts",
    "SetSignInPolicy",
    "SignIn",
]

EVERY_DEPOT = DepotCode("")
"""What stands in place of a depot where a role is held for all of them."""

Name = Annotated[str, msgspec.Meta(min_length=1, max_length=100, pattern=r"^\S(.*\S)?" + END)]
Why = Annotated[str, msgspec.Meta(max_length=500)]
Reason = Annotated[str, msgspec.Meta(min_length=1, max_length=500, pattern=r"^\S(.*\S)?" + END)]
PasswordHash = Annotated[
    str,
    msgspec.Meta(
        pattern=r"^\$argon2id\$v=19\$m=[0-9]{1,7},t=[0-9]{1,2},p=[0-9]{1,2}\$[A-Za-z0-9+/]{16,64}\$[A-Za-z0-9+/]{32,128}"
        + END
    ),
]
"""As argon2 writes it, with its parameters and its salt."""


class OpenSite(Action, frozen=True, kw_only=True, tag="accounts.open_site"):
    """Record an installation that writes a journal: the city bureau or a county depot."""

    code: Annotated[SiteId, msgspec.Meta(pattern="^[A-Z0-9]{2,8}" + END)]
    name: Name
    level: Level


class AddPerson(Action, frozen=True, kw_only=True, tag="accounts.add_person"):
    """Record somebody who acts at a site."""

    login: Annotated[Login, msgspec.Meta(pattern="^[a-z0-9][a-z0-9._-]{0,31}" + END)]
    name: Name
    site_id: SiteId


class DeactivatePerson(Action, frozen=True, kw_only=True, tag="accounts.deactivate_person"):
    """Let somebody act no more, such as one who has left; what they did stays theirs."""

    login: Login
    reason: Reason


class ReactivatePerson(Action, frozen=True, kw_only=True, tag="accounts.reactivate_person"):
    """Let somebody act again, with the roles held before."""

    login: Login
    reason: Reason


class GrantRole(Action, frozen=True, kw_only=True, tag="accounts.grant_role"):
    """Give somebody a role, for one depot or for every depot."""

    login: Login
    role: Role
    depot: DepotCode = EVERY_DEPOT
    """Empty: for every depot."""
    exception: Why = ""
    """Why the role is given though another one that the person holds forbids it, such as in a small depot."""


class RevokeRole(Action, frozen=True, kw_only=True, tag="accounts.revoke_role"):
    """Take a role away again, as it was given."""

    login: Login
    role: Role
    depot: DepotCode = EVERY_DEPOT
    reason: Why = ""


class RolePair(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Two roles that one person should not hold, and the law or rule that says so."""

    role: Role
    other: Role
    source: Reason


class SetRoleConflicts(Action, frozen=True, kw_only=True, tag="accounts.set_role_conflicts"):
    """Say which roles are to be kept apart from now on; this replaces what was said before."""

    pairs: tuple[RolePair, ...]


class SetPassword(Action, frozen=True, kw_only=True, tag="accounts.set_password"):
    """Set a person's password: their own, or by an administrator one that has to be changed at once."""

    login: Login
    password_hash: PasswordHash
    """Made where the action is made; the password itself is kept nowhere."""
    must_change: bool = False


class SignIn(Action, frozen=True, kw_only=True, tag="accounts.sign_in"):
    """An attempt of whoever acts to sign in with a password."""

    is_accepted: bool


class SetSignInPolicy(Action, frozen=True, kw_only=True, tag="accounts.set_sign_in_policy"):
    """Say after how many refused attempts in a row sign-in waits, and for how long."""

    attempts: Annotated[int, msgspec.Meta(ge=3, le=100)]
    lock_minutes: Annotated[int, msgspec.Meta(ge=1, le=1440)]


class AddOrganisation(Action, frozen=True, kw_only=True, tag="accounts.add_organisation"):
    """Record a body that owns, manages, supplies, gives or receives goods."""

    code: Annotated[OrganisationCode, msgspec.Meta(pattern="^[A-Z0-9]{2,18}" + END)]
    name: Name
    kind: OrganisationKind
    level: Level | None = None
    credit_code: str | None = None
    """The unified social credit code (GB 32100-2015), 18 characters, checked; None is unknown."""
    pinyin: str = ""
    """Initials for search, made where the action is made."""


class CloseOrganisation(Action, frozen=True, kw_only=True, tag="accounts.close_organisation"):
    """Offer an organisation no more, such as one that was dissolved; what it did stays its own."""

    code: OrganisationCode
    reason: Reason

"""Signing in: when it waits, and whether a password may be set."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, select

from supplies.accounts.actions import SetPassword, SignIn
from supplies.accounts.defaults import ATTEMPTS, LOCK_MINUTES
from supplies.accounts.reach import require_administrator, require_reach
from supplies.errors import BadField, PersonLocked
from supplies.journal.action import Context
from supplies.language import _
from supplies.models.accounts import Person, SignInPolicy
from supplies.values import Login

_PARAMETERS = re.compile(r"\$m=(\d+),t=(\d+),p=(\d+)\$")
_BOUNDS = ((19 * 1024, 1024 * 1024), (1, 10), (1, 16))
"""Of memory in KiB, passes and lanes: less is soon guessed (OWASP), more would keep the person out."""


@dataclass(frozen=True, slots=True)
class Policy:
    """After how many refused attempts in a row sign-in waits, and for how long."""

    attempts: int
    lock_minutes: int


@dataclass(frozen=True, slots=True)
class Door:
    """What is known of somebody at the door."""

    name: str
    is_active: bool
    password_hash: str | None
    must_change: bool
    failed_count: int
    failed_at: datetime | None

    def locked_until(self, policy: Policy, now: datetime) -> datetime | None:
        """Return until when sign-in waits; None where it does not."""
        if self.failed_at is None or self.failed_count < policy.attempts:
            return None
        until = self.failed_at + timedelta(minutes=policy.lock_minutes)
        return until if now < until else None


def policy_of(connection: Connection) -> Policy:
    """Return when sign-in waits: as it was said last, or as a store begins."""
    row = connection.execute(select(SignInPolicy.attempts, SignInPolicy.lock_minutes)).first()
    return Policy(ATTEMPTS, LOCK_MINUTES) if row is None else Policy(*row)


def door_of(connection: Connection, login: Login) -> Door | None:
    """Return what is known of somebody at the door; None where nobody has the login."""
    columns = [getattr(Person, name) for name in Door.__dataclass_fields__]
    row = connection.execute(select(*columns).where(Person.login == login)).first()
    return None if row is None else Door(*row)


def refuse_locked(connection: Connection, login: Login, now: datetime) -> None:
    """Refuse somebody whose sign-in waits.

    Raises:
        PersonLocked: until the moment that the error names.
    """
    door = door_of(connection, login)
    until = None if door is None else door.locked_until(policy_of(connection), now)
    if until is not None:
        raise PersonLocked(login=login, until=until.astimezone().strftime("%Y-%m-%d %H:%M:%S"))


def check_sign_in(context: Context, action: SignIn) -> None:  # noqa: ARG001 - the form of every rule
    """Refuse an attempt while sign-in waits; it is not counted either."""
    refuse_locked(context.connection, context.actor, context.recorded_at)


def check_set_password(context: Context, action: SetPassword) -> None:
    """Refuse somebody else's password but by an administrator, and a hash that is soon guessed or never checked.

    What an administrator sets must be changed by the person, whose own password nobody else knows.
    """
    is_own = action.login == context.actor
    if not is_own:
        require_administrator(context)
        require_reach(context, action.login)
    if action.must_change == is_own:
        problem = _("a password that somebody else sets must be changed, one's own is kept")
        raise BadField(field="must_change", problem=problem)
    found = _PARAMETERS.search(action.password_hash)
    values = map(int, found.groups()) if found else ()
    if not found or not all(low <= value <= high for value, (low, high) in zip(values, _BOUNDS, strict=True)):
        raise BadField(field="password_hash", problem=_("its parameters are out of range"))

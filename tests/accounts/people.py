"""Passwords and people for tests of who may do what."""

from supplies.accounts.actions import DeactivatePerson
from supplies.values import Login
from tests.rooms import Desk, act

PASSWORD = "三更灯火五更鸡鸣"  # noqa: S105 - nobody's
HASH = "$argon2id$v=19$m=65536,t=3,p=4$O9n+Ov6JEuwtWdEJZDB4DA$dmUOBsohdSHiIblS5esD3HCZ8M0eiVP2oReJ30TaW5s"
"""Of a password that no test signs in with."""


def leave(desk: Desk, login: Login) -> None:
    """Let somebody act no more."""
    desk.post(act(DeactivatePerson, login=login, reason="调离"))

"""Passwords: what one may be, and the hash that is kept of it. Used where an action is made, never where it is applied.

argon2id with t=3, m=64 MiB and p=4 takes an eighth of a second and 64 MiB; OWASP ASVS 6.2 and 11.4.2.
"""

import secrets
import unicodedata
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from supplies.errors import PasswordGuessable, PasswordLength
from supplies.language import RESOURCES

SHORTEST, LONGEST = 8, 128
_HASHER = PasswordHasher(time_cost=3, memory_cost=64 * 1024, parallelism=4)

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without the ones that are taken for another on paper."""
_GROUPS, _GROUP_LETTERS = 4, 4


def check(password: str, login: str, name: str) -> None:
    """Refuse a password that is too short, too long, the login or the name itself, or one of the commonest.

    Raises:
        PasswordLength: fewer than 8 characters, or more than 128.
        PasswordGuessable: anybody would try it.
    """
    plain = _plain(password)
    if not SHORTEST <= len(plain) <= LONGEST:
        raise PasswordLength(least=SHORTEST, most=LONGEST)
    if plain.casefold() in _common() | {_plain(login).casefold(), _plain(name).casefold()}:
        raise PasswordGuessable


def make_hash(password: str) -> str:
    """Return what is kept of a password; each time another, for the salt is drawn anew."""
    return _HASHER.hash(_plain(password))


def fits(password_hash: str | None, password: str) -> bool:
    """Return whether a password is the one a hash was made of; without a hash it never is, after the same work."""
    try:
        return _HASHER.verify(password_hash or _hash_of_nothing(), _plain(password)) and password_hash is not None
    except (VerificationError, InvalidHashError):
        return False


def is_outdated(password_hash: str) -> bool:
    """Return whether a hash was made with other parameters than those of today."""
    return _HASHER.check_needs_rehash(password_hash)


def one_time() -> str:
    """Return a password that is given to somebody once, easy to read aloud: about 79 bits."""
    groups = ("".join(secrets.choice(_LETTERS) for _letter in range(_GROUP_LETTERS)) for _group in range(_GROUPS))
    return "-".join(groups)


def _plain(password: str) -> str:
    """Return a password in one form, however the keyboard composed its letters."""
    return unicodedata.normalize("NFC", password)


@cache
def _common() -> frozenset[str]:
    """Return what an attacker tries first, of those that are long enough."""
    return frozenset((RESOURCES / "accounts" / "common_passwords.txt").read_text(encoding="utf-8").split())


@cache
def _hash_of_nothing() -> str:
    """Return the hash of what nobody knows, for logins that have none."""
    return _HASHER.hash(secrets.token_urlsafe())

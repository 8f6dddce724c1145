"""What a password may be, and the hash that is kept of it."""

import re

import pytest
from argon2 import PasswordHasher, Type, extract_parameters

from supplies.accounts import passwords
from supplies.errors import PasswordGuessable, PasswordLength, SuppliesError
from tests.rooms import assert_speaks

GOOD = "三更灯火五更鸡 abc"


def refusal(password: str, login: str = "zhang", name: str = "张保管") -> SuppliesError:
    with pytest.raises(SuppliesError) as caught:
        passwords.check(password, login, name)
    assert_speaks(caught.value)
    return caught.value


@pytest.mark.parametrize("length", [8, 64, 128])
def test_a_password_of_eight_to_128_characters_is_taken_whatever_they_are(length: int) -> None:
    for letter in ("x7", "库存", "  ", "é!"):
        passwords.check((letter * 64)[:length], "zhang", "张保管")


@pytest.mark.parametrize("length", [0, 1, 7, 129, 500])
def test_a_shorter_or_longer_one_is_refused(length: int) -> None:
    error = refusal("q" * length)
    assert type(error) is PasswordLength
    assert error.facts == {"least": 8, "most": 128}


@pytest.mark.parametrize("password", ["12345678", "Password", "QWERTYUIOP", "88888888", "woaini1314"])
def test_the_commonest_are_refused_in_any_case_of_letters(password: str) -> None:
    assert type(refusal(password)) is PasswordGuessable


def test_the_login_and_the_name_themselves_are_refused() -> None:
    assert type(refusal("zhangsan.anshan", login="zhangsan.anshan")) is PasswordGuessable
    assert type(refusal("Ouyang Zhongshu", name="ouyang zhongshu")) is PasswordGuessable
    passwords.check("zhangsan.anshan 1", "zhangsan.anshan", "")


def test_what_is_kept_is_argon2id_with_the_parameters_of_the_house() -> None:
    made = passwords.make_hash(GOOD)
    found = extract_parameters(made)
    assert (found.type, found.time_cost, found.memory_cost, found.parallelism) == (Type.ID, 3, 64 * 1024, 4)
    assert GOOD not in made


def test_only_the_same_password_fits_and_every_hash_has_a_salt_of_its_own() -> None:
    made, again = passwords.make_hash(GOOD), passwords.make_hash(GOOD)
    assert made != again
    assert passwords.fits(made, GOOD) and passwords.fits(again, GOOD)
    assert not any(passwords.fits(made, other) for other in ("", GOOD + " ", GOOD.upper(), GOOD[:-1]))


def test_a_letter_fits_however_the_keyboard_composed_it() -> None:
    assert passwords.fits(passwords.make_hash("cafe\u0301 au lait"), "caf\u00e9 au lait")


def test_where_nothing_is_kept_nothing_fits() -> None:
    assert not passwords.fits(None, GOOD)
    assert not passwords.fits("no hash at all", GOOD)


def test_a_hash_of_other_parameters_is_outdated() -> None:
    assert not passwords.is_outdated(passwords.make_hash(GOOD))
    assert passwords.is_outdated(PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1).hash(GOOD))


def test_a_one_time_password_may_be_used_and_is_never_the_same() -> None:
    made = {passwords.one_time() for _time in range(50)}
    assert len(made) == 50
    for password in made:
        assert re.fullmatch("[a-z2-9]{4}(-[a-z2-9]{4}){3}", password)
        passwords.check(password, "zhang", "张保管")

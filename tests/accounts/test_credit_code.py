"""The check character of the unified social credit code (GB 32100-2015)."""

import pytest

from supplies.accounts.credit_code import is_credit_code

CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"

# The standard's own example, and codes that their holders have published.
VALID = ["91350100M000100Y43", "91110000802100433B", "914403001922038216", "91330100799655058B", "9111000071093123XX"]
INVALID = {
    "another check character": "91350100M000100Y44",
    "too short": "91350100M000100Y4",
    "too long": "91350100M000100Y430",
    "lower case": "91350100m000100y43",
    "the letter O for a zero": "9135O100M000100Y43",
    "the letter I for a one": "9I350100M000100Y43",
    "full width": "９1350100M000100Y43",
    "blank": "9135 0100M000100Y4",
    "empty": "",
}


@pytest.mark.parametrize("code", VALID)
def test_a_code_with_the_right_check_character_is_accepted(code: str) -> None:
    assert is_credit_code(code)


@pytest.mark.parametrize("code", INVALID.values(), ids=INVALID.keys())
def test_anything_else_is_refused(code: str) -> None:
    assert not is_credit_code(code)


def test_every_single_wrong_character_is_found() -> None:
    code = VALID[0]
    wrong = [
        code[:place] + character + code[place + 1 :]
        for place in range(len(code))
        for character in CHARACTERS
        if character != code[place]
    ]
    assert len(wrong) == 18 * 30
    assert [each for each in wrong if is_credit_code(each)] == []


def test_every_swap_of_two_different_neighbours_is_found() -> None:
    code = VALID[0]
    swapped = {code[:i] + code[i + 1] + code[i] + code[i + 2 :] for i in range(17)} - {code}
    assert len(swapped) > 8
    assert [each for each in swapped if is_credit_code(each)] == []

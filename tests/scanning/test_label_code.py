"""The codes on labels: what they hold, and that every slip of a hand or a scanner is found."""

from itertools import pairwise, product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supplies.errors import LabelCheckWrong, LabelNotOurs, SuppliesError
from supplies.scanning import label_code
from supplies.scanning.label_code import (
    ALPHABET,
    BASE32,
    LENGTH_MAX,
    LabelCode,
    LabelKind,
    check_character,
    compose,
    grouped,
    lot_code,
    normalised,
    object_code,
    parse,
    place_code,
)
from tests.soak import size

KINDS = st.sampled_from(LabelKind)
BODIES = st.text(alphabet=ALPHABET, min_size=1, max_size=LENGTH_MAX - 2)


def is_found(code: str) -> bool:
    """Return whether a code is refused."""
    try:
        parse(code)
    except SuppliesError:
        return True
    return False


@given(KINDS, BODIES)
def test_what_is_composed_is_read_back(kind: LabelKind, body: str) -> None:
    code = compose(kind, body)
    assert parse(code) == LabelCode(kind, body)
    assert str(parse(code)) == code
    assert len(code) == len(body) + 2 <= LENGTH_MAX


@settings(max_examples=size(15, 300))
@given(KINDS, BODIES)
def test_every_single_wrong_character_is_found(kind: LabelKind, body: str) -> None:
    code = compose(kind, body)
    for place, character in product(range(len(code)), ALPHABET):
        if character != code[place]:
            assert is_found(code[:place] + character + code[place + 1 :])


@given(KINDS, BODIES)
def test_every_swap_of_neighbours_is_found(kind: LabelKind, body: str) -> None:
    code = compose(kind, body)
    for place, (left, right) in enumerate(pairwise(code)):
        if left != right:
            assert is_found(code[:place] + right + left + code[place + 2 :])


def test_every_wrong_pair_of_characters_at_every_place_changes_the_check_character() -> None:
    """The sum is additive, so this table of single characters covers codes of every length and content."""
    for place in range(LENGTH_MAX - 1):
        checks = {check_character("0" * place + each + "0" * (LENGTH_MAX - 2 - place)) for each in ALPHABET}
        assert checks == set(ALPHABET)


def test_random_wrong_codes_pass_once_in_thirty_six() -> None:
    random = Random(1)  # noqa: S311 - a test's own dice
    tries = 20_000
    codes = ("B" + "".join(random.choices(ALPHABET, k=12)) for _each in range(tries))
    passed = sum(not is_found(code) for code in codes)
    assert tries / 36 * 0.85 < passed < tries / 36 * 1.15


# --- what people type ------------------------------------------------------------------------------------------------

CODE = lot_code("210300A", 1, 12345, 7)


@pytest.mark.parametrize(
    "typed",
    [
        CODE,
        CODE.lower(),
        f"  {CODE}\r\n",
        " ".join(CODE),
        grouped(CODE),
        grouped(CODE).replace(" ", "-"),
        "".join(chr(ord(character) + 0xFEE0) for character in CODE),
        "".join(chr(ord(character) + 0xFEE0) for character in CODE.lower()),
        CODE.replace("2", "2\u3000"),
        f"\t{CODE[:4]}_{CODE[4:]}.",
    ],
    ids=["as is", "lower", "ends", "spaced", "grouped", "hyphens", "full", "full lower", "wide blank", "other marks"],
)
def test_what_people_type_is_read(typed: str) -> None:
    assert normalised(typed) == CODE
    assert str(parse(typed)) == CODE


@pytest.mark.parametrize(
    "typed", ["", " ", "B", "B1", "X123", "123456", "6901234567892", "帐篷", "B" * 26, "B12!3", "Bé1"]
)
def test_another_form_is_not_ours(typed: str) -> None:
    with pytest.raises(LabelNotOurs) as caught:
        parse(typed)
    assert caught.value.facts == {"text": typed}


def test_a_slip_is_told_apart_from_another_form() -> None:
    wrong = CODE[:-1] + ("0" if CODE[-1] != "0" else "1")
    with pytest.raises(LabelCheckWrong) as caught:
        parse(wrong.lower())
    assert caught.value.facts == {"text": wrong}
    assert wrong in caught.value.text()


@given(st.text(max_size=40))
def test_any_text_at_all_is_read_or_refused(text: str) -> None:
    if not is_found(text):
        assert normalised(text) == str(parse(text))


@given(BODIES)
def test_groups_of_four_are_read_as_the_code(body: str) -> None:
    code = compose(LabelKind.ITEM, body)
    groups = grouped(code).split(" ")
    assert all(len(group) == 4 for group in groups[:-1]) and 1 <= len(groups[-1]) <= 4
    assert normalised(grouped(code)) == code


# --- codes that the program gives ------------------------------------------------------------------------------------

SITES = st.text(alphabet=ALPHABET, min_size=2, max_size=8)
SEQS = st.integers(1, 32**6 - 1)
LINES = st.integers(1, 5000)
EPOCHS = st.integers(1, 31)


@given(SITES, EPOCHS, SEQS, LINES)
def test_codes_of_every_kind_fit_on_a_label(site: str, epoch: int, seq: int, line: int) -> None:
    codes = {
        LabelKind.LOT: lot_code(site, epoch, seq, line),
        LabelKind.OBJECT: object_code(site, epoch, seq, line),
        LabelKind.PLACE: place_code(site, "Z" * 12),
        LabelKind.ITEM: label_code.item_code("Y" * 16),
    }
    for kind, code in codes.items():
        assert len(code) <= LENGTH_MAX and set(code) <= set(ALPHABET)
        assert parse(code).kind is kind


def test_the_longest_codes_that_can_be_given_still_fit() -> None:
    assert len(lot_code("ABCDEFGH", 31, 32**6 - 1, 5000)) <= LENGTH_MAX
    assert len(place_code("ABCDEFGH", "ABCDEFGHJKLM")) <= LENGTH_MAX
    assert len(label_code.item_code("A" * 16)) <= LENGTH_MAX


@given(st.tuples(EPOCHS, SEQS, LINES), st.tuples(EPOCHS, SEQS, LINES))
def test_no_two_lots_of_a_site_have_the_same_code(one: tuple[int, int, int], other: tuple[int, int, int]) -> None:
    assert (lot_code("210300A", *one) == lot_code("210300A", *other)) == (one == other)


def test_neighbouring_lots_and_epochs_have_codes_of_their_own() -> None:
    codes = {lot_code("21A", epoch, seq, line) for epoch in (1, 2, 31) for seq in range(1, 70) for line in range(1, 40)}
    assert len(codes) == 3 * 69 * 39


def test_numbers_given_by_the_program_have_no_letters_that_are_misread() -> None:
    assert len(BASE32) == 32 and not set("ILOU") & set(BASE32)
    body = parse(lot_code("21", 1, 32**6 - 1, 5000)).body
    assert not set(body) & set("ILOU")


@given(SITES, SITES, st.text(alphabet=ALPHABET, min_size=1, max_size=12), st.text(alphabet=ALPHABET, min_size=1))
def test_no_two_locations_have_the_same_code(depot: str, other: str, place: str, there: str) -> None:
    same = (depot, place) == (other, there[:12])
    assert (place_code(depot, place) == place_code(other, there[:12])) == same
    for length in range(2, len(depot)):  # The same characters, cut elsewhere.
        cut = place_code(depot[:length], (depot[length:] + place)[:12])
        assert cut != place_code(depot, place)

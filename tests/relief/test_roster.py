"""Identity numbers are shown masked; a roster is read back as it was written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supplies.relief.roster import Household, Roster, decode_roster, encode_roster, masked
from supplies.values import Quantity
from tests.relief.households import FIRST, ROSTER
from tests.rooms import QUILT, TENT, some


@pytest.mark.parametrize(
    ("number", "shown"),
    [(FIRST, "210323********1234"), ("", ""), ("7", "7"), ("12345", "****5"), ("1234567890", "*********0")],
)
def test_the_middle_of_an_identity_number_is_hidden(number: str, shown: str) -> None:
    assert masked(number) == shown


@given(st.text(alphabet="0123456789X", max_size=20))
def test_at_most_ten_digits_stay_readable(number: str) -> None:
    shown = masked(number)
    assert len(shown) == len(number)
    assert sum(character != "*" for character in shown) <= 10
    assert "*" in shown or len(number) <= 1


def test_the_totals_are_those_of_all_households() -> None:
    assert ROSTER.persons == 6
    assert ROSTER.totals == {TENT: some(1), QUILT: some(6)}


@given(
    st.lists(
        st.builds(
            Household,
            group=st.text(max_size=5),
            head=st.text(min_size=1, max_size=5),
            id_number=st.text(alphabet="0123456789X", max_size=18),
            persons=st.integers(1, 20),
            goods=st.dictionaries(st.sampled_from([TENT, QUILT]), st.integers(1, 10**6).map(Quantity)),
        ),
        max_size=5,
    )
)
def test_a_roster_is_read_back_as_it_was_written(households: list[Household]) -> None:
    roster = Roster(tuple(households))
    assert decode_roster(encode_roster(roster)) == roster

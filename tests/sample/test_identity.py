"""Ids out of a seeded generator: of version 7, rising, and the same again."""

from itertools import pairwise
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from supplies.sample.identity import Identity


@given(st.integers())
def test_ids_are_of_version_seven_rise_and_come_again_with_the_same_seed(seed: int) -> None:
    one, other = Identity(Random(seed)), Identity(Random(seed))  # noqa: S311 - ids of a story
    ids = [one.uuid() for _each in range(50)]
    assert ids == [other.uuid() for _each in range(50)]
    assert {each.version for each in ids} == {7}
    assert all(before < after for before, after in pairwise(ids))

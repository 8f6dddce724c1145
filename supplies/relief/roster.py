"""Who receives what: the households of a roster, as they are kept encrypted and shown masked."""

from collections import Counter

import msgspec

from supplies.journal.codec import decode_value, encode_value
from supplies.values import ItemCode, Quantity

ID_SHOWN = (6, 4)
"""Digits of an identity number that stay readable, at its beginning and its end."""


class Household(msgspec.Struct, frozen=True):
    """A household and what it receives."""

    group: str
    """The villagers' group (村组)."""
    head: str
    id_number: str
    persons: int
    goods: dict[ItemCode, Quantity]
    note: str = ""


class Roster(msgspec.Struct, frozen=True):
    """The households of a village."""

    households: tuple[Household, ...]

    @property
    def persons(self) -> int:
        """Return how many people there are."""
        return sum(each.persons for each in self.households)

    @property
    def totals(self) -> dict[ItemCode, Quantity]:
        """Return how much of every item all receive together, by code."""
        sums: Counter[ItemCode] = Counter()
        for each in self.households:
            for item, quantity in each.goods.items():
                sums[item] += quantity.thousandths
        return {item: Quantity(sums[item]) for item in sorted(sums)}


def encode_roster(roster: Roster) -> bytes:
    """Return a roster as it is encrypted."""
    return msgspec.json.encode(roster, enc_hook=encode_value)


def decode_roster(content: bytes) -> Roster:
    """Return a roster that was decrypted."""
    return msgspec.json.decode(content, type=Roster, dec_hook=decode_value)


def masked(id_number: str) -> str:
    """Return an identity number with its middle hidden; a short one is hidden but for its last digit."""
    first, last = ID_SHOWN
    hidden = len(id_number) - first - last
    if hidden <= 0:
        return "*" * max(len(id_number) - 1, 0) + id_number[-1:]
    return id_number[:first] + "*" * hidden + id_number[-last:]

"""Comparing what a ledger stores with what its lines add up to; every room's audit of its balances uses this."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select

Sums = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Unequal:
    """A balance that is not the sum of its lines; ``seq`` is the entry that moved it last, 0 where it is missing."""

    key: tuple[Any, ...]
    seq: int
    stored: Sums
    summed: Sums


def unequal(
    connection: Connection, stored: Select[*tuple[Any, ...]], summed: Select[*tuple[Any, ...]], keys: int
) -> Iterator[Unequal]:
    """Yield every balance that differs from the sum of its lines, and every sum that has no balance.

    Args:
        connection: to read from.
        stored: selects the key, the seq, then the balances.
        summed: selects the key, then the sums.
        keys: how many columns the key has.
    """
    sums = {tuple(row[:keys]): tuple(int(value) for value in row[keys:]) for row in connection.execute(summed)}
    nothing = (0,) * (len(summed.selected_columns) - keys)
    for row in connection.execute(stored):
        key = tuple(row[:keys])
        found = tuple(int(value) for value in row[keys + 1 :])
        expected = sums.pop(key, nothing)
        if found != expected:
            yield Unequal(key, row[keys], found, expected)
    for key, expected in sums.items():
        if expected != nothing:
            yield Unequal(key, 0, nothing, expected)

"""How many full kits can be made of what is free, and what is missing for more."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from supplies.catalogue.kits import KitPart, KitRow, kits
from supplies.stock.availability import free
from supplies.values import NO_QUANTITY, DepotCode, ItemCode, Quantity


@dataclass(frozen=True, slots=True)
class PartReadiness:
    """What of one item is free, and what is missing for the kits wanted."""

    part: KitPart
    free: Quantity
    missing: Quantity


@dataclass(frozen=True, slots=True)
class KitReadiness:
    """A kit, how many full ones can be made, and what each part lacks for the number wanted."""

    kit: KitRow
    full: int
    wanted: int
    parts: tuple[PartReadiness, ...]

    @property
    def missing(self) -> tuple[PartReadiness, ...]:
        """Return the parts that lack something."""
        return tuple(part for part in self.parts if part.missing > NO_QUANTITY)


def readiness(kit: KitRow, there: Mapping[ItemCode, Quantity], wanted: int | None = None) -> KitReadiness:
    """Return how many full kits can be made of what is free.

    Args:
        kit: what belongs to it.
        there: what is free of each item; of an item that is not named there is none.
        wanted: for how many kits the missing is counted; None: for one more than can be made.
    """
    held = {part.item_code: there.get(part.item_code, NO_QUANTITY) for part in kit.parts}
    counts = [max(held[part.item_code].thousandths, 0) // part.quantity.thousandths for part in kit.parts]
    full = min(counts, default=0)
    aim = full + 1 if wanted is None else wanted
    parts = tuple(
        PartReadiness(part, held[part.item_code], _missing(part, held[part.item_code], aim)) for part in kit.parts
    )
    return KitReadiness(kit, full, aim, parts)


def _missing(part: KitPart, held: Quantity, kits_wanted: int) -> Quantity:
    """Return how much more of an item so many kits need."""
    return max(NO_QUANTITY, Quantity(part.quantity.thousandths * kits_wanted) - held)


def kit_readiness(
    connection: Connection, depot: DepotCode | None = None, wanted: int | None = None
) -> list[KitReadiness]:
    """Return for every kit how many full ones a depot, or all depots together, can make, by code."""
    there = free(connection, depot)
    return [readiness(kit, there, wanted) for kit in kits(connection)]

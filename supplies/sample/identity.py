"""Ids that come out the same at every making, so that the sample's labels and figures do too."""

from random import Random
from uuid import UUID

from supplies.values import ActionId, LotId

_VERSION_7 = 0x7 << 76
_VARIANT = 0x2 << 62
_KEPT = ~((0xF << 76) | (0x3 << 62))


class Identity:
    """Gives UUIDs of version 7 out of a seeded generator, each greater than the one before."""

    def __init__(self, random: Random) -> None:
        """Take the generator."""
        self._random = random
        self._count = 0

    def uuid(self) -> UUID:
        """Return the next id."""
        self._count += 1
        value = (self._count << 80) | self._random.getrandbits(80)
        return UUID(int=(value & _KEPT) | _VERSION_7 | _VARIANT)

    def action(self) -> ActionId:
        """Return the next id, of an action."""
        return ActionId(self.uuid())

    def lot(self) -> LotId:
        """Return the next id, of a lot."""
        return LotId(self.uuid())

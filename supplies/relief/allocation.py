"""Who gets what: open requests in the order of their urgency, lots in the order in which they expire. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from supplies.values import NO_QUANTITY, DepotCode, ItemCode, LotId, Quantity


@dataclass(frozen=True, slots=True)
class Offer:
    """What a depot can give of a lot."""

    item_code: ItemCode
    depot_code: DepotCode
    depot_name: str
    lot_id: LotId
    label_code: str
    expires_on: date | None
    received_on: date
    free: Quantity

    @property
    def turn(self) -> tuple[date, date, str, str]:
        """Return when the lot is to be taken: first to expire, then first received."""
        return self.expires_on or date.max, self.received_on, self.label_code, self.depot_code


@dataclass(frozen=True, slots=True)
class Wish:
    """What a line of a request still lacks."""

    request: str
    requester: str
    priority: int
    needed_by: date
    line: int
    item_code: ItemCode
    missing: Quantity

    @property
    def turn(self) -> tuple[int, date, str, int]:
        """Return when the line is served: the most urgent first, then the one needed first, then as they came."""
        return self.priority, self.needed_by, self.request, self.line


@dataclass(frozen=True, slots=True)
class Share:
    """So much of a lot."""

    offer: Offer
    quantity: Quantity


@dataclass(frozen=True, slots=True)
class Ahead:
    """What is proposed to a request that is served before."""

    request: str
    requester: str
    priority: int
    quantity: Quantity


@dataclass(frozen=True, slots=True)
class Allotment:
    """What is proposed to a line of a request, and what went to others before it."""

    wish: Wish
    shares: tuple[Share, ...]
    ahead: tuple[Ahead, ...]

    @property
    def offered(self) -> Quantity:
        """Return how much is proposed in all."""
        return Quantity(sum(share.quantity.thousandths for share in self.shares))

    @property
    def missing(self) -> Quantity:
        """Return what cannot be proposed."""
        return self.wish.missing - self.offered


def allot(wishes: Iterable[Wish], offers: Mapping[ItemCode, Sequence[Offer]]) -> list[Allotment]:
    """Propose goods to every wish in its turn, out of what those before it leave; a part is better than nothing."""
    queues = {item: _Queue(sorted(each, key=lambda offer: offer.turn)) for item, each in offers.items()}
    ahead: dict[ItemCode, list[Ahead]] = {}
    found: list[Allotment] = []
    for wish in sorted(wishes, key=lambda wish: wish.turn):
        before = ahead.setdefault(wish.item_code, [])
        queue = queues.get(wish.item_code)
        shares = () if queue is None else tuple(queue.take(wish.missing))
        allotment = Allotment(wish, shares, tuple(before))
        found.append(allotment)
        if shares:
            before.append(Ahead(wish.request, wish.requester, wish.priority, allotment.offered))
    return found


class _Queue:
    """Offers of one item, in their turn, and what is left of the first."""

    def __init__(self, offers: Sequence[Offer]) -> None:
        self._offers = [offer for offer in offers if offer.free > NO_QUANTITY]
        self._at = 0
        self._taken = 0

    def take(self, wanted: Quantity) -> Iterable[Share]:
        """Yield shares until so much is taken, or nothing is left."""
        missing = wanted.thousandths
        while missing > 0 and self._at < len(self._offers):
            offer = self._offers[self._at]
            share = min(missing, offer.free.thousandths - self._taken)
            missing -= share
            self._taken += share
            yield Share(offer, Quantity(share))
            if self._taken == offer.free.thousandths:
                self._at, self._taken = self._at + 1, 0

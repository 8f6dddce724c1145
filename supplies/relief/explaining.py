"""Why so much and no more: what is asked, what is free, who holds the rest, and the ways out."""

from dataclasses import dataclass
from enum import StrEnum

from supplies.language import N_, _
from supplies.models.stock import Bucket
from supplies.relief.allocation import Ahead
from supplies.relief.supply import DepotFree, Holder, ItemSupply, Unusable, total
from supplies.relief.words import priority_name
from supplies.values import NO_QUANTITY, DepotCode, Quantity


class WayOut(StrEnum):
    """What can be done where goods are short."""

    PARTIAL = "partial"
    ASK_RELEASE = "ask_release"
    OTHER_DEPOT = "other_depot"


WAY_NAMES = {
    WayOut.PARTIAL: N_("Order a part"),
    WayOut.ASK_RELEASE: N_("Ask for a release"),
    WayOut.OTHER_DEPOT: N_("Take from another depot"),
}

_BUCKETS = {
    Bucket.INSPECTING: N_("{quantity} {unit} await inspection."),
    Bucket.OUT_OF_SERVICE: N_("{quantity} {unit} are out of service."),
    Bucket.HELD: N_("{quantity} {unit} are held for others."),
}


@dataclass(frozen=True, slots=True)
class Explanation:
    """What is asked of an item, what is offered, and where the rest is."""

    unit: str
    asked: Quantity
    offered: Quantity
    free: Quantity
    """What the depots that are looked at can give, before those who are served first."""
    ahead: tuple[Ahead, ...]
    holders: tuple[Holder, ...]
    expired: Quantity
    set_aside: tuple[tuple[Bucket, Quantity], ...]
    elsewhere: tuple[DepotFree, ...]
    """What other depots can give; none where all are looked at."""

    @property
    def missing(self) -> Quantity:
        """Return what cannot be offered."""
        return self.asked - self.offered

    @property
    def ways_out(self) -> tuple[WayOut, ...]:
        """Return what can be done where something is missing."""
        if self.missing <= NO_QUANTITY:
            return ()
        ways = {
            WayOut.PARTIAL: self.offered > NO_QUANTITY,
            WayOut.ASK_RELEASE: bool(self.holders),
            WayOut.OTHER_DEPOT: bool(self.elsewhere),
        }
        return tuple(way for way, is_open in ways.items() if is_open)


def explain(
    supply: ItemSupply,
    unit: str,
    asked: Quantity,
    offered: Quantity,
    *,
    depot: DepotCode | None = None,
    ahead: tuple[Ahead, ...] = (),
) -> Explanation:
    """Return where the goods of an item are, seen from one depot or from all."""
    return Explanation(
        unit=unit,
        asked=asked,
        offered=offered,
        free=supply.free(depot),
        ahead=ahead,
        holders=tuple(each for each in supply.holders if depot in {None, each.depot_code}),
        expired=total(each.quantity for each in supply.expired if depot in {None, each.depot_code}),
        set_aside=_set_aside([each for each in supply.set_aside if depot in {None, each.depot_code}]),
        elsewhere=() if depot is None else _elsewhere(supply, depot),
    )


def _set_aside(rows: list[Unusable]) -> tuple[tuple[Bucket, Quantity], ...]:
    """Return what is set aside, by reason."""
    sums = {bucket: total(each.quantity for each in rows if each.bucket is bucket) for bucket in _BUCKETS}
    return tuple((bucket, quantity) for bucket, quantity in sums.items() if quantity)


def _elsewhere(supply: ItemSupply, depot: DepotCode) -> tuple[DepotFree, ...]:
    """Return what the other depots can give, the largest first."""
    found = [each for each in supply.depots if each.depot_code != depot]
    return tuple(sorted(found, key=lambda each: (-each.quantity.thousandths, each.depot_code)))


def sentences(why: Explanation) -> list[str]:
    """Return an explanation in sentences: asked and free first, then where the rest is, then the ways out."""
    first = _("Asked {asked} {unit}, free {free}, offered {offered}.")
    counts = {"asked": why.asked.grouped(), "free": why.free.grouped(), "offered": why.offered.grouped()}
    lines = [first.format(unit=why.unit, **counts)]
    before = _("{quantity} {unit} go to {request} of {requester} ({priority}), which is served first.")
    lines += [
        before.format(
            quantity=each.quantity.grouped(),
            unit=why.unit,
            request=each.request,
            requester=each.requester,
            priority=priority_name(each.priority),
        )
        for each in why.ahead
    ]
    lines += [_holder_sentence(each, why.unit) for each in why.holders]
    if why.expired:
        lines.append(_("{quantity} {unit} have expired.").format(quantity=why.expired.grouped(), unit=why.unit))
    lines += [
        _(_BUCKETS[bucket]).format(quantity=quantity.grouped(), unit=why.unit) for bucket, quantity in why.set_aside
    ]
    there = _("{depot} can give {quantity} {unit}.")
    lines += [
        there.format(depot=each.depot_name, quantity=each.quantity.grouped(), unit=why.unit) for each in why.elsewhere
    ]
    return lines


def _holder_sentence(holder: Holder, unit: str) -> str:
    """Return who holds how much, and until when."""
    facts = {"quantity": holder.quantity.grouped(), "unit": unit, "order": holder.order, "requester": holder.requester}
    if holder.until is None:
        return _("{quantity} {unit} are reserved by {order} for {requester}.").format(**facts)
    text = _("{quantity} {unit} are reserved by {order} for {requester} until {until}.")
    return text.format(until=holder.until, **facts)


def way_words(why: Explanation) -> list[str]:
    """Return the ways out in words; none where nothing is missing."""
    return [_(WAY_NAMES[way]) for way in why.ways_out]

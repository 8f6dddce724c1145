"""The proposal for one request: what it could get now, line by line, and why no more."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, and_, select, tuple_

from supplies.models.relief import ReliefRequest, ReliefRequestLine
from supplies.relief.actions import OrderLine
from supplies.relief.allocation import Allotment, Wish, allot
from supplies.relief.explaining import Explanation, explain
from supplies.relief.progress import LineProgress, request_progress, requests_progress
from supplies.relief.queries import LACKS, ItemName, RequestRow, item_names, request
from supplies.relief.supply import ItemSupply, supplies_of
from supplies.values import NO_QUANTITY, DepotCode, ItemCode, Quantity, SiteId


class Head(NamedTuple):
    """Whose request it is, and when it is served."""

    site_id: SiteId
    seq: int
    number: str
    requester: str
    priority: int
    needed_by: date


@dataclass(frozen=True, slots=True)
class LineProposal:
    """What a line of a request could get now, and why no more."""

    item: ItemName
    allotment: Allotment
    why: Explanation

    @property
    def wish(self) -> Wish:
        """Return what the line still lacks, or what of it is wanted now."""
        return self.allotment.wish

    def order_lines(self) -> list[OrderLine]:
        """Return the lines of the order that carries it out."""
        return [
            OrderLine(
                request_line=self.wish.line,
                depot=share.offer.depot_code,
                lot_id=share.offer.lot_id,
                quantity=share.quantity,
            )
            for share in self.allotment.shares
        ]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a request could get now."""

    request: RequestRow
    lines: tuple[LineProposal, ...]

    def order_lines(self) -> tuple[OrderLine, ...]:
        """Return the lines of the order that carries it out."""
        return tuple(each for line in self.lines for each in line.order_lines())


def propose(
    connection: Connection,
    number: str,
    day: date,
    *,
    depot: DepotCode | None = None,
    at_most: Mapping[int, Quantity] | None = None,
) -> Proposal:
    """Propose goods to a request, after the requests that are more urgent.

    Args:
        connection: reads.
        number: the request.
        day: lots that expire before are left out.
        depot: only from this depot; None: from all.
        at_most: how much of each line is wanted now, by its number; a line that is not named wants all it lacks.

    Raises:
        UnknownRecord: there is no such request.
    """
    wanted = request(connection, number)
    wishes = _wishes(connection, wanted, at_most or {})
    needs: dict[ItemCode, Quantity] = {}
    for wish in wishes:
        needs[wish.item_code] = needs.get(wish.item_code, NO_QUANTITY) + wish.missing
    there = supplies_of(connection, needs, day, depot)
    offers = {item: supply.offers for item, supply in there.items()}
    named = item_names(connection)
    lines = [
        LineProposal(named[each.wish.item_code], each, _why(there, named, each, depot))
        for each in allot(wishes, offers)
        if each.wish.request == wanted.number
    ]
    return Proposal(wanted, tuple(sorted(lines, key=lambda line: line.wish.line)))


def _why(
    there: Mapping[ItemCode, ItemSupply],
    named: Mapping[ItemCode, ItemName],
    allotment: Allotment,
    depot: DepotCode | None,
) -> Explanation:
    """Return why a line gets so much and no more."""
    wish = allotment.wish
    unit = named[wish.item_code].unit
    supply = there[wish.item_code]
    return explain(supply, unit, wish.missing, allotment.offered, depot=depot, ahead=allotment.ahead)


def _wishes(connection: Connection, wanted: RequestRow, at_most: Mapping[int, Quantity]) -> list[Wish]:
    """Return what the request and all other open ones lack of the items that it asks for."""
    own = request_progress(connection, wanted.site_id, wanted.seq)
    items = {line.item_code for line in own if line.missing}
    found = [_limited(wish, at_most) for wish in _lacking(wanted, own, items)]
    rivals = _rivals(items)
    progress = requests_progress(connection, rivals)
    columns = [getattr(ReliefRequest, name) for name in Head._fields]
    here = tuple_(ReliefRequest.site_id, ReliefRequest.seq).in_(rivals)
    for row in connection.execute(select(*columns).where(here)):
        head = Head(*row)
        if head.number != wanted.number:
            found += _lacking(head, progress[head.site_id, head.seq], items)
    return [wish for wish in found if wish.missing > NO_QUANTITY]


def _rivals(items: Collection[ItemCode]) -> Select[*tuple[Any, ...]]:
    """Select the requests that lack something and ask for some of the items."""
    of_request = and_(ReliefRequestLine.site_id == ReliefRequest.site_id, ReliefRequestLine.seq == ReliefRequest.seq)
    return (
        select(ReliefRequest.site_id, ReliefRequest.seq)
        .join(ReliefRequestLine, of_request)
        .where(LACKS, ReliefRequestLine.item_code.in_(items))
        .distinct()
    )


def _lacking(head: Head | RequestRow, lines: Iterable[LineProgress], items: Collection[ItemCode]) -> list[Wish]:
    """Return what a request lacks of some items."""
    return [
        Wish(head.number, head.requester, head.priority, head.needed_by, line.line, line.item_code, line.missing)
        for line in lines
        if line.item_code in items and line.missing
    ]


def _limited(wish: Wish, at_most: Mapping[int, Quantity]) -> Wish:
    """Return a wish with no more than is wanted now."""
    return replace(wish, missing=min(wish.missing, at_most.get(wish.line, wish.missing)))

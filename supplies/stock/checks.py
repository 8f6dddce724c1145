"""What the rules of every stock document share: reading what is held, and naming each wrong line."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from supplies.errors import (
    DepotNotOurs,
    InsufficientStock,
    LineProblem,
    LotVoid,
    NotFree,
    NothingToDo,
    PaperNotLate,
    PeriodClosed,
    PlaceRetired,
    QuantityNotPositive,
    SetAside,
    ShortOnLaterDay,
    SuppliesError,
    TooManyDecimals,
    TooManyLines,
    UnknownRecord,
    refuse_lines,
)
from supplies.journal.action import Context
from supplies.language import _
from supplies.models.stock import PlaceKind
from supplies.stock import lookups
from supplies.stock.actions import LINES_MAX, StockAction
from supplies.stock.lookups import IN_TRANSIT, ISSUED, ON_LOAN, Claimant, Held, LotFact, part_kind
from supplies.stock.places import part_name, shown_place
from supplies.values import NO_QUANTITY, DepotCode, LotId, PlaceCode, Quantity

L = TypeVar("L")

Problem = tuple[str, SuppliesError] | None
"""The field that is wrong and why; None where all is well."""


@dataclass(slots=True)
class Stock:
    """What a depot holds of the lots of one document, less what the lines before have taken."""

    context: Context
    depot: DepotCode
    day: date
    lots: dict[LotId, LotFact]
    held: dict[tuple[LotId, PlaceCode], Held]
    places: dict[PlaceCode, bool]
    taken: dict[tuple[LotId, PlaceCode], int] = field(default_factory=dict)
    claims: dict[LotId, list[Claimant]] = field(default_factory=dict)
    """What other orders hold; empty where the document does not take goods out of stock."""

    @classmethod
    def read(cls, context: Context, depot: DepotCode, day: date, lot_ids: Iterable[LotId]) -> "Stock":
        """Read what the lots' places hold."""
        goods = lookups.goods(context, depot, lot_ids)
        return cls(context, depot, day, goods.lots, goods.held, lookups.storage_places(context.connection, depot))

    def free(self, lot: LotId) -> Quantity:
        """Return what is usable of a lot in the depot, less what the lines before took and what other orders hold."""
        there = sum(
            held.quantity.thousandths for (of, place), held in self.held.items() if of == lot and place in self.places
        )
        gone = sum(taken for (of, place), taken in self.taken.items() if of == lot and place in self.places)
        held = sum(each.quantity.thousandths for each in self.claims.get(lot, []))
        return Quantity(there - gone - held)

    def on_hand(self, lot: LotId, place: PlaceCode) -> Quantity:
        """Return what is left of a lot at a place."""
        holding = self.held.get((lot, place))
        total = 0 if holding is None else holding.quantity.thousandths
        return Quantity(total - self.taken.get((lot, place), 0))

    def take(self, lot: LotId, place: PlaceCode, quantity: Quantity) -> Quantity:
        """Count a line's quantity as taken; return what all lines have taken here so far."""
        total = self.taken.get((lot, place), 0) + quantity.thousandths
        self.taken[lot, place] = total
        return Quantity(total)


def check_depot(context: Context, depot: DepotCode, day: date) -> None:
    """Check that the depot is of this site and the day in its open period.

    Raises:
        UnknownRecord: there is no such depot.
        DepotNotOurs: another site writes its stock.
        PeriodClosed: its books are closed through that day.
    """
    site = lookups.depot_site(context.connection, depot)
    if site is None:
        raise UnknownRecord(kind=_("Depot"), key=depot)
    if site != context.site_id:
        raise DepotNotOurs(depot=depot, site=site)
    closed = lookups.closed_through(context.connection, context.site_id, depot)
    if closed is not None and day <= closed:
        raise PeriodClosed(depot=depot, closed=closed, date=day)


def check_head(context: Context, action: StockAction) -> None:
    """Check the depot and the day, and that a date on a late paper lies in a closed period and before that day.

    Raises:
        Refused: as ``check_depot``; or the paper is not late, or dated later than it is booked.
    """
    check_depot(context, action.depot, action.business_date)
    if action.paper_date is None:
        return
    closed = lookups.closed_through(context.connection, context.site_id, action.depot)
    if action.paper_date > (closed or date.min):
        raise PaperNotLate(date=action.paper_date)


def check_lines(lines: Sequence[L], problem_of: Callable[[L], Problem]) -> None:
    """Ask for the problem of each line and raise what was found: one error itself, several together.

    Raises:
        NothingToDo: no lines.
        TooManyLines: more than one action may have.
    """
    if not lines:
        raise NothingToDo
    if len(lines) > LINES_MAX:
        raise TooManyLines(count=len(lines), most=LINES_MAX)
    problems = [
        LineProblem(number, *problem)
        for number, line in enumerate(lines, 1)
        if (problem := problem_of(line)) is not None
    ]
    refuse_lines(problems)


def quantity_problem(quantity: Quantity, item_name: str, decimals: int) -> Problem:
    """Return what is wrong with a quantity of an item."""
    if quantity.thousandths <= 0:
        return "quantity", QuantityNotPositive(quantity=quantity)
    if not quantity.fits(decimals):
        return "quantity", TooManyDecimals(item=item_name, decimals=decimals, quantity=quantity)
    return None


def place_problem(places: dict[PlaceCode, bool], place: PlaceCode, field_name: str = "place") -> Problem:
    """Return what is wrong with a storage location."""
    if place not in places:
        return field_name, UnknownRecord(kind=_("Location"), key=place)
    return None if places[place] else (field_name, PlaceRetired(place=place))


def lot_problem(stock: Stock, lot_id: LotId) -> Problem:
    """Return what is wrong with the lot that a line names."""
    lot = stock.lots.get(lot_id)
    if lot is None:
        return "lot_id", UnknownRecord(kind=_("Lot"), key=str(lot_id))
    return ("lot_id", LotVoid(item=lot.item_name, label=lot.label_code)) if lot.is_void else None


def taking_problem(
    stock: Stock, lot_id: LotId, place: PlaceCode, quantity: Quantity, parts: Collection[PlaceKind] = ()
) -> Problem:
    """Return why a quantity of a lot cannot be taken from a place; counts it as taken if it can.

    Args:
        stock: what the depot holds.
        lot_id: the lot.
        place: a storage location or a unit, or a part of a location where goods are set aside.
        quantity: how much.
        parts: as what goods may be set aside and yet be taken.
    """
    problem = lot_problem(stock, lot_id)
    if problem is not None:
        return problem
    lot = stock.lots[lot_id]
    problem = quantity_problem(quantity, lot.item_name, lot.decimals) or _place_problem(stock, lot, place, parts)
    if problem is not None:
        return problem
    if stock.on_hand(lot_id, place) < quantity:
        return "quantity", _shortage(stock, lot, place, quantity)
    if stock.claims and place in stock.places and stock.free(lot_id) < quantity:
        free = stock.free(lot_id)
        return "quantity", not_free(lot, quantity, max(free, NO_QUANTITY), stock.claims.get(lot_id, []))
    return leaving_problem(stock, lot, place, quantity)


def _place_problem(stock: Stock, lot: LotFact, place: PlaceCode, parts: Collection[PlaceKind]) -> Problem:
    """Return why nothing may be taken from a place."""
    kind = part_kind(place)
    if kind is None:
        return place_problem(stock.places, place)
    if kind in parts:
        return None
    return "place", SetAside(item=lot.item_name, label=lot.label_code, state=part_name(kind))


def leaving_problem(stock: Stock, lot: LotFact, place: PlaceCode, quantity: Quantity) -> Problem:
    """Count a quantity that is there as taken, and return why it cannot leave on the document's day."""
    taken = stock.take(lot.lot_id, place, quantity)
    if stock.day < stock.held[lot.lot_id, place].latest_date:
        return _shortage_on_later_day(stock, lot, place, taken)
    return None


def _shortage(stock: Stock, lot: LotFact, place: PlaceCode, wanted: Quantity) -> SuppliesError:
    """Explain that a place holds less than is asked for, what is set aside or out, and where there is more."""
    on_hand = stock.on_hand(lot.lot_id, place)
    others = lookups.on_hand_elsewhere(stock.context.connection, lot.lot_id, lot.item_code, stock.depot, place)
    aside = [
        f"{name} {held.quantity.grouped()}"
        for (of, where), held in sorted(stock.held.items(), key=lambda pair: pair[0][1])
        if of == lot.lot_id and held.quantity > NO_QUANTITY and (name := _state_of(where))
    ]
    elsewhere = "; ".join([*map(str, others), *aside])
    return InsufficientStock(
        wanted=wanted,
        item=lot.item_name,
        label=lot.label_code,
        place=shown_place(place),
        on_hand=on_hand,
        elsewhere=elsewhere or _("none"),
    )


def _state_of(place: PlaceCode) -> str:
    """Return as what goods at a place are ours and yet cannot be taken, in the reader's language; else empty."""
    kind = part_kind(place)
    if kind is not None:
        return part_name(kind)
    return shown_place(place) if place in (IN_TRANSIT, ISSUED, ON_LOAN) else ""


def lowest_from(stock: Stock, lot_id: LotId, place: PlaceCode) -> tuple[Quantity, date] | None:
    """Return the least that a place held of a lot at the end of a day from the document's day on, and that day."""
    standing = 0
    ends: list[tuple[Quantity, date]] = []
    for day, change in lookups.balance_by_day(stock.context.connection, stock.depot, lot_id, place):
        if day > stock.day and not ends:  # Nothing moved on the document's own day: it ended as it began.
            ends.append((Quantity(standing), stock.day))
        standing += change
        if day >= stock.day:
            ends.append((Quantity(standing), day))
    return min(ends, default=None)


def _shortage_on_later_day(stock: Stock, lot: LotFact, place: PlaceCode, wanted: Quantity) -> Problem:
    """Return why a back-dated line cannot be: a later day would have ended with less than nothing."""
    lowest = lowest_from(stock, lot.lot_id, place)
    if lowest is None or lowest[0] >= wanted:
        return None
    on_hand, day = lowest
    return "quantity", ShortOnLaterDay(
        wanted=wanted, item=lot.item_name, label=lot.label_code, date=stock.day, day=day, on_hand=on_hand
    )


def not_free(lot: LotFact, wanted: Quantity, free: Quantity, holders: Sequence[Claimant]) -> SuppliesError:
    """Return the error that more of a lot is asked for than is free, and who holds the rest."""
    names = "; ".join(map(str, holders)) or _("nobody")
    return NotFree(wanted=wanted, item=lot.item_name, label=lot.label_code, free=free, holders=names)

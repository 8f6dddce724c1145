"""Whether goods may be handed out, moved, taken back, adjusted or written off here and now."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import date

from supplies.errors import (
    AmountTooLarge,
    BookChanged,
    EarlierLotFirst,
    LineTwice,
    LotExpired,
    ObjectElsewhere,
    QuantityNegative,
    ReasonNeeded,
    SamePlace,
    TooManyDecimals,
)
from supplies.journal.action import Context
from supplies.language import _
from supplies.models.stock import PlaceKind
from supplies.stock import disposal, lookups
from supplies.stock.actions import Adjust, CountLine, Issue, LotLine, Move, MoveLine, StockAction, WriteOff
from supplies.stock.checks import Problem, Stock, check_head, check_lines, lot_problem, place_problem, taking_problem
from supplies.stock.lookups import ISSUED, PARTS, LotFact, OpenLot, location_of, part_kind
from supplies.stock.places import shown_place
from supplies.stock.readiness import issue_problem
from supplies.stock.worth import is_payable, worth
from supplies.values import NO_MONEY, NO_QUANTITY, DepotCode, ItemCode, LotId, PlaceCode, Quantity, total_money

WRITABLE = (PlaceKind.INSPECTING, PlaceKind.OUT_OF_SERVICE)
"""Goods of the reserve that are set aside may be written off; those held for others may not."""

UNINSPECTED = (PlaceKind.INSPECTING,)
"""In an emergency, what awaits inspection may go out where the line says why."""


def _stock(context: Context, action: Issue | Move | Adjust | WriteOff) -> Stock:
    """Check the head, and read what the document's lots have there."""
    check_head(context, action)
    return Stock.read(context, action.depot, action.business_date, (line.lot_id for line in action.lines))


def free_stock(context: Context, action: StockAction, lot_ids: Iterable[LotId]) -> Stock:
    """Check the head, and read what the document's lots have there and what other orders hold of them."""
    check_head(context, action)
    wanted = set(lot_ids)
    stock = Stock.read(context, action.depot, action.business_date, wanted)
    stock.claims = {
        lot_id: others
        for lot_id, claimants in lookups.claimed(context, action.depot, wanted).items()
        if (others := [each for each in claimants if each.of_seq != action.order])
    }
    return stock


def check_issue(context: Context, action: Issue) -> None:
    """Refuse more than is free, and without a reason an expired lot or one that expires after another in stock."""
    check_handing_out(context, action, action.lines)


def check_handing_out(
    context: Context, action: StockAction, lines: Sequence[LotLine], parts: Sequence[PlaceKind] = ()
) -> None:
    """Refuse lines that may not leave the depot, whichever document takes them out.

    Args:
        context: where it is posted.
        action: the document.
        lines: what it takes out.
        parts: as what goods may be set aside and yet leave; which of these expires first is no matter.
    """
    stock = free_stock(context, action, (line.lot_id for line in lines))
    left = _first_to_expire(stock, [line for line in lines if not line.reason.strip()])
    asked: Counter[LotId] = Counter()
    for line in lines:
        asked[line.lot_id] += line.quantity.thousandths

    def problem_of(line: LotLine) -> Problem:
        has_reason = bool(line.reason.strip())
        usable = (*parts, *UNINSPECTED) if action.is_emergency and has_reason else parts
        problem = taking_problem(stock, line.lot_id, line.place, line.quantity, usable)
        if problem is not None or part_kind(line.place) is not None:
            return problem
        problem = issue_problem(stock, stock.lots[line.lot_id], action, line.reason)
        if problem is not None or has_reason:
            return problem
        return _expiry_problem(stock.lots[line.lot_id], action.business_date, left, asked)

    check_lines(lines, problem_of)


def _first_to_expire(stock: Stock, lines: Iterable[LotLine]) -> dict[ItemCode, list[OpenLot]]:
    """Return, of the items of some lines, the first lots to expire: as many as the document has, and one more."""
    lots_of = Counter(lot.item_code for lot in stock.lots.values())
    codes = {stock.lots[line.lot_id].item_code for line in lines if line.lot_id in stock.lots}
    context = stock.context
    return {
        code: lookups.first_to_expire(
            context.connection, context.site_id, stock.depot, code, stock.day, lots_of[code] + 1
        )
        for code in codes
    }


def _expiry_problem(lot: LotFact, day: date, left: dict[ItemCode, list[OpenLot]], asked: Counter[LotId]) -> Problem:
    """Return why this lot may not be taken without a reason (近效期先出); what the document empties counts as gone."""
    if lot.expires_on is not None and lot.expires_on < day:
        return "reason", LotExpired(item=lot.item_name, label=lot.label_code, expires=lot.expires_on)
    for other in left.get(lot.item_code, []):
        is_earlier = other.expires_on < (lot.expires_on or date.max)
        if is_earlier and other.lot_id != lot.lot_id and other.quantity > asked[other.lot_id]:
            return "reason", EarlierLotFirst(item=lot.item_name, earlier=other.label_code, expires=other.expires_on)
    return None


def check_move(context: Context, action: Move) -> None:
    """Refuse more than there is, and a goal that is closed or where the goods already are."""
    stock = _stock(context, action)

    def problem_of(line: MoveLine) -> Problem:
        if line.place == line.to_place:
            return "to_place", SamePlace(place=line.place)
        goal = place_problem(stock.places, line.to_place, "to_place")
        return goal or taking_problem(stock, line.lot_id, line.place, line.quantity)

    check_lines(action.lines, problem_of)


def check_write_off(context: Context, action: WriteOff) -> None:
    """Refuse more than is free, and a line that does not say why; goods set aside may be written off."""
    disposal.check_appraisal(action)
    stock = free_stock(context, action, (line.lot_id for line in action.lines))

    def problem_of(line: LotLine) -> Problem:
        if not line.reason.strip():
            return "reason", ReasonNeeded()
        return taking_problem(stock, line.lot_id, line.place, line.quantity, WRITABLE)

    check_lines(action.lines, problem_of)


def check_adjust(context: Context, action: Adjust) -> None:
    """Refuse a count made while the books said something else, and a difference that does not say why."""
    stock = _stock(context, action)
    seen: set[tuple[LotId, PlaceCode]] = set()

    def problem_of(line: CountLine) -> Problem:
        is_repeated = (line.lot_id, line.place) in seen
        seen.add((line.lot_id, line.place))
        return _count_problem(stock, line, is_repeated=is_repeated)

    check_lines(action.lines, problem_of)


def _count_problem(stock: Stock, line: CountLine, *, is_repeated: bool) -> Problem:
    """Return what is wrong with a counted line."""
    problem = lot_problem(stock, line.lot_id)
    if problem is not None:
        return problem
    lot = stock.lots[line.lot_id]
    if is_repeated:
        return "lot_id", LineTwice(item=lot.item_name, label=lot.label_code, place=line.place)
    if line.counted < NO_QUANTITY or (lot.is_single and line.counted.thousandths > lookups.SINGLE):
        return "counted", QuantityNegative(quantity=line.counted)
    if not line.counted.fits(lot.decimals):
        return "counted", TooManyDecimals(item=lot.item_name, decimals=lot.decimals, quantity=line.counted)
    on_hand = stock.on_hand(line.lot_id, line.place)
    if on_hand != line.book:
        return "book", BookChanged(item=lot.item_name, label=lot.label_code, on_hand=on_hand, book=line.book)
    if line.counted == line.book or not line.reason.strip():
        return "reason", ReasonNeeded()
    if line.counted < line.book:
        return taking_problem(stock, line.lot_id, line.place, line.book - line.counted, tuple(PARTS))
    return surplus_problem(stock, line.lot_id, line.place, line.counted - line.book)


def surplus_problem(
    stock: Stock,
    lot_id: LotId,
    place: PlaceCode,
    surplus: Quantity,
    leaving: Collection[tuple[LotId, PlaceCode]] = (),
) -> Problem:
    """Return why more cannot have been found at a place than the books have there.

    Args:
        stock: what the depot holds.
        lot_id: the lot.
        place: where it was found.
        surplus: how much more.
        leaving: where the same document takes lots off the books.
    """
    lot = stock.lots[lot_id]
    elsewhere = _elsewhere(stock, lot_id, {place, *(at for of, at in leaving if of == lot_id)}) if lot.is_single else ""
    if elsewhere:
        return "counted", ObjectElsewhere(item=lot.item_name, label=lot.label_code, place=elsewhere)
    amounts = [held.amount for (of, _at), held in stock.held.items() if of == lot_id]
    inside = total_money(amount for amount in amounts if amount > NO_MONEY)
    if not is_payable(inside + worth(surplus, lot.unit_price_e4)):
        return "counted", AmountTooLarge(quantity=surplus, item=lot.item_name)
    return place_problem(stock.places, location_of(place))


def _elsewhere(stock: Stock, lot_id: LotId, known: Collection[PlaceCode]) -> str:
    """Return where else than at some places of the depot the books have an object; empty if nowhere."""
    for depot, place in lookups.places_of(stock.context.connection, stock.context.site_id, lot_id):
        if depot != stock.depot or place not in known:
            return _place_text(stock.depot, depot, place)
    return ""


def _place_text(here: DepotCode, depot: DepotCode, place: PlaceCode) -> str:
    """Return a place as people read it; one of another depot with that depot's code."""
    name = _("the receiver") if place == ISSUED else shown_place(place)
    return name if depot == here else f"{depot} {name}"

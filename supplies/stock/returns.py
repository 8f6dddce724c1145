"""Goods that come back from those they were issued or lent to: which lines they settle, and in what condition."""

from collections.abc import Iterator

from sqlalchemy import update

from supplies.errors import MoreThanIssued, ReasonNeeded
from supplies.journal.action import Context
from supplies.language import N_
from supplies.models.stock import Bucket, DocumentKind, Lot, PlaceKind
from supplies.stock import ledger, lookups
from supplies.stock.actions import Condition, Return, ReturnLine
from supplies.stock.checks import (
    Problem,
    Stock,
    check_head,
    check_lines,
    leaving_problem,
    lot_problem,
    place_problem,
    quantity_problem,
)
from supplies.stock.ledger import Route
from supplies.stock.lookups import ISSUED, LOST, ON_LOAN, USED, OpenOut, part_of
from supplies.values import NO_QUANTITY, LotId, PlaceCode, Quantity

CONDITION_NAMES = {
    Condition.GOOD: N_("In good order"),
    Condition.REPAIR: N_("To be repaired"),
    Condition.SCRAP: N_("To be scrapped"),
    Condition.LOST: N_("Lost"),
}


def check_return(context: Context, action: Return) -> None:
    """Refuse more than is out of the lot, goods put where there is no such place, and harm that nobody explains."""
    check_head(context, action)
    stock = Stock.read(context, action.depot, action.business_date, (line.lot_id for line in action.lines))
    left = _open(context, action)

    def problem_of(line: ReturnLine) -> Problem:
        problem = place_problem(stock.places, line.place) or lot_problem(stock, line.lot_id)
        if problem is not None:
            return problem
        lot = stock.lots[line.lot_id]
        problem = quantity_problem(line.quantity, lot.item_name, lot.decimals)
        if problem is not None:
            return problem
        outs = left.setdefault(line.lot_id, [])
        used = stock.on_hand(line.lot_id, USED) if line.of_seq is None else NO_QUANTITY
        wanted = [out.left.thousandths for out in outs if line.of_seq in {None, out.of_seq}]
        out_now = Quantity(sum(wanted) + used.thousandths)
        if out_now < line.quantity:
            error = MoreThanIssued(wanted=line.quantity, item=lot.item_name, label=lot.label_code, on_hand=out_now)
            return "quantity", error
        if line.condition is not Condition.GOOD and not line.reason.strip():
            return "reason", ReasonNeeded()
        ways = list(_ways_back(line, outs))
        found = (leaving_problem(stock, lot, way.origin, way.quantity) for way in ways)
        return next((problem for problem in found if problem is not None), None)

    check_lines(action.lines, problem_of)


def take_back(context: Context, action: Return) -> None:
    """Bring the lines back from those who have them; each settles the lines by which the goods went out."""
    left = _open(context, action)
    routes = [way for line in action.lines for way in _ways_back(line, left.setdefault(line.lot_id, []))]
    ledger.carry(context, action, DocumentKind.RETURN, routes)
    for line in action.lines:
        if line.days_used:
            here = (Lot.site_id == context.site_id) & (Lot.lot_id == line.lot_id)
            used = update(Lot).where(here).values(days_used=Lot.days_used + line.days_used, seq=context.seq)
            context.connection.execute(used)


def _open(context: Context, action: Return) -> dict[LotId, list[OpenOut]]:
    """Return what is out of the lots of a return and may come back, in the order in which it is settled."""
    out = lookups.open_out(context, action.depot, (line.lot_id for line in action.lines))
    return {lot_id: in_order(outs, action.counterparty) for lot_id, outs in out.items()}


def in_order(outs: list[OpenOut], holder: str) -> list[OpenOut]:
    """Return what may come back in the order in which a return settles it: what this holder has, oldest first."""
    coming = [out for out in outs if out.bucket in {Bucket.ISSUED, Bucket.ON_LOAN}]
    return sorted(coming, key=lambda out: (out.holder != holder, out.of_seq, out.of_line))


def _ways_back(line: ReturnLine, outs: list[OpenOut]) -> Iterator[Route]:
    """Yield what a line settles, and take it from what is out; what nothing is open for had counted as used up."""
    goal = goal_back(line)
    rest = line.quantity
    for at, out in enumerate(outs):
        if not rest or not out.left or line.of_seq not in {None, out.of_seq}:
            continue
        share = min(rest, out.left)
        origin = ISSUED if out.bucket is Bucket.ISSUED else ON_LOAN
        yield Route(line.lot_id, origin, goal, share, line.reason, out.of_seq, out.of_line)
        outs[at] = OpenOut(out.bucket, out.of_seq, out.of_line, out.holder, out.left - share)
        rest -= share
    if rest:
        yield Route(line.lot_id, USED, goal, rest, line.reason)


def goal_back(line: ReturnLine) -> PlaceCode:
    """Return where goods go that come back in their condition."""
    if line.condition is Condition.LOST:
        return LOST
    return line.place if line.condition is Condition.GOOD else part_of(line.place, PlaceKind.OUT_OF_SERVICE)

"""Ending a count: one adjustment with every difference, or none; or giving the count up."""

from collections.abc import Callable, Sequence

from sqlalchemy import bindparam, select, update

from supplies.errors import (
    CorrectedSince,
    CountChanged,
    CounterCannotFinish,
    LineProblem,
    NotAllCounted,
    ReasonNeeded,
    SecondCountsNeeded,
    SuppliesError,
    TooManyLines,
    UnknownRecord,
    refuse_lines,
)
from supplies.journal.action import Context
from supplies.language import _
from supplies.models.counts import CountKey, CountRecord, CountSession
from supplies.models.stock import Document, DocumentKind
from supplies.prepared import Prepared
from supplies.stock import ledger, lookups
from supplies.stock.actions import LINES_MAX
from supplies.stock.checks import Problem, Stock, check_depot, taking_problem
from supplies.stock.count_queries import CountLineRow, Tolerance, count_lines
from supplies.stock.count_records import Past
from supplies.stock.counting import CancelCount, FinishCount, SessionFact, open_session
from supplies.stock.ledger import Leg
from supplies.stock.lookups import COUNT_DIFFERENCE, PARTS
from supplies.stock.rules import surplus_problem
from supplies.stock.worth import worth
from supplies.values import NO_QUANTITY, LotId, Money, PlaceCode, Quantity

_END = Prepared(
    update(CountKey)
    .where(
        CountKey.site_id == bindparam("of_site"),
        CountKey.of_seq == bindparam("of_count"),
        CountKey.lot_id == bindparam("of_lot"),
        CountKey.place_code == bindparam("of_place"),
    )
    .values(reason=bindparam("why"), is_left_out=bindparam("left_out"), end_quantity=bindparam("end"))
)


class Outcome:
    """What a count comes to when it is finished with certain reasons."""

    def __init__(self, action: FinishCount, lines: Sequence[CountLineRow]) -> None:
        """Take the lines and look up the reason of each."""
        self._own = {(each.lot_id, each.place): each.reason.strip() for each in action.lines}
        self._action = action
        self.lines = lines
        self.differing = [line for line in lines if line.difference]
        self.missing = [line for line in lines if line.holding is None and not self.reason(line)]

    def reason(self, line: CountLineRow) -> str:
        """Return why a line differs or is left out; nothing for one that agrees."""
        if line.holding is not None and not line.difference:
            return ""
        general = self._action.left_out if line.holding is None else self._action.reason
        return self._own.get((line.lot_id, line.place)) or general.strip()

    @classmethod
    def read(cls, context: Context, action: FinishCount) -> "Outcome":
        """Read the lines of the count; once, for its rules and for its effect."""
        if "outcome" not in context.known:
            context.known["outcome"] = cls(action, count_lines(context.connection, context.site_id, action.of_seq))
        known: Outcome = context.known["outcome"]
        return known


# --- rules -----------------------------------------------------------------------------------------------------------


def check_finish(context: Context, action: FinishCount) -> None:
    """Refuse a count that is not whole, that its author did not see as it is, and differences that cannot be posted."""
    session = open_session(context, action)
    check_depot(context, session.depot_code, action.business_date)
    if action.last_record != session.last_record:
        raise CountChanged(number=session.number)
    _check_person(context, session)
    outcome = Outcome.read(context, action)
    _check_named(action, session, outcome)
    if outcome.missing:
        first = outcome.missing[0]
        raise NotAllCounted(count=len(outcome.missing), item=first.name, label=first.label_code, place=first.place_text)
    tolerance = Tolerance(session.tolerance_mille, session.tolerance_quantity)
    again = [line for line in outcome.lines if line.needs_second(tolerance)]
    if again:
        raise SecondCountsNeeded(
            count=len(again), item=again[0].name, label=again[0].label_code, place=again[0].place_text
        )
    if outcome.differing:
        _check_differences(context, action, session, outcome)


def _check_person(context: Context, session: SessionFact) -> None:
    """Refuse that somebody approves what they counted themselves; they may submit it for approval."""
    if context.prepared_by == context.actor:
        return
    own = (
        CountRecord.site_id == session.site_id,
        CountRecord.of_seq == session.seq,
        CountRecord.counter == context.actor,
    )
    if context.has(*own):
        raise CounterCannotFinish(login=context.actor, number=session.number)


def _check_named(action: FinishCount, session: SessionFact, outcome: Outcome) -> None:
    """Refuse a line that the count does not have, and a difference that it does not come to."""
    known = {(line.lot_id, line.place): line.difference for line in outcome.lines}
    for each in action.lines:
        found = known.get((each.lot_id, each.place))
        if found is None:
            raise UnknownRecord(kind=_("Lot"), key=f"{each.lot_id} {each.place}")
        if each.quantity not in (None, found):
            raise CountChanged(number=session.number)


def _check_differences(context: Context, action: FinishCount, session: SessionFact, outcome: Outcome) -> None:
    """Refuse differences without a reason, corrected by another count since, or that the books cannot hold."""
    lines = outcome.differing
    if len(lines) > LINES_MAX:
        raise TooManyLines(count=len(lines), most=LINES_MAX)
    lot_ids = {line.lot_id for line in lines}
    past = Past(context, session.depot_code, lot_ids, min(_at_seq(line) for line in lines))
    stock = Stock.read(context, session.depot_code, action.business_date, lot_ids)
    leaving = {(line.lot_id, line.place) for line in lines if line.difference < NO_QUANTITY}

    def problem_of(line: CountLineRow) -> Problem:
        if not outcome.reason(line):
            return "reason", ReasonNeeded()
        since = past.corrected(line.lot_id, line.place, _at_seq(line))
        if since is not None:
            return "counted", _corrected(context, line, since)
        if line.difference < NO_QUANTITY:
            quantity = NO_QUANTITY - line.difference
            return taking_problem(stock, line.lot_id, line.place, quantity, tuple(PARTS))
        return surplus_problem(stock, line.lot_id, line.place, line.difference, leaving)

    _check_each(lines, problem_of)


def _check_each(lines: Sequence[CountLineRow], problem_of: Callable[[CountLineRow], Problem]) -> None:
    """Ask for the problem of each line and raise what was found, each under the line's number in the count.

    Losses are asked first: what is missing at one place may have been found at another.
    """
    found = [
        LineProblem(line.number, *problem)
        for line in sorted(lines, key=lambda line: line.difference > NO_QUANTITY)
        if (problem := problem_of(line)) is not None
    ]
    refuse_lines(sorted(found, key=lambda each: each.line))


def _at_seq(line: CountLineRow) -> int:
    """Return what the books had reached when a line was counted."""
    assert line.holding is not None, "only a counted line differs"
    return line.holding.at_seq


def _corrected(context: Context, line: CountLineRow, seq: int) -> SuppliesError:
    """Return the error that another document has corrected a line since."""
    here = (Document.site_id == context.site_id) & (Document.seq == seq)
    number = context.connection.scalar(select(Document.number).where(here))
    return CorrectedSince(item=line.name, label=line.label_code, place=line.place_text, document=number)


def check_cancel(context: Context, action: CancelCount) -> None:
    """Refuse a count that has ended, and a reason of blanks."""
    open_session(context, action)
    if not action.reason.strip():
        raise ReasonNeeded


# --- effect ----------------------------------------------------------------------------------------------------------


def finish(context: Context, action: FinishCount) -> None:
    """Post what differs as one adjustment, write what each line came to, and close the count."""
    outcome = Outcome.read(context, action)
    session = open_session(context, action)
    rows = [
        {
            "of_site": context.site_id,
            "of_count": session.seq,
            "of_lot": line.lot_id,
            "of_place": line.place,
            "why": outcome.reason(line),
            "left_out": line.holding is None,
            "end": line.now.thousandths,
        }
        for line in outcome.lines
    ]
    for some in lookups.chunks(rows):
        _END.run(context.connection, *some)
    if outcome.differing:
        _post(context, action, session, outcome)
    values = {
        "finished_seq": context.seq,
        "finished_by": context.actor,
        "finished_at": context.recorded_at,
        "has_document": bool(outcome.differing),
    }
    here = (CountSession.site_id == context.site_id) & (CountSession.seq == session.seq)
    context.connection.execute(update(CountSession).where(here).values(values))


def _post(context: Context, action: FinishCount, session: SessionFact, outcome: Outcome) -> None:
    """Write the adjustment."""
    values = {
        "depot_code": session.depot_code,
        "counterparty": "",
        "paper_number": session.number,
        "incident": "",
        "note": action.note,
        "receiver": "",
        "vehicle": "",
        "peer_depot": None,
        "due_on": None,
        "paper_date": None,
        "order_seq": None,
        "is_emergency": False,
        "reverses_seq": None,
    }
    legs = _legs(context, session, outcome)
    ledger.write(context, action.business_date, DocumentKind.ADJUSTMENT, values, legs)


def _legs(context: Context, session: SessionFact, outcome: Outcome) -> list[Leg]:
    """Return the movements: first what is missing, whose amount what is found elsewhere of the lot takes along."""
    lot_ids = [line.lot_id for line in outcome.differing]
    lots, holdings = ledger.read(context, session.depot_code, lot_ids)
    held = lookups.goods(context, session.depot_code, lot_ids).held
    lost: dict[LotId, tuple[int, int]] = {}
    legs = []
    for line in sorted(outcome.differing, key=lambda line: line.difference > NO_QUANTITY):
        lot = lots[line.lot_id]
        if line.difference < NO_QUANTITY:
            route, quantity = (line.place, COUNT_DIFFERENCE), NO_QUANTITY - line.difference
            amount = holdings.carry(lot.lot_id, *route, quantity)
            before = lost.get(lot.lot_id, (0, 0))
            lost[lot.lot_id] = (before[0] + quantity.thousandths, before[1] + amount.fen)
        else:
            origin = lookups.comes_from(lot, held, COUNT_DIFFERENCE)
            route, quantity = (origin, line.place), line.difference
            is_back = origin != COUNT_DIFFERENCE
            amount = (
                holdings.carry(lot.lot_id, *route, quantity)
                if is_back
                else _found_amount(lost, lot.lot_id, quantity, lot.unit_price_e4)
            )
        legs.append(Leg(lot.lot_id, lot.item_code, lot.is_single, *route, quantity, amount, outcome.reason(line)))
    return legs


def _found_amount(
    lost: dict[LotId, tuple[int, int]], lot_id: LotId, quantity: Quantity, unit_price_e4: int | None
) -> Money:
    """Return what found goods are worth: their share of what the lot lost elsewhere, the rest at its unit price."""
    lost_quantity, lost_fen = lost.get(lot_id, (0, 0))
    moved = min(lost_quantity, quantity.thousandths)
    share = lost_fen * moved // lost_quantity if moved else 0
    lost[lot_id] = (lost_quantity - moved, lost_fen - share)
    return Money(share + worth(Quantity(quantity.thousandths - moved), unit_price_e4).fen)


def cancel(context: Context, action: CancelCount) -> None:
    """Close the count; nothing is posted."""
    values = {"cancelled_seq": context.seq, "cancelled_by": context.actor, "cancel_reason": action.reason}
    here = (CountSession.site_id == context.site_id) & (CountSession.seq == action.of_seq)
    context.connection.execute(update(CountSession).where(here).values(values))


# --- reversals -------------------------------------------------------------------------------------------------------

_FOUND_SINCE = Prepared(
    select(CountSession.number, CountKey.lot_id, CountKey.place_code)
    .join(CountKey, (CountKey.site_id == CountSession.site_id) & (CountKey.of_seq == CountSession.seq))
    .join(
        CountRecord,
        (CountRecord.site_id == CountKey.site_id)
        & (CountRecord.of_seq == CountKey.of_seq)
        & (CountRecord.lot_id == CountKey.lot_id)
        & (CountRecord.place_code == CountKey.place_code),
    )
    .where(
        CountKey.site_id == bindparam("site_id"),
        CountKey.depot_code == bindparam("depot"),
        CountKey.lot_id.in_(bindparam("lot_ids", expanding=True)),
        CountSession.finished_seq.is_not(None),
        CountRecord.at_seq >= bindparam("since"),
    )
    .order_by(CountSession.seq.desc(), CountKey.place_code, CountKey.lot_id)
)


def counted_since(
    context: Context, depot: str, ends: set[tuple[LotId, PlaceCode]], since: int
) -> tuple[str, LotId, PlaceCode] | None:
    """Return the newest finished count that found one of some lots at its place after an entry; None if none did."""
    for some in lookups.chunks({lot_id for lot_id, _place in ends}):
        rows = _FOUND_SINCE.rows(context.connection, site_id=context.site_id, depot=depot, lot_ids=some, since=since)
        for number, lot_id, place in rows:
            if (lot_id, place) in ends:
                return number, lot_id, place
    return None

"""Taking what was counted: whether a line may be, and the books of the moment in which it was counted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import and_, bindparam, func, select, update
from sqlalchemy.orm import aliased

from supplies.errors import (
    CountedByAnother,
    CountMoment,
    CountTime,
    FirstCountMissing,
    LineTwice,
    NothingToDo,
    OtherPersonNeeded,
    QuantityNegative,
    SecondCountStands,
    TooManyDecimals,
    TooManyLines,
)
from supplies.journal.action import Context
from supplies.models.counts import CountKey, CountRecord, CountSession, CountUnknown
from supplies.models.stock import Movement
from supplies.prepared import Prepared, prepared_insert
from supplies.stock import lookups
from supplies.stock.actions import LINES_MAX
from supplies.stock.checks import Problem, Stock, check_lines, lot_problem, place_problem
from supplies.stock.counting import CountedLine, Expected, RecordCount, SessionFact, key_row, open_session
from supplies.stock.lookups import COUNT_DIFFERENCE, LotFact, location_of
from supplies.values import NO_QUANTITY, DepotCode, Login, LotId, PlaceCode, Quantity

CLOCKS_DIFFER = timedelta(days=1)
"""By how much the clocks of the computers on which a depot is counted may be wrong."""

_INSERT_KEY = prepared_insert(CountKey)
_INSERT_RECORD = prepared_insert(CountRecord)
_INSERT_UNKNOWN = prepared_insert(CountUnknown)

_first, _second = aliased(CountRecord), aliased(CountRecord)
_KEYS = Prepared(
    select(CountKey.lot_id, CountKey.place_code, _first.counter, _second.counter)
    .outerjoin(
        _first,
        and_(
            _first.site_id == CountKey.site_id,
            _first.seq == CountKey.first_seq,
            _first.line == CountKey.first_line,
        ),
    )
    .outerjoin(
        _second,
        and_(
            _second.site_id == CountKey.site_id,
            _second.seq == CountKey.second_seq,
            _second.line == CountKey.second_line,
        ),
    )
    .where(
        CountKey.site_id == bindparam("site_id"),
        CountKey.of_seq == bindparam("of_seq"),
        CountKey.lot_id.in_(bindparam("lot_ids", expanding=True)),
    )
)
_POINT = {
    each: Prepared(
        update(CountKey)
        .where(
            CountRecord.site_id == bindparam("of_site"),
            CountRecord.seq == bindparam("of_entry"),
            CountRecord.round == each,
            CountKey.site_id == CountRecord.site_id,
            CountKey.of_seq == CountRecord.of_seq,
            CountKey.lot_id == CountRecord.lot_id,
            CountKey.place_code == CountRecord.place_code,
        )
        .values({f"{name}_seq": CountRecord.seq, f"{name}_line": CountRecord.line})
    )
    for each, name in ((1, "first"), (2, "second"))
}
"""By the round: let the keys name the records of an entry; they hold from now on."""


@dataclass(frozen=True, slots=True)
class Counters:
    """Who has counted a line, first and second."""

    first: Login | None
    second: Login | None


NOBODY = Counters(None, None)


def counters_of(context: Context, of_seq: int, lot_ids: Iterable[LotId]) -> dict[tuple[LotId, PlaceCode], Counters]:
    """Return the lines of a count that some lots have, and who has counted them; read once for rules and effect."""
    wanted = frozenset(lot_ids)
    key = ("counters", of_seq, wanted)
    if key not in context.known:
        context.known[key] = {
            (lot_id, place): Counters(first, second)
            for some in lookups.chunks(wanted)
            for lot_id, place, first, second in _KEYS.rows(
                context.connection, site_id=context.site_id, of_seq=of_seq, lot_ids=some
            )
        }
    known: dict[tuple[LotId, PlaceCode], Counters] = context.known[key]
    return known


# --- rules -----------------------------------------------------------------------------------------------------------


def check_record(context: Context, action: RecordCount) -> None:
    """Refuse what is not of this count's time, and a line that another person has counted."""
    session = open_session(context, action)
    if not action.lines and not action.unknown:
        raise NothingToDo
    if len(action.unknown) > LINES_MAX:
        raise TooManyLines(count=len(action.unknown), most=LINES_MAX)
    for moment in _moments(action):
        if not session.started_at - CLOCKS_DIFFER < moment < context.recorded_at + CLOCKS_DIFFER:
            raise CountTime(at=f"{moment:%Y-%m-%d %H:%M}")
    if not action.lines:
        return
    lot_ids = {line.lot_id for line in action.lines}
    stock = Stock.read(context, session.depot_code, action.business_date, lot_ids)
    known = counters_of(context, session.seq, lot_ids)
    seen: set[tuple[LotId, PlaceCode, int]] = set()

    def problem_of(line: CountedLine) -> Problem:
        key = (line.lot_id, line.place, line.round)
        is_repeated = key in seen
        seen.add(key)
        problem = _line_problem(stock, line, is_repeated=is_repeated) or _moment_problem(context, session, line)
        who = known.get((line.lot_id, line.place), NOBODY)
        return problem or _round_problem(context, stock.lots[line.lot_id], line, who)

    check_lines(action.lines, problem_of)


def _moments(action: RecordCount) -> Iterable[datetime]:
    """Yield when everything was counted."""
    yield from (line.counted_at for line in action.lines)
    yield from (code.counted_at for code in action.unknown)


def _line_problem(stock: Stock, line: CountedLine, *, is_repeated: bool) -> Problem:
    """Return what is wrong with the lot, the place or the quantity of a line."""
    problem = lot_problem(stock, line.lot_id) or place_problem(stock.places, location_of(line.place))
    if problem is not None:
        return problem
    lot = stock.lots[line.lot_id]
    if is_repeated:
        return "lot_id", LineTwice(item=lot.item_name, label=lot.label_code, place=line.place)
    if line.counted < NO_QUANTITY or (lot.is_single and line.counted.thousandths > lookups.SINGLE):
        return "counted", QuantityNegative(quantity=line.counted)
    if not line.counted.fits(lot.decimals):
        return "counted", TooManyDecimals(item=lot.item_name, decimals=lot.decimals, quantity=line.counted)
    return None


def _moment_problem(context: Context, session: SessionFact, line: CountedLine) -> Problem:
    """Return why the books cannot have stood there when the line was counted."""
    if session.seq <= line.at_seq < context.seq:
        return None
    return "at_seq", CountMoment(at_seq=line.at_seq, first=session.seq, last=context.seq - 1)


def _round_problem(context: Context, lot: LotFact, line: CountedLine, who: Counters) -> Problem:
    """Return why this person may not count this line in this round."""
    item, label, actor = lot.item_name, lot.label_code, context.actor
    if line.round == 1:
        if who.second is not None:
            return "round", SecondCountStands(item=item, label=label, by=who.second)
        holder = who.first
    else:
        if who.first is None:
            return "round", FirstCountMissing(item=item, label=label)
        if who.first == actor:
            return "round", OtherPersonNeeded(item=item, label=label, login=actor)
        holder = who.second
    if holder is not None and holder != actor:
        return "round", CountedByAnother(item=item, label=label, by=holder)
    return None


# --- the books of a moment -------------------------------------------------------------------------------------------


class Past:
    """What the places of a depot held of some lots after an earlier entry."""

    def __init__(self, context: Context, depot: DepotCode, lot_ids: Iterable[LotId], since: int) -> None:
        """Read what they hold and what moved since.

        Args:
            context: where this is asked.
            depot: the depot.
            lot_ids: the lots.
            since: the earliest entry that will be asked for.
        """
        wanted = set(lot_ids)
        self._held = lookups.goods(context, depot, wanted).held
        self._changes: dict[tuple[LotId, PlaceCode], list[tuple[int, int]]] = {}
        self._corrections: dict[tuple[LotId, PlaceCode], int] = {}
        for some in lookups.chunks(wanted):
            rows = _MOVED.rows(context.connection, site_id=context.site_id, since=since, lot_ids=some)
            for lot_id, of_depot, seq, origin, goal, quantity in rows:
                if of_depot == depot:
                    self._take(lot_id, seq, origin, goal, int(quantity))

    def _take(self, lot_id: LotId, seq: int, origin: PlaceCode, goal: PlaceCode, quantity: int) -> None:
        """Take a movement in."""
        for place, other, change in ((origin, goal, -quantity), (goal, origin, quantity)):
            self._changes.setdefault((lot_id, place), []).append((seq, change))
            if other == COUNT_DIFFERENCE:
                self._corrections[lot_id, place] = max(seq, self._corrections.get((lot_id, place), 0))

    def balance(self, lot_id: LotId, place: PlaceCode, at_seq: int) -> Quantity:
        """Return what a place held of a lot after an entry."""
        holding = self._held.get((lot_id, place))
        now = 0 if holding is None else holding.quantity.thousandths
        later = sum(change for seq, change in self._changes.get((lot_id, place), ()) if seq > at_seq)
        return Quantity(now - later)

    def corrected(self, lot_id: LotId, place: PlaceCode, at_seq: int) -> int | None:
        """Return the newest entry after another that corrected a place to a count; None where none did."""
        seq = self._corrections.get((lot_id, place), 0)
        return seq if seq > at_seq else None


_MOVED = Prepared(
    select(
        Movement.lot_id,
        Movement.depot_code,
        Movement.seq,
        Movement.from_place,
        Movement.to_place,
        func.sum(Movement.quantity),
    )
    .where(
        Movement.site_id == bindparam("site_id"),
        Movement.seq > bindparam("since"),
        Movement.lot_id.in_(bindparam("lot_ids", expanding=True)),
    )
    .group_by(Movement.lot_id, Movement.depot_code, Movement.seq, Movement.from_place, Movement.to_place)
)


# --- effect ----------------------------------------------------------------------------------------------------------


def record(context: Context, action: RecordCount) -> None:
    """Write what was counted, each line with the books of its moment, and let it hold."""
    session = open_session(context, action)
    if action.lines:
        _write_lines(context, action, session)
    rows = [
        {
            "site_id": context.site_id,
            "seq": context.seq,
            "line": number,
            "of_seq": action.of_seq,
            "code": code.code,
            "place_code": code.place,
            "counted_at": code.counted_at,
            "counter": context.actor,
            "note": code.note,
        }
        for number, code in enumerate(action.unknown, 1)
    ]
    for some in lookups.chunks(rows):
        _INSERT_UNKNOWN.run(context.connection, *some)
    here = (CountSession.site_id == context.site_id) & (CountSession.seq == action.of_seq)
    context.connection.execute(update(CountSession).where(here).values(last_record=context.seq))


def _write_lines(context: Context, action: RecordCount, session: SessionFact) -> None:
    """Write the lines, and keys for what was not expected."""
    lot_ids = {line.lot_id for line in action.lines}
    known = counters_of(context, session.seq, lot_ids)
    found = {key: line for line in action.lines if (key := (line.lot_id, line.place)) not in known}
    since = session.seq if found else min(line.at_seq for line in action.lines)
    past = Past(context, session.depot_code, lot_ids, since)
    if found:
        _write_found(context, session, found, past)
    records = [
        _record_row(context, action, number, line, past.balance(line.lot_id, line.place, line.at_seq))
        for number, line in enumerate(action.lines, 1)
    ]
    for some in lookups.chunks(records):
        _INSERT_RECORD.run(context.connection, *some)
    for each in {line.round for line in action.lines}:
        _POINT[each].run(context.connection, {"of_site": context.site_id, "of_entry": context.seq})


def _write_found(
    context: Context, session: SessionFact, found: dict[tuple[LotId, PlaceCode], CountedLine], past: Past
) -> None:
    """Write keys of goods that were not expected, with what the books had there when the count was started."""
    lots = lookups.goods(context, session.depot_code, {lot_id for lot_id, _place in found}).lots
    rows = []
    for lot_id, place in found:
        book = past.balance(lot_id, place, session.seq)
        each = Expected(lot_id, place, lots[lot_id].item_code, book.thousandths)
        rows.append(key_row(context, session.seq, session.depot_code, each, is_expected=False))
    for some in lookups.chunks(rows):
        _INSERT_KEY.run(context.connection, *some)


def _record_row(
    context: Context, action: RecordCount, number: int, line: CountedLine, book: Quantity
) -> dict[str, object]:
    """Return the row of one counted line."""
    return {
        "site_id": context.site_id,
        "seq": context.seq,
        "line": number,
        "of_seq": action.of_seq,
        "lot_id": line.lot_id,
        "place_code": line.place,
        "round": line.round,
        "counted": line.counted.thousandths,
        "book_quantity": book.thousandths,
        "at_seq": line.at_seq,
        "counted_at": line.counted_at,
        "counter": context.actor,
        "note": line.note,
    }

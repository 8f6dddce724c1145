"""Upkeep and inspection of goods: the record of what was done, and goods that go out of service or come back."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import msgspec
from sqlalchemy import and_, func, or_, select, update

from supplies.errors import (
    AmountNotPositive,
    DateInFuture,
    HoursBackward,
    InsufficientStock,
    NextTooEarly,
    PartExpired,
    PartTwice,
    ReasonNeeded,
    ServiceFirst,
    SetAside,
)
from supplies.journal.action import Context
from supplies.models.stock import DocumentKind, Lot, Movement, PlaceKind
from supplies.models.upkeep import TESTS, Component, Upkeep, UpkeepKind, UpkeepResult
from supplies.prepared import prepared_insert
from supplies.stock import ledger, lookups
from supplies.stock.actions import LotLine, Name, StockAction, Text
from supplies.stock.checks import (
    Problem,
    Stock,
    check_head,
    check_lines,
    lot_problem,
    place_problem,
    quantity_problem,
    taking_problem,
)
from supplies.stock.ledger import Route
from supplies.stock.lookups import LotFact, location_of, part_kind, part_of
from supplies.stock.places import part_name, shown_place
from supplies.stock.readiness import issue_problem, test_problem
from supplies.values import NO_MONEY, NO_QUANTITY, DepotCode, LotId, Money, PlaceCode, Quantity

__all__ = [
    "ComponentLine",
    "RecordUpkeep",
    "ReturnToService",
    "UpkeepKind",
    "UpkeepLine",
    "UpkeepResult",
    "check_record_upkeep",
    "check_return_to_service",
    "issue_problem",
    "record_upkeep",
    "return_to_service",
    "test_problem",
]

PREFIX = "WB"
"""The first letters of a record's number: 维保."""

_INSERT_UPKEEP = prepared_insert(Upkeep)
_INSERT_COMPONENT = prepared_insert(Component)


class ComponentLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A part that was put in, and when it expires."""

    name: Name
    expires_on: date


class UpkeepLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What was done to some of a lot, or to one object, and what it is good for now."""

    lot_id: LotId
    place: PlaceCode
    """Where it lies: a location, a unit, or a part of one where goods are set aside."""
    quantity: Quantity
    result: UpkeepResult = UpkeepResult.USABLE
    hours: Quantity | None = None
    """The running hours that the meter shows."""
    consumed: Text = ""
    """Fuel, water, electricity."""
    faults: Text = ""
    parts: Text = ""
    components: tuple[ComponentLine, ...] = ()
    certificate: Text = ""
    cost: Money | None = None
    next_on: date | None = None
    """When the same is due again, as the paper says; None: after the item's interval."""


class RecordUpkeep(StockAction, frozen=True, kw_only=True, tag="stock.record_upkeep"):
    """Record what was done to keep goods fit for use; the counterparty is whoever did it."""

    kind: UpkeepKind
    done_on: date
    lines: tuple[UpkeepLine, ...]


class ReturnToService(StockAction, frozen=True, kw_only=True, tag="stock.return_to_service"):
    """Put goods back into service that were found usable; each line names the location, not its part."""

    lines: tuple[LotLine, ...]


# --- whether it may be -----------------------------------------------------------------------------------------------


def check_record_upkeep(context: Context, action: RecordUpkeep) -> None:
    """Refuse what is not there, dates and meters that run backward, and a fault that is not named."""
    check_head(context, action)
    if action.done_on > action.business_date:
        raise DateInFuture(date=action.done_on, today=action.business_date)
    stock = Stock.read(context, action.depot, action.business_date, (line.lot_id for line in action.lines))
    meters = _meters(context, stock)
    asked: Counter[tuple[LotId, PlaceCode]] = Counter()

    def problem_of(line: UpkeepLine) -> Problem:
        found = lot_problem(stock, line.lot_id) or place_problem(stock.places, location_of(line.place))
        if found is not None:
            return found
        lot = stock.lots[line.lot_id]
        asked[line.lot_id, line.place] += line.quantity.thousandths
        return (
            _quantity_problem(stock, lot, line, Quantity(asked[line.lot_id, line.place]))
            or _words_problem(action, line)
            or _component_problem(action, line)
            or _meter_problem(lot, line, meters)
            or _stop_problem(stock, lot, line)
        )

    check_lines(action.lines, problem_of)


def _quantity_problem(stock: Stock, lot: LotFact, line: UpkeepLine, asked: Quantity) -> Problem:
    """Return why so much of a lot cannot have been looked after there."""
    problem = quantity_problem(line.quantity, lot.item_name, lot.decimals)
    held = stock.held.get((line.lot_id, line.place))
    there = NO_QUANTITY if held is None else held.quantity
    if problem is not None or asked <= there:
        return problem
    error = InsufficientStock(
        wanted=asked,
        item=lot.item_name,
        label=lot.label_code,
        place=shown_place(line.place),
        on_hand=there,
        elsewhere="-",
    )
    return "quantity", error


def _words_problem(action: RecordUpkeep, line: UpkeepLine) -> Problem:
    """Return what is wrong with the days and the words of a line."""
    if line.result is not UpkeepResult.USABLE and not line.faults.strip():
        return "faults", ReasonNeeded()
    if line.cost is not None and line.cost < NO_MONEY:
        return "cost", AmountNotPositive(amount=line.cost)
    if line.next_on is not None and line.next_on <= action.done_on:
        return "next_on", NextTooEarly(next=line.next_on, done=action.done_on)
    return None


def _component_problem(action: RecordUpkeep, line: UpkeepLine) -> Problem:
    """Return what is wrong with the parts that were put in."""
    seen: set[str] = set()
    for part in line.components:
        if part.name in seen:
            return "components", PartTwice(component=part.name)
        if part.expires_on < action.done_on:
            error = PartExpired(component=part.name, expires=part.expires_on, done=action.done_on)
            return "components", error
        seen.add(part.name)
    return None


def _meters(context: Context, stock: Stock) -> dict[LotId, int]:
    """Return the most running hours that were read of each lot, in thousandths."""
    found: dict[LotId, int] = {}
    for some in lookups.chunks(stock.lots):
        here = (Upkeep.site_id == context.site_id, Upkeep.lot_id.in_(some), Upkeep.hours.is_not(None))
        rows = context.connection.execute(
            select(Upkeep.lot_id, func.max(Upkeep.hours)).where(*here).group_by(Upkeep.lot_id)
        )
        found |= {lot_id: hours for lot_id, hours in rows if hours is not None}
    return found


def _meter_problem(lot: LotFact, line: UpkeepLine, meters: dict[LotId, int]) -> Problem:
    """Return why the meter cannot show that; each object has its own."""
    if line.hours is None:
        return None
    before = Quantity(meters.get(line.lot_id, 0) if lot.is_single else 0)
    if line.hours < before:
        error = HoursBackward(item=lot.item_name, label=lot.label_code, before=before, hours=line.hours)
        return "hours", error
    return None


def _stop_problem(stock: Stock, lot: LotFact, line: UpkeepLine) -> Problem:
    """Return why goods cannot go out of service: those held for others or not inspected yet are not ours to stop."""
    if not _is_stopped_now(line):
        return None
    kind = part_kind(line.place)
    if kind is not None:
        return "place", SetAside(item=lot.item_name, label=lot.label_code, state=part_name(kind))
    return taking_problem(stock, line.lot_id, line.place, line.quantity)


def _is_stopped_now(line: UpkeepLine) -> bool:
    """Return whether a line takes goods out of service that were not."""
    return line.result is UpkeepResult.STOPPED and part_kind(line.place) is not PlaceKind.OUT_OF_SERVICE


def check_return_to_service(context: Context, action: ReturnToService) -> None:
    """Refuse what is not out of service there, and what nobody has found usable since it was stopped."""
    check_head(context, action)
    stock = Stock.read(context, action.depot, action.business_date, (line.lot_id for line in action.lines))

    def problem_of(line: LotLine) -> Problem:
        problem = place_problem(stock.places, line.place) or taking_problem(
            stock,
            line.lot_id,
            part_of(line.place, PlaceKind.OUT_OF_SERVICE),
            line.quantity,
            (PlaceKind.OUT_OF_SERVICE,),
        )
        if problem is not None:
            return problem
        lot = stock.lots[line.lot_id]
        if _is_found_usable(context, action.depot, line):
            return None
        return "lot_id", ServiceFirst(item=lot.item_name, label=lot.label_code)

    check_lines(action.lines, problem_of)


def _is_found_usable(context: Context, depot: DepotCode, line: LotLine) -> bool:
    """Return whether the newest record of a lot finds it usable, and is later than what put it out of service."""
    part = part_of(line.place, PlaceKind.OUT_OF_SERVICE)
    stopped = select(func.max(Movement.seq)).where(
        Movement.site_id == context.site_id,
        Movement.lot_id == line.lot_id,
        Movement.depot_code == depot,
        Movement.to_place == part,
    )
    newest = (
        select(Upkeep.seq, Upkeep.result)
        .where(Upkeep.site_id == context.site_id, Upkeep.lot_id == line.lot_id)
        .order_by(Upkeep.seq.desc(), Upkeep.line.desc())
        .limit(1)
    )
    row = context.connection.execute(newest).first()
    since = context.connection.scalar(stopped) or 0
    return row is not None and row.seq > since and row.result is not UpkeepResult.STOPPED


# --- what follows ----------------------------------------------------------------------------------------------------


def record_upkeep(context: Context, action: RecordUpkeep) -> None:
    """Write the record; a test that was passed counts for the lot, and what is stopped goes out of service."""
    number = ledger.next_number(context, action.depot, PREFIX, action.business_date.year)
    rows = [_row(context, action, number, at, line) for at, line in enumerate(action.lines, 1)]
    _INSERT_UPKEEP.run(context.connection, *rows)
    parts = list(_component_rows(context, action))
    if parts:
        _INSERT_COMPONENT.run(context.connection, *parts)
    if action.kind in TESTS:
        _note_tests(context, action)
    routes = [
        Route(line.lot_id, line.place, part_of(line.place, PlaceKind.OUT_OF_SERVICE), line.quantity, line.faults)
        for line in action.lines
        if _is_stopped_now(line)
    ]
    if routes:
        ledger.carry(context, action, DocumentKind.SERVICE, routes)


def _row(context: Context, action: RecordUpkeep, number: str, at: int, line: UpkeepLine) -> dict[str, Any]:
    """Return the row of a line."""
    return {
        "site_id": context.site_id,
        "seq": context.seq,
        "line": at,
        "number": number,
        "depot_code": action.depot,
        "lot_id": line.lot_id,
        "kind": action.kind,
        "result": line.result,
        "done_on": action.done_on,
        "done_by": action.counterparty,
        "quantity": line.quantity.thousandths,
        "hours": None if line.hours is None else line.hours.thousandths,
        "consumed": line.consumed,
        "faults": line.faults,
        "parts": line.parts,
        "certificate": line.certificate,
        "cost_fen": None if line.cost is None else line.cost.fen,
        "next_on": line.next_on,
        "note": action.note,
        "actor": context.actor,
        "recorded_at": context.recorded_at,
    }


def _component_rows(context: Context, action: RecordUpkeep) -> Iterator[dict[str, Any]]:
    """Yield the rows of the parts that were put in."""
    for at, line in enumerate(action.lines, 1):
        for part in line.components:
            yield {
                "site_id": context.site_id,
                "seq": context.seq,
                "line": at,
                "name": part.name,
                "lot_id": line.lot_id,
                "expires_on": part.expires_on,
            }


def _note_tests(context: Context, action: RecordUpkeep) -> None:
    """Note the day of the test on the lots that passed it; an older paper entered late does not set it back."""
    passed = {line.lot_id for line in action.lines if line.result is not UpkeepResult.STOPPED}
    for some in lookups.chunks(passed):
        is_newer = or_(Lot.tested_on.is_(None), Lot.tested_on < action.done_on)
        here = and_(Lot.site_id == context.site_id, Lot.lot_id.in_(some), is_newer)
        context.connection.execute(update(Lot).where(here).values(tested_on=action.done_on))


def return_to_service(context: Context, action: ReturnToService) -> None:
    """Move the lines back to where they can be handed out."""
    routes = [
        Route(line.lot_id, part_of(line.place, PlaceKind.OUT_OF_SERVICE), line.place, line.quantity, line.reason)
        for line in action.lines
    ]
    ledger.carry(context, action, DocumentKind.SERVICE, routes)

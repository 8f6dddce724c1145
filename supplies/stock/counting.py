"""Counting a depot (盘点): what can happen to a count, and how one is started.

See docs/decisions/0005-counts-by-difference.md. ``count_records`` takes what was counted, ``count_finish`` ends it.
"""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

import msgspec
from sqlalchemy import Connection, Select, and_, func, or_, select

from supplies.catalogue.actions import CATEGORY
from supplies.errors import (
    CountCancelled,
    CountFinished,
    NothingToCount,
    QuantityNegative,
    TooManyLines,
    UnknownRecord,
)
from supplies.journal.action import Action, Context
from supplies.language import _
from supplies.models.catalogue import Item, ItemClassification, Node
from supplies.models.counts import CountKey, CountSession
from supplies.models.stock import INSIDE, Balance, Place, PlaceKind
from supplies.prepared import prepared_insert
from supplies.stock import ledger, lookups
from supplies.stock.actions import SEQ_MAX, Name, Text
from supplies.stock.checks import check_depot
from supplies.values import NO_QUANTITY, DepotCode, ItemCode, LotId, PlaceCode, Quantity, SiteId

PREFIX = "PD"
"""盘点."""
KEYS_MAX = 50_000
"""Lots at places in one count; a larger depot is counted location by location."""
FILTERS_MAX = 500
"""Locations, or item types, that one count may name."""

_INSERT_SESSION = prepared_insert(CountSession)
_INSERT_KEY = prepared_insert(CountKey)

CountSeq = Annotated[int, msgspec.Meta(ge=1, le=SEQ_MAX)]
"""The entry that started a count."""


class Sample(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A random sample: the lots whose hash with the seed is smallest, so that anybody can draw it again."""

    size: Annotated[int, msgspec.Meta(ge=1, le=KEYS_MAX)]
    """How many lots."""
    seed: Annotated[str, msgspec.Meta(min_length=1, max_length=64)]


class StartCount(Action, frozen=True, kw_only=True, tag="stock.start_count"):
    """Begin to count a depot, or the part of it that all filters leave."""

    depot: DepotCode
    name: Name
    planned_on: date | None = None
    places: tuple[PlaceCode, ...] = ()
    """Storage locations; empty for all."""
    category: Text = ""
    items: tuple[ItemCode, ...] = ()
    sample: Sample | None = None
    is_blind: bool = True
    """Whether the book quantity stays hidden from a counter until the line is counted."""
    tolerance_mille: Annotated[int, msgspec.Meta(ge=0, le=1000)] = 0
    """Thousandths of the book quantity; a difference above this and above ``tolerance`` needs a second count."""
    tolerance: Quantity = msgspec.field(default_factory=lambda: NO_QUANTITY)


class CountedLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What somebody counted of a lot at a place, and what the books had reached by then."""

    lot_id: LotId
    place: PlaceCode
    """A storage location, a unit, or the part of a location where goods are set aside."""
    counted: Quantity
    at_seq: CountSeq
    """The newest entry of the journal when the goods were counted."""
    counted_at: Annotated[datetime, msgspec.Meta(tz=True)]
    round: Annotated[int, msgspec.Meta(ge=1, le=2)] = 1
    note: Text = ""


class UnknownCode(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A code that the books do not know, as it was scanned."""

    code: Annotated[str, msgspec.Meta(min_length=1, max_length=300)]
    place: Text = ""
    counted_at: Annotated[datetime, msgspec.Meta(tz=True)]
    note: Text = ""


class RecordCount(Action, frozen=True, kw_only=True, tag="stock.record_count"):
    """Take what one person counted, in batches of any size; a line counted again replaces what was counted before."""

    of_seq: CountSeq
    lines: tuple[CountedLine, ...] = ()
    unknown: tuple[UnknownCode, ...] = ()


class KeyReason(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Why a line differs, or why it was not counted."""

    lot_id: LotId
    place: PlaceCode
    reason: Text = ""
    quantity: Quantity | None = None
    """By how much it differs, for whoever approves; None: not said."""


class FinishCount(Action, frozen=True, kw_only=True, tag="stock.finish_count"):
    """Finish a count and post what differs."""

    of_seq: CountSeq
    last_record: Annotated[int, msgspec.Meta(ge=0, le=SEQ_MAX)]
    """The newest entry of it that its author saw: nothing is approved that was counted later."""
    reason: Text = ""
    """Of every difference that has no reason of its own."""
    left_out: Text = ""
    """Why every line is left out that was not counted and has no reason of its own."""
    lines: tuple[KeyReason, ...] = ()
    note: Text = ""


class CancelCount(Action, frozen=True, kw_only=True, tag="stock.cancel_count"):
    """Give a count up; what was counted stays to be read, and nothing is posted."""

    of_seq: CountSeq
    reason: Annotated[str, msgspec.Meta(min_length=2, max_length=300)]


# --- what the rules of every step ask ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SessionFact:
    """What of a count the rules and effects need."""

    site_id: SiteId
    seq: int
    number: str
    depot_code: DepotCode
    tolerance_mille: int
    tolerance_quantity: int
    started_at: datetime
    last_record: int
    finished_by: str | None
    finished_at: datetime | None
    cancelled_by: str | None
    cancel_reason: str


_FACTS = [getattr(CountSession, name) for name in SessionFact.__dataclass_fields__]


def session_fact(connection: Connection, site_id: SiteId, seq: int) -> SessionFact:
    """Return a count.

    Raises:
        UnknownRecord: no count was started by that entry.
    """
    here = (CountSession.site_id == site_id, CountSession.seq == seq)
    row = connection.execute(select(*_FACTS).where(*here)).first()
    if row is None:
        raise UnknownRecord(kind=_("Count"), key=str(seq))
    return SessionFact(*row)


def open_session(context: Context, action: RecordCount | FinishCount | CancelCount) -> SessionFact:
    """Return the count that an action is about.

    Raises:
        UnknownRecord: there is no such count.
        CountFinished: somebody has finished it.
        CountCancelled: it was given up.
    """
    fact = session_fact(context.connection, context.site_id, action.of_seq)
    if fact.finished_by is not None and fact.finished_at is not None:
        raise CountFinished(
            number=fact.number, by=fact.finished_by, at=f"{fact.finished_at.astimezone():%Y-%m-%d %H:%M}"
        )
    if fact.cancelled_by is not None:
        raise CountCancelled(number=fact.number, by=fact.cancelled_by, reason=fact.cancel_reason)
    return fact


def depot_counted(context: Context, action: RecordCount | FinishCount | CancelCount) -> DepotCode | None:
    """Return which depot a count is of."""
    here = (CountSession.site_id == context.site_id) & (CountSession.seq == action.of_seq)
    return context.connection.scalar(select(CountSession.depot_code).where(here))


# --- starting ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Expected:
    """A lot that the books have at a place."""

    lot_id: LotId
    place: PlaceCode
    item_code: ItemCode
    quantity: int


def check_start(context: Context, action: StartCount) -> None:
    """Refuse filters that name nothing known, a tolerance below zero, and a count of nothing."""
    check_depot(context, action.depot, action.business_date)
    most = max(len(action.places), len(action.items))
    if most > FILTERS_MAX:
        raise TooManyLines(count=most, most=FILTERS_MAX)
    _check_known(context, action)
    if action.tolerance < NO_QUANTITY:
        raise QuantityNegative(quantity=action.tolerance)
    found = expected(context, action)
    if not found:
        raise NothingToCount(depot=action.depot)
    if len(found) > KEYS_MAX:
        raise TooManyLines(count=len(found), most=KEYS_MAX)


def _check_known(context: Context, action: StartCount) -> None:
    """Refuse a location, a category or an item type that is not recorded."""
    storage = and_(Place.depot_code == action.depot, Place.kind == PlaceKind.STORAGE)
    categories = select(Node.code).where(Node.scheme == CATEGORY, Node.code == action.category)
    wanted: tuple[tuple[str, Collection[str], Collection[str]], ...] = (
        (_("Location"), action.places, set(context.connection.scalars(select(Place.code).where(storage)))),
        (_("Category"), [action.category] if action.category else [], set(context.connection.scalars(categories))),
        (_("Item type"), action.items, set(context.connection.scalars(select(Item.code)))),
    )
    for kind, codes, known in wanted:
        for code in codes:
            if code not in known:
                raise UnknownRecord(kind=kind, key=code)


def expected(context: Context, action: StartCount) -> list[Expected]:
    """Return what the count expects, by place and lot; read once, for its rules and for its effect."""
    if "expected" not in context.known:
        found = [Expected(*row) for row in context.connection.execute(_expected_rows(context, action))]
        context.known["expected"] = found if action.sample is None else _drawn(found, action.sample)
    known: list[Expected] = context.known["expected"]
    return known


def _expected_rows(context: Context, action: StartCount) -> Select[LotId, PlaceCode, ItemCode, int]:
    """Select what lies inside the depot and passes the filters."""
    statement = (
        select(Balance.lot_id, Balance.place_code, Balance.item_code, Balance.quantity)
        .join(Place, and_(Place.depot_code == Balance.depot_code, Place.code == Balance.place_code))
        .where(
            Balance.site_id == context.site_id,
            Balance.depot_code == action.depot,
            Balance.bucket.in_(INSIDE),
            Balance.quantity > 0,
        )
        .order_by(Balance.place_code, Balance.lot_id)
    )
    if action.places:
        statement = statement.where(or_(Place.code.in_(action.places), Place.within.in_(action.places)))
    if action.items:
        statement = statement.where(Balance.item_code.in_(action.items))
    if action.category:
        statement = statement.where(Balance.item_code.in_(_items_of(action.category, action.business_date)))
    return statement


def _items_of(category: str, day: date) -> Select[ItemCode]:
    """Select the item types that stand in a category on a day."""
    ranked = (
        select(
            ItemClassification.item_code,
            ItemClassification.node,
            func.row_number()
            .over(partition_by=ItemClassification.item_code, order_by=ItemClassification.valid_from.desc())
            .label("age"),
        )
        .where(ItemClassification.scheme == CATEGORY, ItemClassification.valid_from <= day)
        .subquery()
    )
    return select(ranked.c.item_code).where(ranked.c.age == 1, ranked.c.node == category)


def _drawn(found: list[Expected], sample: Sample) -> list[Expected]:
    """Return what a sample leaves: every place of the lots drawn."""
    lots = sorted({each.lot_id for each in found}, key=lambda lot: (_ticket(sample.seed, lot), lot))
    drawn = set(lots[: sample.size])
    return [each for each in found if each.lot_id in drawn]


def _ticket(seed: str, lot: LotId) -> bytes:
    """Return the number that a lot draws."""
    return hashlib.sha256(f"{seed} {lot}".encode()).digest()


def start(context: Context, action: StartCount) -> None:
    """Write the session and what it expects."""
    sample = action.sample
    row = {
        "site_id": context.site_id,
        "seq": context.seq,
        "number": ledger.next_number(context, action.depot, PREFIX, action.business_date.year),
        "depot_code": action.depot,
        "name": action.name,
        "started_on": action.business_date,
        "planned_on": action.planned_on,
        "places": " ".join(action.places),
        "category": action.category,
        "items": " ".join(action.items),
        "sample_size": None if sample is None else sample.size,
        "sample_seed": None if sample is None else sample.seed,
        "is_blind": action.is_blind,
        "tolerance_mille": action.tolerance_mille,
        "tolerance_quantity": action.tolerance.thousandths,
        "started_by": context.actor,
        "started_at": context.recorded_at,
        "last_record": 0,
        "finished_seq": None,
        "finished_by": None,
        "finished_at": None,
        "has_document": False,
        "cancelled_seq": None,
        "cancelled_by": None,
        "cancel_reason": "",
    }
    _INSERT_SESSION.run(context.connection, row)
    keys = [key_row(context, context.seq, action.depot, each, is_expected=True) for each in expected(context, action)]
    for some in lookups.chunks(keys):
        _INSERT_KEY.run(context.connection, *some)


def key_row(context: Context, of_seq: int, depot: DepotCode, each: Expected, *, is_expected: bool) -> dict[str, object]:
    """Return the row of a lot at a place that nobody has counted yet."""
    return {
        "site_id": context.site_id,
        "of_seq": of_seq,
        "lot_id": each.lot_id,
        "place_code": each.place,
        "depot_code": depot,
        "item_code": each.item_code,
        "is_expected": is_expected,
        "book_quantity": each.quantity,
        "first_seq": None,
        "first_line": None,
        "second_seq": None,
        "second_line": None,
        "is_left_out": False,
        "end_quantity": None,
        "reason": "",
    }

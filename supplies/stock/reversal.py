"""Whether a document may be taken back whole: its goods must still be where it left them."""

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import RowMapping, or_, select

from supplies.errors import (
    CountBetween,
    MovedSince,
    PlaceRetired,
    ReasonNeeded,
    ReversalStays,
    ReversalTooEarly,
    ReversedAlready,
    ShortOnLaterDay,
    UnknownRecord,
)
from supplies.journal.action import Context
from supplies.language import _
from supplies.models.open_items import OpenLine
from supplies.models.stock import BUCKETS, Bucket, Document, DocumentKind, Movement, Place
from supplies.stock import lookups
from supplies.stock.actions import Reverse
from supplies.stock.checks import Stock, check_depot, lowest_from
from supplies.stock.count_finish import counted_since
from supplies.stock.disposal import check_not_handled
from supplies.stock.lookups import OUTSIDE
from supplies.stock.places import shown_place
from supplies.stock.rotation import check_not_replaced
from supplies.values import DepotCode, LotId, PlaceCode, Quantity

NUMBERS_SHOWN = 3


def check_reverse(context: Context, action: Reverse) -> None:
    """Refuse to take back what is gone, what was taken back before, and a reversal itself."""
    if not action.reason.strip():
        raise ReasonNeeded
    document = _document(context, action)
    check_depot(context, document["depot_code"], action.business_date)
    check_not_handled(context, action.reverses_seq)
    check_not_replaced(context, action.reverses_seq, document["number"])
    if action.business_date < document["business_date"]:
        raise ReversalTooEarly(number=document["number"], original=document["business_date"], date=action.business_date)
    movements = select(Movement).where(Movement.site_id == context.site_id, Movement.seq == action.reverses_seq)
    lines = context.connection.execute(movements.order_by(Movement.line)).mappings().all()
    for depot in (document["depot_code"], document["peer_depot"]):
        if depot is not None:
            some = [line for line in lines if line["depot_code"] == depot]
            _check_goods(context, action, document["number"], depot, some)
            _check_counts(context, document, depot, some)
    _check_objects(context, action, document["number"], lines)
    _check_open(context, action, document["number"])


def depot_reversed(context: Context, action: Reverse) -> DepotCode | None:
    """Return where the document to be reversed was made: a reviewer of that depot may reverse it."""
    here = (Document.site_id == context.site_id) & (Document.seq == action.reverses_seq)
    return context.connection.scalar(select(Document.depot_code).where(here))


def _document(context: Context, action: Reverse) -> RowMapping:
    """Return the document to be reversed."""
    here = (Document.site_id == context.site_id) & (Document.seq == action.reverses_seq)
    document = context.connection.execute(select(Document).where(here)).mappings().first()
    if document is None:
        raise UnknownRecord(kind=_("Document"), key=str(action.reverses_seq))
    if document["kind"] is DocumentKind.REVERSAL:
        raise ReversalStays(number=document["number"])
    by = select(Document.number).where(
        Document.site_id == context.site_id, Document.reverses_seq == action.reverses_seq
    )
    reversal = context.connection.scalar(by)
    if reversal is not None:
        raise ReversedAlready(number=document["number"], reversal=reversal)
    return document


def _check_counts(context: Context, document: RowMapping, depot: DepotCode, lines: Sequence[RowMapping]) -> None:
    """Refuse to take back what a finished count has found since: it was counted with this document in the books."""
    ends = {(line["lot_id"], line[end]) for line in lines for end in ("from_place", "to_place")}
    since = counted_since(context, depot, ends, document["seq"])
    if since is not None:
        count, lot_id, place = since
        lot = lookups.lots(context.connection, context.site_id, [lot_id])[lot_id]
        raise CountBetween(
            number=document["number"],
            count=count,
            item=lot.item_name,
            label=lot.label_code,
            place=shown_place(place),
        )


def _check_open(context: Context, action: Reverse, number: str) -> None:
    """Refuse to take back what has come back, or arrived, in part."""
    settled = (
        OpenLine.site_id == context.site_id,
        OpenLine.of_seq == action.reverses_seq,
        OpenLine.left_quantity < OpenLine.quantity,
    )
    for lot_id, line in context.connection.execute(select(OpenLine.lot_id, OpenLine.of_line).where(*settled)):
        statement = (
            select(Document.number)
            .join(Movement, (Movement.site_id == Document.site_id) & (Movement.seq == Document.seq))
            .where(
                Movement.site_id == context.site_id,
                Movement.of_seq == action.reverses_seq,
                Movement.of_line == line,
            )
            .order_by(Movement.seq.desc())
            .limit(NUMBERS_SHOWN)
        )
        since = ", ".join(dict.fromkeys(context.connection.scalars(statement)))
        lot = lookups.lots(context.connection, context.site_id, [lot_id])[lot_id]
        raise MovedSince(number=number, item=lot.item_name, label=lot.label_code, since=since)


def _check_goods(context: Context, action: Reverse, number: str, depot: DepotCode, lines: Sequence[RowMapping]) -> None:
    """Walk the mirror line by line and refuse where a place would be left with what cannot be."""
    stock = Stock.read(context, depot, action.business_date, (line["lot_id"] for line in lines))
    places = context.connection.execute(select(Place).where(Place.depot_code == depot)).mappings()
    place_of = {place["code"]: place for place in places}
    left = {key: [holding.quantity.thousandths, holding.amount.fen] for key, holding in stock.held.items()}
    for line in lines:
        _give_and_take(left, line)
    for (lot_id, place), (quantity, fen) in left.items():
        is_sound = quantity >= 0 and fen >= 0 and (quantity > 0 or fen == 0)
        if place_of[place]["bucket"] is not Bucket.OUTSIDE and not is_sound:
            raise _moved_since(context, action, number, stock, (lot_id, place))
    for line in lines:
        if not place_of[line["from_place"]]["is_active"]:
            raise PlaceRetired(place=line["from_place"])
        if place_of[line["to_place"]]["bucket"] is not Bucket.OUTSIDE:
            _check_later_days(stock, line)


_OUT_OF_BOOKS = (*(code for kind, code in OUTSIDE.items() if BUCKETS[kind] in {Bucket.OUTSIDE, Bucket.GONE}),)


def _check_objects(context: Context, action: Reverse, number: str, lines: Sequence[RowMapping]) -> None:
    """Refuse a reversal that would bring an object back which has been found elsewhere since: no object is twice."""
    for lot_id in dict.fromkeys(line["lot_id"] for line in lines if line["is_single"]):
        now = lookups.places_of(context.connection, context.site_id, lot_id)
        there = Counter(now)
        for line in lines:
            if line["lot_id"] == lot_id:
                there[line["depot_code"], line["to_place"]] -= 1
                there[line["depot_code"], line["from_place"]] += 1
        if sum(count for (_depot, place), count in there.items() if place not in _OUT_OF_BOOKS) > 1:
            depot, place = next(key for key in now if there[key] > 0)
            stock = Stock.read(context, depot, action.business_date, [lot_id])
            raise _moved_since(context, action, number, stock, (lot_id, place))


def _give_and_take(left: dict[tuple[LotId, PlaceCode], list[int]], line: RowMapping) -> None:
    """Count the mirror of a line."""
    for place, sign in ((line["to_place"], -1), (line["from_place"], 1)):
        holding = left[line["lot_id"], place]
        holding[0] += sign * line["quantity"]
        holding[1] += sign * line["amount_fen"]


def _check_later_days(stock: Stock, line: RowMapping) -> None:
    """Refuse a back-dated reversal that would leave less than nothing on a later day."""
    lot_id, place = line["lot_id"], line["to_place"]
    taken = stock.take(lot_id, place, Quantity(line["quantity"]))
    if stock.day >= stock.held[lot_id, place].latest_date:
        return
    lowest = lowest_from(stock, lot_id, place)
    if lowest is not None and lowest[0] < taken:
        lot = stock.lots[lot_id]
        raise ShortOnLaterDay(
            wanted=taken,
            item=lot.item_name,
            label=lot.label_code,
            date=stock.day,
            day=lowest[1],
            on_hand=lowest[0],
        )


def _moved_since(
    context: Context, action: Reverse, number: str, stock: Stock, key: tuple[LotId, PlaceCode]
) -> MovedSince:
    """Name the later documents that moved the goods on."""
    lot_id, place = key
    statement = (
        select(Document.number)
        .join(Movement, (Movement.site_id == Document.site_id) & (Movement.seq == Document.seq))
        .where(
            Movement.lot_id == lot_id,
            Movement.site_id == context.site_id,
            Movement.seq > action.reverses_seq,
            or_(Movement.from_place == place, Movement.to_place == place),
        )
        .order_by(Movement.seq.desc())
        .limit(NUMBERS_SHOWN)
    )
    since = ", ".join(dict.fromkeys(context.connection.scalars(statement)))
    lot = stock.lots[lot_id]
    return MovedSince(number=number, item=lot.item_name, label=lot.label_code, since=since)

"""Movements as changes of a bucket: what each brought into it or took out of it, and the total that the store keeps."""

from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, case, func, or_, select

from supplies.models.stock import Bucket, Document, ItemTotal, Lot, Movement, PlaceKind
from supplies.stock.lookups import OUTSIDE, PARTS
from supplies.values import DepotCode, ItemCode

OLDEST_FIRST = (Movement.business_date, Movement.seq, Movement.line)
"""From the oldest to the newest."""

_PLACES_OF: dict[Bucket, tuple[str, ...]] = {
    Bucket.INSPECTING: (PARTS[PlaceKind.INSPECTING],),
    Bucket.OUT_OF_SERVICE: (PARTS[PlaceKind.OUT_OF_SERVICE],),
    Bucket.HELD: (PARTS[PlaceKind.HELD],),
    Bucket.ISSUED: (OUTSIDE[PlaceKind.ISSUED],),
    Bucket.ON_LOAN: (OUTSIDE[PlaceKind.ON_LOAN],),
    Bucket.IN_TRANSIT: (OUTSIDE[PlaceKind.IN_TRANSIT],),
}
"""How the codes of a bucket's places begin; those of goods on hand have no tilde."""


def _is_in(place: Any, bucket: Bucket) -> ColumnElement[bool]:  # noqa: ANN401 - a mapped column
    """Return the condition that a place is one of the bucket's."""
    if bucket is Bucket.ON_HAND:
        return func.substr(place, 1, 1) != "~"
    return or_(*(func.substr(place, 1, len(start)) == start for start in _PLACES_OF[bucket]))


def _into_and_out_of(bucket: Bucket) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """Return the conditions that a movement comes into a bucket, and that it goes out of it."""
    comes, goes = _is_in(Movement.to_place, bucket), _is_in(Movement.from_place, bucket)
    return and_(comes, ~goes), and_(goes, ~comes)


def changes(bucket: Bucket) -> ColumnElement[bool]:
    """Return the condition that a movement changes what is in a bucket."""
    return or_(*_into_and_out_of(bucket))


def sign_of(bucket: Bucket) -> Any:  # noqa: ANN401 - an SQL expression
    """Return 1 for movements into a bucket, -1 for those out of it, and 0 for all others."""
    into, out_of = _into_and_out_of(bucket)
    return case((into, 1), (out_of, -1), else_=0)


def movements_with_papers(bucket: Bucket) -> Select[*tuple[Any, ...]]:
    """Select movements with their papers; the last two columns are by how much each changed the bucket."""
    sign = sign_of(bucket)
    return (
        select(
            Movement.site_id,
            Movement.seq,
            Movement.line,
            Movement.business_date,
            Document.number,
            Document.kind,
            Document.counterparty,
            Movement.depot_code,
            Lot.label_code,
            Movement.from_place,
            Movement.to_place,
            sign * Movement.quantity,
            sign * Movement.amount_fen,
        )
        .join(Document, and_(Document.site_id == Movement.site_id, Document.seq == Movement.seq))
        .join(Lot, and_(Lot.site_id == Movement.site_id, Lot.lot_id == Movement.lot_id))
    )


def kept_total(connection: Connection, item: ItemCode, bucket: Bucket, depot: DepotCode | None) -> tuple[int, int]:
    """Return the total that the store keeps of an item in a bucket, in thousandths and fen, of one depot or all."""
    total = select(func.sum(ItemTotal.quantity), func.sum(ItemTotal.amount_fen)).where(
        ItemTotal.item_code == item, ItemTotal.bucket == bucket
    )
    if depot is not None:
        total = total.where(ItemTotal.depot_code == depot)
    quantity, fen = connection.execute(total).one()
    return int(quantity or 0), int(fen or 0)

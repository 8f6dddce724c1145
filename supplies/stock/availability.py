"""What may be handed out: goods on hand less what orders hold, beside everything that is set aside or out."""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, and_, case, func, select

from supplies.catalogue.queries import CURRENT_ITEMS, ItemFilter, wanted_items
from supplies.language import N_, _, pick
from supplies.models.catalogue import Item
from supplies.models.open_items import Claim
from supplies.models.stock import ASIDE, Bucket, ItemTotal
from supplies.values import NO_QUANTITY, DepotCode, ItemCode, Money, Quantity

__all__ = [
    "ASIDE",
    "BUCKET_NAMES",
    "Availability",
    "Bucket",
    "StandingRow",
    "availability",
    "bucket_name",
    "free",
    "item_standings",
]

BUCKET_NAMES = {
    Bucket.ON_HAND: N_("On hand"),
    Bucket.INSPECTING: N_("Awaiting inspection"),
    Bucket.OUT_OF_SERVICE: N_("Out of service"),
    Bucket.HELD: N_("Held for others"),
    Bucket.ISSUED: N_("Out, to come back"),
    Bucket.ON_LOAN: N_("On loan"),
    Bucket.IN_TRANSIT: N_("In transit"),
}


def bucket_name(bucket: Bucket) -> str:
    """Return as what goods count, in the reader's language."""
    return _(BUCKET_NAMES[bucket])


@dataclass(frozen=True, slots=True)
class Availability:
    """An item in a depot, or in all of them: every bucket by itself, and what orders hold of what is on hand."""

    item_code: ItemCode
    buckets: dict[Bucket, Quantity] = field(default_factory=dict)
    claimed: Quantity = NO_QUANTITY

    def of(self, bucket: Bucket) -> Quantity:
        """Return how much is in a bucket."""
        return self.buckets.get(bucket, NO_QUANTITY)

    @property
    def free(self) -> Quantity:
        """Return what is on hand and not held by an order."""
        return self.of(Bucket.ON_HAND) - self.claimed


def availability(connection: Connection, depot: DepotCode | None = None) -> dict[ItemCode, Availability]:
    """Return how every item stands that a depot, or any of them, ever had."""
    totals = select(ItemTotal.item_code, ItemTotal.bucket, func.sum(ItemTotal.quantity)).group_by(
        ItemTotal.item_code, ItemTotal.bucket
    )
    claims = (
        select(Claim.item_code, func.sum(Claim.left_quantity)).where(Claim.left_quantity > 0).group_by(Claim.item_code)
    )
    if depot is not None:
        totals = totals.where(ItemTotal.depot_code == depot)
        claims = claims.where(Claim.depot_code == depot)
    held = {item: Quantity(int(total)) for item, total in connection.execute(claims)}
    buckets: dict[ItemCode, dict[Bucket, Quantity]] = {}
    for item, bucket, total in connection.execute(totals):
        buckets.setdefault(item, {})[bucket] = Quantity(int(total))
    return {item: Availability(item, each, held.get(item, NO_QUANTITY)) for item, each in buckets.items()}


def free(connection: Connection, depot: DepotCode | None = None) -> dict[ItemCode, Quantity]:
    """Return how much of every item may be handed out, in a depot or in all of them."""
    return {item: each.free for item, each in availability(connection, depot).items()}


@dataclass(frozen=True, slots=True)
class StandingRow:
    """How an item type stands in a depot, or in all of them: each bucket in a column of its own, none in another."""

    item_code: ItemCode
    name_zh: str
    name_en: str
    unit: str
    on_hand: Quantity
    claimed: Quantity
    inspecting: Quantity
    out_of_service: Quantity
    held: Quantity
    issued: Quantity
    on_loan: Quantity
    in_transit: Quantity
    amount: Money
    """What the goods on hand are worth."""

    @property
    def name(self) -> str:
        """Return the item's name in the reader's language."""
        return pick(self.name_zh, self.name_en)

    @property
    def free(self) -> Quantity:
        """Return what is on hand and not held by an order."""
        return self.on_hand - self.claimed


_SHOWN = (Bucket.INSPECTING, Bucket.OUT_OF_SERVICE, Bucket.HELD, Bucket.ISSUED, Bucket.ON_LOAN, Bucket.IN_TRANSIT)


def item_standings(
    connection: Connection,
    wanted: ItemFilter = CURRENT_ITEMS,
    depot: DepotCode | None = None,
    *,
    after: ItemCode | None = None,
    limit: int | None = None,
) -> list[StandingRow]:
    """Return how every item type wanted stands, by code, those of which there is nothing included; all, or a page."""
    here, claims = ItemTotal.item_code == Item.code, Claim.left_quantity > 0
    if depot is not None:
        here, claims = and_(here, ItemTotal.depot_code == depot), and_(claims, Claim.depot_code == depot)
    held = (
        select(Claim.item_code, func.sum(Claim.left_quantity).label("quantity"))
        .where(claims)
        .group_by(Claim.item_code)
        .subquery("held")
    )

    def summed(bucket: Bucket, column: Any = ItemTotal.quantity) -> Any:  # noqa: ANN401 - SQL expressions
        return func.coalesce(func.sum(case((ItemTotal.bucket == bucket, column), else_=0)), 0)

    statement = (
        select(
            Item.code,
            Item.name_zh,
            Item.name_en,
            Item.unit,
            summed(Bucket.ON_HAND),
            func.coalesce(func.max(held.c.quantity), 0),
            *map(summed, _SHOWN),
            summed(Bucket.ON_HAND, ItemTotal.amount_fen),
        )
        .outerjoin(ItemTotal, here)
        .outerjoin(held, held.c.item_code == Item.code)
        .where(*wanted_items(wanted))
        .group_by(Item.code, Item.name_zh, Item.name_en, Item.unit)
        .order_by(Item.code)
        .limit(limit)
    )
    if after is not None:
        statement = statement.where(Item.code > after)
    return [_standing(row) for row in connection.execute(statement)]


def _standing(row: Any) -> StandingRow:  # noqa: ANN401 - a database row
    """Return a standing with exact values."""
    values = (*row[:4], *(Quantity(int(each)) for each in row[4:12]), Money(int(row[12])))
    return StandingRow(*values)

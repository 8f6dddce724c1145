"""What may be handed out: goods on hand less what orders hold, beside everything that is set aside or out."""

from dataclasses import dataclass, field

from sqlalchemy import Connection, func, select

from supplies.models.open_items import Claim
from supplies.models.stock import Bucket, ItemTotal
from supplies.values import NO_QUANTITY, DepotCode, ItemCode, Quantity


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

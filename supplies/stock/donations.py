"""Gifts as the public may read of them: who gave what and for what, where it went, and what is left."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, and_, func, select

from supplies.errors import UnknownRecord
from supplies.language import _, pick
from supplies.models.catalogue import Item
from supplies.models.incoming import Donation, ValueBasis
from supplies.models.stock import INSIDE, Balance, Depot, Document, DocumentKind, Lot, Movement, Origin
from supplies.stock import lookups
from supplies.stock.incoming import basis_name
from supplies.values import DepotCode, ItemCode, LotId, Money, Quantity, SiteId


@dataclass(frozen=True, slots=True)
class DonationRow:
    """What was recorded of a gift."""

    donor: str
    is_anonymous: bool
    is_directed: bool
    purpose: str
    beneficiary: str
    basis: ValueBasis
    quality_proof: str
    receipt_number: str
    remaining_life: str

    @property
    def donor_shown(self) -> str:
        """Return whom the public reads; who wants to stay unnamed is not recorded at all."""
        return _("Anonymous") if self.is_anonymous else self.donor

    @property
    def intent(self) -> str:
        """Return what the donor wants done with it, in the reader's language."""
        if not self.is_directed:
            return _("Undirected")
        return "；".join(filter(None, (_("Directed"), self.purpose, self.beneficiary)))

    @property
    def basis_name(self) -> str:
        """Return what the value rests on, in the reader's language."""
        return basis_name(self.basis)


_GIFT = tuple(getattr(Donation, name) for name in DonationRow.__slots__)


def donation(connection: Connection, site_id: SiteId, seq: int) -> DonationRow:
    """Return what a receipt says of a gift.

    Raises:
        UnknownRecord: it took in no gift, or nothing was recorded of it.
    """
    here = (Donation.site_id == site_id) & (Donation.seq == seq)
    row = connection.execute(select(*_GIFT).where(here)).first()
    if row is None:
        raise UnknownRecord(kind=_("Donation"), key=str(seq))
    return DonationRow(*row)


@dataclass(frozen=True, slots=True)
class GiftLine:
    """Goods that were given together, and what has become of them."""

    number: str
    depot_name: str
    received_on: date
    counterparty: str
    gift: DonationRow | None
    """None: nothing was recorded of it beyond the receipt."""
    item_code: ItemCode
    name_zh: str
    name_en: str
    specification: str
    unit: str
    quantity: Quantity
    amount: Money
    went: tuple[tuple[str, Quantity], ...]
    """To whom how much of it went."""
    left: Quantity
    """What still lies in the depots."""

    @property
    def name(self) -> str:
        """Return the item's name in the reader's language."""
        return pick(self.name_zh, self.name_en)


def _lines() -> Select[*tuple[Any, ...]]:
    """Select the lines by which gifts came in, with their heads and what was recorded."""
    return (
        select(
            Movement.lot_id,
            Document.number,
            Depot.name,
            Document.business_date,
            Document.counterparty,
            Donation.seq,
            *_GIFT,
            Item.code,
            Item.name_zh,
            Item.name_en,
            Item.specification,
            Item.unit,
            Movement.quantity,
            Movement.amount_fen,
        )
        .join(Document, and_(Document.site_id == Movement.site_id, Document.seq == Movement.seq))
        .join(Depot, Depot.code == Document.depot_code)
        .join(Lot, and_(Lot.site_id == Movement.site_id, Lot.lot_id == Movement.lot_id))
        .join(Item, Item.code == Movement.item_code)
        .outerjoin(Donation, and_(Donation.site_id == Document.site_id, Donation.seq == Document.seq))
        .where(Document.kind == DocumentKind.RECEIPT, Lot.origin == Origin.DONATION, ~Lot.is_void)
        .order_by(Document.business_date, Document.site_id, Document.seq, Movement.line)
    )


def gifts(connection: Connection, first: date, last: date, depot: DepotCode | None = None) -> list[GiftLine]:
    """Return the gifts received in a period, the oldest first, each with what has become of it until now."""
    statement = _lines().where(Document.business_date.between(first, last))
    if depot is not None:
        statement = statement.where(Document.depot_code == depot)
    rows = connection.execute(statement).all()
    lots = [row[0] for row in rows]
    went, left = _went(connection, lots), _left(connection, lots)
    at = 6 + len(_GIFT)
    return [
        GiftLine(
            *(
                *row[1:5],
                None if row[5] is None else DonationRow(*row[6:at]),
                *row[at : at + 5],
                Quantity(row[at + 5]),
                Money(row[at + 6]),
                tuple(went.get(row[0], ())),
                Quantity(left.get(row[0], 0)),
            )
        )
        for row in rows
    ]


_GOES = frozenset({DocumentKind.ISSUE, DocumentKind.RETURN})
"""Goods go to somebody by an issue and come back by a return; transfers only change the depot."""


def _went(connection: Connection, lots: Sequence[LotId]) -> dict[LotId, list[tuple[str, Quantity]]]:
    """Return to whom some lots went: what was issued, less what that issue got back; reversed ones do not count."""
    undone, issue = Document.__table__.alias("undone"), Document.__table__.alias("issue")
    sums: dict[tuple[LotId, str], int] = {}
    for some in lookups.chunks(lots):
        statement = (
            select(
                Movement.lot_id,
                Document.kind,
                Document.counterparty,
                func.coalesce(issue.c.counterparty, Document.counterparty),
                Movement.quantity,
            )
            .join(Document, and_(Document.site_id == Movement.site_id, Document.seq == Movement.seq))
            .outerjoin(undone, and_(undone.c.site_id == Document.site_id, undone.c.reverses_seq == Document.seq))
            .outerjoin(issue, and_(issue.c.site_id == Movement.site_id, issue.c.seq == Movement.of_seq))
            .where(Movement.lot_id.in_(some), Document.kind.in_(_GOES), undone.c.seq.is_(None))
            .order_by(Movement.seq, Movement.line)
        )
        for lot_id, kind, to_whom, from_whom, quantity in connection.execute(statement):
            is_out = kind is DocumentKind.ISSUE
            key = (lot_id, to_whom if is_out else from_whom)
            sums[key] = sums.get(key, 0) + (quantity if is_out else -quantity)
    found: dict[LotId, list[tuple[str, Quantity]]] = {}
    for (lot_id, whom), total in sums.items():
        if total:
            found.setdefault(lot_id, []).append((whom or _("unknown"), Quantity(total)))
    return found


def _left(connection: Connection, lots: Sequence[LotId]) -> dict[LotId, int]:
    """Return what still lies in the depots of some lots, in thousandths."""
    found: dict[LotId, int] = {}
    for some in lookups.chunks(lots):
        statement = (
            select(Balance.lot_id, func.sum(Balance.quantity))
            .where(Balance.lot_id.in_(some), Balance.bucket.in_(INSIDE))
            .group_by(Balance.lot_id)
        )
        found |= {lot_id: int(total) for lot_id, total in connection.execute(statement)}
    return found

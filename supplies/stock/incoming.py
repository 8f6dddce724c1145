"""What a receipt says beyond its lines: contract, order and gift; and what has become of each of its lines since."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, and_, case, func, insert, literal_column, select

from supplies.errors import (
    BenefitsItself,
    DonorNamed,
    DonorNeeded,
    HeldIsNotOurs,
    NoPartsThere,
    NothingSentBack,
    OriginElsewhere,
    OwnerNeeded,
    PurposeNeeded,
    QuantityNegative,
    SuppliesError,
    TooManyDecimals,
    UnknownRecord,
)
from supplies.journal.action import Context
from supplies.language import N_, _, pick
from supplies.models.accounts import Person, Site
from supplies.models.catalogue import Item
from supplies.models.incoming import (
    Donation,
    InspectionLine,
    OrderedLine,
    Outcome,
    ReceiptDetail,
    SentBack,
    ValueBasis,
)
from supplies.models.stock import (
    Balance,
    Bucket,
    Depot,
    Document,
    DocumentKind,
    Lot,
    Movement,
    Origin,
    Place,
    PlaceKind,
)
from supplies.stock.actions import Gift, Into, ReceiptLine, Receive
from supplies.stock.documents import ORIGIN_NAMES
from supplies.stock.lookups import ASIDE, location_of, part_kind, part_of
from supplies.values import NO_QUANTITY, DepotCode, ItemCode, LotId, Money, PlaceCode, Quantity, SiteId

BASIS_NAMES = {
    ValueBasis.INVOICE: N_("Invoice"),
    ValueBasis.AGREEMENT: N_("Agreement"),
    ValueBasis.MARKET: N_("Market price"),
    ValueBasis.APPRAISAL: N_("Appraisal"),
}
INTO_NAMES = {
    Into.ON_HAND: N_("Usable at once"),
    Into.INSPECTING: N_("To be inspected"),
    Into.HELD: N_("Held for the owner"),
}
OUTCOME_NAMES = {
    Outcome.ACCEPTED: N_("Accepted"),
    Outcome.CONCEDED: N_("Accepted by concession"),
    Outcome.REJECTED: N_("Rejected"),
}


def basis_name(basis: ValueBasis) -> str:
    """Return what a value rests on, in the reader's language."""
    return _(BASIS_NAMES[basis])


# --- may it be taken in ----------------------------------------------------------------------------------------------


def check_detail(context: Context, action: Receive) -> None:
    """Refuse facts that contradict each other: of another origin, of an unnamed donor, of goods of others."""
    if action.donation is not None:
        _check_gift(context, action, action.donation)
    if action.allotment_number and action.origin is not Origin.ALLOTMENT:
        raise OriginElsewhere(fact=_("The superior's order"), origin=_(ORIGIN_NAMES[action.origin]))
    if action.into is Into.HELD and not action.keeps_owner:
        raise HeldIsNotOurs
    if action.replaces is not None:
        _check_exchange(context, action, action.replaces)


def _check_gift(context: Context, action: Receive, gift: Gift) -> None:
    """Refuse a gift without donor or purpose, one that names who wants to stay unnamed, and one to the authority."""
    if action.origin is not Origin.DONATION:
        raise OriginElsewhere(fact=_("The donation"), origin=_(ORIGIN_NAMES[action.origin]))
    if gift.is_anonymous and (gift.donor.strip() or action.counterparty.strip()):
        raise DonorNamed
    if not gift.is_anonymous and not gift.donor.strip():
        raise DonorNeeded
    if gift.is_directed and not gift.purpose.strip():
        raise PurposeNeeded
    own = context.connection.scalar(select(Site.name).where(Site.site_id == context.site_id)) or ""
    if own and gift.beneficiary.strip() == own:
        raise BenefitsItself(name=own)


def _check_exchange(context: Context, action: Receive, seq: int) -> None:
    """Refuse an exchange for what did not go back from this depot, or was not to be exchanged."""
    sent = (
        select(SentBack.seq)
        .join(Document, and_(Document.site_id == SentBack.site_id, Document.seq == SentBack.seq))
        .where(
            SentBack.site_id == context.site_id,
            SentBack.seq == seq,
            SentBack.expects_exchange,
            Document.depot_code == action.depot,
            ~_reversed(),
        )
    )
    if context.connection.scalar(sent) is None:
        raise NothingSentBack(seq=seq)


def locations(connection: Connection, depot: DepotCode) -> set[PlaceCode]:
    """Return a depot's storage locations: they alone have parts where goods are set aside."""
    here = (Place.depot_code == depot) & (Place.kind == PlaceKind.STORAGE)
    return set(connection.scalars(select(Place.code).where(here)))


def line_problem(
    action: Receive, line: ReceiptLine, item: tuple[str, int], roots: set[PlaceCode]
) -> tuple[str, SuppliesError] | None:
    """Return what is wrong with a line that is set aside, held for somebody, or was ordered.

    Args:
        action: the receipt.
        line: one of its lines.
        item: name and decimals of its item type.
        roots: the depot's storage locations.
    """
    name, decimals = item
    if action.into is not Into.ON_HAND and line.place not in roots:
        return "place", NoPartsThere(place=line.place)
    if action.keeps_owner and line.owner is None:
        return "owner", OwnerNeeded()
    if line.ordered is not None and line.ordered < NO_QUANTITY:
        return "ordered", QuantityNegative(quantity=line.ordered)
    if line.ordered is not None and not line.ordered.fits(decimals):
        return "ordered", TooManyDecimals(item=name, decimals=decimals, quantity=line.ordered)
    return None


# --- what is written -------------------------------------------------------------------------------------------------


def write_detail(context: Context, action: Receive) -> None:
    """Write what the receipt being posted says beyond its head; a plain one says nothing."""
    key = {"site_id": context.site_id, "seq": context.seq}
    facts = {
        "contract_number": action.contract_number,
        "tender_lot": action.tender_lot,
        "invoice_number": action.invoice_number,
        "allotment_number": action.allotment_number,
        "keeps_owner": action.keeps_owner,
        "replaces_seq": action.replaces,
    }
    if any(facts.values()):
        context.connection.execute(insert(ReceiptDetail), key | facts)
    ordered = [
        {**key, "line": at, "quantity": line.ordered.thousandths}
        for at, line in enumerate(action.lines, 1)
        if line.ordered is not None
    ]
    if ordered:
        context.connection.execute(insert(OrderedLine), ordered)
    if action.donation is not None:
        gift = {name: getattr(action.donation, name) for name in Gift.__struct_fields__}
        context.connection.execute(insert(Donation), key | gift)


# --- what is so ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class DetailRow:
    """What a receipt says beyond its head."""

    contract_number: str = ""
    tender_lot: str = ""
    invoice_number: str = ""
    allotment_number: str = ""
    keeps_owner: bool = False
    replaces_seq: int | None = None


def receipt_detail(connection: Connection, site_id: SiteId, seq: int) -> DetailRow:
    """Return what a receipt says beyond its head; a plain one says nothing."""
    columns = [getattr(ReceiptDetail, name) for name in DetailRow.__slots__]
    here = (ReceiptDetail.site_id == site_id) & (ReceiptDetail.seq == seq)
    row = connection.execute(select(*columns).where(here)).first()
    return DetailRow() if row is None else DetailRow(*row)


@dataclass(frozen=True, slots=True)
class ReceiptHead:
    """A receipt, and whether it still counts."""

    site_id: SiteId
    seq: int
    number: str
    kind: DocumentKind
    depot_code: DepotCode
    actor: str
    prepared_by: str | None
    reversed_by: str


def receipt_head(connection: Connection, site_id: SiteId, seq: int) -> ReceiptHead:
    """Return the head of a receipt.

    Raises:
        UnknownRecord: the entry posted no receipt.
    """
    reversal = Document.__table__.alias("reversal")
    statement = (
        select(
            Document.site_id,
            Document.seq,
            Document.number,
            Document.kind,
            Document.depot_code,
            Document.actor,
            Document.prepared_by,
            func.coalesce(reversal.c.number, ""),
        )
        .outerjoin(reversal, and_(reversal.c.site_id == Document.site_id, reversal.c.reverses_seq == Document.seq))
        .where(Document.site_id == site_id, Document.seq == seq, Document.kind == DocumentKind.RECEIPT)
    )
    row = connection.execute(statement).first()
    if row is None:
        raise UnknownRecord(kind=_("Receipt"), key=str(seq))
    return ReceiptHead(*row)


@dataclass(frozen=True, slots=True)
class StandingLine:
    """A line of a receipt and what has become of it; what was reversed does not count."""

    line: int
    depot_code: DepotCode
    lot_id: LotId
    label_code: str
    item_code: ItemCode
    name_zh: str
    name_en: str
    specification: str
    unit: str
    decimals: int
    is_single: bool
    came_to: PlaceCode
    """Where it was put when it came: a location, or the part of one."""
    amount: Money
    ordered: Quantity | None
    delivered: Quantity
    waiting: Quantity
    """What still awaits its inspection."""
    accepted: Quantity
    conceded: Quantity
    rejected: Quantity
    sent_back: Quantity
    sent_back_good: Quantity
    """What of that had been accepted before."""

    @property
    def name(self) -> str:
        """Return the item's name in the reader's language."""
        return pick(self.name_zh, self.name_en)

    @property
    def place(self) -> PlaceCode:
        """Return the storage location where it was put."""
        return location_of(self.came_to)

    @property
    def stopped_at(self) -> PlaceCode:
        """Return where what of it was rejected is put."""
        return part_of(self.place, PlaceKind.OUT_OF_SERVICE)

    @property
    def is_inspected(self) -> bool:
        """Return whether the goods had to be inspected first."""
        return part_kind(self.came_to) is PlaceKind.INSPECTING

    @property
    def counts(self) -> Quantity:
        """Return what was accepted for good: the contract is fulfilled by so much (合同验收量)."""
        taken = self.accepted + self.conceded if self.is_inspected else self.delivered
        return taken - self.sent_back_good


def _reversed() -> Any:  # noqa: ANN401 - a condition of SQLAlchemy's
    """Return the condition that a document was taken back."""
    reversal = Document.__table__.alias("taken_back")
    same = and_(reversal.c.site_id == Document.site_id, reversal.c.reverses_seq == Document.seq)
    return select(literal_column("1")).select_from(reversal).where(same).exists()


def receipt_standing(connection: Connection, site_id: SiteId, seq: int) -> list[StandingLine]:
    """Return what each line of a receipt delivered, and what was accepted, conceded, rejected and sent back since.

    Raises:
        UnknownRecord: the entry posted no receipt.
    """
    receipt_head(connection, site_id, seq)
    found = _outcomes(connection, site_id, seq)
    back = _sent_back(connection, site_id, seq)
    rows = connection.execute(_standing(site_id, seq))
    return [
        StandingLine(
            *(
                *row[:12],
                Money(row[12]),
                None if row[13] is None else Quantity(row[13]),
                Quantity(row[14]),
                Quantity(int(row[15])),
                *(Quantity(found.get((row[0], outcome), 0)) for outcome in Outcome),
                *map(Quantity, back.get(row[0], (0, 0))),
            )
        )
        for row in rows
    ]


def _standing(site_id: SiteId, seq: int) -> Select[*tuple[Any, ...]]:
    """Select the lines of a receipt with what still waits of each."""
    waiting = (
        select(func.coalesce(func.sum(Balance.quantity), 0))
        .where(
            Balance.site_id == Movement.site_id,
            Balance.depot_code == Movement.depot_code,
            Balance.lot_id == Movement.lot_id,
            Balance.place_code == Movement.to_place,
            Balance.bucket == Bucket.INSPECTING,
        )
        .scalar_subquery()
    )
    return (
        select(
            Movement.line,
            Movement.depot_code,
            Movement.lot_id,
            Lot.label_code,
            Movement.item_code,
            Item.name_zh,
            Item.name_en,
            Item.specification,
            Item.unit,
            Item.decimals,
            Movement.is_single,
            Movement.to_place,
            Movement.amount_fen,
            OrderedLine.quantity,
            Movement.quantity,
            waiting,
        )
        .join(Item, Item.code == Movement.item_code)
        .join(Lot, and_(Lot.site_id == Movement.site_id, Lot.lot_id == Movement.lot_id))
        .outerjoin(
            OrderedLine,
            and_(
                OrderedLine.site_id == Movement.site_id,
                OrderedLine.seq == Movement.seq,
                OrderedLine.line == Movement.line,
            ),
        )
        .where(Movement.site_id == site_id, Movement.seq == seq)
        .order_by(Movement.line)
    )


def _outcomes(connection: Connection, site_id: SiteId, seq: int) -> dict[tuple[int, Outcome], int]:
    """Return what inspections that count said of each line of a receipt, in thousandths."""
    statement = (
        select(Movement.of_line, InspectionLine.outcome, func.sum(Movement.quantity))
        .join(
            InspectionLine,
            and_(
                InspectionLine.site_id == Movement.site_id,
                InspectionLine.seq == Movement.seq,
                InspectionLine.line == Movement.line,
            ),
        )
        .join(Document, and_(Document.site_id == Movement.site_id, Document.seq == Movement.seq))
        .where(Movement.site_id == site_id, Movement.of_seq == seq, ~_reversed())
        .group_by(Movement.of_line, InspectionLine.outcome)
    )
    return {(line, outcome): int(total) for line, outcome, total in connection.execute(statement) if line is not None}


def _sent_back(connection: Connection, site_id: SiteId, seq: int) -> dict[int, tuple[int, int]]:
    """Return of each line of a receipt what went back, and what of that was usable until then, in thousandths."""
    was_good = case((Place.bucket == Bucket.ON_HAND, Movement.quantity), else_=0)
    statement = (
        select(Movement.of_line, func.sum(Movement.quantity), func.sum(was_good))
        .join(Document, and_(Document.site_id == Movement.site_id, Document.seq == Movement.seq))
        .join(Place, and_(Place.depot_code == Movement.depot_code, Place.code == Movement.from_place))
        .where(
            Movement.site_id == site_id,
            Movement.of_seq == seq,
            Document.kind == DocumentKind.SEND_BACK,
            ~_reversed(),
        )
        .group_by(Movement.of_line)
    )
    return {line: (int(all_), int(good)) for line, all_, good in connection.execute(statement) if line is not None}


@dataclass(frozen=True, slots=True)
class AwaitingRow:
    """A receipt some of whose goods still await their inspection."""

    site_id: SiteId
    seq: int
    number: str
    depot_code: DepotCode
    depot_name: str
    business_date: date
    counterparty: str
    contract_number: str
    actor: str
    lines: int
    """How many of its lines still wait."""


AWAITS = and_(ASIDE, Balance.bucket == literal_column("'inspecting'"))
"""Goods awaiting their inspection."""

_IS_RECEIPT = func.lower(Document.kind) == DocumentKind.RECEIPT.value
"""As what no index serves: SQLite is to begin with the few goods that wait, not with the many receipts."""


def _awaiting() -> Select[*tuple[Any, ...]]:
    """Select the receipts some of whose goods still wait, the oldest first."""
    return (
        select(
            Document.site_id,
            Document.seq,
            Document.number,
            Document.depot_code,
            Depot.name,
            Document.business_date,
            Document.counterparty,
            func.coalesce(ReceiptDetail.contract_number, ""),
            func.coalesce(Person.name, Document.actor),
            func.count(),
        )
        .select_from(Balance)
        .join(
            Movement,
            and_(
                Movement.site_id == Balance.site_id,
                Movement.lot_id == Balance.lot_id,
                Movement.depot_code == Balance.depot_code,
                Movement.to_place == Balance.place_code,
            ),
        )
        .join(Document, and_(Document.site_id == Movement.site_id, Document.seq == Movement.seq))
        .join(Depot, Depot.code == Document.depot_code)
        .outerjoin(Person, Person.login == Document.actor)
        .outerjoin(ReceiptDetail, and_(ReceiptDetail.site_id == Document.site_id, ReceiptDetail.seq == Document.seq))
        .where(AWAITS, _IS_RECEIPT)
        .group_by(
            Document.site_id,
            Document.seq,
            Document.number,
            Document.depot_code,
            Depot.name,
            Document.business_date,
            Document.counterparty,
            ReceiptDetail.contract_number,
            Document.actor,
            Person.name,
        )
        .order_by(Document.business_date, Document.site_id, Document.seq)
    )


def awaiting(connection: Connection, depot: DepotCode | None = None) -> list[AwaitingRow]:
    """Return the receipts whose goods still await their inspection, the oldest first."""
    statement = _awaiting()
    if depot is not None:
        statement = statement.where(Balance.depot_code == depot)
    return [AwaitingRow(*row) for row in connection.execute(statement)]

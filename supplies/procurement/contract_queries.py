"""Contracts as read: what each is for, line by line beside the warehouse and the invoices, and its papers."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Protocol

from sqlalchemy import ColumnElement, Connection, and_, case, func, literal, null, select, union_all
from sqlalchemy.orm import aliased

from supplies.errors import UnknownRecord
from supplies.language import N_, _, pick
from supplies.models.catalogue import Item
from supplies.models.procurement import (
    Acceptance,
    Contract,
    ContractChange,
    ContractLine,
    Invoice,
    LotStage,
    Payment,
    PaymentKind,
    Project,
    TenderLot,
)
from supplies.models.treasury import PaymentReturn
from supplies.procurement.queries import LotKey
from supplies.values import NO_MONEY, ContractId, ItemCode, Money, Quantity, SiteId, TenderLotId


class PaperKind(StrEnum):
    """What papers a contract gathers."""

    CHANGE = "change"
    ACCEPTANCE = "acceptance"
    WITHDRAWAL = "withdrawal"
    INVOICE = "invoice"
    PAYMENT = "payment"
    RETURN = "return"


_MIRROR = aliased(Acceptance)
CERTIFICATE_STANDS = and_(
    Acceptance.of_seq.is_(None),
    ~select(_MIRROR.seq).where(_MIRROR.site_id == Acceptance.site_id, _MIRROR.of_seq == Acceptance.seq).exists(),
)
"""Chooses the certificates of acceptance that were not taken back."""
PAPER_NAMES = {
    PaperKind.CHANGE: N_("Contract change"),
    PaperKind.ACCEPTANCE: N_("Contract acceptance"),
    PaperKind.WITHDRAWAL: N_("Acceptance withdrawn"),
    PaperKind.INVOICE: N_("Invoice"),
    PaperKind.PAYMENT: N_("Payment"),
    PaperKind.RETURN: N_("Return of a payment"),
}


@dataclass(frozen=True, slots=True)
class ContractRow:
    """A contract, and how far it is."""

    site_id: SiteId
    contract_id: ContractId
    tender_lot_id: TenderLotId
    project_number: str
    lot_number: int
    number: str
    supplier: str
    supplier_code: str
    signed_on: date
    delivery_due: date | None
    original: Money
    amount: Money
    retention: Money
    retention_until: date | None
    deviation: str
    accepted: Money
    invoiced: Money
    paid: Money
    penalty_mille: int
    lot_name: str
    lot_stage: LotStage

    @property
    def lot_words(self) -> str:
        """Return its lot as people say it: project, number and name."""
        words = _("{project} lot {number} {name}")
        return words.format(project=self.project_number, number=self.lot_number, name=self.lot_name)

    def late_days(self, today: date) -> int:
        """Return for how many days something has not been delivered and accepted that was due; 0 where nothing is."""
        if self.delivery_due is None or not self.to_accept:
            return 0
        return max(0, (today - self.delivery_due).days)

    @property
    def to_accept(self) -> Money:
        """Return what is contracted and not accepted (未验收)."""
        return self.amount - self.accepted

    @property
    def payable(self) -> Money:
        """Return what is accepted and not paid (应付未付), the retention included."""
        return max(NO_MONEY, self.accepted - self.paid)


@dataclass(frozen=True, slots=True)
class ContractItem:
    """A line of a contract beside what was accepted and invoiced of it (三单匹配)."""

    line: int
    item_code: ItemCode
    name_zh: str
    name_en: str
    unit: str
    decimals: int
    quantity: Quantity
    price: Money
    amount: Money
    accepted: Quantity
    accepted_amount: Money
    invoiced: Quantity
    invoiced_amount: Money

    @property
    def name(self) -> str:
        """Return the item's name in the reader's language."""
        return pick(self.name_zh, self.name_en)

    @property
    def is_matched(self) -> bool:
        """Return whether all three say the same: contract, acceptance and invoice."""
        quantities = {self.quantity, self.accepted, self.invoiced}
        return len(quantities) == 1 and self.amount == self.accepted_amount == self.invoiced_amount


@dataclass(frozen=True, slots=True)
class ContractPaper:
    """A paper of a contract; ``penalty`` and ``late_days`` are of a certificate of acceptance."""

    seq: int
    kind: PaperKind
    number: str
    dated: date
    amount: Money
    penalty: Money | None
    late_days: int | None
    contract: str
    """The number of its contract."""
    of_seq: int | None = None
    """The certificate that a withdrawal takes back."""

    @property
    def kind_name(self) -> str:
        """Return what kind of paper it is, in the reader's language."""
        return _(PAPER_NAMES[self.kind])


_COLUMNS = (
    Contract.site_id,
    Contract.contract_id,
    Contract.tender_lot_id,
    Project.number,
    TenderLot.number,
    Contract.number,
    Contract.supplier,
    Contract.supplier_code,
    Contract.signed_on,
    Contract.delivery_due,
    Contract.original_fen,
    Contract.amount_fen,
    Contract.retention_fen,
    Contract.retention_until,
    Contract.deviation,
    Contract.accepted_fen,
    Contract.invoiced_fen,
    Contract.paid_fen,
    Contract.penalty_mille,
    TenderLot.name,
    TenderLot.stage,
)


def contracts(connection: Connection, *, number: str = "", lot: LotKey | None = None) -> list[ContractRow]:
    """Return every contract, or the one of a number, or those of a lot, the newest first."""
    of_lot = and_(TenderLot.site_id == Contract.site_id, TenderLot.tender_lot_id == Contract.tender_lot_id)
    of_project = and_(Project.site_id == TenderLot.site_id, Project.project_id == TenderLot.project_id)
    statement = select(*_COLUMNS).join(TenderLot, of_lot).join(Project, of_project)
    if number:
        statement = statement.where(Contract.number == number)
    if lot is not None:
        statement = statement.where(Contract.site_id == lot[0], Contract.tender_lot_id == lot[1])
    rows = connection.execute(statement.order_by(Contract.signed_on.desc(), Contract.number))
    return [_contract_row(list(row)) for row in rows]


def _contract_row(values: list[Any]) -> ContractRow:
    """Return a contract as it was read."""
    return ContractRow(
        *values[:10], *map(Money, values[10:13]), *values[13:15], *map(Money, values[15:18]), *values[18:]
    )


def contract(connection: Connection, number: str) -> ContractRow:
    """Return one contract.

    Raises:
        UnknownRecord: there is none of this number.
    """
    rows = contracts(connection, number=number.strip())
    if not number.strip() or not rows:
        raise UnknownRecord(kind=_("Contract"), key=number)
    return rows[0]


def contract_items(connection: Connection, site_id: SiteId, contract_id: ContractId) -> list[ContractItem]:
    """Return the lines of a contract, in their order."""
    statement = (
        select(
            ContractLine.line,
            ContractLine.item_code,
            Item.name_zh,
            Item.name_en,
            Item.unit,
            Item.decimals,
            ContractLine.quantity,
            ContractLine.price_fen,
            ContractLine.amount_fen,
            ContractLine.accepted_quantity,
            ContractLine.accepted_fen,
            ContractLine.invoiced_quantity,
            ContractLine.invoiced_fen,
        )
        .join(Item, Item.code == ContractLine.item_code)
        .where(ContractLine.site_id == site_id, ContractLine.contract_id == contract_id)
        .order_by(ContractLine.line)
    )
    return [
        ContractItem(
            *each[:6],
            Quantity(each[6]),
            Money(each[7]),
            Money(each[8]),
            Quantity(each[9]),
            Money(each[10]),
            Quantity(each[11]),
            Money(each[12]),
        )
        for each in connection.execute(statement)
    ]


def contract_papers(connection: Connection, row: ContractRow) -> list[ContractPaper]:
    """Return the papers of a contract in the order in which they were recorded."""
    return _papers(connection, Contract.site_id == row.site_id, Contract.contract_id == row.contract_id)


def lot_papers(connection: Connection, lot: LotKey) -> list[ContractPaper]:
    """Return the papers of all contracts of a lot in the order in which they were recorded."""
    return _papers(connection, Contract.site_id == lot[0], Contract.tender_lot_id == lot[1])


def _papers(connection: Connection, *here: ColumnElement[bool]) -> list[ContractPaper]:
    """Return the papers of some contracts."""
    nothing = (null(), null(), null())
    late = (Acceptance.penalty_fen, Acceptance.late_days, Acceptance.of_seq)
    kind_of = case((Acceptance.of_seq.is_(None), PaperKind.ACCEPTANCE.value), else_=PaperKind.WITHDRAWAL.value)
    tables = (
        (literal(PaperKind.CHANGE.value), ContractChange, ContractChange.number, ContractChange.signed_on, nothing),
        (kind_of, Acceptance, Acceptance.number, Acceptance.accepted_on, late),
        (literal(PaperKind.INVOICE.value), Invoice, Invoice.number, Invoice.dated, nothing),
        (literal(PaperKind.PAYMENT.value), Payment, Payment.voucher, Payment.paid_on, nothing),
        (literal(PaperKind.RETURN.value), PaymentReturn, PaymentReturn.number, PaymentReturn.returned_on, nothing),
    )
    parts = [
        select(table.seq, kind, number, dated, table.amount_fen, *more, Contract.number)
        .join(Contract, and_(Contract.site_id == table.site_id, Contract.contract_id == table.contract_id))
        .where(*here)
        for kind, table, number, dated, more in tables
    ]
    found = [
        ContractPaper(
            seq,
            PaperKind(kind),
            number,
            dated,
            Money(fen),
            None if penalty is None else Money(penalty),
            days,
            contract,
            of_seq,
        )
        for seq, kind, number, dated, fen, penalty, days, of_seq, contract in connection.execute(union_all(*parts))
    ]
    return sorted(found, key=lambda paper: paper.seq)


class Owed(Protocol):
    """What of a contract says how much may be paid."""

    @property
    def amount(self) -> Money:
        """Return what it is for now."""

    @property
    def accepted(self) -> Money:
        """Return what was accepted."""

    @property
    def paid(self) -> Money:
        """Return what was paid."""

    @property
    def retention(self) -> Money:
        """Return what is paid last."""


def payable_now(owed: Owed, released: Money, kind: PaymentKind) -> Money:
    """Return how much of a kind may be paid of a contract now; ``released`` is what of the retention was paid.

    In advance: what is contracted and not paid, as long as nothing accepted waits to be paid. Of what was accepted:
    all but the retention that is kept. The retention itself: what of it is not let go yet, once the rest is paid.
    """
    if kind is PaymentKind.ADVANCE:
        return NO_MONEY if owed.accepted > owed.paid else owed.amount - owed.paid
    kept = owed.retention - released
    unpaid = max(NO_MONEY, owed.accepted - owed.paid)
    return min(kept, unpaid) if kind is PaymentKind.RETENTION else max(NO_MONEY, unpaid - kept)


def released_retention(connection: Connection, site_id: SiteId, contract_id: ContractId) -> Money:
    """Return how much of the retention of a contract was paid, less what of that came back."""
    return paid_of_kind(connection, site_id, contract_id, PaymentKind.RETENTION)


def paid_of_kind(connection: Connection, site_id: SiteId, contract_id: ContractId, kind: PaymentKind) -> Money:
    """Return what of a contract was ever paid of a kind, less what of that came back."""
    here = (Payment.site_id == site_id, Payment.contract_id == contract_id, Payment.kind == kind)
    same = and_(PaymentReturn.site_id == Payment.site_id, PaymentReturn.payment_seq == Payment.seq)
    paid = connection.scalar(select(func.sum(Payment.amount_fen)).where(*here))
    back = connection.scalar(select(func.sum(PaymentReturn.amount_fen)).join(Payment, same).where(*here))
    return Money(int(paid or 0) - int(back or 0))

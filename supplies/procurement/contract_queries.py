"""Contracts as read: what each is for, line by line beside the warehouse and the invoices, and its papers."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import Connection, and_, literal, null, select, union_all

from supplies.errors import UnknownRecord
from supplies.language import N_, _, pick
from supplies.models.catalogue import Item
from supplies.models.procurement import (
    Acceptance,
    Contract,
    ContractChange,
    ContractLine,
    Invoice,
    Payment,
    Project,
    TenderLot,
)
from supplies.values import NO_MONEY, ContractId, ItemCode, Money, Quantity, SiteId, TenderLotId


class PaperKind(StrEnum):
    """What papers a contract gathers."""

    CHANGE = "change"
    ACCEPTANCE = "acceptance"
    INVOICE = "invoice"
    PAYMENT = "payment"


PAPER_NAMES = {
    PaperKind.CHANGE: N_("Contract change"),
    PaperKind.ACCEPTANCE: N_("Contract acceptance"),
    PaperKind.INVOICE: N_("Invoice"),
    PaperKind.PAYMENT: N_("Payment"),
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
    """A paper of a contract."""

    seq: int
    kind: PaperKind
    number: str
    dated: date
    amount: Money
    penalty: Money | None

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
)


def contracts(connection: Connection, *, number: str = "") -> list[ContractRow]:
    """Return every contract, or the one of a number, the newest first."""
    of_lot = and_(TenderLot.site_id == Contract.site_id, TenderLot.tender_lot_id == Contract.tender_lot_id)
    of_project = and_(Project.site_id == TenderLot.site_id, Project.project_id == TenderLot.project_id)
    statement = select(*_COLUMNS).join(TenderLot, of_lot).join(Project, of_project)
    if number:
        statement = statement.where(Contract.number == number)
    rows = connection.execute(statement.order_by(Contract.signed_on.desc(), Contract.number))
    return [
        ContractRow(*row[:10], *map(Money, row[10:13]), *row[13:15], *map(Money, row[15:18]))  # type: ignore[arg-type]
        for row in rows
    ]


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
    tables = (
        (PaperKind.CHANGE, ContractChange, ContractChange.number, ContractChange.signed_on, null()),
        (PaperKind.ACCEPTANCE, Acceptance, Acceptance.number, Acceptance.accepted_on, Acceptance.penalty_fen),
        (PaperKind.INVOICE, Invoice, Invoice.number, Invoice.dated, null()),
        (PaperKind.PAYMENT, Payment, Payment.voucher, Payment.paid_on, null()),
    )
    parts = [
        select(table.seq, literal(kind.value), number, dated, table.amount_fen, penalty).where(
            table.site_id == row.site_id, table.contract_id == row.contract_id
        )
        for kind, table, number, dated, penalty in tables
    ]
    found = [
        ContractPaper(seq, PaperKind(kind), number, dated, Money(fen), None if penalty is None else Money(penalty))
        for seq, kind, number, dated, fen, penalty in connection.execute(union_all(*parts))
    ]
    return sorted(found, key=lambda paper: paper.seq)

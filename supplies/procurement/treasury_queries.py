"""What lists of payments and invoices are held against: contracts with what is open of them, and lines still open."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, and_, func, select

from supplies.journal import queries
from supplies.models.catalogue import Item
from supplies.models.procurement import Contract, ContractLine, Payment, PaymentKind, TenderLot
from supplies.models.treasury import LineState, ListKind, PaymentReturn, TakenLine, TakenList
from supplies.procurement.lists import ListedLine
from supplies.procurement.matching import OpenContract, Proposal, propose
from supplies.values import NO_MONEY, ContractId, Money, SiteId


@dataclass(frozen=True, slots=True)
class Standing:
    """A contract, and how far it is: what a payment or an invoice of it is checked against."""

    contract_id: ContractId
    number: str
    supplier: str
    signed_on: date
    amount: Money
    accepted: Money
    invoiced: Money
    paid: Money
    retention: Money
    retention_until: date | None
    released: Money
    """What of the retention was paid."""
    words: tuple[str, ...]

    def open_for(self, kind: ListKind) -> OpenContract:
        """Return it as lines of a list are compared with it."""
        done = self.paid if kind is ListKind.PAYMENTS else self.invoiced
        kept = self.retention - self.released
        parts = {self.accepted - done, self.accepted - done - kept, kept} if kind is ListKind.PAYMENTS else set()
        parts |= {self.accepted - done}
        stated = tuple(sorted(part for part in parts if part > NO_MONEY))
        open_amount = self.amount - done
        return OpenContract(self.number, self.supplier, self.amount, open_amount, self.signed_on, self.words, stated)


def own_site(connection: Connection) -> SiteId:
    """Return the site that writes here."""
    known = queries.store(connection)
    assert known is not None, "an open store is set up"
    return known.site_id


def standings(connection: Connection) -> dict[str, Standing]:
    """Return every contract of this site by its number."""
    site_id = own_site(connection)
    of_lot = and_(TenderLot.site_id == Contract.site_id, TenderLot.tender_lot_id == Contract.tender_lot_id)
    columns = (
        Contract.contract_id,
        Contract.number,
        Contract.supplier,
        Contract.signed_on,
        Contract.amount_fen,
        Contract.accepted_fen,
        Contract.invoiced_fen,
        Contract.paid_fen,
        Contract.retention_fen,
        Contract.retention_until,
        TenderLot.name,
    )
    released, goods = _released(connection, site_id), _goods(connection, site_id)
    found: dict[str, Standing] = {}
    for row in connection.execute(select(*columns).join(TenderLot, of_lot).where(Contract.site_id == site_id)):
        key: ContractId = row.contract_id
        found[row.number] = Standing(
            key,
            row.number,
            row.supplier,
            row.signed_on,
            Money(row.amount_fen),
            Money(row.accepted_fen),
            Money(row.invoiced_fen),
            Money(row.paid_fen),
            Money(row.retention_fen),
            row.retention_until,
            Money(released.get(key, 0)),
            (row.name, *goods.get(key, ())),
        )
    return found


def _released(connection: Connection, site_id: SiteId) -> dict[ContractId, int]:
    """Return what of each contract's retention was paid and did not come back, in fen."""
    back = select(func.sum(PaymentReturn.amount_fen)).where(
        PaymentReturn.site_id == Payment.site_id, PaymentReturn.payment_seq == Payment.seq
    )
    statement = select(Payment.contract_id, Payment.amount_fen, back.scalar_subquery()).where(
        Payment.site_id == site_id, Payment.kind == PaymentKind.RETENTION
    )
    found: dict[ContractId, int] = defaultdict(int)
    for contract_id, fen, returned in connection.execute(statement):
        found[contract_id] += fen - int(returned or 0)
    return found


def _goods(connection: Connection, site_id: SiteId) -> dict[ContractId, list[str]]:
    """Return what goods each contract is for, by their names."""
    statement = (
        select(ContractLine.contract_id, Item.name_zh)
        .join(Item, Item.code == ContractLine.item_code)
        .where(ContractLine.site_id == site_id)
        .order_by(ContractLine.contract_id, ContractLine.line)
    )
    found: dict[ContractId, list[str]] = defaultdict(list)
    for contract_id, name in connection.execute(statement):
        found[contract_id].append(name)
    return found


# --- payments that may come back -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PaidRow:
    """A payment, and what of it did not come back; or an invoice, and what of it was not taken back."""

    contract_id: ContractId
    voucher: str
    kind: PaymentKind | None
    """What a payment is for; None of an invoice."""
    paid_on: date
    left: Money


def payments_left(connection: Connection) -> list[PaidRow]:
    """Return the payments of this site of which something may come back."""
    site_id = own_site(connection)
    returned = (
        select(PaymentReturn.payment_seq, func.sum(PaymentReturn.amount_fen).label("fen"))
        .where(PaymentReturn.site_id == site_id)
        .group_by(PaymentReturn.payment_seq)
        .subquery()
    )
    left = Payment.amount_fen - func.coalesce(returned.c.fen, 0)
    statement = (
        select(Payment.contract_id, Payment.voucher, Payment.kind, Payment.paid_on, left)
        .outerjoin(returned, returned.c.payment_seq == Payment.seq)
        .where(Payment.site_id == site_id, left > 0)
        .order_by(Payment.seq)
    )
    return [PaidRow(*row[:4], Money(int(row[4]))) for row in connection.execute(statement)]


# --- lines that were taken over --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TakenRow:
    """A line that was taken over and is not decided yet."""

    list_seq: int
    line: int
    kind: ListKind
    file: str
    listed: ListedLine


def open_lines(connection: Connection, *, seqs: Collection[tuple[int, int]] = ()) -> list[TakenRow]:
    """Return the lines that are still open, or chosen ones of them, in the order in which they were taken over."""
    same = and_(TakenList.site_id == TakenLine.site_id, TakenList.seq == TakenLine.list_seq)
    columns = (
        TakenLine.list_seq,
        TakenLine.line,
        TakenLine.kind,
        TakenList.file_name,
        TakenLine.sheet,
        TakenLine.row,
        TakenLine.number,
        TakenLine.dated,
        TakenLine.payee,
        TakenLine.amount_fen,
        TakenLine.contract_number,
        TakenLine.text,
        TakenLine.fingerprint,
    )
    statement = select(*columns).join(TakenList, same).where(TakenLine.state == LineState.OPEN)
    rows = connection.execute(statement.order_by(TakenLine.list_seq, TakenLine.line))
    found = []
    for list_seq, line, kind, file, *row in rows:
        sheet, number_of_row, number, dated, payee, fen, contract, text, mark = row
        listed = ListedLine(sheet, number_of_row, number, dated, payee, Money(fen), contract, text, mark)
        found.append(TakenRow(list_seq, line, kind, file, listed))
    return [row for row in found if not seqs or (row.list_seq, row.line) in seqs]


def open_count(connection: Connection) -> int:
    """Return how many lines are still open."""
    return int(connection.scalar(select(func.count()).where(TakenLine.state == LineState.OPEN)) or 0)


def proposals(rows: Sequence[TakenRow], known: dict[str, Standing]) -> list[tuple[TakenRow, Proposal]]:
    """Return lines that are still open with the contracts that they may belong to."""
    found: list[tuple[TakenRow, Proposal]] = []
    for kind in ListKind:
        of_kind = [row for row in rows if row.kind is kind]
        contracts = [each.open_for(kind) for each in known.values()]
        found += zip(of_kind, propose([row.listed for row in of_kind], contracts), strict=True)
    return sorted(found, key=lambda pair: (pair[0].list_seq, pair[0].line))


def open_proposals(connection: Connection) -> list[tuple[TakenRow, Proposal]]:
    """Return every line that is still open with the nearest contracts."""
    rows = open_lines(connection)
    return proposals(rows, standings(connection)) if rows else []

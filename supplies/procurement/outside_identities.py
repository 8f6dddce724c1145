"""The identities between procurement and what others keep: the warehouse's documents and the treasury's lists."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, and_, func, select, union_all
from sqlalchemy.orm import aliased

from supplies.language import _
from supplies.models.incoming import Inspection, ReceiptDetail
from supplies.models.procurement import Acceptance, AcceptanceLine, Contract, ContractLine, Invoice, Payment
from supplies.models.stock import Bucket as StockBucket
from supplies.models.stock import Document, Movement, Place
from supplies.models.treasury import LineState, ListKind, PaymentReturn, TakenLine
from supplies.procurement.checks import Cause, CauseKind, Check, Named, equal
from supplies.procurement.contracts import price_of
from supplies.values import NO_MONEY, NO_QUANTITY, Money, Quantity


def outside_checks(connection: Connection) -> Iterator[Check]:
    """Yield what must agree with the warehouse and the treasury."""
    yield from _warehouse_checks(connection)
    yield from _treasury_checks(connection)


@dataclass(frozen=True, slots=True)
class _Goods:
    """Goods of a contract that certificates accepted of one document, in thousandths and fen."""

    key: tuple[Any, ...]
    """Site, document, item."""
    contract: str
    quantity: int
    amount: int


def _warehouse_checks(connection: Connection) -> Iterator[Check]:
    """Yield whether the warehouse has what was accepted: document by document, and contract by contract in yuan.

    The amount of what is accepted beyond a document's usable goods is what lies above; what is there and names the
    contract, but is not accepted yet, is told.
    """
    goods = _accepted(connection)
    there: dict[tuple[Any, ...], int] = _usable(connection) if goods else {}
    wanted: Counter[tuple[Any, ...]] = Counter()
    for each in goods:
        wanted[each.key] += each.quantity
    short = {key for key, quantity in wanted.items() if there.get(key, 0) < quantity}
    numbers = _document_numbers(connection, {(key[0], key[1]) for key in short})
    missing: Counter[tuple[Any, ...]] = Counter()
    received: Counter[str] = Counter()
    for each in goods:
        covered = each.amount
        if each.key in short:
            covered = each.amount * max(0, there.get(each.key, 0)) // wanted[each.key]
            missing[each.key] += each.amount - covered
        received[each.contract] += covered
    total = sum(each.amount for each in goods)
    amounts = Counter(dict.fromkeys(short, 0))
    for each in goods:
        if each.key in short:
            amounts[each.key] += each.amount
    causes = []
    for key, amount in amounts.items():
        number = numbers.get((key[0], key[1]), str(key[1]))
        named = Named(CauseKind.DOCUMENT, number, f"{number} {key[2]}")
        causes.append(named.cause(amount - missing[key], amount))
    title = _("Accepted goods are in the warehouse's documents (合同–验收–入库 三单匹配)")
    yield Check(title, Money(total - missing.total()), Money(total), causes=tuple(causes))
    yield _received_check(connection, received)


def _received_check(connection: Connection, received: Counter[str]) -> Check:
    """Return whether what the warehouse has of each contract, at its prices, is what was accepted of it."""
    statement = select(Contract.number, Contract.accepted_fen).where(Contract.accepted_fen != 0)
    accepted = dict(connection.execute(statement).all())
    causes = tuple(
        Named(CauseKind.CONTRACT, number, number).cause(accepted.get(number, 0), received[number])
        for number in sorted({*accepted, *received})
        if accepted.get(number, 0) != received[number]
    )
    title = _("Received into stock at contract prices = accepted (合格入库金额 = 已验收)")
    expected, found = Money(sum(accepted.values())), Money(received.total())
    return Check(title, expected, found, causes=causes, notices=tuple(_waiting(connection)))


def _accepted(connection: Connection) -> list[_Goods]:
    """Return what certificates accepted, by document, item and contract."""
    same = and_(Acceptance.site_id == AcceptanceLine.site_id, Acceptance.seq == AcceptanceLine.seq)
    of_line = and_(
        ContractLine.site_id == Acceptance.site_id,
        ContractLine.contract_id == Acceptance.contract_id,
        ContractLine.line == AcceptanceLine.contract_line,
    )
    of_contract = and_(Contract.site_id == Acceptance.site_id, Contract.contract_id == Acceptance.contract_id)
    key = (AcceptanceLine.site_id, AcceptanceLine.document_seq, ContractLine.item_code, Contract.number)
    statement = (
        select(*key, func.sum(AcceptanceLine.quantity), func.sum(AcceptanceLine.amount_fen))
        .join(Acceptance, same)
        .join(ContractLine, of_line)
        .join(Contract, of_contract)
        .group_by(*key)
    )
    return [_Goods(tuple(row[:3]), row[3], int(row[4]), int(row[5])) for row in connection.execute(statement) if row[4]]


def _waiting(connection: Connection) -> Iterator[Cause]:
    """Yield what came in by receipts that name a contract and is not accepted yet, at the contract's price."""
    usable = _named_usable(connection)
    if not usable:
        return
    of_line = and_(ContractLine.site_id == Contract.site_id, ContractLine.contract_id == Contract.contract_id)
    key = (Contract.number, ContractLine.item_code)
    sums = (func.sum(ContractLine.accepted_quantity), func.max(ContractLine.price_fen))
    statement = select(*key, *sums).join(ContractLine, of_line).group_by(*key).order_by(*key)
    numbers = {number for number, _code in usable}
    for number, code, accepted, price in connection.execute(statement.where(Contract.number.in_(numbers))):
        waiting = Quantity(usable.get((number, code), 0) - int(accepted))
        if waiting > NO_QUANTITY:
            words = _("{contract} {item}: {quantity} received, not accepted yet")
            told = words.format(contract=number, item=code, quantity=waiting.grouped())
            yield Cause(CauseKind.CONTRACT, number, told, price_of(waiting, Money(price)), NO_MONEY)


def _named_usable(connection: Connection) -> dict[tuple[str, str], int]:
    """Return how much of each item became usable by receipts that name a contract, and by their inspections."""
    reversal = aliased(Document)
    is_reversed = select(reversal.seq).where(
        reversal.site_id == ReceiptDetail.site_id, reversal.reverses_seq == ReceiptDetail.seq
    )
    names = (ReceiptDetail.contract_number != "", ~is_reversed.exists())
    of_receipt = and_(Inspection.site_id == ReceiptDetail.site_id, Inspection.of_seq == ReceiptDetail.seq)
    papers = union_all(
        select(ReceiptDetail.site_id, ReceiptDetail.seq, ReceiptDetail.contract_number).where(*names),
        select(Inspection.site_id, Inspection.seq, ReceiptDetail.contract_number)
        .join(ReceiptDetail, of_receipt)
        .where(*names),
    ).subquery()
    found: Counter[tuple[str, str]] = Counter()
    for end, sign in ((Movement.to_place, 1), (Movement.from_place, -1)):
        at = and_(Place.depot_code == Movement.depot_code, Place.code == end, Place.bucket == StockBucket.ON_HAND)
        of_paper = and_(papers.c.site_id == Movement.site_id, papers.c.seq == Movement.seq)
        key = (papers.c.contract_number, Movement.item_code)
        statement = select(*key, func.sum(Movement.quantity)).join(papers, of_paper).join(Place, at).group_by(*key)
        for number, code, quantity in connection.execute(statement):
            found[number, code] += sign * int(quantity)
    return found


def _usable(connection: Connection) -> dict[tuple[Any, ...], int]:
    """Return how much of each item the documents that were accepted made usable, in thousandths."""
    found: dict[tuple[Any, ...], int] = defaultdict(int)
    named = select(AcceptanceLine.site_id, AcceptanceLine.document_seq).distinct().subquery()
    of_document = and_(named.c.site_id == Movement.site_id, named.c.document_seq == Movement.seq)
    for end, sign in ((Movement.to_place, 1), (Movement.from_place, -1)):
        at = and_(Place.depot_code == Movement.depot_code, Place.code == end, Place.bucket == StockBucket.ON_HAND)
        key = (Movement.site_id, Movement.seq, Movement.item_code)
        statement = select(*key, func.sum(Movement.quantity)).join(named, of_document).join(Place, at).group_by(*key)
        for *where, quantity in connection.execute(statement):
            found[tuple(where)] += sign * int(quantity)
    return found


def _document_numbers(connection: Connection, keys: set[tuple[Any, Any]]) -> dict[tuple[Any, Any], str]:
    """Return the numbers of documents."""
    if not keys:
        return {}
    here = Document.seq.in_({seq for _site_id, seq in keys})
    rows = connection.execute(select(Document.site_id, Document.seq, Document.number).where(here))
    return {(site_id, seq): number for site_id, seq, number in rows}


# --- the treasury's lists --------------------------------------------------------------------------------------------


def _treasury_checks(connection: Connection) -> Iterator[Check]:
    """Yield whether the treasury's lists and the recorded payments say the same, voucher by voucher."""
    key = (TakenLine.number, TakenLine.site_id, TakenLine.contract_id)
    here = (TakenLine.kind == ListKind.PAYMENTS, TakenLine.state == LineState.MATCHED)
    told = connection.execute(select(*key, func.sum(TakenLine.amount_fen)).where(*here).group_by(*key)).all()
    recorded: dict[tuple[Any, ...], int] = _recorded(connection) if told else {}
    rows = (
        (Named(CauseKind.VOUCHER, number, number), int(fen), recorded.get((number, site, of), 0))
        for number, site, of, fen in told
    )
    yield equal(_("The treasury's list = recorded payments, by voucher (国库支付 = 付款台账)"), rows)
    of_invoices = (TakenLine.kind == ListKind.INVOICES, TakenLine.state == LineState.MATCHED)
    told = connection.execute(select(*key, func.sum(TakenLine.amount_fen)).where(*of_invoices).group_by(*key)).all()
    bill = (Invoice.number, Invoice.site_id, Invoice.contract_id)
    sums = select(*bill, func.sum(Invoice.amount_fen)).group_by(*bill)
    bills: dict[tuple[Any, ...], int] = (
        {tuple(row[:3]): int(row[3]) for row in connection.execute(sums)} if told else {}
    )
    rows = (
        (Named(CauseKind.VOUCHER, number, number), int(fen), bills.get((number, site, of), 0))
        for number, site, of, fen in told
    )
    yield equal(_("Listed invoices = recorded invoices, by number (发票清单 = 发票台账)"), rows)


def _recorded(connection: Connection) -> dict[tuple[Any, ...], int]:
    """Return what is recorded as paid under each voucher and contract, less what is recorded as returned under it."""
    papers = union_all(
        select(Payment.voucher.label("number"), Payment.site_id, Payment.contract_id, Payment.amount_fen.label("fen")),
        select(PaymentReturn.number, PaymentReturn.site_id, PaymentReturn.contract_id, -PaymentReturn.amount_fen),
    ).subquery()
    key = (papers.c.number, papers.c.site_id, papers.c.contract_id)
    rows = connection.execute(select(*key, func.sum(papers.c.fen)).group_by(*key))
    return {(number, site_id, contract_id): int(fen) for number, site_id, contract_id, fen in rows}

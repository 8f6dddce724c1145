"""The identities of a lot's amounts, one by one: which hold, and where one does not, the papers that cause it.

What must not be above a limit is shown as the same kind of check: expected is what stays within its limits, found is
all there is, and the difference is what lies above them.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, TypeAlias

from sqlalchemy import Connection, Select, Subquery, and_, case, func, select, union_all

from supplies.language import _
from supplies.models.funds import Bucket, FundAccount, FundMovement
from supplies.models.procurement import (
    SUPPLEMENT_MAX_MILLE,
    Acceptance,
    AcceptanceLine,
    ChangeKind,
    Contract,
    ContractChange,
    ContractLine,
    Invoice,
    LotStage,
    Method,
    Payment,
    PaymentKind,
)
from supplies.models.stock import Bucket as StockBucket
from supplies.models.stock import Document, Movement, Place
from supplies.models.treasury import LineState, ListKind, PaymentReturn, TakenLine
from supplies.procurement.queries import LotKey, TenderLotRow
from supplies.values import Money


class CauseKind(StrEnum):
    """What a cause is, and where it is looked at."""

    LOT = "lot"
    CONTRACT = "contract"
    DOCUMENT = "document"
    VOUCHER = "voucher"


@dataclass(frozen=True, slots=True)
class Cause:
    """A paper for which an identity does not hold, or that explains why it need not."""

    kind: CauseKind
    key: str
    """By which it is opened: the number of the contract, document or voucher, or the id of the lot."""
    words: str
    expected: Money
    found: Money

    def sentence(self) -> str:
        """Return it with both amounts, in the reader's language."""
        words = _("{what} ({expected} expected, {found} found)")
        return words.format(what=self.words, expected=self.expected.grouped(), found=self.found.grouped())


@dataclass(frozen=True, slots=True)
class Check:
    """One identity: what it says, both sides, and what is behind the right side where they differ."""

    title: str
    expected: Money
    found: Money
    lots: tuple[TenderLotRow, ...] = ()
    causes: tuple[Cause, ...] = ()
    notices: tuple[Cause, ...] = ()
    """What differs and may, for a reason that was told."""

    @property
    def difference(self) -> Money:
        """Return found less expected; nothing where it holds."""
        return self.found - self.expected

    @property
    def holds(self) -> bool:
        """Return whether both sides are equal, and nothing is wrong where something else makes up for it."""
        return not self.difference and not self.lots and not self.causes


@dataclass(frozen=True, slots=True)
class _Facts:
    """A contract, and what its papers add up to, in fen."""

    number: str
    lot: LotKey
    original: int
    amount: int
    accepted: int
    invoiced: int
    paid: int
    deviation: str
    changes: int
    supplements: int
    certificates: int
    lines: int
    lines_accepted: int
    payments: int
    advances: int


def identity_checks(connection: Connection, lots: Sequence[TenderLotRow]) -> Iterator[Check]:
    """Yield every identity of the lots' amounts."""
    facts = _facts(connection)
    yield from _lot_identities(lots, facts)
    yield from _contract_identities(facts)
    yield _closing_check(connection, lots)
    yield _warehouse_check(connection)
    yield from _treasury_checks(connection)


# --- reading ---------------------------------------------------------------------------------------------------------


def _facts(connection: Connection) -> list[_Facts]:
    """Return every contract with the sums of its papers, all by one statement."""
    is_supplement = case((ContractChange.kind == ChangeKind.SUPPLEMENT, ContractChange.amount_fen), else_=0)
    same = and_(Acceptance.site_id == AcceptanceLine.site_id, Acceptance.seq == AcceptanceLine.seq)
    key = (Acceptance.site_id, Acceptance.contract_id)
    accepted = select(*key, func.sum(AcceptanceLine.amount_fen)).join(AcceptanceLine, same).group_by(*key)
    parts = [
        _sums(ContractChange, ContractChange.amount_fen, is_supplement),
        _sums(Acceptance, Acceptance.amount_fen),
        _sums(ContractLine, ContractLine.amount_fen),
        accepted.subquery(),
        _payments().subquery(),
    ]
    sums = [func.coalesce(column, 0) for part in parts for column in list(part.c)[2:]]
    statement = select(
        Contract.number,
        Contract.site_id,
        Contract.tender_lot_id,
        Contract.original_fen,
        Contract.amount_fen,
        Contract.accepted_fen,
        Contract.invoiced_fen,
        Contract.paid_fen,
        Contract.deviation,
        *sums,
    )
    for part in parts:
        site_id, contract_id, *_columns = part.c
        statement = statement.outerjoin(part, and_(site_id == Contract.site_id, contract_id == Contract.contract_id))
    found: list[_Facts] = []
    for number, site_id, lot_id, *values in connection.execute(statement):
        amounts, deviation, papers = values[:5], values[5], map(int, values[6:])
        facts: list[Any] = [number, (site_id, lot_id), *amounts, deviation, *papers]
        found.append(_Facts(*facts))
    return found


def _sums(table: Any, *columns: Any) -> Subquery:  # noqa: ANN401 - tables and columns of several kinds
    """Return sums of a table's rows for each contract."""
    key = (table.site_id, table.contract_id)
    return (
        select(*key, *(func.sum(column).label(f"sum_{at}") for at, column in enumerate(columns)))
        .group_by(*key)
        .subquery()
    )


def _payments() -> Select[Any]:
    """Return what was paid of each contract, and in advance, less what came back."""
    in_advance = case((Payment.kind == PaymentKind.ADVANCE, 1), else_=0)
    same = and_(Payment.site_id == PaymentReturn.site_id, Payment.seq == PaymentReturn.payment_seq)
    paid = select(Payment.site_id, Payment.contract_id, Payment.amount_fen.label("fen"), in_advance.label("advance"))
    back = select(Payment.site_id, Payment.contract_id, -PaymentReturn.amount_fen, in_advance)
    papers = union_all(paid, back.join(PaymentReturn, same)).subquery()
    key = (papers.c.site_id, papers.c.contract_id)
    sums = (func.sum(papers.c.fen), func.sum(papers.c.fen * papers.c.advance))
    return select(*key, *sums).group_by(*key)


# --- putting together ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Named:
    """What a cause is called, where it is neither a lot nor a contract."""

    kind: CauseKind
    key: str
    words: str


_Row: TypeAlias = "tuple[TenderLotRow | _Facts | _Named, int, int]"
"""What is compared, and two amounts of it in fen."""


def _equal(title: str, rows: Iterable[_Row]) -> Check:
    """Return a check that expected and found are equal for each paper; words are made only where they differ."""
    expected = found = 0
    causes: list[Cause] = []
    for subject, first, second in rows:
        expected += first
        found += second
        if first != second:
            causes.append(_cause(subject, first, second))
    return Check(title, Money(expected), Money(found), causes=tuple(causes))


def _within(title: str, rows: Iterable[_Row]) -> Check:
    """Return a check that an amount of each paper is within its limit; rows have the limit first."""
    return _equal(title, ((subject, min(limit, amount), amount) for subject, limit, amount in rows))


def _cause(subject: TenderLotRow | _Facts | _Named, expected: int, found: int) -> Cause:
    """Return a paper as the cause of a difference."""
    if isinstance(subject, TenderLotRow):
        named = _Named(CauseKind.LOT, str(subject.tender_lot_id), subject.words)
    elif isinstance(subject, _Facts):
        named = _Named(CauseKind.CONTRACT, subject.number, subject.number)
    else:
        named = subject
    return Cause(named.kind, named.key, named.words, Money(expected), Money(found))


# --- lots ------------------------------------------------------------------------------------------------------------


def _lot_identities(lots: Sequence[TenderLotRow], facts: Sequence[_Facts]) -> Iterator[Check]:
    """Yield what holds for a lot: 中标≤限价≤预算, 合同=中标, 合同≤预算, 预算=资金来源."""
    names = {(lot.site_id, lot.tender_lot_id): lot for lot in lots}
    contracted: dict[LotKey, int] = defaultdict(int)
    for each in facts:
        contracted[each.lot] += each.amount

    ceilings = ((lot, lot.budget.fen, lot.ceiling.fen) for lot in lots)
    yield _within(_("Ceiling within budget (最高限价 ≤ 预算)"), ceilings)
    awards = ((lot, lot.ceiling.fen, lot.award.fen) for lot in lots if lot.award is not None)
    yield _within(_("Award within ceiling (中标 ≤ 最高限价)"), awards)
    funding = ((lot, lot.budget.fen, sum(row.amount.fen for row in lot.funding)) for lot in lots)
    yield _equal(_("Budget = its appropriations (预算 = 资金来源合计)"), funding)
    yield _award_check(names, facts)
    whole = ((names[key], names[key].budget.fen, fen) for key, fen in contracted.items() if key in names)
    yield _within(_("Contracts within budget (合同 ≤ 预算)"), whole)


def _award_check(names: dict[LotKey, TenderLotRow], facts: Sequence[_Facts]) -> Check:
    """Return whether each lot's contracts are as awarded; what differs for a reason that was told is a notice."""
    original: dict[LotKey, int] = defaultdict(int)
    reasons: dict[LotKey, str] = {}
    for each in facts:
        original[each.lot] += each.original
        if each.deviation:
            reasons[each.lot] = each.deviation
    rows: list[_Row] = []
    notices: list[Cause] = []
    for key, fen in original.items():
        lot = names.get(key)
        award = lot.award if lot is not None else None
        if lot is None or award is None or (lot.method is Method.FRAMEWORK and fen <= award.fen):
            continue
        if key in reasons and fen != award.fen:
            words = _("{lot}: {reason}").format(lot=lot.words, reason=reasons[key])
            notices.append(replace(_cause(lot, award.fen, fen), words=words))
        else:
            rows.append((lot, award.fen, fen))
    found = _equal(_("Contract = award, or the reason is told (原合同 = 中标)"), rows)
    return replace(found, notices=tuple(notices))


def _closing_check(connection: Connection, lots: Sequence[TenderLotRow]) -> Check:
    """Return whether each closed lot gave back what its budget was above its contracts (结余 = 预算 - 合同)."""
    closed = [lot for lot in lots if lot.stage is LotStage.CLOSED]
    origin = (FundAccount.site_id == FundMovement.site_id) & (FundAccount.account == FundMovement.from_account)
    key = (FundAccount.site_id, FundAccount.tender_lot_id)
    statement = (
        select(*key, func.sum(FundMovement.amount_fen))
        .join(FundMovement, origin)
        .where(
            FundAccount.bucket.in_((Bucket.SAVED, Bucket.AWARDED)),
            FundMovement.to_account.like(f"%/{Bucket.AVAILABLE.value}"),
        )
        .group_by(*key)
    )
    back = {(site_id, lot_id): int(fen) for site_id, lot_id, fen in connection.execute(statement)} if closed else {}
    rows = ((lot, (lot.budget - lot.contracted).fen, back.get((lot.site_id, lot.tender_lot_id), 0)) for lot in closed)
    return _equal(_("Closed lots: savings = budget - contract (结余 = 预算 - 合同)"), rows)


# --- contracts -------------------------------------------------------------------------------------------------------


def _contract_identities(facts: Sequence[_Facts]) -> Iterator[Check]:
    """Yield what holds for a contract."""
    equal: tuple[tuple[str, list[_Row]], ...] = (
        (
            _("Contract = original + changes (现行合同 = 原合同 + 变更)"),
            [(f, f.original + f.changes, f.amount) for f in facts],
        ),
        (_("Contract = its lines (合同 = 明细合计)"), [(f, f.lines, f.amount) for f in facts]),
        (_("Accepted = its certificates (已验收 = 验收书合计)"), [(f, f.certificates, f.accepted) for f in facts]),
        (
            _("Accepted = quantity × price, line by line (已验收 = Σ 数量×单价)"),
            [(f, f.lines_accepted, f.accepted) for f in facts],
        ),
        (_("Paid = its vouchers (已付款 = 支付凭证合计)"), [(f, f.payments, f.paid) for f in facts]),
    )
    for title, pairs in equal:
        yield _equal(title, pairs)
    within: tuple[tuple[str, list[_Row]], ...] = (
        (
            _("Supplements within a tenth (追加 ≤ 原合同 10 %)"),
            [(f, f.original * SUPPLEMENT_MAX_MILLE // 1000, f.supplements) for f in facts],
        ),
        (_("Accepted within the contract (已验收 ≤ 合同)"), [(f, f.amount, f.accepted) for f in facts]),
        (_("Invoiced within the contract (已开票 ≤ 合同)"), [(f, f.amount, f.invoiced) for f in facts]),
        (
            _("Paid within contract, acceptance and advance (已付款 ≤ 合同、验收 + 预付)"),
            [(f, min(f.amount, f.accepted + f.advances), f.paid) for f in facts],
        ),
        (
            _("Paid within the invoices, unless in advance (已付款 ≤ 已开票，预付除外)"),
            [(f, f.invoiced + f.advances, f.paid) for f in facts],
        ),
    )
    for title, pairs in within:
        yield _within(title, pairs)


def _warehouse_check(connection: Connection) -> Check:
    """Return whether the warehouse has what was accepted, document by document and item by item (三单匹配).

    The amount of what is accepted beyond a document's usable goods is what lies above.
    """
    same = and_(Acceptance.site_id == AcceptanceLine.site_id, Acceptance.seq == AcceptanceLine.seq)
    of_line = and_(
        ContractLine.site_id == Acceptance.site_id,
        ContractLine.contract_id == Acceptance.contract_id,
        ContractLine.line == AcceptanceLine.contract_line,
    )
    key = (AcceptanceLine.site_id, AcceptanceLine.document_seq, ContractLine.item_code)
    accepted = (
        select(*key, func.sum(AcceptanceLine.quantity), func.sum(AcceptanceLine.amount_fen))
        .join(Acceptance, same)
        .join(ContractLine, of_line)
        .group_by(*key)
    )
    rows: list[tuple[tuple[Any, ...], int, int]] = [
        (tuple(row[:3]), int(row[3]), int(row[4])) for row in connection.execute(accepted)
    ]
    there: dict[tuple[Any, ...], int] = _usable(connection) if rows else {}
    short = {row[0] for row in rows if there.get(row[0], 0) < row[1]}
    numbers = _document_numbers(connection, {(each[0], each[1]) for each in short})
    found: list[_Row] = []
    for goods, quantity, amount in rows:
        covered = amount if goods not in short else amount * max(0, there.get(goods, 0)) // quantity
        number = numbers.get((goods[0], goods[1]), str(goods[1]))
        found.append((_Named(CauseKind.DOCUMENT, number, f"{number} {goods[2]}"), covered, amount))
    return _equal(_("Accepted goods are in the warehouse's documents (合同–验收–入库 三单匹配)"), found)


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
        (_Named(CauseKind.VOUCHER, number, number), int(fen), recorded.get((number, site, of), 0))
        for number, site, of, fen in told
    )
    yield _equal(_("The treasury's list = recorded payments, by voucher (国库支付 = 付款台账)"), rows)
    of_invoices = (TakenLine.kind == ListKind.INVOICES, TakenLine.state == LineState.MATCHED)
    told = connection.execute(select(*key, func.sum(TakenLine.amount_fen)).where(*of_invoices).group_by(*key)).all()
    columns = (Invoice.number, Invoice.site_id, Invoice.contract_id, Invoice.amount_fen)
    bills: dict[tuple[Any, ...], int] = (
        {tuple(row[:3]): row[3] for row in connection.execute(select(*columns))} if told else {}
    )
    rows = (
        (_Named(CauseKind.VOUCHER, number, number), int(fen), bills.get((number, site, of), 0))
        for number, site, of, fen in told
    )
    yield _equal(_("Listed invoices = recorded invoices, by number (发票清单 = 发票台账)"), rows)


def _recorded(connection: Connection) -> dict[tuple[Any, ...], int]:
    """Return what is recorded as paid under each voucher and contract, less what is recorded as returned under it."""
    papers = union_all(
        select(Payment.voucher.label("number"), Payment.site_id, Payment.contract_id, Payment.amount_fen.label("fen")),
        select(PaymentReturn.number, PaymentReturn.site_id, PaymentReturn.contract_id, -PaymentReturn.amount_fen),
    ).subquery()
    key = (papers.c.number, papers.c.site_id, papers.c.contract_id)
    rows = connection.execute(select(*key, func.sum(papers.c.fen)).group_by(*key))
    return {(number, site_id, contract_id): int(fen) for number, site_id, contract_id, fen in rows}

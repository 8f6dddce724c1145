"""The identities of a lot's amounts, one by one: which hold, and where one does not, the papers that cause it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Select, Subquery, and_, case, func, select

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
    LotStage,
    Method,
    Payment,
    PaymentKind,
)
from supplies.models.treasury import PaymentReturn
from supplies.procurement.checks import (
    Amount,
    Cause,
    CauseKind,
    Check,
    Compared,
    Identity,
    above_zero,
    cause_of,
    equal,
    lesser,
    limited,
    summed,
    within,
)
from supplies.procurement.queries import TenderLotRow, rows_of

__all__ = ["Cause", "CauseKind", "Check", "identity_checks"]


def identity_checks(connection: Connection, lots: Sequence[TenderLotRow]) -> Iterator[Check]:
    """Yield every identity of the lots' amounts."""
    yield from _lot_identities(connection, lots)
    yield from _contract_identities(connection)
    yield _closing_check(connection, lots)


# --- lots ------------------------------------------------------------------------------------------------------------


def _lot_identities(connection: Connection, lots: Sequence[TenderLotRow]) -> Iterator[Check]:
    """Yield what holds for a lot: 中标≤限价≤预算, 合同=中标, 合同≤预算, 预算=资金来源."""
    ceilings = ((lot, lot.budget_fen, lot.ceiling_fen) for lot in lots)
    yield within(_("Ceiling within budget (最高限价 ≤ 预算)"), ceilings)
    awards = ((lot, lot.ceiling_fen, lot.award_fen) for lot in lots if lot.award_fen is not None)
    yield within(_("Award within ceiling (中标 ≤ 最高限价)"), awards)
    funding = ((lot, lot.budget_fen, sum(row.amount_fen for row in lot.funding)) for lot in lots)
    yield equal(_("Budget = its appropriations (预算 = 资金来源合计)"), funding)
    yield _award_check(connection, lots)
    whole = ((lot, lot.budget_fen, lot.contracted_fen) for lot in lots)
    yield within(_("Contracts within budget (合同 ≤ 预算)"), ((lot, limit, fen) for lot, limit, fen in whole if fen))


def _award_check(connection: Connection, lots: Sequence[TenderLotRow]) -> Check:
    """Return whether each lot's contracts are as awarded; what differs for a reason that was told is a notice."""
    key = (Contract.site_id, Contract.tender_lot_id)
    statement = select(*key, func.sum(Contract.original_fen), func.max(Contract.deviation)).group_by(*key)
    signed = {(site_id, lot_id): (int(fen), why) for site_id, lot_id, fen, why in rows_of(connection, statement)}
    rows: list[Compared] = []
    notices: list[Cause] = []
    for lot in lots:
        original = signed.get((lot.site_id, lot.tender_lot_id))
        if original is None or lot.award_fen is None:
            continue
        (fen, reason), award = original, lot.award_fen
        if lot.method is Method.FRAMEWORK and fen <= award:
            continue
        if reason and fen != award:
            words = _("{lot}: {reason}").format(lot=lot.words, reason=reason)
            notices.append(replace(cause_of(lot, award, fen), words=words))
        else:
            rows.append((lot, award, fen))
    return replace(equal(_("Contract = award, or the reason is told (原合同 = 中标)"), rows), notices=tuple(notices))


_GIVEN_BACK = (Bucket.SAVED, Bucket.AWARDED)
"""What a lot gives back as it closes: its savings, and what of a framework nobody drew."""


def _closing_check(connection: Connection, lots: Sequence[TenderLotRow]) -> Check:
    """Return whether each closed lot gave back what its budget was above its contracts (结余 = 预算 - 合同)."""
    closed = [lot for lot in lots if lot.stage is LotStage.CLOSED]
    origin = (FundAccount.site_id == FundMovement.site_id) & (FundAccount.account == FundMovement.from_account)
    key = (FundAccount.site_id, FundAccount.tender_lot_id)
    statement = (
        select(*key, func.sum(FundMovement.amount_fen))
        .join(FundMovement, origin)
        .where(FundAccount.bucket.in_(_GIVEN_BACK), FundMovement.to_account.like(f"%/{Bucket.AVAILABLE.value}"))
        .group_by(*key)
    )
    back = {(site_id, lot_id): int(fen) for site_id, lot_id, fen in connection.execute(statement)} if closed else {}
    rows = ((lot, lot.budget_fen - lot.contracted_fen, back.get((lot.site_id, lot.tender_lot_id), 0)) for lot in closed)
    return equal(_("Closed lots: savings = budget - contract (结余 = 预算 - 合同)"), rows)


# --- contracts -------------------------------------------------------------------------------------------------------


def _contract_identities(connection: Connection) -> Iterator[Check]:
    """Yield what holds for a contract."""
    rows = _papers().subquery()
    papers: dict[str, Amount] = dict(rows.c.items())
    for name, part in (("payments", "whole"), ("advances", "ahead"), ("released", "kept")):
        papers[name] = papers[f"paid_{part}"] - papers[f"back_{part}"]
    original, amount, accepted = papers["original"], papers["amount"], papers["accepted"]
    invoiced, paid, advances = papers["invoiced"], papers["paid"], papers["advances"]
    identities = (
        Identity(_("Contract = original + changes (现行合同 = 原合同 + 变更)"), original + papers["changes"], amount),
        Identity(_("Contract = its lines (合同 = 明细合计)"), papers["lines"], amount),
        Identity(_("Accepted = its certificates (已验收 = 验收书合计)"), papers["certificates"], accepted),
        Identity(
            _("Accepted = quantity × price, line by line (已验收 = Σ 数量×单价)"), papers["lines_accepted"], accepted
        ),
        Identity(_("Paid = its vouchers (已付款 = 支付凭证合计)"), papers["payments"], paid),
        limited(
            _("Supplements within a tenth (追加 ≤ 原合同 10 %)"),
            original * SUPPLEMENT_MAX_MILLE // 1000,
            papers["supplements"],
        ),
        limited(_("Accepted within the contract (已验收 ≤ 合同)"), amount, accepted),
        limited(_("Invoiced within the contract (已开票 ≤ 合同)"), amount, invoiced),
        limited(
            _("Paid within contract, acceptance and advance (已付款 ≤ 合同、验收 + 预付)"),
            lesser(amount, accepted + advances),
            paid,
        ),
        limited(
            _("Paid within the invoices, unless in advance (已付款 ≤ 已开票，预付除外)"), invoiced + advances, paid
        ),
        limited(
            _("Retention paid within the retention (已付质保金 ≤ 质保金)"), papers["retention"], papers["released"]
        ),
        Identity(
            _("Payable = accepted - retention kept - paid (应付未付 = 验收 - 质保金 - 付款)"),
            _payable(papers, papers["certificates"] - papers["payments"]),
            _payable(papers, accepted - paid),
        ),
    )
    yield from summed(connection, rows, identities, CauseKind.CONTRACT, [rows.c.number])


def _payable(papers: dict[str, Amount], owed: Amount) -> Amount:
    """Return what of an amount owed may be paid now: not the retention that is kept; nothing where it was advanced."""
    return above_zero(above_zero(owed) - above_zero(papers["retention"] - papers["released"]))


def _papers() -> Select[Any]:
    """Return every contract with the sums of its papers."""
    is_supplement = case((ContractChange.kind == ChangeKind.SUPPLEMENT, ContractChange.amount_fen), else_=0)
    same = and_(Acceptance.site_id == AcceptanceLine.site_id, Acceptance.seq == AcceptanceLine.seq)
    key = (Acceptance.site_id, Acceptance.contract_id)
    by_line = select(*key, func.sum(AcceptanceLine.amount_fen)).join(AcceptanceLine, same).group_by(*key)
    parts: dict[tuple[str, ...], Subquery] = {
        ("changes", "supplements"): _sums(ContractChange, ContractChange.amount_fen, is_supplement),
        ("certificates",): _sums(Acceptance, Acceptance.amount_fen),
        ("lines",): _sums(ContractLine, ContractLine.amount_fen),
        ("lines_accepted",): by_line.subquery(),
        ("paid_whole", "paid_ahead", "paid_kept"): _paid(),
        ("back_whole", "back_ahead", "back_kept"): _returned(),
    }
    statement: Select[Any] = select(Contract.number).add_columns(
        Contract.original_fen.label("original"),
        Contract.amount_fen.label("amount"),
        Contract.accepted_fen.label("accepted"),
        Contract.invoiced_fen.label("invoiced"),
        Contract.paid_fen.label("paid"),
        Contract.retention_fen.label("retention"),
    )
    for names, part in parts.items():
        site_id, contract_id, *sums = part.c
        columns = [func.coalesce(column, 0).label(name) for name, column in zip(names, sums, strict=True)]
        of_contract = and_(site_id == Contract.site_id, contract_id == Contract.contract_id)
        statement = statement.add_columns(*columns).outerjoin(part, of_contract)
    return statement


def _sums(table: Any, *columns: Any) -> Subquery:  # noqa: ANN401 - tables and columns of several kinds
    """Return sums of a table's rows for each contract."""
    key = (table.site_id, table.contract_id)
    return (
        select(*key, *(func.sum(column).label(f"sum_{at}") for at, column in enumerate(columns)))
        .group_by(*key)
        .subquery()
    )


def _paid() -> Subquery:
    """Return what was paid of each contract, in advance, and of its retention."""
    return _sums(Payment, *_by_kind(Payment.amount_fen))


def _returned() -> Subquery:
    """Return what of that came back."""
    same = and_(Payment.site_id == PaymentReturn.site_id, Payment.seq == PaymentReturn.payment_seq)
    key = (PaymentReturn.site_id, PaymentReturn.contract_id)
    sums = [func.sum(column) for column in _by_kind(PaymentReturn.amount_fen)]
    return select(*key).add_columns(*sums).join(Payment, same).group_by(*key).subquery()


def _by_kind(fen: Any) -> list[Any]:  # noqa: ANN401 - a column of one of two tables
    """Return an amount, what of it is an advance, and what is retention."""
    return [fen, *(case((Payment.kind == kind, fen), else_=0) for kind in (PaymentKind.ADVANCE, PaymentKind.RETENTION))]

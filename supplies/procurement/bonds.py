"""Bonds of bids (投标保证金) and of contracts (履约保证金): what is still held, and until when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, and_, case, func, insert, or_, select, update

from supplies.deadlines.catalogue import due, rules_on
from supplies.deadlines.queries import work_calendar
from supplies.deadlines.workdays import WorkCalendar
from supplies.errors import (
    AlreadyThere,
    AmountNotPositive,
    BondSettled,
    BondTooHigh,
    DatesBackward,
    ForfeitNeedsReason,
    UnknownRecord,
)
from supplies.journal.action import Action, Context
from supplies.language import _
from supplies.models.bidding import Bond, BondForm, BondKind, BondOutcome
from supplies.models.procurement import Contract, LotStage, Project, RoundResult, TenderLot, TenderRound
from supplies.procurement.acceptance import Seq
from supplies.procurement.actions import Reason, Title
from supplies.procurement.contracts import contract_fact
from supplies.procurement.queries import LotKey
from supplies.procurement.rules import lot_fact, staged
from supplies.values import NO_MONEY, ContractId, Money, SiteId, TenderLotId

BID_BOND_MAX_MILLE = 20
"""A bid bond is at most 2 % of the budget (实施条例第三十三条)."""
PERFORMANCE_BOND_MAX_MILLE = 100
"""A performance bond is at most 10 % of the contract (实施条例第四十八条)."""
_LOSERS_RULE, _WINNERS_RULE = "bond_of_losers", "bond_of_winner"


class TakeBidBond(Action, frozen=True, kw_only=True, tag="procurement.take_bid_bond"):
    """Record the bond of a bidder in the newest round of a lot."""

    tender_lot_id: TenderLotId
    supplier: Title
    form: BondForm
    amount: Money
    paper_number: Title
    received_on: date


class TakePerformanceBond(Action, frozen=True, kw_only=True, tag="procurement.take_performance_bond"):
    """Record the bond of a contract's supplier."""

    contract_id: ContractId
    form: BondForm
    amount: Money
    paper_number: Title
    received_on: date


class SettleBond(Action, frozen=True, kw_only=True, tag="procurement.settle_bond"):
    """Record that a bond was returned, or forfeited for a reason."""

    bond: Seq
    """The entry that received it."""
    outcome: BondOutcome
    settled_on: date
    paper_number: Title
    reason: Reason = ""


@dataclass(frozen=True, slots=True)
class BondRow:
    """A bond, and until when it is to be returned."""

    site_id: SiteId
    seq: int
    lot: str
    """As ``lot_name`` writes it."""
    contract: str
    """The number of the contract; empty for a bid bond."""
    kind: BondKind
    supplier: str
    form: BondForm
    amount: Money
    paper_number: str
    received_on: date
    settled_on: date | None
    outcome: BondOutcome | None
    settled_paper: str
    settled_reason: str
    return_by: date | None
    """Five working days after the award was noticed, or after the winner signed; None: not yet, or no such rule."""

    @property
    def is_held(self) -> bool:
        """Return whether it was neither returned nor forfeited."""
        return self.settled_on is None


# --- receiving -------------------------------------------------------------------------------------------------------


def check_take_bid_bond(context: Context, action: TakeBidBond) -> None:
    """Refuse the bond of a lot without a round, one that is known, and more than 2 % of the budget."""
    tendered = (LotStage.TENDERING, LotStage.AWARDED, LotStage.CONTRACTED, LotStage.CLOSED)
    lot = staged(context, action.tender_lot_id, *tendered)
    of_round = (Bond.tender_lot_id == action.tender_lot_id) & (Bond.round == lot.round_number)
    here = and_(Bond.site_id == context.site_id, of_round, Bond.supplier == action.supplier)
    allowed = Money(lot.budget.fen * BID_BOND_MAX_MILLE // 1000)
    _check_amount(context, here, action, action.supplier, allowed)


def check_take_performance_bond(context: Context, action: TakePerformanceBond) -> None:
    """Refuse a bond of no contract, one that is known, and more than 10 % of the contract."""
    contract = contract_fact(context, action.contract_id)
    here = and_(Bond.site_id == context.site_id, Bond.contract_id == action.contract_id)
    allowed = Money(contract.amount.fen * PERFORMANCE_BOND_MAX_MILLE // 1000)
    _check_amount(context, here, action, _supplier_of(context, action.contract_id), allowed)


def _check_amount(
    context: Context,
    here: ColumnElement[bool],
    action: TakeBidBond | TakePerformanceBond,
    supplier: str,
    allowed: Money,
) -> None:
    """Refuse a paper that is known, a bond of nothing, and bonds that are too high together."""
    if action.amount <= NO_MONEY:
        raise AmountNotPositive(amount=action.amount)
    if context.has(here, Bond.paper_number == action.paper_number):
        raise AlreadyThere(kind=_("Bond"), key=action.paper_number)
    kept = or_(Bond.outcome.is_(None), Bond.outcome != BondOutcome.RETURNED)
    before = context.connection.scalar(select(func.sum(Bond.amount_fen)).where(here, kept))
    total = Money(int(before or 0)) + action.amount
    if total > allowed:
        raise BondTooHigh(supplier=supplier, total=total, allowed=allowed)


def _supplier_of(context: Context, contract_id: ContractId) -> str:
    """Return with whom a contract is."""
    here = (Contract.site_id == context.site_id, Contract.contract_id == contract_id)
    return context.connection.scalars(select(Contract.supplier).where(*here)).one()


def take_bid_bond(context: Context, action: TakeBidBond) -> None:
    """Write the bond of a bidder."""
    lot = lot_fact(context, action.tender_lot_id)
    of_round = {"tender_lot_id": action.tender_lot_id, "round": lot.round_number, "contract_id": None}
    _write(context, action, {**of_round, "kind": BondKind.BID, "supplier": action.supplier})


def take_performance_bond(context: Context, action: TakePerformanceBond) -> None:
    """Write the bond of a contract."""
    contract, supplier = contract_fact(context, action.contract_id), _supplier_of(context, action.contract_id)
    of_contract = {"tender_lot_id": contract.tender_lot_id, "round": None, "contract_id": action.contract_id}
    _write(context, action, {**of_contract, "kind": BondKind.PERFORMANCE, "supplier": supplier})


def _write(context: Context, action: TakeBidBond | TakePerformanceBond, values: Mapping[str, object]) -> None:
    """Write a bond that is held from now on."""
    row = {
        "site_id": context.site_id,
        "seq": context.seq,
        "form": action.form,
        "amount_fen": action.amount.fen,
        "paper_number": action.paper_number,
        "received_on": action.received_on,
        "settled_on": None,
        "outcome": None,
        "settled_paper": "",
        "settled_reason": "",
        "settled_seq": None,
    }
    context.connection.execute(insert(Bond), {**row, **values})


# --- settling --------------------------------------------------------------------------------------------------------


def check_settle_bond(context: Context, action: SettleBond) -> None:
    """Refuse a bond that is not held, a day before it came, and keeping it for no reason."""
    columns = (Bond.supplier, Bond.paper_number, Bond.received_on, Bond.settled_on)
    here = (Bond.site_id == context.site_id, Bond.seq == action.bond)
    row = context.connection.execute(select(*columns).where(*here)).first()
    if row is None:
        raise UnknownRecord(kind=_("Bond"), key=str(action.bond))
    if row.settled_on is not None:
        raise BondSettled(number=row.paper_number, supplier=row.supplier, day=row.settled_on)
    if action.settled_on < row.received_on:
        raise DatesBackward(later=action.settled_on, earlier=row.received_on)
    if action.outcome is BondOutcome.FORFEITED and not action.reason.strip():
        raise ForfeitNeedsReason(supplier=row.supplier)


def settle_bond(context: Context, action: SettleBond) -> None:
    """Write what became of a bond."""
    values = {
        "settled_on": action.settled_on,
        "outcome": action.outcome,
        "settled_paper": action.paper_number,
        "settled_reason": action.reason.strip(),
        "settled_seq": context.seq,
    }
    here = (Bond.site_id == context.site_id, Bond.seq == action.bond)
    context.connection.execute(update(Bond).where(*here).values(**values))


# --- what there is ---------------------------------------------------------------------------------------------------


def bonds(connection: Connection, lot: LotKey | None = None, *, only_held: bool = False) -> list[BondRow]:
    """Return bonds, those received first before the others; of one lot, or only what is still held."""
    of_lot = and_(TenderLot.site_id == Bond.site_id, TenderLot.tender_lot_id == Bond.tender_lot_id)
    of_project = and_(Project.site_id == TenderLot.site_id, Project.project_id == TenderLot.project_id)
    of_contract = and_(Contract.site_id == Bond.site_id, Contract.contract_id == Bond.contract_id)
    columns = (Project.number, TenderLot.number, Contract.number, Project.started_on, Project.method, *_starts())
    statement = (
        select(Bond.__table__, *(column.label(f"more_{at}") for at, column in enumerate(columns)))
        .join(TenderLot, of_lot)
        .join(Project, of_project)
        .join(Contract, of_contract, isouter=True)
        .order_by(Bond.received_on, Bond.seq)
    )
    if lot is not None:
        statement = statement.where(Bond.site_id == lot[0], Bond.tender_lot_id == lot[1])
    if only_held:
        statement = statement.where(Bond.settled_on.is_(None))
    calendar = work_calendar(connection)
    return [_bond_row(row, calendar) for row in connection.execute(statement).mappings()]


def _starts() -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    """Return from which day a bid bond's return counts, and whether it is the winner's, who signs first."""
    of_round = and_(
        TenderRound.site_id == Bond.site_id,
        TenderRound.tender_lot_id == Bond.tender_lot_id,
        TenderRound.number == Bond.round,
    )
    ended_on = select(TenderRound.ended_on).where(of_round).scalar_subquery()
    result = select(TenderRound.result).where(of_round).scalar_subquery()
    signed = and_(
        Contract.site_id == Bond.site_id,
        Contract.tender_lot_id == Bond.tender_lot_id,
        Contract.supplier == Bond.supplier,
    )
    signed_on = select(func.min(Contract.signed_on)).where(signed).correlate(Bond).scalar_subquery()
    is_winner = and_(result == RoundResult.AWARDED, TenderLot.winner == Bond.supplier)
    return case((is_winner, signed_on), else_=ended_on), is_winner


def _bond_row(row: RowMapping, calendar: WorkCalendar) -> BondRow:
    """Return a bond with the day by which it is to be returned."""
    project, number, contract, started_on, method, start, is_winner = (row[f"more_{at}"] for at in range(7))
    rule = rules_on(started_on).get(_WINNERS_RULE if is_winner else _LOSERS_RULE)
    runs = row["kind"] is BondKind.BID and start is not None and rule is not None and rule.holds_for(method)
    return BondRow(
        site_id=row["site_id"],
        seq=row["seq"],
        lot=f"{project}/{number}",
        contract=contract or "",
        kind=row["kind"],
        supplier=row["supplier"],
        form=row["form"],
        amount=Money(row["amount_fen"]),
        paper_number=row["paper_number"],
        received_on=row["received_on"],
        settled_on=row["settled_on"],
        outcome=row["outcome"],
        settled_paper=row["settled_paper"],
        settled_reason=row["settled_reason"],
        return_by=due(rule, start, calendar).day if runs and rule is not None else None,
    )

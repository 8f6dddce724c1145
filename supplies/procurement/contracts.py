"""Contracts of a lot: what was signed, line by line, and every change of it."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

import msgspec
from sqlalchemy import func, insert, select, update

from supplies.accounts.credit_code import is_credit_code
from supplies.errors import (
    AlreadyThere,
    AmountNotPositive,
    ChangeAgainstItsKind,
    ChangeBelowSettled,
    ContractAboveBudget,
    ContractBeforeAward,
    CreditCodeWrong,
    DatesBackward,
    DeviationNeeded,
    ItemRetired,
    LineArithmetic,
    NothingToDo,
    RetentionTooHigh,
    SupplementTooLarge,
    UnknownRecord,
)
from supplies.funds import ledger
from supplies.journal.action import END, Action, Context
from supplies.language import _
from supplies.models.catalogue import Item
from supplies.models.funds import Bucket
from supplies.models.procurement import (
    SUPPLEMENT_MAX_MILLE,
    ChangeKind,
    Contract,
    ContractChange,
    ContractLine,
    LotStage,
    Method,
    Project,
    TenderLot,
)
from supplies.procurement.actions import Title
from supplies.procurement.apply import write_lot
from supplies.procurement.contract_queries import ContractItem, contract_items
from supplies.procurement.rules import LotFact, staged
from supplies.stock.checks import Problem, check_lines, quantity_problem
from supplies.stock.worth import E4_PER_FEN, worth
from supplies.values import NO_MONEY, ContractId, ItemCode, Money, Quantity, TenderLotId, total_money

LINES_MAX = 1000
Text = Annotated[str, msgspec.Meta(max_length=300)]
CreditCode = Annotated[str, msgspec.Meta(pattern="^([0-9A-Z]{18})?" + END)]
LineNumber = Annotated[int, msgspec.Meta(ge=1, le=LINES_MAX)]


class ContractLineAsSigned(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Goods of one item: how much, at what price for a unit, for what amount."""

    item: ItemCode
    quantity: Quantity
    price: Money
    amount: Money


class SignContract(Action, frozen=True, kw_only=True, tag="procurement.sign_contract"):
    """Record a contract for a lot that was awarded."""

    contract_id: ContractId
    tender_lot_id: TenderLotId
    number: Title
    supplier: Title
    supplier_code: CreditCode = ""
    """统一社会信用代码; empty is unknown."""
    signed_on: date
    delivery_due: date | None = None
    retention: Money | None = None
    """质保金: paid last."""
    retention_until: date | None = None
    penalty_mille: Annotated[int, msgspec.Meta(ge=0, le=100)] = 0
    """Of what is late, for each day."""
    deviation: Text = ""
    """Why supplier or amount are not those of the award (政府采购法第四十六条)."""
    lines: tuple[ContractLineAsSigned, ...]

    @property
    def amount(self) -> Money:
        """Return what the lines add up to."""
        return total_money(line.amount for line in self.lines)


class ChangedLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A line of the contract as it is from now on."""

    line: LineNumber
    quantity: Quantity
    amount: Money


class ChangeContract(Action, frozen=True, kw_only=True, tag="procurement.change_contract"):
    """Record a supplementary contract or another change, as signed."""

    contract_id: ContractId
    number: Title
    kind: ChangeKind
    signed_on: date
    reason: Title
    lines: tuple[ChangedLine, ...]


@dataclass(frozen=True, slots=True)
class ContractFact:
    """What of a contract the rules and effects need."""

    contract_id: ContractId
    tender_lot_id: TenderLotId
    number: str
    signed_on: date
    delivery_due: date | None
    original: Money
    amount: Money
    retention: Money
    retention_until: date | None
    penalty_mille: int
    accepted: Money
    invoiced: Money
    paid: Money


def contract_fact(context: Context, contract_id: ContractId) -> ContractFact:
    """Return a contract of this site.

    Raises:
        UnknownRecord: there is none of this id.
    """
    statement = select(
        Contract.contract_id,
        Contract.tender_lot_id,
        Contract.number,
        Contract.signed_on,
        Contract.delivery_due,
        Contract.original_fen,
        Contract.amount_fen,
        Contract.retention_fen,
        Contract.retention_until,
        Contract.penalty_mille,
        Contract.accepted_fen,
        Contract.invoiced_fen,
        Contract.paid_fen,
    ).where(Contract.site_id == context.site_id, Contract.contract_id == contract_id)
    row = context.connection.execute(statement).first()
    if row is None:
        raise UnknownRecord(kind=_("Contract"), key=str(contract_id))
    values: list[Any] = [*row[:5], *map(Money, row[5:8]), *row[8:10], *map(Money, row[10:])]
    return ContractFact(*values)


def lines_of(context: Context, contract_id: ContractId) -> dict[int, ContractItem]:
    """Return the lines of a contract of this site by their numbers."""
    return {item.line: item for item in contract_items(context.connection, context.site_id, contract_id)}


def write_contract(context: Context, contract_id: ContractId, **values: Any) -> None:  # noqa: ANN401 - column values
    """Write what is new about a contract."""
    here = (Contract.site_id == context.site_id, Contract.contract_id == contract_id)
    context.connection.execute(update(Contract).where(*here).values(seq=context.seq, **values))


def write_line(context: Context, contract_id: ContractId, line: int, **values: Any) -> None:  # noqa: ANN401
    """Write what is new about a line of a contract."""
    here = (ContractLine.site_id == context.site_id, ContractLine.contract_id == contract_id)
    context.connection.execute(update(ContractLine).where(*here, ContractLine.line == line).values(**values))


def price_of(quantity: Quantity, price: Money) -> Money:
    """Return what a quantity costs, rounded down to the fen as the books do it."""
    return worth(quantity, price.fen * E4_PER_FEN)


# --- signing ---------------------------------------------------------------------------------------------------------


def check_sign(context: Context, action: SignContract) -> None:
    """Refuse a contract before its award, lines that are not the whole, and more than the budget pays."""
    lot = staged(context, action.tender_lot_id, LotStage.AWARDED, LotStage.CONTRACTED)
    same = (Contract.number == action.number) | (Contract.contract_id == action.contract_id)
    if context.has(same):
        raise AlreadyThere(kind=_("Contract"), key=action.number)
    if lot.ended_on is not None and action.signed_on < lot.ended_on:
        raise ContractBeforeAward(signed=action.signed_on, awarded=lot.ended_on)
    if action.supplier_code and not is_credit_code(action.supplier_code):
        raise CreditCodeWrong(text=action.supplier_code)
    _check_days(action)
    _check_signed_lines(context, action)
    retention = action.retention or NO_MONEY
    if not NO_MONEY <= retention <= action.amount:
        raise RetentionTooHigh(retention=retention, amount=action.amount)
    _check_award(context, action, lot)


def _check_days(action: SignContract) -> None:
    """Refuse days that lie before the signing."""
    for day in (action.delivery_due, action.retention_until):
        if day is not None and day < action.signed_on:
            raise DatesBackward(later=day, earlier=action.signed_on)


def _check_signed_lines(context: Context, action: SignContract) -> None:
    """Refuse lines without goods, and such whose amount is not quantity times price."""
    if not action.lines:
        raise NothingToDo
    codes = {line.item for line in action.lines}
    columns = (Item.code, Item.name_zh, Item.decimals, Item.is_retired)
    known = {row.code: row for row in context.connection.execute(select(*columns).where(Item.code.in_(codes)))}

    def problem_of(line: ContractLineAsSigned) -> Problem:
        item = known.get(line.item)
        if item is None:
            return "item", UnknownRecord(kind=_("Item type"), key=line.item)
        if item.is_retired:
            return "item", ItemRetired(item=item.name_zh)
        problem = quantity_problem(line.quantity, item.name_zh, item.decimals)
        if problem is not None:
            return problem
        if min(line.price, line.amount) <= NO_MONEY:
            return "amount", AmountNotPositive(amount=min(line.price, line.amount))
        computed = price_of(line.quantity, line.price)
        if computed != line.amount:
            return "amount", LineArithmetic(computed=computed, amount=line.amount)
        return None

    check_lines(action.lines, problem_of)


def _check_award(context: Context, action: SignContract, lot: LotFact) -> None:
    """Refuse what the award does not say without a reason, and what the budget does not pay with one."""
    standing = ledger.lot_standing(context.connection, context.site_id, action.tender_lot_id)
    awarded = total_money(standing.get(Bucket.AWARDED, {}).values())
    saved = total_money(standing.get(Bucket.SAVED, {}).values())
    if action.amount > awarded + saved:
        raise ContractAboveBudget(amount=action.amount, budget=awarded + saved)
    is_award = action.supplier == lot.winner and action.amount == awarded
    is_draw_down = action.amount <= awarded and _is_framework(context, action.tender_lot_id)
    if not (is_award or is_draw_down) and not action.deviation.strip():
        raise DeviationNeeded(award=awarded, winner=lot.winner)


def _is_framework(context: Context, lot_id: TenderLotId) -> bool:
    """Return whether a lot is drawn down by several contracts."""
    here = (TenderLot.site_id == context.site_id, TenderLot.tender_lot_id == lot_id)
    same = (Project.site_id == TenderLot.site_id) & (Project.project_id == TenderLot.project_id)
    return context.connection.scalar(select(Project.method).join(TenderLot, same).where(*here)) is Method.FRAMEWORK


def sign(context: Context, action: SignContract) -> None:
    """Write the contract and commit its amount; of one that is no draw-down, the rest of the award is saved."""
    values = {
        "site_id": context.site_id,
        "contract_id": action.contract_id,
        "tender_lot_id": action.tender_lot_id,
        "number": action.number,
        "supplier": action.supplier,
        "supplier_code": action.supplier_code,
        "signed_on": action.signed_on,
        "delivery_due": action.delivery_due,
        "original_fen": action.amount.fen,
        "amount_fen": action.amount.fen,
        "retention_fen": (action.retention or NO_MONEY).fen,
        "retention_until": action.retention_until,
        "penalty_mille": action.penalty_mille,
        "deviation": action.deviation.strip(),
        "accepted_fen": 0,
        "invoiced_fen": 0,
        "paid_fen": 0,
        "prepared_by": context.prepared_by or context.actor,
        "approved_by": context.actor,
        "seq": context.seq,
    }
    context.connection.execute(insert(Contract), values)
    key = {"site_id": context.site_id, "contract_id": action.contract_id}
    nothing = {"accepted_quantity": 0, "accepted_fen": 0, "invoiced_quantity": 0, "invoiced_fen": 0}
    lines = [
        {
            **key,
            "line": at,
            "item_code": line.item,
            "quantity": line.quantity.thousandths,
            "price_fen": line.price.fen,
            "amount_fen": line.amount.fen,
            **nothing,
        }
        for at, line in enumerate(action.lines, 1)
    ]
    context.connection.execute(insert(ContractLine), lines)
    lot_id, day = action.tender_lot_id, action.business_date
    awarded = ledger.in_bucket(context, lot_id, Bucket.AWARDED)
    of_award = min(action.amount, awarded)
    ledger.move_lot(context, lot_id, (Bucket.AWARDED, Bucket.CONTRACTED), of_award, day)
    ledger.move_lot(context, lot_id, (Bucket.SAVED, Bucket.CONTRACTED), action.amount - of_award, day)
    if not _is_framework(context, lot_id):
        ledger.move_lot(context, lot_id, (Bucket.AWARDED, Bucket.SAVED), awarded - of_award, day)
    write_lot(context, lot_id, stage=LotStage.CONTRACTED)


# --- changing --------------------------------------------------------------------------------------------------------


def check_change(context: Context, action: ChangeContract) -> None:
    """Refuse a change against its kind, below what is settled, above a tenth, or above what the budget pays."""
    contract = contract_fact(context, action.contract_id)
    staged(context, contract.tender_lot_id, LotStage.CONTRACTED)
    if action.signed_on < contract.signed_on:
        raise DatesBackward(later=action.signed_on, earlier=contract.signed_on)
    lines = lines_of(context, action.contract_id)
    _check_changed_lines(action, lines)
    delta = _delta(action, lines)
    wants_more = {ChangeKind.SUPPLEMENT: delta > NO_MONEY, ChangeKind.REDUCTION: delta < NO_MONEY}
    if not delta or not wants_more.get(action.kind, True):
        raise ChangeAgainstItsKind(amount=delta)
    if action.kind is ChangeKind.SUPPLEMENT:
        _check_supplement(context, contract, delta)
    saved = ledger.in_bucket(context, contract.tender_lot_id, Bucket.SAVED)
    if delta > saved:
        raise ContractAboveBudget(amount=contract.amount + delta, budget=contract.amount + saved)
    settled = max(contract.accepted, contract.paid, contract.invoiced, contract.retention)
    if contract.amount + delta < settled:
        raise ChangeBelowSettled(settled=settled)


def _check_changed_lines(action: ChangeContract, lines: dict[int, ContractItem]) -> None:
    """Refuse lines that the contract does not have, and less than was accepted or invoiced of them."""
    if not action.lines:
        raise NothingToDo

    def problem_of(changed: ChangedLine) -> Problem:
        line = lines.get(changed.line)
        if line is None:
            return "line", UnknownRecord(kind=_("Contract line"), key=str(changed.line))
        if not changed.quantity.fits(line.decimals):
            return quantity_problem(changed.quantity, line.name_zh, line.decimals)
        settled = max(line.accepted_amount, line.invoiced_amount)
        if changed.quantity < max(line.accepted, line.invoiced) or changed.amount < settled:
            return "quantity", ChangeBelowSettled(settled=settled)
        return None

    check_lines(action.lines, problem_of)


def _delta(action: ChangeContract, lines: dict[int, ContractItem]) -> Money:
    """Return how much more the contract is for, or less."""
    return Money(sum(changed.amount.fen - lines[changed.line].amount.fen for changed in action.lines))


def _check_supplement(context: Context, contract: ContractFact, delta: Money) -> None:
    """Refuse supplements of more than a tenth of the original contract (政府采购法第四十九条)."""
    here = (
        ContractChange.site_id == context.site_id,
        ContractChange.contract_id == contract.contract_id,
        ContractChange.kind == ChangeKind.SUPPLEMENT,
    )
    before = Money(int(context.connection.scalar(select(func.sum(ContractChange.amount_fen)).where(*here)) or 0))
    allowed = Money(contract.original.fen * SUPPLEMENT_MAX_MILLE // 1000)
    if before + delta > allowed:
        raise SupplementTooLarge(total=before + delta, allowed=allowed)


def change(context: Context, action: ChangeContract) -> None:
    """Write the change, what the lines are from now on, and commit more or less."""
    contract = contract_fact(context, action.contract_id)
    delta = _delta(action, lines_of(context, action.contract_id))
    row = {
        "site_id": context.site_id,
        "seq": context.seq,
        "contract_id": action.contract_id,
        "number": action.number,
        "kind": action.kind,
        "signed_on": action.signed_on,
        "amount_fen": delta.fen,
        "reason": action.reason,
    }
    context.connection.execute(insert(ContractChange), row)
    for changed in action.lines:
        values = {"quantity": changed.quantity.thousandths, "amount_fen": changed.amount.fen}
        write_line(context, action.contract_id, changed.line, **values)
    write_contract(context, action.contract_id, amount_fen=(contract.amount + delta).fen)
    way = (Bucket.SAVED, Bucket.CONTRACTED) if delta > NO_MONEY else (Bucket.CONTRACTED, Bucket.SAVED)
    ledger.move_lot(context, contract.tender_lot_id, way, Money(abs(delta.fen)), action.business_date)

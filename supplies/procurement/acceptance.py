"""Acceptance of what a contract delivered: its lines beside the warehouse's documents (合同–入库–验收)."""

from collections import Counter
from datetime import date
from typing import Annotated

import msgspec
from sqlalchemy import case, func, insert, select

from supplies.errors import (
    AcceptedAboveContract,
    AcceptedAboveReceipt,
    AlreadyThere,
    DatesBackward,
    NothingToDo,
    UnknownRecord,
)
from supplies.funds import ledger
from supplies.journal.action import Action, Context
from supplies.language import _
from supplies.models.bidding import AcceptanceMember
from supplies.models.funds import Bucket
from supplies.models.procurement import Acceptance, AcceptanceLine, ContractLine, LotStage
from supplies.models.stock import Movement
from supplies.procurement.actions import Reason, Title
from supplies.procurement.contract_queries import ContractItem
from supplies.procurement.contracts import (
    ContractFact,
    LineNumber,
    contract_fact,
    lines_of,
    price_of,
    write_contract,
    write_line,
)
from supplies.procurement.goods_queries import accepted_by_document, net_usable
from supplies.procurement.rules import staged
from supplies.stock.checks import Problem, check_lines, quantity_problem
from supplies.values import ContractId, ItemCode, Money, Quantity, total_money

Seq = Annotated[int, msgspec.Meta(ge=1, le=2**53)]


class AcceptedLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Goods of a contract line that one document of the warehouse made usable."""

    contract_line: LineNumber
    document: Seq
    """The entry of the receipt, or of the inspection that let the goods be used."""
    quantity: Quantity


class Accept(Action, frozen=True, kw_only=True, tag="procurement.accept"):
    """Accept goods of a contract by a certificate (政府采购法第四十一条)."""

    contract_id: ContractId
    number: Title
    """Of the certificate (验收书)."""
    delivered_on: date
    accepted_on: date
    lines: tuple[AcceptedLine, ...]
    group: tuple[Title, ...] = ()
    """Who accepted together (验收小组), by name."""
    exception: Reason = ""
    """Why nobody accepts but those who made the contract, in a bureau that has nobody else."""


def check_accept(context: Context, action: Accept) -> None:
    """Refuse more than was contracted, and more than the warehouse has taken in."""
    contract = contract_fact(context, action.contract_id)
    staged(context, contract.tender_lot_id, LotStage.CONTRACTED)
    for earlier, later in ((contract.signed_on, action.delivered_on), (action.delivered_on, action.accepted_on)):
        if later < earlier:
            raise DatesBackward(later=later, earlier=earlier)
    if not action.lines:
        raise NothingToDo
    _check_number(context, action)
    _check_accepted_lines(context, action)


def _check_number(context: Context, action: Accept) -> None:
    """Refuse a certificate that the contract has already; one that was withdrawn may be written anew."""
    of_contract = (Acceptance.site_id == context.site_id, Acceptance.contract_id == action.contract_id)
    signs = select(func.sum(case((Acceptance.of_seq.is_(None), 1), else_=-1)))
    if context.connection.scalar(signs.where(*of_contract, Acceptance.number == action.number)):
        raise AlreadyThere(kind=_("Certificate of acceptance"), key=action.number)


def _check_accepted_lines(context: Context, action: Accept) -> None:
    """Refuse lines of more than is still to come, or than the warehouse's documents have."""
    lines = lines_of(context, action.contract_id)
    left = {number: line.quantity - line.accepted for number, line in lines.items()}
    documents = {line.document for line in action.lines}
    there = _received(context, documents)
    of_them = AcceptanceLine.document_seq.in_(documents)
    taken = accepted_by_document(context.connection, context.site_id, of_them)

    def problem_of(accepted: AcceptedLine) -> Problem:
        line = lines.get(accepted.contract_line)
        if line is None:
            return "contract_line", UnknownRecord(kind=_("Contract line"), key=str(accepted.contract_line))
        problem = quantity_problem(accepted.quantity, line.name_zh, line.decimals)
        if problem is not None:
            return problem
        if accepted.quantity > left[line.line]:
            error = AcceptedAboveContract(item=line.name_zh, quantity=accepted.quantity, left=left[line.line])
            return "quantity", error
        left[line.line] -= accepted.quantity
        key = accepted.document, line.item_code
        free = Quantity(there[key] - taken[key])
        if accepted.quantity > free:
            return "quantity", AcceptedAboveReceipt(item=line.name_zh, quantity=accepted.quantity, received=free)
        taken[key] += accepted.quantity.thousandths
        return None

    check_lines(action.lines, problem_of)


def _received(context: Context, documents: set[int]) -> Counter[tuple[int, ItemCode]]:
    """Return how much of each item some documents made usable, less what they took away again, in thousandths."""
    statement = (
        select(Movement.seq, Movement.item_code, net_usable())
        .where(Movement.site_id == context.site_id, Movement.seq.in_(documents))
        .group_by(Movement.seq, Movement.item_code)
    )
    rows = context.connection.execute(statement)
    return Counter({(seq, item): int(quantity) for seq, item, quantity in rows})


def amounts_of(action: Accept, lines: dict[int, ContractItem]) -> list[Money]:
    """Return what each accepted line is worth; the last of a contract line takes the rest, so that nothing is lost."""
    quantity = {number: line.accepted for number, line in lines.items()}
    amount = {number: line.accepted_amount for number, line in lines.items()}
    found: list[Money] = []
    for accepted in action.lines:
        line = lines[accepted.contract_line]
        quantity[line.line] += accepted.quantity
        is_last = quantity[line.line] == line.quantity
        part = line.amount - amount[line.line] if is_last else price_of(accepted.quantity, line.price)
        part = min(part, line.amount - amount[line.line])
        amount[line.line] += part
        found.append(part)
    return found


def late_days(contract: ContractFact, delivered_on: date) -> int:
    """Return for how many days a delivery was late; 0 where no day was agreed."""
    return 0 if contract.delivery_due is None else max(0, (delivered_on - contract.delivery_due).days)


def penalty(contract: ContractFact, amount: Money, days: int) -> Money:
    """Return what the contract's terms make a late delivery cost, at most its amount."""
    return Money(min(amount.fen, amount.fen * contract.penalty_mille * days // 1000))


def accept(context: Context, action: Accept) -> None:
    """Write the certificate, count it on the contract, and let what was paid in advance be used up first."""
    contract = contract_fact(context, action.contract_id)
    lines = lines_of(context, action.contract_id)
    amounts = amounts_of(action, lines)
    amount, days = total_money(amounts), late_days(contract, action.delivered_on)
    row = {
        "site_id": context.site_id,
        "seq": context.seq,
        "contract_id": action.contract_id,
        "number": action.number,
        "delivered_on": action.delivered_on,
        "accepted_on": action.accepted_on,
        "amount_fen": amount.fen,
        "late_days": days,
        "penalty_fen": penalty(contract, amount, days).fen,
        "of_seq": None,
        "reason": "",
        "accepted_by": context.actor,
        "prepared_by": context.prepared_by,
        "exception": action.exception.strip(),
    }
    context.connection.execute(insert(Acceptance), row)
    rows = [
        {
            "site_id": context.site_id,
            "seq": context.seq,
            "line": at,
            "contract_line": line.contract_line,
            "document_seq": line.document,
            "quantity": line.quantity.thousandths,
            "amount_fen": part.fen,
        }
        for at, (line, part) in enumerate(zip(action.lines, amounts, strict=True), 1)
    ]
    context.connection.execute(insert(AcceptanceLine), rows)
    _write_group(context, action)
    for line, part in zip(action.lines, amounts, strict=True):
        values = {
            "accepted_quantity": ContractLine.accepted_quantity + line.quantity.thousandths,
            "accepted_fen": ContractLine.accepted_fen + part.fen,
        }
        write_line(context, action.contract_id, line.contract_line, **values)
    write_contract(context, action.contract_id, accepted_fen=(contract.accepted + amount).fen)
    lot_id, day = contract.tender_lot_id, action.business_date
    prepaid = min(amount, max(Money(0), contract.paid - contract.accepted))
    ledger.move_lot(context, lot_id, (Bucket.ADVANCED, Bucket.PAID), prepaid, day)
    ledger.move_lot(context, lot_id, (Bucket.CONTRACTED, Bucket.ACCEPTED), amount - prepaid, day)


def _write_group(context: Context, action: Accept) -> None:
    """Write who accepted together."""
    key = {"site_id": context.site_id, "seq": context.seq}
    rows = [{**key, "line": at, "name": name} for at, name in enumerate(action.group, 1)]
    if rows:
        context.connection.execute(insert(AcceptanceMember), rows)

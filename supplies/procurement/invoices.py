"""Invoices of a contract, line by line: never more than was contracted (三单匹配); and what takes of them back."""

from collections.abc import Sequence
from datetime import date

import msgspec
from sqlalchemy import case, func, insert, select

from supplies.errors import (
    AlreadyThere,
    AmountNotPositive,
    DatesBackward,
    InvoicedAboveContract,
    NothingToDo,
    UnknownRecord,
)
from supplies.journal.action import Action, Context
from supplies.language import _
from supplies.models.procurement import ContractLine, Invoice, InvoiceLine
from supplies.procurement.actions import Title
from supplies.procurement.contracts import LineNumber, contract_fact, lines_of, write_contract, write_line
from supplies.stock.checks import Problem, check_lines, quantity_problem
from supplies.values import NO_MONEY, ContractId, Money, Quantity, total_money


class InvoicedLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How much of a contract line an invoice is for."""

    contract_line: LineNumber
    quantity: Quantity
    amount: Money


class RecordInvoice(Action, frozen=True, kw_only=True, tag="procurement.record_invoice"):
    """Record an invoice that came in."""

    contract_id: ContractId
    number: Title
    dated: date
    lines: tuple[InvoicedLine, ...]

    @property
    def amount(self) -> Money:
        """Return what the lines add up to."""
        return total_money(line.amount for line in self.lines)


def check_invoice(context: Context, action: RecordInvoice) -> None:
    """Refuse an invoice known already, before its contract, or above it."""
    contract = contract_fact(context, action.contract_id)
    check_number(context, action.number)
    if action.dated < contract.signed_on:
        raise DatesBackward(later=action.dated, earlier=contract.signed_on)
    if not action.lines:
        raise NothingToDo
    _check_invoiced_lines(context, action)


def _check_invoiced_lines(context: Context, action: RecordInvoice) -> None:
    """Refuse lines of more than was contracted and not invoiced yet."""
    lines = lines_of(context, action.contract_id)
    quantity = {number: line.quantity - line.invoiced for number, line in lines.items()}
    amount = {number: line.amount - line.invoiced_amount for number, line in lines.items()}

    def problem_of(invoiced: InvoicedLine) -> Problem:
        line = lines.get(invoiced.contract_line)
        if line is None:
            return "contract_line", UnknownRecord(kind=_("Contract line"), key=str(invoiced.contract_line))
        problem = quantity_problem(invoiced.quantity, line.name_zh, line.decimals)
        if problem is not None:
            return problem
        if invoiced.amount <= NO_MONEY:
            return "amount", AmountNotPositive(amount=invoiced.amount)
        if invoiced.quantity > quantity[line.line] or invoiced.amount > amount[line.line]:
            left, left_amount = quantity[line.line], amount[line.line]
            return "amount", InvoicedAboveContract(item=line.name_zh, left=left, amount=left_amount)
        quantity[line.line] -= invoiced.quantity
        amount[line.line] -= invoiced.amount
        return None

    check_lines(action.lines, problem_of)


def check_number(context: Context, number: str) -> None:
    """Refuse a number that is there already; what was recorded by mistake, and corrected whole, does not count."""
    here = Invoice.number == number
    totals = select(func.sum(Invoice.amount_fen), func.sum(case((Invoice.is_correction, 1), else_=0))).where(here)
    fen, corrections = context.connection.execute(totals).one()
    if fen is not None and (int(fen) or not corrections):
        raise AlreadyThere(kind=_("Invoice"), key=number)


def record_invoice(context: Context, action: RecordInvoice) -> None:
    """Write the invoice and count it on the contract."""
    write_invoice(context, action.contract_id, action.number, action.dated, action.lines)


def write_invoice(
    context: Context,
    contract_id: ContractId,
    number: str,
    dated: date,
    lines: Sequence[InvoicedLine],
    *,
    of_seq: int | None = None,
    is_correction: bool = False,
    note: str = "",
) -> None:
    """Write an invoice and count it on the contract; one that takes another back has lines below zero."""
    contract = contract_fact(context, contract_id)
    amount = total_money(line.amount for line in lines)
    same_number = context.connection.scalar(select(func.count()).where(Invoice.number == number)) or 0
    key = {"site_id": context.site_id, "seq": context.seq}
    row = {
        **key,
        "contract_id": contract_id,
        "number": number,
        "occurrence": same_number + 1,
        "dated": dated,
        "amount_fen": amount.fen,
        "of_seq": of_seq,
        "is_correction": is_correction,
        "note": note,
    }
    context.connection.execute(insert(Invoice), row)
    rows = [
        {
            **key,
            "line": at,
            "contract_line": line.contract_line,
            "quantity": line.quantity.thousandths,
            "amount_fen": line.amount.fen,
        }
        for at, line in enumerate(lines, 1)
    ]
    context.connection.execute(insert(InvoiceLine), rows)
    for line in lines:
        values = {
            "invoiced_quantity": ContractLine.invoiced_quantity + line.quantity.thousandths,
            "invoiced_fen": ContractLine.invoiced_fen + line.amount.fen,
        }
        write_line(context, contract_id, line.contract_line, **values)
    write_contract(context, contract_id, invoiced_fen=(contract.invoiced + amount).fen)

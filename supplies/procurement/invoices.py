"""Invoices of a contract, line by line: never more than was contracted (三单匹配)."""

from datetime import date

import msgspec
from sqlalchemy import insert

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
    if context.has(Invoice.number == action.number):
        raise AlreadyThere(kind=_("Invoice"), key=action.number)
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


def record_invoice(context: Context, action: RecordInvoice) -> None:
    """Write the invoice and count it on the contract."""
    contract = contract_fact(context, action.contract_id)
    row = {
        "site_id": context.site_id,
        "seq": context.seq,
        "contract_id": action.contract_id,
        "number": action.number,
        "dated": action.dated,
        "amount_fen": action.amount.fen,
    }
    context.connection.execute(insert(Invoice), row)
    rows = [
        {
            "site_id": context.site_id,
            "seq": context.seq,
            "line": at,
            "contract_line": line.contract_line,
            "quantity": line.quantity.thousandths,
            "amount_fen": line.amount.fen,
        }
        for at, line in enumerate(action.lines, 1)
    ]
    context.connection.execute(insert(InvoiceLine), rows)
    for line in action.lines:
        values = {
            "invoiced_quantity": ContractLine.invoiced_quantity + line.quantity.thousandths,
            "invoiced_fen": ContractLine.invoiced_fen + line.amount.fen,
        }
        write_line(context, action.contract_id, line.contract_line, **values)
    write_contract(context, action.contract_id, invoiced_fen=(contract.invoiced + action.amount).fen)

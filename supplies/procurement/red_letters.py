"""Invoices that take others back: red-letter invoices (红字发票), and corrections of what was recorded by mistake."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, func, select

from supplies.errors import (
    AmountNotPositive,
    DatesBackward,
    InvoicedBelowPaid,
    NothingToDo,
    NumberNeeded,
    ReturnAboveInvoice,
    UnknownRecord,
)
from supplies.journal.action import Action, Context
from supplies.language import _
from supplies.models.procurement import Invoice, InvoiceLine, PaymentKind
from supplies.procurement.actions import Title
from supplies.procurement.contract_queries import paid_of_kind
from supplies.procurement.contracts import Text, contract_fact, lines_of
from supplies.procurement.invoices import InvoicedLine, check_number, write_invoice
from supplies.stock.checks import Problem, check_lines, quantity_problem
from supplies.values import NO_MONEY, NO_QUANTITY, ContractId, Money, Quantity, SiteId, total_money


class ReturnInvoice(Action, frozen=True, kw_only=True, tag="procurement.return_invoice"):
    """Record a red-letter invoice, or that an invoice was recorded by mistake."""

    contract_id: ContractId
    invoice: Title
    """The number of the invoice that it takes back."""
    number: Text = ""
    """Of the red-letter invoice; a correction has none."""
    dated: date
    lines: tuple[InvoicedLine, ...]
    """What it takes back, above zero."""
    is_correction: bool = False
    note: Text = ""

    @property
    def amount(self) -> Money:
        """Return what the lines add up to."""
        return total_money(line.amount for line in self.lines)


@dataclass(frozen=True, slots=True)
class InvoiceFact:
    """An invoice, and what of it was not taken back, contract line by contract line."""

    seq: int
    contract_id: ContractId
    number: str
    dated: date
    left: Mapping[int, tuple[Quantity, Money]]

    @property
    def amount(self) -> Money:
        """Return what of it was not taken back."""
        return total_money(amount for _quantity, amount in self.left.values())

    @property
    def lines(self) -> tuple[InvoicedLine, ...]:
        """Return all of it that was not taken back."""
        return tuple(
            InvoicedLine(contract_line=line, quantity=quantity, amount=amount)
            for line, (quantity, amount) in sorted(self.left.items())
        )

    def part(self, amount: Money) -> tuple[InvoicedLine, ...] | None:
        """Return the lines that an amount takes back: all, or the only one of this amount; None where it is unclear."""
        if amount == self.amount:
            return self.lines
        single = [line for line in self.lines if line.amount == amount]
        return tuple(single) if len(single) == 1 else None


def invoices_left(connection: Connection, site_id: SiteId, number: str | None = None) -> list[InvoiceFact]:
    """Return the invoices of a site, or those of one number, of which something was not taken back; oldest first."""
    root = func.coalesce(Invoice.of_seq, Invoice.seq)
    same = (InvoiceLine.site_id == Invoice.site_id) & (InvoiceLine.seq == Invoice.seq)
    left = (
        select(
            root.label("seq"),
            InvoiceLine.contract_line,
            func.sum(InvoiceLine.quantity),
            func.sum(InvoiceLine.amount_fen),
        )
        .join(Invoice, same)
        .where(Invoice.site_id == site_id)
        .group_by(root, InvoiceLine.contract_line)
    )
    lines: dict[int, dict[int, tuple[Quantity, Money]]] = {}
    for seq, line, quantity, fen in connection.execute(left):
        if quantity:
            lines.setdefault(seq, {})[line] = Quantity(int(quantity)), Money(int(fen))
    here = [Invoice.site_id == site_id, Invoice.of_seq.is_(None)]
    if number is not None:
        here.append(Invoice.number == number)
    columns = (Invoice.seq, Invoice.contract_id, Invoice.number, Invoice.dated)
    rows = connection.execute(select(*columns).where(*here).order_by(Invoice.seq))
    return [InvoiceFact(*row, lines[row.seq]) for row in rows if row.seq in lines]


def _invoice(context: Context, action: ReturnInvoice) -> InvoiceFact:
    """Return the invoice that an action takes back.

    Raises:
        UnknownRecord: the contract has none of this number, or nothing of it is left.
    """
    found = invoices_left(context.connection, context.site_id, action.invoice)
    for each in found:
        if each.contract_id == action.contract_id:
            return each
    raise UnknownRecord(kind=_("Invoice"), key=action.invoice)


def check_return_invoice(context: Context, action: ReturnInvoice) -> None:
    """Refuse more than was invoiced, less than was paid, and a number that is there already."""
    contract = contract_fact(context, action.contract_id)
    invoice = _invoice(context, action)
    if not action.is_correction:
        if not action.number.strip():
            raise NumberNeeded
        check_number(context, action.number)
    if action.dated < invoice.dated:
        raise DatesBackward(later=action.dated, earlier=invoice.dated)
    if not action.lines:
        raise NothingToDo
    _check_lines(context, action, invoice)
    left = contract.invoiced - action.amount
    advance = paid_of_kind(context.connection, context.site_id, action.contract_id, PaymentKind.ADVANCE)
    needed = contract.paid - advance  # what is paid in advance needs no invoice yet
    if needed > left:
        raise InvoicedBelowPaid(left=left, paid=needed)


def _check_lines(context: Context, action: ReturnInvoice, invoice: InvoiceFact) -> None:
    """Refuse lines of more than what of the invoice is left."""
    items = lines_of(context, action.contract_id)
    left = dict(invoice.left)

    def problem_of(line: InvoicedLine) -> Problem:
        item = items.get(line.contract_line)
        if item is None:
            return "contract_line", UnknownRecord(kind=_("Contract line"), key=str(line.contract_line))
        problem = quantity_problem(line.quantity, item.name_zh, item.decimals)
        if problem is not None:
            return problem
        if line.amount <= NO_MONEY:
            return "amount", AmountNotPositive(amount=line.amount)
        quantity, amount = left.get(line.contract_line, (NO_QUANTITY, NO_MONEY))
        if line.quantity > quantity or line.amount > amount:
            return "amount", ReturnAboveInvoice(item=item.name_zh, left=quantity, amount=amount)
        left[line.contract_line] = quantity - line.quantity, amount - line.amount
        return None

    check_lines(action.lines, problem_of)


def return_invoice(context: Context, action: ReturnInvoice) -> None:
    """Write what is taken back, and count it on the contract."""
    taken_back = [
        InvoicedLine(
            contract_line=line.contract_line,
            quantity=Quantity(-line.quantity.thousandths),
            amount=Money(-line.amount.fen),
        )
        for line in action.lines
    ]
    write_invoice(
        context,
        action.contract_id,
        action.invoice if action.is_correction else action.number,
        action.dated,
        taken_back,
        of_seq=_invoice(context, action).seq,
        is_correction=action.is_correction,
        note=action.note,
    )

"""Undoing a wrong match: lines are open again, and what was recorded with them is corrected, all in one post.

The journal keeps the match, the reason why it was wrong, and both entries of the payment or invoice.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated

import msgspec
from sqlalchemy import ColumnElement, Connection, func, select, update

from supplies.errors import MatchStands, ReturnStands, UnknownRecord
from supplies.journal.action import Action, Context
from supplies.language import _
from supplies.models.procurement import Contract, Payment, PaymentKind
from supplies.models.treasury import LineState, ListKind, PaymentReturn, TakenLine
from supplies.procurement.actions import Title
from supplies.procurement.red_letters import ReturnInvoice, invoices_left
from supplies.procurement.refunds import ReturnPayment
from supplies.procurement.treasury_queries import own_site
from supplies.values import NO_MONEY, ActionId, ContractId, Money, SiteId, new_id, total_money

Whole = Annotated[int, msgspec.Meta(ge=1, le=2**53)]


class UndoMatch(Action, frozen=True, kw_only=True, tag="procurement.undo_match"):
    """Say that a line, and all others of its paper, were matched to the wrong contract: they are open again."""

    of_list: Whole
    """The entry of the list."""
    line: Whole
    reason: Title


@dataclass(frozen=True, slots=True)
class _Part:
    """A payment under a voucher: what for, how much, and when."""

    kind: PaymentKind
    amount: Money
    paid_on: date


@dataclass(frozen=True, slots=True)
class Matched:
    """The paper of a matched line: a voucher or an invoice, and the contract that it was matched to."""

    kind: ListKind
    number: str
    contract_id: ContractId
    contract: str
    is_return: bool
    lines: int
    """How many lines are matched to the contract under this number."""
    recorded: Money
    """What is recorded under this number for the contract, and not taken back."""


def _of_paper(site_id: SiteId, paper: Matched) -> tuple[ColumnElement[bool], ...]:
    """Return what chooses the lines of a paper."""
    sign = TakenLine.amount_fen < 0 if paper.is_return else TakenLine.amount_fen >= 0
    return (
        TakenLine.site_id == site_id,
        TakenLine.kind == paper.kind,
        TakenLine.number == paper.number,
        TakenLine.contract_id == paper.contract_id,
        TakenLine.state == LineState.MATCHED,
        sign,
    )


def matched_paper(connection: Connection, site_id: SiteId, of_list: int, line: int) -> Matched:
    """Return the paper of a matched line.

    Raises:
        UnknownRecord: there is no such line.
        MatchStands: it is not matched.
    """
    same = (Contract.site_id == TakenLine.site_id) & (Contract.contract_id == TakenLine.contract_id)
    columns = (TakenLine.kind, TakenLine.number, TakenLine.amount_fen, TakenLine.contract_id, Contract.number)
    here = (TakenLine.site_id == site_id, TakenLine.list_seq == of_list, TakenLine.line == line)
    row = connection.execute(select(*columns).outerjoin(Contract, same).where(*here)).first()
    if row is None:
        raise UnknownRecord(kind=_("Listed line"), key=f"{of_list}.{line}")
    kind, number, fen, contract_id, contract = row
    if contract_id is None:
        raise MatchStands(number=number)
    paper = Matched(kind, number, contract_id, contract, fen < 0, 0, NO_MONEY)
    lines = connection.scalar(select(func.count()).where(*_of_paper(site_id, paper))) or 0
    return replace(paper, lines=lines, recorded=_recorded(connection, site_id, paper))


def _recorded(connection: Connection, site_id: SiteId, paper: Matched) -> Money:
    """Return what is recorded of a paper and may be corrected with its match."""
    if paper.is_return:
        return NO_MONEY
    if paper.kind is ListKind.PAYMENTS:
        return total_money(part.amount for part in _payments(connection, site_id, paper))
    found = invoices_left(connection, site_id, paper.number)
    return total_money(each.amount for each in found if each.contract_id == paper.contract_id)


def check_undo(context: Context, action: UndoMatch) -> None:
    """Refuse a line that is not there or not matched."""
    matched_paper(context.connection, context.site_id, action.of_list, action.line)


def undo_match(context: Context, action: UndoMatch) -> None:
    """Open every line of the paper again."""
    paper = matched_paper(context.connection, context.site_id, action.of_list, action.line)
    values = {"state": LineState.OPEN, "contract_id": None, "reason": "", "seq": context.seq}
    context.connection.execute(update(TakenLine).where(*_of_paper(context.site_id, paper)).values(values))


def _payments(connection: Connection, site_id: SiteId, paper: Matched) -> list[_Part]:
    """Return the payments under a number for a contract that were not corrected, the retention first."""
    is_corrected = select(PaymentReturn.seq).where(
        PaymentReturn.site_id == Payment.site_id,
        PaymentReturn.payment_seq == Payment.seq,
        PaymentReturn.is_correction,
    )
    here = (
        Payment.site_id == site_id,
        Payment.voucher == paper.number,
        Payment.contract_id == paper.contract_id,
        ~is_corrected.exists(),
    )
    columns = (Payment.kind, Payment.amount_fen, Payment.paid_on)
    rows = connection.execute(select(*columns).where(*here).order_by(Payment.seq.desc()))
    return [_Part(kind, Money(fen), paid_on) for kind, fen, paid_on in rows]


def undo(connection: Connection, of_list: int, line: int, reason: str, day: date, *, with_record: bool) -> list[Action]:
    """Return the actions that undo a match, and correct what was recorded with it where that was wrong too.

    Raises:
        UnknownRecord: there is no such line.
        MatchStands: it is not matched.
        ReturnStands: what came back cannot be corrected so.
    """
    site_id = own_site(connection)
    paper = matched_paper(connection, site_id, of_list, line)
    opened: list[Action] = [
        UndoMatch(action_id=ActionId(new_id()), business_date=day, of_list=of_list, line=line, reason=reason)
    ]
    if not with_record:
        return opened
    if paper.is_return:
        raise ReturnStands(number=paper.number)
    if paper.kind is ListKind.INVOICES:
        return [*opened, *_invoice_corrections(connection, site_id, paper, reason, day)]
    return [
        *opened,
        *(
            ReturnPayment(
                action_id=ActionId(new_id()),
                business_date=day,
                contract_id=paper.contract_id,
                voucher=paper.number,
                kind=part.kind,
                number=paper.number,
                returned_on=max(day, part.paid_on),
                amount=part.amount,
                is_correction=True,
                note=reason,
            )
            for part in _payments(connection, site_id, paper)
        ),
    ]


def with_reason(actions: Sequence[Action], reason: str) -> list[Action]:
    """Return actions that undo a match, with the reason that somebody told."""
    return [
        msgspec.structs.replace(each, reason=reason)
        if isinstance(each, UndoMatch)
        else msgspec.structs.replace(each, note=reason)
        for each in actions
    ]


def _invoice_corrections(
    connection: Connection, site_id: SiteId, paper: Matched, reason: str, day: date
) -> list[Action]:
    """Return what takes the invoice of a paper back, all that is left of it."""
    return [
        ReturnInvoice(
            action_id=ActionId(new_id()),
            business_date=day,
            contract_id=paper.contract_id,
            invoice=paper.number,
            dated=max(day, each.dated),
            lines=each.lines,
            is_correction=True,
            note=reason,
        )
        for each in invoices_left(connection, site_id, paper.number)
        if each.contract_id == paper.contract_id
    ]

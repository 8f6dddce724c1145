"""Checks of contracts by sums: what a contract says is what its papers add up to."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Select, func, select, union_all

from supplies.journal.action import Finding
from supplies.journal.sums import unequal
from supplies.language import _
from supplies.models.procurement import Acceptance, Contract, ContractChange, Invoice, Payment, PaymentShare
from supplies.models.treasury import PaymentReturn, PaymentReturnShare
from supplies.values import Money


def contract_audit(connection: Connection) -> Iterator[Finding]:
    """Yield contracts that differ from the sums of their papers."""
    key = (Contract.site_id, Contract.contract_id, Contract.seq)
    sums = (
        (ContractChange, Contract.amount_fen - Contract.original_fen, _("the changes of contract {number}")),
        (Acceptance, Contract.accepted_fen, _("the acceptances of contract {number}")),
        (Invoice, Contract.invoiced_fen, _("the invoices of contract {number}")),
    )
    numbers = dict(connection.execute(select(Contract.contract_id, Contract.number)).all())
    for table, column, title in sums:
        summed = select(table.site_id, table.contract_id, func.sum(table.amount_fen))
        grouped = summed.group_by(table.site_id, table.contract_id)
        for each in unequal(connection, select(*key, column), grouped, keys=2):
            site_id, contract_id = each.key
            said = title.format(number=numbers.get(contract_id, contract_id))
            yield Finding(site_id, each.seq, _differs(said, each.stored[0], each.summed[0]))
    for each in unequal(connection, select(*key, Contract.paid_fen), _paid(), keys=2):
        site_id, contract_id = each.key
        said = _("the payments of contract {number}").format(number=numbers.get(contract_id, contract_id))
        yield Finding(site_id, each.seq, _differs(said, each.stored[0], each.summed[0]))


def _paid() -> Select[Any]:
    """Return what the payments of each contract add up to, less what came back."""
    back = -PaymentReturn.amount_fen
    papers = union_all(
        select(Payment.site_id, Payment.contract_id, Payment.amount_fen.label("fen")),
        select(PaymentReturn.site_id, PaymentReturn.contract_id, back),
    ).subquery()
    key = (papers.c.site_id, papers.c.contract_id)
    return select(*key, func.sum(papers.c.fen)).group_by(*key)


def payment_audit(connection: Connection) -> Iterator[Finding]:
    """Yield payments, and returns of them, whose appropriations are not the whole."""
    pairs = (
        (Payment, PaymentShare, _("the appropriations of a payment")),
        (PaymentReturn, PaymentReturnShare, _("the appropriations of a returned payment")),
    )
    for paper, share, title in pairs:
        stored = select(paper.site_id, paper.seq, paper.seq.label("entry"), paper.amount_fen)
        shares = select(share.site_id, share.seq, func.sum(share.amount_fen))
        for each in unequal(connection, stored, shares.group_by(share.site_id, share.seq), keys=2):
            yield Finding(each.key[0], each.seq, _differs(title, each.stored[0], each.summed[0]))


def _differs(what: str, stored: int, summed: int) -> str:
    """Return in words that a sum is not what is stored."""
    words = _("{what}: {stored} is stored, the papers add up to {summed}")
    return words.format(what=what, stored=Money(int(stored)), summed=Money(int(summed)))

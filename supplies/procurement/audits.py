"""Checks of contracts by sums: what a contract says is what its papers add up to."""

from collections.abc import Iterator

from sqlalchemy import Connection, func, select

from supplies.journal.action import Finding
from supplies.journal.sums import unequal
from supplies.language import _
from supplies.models.procurement import Acceptance, Contract, ContractChange, Invoice, Payment, PaymentShare
from supplies.values import Money


def contract_audit(connection: Connection) -> Iterator[Finding]:
    """Yield contracts that differ from the sums of their papers."""
    key = (Contract.site_id, Contract.contract_id, Contract.seq)
    sums = (
        (ContractChange, Contract.amount_fen - Contract.original_fen, _("the changes of contract {number}")),
        (Acceptance, Contract.accepted_fen, _("the acceptances of contract {number}")),
        (Invoice, Contract.invoiced_fen, _("the invoices of contract {number}")),
        (Payment, Contract.paid_fen, _("the payments of contract {number}")),
    )
    numbers = dict(connection.execute(select(Contract.contract_id, Contract.number)).all())
    for table, column, title in sums:
        summed = select(table.site_id, table.contract_id, func.sum(table.amount_fen))
        grouped = summed.group_by(table.site_id, table.contract_id)
        for each in unequal(connection, select(*key, column), grouped, keys=2):
            site_id, contract_id = each.key
            said = title.format(number=numbers.get(contract_id, contract_id))
            yield Finding(site_id, each.seq, _differs(said, each.stored[0], each.summed[0]))


def payment_audit(connection: Connection) -> Iterator[Finding]:
    """Yield payments whose appropriations are not the whole."""
    stored = select(Payment.site_id, Payment.seq, Payment.seq.label("entry"), Payment.amount_fen)
    shares = select(PaymentShare.site_id, PaymentShare.seq, func.sum(PaymentShare.amount_fen))
    summed = shares.group_by(PaymentShare.site_id, PaymentShare.seq)
    for each in unequal(connection, stored, summed, keys=2):
        yield Finding(
            each.key[0], each.seq, _differs(_("the appropriations of a payment"), each.stored[0], each.summed[0])
        )


def _differs(what: str, stored: int, summed: int) -> str:
    """Return in words that a sum is not what is stored."""
    words = _("{what}: {stored} is stored, the papers add up to {summed}")
    return words.format(what=what, stored=Money(int(stored)), summed=Money(int(summed)))

"""Payments of a contract by the treasury's vouchers; each names the appropriations that it consumes."""

from datetime import date

import msgspec
from sqlalchemy import func, insert, select

from supplies.errors import (
    AlreadyThere,
    AmountNotPositive,
    DatesBackward,
    FundsInsufficient,
    PaidAboveDue,
    PaidAboveInvoices,
    RetentionNotDue,
    SharesDoNotAddUp,
)
from supplies.funds import ledger
from supplies.journal.action import Action, Context
from supplies.language import _
from supplies.models.funds import Bucket
from supplies.models.procurement import Payment, PaymentKind, PaymentShare
from supplies.models.treasury import PaymentReturn
from supplies.procurement.actions import Title
from supplies.procurement.contract_queries import payable_now, released_retention
from supplies.procurement.contracts import ContractFact, Text, contract_fact, write_contract
from supplies.values import NO_MONEY, AppropriationId, ContractId, Money, total_money

WAYS = {
    PaymentKind.ADVANCE: (Bucket.CONTRACTED, Bucket.ADVANCED),
    PaymentKind.ACCEPTED: (Bucket.ACCEPTED, Bucket.PAID),
    PaymentKind.RETENTION: (Bucket.ACCEPTED, Bucket.PAID),
}
"""Where the money of each kind of payment comes from and goes to."""


class PaidFrom(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How much of an appropriation a payment consumes."""

    appropriation_id: AppropriationId
    amount: Money


class RecordPayment(Action, frozen=True, kw_only=True, tag="procurement.record_payment"):
    """Record what the treasury paid for a contract."""

    contract_id: ContractId
    voucher: Title
    paid_on: date
    kind: PaymentKind = PaymentKind.ACCEPTED
    amount: Money
    shares: tuple[PaidFrom, ...] = ()
    """None: by what each appropriation has there, by largest remainder."""
    note: Text = ""
    exception: Text = ""
    """Why whoever accepted the goods also pays for them, in a bureau that has nobody else."""


def check_payment(context: Context, action: RecordPayment) -> None:
    """Refuse a voucher known already, and more than is due."""
    contract = contract_fact(context, action.contract_id)
    _check_voucher(context, action)
    if action.amount <= NO_MONEY:
        raise AmountNotPositive(amount=action.amount)
    if action.paid_on < contract.signed_on:
        raise DatesBackward(later=action.paid_on, earlier=contract.signed_on)
    due = payable(context, contract, action.kind)
    if action.kind is PaymentKind.RETENTION:
        _check_retention(contract, action)
    if action.amount > due:
        raise PaidAboveDue(amount=action.amount, due=due)
    if action.kind is not PaymentKind.ADVANCE and contract.paid + action.amount > contract.invoiced:
        raise PaidAboveInvoices(paid=contract.paid + action.amount, invoiced=contract.invoiced)
    _check_shares(context, contract, action)


def _check_voucher(context: Context, action: RecordPayment) -> None:
    """Refuse a voucher known already; on one day, one may pay several contracts, and the retention with the rest.

    What was recorded by mistake and corrected does not count.
    """
    together = {PaymentKind.ACCEPTED: [PaymentKind.RETENTION], PaymentKind.RETENTION: [PaymentKind.ACCEPTED]}
    is_other = Payment.kind.not_in(together.get(action.kind, []))
    same_contract = (Payment.contract_id == action.contract_id) & is_other
    is_corrected = (
        select(PaymentReturn.seq)
        .where(
            PaymentReturn.site_id == Payment.site_id,
            PaymentReturn.payment_seq == Payment.seq,
            PaymentReturn.is_correction,
        )
        .exists()
    )
    is_in_the_way = same_contract | (Payment.paid_on != action.paid_on)
    if context.has(Payment.voucher == action.voucher, is_in_the_way, ~is_corrected):
        raise AlreadyThere(kind=_("Payment"), key=action.voucher)


def _check_retention(contract: ContractFact, action: RecordPayment) -> None:
    """Refuse to let the retention go before its day."""
    if contract.retention_until is not None and action.paid_on < contract.retention_until:
        raise RetentionNotDue(until=contract.retention_until)


def payable(context: Context, contract: ContractFact, kind: PaymentKind) -> Money:
    """Return how much of a kind may be paid of a contract now."""
    released = released_retention(context.connection, context.site_id, contract.contract_id)
    return payable_now(contract, released, kind)


def _check_shares(context: Context, contract: ContractFact, action: RecordPayment) -> None:
    """Refuse a split that is not the whole, or takes more of an appropriation than stands there."""
    if not action.shares:
        return
    if min(share.amount for share in action.shares) <= NO_MONEY:
        raise AmountNotPositive(amount=min(share.amount for share in action.shares))
    total = total_money(share.amount for share in action.shares)
    is_twice = len({share.appropriation_id for share in action.shares}) < len(action.shares)
    if total != action.amount or is_twice:
        raise SharesDoNotAddUp(total=total, amount=action.amount)
    standing = ledger.lot_standing(context.connection, context.site_id, contract.tender_lot_id)
    there = standing.get(WAYS[action.kind][0], {})
    for share in action.shares:
        available = there.get(share.appropriation_id, NO_MONEY)
        if share.amount > available:
            raise FundsInsufficient(wanted=share.amount, available=available)


def _recorded_before(context: Context, action: RecordPayment) -> int:
    """Return how often the voucher was recorded for the contract before, by mistake."""
    here = (
        Payment.site_id == context.site_id,
        Payment.contract_id == action.contract_id,
        Payment.voucher == action.voucher,
        Payment.kind == action.kind,
    )
    return int(context.connection.scalar(select(func.count()).where(*here)) or 0)


def record_payment(context: Context, action: RecordPayment) -> None:
    """Write the payment with what it consumes, and count it on the contract."""
    contract = contract_fact(context, action.contract_id)
    row = {
        "site_id": context.site_id,
        "seq": context.seq,
        "contract_id": action.contract_id,
        "voucher": action.voucher,
        "occurrence": _recorded_before(context, action) + 1,
        "paid_on": action.paid_on,
        "kind": action.kind,
        "amount_fen": action.amount.fen,
        "note": action.note,
        "exception": action.exception.strip(),
    }
    context.connection.execute(insert(Payment), row)
    named = {share.appropriation_id: share.amount for share in action.shares} or None
    way, day = WAYS[action.kind], action.business_date
    shares = ledger.move_lot(context, contract.tender_lot_id, way, action.amount, day, named)
    key = {"site_id": context.site_id, "seq": context.seq}
    rows = [{**key, "appropriation_id": fund, "amount_fen": amount.fen} for fund, amount in shares.items()]
    context.connection.execute(insert(PaymentShare), rows)
    write_contract(context, action.contract_id, paid_fen=(contract.paid + action.amount).fen)

"""Money of a payment that came back (退款、退回): it is owed again, or no longer paid in advance.

A correction takes back what was recorded by mistake; the ledger then stands as if it had never been paid.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, insert, select

from supplies.errors import (
    AlreadyThere,
    AmountNotPositive,
    CorrectionNotWhole,
    DatesBackward,
    ReturnAbovePayment,
    UnknownRecord,
)
from supplies.funds import ledger
from supplies.journal.action import Action, Context
from supplies.language import _
from supplies.models.funds import Bucket
from supplies.models.procurement import Payment, PaymentKind, PaymentShare
from supplies.models.treasury import PaymentReturn, PaymentReturnShare
from supplies.procurement.actions import Title
from supplies.procurement.contracts import Text, contract_fact, write_contract
from supplies.values import NO_MONEY, AppropriationId, ContractId, Money, TenderLotId, split, total_money

Shares = Mapping[AppropriationId, Money]


class ReturnPayment(Action, frozen=True, kw_only=True, tag="procurement.return_payment"):
    """Record what of a payment the treasury got back."""

    contract_id: ContractId
    voucher: Title
    """Of the payment that it gives back."""
    kind: PaymentKind = PaymentKind.ACCEPTED
    """Of the payment that it gives back."""
    number: Title
    """Of the voucher of the return."""
    returned_on: date
    amount: Money
    is_correction: bool = False
    """No money came back: the payment was recorded by mistake, and is taken back whole."""
    note: Text = ""


@dataclass(frozen=True, slots=True)
class PaidFact:
    """A payment, and what of it came back."""

    seq: int
    paid_on: date
    amount: Money
    returned: Money


def _paid(context: Context, action: ReturnPayment) -> PaidFact:
    """Return the payment that an action gives back.

    Raises:
        UnknownRecord: there is none of this voucher, contract and kind.
    """
    here = (
        Payment.site_id == context.site_id,
        Payment.contract_id == action.contract_id,
        Payment.voucher == action.voucher,
        Payment.kind == action.kind,
    )
    columns = (Payment.seq, Payment.paid_on, Payment.amount_fen)
    newest = select(*columns).where(*here).order_by(Payment.occurrence.desc()).limit(1)
    row = context.connection.execute(newest).first()
    if row is None:
        raise UnknownRecord(kind=_("Payment"), key=action.voucher)
    of_it = (PaymentReturn.site_id == context.site_id, PaymentReturn.payment_seq == row.seq)
    returned = context.connection.scalar(select(func.sum(PaymentReturn.amount_fen)).where(*of_it))
    return PaidFact(row.seq, row.paid_on, Money(row.amount_fen), Money(int(returned or 0)))


def check_return(context: Context, action: ReturnPayment) -> None:
    """Refuse more than was paid, a day before the payment, and a return that is there already."""
    paid = _paid(context, action)
    same = (PaymentReturn.payment_seq == paid.seq) & (PaymentReturn.number == action.number)
    is_such = PaymentReturn.is_correction == action.is_correction
    if context.has(PaymentReturn.site_id == context.site_id, same, is_such):
        raise AlreadyThere(kind=_("Return of a payment"), key=action.number)
    if action.amount <= NO_MONEY:
        raise AmountNotPositive(amount=action.amount)
    if action.returned_on < paid.paid_on:
        raise DatesBackward(later=action.returned_on, earlier=paid.paid_on)
    if action.amount > paid.amount - paid.returned:
        raise ReturnAbovePayment(amount=action.amount, left=paid.amount - paid.returned)
    if action.is_correction and (action.amount < paid.amount or action.number != action.voucher):
        raise CorrectionNotWhole(number=action.voucher, amount=paid.amount)


def return_payment(context: Context, action: ReturnPayment) -> None:
    """Write the return, give each appropriation its part back, and count it on the contract."""
    paid, contract = _paid(context, action), contract_fact(context, action.contract_id)
    shares = _shares(context, paid.seq, action.amount)
    key = {"site_id": context.site_id, "seq": context.seq}
    row = {
        **key,
        "contract_id": action.contract_id,
        "payment_seq": paid.seq,
        "number": action.number,
        "returned_on": action.returned_on,
        "amount_fen": action.amount.fen,
        "is_correction": action.is_correction,
        "note": action.note,
    }
    context.connection.execute(insert(PaymentReturn), row)
    rows = [{**key, "appropriation_id": fund, "amount_fen": part.fen} for fund, part in shares.items()]
    context.connection.execute(insert(PaymentReturnShare), rows)
    in_advance = min(action.amount, max(NO_MONEY, contract.paid - contract.accepted))
    _move_back(context, contract.tender_lot_id, shares, in_advance, action.business_date)
    write_contract(context, action.contract_id, paid_fen=(contract.paid - action.amount).fen)


def _shares(context: Context, payment_seq: int, amount: Money) -> dict[AppropriationId, Money]:
    """Return what goes back to each appropriation: by what of the payment it still has, by largest remainder."""
    here = (PaymentShare.site_id == context.site_id, PaymentShare.seq == payment_seq)
    columns = (PaymentShare.appropriation_id, PaymentShare.amount_fen)
    rows = context.connection.execute(select(*columns).where(*here).order_by(PaymentShare.appropriation_id))
    left = {row.appropriation_id: row.amount_fen for row in rows}
    same = (PaymentReturn.site_id == PaymentReturnShare.site_id) & (PaymentReturn.seq == PaymentReturnShare.seq)
    before = (
        select(PaymentReturnShare.appropriation_id, func.sum(PaymentReturnShare.amount_fen))
        .join(PaymentReturn, same)
        .where(PaymentReturn.site_id == context.site_id, PaymentReturn.payment_seq == payment_seq)
        .group_by(PaymentReturnShare.appropriation_id)
    )
    for fund, fen in context.connection.execute(before):
        left[fund] -= int(fen)
    parts = split(amount.fen, list(left.values()))
    return {fund: Money(part) for fund, part in zip(left, parts, strict=True) if part}


def _move_back(context: Context, lot: TenderLotId, shares: Shares, in_advance: Money, day: date) -> None:
    """Move money of a lot back: what is no longer paid in advance, the rest is owed again.

    An appropriation may have less in advance than its share: what of it was accepted meanwhile is then taken, and what
    another one has in advance counts as paid in its place.
    """
    standing = ledger.lot_standing(context.connection, context.site_id, lot)
    advanced, paid = standing.get(Bucket.ADVANCED, {}), standing.get(Bucket.PAID, {})
    taken = _taken_in_advance(shares, advanced, paid, in_advance)
    rest = {fund: part - taken[fund] for fund, part in shares.items()}
    _move_shares(context, lot, (Bucket.ADVANCED, Bucket.CONTRACTED), taken, day)
    _move_shares(context, lot, (Bucket.PAID, Bucket.ACCEPTED), rest, day)
    missing = in_advance - total_money(taken.values())
    if missing > NO_MONEY:
        ledger.move_lot(context, lot, (Bucket.ADVANCED, Bucket.PAID), missing, day)
        ledger.move_lot(context, lot, (Bucket.ACCEPTED, Bucket.CONTRACTED), missing, day)
    elif missing < NO_MONEY:
        ledger.move_lot(context, lot, (Bucket.PAID, Bucket.ADVANCED), Money(-missing.fen), day)
        ledger.move_lot(context, lot, (Bucket.CONTRACTED, Bucket.ACCEPTED), Money(-missing.fen), day)


def _taken_in_advance(shares: Shares, advanced: Shares, paid: Shares, wanted: Money) -> dict[AppropriationId, Money]:
    """Return how much of each share comes out of what is paid in advance, together as near to what is wanted as is."""
    taken = {fund: max(NO_MONEY, part - paid.get(fund, NO_MONEY)) for fund, part in shares.items()}
    for fund, part in shares.items():
        missing = max(NO_MONEY, wanted - total_money(taken.values()))
        taken[fund] += min(missing, min(part, advanced.get(fund, NO_MONEY)) - taken[fund])
    return taken


def _move_shares(context: Context, lot: TenderLotId, way: tuple[Bucket, Bucket], shares: Shares, day: date) -> None:
    """Move what each appropriation gives, if any does."""
    given = {fund: part for fund, part in shares.items() if part}
    if given:
        ledger.move_lot(context, lot, way, total_money(given.values()), day, given)

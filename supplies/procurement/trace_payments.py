"""Following what was paid: the payments of a contract, the appropriations that each consumed, and what came back."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, select

from supplies.language import N_, _
from supplies.models.funds import Appropriation
from supplies.models.procurement import Contract, Payment, PaymentKind, PaymentShare
from supplies.models.treasury import PaymentReturn, PaymentReturnShare
from supplies.procurement.trace_node import Node, NodeKind, step, with_rest
from supplies.values import AppropriationId, Money, SiteId, TenderLotId

_KIND_WORDS = {
    PaymentKind.ADVANCE: N_("Paid in advance"),
    PaymentKind.ACCEPTED: N_("Paid for goods accepted"),
    PaymentKind.RETENTION: N_("Retention paid"),
}
_OF_CONTRACT = and_(Contract.site_id == Payment.site_id, Contract.contract_id == Payment.contract_id)
_OF_SHARE = and_(PaymentShare.site_id == Payment.site_id, PaymentShare.seq == Payment.seq)
_FACTS = (
    Payment.site_id,
    Payment.seq,
    Payment.kind,
    Payment.voucher,
    Payment.paid_on,
    Contract.number.label("contract"),
)


def payments_view(contract: Node) -> Node:
    """Return the way to see how a contract was paid."""
    words, note = _("How it was paid"), _("the same money, by payments")
    return Node(NodeKind.PAYMENTS, words, contract.ids, amount=contract.amount, note=note, is_view=True)


def of_payments(connection: Connection, node: Node) -> list[Node]:
    """Return the payments of a contract, less what of them came back, and what is not paid."""
    site_id, contract = node.ids
    assert node.amount is not None
    paid = payment_nodes(connection, Payment.site_id == site_id, Payment.contract_id == contract)
    return with_rest(node.amount, paid, _("Not paid yet"))


def payment_nodes(connection: Connection, *here: ColumnElement[bool]) -> list[Node]:
    """Return payments, each less what came back of it."""
    statement = select(*_FACTS, Payment.amount_fen).join(Contract, _OF_CONTRACT).where(*here).order_by(Payment.seq)
    rows = connection.execute(statement).all()
    came_back = _came_back(connection, rows)
    return [_payment(row, came_back.get((row.site_id, row.seq), []), None) for row in rows]


def payments_of_share(connection: Connection, site_id: SiteId, lot: TenderLotId, fund: AppropriationId) -> list[Node]:
    """Return what each payment of a lot's contracts took of one appropriation, less what of that came back."""
    here = (Payment.site_id == site_id, Contract.tender_lot_id == lot, PaymentShare.appropriation_id == fund)
    statement = (
        select(*_FACTS, PaymentShare.amount_fen)
        .join(Contract, _OF_CONTRACT)
        .join(PaymentShare, _OF_SHARE)
        .where(*here)
        .order_by(Payment.seq)
    )
    rows = connection.execute(statement).all()
    came_back = _came_back(connection, rows, fund)
    return [_payment(row, came_back.get((row.site_id, row.seq), []), fund) for row in rows]


def _payment(row: Any, came_back: Sequence[tuple[str, int]], fund: AppropriationId | None) -> Node:  # noqa: ANN401 - a row
    """Return a payment, or one appropriation's part of it."""
    words = _("{amount} yuan came back by {number}")
    notes = [] if fund is None else [_("contract {number}").format(number=row.contract)]
    notes += [words.format(amount=Money(fen).grouped(), number=number) for number, fen in came_back]
    left = Money(row.amount_fen - sum(fen for _number, fen in came_back))
    ids = (row.site_id, row.seq, fund)
    note = _("; ").join(notes)
    words, is_part = _(_KIND_WORDS[row.kind]), fund is not None
    return Node(NodeKind.PAYMENT, words, ids, row.voucher, left, on=row.paid_on, note=note, is_leaf=is_part)


def _came_back(
    connection: Connection, rows: Sequence[Any], fund: AppropriationId | None = None
) -> Mapping[tuple[SiteId, int], list[tuple[str, int]]]:
    """Return what came back of payments: by which voucher, and how much; to one appropriation or to all."""
    found: dict[tuple[SiteId, int], list[tuple[str, int]]] = defaultdict(list)
    if not rows:
        return found
    of_return = and_(PaymentReturnShare.site_id == PaymentReturn.site_id, PaymentReturnShare.seq == PaymentReturn.seq)
    one = [] if fund is None else [PaymentReturnShare.appropriation_id == fund]
    key = (PaymentReturn.site_id, PaymentReturn.seq, PaymentReturn.payment_seq, PaymentReturn.number)
    statement = (
        select(*key, func.sum(PaymentReturnShare.amount_fen))
        .join(PaymentReturnShare, of_return)
        .where(PaymentReturn.payment_seq.in_([row.seq for row in rows]), *one)
        .group_by(*key)
        .order_by(PaymentReturn.seq)
    )
    for site_id, _seq, payment, number, fen in connection.execute(statement):
        found[site_id, payment].append((number, int(fen)))
    return found


def of_payment(connection: Connection, node: Node) -> list[Node]:
    """Return the appropriations that a payment consumed."""
    site_id, seq, _fund = node.ids
    words = _("Of appropriation {number}")
    return [
        step(words.format(number=number), amount, key=number) for number, amount in shares_of(connection, site_id, seq)
    ]


def shares_of(connection: Connection, site_id: SiteId, seq: int) -> list[tuple[str, Money]]:
    """Return what a payment consumed of each appropriation, by its number, less what went back to it."""
    back = (
        select(PaymentReturnShare.appropriation_id, func.sum(PaymentReturnShare.amount_fen))
        .join(
            PaymentReturn,
            and_(PaymentReturn.site_id == PaymentReturnShare.site_id, PaymentReturn.seq == PaymentReturnShare.seq),
        )
        .where(PaymentReturn.site_id == site_id, PaymentReturn.payment_seq == seq)
        .group_by(PaymentReturnShare.appropriation_id)
    )
    returned = {fund: int(fen) for fund, fen in connection.execute(back)}
    same = and_(
        Appropriation.site_id == PaymentShare.site_id, Appropriation.appropriation_id == PaymentShare.appropriation_id
    )
    statement = (
        select(PaymentShare.appropriation_id, Appropriation.number, PaymentShare.amount_fen)
        .join(Appropriation, same)
        .where(PaymentShare.site_id == site_id, PaymentShare.seq == seq)
        .order_by(Appropriation.number)
    )
    return [(number, Money(fen - returned.get(fund, 0))) for fund, number, fen in connection.execute(statement)]

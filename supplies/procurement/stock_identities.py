"""The identities between the stock ledger and documents: the value of the reserve, and what households were given."""

from collections.abc import Iterator

from sqlalchemy import Connection, and_, func, literal, select, union_all

from supplies.language import _
from supplies.models.catalogue import Item
from supplies.models.relief import Distribution, DistributionIssue, DistributionLine
from supplies.models.stock import Balance, Bucket, ItemTotal, Movement
from supplies.procurement.checks import Cause, CauseKind, Check, Identity, Named, summed
from supplies.values import NO_MONEY, ItemCode, Money, Quantity, SiteId

OWN = (
    Bucket.ON_HAND,
    Bucket.INSPECTING,
    Bucket.OUT_OF_SERVICE,
    Bucket.IN_TRANSIT,
    Bucket.ISSUED,
    Bucket.ON_LOAN,
)
"""What account 1811 (政府储备物资) holds: what is in stock, and what was handed out and is to come back."""
NAMES_SHOWN = 8


def stock_checks(connection: Connection) -> Iterator[Check]:
    """Yield what must agree between the stock ledger and the documents about money and people."""
    yield _reserve_check(connection)
    yield _roster_check(connection)


# --- the value of the reserve ----------------------------------------------------------------------------------------


def _reserve_check(connection: Connection) -> Check:
    """Return whether the balance of 1811 is what lies in stock and what is to come back; items without value are told.

    The balance is what each depot has of each item; beside it stands what every place holds of every lot.
    """
    sides = union_all(
        select(ItemTotal.item_code, ItemTotal.amount_fen.label("total"), literal(0).label("placed")).where(
            ItemTotal.bucket.in_(OWN), ItemTotal.amount_fen != 0
        ),
        select(Balance.item_code, literal(0), Balance.amount_fen).where(
            Balance.bucket.in_(OWN), Balance.amount_fen != 0
        ),
    ).subquery()
    code = sides.c.item_code
    rows = (
        select(code, func.sum(sides.c.total).label("total"), func.sum(sides.c.placed).label("placed"))
        .group_by(code)
        .subquery()
    )
    title = _("1811 balance = in stock + to come back (政府储备物资余额 = 在库 + 发出待收回)")
    identity = Identity(title, rows.c.placed, rows.c.total)
    (check,) = summed(connection, rows, [identity], CauseKind.ITEM, [rows.c.item_code])
    return Check(title, check.expected, check.found, causes=check.causes, notices=_without_value(connection))


def _without_value(connection: Connection) -> tuple[Cause, ...]:
    """Return which items are there without any value, as one notice."""
    statement = (
        select(Item.code, Item.name_zh)
        .join(ItemTotal, ItemTotal.item_code == Item.code)
        .where(ItemTotal.bucket.in_(OWN))
        .group_by(Item.code, Item.name_zh)
        .having(func.sum(ItemTotal.quantity) > 0, func.sum(ItemTotal.amount_fen) == 0)
        .order_by(Item.code)
    )
    found = connection.execute(statement).all()
    if not found:
        return ()
    names = _(", ").join(row.name_zh for row in found[:NAMES_SHOWN])
    more = (
        _("{n} item types have no value: {names}")
        if len(found) <= NAMES_SHOWN
        else _("{n} item types have no value: {names} and others")
    )
    return (Cause(CauseKind.ITEM, found[0].code, more.format(n=len(found), names=names), NO_MONEY, NO_MONEY),)


# --- what households were handed on ------------------------------------------------------------------------------


def _roster_check(connection: Connection) -> Check:
    """Return whether the rosters hand on no more of any item than their issues brought, valued as it was issued."""
    same = and_(DistributionLine.site_id == Distribution.site_id, DistributionLine.seq == Distribution.seq)
    columns = (
        Distribution.site_id,
        Distribution.seq,
        Distribution.number,
        DistributionLine.item_code,
        DistributionLine.quantity,
    )
    lines = connection.execute(select(*columns).join(DistributionLine, same).order_by(*columns[:4])).all()
    issued = _issued(connection) if lines else {}
    expected = found = 0
    causes: list[Cause] = []
    for site_id, seq, number, code, quantity in lines:
        there, fen = issued.get((site_id, seq, code), (0, 0))
        handed = fen * quantity // there if there else 0
        expected += min(handed, fen)
        found += handed
        if quantity > there:
            words = _("{number} {item}: {handed} on the roster, {issued} issued")
            facts = {"handed": Quantity(quantity).grouped(), "issued": Quantity(there).grouped()}
            named = Named(CauseKind.DISTRIBUTION, number, words.format(number=number, item=code, **facts))
            causes.append(named.cause(min(handed, fen), handed))
    title = _("Rosters within the issues behind them (发放花名册 ≤ 出库单)")
    return Check(title, Money(expected), Money(found), causes=tuple(causes))


def _issued(connection: Connection) -> dict[tuple[SiteId, int, ItemCode], tuple[int, int]]:
    """Return how much of each item the issues behind each distribution brought, and its value in fen."""
    same = and_(DistributionIssue.site_id == Movement.site_id, DistributionIssue.issue_seq == Movement.seq)
    key = (DistributionIssue.site_id, DistributionIssue.seq, Movement.item_code)
    statement = (
        select(*key, func.sum(Movement.quantity), func.sum(Movement.amount_fen)).join(Movement, same).group_by(*key)
    )
    return {
        (site_id, seq, code): (int(quantity), int(fen))
        for site_id, seq, code, quantity, fen in connection.execute(statement)
    }

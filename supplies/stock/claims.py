"""Claims: what an order has reserved of a lot until it is handed over or let go."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

import msgspec
from sqlalchemy import Connection, func, select, update

from supplies.errors import LotExpired, UnknownRecord
from supplies.journal.action import Context
from supplies.language import _
from supplies.models.open_items import Claim
from supplies.models.stock import Balance
from supplies.prepared import prepared_insert
from supplies.stock import lookups
from supplies.stock.checks import Problem, check_depot, check_lines, not_free, quantity_problem
from supplies.stock.lookups import ON_HAND, Claimant
from supplies.values import NO_QUANTITY, DepotCode, LotId, Quantity


class ClaimLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Some of a lot in a depot, wherever it lies there."""

    depot: DepotCode
    lot_id: LotId
    quantity: Quantity


_INSERT_CLAIM = prepared_insert(Claim)


def on_hand(connection: Connection, depot: DepotCode, lot_ids: Iterable[LotId]) -> dict[LotId, Quantity]:
    """Return how much of some lots is usable in a depot, over all its places."""
    found: dict[LotId, Quantity] = {}
    for some in lookups.chunks(set(lot_ids)):
        statement = (
            select(Balance.lot_id, func.sum(Balance.quantity))
            .where(Balance.depot_code == depot, Balance.lot_id.in_(some), ON_HAND)
            .group_by(Balance.lot_id)
        )
        found |= {lot_id: Quantity(int(total)) for lot_id, total in connection.execute(statement)}
    return found


def check(context: Context, day: date, lines: Sequence[ClaimLine]) -> None:
    """Refuse to reserve what is not free: not there, expired by the day, or held by other orders.

    Raises:
        Refused: naming each line, what is free of its lot, and who holds the rest.
    """
    lots = lookups.lots(context.connection, context.site_id, (line.lot_id for line in lines))
    free: dict[tuple[DepotCode, LotId], int] = {}
    holders: dict[tuple[DepotCode, LotId], list[Claimant]] = {}
    for depot in {line.depot for line in lines}:
        check_depot(context, depot, day)
        wanted = [line.lot_id for line in lines if line.depot == depot]
        there, taken = on_hand(context.connection, depot, wanted), lookups.claimed(context, depot, wanted)
        for lot_id in wanted:
            held = sum(each.quantity.thousandths for each in taken.get(lot_id, []))
            free[depot, lot_id] = there.get(lot_id, NO_QUANTITY).thousandths - held
            holders[depot, lot_id] = taken.get(lot_id, [])

    def problem_of(line: ClaimLine) -> Problem:
        lot = lots.get(line.lot_id)
        if lot is None:
            return "lot_id", UnknownRecord(kind=_("Lot"), key=str(line.lot_id))
        problem = quantity_problem(line.quantity, lot.item_name, lot.decimals)
        if problem is not None:
            return problem
        if lot.expires_on is not None and lot.expires_on < day:
            return "lot_id", LotExpired(item=lot.item_name, label=lot.label_code, expires=lot.expires_on)
        key = line.depot, line.lot_id
        if free[key] < line.quantity.thousandths:
            return "quantity", not_free(lot, line.quantity, Quantity(max(free[key], 0)), holders[key])
        free[key] -= line.quantity.thousandths
        return None

    check_lines(lines, problem_of)


def write(context: Context, number: str, until: date | None, lines: Sequence[ClaimLine]) -> None:
    """Write what the order being posted reserves."""
    lots = lookups.lots(context.connection, context.site_id, (line.lot_id for line in lines))
    rows = [
        {
            "site_id": context.site_id,
            "of_seq": context.seq,
            "of_line": at,
            "number": number,
            "depot_code": line.depot,
            "lot_id": line.lot_id,
            "item_code": lots[line.lot_id].item_code,
            "quantity": line.quantity.thousandths,
            "left_quantity": line.quantity.thousandths,
            "until": until,
            "seq": context.seq,
        }
        for at, line in enumerate(lines, 1)
    ]
    _INSERT_CLAIM.run(context.connection, *rows)


def release(context: Context, of_seq: int) -> None:
    """Let go of what an order still holds: it is as if it had asked for no more than was handed over."""
    here = (Claim.site_id == context.site_id) & (Claim.of_seq == of_seq) & (Claim.left_quantity > 0)
    values = {"quantity": Claim.quantity - Claim.left_quantity, "left_quantity": 0, "seq": context.seq}
    context.connection.execute(update(Claim).where(here).values(values))


def consume(context: Context, of_seq: int, depot: DepotCode, taken: Counter[LotId]) -> None:
    """Count what leaves a depot against what its order holds there, line by line; more than it holds is free stock."""
    change(context, of_seq, depot, taken, is_back=False)


def restore(context: Context, of_seq: int, depot: DepotCode, back: Counter[LotId]) -> None:
    """Hold again for an order what a reversal brings back."""
    change(context, of_seq, depot, back, is_back=True)


def change(context: Context, of_seq: int, depot: DepotCode, amounts: Counter[LotId], *, is_back: bool) -> None:
    """Let an order's claims in a depot shrink by what left, or grow by what came back, each within its own bounds."""
    here = (Claim.site_id == context.site_id, Claim.of_seq == of_seq, Claim.depot_code == depot)
    columns = (Claim.of_line, Claim.lot_id, Claim.quantity, Claim.left_quantity)
    rows = context.connection.execute(select(*columns).where(*here).order_by(Claim.of_line)).all()
    rest = Counter(amounts)
    for line, lot_id, quantity, left in rows:
        share = min(rest[lot_id], quantity - left if is_back else left)
        if share > 0:
            rest[lot_id] -= share
            after = left + share if is_back else left - share
            changed = update(Claim).where(*here, Claim.of_line == line)
            context.connection.execute(changed.values(left_quantity=after, seq=context.seq))

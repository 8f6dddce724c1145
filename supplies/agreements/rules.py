"""Whether a promise may be recorded, verified, called upon or ended here and now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from supplies.agreements.actions import LINES_MAX, CallOff, Conclude, End, PromiseLine, Verify
from supplies.errors import (
    AgreementBackward,
    AgreementEnded,
    AlreadyThere,
    ItemRetired,
    LineProblem,
    MoreThanPromised,
    NeededBeforeCall,
    NothingToDo,
    NotPromised,
    NotYetBinding,
    PromisedTwice,
    QuantityNegative,
    QuantityNotPositive,
    ReasonNeeded,
    SuppliesError,
    TooManyDecimals,
    TooManyLines,
    UnknownRecord,
    refuse_lines,
)
from supplies.journal.action import Context
from supplies.language import _
from supplies.models import agreements as tables
from supplies.models.accounts import Organisation
from supplies.models.agreements import Agreement, AgreementLine, CallOffLine
from supplies.models.catalogue import Item
from supplies.values import NO_QUANTITY, ItemCode, Quantity


@dataclass(frozen=True, slots=True)
class _Item:
    """What of an item the rules need."""

    name: str
    decimals: int
    is_retired: bool


def check_conclude(context: Context, action: Conclude) -> None:
    """Refuse a number in use, an enterprise that is not recorded, days that run backward, and wrong lines."""
    connection = context.connection
    if connection.scalar(select(Agreement.seq).where(Agreement.number == action.number)) is not None:
        raise AlreadyThere(kind=_("Agreement"), key=action.number)
    known = (Organisation.code == action.enterprise) & Organisation.is_active
    if connection.scalar(select(Organisation.code).where(known)) is None:
        raise UnknownRecord(kind=_("Organisation"), key=action.enterprise)
    if action.ends_on < action.starts_on:
        raise AgreementBackward(starts=action.starts_on, ends=action.ends_on)
    _check_lines(context, action.lines, None, action.number)


def check_verify(context: Context, action: Verify) -> None:
    """Refuse an agreement that no longer binds, and more than was promised; nothing at all may well be found."""
    agreement = binding(context, action.agreement, action.business_date)
    _check_lines(context, action.lines, _promised(context, agreement.seq), action.agreement, may_be_none=True)


def check_call_off(context: Context, action: CallOff) -> None:
    """Refuse an agreement that does not bind, a day before the call, and more than is left of the promise."""
    agreement = binding(context, action.agreement, action.business_date)
    if action.needed_by < action.business_date:
        raise NeededBeforeCall(needed=action.needed_by, day=action.business_date)
    left = {
        item: quantity - _called(context, agreement.seq).get(item, 0)
        for item, quantity in _promised(context, agreement.seq).items()
    }
    _check_lines(context, action.lines, left, action.agreement)


def check_end(context: Context, action: End) -> None:
    """Refuse an agreement that is unknown or ended already, and an empty reason."""
    if not action.reason.strip():
        raise ReasonNeeded
    agreement = _agreement(context, action.agreement)
    if agreement.ended_on is not None:
        raise AgreementEnded(number=action.agreement, day=agreement.ended_on)


@dataclass(frozen=True, slots=True)
class Bond:
    """An agreement, and when it binds."""

    seq: int
    starts_on: date
    ends_on: date
    ended_on: date | None


def _agreement(context: Context, number: str) -> Bond:
    """Return an agreement of this site."""
    columns = (Agreement.seq, Agreement.starts_on, Agreement.ends_on, Agreement.ended_on)
    here = (Agreement.number == number) & (Agreement.site_id == context.site_id)
    row = context.connection.execute(select(*columns).where(here)).first()
    if row is None:
        raise UnknownRecord(kind=_("Agreement"), key=number)
    return Bond(*row)


def binding(context: Context, number: str, day: date) -> Bond:
    """Return an agreement that binds on a day.

    Raises:
        UnknownRecord: there is none of this number.
        AgreementEnded: it binds no longer.
        NotYetBinding: it binds later.
    """
    agreement = _agreement(context, number)
    if agreement.ended_on is not None:
        raise AgreementEnded(number=number, day=agreement.ended_on)
    if agreement.ends_on < day:
        raise AgreementEnded(number=number, day=agreement.ends_on)
    if day < agreement.starts_on:
        raise NotYetBinding(number=number, day=agreement.starts_on)
    return agreement


def _promised(context: Context, seq: int) -> dict[ItemCode, int]:
    """Return what an agreement promises, in thousandths."""
    here = (AgreementLine.site_id == context.site_id) & (AgreementLine.seq == seq)
    rows = context.connection.execute(select(AgreementLine.item_code, AgreementLine.quantity).where(here))
    return dict(rows.all())


def _called(context: Context, seq: int) -> dict[ItemCode, int]:
    """Return what was called of an agreement so far, in thousandths."""
    statement = (
        select(CallOffLine.item_code, func.sum(CallOffLine.quantity))
        .join(tables.CallOff, (tables.CallOff.site_id == CallOffLine.site_id) & (tables.CallOff.seq == CallOffLine.seq))
        .where(tables.CallOff.site_id == context.site_id, tables.CallOff.of_seq == seq)
        .group_by(CallOffLine.item_code)
    )
    return {item: int(total) for item, total in context.connection.execute(statement)}


def _check_lines(
    context: Context,
    lines: Sequence[PromiseLine],
    bound: dict[ItemCode, int] | None,
    number: str,
    *,
    may_be_none: bool = False,
) -> None:
    """Ask for the problem of each line and raise what was found: one error itself, several together.

    Args:
        context: where it is posted.
        lines: the lines.
        bound: how much of each item may be named at most, in thousandths; None: as much as anybody likes.
        number: the agreement's number, for people.
        may_be_none: whether a quantity of nothing is an answer.
    """
    if not lines:
        raise NothingToDo
    if len(lines) > LINES_MAX:
        raise TooManyLines(count=len(lines), most=LINES_MAX)
    columns = (Item.code, Item.name_zh, Item.decimals, Item.is_retired)
    wanted = {line.item for line in lines}
    rows = context.connection.execute(select(*columns).where(Item.code.in_(wanted)))
    known = {code: _Item(name, decimals, retired) for code, name, decimals, retired in rows}
    seen: set[ItemCode] = set()
    problems = []
    for at, line in enumerate(lines, 1):
        problem = _goods_problem(line, known, seen, may_be_none=may_be_none)
        problem = problem or _bound_problem(line, known, bound, number)
        seen.add(line.item)
        if problem is not None:
            problems.append(LineProblem(at, *problem))
    refuse_lines(problems)


def _goods_problem(
    line: PromiseLine, known: dict[ItemCode, _Item], seen: set[ItemCode], *, may_be_none: bool
) -> tuple[str, SuppliesError] | None:
    """Return what is wrong with item and quantity of a line."""
    item = known.get(line.item)
    if item is None:
        return "item", UnknownRecord(kind=_("Item type"), key=line.item)
    if item.is_retired:
        return "item", ItemRetired(item=line.item)
    if line.item in seen:
        return "item", PromisedTwice(item=item.name)
    if line.quantity < NO_QUANTITY:
        return "quantity", QuantityNegative(quantity=line.quantity)
    if not line.quantity and not may_be_none:
        return "quantity", QuantityNotPositive(quantity=line.quantity)
    if not line.quantity.fits(item.decimals):
        return "quantity", TooManyDecimals(item=item.name, decimals=item.decimals, quantity=line.quantity)
    return None


def _bound_problem(
    line: PromiseLine, known: dict[ItemCode, _Item], bound: dict[ItemCode, int] | None, number: str
) -> tuple[str, SuppliesError] | None:
    """Return why so much of an item cannot be named."""
    if bound is None:
        return None
    name = known[line.item].name
    if line.item not in bound:
        return "item", NotPromised(number=number, item=name)
    if line.quantity.thousandths > bound[line.item]:
        promised = Quantity(bound[line.item])
        return "quantity", MoreThanPromised(wanted=line.quantity, item=name, promised=promised)
    return None

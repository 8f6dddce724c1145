"""What is wrong with a slip: everything that would keep it from being posted, as far as the slip alone can know."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import TypeAlias

from supplies.errors import (
    AddresseeNeeded,
    AmountNegative,
    AmountTooLarge,
    BorrowerNeeded,
    DateInFuture,
    DueBackward,
    DueNeeded,
    EarlierLotFirst,
    LifeBackward,
    LotExpired,
    MoreThanIssued,
    NothingToDo,
    PlaceNeeded,
    ProducedLater,
    QuantityNegative,
    QuantityNotPositive,
    QuantityTooLarge,
    ReasonNeeded,
    SameDepot,
    SerialNeeded,
    SerialNotWanted,
    SerialTaken,
    SlipShort,
    SuppliesError,
    TextTooLong,
    TooManyDecimals,
    TooManyLines,
)
from supplies.models.stock import DocumentKind
from supplies.stock.actions import LINES_MAX, TEXT_MAX, Condition
from supplies.stock.slip import HANDED_OUT, Earlier, Slip, SlipLine, day_of, lines_to_post
from supplies.stock.worth import is_priceable
from supplies.values import (
    NO_MONEY,
    NO_QUANTITY,
    ONE,
    QUANTITY_MAX_THOUSANDTHS,
    ItemCode,
    LotId,
    PlaceCode,
    Quantity,
)

TEXTS = {DocumentKind.RECEIPT: ("batch_no", "serial_no"), DocumentKind.MOVE: ()}
"""The texts of a line that are posted; usually its reason."""

Source: TypeAlias = tuple[LotId, PlaceCode]


class _Asked:
    """What the lines of a slip ask for together, worked out once for all of them."""

    def __init__(self, slip: Slip) -> None:
        self.of_lot: Counter[LotId] = Counter()
        self.serials: dict[tuple[ItemCode, str], int] = {}
        """The first line with each serial number."""
        self._kind = slip.kind
        self._of_source: Counter[Source] = Counter()
        self._lines: dict[int, tuple[Source, int]] = {}
        for line in slip.lines:
            source, quantity = self._source(line), line.quantity.thousandths
            self._lines[line.key] = (source, quantity)
            self._of_source[source] += quantity
            self.of_lot[line.lot_id] += quantity
            if line.serial_no:
                self.serials.setdefault((line.item, line.serial_no), line.key)

    def besides(self, line: SlipLine) -> Quantity:
        """Return what the other lines take from where a line takes its goods."""
        source = self._source(line)
        own_source, own = self._lines.get(line.key, (source, 0))
        return Quantity(self._of_source[source] - (own if own_source == source else 0))

    def _source(self, line: SlipLine) -> Source:
        """Return what a line is bounded by: a lot at its place; what comes back, by all that is out of the lot."""
        return (line.lot_id, PlaceCode("") if self._kind is DocumentKind.RETURN else line.place)


def room(slip: Slip, line: SlipLine) -> Quantity | None:
    """Return how much a line can have at most beside the others; None where there is no bound."""
    if line.limit is None or slip.kind is DocumentKind.ADJUSTMENT:
        return None
    return line.limit - _Asked(slip).besides(line)


def quantity_error(slip: Slip, line: SlipLine, quantity: Quantity) -> SuppliesError | None:
    """Return why a line cannot have a quantity."""
    return _quantity_error(slip, line, quantity, _Asked(slip))


def _quantity_error(slip: Slip, line: SlipLine, quantity: Quantity, asked: _Asked) -> SuppliesError | None:
    """Return why a line cannot have a quantity beside what the others ask for."""
    is_count = slip.kind is DocumentKind.ADJUSTMENT
    if quantity < NO_QUANTITY or (is_count and line.is_single and quantity > ONE):
        return QuantityNegative(quantity=quantity)
    if quantity == NO_QUANTITY and not is_count:
        return QuantityNotPositive(quantity=quantity)
    if quantity.thousandths > QUANTITY_MAX_THOUSANDTHS:
        return QuantityTooLarge(item=line.name, quantity=quantity)
    if not quantity.fits(line.decimals):
        return TooManyDecimals(item=line.name, decimals=line.decimals, quantity=quantity)
    if line.is_single and not is_count and quantity != ONE:
        return SerialNeeded(item=line.name)
    return None if is_count or line.limit is None else _bound_error(slip, line, quantity + asked.besides(line))


def _bound_error(slip: Slip, line: SlipLine, wanted: Quantity) -> SuppliesError | None:
    """Return why so much of a lot cannot be taken from its place, or brought back."""
    if line.limit is None or wanted <= line.limit:
        return None
    if slip.kind is DocumentKind.RETURN:
        return MoreThanIssued(item=line.name, label=line.label, on_hand=line.limit, wanted=wanted)
    return SlipShort(item=line.name, label=line.label, place=line.place, limit=line.limit, wanted=wanted)


def reason_wanted(slip: Slip, line: SlipLine, day: date) -> SuppliesError | None:
    """Return why a line needs a reason; None where it needs none."""
    return _reason_wanted(slip, line, day, _Asked(slip))


def _reason_wanted(slip: Slip, line: SlipLine, day: date, asked: _Asked) -> SuppliesError | None:
    """Return why a line needs a reason beside what the others ask for."""
    if slip.kind is DocumentKind.WRITE_OFF:
        return ReasonNeeded()
    if slip.kind is DocumentKind.ADJUSTMENT:
        return ReasonNeeded() if line.quantity != line.limit else None
    if slip.kind is DocumentKind.RETURN:
        return ReasonNeeded() if line.condition is not Condition.GOOD else None
    if slip.kind not in HANDED_OUT:
        return None
    if line.expires_on is not None and line.expires_on < day:
        return LotExpired(item=line.name, label=line.label, expires=line.expires_on)
    first = _first_left(line, day, asked)
    return None if first is None else EarlierLotFirst(item=line.name, earlier=first.label, expires=first.expires_on)


def _first_left(line: SlipLine, day: date, asked: _Asked) -> Earlier | None:
    """Return the first lot that expires before this line's and that the slip does not empty."""
    for other in line.earlier:
        if other.expires_on >= day and other.thousandths > asked.of_lot[other.lot_id]:
            return other
    return None


def line_errors(slip: Slip, line: SlipLine, day: date) -> dict[str, SuppliesError]:
    """Return what keeps a line from being posted, by the field that it is about."""
    return dict(_line_errors(slip, line, day, _Asked(slip)))


def slip_errors(slip: Slip, day: date) -> dict[int, dict[str, SuppliesError]]:
    """Return what keeps lines from being posted, by key and field; lines that are well are left out."""
    asked = _Asked(slip)
    found = {line.key: dict(_line_errors(slip, line, day, asked)) for line in slip.lines}
    return {key: errors for key, errors in found.items() if errors}


def _line_errors(slip: Slip, line: SlipLine, day: date, asked: _Asked) -> Iterator[tuple[str, SuppliesError]]:
    """Yield what is wrong with a line, each with its field."""
    if slip.kind is DocumentKind.ADJUSTMENT and line.quantity == line.limit:
        return  # It agrees with the books, and is not posted.
    wrong = _quantity_error(slip, line, line.quantity, asked)
    if wrong is not None:
        yield "quantity", wrong
    if not line.place:
        yield "place", PlaceNeeded(item=line.name)
    reason = None if line.reason.strip() else _reason_wanted(slip, line, day, asked)
    if reason is not None:
        yield "reason", reason
    for name in TEXTS.get(slip.kind, ("reason",)):
        if len(getattr(line, name)) > TEXT_MAX:
            yield name, TextTooLong(count=len(getattr(line, name)), most=TEXT_MAX)
    if slip.kind is DocumentKind.RECEIPT:
        yield from _receipt_errors(line, day, asked)


def _receipt_errors(line: SlipLine, day: date, asked: _Asked) -> Iterator[tuple[str, SuppliesError]]:
    """Yield why goods cannot be what a line says, as far as the slip can know it."""
    if line.is_single and not line.serial_no:
        yield "serial_no", SerialNeeded(item=line.name)
    elif line.serial_no and not line.is_single:
        yield "serial_no", SerialNotWanted(item=line.name)
    elif line.serial_no and asked.serials.get((line.item, line.serial_no), line.key) != line.key:
        yield "serial_no", SerialTaken(serial=line.serial_no, item=line.name)
    if line.produced_on is not None and line.produced_on > day:
        yield "produced_on", ProducedLater(produced=line.produced_on, date=day)
    if line.produced_on is not None and line.expires_on is not None and line.expires_on < line.produced_on:
        yield "expires_on", LifeBackward(expires=line.expires_on, produced=line.produced_on)
    if line.amount < NO_MONEY:
        yield "amount", AmountNegative(amount=line.amount)
    elif line.quantity > NO_QUANTITY and not is_priceable(line.amount, line.quantity):
        yield "amount", AmountTooLarge(quantity=line.quantity, item=line.name)


def first_error(slip: Slip, day: date) -> tuple[SlipLine, dict[str, SuppliesError]] | None:
    """Return the first line that keeps the slip from being posted, and why."""
    found = slip_errors(slip, day)
    return next(((line, found[line.key]) for line in slip.lines if line.key in found), None)


def whole_error(slip: Slip, today: date) -> SuppliesError | None:
    """Return what keeps a slip as a whole from being posted, whatever its lines are."""
    count = len(lines_to_post(slip))
    if not count:
        return NothingToDo()
    if count > LINES_MAX:
        return TooManyLines(count=count, most=LINES_MAX)
    day = day_of(slip, today)
    return DateInFuture(date=day, today=today) if day > today else _head_error(slip, day)


def _head_error(slip: Slip, day: date) -> SuppliesError | None:
    """Return what the head of a transfer or a loan still lacks."""
    head = slip.head
    if slip.kind is DocumentKind.DISPATCH:
        if head.to_depot is None and not head.counterparty.strip():
            return AddresseeNeeded()
        if head.to_depot == slip.depot:
            return SameDepot(depot=slip.depot)
    if slip.kind is DocumentKind.LOAN:
        if not head.counterparty.strip():
            return BorrowerNeeded()
        if head.due_on is None:
            return DueNeeded()
    if slip.kind in HANDED_OUT and head.due_on is not None and head.due_on < day:
        return DueBackward(due=head.due_on, date=day)
    return None

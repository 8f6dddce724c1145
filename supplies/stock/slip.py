"""A slip (单) being filled: lines gathered by scanning or typing, until together they become one stock action.

A slip is a value: every step returns a new one and remembers what it replaced, so that it can be taken back. Nothing
here touches the store; what a code means is asked before, in ``scanned``.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import msgspec
from msgspec.structs import replace

from supplies.errors import (
    EarlierLotFirst,
    LotExpired,
    PlaceNeeded,
    QuantityNegative,
    QuantityNotPositive,
    ReasonNeeded,
    SerialNeeded,
    SlipShort,
    SuppliesError,
    TooManyDecimals,
)
from supplies.journal.codec import decode_value, encode_value
from supplies.language import pick
from supplies.models.catalogue import Tracking
from supplies.models.stock import DocumentKind, Origin
from supplies.stock.actions import (
    Adjust,
    CountLine,
    Issue,
    LotLine,
    Move,
    MoveLine,
    ReceiptLine,
    Receive,
    Return,
    StockAction,
    WriteOff,
)
from supplies.values import (
    NO_MONEY,
    NO_QUANTITY,
    ONE,
    ActionId,
    AppropriationId,
    DepotCode,
    ItemCode,
    LotId,
    Money,
    OrganisationCode,
    PlaceCode,
    Quantity,
)

STEPS_MAX = 100
UNKNOWN_MAX = 50

SLIP_KINDS = (
    DocumentKind.ISSUE,
    DocumentKind.RECEIPT,
    DocumentKind.RETURN,
    DocumentKind.MOVE,
    DocumentKind.ADJUSTMENT,
    DocumentKind.WRITE_OFF,
)
"""The documents that are filled by scanning; a reversal has no lines of its own."""

TAKING_KINDS = frozenset({DocumentKind.ISSUE, DocumentKind.MOVE, DocumentKind.WRITE_OFF})
"""Those that take goods from a place."""


class Earlier(msgspec.Struct, frozen=True):
    """A lot of the same item that expires first."""

    lot_id: LotId
    label: str
    expires_on: date
    quantity: Quantity


class SlipLine(msgspec.Struct, frozen=True, kw_only=True):
    """Goods on a slip. ``key`` tells the line from all others, for as long as the slip lives."""

    key: int
    item: ItemCode
    name_zh: str
    name_en: str
    specification: str
    unit: str
    decimals: int
    tracking: Tracking
    lot_id: LotId
    label: str = ""
    """Empty for goods that come in: their label is made when the receipt is posted."""
    batch_no: str = ""
    serial_no: str = ""
    produced_on: date | None = None
    expires_on: date | None = None
    place: PlaceCode
    to_place: PlaceCode = PlaceCode("")
    quantity: Quantity
    limit: Quantity | None = None
    """What can be taken at most; in a count, what the books say; None where there is no bound."""
    amount: Money = NO_MONEY
    reason: str = ""
    earlier: tuple[Earlier, ...] = ()

    @property
    def name(self) -> str:
        """Return the item's name in the reader's language."""
        return pick(self.name_zh, self.name_en)

    @property
    def route(self) -> str:
        """Return where the goods come from or go to."""
        return f"{self.place} → {self.to_place}" if self.to_place else self.place

    @property
    def is_single(self) -> bool:
        """Return whether it is one object with a serial number."""
        return self.tracking is Tracking.SERIAL


class SlipHead(msgspec.Struct, frozen=True, kw_only=True):
    """What stands at the head of the paper."""

    business_date: date | None = None
    """None is the day on which it is posted."""
    origin: Origin = Origin.PURCHASE
    counterparty: str = ""
    paper_number: str = ""
    incident: str = ""
    note: str = ""
    supplier: OrganisationCode | None = None
    owner: OrganisationCode | None = None
    manager: OrganisationCode | None = None
    appropriation_id: AppropriationId | None = None


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """What a step replaced: the place, and one line as it was (None: it was not there)."""

    place: PlaceCode
    current: int
    key: int = 0
    at: int = 0
    before: SlipLine | None = None


class Slip(msgspec.Struct, frozen=True, kw_only=True):
    """A paper that is not posted yet. Its action id is given at the start, so that it can be posted only once."""

    kind: DocumentKind
    depot: DepotCode
    action_id: ActionId
    head: SlipHead = SlipHead()
    place: PlaceCode = PlaceCode("")
    """The place scanned last: where goods are taken, put or counted; the goal of a move."""
    lines: tuple[SlipLine, ...] = ()
    current: int = 0
    """The key of the line touched last."""
    next_key: int = 1
    steps: tuple[Step, ...] = ()
    unknown: tuple[str, ...] = ()
    """Codes that nobody knew, newest last."""

    def line(self, key: int) -> SlipLine | None:
        """Return a line by its key."""
        return next((line for line in self.lines if line.key == key), None)

    @property
    def current_line(self) -> SlipLine | None:
        """Return the line touched last."""
        return self.line(self.current)

    def at(self, lot_id: LotId, place: PlaceCode) -> SlipLine | None:
        """Return the line of a lot at a place."""
        return next((line for line in self.lines if line.lot_id == lot_id and line.place == place), None)


def encode_slip(slip: Slip) -> bytes:
    """Return a slip as it is kept until it is posted."""
    return msgspec.json.encode(slip, enc_hook=encode_value)


def decode_slip(content: bytes) -> Slip | None:
    """Return a slip that was kept; None where it was written by another version of the program."""
    try:
        return msgspec.json.decode(content, type=Slip, dec_hook=decode_value)
    except msgspec.DecodeError:
        return None


# --- steps -----------------------------------------------------------------------------------------------------------


def put(slip: Slip, line: SlipLine) -> Slip:
    """Return the slip with a line in place of the one of its key, or as a new last one."""
    at = next((at for at, other in enumerate(slip.lines) if other.key == line.key), len(slip.lines))
    before = slip.line(line.key)
    step = Step(place=slip.place, current=slip.current, key=line.key, at=at, before=before)
    return replace(
        slip,
        lines=(*slip.lines[:at], line, *slip.lines[at + 1 :]),
        current=line.key,
        next_key=max(slip.next_key, line.key + 1),
        steps=_with(slip.steps, step),
    )


def drop(slip: Slip, key: int) -> Slip:
    """Return the slip without a line."""
    at = next(at for at, line in enumerate(slip.lines) if line.key == key)
    step = Step(place=slip.place, current=slip.current, key=key, at=at, before=slip.lines[at])
    lines = (*slip.lines[:at], *slip.lines[at + 1 :])
    current = lines[-1].key if lines else 0
    return replace(slip, lines=lines, current=current, steps=_with(slip.steps, step))


def go_to(slip: Slip, place: PlaceCode) -> Slip:
    """Return the slip at another place."""
    return replace(slip, place=place, steps=_with(slip.steps, Step(place=slip.place, current=slip.current)))


def undo(slip: Slip) -> Slip:
    """Return the slip before its last step; the same where there is none left."""
    if not slip.steps:
        return slip
    step = slip.steps[-1]
    lines = [line for line in slip.lines if line.key != step.key]
    if step.before is not None:
        lines.insert(step.at, step.before)
    return replace(slip, lines=tuple(lines), place=step.place, current=step.current, steps=slip.steps[:-1])


def note_unknown(slip: Slip, text: str) -> Slip:
    """Return the slip with a code that nobody knew."""
    return replace(slip, unknown=(*slip.unknown, text)[-UNKNOWN_MAX:])


def _with(steps: tuple[Step, ...], step: Step) -> tuple[Step, ...]:
    """Return the steps with one more; the oldest are forgotten."""
    return (*steps, step)[-STEPS_MAX:]


# --- what is wrong with it -------------------------------------------------------------------------------------------


def quantity_error(slip: Slip, line: SlipLine, quantity: Quantity) -> SuppliesError | None:
    """Return why a line cannot have a quantity."""
    is_count = slip.kind is DocumentKind.ADJUSTMENT
    if quantity < NO_QUANTITY or (is_count and line.is_single and quantity > ONE):
        return QuantityNegative(quantity=quantity)
    if quantity == NO_QUANTITY and not is_count:
        return QuantityNotPositive(quantity=quantity)
    if not quantity.fits(line.decimals):
        return TooManyDecimals(item=line.name, decimals=line.decimals, quantity=quantity)
    if line.is_single and not is_count and quantity != ONE:
        return SerialNeeded(item=line.name)
    if not is_count and line.limit is not None and quantity > line.limit:
        return SlipShort(item=line.name, label=line.label, place=line.place, limit=line.limit, wanted=quantity)
    return None


def reason_wanted(slip: Slip, line: SlipLine, day: date) -> SuppliesError | None:
    """Return why a line needs a reason; None where it needs none."""
    if slip.kind is DocumentKind.WRITE_OFF:
        return ReasonNeeded()
    if slip.kind is DocumentKind.ADJUSTMENT:
        return ReasonNeeded() if line.quantity != line.limit else None
    if slip.kind is not DocumentKind.ISSUE:
        return None
    if line.expires_on is not None and line.expires_on < day:
        return LotExpired(item=line.name, label=line.label, expires=line.expires_on)
    first = _first_left(slip, line, day)
    return None if first is None else EarlierLotFirst(item=line.name, earlier=first.label, expires=first.expires_on)


def _first_left(slip: Slip, line: SlipLine, day: date) -> Earlier | None:
    """Return the first lot that expires before this line's and that the slip does not empty."""
    for other in line.earlier:
        asked = sum(each.quantity.thousandths for each in slip.lines if each.lot_id == other.lot_id)
        if other.expires_on >= day and other.quantity.thousandths > asked:
            return other
    return None


def line_errors(slip: Slip, line: SlipLine, day: date) -> dict[str, SuppliesError]:
    """Return what keeps a line from being posted, by the field that it is about."""
    found: dict[str, SuppliesError] = {}
    wrong = quantity_error(slip, line, line.quantity)
    if wrong is not None:
        found["quantity"] = wrong
    if not line.place:
        found["place"] = PlaceNeeded(item=line.name)
    if slip.kind is DocumentKind.RECEIPT and line.is_single and not line.serial_no:
        found["serial_no"] = SerialNeeded(item=line.name)
    reason = None if line.reason.strip() else reason_wanted(slip, line, day)
    if reason is not None:
        found["reason"] = reason
    return found


def first_error(slip: Slip, day: date) -> tuple[SlipLine, dict[str, SuppliesError]] | None:
    """Return the first line that keeps the slip from being posted, and why."""
    for line in slip.lines:
        found = line_errors(slip, line, day)
        if found:
            return line, found
    return None


# --- posting ---------------------------------------------------------------------------------------------------------


def day_of(slip: Slip, today: date) -> date:
    """Return the business date of a slip."""
    return slip.head.business_date or today


def lines_to_post(slip: Slip) -> Sequence[SlipLine]:
    """Return the lines that change anything; a count that agrees with the books does not."""
    if slip.kind is DocumentKind.ADJUSTMENT:
        return [line for line in slip.lines if line.quantity != line.limit]
    return slip.lines


def action_of(slip: Slip, today: date) -> StockAction:
    """Return the action that a slip stands for."""
    lines = lines_to_post(slip)
    head = _head_fields(slip, today)
    match slip.kind:
        case DocumentKind.RECEIPT:
            received = tuple(_receipt_line(slip.head, line) for line in lines)
            return Receive(**head, origin=slip.head.origin, supplier=slip.head.supplier, lines=received)
        case DocumentKind.MOVE:
            return Move(**head, lines=tuple(map(_move_line, lines)))
        case DocumentKind.ADJUSTMENT:
            return Adjust(**head, lines=tuple(map(_count_line, lines)))
        case DocumentKind.RETURN:
            return Return(**head, lines=_lot_lines(lines))
        case DocumentKind.WRITE_OFF:
            return WriteOff(**head, lines=_lot_lines(lines))
        case _:
            return Issue(**head, lines=_lot_lines(lines))


def _head_fields(slip: Slip, today: date) -> dict[str, Any]:
    """Return what every action takes from the head."""
    return {
        "action_id": slip.action_id,
        "business_date": day_of(slip, today),
        "depot": slip.depot,
        "counterparty": slip.head.counterparty,
        "paper_number": slip.head.paper_number,
        "incident": slip.head.incident,
        "note": slip.head.note,
    }


def _receipt_line(head: SlipHead, line: SlipLine) -> ReceiptLine:
    """Return a line of a receipt."""
    return ReceiptLine(
        lot_id=line.lot_id,
        item=line.item,
        quantity=line.quantity,
        place=line.place,
        amount=line.amount,
        batch_no=line.batch_no,
        serial_no=line.serial_no,
        produced_on=line.produced_on,
        expires_on=line.expires_on,
        owner=head.owner,
        manager=head.manager,
        appropriation_id=head.appropriation_id,
    )


def _lot_lines(lines: Iterable[SlipLine]) -> tuple[LotLine, ...]:
    """Return lines that take some of a lot, or bring it back."""
    return tuple(
        LotLine(lot_id=line.lot_id, place=line.place, quantity=line.quantity, reason=line.reason) for line in lines
    )


def _move_line(line: SlipLine) -> MoveLine:
    """Return a line that moves some of a lot."""
    return MoveLine(lot_id=line.lot_id, place=line.place, to_place=line.to_place, quantity=line.quantity)


def _count_line(line: SlipLine) -> CountLine:
    """Return what was counted of a lot."""
    return CountLine(
        lot_id=line.lot_id,
        place=line.place,
        book=line.limit or NO_QUANTITY,
        counted=line.quantity,
        reason=line.reason,
    )

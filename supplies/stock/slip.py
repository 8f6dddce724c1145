"""A slip (单) being filled: lines gathered by scanning or typing, until together they become one stock action.

A slip is a value: every step returns a new one and remembers what it replaced, so that it can be taken back. Nothing
here touches the store; what a code means is asked before, in ``scanned``.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import msgspec
from msgspec.structs import replace

from supplies.catalogue.actions import PackLine
from supplies.journal.codec import decode_value, encode_value
from supplies.language import pick
from supplies.models.catalogue import Tracking
from supplies.models.stock import DocumentKind, Origin
from supplies.models.transfers import Terms
from supplies.stock.actions import (
    Adjust,
    Condition,
    CountLine,
    Emergency,
    Issue,
    LotLine,
    Move,
    MoveLine,
    ReceiptLine,
    Receive,
    Return,
    ReturnLine,
    StockAction,
    WriteOff,
    kept_number,
)
from supplies.stock.emergencies import HOURS, lacking
from supplies.stock.loans import Lend
from supplies.stock.slip_source import Source
from supplies.stock.transfers import Dispatch
from supplies.values import (
    NO_MONEY,
    NO_QUANTITY,
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
    DocumentKind.DISPATCH,
    DocumentKind.LOAN,
)
"""The documents that are filled by scanning; a reversal has no lines of its own."""

HANDED_OUT = frozenset({DocumentKind.ISSUE, DocumentKind.DISPATCH, DocumentKind.LOAN})
"""What leaves the depot by these goes first to expire first."""


class Earlier(msgspec.Struct, frozen=True):
    """A lot of the same item that expires first."""

    lot_id: LotId
    label: str
    expires_on: date
    thousandths: int
    """How much the depot holds of it; a bare number, for a long slip keeps thousands of these at each scan."""


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
    is_consumable: bool = False
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
    condition: Condition = Condition.GOOD
    """How it comes back."""
    days_used: int | None = None
    earlier: tuple[Earlier, ...] = ()
    packs: tuple[PackLine, ...] = ()

    def __post_init__(self) -> None:
        """Keep the numbers as they will be kept when posted, so that one number is one object already here."""
        for name in ("batch_no", "serial_no"):
            msgspec.structs.force_setattr(self, name, kept_number(getattr(self, name)))

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
    receiver: str = ""
    vehicle: str = ""
    to_depot: DepotCode | None = None
    """The addressee of a transfer; None is the counterparty, outside."""
    terms: Terms = Terms.PASSES
    due_on: date | None = None
    paper_date: date | None = None
    """The day on a paper that came after its period was closed."""
    order: int | None = None
    """The entry of the order that is handed over; its number is that of the paper."""
    is_emergency: bool = False
    """Posted before its papers (先出后补): what is missing is owed."""
    ordered_by: str = ""
    phone: str = ""
    basis: str = ""
    hours: int = HOURS
    """Until when everything is owed; taken from the policy as the slip is begun."""
    supplier: OrganisationCode | None = None
    owner: OrganisationCode | None = None
    manager: OrganisationCode | None = None
    appropriation_id: AppropriationId | None = None
    source: Source = Source()
    """Where goods that come in come from."""


def next_head(head: SlipHead) -> SlipHead:
    """Return the head that the slip after one begins with: in an emergency, all that stays the same the whole night."""
    return (
        replace(head, counterparty="", receiver="", vehicle="", paper_number="", note="")
        if head.is_emergency
        else SlipHead()
    )


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """What a step replaced: the place, and one line as it was (None: it was not there)."""

    place: PlaceCode
    current: int
    key: int = 0
    at: int = 0
    before: SlipLine | None = None
    is_joined: bool = False
    """Whether it belongs to the step before: both are taken back together."""


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
        """Return the line of a lot at a place; in a move, the one that goes to the place scanned last."""
        key = (lot_id, place, self.place if self.kind is DocumentKind.MOVE else "")
        return next((line for line in self.lines if (line.lot_id, line.place, line.to_place) == key), None)


def encode_slip(slip: Slip) -> bytes:
    """Return a slip as it is kept until it is posted."""
    return msgspec.json.encode(slip, enc_hook=encode_value)


def decode_slip(content: bytes) -> Slip | None:
    """Return a slip that was kept; None where it was written by another version of the program."""
    try:
        return msgspec.json.decode(content, type=Slip, dec_hook=decode_value)
    except (msgspec.DecodeError, UnicodeError):
        return None


# --- steps -----------------------------------------------------------------------------------------------------------


def put(slip: Slip, line: SlipLine, *, is_joined: bool = False) -> Slip:
    """Return the slip with a line in place of the one of its key, or as a new last one; no change is no step.

    Args:
        slip: as it was.
        line: as it shall be.
        is_joined: whether it is taken back together with the step before.
    """
    at = next((at for at, other in enumerate(slip.lines) if other.key == line.key), len(slip.lines))
    before = slip.line(line.key)
    if before == line:
        return replace(slip, current=line.key)
    step = Step(place=slip.place, current=slip.current, key=line.key, at=at, before=before, is_joined=is_joined)
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
    """Return the slip at a place."""
    if place == slip.place:
        return slip
    return replace(slip, place=place, steps=_with(slip.steps, Step(place=slip.place, current=slip.current)))


def undo(slip: Slip) -> Slip:
    """Return the slip before its last step, and those joined to it; the same where there is none left."""
    while slip.steps:
        step = slip.steps[-1]
        slip = _before(slip, step)
        if not step.is_joined:
            break
    return slip


def _before(slip: Slip, step: Step) -> Slip:
    """Return the slip before its last step."""
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
            source = slip.head.source.fields(slip.head.origin)
            return Receive(**head, **source, origin=slip.head.origin, supplier=slip.head.supplier, lines=received)
        case DocumentKind.MOVE:
            return Move(**head, lines=tuple(map(_move_line, lines)))
        case DocumentKind.ADJUSTMENT:
            return Adjust(**head, lines=tuple(map(_count_line, lines)))
        case DocumentKind.RETURN:
            return Return(**head, lines=tuple(map(_return_line, lines)))
        case DocumentKind.WRITE_OFF:
            return WriteOff(**head, lines=_lot_lines(lines))
        case DocumentKind.DISPATCH:
            return Dispatch(**head, to_depot=slip.head.to_depot, terms=slip.head.terms, lines=_lot_lines(lines))
        case DocumentKind.LOAN:
            return Lend(**head, lines=_lot_lines(lines))
        case _:
            return Issue(**head, order=slip.head.order, lines=_lot_lines(lines))


def _head_fields(slip: Slip, today: date) -> dict[str, Any]:
    """Return what every action takes from the head."""
    return {
        "action_id": slip.action_id,
        "business_date": day_of(slip, today),
        "depot": slip.depot,
        "counterparty": slip.head.counterparty,
        "paper_number": slip.head.paper_number,
        "incident": slip.head.incident,
        "paper_date": slip.head.paper_date,
        "note": slip.head.note,
        "receiver": slip.head.receiver,
        "vehicle": slip.head.vehicle,
        "due_on": slip.head.due_on,
        "emergency": emergency_of(slip.head),
    }


def emergency_of(head: SlipHead) -> Emergency | None:
    """Return what a slip that goes before its papers owes; None for every other."""
    if not head.is_emergency:
        return None
    return Emergency(
        ordered_by=head.ordered_by,
        phone=head.phone,
        basis=head.basis,
        owes=lacking(head.receiver, head.paper_number, head.vehicle),
        hours=head.hours,
    )


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
        is_consumable=line.is_consumable,
    )


def _lot_lines(lines: Iterable[SlipLine]) -> tuple[LotLine, ...]:
    """Return lines that take some of a lot, or bring it back."""
    return tuple(
        LotLine(lot_id=line.lot_id, place=line.place, quantity=line.quantity, reason=line.reason) for line in lines
    )


def _return_line(line: SlipLine) -> ReturnLine:
    """Return a line that brings some of a lot back."""
    return ReturnLine(
        lot_id=line.lot_id,
        place=line.place,
        quantity=line.quantity,
        condition=line.condition,
        reason=line.reason,
        days_used=line.days_used,
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

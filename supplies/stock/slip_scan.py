"""What a scan does to a slip."""

from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace

from supplies.catalogue.packs import InUnit, in_base_unit
from supplies.catalogue.queries import ItemRow
from supplies.errors import (
    InsufficientStock,
    ItemRetired,
    LabelCheckWrong,
    LabelWanted,
    LotVoid,
    MoreThanIssued,
    NothingScanned,
    NotOnHand,
    ObjectElsewhere,
    PlaceElsewhere,
    PlaceRetired,
    PlaceWanted,
    SamePlace,
    SerialTaken,
    SuppliesError,
    UnitElsewhere,
    UnitEmpty,
)
from supplies.language import N_, _
from supplies.models.catalogue import Tracking
from supplies.models.stock import DocumentKind
from supplies.scanning.entry import Amount
from supplies.stock.actions import TEXT_MAX, kept_number
from supplies.stock.queries import StockRow
from supplies.stock.scanned import (
    EARLIER_MAX,
    Found,
    FoundForm,
    FoundItem,
    FoundLot,
    FoundNothing,
    FoundPaper,
    FoundPlace,
    FoundUnit,
)
from supplies.stock.slip import HANDED_OUT, Earlier, Slip, SlipLine, day_of, drop, go_to, note_unknown, put
from supplies.stock.slip_checks import quantity_error, reason_wanted, room
from supplies.stock.slip_emergency import enter_form
from supplies.stock.slip_said import Said, Tone, detail_of, doubted, elsewhere_of, id_of, said_of, title_of
from supplies.values import NO_QUANTITY, ONE, LotId, PlaceCode, Quantity, new_id

Taken = tuple[Slip, Said]
"""The slip after a scan, and the answer; after an error its lines are as they were."""


def take(slip: Slip, found: Found, today: date) -> Taken:
    """Let what was scanned act on a slip."""
    try:
        match found:
            case FoundLot():
                return _take_lot(slip, found, today)
            case FoundItem():
                return _take_item(slip, found, today)
            case FoundPlace() | FoundUnit():
                return _take_place(slip, found) if isinstance(found, FoundPlace) else _take_unit(slip, found)
            case FoundPaper(document):
                return slip, Said(Tone.INFO, document.number, document.kind_name)
            case FoundForm(form):
                return enter_form(slip, form)
            case FoundNothing():
                return _take_unknown(slip, found, today)
    except SuppliesError as error:
        return _left_out(slip, found), said_of(error)


def _left_out(slip: Slip, found: Found) -> Slip:
    """Return the slip after goods that it does not take: a quantity typed now must not go to the line before them."""
    line = slip.current_line
    is_about_line = (
        line is None or isinstance(found, FoundPlace | FoundPaper | FoundForm) or _is_about(slip, line, found)
    )
    return slip if is_about_line else replace(slip, current=0)


def _is_about(slip: Slip, line: SlipLine, found: Found) -> bool:
    """Return whether what was found is about the goods of a line, or a number that the line was waiting for."""
    is_number = isinstance(found, FoundNothing) or (isinstance(found, FoundLot) and bool(found.number))
    if slip.kind is DocumentKind.RECEIPT and is_number and _wants_number(line):
        return True
    match found:
        case FoundLot(lot=lot):
            return line.lot_id == lot.lot_id
        case FoundItem(item=item):
            return line.item == item.code
    return False


# --- goods -----------------------------------------------------------------------------------------------------------


def _take_lot(slip: Slip, found: FoundLot, today: date) -> Taken:
    """Put a lot on the slip, or count it up."""
    there = next((line for line in slip.lines if line.lot_id == found.lot.lot_id), None)
    if there is not None and there.is_single and there.quantity:
        text = _("This object is on the slip already: {code}").format(code=id_of(there))
        return replace(slip, current=there.key), Said(Tone.WARNING, there.name, text)
    match slip.kind:
        case DocumentKind.RECEIPT:
            return _receive_again(slip, found, today)
        case DocumentKind.RETURN:
            return _take_back(slip, found, today)
        case DocumentKind.ADJUSTMENT:
            return _count(slip, found, today)
        case _:
            return _take_from(slip, found.here, found, today)


def _take_from(slip: Slip, rows: Sequence[StockRow], found: FoundLot | FoundItem, today: date) -> Taken:
    """Take one more unit of the first stock row that has some left, at the place scanned where it is there."""
    row = _first_with_some_left(slip, rows)
    if row is None:
        raise _not_there(slip, rows, found)
    line = slip.at(row.lot_id, row.place_code) or _line_of(slip, row, found)
    return _count_up(slip, replace(line, limit=row.quantity, earlier=_earlier(slip, row, found)), today)


def _first_with_some_left(slip: Slip, rows: Sequence[StockRow]) -> StockRow | None:
    """Return the first row that the slip does not empty; a move needs a goal, and does not take from it."""
    is_move = slip.kind is DocumentKind.MOVE
    if is_move and not slip.place:
        raise PlaceWanted
    usable = [row for row in rows if not (is_move and row.place_code == slip.place)]
    if rows and not usable:
        raise SamePlace(place=slip.place)
    here_first = sorted(usable, key=lambda row: row.place_code != slip.place) if not is_move else usable
    return next((row for row in here_first if _asked(slip, row) < row.quantity), None)


def _asked(slip: Slip, row: StockRow) -> Quantity:
    """Return how much of a stock row the slip takes, wherever it goes."""
    here = (row.lot_id, row.place_code)
    lines = [line for line in slip.lines if (line.lot_id, line.place) == here]
    return Quantity(sum(line.quantity.thousandths for line in lines))


def _not_there(slip: Slip, rows: Sequence[StockRow], found: FoundLot | FoundItem) -> SuppliesError:
    """Explain that no more of the goods can be taken, and where there is some."""
    elsewhere = elsewhere_of(found)
    if not rows:
        return NotOnHand(item=found.item.name, elsewhere=elsewhere)
    on_hand = Quantity(sum(row.quantity.thousandths for row in rows))
    return InsufficientStock(
        wanted=on_hand + ONE,
        item=found.item.name,
        label=rows[0].label_code,
        place=slip.depot,
        on_hand=on_hand,
        elsewhere=elsewhere,
    )


def _line_of(slip: Slip, row: StockRow, found: FoundLot | FoundItem) -> SlipLine:
    """Return a new line, still empty, of what a place holds."""
    return replace(
        _empty_line(slip, found.item, row.lot_id, row.place_code),
        label=row.label_code,
        batch_no=row.batch_no,
        serial_no=row.serial_no or "",
        produced_on=row.produced_on,
        expires_on=row.expires_on,
        to_place=slip.place if slip.kind is DocumentKind.MOVE else PlaceCode(""),
    )


def _earlier(slip: Slip, row: StockRow, found: FoundLot | FoundItem) -> tuple[Earlier, ...]:
    """Return the lots that should be handed out before the one in a stock row."""
    if slip.kind not in HANDED_OUT:
        return ()
    if isinstance(found, FoundLot):
        return tuple(Earlier(lot.lot_id, lot.label_code, lot.expires_on, lot.quantity) for lot in found.earlier)
    held: dict[LotId, Earlier] = {}
    for other in found.open_rows:
        if other.expires_on is not None and other.expires_on < (row.expires_on or date.max):
            before = held[other.lot_id].thousandths if other.lot_id in held else 0
            total = before + other.quantity.thousandths
            held[other.lot_id] = Earlier(other.lot_id, other.label_code, other.expires_on, total)
    return tuple(held.values())[:EARLIER_MAX]


def _empty_line(slip: Slip, item: ItemRow, lot_id: LotId, place: PlaceCode) -> SlipLine:
    """Return a new line of an item with nothing on it."""
    return SlipLine(
        key=slip.next_key,
        item=item.code,
        name_zh=item.name_zh,
        name_en=item.name_en,
        specification=item.specification,
        unit=item.unit,
        decimals=item.decimals,
        tracking=item.tracking,
        is_consumable=item.is_consumable,
        lot_id=lot_id,
        place=place,
        quantity=NO_QUANTITY,
        packs=item.packs,
    )


def _count_up(slip: Slip, line: SlipLine, today: date, by: Quantity = ONE) -> Taken:
    """Put a line on the slip with so much more, or as much as there is left."""
    left = room(slip, line)
    more = by if left is None else min(by, left - line.quantity)
    if more <= NO_QUANTITY:
        error = quantity_error(slip, line, line.quantity + by)
        assert error is not None, "a line without room refuses one more"
        return slip, said_of(error)
    return set_quantity(slip, line, line.quantity + more, today)


def _put(slip: Slip, line: SlipLine, today: date) -> Taken:
    """Put a line on the slip and say so; what needs a reason is said as a warning."""
    slip = put(slip, line)
    wanted = None if line.reason.strip() else reason_wanted(slip, line, day_of(slip, today))
    if wanted is not None and slip.kind in HANDED_OUT:
        return slip, Said(Tone.WARNING, title_of(line), f"{wanted.text()} {detail_of(slip, line)}", wanted.remedy())
    return slip, Said(Tone.OK, title_of(line), detail_of(slip, line))


def _take_back(slip: Slip, found: FoundLot, today: date) -> Taken:
    """Bring back one more unit of what was issued, to the place scanned or the one it came from."""
    place = slip.place or found.home
    if not found.issued:
        raise MoreThanIssued(wanted=ONE, item=found.item.name, label=found.lot.label_code, on_hand=NO_QUANTITY)
    line = slip.at(found.lot.lot_id, place) or _known_line(slip, found, place)
    return _count_up(slip, replace(line, limit=found.issued), today)


def _known_line(slip: Slip, found: FoundLot, place: PlaceCode) -> SlipLine:
    """Return a new line, still empty, of a lot that is not taken from stock."""
    lot = found.lot
    return replace(
        _empty_line(slip, found.item, lot.lot_id, place),
        label=lot.label_code,
        batch_no=lot.batch_no,
        serial_no=lot.serial_no or "",
        produced_on=lot.produced_on,
        expires_on=lot.expires_on,
    )


def _count(slip: Slip, found: FoundLot, today: date) -> Taken:
    """Count one more unit of a lot at the place scanned."""
    if not slip.place:
        raise PlaceWanted
    if found.is_void:
        raise LotVoid(item=found.item.name, label=found.lot.label_code)
    book = next((row.quantity for row in found.here if row.place_code == slip.place), NO_QUANTITY)
    elsewhere = "" if book else _where_is_object(found)
    if elsewhere:
        raise ObjectElsewhere(item=found.item.name, label=found.lot.label_code, place=elsewhere)
    line = slip.at(found.lot.lot_id, slip.place) or _known_line(slip, found, slip.place)
    return _count_up(slip, replace(line, limit=book), today)


def _where_is_object(found: FoundLot) -> str:
    """Return where the books have an object, in words; empty for a lot, and for an object that they have nowhere."""
    if found.lot.serial_no is None:
        return ""
    places: list[str] = [row.place_code for row in found.here]
    places += [f"{row.depot_name} {row.place_code}" for row in found.elsewhere]
    return "; ".join(places) or (_("the receiver") if found.issued else "")


def _take_item(slip: Slip, found: FoundItem, today: date) -> Taken:
    """Put an item on the slip: the lot that should be issued first, or goods that come in."""
    match slip.kind:
        case DocumentKind.RECEIPT:
            return _receive(slip, found.item, today)
        case DocumentKind.RETURN | DocumentKind.ADJUSTMENT:
            raise LabelWanted(item=found.item.name)
        case _:
            return _take_from(slip, found.open_rows, found, today)


# --- goods that come in ----------------------------------------------------------------------------------------------


def _receive(slip: Slip, item: ItemRow, today: date) -> Taken:
    """Count up the line touched last where it is of the same item, else begin a new one."""
    if item.is_retired:
        raise ItemRetired(item=item.code)
    last = slip.current_line
    if last is not None and last.item == item.code and not last.is_single and _is_here(slip, last):
        return _count_up(slip, last, today)
    line = _empty_line(slip, item, LotId(new_id()), slip.place)
    if item.tracking is Tracking.SERIAL:
        slip = put(slip, replace(line, quantity=ONE))
        return slip, Said(Tone.INFO, item.name, _("Scan or type the serial number of the object."))
    return _count_up(slip, line, today)


def _is_here(slip: Slip, line: SlipLine) -> bool:
    """Return whether a line is put at the place scanned last, if any was."""
    return slip.place in {"", line.place}


def _receive_again(slip: Slip, found: FoundLot, today: date) -> Taken:
    """Take in another delivery of a known batch, or take its number for the goods that still lack one."""
    last = slip.current_line
    if found.number and last is not None and _wants_number(last):
        if last.is_single and (last.item, found.lot.serial_no) == (found.item.code, found.number):
            raise SerialTaken(serial=found.number, item=found.item.name)
        return _give_number(slip, last, found.number, today, of=found)
    if found.lot.serial_no and not found.is_void:
        raise SerialTaken(serial=found.lot.serial_no, item=found.item.name)
    if found.item.is_retired:
        raise ItemRetired(item=found.item.code)
    is_same = last is not None and (last.item, last.batch_no) == (found.item.code, found.lot.batch_no)
    if last is not None and is_same and not last.is_single and _is_here(slip, last):
        return _count_up(slip, last, today)
    line = replace(_known_line(slip, found, slip.place), lot_id=LotId(new_id()), label="")
    return _count_up(slip, line, today)


def _wants_number(line: SlipLine) -> bool:
    """Return whether a number on a package is that of a line: its batch's, or of it or the next object of the item."""
    return line.is_single or (line.tracking is Tracking.BATCH and not line.batch_no)


def _give_number(slip: Slip, line: SlipLine, number: str, today: date, of: FoundLot | None = None) -> Taken:
    """Give the goods touched last their number; a batch of the item that is known brings its dates."""
    if line.is_single:
        return _serial(slip, line, number, today)
    if of is not None and of.item.code == line.item:
        produced, expires = line.produced_on or of.lot.produced_on, line.expires_on or of.lot.expires_on
        line = replace(line, produced_on=produced, expires_on=expires)
    return _put(slip, replace(line, batch_no=number), today)


def _take_unknown(slip: Slip, found: FoundNothing, today: date) -> Taken:
    """Take an unknown code as the serial or batch number that the line touched last still lacks, else note it."""
    line = slip.current_line
    number = kept_number(found.text)
    is_receipt = slip.kind is DocumentKind.RECEIPT
    if is_receipt and line is not None and _wants_number(line) and len(number) <= TEXT_MAX:
        slip, said = _give_number(slip, line, number, today)
        return slip, doubted(said, number) if isinstance(found.error, LabelCheckWrong) else said
    return _left_out(note_unknown(slip, found.text.strip()), found), said_of(found.error)


def _serial(slip: Slip, line: SlipLine, serial: str, today: date) -> Taken:
    """Give the object touched last its serial number; the next number is the next object of the same item."""
    if any(each.item == line.item and each.serial_no == serial for each in slip.lines):
        raise SerialTaken(serial=serial, item=line.name)
    if line.serial_no:
        line = replace(line, key=slip.next_key, lot_id=LotId(new_id()), place=slip.place or line.place)
    return _put(slip, replace(line, serial_no=serial), today)


# --- places and quantities -------------------------------------------------------------------------------------------


def _take_place(slip: Slip, found: FoundPlace) -> Taken:
    """Go to a place; goods on a receipt that have none yet are put there."""
    if found.depot_code != slip.depot:
        raise PlaceElsewhere(place=found.code, depot=found.depot_name)
    if not found.is_active:
        raise PlaceRetired(place=found.code)
    waiting = [line for line in slip.lines if not line.place]
    current = slip.current
    before, slip = slip, go_to(slip, found.code)
    for line in waiting:
        slip = put(slip, replace(line, place=found.code), is_joined=slip is not before)
    slip = replace(slip, current=current)
    title = found.name if found.name.startswith(found.code) else f"{found.code}  {found.name}"
    return slip, Said(Tone.OK, title, _(_PLACE_WORDS[slip.kind]))


def _take_unit(slip: Slip, found: FoundUnit) -> Taken:
    """Put all that is in a carton or pallet on the slip; where goods are put or counted, it is the place."""
    place = found.place
    is_goal = slip.kind is DocumentKind.MOVE and not slip.place
    if is_goal or slip.kind in UNIT_IS_PLACE:
        return _take_place(slip, place)
    if place.depot_code != slip.depot:
        raise UnitElsewhere(unit=place.code, depot=place.depot_name)
    if place.code == slip.place and slip.kind is DocumentKind.MOVE:
        raise SamePlace(place=slip.place)
    if not found.goods:
        raise UnitEmpty(unit=place.code)
    before = slip
    for lot in found.goods:
        (row,) = lot.here
        line = slip.at(row.lot_id, row.place_code) or _line_of(slip, row, lot)
        line = replace(line, quantity=row.quantity, limit=row.quantity, earlier=_earlier(slip, row, lot))
        slip = put(slip, line, is_joined=slip is not before)
    text = _("All {count} lots in it are on the slip.")
    return slip, Said(Tone.OK, place.name, text.format(count=len(found.goods)))


UNIT_IS_PLACE = frozenset({DocumentKind.RECEIPT, DocumentKind.RETURN, DocumentKind.ADJUSTMENT})
"""Slips on which a carton or pallet that is scanned is where goods are put or counted."""

_PLACE_WORDS = {
    DocumentKind.ISSUE: N_("Goods are taken from here where they are here."),
    DocumentKind.WRITE_OFF: N_("Goods are taken from here where they are here."),
    DocumentKind.DISPATCH: N_("Goods are taken from here where they are here."),
    DocumentKind.LOAN: N_("Goods are taken from here where they are here."),
    DocumentKind.RECEIPT: N_("The next goods are put here."),
    DocumentKind.RETURN: N_("The next goods are put here."),
    DocumentKind.MOVE: N_("The next goods are moved here."),
    DocumentKind.ADJUSTMENT: N_("The next goods are counted here."),
}


def set_amount(slip: Slip, amount: Amount, today: date) -> Taken:
    """Give the line touched last a quantity, in its unit or in packs, or multiply it."""
    line = slip.current_line
    if line is None:
        return slip, said_of(NothingScanned())
    try:
        entered = in_base_unit(InUnit(amount.quantity, amount.unit), line.unit, line.decimals, line.packs)
    except SuppliesError as error:
        return slip, said_of(error)
    wanted = _times(line.quantity, entered) if amount.multiplies else entered
    return set_quantity(slip, line, wanted, today)


def set_quantity(slip: Slip, line: SlipLine, wanted: Quantity, today: date) -> Taken:
    """Give a line a quantity."""
    return save_line(slip, replace(line, quantity=wanted), today)


def save_line(slip: Slip, line: SlipLine, today: date) -> Taken:
    """Put a line on the slip as it was entered by hand."""
    error = quantity_error(slip, line, line.quantity)
    return (slip, said_of(error)) if error else _put(slip, line, today)


def remove_line(slip: Slip, key: int) -> Taken:
    """Take a line off the slip."""
    line = slip.line(key)
    if line is None:
        return slip, said_of(NothingScanned())
    return drop(slip, key), Said(Tone.INFO, _("Removed from the slip"), title_of(line))


def count_more(slip: Slip, more: Quantity, today: date) -> Taken:
    """Count the line touched last up."""
    line = slip.current_line
    return (slip, said_of(NothingScanned())) if line is None else set_quantity(slip, line, line.quantity + more, today)


def take_all(slip: Slip, today: date) -> Taken:
    """Give the line touched last all that is there."""
    line = slip.current_line
    if line is None:
        return slip, said_of(NothingScanned())
    if line.limit is None:
        return slip, Said(Tone.WARNING, line.name, _("Goods that come in have no upper bound: type how many they are."))
    left = room(slip, line)
    return set_quantity(slip, line, line.limit if left is None else left, today)


def _times(quantity: Quantity, factor: Quantity) -> Quantity:
    """Return a product, rounded down to the thousandth."""
    return Quantity(quantity.thousandths * factor.thousandths // 1000)

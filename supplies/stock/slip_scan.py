"""What a scan does to a slip, and what is said about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from msgspec.structs import replace

from supplies.catalogue.queries import ItemRow
from supplies.errors import (
    InsufficientStock,
    ItemRetired,
    LabelWanted,
    MoreThanIssued,
    NothingScanned,
    NotOnHand,
    PlaceElsewhere,
    PlaceRetired,
    PlaceWanted,
    SamePlace,
    SerialTaken,
    SuppliesError,
)
from supplies.language import N_, _
from supplies.models.catalogue import Tracking
from supplies.models.stock import DocumentKind
from supplies.scanning.entry import Amount
from supplies.stock.queries import StockRow
from supplies.stock.scanned import Found, FoundItem, FoundLot, FoundNothing, FoundPaper, FoundPlace
from supplies.stock.slip import (
    Earlier,
    Slip,
    SlipLine,
    day_of,
    drop,
    go_to,
    note_unknown,
    put,
    quantity_error,
    reason_wanted,
)
from supplies.values import NO_QUANTITY, ONE, LotId, PlaceCode, Quantity, new_id


class Tone(StrEnum):
    """How good an answer is."""

    INFO = "info"
    OK = "ok"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Said:
    """The answer to a scan."""

    tone: Tone
    title: str
    detail: str = ""
    remedy: str = ""


Taken = tuple[Slip, Said]
"""The slip after a scan, and the answer; after an error it is the slip as it was."""


def said_of(error: SuppliesError) -> Said:
    """Return an error as an answer."""
    return Said(Tone.ERROR, error.text(), "\n".join(map(str, error.lines)), error.remedy())


def take(slip: Slip, found: Found, today: date) -> Taken:
    """Let what was scanned act on a slip."""
    try:
        match found:
            case FoundLot():
                return _take_lot(slip, found, today)
            case FoundItem():
                return _take_item(slip, found, today)
            case FoundPlace():
                return _take_place(slip, found)
            case FoundPaper(document):
                return slip, Said(Tone.INFO, document.number, document.kind_name)
            case FoundNothing():
                return _take_unknown(slip, found, today)
    except SuppliesError as error:
        return slip, said_of(error)


# --- goods -----------------------------------------------------------------------------------------------------------


def _take_lot(slip: Slip, found: FoundLot, today: date) -> Taken:
    """Put a lot on the slip, or count it up."""
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
    return _count_up(slip, line, today)


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
    """Return how much of a stock row the slip takes."""
    line = slip.at(row.lot_id, row.place_code)
    return NO_QUANTITY if line is None else line.quantity


def _not_there(slip: Slip, rows: Sequence[StockRow], found: FoundLot | FoundItem) -> SuppliesError:
    """Explain that no more of the goods can be taken, and where there is some."""
    elsewhere = _elsewhere(found)
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


def _elsewhere(found: FoundLot | FoundItem) -> str:
    """Return where other depots have the goods, in words."""
    if isinstance(found, FoundLot):
        places = [f"{row.depot_name} {row.place_name} {row.quantity.grouped()}" for row in found.elsewhere]
    else:
        places = [f"{name} {quantity.grouped()}" for _code, name, quantity in found.elsewhere]
    return "; ".join(places[:3]) or _("none")


def _line_of(slip: Slip, row: StockRow, found: FoundLot | FoundItem) -> SlipLine:
    """Return a new line, still empty, of what a place holds."""
    earlier = found.earlier if isinstance(found, FoundLot) and slip.kind is DocumentKind.ISSUE else ()
    line = _empty_line(slip, found.item, row.lot_id, row.place_code)
    return replace(
        line,
        label=row.label_code,
        batch_no=row.batch_no,
        serial_no=row.serial_no or "",
        produced_on=row.produced_on,
        expires_on=row.expires_on,
        to_place=slip.place if slip.kind is DocumentKind.MOVE else PlaceCode(""),
        limit=row.quantity,
        earlier=tuple(
            Earlier(each.lot_id, each.label_code, each.expires_on, Quantity(each.quantity)) for each in earlier
        ),
    )


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
        lot_id=lot_id,
        place=place,
        quantity=NO_QUANTITY,
    )


def _count_up(slip: Slip, line: SlipLine, today: date, by: Quantity = ONE) -> Taken:
    """Put a line on the slip with so much more, or as much as there is left."""
    is_bound = line.limit is not None and slip.kind is not DocumentKind.ADJUSTMENT
    room = line.limit - line.quantity if is_bound and line.limit is not None else by
    more = min(by, room)
    is_there_already = line.is_single and line.quantity == ONE
    if is_there_already:
        return slip, Said(
            Tone.WARNING, line.name, _("This object is on the slip already: {code}").format(code=_id(line))
        )
    if more <= NO_QUANTITY:
        error = quantity_error(slip, line, line.quantity + by)
        assert error is not None, "a line without room refuses one more"
        return slip, said_of(error)
    return _put(slip, replace(line, quantity=line.quantity + more), today)


def _put(slip: Slip, line: SlipLine, today: date) -> Taken:
    """Put a line on the slip and say so; what needs a reason is said as a warning."""
    slip = put(slip, line)
    wanted = None if line.reason.strip() else reason_wanted(slip, line, day_of(slip, today))
    if wanted is not None and slip.kind is DocumentKind.ISSUE:
        return slip, Said(Tone.WARNING, _title(line), f"{wanted.text()} {_detail(slip, line)}", wanted.remedy())
    return slip, Said(Tone.OK, _title(line), _detail(slip, line))


def _title(line: SlipLine) -> str:
    """Return the goods and how many of them are on the slip."""
    return f"{line.name}  {line.quantity.grouped()} {line.unit}"


def _id(line: SlipLine) -> str:
    """Return what tells the lot or object from others, as its package says it."""
    return line.serial_no or line.batch_no or line.label


def _detail(slip: Slip, line: SlipLine) -> str:
    """Return lot, place and what is left there."""
    parts = [line.specification, _id(line), line.route]
    if slip.kind is DocumentKind.ADJUSTMENT:
        parts.append(_("books: {quantity}").format(quantity=(line.limit or NO_QUANTITY).grouped()))
    elif line.limit is not None and not line.is_single:
        parts.append(_("left: {quantity}").format(quantity=(line.limit - line.quantity).grouped()))
    return " · ".join(filter(None, parts))


def _take_back(slip: Slip, found: FoundLot, today: date) -> Taken:
    """Bring back one more unit of what was issued, to the place scanned or the one it came from."""
    place = slip.place or found.home
    if not found.issued:
        raise MoreThanIssued(wanted=ONE, item=found.item.name, label=found.lot.label_code, on_hand=NO_QUANTITY)
    line = slip.at(found.lot.lot_id, place) or replace(_known_line(slip, found, place), limit=found.issued)
    return _count_up(slip, line, today)


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
    book = next((row.quantity for row in found.here if row.place_code == slip.place), NO_QUANTITY)
    line = slip.at(found.lot.lot_id, slip.place) or replace(_known_line(slip, found, slip.place), limit=book)
    return _count_up(slip, line, today)


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
    if last is not None and last.item == item.code and not last.is_single:
        return _count_up(slip, last, today)
    line = _empty_line(slip, item, LotId(new_id()), slip.place)
    if item.tracking is Tracking.SERIAL:
        slip = put(slip, replace(line, quantity=ONE))
        return slip, Said(Tone.INFO, item.name, _("Scan or type the serial number of the object."))
    return _count_up(slip, line, today)


def _receive_again(slip: Slip, found: FoundLot, today: date) -> Taken:
    """Take in another delivery of a known batch; an object that is recorded cannot come in twice."""
    if found.lot.serial_no:
        raise SerialTaken(serial=found.lot.serial_no, item=found.item.name)
    last = slip.current_line
    same = last is not None and (last.item, last.batch_no) == (found.item.code, found.lot.batch_no)
    if last is not None and same:
        return _count_up(slip, last, today)
    line = replace(_known_line(slip, found, slip.place), lot_id=LotId(new_id()), label="")
    return _count_up(slip, line, today)


def _take_unknown(slip: Slip, found: FoundNothing, today: date) -> Taken:
    """Take an unknown code as the serial or batch number that the line touched last still lacks, else note it."""
    line = slip.current_line
    text = found.text.strip()
    if slip.kind is DocumentKind.RECEIPT and line is not None:
        if line.is_single:
            return _serial(slip, line, text, today)
        if line.tracking is Tracking.BATCH and not line.batch_no:
            return _put(slip, replace(line, batch_no=text), today)
    return note_unknown(slip, text), said_of(found.error)


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
    slip = go_to(slip, found.code)
    line = slip.current_line
    if line is not None and not line.place:
        slip = put(slip, replace(line, place=found.code))
    return slip, Said(Tone.OK, f"{found.code}  {found.name}", _(_PLACE_WORDS[slip.kind]))


_PLACE_WORDS = {
    DocumentKind.ISSUE: N_("Goods are taken from here where they are here."),
    DocumentKind.WRITE_OFF: N_("Goods are taken from here where they are here."),
    DocumentKind.RECEIPT: N_("The next goods are put here."),
    DocumentKind.RETURN: N_("The next goods are put here."),
    DocumentKind.MOVE: N_("The next goods are moved here."),
    DocumentKind.ADJUSTMENT: N_("The next goods are counted here."),
}


def set_amount(slip: Slip, amount: Amount, today: date) -> Taken:
    """Give the line touched last a quantity, or multiply it."""
    line = slip.current_line
    if line is None:
        return slip, said_of(NothingScanned())
    wanted = _times(line.quantity, amount.quantity) if amount.multiplies else amount.quantity
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
    return drop(slip, key), Said(Tone.INFO, _("Removed from the slip"), _title(line))


def count_more(slip: Slip, more: Quantity, today: date) -> Taken:
    """Count the line touched last up."""
    line = slip.current_line
    return (slip, said_of(NothingScanned())) if line is None else set_quantity(slip, line, line.quantity + more, today)


def take_all(slip: Slip, today: date) -> Taken:
    """Give the line touched last all that is there."""
    line = slip.current_line
    if line is None or line.limit is None:
        return slip, said_of(NothingScanned())
    return set_quantity(slip, line, line.limit, today)


def _times(quantity: Quantity, factor: Quantity) -> Quantity:
    """Return a product, rounded down to the thousandth."""
    return Quantity(quantity.thousandths * factor.thousandths // 1000)


# --- looking up ------------------------------------------------------------------------------------------------------


def describe(found: Found) -> Said:
    """Return what a code means, where nothing is to be done with it."""
    match found:
        case FoundLot(lot=lot):
            where = [f"{row.depot_name} {row.place_code} {row.quantity.grouped()} {row.unit}" for row in found.here]
            where += [f"{row.depot_name} {row.quantity.grouped()} {row.unit}" for row in found.elsewhere]
            expires = _("expires {date}").format(date=lot.expires_on) if lot.expires_on else ""
            about = " · ".join(filter(None, (lot.specification, lot.serial_no or lot.batch_no, expires)))
            return Said(Tone.INFO, lot.name, "\n".join([about, "; ".join(where) or _("none on hand")]))
        case FoundItem(item=item):
            here = Quantity(sum(row.quantity.thousandths for row in found.open_rows))
            text = _("Can be issued here: {quantity} {unit}. Elsewhere: {elsewhere}.")
            detail = text.format(quantity=here.grouped(), unit=item.unit, elsewhere=_elsewhere(found))
            return Said(Tone.INFO, f"{item.code}  {item.name}", detail)
        case FoundPlace():
            return Said(Tone.INFO, f"{found.code}  {found.name}", found.depot_name)
        case FoundPaper(document):
            return Said(Tone.INFO, document.number, f"{document.kind_name} · {document.business_date}")
        case FoundNothing(error=error):
            return said_of(error)

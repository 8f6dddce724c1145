"""How a scan acts on what somebody counts: place first, then goods, then quantities."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from msgspec.structs import replace

from supplies.errors import (
    CountedByAnother,
    FirstCountMissing,
    LabelWanted,
    LotVoid,
    NothingScanned,
    OtherPersonNeeded,
    PlaceElsewhere,
    PlaceRetired,
    PlaceWanted,
    SecondCountStands,
    SuppliesError,
    TooManyDecimals,
)
from supplies.language import _
from supplies.scanning.entry import Amount
from supplies.stock.count_queries import Counted, CountLineRow, CountWhole
from supplies.stock.count_sessions import CountSessionRow
from supplies.stock.count_sheet import FIRST, NO_PLACE, CountSheet, NoteKind, SheetLine, SheetNote, note, put
from supplies.stock.scanned import Found, FoundItem, FoundLot, FoundNothing, FoundPlace
from supplies.stock.slip_said import Said, Tone, said_of
from supplies.values import NO_QUANTITY, ONE, LotId, PlaceCode, Quantity

Key: TypeAlias = tuple[LotId, PlaceCode]
"""A lot at a place."""

Taken: TypeAlias = tuple[CountSheet, Said]
"""The sheet after a step, and what is said about it."""


@dataclass(frozen=True, slots=True)
class Goods:
    """What people call a lot, and how it is counted."""

    lot_id: LotId
    name: str
    unit: str
    decimals: int
    label: str
    number: str
    is_single: bool


class Board:
    """The count as it stands in the store, with what this person has posted since it was read."""

    def __init__(self, whole: CountWhole, actor: str) -> None:
        """Take a count; ``actor`` counts."""
        self.session: CountSessionRow = whole.session
        self.lines = whole.lines
        self.unknown = whole.unknown
        self.head_seq = whole.head_seq
        self._actor = actor
        self.current: Key | None = None
        self._rows: dict[Key, CountLineRow] = {(line.lot_id, line.place): line for line in whole.lines}
        self._places_of: dict[LotId, list[PlaceCode]] = {}
        self._at: dict[PlaceCode, list[CountLineRow]] = {}
        self.goods: dict[LotId, Goods] = {}
        self._named: dict[str, set[LotId]] = {}
        self.posted: dict[tuple[LotId, PlaceCode, int], tuple[int, SheetLine]] = {}
        for line in whole.lines:
            self._places_of.setdefault(line.lot_id, []).append(line.place)
            self._at.setdefault(line.location, []).append(line)
            self.goods[line.lot_id] = _goods_of(line)
            for name in filter(None, (line.label_code, line.serial_no, line.batch_no)):
                self._named.setdefault(name, set()).add(line.lot_id)

    # --- what is known -------------------------------------------------------------------------------------------

    def lot_named(self, text: str) -> LotId | None:
        """Return the one lot of the count that a label, batch or serial number names."""
        found = self._named.get(text, set())
        return next(iter(found)) if len(found) == 1 else None

    def row(self, key: Key) -> CountLineRow | None:
        """Return a line as the store has it; None for one that is new."""
        return self._rows.get(key)

    def take_posted(self, sheet: CountSheet, seq: int) -> None:
        """Remember a batch that was posted, until the count is read again."""
        for line in sheet.sending:
            self.posted[line.key] = seq, line
        self.head_seq = max(self.head_seq, seq)

    def posted_line(self, key: tuple[LotId, PlaceCode, int]) -> SheetLine | None:
        """Return a line that was posted since the count was read."""
        return self.posted[key][1] if key in self.posted else None

    def take_over(self, before: "Board") -> None:
        """Go on where the board before left off, which was read earlier."""
        self.current = before.current
        self.goods = before.goods | self.goods
        self.posted = {key: each for key, each in before.posted.items() if each[0] > self.head_seq}
        self.head_seq = max(self.head_seq, before.head_seq)

    def lines_at(self, place: PlaceCode) -> Sequence[CountLineRow]:
        """Return the lines of a location, or all of them."""
        return self._at.get(place, ()) if place else self.lines

    def counted(self, sheet: CountSheet, key: Key, number: int) -> Quantity | None:
        """Return what was counted of a line in a round, posted or not; None where nobody did."""
        line = sheet.line((*key, number)) or self.posted_line((*key, number))
        if line is not None:
            return line.quantity
        record = self._record(key, number)
        return None if record is None else record.quantity

    def _record(self, key: Key, number: int) -> Counted | None:
        """Return the record of a round as the store has it."""
        row = self._rows.get(key)
        if row is None:
            return None
        return row.first if number == FIRST else row.second

    # --- steps ---------------------------------------------------------------------------------------------------

    def go_to(self, sheet: CountSheet, place: PlaceCode) -> Taken:
        """Return the sheet at another location."""
        moved = replace(sheet, place=place)
        left = sum(self.counted(sheet, (line.lot_id, line.place), sheet.round) is None for line in self.lines_at(place))
        if not place:
            return moved, Said(Tone.INFO, "")
        return moved, Said(Tone.OK, place, _("{n} lines are still to be counted here.").format(n=left))

    def choose(self, sheet: CountSheet, key: Key) -> Taken:
        """Return the sheet at the place of a line, ready for its quantity."""
        row = self._rows.get(key)
        if row is None:
            return sheet, said_of(NothingScanned())
        error = self._round_problem(sheet, key)
        if error is not None:
            return sheet, said_of(error)
        self.current = key
        text = _("Type the quantity that is there, then Enter.")
        return replace(sheet, place=row.location), Said(
            Tone.INFO, row.name, f"{row.label_code} · {row.place_text}", text
        )

    def take_found(self, sheet: CountSheet, found: Found, raw: str, now: datetime) -> Taken:
        """Return the sheet after a scan of what the count did not expect."""
        match found:
            case FoundPlace():
                return self._take_place(sheet, found)
            case FoundLot() if found.is_void:
                return sheet, said_of(LotVoid(item=found.lot.name, label=found.lot.label_code))
            case FoundLot():
                self.goods[found.lot.lot_id] = _goods_found(found)
                return self.take_lot(sheet, found.lot.lot_id, now)
            case FoundItem(item=item):
                return sheet, said_of(LabelWanted(item=item.name))
            case FoundNothing(error=error):
                return self._take_unknown(sheet, raw, error, now)
            case _:
                text = _("This is a paper, not goods.")
                return sheet, Said(Tone.WARNING, raw, text)

    def _take_place(self, sheet: CountSheet, found: FoundPlace) -> Taken:
        """Return the sheet after the label of a location."""
        if found.depot_code != self.session.depot_code:
            return sheet, said_of(PlaceElsewhere(place=found.code, depot=found.depot_name))
        if not found.is_active:
            return sheet, said_of(PlaceRetired(place=found.code))
        return self.go_to(sheet, found.code)

    def _take_unknown(self, sheet: CountSheet, raw: str, error: SuppliesError, now: datetime) -> Taken:
        """Return the sheet with a code that nobody knows."""
        made = SheetNote(kind=NoteKind.UNKNOWN, text=raw[:300], place=sheet.place, at=now)
        text = _("The code is kept in the list. Put the goods aside and look for their papers.")
        return note(sheet, made), Said(Tone.WARNING, _("Unknown code"), f"{raw}\n{error.text()}", text)

    def take_lot(self, sheet: CountSheet, lot_id: LotId, now: datetime) -> Taken:
        """Return the sheet after the label of goods: one more of them at the place scanned before."""
        if not sheet.place:
            return sheet, said_of(PlaceWanted())
        key = self._key_here(sheet, lot_id)
        error = self._round_problem(sheet, key)
        if error is not None:
            return sheet, said_of(error)
        goods = self.goods[lot_id]
        before = self.counted(sheet, key, sheet.round) or NO_QUANTITY
        if goods.is_single:
            seen = self._seen_at(sheet, lot_id)
            if seen is not None:
                return self._take_twice(sheet, goods, seen, now)
        self.current = key
        return self._put(sheet, key, before + ONE, now)

    def _key_here(self, sheet: CountSheet, lot_id: LotId) -> Key:
        """Return the line of a lot where the counter stands: usable goods first, then those set aside there."""
        here = [
            place
            for place in self._places_of.get(lot_id, [])
            if (row := self._rows[lot_id, place]).location == sheet.place and row.place != NO_PLACE
        ]
        return lot_id, sheet.place if sheet.place in here or not here else here[0]

    def _seen_at(self, sheet: CountSheet, lot_id: LotId) -> PlaceCode | None:
        """Return where an object was counted before in this round."""
        places = {*self._places_of.get(lot_id, []), sheet.place}
        places |= {line.place for line in (*sheet.lines, *sheet.sending) if line.lot_id == lot_id}
        for place in sorted(places):
            if self.counted(sheet, (lot_id, place), sheet.round):
                return place
        return None

    def _take_twice(self, sheet: CountSheet, goods: Goods, seen: PlaceCode, now: datetime) -> Taken:
        """Return the sheet with a note that an object was scanned a second time."""
        text = f"{goods.name} {goods.number}"
        made = SheetNote(kind=NoteKind.TWICE, text=text, place=sheet.place, at=now, words=seen)
        detail = _("{number} was counted at {place} already; there is only one.")
        said = Said(
            Tone.WARNING, _("Scanned twice"), detail.format(number=text, place=seen), _("It stays counted once.")
        )
        return note(sheet, made), said

    def set_amount(self, sheet: CountSheet, amount: Amount, now: datetime) -> Taken:
        """Return the sheet with a quantity for the line touched last."""
        if self.current is None:
            return sheet, said_of(NothingScanned())
        goods = self.goods[self.current[0]]
        if amount.unit not in ("", goods.unit):
            return sheet, Said(Tone.WARNING, _("Counts are entered in {unit}.").format(unit=goods.unit))
        quantity = amount.quantity
        if amount.multiplies:
            before = self.counted(sheet, self.current, sheet.round) or ONE
            quantity = Quantity(before.thousandths * quantity.thousandths // ONE.thousandths)
        if not quantity.fits(goods.decimals):
            return sheet, said_of(TooManyDecimals(item=goods.name, decimals=goods.decimals, quantity=quantity))
        if goods.is_single and quantity > ONE:
            detail = _("{number} was counted at {place} already; there is only one.")
            return sheet, Said(Tone.WARNING, detail.format(number=goods.number, place=self.current[1]))
        return self._put(sheet, self.current, quantity, now)

    def count_more(self, sheet: CountSheet, more: Quantity, now: datetime) -> Taken:
        """Return the sheet with so many more of the line touched last."""
        if self.current is None:
            return sheet, said_of(NothingScanned())
        before = self.counted(sheet, self.current, sheet.round) or NO_QUANTITY
        return self.set_amount(sheet, Amount(before + more, multiplies=False), now)

    def count_nothing(self, sheet: CountSheet, keys: Iterable[Key], now: datetime) -> Taken:
        """Return the sheet with nothing counted of some lines that nobody has counted."""
        count = 0
        for key in keys:
            if self.counted(sheet, key, sheet.round) is None and self._round_problem(sheet, key) is None:
                sheet = put(sheet, self._line(sheet, key, NO_QUANTITY, now))
                count += 1
        return sheet, Said(Tone.OK, _("{n} lines were counted as 0.").format(n=count))

    def _put(self, sheet: CountSheet, key: Key, quantity: Quantity, now: datetime) -> Taken:
        """Return the sheet with a counted line, and what is said about it."""
        line = self._line(sheet, key, quantity, now)
        row = self._rows.get(key)
        title = f"{line.name}  {quantity.grouped()} {line.unit}"
        place = key[1] if row is None else row.place_text
        detail = " · ".join(filter(None, (line.label, line.number, place)))
        after = put(sheet, line)
        if row is not None and (row.is_expected or row.first is not None):
            return after, Said(Tone.OK, title, detail)
        homes = ", ".join(
            self._rows[key[0], each].place_text for each in self._places_of.get(key[0], []) if each != key[1]
        )
        text = _("By the books it belongs to {places}; it is counted here as found.").format(places=homes)
        text = text if homes else _("The count does not expect it here; it is counted as found.")
        return after, Said(Tone.WARNING, title, f"{detail}\n{text}", _("If it does not lie here, undo."))

    def _line(self, sheet: CountSheet, key: Key, quantity: Quantity, now: datetime) -> SheetLine:
        """Return a counted line of this moment."""
        goods = self.goods[key[0]]
        return SheetLine(
            lot_id=key[0],
            place=key[1],
            round=sheet.round,
            quantity=quantity,
            at_seq=max(self.head_seq, self.session.seq),
            counted_at=now,
            name=goods.name,
            unit=goods.unit,
            label=goods.label,
            number=goods.number,
        )

    def _round_problem(self, sheet: CountSheet, key: Key) -> SuppliesError | None:
        """Return why this person may not count this line in this round, as the rules will say it."""
        row = self._rows.get(key)
        first, second = (None, None) if row is None else (row.first, row.second)
        goods = self.goods[key[0]]
        item, label = goods.name, goods.label
        if sheet.round == FIRST:
            if second is not None:
                return SecondCountStands(item=item, label=label, by=second.counter_name)
            holder = first
        else:
            if first is None and self.counted(sheet, key, FIRST) is None:
                return FirstCountMissing(item=item, label=label)
            if first is None or first.counter == self._actor:
                return OtherPersonNeeded(item=item, label=label, login=self._actor)
            holder = second
        if holder is not None and holder.counter != self._actor:
            return CountedByAnother(item=item, label=label, by=holder.counter_name)
        return None


def _goods_of(line: CountLineRow) -> Goods:
    """Return the goods of an expected line."""
    number = line.serial_no or line.batch_no
    return Goods(line.lot_id, line.name, line.unit, line.decimals, line.label_code, number, line.is_single)


def _goods_found(found: FoundLot) -> Goods:
    """Return goods that were not expected."""
    lot, item = found.lot, found.item
    number = lot.serial_no or lot.batch_no
    return Goods(lot.lot_id, lot.name, item.unit, item.decimals, lot.label_code, number, lot.serial_no is not None)

"""What a counter has counted and what is not posted yet: a value, kept on the disk before it is acknowledged.

Lines wait until they are sent in a batch. The action of a batch is made once and kept before it is posted, so that a
program that was killed in between posts the very same action again, which is posting it once.
"""

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum

import msgspec
from msgspec.structs import replace

from supplies.errors import LineProblem
from supplies.journal.codec import decode_value, encode_value
from supplies.language import N_, _
from supplies.stock.counting import CountedLine, RecordCount, UnknownCode
from supplies.stock.places import shown_place
from supplies.values import ActionId, LotId, PlaceCode, Quantity

NO_PLACE = PlaceCode("")
FIRST, SECOND = 1, 2


class NoteKind(StrEnum):
    """Why something stands in the list beside the count."""

    UNKNOWN = "unknown"
    TWICE = "twice"
    REFUSED = "refused"


NOTE_NAMES = {
    NoteKind.UNKNOWN: N_("Unknown code"),
    NoteKind.TWICE: N_("Scanned twice"),
    NoteKind.REFUSED: N_("Not accepted"),
}


class SheetLine(msgspec.Struct, frozen=True, kw_only=True):
    """A line that was counted, with what people call the goods."""

    lot_id: LotId
    place: PlaceCode
    round: int
    quantity: Quantity
    at_seq: int
    counted_at: datetime
    name: str
    unit: str
    label: str
    number: str
    """Batch or serial number."""

    @property
    def key(self) -> tuple[LotId, PlaceCode, int]:
        """Return what is counted, and in which round."""
        return self.lot_id, self.place, self.round

    @property
    def words(self) -> str:
        """Return it in a sentence."""
        return (
            f"{self.name} {self.number or self.label} {shown_place(self.place)} {self.quantity.grouped()} {self.unit}"
        )


class SheetNote(msgspec.Struct, frozen=True, kw_only=True):
    """Something that somebody has to look at again."""

    kind: NoteKind
    text: str
    """The code, or the goods."""
    place: PlaceCode
    at: datetime
    words: str = ""
    """Why it was not accepted."""
    is_sent: bool = False
    """An unknown code that stands in the journal."""

    @property
    def kind_name(self) -> str:
        """Return why it stands here, in the reader's language."""
        return _(NOTE_NAMES[self.kind])


class CountSheet(msgspec.Struct, frozen=True, kw_only=True):
    """What one person has counted in one session."""

    number: str
    of_seq: int
    place: PlaceCode = NO_PLACE
    """Where the counter stands: the location, or the unit, scanned last."""
    round: int = FIRST
    lines: tuple[SheetLine, ...] = ()
    """Not sent yet; the newest last."""
    sending: tuple[SheetLine, ...] = ()
    """Sent, and not answered yet."""
    action: RecordCount | None = None
    """What they were sent as."""
    notes: tuple[SheetNote, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Return whether everything is posted and nothing is to be looked at."""
        return not (self.waits or self.notes)

    @property
    def waits(self) -> bool:
        """Return whether something is not posted yet."""
        return bool(self.lines or self.sending or self.codes)

    @property
    def codes(self) -> tuple[SheetNote, ...]:
        """Return the unknown codes that are not sent yet."""
        return tuple(note for note in self.notes if note.kind is NoteKind.UNKNOWN and not note.is_sent)

    def line(self, key: tuple[LotId, PlaceCode, int]) -> SheetLine | None:
        """Return what was counted of a lot at a place and is not posted yet."""
        return next((line for line in (*self.lines[::-1], *self.sending) if line.key == key), None)


def encode_sheet(sheet: CountSheet) -> bytes:
    """Return a sheet as it is kept."""
    return msgspec.json.encode(sheet, enc_hook=encode_value)


def decode_sheet(content: bytes) -> CountSheet | None:
    """Return a sheet that was kept; None where it was written by another version of the program."""
    try:
        return msgspec.json.decode(content, type=CountSheet, dec_hook=decode_value)
    except (msgspec.DecodeError, UnicodeError):
        return None


def put(sheet: CountSheet, line: SheetLine) -> CountSheet:
    """Return the sheet with a line as the newest, in place of one of the same key that is not sent."""
    others = tuple(other for other in sheet.lines if other.key != line.key)
    return replace(sheet, lines=(*others, line))


def note(sheet: CountSheet, made: SheetNote) -> CountSheet:
    """Return the sheet with something more to look at."""
    return replace(sheet, notes=(*sheet.notes, made))


def to_send(sheet: CountSheet, kept: tuple[LotId, PlaceCode] | None) -> tuple[SheetLine, ...]:
    """Return the lines that may be sent: all but the one whose quantity is still being entered."""
    return tuple(line for line in sheet.lines if (line.lot_id, line.place) != kept)


def begin_sending(
    sheet: CountSheet, action_id: ActionId, day: date, kept: tuple[LotId, PlaceCode] | None = None
) -> CountSheet:
    """Return the sheet with what waits made into one action, but for the line that is still being counted."""
    sending = to_send(sheet, kept)
    lines = tuple(
        CountedLine(
            lot_id=line.lot_id,
            place=line.place,
            counted=line.quantity,
            at_seq=line.at_seq,
            counted_at=line.counted_at,
            round=line.round,
        )
        for line in sending
    )
    unknown = tuple(UnknownCode(code=code.text, place=code.place, counted_at=code.at) for code in sheet.codes)
    action = RecordCount(action_id=action_id, business_date=day, of_seq=sheet.of_seq, lines=lines, unknown=unknown)
    left = tuple(line for line in sheet.lines if line not in sending)
    return replace(sheet, lines=left, sending=sending, action=action)


def sent(sheet: CountSheet) -> CountSheet:
    """Return the sheet once its batch is posted."""
    assert sheet.action is not None, "something was sent"
    known = {(code.code, code.counted_at) for code in sheet.action.unknown}
    notes = tuple(
        replace(each, is_sent=True) if each.kind is NoteKind.UNKNOWN and (each.text, each.at) in known else each
        for each in sheet.notes
    )
    return replace(sheet, sending=(), action=None, notes=notes)


def taken_back(sheet: CountSheet, problems: Sequence[LineProblem]) -> CountSheet:
    """Return the sheet once its batch is refused: the lines named become notes, the others wait again."""
    wrong = {problem.line: problem.error.text() for problem in problems}
    back = [line for number, line in enumerate(sheet.sending, 1) if number not in wrong]
    later = {line.key for line in sheet.lines}
    lines = (*(line for line in back if line.key not in later), *sheet.lines)
    refused = tuple(
        SheetNote(kind=NoteKind.REFUSED, text=line.words, place=line.place, at=line.counted_at, words=wrong[number])
        for number, line in enumerate(sheet.sending, 1)
        if number in wrong
    )
    return replace(sheet, lines=lines, sending=(), action=None, notes=(*sheet.notes, *refused))


def without_notes(sheet: CountSheet) -> CountSheet:
    """Return the sheet without what somebody has looked at; unknown codes that are not sent yet stay."""
    return replace(sheet, notes=sheet.codes)

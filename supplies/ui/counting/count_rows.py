"""The lines of a count as the counter's table shows them: what is not posted yet beside what is."""

from collections.abc import Iterator
from dataclasses import dataclass

from supplies.language import N_, _
from supplies.stock.count_queries import CountLineRow
from supplies.stock.count_scan import Board, Key
from supplies.stock.count_sheet import CountSheet, SheetLine, SheetNote
from supplies.stock.places import shown_place
from supplies.ui.paged_table import Align, Column
from supplies.values import Quantity


@dataclass(frozen=True, slots=True)
class CountedRow:
    """A line of the count, or goods that were found and are not posted yet."""

    key: Key
    number: int
    """In the count; 0 where it is not in the store yet."""
    name: str
    unit: str
    label: str
    lot: str
    place: str
    is_blind: bool
    book: Quantity | None
    """What the books had when it was counted; before that, what they have now. None: not known here yet."""
    counted: Quantity | None
    is_waiting: bool
    """Whether the count is on this computer only."""
    needs_second: bool
    is_found: bool

    @property
    def book_text(self) -> str:
        """Return the book quantity, unless it is still to be counted blind."""
        is_hidden = self.is_blind and (self.counted is None or self.is_waiting)
        return "" if self.book is None or is_hidden else self.book.grouped()

    @property
    def counted_text(self) -> str:
        """Return what was counted."""
        return "" if self.counted is None else self.counted.grouped()

    @property
    def difference_text(self) -> str:
        """Return by how much they differ, once both are known to the reader."""
        if self.counted is None or self.book is None or not self.book_text or self.is_waiting:
            return ""
        difference = self.counted - self.book
        return f"+{difference.grouped()}" if difference.thousandths > 0 else difference.grouped()

    @property
    def state(self) -> str:
        """Return how it stands, in the reader's language."""
        if self.counted is None:
            return _("to be counted")
        if self.is_waiting:
            return _("counted, not posted yet")
        if self.needs_second:
            return _("needs a second count")
        return _("found here") if self.is_found else _("counted")

    @property
    def mark(self) -> str:
        """Return the icon of how it stands."""
        if self.counted is None:
            return ""
        return "warning" if self.is_found or self.needs_second else "check"


COLUMNS: tuple[Column[CountedRow], ...] = (
    Column("number", N_("No."), lambda row: str(row.number or ""), Align.RIGHT, width_ems=2.2),
    Column("place", N_("Location"), lambda row: row.place, width_ems=4),
    Column("name", N_("Name"), lambda row: row.name, mark=lambda row: row.mark, width_ems=6.5, stretches=True),
    Column("lot", N_("Batch / serial"), lambda row: row.lot, width_ems=6),
    Column("book", N_("Books"), lambda row: row.book_text, Align.RIGHT, width_ems=3.6),
    Column("counted", N_("Counted"), lambda row: row.counted_text, Align.RIGHT, width_ems=3.6),
    Column("difference", N_("Differs by"), lambda row: row.difference_text, Align.RIGHT, width_ems=3.4),
    Column("unit", N_("Unit"), lambda row: row.unit, width_ems=2),
    Column("state", N_("State"), lambda row: row.state, width_ems=6.5),
    Column("label", N_("Label"), lambda row: row.label, width_ems=10.4),
)

NOTE_COLUMNS: tuple[Column[SheetNote], ...] = (
    Column("kind", N_("Kind"), lambda note: note.kind_name, width_ems=4.5),
    Column("text", N_("Code or goods"), lambda note: note.text, width_ems=8, stretches=True),
    Column("place", N_("Location"), lambda note: note.place, width_ems=4),
    Column("words", N_("Why"), lambda note: note.words, width_ems=8),
)


def rows_of(board: Board, sheet: CountSheet) -> list[CountedRow]:
    """Return the lines where the counter stands, or of the whole count: those just counted first, newest on top."""
    waiting = {line.key: line for line in (*sheet.sending, *sheet.lines)}
    touched = [
        line for line in reversed(waiting.values()) if line.round == sheet.round and _is_here(board, sheet, line)
    ]
    keys = {(line.lot_id, line.place) for line in touched}
    rows = [_waiting_row(board, line) for line in touched]
    rows += [row for row in _stored_rows(board, sheet) if row.key not in keys]
    return rows


def _is_here(board: Board, sheet: CountSheet, line: SheetLine) -> bool:
    """Return whether a line belongs to where the counter stands."""
    row = board.row((line.lot_id, line.place))
    return sheet.place in ("", line.place if row is None else row.location)


def _stored_rows(board: Board, sheet: CountSheet) -> Iterator[CountedRow]:
    """Yield the lines that the store has, in their order."""
    for line in board.lines_at(sheet.place):
        key = line.lot_id, line.place
        posted = board.posted_line((*key, sheet.round))
        if posted is not None:
            yield _row(board, line, posted.quantity, is_waiting=True)
        else:
            record = line.first if sheet.round == 1 else line.second
            yield _row(board, line, None if record is None else record.quantity, is_waiting=False)


def _waiting_row(board: Board, line: SheetLine) -> CountedRow:
    """Return a line that is not posted yet."""
    row = board.row((line.lot_id, line.place))
    if row is not None:
        return _row(board, row, line.quantity, is_waiting=True)
    return CountedRow(
        (line.lot_id, line.place),
        0,
        line.name,
        line.unit,
        line.label,
        line.number,
        shown_place(line.place),
        board.session.is_blind,
        None,
        line.quantity,
        is_waiting=True,
        needs_second=False,
        is_found=True,
    )


def _row(board: Board, line: CountLineRow, counted: Quantity | None, *, is_waiting: bool) -> CountedRow:
    """Return a line of the store with what was counted of it."""
    holding = line.holding
    return CountedRow(
        (line.lot_id, line.place),
        line.number,
        line.name,
        line.unit,
        line.label_code,
        line.serial_no or line.batch_no,
        line.place_text,
        board.session.is_blind,
        line.now if holding is None else holding.book,
        counted,
        is_waiting=is_waiting,
        needs_second=line.needs_second(board.session),
        is_found=not line.is_expected,
    )

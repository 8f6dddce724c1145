"""What stands behind the count page: one scan after the other, each kept on the disk before it is acknowledged."""

import logging
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer, Signal

from supplies.drafts import Draft
from supplies.errors import NothingScanned, Refused, SlipUnreadable, SuppliesError
from supplies.language import _
from supplies.scanning.commands import MORE, Command
from supplies.scanning.entry import Amount, Code, read_entry
from supplies.scanning.label_code import normalised
from supplies.stock import count_sheet
from supplies.stock.actions import kept_number
from supplies.stock.count_queries import CountWhole
from supplies.stock.count_scan import Board, Key, Taken
from supplies.stock.count_sheet import CountSheet, decode_sheet, encode_sheet
from supplies.stock.scanned import Found, what_is
from supplies.stock.slip_said import Said, Tone, said_of
from supplies.ui.scanning.turns import Turns
from supplies.ui.session import Answer, Session, foreseen
from supplies.values import ActionId, PlaceCode, new_id, utc_now

DRAFT_KIND = "count"
UNREADABLE_KIND = "unreadable count"
BATCH_LINES = 50
"""So many lines are posted at once."""
IDLE_MS = 8_000
"""What waits is posted once nothing has been scanned for so long."""
SAME_SCAN_SECONDS = 0.8
"""A code that comes twice within so short a time was read twice, not scanned twice."""

_log = logging.getLogger(__name__)


class CountDesk(QObject):
    """Holds what one person counts in one session, and works off scans in the order made."""

    answered = Signal(object, str)
    """Said, and the text that was scanned."""
    changed = Signal()
    """What was counted, or the place, is another."""
    recorded = Signal(int)
    """So many lines were posted."""
    stopped = Signal()
    """A rule refused a whole batch, such as that of a count which has ended."""
    restored = Signal(int)
    """How many lines that were not posted have been found again."""

    def __init__(
        self,
        session: Session,
        today: Callable[[], date],
        now: Callable[[], datetime] = utc_now,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Begin with nothing; scans wait until ``begin`` has found what was not posted.

        Args:
            session: reads, keeps drafts and posts.
            today: the day of what is posted.
            now: the present moment.
            clock: seconds that only go forward.
        """
        super().__init__()
        self.board: Board | None = None
        self.sheet: CountSheet | None = None
        self._session = session
        self._today, self._now, self._clock = today, now, clock
        self._turns = Turns(self._tell_fault)
        self._last: tuple[str, float] = ("", float("-inf"))
        self._steps: list[CountSheet] = []
        self._idle = QTimer(self, interval=IDLE_MS, singleShot=True)
        self._idle.timeout.connect(self.send_settled)

    @property
    def is_busy(self) -> bool:
        """Return whether scans are being worked off, or held back until what was not posted has been found."""
        return self._turns.is_busy

    # --- what a person does --------------------------------------------------------------------------------------

    def begin(self, whole: CountWhole) -> None:
        """Take up a count: find what was not posted, then the scans that came meanwhile."""
        self.board = Board(whole, str(self._session.actor))
        then = self._turns.then
        self._session.read_drafts(self, DRAFT_KIND, then(self._drafts_read), then(self._not_restored))

    def show(self, whole: CountWhole) -> None:
        """Take the count as it stands in the store now."""
        board = Board(whole, str(self._session.actor))
        if self.board is not None:
            board.take_over(self.board)
        self.board = board
        if self.sheet is not None and not (whole.session.is_open or self.sheet.waits):
            self._session.remove_draft(self, self._draft_id(self.sheet.number))
        self.changed.emit()

    def scan(self, raw: str) -> None:
        """Take a text that was scanned or typed."""
        now = self._clock()
        last, at = self._last
        self._last = (raw, now)
        if raw == last and now - at < SAME_SCAN_SECONDS and not isinstance(read_entry(raw), Amount):
            said = Said(Tone.WARNING, _("Read twice, counted once"), raw)
            self._turns.do(partial(self._answer, said, raw))
            return
        self._turns.do(partial(self._scan, raw))

    def choose(self, key: Key) -> None:
        """Let the next quantity be that of a line; the counter stands at its place."""
        self._step(lambda board, sheet: board.choose(sheet, key))

    def choose_place(self, place: PlaceCode) -> None:
        """Go to another location, or to none."""
        self._step(lambda board, sheet: board.go_to(sheet, place))

    def choose_round(self, number: int) -> None:
        """Count for the first or for the second time."""
        self._step(lambda _board, sheet: (replace(sheet, round=number), Said(Tone.INFO, "")))

    def count_nothing(self, keys: Iterable[Key]) -> None:
        """Note that nothing is there of some lines."""
        wanted = tuple(keys)
        self._step(lambda board, sheet: board.count_nothing(sheet, wanted, self._now()))

    def clear_notes(self) -> None:
        """Forget what somebody has looked at."""
        self._step(lambda _board, sheet: (count_sheet.without_notes(sheet), Said(Tone.INFO, "")))

    def undo(self) -> None:
        """Take the last step back, as long as it is not posted."""
        self._turns.do(self._undo)

    def send(self) -> None:
        """Post what waits."""
        self._turns.do(self._send)

    def send_settled(self) -> None:
        """Post what waits, but for the line whose quantity is still being entered: it would show its books."""
        self._turns.do(partial(self._send, is_all=False))

    # --- one after the other -------------------------------------------------------------------------------------

    def _step(self, step: Callable[[Board, CountSheet], Taken], raw: str = "") -> None:
        """Change the sheet, after the scans that are waiting."""
        self._turns.do(partial(self._change, step, raw))

    def _answer(self, said: Said, raw: str = "") -> None:
        """Tell what came of something, then let the next have its turn."""
        if said.title:
            self.answered.emit(said, raw)
        self._turns.done()

    def _tell_fault(self, error: Exception) -> None:
        """Say that the program failed in a way that nobody foresaw; what was counted is as it was."""
        _log.error("a scan failed in an unforeseen way", exc_info=error)
        self.answered.emit(said_of(foreseen(error)), "")

    def _scan(self, raw: str) -> None:
        """Let a scan act."""
        entry = read_entry(raw)
        match entry:
            case Code(text):
                self._look_up(raw, text)
            case Amount():
                self._change(lambda board, sheet: board.set_amount(sheet, entry, self._now()), raw)
            case Command.UNDO:
                self._undo()
            case Command.POST:
                self._send()
            case Command() if entry in MORE:
                self._change(lambda board, sheet: board.count_more(sheet, MORE[entry], self._now()), raw)
            case Command():
                self._answer(Said(Tone.WARNING, entry.words, _("This label does nothing while you count.")), raw)

    def _look_up(self, raw: str, text: str) -> None:
        """Let goods or a place act: those of the count are known here, others are asked for."""
        board = self.board
        if board is None:
            self._answer(said_of(NothingScanned()), raw)
            return
        lot_id = board.lot_named(normalised(text)) or board.lot_named(kept_number(text))
        if lot_id is not None:
            self._change(lambda shown, sheet: shown.take_lot(sheet, lot_id, self._now()), raw)
            return
        query = partial(what_is, depot=board.session.depot_code, text=text, day=self._today())
        then = self._turns.then
        self._session.read(self, query, then(partial(self._found, raw)), then(partial(self._failed, raw)))

    def _found(self, raw: str, found: Found) -> None:
        """Let what was found act."""
        self._change(lambda board, sheet: board.take_found(sheet, found, raw, self._now()), raw)

    def _failed(self, raw: str, error: SuppliesError) -> None:
        """Say why something could not be done; what was there before stays."""
        self._answer(said_of(error), raw)

    def _change(self, step: Callable[[Board, CountSheet], Taken], raw: str) -> None:
        """Let a step act on the sheet."""
        if self.board is None or self.sheet is None:
            self._answer(said_of(NothingScanned()), raw)
            return
        sheet, said = step(self.board, self.sheet)
        if sheet == self.sheet:
            self._answer(said, raw)
        else:
            self._keep(sheet, partial(self._stepped, self.sheet, sheet, said, raw), raw)

    def _stepped(self, before: CountSheet, sheet: CountSheet, said: Said, raw: str) -> None:
        """Acknowledge a step that is on the disk now; send when enough waits."""
        if (before.lines, before.notes) != (sheet.lines, sheet.notes):
            self._steps.append(before)
        self.sheet = sheet
        self.changed.emit()
        if len(count_sheet.to_send(sheet, self._being_counted)) + len(sheet.codes) >= BATCH_LINES:
            self._turns.ahead(self.send_settled)
        elif sheet.waits:
            self._idle.start()
        self._answer(said, raw)

    def _undo(self) -> None:
        """Take the last step back."""
        if not self._steps or self.sheet is None:
            self._answer(Said(Tone.INFO, _("Nothing is left to undo; count a line again to correct it.")))
            return
        before = self._steps.pop()
        self._keep(before, partial(self._undone, before), "")

    def _undone(self, before: CountSheet) -> None:
        """Show the sheet as it was."""
        self.sheet = before
        self.changed.emit()
        self._answer(Said(Tone.INFO, _("Undone")))

    def _keep(self, sheet: CountSheet, kept: Callable[[], None], raw: str) -> None:
        """Keep the sheet on the disk, then go on; one that holds nothing any more is forgotten."""
        then = self._turns.then
        draft_id, failed = self._draft_id(sheet.number), then(partial(self._failed, raw))
        self._session.save_draft(self, draft_id, DRAFT_KIND, sheet.number, encode_sheet(sheet), then(kept), failed)

    def _draft_id(self, number: str) -> str:
        """Return under which name a sheet is kept."""
        return f"count/{self._session.actor}/{number}"

    # --- posting -------------------------------------------------------------------------------------------------

    @property
    def _being_counted(self) -> Key | None:
        """Return the line whose quantity may still be entered."""
        return None if self.board is None else self.board.current

    def _send(self, *, is_all: bool = True) -> None:
        """Make a batch of what waits and keep it, then post it; a batch without an answer is posted again as it is."""
        sheet, kept = self.sheet, None if is_all else self._being_counted
        if sheet is not None and sheet.action is not None:
            self._post(sheet)
            return
        if sheet is None or not (count_sheet.to_send(sheet, kept) or sheet.codes):
            self._answer(Said(Tone.INFO, ""))
            return
        self._steps.clear()
        made = count_sheet.begin_sending(sheet, ActionId(new_id()), self._today(), kept)
        self._keep(made, partial(self._post, made), "")

    def _post(self, sheet: CountSheet) -> None:
        """Post a batch that is on the disk."""
        assert sheet.action is not None, "a batch was made"
        self.sheet = sheet
        then = self._turns.then
        self._session.post(self, [sheet.action], then(self._posted), then(self._refused))

    def _posted(self, answer: Answer) -> None:
        """Forget the batch; the books have moved on."""
        assert self.sheet is not None and self.board is not None, "a batch was posted"
        count, after = len(self.sheet.sending), count_sheet.sent(self.sheet)
        self.board.take_posted(self.sheet, answer[0].entry.seq)
        self._keep(after, partial(self._settled, after, count, Said(Tone.INFO, "")), "")

    def _settled(self, sheet: CountSheet, count: int, said: Said) -> None:
        """Show the sheet without the batch."""
        self.sheet = sheet
        self.changed.emit()
        self.recorded.emit(count)
        if sheet.waits:
            self._idle.start()
        self._answer(said)

    def _refused(self, error: SuppliesError) -> None:
        """Say why a batch was not posted: its wrong lines are noted, the others wait; without an answer, all do."""
        assert self.sheet is not None, "a batch was posted"
        said = said_of(error)
        if not isinstance(error, Refused):  # It may have been posted after all: only the same action may follow.
            self._answer(said)
            return
        after = count_sheet.taken_back(self.sheet, error.lines)
        if not error.lines:
            self._keep(after, partial(self._stopped, after, said), "")
        else:
            self._keep(after, partial(self._settled, after, 0, said), "")

    def _stopped(self, sheet: CountSheet, said: Said) -> None:
        """Let what waits wait until somebody sends it again."""
        self.sheet = sheet
        self.changed.emit()
        self.stopped.emit()
        self._answer(said)

    # --- after a crash -------------------------------------------------------------------------------------------

    def _drafts_read(self, drafts: Sequence[Draft]) -> None:
        """Go on with what was not posted; a sheet of another version is put aside."""
        assert self.board is not None, "begin comes first"
        session = self.board.session
        mine = [draft for draft in drafts if draft.draft_id == self._draft_id(session.number)]
        found = decode_sheet(mine[0].content) if mine else None
        if mine and found is None:
            self._put_aside(mine[0])
        self._start(found or CountSheet(number=session.number, of_seq=session.seq))

    def _put_aside(self, draft: Draft) -> None:
        """Keep a draft of another version under a name that no count has, and say so."""
        said = said_of(SlipUnreadable(count=1))
        name = f"{draft.draft_id} {draft.saved_at.isoformat()}"
        tell = partial(self.answered.emit, said, "")
        self._session.save_draft(self, name, UNREADABLE_KIND, draft.title, draft.content, tell)

    def _not_restored(self, error: SuppliesError) -> None:
        """Say why nothing could be found, and go on without."""
        assert self.board is not None, "begin comes first"
        self.answered.emit(said_of(error), "")
        self._start(CountSheet(number=self.board.session.number, of_seq=self.board.session.seq))

    def _start(self, sheet: CountSheet) -> None:
        """Go on with a sheet; what it holds is posted soon."""
        self.sheet = sheet
        self._steps.clear()
        waiting = len(sheet.lines) + len(sheet.sending)
        if waiting:
            self.restored.emit(waiting)
        if sheet.waits:
            self._idle.start()
        self.changed.emit()
        self._turns.done()

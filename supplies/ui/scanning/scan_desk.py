"""What stands behind the scan page: one scan after the other, each kept on the disk before it is acknowledged."""

import logging
import time
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from supplies.drafts import Draft
from supplies.errors import DepotNeeded, NothingToDo, SlipUnreadable, SuppliesError
from supplies.language import _
from supplies.relief.numbers import is_order_number
from supplies.scanning.commands import MORE, Command
from supplies.scanning.entry import Amount, Code, read_entry
from supplies.stock import slip_scan
from supplies.stock.actions import DocumentKind
from supplies.stock.documents import DocumentRow, document, posted_among
from supplies.stock.scanned import Found, FoundForm, FoundPaper, what_is
from supplies.stock.slip import (
    Slip,
    SlipHead,
    action_of,
    day_of,
    decode_slip,
    encode_slip,
    lines_to_post,
    next_head,
    undo,
)
from supplies.stock.slip_checks import first_error, whole_error
from supplies.stock.slip_said import Said, Tone, describe, said_of
from supplies.stock.slip_scan import Taken
from supplies.ui.approvals.submitted import is_submitted, tell_submitted
from supplies.ui.scanning.turns import Turns
from supplies.ui.session import Answer, Session, foreseen
from supplies.values import ActionId, DepotCode, new_id

DRAFT_KIND = "slip"
EMERGENCY_KIND = "emergency slip"
UNREADABLE_KIND = "unreadable slip"
"""Kept aside, for whoever can still read it."""
SAME_SCAN_SECONDS = 0.8
"""A code that comes twice within so short a time was read twice, not scanned twice."""

KIND_COMMANDS: dict[Command, DocumentKind | None] = {
    Command.ISSUE: DocumentKind.ISSUE,
    Command.RECEIVE: DocumentKind.RECEIPT,
    Command.RETURN: DocumentKind.RETURN,
    Command.MOVE: DocumentKind.MOVE,
    Command.COUNT: DocumentKind.ADJUSTMENT,
    Command.WRITE_OFF: DocumentKind.WRITE_OFF,
    Command.DISPATCH: DocumentKind.DISPATCH,
    Command.LEND: DocumentKind.LOAN,
    Command.LOOK_UP: None,
}

PANEL_FIELDS = {"counted": "quantity", "book": "quantity"}
"""The fields of a posted line that are called otherwise where a line is corrected."""
LINES_NAMED = 3
"""Of the lines that a rule refused."""

Key = tuple[DocumentKind, DepotCode]

_log = logging.getLogger(__name__)


class ScanDesk(QObject):
    """Holds the slips that are being filled, one for each kind and depot, and works off scans in the order made."""

    answered = Signal(object, str)
    """Said, and the text that was scanned."""
    slip_changed = Signal()
    kind_wanted = Signal(object)
    """A command label asks for another kind of slip, or None to look things up."""
    post_wanted = Signal()
    """A command label asks for the slip to be posted, with its head as it stands."""
    line_wanted = Signal(int, object)
    """The key of a line that keeps the slip from being posted, and its problems by field."""
    paper_found = Signal(object)
    """The DocumentRow whose number was scanned."""
    transfer_found = Signal(str)
    """The number of a transfer that was scanned and of which something is still to arrive."""
    order_found = Signal(str)
    """The number of an order that was scanned: its goods are to be handed over."""
    posted = Signal(object)
    """The DocumentRow that a slip became."""
    restored = Signal(int)
    """How many lines of unposted slips were found again."""
    emergency_wanted = Signal(str)
    """The label of the disaster mode was scanned, or a blank form, whose number this is."""

    def __init__(
        self,
        session: Session,
        today: Callable[[], date],
        clock: Callable[[], float] = time.monotonic,
        first_head: SlipHead | None = None,
    ) -> None:
        """Begin with nothing; scans wait until ``begin`` has fetched what was not posted.

        Args:
            session: reads, keeps drafts and posts.
            today: the day of what is posted.
            clock: seconds that only go forward.
            first_head: what slips begin with; that of an emergency makes this a desk for issues in haste, whose slips
                are kept apart from the others.
        """
        super().__init__()
        self.kind: DocumentKind | None = DocumentKind.ISSUE
        self.depot = DepotCode("")
        self._session = session
        self._today = today
        self._clock = clock
        self._slips: dict[Key, Slip] = {}
        self._turns = Turns(self._tell_fault)
        self._last: tuple[str, float] = ("", float("-inf"))
        self.first_head = first_head or SlipHead()
        self._is_emergency = self.first_head.is_emergency
        self._draft_kind = EMERGENCY_KIND if self._is_emergency else DRAFT_KIND

    @property
    def slip(self) -> Slip | None:
        """Return the slip of the kind and depot chosen; None while things are looked up."""
        if self.kind is None or not self.depot:
            return None
        key = (self.kind, self.depot)
        if key not in self._slips:
            self._slips[key] = self._new_slip(self.kind, self.depot)
        return self._slips[key]

    def _new_slip(self, kind: DocumentKind, depot: DepotCode) -> Slip:
        """Return an empty slip."""
        return Slip(kind=kind, depot=depot, action_id=ActionId(new_id()), head=self.first_head)

    @property
    def is_busy(self) -> bool:
        """Return whether scans are being worked off, or held back until the slips have been found."""
        return self._turns.is_busy

    # --- what a person does --------------------------------------------------------------------------------------

    def begin(self, depot: DepotCode) -> None:
        """Find the slips again that were not posted, then take up the scans that came meanwhile."""
        self.depot = depot
        then = self._turns.then
        self._session.read_drafts(self, self._draft_kind, then(self._drafts_read), then(self._not_restored))

    def choose_kind(self, kind: DocumentKind | None) -> None:
        """Go on with the slip of another kind, or look things up, after the scans that are waiting."""
        self._turns.do(partial(self._choose_kind, kind))

    def choose_depot(self, depot: DepotCode) -> None:
        """Go on with the slip of another depot, after the scans that are waiting."""
        self._turns.do(partial(self._choose_depot, depot))

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

    def change(self, step: Callable[[Slip], Taken], raw: str = "") -> None:
        """Change the slip otherwise than by a scan, after the scans that are waiting."""
        self._turns.do(partial(self._change, step, raw))

    def set_head(self, head: SlipHead) -> None:
        """Fill the head of the slip shown in, whichever slip is shown when its turn comes."""
        slip = self.slip
        if slip is not None:
            self._turns.do(partial(self._set_head, (slip.kind, slip.depot), slip.action_id, head))

    def undo(self) -> None:
        """Take the last step back."""
        self.change(self._undone)

    def clear(self) -> None:
        """Throw the slip away and begin another."""
        self.change(self._cleared)

    def post(self) -> None:
        """Post the slip."""
        self._turns.do(self._post)

    # --- one after the other -------------------------------------------------------------------------------------

    def _answer(self, said: Said, raw: str = "") -> None:
        """Tell what came of something, then let the next have its turn."""
        if said.title:
            self.answered.emit(said, raw)
        self._turns.done()

    def _tell_fault(self, error: Exception) -> None:
        """Say that the program failed in a way that nobody foresaw; the slip is as it was."""
        _log.error("a scan failed in an unforeseen way", exc_info=error)
        self.answered.emit(said_of(foreseen(error)), "")

    def _choose_kind(self, kind: DocumentKind | None) -> None:
        """Show the slip of another kind."""
        self.kind = kind
        self.slip_changed.emit()
        self._turns.done()

    def _choose_depot(self, depot: DepotCode) -> None:
        """Show the slip of another depot."""
        self.depot = depot
        self.slip_changed.emit()
        self._turns.done()

    def _scan(self, raw: str) -> None:
        """Let a scan act."""
        entry = read_entry(raw)
        match entry:
            case Code(text) if is_order_number(text):
                self._turns.ahead(partial(self.order_found.emit, text.strip().upper()))
                self._answer(Said(Tone.OK, _("Order {number}").format(number=text.strip().upper())), raw)
            case Code(text):
                query = partial(what_is, depot=self.depot, text=text, day=self._day())
                then = self._turns.then
                self._session.read(self, query, then(partial(self._found, raw)), then(partial(self._failed, raw)))
            case Amount():
                self._change(lambda slip: slip_scan.set_amount(slip, entry, self._today()), raw)
            case Command():
                self._command(entry, raw)

    def _day(self) -> date:
        """Return the day of the slip, which decides what has expired."""
        slip = self.slip
        return self._today() if slip is None else day_of(slip, self._today())

    def _command(self, command: Command, raw: str) -> None:
        """Do what a command label says."""
        if command is Command.EMERGENCY:
            self._turns.ahead(partial(self.emergency_wanted.emit, ""))
            self._answer(Said(Tone.OK, command.words), raw)
        elif command in KIND_COMMANDS and self._is_emergency:
            text = _("In disaster mode goods are only issued. Leave it (F12) for anything else.")
            self._answer(Said(Tone.WARNING, command.words, text), raw)
        elif command in KIND_COMMANDS:
            self._turns.ahead(partial(self.kind_wanted.emit, KIND_COMMANDS[command]))
            self._answer(Said(Tone.OK, command.words), raw)
        elif command is Command.POST:
            self._turns.ahead(self.post_wanted.emit)
            self._turns.done()
        elif command is Command.UNDO:
            self._change(self._undone, raw)
        elif command is Command.ALL:
            self._change(lambda slip: slip_scan.take_all(slip, self._today()), raw)
        else:
            self._change(lambda slip: slip_scan.count_more(slip, MORE[command], self._today()), raw)

    def _found(self, raw: str, found: Found) -> None:
        """Let what was found act on the slip."""
        if isinstance(found, FoundForm) and not self._is_emergency:
            self.emergency_wanted.emit(found.form.number)
        if self.kind is not None and not isinstance(found, FoundPaper):
            self._change(lambda slip: slip_scan.take(slip, found, self._today()), raw)
            return
        self.answered.emit(describe(found), raw)
        if isinstance(found, FoundPaper):
            self.paper_found.emit(found.document)
            if found.is_on_way:
                self.transfer_found.emit(found.document.number)
        self._turns.done()

    def _failed(self, raw: str, error: SuppliesError) -> None:
        """Say why something could not be done; what was there before stays."""
        self._answer(said_of(error), raw)

    def _change(self, step: Callable[[Slip], Taken], raw: str) -> None:
        """Let a step act on the slip."""
        before = self.slip
        if before is not None:
            self._keep(before, *step(before), raw)
        elif self.kind is None:
            self._answer(Said(Tone.INFO, _("Choose what to do with the goods first.")), raw)
        else:
            self._answer(said_of(DepotNeeded()), raw)

    def _set_head(self, key: Key, action_id: ActionId, head: SlipHead) -> None:
        """Fill the head of a slip in, unless it was posted or thrown away meanwhile."""
        slip = self._slips.get(key)
        if slip is None or slip.action_id != action_id:
            self._turns.done()
        else:
            self._keep(slip, replace(slip, head=head), Said(Tone.INFO, ""), "")

    def _keep(self, before: Slip, slip: Slip, said: Said, raw: str) -> None:
        """Keep the changed slip on the disk, then acknowledge it."""
        if slip == before:
            self._answer(said, raw)
            return
        content = encode_slip(slip)
        kept, failed = (
            self._turns.then(partial(self._kept, slip, said, raw)),
            self._turns.then(partial(self._failed, raw)),
        )
        self._session.save_draft(self, self._draft_id(slip), self._draft_kind, slip.kind.value, content, kept, failed)

    def _kept(self, slip: Slip, said: Said, raw: str) -> None:
        """Show the slip that is on the disk now."""
        self._slips[slip.kind, slip.depot] = slip
        self.slip_changed.emit()
        self._answer(said, raw)

    def _draft_id(self, slip: Slip) -> str:
        """Return under which name a slip is kept."""
        return f"{self._draft_kind}/{self._session.actor}/{slip.depot}/{slip.kind.value}"

    def _undone(self, slip: Slip) -> Taken:
        """Return the slip before its last step."""
        before = undo(slip)
        if before == slip:
            return slip, Said(Tone.INFO, _("Nothing is left to undo."))
        line = before.current_line
        detail = "" if line is None else f"{line.name}  {line.quantity.grouped()} {line.unit}"
        return before, Said(Tone.INFO, _("Undone"), detail)

    def _cleared(self, slip: Slip) -> Taken:
        """Return an empty slip in place of one."""
        fresh = replace(self._new_slip(slip.kind, slip.depot), place=slip.place, head=next_head(slip.head))
        return fresh, Said(Tone.INFO, _("The slip is empty."))

    # --- posting -------------------------------------------------------------------------------------------------

    def _post(self) -> None:
        """Post the slip, or show what keeps it from being posted."""
        slip, today = self.slip, self._today()
        if slip is None:
            self._answer(said_of(NothingToDo()))
            return
        whole = whole_error(slip, today)
        if whole is not None:
            self._answer(said_of(whole))
            return
        wrong = first_error(slip, day_of(slip, today))
        if wrong is not None:
            line, errors = wrong
            self.line_wanted.emit(line.key, errors)
            error = next(iter(errors.values()))
            self._answer(Said(Tone.WARNING, error.text(), line.name, error.remedy()))
            return
        action = action_of(slip, today)
        then = self._turns.then
        self._session.post(self, [action], then(partial(self._posted, slip)), then(partial(self._refused, slip)))

    def _refused(self, slip: Slip, error: SuppliesError) -> None:
        """Say why the slip was not posted, and show the first line that a rule refused; the slip stays."""
        posted = lines_to_post(slip)
        named = [(posted[each.line - 1], each) for each in error.lines]
        if named:
            line, first = named[0]
            self.line_wanted.emit(line.key, {PANEL_FIELDS.get(first.field, first.field): first.error})
        detail = [f"{line.name}: {each.error.text()}" for line, each in named[:LINES_NAMED]]
        self._answer(Said(Tone.ERROR, error.text(), "\n".join(detail), error.remedy()))

    def _posted(self, slip: Slip, answer: Answer) -> None:
        """Begin a new slip, and fetch the number of the paper."""
        self._session.remove_draft(self, self._draft_id(slip))
        self._slips[slip.kind, slip.depot] = self._cleared(slip)[0]
        self.slip_changed.emit()
        if is_submitted(answer):
            then = self._turns.then
            failed = then(partial(self._failed, ""))
            tell_submitted(self._session, self, answer, then(self._slip_submitted), failed)
            return
        entry = answer[0].entry
        query = partial(document, site_id=entry.site_id, seq=entry.seq)
        then = self._turns.then
        self._session.read(self, query, then(self._paper_made), then(partial(self._failed, "")))

    def _slip_submitted(self, words: str) -> None:
        """Say under which number the slip waits for approval; nothing was moved yet."""
        self._answer(Said(Tone.INFO, words, "", _("It takes effect once it is approved.")))

    def _paper_made(self, made: DocumentRow) -> None:
        """Say under which number the slip was posted."""
        self.posted.emit(made)
        lines = _("{n} lines").format(n=made.line_count)
        self._answer(Said(Tone.OK, _("Posted: {number}").format(number=made.number), f"{made.kind_name} · {lines}"))

    # --- after a crash -------------------------------------------------------------------------------------------

    def _drafts_read(self, drafts: Sequence[Draft]) -> None:
        """Ask which of the slips found were posted after all."""
        slips: list[Slip] = []
        unreadable: list[Draft] = []
        for draft in drafts:
            slip = decode_slip(draft.content)
            if slip is None:
                unreadable.append(draft)
            else:
                slips.append(slip)
        if unreadable:
            self._put_aside(unreadable)
        query = partial(posted_among, action_ids=[slip.action_id for slip in slips])
        then = self._turns.then
        self._session.read(self, query, then(partial(self._restore, slips)), then(partial(self._not_asked, slips)))

    def _put_aside(self, drafts: Sequence[Draft]) -> None:
        """Keep drafts of another version under a name that no slip has, and say so."""
        said = said_of(SlipUnreadable(count=len(drafts)))
        for draft in drafts:
            name = f"{draft.draft_id} {draft.saved_at.isoformat()}"
            tell = partial(self.answered.emit, said, "")
            self._session.save_draft(self, name, UNREADABLE_KIND, draft.title, draft.content, tell)

    def _not_asked(self, slips: Sequence[Slip], error: SuppliesError) -> None:
        """Go on with every slip where the store did not answer: one posted already is not posted again."""
        self.answered.emit(said_of(error), "")
        self._restore(slips, set())

    def _not_restored(self, error: SuppliesError) -> None:
        """Say why the slips could not be found, and go on without them."""
        self.slip_changed.emit()
        self._failed("", error)

    def _restore(self, slips: Sequence[Slip], posted: set[ActionId]) -> None:
        """Go on with the slips that were not posted; the newest is shown first."""
        open_slips = [slip for slip in slips if slip.action_id not in posted]
        for slip in slips:
            if slip.action_id in posted:
                self._session.remove_draft(self, self._draft_id(slip))
        for slip in reversed(open_slips):
            self._slips[slip.kind, slip.depot] = slip
        with_lines = [slip for slip in open_slips if slip.lines]
        if with_lines:
            self.kind, self.depot = with_lines[0].kind, with_lines[0].depot
            self.restored.emit(sum(len(slip.lines) for slip in with_lines))
        self.slip_changed.emit()
        self._turns.done()

"""The disaster mode (应急模式): goods go out at once, each issue says what it still owes, and the papers follow."""

from collections.abc import Sequence
from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import QTimer

from supplies.errors import SuppliesError
from supplies.language import _
from supplies.relief.incidents import IncidentRow, incidents
from supplies.stock import slip_emergency
from supplies.stock.actions import Reverse
from supplies.stock.debts import DebtRow, debts_of
from supplies.stock.documents import DocumentRow
from supplies.stock.emergencies import hours_allowed, is_form_number
from supplies.stock.queries import DepotRow, own_depots
from supplies.stock.slip import SlipHead, day_of
from supplies.stock.slip_said import Said, Tone
from supplies.ui.disaster.dress import disaster_sheet
from supplies.ui.disaster.incident_step import IncidentStep
from supplies.ui.disaster.issue_board import IssueBoard
from supplies.ui.page import Page
from supplies.ui.permits import SOURCE, refusal
from supplies.ui.scanning.scan_desk import ScanDesk
from supplies.ui.services import Services
from supplies.ui.session import Answer, StoreView
from supplies.ui.widgets.labels import text_label
from supplies.ui.widgets.status import Status
from supplies.values import ActionId, DepotCode, SiteId, Topic, new_id

DEPOT_KEPT = "scan/depot"
INCIDENT_KEPT = "disaster/incident"
REVERSAL_MINUTES = 10
"""So long after an issue one press takes it back."""
MS_PER_MINUTE = 60_000


class DisasterPage(Page):
    """Opened with nothing, or with the number of a blank form that is to be entered."""

    topics = frozenset({Topic.RELIEF})

    def __init__(self, services: Services) -> None:
        """Build the page; it fills the window."""
        super().__init__(services, "disaster", _("Disaster mode"))
        self.desk = ScanDesk(services.session, services.today, first_head=SlipHead(is_emergency=True))
        self.desk.setParent(self)
        self._incident: IncidentRow | None = None
        self._hours = SlipHead().hours
        self._is_begun = False
        self._form = ""
        self._wants_reason: set[int] | None = None
        self._made: DocumentRow | None = None
        self._shown_slip: ActionId | None = None
        self.incident_button = self.add_action("change", _("Other incident (&I)"), self._ask_incident, icon="relief")
        self.depot_button = self.add_action("depot", _("Other depot (&D)"), self._next_depot, icon="depot")
        self.add_action("leave", _("Leave (&X)"), self.left.emit, icon="close").setToolTip("F12")
        self.step = IncidentStep(services)
        self.board = IssueBoard()
        self._depots: list[DepotRow] = []
        self._undo_time = QTimer(self, interval=REVERSAL_MINUTES * MS_PER_MINUTE, singleShot=True)
        self._undo_time.timeout.connect(self.board.bar.reverse_button.hide)
        self.where = text_label("", "figure", wraps=True)
        self.body.addWidget(self.where)
        self.body.addWidget(self.step, 1)
        self.body.addWidget(self.board, 1)
        self.board.hide()
        self._connect()
        self.setStyleSheet(disaster_sheet(services.preferences))

    def reload(self) -> None:
        """Read depots and open incidents again; the first time, find what was not posted."""
        self.services.session.read(self, _what_is_there, self._show)

    def open_record(self, key: str) -> None:
        """Enter a blank form, as soon as an incident is chosen."""
        if is_form_number(key):
            self._form = key
            self._take_form()

    def has_unsaved(self) -> bool:
        """Return never: every scan is kept on the disk."""
        return False

    def start_focus(self) -> None:
        """Begin with a scan, or with the incident."""
        self.setStyleSheet(disaster_sheet(self.services.preferences))
        if self._incident is None:
            self.step.focus_first()
        else:
            self.board.edit.fetch_focus()

    def _connect(self) -> None:
        """Let the parts work together."""
        desk, board = self.desk, self.board
        self.step.chosen.connect(self._choose)
        self.step.refused.connect(self.show_error)
        board.edit.scanned.connect(self._scan)
        board.command_given.connect(self._scan)
        board.undo_wanted.connect(self._undo)
        board.go_wanted.connect(self.go)
        board.reversal_wanted.connect(self._take_back)
        desk.answered.connect(self._show_answer)
        desk.slip_changed.connect(self._show_slip)
        desk.post_wanted.connect(self.go)
        desk.emergency_wanted.connect(self.left)
        desk.line_wanted.connect(self._note_wanted)
        desk.posted.connect(self._posted)
        self.services.session.permissions_changed.connect(self._permit)
        board.edit.take_keys_of(self.incident_button, self.depot_button)

    # --- which incident ------------------------------------------------------------------------------------------

    def _show(self, found: tuple[list[DepotRow], list[IncidentRow], int]) -> None:
        """Offer what is open; where one incident was chosen before, or only one is open, go on with it."""
        self._depots, rows, self._hours = found
        self.step.offer(rows)
        if not self._is_begun and self._depots:
            self._is_begun = True
            kept = self.services.preferences.value(DEPOT_KEPT)
            codes = [row.code for row in self._depots]
            self.desk.begin(DepotCode(kept) if kept in codes else codes[0])
        self.depot_button.setVisible(len(self._depots) > 1)
        numbers = {row.number: row for row in rows}
        if self._incident is None:
            kept = self.services.preferences.value(INCIDENT_KEPT)
            if kept in numbers or len(rows) == 1:
                self._choose(numbers.get(kept, rows[0]))
        elif self._incident.number not in numbers:
            self._ask_incident()

    def _choose(self, row: IncidentRow) -> None:
        """Hand out for an incident from now on."""
        self._incident = row
        self.services.preferences.set_value(INCIDENT_KEPT, row.number)
        self.message.dismiss()
        self.step.hide()
        self.board.show()
        ordered_by = self.step.orderer.text().strip()
        self.desk.first_head = SlipHead(
            is_emergency=True, incident=row.number, hours=self._hours, ordered_by=ordered_by
        )
        self._keep_head()
        self._show_title()
        self.board.edit.fetch_focus()
        self._take_form()

    def _ask_incident(self) -> None:
        """Let another incident be chosen."""
        self._incident = None
        self.services.preferences.set_value(INCIDENT_KEPT, "")
        self.board.hide()
        self.step.show()
        self._show_title()
        self.step.focus_first()

    def _next_depot(self) -> None:
        """Hand out from the next depot of this site."""
        codes = [row.code for row in self._depots]
        at = codes.index(self.desk.depot) if self.desk.depot in codes else -1
        code = codes[(at + 1) % len(codes)]
        self.services.preferences.set_value(DEPOT_KEPT, code)
        self.desk.choose_depot(code)

    def _show_title(self) -> None:
        """Say on top for which incident, and from which depot."""
        depot = next((row.name for row in self._depots if row.code == self.desk.depot), "")
        row = self._incident
        self.set_title(_("Disaster mode") if row is None else f"{_('Disaster mode')}  {row.title}")
        number = "" if row is None else row.number
        self.where.setText("  ·  ".join(filter(None, (number, depot, self.step.orderer.text().strip()))))
        self.incident_button.setVisible(self._incident is not None)

    # --- the issue -----------------------------------------------------------------------------------------------

    def go(self) -> None:
        """Hand out what was scanned; pressed again after a warning, with the reason that it was taken in haste."""
        if self._incident is None:
            self.step.focus_first()
            return
        self._keep_head()
        keys, self._wants_reason = self._wants_reason, None
        if keys is not None:
            today = self.services.today()
            reason = reason_in_haste()
            self.desk.change(lambda slip: slip_emergency.give_reason(slip, reason, day_of(slip, today), keys))
        self.desk.post()

    def _scan(self, raw: str) -> None:
        """Take a scan; what was warned of before has to be warned of again."""
        self._wants_reason = None
        self.desk.scan(raw)

    def _undo(self) -> None:
        """Take the last scan back."""
        self._wants_reason = None
        self.desk.undo()

    def _take_form(self) -> None:
        """Let the blank form that is waiting act as a scan."""
        form = self._form
        if form and self._incident is not None and self._is_begun:
            self._form = ""
            self.desk.scan(form)

    def _keep_head(self) -> None:
        """Keep the incident and the receiver with the slip."""
        slip = self.desk.slip
        if slip is not None and self._incident is not None:
            text = self.board.receiver.text().strip()
            ordered_by = self.step.orderer.text().strip() or slip.head.ordered_by
            known = {"incident": self._incident.number, "receiver": text, "counterparty": text, "hours": self._hours}
            known["ordered_by"] = ordered_by
            self.desk.set_head(replace(slip.head, is_emergency=True, **known))

    def _show_slip(self) -> None:
        """Show the goods as they are now, and what was entered for whom."""
        slip = self.desk.slip
        self.board.show_lines(() if slip is None else slip.lines)
        if slip is not None and slip.action_id != self._shown_slip:
            self._shown_slip = slip.action_id
            self.board.receiver.setText(slip.head.receiver)
        self._show_title()
        self._permit()

    def _permit(self) -> None:
        """Let whoever may issue press the button, or say on it why not."""
        error = self.services.session.may("stock.issue", self.desk.depot)
        self.board.go_button.forbid(SOURCE, refusal(error))

    def _note_wanted(self, key: int, errors: dict[str, SuppliesError]) -> None:
        """Remember that only a reason is wanting."""
        self._wants_reason = {key} if set(errors) == {"reason"} else None

    def _show_answer(self, said: Said, _raw: str) -> None:
        """Show and sound an answer."""
        status, remedy = Status(said.tone.value), said.remedy
        if self._wants_reason is not None:
            status = Status.WARNING
            text = _("Hand out again to do it with the reason “{reason}”, or undo and take the other.")
            remedy = text.format(reason=reason_in_haste())
        self.board.band.show_answer(status, said.title, said.detail, remedy)
        self.services.sounds.play(status)

    # --- what was handed out -------------------------------------------------------------------------------------

    def _posted(self, made: DocumentRow) -> None:
        """Show the number, and for a while the way back."""
        self._made = made
        self.board.receiver.clear()
        bar = self.board.bar
        bar.text.setText(made.number)
        bar.reverse_button.show()
        bar.show()
        self._undo_time.start()
        self.services.session.read(
            self, partial(debts_of, site_id=SiteId(made.site_id), of_seq=made.seq), partial(self._show_owed, made)
        )

    def _show_owed(self, made: DocumentRow, rows: Sequence[DebtRow]) -> None:
        """Say what the issue owes, and until when."""
        owed = [row for row in rows if row.settled_at is None]
        if made is self._made and owed:
            names = "、".join(row.kind_name for row in owed)
            due = owed[0].due_at.astimezone().strftime("%m-%d %H:%M")
            text = _("{number}: still owes {names}, by {due}").format(number=made.number, names=names, due=due)
            self.board.bar.text.setText(text)

    def _take_back(self) -> None:
        """Reverse what was handed out last."""
        made = self._made
        if made is None:
            return
        action = Reverse(
            action_id=ActionId(new_id()),
            business_date=self.services.today(),
            reverses_seq=made.seq,
            reason=_("Handed out by mistake in the disaster mode"),
        )
        self.services.session.post(self, [action], partial(self._taken_back, made), self._not_taken_back)

    def _taken_back(self, made: DocumentRow, _answer: Answer) -> None:
        """Say that it is done."""
        self._made = None
        self.board.bar.hide()
        self._show_answer(Said(Tone.OK, _("{number} is reversed.").format(number=made.number)), "")
        self.board.edit.fetch_focus()

    def _not_taken_back(self, error: SuppliesError) -> None:
        """Say why it was not taken back."""
        self._show_answer(Said(Tone.ERROR, error.text(), "", error.remedy()), "")


def reason_in_haste() -> str:
    """Return the reason for taking a lot out of its turn in an emergency, as it stands on the document."""
    return _("Emergency: the nearest at hand was taken")


def _what_is_there(connection: StoreView) -> tuple[list[DepotRow], list[IncidentRow], int]:
    """Return the depots of this site, the open incidents, and how long papers may be owed."""
    depots = list(own_depots(connection))
    site = depots[0].site_id if depots else SiteId("")
    return depots, incidents(connection, only_open=True), hours_allowed(connection, site)

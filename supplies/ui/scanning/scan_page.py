"""The first page: scan goods out, in, back, elsewhere, count them, or ask what something is."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QVBoxLayout, QWidget

from supplies.errors import SuppliesError
from supplies.language import N_, _
from supplies.stock import slip_scan
from supplies.stock.actions import DocumentKind
from supplies.stock.documents import DocumentRow
from supplies.stock.queries import DepotRow, own_depots
from supplies.stock.slip import Slip, SlipLine, day_of
from supplies.stock.slip_checks import slip_errors
from supplies.stock.slip_said import Said, Tone, said_of
from supplies.stock.slip_scan import Taken
from supplies.ui.disaster.debt_strip import DebtStrip
from supplies.ui.options import item_options
from supplies.ui.page import Page
from supplies.ui.paged_table import Column, PagedTableModel, number_column
from supplies.ui.permits import SOURCE, refusal
from supplies.ui.scanning.head_form import HeadForm
from supplies.ui.scanning.kind_bar import KindBar
from supplies.ui.scanning.line_panel import LinePanel
from supplies.ui.scanning.order_reading import head_of, read_picking
from supplies.ui.scanning.paper_bar import PaperBar
from supplies.ui.scanning.pick_bar import PickBar, Picking
from supplies.ui.scanning.scan_desk import ScanDesk
from supplies.ui.scanning.scan_log import ScanLog
from supplies.ui.scanning.source_panel import SourcePanel
from supplies.ui.services import Services
from supplies.ui.session import Query
from supplies.ui.widgets.band import AnswerBand
from supplies.ui.widgets.choice_box import ChoiceBox
from supplies.ui.widgets.confirm import ConfirmPanel
from supplies.ui.widgets.empty_state import EmptyState
from supplies.ui.widgets.labels import text_label
from supplies.ui.widgets.picker import Option, Picker
from supplies.ui.widgets.scan_edit import ScanEdit
from supplies.ui.widgets.status import Status
from supplies.ui.widgets.table import TableView
from supplies.values import ActionId, DepotCode, Topic

DEPOT_KEPT = "scan/depot"
ACTIONS = {
    DocumentKind.ISSUE: "stock.issue",
    DocumentKind.RECEIPT: "stock.receive",
    DocumentKind.RETURN: "stock.return",
    DocumentKind.MOVE: "stock.move",
    DocumentKind.ADJUSTMENT: "stock.adjust",
    DocumentKind.WRITE_OFF: "stock.write_off",
    DocumentKind.DISPATCH: "stock.dispatch",
    DocumentKind.LOAN: "stock.lend",
}
"""What each kind of slip is posted as."""
SIDE_EMS = 19
"""The width of the head of the slip, in widths of a Chinese character."""
SIDE_SHARE = 0.36
"""It takes no more of the page than this."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of the slip with what is still wrong with it, as the table shows it."""

    line: SlipLine
    errors: Mapping[str, SuppliesError]

    @property
    def remark(self) -> str:
        """Return the reason given, or what is still wanted."""
        return self.line.reason or next((error.text() for error in self.errors.values()), "")


COLUMNS: tuple[Column[_Row], ...] = (
    Column(
        "name", N_("Name"), lambda row: row.line.name, mark=lambda row: "warning" if row.errors else "", width_ems=9
    ),
    number_column("quantity", N_("Quantity"), lambda row: row.line.quantity, width_ems=4),
    Column("unit", N_("Unit"), lambda row: row.line.unit, width_ems=2),
    Column(
        "lot", N_("Batch / serial"), lambda row: row.line.serial_no or row.line.batch_no or row.line.label, width_ems=8
    ),
    Column("place", N_("Location"), lambda row: row.line.route, width_ems=5),
    Column("remark", N_("Remark"), lambda row: row.remark, width_ems=8, stretches=True),
)


class ScanPage(Page):
    """A scan field, its answer, and the slip that is being filled."""

    topics = frozenset({Topic.PLACES})

    def __init__(self, services: Services) -> None:
        """Build the page; what was not posted the last time is found again."""
        super().__init__(services, "scan", _("Scan"))
        self.desk = ScanDesk(services.session, services.today)
        self.desk.setParent(self)
        self._rows: list[_Row] = []
        self._build_actions()
        self._build_top()
        self._build_slip()
        self._connect()
        self._is_begun = False
        self._headed: ActionId | None = None

    def reload(self) -> None:
        """Read the depots again; the first time, find what was not posted."""
        self.services.session.read(self, own_depots, self._show_depots)

    def open_record(self, key: str) -> None:
        """Begin a slip of a kind, such as "receipt"; or hand an order over, as in "issue DL-210300A-2026-0001"."""
        kind, _blank, number = key.partition(" ")
        self._choose_kind(DocumentKind(kind))
        if number:
            self._hand_over(number)

    def has_unsaved(self) -> bool:
        """Return never: every scan is kept on the disk."""
        return False

    def start_focus(self) -> None:
        """Begin with a scan."""
        self.edit.fetch_focus()

    # --- building ------------------------------------------------------------------------------------------------

    def _build_actions(self) -> None:
        """Offer what can be done with the slip as a whole."""
        self.add_action("undo", _("U&ndo"), self.desk.undo, icon="undo", keys="Ctrl+Z")
        self.clear_button = self.add_action("clear", _("Empty the s&lip"), self._ask_clear, icon="remove")
        self.confirm = ConfirmPanel("scan_confirm", self)

    def _build_top(self) -> None:
        """Lay out what to do, the scan field and its answer."""
        self.kinds = KindBar()
        self.depot = ChoiceBox("scan_depot", _("Depot"))
        self.depot.setToolTip(_("Depot"))
        self.depot.setProperty("keys", "Tab")
        self.kinds.add_widget(self.depot)
        self.edit = ScanEdit("scan_code")
        self.finder = Picker("scan_finder", self.services.session, item_options)
        self.finder.setAccessibleName(_("Find goods without a label"))
        self.finder.setPlaceholderText(_("Find by name (F3)"))
        self.band = AnswerBand("scan_answer", _("Scan goods, a location or a command"))
        self.paper = PaperBar()
        self.picking = PickBar()
        entry = QHBoxLayout()
        entry.setSpacing(12)
        entry.addWidget(self.edit, 3)
        entry.addWidget(self.finder, 2)
        self.owed = DebtStrip(self.services)
        self.owed.opened.connect(partial(self.asked_for.emit, "debts", ""))
        self.services.notifier.watch(self, frozenset({Topic.STOCK}), self.owed.read)
        self.body.addWidget(self.owed)
        self.body.addWidget(self.kinds)
        self._left = QVBoxLayout()
        self._left.setSpacing(12)
        self._left.addLayout(entry)
        for part in (self.band, self.paper, self.picking):
            self._left.addWidget(part)

    def _build_slip(self) -> None:
        """Lay out the lines, and beside them the head of the slip and the last scans."""
        empty = EmptyState(
            "scan_empty",
            "scan",
            _("Nothing on this slip yet"),
            _("Each scan adds one; digits and Enter set the quantity."),
        )
        self.table = TableView("scan_table", _("Lines of the slip"), self.services.preferences, empty)
        self.model = PagedTableModel(COLUMNS, self._reader, lambda row: row.line.key, self.services.session, self)
        self.table.show_model(self.model)
        self.table.setMinimumHeight(160)
        self.head = HeadForm(self.services)
        self.log = ScanLog()
        self.panel = LinePanel(self, self.services)
        self.source_panel = SourcePanel(self)
        self.place = text_label("", "quiet", wraps=True)
        self._left.addWidget(self.place)
        self._left.addWidget(self.table, 1)
        right = QVBoxLayout()
        right.addWidget(self.head)
        right.addWidget(text_label(_("Last scans"), "label"))
        right.addWidget(self.log, 1)
        self._side = QWidget()
        self._side.setLayout(right)
        right.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addLayout(self._left, 1)
        row.addWidget(self._side)
        self.body.addLayout(row, 1)

    def _connect(self) -> None:
        """Let the parts work together."""
        desk = self.desk
        self.kinds.chosen.connect(self._choose_kind)
        self.depot.currentIndexChanged.connect(self._choose_depot)
        self.edit.scanned.connect(desk.scan)
        self.finder.chosen.connect(self._take_option)
        self.head.settled.connect(self._keep_head)
        self.head.submitted.connect(self._post)
        self.head.source_wanted.connect(lambda head: self.source_panel.open_for(head.origin, head.source))
        self.source_panel.changed.connect(self.head.set_source)
        self.services.session.permissions_changed.connect(self._permit)
        self.table.row_opened.connect(self._open_line)
        self.panel.changed.connect(self._save_line)
        self.panel.removed.connect(self._remove_line)
        self.paper.opened.connect(partial(self.asked_for.emit, "document"))
        self.paper.labels_wanted.connect(partial(self.asked_for.emit, "labels"))
        desk.answered.connect(self._show_answer)
        desk.slip_changed.connect(self._show_slip)
        desk.kind_wanted.connect(self._choose_kind)
        desk.post_wanted.connect(self._post)
        desk.line_wanted.connect(self._show_line)
        desk.paper_found.connect(self._show_paper)
        desk.transfer_found.connect(partial(self.asked_for.emit, "transit"))
        desk.posted.connect(self._show_paper)
        desk.restored.connect(self._tell_restored)
        desk.order_found.connect(self._hand_over)
        self.picking.left.connect(self._leave_order)
        desk.emergency_wanted.connect(partial(self.asked_for.emit, "disaster"))
        self._add_key("F3", _("Find goods without a label"), self.finder.setFocus)
        self._add_key("F2", _("Change the line scanned last"), self._open_current)
        self._add_key("Ctrl+P", _("Post the slip"), self._post)
        self.edit.take_keys_of(self.table, self.depot, *self.findChildren(QAbstractButton))

    def _add_key(self, keys: str, words: str, act: Callable[[], object]) -> None:
        """Offer something by key."""
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setObjectName(f"scan_{keys}")
        shortcut.setWhatsThis(words)
        shortcut.activated.connect(act)

    # --- choosing ------------------------------------------------------------------------------------------------

    def _show_depots(self, rows: Sequence[DepotRow]) -> None:
        """Offer the depots of this site."""
        before = self.depot.value() or self.services.preferences.value(DEPOT_KEPT)
        with QSignalBlocker(self.depot):
            self.depot.clear()
            for row in rows:
                self.depot.addItem(row.name, row.code)
            self.depot.choose(before)
        depot = DepotCode(self.depot.value())
        if self._is_begun:
            self.desk.choose_depot(depot)
        else:
            self._is_begun = True
            self.desk.begin(depot)

    def _choose_kind(self, kind: DocumentKind | None) -> None:
        """Go on with the slip of another kind."""
        self._keep_head()
        self.desk.choose_kind(kind)
        self.edit.fetch_focus()

    def _choose_depot(self) -> None:
        """Go on with the slip of another depot."""
        self._keep_head()
        self.services.preferences.set_value(DEPOT_KEPT, self.depot.value())
        self.desk.choose_depot(DepotCode(self.depot.value()))
        self.edit.fetch_focus()

    def _take_option(self, option: Option | None) -> None:
        """Take goods that were found by name."""
        if option is not None:
            self.desk.scan(option.value)
            self.finder.choose(None)
            self.edit.fetch_focus()

    # --- the slip ------------------------------------------------------------------------------------------------

    def _show_slip(self) -> None:
        """Show the slip as it is now."""
        slip = self.desk.slip
        self.kinds.mark(self.desk.kind)
        with QSignalBlocker(self.depot):
            self.depot.choose(self.desk.depot)
        self._side.setVisible(slip is not None)
        self.clear_button.setEnabled(slip is not None and bool(slip.lines))
        self._rows = [] if slip is None else self._rows_of(slip)
        self.place.setText(_("Location: {place}").format(place=slip.place) if slip and slip.place else "")
        self.place.setVisible(bool(self.place.text()))
        if slip is not None and slip.action_id != self._headed:  # Another slip; what is being typed stays.
            self._headed = slip.action_id
            self.head.show_head(slip.kind, slip.head)
        self._show_picking(slip)
        self._permit()
        self.model.reload()

    # --- handing an order over -----------------------------------------------------------------------------------

    def _hand_over(self, number: str) -> None:
        """Begin the issue that hands an order over."""
        self._choose_kind(DocumentKind.ISSUE)
        self.services.session.read(self, partial(read_picking, number=number), self._take_order)

    def _take_order(self, found: Picking) -> None:
        """Fill the head from the order, in the first of its depots that is of this site; the lines are scanned."""
        depots = [self.depot.itemData(at) for at in range(self.depot.count())]
        if self.desk.depot not in found.order.depots:
            wanted = next((code for code in found.order.depots if code in depots), None)
            if wanted is not None:
                self.desk.choose_depot(wanted)
        head = head_of(found)
        self.desk.set_head(head)
        self.head.show_head(DocumentKind.ISSUE, head)
        self.picking.show_picking(found)
        self._show_picking(self.desk.slip)
        self.edit.fetch_focus()

    def _show_picking(self, slip: Slip | None) -> None:
        """Show what of the order the slip has; ask for the order first where the slip came from a draft."""
        order = None if slip is None else slip.head.order
        shown = self.picking.picking
        if slip is None or order is None:
            self.picking.show_picking(None)
        elif shown is None or shown.order.seq != order:
            query = partial(read_picking, number=slip.head.paper_number)
            self.services.session.read(self, query, self._show_order)
        else:
            self.picking.show_slip(slip)

    def _show_order(self, found: Picking) -> None:
        """Show the order of the slip that is shown, unless another slip has come meanwhile."""
        slip = self.desk.slip
        if slip is not None and slip.head.order == found.order.seq:
            self.picking.show_picking(found)
            self.picking.show_slip(slip)

    def _leave_order(self) -> None:
        """Go on with the slip as an issue without an order."""
        head = replace(self.head.head(), order=None, paper_number="")
        self.desk.set_head(head)
        self.head.show_head(DocumentKind.ISSUE, head)
        self.picking.show_picking(None)

    def _permit(self) -> None:
        """Let the slip be posted by whoever may, or say on its button why not."""
        slip = self.desk.slip
        error = None if slip is None else self.services.session.may(ACTIONS.get(slip.kind, ""), self.desk.depot)
        self.head.submit_button.forbid(SOURCE, refusal(error))

    def _rows_of(self, slip: Slip) -> list[_Row]:
        """Return the lines of a slip, the newest first, with what is wrong with each."""
        errors = slip_errors(slip, day_of(slip, self.services.today()))
        return [_Row(line, errors.get(line.key, {})) for line in slip.lines[::-1]]

    def _reader(self, after: _Row | None, limit: int) -> Query[Sequence[_Row]]:
        """Return the lines after one, which need no store."""
        rows = self._rows
        start = 0 if after is None else rows.index(after) + 1
        return lambda _connection: rows[start : start + limit]

    def _keep_head(self) -> None:
        """Keep what was entered at the head."""
        self.desk.set_head(self.head.head())

    def _post(self) -> None:
        """Post the slip with the head as it stands, if that is well."""
        wrong = None if self.desk.slip is None else self.head.show_wrong()
        if wrong is None:
            self._keep_head()
            self.desk.post()
        else:
            self._show_answer(said_of(wrong), "")

    def _ask_clear(self) -> None:
        """Ask before the lines are thrown away."""
        count = len(self._rows)
        self.confirm.ask(
            _("Empty the slip?"),
            _("{n} lines that were scanned are thrown away. Nothing has been posted.").format(n=count),
            _("&Empty it"),
            self._clear,
        )

    def _clear(self) -> None:
        """Throw the lines away, and be ready for the next scan."""
        self.desk.clear()
        self.edit.fetch_focus()

    def _open_line(self, row: _Row) -> None:
        """Open a line for correction."""
        slip = self.desk.slip
        if slip is not None:
            self.panel.edit(slip, row.line, row.errors)

    def _open_current(self) -> None:
        """Open the line scanned last."""
        slip = self.desk.slip
        if slip is not None and slip.current_line is not None:
            self.panel.edit(slip, slip.current_line, {})

    def _show_line(self, key: int, errors: Mapping[str, SuppliesError]) -> None:
        """Open the line that keeps the slip from being posted."""
        slip = self.desk.slip
        line = None if slip is None else slip.line(key)
        if slip is not None and line is not None:
            self.panel.edit(slip, line, errors)

    def _save_line(self, line: SlipLine) -> None:
        """Put a corrected line on the slip."""
        self._change_shown(lambda slip: slip_scan.save_line(slip, line, self.services.today()))

    def _remove_line(self, key: int) -> None:
        """Take a line off the slip."""
        self._change_shown(lambda slip: slip_scan.remove_line(slip, key))

    def _change_shown(self, step: Callable[[Slip], Taken]) -> None:
        """Change the slip whose line was opened; no other, should one be shown when its turn comes."""
        wanted = self.panel.slip_id
        self.desk.change(lambda slip: step(slip) if slip.action_id == wanted else (slip, Said(Tone.INFO, "")))

    # --- answers -------------------------------------------------------------------------------------------------

    def _show_answer(self, said: Said, raw: str) -> None:
        """Show, sound and note an answer."""
        status = Status(said.tone.value)
        self.band.show_answer(status, said.title, said.detail, said.remedy)
        self.services.sounds.play(status)
        self.log.add(said, raw)
        if raw:
            self.paper.hide()

    def _show_paper(self, made: DocumentRow) -> None:
        """Offer what can be done with the paper that was just posted."""
        self.paper.show_paper(made)

    def _tell_restored(self, lines: int) -> None:
        """Say that unposted lines are here again."""
        text = _("{n} lines that were scanned before and not posted are here again.").format(n=lines)
        self.show_message(Status.INFO, text, _("Go on, or empty the slip."))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the head of the slip its width."""
        super().resizeEvent(event)
        wanted = SIDE_EMS * self.fontMetrics().horizontalAdvance("中")
        self._side.setFixedWidth(min(wanted, round(SIDE_SHARE * self.width())))

"""Lists of treasury payments and invoices: a file is read, held against the contracts, decided line by line, posted."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from supplies.errors import SuppliesError
from supplies.language import _
from supplies.procurement.lists import ListKind, MoneyList
from supplies.procurement.take_over import Decision, Plan, PlannedLine, plan
from supplies.procurement.taken_lists import (
    LineState,
    TakenLineRow,
    TakenListRow,
    kind_name,
    taken_lines,
    taken_lists,
)
from supplies.sheets.payments import read_money_list
from supplies.ui.approvals.submitted import is_submitted, tell_submitted
from supplies.ui.background import Job
from supplies.ui.page import Page
from supplies.ui.procurement.known_rows import fill, known_table
from supplies.ui.procurement.treasury_columns import FINDING_COLUMNS, PROPOSED, Finding, state_of_planned
from supplies.ui.procurement.treasury_file import FileTaking
from supplies.ui.procurement.treasury_lists import PlannedList, TakenListList
from supplies.ui.procurement.treasury_panels import ChoosePanel, DismissPanel, UndoPanel, named
from supplies.ui.procurement.treasury_taken import TakenDesk
from supplies.ui.services import Services
from supplies.ui.session import Answer, Latest, StoreView
from supplies.ui.widgets.action_panel import ActionPanel
from supplies.ui.widgets.choice_box import ChoiceBox
from supplies.ui.widgets.facts import FactsCard
from supplies.ui.widgets.row_actions import RowActions
from supplies.ui.widgets.status import Status
from supplies.ui.widgets.tabs import Tabs
from supplies.values import Topic

LINES, FINDINGS, TAKEN, LISTS = "lines", "findings", "taken", "lists"
SUFFIXES = ("xlsx", "xls", "ods", "csv")
NEEDS = "procurement.take_list"


@dataclass(frozen=True, slots=True)
class TreasuryPicture:
    """What was taken over, all of one moment."""

    lists: list[TakenListRow]
    lines: list[TakenLineRow]


def treasury_picture(connection: StoreView) -> TreasuryPicture:
    """Return the lists that were taken over, and their lines."""
    return TreasuryPicture(taken_lists(connection), taken_lines(connection))


class TreasuryPage(Page):
    """A file that is being taken over, and all that was taken over before."""

    topics = frozenset({Topic.TENDERS})

    def __init__(self, services: Services) -> None:
        """Build the page, still without a file."""
        super().__init__(services, "treasury", _("Treasury payments and invoices"))
        self.file = FileTaking()
        self.setAcceptDrops(True)
        self._latest, self._planning = Latest(), Latest()
        self._dialog: QFileDialog | None = None
        self.add_back()
        self.kind = ChoiceBox("treasury_kind", _("What a file holds"))
        self._add_kinds()
        choose = _("Choose a file (&J)")
        self.add_action("choose", choose, self._ask_for_file, icon="import", keys="Ctrl+O", needs=NEEDS)
        post = _("Take over (&P)")
        self.post_button = self.add_action(
            "post", post, self._post, icon="check", keys="Ctrl+Return", kind="primary", needs=NEEDS
        )
        self.facts = FactsCard("treasury_facts", _("The file"))
        self.planned, self.history = PlannedList(services), TakenListList(services)
        self.findings = known_table(
            "treasury_findings", _("What is noticed"), FINDING_COLUMNS, _finding_key, services, self
        )
        self.finding_actions = RowActions("treasury_findings_actions")
        self.choose_panel, self.dismiss_panel = ChoosePanel(self, services), DismissPanel(self)
        self.undo_panel = UndoPanel(self, services)
        self.taken = TakenDesk(services, self.choose_panel, self.dismiss_panel, self.undo_panel)
        self._lay_out()
        self._add_row_actions()
        self._connect()
        self._show_file()

    def reload(self) -> None:
        """Read again what was taken over, and hold the file against the contracts as they are now."""
        self.services.session.read(self, treasury_picture, self._show, latest=self._latest)
        self._look()

    def open_record(self, key: str) -> None:
        """Look for a voucher, an invoice or a payee among the lines taken over."""
        self.tabs.open(TAKEN)
        self.taken.look_for(key)

    def has_unsaved(self) -> bool:
        """Return whether a file was read that is not taken over, or a panel holds something."""
        return self.file.is_begun or any(panel.has_entries for panel in self.findChildren(ActionPanel))

    def start_focus(self) -> None:
        """Begin with the file."""
        self.tabs.current_view.setFocus()

    # --- building ----------------------------------------------------------------------------------------------

    def _add_kinds(self) -> None:
        """Offer what a file may hold."""
        self.kind.addItem(_("The file tells what it holds"), "")
        for kind in ListKind:
            self.kind.addItem(kind_name(kind), kind.value)
        self._actions.addWidget(self.kind)
        self.kind.currentIndexChanged.connect(self._read_again)

    def _lay_out(self) -> None:
        """Lay the parts out from top to bottom."""
        self.tabs = Tabs("treasury_tabs", _("Lists"))
        self.tabs.add(LINES, _("The file (&D)"), self.planned)
        self.tabs.add(FINDINGS, _("&Noticed"), _below(self.findings, self.finding_actions))
        self.tabs.add(TAKEN, _("Lines taken over (&W)"), self.taken)
        self.tabs.add(LISTS, _("&Lists taken over"), self.history)
        self.body.addWidget(self.facts)
        self.body.addWidget(self.tabs, 1)

    def _add_row_actions(self) -> None:
        """Add what can be done with the rows selected."""
        for name, text, slot, keys, icon in (
            ("confirm", _("Confirm (&Y)"), self._confirm, "Ctrl+Y", "check"),
            ("all", _("Confirm all that are sure (&A)"), self._confirm_all, "Ctrl+Shift+Y", "check"),
            ("choose", _("Another contract (&H)"), self._choose, "Ctrl+H", "search"),
            ("dismiss", _("Belongs to none (&X)"), self._dismiss, "Ctrl+D", "remove"),
            ("back", _("Take the decision back (&G)"), self._take_back, "Ctrl+U", "undo"),
        ):
            self.planned.add_row_action(name, text, slot, keys, icon, needs=NEEDS)
        self.finding_actions.add("accept", _("Accept the difference (&E)"), self._accept, "Ctrl+E", "check")
        self.history.add_row_action("open", _("Show its lines (&Q)"), self._open_list, "Ctrl+Q", "right")

    def _connect(self) -> None:
        """Let the parts hear of each other."""
        self.planned.selection_changed.connect(self._show_allowed)
        self.history.selection_changed.connect(self._show_allowed_list)
        self.findings.selectionModel().selectionChanged.connect(self._show_allowed_finding)
        self.planned.row_opened.connect(self._choose)
        self.taken.asked_for.connect(self.asked_for)
        self.taken.said.connect(partial(self.show_message, Status.OK))
        self.undo_panel.done.connect(self._undone)
        self.history.row_opened.connect(self._show_list)
        self.findings.row_opened.connect(self._accept)
        self.permit(self.planned.empty.offer(_("Choose a file (&R)"), self._ask_for_file, "import"), NEEDS)

    # --- taking a file -----------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one file of a kind that can be read."""
        if _dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the file that was dropped."""
        path = _dropped(event)
        if path:
            event.acceptProposedAction()
            self.read_file(path)

    def read_file(self, path: str) -> None:
        """Read a file while everything else goes on; what it holds is shown once it is read."""
        self.file = FileTaking(Path(path))
        self.message.dismiss()
        self._show_file()
        self.tabs.open(LINES)
        kind = ListKind(self.kind.value()) if self.kind.value() else None
        work = partial(_read, Path(path), kind)
        task = self.services.session.run(self, work, partial(self._was_read, Path(path)), self._unreadable)
        self.follow(task, _("Reading {file} …").format(file=Path(path).name))

    def _ask_for_file(self) -> None:
        """Let a file be chosen, while everything else goes on."""
        if self._dialog is None:
            names = _("Lists ({patterns})").format(patterns=" ".join(f"*.{suffix}" for suffix in SUFFIXES))
            self._dialog = QFileDialog(self, _("Choose a file"), "", names)
            self._dialog.setObjectName("treasury_dialog")
            self._dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
            self._dialog.fileSelected.connect(self.read_file)
        self._dialog.open()

    def _read_again(self) -> None:
        """Read the file as what it is said to hold now."""
        if self.file.path is not None:
            self.read_file(str(self.file.path))

    def _was_read(self, path: Path, of: MoneyList) -> None:
        """Hold a list against the contracts; one of a file chosen before is dropped."""
        if path == self.file.path:
            self.file.of = of
            self._look()

    def _unreadable(self, error: SuppliesError) -> None:
        """Say why a file cannot be read, and list the cells that cannot."""
        self.file.error = error
        self.show_error(error)
        self._show_file()
        if error.lines:
            self.tabs.open(FINDINGS)

    def _look(self) -> None:
        """Ask what taking the list over would do, by what was decided so far."""
        of = self.file.of
        if of is None:
            return
        query = partial(plan, money_list=of, decisions=dict(self.file.decisions), day=self.services.today())
        task = self.services.session.read(self, query, partial(self._plan_made, of), latest=self._planning)
        self.follow(task, _("Comparing with the contracts …"))

    def _plan_made(self, of: MoneyList, found: Plan) -> None:
        """Show what taking the list over would do."""
        if of is not self.file.of:
            return
        is_first = self.file.plan is None
        self.file.hold(found)
        self._show_file()
        if found.is_taken:
            words = _("{file}: every line was taken over already; nothing was changed.").format(file=of.file)
            self.show_message(Status.OK, words)
        elif is_first:
            self._say_what_is_next()
            self.tabs.open(FINDINGS if self.file.unaccepted else LINES)

    def _say_what_is_next(self) -> None:
        """Say what is still to be done before the list can be taken over."""
        words = self.file.obstacle() or _("Confirm what is proposed, decide the rest, then take the list over.")
        self.show_message(Status.WARNING if self.file.unaccepted else Status.INFO, words)

    def _show_file(self) -> None:
        """Show the file as it is now."""
        facts = self.file.facts()
        self.facts.setVisible(bool(facts))
        self.facts.show_facts([*facts, *([(_("If posted now"), self.file.counted())] if self.file.is_begun else [])])
        self.planned.show_rows(self.file.lines)
        found = self.file.findings()
        fill(self.findings, found)
        self.tabs.set_text(LINES, _("The file ({n}) (&D)").format(n=len(self.file.lines)))
        self.tabs.set_text(FINDINGS, _("&Noticed ({n})").format(n=len(found)))
        self.post_button.forbid("file", self.file.obstacle())
        self._show_allowed()
        self._show_allowed_finding()

    def _post(self) -> None:
        """Post what is shown."""
        words = self.file.counted()
        self.post_button.forbid("file", _("It is being posted."))
        actions = self.file.actions(self.services.today())
        self.services.session.post(self, actions, partial(self._posted, words), self._refused)

    def _posted(self, words: str, answer: Answer) -> None:
        """Say what was done; the change reloads the page."""
        name = "" if self.file.of is None else self.file.of.file
        self.file = FileTaking()
        self._show_file()
        if is_submitted(answer):
            tell_submitted(self.services.session, self, answer, partial(self.show_message, Status.OK))
            return
        self.show_message(Status.OK, _("{file} is taken over: {words}.").format(file=name, words=words))
        self.taken.show_open()
        self.tabs.open(TAKEN)

    def _refused(self, error: SuppliesError) -> None:
        """Say why it was not posted; the file stays read."""
        self.post_button.forbid("file", self.file.obstacle())
        self.show_error(error)

    # --- deciding about lines of the file ------------------------------------------------------------------------

    def _selected(self) -> list[PlannedLine]:
        """Return the lines of the file that are selected."""
        return list(self.planned.table.selected_rows())

    def _confirm(self) -> None:
        """Follow what is proposed for the lines selected."""
        if self.file.confirm(self._selected()):
            self._look()

    def _confirm_all(self) -> None:
        """Follow every proposal that is sure."""
        if self.file.confirm_all():
            self._look()

    def _choose(self) -> None:
        """Ask which contract the lines selected belong to."""
        rows = self._selected()
        if rows:
            self.choose_panel.open_near(
                named([row.line for row in rows]), rows[0].proposal.candidates, partial(self._say, rows)
            )

    def _dismiss(self) -> None:
        """Ask why the lines selected belong to no contract."""
        rows = self._selected()
        if rows:
            self.dismiss_panel.open_for(named([row.line for row in rows]), partial(self._say, rows))

    def _say(self, rows: Sequence[PlannedLine], decision: Decision) -> None:
        """Note a decision, and look what it does."""
        self.file.decide(rows, decision)
        self._look()

    def _take_back(self) -> None:
        """Forget what was said about the lines selected."""
        self.file.take_back(self._selected())
        self._look()

    def _accept(self) -> None:
        """Accept the differences selected, each by its name."""
        rows: list[Finding] = self.findings.selected_rows()
        self.file.accept(row.key for row in rows if row.is_difference)
        self._show_file()
        self._say_what_is_next()

    def _show_allowed(self) -> None:
        """Allow what can be done with the lines selected."""
        rows = self._selected()
        none = "" if rows else _("Select a line first.")
        sure = any(state_of_planned(row) == PROPOSED for row in rows)
        said = any(row.line.fingerprint in self.file.decisions for row in rows)
        allow = self.planned.row_actions.allow
        allow("confirm", none or ("" if sure else _("Nothing is proposed for sure; choose a contract.")))
        for name in ("choose", "dismiss"):
            allow(name, none)
        allow("back", none or ("" if said else _("Nothing was decided about it.")))
        is_any = any(state_of_planned(row) == PROPOSED for row in self.file.lines)
        allow("all", "" if is_any else _("Nothing more is proposed for sure."))

    def _show_allowed_finding(self) -> None:
        """Allow accepting the differences selected."""
        rows: list[Finding] = self.findings.selected_rows()
        is_any = any(row.is_difference and not row.is_accepted for row in rows)
        self.finding_actions.allow("accept", "" if is_any else _("Select a difference that is not accepted yet."))

    # --- what was taken over ------------------------------------------------------------------------------------

    def _show(self, picture: TreasuryPicture) -> None:
        """Show what was taken over."""
        self.taken.show_lists(picture.lists)
        self.taken.show_rows(picture.lines)
        self.history.show_rows(picture.lists)
        still_open = sum(row.state is LineState.OPEN for row in picture.lines)
        self.tabs.set_text(TAKEN, _("Lines taken over ({n} open) (&W)").format(n=still_open))
        self.tabs.set_text(LISTS, _("&Lists taken over ({n})").format(n=len(picture.lists)))

    def _undone(self, words: str, _key: Hashable) -> None:
        """Say what was done; the change reloads the page."""
        self.show_message(Status.OK, words)

    def _show_allowed_list(self) -> None:
        """Allow opening the list selected."""
        self.history.row_actions.allow("open", "" if self.history.selected() else _("Select one list first."))

    def _open_list(self) -> None:
        """Show the lines of the list selected."""
        row = self.history.selected()
        if row is not None:
            self._show_list(row)

    def _show_list(self, row: TakenListRow) -> None:
        """Show the lines of a list."""
        self.tabs.open(TAKEN)
        self.taken.show_list(row)
        self.taken.setFocus()


def _read(path: Path, kind: ListKind | None, job: Job) -> MoneyList:
    """Read a file. Runs on a worker thread."""
    job.check()
    return read_money_list(path, kind)


def _dropped(event: QDropEvent) -> str:
    """Return the path of the one file that is dropped, if its kind can be read."""
    urls = event.mimeData().urls()
    path = urls[0].toLocalFile() if len(urls) == 1 else ""
    return path if path.lower().endswith(SUFFIXES) else ""


def _below(table: QWidget, actions: QWidget) -> QWidget:
    """Return a table with what can be done below it, as one view."""
    view = QWidget()
    layout = QVBoxLayout(view)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(8)
    layout.addWidget(table, 1)
    layout.addWidget(actions)
    view.setFocusProxy(table)
    return view


def _finding_key(row: Finding) -> str:
    """Return what tells one finding from every other."""
    return row.key

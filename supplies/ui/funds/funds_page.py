"""Relief money, to the fen: the statement at budget basis, the appropriations, the lots and every check."""

from collections.abc import Hashable, Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QScrollArea

from supplies.language import _
from supplies.procurement.lot_queries import lot_name
from supplies.procurement.queries import TenderLotRow, tender_lots
from supplies.ui.funds.allot_panels import AllotPanel, TakeBackPanel, UsePanel
from supplies.ui.funds.allotment_panel import AllotmentPanel
from supplies.ui.funds.bucket_bar import Bucket
from supplies.ui.funds.details import CheckPanel, LotPanel
from supplies.ui.funds.figures import FIGURE_NAMES, LOT_FIGURES, in_lot, made_of, of_fund
from supplies.ui.funds.lists import AllotmentList, CheckList, FundList, LotList
from supplies.ui.funds.matrix_view import MatrixView
from supplies.ui.funds.money_panels import AppropriatePanel, PublishPanel, WithdrawPanel
from supplies.ui.funds.picture import FundsPicture, funds_picture
from supplies.ui.funds.statement_view import APPROPRIATED, DIFFERENCE, StatementView
from supplies.ui.funds.tender_panels import AwardPanel, CancelPanel, FailPanel, PlanPanel, ProjectPanel, StartPanel
from supplies.ui.funds.year_panels import AdjustPanel, CarryPanel, MoneyStepPanel, ReturnPanel
from supplies.ui.page import Page
from supplies.ui.services import Services
from supplies.ui.session import Latest
from supplies.ui.widgets.action_panel import ActionPanel
from supplies.ui.widgets.empty_state import EmptyState
from supplies.ui.widgets.status import Status
from supplies.ui.widgets.tabs import Tabs
from supplies.values import Topic, total_money

LOTS, APPROPRIATIONS, ALLOTMENTS, MATRIX, CHECKS = "lots", "appropriations", "allotments", "matrix", "checks"


class FundsPage(Page):
    """The statement above, the lists in tabs below; every step of money and tenders in a panel."""

    topics = frozenset({Topic.FUNDS, Topic.TENDERS})

    def __init__(self, services: Services) -> None:
        """Build the page."""
        super().__init__(services, "funds", _("Funds"))
        self.picture: FundsPicture | None = None
        self._latest = Latest()
        self._bringing = QTimer(self, interval=0, singleShot=True)
        self._bringing.timeout.connect(self._bring_list)
        self.statement = StatementView("funds_statement")
        title = _("No relief money is recorded yet")
        text = _("Each document that brings money, each tender and each award stands here, and agrees to the fen.")
        self.empty = EmptyState("funds_empty", "funds", title, text)
        self.lots, self.appropriations, self.checks = LotList(services), FundList(services), CheckList(services)
        self.allotments, self.matrix = AllotmentList(services), MatrixView(services, self)
        self.tabs = Tabs("funds_tabs", _("Lists"))
        self.tabs.add(LOTS, _("L&ots"), self.lots)
        self.tabs.add(APPROPRIATIONS, _("App&ropriations"), self.appropriations)
        self.tabs.add(ALLOTMENTS, _("Allotments (&C)"), self.allotments)
        self.tabs.add(MATRIX, _("Sources × uses (&I)"), self.matrix)
        self.tabs.add(CHECKS, _("C&hecks"), self.checks)
        self.body.addWidget(self.statement)
        self.body.addWidget(self.tabs, 1)
        self.body.addWidget(self.empty, 1)
        self._add_panels()
        self._add_actions()
        self._add_row_actions()
        self._connect()
        self._show_parts(is_empty=False)

    def reload(self) -> None:
        """Read the statement and all lists again, at one moment; at first the lots alone, which are there sooner."""
        if self.picture is None:
            self.services.session.read(self, tender_lots, self._show_lots, latest=self._latest)
        else:
            self._read_all()

    def _read_all(self) -> None:
        """Read all that is shown."""
        self.services.session.read(self, funds_picture(), self._show, latest=self._latest)

    def _show_lots(self, lots: Sequence[TenderLotRow]) -> None:
        """Show the lots while the statement is still being made up."""
        self.lots.show_rows(lots)
        self._read_all()

    def open_record(self, key: str) -> None:
        """Look for an allotment by its number, or for a lot by its project, name or winner."""
        allotted = () if self.picture is None else (row.number for row in self.picture.allotments)
        is_allotment = key in set(allotted)
        self.tabs.open(ALLOTMENTS if is_allotment else LOTS)
        (self.allotments if is_allotment else self.lots).look_for(key)

    def has_unsaved(self) -> bool:
        """Return whether a panel holds something that is not posted."""
        return any(panel.has_entries for panel in self.findChildren(ActionPanel))

    def start_focus(self) -> None:
        """Begin with the list that is open; where there is no money yet, with the first step."""
        start = self._first_step if self.empty.isVisible() else self.tabs.current_view
        start.setFocus()

    # --- building ----------------------------------------------------------------------------------------------

    def _add_panels(self) -> None:
        """Make the panels."""
        services = self.services
        self.appropriate_panel = AppropriatePanel(self, services)
        self.withdraw_panel = WithdrawPanel(self, services)
        self.publish_panel = PublishPanel(self, services)
        self.project_panel = ProjectPanel(self, services)
        self.plan_panel = PlanPanel(self, services)
        self.start_panel = StartPanel(self, services)
        self.award_panel = AwardPanel(self, services)
        self.fail_panel = FailPanel(self, services)
        self.cancel_panel = CancelPanel(self, services)
        self.allot_panel, self.use_panel = AllotPanel(self, services), UsePanel(self, services)
        self.take_back_panel, self.adjust_panel = TakeBackPanel(self, services), AdjustPanel(self, services)
        self.return_panel, self.carry_panel = ReturnPanel(self, services), CarryPanel(self, services)
        self.allotment_panel = AllotmentPanel(self, services)
        self.lot_panel = LotPanel(self, services)
        self.check_panel = CheckPanel(self, services)
        self.check_panel.asked_for.connect(self.asked_for)

    def _add_actions(self) -> None:
        """Add what can be begun at any time."""
        self.add_action(
            "treasury", _("Treasury lists (&N)"), self._open_treasury, icon="import", keys="Ctrl+Shift+T", kind="quiet"
        )
        publish, project = _("Record published fi&gures"), _("Open a &project")
        self.add_action(
            "publish",
            publish,
            self.publish_panel.open_panel,
            icon="reports",
            keys="Ctrl+G",
            needs="funds.publish_figures",
        )
        self.add_action(
            "project",
            project,
            self.project_panel.open_panel,
            icon="add",
            keys="Ctrl+Shift+N",
            needs="procurement.open_project",
        )
        self.plan_button = self.add_action(
            "plan", _("Plan a &lot"), self.plan_panel.open_panel, icon="add", keys="Ctrl+L", needs="procurement.add_lot"
        )
        appropriate, begin = _("Record an &appropriation"), self.appropriate_panel.open_panel
        needs = "funds.appropriate"
        self.add_action("appropriate", appropriate, begin, icon="add", keys="Ctrl+N", kind="primary", needs=needs)
        self._first_step = self.empty.offer(_("Record the first appropriation (&B)"), begin)
        self.permit(self._first_step, needs)

    def _add_row_actions(self) -> None:
        """Add what can be done with the row selected."""
        add = self.lots.add_row_action
        add("show", _("Show the lot (&D)"), self._show_lot, "Ctrl+Return", "info")
        add("open", _("Open the lot (&Q)"), self._open_lot, "Ctrl+O", "right")
        add("start", _("Put to tender (&S)"), self._start, "Ctrl+T", "right", needs="procurement.start_tender")
        add("award", _("Record the award (&W)"), self._award, "Ctrl+B", "check", needs="procurement.record_award")
        add("fail", _("Tender failed (&X)"), self._fail, "Ctrl+Shift+B", "undo", needs="procurement.fail_tender")
        add("cancel", _("Cancel the lot (&K)"), self._cancel, "Ctrl+Del", "remove", needs="procurement.cancel_lot")
        self._add_money_actions()
        self._add_allotment_actions()
        self.checks.add_row_action("show", _("Show the check (&D)"), self._show_check, "Ctrl+Return", "info")

    def _add_money_actions(self) -> None:
        """Add what can be done with the appropriation selected."""
        add = self.appropriations.add_row_action
        add("open", _("Open the record (&Q)"), self._open_fund, "Ctrl+O", "right")
        add("allot", _("Allot (&S)"), self._allot, "Ctrl+T", "transfer", needs="funds.allot")
        add("adjust", _("Adjust (&J)"), self._adjust, "Ctrl+J", "documents", needs="funds.adjust")
        add("give_back", _("Return money (&B)"), self._give_back, "Ctrl+B", "undo", needs="funds.return_money")
        add("carry", _("Carry over (&Y)"), self._carry, "Ctrl+Y", "right", needs="funds.carry_over")
        add("withdraw", _("Withdraw (&W)"), self._withdraw, "Ctrl+Del", "undo", needs="funds.withdraw")

    def _add_allotment_actions(self) -> None:
        """Add what can be done with allotments."""
        add = self.allotments.add_row_action
        add("show", _("Show the allotment (&D)"), self._show_allotment, "Ctrl+Return", "info")
        add("allot", _("Allot money (&S)"), self._begin_allotting, "Ctrl+T", "add", needs="funds.allot")
        add("use", _("Record what is spent (&B)"), self._use, "Ctrl+B", "check", needs="funds.report_use")
        add("take_back", _("Take back (&W)"), self._take_back, "Ctrl+Del", "undo", needs="funds.take_back")

    def _connect(self) -> None:
        """Let the parts hear of each other."""
        self.statement.checks_wanted.connect(self._show_wrong_checks)
        self.statement.figure_opened.connect(self.show_figure)
        self.lots.row_opened.connect(self._open_lot)
        self.appropriations.row_opened.connect(self._open_fund)
        self.allotments.row_opened.connect(self._show_allotment)
        self.checks.row_opened.connect(self._show_check)
        self.appropriate_panel.done.connect(self._fund_done)
        self.withdraw_panel.done.connect(self._withdrawn)
        for step in (self.plan_panel, self.start_panel, self.award_panel, self.fail_panel, self.cancel_panel):
            step.done.connect(self._lot_done)
        for of_allotment in (self.allot_panel, self.use_panel, self.take_back_panel):
            of_allotment.done.connect(self._allotment_done)
        for of_money in (self.adjust_panel, self.return_panel, self.carry_panel):
            of_money.done.connect(self._fund_done)
        for plain in (self.project_panel, self.publish_panel):
            plain.done.connect(self._done)

    def _open_treasury(self) -> None:
        """Open the lists of treasury payments and invoices."""
        self.asked_for.emit("treasury", "")

    # --- reading -----------------------------------------------------------------------------------------------

    def _show(self, picture: FundsPicture) -> None:
        """Show what was read."""
        self.picture = picture
        self.statement.show_statement(picture.statement)
        self._show_parts(is_empty=not picture.appropriations)
        self.plan_panel.show_picture(picture)
        self.carry_panel.show_rules(picture.rules)
        wrong = len(picture.wrong_checks)
        self.tabs.set_text(CHECKS, _("C&hecks ({n} fail)").format(n=wrong) if wrong else _("C&hecks"))
        self.lots.show_rows(picture.lots)
        self.appropriations.show_rows(picture.appropriations)
        self.allotments.show_rows(picture.allotments)
        self.matrix.show_matrix(picture.matrix)
        self.checks.show_rows(picture.checks)
        self._allow_planning(picture.planning_obstacle)

    def _show_parts(self, *, is_empty: bool) -> None:
        """Show the empty state until there is money, and the statement from then on."""
        is_news = is_empty == self.empty.isHidden()
        self.statement.setVisible(not is_empty)
        self.tabs.setVisible(not is_empty)
        self.empty.setVisible(is_empty)
        if is_news:
            self.start_focus()

    def _allow_planning(self, reason: str) -> None:
        """Let lots be planned, or say why not."""
        self.plan_button.forbid("planning", reason)

    def _show_wrong_checks(self) -> None:
        """Open the checks, only those that fail."""
        self._show_checks(is_wrong=True)

    def _show_checks(self, *, is_wrong: bool) -> None:
        """Open the checks, all of them or only those that fail."""
        self.tabs.open(CHECKS)
        self.checks.show_wrong(is_wrong=is_wrong)
        self.checks.setFocus()

    # --- what a figure is made of ---------------------------------------------------------------------------------

    def show_figure(self, name: str) -> None:
        """Show the rows that a figure of the statement is made of, and say whether they add up to it."""
        if self.picture is None:
            return
        if name == DIFFERENCE:
            self._show_checks(is_wrong=bool(self.picture.wrong_checks))
            return
        bucket = None if name == APPROPRIATED else Bucket(name)
        if bucket is Bucket.ALLOTTED:
            self.tabs.open(ALLOTMENTS)
            self.allotments.look_for("")
        elif bucket in LOT_FIGURES:
            self.tabs.open(LOTS)
            self.lots.show_figure(bucket)
        else:
            self.tabs.open(APPROPRIATIONS)
            self.appropriations.show_figure(bucket)
        self.tabs.current_view.setFocus()
        self.show_message(Status.INFO, figure_words(self.picture, bucket))
        self._bringing.start()  # once the message has its place

    def _bring_list(self) -> None:
        """Scroll the list into sight where the page is higher than the window."""
        scroll = self.findChild(QScrollArea, f"{self.objectName()}_scroll")
        if isinstance(scroll, QScrollArea):
            scroll.ensureWidgetVisible(self.tabs.current_view)

    # --- the row selected --------------------------------------------------------------------------------------

    def _show_lot(self) -> None:
        """Show the lot selected, with its rounds."""
        lot = self.lots.selected()
        if lot is not None:
            self.lot_panel.show_lot(lot)

    def _open_lot(self) -> None:
        """Open the page of the lot selected, with its contracts and every further step."""
        lot = self.lots.selected()
        if lot is not None:
            self.asked_for.emit("lot", lot_name(lot))

    def _start(self) -> None:
        """Put the lot selected to tender."""
        lot = self.lots.selected()
        if lot is not None:
            self.start_panel.open_for(lot)

    def _award(self) -> None:
        """Record who won the lot selected."""
        lot = self.lots.selected()
        if lot is not None:
            self.award_panel.open_for(lot)

    def _fail(self) -> None:
        """Record that the round of the lot selected failed."""
        lot = self.lots.selected()
        if lot is not None:
            self.fail_panel.open_for(lot)

    def _cancel(self) -> None:
        """Give the lot selected up."""
        lot = self.lots.selected()
        if lot is not None:
            self.cancel_panel.open_for(lot)

    def _withdraw(self) -> None:
        """Withdraw the appropriation selected."""
        row = self.appropriations.selected()
        if row is not None:
            self.withdraw_panel.open_for(row)

    def _open_fund(self) -> None:
        """Open the record of the appropriation selected."""
        row = self.appropriations.selected()
        if row is not None:
            self.asked_for.emit("appropriation", row.number)

    def _allot(self) -> None:
        """Allot money of the appropriation selected."""
        self.allot_panel.open_for(self.appropriations.selected())

    def _begin_allotting(self) -> None:
        """Allot money of any appropriation."""
        self.allot_panel.open_for(None)

    def _adjust(self) -> None:
        """Adjust the appropriation selected."""
        self._begin(self.adjust_panel)

    def _give_back(self) -> None:
        """Give money of the appropriation selected back."""
        self._begin(self.return_panel)

    def _carry(self) -> None:
        """Carry the appropriation selected over."""
        self._begin(self.carry_panel)

    def _begin(self, panel: MoneyStepPanel) -> None:
        """Ask about the appropriation selected."""
        row = self.appropriations.selected()
        if row is not None:
            panel.open_for(row)

    def _show_allotment(self) -> None:
        """Show the allotment selected, with what became of it."""
        row = self.allotments.selected()
        if row is not None:
            self.allotment_panel.show_allotment(row)

    def _use(self) -> None:
        """Record what is spent of the allotment selected."""
        row = self.allotments.selected()
        if row is not None:
            self.use_panel.open_for(row)

    def _take_back(self) -> None:
        """Take back what is left of the allotment selected."""
        row = self.allotments.selected()
        if row is not None:
            self.take_back_panel.open_for(row)

    def _show_check(self) -> None:
        """Show the check selected, with the lots concerned."""
        check = self.checks.selected()
        if check is not None:
            self.check_panel.show_check(check)

    # --- after posting -----------------------------------------------------------------------------------------

    def _done(self, words: str, _key: Hashable) -> None:
        """Say what was done; the change reloads the page."""
        self.show_message(Status.OK, words)

    def _fund_done(self, words: str, key: Hashable) -> None:
        """Show the appropriation that was recorded."""
        self._done(words, key)
        self.tabs.open(APPROPRIATIONS)
        self.appropriations.await_row(key)

    def _withdrawn(self, words: str, key: Hashable) -> None:
        """Show the appropriation that was withdrawn, among the others."""
        self.appropriations.filters.set_values({"withdrawn": "yes"})
        self._fund_done(words, key)

    def _lot_done(self, words: str, key: Hashable) -> None:
        """Show the lot that was planned or taken a step further."""
        self._done(words, key)
        self.tabs.open(LOTS)
        self.lots.await_row(key)

    def _allotment_done(self, words: str, key: Hashable) -> None:
        """Show the allotment that was made or taken a step further."""
        self._done(words, key)
        self.tabs.open(ALLOTMENTS)
        self.allotments.await_row(key)


def figure_words(picture: FundsPicture, bucket: Bucket | None) -> str:
    """Return what a figure of the statement is made of; None is all that was appropriated."""
    standing = picture.statement.appropriations
    if bucket is None:
        parts = [row.amount for row in standing]
        return made_of(_("Appropriated"), picture.statement.appropriated, parts, _("{n} appropriations"))
    amount = total_money(of_fund(row, bucket) for row in standing)
    if bucket is Bucket.ALLOTTED:
        parts, what = [row.amount - row.taken_back for row in picture.allotments], _("{n} allotments")
    elif bucket in LOT_FIGURES:
        parts, what = [in_lot(lot, bucket) for lot in picture.lots], _("{n} lots")
    else:
        parts, what = [of_fund(row, bucket) for row in standing], _("{n} appropriations")
    return made_of(_(FIGURE_NAMES[bucket]), amount, [part for part in parts if part], what)

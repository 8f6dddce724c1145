"""One appropriation: where each yuan of it stands, the lots that it pays, its allotments, its documents, every step."""

from collections.abc import Hashable
from functools import partial

from supplies.attachments.subjects import Subject
from supplies.attachments.words import SubjectKind
from supplies.funds.allotment_queries import AllotmentRow
from supplies.funds.progress import percent_of
from supplies.funds.words import purpose_names
from supplies.language import N_, _
from supplies.procurement.fund_view import FundEvent, FundLot, FundPaper, FundView, fund_view
from supplies.procurement.words import stage_name
from supplies.ui.attachments.papers_panel import PapersPanel
from supplies.ui.funds.allot_panels import AllotmentStepPanel, AllotPanel, TakeBackPanel, UsePanel
from supplies.ui.funds.allotment_panel import AllotmentPanel
from supplies.ui.funds.columns import ALLOTMENT_COLUMNS, STAGE_MARKS, money_column, sources, title_words, wan_words
from supplies.ui.funds.lists import is_gone, kept_by, nothing_free, nothing_left
from supplies.ui.funds.money_panels import WithdrawPanel
from supplies.ui.funds.waterfall import Waterfall, falls_of
from supplies.ui.funds.year_panels import AdjustPanel, CarryPanel, MoneyStepPanel, ReturnPanel
from supplies.ui.page import Page
from supplies.ui.paged_table import Column
from supplies.ui.permits import no_depot
from supplies.ui.procurement.known_rows import fill, known_table
from supplies.ui.procurement.progress_list import ProgressList
from supplies.ui.services import Services
from supplies.ui.session import Latest
from supplies.ui.widgets.action_panel import ActionPanel
from supplies.ui.widgets.facts import FactsCard
from supplies.ui.widgets.halves import Halves
from supplies.ui.widgets.row_actions import RowActions
from supplies.ui.widgets.status import Status
from supplies.ui.widgets.tabs import Tabs
from supplies.values import Topic

LOTS, PROGRESS, ALLOTMENTS, PAPERS = "lots", "progress", "allotments", "papers"
PAPER_MARKS = {
    FundPaper.APPROPRIATED: "check",
    FundPaper.ADJUSTED: "info",
    FundPaper.CARRIED: "right",
    FundPaper.RETURNED: "undo",
}

FUND_LOT_COLUMNS: tuple[Column[FundLot], ...] = (
    Column("lot", N_("Tender lot"), lambda row: row.card.words, width_ems=12, stretches=True),
    Column(
        "stage", N_("Stage"), lambda row: stage_name(row.stage), mark=lambda row: STAGE_MARKS[row.stage], width_ems=4
    ),
    money_column("part", N_("Of its budget (yuan)"), lambda row: row.part, width_ems=7.5),
    money_column("standing", N_("On the books (yuan)"), lambda row: row.standing),
    money_column("contracted", N_("Under contract (yuan)"), lambda row: row.contracted),
    money_column("accepted", N_("Accepted (yuan)"), lambda row: row.accepted),
    money_column("paid", N_("Paid (yuan)"), lambda row: row.paid),
)
FUND_EVENT_COLUMNS: tuple[Column[FundEvent], ...] = (
    Column("on", N_("Date"), lambda row: str(row.on), width_ems=6),
    Column("name", N_("Step"), lambda row: row.name, mark=lambda row: PAPER_MARKS[row.kind], width_ems=4),
    Column("number", N_("Document number"), lambda row: row.number, width_ems=9, stretches=True),
    money_column("amount", N_("Amount (yuan)"), lambda row: row.amount, width_ems=7),
    Column("reason", N_("Reason"), lambda row: row.reason, width_ems=9),
)


class AppropriationPage(Page):
    """Opened with the number of an appropriation's document."""

    topics = frozenset({Topic.FUNDS, Topic.TENDERS})

    def __init__(self, services: Services) -> None:
        """Build the page, still without an appropriation."""
        super().__init__(services, "appropriation", _("Appropriation"))
        self.view: FundView | None = None
        self._number = ""
        self._latest = Latest()
        self.add_back()
        self.add_action(
            "follow", _("Money trail (&Z)"), self._follow_money, icon="funds", keys="Ctrl+Shift+Y", kind="quiet"
        )
        self.scans = PapersPanel(self, services)
        self.facts = FactsCard("appropriation_facts", _("Appropriation"))
        self.steps = RowActions("appropriation_steps")
        self.waterfall = Waterfall("appropriation_waterfall")
        self.lots = known_table("appropriation_lots", _("Lots"), FUND_LOT_COLUMNS, _lot_key, services, self)
        self.progress_list = ProgressList("appropriation_progress_list")
        self.allotments = known_table(
            "appropriation_allotments", _("Allotments"), ALLOTMENT_COLUMNS, _allotment_key, services, self
        )
        self.papers = known_table(
            "appropriation_papers", _("Documents"), FUND_EVENT_COLUMNS, _event_key, services, self
        )
        self.tabs = Tabs("appropriation_tabs", _("Lists"))
        self.tabs.add(LOTS, _("L&ots"), self.lots)
        self.tabs.add(PROGRESS, _("&Progress by lot"), self.progress_list)
        self.tabs.add(ALLOTMENTS, _("Allotments (&C)"), self.allotments)
        self.tabs.add(PAPERS, _("&Documents of it"), self.papers)
        self.body.addWidget(self.facts)
        self.body.addWidget(self.steps)
        self.body.addWidget(Halves("appropriation_halves", self.waterfall, self.tabs, shares=(2, 3)), 1)
        self._add_panels()
        self._add_steps()
        self.lots.row_opened.connect(self._open_lot)
        self.progress_list.card_opened.connect(self._open_card)
        self.allotments.row_opened.connect(self.allotment_panel.show_allotment)

    def open_record(self, key: str) -> None:
        """Show another appropriation."""
        self._number = key
        self.message.dismiss()
        self.reload()

    def reload(self) -> None:
        """Read the appropriation again."""
        if self._number:
            self.services.session.read(self, partial(fund_view, number=self._number), self._show, latest=self._latest)

    def has_unsaved(self) -> bool:
        """Return whether a panel holds something that is not posted."""
        return any(panel.has_entries for panel in self.findChildren(ActionPanel))

    def start_focus(self) -> None:
        """Begin in the list that is open."""
        self.tabs.current_view.setFocus()

    # --- building ----------------------------------------------------------------------------------------------

    def _add_panels(self) -> None:
        """Make the panels."""
        services = self.services
        self.allot_panel, self.withdraw_panel = AllotPanel(self, services), WithdrawPanel(self, services)
        self.adjust_panel, self.return_panel = AdjustPanel(self, services), ReturnPanel(self, services)
        self.carry_panel, self.use_panel = CarryPanel(self, services), UsePanel(self, services)
        self.take_back_panel = TakeBackPanel(self, services)
        self.allotment_panel = AllotmentPanel(self, services)

    def _add_steps(self) -> None:
        """Add a button for each step, of the money and of the allotment selected."""
        money: tuple[tuple[str, str, AllotPanel | MoneyStepPanel | WithdrawPanel, str, str, str], ...] = (
            ("allot", _("Allot (&S)"), self.allot_panel, "Ctrl+T", "transfer", "allot"),
            ("adjust", _("Adjust (&J)"), self.adjust_panel, "Ctrl+J", "documents", "adjust"),
            ("give_back", _("Return money (&G)"), self.return_panel, "Ctrl+B", "undo", "return_money"),
            ("carry", _("Carry over (&Y)"), self.carry_panel, "Ctrl+Y", "right", "carry_over"),
            ("withdraw", _("Withdraw (&W)"), self.withdraw_panel, "Ctrl+Del", "undo", "withdraw"),
        )
        for name, text, panel, keys, icon, needs in money:
            self.steps.add(name, text, partial(self._begin, panel), keys, icon)
            self._permit(name, needs, panel)
        allotted: tuple[tuple[str, str, AllotmentStepPanel, str, str, str], ...] = (
            ("use", _("Record what is spent (&X)"), self.use_panel, "Ctrl+U", "check", "report_use"),
            ("take_back", _("Take back (&K)"), self.take_back_panel, "Ctrl+Shift+U", "undo", "take_back"),
        )
        for name, text, step, keys, icon, needs in allotted:
            self.steps.add(name, text, partial(self._begin_allotted, step), keys, icon)
            self._permit(name, needs, step)
        self.allotments.selectionModel().selectionChanged.connect(self._allow)

    def _permit(self, name: str, needs: str, panel: ActionPanel) -> None:
        """Let a step be used by those who may post it, and hear when it is done."""
        self.steps.permit(name, self.services.session, f"funds.{needs}", no_depot)
        panel.done.connect(self._done)

    # --- showing -----------------------------------------------------------------------------------------------

    def _show(self, view: FundView) -> None:
        """Show an appropriation."""
        self.view = view
        self.set_title(f"{view.fund.number} {title_words(view.fund)}")
        self.scans.show_of(Subject(SubjectKind.APPROPRIATION, view.fund.number))
        self.facts.show_facts([(title, words) for title, words in fact_words(view) if words])
        self.waterfall.show_falls(falls_of(view.parts))
        self.carry_panel.show_rules((view.rule,))
        fill(self.lots, view.lots)
        self.progress_list.show_cards([lot.card for lot in view.lots])
        fill(self.allotments, view.allotments)
        fill(self.papers, view.events)
        self.tabs.set_text(LOTS, _("L&ots ({n})").format(n=len(view.lots)))
        self.tabs.set_text(ALLOTMENTS, _("Allotments ({n}) (&C)").format(n=len(view.allotments)))
        self._allow()

    def _allow(self) -> None:
        """Allow what can be done now."""
        if self.view is None:
            return
        row, selected = self.view.fund, self._selected()
        for name, reason in (
            ("allot", nothing_free(row)),
            ("adjust", is_gone(row)),
            ("give_back", nothing_free(row)),
            ("carry", is_gone(row)),
            ("withdraw", kept_by(row)),
        ):
            self.steps.allow(name, reason)
        one = _("Select one allotment first.")
        for name in ("use", "take_back"):
            self.steps.allow(name, one if selected is None else nothing_left(selected))

    def _selected(self) -> AllotmentRow | None:
        """Return the allotment selected."""
        rows = self.allotments.selected_rows()
        return rows[0] if len(rows) == 1 else None

    def _begin(self, panel: AllotPanel | MoneyStepPanel | WithdrawPanel) -> None:
        """Ask what is needed for a step."""
        if self.view is not None:
            panel.open_for(self.view.fund)

    def _begin_allotted(self, panel: AllotmentStepPanel) -> None:
        """Ask what is needed for a step of the allotment selected."""
        row = self._selected()
        if row is not None:
            panel.open_for(row)

    def _done(self, words: str, _key: Hashable) -> None:
        """Say what was done; the change reloads the page."""
        self.show_message(Status.OK, words)

    def _follow_money(self) -> None:
        """Follow the money to the goods and with whom they are."""
        if self._number:
            self.asked_for.emit("fund_trace", self._number)

    def _open_lot(self, row: FundLot) -> None:
        """Open a lot."""
        self.asked_for.emit("lot", row.key)

    def _open_card(self, key: str) -> None:
        """Open a lot of the picture."""
        self.asked_for.emit("lot", key)


def fact_words(view: FundView) -> tuple[tuple[str, str], ...]:
    """Return what is known of an appropriation; what is not is left out."""
    row = view.fund
    carried = _(", ").join(f"{year}: {amount.wan()}" for year, amount in row.carried)
    rate = percent_of(view.paid, row.amount)
    until = _("{day} ({source})").format(day=row.last_day, source=view.rule.source)
    return (
        (_("Date"), str(row.dated)),
        (_("Sources"), sources(row)),
        (_("Amount"), wan_words(row.amount)),
        (_("First recorded"), wan_words(row.original) if row.original != row.amount else ""),
        (_("Purpose"), purpose_names(row.purposes)),
        (_("Budget year"), str(row.year)),
        (_("May be used until"), until),
        (_("Direct funds"), _("yes") if row.is_direct else ""),
        (_("Budget basis, tendered"), wan_words(view.tendered)),
        (_("Contract basis"), wan_words(view.contracted)),
        (_("Paid basis"), wan_words(view.paid)),
        (_("Rate of execution"), f"{rate} %" if rate else ""),
        (_("Carried over"), carried),
    )


def _lot_key(row: FundLot) -> str:
    """Return what tells one lot from every other."""
    return row.key


def _allotment_key(row: AllotmentRow) -> object:
    """Return what tells one allotment from every other."""
    return row.allotment_id


def _event_key(row: FundEvent) -> tuple[str, str]:
    """Return what tells one document from every other."""
    return row.kind, row.number

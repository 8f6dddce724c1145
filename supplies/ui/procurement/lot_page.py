"""One lot of a project: its ladder of amounts, all that happened to it, its contracts, and every next step."""

from collections.abc import Hashable
from functools import partial

from supplies.language import _
from supplies.procurement.contract_queries import ContractRow
from supplies.procurement.goods_queries import DocumentBehind
from supplies.procurement.lot_queries import LotEvent, LotView, lot_view
from supplies.procurement.queries import TenderLotRow
from supplies.procurement.words import Bucket, LotStage, method_name, stage_name
from supplies.ui.funds.columns import wan_words
from supplies.ui.funds.tender_panels import AwardPanel, CancelPanel, FailPanel, StartPanel, StepPanel
from supplies.ui.page import Page
from supplies.ui.permits import no_depot
from supplies.ui.procurement.columns import DOCUMENT_COLUMNS, EVENT_COLUMNS, LOT_CONTRACT_COLUMNS
from supplies.ui.procurement.known_rows import fill, known_table
from supplies.ui.procurement.ladder import Ladder, steps_of
from supplies.ui.procurement.lot_panels import AnnulPanel, ClosePanel, FundPanel
from supplies.ui.procurement.sign_panel import SignPanel
from supplies.ui.services import Services
from supplies.ui.session import Latest
from supplies.ui.widgets.action_panel import ActionPanel
from supplies.ui.widgets.facts import FactsCard
from supplies.ui.widgets.halves import Halves
from supplies.ui.widgets.row_actions import RowActions
from supplies.ui.widgets.status import Status
from supplies.ui.widgets.tabs import Tabs
from supplies.values import NO_MONEY, Topic

STEP_STAGES = {
    "start": (LotStage.PLANNED,),
    "award": (LotStage.TENDERING,),
    "fail": (LotStage.TENDERING,),
    "sign": (LotStage.AWARDED, LotStage.CONTRACTED),
    "fund": (LotStage.PLANNED, LotStage.AWARDED, LotStage.CONTRACTED),
    "annul": (LotStage.AWARDED,),
    "close": (LotStage.CONTRACTED,),
    "cancel": (LotStage.PLANNED,),
}
"""The stages at which each step of a lot may be taken."""
UNSETTLED = (Bucket.CONTRACTED, Bucket.ADVANCED, Bucket.ACCEPTED)


class LotPage(Page):
    """Opened with a lot as ``lot_name`` writes it: the project's number and its own."""

    topics = frozenset({Topic.TENDERS, Topic.FUNDS})

    def __init__(self, services: Services) -> None:
        """Build the page, still without a lot."""
        super().__init__(services, "lot", _("Tender lot"))
        self.view: LotView | None = None
        self._name = ""
        self._latest = Latest()
        self.add_back()
        self.facts = FactsCard("lot_facts", _("Tender lot"))
        self.steps = RowActions("lot_steps")
        self.ladder = Ladder("lot_ladder")
        self.timeline = known_table("lot_timeline", _("Timeline"), EVENT_COLUMNS, _event_place, services, self)
        self.contracts = known_table(
            "lot_contracts", _("Contracts"), LOT_CONTRACT_COLUMNS, _contract_number, services, self
        )
        self.documents = known_table(
            "lot_documents", _("Goods received"), DOCUMENT_COLUMNS, _document_key, services, self
        )
        self.tabs = Tabs("lot_tabs", _("Lists"))
        self.tabs.add("timeline", _("Time&line"), self.timeline)
        self.tabs.add("contracts", _("&Contracts"), self.contracts)
        self.tabs.add("documents", _("Goods &received"), self.documents)
        self.body.addWidget(self.facts)
        self.body.addWidget(self.steps)
        self.body.addWidget(Halves("lot_halves", self.ladder, self.tabs, shares=(2, 3)), 1)
        self._add_panels()
        self._add_steps()
        self.timeline.row_opened.connect(self._open_event)
        self.contracts.row_opened.connect(self._open_contract)
        self.documents.row_opened.connect(self._open_document)

    def open_record(self, key: str) -> None:
        """Show another lot."""
        self._name = key
        self.message.dismiss()
        self.reload()

    def reload(self) -> None:
        """Read the lot again."""
        if self._name:
            self.services.session.read(self, partial(lot_view, name=self._name), self._show, latest=self._latest)

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
        self.start_panel, self.award_panel = StartPanel(self, services), AwardPanel(self, services)
        self.fail_panel, self.cancel_panel = FailPanel(self, services), CancelPanel(self, services)
        self.fund_panel, self.annul_panel = FundPanel(self, services), AnnulPanel(self, services)
        self.close_panel, self.sign_panel = ClosePanel(self, services), SignPanel(self, services)

    def _add_steps(self) -> None:
        """Add a button for each step of a lot."""
        procurement = "procurement."
        for name, text, panel, keys, icon, needs in (
            ("start", _("Put to tender (&S)"), self.start_panel, "Ctrl+T", "right", "start_tender"),
            ("award", _("Record the award (&W)"), self.award_panel, "Ctrl+B", "check", "record_award"),
            ("fail", _("Tender failed (&X)"), self.fail_panel, "Ctrl+Shift+B", "undo", "fail_tender"),
            ("sign", _("Record a contract (&N)"), self.sign_panel, "Ctrl+N", "add", "sign_contract"),
            ("fund", _("Add money (&M)"), self.fund_panel, "Ctrl+M", "funds", "fund_lot"),
            ("annul", _("Annul the award (&G)"), self.annul_panel, "Ctrl+U", "undo", "annul_award"),
            ("close", _("Close the lot (&E)"), self.close_panel, "Ctrl+E", "check", "close_lot"),
            ("cancel", _("Cancel the lot (&K)"), self.cancel_panel, "Ctrl+Del", "remove", "cancel_lot"),
        ):
            self.steps.add(name, text, partial(self._begin, panel), keys, icon)
            self.steps.permit(name, self.services.session, procurement + needs, no_depot)
            panel.done.connect(self._done)

    # --- showing -----------------------------------------------------------------------------------------------

    def _show(self, view: LotView) -> None:
        """Show a lot."""
        self.view = view
        lot = view.lot
        self.set_title(lot.words)
        facts = (
            (_("Project"), lot.project_name),
            (_("Stage"), stage_name(lot.stage)),
            (_("Method"), method_name(lot.method)),
            (_("Supplier"), view.supplier),
            (_("Paid from"), lot.appropriation_number),
            (_("Lot closed on"), "" if view.closed_on is None else str(view.closed_on)),
        )
        self.facts.show_facts([(title, words) for title, words in facts if words])
        self.ladder.show_steps(steps_of(view))
        fill(self.timeline, view.events)
        fill(self.contracts, view.contracts)
        fill(self.documents, view.documents)
        self.tabs.set_text("contracts", _("&Contracts ({n})").format(n=len(view.contracts)))
        for name in STEP_STAGES:
            self.steps.allow(name, step_reason(lot, name))

    def _begin(self, panel: StepPanel) -> None:
        """Ask what is needed for a step."""
        if self.view is not None:
            panel.open_for(self.view.lot)

    def _done(self, words: str, _key: Hashable) -> None:
        """Say what was done; the change reloads the page."""
        self.show_message(Status.OK, words)

    def _open_event(self, row: LotEvent) -> None:
        """Open the contract that an event is about."""
        if row.contract:
            self.asked_for.emit("contract", row.contract)

    def _open_contract(self, row: ContractRow) -> None:
        """Open a contract."""
        self.asked_for.emit("contract", row.number)

    def _open_document(self, row: DocumentBehind) -> None:
        """Open a document of the warehouse."""
        self.asked_for.emit("document", row.number)


def step_reason(lot: TenderLotRow, name: str) -> str:
    """Return why a step of a lot cannot be taken now; empty where it can."""
    stages = STEP_STAGES[name]
    if lot.stage not in stages:
        words = _("{name} is at the stage “{stage}”; this step begins at “{wanted}”.")
        wanted = _(" or ").join(map(stage_name, stages))
        return words.format(name=lot.name, stage=stage_name(lot.stage), wanted=wanted)
    if name == "sign" and not lot.of(Bucket.AWARDED, Bucket.SAVED):
        return _("The whole budget is signed for; add money first.")
    left = lot.of(*UNSETTLED)
    if name == "close" and left > NO_MONEY:
        return _("{amount} are still to be accepted or paid.").format(amount=wan_words(left))
    return ""


def _event_place(row: LotEvent) -> int:
    """Return what tells one event from every other."""
    return row.place


def _contract_number(row: ContractRow) -> str:
    """Return what tells one contract from every other."""
    return row.number


def _document_key(row: DocumentBehind) -> tuple[str, str, int]:
    """Return what tells one accepted line from every other."""
    return row.number, row.certificate, row.contract_line

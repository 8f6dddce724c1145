"""One lot of a project: its ladder of amounts, all that happened to it, its contracts, and every next step."""

from collections.abc import Hashable
from functools import partial

from supplies.attachments.subjects import Subject
from supplies.attachments.words import SubjectKind
from supplies.language import _
from supplies.procurement.agenda import LotAgenda, lot_agenda
from supplies.procurement.bonds import BondRow
from supplies.procurement.contract_queries import ContractRow
from supplies.procurement.goods_queries import DocumentBehind
from supplies.procurement.lot_queries import LotEvent, LotView, lot_name, lot_view
from supplies.procurement.offers import EmergencyRow, OfferRow
from supplies.procurement.queries import TenderLotRow
from supplies.procurement.words import Bucket, LotStage, Method, method_name, stage_name
from supplies.ui.attachments.papers_panel import PapersPanel
from supplies.ui.funds.columns import wan_words
from supplies.ui.funds.tender_panels import AwardPanel, CancelPanel, FailPanel, StartPanel, StepPanel
from supplies.ui.page import Page
from supplies.ui.permits import no_depot
from supplies.ui.procurement.bid_panels import BidsPanel, PassPanel
from supplies.ui.procurement.bond_panels import BOND_COLUMNS, SettleBondPanel, TakeBondPanel
from supplies.ui.procurement.columns import DOCUMENT_COLUMNS, EVENT_COLUMNS, LOT_CONTRACT_COLUMNS, OFFER_COLUMNS
from supplies.ui.procurement.day_lines import DAY_COLUMNS, day_lines, line_place
from supplies.ui.procurement.day_panels import RecordDayPanel
from supplies.ui.procurement.emergency_panel import EmergencyPanel
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
    "emergency": (LotStage.PLANNED,),
    "award": (LotStage.TENDERING,),
    "bids": (LotStage.TENDERING,),
    "bond": (LotStage.TENDERING, LotStage.AWARDED, LotStage.CONTRACTED, LotStage.CLOSED),
    "fail": (LotStage.TENDERING,),
    "pass": (LotStage.AWARDED,),
    "sign": (LotStage.AWARDED, LotStage.CONTRACTED),
    "fund": (LotStage.PLANNED, LotStage.AWARDED, LotStage.CONTRACTED),
    "annul": (LotStage.AWARDED,),
    "close": (LotStage.CONTRACTED,),
    "cancel": (LotStage.PLANNED,),
}
"""The stages at which each step of a lot may be taken; at others it is not offered."""
OF_TENDERS = ("start", "bids", "award", "fail", "pass")
OF_EMERGENCIES = ("emergency",)
"""Steps that only lots of the one kind know."""
UNSETTLED = (Bucket.CONTRACTED, Bucket.ADVANCED, Bucket.ACCEPTED)


class LotPage(Page):
    """Opened with a lot as ``lot_name`` writes it: the project's number and its own."""

    topics = frozenset({Topic.TENDERS, Topic.FUNDS})

    def __init__(self, services: Services) -> None:
        """Build the page, still without a lot."""
        super().__init__(services, "lot", _("Tender lot"))
        self.view: LotView | None = None
        self._name = ""
        self._latest, self._latest_days = Latest(), Latest()
        self.add_back()
        self.add_action(
            "follow", _("Money trail (&Z)"), self._follow_money, icon="funds", keys="Ctrl+Shift+Y", kind="quiet"
        )
        self.scans = PapersPanel(self, services)
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
        self.offers = known_table("lot_offers", _("Offers"), OFFER_COLUMNS, _offer_key, services, self)
        self.tabs.add("offers", _("&Offers"), self.offers)
        self.bonds = known_table("lot_bonds", _("Bonds"), BOND_COLUMNS, _bond_key, services, self)
        self.tabs.add("contracts", _("&Contracts"), self.contracts)
        self.tabs.add("bonds", _("Bonds (&A)"), self.bonds)
        self.tabs.add("documents", _("Goods &received"), self.documents)
        self.days = known_table("lot_days", _("Days and time limits"), DAY_COLUMNS, line_place, services, self)
        self.tabs.add("days", _("Days (&P)"), self.days)
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
            read, today = self.services.session.read, self.services.today()
            read(self, partial(lot_view, name=self._name), self._show, latest=self._latest)
            read(self, partial(lot_agenda, today=today, name=self._name), self._show_days, latest=self._latest_days)

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
        self.emergency_panel = EmergencyPanel(self, services)
        self.take_bond_panel, self.settle_bond_panel = TakeBondPanel(self, services), SettleBondPanel(self, services)
        self.bids_panel, self.pass_panel = BidsPanel(self, services), PassPanel(self, services)
        self.day_panel = RecordDayPanel(self, services)

    def _add_steps(self) -> None:
        """Add a button for each step of a lot."""
        procurement = "procurement."
        for name, text, panel, keys, icon, needs in (
            ("start", _("Put to tender (&S)"), self.start_panel, "Ctrl+T", "right", "start_tender"),
            ("emergency", _("Buy in an emergency (&Y)"), self.emergency_panel, "Ctrl+Y", "right", "buy_in_emergency"),
            ("bids", _("Record the bids (&I)"), self.bids_panel, "Ctrl+I", "add", "record_bids"),
            ("bond", _("Record a bond (&D)"), self.take_bond_panel, "Ctrl+D", "add", "take_bid_bond"),
            ("settle", _("Settle a bond (&H)"), self.settle_bond_panel, "Ctrl+Shift+D", "undo", "settle_bond"),
            ("award", _("Record the award (&W)"), self.award_panel, "Ctrl+B", "check", "record_award"),
            ("fail", _("Tender failed (&X)"), self.fail_panel, "Ctrl+Shift+B", "undo", "fail_tender"),
            ("pass", _("Pass the award on (&F)"), self.pass_panel, "Ctrl+Shift+U", "right", "pass_award"),
            ("sign", _("Record a contract (&N)"), self.sign_panel, "Ctrl+N", "add", "sign_contract"),
            ("fund", _("Add money (&M)"), self.fund_panel, "Ctrl+M", "funds", "fund_lot"),
            ("annul", _("Annul the award (&G)"), self.annul_panel, "Ctrl+U", "undo", "annul_award"),
            ("close", _("Close the lot (&E)"), self.close_panel, "Ctrl+E", "check", "close_lot"),
            ("cancel", _("Cancel the lot (&K)"), self.cancel_panel, "Ctrl+Del", "remove", "cancel_lot"),
        ):
            self.steps.add(name, text, partial(self._begin, panel), keys, icon)
            self.steps.permit(name, self.services.session, procurement + needs, no_depot)
            panel.done.connect(self._done)
        self.steps.add("day", _("Record a day (&J)"), self._record_day, "Ctrl+J", "calendar")
        self.steps.permit("day", self.services.session, procurement + "record_day", no_depot)
        self.day_panel.done.connect(self._done)

    # --- showing -----------------------------------------------------------------------------------------------

    def _show(self, view: LotView) -> None:
        """Show a lot."""
        self.view = view
        lot = view.lot
        self.set_title(lot.words)
        project = Subject(SubjectKind.PROJECT, lot.project_number)
        self.scans.show_of(Subject(SubjectKind.LOT, lot_name(lot)), project)
        facts = (
            (_("Project"), lot.project_name),
            (_("Stage"), stage_name(lot.stage)),
            (_("Method"), method_name(lot.method)),
            (_("Supplier"), view.supplier),
            (_("Paid from"), lot.appropriation_number),
            (_("Lot closed on"), "" if view.closed_on is None else str(view.closed_on)),
            *_emergency_facts(view.emergency),
        )
        self.facts.show_facts([(title, words) for title, words in facts if words])
        self.ladder.show_steps(steps_of(view))
        fill(self.timeline, view.events)
        fill(self.offers, view.offers)
        fill(self.bonds, view.bonds)
        fill(self.contracts, view.contracts)
        fill(self.documents, view.documents)
        self.tabs.set_text("offers", _("&Offers ({n})").format(n=len(view.offers)))
        self.tabs.set_text("contracts", _("&Contracts ({n})").format(n=len(view.contracts)))
        is_emergency = lot.method is Method.EMERGENCY
        for name, stages in STEP_STAGES.items():
            is_foreign = name in (OF_TENDERS if is_emergency else OF_EMERGENCIES)
            self.steps.set_shown(name, is_shown=not is_foreign and lot.stage in stages)
            self.steps.allow(name, step_reason(lot, name))
        is_held = any(bond.is_held for bond in view.bonds)
        self.steps.set_shown("settle", is_shown=is_held)

    def _show_days(self, found: LotAgenda) -> None:
        """Show the days of the lot with its time limits."""
        fill(self.days, day_lines(found))

    def _record_day(self) -> None:
        """Ask what happened."""
        if self.view is not None:
            self.day_panel.open_for(self.view)

    def _begin(self, panel: StepPanel) -> None:
        """Ask what is needed for a step."""
        if self.view is not None:
            panel.open_for(self.view.lot)

    def _done(self, words: str, _key: Hashable) -> None:
        """Say what was done; the change reloads the page."""
        self.show_message(Status.OK, words)

    def _follow_money(self) -> None:
        """Follow the money to the goods and with whom they are."""
        if self._name:
            self.asked_for.emit("fund_trace", self._name)

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
    """Return why a step that the lot's stage offers cannot be taken now; empty where it can."""
    if name == "sign" and not lot.of(Bucket.AWARDED, Bucket.SAVED):
        return _("The whole budget is signed for; add money first.")
    left = lot.of(*UNSETTLED)
    if name == "close" and left > NO_MONEY:
        return _("{amount} are still to be accepted or paid.").format(amount=wan_words(left))
    return ""


def _event_place(row: LotEvent) -> int:
    """Return what tells one event from every other."""
    return row.place


def _emergency_facts(row: EmergencyRow | None) -> tuple[tuple[str, str], ...]:
    """Return why and by whose approval a lot was bought in an emergency."""
    if row is None:
        return ()
    return (
        (_("Grounds of the emergency"), row.grounds),
        (_("Incident"), row.incident),
        (_("Approved by"), f"{row.approved_by} {row.approved_on}"),
        (_("Number of the approval"), row.paper_number),
        (_("Why this one at this price"), row.reason),
        (_("Why the buyer approved it too"), row.exception),
    )


def _offer_key(row: OfferRow) -> tuple[int, int]:
    """Return what tells one offer from every other."""
    return row.round, row.line


def _bond_key(row: BondRow) -> int:
    """Return what tells one bond from every other."""
    return row.seq


def _contract_number(row: ContractRow) -> str:
    """Return what tells one contract from every other."""
    return row.number


def _document_key(row: DocumentBehind) -> tuple[str, str, int]:
    """Return what tells one accepted line from every other."""
    return row.number, row.certificate, row.contract_line

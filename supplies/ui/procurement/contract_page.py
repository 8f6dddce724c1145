"""One contract: its amounts, the three-way match line by line, its papers, and every step of it."""

from collections.abc import Hashable
from functools import partial

from supplies.attachments.subjects import Subject
from supplies.attachments.words import SubjectKind
from supplies.language import _
from supplies.procurement.contract_queries import ContractPaper, PaperKind
from supplies.procurement.contract_view import ContractView, MatchRow, contract_view
from supplies.procurement.lot_queries import lot_name
from supplies.procurement.words import LotStage, PaymentKind, stage_name
from supplies.ui.attachments.papers_panel import PapersPanel
from supplies.ui.funds.details import both
from supplies.ui.page import Page
from supplies.ui.permits import no_depot
from supplies.ui.procurement.accept_panel import AcceptPanel, WithdrawPanel
from supplies.ui.procurement.columns import MATCH_COLUMNS, PAPER_COLUMNS
from supplies.ui.procurement.contract_panels import ChangePanel, ContractPanel, InvoicePanel
from supplies.ui.procurement.known_rows import fill, known_table
from supplies.ui.procurement.payment_panel import PaymentPanel
from supplies.ui.procurement.red_letter_panel import RedLetterPanel
from supplies.ui.services import Services
from supplies.ui.session import Latest
from supplies.ui.widgets.action_panel import ActionPanel
from supplies.ui.widgets.facts import FactsCard
from supplies.ui.widgets.labels import text_label
from supplies.ui.widgets.row_actions import RowActions
from supplies.ui.widgets.status import Status
from supplies.values import NO_MONEY, Topic


class ContractPage(Page):
    """Opened with a contract's number."""

    topics = frozenset({Topic.TENDERS, Topic.FUNDS, Topic.STOCK})

    def __init__(self, services: Services) -> None:
        """Build the page, still without a contract."""
        super().__init__(services, "contract", _("Contract"))
        self.view: ContractView | None = None
        self._number = ""
        self._latest = Latest()
        self.add_back()
        self.add_action(
            "follow", _("Money trail (&Z)"), self._follow_money, icon="funds", keys="Ctrl+Shift+Y", kind="quiet"
        )
        self.scans = PapersPanel(self, services)
        self.add_action("lot", _("Open the &lot"), self._open_lot, icon="right", keys="Ctrl+L")
        self.facts = FactsCard("contract_facts", _("Contract"))
        self.steps = RowActions("contract_steps")
        match, papers = _("Three-way match: contract, warehouse, invoice"), _("Papers of the contract")
        self.match = known_table("contract_match", match, MATCH_COLUMNS, _line, services, self)
        self.papers = known_table("contract_papers", papers, PAPER_COLUMNS, _entry, services, self)
        self.body.addWidget(self.facts)
        self.body.addWidget(self.steps)
        for title, table in ((match, self.match), (papers, self.papers)):
            self.body.addWidget(text_label(title, "heading"))
            self.body.addWidget(table, 1)
        self._add_steps()
        self.match.row_opened.connect(self._open_goods)

    def open_record(self, key: str) -> None:
        """Show another contract."""
        self._number = key
        self.message.dismiss()
        self.reload()

    def reload(self) -> None:
        """Read the contract again."""
        if self._number:
            query = partial(contract_view, number=self._number)
            self.services.session.read(self, query, self._show, latest=self._latest)

    def has_unsaved(self) -> bool:
        """Return whether a panel holds something that is not posted."""
        return any(panel.has_entries for panel in self.findChildren(ActionPanel))

    def start_focus(self) -> None:
        """Begin in the lines."""
        self.match.setFocus()

    def _add_steps(self) -> None:
        """Make the panels, and a button for each."""
        services = self.services
        self.accept_panel, self.invoice_panel = AcceptPanel(self, services), InvoicePanel(self, services)
        self.payment_panel, self.change_panel = PaymentPanel(self, services), ChangePanel(self, services)
        self.withdraw_panel, self.red_letter_panel = WithdrawPanel(self, services), RedLetterPanel(self, services)
        for name, text, panel, keys, icon, needs in (
            ("accept", _("Accept goods (&G)"), self.accept_panel, "Ctrl+N", "check", "accept"),
            ("invoice", _("Record an invoice (&I)"), self.invoice_panel, "Ctrl+I", "add", "record_invoice"),
            ("red", _("Red-letter invoice (&R)"), self.red_letter_panel, "Ctrl+Shift+I", "undo", "return_invoice"),
            ("pay", _("Record a payment (&P)"), self.payment_panel, "Ctrl+P", "funds", "record_payment"),
            ("change", _("Change the contract (&H)"), self.change_panel, "Ctrl+E", "undo", "change_contract"),
            (
                "withdraw",
                _("Withdraw an acceptance (&W)"),
                self.withdraw_panel,
                "Ctrl+U",
                "undo",
                "withdraw_acceptance",
            ),
        ):
            self.steps.add(name, text, partial(self._begin, panel), keys, icon)
            self.steps.permit(name, services.session, f"procurement.{needs}", no_depot)
            panel.done.connect(self._done)

    def _show(self, view: ContractView) -> None:
        """Show a contract."""
        self.view = view
        self.set_title(f"{_('Contract')}  {view.row.number}")
        self.scans.show_of(*subjects_of(view))
        self.facts.show_facts([(title, words) for title, words in self._facts(view) if words])
        fill(self.match, view.match)
        fill(self.papers, view.papers)
        for name in ("accept", "invoice", "red", "pay", "change", "withdraw"):
            self.steps.allow(name, step_reason(view, name))

    def _facts(self, view: ContractView) -> list[tuple[str, str]]:
        """Return what is known of a contract; what is nothing is left out."""
        row, today = view.row, self.services.today()
        late, overdue = view.late_days, row.late_days(today)
        return [
            (_("Supplier"), row.supplier),
            (_("Unified social credit code"), row.supplier_code),
            (_("Tender lot"), row.lot_words),
            (_("Signed on"), str(row.signed_on)),
            (_("To be delivered by"), "" if row.delivery_due is None else str(row.delivery_due)),
            (_("Original amount"), both(row.original)),
            (_("Changes"), both(view.changed) if view.changed else ""),
            (_("Amount now"), both(row.amount)),
            (_("Accepted so far"), both(row.accepted)),
            (_("Invoiced"), both(row.invoiced)),
            (_("Paid"), both(row.paid)),
            (_("Payable"), both(row.payable)),
            (_("Retention"), both(row.retention) if row.retention else ""),
            (_("Retention kept until"), "" if row.retention_until is None else str(row.retention_until)),
            (_("Days late"), _("{n} days").format(n=late) if late else ""),
            (_("Overdue"), _("{n} days").format(n=overdue) if overdue else ""),
            (_("Penalty"), both(view.penalty) if view.penalty else ""),
            (_("Why it is not as awarded"), row.deviation),
        ]

    def _begin(self, panel: ContractPanel) -> None:
        """Ask what is needed for a step."""
        if self.view is not None:
            panel.open_for(self.view)

    def _done(self, words: str, _key: Hashable) -> None:
        """Say what was done; the change reloads the page."""
        self.show_message(Status.OK, words)

    def _follow_money(self) -> None:
        """Follow the money to the goods and with whom they are."""
        if self._number:
            self.asked_for.emit("fund_trace", self._number)

    def _open_lot(self) -> None:
        """Open the lot that the contract is for."""
        if self.view is not None:
            self.asked_for.emit("lot", lot_name(self.view.lot))

    def _open_goods(self, row: MatchRow) -> None:
        """Open the document behind a line; the card of its goods where nothing came in yet."""
        behind = [] if self.view is None else [each for each in self.view.behind if each.contract_line == row.item.line]
        if behind:
            self.asked_for.emit("document", behind[0].number)
        else:
            self.asked_for.emit("card", row.item.item_code)


def subjects_of(view: ContractView) -> tuple[Subject, ...]:
    """Return what scanned papers may belong to here: the contract, its certificates, its invoices, its payments."""
    number = view.row.number
    found = [Subject(SubjectKind.CONTRACT, number)]
    for paper in view.papers:
        if paper.kind is PaperKind.ACCEPTANCE:
            found.append(Subject(SubjectKind.ACCEPTANCE, f"{number}/{paper.number}"))
        elif paper.kind is PaperKind.INVOICE:
            found.append(Subject(SubjectKind.INVOICE, paper.number))
        elif paper.kind is PaperKind.PAYMENT:
            found.append(Subject(SubjectKind.PAYMENT, paper.number))
    return tuple(dict.fromkeys(found))


def step_reason(view: ContractView, name: str) -> str:
    """Return why a step of a contract cannot be taken now; empty where it can."""
    row = view.row
    is_open = row.lot_stage is LotStage.CONTRACTED
    closed = _("The lot is at the stage “{stage}”.").format(stage=stage_name(row.lot_stage))
    if name in {"accept", "change", "withdraw"} and not is_open:
        return closed
    if name == "withdraw" and not view.certificates:
        return _("Nothing is accepted yet.")
    if name == "accept" and not row.to_accept:
        return _("Everything of the contract is accepted.")
    if name == "accept" and not view.proposed:
        return _("The warehouse has taken nothing in for this contract that is not accepted yet.")
    if name == "invoice" and row.invoiced >= row.amount:
        return _("Everything of the contract is invoiced.")
    if name == "red" and not row.invoiced:
        return _("Nothing of the contract is invoiced.")
    return _payment_reason(view) if name == "pay" else ""


def _payment_reason(view: ContractView) -> str:
    """Return why nothing can be paid now; empty where something can."""
    row = view.row
    if row.paid >= row.amount:
        return _("Everything of the contract is paid.")
    if view.dues[PaymentKind.ADVANCE] > NO_MONEY:
        return ""
    if row.paid >= row.invoiced:
        return _("What was accepted is not invoiced yet; record the invoice first.")
    return ""


def _line(row: MatchRow) -> int:
    """Return what tells one line from every other."""
    return row.item.line


def _entry(row: ContractPaper) -> int:
    """Return what tells one paper from every other."""
    return row.seq

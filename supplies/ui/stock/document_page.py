"""One stock document: its head and lines as posted, printing it, labelling what came in, and taking it back whole."""

from collections.abc import Sequence
from functools import partial

from supplies.attachments.subjects import Subject
from supplies.attachments.words import SubjectKind
from supplies.language import N_, _
from supplies.stock.actions import DocumentKind, Reverse
from supplies.stock.debts import owing_facts
from supplies.stock.documents import DocumentLine, DocumentRow, Paper, paper_numbered
from supplies.stock.places import shown_route
from supplies.ui.approvals.submitted import is_submitted, tell_submitted
from supplies.ui.attachments.papers_panel import PapersPanel
from supplies.ui.page import Page
from supplies.ui.paged_table import Align, Column, PagedTableModel, number_column
from supplies.ui.services import Services
from supplies.ui.session import Actions, Answer, Query
from supplies.ui.widgets.empty_state import EmptyState
from supplies.ui.widgets.facts import FactsCard
from supplies.ui.widgets.fields import TextField
from supplies.ui.widgets.form_panel import FormPanel
from supplies.ui.widgets.status import Status
from supplies.ui.widgets.table import TableView
from supplies.ui.widgets.totals_bar import TotalsBar
from supplies.values import ActionId, DepotCode, Topic, new_id

COLUMNS: tuple[Column[DocumentLine], ...] = (
    Column("line", N_("Line"), lambda row: str(row.line), Align.RIGHT, width_ems=1.5),
    Column("code", N_("Code"), lambda row: row.item_code, width_ems=4.2),
    Column("name", N_("Name"), lambda row: row.name, width_ems=6.5),
    Column("specification", N_("Specification"), lambda row: row.specification, width_ems=5, stretches=True),
    Column("lot", N_("Batch / serial"), lambda row: row.serial_no or row.batch_no, width_ems=6.5),
    Column("label", N_("Label"), lambda row: row.label_code, width_ems=10.4),
    Column("expires", N_("Expires"), lambda row: "" if row.expires_on is None else str(row.expires_on), width_ems=5.2),
    Column("route", N_("Location"), lambda row: shown_route(row.from_place, row.to_place), width_ems=7.5),
    number_column("quantity", N_("Quantity"), lambda row: row.quantity, width_ems=3.5),
    Column("unit", N_("Unit"), lambda row: row.unit, width_ems=2),
    number_column("amount", N_("Amount"), lambda row: row.amount, width_ems=5.5),
    Column("reason", N_("Reason"), lambda row: row.reason, width_ems=3.5),
)
TABLE_LEAST_PX = 220
"""A table lower than this is of no use: the page scrolls instead."""


class DocumentPage(Page):
    """Opened with a document's number."""

    topics = frozenset({Topic.STOCK})

    def __init__(self, services: Services) -> None:
        """Build the page, still without a document."""
        super().__init__(services, "document", _("Document"))
        self._number = ""
        self._paper: Paper | None = None
        self.add_back()
        self.scans = PapersPanel(self, services)
        self.labels_button = self.add_action("labels", _("&Labels"), self._print_labels, icon="labels")
        self.add_action("print", _("&Print"), self._print, icon="print", keys="Ctrl+P")
        open_debts = partial(self._ask_for, "debts")
        self.owed_button = self.add_action("owed", _("Papers o&wed"), open_debts, icon="waiting")
        self.owed_button.hide()
        self.inspect_button = self.add_action(
            "inspect", _("&Inspect"), partial(self._ask_for, "waiting"), icon="check", needs="stock.inspect"
        )
        self.back_button = self.add_action(
            "send_back", _("Return to &supplier"), self._send_back, icon="left", needs="stock.send_back"
        )
        self.certificate_button = self.add_action(
            "certificate", _("&Certificate"), self._print_certificate, icon="reports"
        )
        self.reverse_button = self.add_action("reverse", _("&Reverse"), self._ask_reverse, icon="undo", keys="Ctrl+R")
        self.reverse_button.setToolTip(_("Take the whole document back (Ctrl+R)"))
        self._permit = self.permit(self.reverse_button, "stock.reverse", self._depot)
        self.facts = FactsCard("document_facts", _("Document"))
        empty = EmptyState("document_empty", "documents", _("No lines"), _("Open a document from the list."))
        self.table = TableView("document_table", _("Lines"), services.preferences, empty)
        self.model = PagedTableModel(COLUMNS, self._reader, lambda row: row.line, services.session, self)
        self.table.show_model(self.model)
        self.table.setMinimumHeight(TABLE_LEAST_PX)
        self.table.row_opened.connect(self._open_card)
        self.panel = FormPanel(
            "document_reversal", _("Reverse a document"), _("&Reverse it"), self, services, self._reversal
        )
        self.reason = self.panel.form.add(TextField("reason", _("Why"), is_required=True))
        self.panel.posted.connect(self._reversed)
        self.body.addWidget(self.facts)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(TotalsBar("document_totals", self.table))

    def open_record(self, key: str) -> None:
        """Show another document."""
        self._number = key
        self.message.dismiss()
        self.reload()

    def reload(self) -> None:
        """Read the document again."""
        if self._number:
            self.services.session.read(self, partial(paper_numbered, number=self._number), self._show)

    def start_focus(self) -> None:
        """Begin in the lines."""
        self.table.setFocus()

    def _show(self, paper: Paper) -> None:
        """Show a document."""
        self._paper = paper
        head = paper.head
        self.set_title(f"{head.kind_name}  {head.number}")
        self.scans.show_of(Subject(SubjectKind.DOCUMENT, head.number))
        self.facts.show_facts(_facts(head))
        self.owed_button.setVisible(head.is_emergency)
        if head.is_emergency:
            query = partial(owing_facts, site_id=head.site_id, seq=head.seq)
            self.services.session.read(self, query, partial(self._show_owed, head))
        self.labels_button.setVisible(head.kind is DocumentKind.RECEIPT)
        is_receipt = head.kind is DocumentKind.RECEIPT and not head.reversed_by
        for button in (self.inspect_button, self.back_button):
            button.setVisible(is_receipt)
        self.certificate_button.setVisible(head.kind is DocumentKind.INSPECTION)
        is_final = head.kind is DocumentKind.REVERSAL or bool(head.reversed_by)
        why_not = _("Reversed by {number}").format(number=head.reversed_by) if head.reversed_by else ""
        why_not = why_not or (_("A reversal stays.") if is_final else "")
        self.reverse_button.forbid("final", why_not)
        self._permit.look()
        self.model.reload()

    def _show_owed(self, head: DocumentRow, owed: list[tuple[str, str]]) -> None:
        """Show below the head who ordered it out before its papers, and what was supplied since by whom."""
        if self._paper is not None and self._paper.head == head:
            self.facts.show_facts([*_facts(head), *owed])

    def _depot(self) -> DepotCode | None:
        """Return the depot of the document that is shown."""
        return None if self._paper is None else self._paper.head.depot_code

    def _reader(self, after: DocumentLine | None, limit: int) -> Query[Sequence[DocumentLine]]:
        """Return the lines after one, which have been read with the head."""
        lines = () if self._paper is None else self._paper.lines
        start = 0 if after is None else after.line
        return lambda _connection: lines[start : start + limit]

    def _ask_reverse(self) -> None:
        """Ask why before the document is taken back."""
        if self._paper is not None:
            number = self._paper.head.number
            self.panel.about(number)
            self.panel.set_title(_("Reverse {number} whole? Both papers stay in the books.").format(number=number))
            self.panel.open_panel()

    def _reversal(self) -> Actions:
        """Return the action that takes the document back."""
        assert self._paper is not None, "a document is shown"
        return [
            Reverse(
                action_id=ActionId(new_id()),
                business_date=self.services.today(),
                reverses_seq=self._paper.head.seq,
                reason=self.reason.text(),
            )
        ]

    def _reversed(self, answer: Answer) -> None:
        """Say that it is done, or that it waits for approval."""
        if is_submitted(answer):
            tell_submitted(self.services.session, self, answer, partial(self.show_message, Status.INFO))
            return
        self.show_message(Status.OK, _("{number} is reversed.").format(number=self._number))
        self.reload()

    def _print(self) -> None:
        """Print the document."""
        self.asked_for.emit("reports", f"document {self._number}")

    def _ask_for(self, page: str) -> None:
        """Open another page with this document."""
        self.asked_for.emit(page, self._number)

    def _send_back(self) -> None:
        """Ask what of the receipt goes back to the supplier."""
        self.asked_for.emit("waiting", f"back {self._number}")

    def _print_certificate(self) -> None:
        """Show the certificate of the inspection."""
        self.asked_for.emit("reports", f"acceptance {self._number}")

    def _print_labels(self) -> None:
        """Print labels for what came in."""
        self.asked_for.emit("labels", self._number)

    def _open_card(self, row: DocumentLine) -> None:
        """Show the card of a line's item."""
        self.asked_for.emit("card", row.item_code)


def _facts(head: DocumentRow) -> list[tuple[str, str]]:
    """Return what stands at the head of a document; what was left empty is left out."""
    facts = [
        (_("Date"), str(head.business_date)),
        (_("Depot"), head.depot_name),
        (_("With"), head.counterparty),
        (_("Other depot"), head.peer_name),
        (_("Receiver"), head.receiver),
        (_("Vehicle"), head.vehicle),
        (_("Due on"), "" if head.due_on is None else str(head.due_on)),
        (_("Incident"), head.incident),
        (_("Order or contract"), head.paper_number),
        (_("Remarks"), head.note),
        (_("Who"), head.actor_name),
        (_("Recorded"), head.recorded_at.astimezone().strftime("%Y-%m-%d %H:%M")),
        (_("Reverses"), head.reverses),
        (_("Reversed by"), head.reversed_by),
        (_("Journal entry"), f"{head.seq:,}"),
    ]
    return [(title, text) for title, text in facts if text]

"""One proposal whole: what would be done, line by line, who decided, and the buttons to decide now."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from supplies.approvals.describe import DescribedLine
from supplies.approvals.queries import ProposalPaper
from supplies.approvals.words import role_name
from supplies.language import N_, _
from supplies.tables import local_text
from supplies.ui.icons import Button
from supplies.ui.paged_table import Align, Column
from supplies.ui.services import Services
from supplies.ui.session import Query
from supplies.ui.widgets.empty_state import EmptyState
from supplies.ui.widgets.labels import show_wrapped, text_label
from supplies.ui.widgets.record_panel import RecordPanel
from supplies.ui.widgets.row_actions import RowActions

COLUMNS: tuple[Column[DescribedLine], ...] = (
    Column("line", N_("Line"), lambda row: str(row.line), Align.RIGHT, width_ems=2),
    Column("what", N_("Goods"), lambda row: row.what, width_ems=16, stretches=True),
    Column("quantity", N_("Quantity"), lambda row: row.quantity, Align.RIGHT, width_ems=5),
    Column("where", N_("Location"), lambda row: row.where, width_ems=8),
    Column("details", N_("Details"), lambda row: row.details, width_ems=12),
)


class ProposalPanel(RecordPanel[DescribedLine]):
    """What the approver sees here is what will be done."""

    approve_asked = Signal()
    return_asked = Signal()
    withdraw_asked = Signal()

    def __init__(self, page: QWidget, services: Services) -> None:
        """Make a hidden panel."""
        empty = EmptyState("approvals_lines_empty", "info", _("No lines"), _("All that would be done stands above."))
        super().__init__("approvals_proposal", _("Approval form"), page, services, COLUMNS, lambda row: row.line, empty)
        self.paper: ProposalPaper | None = None
        self.actions_row = RowActions("approvals_proposal_actions")
        add = self.actions_row.add
        self.approve_button = add("approve", _("&Approve"), self.approve_asked.emit, "Ctrl+Y", "check", "primary")
        self.return_button = add("return", _("Send &back"), self.return_asked.emit, "Ctrl+R", "undo")
        self.withdraw_button = add("withdraw", _("&Withdraw"), self.withdraw_asked.emit, "Ctrl+Del", "remove")
        self._alone = text_label("", "quiet", wraps=True)
        layout = self.card.layout()
        assert layout is not None, "a panel is laid out"
        layout.addWidget(self._alone)
        layout.addWidget(self.actions_row)

    @property
    def buttons(self) -> tuple[Button, ...]:
        """Return the buttons in their order."""
        return self.approve_button, self.return_button, self.withdraw_button

    def show_paper(self, paper: ProposalPaper) -> None:
        """Show a proposal, and what the reader may do with it."""
        self.paper = paper
        allow = self.actions_row.allow
        allow("approve", paper.obstacles.decide)
        allow("return", paper.obstacles.decide)
        allow("withdraw", paper.obstacles.withdraw)
        # Where nothing at all can be done, the buttons say why themselves.
        show_wrapped(self._alone, "" if paper.obstacles.withdraw else paper.obstacles.decide)
        title = f"{paper.row.number}  {paper.described.title}"
        self.show_record(title, paper.row.state_name, _facts(paper), self._lines)

    def _lines(self, after: DescribedLine | None, limit: int) -> Query[Sequence[DescribedLine]]:
        """Return the query for the next lines, which were read with the proposal."""
        lines = () if self.paper is None else self.paper.described.lines
        start = 0 if after is None else lines.index(after) + 1
        return lambda _connection: lines[start : start + limit]


def _facts(paper: ProposalPaper) -> list[tuple[str, str]]:
    """Return who submitted what, what would be done, and each step with its decision."""
    row = paper.row
    facts = [
        (_("Drawn up by"), row.drafter_name),
        (_("Submitted"), local_text(row.drafted_at)),
        (_("Note of the drafter"), paper.note),
        *paper.described.facts,
    ]
    decided = {each.step: each.words() for each in paper.decisions}
    for step, role in enumerate(row.roles, 1):
        title = _("Step {n}: {role}").format(n=step, role=role_name(role))
        facts.append((title, decided.get(step, _("not decided yet"))))
    return facts

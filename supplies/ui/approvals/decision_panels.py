"""Approving, returning and withdrawing: each asks for a note and posts one action."""

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from supplies.approvals.actions import Decide, Verdict, Withdraw
from supplies.approvals.queries import ProposalRow
from supplies.errors import ReturnNeedsNote, SuppliesError
from supplies.language import _
from supplies.ui.services import Services
from supplies.ui.session import Actions
from supplies.ui.widgets.action_panel import ActionPanel
from supplies.ui.widgets.fields import TextField
from supplies.values import ActionId, new_id


class _NotePanel(ActionPanel):
    """A form of one note about one proposal."""

    def __init__(
        self, name: str, title: str, page: QWidget, services: Services, submit_text: str, *, is_needed: bool
    ) -> None:
        super().__init__(name, title, page, services, {ReturnNeedsNote: "note"}, submit_text)
        self.row: ProposalRow | None = None
        self.note = self.form.add(TextField("note", _("Opinion"), is_required=is_needed))

    def open_for(self, row: ProposalRow, title: str) -> None:
        """Ask for the note about a proposal."""
        self.about(row.site_id, row.seq)
        self.row = row
        self.set_title(title)
        self.open_panel()

    def places_of(self, error: SuppliesError) -> Mapping[str, SuppliesError]:
        """Return a refusal above the form: the lines that it names are those of the proposal, not fields here."""
        return {self.place_of(error): error}

    def proposal(self) -> ProposalRow:
        """Return the proposal that it is about."""
        assert self.row is not None, "a proposal is shown"
        return self.row


class ApprovePanel(_NotePanel):
    """Approves the next step."""

    def __init__(self, page: QWidget, services: Services) -> None:
        super().__init__("approvals_approve", _("Approve"), page, services, _("A&pprove it"), is_needed=False)

    def make_actions(self) -> Actions:
        """Return the approval."""
        row = self.proposal()
        is_last = row.steps_done + 1 == row.steps_needed
        words = _("{number} is approved and carried out.") if is_last else _("{number} is approved; others follow.")
        self.tell(words.format(number=row.number), row.number)
        return [_decision(self, Verdict.APPROVE)]


class ReturnPanel(_NotePanel):
    """Returns a proposal, and says why."""

    def __init__(self, page: QWidget, services: Services) -> None:
        super().__init__("approvals_return", _("Send back"), page, services, _("Send &it back"), is_needed=True)

    def make_actions(self) -> Actions:
        """Return the decision to return it."""
        row = self.proposal()
        self.tell(_("{number} is returned.").format(number=row.number), row.number)
        return [_decision(self, Verdict.RETURN)]


class WithdrawPanel(_NotePanel):
    """Withdraws what one drew up."""

    def __init__(self, page: QWidget, services: Services) -> None:
        super().__init__("approvals_withdraw", _("Withdraw"), page, services, _("Withdraw it (&B)"), is_needed=False)

    def make_actions(self) -> Actions:
        """Return the withdrawal."""
        row = self.proposal()
        self.tell(_("{number} is taken back by its drafter.").format(number=row.number), row.number)
        today = self.services.today()
        return [
            Withdraw(action_id=ActionId(new_id()), business_date=today, of_seq=row.seq, note=self.note.text().strip())
        ]


def _decision(panel: _NotePanel, verdict: Verdict) -> Decide:
    """Return a decision about the proposal of a panel."""
    return Decide(
        action_id=ActionId(new_id()),
        business_date=panel.services.today(),
        of_seq=panel.proposal().seq,
        verdict=verdict,
        note=panel.note.text().strip(),
    )

"""Approvals: what waits for me, what I submitted, and all there is."""

from collections.abc import Callable, Hashable, Mapping
from functools import partial
from typing import Any

from supplies.approvals.queries import ProposalFilter, ProposalPaper, ProposalRow, waiting_count, whole_proposal
from supplies.language import _
from supplies.ui.approvals.decision_panels import ApprovePanel, ReturnPanel, WithdrawPanel
from supplies.ui.approvals.proposal_list import ProposalList
from supplies.ui.approvals.proposal_panel import ProposalPanel
from supplies.ui.page import Page
from supplies.ui.services import Services
from supplies.ui.session import Latest
from supplies.ui.widgets.action_panel import ActionPanel
from supplies.ui.widgets.empty_state import EmptyState
from supplies.ui.widgets.status import Status
from supplies.ui.widgets.tabs import Tabs
from supplies.values import Topic

WAITING, MINE, EVERYTHING = "waiting", "mine", "all"


class ApprovalsPage(Page):
    """Opened with the number of a proposal it shows that one."""

    topics = frozenset({Topic.APPROVALS, Topic.ACCOUNTS})

    def __init__(self, services: Services, procedures: Mapping[str, Any]) -> None:
        """Build the page; ``procedures`` are all kinds of action by name, so that any of them can be described."""
        super().__init__(services, "approvals", _("Approvals"))
        self._procedures = procedures
        self._latest = Latest()
        login = services.session.actor
        self.waiting = self._list(
            WAITING,
            _("Waiting for me"),
            partial(ProposalFilter, waits_for=login),
            (_("Nothing waits for you"), _("What others submit and your role has to approve stands here.")),
        )
        self.mine = self._list(
            MINE,
            _("Submitted by me"),
            partial(ProposalFilter, drafted_by=login),
            (_("You have submitted nothing"), _("What you post and others have to approve stands here.")),
        )
        self.everything = self._list(
            EVERYTHING,
            _("All"),
            ProposalFilter,
            (_("No proposals here"), _("Everything that was ever submitted for approval stands here.")),
        )
        self.tabs = Tabs("approvals_tabs", _("Lists"))
        self.tabs.add(WAITING, _("Waiting for &me"), self.waiting)
        self.tabs.add(MINE, _("&Submitted by me"), self.mine)
        self.tabs.add(EVERYTHING, _("A&ll"), self.everything)
        self.body.addWidget(self.tabs, 1)
        self.panel = ProposalPanel(self, services)
        self.approve_panel, self.return_panel = ApprovePanel(self, services), ReturnPanel(self, services)
        self.withdraw_panel = WithdrawPanel(self, services)
        self._connect()

    def reload(self) -> None:
        """Read the lists again, and the proposal that is shown."""
        for each in (self.waiting, self.mine, self.everything):
            each.reload()
        session = self.services.session
        session.read(self, partial(waiting_count, login=session.actor), self._show_count)
        if self.panel.isVisible() and self.panel.paper is not None:
            self._read(self.panel.paper.row.number)

    def open_record(self, key: str) -> None:
        """Show one proposal."""
        self.message.dismiss()
        self._read(key)

    def has_unsaved(self) -> bool:
        """Return whether a note was begun that is not posted."""
        return any(panel.has_entries for panel in self.findChildren(ActionPanel))

    def start_focus(self) -> None:
        """Begin in the list that is open."""
        self.tabs.current_view.setFocus()

    def _list(
        self,
        name: str,
        title: str,
        wanted: Callable[[], ProposalFilter],
        empty: tuple[str, str],
    ) -> ProposalList:
        """Return one of the lists."""
        titles = {name: procedure.title for name, procedure in self._procedures.items()}
        state = EmptyState(f"approvals_{name}_empty", "check", *empty)
        return ProposalList(
            self.services, f"approvals_{name}", title, titles, wanted, state, has_filter=name != WAITING
        )

    def _connect(self) -> None:
        """Let the parts hear of each other."""
        for each in (self.waiting, self.mine, self.everything):
            each.row_opened.connect(self._open)
        self.panel.approve_asked.connect(self._ask_approve)
        self.panel.return_asked.connect(self._ask_return)
        self.panel.withdraw_asked.connect(self._ask_withdraw)
        for panel in (self.approve_panel, self.return_panel, self.withdraw_panel):
            panel.done.connect(self._done)

    def _open(self, row: ProposalRow) -> None:
        """Show a proposal whole."""
        self._read(row.number)

    def _read(self, number: str) -> None:
        """Read a proposal and what it would do."""
        session = self.services.session
        query = partial(whole_proposal, number=number, procedures=self._procedures, reader=session.actor)
        session.read(self, query, self._show, latest=self._latest)

    def _show(self, paper: ProposalPaper) -> None:
        """Show a proposal; where a note is being written about it, that stays in front."""
        self.panel.show_paper(paper)
        for panel in (self.approve_panel, self.return_panel, self.withdraw_panel):
            if panel.isVisible():
                panel.raise_()

    def _show_count(self, count: int) -> None:
        """Say on the tab how much waits."""
        words = _("Waiting for &me ({n})").format(n=count) if count else _("Waiting for &me")
        self.tabs.set_text(WAITING, words)

    def _ask_approve(self) -> None:
        """Ask whether it shall be approved."""
        row = self._shown()
        self.panel.close_panel()  # two panels at once would share the key that closes them
        self.approve_panel.open_for(row, _("Approve {number}?").format(number=row.number))

    def _ask_return(self) -> None:
        """Ask why it is returned."""
        row = self._shown()
        self.panel.close_panel()  # two panels at once would share the key that closes them
        self.return_panel.open_for(row, _("Send {number} back: what is to be put right?").format(number=row.number))

    def _ask_withdraw(self) -> None:
        """Ask whether it shall be withdrawn."""
        row = self._shown()
        self.panel.close_panel()  # two panels at once would share the key that closes them
        self.withdraw_panel.open_for(row, _("Withdraw {number}?").format(number=row.number))

    def _shown(self) -> ProposalRow:
        """Return the proposal that is shown."""
        assert self.panel.paper is not None, "a proposal is shown"
        return self.panel.paper.row

    def _done(self, words: str, _key: Hashable) -> None:
        """Put the proposal away and say what was done; the change reloads the lists."""
        self.panel.close_panel()
        self.show_message(Status.OK, words)

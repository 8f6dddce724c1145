"""Lines that were taken over: what is still open of them is decided here, and a wrong match is undone."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal

from supplies.language import _
from supplies.procurement.take_over import Decision, decide_all
from supplies.procurement.taken_lists import LineState, TakenLineRow
from supplies.ui.approvals.submitted import is_submitted, tell_submitted
from supplies.ui.procurement.treasury_lists import TakenLineList
from supplies.ui.procurement.treasury_panels import ChoosePanel, DismissPanel, UndoPanel, named, undoing
from supplies.ui.services import Services
from supplies.ui.session import Actions, Answer

DECIDES = "procurement.decide_line"


class TakenDesk(TakenLineList):
    """The lines taken over, and what can be done with those selected."""

    asked_for = Signal(str, str)
    """Another page, by name, and what it should show."""
    said = Signal(str)
    """What was done, in words."""

    def __init__(
        self, services: Services, choose_panel: ChoosePanel, dismiss_panel: DismissPanel, undo_panel: UndoPanel
    ) -> None:
        """Build the list with its buttons; the panels are those of its page."""
        super().__init__(services)
        self._services = services
        self.choose_panel, self.dismiss_panel, self.undo_panel = choose_panel, dismiss_panel, undo_panel
        for name, text, slot, keys, icon in (
            ("confirm", _("Confirm (&Y)"), self._confirm, "Ctrl+Y", "check"),
            ("choose", _("Another contract (&H)"), self._choose, "Ctrl+H", "search"),
            ("dismiss", _("Belongs to none (&X)"), self._dismiss, "Ctrl+D", "remove"),
        ):
            self.add_row_action(name, text, slot, keys, icon, needs=DECIDES)
        undo = _("Undo the match (&G)")
        self.add_row_action("undo", undo, self._undo, "Ctrl+U", "undo", needs="procurement.undo_match")
        self.add_row_action("open", _("Open the contract (&Q)"), self._open_contract, "Ctrl+Q", "right")
        self.selection_changed.connect(self._show_allowed)
        self.row_opened.connect(self._row_opened)
        self._show_allowed()

    def _undecided(self) -> list[TakenLineRow]:
        """Return the lines taken over that are selected and not matched."""
        return [row for row in self.table.selected_rows() if row.state is not LineState.MATCHED]

    def _confirm(self) -> None:
        """Follow what is proposed for the lines selected."""
        said = [
            (row, Decision(contract=row.proposal.match.contract.number))
            for row in self._undecided()
            if row.proposal is not None and row.proposal.match is not None
        ]
        self._decide(said)

    def _choose(self) -> None:
        """Ask which contract the lines selected belong to."""
        rows = self._undecided()
        if rows:
            near = () if rows[0].proposal is None else rows[0].proposal.candidates
            self.choose_panel.open_near(named([row.taken.listed for row in rows]), near, partial(self._say, rows))

    def _dismiss(self) -> None:
        """Ask why the lines selected belong to no contract."""
        rows = self._undecided()
        if rows:
            self.dismiss_panel.open_for(named([row.taken.listed for row in rows]), partial(self._say, rows))

    def _undo(self) -> None:
        """Ask why the match of the line selected is wrong."""
        row = self.selected()
        if row is not None and row.state is LineState.MATCHED:
            query = partial(undoing, row=row, day=self._services.today())
            self._services.session.read(self, query, self.undo_panel.open_for)

    def _say(self, rows: Sequence[TakenLineRow], decision: Decision) -> None:
        """Post the same decision about several lines."""
        self._decide([(row, decision) for row in rows])

    def _decide(self, said: Sequence[tuple[TakenLineRow, Decision]]) -> None:
        """Work out what decisions record, and post it."""
        if said:
            pairs = [(row.taken, decision) for row, decision in said]
            query = partial(decide_all, said=pairs, day=self._services.today())
            self._services.session.read(self, query, partial(self._post_decided, len(said)))

    def _post_decided(self, count: int, actions: Actions) -> None:
        """Post decisions with what they record."""
        self._services.session.post(self, actions, partial(self._decided, count))

    def _decided(self, count: int, answer: Answer) -> None:
        """Say what was done; the change reloads the page."""
        if is_submitted(answer):
            tell_submitted(self._services.session, self, answer, self.said.emit)
        else:
            self.said.emit(_("{n} lines are decided.").format(n=count))

    def _show_allowed(self) -> None:
        """Allow what can be done with the lines selected."""
        rows: list[TakenLineRow] = self.table.selected_rows()
        none = "" if rows else _("Select a line first.")
        decided = none or ("" if self._undecided() else _("It is matched already."))
        sure = any(row.proposal is not None and row.proposal.match is not None for row in self._undecided())
        allow = self.row_actions.allow
        allow("confirm", decided or ("" if sure else _("Nothing is proposed for sure; choose a contract.")))
        for name in ("choose", "dismiss"):
            allow(name, decided)
        is_one = len(rows) == 1 and rows[0].state is LineState.MATCHED
        allow("undo", none or ("" if is_one else _("Select one line that is matched.")))
        contract = self._contract_of(rows)
        allow("open", none or ("" if contract else _("It has no contract.")))

    def _contract_of(self, rows: Sequence[TakenLineRow]) -> str:
        """Return the contract of the one line selected: its own, or the one proposed."""
        if len(rows) != 1:
            return ""
        proposal = rows[0].proposal
        proposed = "" if proposal is None or proposal.match is None else proposal.match.contract.number
        return rows[0].contract or proposed

    def _open_contract(self) -> None:
        """Open the contract of the line selected."""
        contract = self._contract_of(self.table.selected_rows())
        if contract:
            self.asked_for.emit("contract", contract)

    def _row_opened(self, row: TakenLineRow) -> None:
        """Open the contract of a matched line, ask about an open one."""
        if row.contract:
            self.asked_for.emit("contract", row.contract)
        else:
            self._choose()

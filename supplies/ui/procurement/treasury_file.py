"""A file that is being taken over: what was read, what somebody decided so far, and what posting it would do."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from supplies.errors import SuppliesError
from supplies.language import _
from supplies.procurement.lists import MoneyList
from supplies.procurement.take_over import Decision, Fate, Plan, PlannedLine, confirmed
from supplies.procurement.taken_lists import kind_name
from supplies.ui.procurement.treasury_columns import PROPOSED, Finding, findings_of, state_of_planned
from supplies.ui.session import Actions


class FileTaking:
    """Nothing of it is posted before ``actions`` is asked for; it holds no widget."""

    def __init__(self, path: Path | None = None) -> None:
        """Begin with a file that is still to be read, or without one."""
        self.path = path
        self.of: MoneyList | None = None
        self.plan: Plan | None = None
        self.error: SuppliesError | None = None
        self.decisions: dict[str, Decision] = {}
        self.accepted: set[str] = set()
        self._sent: Actions = ()

    def hold(self, plan: Plan) -> None:
        """Take what posting would do, as the store is now."""
        self.plan, self._sent = plan, ()

    @property
    def is_begun(self) -> bool:
        """Return whether a list was read that can still be taken over."""
        return self.plan is not None and not self.plan.is_taken

    # --- deciding ------------------------------------------------------------------------------------------------

    def decide(self, rows: Iterable[PlannedLine], decision: Decision) -> None:
        """Say the same about some lines."""
        for row in rows:
            self.decisions[row.line.fingerprint] = decision
        self._sent = ()

    def take_back(self, rows: Iterable[PlannedLine]) -> None:
        """Forget what was said about some lines."""
        for row in rows:
            self.decisions.pop(row.line.fingerprint, None)
        self._sent = ()

    def confirm(self, rows: Iterable[PlannedLine]) -> int:
        """Follow what is proposed for some lines; return for how many something is proposed."""
        sure = [row for row in rows if state_of_planned(row) == PROPOSED]
        for row in sure:
            assert row.proposal.match is not None, "a proposed line has its contract"
            self.decide([row], Decision(contract=row.proposal.match.contract.number))
        return len(sure)

    def confirm_all(self) -> int:
        """Follow every proposal about a line that nothing was said about; return how many there are."""
        if self.plan is None:
            return 0
        new = {mark: said for mark, said in confirmed(self.plan).items() if mark not in self.decisions}
        self.decisions |= new
        self._sent = ()
        return len(new)

    def accept(self, names: Iterable[str]) -> None:
        """Accept differences by their names."""
        self.accepted |= set(names)
        self._sent = ()

    # --- telling -------------------------------------------------------------------------------------------------

    def findings(self) -> list[Finding]:
        """Return what is noticed in the file: cells that cannot be read come first."""
        if self.error is not None:
            return [Finding(str(line), str(line), "error") for line in self.error.lines]
        return [] if self.of is None else findings_of(self.of, frozenset(self.accepted))

    @property
    def unaccepted(self) -> int:
        """Return how many differences nobody has accepted."""
        return 0 if self.of is None else len(self.of.unaccepted(frozenset(self.accepted)))

    def facts(self) -> list[tuple[str, str]]:
        """Return what was read, and how."""
        if self.of is None:
            return []
        of, skipped = self.of, 0 if self.plan is None else self.plan.skipped
        heads = _("Sheet {name}")
        return [
            (_("File"), of.file),
            (_("What it holds"), kind_name(of.kind)),
            (_("Lines"), str(len(of.lines))),
            (_("Amount"), _("{amount} yuan").format(amount=of.amount.grouped())),
            *((heads.format(name=sheet.name), sheet.sentence()) for sheet in of.sheets),
            *([(_("Taken over before"), _("{n} lines").format(n=skipped))] if skipped else []),
        ]

    def counted(self) -> str:
        """Return what posting would do, in words."""
        if self.plan is None:
            return ""
        fates = Counter(row.fate for row in self.plan.lines)
        words = _(
            "{record} will be recorded, {known} are recorded already, {none} belong to no contract, {open} stay open"
        )
        return words.format(
            record=fates[Fate.RECORD], known=fates[Fate.KNOWN], none=fates[Fate.DISMISSED], open=fates[Fate.OPEN]
        )

    def obstacle(self) -> str:
        """Return why it cannot be taken over now; empty where it can."""
        if self.plan is None:
            return _("Choose a file first.")
        if self.plan.is_taken:
            return _("Every line of the list was taken over already.")
        if self.unaccepted:
            return _("{n} differences are still to be accepted.").format(n=self.unaccepted)
        return ""

    @property
    def lines(self) -> Sequence[PlannedLine]:
        """Return the lines that no list brought before."""
        return () if self.plan is None else self.plan.lines

    def actions(self, day: date) -> Actions:
        """Return the actions that take it over; until something else is decided they are the very same ones."""
        assert self.plan is not None, "what was read is planned before it is posted"
        if not self._sent:
            self._sent = tuple(self.plan.actions(self.accepted, day))
        return self._sent

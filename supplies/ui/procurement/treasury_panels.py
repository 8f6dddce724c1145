"""What is decided about listed lines: which contract they belong to, why to none, or that a match was wrong."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QWidget

from supplies.errors import CorrectionNotWhole, DateInFuture, InvoicedBelowPaid
from supplies.language import _
from supplies.procurement.lists import ListedLine
from supplies.procurement.matching import Candidate
from supplies.procurement.take_over import Decision
from supplies.procurement.taken_lists import TakenLineRow
from supplies.procurement.treasury_queries import standings
from supplies.procurement.undo import Matched, matched_paper, undo, with_reason
from supplies.ui.funds.columns import wan_words
from supplies.ui.funds.money_panels import TITLE_MAX
from supplies.ui.procurement.treasury_columns import why_candidate
from supplies.ui.services import Services
from supplies.ui.session import Actions, Query, StoreView
from supplies.ui.widgets.action_panel import ActionPanel, Places, answer
from supplies.ui.widgets.choices import SelectField
from supplies.ui.widgets.fields import ChoiceField, TextField
from supplies.ui.widgets.form_panel import FormOverlay
from supplies.ui.widgets.picker import Option, matches

CORRECT, KEEP = "correct", "keep"
REASON_STANDS_IN = "?"
"""Stands for the reason until somebody told it."""

Taker = Callable[[Decision], None]
"""What is done with a decision."""


class ContractFinder:
    """Finds contracts by number, supplier or lot; before anything is typed, those nearest to the line."""

    def __init__(self) -> None:
        """Begin without a line."""
        self.near: tuple[Candidate, ...] = ()

    def __call__(self, text: str, limit: int) -> Query[Sequence[Option]]:
        """Return the query for the contracts that a text means."""
        near, wanted = self.near, text.strip().lower()

        def options(connection: StoreView) -> Sequence[Option]:
            shown = [] if wanted else [near_option(each) for each in near]
            known = {option.value for option in shown}
            for row in standings(connection).values():
                words = _("{amount}, paid {paid}").format(amount=wan_words(row.amount), paid=wan_words(row.paid))
                option = Option(row.number, f"{row.number}  {row.supplier}", f"{' '.join(row.words)}  {words}")
                if row.number not in known and matches(option, wanted):
                    shown.append(option)
            return shown[:limit]

        return options


def near_option(candidate: Candidate) -> Option:
    """Return a contract that a line may belong to, and why."""
    contract = candidate.contract
    return Option(contract.number, f"{contract.number}  {contract.supplier}", why_candidate(candidate))


def named(lines: Sequence[ListedLine]) -> str:
    """Return which lines are asked about."""
    line = lines[0]
    words = _("{number} of {dated}, {payee}, {amount} yuan: {text}")
    first = words.format(
        number=line.number, dated=line.dated, payee=line.payee, amount=line.amount.grouped(), text=line.text
    )
    return first if len(lines) == 1 else _("{first}; and {n} more").format(first=first, n=len(lines) - 1)


class DecidePanel(FormOverlay):
    """Asks something about lines, and hands the decision on; it posts nothing itself."""

    def __init__(self, name: str, title: str, page: QWidget) -> None:
        super().__init__(name, title, _("Decide (&B)"), page)
        self._take: Taker | None = None
        self.form.submitted.connect(self._submit)

    def open_for(self, words: str, take: Taker) -> None:
        """Ask about the lines that ``words`` name; ``take`` is given the decision."""
        self._take = take
        self.say(words)
        self.form.clear()
        self.open_panel()

    def decision(self) -> Decision:
        """Return what was decided."""
        raise NotImplementedError

    def _submit(self) -> None:
        """Put the panel away and hand the decision on."""
        take, decision = self._take, self.decision()
        self._take = None
        self.close_panel()
        assert take is not None, "open_for comes first"
        take(decision)


class ChoosePanel(DecidePanel):
    """Asks which contract lines belong to."""

    def __init__(self, page: QWidget, services: Services) -> None:
        super().__init__("choose_contract", _("Which contract does it belong to?"), page)
        self.finder = ContractFinder()
        self.contract = self.form.add(ChoiceField("contract", _("Contract"), services.session, self.finder))
        self.contract.is_wide = True

    def open_near(self, words: str, near: Sequence[Candidate], take: Taker) -> None:
        """Ask about lines; the contracts nearest to them are offered first."""
        self.finder.near = tuple(near)
        self.open_for(words, take)

    def decision(self) -> Decision:
        """Return the contract chosen."""
        return Decision(contract=answer(self.contract))


class DismissPanel(DecidePanel):
    """Asks why lines belong to no contract."""

    def __init__(self, page: QWidget) -> None:
        super().__init__("dismiss_lines", _("Why does it belong to no contract?"), page)
        hint = _("such as: water and electricity, wages")
        self.reason = self.form.add(TextField("reason", _("Reason"), is_required=True, longest=TITLE_MAX, hint=hint))

    def decision(self) -> Decision:
        """Return the reason."""
        return Decision(reason=answer(self.reason))


@dataclass(frozen=True, slots=True)
class Undoing:
    """A match that is to be undone: the line, its paper, and what correcting the record as well would post."""

    row: TakenLineRow
    paper: Matched
    corrections: Mapping[str, Actions]
    """The actions for whether the record is corrected too, by the values of the question."""


def undoing(connection: StoreView, row: TakenLineRow, day: date) -> Undoing:
    """Return what undoing a match would do; the reason is filled in when it is posted."""
    taken = row.taken
    paper = matched_paper(connection, row.site_id, taken.list_seq, taken.line)
    ways = {KEEP: False} if paper.is_return or not paper.recorded else {CORRECT: True, KEEP: False}
    found = {
        name: tuple(undo(connection, taken.list_seq, taken.line, REASON_STANDS_IN, day, with_record=way))
        for name, way in ways.items()
    }
    return Undoing(row, paper, found)


class UndoPanel(ActionPanel):
    """Undoes a wrong match with its reason, and corrects what was recorded with it unless that was right."""

    def __init__(self, page: QWidget, services: Services) -> None:
        places: Places = {InvoicedBelowPaid: "record", CorrectionNotWhole: "record", DateInFuture: "reason"}
        super().__init__("undo_match", _("Undo a wrong match"), page, services, places)
        add = self.form.add
        self.reason = add(TextField("reason", _("Why the match is wrong"), is_required=True, longest=TITLE_MAX))
        self.record = add(SelectField("record", _("What was recorded with it")))
        self.reason.is_wide = True
        self.record.is_wide = True
        self._undoing: Undoing | None = None

    def open_for(self, found: Undoing) -> None:
        """Ask about this match."""
        self.about(*map(str, found.row.key))
        self._undoing = found
        paper = found.paper
        words = _("{number} is matched to {contract}; {n} lines, {amount} yuan are recorded.")
        self.say(
            words.format(number=paper.number, contract=paper.contract, n=paper.lines, amount=paper.recorded.grouped())
        )
        names = {CORRECT: _("was wrong too: correct it"), KEEP: _("stays as it is; only the match is undone")}
        self.record.set_options([(name, names[name]) for name in found.corrections])
        self.open_panel()

    def make_actions(self) -> Actions:
        """Return the undoing, with its reason."""
        assert self._undoing is not None, "open_for comes first"
        found, reason = self._undoing, answer(self.reason)
        self.tell(_("The match of {number} is undone; it is open again.").format(number=found.paper.number))
        return with_reason(found.corrections[answer(self.record)], reason)

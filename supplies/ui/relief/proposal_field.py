"""What is proposed to a request, line by line: how much is wanted now, what it gets from where, and why no more."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from supplies.errors import NotAQuantity, NothingOffered, SuppliesError
from supplies.language import _
from supplies.relief.explaining import sentences, way_words
from supplies.relief.proposing import LineProposal, Proposal
from supplies.ui.widgets.fields import DecimalValidator, Field, plain_number
from supplies.ui.widgets.labels import text_label
from supplies.values import BadValue, Quantity


class ProposalField(Field[Proposal]):
    """Shows a proposal; another quantity for a line asks for another proposal."""

    is_wide = True
    wanted = Signal()
    """Other quantities are wanted now."""

    def __init__(self, name: str, label: str) -> None:
        """Make the field without a proposal yet."""
        self._box = QWidget()
        self._grid = QGridLayout(self._box)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._parts: list[QWidget] = []
        self._edits: dict[int, QLineEdit] = {}
        self._proposal: Proposal | None = None
        super().__init__(name, label, self._box, is_required=True)

    @property
    def at_most(self) -> Mapping[int, Quantity]:
        """Return how much of each line is wanted now; a line whose entry is no quantity wants all it lacks."""
        found: dict[int, Quantity] = {}
        for number, edit in self._edits.items():
            try:
                found[number] = Quantity.parse(plain_number(edit.text()))
            except BadValue:
                continue
        return found

    def show_proposal(self, proposal: Proposal) -> None:
        """Show a proposal; entries of lines that were there stay as they were typed."""
        typed = {number: edit.text() for number, edit in self._edits.items()}
        is_same = self._proposal is not None and self._proposal.request.number == proposal.request.number
        self._clear()
        self._proposal = proposal
        for at, line in enumerate(proposal.lines):
            self._add_line(at, line, typed.get(line.wish.line) if is_same else None)
        if not proposal.lines:
            self._place(text_label(_("Nothing of this request is left to be ordered."), "quiet"), 0, 0, 3)
        self.show_problem(None)

    def forget(self) -> None:
        """Show nothing, until another proposal comes."""
        self._clear()
        self._proposal = None

    def value(self) -> Proposal | None:
        """Return the proposal."""
        return self._proposal

    def text(self) -> str:
        """Return which quantities are wanted, as a draft keeps them."""
        return ";".join(f"{number}={edit.text()}" for number, edit in self._edits.items())

    def set_text(self, text: str) -> None:
        """Do nothing: a proposal is made anew each time."""

    def problem(self) -> SuppliesError | None:
        """Return that an entry is no quantity, or that nothing can be ordered."""
        for edit in self._edits.values():
            try:
                Quantity.parse(plain_number(edit.text()))
            except BadValue:
                return NotAQuantity(text=edit.text() or "0", example="12")
        if self._proposal is None or not self._proposal.order_lines():
            return NothingOffered()
        return None

    def problem_of_text(self) -> SuppliesError:
        """Return never: see ``problem``."""
        raise AssertionError("a proposal is looked at whole")

    def focus(self) -> None:
        """Go to the first quantity."""
        for edit in self._edits.values():
            edit.setFocus()
            edit.selectAll()
            return

    def _add_line(self, at: int, line: LineProposal, typed: str | None) -> None:
        """Show a line: its goods and quantity, below it where they come from and why no more."""
        row = at * 2
        asked = _("{name}: lacks {quantity} {unit}")
        words = asked.format(name=line.item.name, quantity=line.why.asked.grouped(), unit=line.item.unit)
        edit = QLineEdit(str(line.why.asked) if typed is None else typed)
        edit.setObjectName(f"{self.name}_{line.wish.line}")
        edit.setAccessibleName(_("{name}, wanted now").format(name=line.item.name))
        edit.setValidator(DecimalValidator(line.item.decimals, edit))
        edit.editingFinished.connect(self._ask_again)
        self._edits[line.wish.line] = edit
        title = text_label(words, wraps=True)
        title.setBuddy(edit)
        offered = _("gets {quantity} {unit}").format(quantity=line.allotment.offered.grouped(), unit=line.item.unit)
        self._place(title, row, 0)
        self._place(edit, row, 1)
        self._place(text_label(offered, "heading"), row, 2)
        self._place(text_label(explained(line), "quiet", wraps=True), row + 1, 0, 3)

    def _ask_again(self) -> None:
        """Ask for another proposal where a quantity was changed."""
        if self._proposal is not None and self.at_most != {
            line.wish.line: line.why.asked for line in self._proposal.lines
        }:
            self._edited()
            self.wanted.emit()

    def _place(self, part: QWidget, row: int, column: int, span: int = 1) -> None:
        """Put a part into the grid."""
        self._grid.addWidget(part, row, column, 1, span)
        self._grid.setColumnStretch(0, 1)
        self._parts.append(part)

    def _clear(self) -> None:
        """Take every part away."""
        for part in self._parts:
            self._grid.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._parts, self._edits = [], {}


def explained(line: LineProposal) -> str:
    """Return where the goods of a line come from, why no more, and the ways out."""
    shares = [
        _("{depot} {label} {quantity} {unit}").format(
            depot=share.offer.depot_name,
            label=share.offer.label_code,
            quantity=share.quantity.grouped(),
            unit=line.item.unit,
        )
        + (_(" (expires {date})").format(date=share.offer.expires_on) if share.offer.expires_on else "")
        for share in line.allotment.shares
    ]
    ways = way_words(line.why)
    more = [_("Ways out: {ways}.").format(ways=_(", ").join(ways))] if ways else []
    return "\n".join([*shares, " ".join(sentences(line.why)), *more])

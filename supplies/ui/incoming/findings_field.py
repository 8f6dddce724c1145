"""What was found of each line of a receipt: how much is good, accepted by concession, or rejected; and the reasons."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from supplies.errors import ConcessionUnfounded, NotAQuantity, NothingToDo, ReasonNeeded, SuppliesError
from supplies.language import N_, _
from supplies.stock.actions import TEXT_MAX
from supplies.stock.incoming import StandingLine
from supplies.stock.inspection import InspectLine
from supplies.ui.widgets.fields import DecimalValidator, Field, plain_number
from supplies.ui.widgets.labels import text_label
from supplies.values import NO_QUANTITY, BadValue, Quantity

PARTS = {"accepted": N_("Accepted"), "conceded": N_("Conceded"), "rejected": N_("Rejected")}
"""What can be found of goods, in the order of the columns."""
WORDS = {
    "concession": N_("Why it is accepted by concession"),
    "allowed_by": N_("Who allowed the concession"),
    "reason": N_("Why it is rejected"),
}
"""What must be said, by the field of the action; asked only where it matters."""
ASKED_BY = {"concession": "conceded", "allowed_by": "conceded", "reason": "rejected"}
EDIT_EMS = 6


@dataclass(frozen=True, slots=True)
class _Row:
    """The entries of one line."""

    line: StandingLine
    parts: Mapping[str, QLineEdit]
    words: Mapping[str, QLineEdit]

    def quantity(self, part: str) -> Quantity | None:
        """Return how much is entered; nothing entered is none of it."""
        text = plain_number(self.parts[part].text())
        try:
            found = Quantity.parse(text) if text else NO_QUANTITY
        except BadValue:
            return None
        return found if found.fits(self.line.decimals) else None

    def is_asked(self, word: str) -> bool:
        """Return whether something must be said of the line."""
        return self.quantity(ASKED_BY[word]) not in {None, NO_QUANTITY}


class FindingsField(Field[tuple[InspectLine, ...]]):
    """The lines that wait, each with all of it filled in as accepted."""

    is_wide = True

    def __init__(self, name: str, label: str) -> None:
        """Make the field without lines yet."""
        self._box = QWidget()
        self._grid = QGridLayout(self._box)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setColumnStretch(0, 1)
        self._placed: list[QWidget] = []
        self._rows: list[_Row] = []
        super().__init__(name, label, self._box, is_required=True)

    def show_lines(self, lines: Sequence[StandingLine]) -> None:
        """Show lines of a receipt that wait."""
        for part in self._placed:
            self._grid.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._placed, self._rows = [], []
        for column, name in enumerate(PARTS.values(), 1):
            self._place(text_label(_(name), "label"), 0, column)
        for line in lines:
            self._add_row(line)
        self.show_problem(None)

    def value(self) -> tuple[InspectLine, ...] | None:
        """Return what was found of each line of which something is said."""
        found = []
        for row in self._rows:
            parts = {part: row.quantity(part) or NO_QUANTITY for part in PARTS}
            if any(parts.values()):
                said = {word: row.words[word].text().strip() if row.is_asked(word) else "" for word in WORDS}
                found.append(
                    InspectLine(
                        of_line=row.line.line,
                        accepted=parts["accepted"],
                        conceded=parts["conceded"],
                        rejected=parts["rejected"],
                        concession=said["concession"],
                        allowed_by=said["allowed_by"],
                        reason=said["reason"],
                    )
                )
        return tuple(found) or None

    def text(self) -> str:
        """Return what was entered, as a draft keeps it."""
        return ";".join(
            f"{row.line.line}={','.join(edit.text() for edit in (*row.parts.values(), *row.words.values()))}"
            for row in self._rows
        )

    def set_text(self, text: str) -> None:
        """Do nothing: the lines are those of a receipt."""

    def problem(self) -> SuppliesError | None:
        """Return that an entry is no quantity, that nothing is said, or that a reason is missing."""
        for row in self._rows:
            for part, edit in row.parts.items():
                if row.quantity(part) is None:
                    return NotAQuantity(text=edit.text(), example="12.5" if row.line.decimals else "12")
            for word, edit in row.words.items():
                if row.is_asked(word) and not edit.text().strip():
                    edit.setFocus()
                    return ReasonNeeded() if word == "reason" else ConcessionUnfounded()
        return NothingToDo() if self.value() is None else None

    def problem_of_text(self) -> SuppliesError:
        """Return never: see ``problem``."""
        raise AssertionError("the lines are looked at one by one")

    def focus(self) -> None:
        """Go to the first quantity."""
        for row in self._rows[:1]:
            row.parts["accepted"].setFocus()
            row.parts["accepted"].selectAll()

    def _add_row(self, line: StandingLine) -> None:
        """Show a line and its entries."""
        at = 1 + 3 * len(self._rows)
        words = _("{line}. {name} {label}: {waiting} {unit} waiting").format(
            line=line.line, name=line.name, label=line.label_code, waiting=line.waiting.grouped(), unit=line.unit
        )
        if line.ordered is not None:
            words += _(" (due {ordered}, delivered {delivered})").format(
                ordered=line.ordered.grouped(), delivered=line.delivered.grouped()
            )
        self._place(text_label(words, wraps=True), at, 0)
        edits = {part: self._edit(line, part) for part in PARTS}
        for column, edit in enumerate(edits.values(), 1):
            self._place(edit, at, column)
        said = {word: self._reason_edit(line, word) for word in WORDS}
        self._place(said["concession"], at + 1, 0)
        self._place(said["allowed_by"], at + 1, 1, len(PARTS))
        self._place(said["reason"], at + 2, 0, len(PARTS) + 1)
        row = _Row(line, edits, said)
        self._rows.append(row)
        for edit in said.values():
            edit.hide()
        for part in ("conceded", "rejected"):
            edits[part].textChanged.connect(partial(self._rest, row))

    def _edit(self, line: StandingLine, part: str) -> QLineEdit:
        """Return an entry of a quantity; all that waits stands there as accepted."""
        edit = QLineEdit(str(line.waiting) if part == "accepted" else "", self._box)
        edit.setObjectName(f"{self.name}_{line.line}_{part}")
        edit.setAccessibleName(f"{line.name}, {_(PARTS[part])}")
        edit.setValidator(DecimalValidator(line.decimals, edit))
        edit.setFixedWidth(EDIT_EMS * edit.fontMetrics().horizontalAdvance("中"))
        edit.textEdited.connect(self._edited)
        edit.hide()
        return edit

    def _reason_edit(self, line: StandingLine, word: str) -> QLineEdit:
        """Return an entry of a reason."""
        edit = QLineEdit(self._box)
        edit.setObjectName(f"{self.name}_{line.line}_{word}")
        edit.setAccessibleName(f"{line.name}, {_(WORDS[word])}")
        edit.setPlaceholderText(_(WORDS[word]))
        edit.setMaxLength(TEXT_MAX)
        edit.textEdited.connect(self._edited)
        return edit

    def _rest(self, row: _Row, _text: str) -> None:
        """Let what is conceded or rejected not be among what is accepted, and ask for the reasons."""
        others = [row.quantity(part) for part in ("conceded", "rejected")]
        if None not in others:
            rest = row.line.waiting.thousandths - sum(each.thousandths for each in others if each is not None)
            row.parts["accepted"].setText(str(Quantity(max(0, rest))))
        for word, edit in row.words.items():
            edit.setVisible(row.is_asked(word))

    def _place(self, part: QWidget, row: int, column: int, span: int = 1) -> None:
        """Put a part into the grid."""
        self._grid.addWidget(part, row, column, 1, span)
        part.show()
        self._placed.append(part)

"""Lines of a paper whose quantities fall into parts: all of it is well until somebody enters something else."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar, Generic, Protocol, TypeVar

import msgspec
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from supplies.errors import NotAQuantity, NothingToDo, SuppliesError
from supplies.language import _
from supplies.ui.widgets.fields import DecimalValidator, Field, plain_number
from supplies.ui.widgets.labels import text_label
from supplies.values import NO_QUANTITY, BadValue, Quantity

EDIT_EMS = 6


class PaperLine(Protocol):
    """What the field has to know of a line."""

    @property
    def line(self) -> int:
        """Return its number on the paper."""

    @property
    def name(self) -> str:
        """Return the name of its item."""

    @property
    def decimals(self) -> int:
        """Return how many decimals its unit allows."""


Line = TypeVar("Line", bound=PaperLine)
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class PartsRow(Generic[Line]):
    """The entries of one line: a quantity of each part, and the words that some parts need."""

    line: Line
    whole: Quantity
    """What is to be divided."""
    parts: Mapping[str, QLineEdit]
    words: Mapping[str, QLineEdit]

    @property
    def edits(self) -> list[QLineEdit]:
        """Return every entry, those of the other parts before the first, which takes what they leave."""
        return [*list(self.parts.values())[::-1], *self.words.values()]

    def quantity(self, part: str) -> Quantity | None:
        """Return how much is entered; nothing entered is none of it."""
        text = plain_number(self.parts[part].text())
        try:
            found = Quantity.parse(text) if text else NO_QUANTITY
        except BadValue:
            return None
        return found if found.fits(self.line.decimals) else None

    def quantities(self) -> dict[str, Quantity]:
        """Return how much is entered of each part; what is no quantity counts as none."""
        return {part: self.quantity(part) or NO_QUANTITY for part in self.parts}


class PartsField(Field[Value], Generic[Line, Value]):
    """A subclass names parts and words, shows its lines by ``begin_anew`` and ``add_row``, and reads ``rows``."""

    is_wide = True
    parts: ClassVar[Mapping[str, str]]
    """What each part is called, in the order of the columns; the first takes what the others leave."""
    words: ClassVar[Mapping[str, str]]
    """What is asked for each word, shown only where it is needed."""
    asked_by: ClassVar[Mapping[str, Sequence[str]]]
    """The parts for which each word is needed."""
    word_length_max: ClassVar[int]

    def __init__(self, name: str, label: str) -> None:
        """Make the field without lines yet."""
        self._box = QWidget()
        self._grid = QGridLayout(self._box)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setColumnStretch(0, 1)
        self._placed: list[QWidget] = []
        self._first, *self._others = self.parts
        self.rows: list[PartsRow[Line]] = []
        super().__init__(name, label, self._box, is_required=True)

    def missing(self, word: str) -> SuppliesError:
        """Return that a word is not said though it is needed."""
        raise NotImplementedError

    def begin_anew(self, shown: Sequence[str]) -> None:
        """Take every line away, and head a column for each of the parts shown."""
        for part in self._placed:
            self._grid.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._placed, self.rows = [], []
        for column, name in enumerate(shown, 1):
            self.place(text_label(_(self.parts[name]), "label"), 0, column)

    def add_row(self, at: int, title: str, line: Line, whole: Quantity, shown: Sequence[str]) -> PartsRow[Line]:
        """Show a line and its quantities in a row of the grid; the words still want a place."""
        self.place(text_label(title, wraps=True), at, 0)
        edits = {part: self._quantity_edit(line, whole, part) for part in self.parts}
        for column, part in enumerate(shown, 1):
            self.place(edits[part], at, column)
        row = PartsRow(line, whole, edits, {word: self._word_edit(line, word) for word in self.words})
        self.rows.append(row)
        for part in self._others:
            edits[part].textChanged.connect(partial(self._rest, row))
        return row

    def place_word(self, edit: QLineEdit, row: int, column: int, span: int) -> None:
        """Put the entry of a word into the grid, hidden until it is needed."""
        self.place(edit, row, column, span)
        edit.hide()

    def place(self, part: QWidget, row: int, column: int, span: int = 1) -> None:
        """Put a part into the grid."""
        self._grid.addWidget(part, row, column, 1, span)
        part.show()
        self._placed.append(part)

    def is_asked(self, row: PartsRow[Line], word: str) -> bool:
        """Return whether a word is needed of a line."""
        return any(row.quantity(part) not in {None, NO_QUANTITY} for part in self.asked_by[word])

    def text(self) -> str:
        """Return what was entered, as a draft keeps it."""
        answers = [(row.line.line, [edit.text() for edit in row.edits]) for row in self.rows]
        return msgspec.json.encode(answers).decode() if answers else ""

    def set_text(self, text: str) -> None:
        """Fill in what a draft kept about the lines shown; the lines themselves are those of a paper."""
        kept = dict(msgspec.json.decode(text, type=list[tuple[int, list[str]]])) if text else {}
        for row in self.rows:
            for edit, answer in zip(row.edits, kept.get(row.line.line, ()), strict=False):
                edit.setText(answer)
        self.show_problem(None)

    def problem(self) -> SuppliesError | None:
        """Return that an entry is no quantity, that nothing is said, or that a word is missing."""
        for row in self.rows:
            for part, edit in row.parts.items():
                if row.quantity(part) is None:
                    return NotAQuantity(text=edit.text(), example="12.5" if row.line.decimals else "12")
            for word, edit in row.words.items():
                if self.is_asked(row, word) and not edit.text().strip():
                    edit.setFocus()
                    return self.missing(word)
        return NothingToDo() if self.value() is None else None

    def problem_of_text(self) -> SuppliesError:
        """Return never: see ``problem``."""
        raise AssertionError("the lines are looked at one by one")

    def focus(self) -> None:
        """Go to the first quantity."""
        for row in self.rows[:1]:
            self.focus_row(row)

    def focus_row(self, row: PartsRow[Line]) -> None:
        """Go to the first quantity of a line."""
        row.parts[self._first].setFocus()
        row.parts[self._first].selectAll()

    def _quantity_edit(self, line: Line, whole: Quantity, part: str) -> QLineEdit:
        """Return an entry of a quantity; all of the line stands in the first part."""
        edit = QLineEdit(str(whole) if part == self._first else "", self._box)
        edit.setObjectName(f"{self.name}_{line.line}_{part}")
        edit.setAccessibleName(f"{line.name}, {_(self.parts[part])}")
        edit.setValidator(DecimalValidator(line.decimals, edit))
        edit.setFixedWidth(EDIT_EMS * edit.fontMetrics().horizontalAdvance("中"))
        edit.textEdited.connect(self._edited)
        edit.hide()
        return edit

    def _word_edit(self, line: Line, word: str) -> QLineEdit:
        """Return an entry of a word."""
        edit = QLineEdit(self._box)
        edit.setObjectName(f"{self.name}_{line.line}_{word}")
        edit.setAccessibleName(f"{line.name}, {_(self.words[word])}")
        edit.setPlaceholderText(_(self.words[word]))
        edit.setMaxLength(self.word_length_max)
        edit.textEdited.connect(self._edited)
        edit.hide()
        return edit

    def _rest(self, row: PartsRow[Line], _text: str) -> None:
        """Let what is in the other parts not be in the first, and ask for the words that they need."""
        others = [row.quantity(part) for part in self._others]
        if None not in others:
            rest = row.whole.thousandths - sum(each.thousandths for each in others if each is not None)
            row.parts[self._first].setText(str(Quantity(max(0, rest))))
        for word, edit in row.words.items():
            edit.setVisible(self.is_asked(row, word))

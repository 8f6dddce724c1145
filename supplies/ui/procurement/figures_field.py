"""Lines that are known, each with figures to be entered: quantities and amounts, with what is usual filled in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import partial

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QWidget

from supplies.errors import NotAnAmount, NotAQuantity, NothingToDo, SuppliesError
from supplies.language import _
from supplies.ui.widgets.fields import DecimalValidator, Field, plain_number
from supplies.ui.widgets.labels import text_label
from supplies.values import BadValue, Money, Quantity

EDIT_EMS = 7
AMOUNT_DECIMALS = 2


class Figure(Enum):
    """What a column of entries counts."""

    QUANTITY = "quantity"
    AMOUNT = "amount"


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A line: what it is about, what must be known of it, and its figures as they stand at first."""

    key: str
    title: str
    note: str
    decimals: int
    figures: Mapping[Figure, str]


@dataclass(frozen=True, slots=True)
class Entered:
    """What was entered for a line; nothing entered is none of it."""

    key: str
    quantity: Quantity
    amount: Money


class FiguresField(Field[tuple[Entered, ...]]):
    """A grid of entries, one row for each line; lines of which nothing is entered are left out."""

    is_wide = True
    figures_changed = Signal()
    """Some figure is another one, typed or filled in."""
    typed = Signal(str, object)
    """The key of a line and the Figure that a person has just typed."""

    def __init__(self, name: str, label: str, titles: Mapping[Figure, str], nothing: str) -> None:
        """Make the field without lines; ``titles`` head the entries, ``nothing`` is said where no line is."""
        self._box = QWidget()
        self._grid = QGridLayout(self._box)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setColumnStretch(0, 1)
        self._titles = titles
        self._nothing = nothing
        self._placed: list[QWidget] = []
        self._edits: dict[str, dict[Figure, QLineEdit]] = {}
        self._lines: dict[str, FigureLine] = {}
        self._said = text_label("", "figure", wraps=True)
        super().__init__(name, label, self._box, is_required=True)

    @property
    def said(self) -> str:
        """Return what is said below the lines."""
        return self._said.text()

    def say(self, words: str) -> None:
        """Say something below the lines."""
        self._said.setText(words)
        self._said.setVisible(bool(words))

    def show_lines(self, lines: Sequence[FigureLine]) -> None:
        """Show these lines, with the figures that they have at first."""
        for part in self._placed:
            self._grid.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._grid.removeWidget(self._said)
        self._placed, self._edits, self._lines = [], {}, {}
        for column, title in enumerate(self._titles.values(), 1):
            if lines:
                self._place(text_label(title, "label"), 0, column)
        for at, line in enumerate(lines):
            self._add_line(1 + 2 * at, line)
        if not lines:
            self._place(text_label(self._nothing, "quiet", wraps=True), 0, 0)
        self._grid.addWidget(self._said, 2 + 2 * len(lines), 0, 1, 1 + len(self._titles))
        self.show_problem(None)
        self.figures_changed.emit()

    def edit_of(self, key: str, figure: Figure) -> QLineEdit:
        """Return the entry of a figure."""
        return self._edits[key][figure]

    def set_figure(self, key: str, figure: Figure, text: str) -> None:
        """Fill a figure in."""
        self._edits[key][figure].setText(text)

    def entered(self, key: str) -> Entered | None:
        """Return what is entered for a line; None where it is no figure."""
        texts = {figure: plain_number(edit.text()) for figure, edit in self._edits[key].items()}
        try:
            quantity = Quantity.parse(texts.get(Figure.QUANTITY) or "0")
            amount = Money.parse(texts.get(Figure.AMOUNT) or "0")
        except BadValue:
            return None
        return Entered(key, quantity, amount) if quantity.fits(self._lines[key].decimals) else None

    def value(self) -> tuple[Entered, ...] | None:
        """Return the lines of which something is entered; None where that is nothing."""
        found = (self.entered(key) for key in self._lines)
        return tuple(each for each in found if each is not None and (each.quantity or each.amount)) or None

    def text(self) -> str:
        """Return what is entered, as a draft keeps it."""
        texts = {key: [edit.text() for edit in edits.values()] for key, edits in self._edits.items()}
        return msgspec.json.encode(texts).decode() if texts else ""

    def set_text(self, text: str) -> None:
        """Fill in what a draft kept about the lines shown; nothing kept means the figures that they had at first."""
        kept = msgspec.json.decode(text, type=dict[str, list[str]]) if text else {}
        for key, edits in self._edits.items():
            usual = [self._lines[key].figures[figure] for figure in edits]
            for edit, answer in zip(edits.values(), kept.get(key, usual), strict=False):
                edit.setText(answer)
        self.show_problem(None)

    def problem(self) -> SuppliesError | None:
        """Return that an entry is no figure, or that nothing is entered."""
        for key, edits in self._edits.items():
            if self.entered(key) is None:
                return _problem_of(edits, self._lines[key].decimals)
        return NothingToDo() if self.value() is None else None

    def problem_of_text(self) -> SuppliesError:
        """Return never: see ``problem``."""
        raise AssertionError("the lines are looked at one by one")

    def focus(self) -> None:
        """Go to the first entry."""
        super().focus()
        for edits in self._edits.values():
            first = next(iter(edits.values()))
            first.setFocus(Qt.FocusReason.OtherFocusReason)
            first.selectAll()
            return

    def _add_line(self, at: int, line: FigureLine) -> None:
        """Show a line and its entries, below them what must be known of it."""
        self._lines[line.key] = line
        self._edits[line.key] = {}
        title = text_label(line.title, wraps=True)
        self._place(title, at, 0)
        for column, figure in enumerate(self._titles, 1):
            edit = self._made_edit(line, figure)
            self._edits[line.key][figure] = edit
            self._place(edit, at, column)
        if line.note:
            note = text_label(line.note, "quiet", wraps=True)
            self._grid.addWidget(note, at + 1, 0, 1, 1 + len(self._titles))
            self._placed.append(note)

    def _made_edit(self, line: FigureLine, figure: Figure) -> QLineEdit:
        """Return the entry of a figure."""
        edit = QLineEdit(line.figures[figure], self._box)
        edit.setObjectName(f"{self.name}_{line.key}_{figure.value}")
        edit.setAccessibleName(f"{line.title}, {self._titles[figure]}")
        decimals = line.decimals if figure is Figure.QUANTITY else AMOUNT_DECIMALS
        edit.setValidator(DecimalValidator(decimals, edit))
        edit.setAlignment(Qt.AlignmentFlag.AlignRight)
        edit.setFixedWidth(EDIT_EMS * edit.fontMetrics().horizontalAdvance("中"))
        edit.textEdited.connect(partial(self._typed, line.key, figure))
        edit.textChanged.connect(self._changed)
        return edit

    def _typed(self, key: str, figure: Figure, _text: str) -> None:
        """Tell which figure was typed."""
        self.typed.emit(key, figure)
        self._edited()

    def _changed(self, _text: str) -> None:
        """Tell that a figure is another one."""
        self.figures_changed.emit()

    def _place(self, part: QWidget, row: int, column: int) -> None:
        """Put a part into the grid."""
        self._grid.addWidget(part, row, column)
        if isinstance(part, QLabel) and column:
            self._grid.setAlignment(part, Qt.AlignmentFlag.AlignRight)
        part.show()
        self._placed.append(part)


def _problem_of(edits: Mapping[Figure, QLineEdit], decimals: int) -> SuppliesError:
    """Return which entry of a line is no figure."""
    quantity = edits.get(Figure.QUANTITY)
    if quantity is not None and not _is_quantity(plain_number(quantity.text()) or "0", decimals):
        return NotAQuantity(text=quantity.text(), example="12.5" if decimals else "12")
    return NotAnAmount(text=edits[Figure.AMOUNT].text())


def _is_quantity(text: str, decimals: int) -> bool:
    """Return whether a text is a quantity no finer than is allowed."""
    try:
        return Quantity.parse(text).fits(decimals)
    except BadValue:
        return False


def together(amount: Money) -> str:
    """Return what the lines come to, in words."""
    return _("Together {amount} yuan").format(amount=amount.grouped())

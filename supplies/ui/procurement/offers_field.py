"""The suppliers that were asked or that bid: who, by which credit code, at what price, and what is to be said of it."""

from dataclasses import dataclass, replace

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from supplies.accounts.credit_code import is_credit_code
from supplies.errors import (
    AmountNotPositive,
    CreditCodeWrong,
    FieldEmpty,
    NotAnAmount,
    NothingChosen,
    OffererTwice,
    SuppliesError,
)
from supplies.language import _
from supplies.ui.funds.money_panels import TITLE_MAX
from supplies.ui.icons import Button
from supplies.ui.widgets.fields import Field, plain_number
from supplies.ui.widgets.lines_field import QuantityEdit
from supplies.values import NO_MONEY, BadValue, Money

LIST_LINES = 4
NOTE_MAX = 300


@dataclass(frozen=True, slots=True)
class OfferLine:
    """What one supplier asks."""

    supplier: str
    code: str
    price: Money | None
    note: str
    is_chosen: bool = False

    @property
    def words(self) -> str:
        """Return the line as people read it."""
        price = _("no price") if self.price is None else _("{price} yuan").format(price=self.price.grouped())
        mark = "✓ " if self.is_chosen else ""
        return mark + "    ".join(part for part in (self.supplier, price, self.code, self.note) if part)


class OffersField(Field[tuple[OfferLine, ...]]):
    """Several suppliers; where one of them is to be chosen, a button marks it."""

    is_wide = True

    def __init__(self, name: str, label: str, note_words: str, *, choose_words: str = "") -> None:
        """Make the field without any supplier yet.

        Args:
            name: its name in the form.
            label: what is asked.
            note_words: what the last entry of a line is for.
            choose_words: the button that marks a line; empty: none is to be chosen.
        """
        self._lines: list[OfferLine] = []
        self._chooses = bool(choose_words)
        box = QWidget()
        self.supplier = _entry(QuantityEdit(), f"{name}_supplier", _("Supplier"))
        self.supplier.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self.supplier.setMaxLength(TITLE_MAX)
        self.code = _entry(QuantityEdit(), f"{name}_code", _("Unified social credit code"))
        self.code.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self.price = _entry(QuantityEdit(), f"{name}_price", _("Price (yuan)"))
        self.remark = _entry(QuantityEdit(), f"{name}_note", note_words)
        self.remark.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self.remark.setMaxLength(NOTE_MAX)
        self.add_button = Button(f"{name}_add", _("Add supplier (&L)"), "add")
        self.remove_button = Button(f"{name}_remove", _("Remove supplier (&X)"), "remove")
        self.choose_button = Button(f"{name}_choose", choose_words, "check")
        self.list = QListWidget()
        self.list.setObjectName(f"{name}_list")
        self.list.setAccessibleName(label)
        self.list.setMaximumHeight(LIST_LINES * self.list.fontMetrics().height() * 2)
        _lay_out(box, self, chooses=self._chooses)
        self.choose_button.setVisible(self._chooses)  # not before it has a parent: it would be a window of its own
        super().__init__(name, label, box, is_required=True)
        box.setFocusProxy(self.supplier)
        for edit in (self.supplier, self.code, self.price, self.remark):
            edit.returnPressed.connect(self.add_line)
        self.add_button.clicked.connect(self.add_line)
        self.remove_button.clicked.connect(self.remove_line)
        self.choose_button.clicked.connect(self.choose_line)
        self.list.currentRowChanged.connect(self._show_allowed)
        self._show_lines()

    @property
    def chosen(self) -> int:
        """Return the number of the line that is marked; 0 where none is."""
        return next((at for at, line in enumerate(self._lines, 1) if line.is_chosen), 0)

    def value(self) -> tuple[OfferLine, ...] | None:
        """Return the lines; None where there is none."""
        return tuple(self._lines) or None

    def text(self) -> str:
        """Return the lines as a draft keeps them."""
        kept = [
            (line.supplier, line.code, "" if line.price is None else str(line.price), line.note, line.is_chosen)
            for line in self._lines
        ]
        return msgspec.json.encode(kept).decode() if kept else ""

    def set_text(self, text: str) -> None:
        """Fill in the lines of a draft."""
        kept = msgspec.json.decode(text, type=list[tuple[str, str, str, str, bool]]) if text else []
        self._lines = [
            OfferLine(supplier, code, Money.parse(price) if price else None, note, is_chosen)
            for supplier, code, price, note, is_chosen in kept
        ]
        self._clear_entry()
        self._show_lines()
        self.show_problem(None)

    def set_lines(self, lines: tuple[OfferLine, ...]) -> None:
        """Show lines that are known, as a beginning."""
        self._lines = list(lines)
        self._show_lines()

    def problem(self) -> SuppliesError | None:
        """Return that there is no supplier, that one typed is not among them yet, or that none is chosen."""
        if self.supplier.text().strip():
            problem = self._add_typed()
            if problem is not None:
                return problem
        if not self._lines:
            return FieldEmpty()
        return NothingChosen(text=self.choose_button.accessibleName()) if self._chooses and not self.chosen else None

    def problem_of_text(self) -> SuppliesError:
        """Return never: a line is looked at when it is added."""
        raise AssertionError("a line is never wrong")

    def focus(self) -> None:
        """Put the cursor where the next supplier is typed."""
        super().focus()
        self.supplier.setFocus(Qt.FocusReason.OtherFocusReason)

    def add_line(self) -> None:
        """Put what is typed on the list; from the name Enter goes on to the price."""
        if self.supplier.hasFocus() and self.supplier.text().strip() and not self.price.text().strip():
            self.code.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if self.code.hasFocus() and not self.price.text().strip():
            self.price.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        problem = self._add_typed()
        self.show_problem(problem)
        if problem is None:
            self._edited()
            self.focus()

    def remove_line(self) -> None:
        """Take the line selected off the list."""
        at = self.list.currentRow()
        if 0 <= at < len(self._lines):
            del self._lines[at]
            self._show_lines()
            self._edited()
            self.focus()

    def choose_line(self) -> None:
        """Mark the line selected as the one that is taken."""
        at = self.list.currentRow()
        if 0 <= at < len(self._lines):
            self._lines = [replace(line, is_chosen=number == at) for number, line in enumerate(self._lines)]
            for number, line in enumerate(self._lines):
                self.list.item(number).setText(line.words)
            self._edited()

    def _add_typed(self) -> SuppliesError | None:
        """Put what is typed on the list; return what is wrong with it."""
        supplier, code = self.supplier.text().strip(), self.code.text().strip().upper()
        if not supplier:
            return FieldEmpty()
        if supplier in {line.supplier for line in self._lines}:
            return OffererTwice(supplier=supplier)
        if code and not is_credit_code(code):
            return CreditCodeWrong(text=code)
        typed = plain_number(self.price.text())
        try:
            price = Money.parse(typed) if typed else None
        except BadValue:
            return NotAnAmount(text=self.price.text())
        if price is not None and price <= NO_MONEY:
            return AmountNotPositive(amount=price)
        self._lines.append(OfferLine(supplier, code, price, self.remark.text().strip()))
        self._clear_entry()
        self._show_lines()
        return None

    def _clear_entry(self) -> None:
        """Empty what a line is typed into."""
        for edit in (self.supplier, self.code, self.price, self.remark):
            edit.clear()

    def _show_lines(self) -> None:
        """Show the lines."""
        self.list.clear()
        for line in self._lines:
            self.list.addItem(QListWidgetItem(line.words))
        self._show_allowed()

    def _show_allowed(self) -> None:
        """Allow what is done with a line that is selected."""
        is_selected = 0 <= self.list.currentRow() < len(self._lines)
        for button in (self.remove_button, self.choose_button):
            button.forbid("row", "" if is_selected else _("Select one line first."))


def _entry(edit: QLineEdit, name: str, words: str) -> QLineEdit:
    """Return an entry of a line; Enter in it goes on within the line."""
    edit.setObjectName(name)
    edit.setAccessibleName(words)
    edit.setPlaceholderText(words)
    return edit


def _lay_out(box: QWidget, field: OffersField, *, chooses: bool) -> None:
    """Lay out the entries in two lines above the list."""
    layout = QVBoxLayout(box)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(6)
    for line in (((field.supplier, 3), (field.code, 3)), ((field.price, 2), (field.remark, 4))):
        row = QHBoxLayout()
        for part, share in line:
            row.addWidget(part, share)
        layout.addLayout(row)
    buttons = QHBoxLayout()
    for button in (field.add_button, field.remove_button, *([field.choose_button] if chooses else [])):
        buttons.addWidget(button)
    buttons.addStretch(1)
    layout.addLayout(buttons)
    layout.addWidget(field.list)

"""The suppliers that were asked or that bid: who, by which credit code, at what price, and what is to be said of it."""

from dataclasses import dataclass, replace

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

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
from supplies.ui.widgets.fields import plain_number
from supplies.ui.widgets.lines_field import ListedField, QuantityEdit, figure_edit
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


class OffersField(ListedField[OfferLine]):
    """Several suppliers; where one of them is to be chosen, a button marks it."""

    def __init__(self, name: str, label: str, note_words: str, *, choose_words: str = "") -> None:
        """Make the field without any supplier yet.

        Args:
            name: its name in the form.
            label: what is asked.
            note_words: what the last entry of a line is for.
            choose_words: the button that marks a line; empty: none is to be chosen.
        """
        self._chooses = bool(choose_words)
        box = QWidget()
        self._make_list(name, label, LIST_LINES, _("Add supplier (&L)"), _("Remove supplier (&X)"))
        self.supplier = _text_edit(f"{name}_supplier", _("Supplier"))
        self.supplier.setMaxLength(TITLE_MAX)
        self.code = _text_edit(f"{name}_code", _("Unified social credit code"))
        self.price = figure_edit(f"{name}_price", _("Price (yuan)"))
        self.remark = _text_edit(f"{name}_note", note_words)
        self.remark.setMaxLength(NOTE_MAX)
        self.choose_button = Button(f"{name}_choose", choose_words, "check")
        super().__init__(name, label, box, is_required=True)
        _lay_out(box, self, chooses=self._chooses)
        self.choose_button.setVisible(self._chooses)  # not before it has a parent: it would be a window of its own
        self.choose_button.clicked.connect(self.choose_line)
        self._connect(self.supplier, self.supplier, self.code, self.price, self.remark)

    @property
    def chosen(self) -> int:
        """Return the number of the line that is marked; 0 where none is."""
        return next((at for at, line in enumerate(self._lines, 1) if line.is_chosen), 0)

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
        super().add_line()

    def choose_line(self) -> None:
        """Mark the line selected as the one that is taken."""
        at = self.list.currentRow()
        if self._is_selected:
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

    def _show_allowed(self) -> None:
        """Allow what is done with a line that is selected."""
        super()._show_allowed()
        self.choose_button.forbid("row", self.remove_button.reason)


def _text_edit(name: str, words: str) -> QuantityEdit:
    """Return an entry of a text, which begins at the left."""
    edit = figure_edit(name, words)
    edit.setAlignment(Qt.AlignmentFlag.AlignLeft)
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

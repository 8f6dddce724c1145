"""The lines of a contract as it is signed: goods, how much, at what price; each amount and the whole are worked out."""

from dataclasses import dataclass

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from supplies.catalogue.queries import ItemRow
from supplies.errors import (
    AmountNotPositive,
    FieldEmpty,
    NotAnAmount,
    NotAQuantity,
    QuantityNotPositive,
    SuppliesError,
    TooManyDecimals,
)
from supplies.language import _
from supplies.procurement.contracts import price_of
from supplies.ui.session import Session
from supplies.ui.widgets.fields import plain_number
from supplies.ui.widgets.labels import text_label
from supplies.ui.widgets.lines_field import ItemLinesField, figure_edit
from supplies.values import NO_MONEY, NO_QUANTITY, BadValue, ItemCode, Money, Quantity, total_money

LIST_LINES = 3


@dataclass(frozen=True, slots=True)
class PricedLine:
    """So much of an item at a price for one unit."""

    code: ItemCode
    name: str
    unit: str
    quantity: Quantity
    price: Money

    @property
    def amount(self) -> Money:
        """Return what the line costs."""
        return price_of(self.quantity, self.price)

    @property
    def words(self) -> str:
        """Return the line as people read it."""
        words = _("{name} {code}    {quantity} {unit} × {price} yuan = {amount} yuan")
        return words.format(
            name=self.name,
            code=self.code,
            quantity=self.quantity.grouped(),
            unit=self.unit,
            price=self.price.grouped(),
            amount=self.amount.grouped(),
        )


class PricedLinesField(ItemLinesField[PricedLine]):
    """Several lines; the same goods may stand there twice at two prices."""

    lines_changed = Signal()
    """The lines come to another sum."""

    def __init__(self, name: str, label: str, session: Session) -> None:
        """Make the field without any line yet."""
        box = QWidget()
        self._make_list(name, _("Lines"), LIST_LINES, _("Add line (&L)"), _("Remove line (&X)"))
        self.quantity = figure_edit(f"{name}_quantity", _("Quantity"))
        self.price = figure_edit(f"{name}_price", _("Price of one unit (yuan)"))
        self._total = text_label("", "figure", wraps=True)
        super().__init__(name, label, box, is_required=True)
        self._make_item(name, session, box)
        _lay_out(box, self, self._total)
        self._connect(self.item, self.quantity, self.price)

    @property
    def total(self) -> Money:
        """Return what the lines add up to."""
        return total_money(line.amount for line in self._lines)

    @property
    def said(self) -> str:
        """Return what is said about the sum."""
        return self._total.text()

    def say(self, words: str) -> None:
        """Say something about the sum."""
        self._total.setText(words)
        self._total.setVisible(bool(words))

    def text(self) -> str:
        """Return the lines as a draft keeps them."""
        kept = [(line.code, line.name, line.unit, str(line.quantity), str(line.price)) for line in self._lines]
        return msgspec.json.encode(kept).decode() if kept else ""

    def set_text(self, text: str) -> None:
        """Fill in the lines of a draft."""
        kept = msgspec.json.decode(text, type=list[tuple[str, str, str, str, str]]) if text else []
        self._lines = [
            PricedLine(ItemCode(code), name, unit, Quantity.parse(quantity), Money.parse(price))
            for code, name, unit, quantity, price in kept
        ]
        self._clear_entry()
        self._show_lines()
        self.show_problem(None)

    def problem(self) -> SuppliesError | None:
        """Return that there are no lines, or that something typed is not among them yet."""
        if self.quantity.text().strip() or self.price.text().strip():
            return self._add_typed()
        return None if self._lines else FieldEmpty()

    def focus(self) -> None:
        """Put the cursor where the next item is typed."""
        super().focus()
        self.item.setFocus(Qt.FocusReason.OtherFocusReason)

    def add_line(self) -> None:
        """Put what is typed on the list; where the price is still missing, go there."""
        if self.quantity.hasFocus() and not self.price.text().strip():
            self.price.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        super().add_line()

    def _add_typed(self) -> SuppliesError | None:
        """Put what is typed on the list; return what is wrong with it."""
        row = self._typed_item()
        if isinstance(row, SuppliesError):
            return row
        quantity = self._quantity(row)
        if isinstance(quantity, SuppliesError):
            return quantity
        try:
            price = Money.parse(plain_number(self.price.text()))
        except BadValue:
            return NotAnAmount(text=self.price.text())
        line = PricedLine(row.code, row.name, row.unit, quantity, price)
        if line.amount <= NO_MONEY:
            return AmountNotPositive(amount=line.amount)
        self._lines.append(line)
        self._clear_entry()
        self._show_lines()
        return None

    def _quantity(self, row: ItemRow) -> Quantity | SuppliesError:
        """Return how much is typed, or what is wrong with it."""
        try:
            quantity = Quantity.parse(plain_number(self.quantity.text()))
        except BadValue:
            return NotAQuantity(text=self.quantity.text(), example="12.5" if row.decimals else "12")
        if quantity <= NO_QUANTITY:
            return QuantityNotPositive(quantity=quantity)
        if not quantity.fits(row.decimals):
            return TooManyDecimals(item=row.name, decimals=row.decimals, quantity=quantity)
        return quantity

    def _clear_entry(self) -> None:
        """Empty what a line is typed into."""
        self.item.choose(None)
        self.quantity.clear()
        self.price.clear()

    def _show_lines(self) -> None:
        """Show the lines, and tell that they come to another sum."""
        super()._show_lines()
        self.lines_changed.emit()


def _lay_out(box: QWidget, field: PricedLinesField, total: QWidget) -> None:
    """Lay out the entry above the list, and the sum below it."""
    entry = QHBoxLayout()
    entry.addWidget(field.item, 3)
    entry.addWidget(field.quantity, 1)
    entry.addWidget(field.price, 2)
    buttons = QHBoxLayout()
    buttons.addWidget(field.add_button)
    buttons.addWidget(field.remove_button)
    buttons.addStretch(1)
    layout = QVBoxLayout(box)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(6)
    layout.addLayout(entry)
    layout.addLayout(buttons)
    layout.addWidget(field.list)
    layout.addWidget(total)

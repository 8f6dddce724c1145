"""A sum of money typed in yuan or in ten thousand yuan; what it is in the other unit is shown while typing."""

from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit

from supplies.capitals import chinese_capitals
from supplies.errors import NotAnAmount, NotAnAmountInWan, SuppliesError
from supplies.language import N_, _
from supplies.ui.icons import without_mnemonic
from supplies.ui.widgets.choice_box import ChoiceBox
from supplies.ui.widgets.fields import DecimalValidator, LineField, plain_number
from supplies.values import BadValue, Money

YUAN_DECIMALS = 2
WAN_DECIMALS = 6


class Unit(StrEnum):
    """What the digits count."""

    YUAN = "yuan"
    WAN = "wan"


UNIT_WORDS = {Unit.WAN: N_("10,000 yuan"), Unit.YUAN: N_("yuan")}


class AmountField(LineField[Money]):
    """An exact sum. Another unit leaves the digits as they are: whoever chose the wrong one only puts that right."""

    amount_changed = Signal()
    """The sum is another one, typed or filled in."""

    def __init__(self, name: str, label: str, *, unit: Unit = Unit.WAN, is_required: bool = True) -> None:
        """Make the field; ``unit`` is what its digits count at first."""
        edit = QLineEdit()
        edit.setAlignment(Qt.AlignmentFlag.AlignRight)
        super().__init__(name, label, edit, is_required=is_required, hint="0.00")
        self._more = ""
        self._units = ChoiceBox(f"{name}_unit", _("Unit of {field}").format(field=without_mnemonic(label)))
        for each, words in UNIT_WORDS.items():
            self._units.addItem(_(words), each.value)
        self._entry.addWidget(self._units)
        self._validators = {
            Unit.YUAN: DecimalValidator(YUAN_DECIMALS, edit),
            Unit.WAN: DecimalValidator(WAN_DECIMALS, edit),
        }
        self.set_unit(unit)
        edit.textChanged.connect(self._show_other_unit)
        self._units.currentIndexChanged.connect(self._unit_chosen)

    @property
    def unit(self) -> Unit:
        """Return what the digits count."""
        return Unit(self._units.value())

    def set_unit(self, unit: Unit) -> None:
        """Let the digits count something else."""
        self._units.choose(unit.value)
        self.edit.setValidator(self._validators[unit])
        self._show_other_unit()

    def value(self) -> Money | None:
        """Return the sum; None where there is none."""
        digits = plain_number(self.edit.text())
        try:
            return Money.parse_wan(digits) if self.unit is Unit.WAN else Money.parse(digits)
        except BadValue:
            return None

    def set_value(self, money: Money) -> None:
        """Fill in a sum, in the unit in use."""
        self.edit.setText((money.wan() if self.unit is Unit.WAN else str(money)).replace(",", ""))
        self.show_problem(None)

    def set_more(self, text: str) -> None:
        """Say something about the sum, below what it is in the other unit."""
        self._more = text
        self._show_note()

    def text(self) -> str:
        """Return the digits and their unit; nothing where there are no digits."""
        digits = super().text()
        return f"{digits} {self.unit}" if digits else ""

    def set_text(self, text: str) -> None:
        """Fill in digits, and their unit where one is named."""
        digits, _blank, unit = text.partition(" ")
        if unit in set(Unit):
            self.set_unit(Unit(unit))
        super().set_text(digits)

    def problem_of_text(self) -> SuppliesError:
        """Return how a sum is written in this unit."""
        digits = self.edit.text().strip()
        return NotAnAmountInWan(text=digits) if self.unit is Unit.WAN else NotAnAmount(text=digits)

    def _unit_chosen(self) -> None:
        """Read the same digits in the unit that a person chose."""
        self.set_unit(self.unit)
        self._edited()

    def _show_other_unit(self) -> None:
        """Say what the sum is in the other unit, and in the capitals of a voucher."""
        self.amount_changed.emit()
        self._show_note()

    def _show_note(self) -> None:
        """Show all that is said below the digits."""
        money = self.value()
        words = "" if money is None else other_unit(money, self.unit)
        self.set_note("\n".join(filter(None, (words, self._more))))


def other_unit(money: Money, unit: Unit) -> str:
    """Return a sum in the unit in which it was not typed, and in Chinese capitals."""
    words = (
        _("= {amount} yuan").format(amount=money.grouped())
        if unit is Unit.WAN
        else _("= {amount} × 10,000 yuan").format(amount=money.wan())
    )
    return f"{words}  {chinese_capitals(money)}"

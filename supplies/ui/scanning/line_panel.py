"""One line of the slip, to be corrected or completed by hand."""

from collections.abc import Mapping

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from supplies.errors import SuppliesError
from supplies.language import _
from supplies.stock.actions import TEXT_MAX, Condition, DocumentKind
from supplies.stock.returns import CONDITION_NAMES
from supplies.stock.slip import HANDED_OUT, Slip, SlipLine
from supplies.stock.slip_checks import quantity_error
from supplies.ui.icons import Button
from supplies.ui.options import place_options
from supplies.ui.services import Services
from supplies.ui.widgets.fields import ChoiceField, DateField, MoneyField, QuantityField, TextField
from supplies.ui.widgets.form_panel import FormOverlay
from supplies.ui.widgets.picker import Option, fixed_options
from supplies.values import NO_MONEY, ActionId, DepotCode, PlaceCode

RECEIPT_FIELDS = ("place", "batch_no", "serial_no", "produced_on", "expires_on", "amount")
RETURN_FIELDS = ("condition", "days_used")
REASON_KINDS = frozenset({*HANDED_OUT, DocumentKind.ADJUSTMENT, DocumentKind.WRITE_OFF, DocumentKind.RETURN})


class LinePanel(FormOverlay):
    """Opened by Enter on a line, or where a line keeps the slip from being posted."""

    changed = Signal(object)
    """The SlipLine as it should be."""
    removed = Signal(int)
    """The key of a line that is to go."""

    def __init__(self, page: QWidget, services: Services) -> None:
        """Make a hidden panel over the scan page."""
        super().__init__("slip_line", _("Line"), _("&Save the line"), page)
        self._slip: Slip | None = None
        self._line: SlipLine | None = None
        form = self.form
        self.quantity = form.add(QuantityField("quantity", _("Quantity")))
        states = [Option(condition.value, _(name)) for condition, name in CONDITION_NAMES.items()]
        self.condition = form.add(
            ChoiceField("condition", _("Condition"), services.session, fixed_options(states), is_required=False)
        )
        self.days_used = form.add(QuantityField("days_used", _("Days in use"), unit=_("days"), is_required=False))
        self.reason = form.add(TextField("reason", _("Reason"), longest=TEXT_MAX))
        self.place = form.add(ChoiceField("place", _("Location"), services.session, place_options(self._depot)))
        self.batch = form.add(TextField("batch_no", _("Batch number"), longest=TEXT_MAX))
        self.serial = form.add(TextField("serial_no", _("Serial number"), longest=TEXT_MAX))
        self.produced = form.add(DateField("produced_on", _("Produced on"), services.today))
        self.expires = form.add(DateField("expires_on", _("Expires on"), services.today))
        self.amount = form.add(MoneyField("amount", _("Amount of the line"), is_required=False))
        remove = form.add_button(Button("slip_line_remove", _("&Remove the line"), "remove"))
        remove.clicked.connect(self._remove)
        form.submitted.connect(self._save)

    @property
    def slip_id(self) -> ActionId | None:
        """Return which slip the line opened last stands on."""
        return self._slip.action_id if self._slip else None

    def edit(self, slip: Slip, line: SlipLine, errors: Mapping[str, SuppliesError]) -> None:
        """Show a line of a slip, and what is wrong with it."""
        self._slip, self._line = slip, line
        label = line.serial_no or line.batch_no or line.label
        self.set_title(" · ".join(filter(None, (line.name, label))))
        is_receipt = slip.kind is DocumentKind.RECEIPT
        for name in RECEIPT_FIELDS:
            self.form.set_shown(name, is_shown=is_receipt)
        self.form.set_shown("place", is_shown=is_receipt or slip.kind is DocumentKind.RETURN)
        self.form.set_shown("serial_no", is_shown=is_receipt and line.is_single)
        self.form.set_shown("reason", is_shown=slip.kind in REASON_KINDS)
        for name in RETURN_FIELDS:
            self.form.set_shown(name, is_shown=slip.kind is DocumentKind.RETURN)
        self.condition.choose(Option(line.condition.value, _(CONDITION_NAMES[line.condition])))
        self.days_used.set_text("" if line.days_used is None else str(line.days_used))
        self.quantity.set_decimals(line.decimals, line.unit)
        self.quantity.set_text(str(line.quantity))
        self.reason.set_text(line.reason)
        self.place.choose(Option(line.place, line.place) if line.place else None)
        self.batch.set_text(line.batch_no)
        self.serial.set_text(line.serial_no)
        self.produced.set_text(line.produced_on.isoformat() if line.produced_on else "")
        self.expires.set_text(line.expires_on.isoformat() if line.expires_on else "")
        self.amount.set_text(str(line.amount) if line.amount else "")
        self.open_panel()
        self.form.set_errors(errors)
        self.fit()

    def _depot(self) -> DepotCode:
        """Return whose locations may be chosen."""
        return self._slip.depot if self._slip else DepotCode("")

    def _save(self) -> None:
        """Hand the line over as it was entered, unless it cannot be so many."""
        slip, line = self._slip, self._entered()
        assert slip is not None, "a line of a slip is shown"
        wrong = quantity_error(slip, line, line.quantity)
        if wrong is not None:
            self.form.set_errors({"quantity": wrong})
            self.fit()
            return
        self.close_panel()
        self.changed.emit(line)

    def _entered(self) -> SlipLine:
        """Return the line as it was entered."""
        line, quantity, days = self._line, self.quantity.value(), self.days_used.value()
        assert line is not None and quantity is not None, "a line is shown, and its fields are well"
        return replace(
            line,
            quantity=quantity,
            reason=self.reason.text(),
            condition=Condition(self.condition.value() or Condition.GOOD),
            days_used=None if days is None else days.thousandths // 1000,
            place=PlaceCode(self.place.value() or ""),
            batch_no=self.batch.text(),
            serial_no=self.serial.text(),
            produced_on=self.produced.value(),
            expires_on=self.expires.value(),
            amount=self.amount.value() or NO_MONEY,
        )

    def _remove(self) -> None:
        """Ask for the line to go."""
        line = self._line
        self.close_panel()
        if line is not None:
            self.removed.emit(line.key)

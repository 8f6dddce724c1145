"""Taking back what one line of an issue or a loan is out: how much, in what condition, and where it is put."""

from PySide6.QtWidgets import QWidget

from supplies.errors import MoreThanIssued, PlaceRetired, ReasonNeeded, SuppliesError
from supplies.language import _
from supplies.stock.actions import TEXT_MAX, Condition, Return, ReturnLine
from supplies.stock.loans import OutRow
from supplies.stock.returns import CONDITION_NAMES
from supplies.ui.options import place_options
from supplies.ui.services import Services
from supplies.ui.session import Actions
from supplies.ui.widgets.action_panel import ActionPanel, Places, answer
from supplies.ui.widgets.choices import SelectField
from supplies.ui.widgets.fields import ChoiceField, QuantityField, TextField
from supplies.values import ActionId, DepotCode, PlaceCode, new_id


class ReturnPanel(ActionPanel):
    """Opened with a line that is out."""

    def __init__(self, page: QWidget, services: Services) -> None:
        places: Places = {MoreThanIssued: "quantity", PlaceRetired: "place", ReasonNeeded: "reason"}
        super().__init__("return", _("Take goods back"), page, services, places, _("Take back (&B)"))
        self._row: OutRow | None = None
        add = self.form.add
        self.quantity = add(QuantityField("quantity", _("Quantity")))
        conditions = [(condition.value, _(name)) for condition, name in CONDITION_NAMES.items()]
        self.condition = add(SelectField("condition", _("Condition"), conditions))
        self.place = add(ChoiceField("place", _("Put at location"), services.session, place_options(self._depot)))
        self.days = add(QuantityField("days_used", _("Days in use"), unit=_("days"), is_required=False))
        self.reason = add(TextField("reason", _("Cleaning, disinfection, damage"), longest=TEXT_MAX))
        self.receiver = add(TextField("receiver", _("Brought back by"), longest=TEXT_MAX))
        self.note = add(TextField("note", _("Remarks"), longest=TEXT_MAX))
        self.day = self.add_day("day", _("Came back on"))

    def open_for(self, row: OutRow) -> None:
        """Ask what of a line comes back."""
        self.about(row.site_id, row.of_seq, row.of_line)
        self._row = row
        self.set_title(_("Take back from {holder}").format(holder=row.holder or _("unknown")))
        words = _("{number}: {name} {label}, {left} {unit} still out since {date}.")
        facts = {"number": row.number, "name": row.name, "label": row.label_code, "date": row.taken_on}
        self.say(words.format(left=row.left.grouped(), unit=row.unit, **facts))
        self.quantity.set_decimals(row.decimals, row.unit)
        self.quantity.set_text(str(row.left))
        self.open_panel()

    def make_actions(self) -> Actions:
        """Return the return."""
        assert self._row is not None, "open_for comes first"
        row, days = self._row, self.days.value()
        self.tell(_("It is in the books that {holder} gave it back.").format(holder=row.holder), row.number)
        line = ReturnLine(
            lot_id=row.lot_id,
            place=PlaceCode(answer(self.place)),
            quantity=answer(self.quantity),
            condition=Condition(answer(self.condition)),
            reason=self.reason.text(),
            days_used=None if days is None else days.thousandths // 1000,
            of_seq=row.of_seq,
        )
        return [
            Return(
                action_id=ActionId(new_id()),
                business_date=answer(self.day),
                depot=row.depot_code,
                counterparty=row.holder,
                incident=row.incident,
                receiver=self.receiver.text(),
                note=self.note.text(),
                lines=(line,),
            )
        ]

    def place_of(self, error: SuppliesError) -> str:
        """Return the field of a refusal."""
        return super().place_of(error) or next((line.field for line in error.lines if line.field), "")

    def _depot(self) -> DepotCode:
        """Return whose locations may be chosen."""
        return DepotCode("") if self._row is None else self._row.depot_code

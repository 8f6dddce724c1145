"""The forms of rotation: take a lot out before it expires, and take in what replaces it."""

from PySide6.QtWidgets import QWidget

from supplies.errors import NoIncomeThere, SuppliesError
from supplies.language import _
from supplies.stock.actions import TEXT_MAX, LotLine, Origin, ReceiptLine, Receive
from supplies.stock.rotation import WAY_NAMES, PlanRow, Rotate, RotationLine, RotationRow, RotationWay
from supplies.ui.options import place_options
from supplies.ui.services import Services
from supplies.ui.session import Actions
from supplies.ui.widgets.action_panel import ActionPanel, Places, answer
from supplies.ui.widgets.choices import SelectField
from supplies.ui.widgets.fields import ChoiceField, DateField, MoneyField, QuantityField, TextField
from supplies.values import NO_MONEY, NO_QUANTITY, ActionId, DepotCode, LotId, PlaceCode, new_id

YES, NO = "yes", "no"


class RotatePanel(ActionPanel):
    """Takes a lot of the plan out."""

    def __init__(self, page: QWidget, services: Services) -> None:
        super().__init__("rotate", _("Rotate goods out"), page, services, {NoIncomeThere: "proceeds"})
        add = self.form.add
        self.way = add(SelectField("way", _("How it goes"), [(way.value, _(name)) for way, name in WAY_NAMES.items()]))
        self.quantity = add(QuantityField("quantity", _("Quantity")))
        self.counterparty = add(TextField("counterparty", _("Supplier, buyer or receiver"), longest=TEXT_MAX))
        replaced = [(YES, _("New goods come in for it")), (NO, _("Nothing comes in for it"))]
        self.replaced = add(SelectField("replaced", _("What replaces it"), replaced))
        self.due = add(DateField("due", _("New goods expected on"), services.today))
        self.proceeds = add(MoneyField("proceeds", _("Proceeds of the sale")))
        self.paper = add(TextField("paper", _("Number of the approval"), longest=TEXT_MAX))
        self.reason = add(TextField("reason", _("Reason"), longest=TEXT_MAX))
        self.day = self.add_day("day", _("Business date"))
        self._row: PlanRow | None = None

    def open_for(self, row: PlanRow) -> None:
        """Ask about a lot of the plan."""
        self.about(row.lot_id, row.place_code)
        self._row = row
        self.set_title(_("Rotate {name} {label} out").format(name=row.name, label=row.batch_no or row.label_code))
        words = _("{quantity} {unit} at {depot} {place}, expires on {date}; {claimed} are held by orders.")
        self.say(
            words.format(
                quantity=row.quantity.grouped(),
                unit=row.unit,
                depot=row.depot_name,
                place=row.place_code,
                date=row.expires_on,
                claimed=row.claimed.grouped(),
            )
        )
        self.open_panel()

    def prepare(self) -> None:
        """Begin with all that is there, and today's business date; when new goods come is asked for."""
        if not self.day.text():
            self.day.set_text(self.services.today().isoformat())
        if self._row is not None and not self.quantity.text():
            self.quantity.set_decimals(3, self._row.unit)
            self.quantity.set_text(str(self._row.quantity))

    def place_of(self, error: SuppliesError) -> str:
        """Return the field of a refusal; there is one line, and its goods are chosen already."""
        name = super().place_of(error)
        return name or ("quantity" if error.lines else "")

    def make_actions(self) -> Actions:
        """Return the rotation."""
        assert self._row is not None, "open_for comes first"
        row = self._row
        self.tell(_("{name} is rotated out.").format(name=row.name), row.lot_id)
        line = LotLine(
            lot_id=row.lot_id,
            place=row.place_code,
            quantity=answer(self.quantity),
            reason=self.reason.value() or "",
        )
        return [
            Rotate(
                action_id=ActionId(new_id()),
                business_date=answer(self.day),
                depot=row.depot_code,
                counterparty=self.counterparty.value() or "",
                paper_number=self.paper.value() or "",
                due_on=self.due.value(),
                way=RotationWay(answer(self.way)),
                is_replaced=answer(self.replaced) == YES,
                proceeds=self.proceeds.value() or NO_MONEY,
                lines=(line,),
            )
        ]


class ReplacePanel(ActionPanel):
    """Takes goods in for one line of a rotation."""

    def __init__(self, page: QWidget, services: Services) -> None:
        places: Places = {}
        super().__init__("replace", _("Take in what replaces it"), page, services, places)
        self._row: RotationRow | None = None
        add = self.form.add
        self.line = add(SelectField("line", _("For which goods")))
        self.quantity = add(QuantityField("quantity", _("Quantity")))
        self.place = add(
            ChoiceField("place", _("Put at location"), services.session, place_options(self._depot), is_required=True)
        )
        self.amount = add(MoneyField("amount", _("Amount")))
        self.batch = add(TextField("batch", _("Batch number"), longest=TEXT_MAX))
        self.serial = add(TextField("serial", _("Serial number"), longest=TEXT_MAX))
        self.produced = add(DateField("produced", _("Produced on"), services.today))
        self.expires = add(DateField("expires", _("Expires on"), services.today))
        self.paper = add(TextField("paper", _("Number of the delivery note"), longest=TEXT_MAX))
        self.day = self.add_day("day", _("Business date"))
        self.line.edited.connect(self._fill_quantity)

    def open_for(self, row: RotationRow) -> None:
        """Ask what came in for a rotation."""
        self.about(row.number)
        self._row = row
        self.set_title(_("What came in for {number}?").format(number=row.number))
        words = _("{name} {label}: {left} {unit} missing")
        options = [
            (
                str(line.line),
                words.format(name=line.name, label=line.label_code, left=line.left.grouped(), unit=line.unit),
            )
            for line in row.lines
            if line.left > NO_QUANTITY
        ]
        self.line.set_options(options)
        self.open_panel()

    def prepare(self) -> None:
        """Begin with what is missing, and today's business date; the days on the package are asked for."""
        if not self.day.text():
            self.day.set_text(self.services.today().isoformat())
        if not self.quantity.text():
            self._fill_quantity()

    @property
    def _chosen(self) -> RotationLine:
        """Return the line for which goods come in."""
        assert self._row is not None, "open_for comes first"
        number = int(answer(self.line))
        return next(line for line in self._row.lines if line.line == number)

    def _depot(self) -> DepotCode:
        """Return the depot of the rotation."""
        return DepotCode("") if self._row is None else self._row.depot_code

    def _fill_quantity(self) -> None:
        """Take all that is missing of the line chosen."""
        if self._row is not None and self.line.value() is not None:
            self.quantity.set_decimals(3, self._chosen.unit)
            self.quantity.set_text(str(self._chosen.left))

    def make_actions(self) -> Actions:
        """Return the receipt."""
        assert self._row is not None, "open_for comes first"
        row, chosen = self._row, self._chosen
        self.tell(_("{name} came in for {number}.").format(name=chosen.name, number=row.number), row.number)
        line = ReceiptLine(
            lot_id=LotId(new_id()),
            item=chosen.item_code,
            quantity=answer(self.quantity),
            place=PlaceCode(answer(self.place)),
            amount=self.amount.value() or NO_MONEY,
            batch_no=self.batch.value() or "",
            serial_no=self.serial.value() or "",
            produced_on=self.produced.value(),
            expires_on=self.expires.value(),
            is_consumable=chosen.is_consumable,
            of_line=chosen.line,
        )
        return [
            Receive(
                action_id=ActionId(new_id()),
                business_date=answer(self.day),
                depot=row.depot_code,
                counterparty=row.counterparty,
                paper_number=self.paper.value() or "",
                origin=Origin.ROTATION,
                rotation=row.seq,
                lines=(line,),
            )
        ]

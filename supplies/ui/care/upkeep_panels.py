"""The forms of upkeep: record what was done, and put goods back into service."""

from PySide6.QtWidgets import QWidget

from supplies.errors import DateInFuture
from supplies.language import _
from supplies.stock.actions import TEXT_MAX, LotLine
from supplies.stock.lookups import location_of
from supplies.stock.upkeep import (
    ComponentLine,
    RecordUpkeep,
    ReturnToService,
    UpkeepKind,
    UpkeepLine,
    UpkeepResult,
)
from supplies.stock.upkeep_queries import KIND_NAMES, RESULT_NAMES, Spot
from supplies.ui.care.goods_panel import GoodsPanel
from supplies.ui.services import Services
from supplies.ui.session import Actions
from supplies.ui.widgets.action_panel import Places, answer
from supplies.ui.widgets.choices import SelectField
from supplies.ui.widgets.fields import DateField, MoneyField, QuantityField, TextField
from supplies.values import ActionId, new_id

NAME_MAX = 100


class UpkeepPanel(GoodsPanel):
    """Records maintenance, a test, a calibration or a filling of one lot or object."""

    def __init__(self, page: QWidget, services: Services) -> None:
        places: Places = {DateInFuture: "done_on"}
        super().__init__("upkeep", _("Record upkeep"), page, services, places, _("Post (&B)"))
        self.say(_("Scan the label first. What is stopped goes out of service in the same entry."))
        add = self.form.add
        self.kind = add(SelectField("kind", _("What was done"), [(k.value, _(name)) for k, name in KIND_NAMES.items()]))
        results = [(result.value, _(name)) for result, name in RESULT_NAMES.items()]
        self.result = add(SelectField("result", _("Result"), results))
        self.done_on = add(DateField("done_on", _("Done on"), services.today, is_required=True))
        self.done_by = add(TextField("done_by", _("Technician or institute"), longest=TEXT_MAX))
        self.faults = add(TextField("faults", _("Faults"), longest=TEXT_MAX))
        self.parts = add(TextField("parts", _("Parts replaced"), longest=TEXT_MAX))
        self.component = add(TextField("component", _("Part with an expiry of its own"), longest=NAME_MAX))
        self.component_expires = add(DateField("component_expires", _("That part expires on"), services.today))
        self.hours = add(QuantityField("hours", _("Running hours"), decimals=1, is_required=False))
        self.consumed = add(TextField("consumed", _("Fuel, water, power"), longest=TEXT_MAX))
        self.certificate = add(TextField("certificate", _("Number of the certificate"), longest=TEXT_MAX))
        self.cost = add(MoneyField("cost", _("Cost")))
        self.next_on = add(DateField("next_on", _("Due again on"), services.today))
        self.note = add(TextField("note", _("Note"), longest=TEXT_MAX))

    def prepare(self) -> None:
        """Begin with today as the day on which it was done; the other days are asked for."""
        if not self.done_on.text():
            self.done_on.set_text(self.services.today().isoformat())

    def is_offered(self, spot: Spot) -> bool:  # noqa: ARG002 - goods are looked after wherever they lie
        """Return that goods are looked after wherever they lie."""
        return True

    def make_actions(self) -> Actions:
        """Return the record."""
        lot, spot = self.found.lot, self.chosen
        kind = UpkeepKind(answer(self.kind))
        said = _("{kind} of {name} is recorded.").format(kind=_(KIND_NAMES[kind]), name=lot.name)
        self.tell(said, (lot.lot_id, spot.depot_code))
        line = UpkeepLine(
            lot_id=lot.lot_id,
            place=spot.place_code,
            quantity=answer(self.quantity),
            result=UpkeepResult(answer(self.result)),
            hours=self.hours.value(),
            consumed=self.consumed.value() or "",
            faults=self.faults.value() or "",
            parts=self.parts.value() or "",
            components=self._components(),
            certificate=self.certificate.value() or "",
            cost=self.cost.value(),
            next_on=self.next_on.value(),
        )
        return [
            RecordUpkeep(
                action_id=ActionId(new_id()),
                business_date=self.services.today(),
                depot=spot.depot_code,
                counterparty=self.done_by.value() or "",
                note=self.note.value() or "",
                kind=kind,
                done_on=answer(self.done_on),
                lines=(line,),
            )
        ]

    def _components(self) -> tuple[ComponentLine, ...]:
        """Return the part that was put in; none where its name or its day is missing."""
        name, expires = self.component.value(), self.component_expires.value()
        return () if name is None or expires is None else (ComponentLine(name=name, expires_on=expires),)


class ServicePanel(GoodsPanel):
    """Puts goods back into service that were found usable."""

    def __init__(self, page: QWidget, services: Services) -> None:
        title, submit = _("Return to service"), _("Return it to service (&B)")
        super().__init__("service", title, page, services, {}, submit)
        self.say(_("Record the repair or the test that found it usable first."))
        self.reason = self.form.add(TextField("reason", _("Reason"), longest=TEXT_MAX))
        self.day = self.add_day("day", _("Business date"))

    def is_offered(self, spot: Spot) -> bool:
        """Return whether goods there are out of service."""
        return spot.is_stopped

    def make_actions(self) -> Actions:
        """Return the way back."""
        lot, spot = self.found.lot, self.chosen
        self.tell(_("{name} is in service again.").format(name=lot.name), (lot.lot_id, spot.depot_code))
        line = LotLine(
            lot_id=lot.lot_id,
            place=location_of(spot.place_code),
            quantity=answer(self.quantity),
            reason=self.reason.value() or "",
        )
        return [
            ReturnToService(
                action_id=ActionId(new_id()),
                business_date=answer(self.day),
                depot=spot.depot_code,
                lines=(line,),
            )
        ]

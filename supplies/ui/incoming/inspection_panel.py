"""Inspecting a receipt: all of it is filled in as accepted, what is not as ordered is written beside it."""

from msgspec.structs import replace
from PySide6.QtWidgets import QWidget

from supplies.errors import AwaitsNothing, InspectorNeeded, PlaceRetired, ReceiverInspects, SuppliesError
from supplies.language import _
from supplies.stock.actions import TEXT_MAX
from supplies.stock.inspection import CERTIFICATE_MAX, Certificate, Inspect, Signer, Waiting
from supplies.ui.incoming.findings_field import FindingsField
from supplies.ui.options import place_options
from supplies.ui.services import Services
from supplies.ui.session import Actions
from supplies.ui.widgets.action_panel import ActionPanel, Places, answer
from supplies.ui.widgets.fields import ChoiceField, TextField
from supplies.values import ActionId, DepotCode, PlaceCode, new_id

BETWEEN_SIGNERS = ("；", ";", "、", "\n")
BEFORE_UNIT = ("/", "／", "（", "(")


class InspectionPanel(ActionPanel):
    """Opened with a receipt."""

    def __init__(self, page: QWidget, services: Services) -> None:
        places: Places = {
            InspectorNeeded: "inspectors",
            ReceiverInspects: "inspectors",
            AwaitsNothing: "lines",
            PlaceRetired: "place",
        }
        super().__init__("inspection", _("Inspect a receipt"), page, services, places, _("&Accept as entered"))
        self._waiting: Waiting | None = None
        add = self.form.add
        self.lines = add(FindingsField("lines", _("Findings")))
        self.inspectors = add(TextField("inspectors", _("Inspectors"), is_required=True, longest=CERTIFICATE_MAX))
        self.inspectors.set_note(_("Name/unit, several with a semicolon between them."))
        place = place_options(self._depot)
        self.place = add(ChoiceField("place", _("Put accepted goods at"), services.session, place, is_required=False))
        self.method = add(TextField("method", _("Method of inspection"), longest=CERTIFICATE_MAX))
        self.sample = add(TextField("sample", _("Sample number"), longest=TEXT_MAX))
        indicators = _("Technical, service and safety indicators")
        self.indicators = add(TextField("indicators", indicators, longest=CERTIFICATE_MAX))
        self.problems = add(TextField("problems", _("Problems found"), longest=CERTIFICATE_MAX))
        self.correction = add(TextField("correction", _("Correction"), longest=CERTIFICATE_MAX))
        self.group = add(TextField("group", _("Opinion of the inspection group"), longest=CERTIFICATE_MAX))
        self.buyer = add(TextField("buyer", _("Opinion of the buyer"), longest=CERTIFICATE_MAX))
        self.supplier = add(TextField("supplier", _("Confirmation of the supplier"), longest=CERTIFICATE_MAX))
        self.note = add(TextField("note", _("Remarks"), longest=TEXT_MAX))
        self.day = self.add_day("day", _("Inspected on"))

    def open_for(self, waiting: Waiting) -> None:
        """Ask what was found of a receipt."""
        self.about(waiting.head.number)
        self._waiting = waiting
        self.set_title(_("Inspect {number}").format(number=waiting.head.number))
        words = [
            _("Contract {number}").format(number=waiting.detail.contract_number)
            if waiting.detail.contract_number
            else "",
            _("The goods stay somebody else's and are held apart.") if waiting.detail.keeps_owner else "",
            _("Nothing is accepted by whoever received it."),
        ]
        self.say(" ".join(filter(None, words)))
        self.lines.show_lines(waiting.lines)
        self.open_panel()

    def make_actions(self) -> Actions:
        """Return the inspection."""
        assert self._waiting is not None, "open_for comes first"
        head = self._waiting.head
        self.tell(_("{number} is inspected.").format(number=head.number), head.number)
        goal = PlaceCode(self.place.value() or "") or None
        return [
            Inspect(
                action_id=ActionId(new_id()),
                business_date=answer(self.day),
                depot=head.depot_code,
                of_seq=head.seq,
                note=self.note.text(),
                certificate=self._certificate(),
                lines=tuple(replace(line, to_place=goal) for line in answer(self.lines)),
            )
        ]

    def place_of(self, error: SuppliesError) -> str:
        """Return the field of a refusal; all that is about a line stands at the lines."""
        return super().place_of(error) or ("lines" if error.lines else "")

    def _certificate(self) -> Certificate:
        """Return what stands on the certificate."""
        return Certificate(
            inspectors=signers(answer(self.inspectors)),
            method=self.method.text(),
            indicators=self.indicators.text(),
            sample_number=self.sample.text(),
            problems=self.problems.text(),
            correction=self.correction.text(),
            group_opinion=self.group.text(),
            buyer_opinion=self.buyer.text(),
            supplier_confirmation=self.supplier.text(),
        )

    def _depot(self) -> DepotCode:
        """Return whose locations may be chosen."""
        return DepotCode("") if self._waiting is None else self._waiting.head.depot_code


def signers(text: str) -> tuple[Signer, ...]:
    """Return who signs, out of a text such as ``王一/使用单位；李二/质检所``."""
    for mark in BETWEEN_SIGNERS[1:]:
        text = text.replace(mark, BETWEEN_SIGNERS[0])
    for mark in BEFORE_UNIT[1:]:
        text = text.replace(mark, BEFORE_UNIT[0])
    found = []
    for part in filter(None, (each.strip() for each in text.split(BETWEEN_SIGNERS[0]))):
        name, _slash, unit = part.partition(BEFORE_UNIT[0])
        if name.strip():
            found.append(Signer(name=name.strip()[:100], unit=unit.strip(" )）")))
    return tuple(found)

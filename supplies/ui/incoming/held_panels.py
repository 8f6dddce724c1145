"""The forms for goods held for others: they become ours, or leave on their owner's order."""

from PySide6.QtWidgets import QWidget

from supplies.errors import (
    InsufficientStock,
    OwnersOrderNeeded,
    OwnerUnchanged,
    PartOfLot,
    PlaceRetired,
    SuppliesError,
    UnknownRecord,
)
from supplies.language import _
from supplies.stock.actions import TEXT_MAX, LotLine
from supplies.stock.held import HandBack, HeldRow, TakeOver, TakeOverLine
from supplies.ui.options import organisation_options, place_options
from supplies.ui.services import Services
from supplies.ui.session import Actions
from supplies.ui.widgets.action_panel import ActionPanel, Places, answer
from supplies.ui.widgets.fields import ChoiceField, QuantityField, TextField
from supplies.values import ActionId, DepotCode, OrganisationCode, PlaceCode, new_id


class TakeOverPanel(ActionPanel):
    """Makes a lot ours; all that its depot holds of it is taken over together."""

    def __init__(self, page: QWidget, services: Services) -> None:
        places: Places = {OwnerUnchanged: "owner", UnknownRecord: "owner", PlaceRetired: "place"}
        super().__init__("take_over", _("Take goods over"), page, services, places, _("Take over (&G)"))
        self._rows: tuple[HeldRow, ...] = ()
        add, session = self.form.add, services.session
        self.owner = add(ChoiceField("owner", _("New owner"), session, organisation_options))
        self.paper = add(TextField("paper", _("Order or contract"), is_required=True, longest=TEXT_MAX))
        place = place_options(lambda: self._rows[0].depot_code if self._rows else DepotCode(""))
        self.place = add(ChoiceField("place", _("Put at location"), session, place, is_required=False))
        self.place.set_note(_("Empty: they stay where they lie."))
        self.note = add(TextField("note", _("Remarks"), longest=TEXT_MAX))
        self.day = self.add_day("day", _("Business date"))

    def open_for(self, rows: tuple[HeldRow, ...]) -> None:
        """Ask whose a lot becomes; the rows are all that its depot holds of it."""
        self.about(rows[0].depot_code, rows[0].lot_id)
        self._rows = rows
        first = rows[0]
        self.set_title(_("Take over {name} {label}").format(name=first.name, label=first.label_code))
        held = "；".join(f"{row.place} {row.quantity.grouped()} {row.unit}" for row in rows)
        self.say(
            _("Held for {owner}: {held}. The whole lot changes its owner.").format(owner=first.owner_name, held=held)
        )
        self.open_panel()

    def make_actions(self) -> Actions:
        """Return the change of owner."""
        label = self._rows[0].label_code
        self.tell(_("{label} is ours.").format(label=label), label)
        goal = PlaceCode(self.place.value() or "") or None
        lines = tuple(
            TakeOverLine(lot_id=row.lot_id, place=row.place, quantity=row.quantity, to_place=goal) for row in self._rows
        )
        return [
            TakeOver(
                action_id=ActionId(new_id()),
                business_date=answer(self.day),
                depot=self._rows[0].depot_code,
                counterparty=self._rows[0].owner_name,
                paper_number=answer(self.paper),
                note=self.note.text(),
                owner=OrganisationCode(answer(self.owner)),
                lines=lines,
            )
        ]

    def place_of(self, error: SuppliesError) -> str:
        """Return the field of a refusal; a part of a lot stands above the form, for no field can mend it."""
        return "" if isinstance(error, PartOfLot) else super().place_of(error)


class HandBackPanel(ActionPanel):
    """Hands goods out on their owner's order."""

    def __init__(self, page: QWidget, services: Services) -> None:
        places: Places = {OwnersOrderNeeded: "paper", InsufficientStock: "quantity"}
        title = _("Hand out goods of others")
        super().__init__("hand_back", title, page, services, places, _("&Hand out"))
        self._row: HeldRow | None = None
        add = self.form.add
        self.quantity = add(QuantityField("quantity", _("Quantity")))
        self.paper = add(TextField("paper", _("Number of the owner's order"), is_required=True, longest=TEXT_MAX))
        self.receiver = add(TextField("receiver", _("Receiving unit"), is_required=True, longest=TEXT_MAX))
        self.person = add(TextField("person", _("Taken along by"), longest=TEXT_MAX))
        self.vehicle = add(TextField("vehicle", _("Plate and driver"), longest=TEXT_MAX))
        self.incident = add(TextField("incident", _("Incident or drill"), longest=TEXT_MAX))
        self.note = add(TextField("note", _("Remarks"), longest=TEXT_MAX))
        self.day = self.add_day("day", _("Business date"))

    def open_for(self, row: HeldRow) -> None:
        """Ask how much goes out and on which order."""
        self.about(row.depot_code, row.place, row.lot_id)
        self._row = row
        self.set_title(_("Hand out {name} {label}").format(name=row.name, label=row.label_code))
        held = f"{row.place} {row.quantity.grouped()} {row.unit}"
        self.say(_("Held for {owner}: {held}").format(owner=row.owner_name, held=held))
        self.quantity.set_decimals(row.decimals, row.unit)
        if not self.receiver.text():
            self.receiver.set_text(row.owner_name)
        self.open_panel()

    def make_actions(self) -> Actions:
        """Return the issue."""
        row = self._row
        assert row is not None, "open_for comes first"
        self.tell(_("{label} is handed out on the owner's order.").format(label=row.label_code), row.label_code)
        return [
            HandBack(
                action_id=ActionId(new_id()),
                business_date=answer(self.day),
                depot=row.depot_code,
                counterparty=answer(self.receiver),
                paper_number=answer(self.paper),
                receiver=self.person.text(),
                vehicle=self.vehicle.text(),
                incident=self.incident.text(),
                note=self.note.text(),
                lines=(LotLine(lot_id=row.lot_id, place=row.place, quantity=answer(self.quantity)),),
            )
        ]

    def place_of(self, error: SuppliesError) -> str:
        """Return the field of a refusal; what is about the line otherwise stands at the quantity."""
        return super().place_of(error) or ("quantity" if error.lines else "")

"""Accepting a transfer: what was sent is filled in, what is damaged or missing is written over it."""

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from supplies.errors import PlaceNeeded, PlaceRetired, SuppliesError
from supplies.language import _
from supplies.stock.actions import TEXT_MAX
from supplies.stock.scanned import Found, FoundLot, FoundPlace, what_is
from supplies.stock.transfers import AcceptLine, AcceptTransfer, Terms
from supplies.stock.transit import Shipment
from supplies.ui.options import place_options
from supplies.ui.services import Services
from supplies.ui.session import Actions
from supplies.ui.stock.arrival_field import ArrivalField, Told
from supplies.ui.widgets.action_panel import ActionPanel, Places, answer
from supplies.ui.widgets.fields import ChoiceField, TextField
from supplies.ui.widgets.picker import Option
from supplies.ui.widgets.scan_edit import ScanEdit
from supplies.ui.widgets.status import Status
from supplies.values import ActionId, DepotCode, PlaceCode, new_id

ABOVE_FORM = 2
"""Where the scan field stands: below the title and what is said."""


class ArrivalPanel(ActionPanel):
    """Opened with a transfer and the depot that tells what became of it."""

    def __init__(self, page: QWidget, services: Services) -> None:
        places: Places = {PlaceNeeded: "place", PlaceRetired: "place"}
        super().__init__("arrival", _("Accept a transfer"), page, services, places, _("Accept (&B)"))
        self._shipment: Shipment | None = None
        self._depot = DepotCode("")
        add = self.form.add
        self.scan = ScanEdit("arrival_scan")
        self.scan.setPlaceholderText(_("Scan the location, or goods that are damaged or missing"))
        self.place = add(
            ChoiceField("place", _("Put at location"), services.session, place_options(lambda: self._depot))
        )
        self.lines = add(ArrivalField("lines", _("What arrived")))
        self.paper = add(TextField("paper", _("Number of the receipt"), longest=TEXT_MAX))
        self.note = add(TextField("note", _("Remarks"), longest=TEXT_MAX))
        self.day = self.add_day("day", _("Arrived on"))
        card = self.card.layout()
        assert isinstance(card, QVBoxLayout), "the card is laid out from above"
        card.insertWidget(ABOVE_FORM, self.scan)
        self.scan.scanned.connect(self._take_scan)

    def open_panel(self) -> None:
        """Show the form, ready for a scan of the location, or of goods that did not arrive as they were sent."""
        super().open_panel()
        self.scan.fetch_focus()

    def open_for(self, shipment: Shipment, depot: DepotCode) -> None:
        """Ask what of a transfer arrived at a depot: the addressee, or the sender for an addressee outside."""
        self.about(shipment.head.number, depot)
        self._shipment, self._depot = shipment, depot
        head = shipment.head
        is_outside = head.to_depot is None
        is_home = depot == head.depot_code
        self.set_title(_("Accept {number}").format(number=head.number))
        words = _("{sender} → {addressee}, sent on {date}. {terms}. {vehicle}").format(
            sender=head.depot_name,
            addressee=head.addressee,
            date=head.sent_on,
            terms=head.terms_name,
            vehicle=head.vehicle,
        )
        self.say(words)
        self.place.set_required(is_required=not is_outside)
        self.place.set_note(_place_note(shipment, is_home=is_home, is_outside=is_outside))
        self.lines.show_shipment(shipment, with_short=is_outside or not is_home)
        self.open_panel()

    def make_actions(self) -> Actions:
        """Return what arrived."""
        assert self._shipment is not None, "open_for comes first"
        number = self._shipment.head.number
        self.tell(_("What arrived of {number} is in the books.").format(number=number), number)
        place = PlaceCode(self.place.value() or "")
        return [
            AcceptTransfer(
                action_id=ActionId(new_id()),
                business_date=answer(self.day),
                depot=self._depot,
                of_seq=self._shipment.head.seq,
                paper_number=self.paper.text(),
                note=self.note.text(),
                lines=tuple(_accept_line(told, place) for told in answer(self.lines)),
            )
        ]

    def place_of(self, error: SuppliesError) -> str:
        """Return the field of a refusal; all that is about a line stands at the lines."""
        return super().place_of(error) or ("lines" if error.lines else "")

    def _take_scan(self, text: str) -> None:
        """Look up what was scanned: a location, or goods of the transfer."""
        self.scan.clear()
        if not self.lines.go_to(text):
            query = partial(what_is, depot=self._depot, text=text, day=self.services.today())
            self.services.session.read(self, query, self._found)

    def _found(self, found: Found) -> None:
        """Choose the location that was scanned, or go to the line of the goods."""
        if isinstance(found, FoundPlace) and found.depot_code == self._depot:
            self.place.choose(Option(found.code, found.code, found.name))
        elif not (isinstance(found, FoundLot) and self.lines.go_to(found.lot.label_code)):
            words = _("This is neither a location of the depot nor on the transfer.")
            self.form.message.show_message(Status.WARNING, words)


def _accept_line(told: Told, place: PlaceCode) -> AcceptLine:
    """Return a line of the acceptance; what only is missing is put nowhere."""
    arrived = told.parts["accepted"] or told.parts["damaged"]
    return AcceptLine(of_line=told.line, place=place if arrived else PlaceCode(""), reason=told.reason, **told.parts)


def _place_note(shipment: Shipment, *, is_home: bool, is_outside: bool) -> str:
    """Return what the location means."""
    if is_outside:
        return _("Empty: the addressee has the goods. A location: they came back.")
    if is_home:
        return _("The goods turned round and are taken back.")
    if shipment.head.terms is Terms.HELD:
        return _("They are kept for the sender and set aside there.")
    return ""

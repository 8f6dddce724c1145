"""Ordering goods for a request: the proposal, its reasons, and who takes the goods."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from supplies.errors import DateInFuture, MoreThanRequested, NotFree, SuppliesError
from supplies.language import _
from supplies.relief.actions import Order
from supplies.relief.proposing import Proposal, propose
from supplies.relief.queries import RequestRow
from supplies.ui.icons import Button
from supplies.ui.relief.incident_panels import TEXT_MAX, TITLE_MAX
from supplies.ui.relief.picture import ReliefPicture
from supplies.ui.relief.proposal_field import ProposalField
from supplies.ui.services import Services
from supplies.ui.session import Actions, Latest
from supplies.ui.widgets.action_panel import ActionPanel, Places, answer
from supplies.ui.widgets.choices import SelectField
from supplies.ui.widgets.fields import DateField, TextField
from supplies.values import ActionId, DepotCode, new_id


class AllocationPanel(ActionPanel):
    """Shows what a request could get, first to expire first, and orders it."""

    orders_wanted = Signal()
    """The orders that reserve goods shall be shown, to ask for a release."""

    def __init__(self, page: QWidget, services: Services) -> None:
        places: Places = {DateInFuture: "day", NotFree: "proposal", MoreThanRequested: "proposal"}
        title = _("Order goods for a request")
        super().__init__("allocate", title, page, services, places, _("Order these goods (&B)"))
        self._latest = Latest()
        self._row: RequestRow | None = None
        add = self.form.add
        words = _("all depots")
        self.depot = add(SelectField("depot", _("Take from"), is_required=False, empty_words=words))
        self.proposal = add(ProposalField("proposal", _("Proposal")))
        self.receiver = add(TextField("receiver", _("Receiver"), is_required=True, longest=TITLE_MAX))
        self.vehicle = add(TextField("vehicle", _("Vehicle and plate"), longest=TEXT_MAX))
        self.driver = add(TextField("driver", _("Driver"), longest=TEXT_MAX))
        self.expected = add(DateField("expected", _("Expected to arrive on"), services.today))
        self.note = add(TextField("note", _("Remarks"), longest=TEXT_MAX))
        self.day = self.add_day("day", _("Ordered on"))
        self.form.add_button(Button("allocate_all", _("Take from all depots (&Y)"), "depot"))
        self.form.add_button(Button("allocate_orders", _("Show what is reserved (&R)"), "documents"))
        self._connect()

    def _connect(self) -> None:
        """Let the parts hear of each other."""
        self.depot.edited.connect(self._propose)
        self.proposal.wanted.connect(self._propose)
        for name, slot in (("allocate_all", self._take_from_all), ("allocate_orders", self._show_orders)):
            button = self.form.findChild(Button, name)
            assert isinstance(button, Button), "it was added"
            button.clicked.connect(slot)

    def show_picture(self, picture: ReliefPicture) -> None:
        """Offer the depots."""
        self.depot.set_options([(row.code, f"{row.name} {row.code}") for row in picture.depots])

    def open_for(self, row: RequestRow) -> None:
        """Propose goods to this request."""
        self.about(row.number)
        self.proposal.forget()
        self._row = row
        self.set_title(_("Order goods for {requester}").format(requester=row.requester))
        words = _("{number}, {priority}, needed by {needed}. {items}")
        self.say(words.format(number=row.number, priority=row.priority_name, needed=row.needed_by, items=row.items))
        self.open_panel()
        self._propose()

    def prepare(self) -> None:
        """Leave the day of arrival open: without one, goods are reserved until they are needed."""
        expected = self.expected.text()
        super().prepare()
        self.expected.set_text(expected)

    def make_actions(self) -> Actions:
        """Return the order."""
        assert self._row is not None, "open_for comes first"
        number = self._row.number
        self.tell(_("Goods are ordered for {number} and reserved for it.").format(number=number), number)
        return [
            Order(
                action_id=ActionId(new_id()),
                business_date=answer(self.day),
                request=number,
                receiver=answer(self.receiver),
                vehicle=self.vehicle.value() or "",
                driver=self.driver.value() or "",
                expected_on=self.expected.value(),
                note=self.note.value() or "",
                lines=answer(self.proposal).order_lines(),
            )
        ]

    def place_of(self, error: SuppliesError) -> str:
        """Return the field of a refusal; what is wrong with a line is wrong with the proposal."""
        return "proposal" if error.lines else super().place_of(error)

    def _propose(self) -> None:
        """Ask what the request could get now."""
        assert self._row is not None, "open_for comes first"
        query = partial(
            propose,
            number=self._row.number,
            day=self.day.value() or self.services.today(),
            depot=DepotCode(self.depot.text()) or None,
            at_most=dict(self.proposal.at_most),
        )
        self.services.session.read(self, query, self._show_proposal, latest=self._latest)

    def _show_proposal(self, proposal: Proposal) -> None:
        """Show what it could get."""
        self.proposal.show_proposal(proposal)
        is_short = any(line.why.ways_out for line in proposal.lines)
        has_holders = any(line.why.holders for line in proposal.lines if line.why.ways_out)
        every, held = self.form.findChild(Button, "allocate_all"), self.form.findChild(Button, "allocate_orders")
        assert isinstance(every, Button) and isinstance(held, Button), "they were added"
        every.forbid("row", "" if self.depot.text() else _("Goods of all depots are looked at already."))
        held.forbid("row", "" if is_short and has_holders else _("No order holds any of what is missing."))
        nothing = _("Nothing of this request can be ordered now.")
        self.form.submit_button.forbid("row", "" if proposal.order_lines() else nothing)
        self.fit()

    def _take_from_all(self) -> None:
        """Look at the goods of every depot."""
        self.depot.set_text("")
        self._propose()

    def _show_orders(self) -> None:
        """Show the orders that reserve goods, so that one can be released."""
        self.close_panel()
        self.orders_wanted.emit()

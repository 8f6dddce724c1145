"""Sending goods of a receipt back to the supplier: what of it lies where, how much goes, and why."""

from PySide6.QtWidgets import QWidget

from supplies.errors import InsufficientStock, NotFree, QuantityNotPositive, ReasonNeeded, SuppliesError
from supplies.language import _
from supplies.stock.actions import TEXT_MAX
from supplies.stock.places import shown_place
from supplies.stock.sending_back import BackLine, Returnable, ReturnableRow, SendBack
from supplies.ui.services import Services
from supplies.ui.session import Actions
from supplies.ui.widgets.action_panel import ActionPanel, Places, answer
from supplies.ui.widgets.choices import SelectField, TicksField
from supplies.ui.widgets.fields import QuantityField, TextField
from supplies.values import ActionId, new_id

EXCHANGE = "exchange"


class BackPanel(ActionPanel):
    """Opened with a receipt and what of it may go back."""

    def __init__(self, page: QWidget, services: Services) -> None:
        places: Places = {
            InsufficientStock: "quantity",
            NotFree: "quantity",
            QuantityNotPositive: "quantity",
            ReasonNeeded: "reason",
        }
        super().__init__("send_back", _("Send goods back"), page, services, places, _("Return to &supplier"))
        self._found: Returnable | None = None
        add = self.form.add
        goods = SelectField("goods", _("Goods and where they lie"))
        goods.is_wide = True
        self.goods = add(goods)
        self.quantity = add(QuantityField("quantity", _("Quantity")))
        self.reason = add(TextField("reason", _("Reason"), is_required=True, longest=TEXT_MAX))
        self.supplier = add(TextField("supplier", _("Supplier"), longest=TEXT_MAX))
        ticks = ((EXCHANGE, _("Others are to come for them")),)
        self.exchange = add(TicksField("exchange", _("Exchange"), ticks, is_required=False))
        self.paper = add(TextField("paper", _("Order or contract"), longest=TEXT_MAX))
        self.receiver = add(TextField("receiver", _("Taken along by"), longest=TEXT_MAX))
        self.vehicle = add(TextField("vehicle", _("Plate and driver"), longest=TEXT_MAX))
        self.note = add(TextField("note", _("Remarks"), longest=TEXT_MAX))
        self.day = self.add_day("day", _("Business date"))
        self.goods.edited.connect(self._chosen)

    def open_for(self, found: Returnable) -> None:
        """Ask what goes back of a receipt; what was rejected stands first."""
        self.about(found.head.number)
        self._found = found
        self.set_title(_("Send goods of {number} back").format(number=found.head.number))
        self.goods.set_options([(str(at), _shown(row)) for at, row in enumerate(found.rows)])
        nothing = "" if found.rows else _("Nothing of this receipt lies in the depot any more.")
        self.form.submit_button.forbid("rows", nothing)
        self.say(nothing)
        if not self.supplier.text():
            self.supplier.set_text(found.counterparty)
        self._chosen()
        self.open_panel()

    def make_actions(self) -> Actions:
        """Return the document."""
        assert self._found is not None, "open_for comes first"
        head, row = self._found.head, self._row()
        assert row is not None, "a row was chosen"
        self.tell(_("Goods of {number} went back to the supplier.").format(number=head.number), head.number)
        line = BackLine(of_line=row.line, place=row.place, quantity=answer(self.quantity), reason=answer(self.reason))
        return [
            SendBack(
                action_id=ActionId(new_id()),
                business_date=answer(self.day),
                depot=head.depot_code,
                counterparty=self.supplier.text(),
                paper_number=self.paper.text(),
                receiver=self.receiver.text(),
                vehicle=self.vehicle.text(),
                note=self.note.text(),
                of_seq=head.seq,
                expects_exchange=EXCHANGE in (self.exchange.value() or ()),
                lines=(line,),
            )
        ]

    def place_of(self, error: SuppliesError) -> str:
        """Return the field of a refusal; what is about the line otherwise stands at the goods."""
        return super().place_of(error) or ("goods" if error.lines else "")

    def _row(self) -> ReturnableRow | None:
        """Return the goods that are chosen."""
        at = self.goods.value()
        return None if self._found is None or not at else self._found.rows[int(at)]

    def _chosen(self) -> None:
        """Fill in how much lies there: all of it goes back unless somebody writes less."""
        row = self._row()
        if row is not None:
            self.quantity.set_decimals(row.decimals, row.unit)
            self.quantity.set_text(str(row.quantity))


def _shown(row: ReturnableRow) -> str:
    """Return goods as people read them in a list: where they lie comes first."""
    return f"{shown_place(row.place)}：{row.quantity.grouped()} {row.unit}　{row.line}. {row.name} {row.label_code}"

"""What is still to be picked for the order that a slip hands over, beside what the slip has of it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from supplies.language import _
from supplies.relief.queries import OrderItem, OrderRow
from supplies.stock.places import shown_place
from supplies.stock.queries import StockRow
from supplies.stock.slip import Slip
from supplies.ui.icons import Button
from supplies.ui.widgets.labels import text_label
from supplies.values import DepotCode, LotId, Quantity


@dataclass(frozen=True, slots=True)
class Picking:
    """An order that is being handed over, with where its goods lie."""

    order: OrderRow
    items: tuple[OrderItem, ...]
    places: dict[LotId, tuple[StockRow, ...]]


class PickBar(QFrame):
    """Hidden where the slip hands no order over."""

    left = Signal()
    """The slip shall hand no order over any more."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Build the bar, still without an order."""
        super().__init__(parent)
        self.setObjectName("scan_picking")
        self.setProperty("role", "card")
        self._picking: Picking | None = None
        self.text = text_label("", "figure", wraps=True)
        self.leave_button = Button("scan_picking_leave", _("Without the order (&J)"), "close")
        self.leave_button.clicked.connect(self.left)
        layout = QHBoxLayout(self)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.leave_button)
        self.hide()

    @property
    def picking(self) -> Picking | None:
        """Return the order that is being handed over."""
        return self._picking

    def show_picking(self, picking: Picking | None) -> None:
        """Show another order, or none."""
        self._picking = picking
        self.setVisible(picking is not None)

    def show_slip(self, slip: Slip) -> None:
        """Say what of the order the slip has, what is still to be picked, and what was not ordered."""
        if self._picking is None:
            return
        taken: Counter[LotId] = Counter()
        for line in slip.lines:
            taken[line.lot_id] += line.quantity.thousandths
        here = [item for item in self._picking.items if item.depot_code == slip.depot and item.left]
        lines = [self._item_line(item, taken) for item in here]
        ordered = {item.lot_id for item in here}
        extra = sorted({line.name for line in slip.lines if line.lot_id not in ordered})
        if extra:
            lines.append(_("Not in the order: {items}").format(items=", ".join(extra)))
        head = _("Order {number} for {receiver}").format(
            number=self._picking.order.number, receiver=self._picking.order.requester
        )
        self.text.setText("\n".join((head, *(lines or [_("Nothing is left to be picked in this depot.")]))))

    def _item_line(self, item: OrderItem, taken: Counter[LotId]) -> str:
        """Return one line of the list: the goods, how many of how many, and where they lie."""
        picked = min(taken[item.lot_id], item.left.thousandths)
        taken[item.lot_id] -= picked
        mark = "✓" if picked == item.left.thousandths else "○"
        shown = f"{Quantity(picked).grouped()}/{item.left.grouped()} {item.unit}"
        return f"{mark} {item.name}  {shown}  {item.label_code}  {self._where(item)}".rstrip()

    def _where(self, item: OrderItem) -> str:
        """Return where the goods lie in their depot."""
        assert self._picking is not None, "an order is shown"
        rows: Sequence[StockRow] = self._picking.places.get(item.lot_id, ())
        depot: DepotCode = item.depot_code
        return "、".join(shown_place(row.place_code) for row in rows if row.depot_code == depot)

"""Reading an order that is to be handed over: its head, its lines, and where their goods lie."""

from supplies.relief.queries import order, order_items
from supplies.stock.queries import stock_of_lot
from supplies.stock.slip import SlipHead
from supplies.ui.scanning.pick_bar import Picking
from supplies.ui.session import StoreView


def read_picking(store: StoreView, number: str) -> Picking:
    """Return an order by its number.

    Raises:
        UnknownRecord: there is none.
    """
    row = order(store, number)
    items = tuple(order_items(store, row))
    return Picking(row, items, {item.lot_id: tuple(stock_of_lot(store, item.lot_id)) for item in items})


def head_of(found: Picking) -> SlipHead:
    """Return the head of the issue that hands an order over."""
    row = found.order
    return SlipHead(
        counterparty=row.requester,
        paper_number=row.number,
        incident=row.incident,
        receiver=row.receiver,
        vehicle=" ".join(part for part in (row.vehicle, row.driver) if part),
        order=row.seq,
    )

"""One incident, one request, one order in full."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from functools import partial
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from supplies.language import N_, _
from supplies.relief.incidents import IncidentGoods, IncidentRow, IncidentView, incident_view
from supplies.relief.queries import OrderItem, OrderRow, RequestItem, RequestRow, order_items, request_items
from supplies.ui.paged_table import Column, Reader, number_column
from supplies.ui.services import Services
from supplies.ui.session import Query
from supplies.ui.whole_list import Wanted, WholeList
from supplies.ui.widgets.empty_state import EmptyState
from supplies.ui.widgets.record_panel import RecordPanel

Row = TypeVar("Row")

GOODS_COLUMNS: tuple[Column[IncidentGoods], ...] = (
    Column("code", N_("Item"), lambda row: row.item_code, width_ems=6),
    Column("name", N_("Name"), lambda row: row.name, width_ems=16, stretches=True),
    number_column("issued", N_("Issued"), lambda row: row.issued, width_ems=7),
    number_column("returned", N_("Returned"), lambda row: row.returned, width_ems=7),
    Column("unit", N_("Unit"), lambda row: row.unit, width_ems=3),
)
REQUEST_ITEM_COLUMNS: tuple[Column[RequestItem], ...] = (
    Column("code", N_("Item"), lambda row: row.progress.item_code, width_ems=6),
    Column("name", N_("Name"), lambda row: row.item.name, width_ems=14, stretches=True),
    number_column("asked", N_("Asked"), lambda row: row.progress.asked, width_ems=6),
    number_column("ordered", N_("Ordered"), lambda row: row.progress.ordered, width_ems=6),
    number_column("handed", N_("Handed over"), lambda row: row.progress.handed, width_ems=6),
    number_column("missing", N_("Still to be ordered"), lambda row: row.progress.missing, width_ems=6),
    Column("unit", N_("Unit"), lambda row: row.item.unit, width_ems=3),
    Column("note", N_("Remarks"), lambda row: row.note, width_ems=8),
)
ORDER_ITEM_COLUMNS: tuple[Column[OrderItem], ...] = (
    Column("name", N_("Name"), lambda row: row.name, width_ems=9, stretches=True),
    Column("depot", N_("Depot"), lambda row: row.depot_name, width_ems=6.5),
    Column("label", N_("Label"), lambda row: row.label_code, width_ems=9.5),
    Column("expires", N_("Expires"), lambda row: str(row.expires_on or ""), width_ems=5.5),
    number_column("ordered", N_("Ordered"), lambda row: row.ordered, width_ems=4.5),
    number_column("handed", N_("Handed over"), lambda row: row.handed, width_ems=4.5),
    number_column("left", N_("Still reserved"), lambda row: row.left, width_ems=4.5),
    Column("unit", N_("Unit"), lambda row: row.unit, width_ems=2),
)


class IncidentRecord(RecordPanel[IncidentGoods]):
    """An incident: its facts, who worked for it, and what was issued and came back."""

    def __init__(self, page: QWidget, services: Services) -> None:
        empty = EmptyState("relief_incident_goods_empty", "relief", _("Nothing was issued under it yet"), "")
        super().__init__("relief_incident", _("Incident"), page, services, GOODS_COLUMNS, _goods_key, empty)
        self._services = services

    def show_incident(self, row: IncidentRow) -> None:
        """Read an incident and show it."""
        self._services.session.read(self, partial(incident_view, number=row.number), self._show)

    def _show(self, found: IncidentView) -> None:
        """Show what was read."""
        row = found.row
        facts = (
            (_("State"), row.state_name),
            (_("Kind"), row.kind_name),
            (_("Disaster"), row.disaster_name),
            (_("Response"), row.level_name),
            (_("Place"), row.place),
            (_("Began on"), str(row.started_on)),
            (_("Closed on"), str(row.closed_on or "")),
            (_("Requests"), _words(each.number for each in found.requests)),
            (_("Orders"), _words(each.number for each in found.orders)),
            (_("Documents"), _words(each.number for each in found.papers)),
            (_("People"), _words(f"{each.name} ({each.papers})" for each in found.people)),
            (_("Remarks"), row.note),
        )
        self.show_record(row.title, row.number, facts, fixed(found.goods, _goods_key))


class RequestRecord(RecordPanel[RequestItem]):
    """A request: its facts, and how far each of its lines is."""

    def __init__(self, page: QWidget, services: Services) -> None:
        empty = EmptyState("relief_request_items_empty", "documents", _("No lines"), "")
        columns = REQUEST_ITEM_COLUMNS
        super().__init__("relief_request", _("Request"), page, services, columns, _request_item_key, empty)

    def show_request(self, row: RequestRow) -> None:
        """Show this request."""
        facts = (
            (_("State"), row.state_name),
            (_("Urgency"), row.priority_name),
            (_("Needed by"), str(row.needed_by)),
            (_("Contact and telephone"), row.contact),
            (_("Where the goods are needed"), row.place),
            (_("Incident"), row.incident),
            (_("Requested on"), str(row.requested_on)),
            (_("Reason of the cancellation"), row.cancel_reason),
            (_("Remarks"), row.note),
        )
        title = f"{row.requester} {row.number}"
        self.show_record(title, row.items, facts, once(partial(request_items, row=row), _request_item_key))


class OrderRecord(RecordPanel[OrderItem]):
    """An order: its facts, and what of each line is handed over."""

    def __init__(self, page: QWidget, services: Services) -> None:
        empty = EmptyState("relief_order_items_empty", "documents", _("No lines"), "")
        super().__init__("relief_order", _("Order"), page, services, ORDER_ITEM_COLUMNS, _order_item_key, empty)

    def show_order(self, row: OrderRow) -> None:
        """Show this order."""
        facts = (
            (_("State"), row.state_name),
            (_("Request"), row.request),
            (_("Requested by"), row.requester),
            (_("Receiver"), row.receiver),
            (_("Vehicle"), row.vehicle),
            (_("Driver"), row.driver),
            (_("Ordered on"), str(row.ordered_on)),
            (_("Expected to arrive on"), str(row.expected_on or "")),
            (_("Incident"), row.incident),
            (_("Reason of the release"), row.release_reason),
            (_("Remarks"), row.note),
        )
        reader = once(partial(order_items, row=row), _order_item_key)
        self.show_record(row.number, _("Its goods are handed over by issues that name this order."), facts, reader)


def once(rows: Query[Sequence[Row]], key: Callable[[Row], Hashable]) -> Reader[Row]:
    """Return the reader of a list that is short enough to be read whole."""
    return partial(WholeList(rows, key, _no_texts, {}).page, Wanted())


def fixed(rows: Sequence[Row], key: Callable[[Row], Hashable]) -> Reader[Row]:
    """Return the reader of rows that were read already."""
    return once(lambda _connection: rows, key)


def _words(texts: Iterable[str]) -> str:
    """Return texts one after the other."""
    return _(", ").join(texts)


def _no_texts(_row: object) -> tuple[str, ...]:
    """Return nothing: these lists are not searched."""
    return ()


def _goods_key(row: IncidentGoods) -> str:
    """Return what tells one row from every other."""
    return row.item_code


def _request_item_key(row: RequestItem) -> int:
    """Return what tells one line from every other."""
    return row.progress.line


def _order_item_key(row: OrderItem) -> int:
    """Return what tells one line from every other."""
    return row.line

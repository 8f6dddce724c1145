"""The lists of the relief screen, and what can be done with the row selected in each."""

from collections.abc import Callable

from supplies.language import N_, _
from supplies.relief.distributions import DistributionRow
from supplies.relief.incidents import IncidentRow
from supplies.relief.queries import OrderRow, RequestRow
from supplies.relief.words import OrderState, RequestState
from supplies.ui.paged_table import Align, Column
from supplies.ui.services import Services
from supplies.ui.whole_list import WholeList, no_rows
from supplies.ui.widgets.empty_state import EmptyState
from supplies.ui.widgets.listing import Listing

_REQUEST_MARKS = {
    RequestState.WAITING: "waiting",
    RequestState.PARTLY_ORDERED: "warning",
    RequestState.ORDERED: "check",
    RequestState.HANDED_OVER: "check",
    RequestState.CANCELLED: "undo",
}
_ORDER_MARKS = {
    OrderState.OPEN: "waiting",
    OrderState.PARTLY: "warning",
    OrderState.HANDED_OVER: "check",
    OrderState.RELEASED: "undo",
}

INCIDENT_COLUMNS: tuple[Column[IncidentRow], ...] = (
    Column("number", N_("Number"), lambda row: row.number, width_ems=11, sort="number"),
    Column("title", N_("Incident"), lambda row: row.title, width_ems=14, stretches=True, sort="title"),
    Column("kind", N_("Kind"), lambda row: row.kind_name, width_ems=3, sort="kind"),
    Column("disaster", N_("Disaster"), lambda row: row.disaster_name, width_ems=7, sort="disaster"),
    Column("level", N_("Response"), lambda row: row.level_name, width_ems=4),
    Column("place", N_("Place"), lambda row: row.place, width_ems=9),
    Column("started", N_("Began on"), lambda row: str(row.started_on), width_ems=5.5, sort="started"),
    Column(
        "state",
        N_("State"),
        lambda row: row.state_name,
        mark=lambda row: "warning" if row.is_open else "check",
        width_ems=5,
        sort="state",
    ),
    Column("documents", N_("Documents"), lambda row: str(row.documents), Align.RIGHT, width_ems=4),
)
REQUEST_COLUMNS: tuple[Column[RequestRow], ...] = (
    Column("number", N_("Number"), lambda row: row.number, width_ems=11.6),
    Column("priority", N_("Urgency"), lambda row: row.priority_name, width_ems=4, sort="priority"),
    Column("requester", N_("Requested by"), lambda row: row.requester, width_ems=11, sort="requester"),
    Column("items", N_("Goods asked for"), lambda row: row.items, width_ems=16, stretches=True),
    Column("needed", N_("Needed by"), lambda row: str(row.needed_by), width_ems=5.5, sort="needed"),
    Column(
        "state",
        N_("State"),
        lambda row: row.state_name,
        mark=lambda row: _REQUEST_MARKS[row.state],
        width_ems=6,
        sort="state",
    ),
    Column("incident", N_("Incident"), lambda row: row.incident, width_ems=11),
)
ORDER_COLUMNS: tuple[Column[OrderRow], ...] = (
    Column("number", N_("Number"), lambda row: row.number, width_ems=11.6, sort="number"),
    Column("request", N_("Request"), lambda row: row.request, width_ems=11.6),
    Column("requester", N_("Requested by"), lambda row: row.requester, width_ems=11, stretches=True),
    Column("receiver", N_("Receiver"), lambda row: row.receiver, width_ems=6),
    Column("vehicle", N_("Vehicle"), lambda row: row.vehicle, width_ems=6),
    Column("depots", N_("Depots"), lambda row: "、".join(row.depots), width_ems=7),
    Column("ordered", N_("Ordered on"), lambda row: str(row.ordered_on), width_ems=5.5, sort="ordered"),
    Column(
        "state",
        N_("State"),
        lambda row: row.state_name,
        mark=lambda row: _ORDER_MARKS[row.state],
        width_ems=6,
        sort="state",
    ),
)

DISTRIBUTION_COLUMNS: tuple[Column[DistributionRow], ...] = (
    Column("number", N_("Number"), lambda row: row.number, width_ems=11.6, sort="number"),
    Column("village", N_("Village"), lambda row: row.village, width_ems=10, stretches=True, sort="village"),
    Column("households", N_("Households"), lambda row: f"{row.households:,}", Align.RIGHT, width_ems=4),
    Column("persons", N_("Number of people"), lambda row: f"{row.persons:,}", Align.RIGHT, width_ems=4),
    Column("goods", N_("Goods"), lambda row: row.items, width_ems=14, stretches=True),
    Column("date", N_("Handed on on"), lambda row: str(row.distributed_on), width_ems=5.5, sort="date"),
    Column(
        "state",
        N_("State"),
        lambda row: row.state_name,
        mark=lambda row: "undo" if row.is_purged else "check" if row.is_confirmed else "waiting",
        width_ems=7,
    ),
    Column("incident", N_("Incident"), lambda row: row.incident, width_ems=11),
)

_INCIDENT_ORDERS: dict[str, Callable[[IncidentRow], object]] = {
    "number": lambda row: row.number,
    "title": lambda row: row.title,
    "kind": lambda row: row.kind,
    "disaster": lambda row: row.disaster,
    "started": lambda row: row.started_on,
    "state": lambda row: not row.is_open,
}
_REQUEST_ORDERS: dict[str, Callable[[RequestRow], object]] = {
    "priority": lambda row: row.priority,
    "requester": lambda row: row.requester,
    "needed": lambda row: row.needed_by,
    "state": lambda row: list(RequestState).index(row.state),
}
_ORDER_ORDERS: dict[str, Callable[[OrderRow], object]] = {
    "number": lambda row: row.number,
    "ordered": lambda row: row.ordered_on,
    "state": lambda row: list(OrderState).index(row.state),
}


_DISTRIBUTION_ORDERS: dict[str, Callable[[DistributionRow], object]] = {
    "number": lambda row: row.number,
    "village": lambda row: row.village,
    "date": lambda row: row.distributed_on,
}


class IncidentList(Listing[IncidentRow]):
    """Incidents and drills, those under way first."""

    def __init__(self, services: Services) -> None:
        text = _("An incident ties requests, orders and documents together; a drill works the same way.")
        self.empty = EmptyState("relief_incidents_empty", "relief", _("No incident yet"), text)
        whole = WholeList(no_rows, incident_key, _incident_texts, _INCIDENT_ORDERS)
        hint = _("Number, title or place")
        super().__init__("relief_incidents", _("Incidents"), INCIDENT_COLUMNS, whole, services, self.empty, hint)
        self.selection_changed.connect(self._show_allowed)

    def _show_allowed(self) -> None:
        """Allow what can be done with the incident selected."""
        row = self.selected()
        none = _("Select one incident first.") if row is None else ""
        closed = _("The incident is closed.") if row is not None and not row.is_open else ""
        self.row_actions.allow("show", none)
        self.row_actions.allow("close", none or closed)


class RequestList(Listing[RequestRow]):
    """Requests, in the order in which they are served; the page reads the settled ones where they are wanted."""

    def __init__(self, services: Services) -> None:
        text = _("A request says who needs what, where and by when; goods are then ordered for it.")
        self.empty = EmptyState("relief_requests_empty", "documents", _("No request here"), text)
        whole = WholeList(no_rows, request_key, _request_texts, _REQUEST_ORDERS)
        hint = _("Number, requester, goods or incident")
        super().__init__("relief_requests", _("Requests"), REQUEST_COLUMNS, whole, services, self.empty, hint)
        self.filters.add_tick("settled", _("With those settled within a year (&E)"))
        self.selection_changed.connect(self._show_allowed)

    def _show_allowed(self) -> None:
        """Allow what can be done with the request selected."""
        row = self.selected()
        none = _("Select one request first.") if row is None else ""
        complete = _("Nothing of this request is left to be ordered.") if row is not None and not row.is_open else ""
        ordered = _("Goods are ordered for it: release them first.")
        is_ordered = row is not None and row.state in {RequestState.ORDERED, RequestState.HANDED_OVER}
        is_cancelled = row is not None and row.state is RequestState.CANCELLED
        self.row_actions.allow("show", none)
        self.row_actions.allow("allocate", none or complete)
        self.row_actions.allow("cancel", none or (ordered if is_ordered else complete if is_cancelled else ""))


class OrderList(Listing[OrderRow]):
    """Orders, those that still reserve something first."""

    def __init__(self, services: Services) -> None:
        text = _("An order reserves goods for a request until they are handed over.")
        self.empty = EmptyState("relief_orders_empty", "documents", _("No order here"), text)
        whole = WholeList(no_rows, order_key, _order_texts, _ORDER_ORDERS)
        hint = _("Number, request, requester, receiver or depot")
        super().__init__("relief_orders", _("Orders"), ORDER_COLUMNS, whole, services, self.empty, hint)
        self.selection_changed.connect(self._show_allowed)

    def _show_allowed(self) -> None:
        """Allow what can be done with the order selected."""
        row = self.selected()
        none = _("Select one order first.") if row is None else ""
        settled = _("The order reserves nothing any more.") if row is not None and not row.is_open else ""
        self.row_actions.allow("show", none)
        self.row_actions.allow("hand", none or settled)
        self.row_actions.allow("release", none or settled)


class DistributionList(Listing[DistributionRow]):
    """What households received, by village; never a name."""

    def __init__(self, services: Services) -> None:
        text = _("Issued goods are handed on by a roster; its names are kept encrypted and destroyed in the end.")
        self.empty = EmptyState("relief_households_empty", "person", _("Nothing handed on yet"), text)
        whole = WholeList(no_rows, distribution_key, _distribution_texts, _DISTRIBUTION_ORDERS)
        hint = _("Number, village, goods or incident")
        columns = DISTRIBUTION_COLUMNS
        super().__init__("relief_households", _("Distributions"), columns, whole, services, self.empty, hint)
        self.selection_changed.connect(self._show_allowed)

    def _show_allowed(self) -> None:
        """Allow what can be done with the distribution selected."""
        row = self.selected()
        none = _("Select one distribution first.") if row is None else ""
        gone = _("The roster is destroyed.") if row is not None and row.is_purged else ""
        recorded = _("The signed list is recorded already.") if row is not None and row.is_confirmed else ""
        awaited = _("Record the signed list first.") if row is not None and not row.is_confirmed else ""
        self.row_actions.allow("print", none or gone)
        self.row_actions.allow("confirm", none or recorded)
        self.row_actions.allow("purge", none or gone or awaited)


def distribution_key(row: DistributionRow) -> str:
    """Return what tells one distribution from every other."""
    return row.number


def _distribution_texts(row: DistributionRow) -> tuple[str, ...]:
    """Return what a search looks into."""
    return row.number, row.village, row.items, row.incident


def incident_key(row: IncidentRow) -> str:
    """Return what tells one incident from every other."""
    return row.number


def request_key(row: RequestRow) -> str:
    """Return what tells one request from every other."""
    return row.number


def order_key(row: OrderRow) -> str:
    """Return what tells one order from every other."""
    return row.number


def _incident_texts(row: IncidentRow) -> tuple[str, ...]:
    """Return what a search looks into."""
    return row.number, row.title, row.place, row.disaster_name, row.kind_name


def _request_texts(row: RequestRow) -> tuple[str, ...]:
    """Return what a search looks into."""
    return row.number, row.requester, row.items, row.incident, row.place


def _order_texts(row: OrderRow) -> tuple[str, ...]:
    """Return what a search looks into."""
    return row.number, row.request, row.requester, row.receiver, row.vehicle, *row.depots

"""Relief: incidents and drills, what is requested, and what is ordered to be handed over."""

from collections.abc import Hashable
from functools import partial
from pathlib import Path

from supplies.files import write_file
from supplies.language import _
from supplies.printing.fonts import find_faces
from supplies.printing.reports.pdf import report_pdf
from supplies.relief.numbers import DISTRIBUTION, ORDER, REQUEST
from supplies.reports.request import Occasion, ReportFilter
from supplies.reports.roster import roster_report
from supplies.tables import Report
from supplies.ui.background import Job
from supplies.ui.page import Page
from supplies.ui.printing.output import ask_file
from supplies.ui.relief.allocation_panel import AllocationPanel
from supplies.ui.relief.household_panels import ConfirmPanel, DistributePanel, PurgePanel
from supplies.ui.relief.incident_panels import CloseIncidentPanel, IncidentPanel
from supplies.ui.relief.lists import DistributionList, IncidentList, OrderList, RequestList
from supplies.ui.relief.picture import ReliefPicture, relief_picture
from supplies.ui.relief.records import IncidentRecord, OrderRecord, RequestRecord
from supplies.ui.relief.request_panels import CancelPanel, ReleasePanel, RequestPanel
from supplies.ui.services import Services
from supplies.ui.session import Latest
from supplies.ui.widgets.action_panel import ActionPanel
from supplies.ui.widgets.status import Status
from supplies.ui.widgets.tabs import Tabs
from supplies.values import Topic, utc_now

INCIDENTS, REQUESTS, ORDERS, HOUSEHOLDS = "incidents", "requests", "orders", "households"


class ReliefPage(Page):
    """A tab for each kind of record; what is done is done in panels."""

    topics = frozenset({Topic.RELIEF, Topic.STOCK, Topic.CATALOGUE, Topic.PLACES})

    def __init__(self, services: Services) -> None:
        """Build the page."""
        super().__init__(services, "relief", _("Relief"))
        self._latest = Latest()
        self._also = ""
        self.incidents, self.requests, self.orders = IncidentList(services), RequestList(services), OrderList(services)
        self.households = DistributionList(services)
        self.tabs = Tabs("relief_tabs", _("Lists"))
        self.tabs.add(INCIDENTS, _("&Incidents"), self.incidents)
        self.tabs.add(REQUESTS, _("Re&quests"), self.requests)
        self.tabs.add(ORDERS, _("&Orders"), self.orders)
        self.tabs.add(HOUSEHOLDS, _("Househo&lds"), self.households)
        self.body.addWidget(self.tabs, 1)
        self._add_panels()
        self._add_actions()
        self._connect()

    def reload(self) -> None:
        """Read all lists again, at one moment."""
        with_settled = bool(self.requests.filters.values()["settled"])
        picture = relief_picture(self.services.today(), self._also, with_settled=with_settled)
        self.services.session.read(self, picture, self._show, latest=self._latest)

    def open_record(self, key: str) -> None:
        """Look for a request, an order or an incident by its number, however old it is."""
        self._also = key
        self.reload()
        if key.startswith(REQUEST):
            self.tabs.open(REQUESTS)
            self.requests.look_for(key)
        elif key.startswith(DISTRIBUTION):
            self.tabs.open(HOUSEHOLDS)
            self.households.look_for(key)
        elif key.startswith(ORDER):
            self.tabs.open(ORDERS)
            self.orders.look_for(key)
        else:
            self.tabs.open(INCIDENTS)
            self.incidents.look_for(key)

    def has_unsaved(self) -> bool:
        """Return whether a panel holds something that is not posted."""
        return any(panel.has_entries for panel in self.findChildren(ActionPanel))

    def start_focus(self) -> None:
        """Begin with the list that is open."""
        self.tabs.current_view.setFocus()

    def _add_panels(self) -> None:
        """Make the panels."""
        services = self.services
        self.incident_panel = IncidentPanel(self, services)
        self.close_panel = CloseIncidentPanel(self, services)
        self.request_panel = RequestPanel(self, services)
        self.cancel_panel = CancelPanel(self, services)
        self.allocation_panel = AllocationPanel(self, services)
        self.release_panel = ReleasePanel(self, services)
        self.distribute_panel = DistributePanel(self, services)
        self.confirm_panel = ConfirmPanel(self, services)
        self.purge_panel = PurgePanel(self, services)
        self.incident_record = IncidentRecord(self, services)
        self.request_record = RequestRecord(self, services)
        self.order_record = OrderRecord(self, services)

    def _add_actions(self) -> None:
        """Add what can be done below each list."""
        add = self.incidents.add_row_action
        begin = self.incident_panel.open_panel
        add("add", _("Open an incident (&A)"), begin, "Ctrl+N", "add", "primary", "relief.open_incident")
        add("show", _("Show the incident (&D)"), self._show_incident, "Ctrl+Return", "info")
        close, needs = _("Close the incident (&K)"), "relief.close_incident"
        add("close", close, self._close_incident, "Ctrl+Del", "check", needs=needs)
        self.incidents.empty.offer(_("Open an incident (&G)"), begin)
        ask = self.requests.add_row_action
        begin = self.request_panel.open_panel
        ask("add", _("Record a request (&A)"), begin, "Ctrl+N", "add", "primary", "relief.request")
        ask("allocate", _("Order goods for it (&F)"), self._allocate, "Ctrl+D", "documents", needs="relief.order")
        ask("show", _("Show the request (&D)"), self._show_request, "Ctrl+Return", "info")
        ask("cancel", _("Cancel the request (&K)"), self._cancel, "Ctrl+Del", "remove", needs="relief.cancel_request")
        self.requests.empty.offer(_("Record a request (&G)"), begin)
        order = self.orders.add_row_action
        order("hand", _("Hand it over (&H)"), self._hand_over, "Ctrl+D", "export", "primary", needs="stock.issue")
        order("show", _("Show the order (&D)"), self._show_order, "Ctrl+Return", "info")
        order("release", _("Release the order (&K)"), self._release, "Ctrl+Del", "undo", needs="relief.release_order")

        self._add_household_actions()

    def _add_household_actions(self) -> None:
        """Add what can be done about the households that received goods."""
        add, begin = self.households.add_row_action, self.distribute_panel.open_panel
        add("add", _("Hand goods on (&A)"), begin, "Ctrl+N", "add", "primary", "relief.distribute")
        add("print", _("Print the roster (&P)"), self._print, "Ctrl+P", "print", needs="relief.distribute")
        confirm, needs = _("Record the signed list (&S)"), "relief.confirm_distribution"
        add("confirm", confirm, self._confirm, "Ctrl+Return", "check", needs=needs)
        add("purge", _("Destroy the roster (&K)"), self._purge, "Ctrl+Del", "remove", needs="relief.purge_roster")
        self.households.empty.offer(_("Hand goods on (&G)"), begin)

    def _connect(self) -> None:
        """Let the parts hear of each other."""
        self.incidents.row_opened.connect(self.incident_record.show_incident)
        self.requests.row_opened.connect(self.request_record.show_request)
        self.requests.filters.changed.connect(self.reload)
        self.orders.row_opened.connect(self.order_record.show_order)
        for panel in (self.incident_panel, self.close_panel):
            panel.done.connect(self._incident_done)
        for asking in (self.request_panel, self.cancel_panel):
            asking.done.connect(self._request_done)
        self.allocation_panel.done.connect(self._ordered)
        self.allocation_panel.orders_wanted.connect(self._show_orders)
        self.release_panel.done.connect(self._released)
        for of_households in (self.distribute_panel, self.confirm_panel, self.purge_panel):
            of_households.done.connect(self._households_done)

    def _show(self, picture: ReliefPicture) -> None:
        """Show what was read."""
        self.request_panel.show_picture(picture)
        self.allocation_panel.show_picture(picture)
        self.incidents.show_rows(picture.incidents)
        self.requests.show_rows(picture.requests)
        self.orders.show_rows(picture.orders)
        self.distribute_panel.show_picture(picture)
        self.households.show_rows(picture.distributions)

    # --- what is begun -----------------------------------------------------------------------------------------

    def _show_incident(self) -> None:
        """Show the incident selected."""
        row = self.incidents.selected()
        if row is not None:
            self.incident_record.show_incident(row)

    def _close_incident(self) -> None:
        """Close the incident selected."""
        row = self.incidents.selected()
        if row is not None:
            self.close_panel.open_for(row)

    def _show_request(self) -> None:
        """Show the request selected."""
        row = self.requests.selected()
        if row is not None:
            self.request_record.show_request(row)

    def _allocate(self) -> None:
        """Order goods for the request selected."""
        row = self.requests.selected()
        if row is not None:
            self.allocation_panel.open_for(row)

    def _cancel(self) -> None:
        """Give up the request selected."""
        row = self.requests.selected()
        if row is not None:
            self.cancel_panel.open_for(row)

    def _show_order(self) -> None:
        """Show the order selected."""
        row = self.orders.selected()
        if row is not None:
            self.order_record.show_order(row)

    def _hand_over(self) -> None:
        """Pick and hand over the order selected, by scanning."""
        row = self.orders.selected()
        if row is not None and row.is_open:
            self.asked_for.emit("scan", f"issue {row.number}")

    def _release(self) -> None:
        """Let go of the order selected."""
        row = self.orders.selected()
        if row is not None:
            self.release_panel.open_for(row)

    def _confirm(self) -> None:
        """Record the signed list of the distribution selected."""
        row = self.households.selected()
        if row is not None:
            self.confirm_panel.open_for(row)

    def _purge(self) -> None:
        """Destroy the roster of the distribution selected."""
        row = self.households.selected()
        if row is not None:
            self.purge_panel.open_for(row)

    def _print(self) -> None:
        """Ask where the roster of the distribution selected is to be saved, to be printed and signed."""
        row = self.households.selected()
        if row is not None:
            ask_file(self, _("Save the roster"), row.number, "pdf", partial(self.save_roster, row.number))

    def save_roster(self, number: str, path: Path) -> None:
        """Save a roster to be signed, identity numbers masked."""
        occasion = Occasion(self.services.session.actor, utc_now())
        query = partial(roster_report, wanted=ReportFilter(number=number), occasion=occasion)
        self.services.session.read(self, query, partial(self._draw_roster, path))

    def _draw_roster(self, path: Path, report: Report) -> None:
        """Draw the roster into its file, while everything else goes on."""

        def draw(_job: Job) -> Path:
            write_file(path, report_pdf(report, find_faces()))
            return path

        self.services.session.run(self, draw, self._saved)

    def _saved(self, path: Path) -> None:
        """Say where the roster is."""
        self.show_message(Status.OK, _("Written: {path}").format(path=path))

    def _show_orders(self) -> None:
        """Show the orders, those that reserve something first."""
        self.tabs.open(ORDERS)

    # --- after posting -----------------------------------------------------------------------------------------

    def _incident_done(self, words: str, _key: Hashable) -> None:
        """Show the incidents."""
        self.show_message(Status.OK, words)
        self.tabs.open(INCIDENTS)

    def _request_done(self, words: str, key: Hashable) -> None:
        """Show the requests, the one that was settled among them."""
        self._also = str(key)
        self.show_message(Status.OK, words)
        self.tabs.open(REQUESTS)

    def _ordered(self, words: str, key: Hashable) -> None:
        """Show the request that goods were ordered for."""
        self.show_message(Status.OK, words)
        self.tabs.open(REQUESTS)
        self.requests.await_row(key)

    def _released(self, words: str, key: Hashable) -> None:
        """Show the order that was let go."""
        self.show_message(Status.OK, words)
        self.tabs.open(ORDERS)
        self.orders.await_row(key)

    def _households_done(self, words: str, key: Hashable) -> None:
        """Show the distributions, the one that was changed selected."""
        self.show_message(Status.OK, words)
        self.tabs.open(HOUSEHOLDS)
        if key is not None:
            self.households.await_row(key)

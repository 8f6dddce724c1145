"""Care of goods: upkeep that is due, rotation, scrapping, cartons and pallets."""

from collections.abc import Hashable
from functools import partial

from supplies.language import _
from supplies.ui.care.lists import DueList, PlanList, RotationList, ScrapList, UnitList
from supplies.ui.care.picture import CarePicture, care_picture
from supplies.ui.care.rotation_panels import ReplacePanel, RotatePanel
from supplies.ui.care.scrap_panels import DisposalPanel, ScrapPanel
from supplies.ui.care.unit_panels import CloseUnitPanel, MakePanel, MoveUnitPanel
from supplies.ui.care.upkeep_panels import ServicePanel, UpkeepPanel
from supplies.ui.page import Page
from supplies.ui.services import Services
from supplies.ui.session import Latest
from supplies.ui.widgets.action_panel import ActionPanel
from supplies.ui.widgets.listing import Listing
from supplies.ui.widgets.status import Status
from supplies.ui.widgets.tabs import Tabs
from supplies.values import Topic

DUE, PLAN, ROTATIONS, SCRAP, UNITS = "due", "plan", "rotations", "scrap", "units"


class CarePage(Page):
    """A tab for each kind of work; what is done is done in panels. Opened with the name of a tab, or a label."""

    topics = frozenset({Topic.STOCK, Topic.PLACES, Topic.CATALOGUE})

    def __init__(self, services: Services) -> None:
        """Build the page."""
        super().__init__(services, "care", _("Care of goods"))
        self._latest = Latest()
        self.due, self.plan, self.rotations = DueList(services), PlanList(services), RotationList(services)
        self.scrapped, self.units = ScrapList(services), UnitList(services)
        self.tabs = Tabs("care_tabs", _("Lists"))
        self.tabs.add(DUE, _("Upkeep due (&W)"), self.due)
        self.tabs.add(PLAN, _("Plan of rotation (&L)"), self.plan)
        self.tabs.add(ROTATIONS, _("Rotations (&O)"), self.rotations)
        self.tabs.add(SCRAP, _("Scrapping (&S)"), self.scrapped)
        self.tabs.add(UNITS, _("Cartons and pallets (&X)"), self.units)
        self.body.addWidget(self.tabs, 1)
        self._add_panels()
        self._add_actions()
        self._add_more_actions()
        self._connect()

    def reload(self) -> None:
        """Read all lists again, at one moment."""
        query = care_picture(self.services.today())
        self.services.session.read(self, query, self._show, latest=self._latest)

    def open_record(self, key: str) -> None:
        """Open a tab by its name; or look for what is due of a label, batch or serial number."""
        if key in {DUE, PLAN, ROTATIONS, SCRAP, UNITS}:
            self.tabs.open(key)
        else:
            self.tabs.open(DUE)
            self.due.look_for(key)

    def has_unsaved(self) -> bool:
        """Return whether a panel holds something that is not posted."""
        return any(panel.has_entries for panel in self.findChildren(ActionPanel))

    def start_focus(self) -> None:
        """Begin with the list that is open."""
        self.tabs.current_view.setFocus()

    def _add_panels(self) -> None:
        """Make the panels."""
        services = self.services
        self.upkeep_panel, self.service_panel = UpkeepPanel(self, services), ServicePanel(self, services)
        self.rotate_panel, self.replace_panel = RotatePanel(self, services), ReplacePanel(self, services)
        self.scrap_panel, self.disposal_panel = ScrapPanel(self, services), DisposalPanel(self, services)
        self.make_panel, self.move_panel = MakePanel(self, services), MoveUnitPanel(self, services)
        self.close_panel = CloseUnitPanel(self, services)

    def _add_actions(self) -> None:
        """Add what can be done about upkeep and rotation."""
        add = self.due.add_row_action
        needs = "stock.record_upkeep"
        add("record", _("Record upkeep (&A)"), self._record, "Ctrl+N", "add", "primary", needs)
        back, needs = _("Return to service (&F)"), "stock.return_to_service"
        add("service", back, self._return_to_service, "Ctrl+R", "check", needs=needs)
        add("card", _("Upkeep card (&K)"), self._print_card, "Ctrl+Return", "documents")
        add("print", _("Print what is due (&P)"), partial(self._print, "upkeep"), "Ctrl+P", "print")
        self.due.empty.offer(_("Record upkeep (&G)"), self._record)
        add_to_plan = self.plan.add_row_action
        rotate, needs = _("Rotate it out (&A)"), "stock.rotate"
        add_to_plan("rotate", rotate, self._rotate, "Ctrl+N", "refresh", "primary", needs, lambda row: row.depot_code)
        add_to_plan("print", _("Print the plan (&P)"), partial(self._print, "rotation_plan"), "Ctrl+P", "print")
        self.rotations.add_row_action(
            "replace",
            _("Take in what replaces it (&A)"),
            self._replace,
            "Ctrl+N",
            "add",
            "primary",
            "stock.receive",
            lambda row: row.depot_code,
        )
        show = self.rotations.add_row_action
        show("document", _("Show the document (&D)"), self._show_document, "Ctrl+Return", "documents")

    def _add_more_actions(self) -> None:
        """Add what can be done about scrapping, cartons and pallets."""
        add = self.scrapped.add_row_action
        add("scrap", _("Scrap goods (&A)"), self._scrap, "Ctrl+N", "add", "primary", "stock.write_off")
        handle, needs = _("Record what became of it (&F)"), "stock.record_disposal"
        add("handle", handle, self._handle, "Ctrl+R", "check", needs=needs, depot=lambda row: row.depot_code)
        add("form", _("Form of approval (&P)"), partial(self._print_scrap, "scrap"), "Ctrl+P", "print")
        add("record", _("Record of disposal (&K)"), partial(self._print_scrap, "disposal"), "Ctrl+Return", "documents")
        self.scrapped.empty.offer(_("Scrap goods (&G)"), self._scrap)
        add_unit = self.units.add_row_action
        make = self.make_panel.open_panel
        add_unit("make", _("Make cartons or pallets (&A)"), make, "Ctrl+N", "add", "primary", "stock.make_unit")
        move, needs = _("Move it (&F)"), "stock.move_unit"
        add_unit("move", move, self._move, "Ctrl+R", "transfer", needs=needs, depot=lambda row: row.depot_code)
        close, needs = _("Close it (&K)"), "stock.close_unit"
        add_unit("close", close, self._close, "Ctrl+Del", "remove", needs=needs, depot=lambda row: row.depot_code)
        add_unit("labels", _("Print labels (&P)"), partial(self.asked_for.emit, "labels", ""), "Ctrl+P", "labels")
        self.units.empty.offer(_("Make cartons or pallets (&G)"), make)

    def _connect(self) -> None:
        """Let the parts hear of each other."""
        for panel, tab in (
            (self.upkeep_panel, DUE),
            (self.service_panel, DUE),
            (self.rotate_panel, ROTATIONS),
            (self.replace_panel, ROTATIONS),
            (self.scrap_panel, SCRAP),
            (self.disposal_panel, SCRAP),
            (self.make_panel, UNITS),
            (self.move_panel, UNITS),
            (self.close_panel, UNITS),
        ):
            panel.done.connect(partial(self._done, tab))
        self.plan.row_opened.connect(self.rotate_panel.open_for)
        self.units.row_opened.connect(self.move_panel.open_for)

    def _show(self, picture: CarePicture) -> None:
        """Show what was read."""
        self.make_panel.show_depots(picture.depots)
        self.due.filters.set_options("depot", [(row.code, row.name) for row in picture.depots])
        self.due.show_rows(picture.due)
        self.plan.show_rows(picture.plan)
        self.rotations.show_rows(picture.rotations)
        self.scrapped.show_rows(picture.scrapped)
        self.units.show_rows(picture.units)

    # --- what is begun -----------------------------------------------------------------------------------------

    def _record(self) -> None:
        """Record upkeep, of the goods selected if there are some."""
        row = self.due.selected()
        self.upkeep_panel.open_for("" if row is None else row.label_code)

    def _return_to_service(self) -> None:
        """Put goods back into service, those selected if there are some."""
        row = self.due.selected()
        self.service_panel.open_for("" if row is None else row.label_code)

    def _print_card(self) -> None:
        """Show the card of the goods selected as a page to print."""
        row = self.due.selected()
        if row is not None:
            self._print(f"upkeep_card number={row.label_code}")

    def _print(self, report: str) -> None:
        """Show a report as pages to print."""
        self.asked_for.emit("reports", report)

    def _rotate(self) -> None:
        """Rotate the lot selected out."""
        row = self.plan.selected()
        if row is not None:
            self.rotate_panel.open_for(row)

    def _replace(self) -> None:
        """Take in what replaces the goods of the rotation selected."""
        row = self.rotations.selected()
        if row is not None:
            self.replace_panel.open_for(row)

    def _show_document(self) -> None:
        """Show the document of the rotation selected."""
        row = self.rotations.selected()
        if row is not None:
            self.asked_for.emit("document", row.number)

    def _scrap(self) -> None:
        """Scrap goods."""
        self.scrap_panel.open_for("")

    def _handle(self) -> None:
        """Record what became of the goods of the write-off selected."""
        row = self.scrapped.selected()
        if row is not None:
            self.disposal_panel.open_for(row)

    def _print_scrap(self, report: str) -> None:
        """Show a paper of the write-off selected as pages to print."""
        row = self.scrapped.selected()
        if row is not None:
            self._print(f"{report} number={row.number}")

    def _move(self) -> None:
        """Move the carton or pallet selected."""
        row = self.units.selected()
        if row is not None:
            self.move_panel.open_for(row)

    def _close(self) -> None:
        """Close the carton or pallet selected."""
        row = self.units.selected()
        if row is not None:
            self.close_panel.open_for(row)

    def _done(self, tab: str, words: str, key: Hashable) -> None:
        """Say what was done, and show the list that it stands in."""
        self.show_message(Status.OK, words)
        self.tabs.open(tab)
        view = self.tabs.current_view
        if isinstance(view, Listing) and tab in {SCRAP, ROTATIONS, UNITS} and isinstance(key, str | tuple):
            view.await_row(key)

"""Set-up: depots and their locations, people, organisations, and the bureau's own catalogue list."""

from collections.abc import Hashable

from supplies.language import _
from supplies.ui.page import Page
from supplies.ui.permits import no_depot
from supplies.ui.services import Services
from supplies.ui.session import Latest
from supplies.ui.setup.import_panel import ImportPanel
from supplies.ui.setup.lists import DepotList, OrganisationList, PersonList, PlaceList
from supplies.ui.setup.people_panels import CloseOrganisationPanel, OrganisationPanel, PersonPanel
from supplies.ui.setup.person_record import PersonRecord
from supplies.ui.setup.picture import SetupPicture, setup_picture
from supplies.ui.setup.place_panels import DepotPanel, PeriodPanel, PlacePanel, RetirePanel, RunPanel
from supplies.ui.setup.rights_panels import GrantPanel, PersonActionPanel, ResetPanel, RevokePanel, StatePanel
from supplies.ui.widgets.action_panel import ActionPanel
from supplies.ui.widgets.status import Status
from supplies.ui.widgets.tabs import Tabs
from supplies.values import Topic

DEPOTS, PLACES, PEOPLE, ORGANISATIONS = "depots", "places", "people", "organisations"


class SetupPage(Page):
    """A tab for each kind of record; adding and closing in panels."""

    topics = frozenset({Topic.PLACES, Topic.ACCOUNTS, Topic.STOCK})

    def __init__(self, services: Services) -> None:
        """Build the page."""
        super().__init__(services, "setup", _("Set-up"))
        self._latest = Latest()
        self.depots, self.places = DepotList(services), PlaceList(services)
        self.people, self.organisations = PersonList(services), OrganisationList(services)
        self.tabs = Tabs("setup_tabs", _("Lists"))
        self.tabs.add(DEPOTS, _("&Depots"), self.depots)
        self.tabs.add(PLACES, _("&Locations"), self.places)
        self.tabs.add(PEOPLE, _("&People"), self.people)
        self.tabs.add(ORGANISATIONS, _("&Organisations"), self.organisations)
        self.body.addWidget(self.tabs, 1)
        self._add_panels()
        self._add_actions()
        self._connect()

    def reload(self) -> None:
        """Read all lists again, at one moment."""
        self.services.session.read(self, setup_picture(), self._show, latest=self._latest)

    def open_record(self, key: str) -> None:
        """Look for a depot, by its code or name."""
        self.tabs.open(DEPOTS)
        self.depots.look_for(key)

    def has_unsaved(self) -> bool:
        """Return whether a panel holds something that is not posted."""
        return self.import_panel.has_entries or any(panel.has_entries for panel in self.findChildren(ActionPanel))

    def start_focus(self) -> None:
        """Begin with the list that is open."""
        self.tabs.current_view.setFocus()

    def _add_panels(self) -> None:
        """Make the panels."""
        services = self.services
        self.depot_panel = DepotPanel(self, services)
        self.place_panel = PlacePanel(self, services)
        self.run_panel = RunPanel(self, services)
        self.retire_panel = RetirePanel(self, services)
        self.period_panel = PeriodPanel(self, services)
        self.person_panel = PersonPanel(self, services)
        self.organisation_panel = OrganisationPanel(self, services)
        self.close_organisation_panel = CloseOrganisationPanel(self, services)
        self.grant_panel, self.revoke_panel = GrantPanel(self, services), RevokePanel(self, services)
        self.state_panel, self.reset_panel = StatePanel(self, services), ResetPanel(self, services)
        self.record = PersonRecord(self, services)
        self.import_panel = ImportPanel(self, services)

    def _add_actions(self) -> None:
        """Add what can be done, beside the title and below each list."""
        text = _("Import a catalogue list (&I)")
        begin, needs = self.import_panel.open_panel, "catalogue.revise"
        self.add_action("import", text, begin, icon="import", keys="Ctrl+I", needs=needs)
        add = self.depots.add_row_action
        add("add", _("Open a depot (&A)"), self.depot_panel.open_panel, "Ctrl+N", "add", "primary", "stock.add_depot")
        close, needs = _("Close a period (&K)"), "stock.close_period"
        add("close", close, self._close_period, "Ctrl+Del", "calendar", needs=needs, depot=lambda row: row.code)
        add_to_places = self.places.add_row_action
        add_to_places("add", _("Add a location (&A)"), self._add_place, "Ctrl+N", "add", "primary", "stock.add_place")
        add_to_places(
            "run", _("Add a row of locations (&R)"), self._add_run, "Ctrl+Shift+N", "add", needs="stock.add_place"
        )
        retire, needs = _("Close the location (&K)"), "stock.retire_place"
        add_to_places(
            "retire", retire, self._retire, "Ctrl+Del", "remove", needs=needs, depot=lambda row: row.depot_code
        )
        record, needs = _("Record a person (&A)"), "accounts.add_person"
        add_to_people = self.people.add_row_action
        add_to_people("add", record, self.person_panel.open_panel, "Ctrl+N", "add", "primary", needs)
        add_to_people("show", _("Show the person (&W)"), self._show_person, "Ctrl+Return", "info")
        record, needs = _("Record an organisation (&A)"), "accounts.add_organisation"
        begin = self.organisation_panel.open_panel
        add_to_bodies = self.organisations.add_row_action
        add_to_bodies("add", record, begin, "Ctrl+N", "add", "primary", needs)
        close, needs = _("Close the organisation (&K)"), "accounts.close_organisation"
        add_to_bodies("close", close, self._close_organisation, "Ctrl+Del", "remove", needs=needs)
        self._add_person_actions()
        self.depots.empty.offer(_("Open the first depot (&G)"), self.depot_panel.open_panel)
        self.places.empty.offer(_("Add locations (&G)"), self._add_run)
        self.organisations.empty.offer(_("Record an organisation (&G)"), begin)

    def _add_person_actions(self) -> None:
        """Add what can be done about the person who is shown."""
        session, actions = self.services.session, self.record.row_actions
        # A password is reset by whoever gives roles; the action itself is open to everybody, for their own.
        for name, text, slot, keys, icon, needs in (
            ("grant", _("Give a role (&G)"), self._grant, "Ctrl+R", "add", "accounts.grant_role"),
            ("revoke", _("Take the role away (&K)"), self._revoke, "Ctrl+Del", "remove", "accounts.revoke_role"),
            ("state", _("Disable or enable (&E)"), self._change_state, "Ctrl+E", "undo", "accounts.deactivate_person"),
            ("reset", _("Reset the password (&P)"), self._reset, "Ctrl+L", "refresh", "accounts.grant_role"),
            ("journal", _("What the person did (&J)"), self._show_entries, "Ctrl+J", "journal", ""),
        ):
            actions.add(name, text, slot, keys, icon)
            if needs:
                actions.permit(name, session, needs, no_depot)

    def _connect(self) -> None:
        """Let the parts hear of each other."""
        self.import_panel.done.connect(self._imported)
        for panel in (self.depot_panel, self.period_panel):
            panel.done.connect(self._depot_done)
        for place_panel in (self.place_panel, self.run_panel):
            place_panel.done.connect(self._place_done)
        self.retire_panel.done.connect(self._retired)
        self.person_panel.done.connect(self._person_done)
        self.people.row_opened.connect(self.record.show_person)
        for rights in (self.grant_panel, self.revoke_panel, self.state_panel, self.reset_panel):
            rights.done.connect(self._person_done)
        for body in (self.organisation_panel, self.close_organisation_panel):
            body.done.connect(self._organisation_done)

    def _show(self, picture: SetupPicture) -> None:
        """Show what was read."""
        for panel in (self.depot_panel, self.place_panel, self.run_panel, self.person_panel, self.organisation_panel):
            panel.show_picture(picture)
        self.grant_panel.show_picture(picture)
        self.record.show_depots({row.code: row.name for row in picture.depots})
        self.places.show_depots(picture.depots)
        self.depots.show_rows(picture.depots)
        self.places.show_rows(picture.places)
        self.people.show_rows(picture.people)
        self.organisations.show_rows(picture.organisations)

    # --- what is begun -----------------------------------------------------------------------------------------

    def _add_place(self) -> None:
        """Add a location to the depot that is shown."""
        self.place_panel.open_for(self.places.depot)

    def _add_run(self) -> None:
        """Add a run of locations to the depot that is shown."""
        self.run_panel.open_for(self.places.depot)

    def _retire(self) -> None:
        """Close the location selected."""
        row = self.places.selected()
        if row is not None:
            self.retire_panel.open_for(row)

    def _close_period(self) -> None:
        """Close the books of the depot selected."""
        row = self.depots.selected()
        if row is not None:
            self.period_panel.open_for(row)

    def _close_organisation(self) -> None:
        """Close the organisation selected."""
        row = self.organisations.selected()
        if row is not None:
            self.close_organisation_panel.open_for(row)

    def _show_person(self) -> None:
        """Show the person selected."""
        row = self.people.selected()
        if row is not None:
            self.record.show_person(row)

    def _grant(self) -> None:
        """Give the person who is shown a role."""
        self._ask_about_person(self.grant_panel)

    def _revoke(self) -> None:
        """Take the role selected away from the person who is shown."""
        row, role = self.record.row, self.record.role
        if row is not None and role is not None:
            self.record.close_panel()
            self.revoke_panel.open_for_role(row, role)

    def _change_state(self) -> None:
        """Let the person who is shown act no more, or again."""
        self._ask_about_person(self.state_panel)

    def _reset(self) -> None:
        """Give the person who is shown a password for one time."""
        self._ask_about_person(self.reset_panel)

    def _ask_about_person(self, panel: PersonActionPanel) -> None:
        """Ask in a panel about the person who is shown."""
        row = self.record.row
        if row is not None:
            self.record.close_panel()
            panel.open_for(row)

    def _show_entries(self) -> None:
        """Show in the journal everything that the person did."""
        row = self.record.row
        if row is not None:
            self.record.close_panel()
            self.asked_for.emit("journal", row.login)

    # --- after posting -----------------------------------------------------------------------------------------

    def _imported(self, words: str) -> None:
        """Say what was imported."""
        self.show_message(Status.OK, words)

    def _depot_done(self, words: str, key: Hashable) -> None:
        """Show the depot that was opened or closed through a day."""
        self.show_message(Status.OK, words)
        self.tabs.open(DEPOTS)
        self.depots.await_row(key)

    def _place_done(self, words: str, key: Hashable) -> None:
        """Show the location that was added, or the first of several."""
        self.show_message(Status.OK, words)
        self.tabs.open(PLACES)
        self.places.await_row(key)

    def _retired(self, words: str, key: Hashable) -> None:
        """Show the location that was closed, among those in use."""
        self.places.filters.set_values({"closed": "yes"})
        self._place_done(words, key)

    def _person_done(self, words: str, key: Hashable) -> None:
        """Show the person who was recorded, or whose rights were changed."""
        self.show_message(Status.OK, words)
        self.tabs.open(PEOPLE)
        self.people.await_row(key)

    def _organisation_done(self, words: str, key: Hashable) -> None:
        """Show the organisation that was recorded or closed."""
        self.show_message(Status.OK, words)
        self.tabs.open(ORGANISATIONS)
        self.organisations.await_row(key)

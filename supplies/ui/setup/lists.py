"""The lists of the set-up screen, and what can be done with the row selected in each."""

from collections.abc import Callable, Sequence

from supplies.accounts.queries import OrganisationRow, PersonStanding
from supplies.accounts.words import OrganisationKind, kind_name, level_name, role_names
from supplies.language import N_, _
from supplies.stock.depot_queries import DepotStanding, PlaceStanding
from supplies.ui.paged_table import Align, Column
from supplies.ui.services import Services
from supplies.ui.setup.person_record import apart_words, moment, password_state
from supplies.ui.setup.picture import SetupPicture
from supplies.ui.whole_list import WholeList, no_rows
from supplies.ui.widgets.empty_state import EmptyState
from supplies.ui.widgets.listing import Listing

DEPOT_COLUMNS: tuple[Column[DepotStanding], ...] = (
    Column("code", N_("Code"), lambda row: row.code, width_ems=6, sort="code"),
    Column("name", N_("Name"), lambda row: row.name, width_ems=16, stretches=True, sort="name"),
    Column("address", N_("Address"), lambda row: row.address, width_ems=16, stretches=True),
    Column("site", N_("Site"), lambda row: row.site_id, width_ems=6, sort="site"),
    Column("places", N_("Locations in use"), lambda row: str(row.places), Align.RIGHT, width_ems=6, sort="places"),
    Column(
        "closed",
        N_("Books closed through"),
        lambda row: "" if row.closed_through is None else str(row.closed_through),
        width_ems=7,
        sort="closed",
    ),
)
PLACE_COLUMNS: tuple[Column[PlaceStanding], ...] = (
    Column("depot", N_("Depot"), lambda row: row.depot_name, width_ems=14, sort="depot"),
    Column("code", N_("Code"), lambda row: row.code, width_ems=6, sort="code"),
    Column("name", N_("Name"), lambda row: row.name, width_ems=12, stretches=True, sort="name"),
    Column("label", N_("Label"), lambda row: row.label_code, width_ems=11),
    Column(
        "state",
        N_("State"),
        lambda row: _("In use") if row.is_active else _("Closed"),
        mark=lambda row: "check" if row.is_active else "undo",
        width_ems=4,
        sort="state",
    ),
    Column("lots", N_("Lots held"), lambda row: str(row.lots), Align.RIGHT, width_ems=5, sort="lots"),
)


def _roles_words(row: PersonStanding) -> str:
    """Return somebody's roles in one text, each once."""
    return role_names((role.role for role in row.roles), _(", "))


def _apart_mark(row: PersonStanding) -> str:
    """Return the mark of somebody who holds roles that should be apart."""
    return "warning" if row.apart else ""


def _apart_tip(row: PersonStanding) -> str:
    """Return which roles should be apart, or all of them where nothing is to be said."""
    if not row.apart:
        return _roles_words(row)
    return _("Holds roles that should be apart: {pairs}").format(pairs=apart_words(row))


PERSON_COLUMNS: tuple[Column[PersonStanding], ...] = (
    Column("login", N_("Login"), lambda row: row.login, width_ems=9, sort="login"),
    Column("name", N_("Name"), lambda row: row.name, width_ems=10, stretches=True, sort="name"),
    Column("site", N_("Site"), lambda row: row.site_id, width_ems=6, sort="site"),
    Column(
        "state",
        N_("State"),
        lambda row: _("May act") if row.is_active else _("No longer acts"),
        mark=lambda row: "check" if row.is_active else "undo",
        width_ems=6,
        sort="state",
    ),
    Column("roles", N_("Roles"), _roles_words, mark=_apart_mark, tip=_apart_tip, width_ems=14),
    Column("password", N_("Password"), password_state, width_ems=8),
    Column("signed_in", N_("Last sign-in"), lambda row: moment(row.signed_in_at), width_ems=9, sort="signed_in"),
)
ORGANISATION_COLUMNS: tuple[Column[OrganisationRow], ...] = (
    Column("code", N_("Code"), lambda row: row.code, width_ems=7, sort="code"),
    Column("name", N_("Name"), lambda row: row.name, width_ems=18, stretches=True, sort="name"),
    Column("kind", N_("Kind"), lambda row: kind_name(row.kind), width_ems=6, sort="kind"),
    Column("level", N_("Level"), lambda row: level_name(row.level), width_ems=4, sort="level"),
    Column("credit_code", N_("Unified social credit code"), lambda row: row.credit_code or "", width_ems=11),
)

DEPOT_ORDERS: dict[str, Callable[[DepotStanding], object]] = {
    "code": lambda row: row.code,
    "name": lambda row: row.pinyin or row.name,
    "site": lambda row: row.site_id,
    "places": lambda row: row.places,
    "closed": lambda row: "" if row.closed_through is None else str(row.closed_through),
}
PLACE_ORDERS: dict[str, Callable[[PlaceStanding], object]] = {
    "depot": lambda row: (row.depot_code, row.code),
    "code": lambda row: row.code,
    "name": lambda row: row.name,
    "state": lambda row: not row.is_active,
    "lots": lambda row: row.lots,
}
PERSON_ORDERS: dict[str, Callable[[PersonStanding], object]] = {
    "signed_in": lambda row: moment(row.signed_in_at),
    "login": lambda row: row.login,
    "name": lambda row: row.name,
    "site": lambda row: row.site_id,
    "state": lambda row: not row.is_active,
}
ORGANISATION_ORDERS: dict[str, Callable[[OrganisationRow], object]] = {
    "code": lambda row: row.code,
    "name": lambda row: row.pinyin or row.name,
    "kind": lambda row: list(OrganisationKind).index(row.kind),
    "level": lambda row: row.level or "",
}


class DepotList(Listing[DepotStanding]):
    """The depots."""

    def __init__(self, services: Services) -> None:
        title, text = _("No depots here"), _("A depot keeps books of its own; its locations hold the goods.")
        self.empty = EmptyState("setup_depots_empty", "depot", title, text)
        whole = WholeList(no_rows, depot_key, _depot_texts, DEPOT_ORDERS)
        hint = _("Name, pinyin, code or address")
        super().__init__("setup_depots", _("Depots"), DEPOT_COLUMNS, whole, services, self.empty, hint)
        self.selection_changed.connect(self._show_allowed)

    def _show_allowed(self) -> None:
        """Allow closing the books of one depot."""
        self.row_actions.allow("close", "" if self.selected() else _("Select one depot first."))


class PlaceList(Listing[PlaceStanding]):
    """The storage locations of all depots, or of one."""

    def __init__(self, services: Services) -> None:
        title, text = _("No locations here"), _("Goods stand in locations; each has a label to scan.")
        self.empty = EmptyState("setup_places_empty", "place", title, text)
        whole = WholeList(no_rows, place_key, _place_texts, PLACE_ORDERS)
        hint = _("Code, name, pinyin or label")
        super().__init__("setup_places", _("Locations"), PLACE_COLUMNS, whole, services, self.empty, hint)
        self.filters.add_choice("depot", _("Depot"), _("All depots"))
        self.filters.add_tick("closed", _("With closed ones (&E)"))
        self.set_filter(self._wanted)
        self.selection_changed.connect(self._show_allowed)

    @property
    def depot(self) -> str:
        """Return the code of the depot whose locations are shown; empty for all."""
        return self.filters.values()["depot"]

    def show_depots(self, rows: Sequence[DepotStanding]) -> None:
        """Offer the depots."""
        self.filters.set_options("depot", [(row.code, row.name) for row in rows])

    def _wanted(self) -> Callable[[PlaceStanding], bool]:
        """Return the filter by depot and state."""
        depot, has_closed = self.depot, bool(self.filters.values()["closed"])
        return lambda row: (not depot or row.depot_code == depot) and (has_closed or row.is_active)

    def _show_allowed(self) -> None:
        """Allow closing one location that is in use and empty."""
        row = self.selected()
        self.row_actions.allow("retire", _("Select one location first.") if row is None else _kept_open_by(row))


class PersonList(Listing[PersonStanding]):
    """Who may act."""

    def __init__(self, services: Services) -> None:
        title, text = _("Nobody here"), _("Every entry names who made it: record people before they work here.")
        self.empty = EmptyState("setup_people_empty", "person", title, text)
        whole = WholeList(no_rows, person_key, _person_texts, PERSON_ORDERS)
        hint = _("Name, pinyin or login")
        super().__init__("setup_people", _("People"), PERSON_COLUMNS, whole, services, self.empty, hint)
        self.selection_changed.connect(self._show_allowed)

    def _show_allowed(self) -> None:
        """Allow looking at one person."""
        self.row_actions.allow("show", "" if self.selected() else _("Select one person first."))


class OrganisationList(Listing[OrganisationRow]):
    """Bodies that own, manage, supply, give or receive goods."""

    def __init__(self, services: Services) -> None:
        title = _("No organisations here")
        text = _("Suppliers, donors and those who own, keep or use goods are recorded once and chosen from then on.")
        self.empty = EmptyState("setup_organisations_empty", "documents", title, text)
        whole = WholeList(no_rows, organisation_key, _organisation_texts, ORGANISATION_ORDERS)
        name, hint = "setup_organisations", _("Name, pinyin, code or credit code")
        super().__init__(name, _("Organisations"), ORGANISATION_COLUMNS, whole, services, self.empty, hint)
        kinds = [(kind.value, kind_name(kind)) for kind in OrganisationKind]
        self.filters.add_choice("kind", _("Kind"), _("All kinds"), kinds)
        self.filters.add_tick("closed", _("With closed ones (&E)"))
        self.set_filter(self._wanted)
        self.selection_changed.connect(self._show_allowed)

    def _wanted(self) -> Callable[[OrganisationRow], bool]:
        """Return the filter by kind and state."""
        kind, has_closed = self.filters.values()["kind"], bool(self.filters.values()["closed"])
        return lambda row: (not kind or row.kind == kind) and (has_closed or row.is_active)

    def _show_allowed(self) -> None:
        """Allow closing one organisation that is not closed."""
        row = self.selected()
        reason = _("Select one organisation first.") if row is None else ""
        if row is not None and not row.is_active:
            reason = _("{name} is closed already.").format(name=row.name)
        self.row_actions.allow("close", reason)


def depot_key(row: DepotStanding) -> object:
    """Return what tells one depot from every other."""
    return row.code


def place_key(row: PlaceStanding) -> object:
    """Return what tells one location from every other."""
    return row.depot_code, row.code


def person_key(row: PersonStanding) -> object:
    """Return what tells one person from every other."""
    return row.login


def organisation_key(row: OrganisationRow) -> object:
    """Return what tells one organisation from every other."""
    return row.code


def _depot_texts(row: DepotStanding) -> tuple[str, ...]:
    """Return what a search of depots looks into."""
    return row.code, row.name, row.address, row.pinyin


def _place_texts(row: PlaceStanding) -> tuple[str, ...]:
    """Return what a search of locations looks into."""
    return row.code, row.name, row.label_code, row.depot_name, row.depot_code


def _person_texts(row: PersonStanding) -> tuple[str, ...]:
    """Return what a search of people looks into."""
    return row.login, row.name


def _organisation_texts(row: OrganisationRow) -> tuple[str, ...]:
    """Return what a search of organisations looks into."""
    return row.code, row.name, row.pinyin, row.credit_code or ""


def _kept_open_by(row: PlaceStanding) -> str:
    """Return why a location cannot be closed; empty where it can."""
    if not row.is_active:
        return _("The location {place} is closed already.").format(place=row.code)
    if row.lots:
        return _("The location {place} still holds {n} lots; move them first.").format(place=row.code, n=row.lots)
    return ""


def own_depots(picture: SetupPicture, site: object) -> list[tuple[str, str]]:
    """Return code and name of the depots whose books a site writes."""
    return [(row.code, row.name) for row in picture.depots if row.site_id == site]

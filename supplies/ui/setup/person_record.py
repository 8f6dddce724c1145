"""One person in full: the roles with their reasons, how they sign in, and what an administrator can do about them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtWidgets import QWidget

from supplies.accounts.actions import EVERY_DEPOT
from supplies.accounts.queries import PersonStanding, RoleRow
from supplies.accounts.words import role_name
from supplies.language import N_, _
from supplies.ui.paged_table import Column
from supplies.ui.services import Services
from supplies.ui.whole_list import Wanted, WholeList
from supplies.ui.widgets.empty_state import EmptyState
from supplies.ui.widgets.record_panel import RecordPanel
from supplies.ui.widgets.row_actions import RowActions
from supplies.values import DepotCode


class PersonRecord(RecordPanel[RoleRow]):
    """Shows somebody; the buttons below are connected by the page."""

    def __init__(self, page: QWidget, services: Services) -> None:
        empty = EmptyState("setup_person_empty", "person", _("No role yet"), _("Without a role a person only reads."))
        self._depots: Mapping[DepotCode, str] = {}
        self._session = services.session
        super().__init__("setup_person", _("Person"), page, services, self._columns(), _role_key, empty)
        self.row: PersonStanding | None = None
        self.row_actions = RowActions("setup_person_actions")
        layout = self.card.layout()
        assert layout is not None, "a record is laid out"
        layout.addWidget(self.row_actions)
        self.table.selectionModel().selectionChanged.connect(self._show_allowed)
        self.model.replaced.connect(self._show_allowed)

    @property
    def role(self) -> RoleRow | None:
        """Return the role selected."""
        rows = self.table.selected_rows()
        return rows[0] if len(rows) == 1 else None

    def show_depots(self, depots: Mapping[DepotCode, str]) -> None:
        """Know what the depots are called."""
        self._depots = depots

    def show_person(self, row: PersonStanding) -> None:
        """Show this person."""
        self.row = row
        whole: WholeList[RoleRow] = WholeList(lambda _connection: row.roles, _role_key, _no_texts, {})
        said = _("Holds roles that should be apart: {pairs}").format(pairs=apart_words(row)) if row.apart else ""
        self.show_record(f"{row.name}  {row.login}", said, _facts(row), partial(whole.page, Wanted()))
        self._show_allowed()

    def _columns(self) -> tuple[Column[RoleRow], ...]:
        """Return the columns of the roles."""
        return (
            Column("role", N_("Role"), lambda row: role_name(row.role), width_ems=8),
            Column("depot", N_("Depot"), self._depot_name, width_ems=14),
            Column("reason", N_("Why, though another role forbids it"), lambda row: row.reason, stretches=True),
            Column("seq", N_("Journal entry"), lambda row: f"{row.seq:,}", width_ems=5),
        )

    def _depot_name(self, row: RoleRow) -> str:
        """Return for which depot a role is held."""
        return _("Every depot") if row.depot == EVERY_DEPOT else self._depots.get(row.depot, row.depot)

    def _show_allowed(self) -> None:
        """Allow taking away the role selected."""
        self.row_actions.allow("revoke", "" if self.role else _("Select one role first."))


def apart_words(row: PersonStanding) -> str:
    """Return which of somebody's roles should not be held by one person."""
    pairs = (f"{role_name(pair.role)} / {role_name(pair.other)}" for pair in row.apart)
    return _(", ").join(pairs)


def moment(when: datetime | None) -> str:
    """Return a moment in this computer's time; nothing for None."""
    return "" if when is None else when.astimezone().strftime("%Y-%m-%d %H:%M")


def password_state(row: PersonStanding) -> str:
    """Return whether somebody has a password."""
    if row.must_change:
        return _("One-time password, to be changed")
    return _("Set by the person") if row.has_password else _("None yet")


def _facts(row: PersonStanding) -> Sequence[tuple[str, str]]:
    """Return the facts of a person."""
    refused = _("{n} in a row, last {moment}").format(n=row.failed_count, moment=moment(row.failed_at))
    return (
        (_("State"), _("May act") if row.is_active else _("No longer acts")),
        (_("Site"), row.site_id),
        (_("Password"), password_state(row)),
        (_("Last sign-in"), moment(row.signed_in_at)),
        (_("Refused sign-ins"), refused if row.failed_count else ""),
    )


def _role_key(row: RoleRow) -> tuple[str, str]:
    """Return what tells one role of a person from every other."""
    return row.role, row.depot


def _no_texts(_row: RoleRow) -> tuple[str, ...]:
    """Return nothing: this list is not searched."""
    return ()

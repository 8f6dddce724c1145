"""The forms about a person's rights: roles, whether they act, and a password for somebody who has forgotten theirs."""

from PySide6.QtWidgets import QWidget

from supplies.accounts import passwords
from supplies.accounts.actions import (
    EVERY_DEPOT,
    DeactivatePerson,
    GrantRole,
    ReactivatePerson,
    RevokeRole,
    SetPassword,
)
from supplies.accounts.queries import PersonStanding, RoleRow
from supplies.accounts.words import Role, role_name
from supplies.errors import BadField, RoleHeld, RolesApart
from supplies.language import _
from supplies.ui.background import Job
from supplies.ui.services import Services
from supplies.ui.session import Actions
from supplies.ui.setup.picture import SetupPicture
from supplies.ui.widgets.action_panel import ActionPanel, Places, answer
from supplies.ui.widgets.choices import SelectField
from supplies.ui.widgets.fields import TextField
from supplies.values import ActionId, DepotCode, new_id

REASON_MAX = 500
EVERY = "*"
"""What the box has for every depot; its empty value would be no choice at all."""


class PersonActionPanel(ActionPanel):
    """A form about one person."""

    row: PersonStanding | None = None

    def open_for(self, row: PersonStanding) -> None:
        """Ask about this person."""
        self.about(row.login, self.title_for(row))
        self.row = row
        self.set_title(self.title_for(row))
        self.open_panel()

    def title_for(self, row: PersonStanding) -> str:
        """Return what is asked about a person."""
        raise NotImplementedError

    @property
    def person(self) -> PersonStanding:
        """Return whom the form is about."""
        assert self.row is not None, "open_for comes first"
        return self.row


class GrantPanel(PersonActionPanel):
    """Gives somebody a role."""

    def __init__(self, page: QWidget, services: Services) -> None:
        places: Places = {RolesApart: "exception", RoleHeld: "role", BadField: "depot"}
        super().__init__("grant", _("Give a role"), page, services, places, _("Give the role (&B)"))
        self.say(_("Who keeps does not book, who buys does not accept: the rules say which roles stay apart."))
        add = self.form.add
        roles = [(role.value, role_name(role)) for role in Role]
        self.role = add(SelectField("role", _("Role"), roles))
        self.depot = add(SelectField("depot", _("For which depot")))
        words = _("Reason, where roles should be apart")
        self.exception = add(TextField("exception", words, longest=REASON_MAX))

    def show_picture(self, picture: SetupPicture) -> None:
        """Offer the depots."""
        self.depot.set_options([(EVERY, _("Every depot")), *((row.code, row.name) for row in picture.depots)])

    def title_for(self, row: PersonStanding) -> str:
        """Return whom the role is given to."""
        return _("Give {name} a role").format(name=row.name)

    def make_actions(self) -> Actions:
        """Return the role."""
        person, role, depot = self.person, Role(answer(self.role)), answer(self.depot)
        self.tell(_("{name} is {role} now.").format(name=person.name, role=role_name(role)), person.login)
        return [
            GrantRole(
                action_id=ActionId(new_id()),
                business_date=self.services.today(),
                login=person.login,
                role=role,
                depot=EVERY_DEPOT if depot == EVERY else DepotCode(depot),
                exception=self.exception.text(),
            )
        ]


class RevokePanel(PersonActionPanel):
    """Takes a role away."""

    def __init__(self, page: QWidget, services: Services) -> None:
        super().__init__("revoke", _("Take a role away"), page, services, {}, _("Take the role away (&B)"))
        self.reason = self.form.add(TextField("reason", _("Reason"), longest=REASON_MAX))
        self._role: RoleRow | None = None

    def open_for_role(self, row: PersonStanding, role: RoleRow) -> None:
        """Ask about a role of this person."""
        self._role = role
        self.open_for(row)

    def title_for(self, row: PersonStanding) -> str:
        """Return which role is taken away."""
        assert self._role is not None, "open_for_role comes first"
        name = role_name(self._role.role)
        return _("Take the role “{role}” away from {name}").format(role=name, name=row.name)

    def make_actions(self) -> Actions:
        """Return the taking away."""
        assert self._role is not None, "open_for_role comes first"
        person, role = self.person, self._role
        words = _("{name} is no longer {role}.")
        self.tell(words.format(name=person.name, role=role_name(role.role)), person.login)
        return [
            RevokeRole(
                action_id=ActionId(new_id()),
                business_date=self.services.today(),
                login=person.login,
                role=role.role,
                depot=role.depot,
                reason=self.reason.text(),
            )
        ]


class StatePanel(PersonActionPanel):
    """Lets somebody act no more, or again."""

    def __init__(self, page: QWidget, services: Services) -> None:
        super().__init__("state", _("Disable or enable"), page, services, {})
        self.say(_("What a person did stays in the journal under their name; roles are kept for their return."))
        self.reason = self.form.add(TextField("reason", _("Reason"), is_required=True, longest=REASON_MAX))

    def title_for(self, row: PersonStanding) -> str:
        """Return what happens to whom."""
        words = _("Let {name} act no more") if row.is_active else _("Let {name} act again")
        return words.format(name=row.name)

    def make_actions(self) -> Actions:
        """Return the change."""
        person = self.person
        words = _("{name} no longer acts.") if person.is_active else _("{name} acts again.")
        self.tell(words.format(name=person.name), person.login)
        kind = DeactivatePerson if person.is_active else ReactivatePerson
        return [
            kind(
                action_id=ActionId(new_id()),
                business_date=self.services.today(),
                login=person.login,
                reason=answer(self.reason),
            )
        ]


class ResetPanel(PersonActionPanel):
    """Gives somebody a password for one time, shown once when it is posted."""

    def __init__(self, page: QWidget, services: Services) -> None:
        super().__init__("reset", _("Reset the password"), page, services, {}, _("Give a one-time password (&B)"))
        self.say(_("The person signs in with it once and then sets their own. Hand it over in person."))
        self._drawn = ("", "")

    def open_for(self, row: PersonStanding) -> None:
        """Draw a password and hash it, which takes a moment, off this thread."""
        super().open_for(row)
        self.form.set_busy(is_busy=True)
        self.services.session.run(self, _draw, self._take)

    def title_for(self, row: PersonStanding) -> str:
        """Return whose password is reset."""
        return _("Reset the password of {name}").format(name=row.name)

    def make_actions(self) -> Actions:
        """Return the new password's hash; the password itself is shown and forgotten."""
        person = self.person
        password, made = self._drawn
        words = _("One-time password of {name}: {password}   It is shown only now.")
        self.tell(words.format(name=person.name, password=password), person.login)
        return [
            SetPassword(
                action_id=ActionId(new_id()),
                business_date=self.services.today(),
                login=person.login,
                password_hash=made,
                must_change=True,
            )
        ]

    def _take(self, made: tuple[str, str]) -> None:
        """Let it be posted."""
        self._drawn = made
        self.form.set_busy(is_busy=False)
        self.form.focus_first()


def _draw(_job: Job) -> tuple[str, str]:
    """Return a one-time password and its hash. Runs on a worker thread."""
    password = passwords.one_time()
    return password, passwords.make_hash(password)

"""The forms of people and organisations."""

from PySide6.QtWidgets import QWidget

from supplies import pinyin
from supplies.accounts.actions import AddOrganisation, AddPerson, CloseOrganisation
from supplies.accounts.credit_code import is_credit_code
from supplies.accounts.queries import OrganisationRow
from supplies.accounts.words import Level, OrganisationKind, kind_name, level_name
from supplies.errors import AlreadyThere, BadField, CreditCodeWrong, SuppliesError, UnknownRecord
from supplies.language import _
from supplies.ui.services import Services
from supplies.ui.session import Actions
from supplies.ui.setup.picture import SetupPicture
from supplies.ui.widgets.action_panel import ActionPanel, Places, answer
from supplies.ui.widgets.choices import SelectField
from supplies.ui.widgets.code_field import CodeField, matching
from supplies.ui.widgets.fields import TextField
from supplies.values import ActionId, Login, OrganisationCode, SiteId, new_id

NAME_MAX = 100
REASON_MAX = 500
CREDIT_CODE_LENGTH = 18
_CREDIT_FORM = matching("[0-9A-HJ-NP-RTUW-Y]{18}")


class PersonPanel(ActionPanel):
    """Records somebody who acts."""

    def __init__(self, page: QWidget, services: Services) -> None:
        places: Places = {AlreadyThere: "login", UnknownRecord: "site"}
        super().__init__("person", _("Record a person"), page, services, places)
        self.say(_("Every entry names who made it. A login is never changed or given to somebody else."))
        add = self.form.add
        form = _("small letters and digits, such as zhangsan")
        is_login = matching("[a-z0-9][a-z0-9._-]{0,31}")
        self.login = add(CodeField("login", _("Login"), is_login, form, is_capital=False))
        self.name = add(TextField("name", _("Name of the person"), is_required=True, longest=NAME_MAX))
        self.site = add(SelectField("site", _("Acts at site")))

    def show_picture(self, picture: SetupPicture) -> None:
        """Offer the sites, the one at which whoever fills this in acts first."""
        own = picture.site_of(self.services.session.actor)
        rows = sorted(picture.sites, key=lambda row: (row.site_id != own, row.site_id))
        self.site.set_options([(row.site_id, f"{row.name} {row.site_id}") for row in rows])

    def make_actions(self) -> Actions:
        """Return the person."""
        login, name = Login(answer(self.login)), answer(self.name)
        self.tell(_("{name} is recorded as {login}; give roles next.").format(name=name, login=login), login)
        return [
            AddPerson(
                action_id=ActionId(new_id()),
                business_date=self.services.today(),
                login=login,
                name=name,
                site_id=SiteId(answer(self.site)),
            )
        ]


class CreditCodeField(CodeField):
    """A unified social credit code: its form and its check character are looked at beside the field."""

    def __init__(self, name: str, label: str) -> None:
        form = _("18 digits and capital letters, never I, O, S, V or Z")
        super().__init__(name, label, is_credit_code, form, is_required=False)
        self.edit.textChanged.connect(self._show_check)

    def problem_of_text(self) -> SuppliesError:
        """Return whether the form is wrong, or only a character in it."""
        plain = self.plain()
        return CreditCodeWrong(text=plain) if _CREDIT_FORM(plain) else super().problem_of_text()

    def _show_check(self) -> None:
        """Say as soon as the code is whole whether its check character fits."""
        plain = self.plain()
        is_good = is_credit_code(plain)
        self.set_note(_("The check character fits.") if is_good else "")
        if len(plain) >= CREDIT_CODE_LENGTH:
            self.show_problem(None if is_good else self.problem_of_text())


class OrganisationPanel(ActionPanel):
    """Records a body that owns, manages, supplies, gives or receives goods."""

    def __init__(self, page: QWidget, services: Services) -> None:
        super().__init__("organisation", _("Record an organisation"), page, services, {BadField: "credit_code"})
        add = self.form.add
        form = _("2 to 18 capital letters and digits")
        self.code = add(CodeField("code", _("Short code"), matching("[A-Z0-9]{2,18}"), form))
        self.name = add(TextField("name", _("Full name"), is_required=True, longest=NAME_MAX))
        kinds = [(kind.value, kind_name(kind)) for kind in OrganisationKind]
        self.kind = add(SelectField("kind", _("What it is to the reserve"), kinds))
        levels = [(level.value, level_name(level)) for level in Level]
        level = SelectField("level", _("Level"), levels, is_required=False, empty_words=_("none"))
        self.level = add(level)
        self.credit_code = add(CreditCodeField("credit_code", _("Unified social credit code")))
        self._organisations: tuple[OrganisationRow, ...] = ()

    def show_picture(self, picture: SetupPicture) -> None:
        """Know the organisations that there are."""
        self._organisations = picture.organisations

    def make_actions(self) -> Actions:
        """Return the organisation."""
        code, name, level = OrganisationCode(answer(self.code)), answer(self.name), self.level.value()
        self.tell(_("{name} is recorded.").format(name=name), code)
        return [
            AddOrganisation(
                action_id=ActionId(new_id()),
                business_date=self.services.today(),
                code=code,
                name=name,
                kind=OrganisationKind(answer(self.kind)),
                level=None if level is None else Level(level),
                credit_code=self.credit_code.value(),
                pinyin=pinyin.initials(name),
            )
        ]

    def place_of(self, error: SuppliesError) -> str:
        """Return the field of a refusal; code, name and credit code all have to be new."""
        if isinstance(error, AlreadyThere):
            return self._taken()
        return super().place_of(error)

    def _taken(self) -> str:
        """Return which of the three another organisation has already."""
        if any(row.code == self.code.value() for row in self._organisations):
            return "code"
        if any(row.name == self.name.value() for row in self._organisations):
            return "name"
        taken = {row.credit_code for row in self._organisations if row.credit_code}
        return "credit_code" if self.credit_code.value() in taken else "code"


class CloseOrganisationPanel(ActionPanel):
    """Closes an organisation, so that it is offered no more."""

    def __init__(self, page: QWidget, services: Services) -> None:
        words = _("Close the organisation (&B)")
        super().__init__("close_organisation", _("Close an organisation"), page, services, {}, words)
        self.say(_("It is offered no more; what it owned, supplied or received stays in the books under its name."))
        self.reason = self.form.add(TextField("reason", _("Reason"), is_required=True, longest=REASON_MAX))
        self._row: OrganisationRow | None = None

    def open_for(self, row: OrganisationRow) -> None:
        """Ask about this organisation."""
        self.about(row.code)
        self._row = row
        self.set_title(_("Close {name}").format(name=row.name))
        self.open_panel()

    def make_actions(self) -> Actions:
        """Return the closing."""
        assert self._row is not None, "open_for comes first"
        self.tell(_("{name} is closed.").format(name=self._row.name), self._row.code)
        return [
            CloseOrganisation(
                action_id=ActionId(new_id()),
                business_date=self.services.today(),
                code=self._row.code,
                reason=answer(self.reason),
            )
        ]

"""What a new store needs to know, so that goods can come in at once."""

from supplies.accounts.actions import Level
from supplies.founding import PLACES_MAX, NewBureau
from supplies.language import _
from supplies.ui.widgets.code_field import CodeField, matching
from supplies.ui.widgets.fields import TextField
from supplies.ui.widgets.forms import Form
from supplies.ui.widgets.password_field import password_fields
from supplies.values import Login, SiteId

NAME_MAX = 100
PLACES_USUAL = 12


class BureauForm(Form):
    """Asks for the site, its depot, and the first person."""

    def __init__(self) -> None:
        super().__init__("welcome_bureau", _("Make the &store"), columns=1)
        self._level = Level.CITY
        name, form = _("Name of the bureau or depot"), _("division code and a letter, such as 210300A")
        self.name = self.add(TextField("name", name, is_required=True, longest=NAME_MAX))
        self.code = self.add(CodeField("code", _("Code of this site"), matching("[A-Z0-9]{2,8}"), form))
        self.depot = self.add(TextField("depot", _("Name of the depot"), is_required=True, longest=NAME_MAX))
        form = _("a whole number from 1 to {most}").format(most=PLACES_MAX)
        self.places = self.add(CodeField("places", _("Locations to begin with (A01, A02 …)"), _is_count, form))
        self.person = self.add(TextField("person", _("Your name"), is_required=True, longest=NAME_MAX))
        form = _("small letters and digits, such as zhangsan")
        is_login = matching("[a-z0-9][a-z0-9._-]{0,31}")
        self.login = self.add(CodeField("login", _("Your login"), is_login, form, is_capital=False))
        self.password, self.again = password_fields(self)
        self.places.set_text(str(PLACES_USUAL))

    def begin(self, level: Level) -> None:
        """Ask for a city's store or a county's."""
        self._level = level
        self.set_errors({})
        self.focus_first()

    def bureau(self) -> NewBureau:
        """Return what was entered; every field is well."""
        return NewBureau(
            SiteId(self.code.plain()),
            self.name.text(),
            self._level,
            Login(self.login.plain()),
            self.person.text(),
            self.depot.text(),
            int(self.places.plain()),
            self.password.text(),
        )


def _is_count(text: str) -> bool:
    """Return whether a text says how many locations a depot may begin with."""
    return text.isascii() and text.isdigit() and 1 <= int(text) <= PLACES_MAX

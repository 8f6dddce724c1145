"""What a new store needs to know, so that goods can come in at once."""

from supplies.accounts.actions import Level
from supplies.founding import PLACES_MAX, NewBureau
from supplies.language import _
from supplies.ui.widgets.fields import QuantityField, TextField
from supplies.ui.widgets.forms import Form
from supplies.values import Login, SiteId

THOUSANDTHS = 1000


class BureauForm(Form):
    """Asks for the site, its depot, and the first person."""

    def __init__(self) -> None:
        super().__init__("welcome_bureau", _("Make the &store"), columns=1)
        self._level = Level.CITY
        self.name = self.add(TextField("name", _("Name of the bureau or depot"), is_required=True))
        code_hint = _("division code and a letter, such as 210300A")
        self.code = self.add(TextField("code", _("Code of this site"), is_required=True, hint=code_hint, longest=8))
        self.depot = self.add(TextField("depot", _("Name of the depot"), is_required=True))
        self.places = self.add(QuantityField("places", _("Locations to begin with (A01, A02 …)")))
        self.person = self.add(TextField("person", _("Your name"), is_required=True))
        self.login = self.add(
            TextField("login", _("Your login"), is_required=True, hint=_("small letters and digits"), longest=32)
        )
        self.places.set_text("12")

    def begin(self, level: Level) -> None:
        """Ask for a city's store or a county's."""
        self._level = level
        self.message.dismiss()
        self.focus_first()

    def bureau(self) -> NewBureau:
        """Return what was entered."""
        places = self.places.value()
        return NewBureau(
            SiteId(self.code.text().upper()),
            self.name.text(),
            self._level,
            Login(self.login.text().lower()),
            self.person.text(),
            self.depot.text(),
            0 if places is None else min(PLACES_MAX, places.thousandths // THOUSANDTHS),
        )

"""The forms of depots: add one, add and close its locations, close its books."""

from PySide6.QtWidgets import QWidget

from supplies import pinyin
from supplies.errors import (
    AlreadyThere,
    DateInFuture,
    DepotNotOurs,
    PeriodNotForward,
    SuppliesError,
)
from supplies.language import _
from supplies.stock.actions import AddDepot, AddPlace, ClosePeriod, RetirePlace
from supplies.stock.depot_queries import DepotStanding, PlaceStanding
from supplies.ui.services import Services
from supplies.ui.session import Actions
from supplies.ui.setup.lists import own_depots
from supplies.ui.setup.picture import SetupPicture
from supplies.ui.widgets.action_panel import ActionPanel, Places, answer
from supplies.ui.widgets.choices import SelectField
from supplies.ui.widgets.code_field import CodeField, matching
from supplies.ui.widgets.confirm import ConfirmPanel
from supplies.ui.widgets.fields import TextField
from supplies.ui.widgets.labels import run_on
from supplies.values import ActionId, DepotCode, PlaceCode, new_id

NAME_MAX = 100
ADDRESS_MAX = 300
RUN_MAX = 200
CODE_MAX = 12
"""Characters of a location's code, which stands in its label."""


class DepotPanel(ActionPanel):
    """Opens a depot of this site."""

    def __init__(self, page: QWidget, services: Services) -> None:
        places: Places = {}
        super().__init__("depot", _("Open a depot"), page, services, places)
        self.say(_("The code stands on every label of the depot and is never changed."))
        add = self.form.add
        form = _("2 to 8 capital letters and digits")
        self.code = add(CodeField("code", _("Code of the depot"), matching("[A-Z0-9]{2,8}"), form))
        self.name = add(TextField("name", _("Name of the depot"), is_required=True, longest=NAME_MAX))
        self.address = add(TextField("address", _("Address"), longest=ADDRESS_MAX))
        self._depots: tuple[DepotStanding, ...] = ()

    def show_picture(self, picture: SetupPicture) -> None:
        """Know the depots that there are."""
        self._depots = picture.depots

    def make_actions(self) -> Actions:
        """Return the depot."""
        code, name = DepotCode(answer(self.code)), answer(self.name)
        self.tell(_("Depot {code} {name} is open; add its locations now.").format(code=code, name=name), code)
        return [
            AddDepot(
                action_id=ActionId(new_id()),
                business_date=self.services.today(),
                code=code,
                name=name,
                address=self.address.value() or "",
                pinyin=pinyin.initials(name),
            )
        ]

    def place_of(self, error: SuppliesError) -> str:
        """Return the field of a refusal; code and name both have to be new."""
        if isinstance(error, AlreadyThere):
            is_name = any(row.name == self.name.value() and row.code != self.code.value() for row in self._depots)
            return "name" if is_name else "code"
        return super().place_of(error)


class _InDepot(ActionPanel):
    """A form that begins with the choice of one of this site's depots."""

    def __init__(self, name: str, title: str, page: QWidget, services: Services, places: Places) -> None:
        super().__init__(name, title, page, services, {DepotNotOurs: "depot", **places})
        self.depot = self.form.add(SelectField("depot", _("Depot")))

    def show_picture(self, picture: SetupPicture) -> None:
        """Offer the depots whose books this person's site writes."""
        self.depot.set_options(own_depots(picture, picture.site_of(self.services.session.actor)))

    def open_for(self, depot: str) -> None:
        """Open the form with a depot chosen; an empty code leaves the choice as it is."""
        if depot:
            self.about(depot)
            self.depot.set_text(depot)
        self.open_panel()


class PlacePanel(_InDepot):
    """Adds one location."""

    def __init__(self, page: QWidget, services: Services) -> None:
        super().__init__("place", _("Add a location"), page, services, {AlreadyThere: "code"})
        form = _("1 to 12 capital letters and digits, such as A01")
        code = CodeField("code", _("Code of the location"), matching(f"[A-Z0-9]{{1,{CODE_MAX}}}"), form)
        self.code = self.form.add(code)
        self.name = self.form.add(TextField("name", _("Name of the location"), longest=NAME_MAX))
        self.name.set_note(_("Where it is empty, the code is its name."))

    def make_actions(self) -> Actions:
        """Return the location."""
        depot, code = DepotCode(answer(self.depot)), PlaceCode(answer(self.code))
        self.tell(_("Location {place} is open.").format(place=code), (depot, code))
        return [
            AddPlace(
                action_id=ActionId(new_id()),
                business_date=self.services.today(),
                depot=depot,
                code=code,
                name=self.name.value() or code,
            )
        ]


class RunPanel(_InDepot):
    """Adds a run of locations at once, such as A01 to A12: all of them, or none."""

    def __init__(self, page: QWidget, services: Services) -> None:
        super().__init__("run", _("Add a row of locations"), page, services, {AlreadyThere: "row"})
        add = self.form.add
        row_form = _("1 to 9 capital letters and digits, such as A")
        number_form = _("a whole number from 1 to 999")
        count_form = _("a whole number from 1 to {most}").format(most=RUN_MAX)
        self.row = add(CodeField("row", _("Letters of the row"), matching("[A-Z0-9]{1,9}"), row_form))
        self.first = add(CodeField("first", _("First number"), matching("[1-9][0-9]{0,2}"), number_form))
        self.count = add(CodeField("count", _("How many"), _is_count, count_form))
        self.name = add(TextField("name", _("Name before the number"), longest=NAME_MAX - CODE_MAX))
        for field in (self.row, self.first, self.count, self.name):
            field.edit.textChanged.connect(self._show_run)

    def prepare(self) -> None:
        """Begin with 1."""
        super().prepare()
        if not self.first.text():
            self.first.set_text("1")

    def codes(self) -> list[tuple[str, str]]:
        """Return code and name of each location of the run; none while the form does not say which."""
        row, first, count = self.row.value(), self.first.value(), self.count.value()
        if row is None or first is None or count is None:
            return []
        numbers = range(int(first), int(first) + int(count))
        digits = max(2, len(str(numbers[-1])))
        name = self.name.value()
        codes = [f"{row}{number:0{digits}}" for number in numbers]
        return [(code, f"{name}{code.removeprefix(row)}" if name else code) for code in codes]

    def make_actions(self) -> Actions:
        """Return the locations."""
        depot, run = DepotCode(answer(self.depot)), self.codes()
        words = _("{n} locations are open: {first} to {last}.")
        self.tell(words.format(n=len(run), first=run[0][0], last=run[-1][0]), (depot, run[0][0]))
        return [
            AddPlace(
                action_id=ActionId(new_id()),
                business_date=self.services.today(),
                depot=depot,
                code=PlaceCode(code),
                name=name,
            )
            for code, name in run
        ]

    def _show_run(self) -> None:
        """Say which locations these will be."""
        run = self.codes()
        words = _("{n} locations: {first} {first_name} to {last} {last_name}")
        self.count.set_note(
            words.format(n=len(run), first=run[0][0], first_name=run[0][1], last=run[-1][0], last_name=run[-1][1])
            if run
            else ""
        )


class RetirePanel(ActionPanel):
    """Closes an empty location."""

    def __init__(self, page: QWidget, services: Services) -> None:
        super().__init__("retire", _("Close a location"), page, services, {}, _("Close the location (&B)"))
        self.say(_("Nothing can be put there from then on, and its code is never used again."))
        self._row: PlaceStanding | None = None

    def open_for(self, row: PlaceStanding) -> None:
        """Ask about this location."""
        self.about(row.depot_code, row.code)
        self._row = row
        self.set_title(_("Close the location {place} of {depot}").format(place=row.code, depot=row.depot_name))
        self.open_panel()

    def make_actions(self) -> Actions:
        """Return the closing."""
        assert self._row is not None, "open_for comes first"
        row = self._row
        self.tell(_("Location {place} is closed.").format(place=row.code), (row.depot_code, row.code))
        return [
            RetirePlace(
                action_id=ActionId(new_id()),
                business_date=self.services.today(),
                depot=row.depot_code,
                code=row.code,
            )
        ]


class PeriodPanel(ActionPanel):
    """Closes a depot's books through a day, in two steps: they are never opened again."""

    def __init__(self, page: QWidget, services: Services) -> None:
        places: Places = {PeriodNotForward: "closed_through", DateInFuture: "closed_through"}
        super().__init__("period", _("Close a period"), page, services, places, _("Go on (&B)"))
        self.closed_through = self.add_day("closed_through", _("Close through"))
        self.confirm = ConfirmPanel("period_confirm", page)
        self._row: DepotStanding | None = None

    def open_for(self, row: DepotStanding) -> None:
        """Ask through which day this depot's books are closed."""
        self.about(row.code)
        self._row = row
        self.set_title(_("Close the books of {depot}").format(depot=row.name))
        before = (
            _("They are closed through {date} so far.").format(date=row.closed_through)
            if row.closed_through
            else _("They have never been closed so far.")
        )
        self.say(run_on(before, _("Nothing can be posted on or before a closed day, ever again.")))
        self.open_panel()

    def make_actions(self) -> Actions:
        """Return the closing."""
        assert self._row is not None, "open_for comes first"
        day = answer(self.closed_through)
        words = _("The books of {depot} are closed through {date}.")
        self.tell(words.format(depot=self._row.name, date=day), self._row.code)
        return [
            ClosePeriod(
                action_id=ActionId(new_id()),
                business_date=self.services.today(),
                depot=self._row.code,
                closed_through=day,
            )
        ]

    def _submit(self) -> None:
        """Ask once more before anything is posted."""
        assert self._row is not None, "open_for comes first"
        words = {"depot": self._row.name, "date": answer(self.closed_through)}
        title = _("Close the books of {depot} through {date}?").format(**words)
        text = _("This cannot be taken back: the period can never be opened again, by anybody.")
        self.confirm.ask(title, text, _("Close for good (&Y)"), super()._submit)


def _is_count(text: str) -> bool:
    """Return whether a text says how many locations a run has."""
    return text.isascii() and text.isdigit() and 1 <= int(text) <= RUN_MAX

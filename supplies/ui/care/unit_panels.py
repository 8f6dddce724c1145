"""The forms of cartons and pallets: make, move with all that is in it, take out of use."""

from PySide6.QtWidgets import QWidget

from supplies.errors import PlaceRetired, UnitInUnit, UnitStandsThere
from supplies.language import _
from supplies.stock.actions import TEXT_MAX
from supplies.stock.queries import DepotRow
from supplies.stock.units import KIND_NAMES, CloseUnit, MakeUnit, MoveUnit, UnitKind, UnitRow
from supplies.ui.options import place_options
from supplies.ui.services import Services
from supplies.ui.session import Actions
from supplies.ui.widgets.action_panel import ActionPanel, Places, answer
from supplies.ui.widgets.choices import SelectField
from supplies.ui.widgets.code_field import CodeField
from supplies.ui.widgets.fields import ChoiceField, TextField
from supplies.values import ActionId, DepotCode, PlaceCode, new_id

COUNT_MAX = 100
AT_PLACE: Places = {UnitInUnit: "place", PlaceRetired: "place", UnitStandsThere: "place"}


class MakePanel(ActionPanel):
    """Makes cartons or pallets, as many as are wanted."""

    def __init__(self, page: QWidget, services: Services) -> None:
        super().__init__("make_unit", _("Make cartons or pallets"), page, services, AT_PLACE)
        self.say(_("Each gets a number and a label of its own: print the labels before packing."))
        add = self.form.add
        self.depot = add(SelectField("depot", _("Depot")))
        options = place_options(lambda: DepotCode(self.depot.text()))
        self.place = add(ChoiceField("place", _("Location"), services.session, options, is_required=True))
        self.kind = add(SelectField("kind", _("Kind"), [(kind.value, _(name)) for kind, name in KIND_NAMES.items()]))
        self.name = add(TextField("name", _("What is in it, in words"), longest=TEXT_MAX))
        words = _("a whole number from 1 to {most}").format(most=COUNT_MAX)
        self.count = add(CodeField("count", _("How many"), _is_count, words))

    def show_depots(self, rows: tuple[DepotRow, ...]) -> None:
        """Offer the depots whose books are kept here."""
        self.depot.set_options([(row.code, row.name) for row in rows])

    def prepare(self) -> None:
        """Begin with one."""
        super().prepare()
        if not self.count.text():
            self.count.set_text("1")

    def make_actions(self) -> Actions:
        """Return one action for each."""
        count, depot = int(answer(self.count)), DepotCode(answer(self.depot))
        self.tell(_("{count} are made; their labels can be printed now.").format(count=count), depot)
        return [
            MakeUnit(
                action_id=ActionId(new_id()),
                business_date=self.services.today(),
                depot=depot,
                location=PlaceCode(answer(self.place)),
                kind=UnitKind(answer(self.kind)),
                name=self.name.value() or "",
            )
            for _number in range(count)
        ]


def _is_count(text: str) -> bool:
    """Return whether a text says how many are made."""
    return text.isascii() and text.isdigit() and 1 <= int(text) <= COUNT_MAX


class MoveUnitPanel(ActionPanel):
    """Moves one carton or pallet."""

    def __init__(self, page: QWidget, services: Services) -> None:
        super().__init__("move_unit", _("Move a carton or pallet"), page, services, AT_PLACE, _("Move it (&B)"))
        self._row: UnitRow | None = None
        options = place_options(self._depot)
        self.place = self.form.add(
            ChoiceField("place", _("To which location"), services.session, options, is_required=True)
        )

    def open_for(self, row: UnitRow) -> None:
        """Ask where it goes."""
        self.about(row.depot_code, row.code)
        self._row = row
        self.set_title(_("Move {name} from {place}").format(name=row.name, place=row.location_name))
        self.say(_("All {count} lots in it go with it.").format(count=row.lots))
        self.open_panel()

    def _depot(self) -> DepotCode:
        """Return the depot of the unit."""
        return DepotCode("") if self._row is None else self._row.depot_code

    def make_actions(self) -> Actions:
        """Return the move."""
        assert self._row is not None, "open_for comes first"
        row, place = self._row, PlaceCode(answer(self.place))
        self.tell(_("{name} stands in {place} now.").format(name=row.name, place=place), (row.depot_code, row.code))
        return [
            MoveUnit(
                action_id=ActionId(new_id()),
                business_date=self.services.today(),
                depot=row.depot_code,
                unit=row.code,
                to_place=place,
            )
        ]


class CloseUnitPanel(ActionPanel):
    """Takes an empty carton or pallet out of use."""

    def __init__(self, page: QWidget, services: Services) -> None:
        title, submit = _("Close a carton or pallet"), _("Close it (&B)")
        super().__init__("close_unit", title, page, services, {}, submit)
        self.say(_("It must be empty; its number and its label are never used again."))
        self._row: UnitRow | None = None

    def open_for(self, row: UnitRow) -> None:
        """Ask about one."""
        self.about(row.depot_code, row.code)
        self._row = row
        self.set_title(_("Close {name}").format(name=row.name))
        self.open_panel()

    def make_actions(self) -> Actions:
        """Return the closing."""
        assert self._row is not None, "open_for comes first"
        row = self._row
        self.tell(_("{name} is closed.").format(name=row.name))
        day = self.services.today()
        return [CloseUnit(action_id=ActionId(new_id()), business_date=day, depot=row.depot_code, unit=row.code)]

"""The form of a new count: what it covers, how it is counted, and when a second count is needed."""

import re
import secrets
from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from supplies.catalogue.queries import CategoryRow, categories
from supplies.errors import DateInFuture, NothingToCount, SuppliesError, UnknownRecord
from supplies.language import _
from supplies.stock.counting import Sample, StartCount
from supplies.ui.services import Services
from supplies.ui.session import Actions
from supplies.ui.widgets.action_panel import ActionPanel, answer
from supplies.ui.widgets.choices import SelectField
from supplies.ui.widgets.fields import DateField, QuantityField, TextField
from supplies.values import NO_QUANTITY, ActionId, DepotCode, ItemCode, PlaceCode, Quantity, new_id

NAME_MAX = 100
SEED_MAX = 64
BLIND, OPEN = "blind", "open"
_SEPARATORS = re.compile(r"[\s,;，；、]+")


def codes_in(text: str) -> tuple[str, ...]:
    """Return the codes in a text, whatever stands between them."""
    return tuple(dict.fromkeys(code.upper() for code in _SEPARATORS.split(text) if code))


class StartPanel(ActionPanel):
    """Starts a count."""

    def __init__(self, page: QWidget, services: Services) -> None:
        """Make the form; the page offers the depots."""
        super().__init__("start_count", _("New count"), page, services, {DateInFuture: "day"}, _("Start it (&B)"))
        self.say(_("Goods may move while they are counted: each line keeps the moment in which it was counted."))
        add = self.form.add
        self.depot = add(SelectField("depot", _("Depot")))
        self.name = add(
            TextField("name", _("Name"), is_required=True, hint=_("such as: quarterly count"), longest=NAME_MAX)
        )
        self.places = add(TextField("places", _("Locations"), hint=_("codes, a blank between; empty for all")))
        self.category = add(SelectField("category", _("Category"), is_required=False, empty_words=_("All categories")))
        self.items = add(
            TextField("items", _("Only these item types"), hint=_("codes, a blank between; empty for all"))
        )
        self.sample = add(QuantityField("sample", _("Random sample of lots"), is_required=False))
        self.seed = add(
            TextField("seed", _("Seed of the sample"), hint=_("empty: drawn by the program"), longest=SEED_MAX)
        )
        self.blind = add(
            SelectField(
                "blind",
                _("Book quantity"),
                [(BLIND, _("hidden until a line is counted")), (OPEN, _("shown from the start"))],
            )
        )
        self.mille = add(QuantityField("mille", _("Second count above"), unit=_("‰ of the book"), is_required=False))
        self.tolerance = add(QuantityField("tolerance", _("and above"), decimals=3, is_required=False))
        self.planned = add(DateField("planned", _("Planned for"), services.today))
        self.day = self.add_day("day", _("Date"))

    def open_panel(self) -> None:
        """Show the form; the categories are read meanwhile."""
        self.services.session.read(self, categories, self._show_categories)
        super().open_panel()

    def prepare(self) -> None:
        """Fill in today, but no planned day: a count need not have one."""
        if not self.day.text():
            self.day.set_text(self.services.today().isoformat())

    def _show_categories(self, rows: Sequence[CategoryRow]) -> None:
        """Offer the categories."""
        self.category.set_options([(row.code, row.name) for row in rows])

    def place_of(self, error: SuppliesError) -> str:
        """Return the field that a refusal is about."""
        if isinstance(error, UnknownRecord):
            key = error.facts["key"]
            return next((field.name for field in (self.places, self.items) if key in codes_in(field.text())), "")
        return "places" if isinstance(error, NothingToCount) else super().place_of(error)

    def make_actions(self) -> Actions:
        """Return the count."""
        name, size = answer(self.name), self.sample.value()
        self.tell(_("{name} has begun.").format(name=name), name)
        sample = None
        if size is not None and size > NO_QUANTITY:
            seed = self.seed.value() or secrets.token_hex(4)
            sample = Sample(size=size.thousandths // 1000, seed=seed)
        return [
            StartCount(
                action_id=ActionId(new_id()),
                business_date=answer(self.day),
                depot=DepotCode(answer(self.depot)),
                name=name,
                planned_on=self.planned.value(),
                places=tuple(map(PlaceCode, codes_in(self.places.text()))),
                category=self.category.value() or "",
                items=tuple(map(ItemCode, codes_in(self.items.text()))),
                sample=sample,
                is_blind=self.blind.value() == BLIND,
                tolerance_mille=min((self.mille.value() or NO_QUANTITY).thousandths // 1000, 1000),
                tolerance=self.tolerance.value() or Quantity(0),
            )
        ]

"""A form that begins with goods: scan or type their label, then choose where they lie and how many they are."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtWidgets import QWidget

from supplies.errors import SuppliesError
from supplies.language import _
from supplies.stock.places import shown_place
from supplies.stock.upkeep_queries import GoodsInside, Spot, goods_inside
from supplies.ui.services import Services
from supplies.ui.session import Answer, Latest
from supplies.ui.widgets.action_panel import ActionPanel, Places, answer
from supplies.ui.widgets.choices import SelectField
from supplies.ui.widgets.fields import QuantityField, TextField

OF_LINE = {"lot_id": "goods", "place": "spot", "components": "component_expires"}
"""The field of the form for a field of a line that is called otherwise."""


class GoodsPanel(ActionPanel):
    """A subclass adds its fields behind those of the goods, and says which spots it offers."""

    def __init__(self, name: str, title: str, page: QWidget, services: Services, places: Places, submit: str) -> None:
        super().__init__(name, title, page, services, places, submit)
        self._found: GoodsInside | None = None
        self._asked = ""
        self._latest = Latest()
        self.goods = self.form.add(TextField("goods", _("Label, serial or batch number"), is_required=True))
        self.spot = self.form.add(SelectField("spot", _("Where it lies")))
        self.quantity = self.form.add(QuantityField("quantity", _("Quantity")))
        self.goods.edit.editingFinished.connect(self._look)
        self.spot.edited.connect(self._fill_quantity)

    def is_offered(self, spot: Spot) -> bool:
        """Return whether goods may be taken from a spot."""
        raise NotImplementedError

    def open_for(self, label: str) -> None:
        """Open the form for the goods of a label; an empty one asks for a scan."""
        self.about(label)
        self.goods.set_text(label)
        self.open_panel()
        self._look()

    @property
    def found(self) -> GoodsInside:
        """Return the goods that were named."""
        assert self._found is not None, "a form is submitted only when its goods are known"
        return self._found

    @property
    def chosen(self) -> Spot:
        """Return where they lie."""
        return self.found.spots[int(answer(self.spot))]

    def places_of(self, error: SuppliesError) -> Mapping[str, SuppliesError]:
        """Return a refusal under the field of this form that it is about."""
        return {OF_LINE.get(name, name): each for name, each in super().places_of(error).items()}

    def begin_anew(self) -> None:
        """Forget the goods too."""
        super().begin_anew()
        self._forget("")

    def _forget(self, asked: str) -> None:
        """Know no goods, until the answer about a text comes."""
        self._asked, self._found = asked, None
        self.goods.set_note("")
        self.spot.set_options(())

    def _look(self) -> None:
        """Ask what the text names, once for each text."""
        text = self.goods.text()
        if text and text != self._asked:
            self._forget(text)
            query = partial(goods_inside, text=text)
            self.services.session.read(self, query, self._show_goods, self.goods.show_problem, latest=self._latest)

    def _show_goods(self, found: GoodsInside) -> None:
        """Show what was named, and offer where it lies."""
        self._found = found
        lot = found.lot
        self.goods.show_problem(None)
        self.goods.set_note(" · ".join(filter(None, (lot.item_code, lot.name, lot.serial_no or lot.batch_no))))
        words = _("{depot} {place}: {quantity} {unit}")
        options = [
            (
                str(at),
                words.format(
                    depot=spot.depot_name,
                    place=shown_place(spot.place_code),
                    quantity=spot.quantity.grouped(),
                    unit=lot.unit,
                ),
            )
            for at, spot in enumerate(found.spots)
            if self.is_offered(spot)
        ]
        self.spot.set_options(options)
        self.spot.set_note("" if options else _("Nothing of it lies where it could be taken."))
        self.quantity.set_decimals(found.decimals, lot.unit)
        self._fill_quantity()
        self.show_found(found)

    def show_found(self, found: GoodsInside) -> None:
        """Fill in what follows from the goods; a subclass may."""

    def _fill_quantity(self) -> None:
        """Take all that lies there."""
        if self._found is not None and self.spot.value() is not None:
            self.quantity.set_text(str(self.chosen.quantity))

    def _done(self, posted: Answer) -> None:
        """Forget the goods once they are posted."""
        super()._done(posted)
        self._forget("")

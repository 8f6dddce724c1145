"""The card of one item (货卡): what it is, what each depot holds, and every movement with what was held after it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from supplies.catalogue.parts import parts_text
from supplies.catalogue.queries import ItemRow
from supplies.catalogue.words import tracking_name
from supplies.language import N_, _
from supplies.stock.card import CardRow, card_page
from supplies.stock.places import shown_route
from supplies.stock.queries import ItemStock, item_stock
from supplies.ui.depot_filter import DepotFilter
from supplies.ui.page import Page
from supplies.ui.paged_table import Column, PagedTableModel, number_column
from supplies.ui.services import Services
from supplies.ui.session import Query
from supplies.ui.widgets.empty_state import EmptyState
from supplies.ui.widgets.facts import FactsCard
from supplies.ui.widgets.filter_bar import FilterBar
from supplies.ui.widgets.table import TableView
from supplies.ui.widgets.totals_bar import TotalsBar
from supplies.values import ItemCode, Money, Quantity, Topic


def _standing(
    key: str, title: str, value: Callable[[CardRow], Quantity | Money], *, width_ems: float
) -> Column[CardRow]:
    """Return a column of figures that stand at a time, so that adding them up would mean nothing."""
    return replace(number_column(key, title, value, width_ems=width_ems), total=None)


COLUMNS: tuple[Column[CardRow], ...] = (
    Column("date", N_("Date"), lambda row: str(row.business_date), width_ems=6),
    Column("number", N_("Number"), lambda row: row.number, width_ems=12),
    Column("kind", N_("Kind"), lambda row: row.kind_name, width_ems=4),
    Column("counterparty", N_("With"), lambda row: row.counterparty, width_ems=8, stretches=True),
    Column("label", N_("Label"), lambda row: row.label_code, width_ems=11),
    Column("route", N_("Location"), lambda row: shown_route(row.from_place, row.to_place), width_ems=7),
    number_column("change", N_("Change"), lambda row: row.change, width_ems=5),
    _standing("balance", N_("Balance"), lambda row: row.balance, width_ems=5),
    _standing("amount", N_("Balance in yuan"), lambda row: row.balance_amount, width_ems=7),
)
TABLE_LEAST_PX = 220
"""A table lower than this is of no use: the page scrolls instead."""


class CardPage(Page):
    """Opened with an item's code."""

    topics = frozenset({Topic.STOCK, Topic.CATALOGUE})

    def __init__(self, services: Services) -> None:
        """Build the page, still without an item."""
        super().__init__(services, "card", _("Item card"))
        self._code = ItemCode("")
        self.add_back()
        self.add_action("stock", _("&Lots on hand"), self._open_stock, icon="stock")
        self.add_action("print", _("&Print the card"), self._print, icon="print", keys="Ctrl+P")
        self.facts = FactsCard("card_facts", _("Item card"))
        self.held = FactsCard("card_held", _("On hand"))
        self.filters = FilterBar("card_filters")
        self.depot = DepotFilter(self, self.filters)
        self.filters.changed.connect(self._filter)
        empty = EmptyState(
            "card_empty", "stock", _("Nothing has moved yet"), _("Receipts and issues of this item stand here.")
        )
        self.table = TableView("card_table", _("Movements"), services.preferences, empty)
        self.model = PagedTableModel(COLUMNS, self._reader, _row_key, services.session, self)
        self.table.show_model(self.model)
        self.table.setMinimumHeight(TABLE_LEAST_PX)
        self.table.row_opened.connect(self._open_document)
        for part in (self.facts, self.held, self.filters):
            self.body.addWidget(part)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(TotalsBar("card_totals", self.table))

    def open_record(self, key: str) -> None:
        """Show another item."""
        self._code = ItemCode(key)
        self.filters.clear()
        self.reload()

    def reload(self) -> None:
        """Read the item and its movements again."""
        if self._code:
            self.depot.reload()
            self.services.session.read(self, partial(item_stock, code=self._code), self._show_item)
            self.model.set_reader(self._reader)

    def start_focus(self) -> None:
        """Begin in the movements."""
        self.table.setFocus()

    def _show_item(self, found: ItemStock) -> None:
        """Show what the item is and who holds it."""
        row = found.item
        self.set_title(f"{row.code}  {row.name}")
        self.facts.show_facts(_facts(row))
        held = [(name, f"{quantity.grouped()} {row.unit}") for _code, name, quantity in found.held]
        self.held.show_facts([(_("On hand in all"), f"{found.total.grouped()} {row.unit}"), *held])

    def _filter(self) -> None:
        """Show the movements that the filter wants now."""
        if self._code:
            self.model.set_reader(self._reader)

    def _reader(self, after: CardRow | None, limit: int) -> Query[Sequence[CardRow]]:
        """Return the query for the next movements."""
        return partial(card_page, item=self._code, depot=self.depot.wanted, before=after, limit=limit)

    def _open_document(self, row: CardRow) -> None:
        """Open the paper of a movement."""
        self.asked_for.emit("document", row.number)

    def _open_stock(self) -> None:
        """Show the lots of the item."""
        self.asked_for.emit("stock", self._code)

    def _print(self) -> None:
        """Print the card."""
        self.asked_for.emit("reports", f"card {self._code}")


def _row_key(row: CardRow) -> tuple[object, ...]:
    """Return what tells one movement from every other."""
    return row.site_id, row.seq, row.line


def _facts(row: ItemRow) -> list[tuple[str, str]]:
    """Return what the catalogue says of an item."""

    def months(number: int | None) -> str:
        return _("{n} months").format(n=number) if number else ""

    return [
        (_("Specification"), row.specification),
        (_("Unit"), row.unit),
        (_("Tracking"), tracking_name(row.tracking)),
        (_("Use"), _("used up") if row.is_consumable else _("to be recovered")),
        (_("Storage life"), months(row.storage_life_months)),
        (_("Service life"), months(row.service_life_months)),
        (_("Limit of use"), parts_text(row.use_limit)),
        (_("Upkeep every"), months(row.upkeep_interval_months)),
        (
            _("Inspection every"),
            months(row.inspection_interval_months),
        ),
        *((part.name, months(part.life_months)) for part in row.components),
        (_("Packs"), "  ".join(f"1 {pack.unit} = {pack.factor.grouped()} {row.unit}" for pack in row.packs)),
        (_("Hazard"), _("hazardous") if row.is_hazardous else _("none known")),
        *([(_("State"), _("retired"))] if row.is_retired else []),
    ]

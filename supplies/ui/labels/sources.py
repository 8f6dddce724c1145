"""What can be labelled: goods on hand, what a receipt brought in, locations, item types, and commands."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from supplies.catalogue.queries import ItemFilter
from supplies.language import N_
from supplies.stock.labelling import LabelRow, command_labels, item_labels, place_labels, receipt_labels, stock_label
from supplies.stock.queries import StockFilter, StockRow, stock_page
from supplies.stock.unit_labels import unit_labels
from supplies.ui.session import Query
from supplies.values import DepotCode

LOTS = "lots"
RECEIPT = "receipt"

SOURCES = (
    (LOTS, N_("Goods on hand")),
    ("places", N_("Locations")),
    ("units", N_("Cartons and pallets")),
    ("items", N_("Item types")),
    ("commands", N_("Commands")),
)
"""What can be chosen; a receipt's labels are asked for by its number."""


@dataclass(frozen=True, slots=True)
class Line:
    """A label that can be printed; ``stock`` is where the next page of goods begins."""

    label: LabelRow
    stock: StockRow | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which labels are listed."""

    source: str
    search: str = ""
    depot: DepotCode | None = None
    receipt: str = ""


def lines_of(wanted: Wanted, after: Line | None, limit: int) -> Query[Sequence[Line]]:
    """Return the query for the next labels; only goods are so many that they come in pages."""
    if wanted.source == LOTS and not wanted.receipt:
        chosen = StockFilter(search=wanted.search, depot=wanted.depot)
        return lambda connection: [
            Line(stock_label(row), row)
            for row in stock_page(connection, chosen, after=after.stock if after else None, limit=limit)
        ]
    is_searched_there = wanted.source == "items" or bool(wanted.receipt)
    return _all_after(_labels(wanted), "" if is_searched_there else wanted.search, after)


def _labels(wanted: Wanted) -> Query[list[LabelRow]]:
    """Return the query for labels that are few enough to be read whole."""
    if wanted.receipt:
        return lambda connection: receipt_labels(connection, wanted.receipt)
    readers: dict[str, Query[list[LabelRow]]] = {
        "places": lambda connection: place_labels(connection, wanted.depot) if wanted.depot else [],
        "units": lambda connection: unit_labels(connection, wanted.depot),
        "items": lambda connection: item_labels(connection, ItemFilter(wanted.search)),
        "commands": lambda _connection: command_labels(),
    }
    return readers[wanted.source]


def _all_after(query: Query[list[LabelRow]], search: str, after: Line | None) -> Query[Sequence[Line]]:
    """Return the query for all labels behind one; there is only one page of them."""
    if after is not None:
        return lambda _connection: ()
    is_meant = _matcher(search)
    return lambda connection: [Line(row) for row in query(connection) if is_meant(row)]


def _matcher(search: str) -> Callable[[LabelRow], bool]:
    """Return whether a label is meant by a search: by its name, its code, or a line on it."""
    wanted = search.strip().lower()
    return lambda row: any(wanted in text.lower() for text in (row.name, row.code, *row.lines))

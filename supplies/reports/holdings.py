"""What the depots hold, now or at the end of a past day, as the reports on stock sum it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from sqlalchemy import Connection

from supplies.catalogue.queries import ItemFilter, ItemRow
from supplies.reports.request import ReportFilter
from supplies.stock.queries import (
    PAGE_ROWS_MAX,
    StockFilter,
    StockRow,
    depots,
    item_totals,
    stock_as_of,
    stock_page,
)
from supplies.values import NO_MONEY, NO_QUANTITY, DepotCode, ItemCode, Money, Quantity, total_money


@dataclass(frozen=True, slots=True)
class Holding:
    """What a depot, or all of them, hold of an item type."""

    item: ItemCode
    quantity: Quantity
    amount: Money


def stock_rows(connection: Connection, wanted: StockFilter, day: date | None) -> list[StockRow]:
    """Return every row of stock wanted, now or at the end of a past day."""
    if day is not None:
        return stock_as_of(connection, day, wanted)
    rows: list[StockRow] = []
    while page := stock_page(connection, wanted, after=rows[-1] if rows else None, limit=PAGE_ROWS_MAX):
        rows.extend(page)
    return rows


def holdings(connection: Connection, wanted: ReportFilter) -> dict[DepotCode, list[Holding]]:
    """Return what every depot wanted holds, item by item; only what is there. Depots and items by code."""
    if wanted.as_of is not None:
        return _past_holdings(connection, wanted)
    item_filter = ItemFilter(category=wanted.category, with_retired=True)
    codes = [row.code for row in depots(connection)] if wanted.depot is None else [wanted.depot]
    return {
        code: [
            Holding(row.item_code, row.quantity, row.amount)
            for row in item_totals(connection, item_filter, code)
            if (row.quantity or row.amount) and wanted.item in {None, row.item_code}
        ]
        for code in codes
    }


def _past_holdings(connection: Connection, wanted: ReportFilter) -> dict[DepotCode, list[Holding]]:
    """Return what every depot held at the end of a past day."""
    codes = [row.code for row in depots(connection)] if wanted.depot is None else [wanted.depot]
    found: dict[DepotCode, list[Holding]] = {code: [] for code in codes}
    rows = stock_rows(connection, stock_filter(wanted), wanted.as_of)
    for row in rows:
        found[row.depot_code].append(Holding(row.item_code, row.quantity, row.amount))
    return {code: merged(each) for code, each in found.items()}


def stock_filter(wanted: ReportFilter) -> StockFilter:
    """Return the filter of stock that a report's filter means."""
    return StockFilter(item=wanted.item, category=wanted.category, depot=wanted.depot)


def merged(holdings: Iterable[Holding]) -> list[Holding]:
    """Return one holding for each item type, by code."""
    sums: dict[ItemCode, Holding] = defaultdict(lambda: Holding(ItemCode(""), NO_QUANTITY, NO_MONEY))
    for each in holdings:
        before = sums[each.item]
        sums[each.item] = Holding(each.item, before.quantity + each.quantity, before.amount + each.amount)
    return [sums[code] for code in sorted(sums)]


def worth(holdings: Iterable[Holding]) -> Money:
    """Return what all of them are worth."""
    return total_money(each.amount for each in holdings)


def by_category(
    codes: Iterable[ItemCode], items: Mapping[ItemCode, ItemRow], names: Mapping[str, str]
) -> Iterator[tuple[str, list[ItemCode]]]:
    """Yield the categories that have some of the item types, in the order of the names, each with its item types."""
    order = {code: place for place, code in enumerate(names)}
    ranked = sorted(codes, key=lambda code: (order[items[code].category], code))
    for category, group in groupby(ranked, key=lambda code: items[code].category):
        yield category, list(group)

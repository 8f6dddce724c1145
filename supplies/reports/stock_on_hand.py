"""What is on hand (库存报表): by category, item type, depot or lot.

Quantities are summed within one item type only; across item types there are only amounts, and how many types there are.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, count, groupby

from sqlalchemy import Connection

from supplies.catalogue.queries import ItemRow
from supplies.language import _
from supplies.reports import columns
from supplies.reports.holdings import Holding, by_category, holdings, merged, stock_filter, stock_rows, worth
from supplies.reports.request import Grouping, Occasion, ReportFilter, grouping_name
from supplies.reports.subject import (
    all_items,
    as_of_fact,
    category_fact,
    category_names,
    depot_fact,
    in_yuan,
    item_fact,
    stamp,
)
from supplies.stock.queries import StockRow, depots
from supplies.tables import Cell, Column, Fact, Kind, Report, Row, RowKind, Table
from supplies.values import DepotCode, ItemCode, Quantity, total_money


@dataclass(frozen=True, slots=True)
class _Names:
    """The catalogue, as far as a table needs it."""

    items: Mapping[ItemCode, ItemRow]
    categories: Mapping[str, str]

    def heading(self, category: str) -> str:
        """Return a category as a heading."""
        return f"{category} {self.categories[category]}".strip()


def stock_on_hand(connection: Connection, wanted: ReportFilter, occasion: Occasion) -> Report:
    """Return the report on stock, now or at the end of a past day."""
    by = wanted.by or Grouping.ITEM
    names = _Names(all_items(connection), category_names(connection))
    if by is Grouping.LOT:
        table = _by_lot(stock_rows(connection, stock_filter(wanted), wanted.as_of), names)
    else:
        held = holdings(connection, wanted)
        if by is Grouping.DEPOT:
            table = _by_depot(held, {row.code: row.name for row in depots(connection)}, names)
        else:
            make = _by_category if by is Grouping.CATEGORY else _by_item
            table = make(merged(chain.from_iterable(held.values())), names)
    return Report(
        name="stock",
        title=_("Stock report"),
        facts=(*_facts(connection, wanted, occasion), Fact(_("Summed"), grouping_name(by))),
        tables=(table,),
        stamp=stamp(connection, occasion),
        signatures=(_("Prepared by"), _("Checked by"), _("Person in charge")),
    )


def _facts(connection: Connection, wanted: ReportFilter, occasion: Occasion) -> Iterator[Fact]:
    """Yield what was asked for."""
    yield depot_fact(connection, wanted.depot)
    yield category_fact(connection, wanted.category)
    if wanted.item is not None:
        yield item_fact(connection, wanted.item)
    yield as_of_fact(wanted.as_of or occasion.today)


def _types(number: int) -> str:
    """Return how many item types there are, for a row of sums."""
    return _("{count} item types").format(count=number)


def _total(some: tuple[Column, ...], held: Sequence[Holding]) -> Row:
    """Return the last row: how many item types there are in all, and what they are worth."""
    text = _("Total ({types})").format(types=_types(len({each.item for each in held})))
    return columns.summed(some, text, RowKind.TOTAL, amount=worth(held))


# --- by category, by item type, by depot -----------------------------------------------------------------------------


def _by_category(held: Sequence[Holding], names: _Names) -> Table:
    """Return one line for each category."""
    some = (
        columns.number(),
        Column("category", _("Category code"), width=0.7, wraps=False),
        Column("name", _("Category"), width=3),
        Column("types", _("Item types"), Kind.WHOLE),
        columns.amount(),
    )
    amounts = {each.item: each.amount for each in held}
    lines = [
        Row((place, category, names.categories[category], len(codes), total_money(amounts[code] for code in codes)))
        for place, (category, codes) in enumerate(by_category(amounts, names.items, names.categories), 1)
    ]
    total = columns.summed(some, _("Total"), RowKind.TOTAL, types=len(held), amount=worth(held))
    return Table(some, (*lines, total), unit=in_yuan())


def _item_columns() -> tuple[Column, ...]:
    """Return the columns of a table with one line for each item type."""
    return columns.number(), *columns.item_columns(), columns.unit(), columns.quantity(), columns.amount()


def _item_line(place: int, each: Holding, names: _Names) -> Row:
    """Return the line of an item type."""
    item = names.items[each.item]
    return Row((place, *columns.item_cells(item), item.unit, each.quantity, each.amount))


def _by_item(held: Sequence[Holding], names: _Names) -> Table:
    """Return one line for each item type, category by category."""
    some = _item_columns()
    return Table(some, (*_item_rows(some, held, names), _total(some, held)), unit=in_yuan())


def _item_rows(some: tuple[Column, ...], held: Sequence[Holding], names: _Names) -> Iterator[Row]:
    """Yield each category with its item types and what they are worth."""
    by_code = {each.item: each for each in held}
    places = count(1)
    for category, codes in by_category(by_code, names.items, names.categories):
        yield columns.heading(some, names.heading(category))
        group = [by_code[code] for code in codes]
        for each in group:
            yield _item_line(next(places), each, names)
        text = _("Subtotal ({types})").format(types=_types(len(group)))
        yield columns.summed(some, text, amount=worth(group))


def _by_depot(
    held: Mapping[DepotCode, Sequence[Holding]], depot_names: Mapping[DepotCode, str], names: _Names
) -> Table:
    """Return each depot with its item types and what they are worth."""
    some = _item_columns()
    rows = list(_depot_rows(some, held, depot_names, names))
    return Table(some, (*rows, _total(some, list(chain.from_iterable(held.values())))), unit=in_yuan())


def _depot_rows(
    some: tuple[Column, ...],
    held: Mapping[DepotCode, Sequence[Holding]],
    depot_names: Mapping[DepotCode, str],
    names: _Names,
) -> Iterator[Row]:
    """Yield the rows of every depot that holds something."""
    places = count(1)
    for depot, group in held.items():
        if not group:
            continue
        yield columns.heading(some, f"{depot} {depot_names[depot]}")
        for each in group:
            yield _item_line(next(places), each, names)
        text = _("Subtotal ({types})").format(types=_types(len(group)))
        yield columns.summed(some, text, amount=worth(group))


# --- by lot ----------------------------------------------------------------------------------------------------------


def _lot_columns() -> tuple[Column, ...]:
    """Return the columns of a table with one line for what a place holds of a lot."""
    return (
        columns.number(),
        *columns.item_columns(),
        Column("depot", _("Depot"), width=1.2),
        Column("place", _("Location"), width=0.8),
        Column("batch", _("Batch / serial"), width=1.2),
        Column("label", _("Label"), width=1.2, wraps=False),
        Column("produced", _("Produced"), Kind.DATE),
        Column("expires", _("Expires"), Kind.DATE),
        columns.unit(),
        columns.quantity(),
        columns.amount(),
    )


def _by_lot(stock: Sequence[StockRow], names: _Names) -> Table:
    """Return every lot, by category and item type, with sums of both."""
    some = _lot_columns()
    held = [Holding(row.item_code, row.quantity, row.amount) for row in stock]
    return Table(some, (*_lot_rows(some, stock, names), _total(some, held)), unit=in_yuan())


def _lot_rows(some: tuple[Column, ...], stock: Sequence[StockRow], names: _Names) -> Iterator[Row]:
    """Yield each category with the lots of its item types."""
    lots = {code: list(rows) for code, rows in groupby(stock, key=lambda row: row.item_code)}
    places = count(1)
    for category, codes in by_category(lots, names.items, names.categories):
        yield columns.heading(some, names.heading(category))
        for code in codes:
            for row in lots[code]:
                yield Row((next(places), *_lot_cells(row)))
            yield _item_sum(some, lots[code])
        text = _("Subtotal ({types})").format(types=_types(len(codes)))
        amount = total_money(row.amount for code in codes for row in lots[code])
        yield columns.summed(some, text, amount=amount)


def _lot_cells(row: StockRow) -> Iterable[Cell]:
    """Return the cells of a lot behind its number."""
    return (
        row.item_code,
        row.name,
        row.specification,
        row.depot_name,
        row.place_name,
        row.serial_no or row.batch_no,
        row.label_code,
        row.produced_on,
        row.expires_on,
        row.unit,
        row.quantity,
        row.amount,
    )


def _item_sum(some: tuple[Column, ...], rows: Sequence[StockRow]) -> Row:
    """Return the sums of one item type: here quantities may be added up."""
    text = _("Subtotal {item} {name}").format(item=rows[0].item_code, name=rows[0].name)
    quantity = Quantity(sum(row.quantity.thousandths for row in rows))
    amount = total_money(row.amount for row in rows)
    return columns.summed(some, text, unit=rows[0].unit, quantity=quantity, amount=amount)

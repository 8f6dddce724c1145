"""The ledger of the reserve (应急物资储备台账): a line for each item type, a column for each depot."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, count

from sqlalchemy import Connection

from supplies.catalogue.queries import ItemRow
from supplies.language import _
from supplies.reports import columns
from supplies.reports.holdings import Holding, by_category, holdings, merged, worth
from supplies.reports.request import Occasion, ReportFilter
from supplies.reports.subject import all_items, as_of_fact, category_fact, category_names, in_yuan, stamp
from supplies.stock.queries import DepotRow, depots
from supplies.tables import Column, Kind, Report, Row, RowKind, Table
from supplies.values import DepotCode, ItemCode, Quantity

KEY_COLUMNS = 5
"""Number, code, name, specification and unit stand again where the depots do not fit on one page."""


@dataclass(frozen=True, slots=True)
class _Held:
    """What is held: of every item type in all depots, and in each depot."""

    together: Mapping[ItemCode, Holding]
    by_depot: Mapping[DepotCode, Mapping[ItemCode, Quantity]]

    def line(self, place: int, item: ItemRow) -> Row:
        """Return the line of an item type; a depot that holds none of it stays empty."""
        total = self.together[item.code]
        each = (quantities.get(item.code) for quantities in self.by_depot.values())
        return Row((place, *columns.item_cells(item), item.unit, *each, total.quantity, total.amount))


def stock_ledger(connection: Connection, wanted: ReportFilter, occasion: Occasion) -> Report:
    """Return the ledger, now or at the end of a past day. Depots stand by code, so the city's comes first."""
    found = holdings(connection, wanted)
    together = merged(chain.from_iterable(found.values()))
    held = _Held(
        {each.item: each for each in together},
        {depot: {each.item: each.quantity for each in some} for depot, some in found.items()},
    )
    some = _columns(depots(connection))
    items, names = all_items(connection), category_names(connection)
    total = columns.summed(
        some,
        _("Total ({types})").format(types=_("{count} item types").format(count=len(together))),
        RowKind.TOTAL,
        amount=worth(together),
    )
    rows = (*_rows(some, held, items, names), total)
    return Report(
        name="ledger",
        title=_("Ledger of the emergency reserve"),
        facts=(category_fact(connection, wanted.category), as_of_fact(wanted.as_of or occasion.today)),
        tables=(Table(some, rows, unit=in_yuan(), key_columns=KEY_COLUMNS),),
        stamp=stamp(connection, occasion),
        signatures=(_("Prepared by"), _("Checked by"), _("Person in charge"), _("Unit (seal)")),
        has_seal=True,
    )


def _columns(rows: Sequence[DepotRow]) -> tuple[Column, ...]:
    """Return the columns: the item type, a quantity for each depot, and the sums."""
    return (
        columns.number(),
        *columns.item_columns(),
        columns.unit(),
        *(Column(f"depot_{row.code}", row.name, Kind.QUANTITY) for row in rows),
        Column("quantity", _("Total quantity"), Kind.QUANTITY),
        columns.amount(),
    )


def _rows(
    some: tuple[Column, ...], held: _Held, items: Mapping[ItemCode, ItemRow], names: Mapping[str, str]
) -> Iterator[Row]:
    """Yield each category with its item types and what they are worth."""
    places = count(1)
    for category, codes in by_category(held.together, items, names):
        yield columns.heading(some, f"{category} {names[category]}".strip())
        for code in codes:
            yield held.line(next(places), items[code])
        text = _("Subtotal ({types})").format(types=_("{count} item types").format(count=len(codes)))
        yield columns.summed(some, text, amount=worth(held.together[code] for code in codes))

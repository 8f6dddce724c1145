"""What the reserve can supply (储备能力表): goods and promises, each in a column of its own, never added."""

from itertools import chain, count

from sqlalchemy import Connection

from supplies.agreements.queries import Promise, promises
from supplies.catalogue.queries import ItemFilter, ItemRow
from supplies.catalogue.queries import items as item_rows
from supplies.language import _
from supplies.reports import columns
from supplies.reports.holdings import by_category, holdings, merged
from supplies.reports.request import Occasion, ReportFilter
from supplies.reports.subject import all_items, as_of_fact, category_fact, category_names, stamp
from supplies.tables import Column, Kind, Report, Row, Table
from supplies.values import NO_QUANTITY, Quantity

NOTHING = Promise(NO_QUANTITY, NO_QUANTITY, NO_QUANTITY, NO_QUANTITY)


def reserve_capacity(connection: Connection, wanted: ReportFilter, occasion: Occasion) -> Report:
    """Return what is in the depots, promised by agreement, and promised by capacity, of each item type."""
    items, names = all_items(connection), category_names(connection)
    some = _columns()
    physical = {each.item: each.quantity for each in merged(chain.from_iterable(holdings(connection, wanted).values()))}
    of_category = {row.code for row in item_rows(connection, ItemFilter(category=wanted.category, with_retired=True))}
    promised = {item: promise for item, promise in promises(connection, occasion.today).items() if item in of_category}
    rows: list[Row] = []
    places = count(1)
    for category, codes in by_category({*physical, *promised}, items, names):
        rows.append(columns.heading(some, f"{category} {names[category]}".strip()))
        rows += [
            _line(next(places), items[code], physical.get(code, NO_QUANTITY), promised.get(code, NOTHING))
            for code in codes
        ]
    return Report(
        name="capacity",
        title=_("Reserve capacity"),
        facts=(category_fact(connection, wanted.category), as_of_fact(occasion.today)),
        tables=(Table(some, tuple(rows)),),
        stamp=stamp(connection, occasion),
        footnotes=(
            _("Agreement and capacity reserves are promises of enterprises, not stock; they are not added to it."),
            _("What was called upon already is taken off the promises."),
        ),
        signatures=(_("Prepared by"), _("Checked by"), _("Person in charge"), _("Unit (seal)")),
        has_seal=True,
    )


def _line(place: int, item: ItemRow, physical: Quantity, promise: Promise) -> Row:
    """Return the line of an item type."""
    return Row(
        (
            place,
            *columns.item_cells(item),
            item.unit,
            physical,
            promise.agreement,
            promise.agreement_verified,
            promise.capacity,
            promise.capacity_verified,
        )
    )


def _columns() -> tuple[Column, ...]:
    """Return the columns: the item type, goods, and both kinds of promise."""
    return (
        columns.number(),
        *columns.item_columns(),
        columns.unit(),
        Column("physical", _("In the depots"), Kind.QUANTITY),
        Column("agreement", _("By agreement"), Kind.QUANTITY),
        Column("agreement_verified", _("of that verified"), Kind.QUANTITY),
        Column("capacity", _("By capacity"), Kind.QUANTITY),
        Column("capacity_verified", _("of this verified"), Kind.QUANTITY),
    )

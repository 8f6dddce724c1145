"""The card of an item type (货卡): every movement with what came in, what went out, and what was left."""

from collections.abc import Iterator, Mapping
from datetime import date

from sqlalchemy import Connection

from supplies.catalogue.queries import ItemRow
from supplies.catalogue.queries import item as item_row
from supplies.language import _
from supplies.reports import columns
from supplies.reports.request import Occasion, ReportFilter
from supplies.reports.subject import depot_fact, in_yuan, stamp
from supplies.stock.card import Card, CardRow, card
from supplies.stock.queries import depots, place_names
from supplies.tables import Cell, Column, Fact, Kind, Report, Row, RowKind, Table
from supplies.values import NO_QUANTITY, DepotCode, PlaceCode, Quantity

MOVEMENTS_MAX = 100_000
"""A card with more movements than this is cut at the old end, and says so."""

Places = Mapping[tuple[DepotCode, PlaceCode], str]


def bin_card(connection: Connection, wanted: ReportFilter, occasion: Occasion) -> Report:
    """Return the card of one item type, of one depot or of all, in a span of days."""
    assert wanted.item is not None, "the catalogue of reports asks for an item type"
    item = item_row(connection, wanted.item)
    first, last = wanted.first or date.min, wanted.last or date.max
    found = card(connection, item.code, depot=wanted.depot, first=first, last=last, limit=MOVEMENTS_MAX)
    some = _columns(with_depot=wanted.depot is None)
    names = {row.code: row.name for row in depots(connection)} if wanted.depot is None else None
    rows = (
        columns.summed(some, _("Opening"), balance=found.opening, worth=found.opening_amount),
        *_rows(found, place_names(connection), names),
        _closing(some, found),
    )
    cut = _("Older movements are left out: the opening stands before the first movement shown.")
    return Report(
        name="card",
        title=_("Stock card"),
        facts=(*_facts(item, wanted), depot_fact(connection, wanted.depot)),
        tables=(Table(some, rows, unit=in_yuan()),),
        stamp=stamp(connection, occasion),
        footnotes=() if found.is_complete else (cut,),
        signatures=(_("Keeper"), _("Checked by"), _("Person in charge")),
    )


def _facts(item: ItemRow, wanted: ReportFilter) -> Iterator[Fact]:
    """Yield which item type and which days the card is about."""
    yield Fact(_("Code"), item.code)
    yield Fact(_("Name"), item.name)
    if item.specification:
        yield Fact(_("Specification"), item.specification)
    yield Fact(_("Unit of count"), item.unit)
    first = _("the beginning") if wanted.first is None else wanted.first.isoformat()
    last = _("now") if wanted.last is None else wanted.last.isoformat()
    yield Fact(_("Period"), _("{first} to {last}").format(first=first, last=last))


def _columns(*, with_depot: bool) -> tuple[Column, ...]:
    """Return the columns; the depot only on a card of all depots."""
    return (
        Column("date", _("Date"), Kind.DATE),
        Column("number", _("Voucher"), width=1.5, wraps=False),
        Column("kind", _("Kind"), width=0.7),
        Column("with", _("With, or moved between"), width=2),
        *((Column("depot", _("Depot"), width=1.4),) if with_depot else ()),
        Column("label", _("Label"), width=1.2, wraps=False),
        Column("in", _("In"), Kind.QUANTITY),
        Column("out", _("Out"), Kind.QUANTITY),
        Column("balance", _("Balance"), Kind.QUANTITY),
        Column("worth", _("Balance amount"), Kind.MONEY),
    )


def _rows(found: Card, places: Places, depot_names: Mapping[DepotCode, str] | None) -> Iterator[Row]:
    """Yield the movements, oldest first."""
    for row in found.rows:
        depot = () if depot_names is None else (depot_names[row.depot_code],)
        coming, going = _in_and_out(row)
        cells: tuple[Cell, ...] = (
            row.business_date,
            row.number,
            row.kind_name,
            row.counterparty if row.change else _between(row, places),
            *depot,
            row.label_code,
            coming,
            going,
            row.balance,
            row.balance_amount,
        )
        yield Row(cells)


def _in_and_out(row: CardRow) -> tuple[Quantity | None, Quantity | None]:
    """Return what came in and what went out; neither where goods only moved within the depot."""
    if row.change > NO_QUANTITY:
        return row.change, None
    return None, NO_QUANTITY - row.change if row.change else None


def _between(row: CardRow, places: Places) -> str:
    """Return from where to where goods moved within a depot."""
    return f"{places[row.depot_code, row.from_place]} → {places[row.depot_code, row.to_place]}"


def _closing(some: tuple[Column, ...], found: Card) -> Row:
    """Return the last row: all that came in and went out, and what is left."""
    moved = [_in_and_out(row) for row in found.rows]
    coming = Quantity(sum(each.thousandths for each, _going in moved if each is not None))
    going = Quantity(sum(each.thousandths for _coming, each in moved if each is not None))
    sums: dict[str, Cell] = {"in": coming, "out": going, "balance": found.closing, "worth": found.closing_amount}
    return columns.summed(some, _("Closing"), RowKind.TOTAL, **sums)

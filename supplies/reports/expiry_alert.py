"""What expires soon (效期预警表): red, orange and yellow by the days that are left."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import count, groupby

from sqlalchemy import Connection

from supplies.errors import DaysNotRising
from supplies.language import _
from supplies.reports import columns
from supplies.reports.holdings import stock_filter, stock_rows
from supplies.reports.request import DEFAULT_DAYS, Occasion, ReportFilter
from supplies.reports.subject import as_of_fact, category_fact, depot_fact, in_yuan, item_fact, stamp
from supplies.stock.queries import StockRow
from supplies.tables import Column, Fact, Kind, Report, Row, RowKind, Table, Tone
from supplies.values import total_money

DAYS_MAX = 36_500


@dataclass(frozen=True, slots=True)
class _Level:
    """A level of warning: its name, its heading, and what is to be done."""

    tone: Tone
    name: str
    heading: str
    advice: str


def expiry_alert(connection: Connection, wanted: ReportFilter, occasion: Occasion) -> Report:
    """Return the lots on hand that have expired, or will within the days of the yellow warning.

    Raises:
        DaysNotRising: the days of the three warnings are in the wrong order.
    """
    days = wanted.days or DEFAULT_DAYS
    if not 0 <= days[0] <= days[1] <= days[2] <= DAYS_MAX:
        raise DaysNotRising(days=_shown(days), usual=_shown(DEFAULT_DAYS))
    day = wanted.as_of or occasion.today
    chosen = replace(stock_filter(wanted), expires_by=day + timedelta(days=days[2]))
    stock = sorted(stock_rows(connection, chosen, wanted.as_of), key=_order)
    return Report(
        name="expiry",
        title=_("Expiry warnings"),
        facts=(*_facts(connection, wanted, day), Fact(_("Days of warning"), _days_text(days))),
        tables=(_table(stock, day, days),),
        stamp=stamp(connection, occasion),
        footnotes=(_("The days of warning are the bureau's own choice; what has expired is counted as red."),),
        signatures=(_("Prepared by"), _("Checked by"), _("Person in charge")),
    )


def _shown(days: tuple[int, int, int]) -> str:
    """Return days as they are given."""
    return ", ".join(map(str, days))


def _days_text(days: tuple[int, int, int]) -> str:
    """Return the days of each level in words."""
    red, orange, yellow = days
    return _("red ≤ {red}, orange ≤ {orange}, yellow ≤ {yellow}").format(red=red, orange=orange, yellow=yellow)


def _facts(connection: Connection, wanted: ReportFilter, day: date) -> Iterator[Fact]:
    """Yield what was asked for."""
    yield depot_fact(connection, wanted.depot)
    yield category_fact(connection, wanted.category)
    if wanted.item is not None:
        yield item_fact(connection, wanted.item)
    yield as_of_fact(day)


def _order(row: StockRow) -> tuple[object, ...]:
    """Sort by expiry, then by item, depot, place and lot."""
    return row.expires_on, row.item_code, row.depot_code, row.place_code, row.label_code


def _level(left: int, days: tuple[int, int, int]) -> _Level:
    """Return the level of a lot that has so many days left."""
    red, orange, yellow = days
    if left < 0:
        advice = _("Block; have it examined, then scrap or exchange it")
        return _Level(Tone.RED, _("Red, expired"), _("Red: expired"), advice)
    if left <= red:
        heading = _("Red: within {days} days").format(days=red)
        return _Level(Tone.RED, _("Red"), heading, _("Use first, or rotate now"))
    if left <= orange:
        heading = _("Orange: within {days} days").format(days=orange)
        return _Level(Tone.ORANGE, _("Orange"), heading, _("Plan its rotation"))
    heading = _("Yellow: within {days} days").format(days=yellow)
    return _Level(Tone.YELLOW, _("Yellow"), heading, _("Watch; put it into the next plan of rotation"))


def _columns() -> tuple[Column, ...]:
    """Return the columns."""
    return (
        columns.number(),
        Column("item", _("Code"), width=0.7, wraps=False),
        Column("name", _("Name"), width=1.5),
        Column("batch", _("Batch / serial"), width=1.2),
        Column("produced", _("Produced"), Kind.DATE),
        Column("expires", _("Expires"), Kind.DATE),
        Column("days", _("Days left"), Kind.WHOLE),
        Column("level", _("Warning level"), width=0.7),
        columns.quantity(),
        columns.unit(),
        columns.amount(),
        Column("depot", _("Depot"), width=1.3),
        Column("place", _("Location"), width=0.8),
        Column("advice", _("What to do"), width=1.6),
    )


def _table(stock: Sequence[StockRow], day: date, days: tuple[int, int, int]) -> Table:
    """Return the lots, level by level."""
    some = _columns()
    text = _("Total ({lots})").format(lots=_lots(len(stock)))
    total = columns.summed(some, text, RowKind.TOTAL, amount=total_money(row.amount for row in stock))
    return Table(some, (*_rows(some, stock, day, days), total), unit=in_yuan())


def _lots(number: int) -> str:
    """Return how many lots there are, for a row of sums."""
    return _("{count} lots").format(count=number)


def _rows(some: tuple[Column, ...], stock: Sequence[StockRow], day: date, days: tuple[int, int, int]) -> Iterator[Row]:
    """Yield each level with its lots, first to expire first, and what they are worth."""
    places = count(1)
    for level, group in groupby(stock, key=lambda row: _level(_days_left(row, day), days)):
        yield columns.heading(some, level.heading, level.tone)
        rows = list(group)
        for row in rows:
            yield _line(next(places), row, level, _days_left(row, day))
        text = _("Subtotal ({lots})").format(lots=_lots(len(rows)))
        yield columns.summed(some, text, amount=total_money(row.amount for row in rows))


def _days_left(row: StockRow, day: date) -> int:
    """Return the days until a lot expires; below zero if it has."""
    assert row.expires_on is not None, "only lots with an expiry are read"
    return (row.expires_on - day).days


def _line(place: int, row: StockRow, level: _Level, left: int) -> Row:
    """Return the line of what a place holds of a lot."""
    cells = (
        place,
        row.item_code,
        row.name,
        row.serial_no or row.batch_no,
        row.produced_on,
        row.expires_on,
        left,
        level.name,
        row.quantity,
        row.unit,
        row.amount,
        row.depot_name,
        row.place_name,
        level.advice,
    )
    return Row(cells, tone=level.tone)

"""Counts as read: every line of one with what was counted, and what moved meanwhile."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Select, and_, func, select
from sqlalchemy.orm import aliased

from supplies.language import N_, pick
from supplies.models.accounts import Person
from supplies.models.catalogue import Item
from supplies.models.counts import CountKey, CountRecord, CountUnknown
from supplies.models.stock import Balance, Lot
from supplies.stock.count_sessions import CountSessionRow, count_session, head_seq
from supplies.stock.lookups import location_of
from supplies.stock.places import shown_place
from supplies.stock.worth import worth
from supplies.values import NO_QUANTITY, ItemCode, LotId, Money, PlaceCode, Quantity, SiteId

MILLE = 1000


@dataclass(frozen=True, slots=True)
class Counted:
    """One count of a line that holds."""

    quantity: Quantity
    book: Quantity
    """What the books had when the goods were counted."""
    at_seq: int
    counted_at: datetime
    counter: str
    """The login of who counted."""
    note: str
    counter_name: str


@dataclass(frozen=True, slots=True)
class CountLineRow:
    """A lot at a place: what was expected, what was counted, and what moved meanwhile."""

    number: int
    """From 1, in the order of places and labels, as on the printed sheet while nothing is added."""
    lot_id: LotId
    place: PlaceCode
    item_code: ItemCode
    name_zh: str
    name_en: str
    unit: str
    decimals: int
    specification: str
    label_code: str
    batch_no: str
    serial_no: str | None
    is_single: bool
    expires_on: date | None
    unit_price_e4: int | None
    is_expected: bool
    book_at_start: Quantity
    now: Quantity
    """What the books have now; of a finished count, what they had when it was finished."""
    first: Counted | None
    second: Counted | None
    is_left_out: bool
    reason: str

    @property
    def name(self) -> str:
        """Return the item's name in the reader's language."""
        return pick(self.name_zh, self.name_en)

    @property
    def place_text(self) -> str:
        """Return the place as people read it: where goods are set aside, as what."""
        return shown_place(self.place)

    @property
    def location(self) -> PlaceCode:
        """Return the storage location, or the unit, whose label is scanned for this place."""
        return location_of(self.place)

    @property
    def holding(self) -> Counted | None:
        """Return the count that holds: the second, where there is one."""
        return self.second or self.first

    @property
    def difference(self) -> Quantity:
        """Return by how much more was counted than the books had then; nothing where it is not counted."""
        counted = self.holding
        return NO_QUANTITY if counted is None else counted.quantity - counted.book

    @property
    def value(self) -> Money:
        """Return what the difference is worth at the lot's unit price."""
        sign = -1 if self.difference < NO_QUANTITY else 1
        return Money(sign * worth(Quantity(sign * self.difference.thousandths), self.unit_price_e4).fen)

    @property
    def moved_before(self) -> Quantity:
        """Return what moved between the start and the counting of this line."""
        counted = self.holding
        return (self.now if counted is None else counted.book) - self.book_at_start

    @property
    def moved_after(self) -> Quantity:
        """Return what moved after this line was counted."""
        counted = self.holding
        return NO_QUANTITY if counted is None else self.now - counted.book

    def needs_second(self, session: "CountSessionRow | Tolerance") -> bool:
        """Return whether it differs too much for one count."""
        counted = self.holding
        if counted is None or self.second is not None:
            return False
        away = abs(self.difference.thousandths)
        return away > session.tolerance_quantity and away * MILLE > counted.book.thousandths * session.tolerance_mille


@dataclass(frozen=True, slots=True)
class Tolerance:
    """Above which difference a second count is needed."""

    tolerance_mille: int
    tolerance_quantity: int


@dataclass(frozen=True, slots=True)
class UnknownRow:
    """A code that was found and that the books do not know."""

    code: str
    place: str
    counted_at: datetime
    counter: str
    note: str


# --- lines -----------------------------------------------------------------------------------------------------------


def _lines(site_id: SiteId, of_seq: int) -> Select[*tuple[Any, ...]]:
    """Select the lines of a count with the records that hold."""
    first, second = aliased(CountRecord), aliased(CountRecord)

    def is_record(record: Any, seq: Any, line: Any) -> Any:  # noqa: ANN401 - columns
        """Return the condition that a record is the one that a key names."""
        return and_(record.site_id == CountKey.site_id, record.seq == seq, record.line == line)

    held = and_(
        Balance.site_id == CountKey.site_id,
        Balance.depot_code == CountKey.depot_code,
        Balance.lot_id == CountKey.lot_id,
        Balance.place_code == CountKey.place_code,
    )
    names = {first: aliased(Person), second: aliased(Person)}
    records: list[Any] = []
    for record, person in names.items():
        columns = ("counted", "book_quantity", "at_seq", "counted_at", "counter", "note")
        records += [getattr(record, name) for name in columns]
        records.append(func.coalesce(person.name, record.counter))
    return (
        select(
            CountKey.lot_id,
            CountKey.place_code,
            CountKey.item_code,
            Item.name_zh,
            Item.name_en,
            Item.unit,
            Item.decimals,
            Item.specification,
            Lot.label_code,
            Lot.batch_no,
            Lot.serial_no,
            Lot.is_single,
            Lot.expires_on,
            Lot.unit_price_e4,
            CountKey.is_expected,
            CountKey.book_quantity,
            func.coalesce(CountKey.end_quantity, Balance.quantity, 0),
            CountKey.is_left_out,
            CountKey.reason,
            *records,
        )
        .join(Item, Item.code == CountKey.item_code)
        .join(Lot, and_(Lot.site_id == CountKey.site_id, Lot.lot_id == CountKey.lot_id))
        .outerjoin(Balance, held)
        .outerjoin(first, is_record(first, CountKey.first_seq, CountKey.first_line))
        .outerjoin(second, is_record(second, CountKey.second_seq, CountKey.second_line))
        .outerjoin(names[first], names[first].login == first.counter)
        .outerjoin(names[second], names[second].login == second.counter)
        .where(CountKey.site_id == site_id, CountKey.of_seq == of_seq)
    )


_RECORD_COLUMNS = 7


def count_lines(connection: Connection, site_id: SiteId, of_seq: int) -> list[CountLineRow]:
    """Return every line of a count, by location, state and label."""
    rows = connection.execute(_lines(site_id, of_seq)).all()
    # By code point, so that both databases give one order.
    in_order = sorted(rows, key=lambda row: (location_of(row[1]), row[1], row[8]))
    return [_line_row(number, row) for number, row in enumerate(in_order, 1)]


def _line_row(number: int, row: Sequence[Any]) -> CountLineRow:
    """Return a line with exact values."""
    *facts, book, now, is_left_out, reason = row[: -2 * _RECORD_COLUMNS]
    first, second = row[-2 * _RECORD_COLUMNS : -_RECORD_COLUMNS], row[-_RECORD_COLUMNS:]
    counts = [Quantity(book), Quantity(int(now)), _counted(first), _counted(second)]
    values: list[Any] = [number, *facts, *counts, is_left_out, reason]
    return CountLineRow(*values)


def _counted(row: Sequence[Any]) -> Counted | None:
    """Return a record that holds; None where nobody counted."""
    quantity, book, *facts = row
    return None if quantity is None else Counted(Quantity(quantity), Quantity(book), *facts)


def unknown_codes(connection: Connection, site_id: SiteId, of_seq: int) -> list[UnknownRow]:
    """Return the codes that were found in a count and that the books do not know, in the order of finding."""
    statement = (
        select(
            CountUnknown.code,
            CountUnknown.place_code,
            CountUnknown.counted_at,
            func.coalesce(Person.name, CountUnknown.counter),
            CountUnknown.note,
        )
        .outerjoin(Person, Person.login == CountUnknown.counter)
        .where(CountUnknown.site_id == site_id, CountUnknown.of_seq == of_seq)
        .order_by(CountUnknown.seq, CountUnknown.line)
    )
    return [UnknownRow(*row) for row in connection.execute(statement)]


@dataclass(frozen=True, slots=True)
class CountWhole:
    """A count with all its lines, and the entry that the books had reached when it was read."""

    session: CountSessionRow
    lines: tuple[CountLineRow, ...]
    unknown: tuple[UnknownRow, ...]
    head_seq: int
    counters: frozenset[str]
    """The logins of who counted something of it."""


def whole_count(connection: Connection, number: str) -> CountWhole:
    """Return a count as a screen shows it.

    Raises:
        UnknownRecord: there is none of this number.
    """
    session = count_session(connection, number)
    lines = count_lines(connection, session.site_id, session.seq)
    unknown = unknown_codes(connection, session.site_id, session.seq)
    head = head_seq(connection, session.site_id)
    who = counters(connection, session.site_id, session.seq)
    return CountWhole(session, tuple(lines), tuple(unknown), head, who)


def counters(connection: Connection, site_id: SiteId, of_seq: int) -> frozenset[str]:
    """Return the logins of who counted something of a count."""
    where = (CountRecord.site_id == site_id, CountRecord.of_seq == of_seq)
    return frozenset(connection.scalars(select(CountRecord.counter).where(*where).distinct()))


@dataclass(frozen=True, slots=True)
class RecordRow:
    """One count of a line as it was recorded, replaced since or not."""

    round: int
    quantity: Quantity
    book: Quantity
    counted_at: datetime
    counter: str
    note: str


def count_history(
    connection: Connection, site_id: SiteId, of_seq: int, lot_id: LotId, place: PlaceCode
) -> list[RecordRow]:
    """Return every count of a line, oldest first."""
    statement = (
        select(
            CountRecord.round,
            CountRecord.counted,
            CountRecord.book_quantity,
            CountRecord.counted_at,
            func.coalesce(Person.name, CountRecord.counter),
            CountRecord.note,
        )
        .outerjoin(Person, Person.login == CountRecord.counter)
        .where(
            CountRecord.site_id == site_id,
            CountRecord.of_seq == of_seq,
            CountRecord.lot_id == lot_id,
            CountRecord.place_code == place,
        )
        .order_by(CountRecord.seq, CountRecord.line)
    )
    return [
        RecordRow(round_, Quantity(counted), Quantity(book), at, counter, note)
        for round_, counted, book, at, counter, note in connection.execute(statement)
    ]


ROUND_NAMES = {1: N_("First count"), 2: N_("Second count")}

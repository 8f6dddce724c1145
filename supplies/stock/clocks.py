"""What is due of the goods in a depot: six clocks told apart, each with what is left of it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, and_, exists, func, or_, select
from sqlalchemy.orm import aliased

from supplies.language import N_, _, pick
from supplies.models.catalogue import Item, ItemComponent, UseUnit
from supplies.models.stock import INSIDE, Balance, Depot, Document, DocumentKind, Lot, Movement
from supplies.models.upkeep import Component, Upkeep, UpkeepKind
from supplies.stock import lookups
from supplies.stock.places import shown_place
from supplies.stock.readiness import months_later, parts_of
from supplies.values import DepotCode, ItemCode, LotId, PlaceCode, Quantity, SiteId

WITHIN_DAYS = 30
"""How long before its day something is shown as due, where nothing else is asked for."""
USED_UP_TENTHS = 9
"""From so many tenths of its limit of use on, an object is shown."""


class Clock(StrEnum):
    """What runs out; each by itself."""

    UPKEEP = "upkeep"
    TEST = "test"
    COMPONENT = "component"
    SERVICE = "service"
    USE = "use"
    STORAGE = "storage"


CLOCK_NAMES = {
    Clock.UPKEEP: N_("Maintenance"),
    Clock.TEST: N_("Test or calibration"),
    Clock.COMPONENT: N_("Part expires"),
    Clock.SERVICE: N_("Service life"),
    Clock.USE: N_("Limit of use"),
    Clock.STORAGE: N_("Storage life"),
}
_UPKEEP_KINDS = frozenset({UpkeepKind.MAINTENANCE, UpkeepKind.TEST_RUN, UpkeepKind.INSPECTION})
_TEST_KINDS = (UpkeepKind.CALIBRATION, UpkeepKind.FILLING, UpkeepKind.PRESSURE_TEST, UpkeepKind.INSPECTION)


@dataclass(frozen=True, slots=True)
class DueRow:
    """Something of a lot or an object that is due, or will be soon."""

    clock: Clock
    site_id: SiteId
    lot_id: LotId
    label_code: str
    number: str
    """Its serial or batch number."""
    item_code: ItemCode
    name_zh: str
    name_en: str
    depot_code: DepotCode
    depot_name: str
    places: str
    quantity: Quantity
    unit: str
    detail: str
    """The part, where it is one."""
    last_on: date | None
    due_on: date | None
    """None for a limit of use, which has no day."""
    left: int
    """Days until then, below zero if it is past; of a limit of use, the days or hours that are left."""
    left_unit: UseUnit

    @property
    def name(self) -> str:
        """Return the item's name in the reader's language."""
        return pick(self.name_zh, self.name_en)

    @property
    def clock_name(self) -> str:
        """Return what runs out, in the reader's language."""
        text = _(CLOCK_NAMES[self.clock])
        return f"{text}: {self.detail}" if self.detail else text

    @property
    def left_text(self) -> str:
        """Return what is left, in the reader's language."""
        if self.left_unit is UseUnit.HOUR:
            words = _("{count} hours") if self.left >= 0 else _("{count} hours over")
        else:
            words = _("{count} days") if self.left >= 0 else _("{count} days overdue")
        return words.format(count=abs(self.left))

    @property
    def is_overdue(self) -> bool:
        """Return whether its day has passed, or its use is used up."""
        return self.left < 0 or (self.due_on is None and self.left == 0)


@dataclass(slots=True)
class _Held:
    """A lot in a depot: what was read of it."""

    row: RowMapping
    quantity: int = 0
    places: list[PlaceCode] = field(default_factory=list)


@dataclass(slots=True)
class _Past:
    """What was done to a lot: of each kind the newest day, and the next one as its paper says."""

    done: dict[UpkeepKind, tuple[date, date | None]] = field(default_factory=dict)
    thousandths_of_hours: int = 0


def due(connection: Connection, day: date, depot: DepotCode | None = None, within: int = WITHIN_DAYS) -> list[DueRow]:
    """Return what is overdue on a day or due within so many days of it, the most urgent first."""
    held = _held(connection, depot, day + timedelta(days=within))
    lots = {(key[0], key[1]) for key in held}
    past = _past(connection, {lot_id for _site, lot_id in lots})
    parts: dict[LotId, dict[str, date]] = {}
    for site_id in {site_id for site_id, _lot in lots}:
        parts |= parts_of(connection, site_id, [lot_id for site, lot_id in lots if site == site_id])
    used_from = _used_from(connection, [key[1] for key, one in held.items() if one.row["service_life_months"]])
    found = []
    for (_site, lot_id, _depot), one in held.items():
        known = past.get(lot_id, _Past())
        candidates = (
            *_upkeep_and_test(one, known, day),
            *_parts(one, parts.get(lot_id, {}), day),
            *_life(one, used_from.get(lot_id), known, day),
        )
        found += [row for row in candidates if row.left <= within or row.due_on is None]
    return sorted(found, key=lambda row: (row.due_on or date.min, row.item_code, row.label_code, row.clock))


def _held(connection: Connection, depot: DepotCode | None, last: date) -> dict[tuple[SiteId, LotId, DepotCode], _Held]:
    """Read the lots inside the depots of which a clock runs; of storage life, those only that end by a day."""
    found: dict[tuple[SiteId, LotId, DepotCode], _Held] = {}
    for row in connection.execute(_clocked(depot, last)).mappings():
        key = row["site_id"], row["lot_id"], row["depot_code"]
        one = found.setdefault(key, _Held(row))
        one.quantity += row["quantity"]
        one.places.append(row["place_code"])
    return found


def _clocked(depot: DepotCode | None, last: date) -> Select[*tuple[Any, ...]]:
    """Select what the depots hold of the lots that have a clock."""
    has_clock = or_(
        Item.upkeep_interval_months.is_not(None),
        Item.inspection_interval_months.is_not(None),
        Item.service_life_months.is_not(None),
        Item.use_limit.is_not(None),
        Balance.expires_on <= last,
        exists().where(ItemComponent.item_code == Item.code),
        exists().where(Component.site_id == Balance.site_id, Component.lot_id == Balance.lot_id),
        exists().where(Upkeep.site_id == Balance.site_id, Upkeep.lot_id == Balance.lot_id, Upkeep.next_on.is_not(None)),
    )
    columns = (
        Balance.site_id,
        Balance.lot_id,
        Balance.depot_code,
        Balance.place_code,
        Balance.quantity,
        Balance.expires_on,
        Depot.name.label("depot_name"),
        Item.code,
        Item.name_zh,
        Item.name_en,
        Item.unit,
        Item.upkeep_interval_months,
        Item.inspection_interval_months,
        Item.service_life_months,
        Item.use_limit,
        Item.use_unit,
        Lot.label_code,
        Lot.serial_no,
        Lot.batch_no,
        Lot.received_on,
        Lot.produced_on,
        Lot.tested_on,
        Lot.service_from,
        Lot.days_used,
    )
    statement = (
        select(*columns)
        .join(Item, Item.code == Balance.item_code)
        .join(Depot, Depot.code == Balance.depot_code)
        .join(Lot, and_(Lot.site_id == Balance.site_id, Lot.lot_id == Balance.lot_id))
        .where(Balance.bucket.in_(INSIDE), Balance.quantity > 0, has_clock)
        .order_by(Balance.lot_id, Balance.place_code)
    )
    return statement if depot is None else statement.where(Balance.depot_code == depot)


def _past(connection: Connection, lot_ids: Iterable[LotId]) -> dict[LotId, _Past]:
    """Read what was done to some lots."""
    found: dict[LotId, _Past] = defaultdict(_Past)
    columns = (Upkeep.lot_id, Upkeep.kind, Upkeep.done_on, Upkeep.next_on, Upkeep.hours)
    for some in lookups.chunks(list(lot_ids)):
        rows = connection.execute(
            select(*columns).where(Upkeep.lot_id.in_(some)).order_by(Upkeep.done_on, Upkeep.seq, Upkeep.line)
        )
        for lot_id, kind, done, following, hours in rows:
            known = found[lot_id]
            known.done[kind] = done, following
            known.thousandths_of_hours = max(known.thousandths_of_hours, hours or 0)
    return found


def _used_from(connection: Connection, lot_ids: Iterable[LotId]) -> dict[LotId, date]:
    """Return when some lots were handed out for the first time, by a document that was not taken back."""
    found: dict[LotId, date] = {}
    reversal = aliased(Document)
    taken_back = exists().where(reversal.site_id == Document.site_id, reversal.reverses_seq == Document.seq)
    for some in lookups.chunks(set(lot_ids)):
        statement = (
            select(Movement.lot_id, func.min(Movement.business_date))
            .join(Document, and_(Document.site_id == Movement.site_id, Document.seq == Movement.seq))
            .where(
                Movement.lot_id.in_(some),
                Document.kind.in_((DocumentKind.ISSUE, DocumentKind.LOAN)),
                ~taken_back,
            )
            .group_by(Movement.lot_id)
        )
        found |= {lot_id: first for lot_id, first in connection.execute(statement) if first is not None}
    return found


# --- the clocks ------------------------------------------------------------------------------------------------------


def _upkeep_and_test(one: _Held, past: _Past, day: date) -> Iterator[DueRow]:
    """Yield when maintenance is due, and when a test, a calibration or a filling is."""
    row = one.row
    done = [past.done[kind] for kind in _UPKEEP_KINDS if kind in past.done]
    last, following = max(done, key=lambda each: each[0], default=(None, None))
    months = row["upkeep_interval_months"]
    if following is None and months is not None:
        following = months_later(last or row["received_on"], months)
    if following is not None:
        yield _due(one, Clock.UPKEEP, following, day, last_on=last)
    yield from _test(one, past, day)


def _test(one: _Held, past: _Past, day: date) -> Iterator[DueRow]:
    """Yield when the next test is due: as the newest papers say, or after the item's interval."""
    row = one.row
    papers = [past.done[kind] for kind in _TEST_KINDS if kind in past.done]
    wanted = [following for _done, following in papers if following is not None]
    last = max([done for done, _following in papers] + [row["tested_on"]] * bool(row["tested_on"]), default=None)
    months = row["inspection_interval_months"]
    if months is not None:
        wanted.append(months_later(max(row["received_on"], row["tested_on"] or row["received_on"]), months))
    if wanted:
        yield _due(one, Clock.TEST, min(wanted), day, last_on=last)


def _parts(one: _Held, parts: dict[str, date], day: date) -> Iterator[DueRow]:
    """Yield when each part expires."""
    for name, expires in sorted(parts.items()):
        yield _due(one, Clock.COMPONENT, expires, day, detail=name)


def _life(one: _Held, used_from: date | None, past: _Past, day: date) -> Iterator[DueRow]:
    """Yield the ends of service life, use and storage life."""
    row = one.row
    first = row["service_from"] or used_from
    if row["service_life_months"] is not None and first is not None:
        yield _due(one, Clock.SERVICE, months_later(first, row["service_life_months"]), day, last_on=first)
    if row["use_limit"] is not None:
        yield from _use(one, past)
    if row["expires_on"] is not None:
        yield _due(one, Clock.STORAGE, row["expires_on"], day, last_on=row["produced_on"])


def _use(one: _Held, past: _Past) -> Iterator[DueRow]:
    """Yield how much of its use is left to an object that has nearly reached its limit."""
    row = one.row
    is_hours = row["use_unit"] is UseUnit.HOUR
    used = past.thousandths_of_hours // 1000 if is_hours else row["days_used"]
    if used * 10 >= row["use_limit"] * USED_UP_TENTHS:
        yield _row(one, Clock.USE, None, row["use_limit"] - used, unit=row["use_unit"])


def _due(one: _Held, clock: Clock, due_on: date, day: date, *, last_on: date | None = None, detail: str = "") -> DueRow:
    """Return a row of what falls due on a day."""
    return _row(one, clock, due_on, (due_on - day).days, last_on=last_on, detail=detail)


def _row(
    one: _Held,
    clock: Clock,
    due_on: date | None,
    left: int,
    *,
    unit: UseUnit = UseUnit.DAY,
    last_on: date | None = None,
    detail: str = "",
) -> DueRow:
    """Return a row of a lot."""
    row = one.row
    return DueRow(
        clock,
        row["site_id"],
        row["lot_id"],
        row["label_code"],
        row["serial_no"] or row["batch_no"],
        row["code"],
        row["name_zh"],
        row["name_en"],
        row["depot_code"],
        row["depot_name"],
        ", ".join(map(shown_place, one.places)),
        Quantity(one.quantity),
        row["unit"],
        detail,
        last_on,
        due_on,
        left,
        unit,
    )

"""Three invented years of twelve depots, every line of them posted through the journal."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from benchmarks.relief_story import post_all, tell_relief
from supplies.catalogue.actions import ItemLine
from supplies.catalogue.lists import default_list
from supplies.journal.action import Action
from supplies.models.accounts import Level
from supplies.models.catalogue import Tracking
from supplies.models.stock import Origin
from supplies.program import NewStore, Program
from supplies.stock.actions import (
    AddDepot,
    AddPlace,
    Issue,
    LotLine,
    Move,
    MoveLine,
    ReceiptLine,
    Receive,
    Return,
    ReturnLine,
)
from supplies.values import ActionId, DepotCode, Login, LotId, Money, PlaceCode, Quantity, SiteId, new_id

SITE = SiteId("210300A")
KEEPER = Login("keeper")
NOW = datetime(2026, 6, 30, 4, 0, tzinfo=UTC)
TODAY = NOW.astimezone().date()
FIRST_DAY = date(2023, 7, 1)
DEPOTS = tuple(DepotCode(f"2103{number:02d}A") for number in range(12))
PLACES = tuple(PlaceCode(f"{row}{number:02d}") for row in "ABC" for number in range(1, 9))

MOVEMENTS_PER_LOT = 10
WAVES = 20
"""Lots come in so many waves, and each wave has lived its life before the next comes."""
USED_UP = 0.1
"""The part of the lots that nothing is left of."""

LINES = 200
"""Of a document; the last movements of a store have one each."""
ONE_LINERS_MAX = 20_000


def clock() -> datetime:
    """Return a moment that never passes."""
    return NOW


@dataclass(slots=True)
class _Lot:
    """What the story knows of a lot."""

    lot_id: LotId
    item: ItemLine
    place: PlaceCode
    units: int
    is_used_up: bool

    @property
    def next_place(self) -> PlaceCode:
        """Return where it is moved to."""
        return PLACES[(PLACES.index(self.place) + 1) % len(PLACES)]


class _Story:
    """Invents what happened; the same every time but for the ids."""

    def __init__(self, movements: int) -> None:
        self._random = Random(7)  # noqa: S311 - a story, not a secret
        self._items = list(default_list().items)
        self._random.shuffle(self._items)
        self._weights = [1 / rank for rank in range(1, len(self._items) + 1)]
        self._movements = movements
        self._left = movements
        self._serial = 0

    def documents(self) -> Iterator[Action]:
        """Yield all documents in the order of their days."""
        lots = self._movements // MOVEMENTS_PER_LOT
        for wave in range(WAVES):
            first = lots * wave // WAVES
            last = lots * (wave + 1) // WAVES
            for depot in range(len(DEPOTS)):
                yield from self._life(DEPOTS[depot], wave, len(range(first + depot, last, len(DEPOTS))))

    def _life(self, depot: DepotCode, wave: int, count: int) -> Iterator[Action]:
        """Yield what happens to the lots of a wave in a depot."""
        lots = [self._lot(item) for item in self._random.choices(self._items, self._weights, k=count)]
        span = (TODAY - FIRST_DAY).days // WAVES
        for step in range(MOVEMENTS_PER_LOT):
            day = FIRST_DAY + timedelta(days=wave * span + step * span // MOVEMENTS_PER_LOT)
            for some in self._slices(lots):
                yield from self._step(depot, day, step, some)

    def _lot(self, item: ItemLine) -> _Lot:
        """Return a lot of an item: an object, or a thousand of a batch."""
        units = 1 if item.tracking is Tracking.SERIAL else 1000
        is_used_up = self._random.random() < USED_UP
        return _Lot(LotId(new_id()), item, self._random.choice(PLACES), units, is_used_up)

    def _slices(self, lots: Sequence[_Lot]) -> Iterator[Sequence[_Lot]]:
        """Yield the lots of one document each."""
        start = 0
        while start < len(lots):
            size = 1 if self._left <= ONE_LINERS_MAX else LINES
            some = lots[start : start + size]
            self._left -= len(some)
            start += len(some)
            yield some

    def _step(self, depot: DepotCode, day: date, step: int, lots: Sequence[_Lot]) -> Iterator[Action]:
        """Yield one step in the life of some lots: received, then issued, returned and moved, at last some used up."""
        head: dict[str, Any] = {"action_id": ActionId(new_id()), "business_date": day, "depot": depot}
        if step == 0:
            lines = tuple(self._receipt_line(lot, day) for lot in lots)
            yield Receive(**head, counterparty="应急物资供应商", origin=Origin.PURCHASE, lines=lines)
        elif step == MOVEMENTS_PER_LOT - 1:
            used = [lot for lot in lots if lot.is_used_up]
            kept = [lot for lot in lots if not lot.is_used_up]
            if used:
                yield Issue(**head, counterparty="铁西区", lines=tuple(_line(lot, lot.units) for lot in used))
            if kept:
                yield _move({**head, "action_id": ActionId(new_id())}, kept)
        elif step % 3 == 1:
            yield Issue(**head, counterparty="铁东区", incident="防汛", lines=tuple(_line(lot, 1) for lot in lots))
        elif step % 3 == 2:
            yield Return(**head, counterparty="铁东区", lines=tuple(_line_back(lot) for lot in lots))
        else:
            yield _move(head, lots)

    def _receipt_line(self, lot: _Lot, day: date) -> ReceiptLine:
        """Return the line that takes a lot in."""
        self._serial += 1
        life = lot.item.storage_life_months
        produced = day - timedelta(days=self._random.randrange(10, 200))
        is_serial = lot.item.tracking is Tracking.SERIAL
        return ReceiptLine(
            lot_id=lot.lot_id,
            item=lot.item.code,
            quantity=Quantity(lot.units * 1000),
            place=lot.place,
            amount=Money(lot.units * self._random.randrange(1_000, 80_000)),
            batch_no="" if is_serial else f"PC{self._serial:08d}",
            serial_no=f"SN{self._serial:08d}" if is_serial else "",
            produced_on=produced,
            expires_on=None if life is None else produced + timedelta(days=life * 30),
            is_consumable=lot.item.is_consumable,
        )


def _line_back(lot: _Lot) -> ReturnLine:
    """Return the line that brings one of a lot back."""
    return ReturnLine(lot_id=lot.lot_id, place=lot.place, quantity=Quantity(1000))


def _line(lot: _Lot, units: int) -> LotLine:
    """Return the line that takes some of a lot."""
    return LotLine(lot_id=lot.lot_id, place=lot.place, quantity=Quantity(units * 1000), reason="演练轮换")


def _move(head: dict[str, Any], lots: Sequence[_Lot]) -> Move:
    """Return the document that moves lots on, whole."""
    lines = tuple(
        MoveLine(lot_id=lot.lot_id, place=lot.place, to_place=lot.next_place, quantity=Quantity(lot.units * 1000))
        for lot in lots
    )
    for lot in lots:
        lot.place = lot.next_place
    return Move(**head, lines=lines)


def _foundation() -> Iterator[Action]:
    """Yield the catalogue, the depots and their locations."""
    yield default_list().action(ActionId(new_id()), FIRST_DAY)
    for depot in DEPOTS:
        yield AddDepot(action_id=ActionId(new_id()), business_date=FIRST_DAY, code=depot, name=f"{depot}库")
        for code in PLACES:
            yield AddPlace(
                action_id=ActionId(new_id()), business_date=FIRST_DAY, depot=depot, code=code, name=f"{code}区"
            )


def make_store(url: str, movements: int) -> None:
    """Make a store of so many movements, and of the few that the last weeks add."""
    # A sample, for in any other store whoever starts the program is asked for a password.
    new = NewStore(SITE, "鞍山市应急管理局", Level.CITY, KEEPER, "库管员", is_sample=True)
    with closing(Program.create(url, new, clock)) as program:
        program.post(list(_foundation()), KEEPER)
        post_all(program, KEEPER, _Story(movements).documents())
        tell_relief(program, KEEPER, TODAY, movements)

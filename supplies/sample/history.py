"""Three invented years of a city depot and seven county depots, month by month."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Any

from supplies.catalogue.actions import ItemLine
from supplies.journal.action import Action
from supplies.models.catalogue import Tracking
from supplies.models.stock import Origin
from supplies.sample.facts import CITY, DEPOTS, DONOR, INCIDENTS, PROJECTS, RECEIVERS, SUPPLIERS
from supplies.sample.identity import Identity
from supplies.stock.actions import (
    Adjust,
    CountLine,
    Issue,
    LotLine,
    Move,
    MoveLine,
    ReceiptLine,
    Receive,
    Return,
    ReturnLine,
    WriteOff,
)
from supplies.values import (
    NO_MONEY,
    AppropriationId,
    DepotCode,
    ItemCode,
    LotId,
    Money,
    OrganisationCode,
    PlaceCode,
    Quantity,
)

MONTHS = 36
DAYS_PER_MONTH = 30
COUNTY_SHARE = 0.55
"""How much of the catalogue a county depot holds."""

AUTHORITY = OrganisationCode("YJJ")
KEEPER = OrganisationCode("YJZX")


@dataclass(slots=True)
class _Held:
    """What the sample's author knows of a lot in one place."""

    lot_id: LotId
    item: ItemLine
    place: PlaceCode
    units: int
    expires_on: date | None


class History:
    """Invents what happened, and remembers enough of it to stay possible."""

    def __init__(self, random: Random, identity: Identity, items: tuple[ItemLine, ...], today: date) -> None:
        """Take the catalogue and the last day."""
        self._random = random
        self._identity = identity
        self._items = items
        self._today = today
        self._held: dict[DepotCode, list[_Held]] = {depot: [] for depot in DEPOTS}
        self._issued: dict[DepotCode, list[_Held]] = {depot: [] for depot in DEPOTS}
        self._funds: dict[str, AppropriationId] = {}
        self._plan = {depot: self._choose_items(depot) for depot in DEPOTS}

    def paid_by(self, funds: list[AppropriationId]) -> None:
        """Say which appropriation paid for which category: that of the lots already tendered."""
        lots = [lot for project in PROJECTS for lot in project.lots if lot.award is not None]
        self._funds = {category: funds[lot.fund] for lot in lots for category in lot.categories}

    def take_in(self, depot: DepotCode, lines: Iterable[ReceiptLine]) -> None:
        """Learn of goods that came in before the first month, so that they are issued with the others."""
        items = {item.code: item for item in self._items}
        self._held[depot] += [
            _Held(line.lot_id, items[line.item], line.place, line.quantity.thousandths // 1000, line.expires_on)
            for line in lines
        ]

    def places(self, depot: DepotCode) -> list[tuple[PlaceCode, str]]:
        """Return code and name of a depot's locations."""
        rows, columns = ("ABCD", 6) if depot == CITY else ("AB", 4)
        return [
            (PlaceCode(f"{row}{column:02d}"), f"{row}区{column:02d}号货位")
            for row in rows
            for column in range(1, columns + 1)
        ]

    def month(self, number: int) -> Iterator[Action]:
        """Yield what happened in a month of the history, 0 being the first."""
        first = self._today - timedelta(days=DAYS_PER_MONTH * (MONTHS - number))
        for depot in DEPOTS:
            yield from self._receipts(depot, number, first)
            yield from self._events(depot, first + timedelta(days=DAYS_PER_MONTH // 2))

    def _choose_items(self, depot: DepotCode) -> dict[int, list[ItemLine]]:
        """Spread what a depot ever gets over the months: most in the first year, then replacements."""
        plan: dict[int, list[ItemLine]] = {}
        for item in self._items:
            if depot != CITY and self._random.random() > COUNTY_SHARE:
                continue
            for _time in range(2 if depot == CITY else 1):
                month = min(self._random.randrange(MONTHS), self._random.randrange(MONTHS))
                plan.setdefault(month, []).append(item)
        return plan

    def _receipts(self, depot: DepotCode, number: int, first: date) -> Iterator[Action]:
        """Yield the month's receipts of a depot."""
        wanted = self._plan[depot].get(number, [])
        if not wanted:
            return
        day = first + timedelta(days=self._random.randrange(10))
        is_gift = depot != CITY and self._random.random() < 0.1
        origin = Origin.DONATION if is_gift else Origin.PURCHASE if depot == CITY else Origin.ALLOTMENT
        supplier = self._random.choice(sorted(SUPPLIERS))
        lines = [line for item in wanted for line in self._receipt_lines(depot, item, day, origin)]
        names = {Origin.PURCHASE: SUPPLIERS[supplier], Origin.DONATION: DONOR[1], Origin.ALLOTMENT: DEPOTS[CITY][0]}
        yield Receive(
            action_id=self._identity.action(),
            business_date=day,
            depot=depot,
            counterparty=names[origin],
            paper_number=f"示例-{day:%Y%m}-{depot[:6]}",
            note="示例数据",
            origin=origin,
            supplier=OrganisationCode(supplier) if origin is Origin.PURCHASE else None,
            lines=tuple(lines),
        )

    def _receipt_lines(self, depot: DepotCode, item: ItemLine, day: date, origin: Origin) -> Iterator[ReceiptLine]:
        """Yield the lines of one item: an object each, or one batch."""
        is_serial = item.tracking is Tracking.SERIAL
        produced = day - timedelta(days=self._random.randrange(20, 200))
        life = item.storage_life_months
        expires = None if life is None else produced + timedelta(days=life * 30)
        place = self._random.choice(self.places(depot))[0]
        scale = 4 if depot == CITY else 1
        units = 1 if is_serial else self._random.choice((20, 30, 50, 80, 100, 150, 200, 300)) * scale
        price = self._random.randrange(2_000, 60_000) if is_serial else self._random.randrange(15, 800)
        for _number in range(self._random.randrange(1, 4) if is_serial else 1):
            lot_id = self._identity.lot()
            self._held[depot].append(_Held(lot_id, item, place, units, expires))
            yield ReceiptLine(
                lot_id=lot_id,
                item=item.code,
                quantity=Quantity(units * 1000),
                place=place,
                amount=Money(price * units * 100) if origin is Origin.PURCHASE else NO_MONEY,
                batch_no="" if item.tracking is Tracking.QUANTITY or is_serial else f"PC{produced:%Y%m%d}",
                serial_no=f"{item.code}-{self._random.randrange(16**6):06X}" if is_serial else "",
                produced_on=produced,
                expires_on=expires,
                owner=AUTHORITY,
                manager=KEEPER if depot == CITY else None,
                appropriation_id=self._funds.get(item.classes[0].node) if origin is Origin.PURCHASE else None,
                is_consumable=item.is_consumable,
            )

    def _events(self, depot: DepotCode, day: date) -> Iterator[Action]:
        """Yield what else happened: issues, returns, moves, a count, a write-off."""
        held = [each for each in self._held[depot] if each.units > 0]
        if not held:
            return
        for offset in range(self._random.randrange(1, 4 if depot == CITY else 3)):
            yield self._issue(depot, day + timedelta(days=offset), held)
        if self._issued[depot] and self._random.random() < 0.5:
            yield self._return(depot, day + timedelta(days=5))
        chance = self._random.random()
        if chance < 0.4:
            yield self._move(depot, day + timedelta(days=6))
        elif chance < 0.6:
            yield self._count(depot, day + timedelta(days=7))
        elif chance < 0.75:
            yield self._write_off(depot, day + timedelta(days=8))

    def _head(self, depot: DepotCode, day: date) -> dict[str, Any]:
        """Return what every document has."""
        return {"action_id": self._identity.action(), "business_date": day, "depot": depot, "note": "示例数据"}

    def _issue(self, depot: DepotCode, day: date, held: list[_Held]) -> Action:
        """Hand out some lots, each the first of its item to expire."""
        chosen: dict[ItemCode, _Held] = {}
        for each in self._random.sample(held, min(len(held), self._random.randrange(1, 7))):
            first = min(
                (one for one in held if one.item.code == each.item.code and one.units > 0), key=_life, default=None
            )
            if first is not None and (first.expires_on is None or first.expires_on >= day):
                chosen[first.item.code] = first
        lines = []
        for each in chosen.values():
            units = self._some(each)
            each.units -= units
            self._issued[depot].append(replace(each, units=units))
            lines.append(LotLine(lot_id=each.lot_id, place=each.place, quantity=Quantity(units * 1000)))
        where: dict[str, Any] = {
            "counterparty": self._random.choice(RECEIVERS),
            "incident": self._random.choice(INCIDENTS),
        }
        return Issue(**self._head(depot, day), **where, lines=tuple(lines)) if lines else self._move(depot, day)

    def _some(self, each: _Held) -> int:
        """Return a part of what is held: the object itself, or up to a third of a batch."""
        return 1 if each.units < 3 else self._random.randrange(1, each.units // 3 + 1)

    def _return(self, depot: DepotCode, day: date) -> Action:
        """Take back what was issued last and is not used up."""
        each = self._issued[depot].pop()
        original = next(one for one in self._held[depot] if one.lot_id == each.lot_id and one.place == each.place)
        original.units += each.units
        line = ReturnLine(lot_id=each.lot_id, place=each.place, quantity=Quantity(each.units * 1000))
        return Return(**self._head(depot, day), counterparty=self._random.choice(RECEIVERS), lines=(line,))

    def _any(self, depot: DepotCode) -> _Held:
        """Return some lot that is on hand."""
        return self._random.choice([each for each in self._held[depot] if each.units > 0])

    def _move(self, depot: DepotCode, day: date) -> Action:
        """Move a whole lot to another place."""
        each = self._any(depot)
        goal = self._random.choice([code for code, _name in self.places(depot) if code != each.place])
        line = MoveLine(lot_id=each.lot_id, place=each.place, to_place=goal, quantity=Quantity(each.units * 1000))
        moved = replace(each, place=goal)
        each.units = 0
        self._held[depot].append(moved)
        return Move(**self._head(depot, day), lines=(line,))

    def _count(self, depot: DepotCode, day: date) -> Action:
        """Find one lot short by one."""
        each = self._any(depot)
        book = Quantity(each.units * 1000)
        each.units -= 1
        counted = Quantity(each.units * 1000)
        line = CountLine(lot_id=each.lot_id, place=each.place, book=book, counted=counted, reason="盘点短少(示例)")
        return Adjust(**self._head(depot, day), lines=(line,))

    def _write_off(self, depot: DepotCode, day: date) -> Action:
        """Write off a few that are spoilt."""
        each = self._any(depot)
        units = 1 if each.units < 10 else each.units // 10
        each.units -= units
        reason = "受潮霉变,无法使用(示例)"
        line = LotLine(lot_id=each.lot_id, place=each.place, quantity=Quantity(units * 1000), reason=reason)
        return WriteOff(**self._head(depot, day), paper_number=f"示例报损-{day:%Y%m}", lines=(line,))


def _life(each: _Held) -> date:
    """Return when a lot expires; far away where it does not."""
    return each.expires_on or date.max

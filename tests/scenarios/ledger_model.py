"""What the ledgers must hold, worked out beside the program: plain lists and sums, no SQL."""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date

from supplies.values import AppropriationId, LotId, PlaceCode, TenderLotId

SOURCES = {PlaceCode(code) for code in ("~supplier", "~donor", "~superior", "~count")}
"""Places outside that may go below zero."""


@dataclass(frozen=True, slots=True)
class Line:
    """A quantity, in thousandths, from one place to another."""

    day: date
    lot: LotId
    origin: PlaceCode
    goal: PlaceCode
    quantity: int

    def mirrored(self, day: date) -> "Line":
        """Return the line that takes this one back on a day."""
        return replace(self, day=day, origin=self.goal, goal=self.origin)


@dataclass(slots=True)
class StockModel:
    """Goods of one depot."""

    lines: list[Line] = field(default_factory=list)
    documents: dict[int, tuple[Line, ...]] = field(default_factory=dict)
    reversed: set[int] = field(default_factory=set)
    decimals: dict[LotId, int] = field(default_factory=dict)
    void: set[LotId] = field(default_factory=set)
    """Lots whose receipt was reversed: they are in the books no more."""
    singles: set[LotId] = field(default_factory=set)
    places: dict[PlaceCode, bool] = field(default_factory=dict)
    closed: date | None = None

    def post(self, seq: int, lines: tuple[Line, ...]) -> None:
        """Write a document down."""
        self.documents[seq] = lines
        self.lines += lines

    def holds(self, lot: LotId, place: PlaceCode) -> int:
        """Return what a place holds of a lot now."""
        return self.balances()[lot, place]

    def balances(self, through: date = date.max) -> Counter[tuple[LotId, PlaceCode]]:
        """Return what every place holds of every lot at the end of a day."""
        found: Counter[tuple[LotId, PlaceCode]] = Counter()
        for line in self.lines:
            if line.day <= through:
                found[line.lot, line.goal] += line.quantity
                found[line.lot, line.origin] -= line.quantity
        return found

    def is_free(self, day: date) -> bool:
        """Return whether a day lies in the open period."""
        return self.closed is None or day > self.closed

    def may_leave(self, lot: LotId, place: PlaceCode, quantity: int, day: date) -> bool:
        """Return whether a place has so much of a lot now and at the end of every day from a day on."""
        days = {day} | {line.day for line in self.lines if line.day >= day}
        lowest = min(self.balances(each)[lot, place] for each in days)
        return 0 < quantity <= min(lowest, self.holds(lot, place))

    def fits(self, lot: LotId, quantity: int) -> bool:
        """Return whether a lot is in the books, and a quantity above zero and no finer than its item is counted."""
        return lot not in self.void and quantity > 0 and quantity % 10 ** (3 - self.decimals[lot]) == 0

    def is_possible_with(self, more: tuple[Line, ...]) -> bool:
        """Return whether no place inside would hold less than nothing at the end of any day."""
        tried = StockModel([*self.lines, *more])
        days = {line.day for line in tried.lines}
        return all(
            quantity >= 0
            for day in days
            for (_lot, place), quantity in tried.balances(day).items()
            if place not in SOURCES
        )


@dataclass(slots=True)
class Tender:
    """A tender lot: its stage, and the money it holds, in fen."""

    appropriation: AppropriationId
    budget: int
    ceiling: int
    stage: str = "planned"
    award: int = 0
    announced: date | None = None
    ended: date | None = None

    @property
    def standing(self) -> int:
        """Return what stands with the lot."""
        return {"planned": self.budget, "tendering": self.budget, "tendered": self.award, "cancelled": 0}[self.stage]


@dataclass(slots=True)
class MoneyModel:
    """Appropriations and the lots that spend them."""

    amounts: dict[AppropriationId, int] = field(default_factory=dict)
    withdrawn: set[AppropriationId] = field(default_factory=set)
    tenders: dict[TenderLotId, Tender] = field(default_factory=dict)

    def available(self, money: AppropriationId) -> int:
        """Return what is not yet meant for anything."""
        if money in self.withdrawn:
            return 0
        return self.amounts[money] - self.meant(money)

    def meant(self, money: AppropriationId) -> int:
        """Return what stands with the lots of an appropriation."""
        return sum(lot.standing for lot in self.tenders.values() if lot.appropriation == money)

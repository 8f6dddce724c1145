"""Random histories: what the store says of any past day is what a plain recomputation of its papers says."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

import pytest

from supplies.errors import Refused
from supplies.journal.action import Action
from supplies.models.stock import Origin
from supplies.stock.actions import (
    AddDepot,
    AddPlace,
    Adjust,
    CountLine,
    Issue,
    Move,
    Receive,
    Return,
    Reverse,
    WriteOff,
)
from supplies.stock.card import Card, card
from supplies.stock.documents import DocumentRow, document_lines, documents_page
from supplies.stock.queries import StockFilter, item_totals, stock_as_of, stock_page
from supplies.values import DepotCode, LotId, Money, PlaceCode, Quantity
from tests.rooms import (
    A01,
    A02,
    B01,
    CLOTH,
    DEPOT,
    QUILT,
    SITE,
    TODAY,
    WATER,
    Desk,
    act,
    ago,
    coming_back,
    goods,
    lot_line,
    move_line,
    some,
)
from tests.soak import size

SECOND = DepotCode("210300B")
PLACES = (A01, A02, B01)
ITEMS = (WATER, QUILT, CLOTH)

Key = tuple[DepotCode, PlaceCode, LotId]
Held = dict[Key, tuple[int, int]]


class Clerk:
    """Posts whatever comes to mind; what the rules refuse is left alone."""

    def __init__(self, desk: Desk, seed: int) -> None:
        self.desk = desk
        self.random = Random(seed)  # noqa: S311 - a test's own dice
        self.lots: list[tuple[DepotCode, LotId]] = []
        self.posted = 0
        self.refused = 0

    def work(self, steps: int) -> None:
        for _step in range(steps):
            try:
                self.desk.post(self._action())
                self.posted += 1
            except Refused:
                self.refused += 1

    def _day(self) -> date:
        return TODAY - timedelta(days=self.random.randrange(40))

    def _action(self) -> Action:
        if len(self.lots) < 4 or self.random.random() < 0.15:
            return self._receipt()
        if self.random.random() < 0.1:
            seqs = [row.seq for row in self.desk.read(documents_page)]
            return act(Reverse, business_date=self._day(), reverses_seq=self.random.choice(seqs), reason="录入有误")
        return self._carriage()

    def _receipt(self) -> Action:
        depot = self.random.choice((DEPOT, SECOND))
        lines = [
            goods(
                self.random.choice(ITEMS),
                self.random.randint(1, 30),
                Money(self.random.randint(0, 5000)),
                place=self.random.choice(PLACES),
                expires_on=self.random.choice((None, ago(-100), ago(20))),
            )
            for _line in range(self.random.randint(1, 3))
        ]
        self.lots += [(depot, line.lot_id) for line in lines]
        return act(Receive, business_date=self._day(), depot=depot, origin=Origin.PURCHASE, lines=tuple(lines))

    def _carriage(self) -> Action:
        depot, lot = self.random.choice(self.lots)
        place, quantity = self.random.choice(PLACES), self.random.randint(1, 8)
        common = {"depot": depot, "business_date": self._day()}
        line = (lot_line(lot, quantity, place, reason="随机"),)
        book = self.desk.held(lot, place, depot)
        counted = some(self.random.randint(0, 12))
        return self.random.choice(
            (
                act(Issue, **common, lines=line),
                act(Return, **common, lines=coming_back(*line)),
                act(WriteOff, **common, lines=line),
                act(Move, **common, lines=(move_line(lot, quantity, place, self.random.choice(PLACES)),)),
                act(
                    Adjust,
                    **common,
                    lines=(CountLine(lot_id=lot, place=place, book=book, counted=counted, reason="随机"),),
                ),
            )
        )


def papers(desk: Desk) -> Iterator[tuple[DocumentRow, list[tuple[Key, int, int]]]]:
    """Yield each document, oldest first, with what each of its lines changed at both of its ends."""
    for paper in reversed(desk.read(documents_page, limit=1000)):
        changes = []
        for line in desk.read(document_lines, SITE, paper.seq):
            for place, sign in ((line.from_place, -1), (line.to_place, 1)):
                key = (paper.depot_code, place, line.lot_id)
                changes.append((key, sign * line.quantity.thousandths, sign * line.amount.fen))
        yield paper, changes


def held_by(history: list[tuple[DocumentRow, list[tuple[Key, int, int]]]], day: date) -> Held:
    """Return what real places held at the end of a day, from the papers alone."""
    held: dict[Key, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for paper, changes in history:
        if paper.business_date <= day:
            for key, quantity, fen in changes:
                held[key] = (held[key][0] + quantity, held[key][1] + fen)
    return {key: sums for key, sums in held.items() if not key[1].startswith("~") and sums[0]}


@pytest.fixture(params=range(size(1, 12)))
def lived(request: pytest.FixtureRequest, desk: Desk) -> Desk:
    """Return a store with a random history in two depots."""
    places = [act(AddPlace, depot=SECOND, code=code, name=f"{code}区") for code in PLACES]
    desk.post(act(AddDepot, code=SECOND, name="二号库"), *places)
    clerk = Clerk(desk, request.param)
    clerk.work(size(180, 400))
    assert clerk.posted > 40 and clerk.refused > 20  # Otherwise the dice prove nothing.
    return desk


def test_the_stock_of_every_past_day_is_what_the_papers_add_up_to(lived: Desk) -> None:
    history = list(papers(lived))
    for days in range(-1, 41):
        expected = held_by(history, ago(days))
        found = lived.read(stock_as_of, ago(days), StockFilter())
        assert {
            (row.depot_code, row.place_code, row.lot_id): (row.quantity.thousandths, row.amount.fen) for row in found
        } == expected
        assert all(quantity > 0 for quantity, _fen in expected.values())  # No day ended below zero.


def test_what_is_on_hand_is_the_stock_of_today_in_every_filter(lived: Desk) -> None:
    for wanted in (StockFilter(), StockFilter(depot=SECOND), StockFilter(item=WATER), StockFilter(place=A02)):
        assert lived.read(stock_as_of, TODAY, wanted) == lived.read(stock_page, wanted, limit=1000)


def test_totals_and_cards_are_what_the_papers_add_up_to(lived: Desk) -> None:
    history = list(papers(lived))
    items = {row.lot_id: row.item_code for paper in history for row in lived.read(document_lines, SITE, paper[0].seq)}
    for depot in (None, DEPOT, SECOND):
        totals = {row.item_code: (row.quantity, row.amount) for row in lived.read(item_totals, depot=depot)}
        for item in ITEMS:
            first, last = ago(25), ago(10)
            before, after = (
                sums(held_by(history, day), items, item, depot) for day in (first - timedelta(days=1), last)
            )
            found: Card = lived.read(card, item, depot=depot, first=first, last=last)
            assert (found.opening, found.opening_amount) == before
            assert (found.closing, found.closing_amount) == after
            assert_runs(found)
            assert totals[item] == sums(held_by(history, TODAY), items, item, depot)


def sums(held: Held, items: dict[LotId, str], item: str, depot: DepotCode | None) -> tuple[Quantity, Money]:
    """Return how much of an item is held, and its worth."""
    here = [each for key, each in held.items() if items[key[2]] == item and depot in {None, key[0]}]
    return Quantity(sum(quantity for quantity, _fen in here)), Money(sum(fen for _quantity, fen in here))


def assert_runs(found: Card) -> None:
    """Prove that each balance of a card is the one before it and the change."""
    balance, worth = found.opening, found.opening_amount
    for row in found.rows:
        balance, worth = balance + row.change, worth + row.change_amount
        assert (row.balance, row.balance_amount) == (balance, worth)
    assert (found.closing, found.closing_amount) == (balance, worth)


def test_numbers_have_no_gaps_whatever_was_refused(lived: Desk) -> None:
    numbers: dict[str, list[int]] = defaultdict(list)
    for paper, _changes in papers(lived):
        series, _dash, number = paper.number.rpartition("-")
        numbers[series].append(int(number))
    assert len(numbers) > 6
    assert all(given == list(range(1, len(given) + 1)) for given in numbers.values())


def test_a_replay_gives_the_very_same_tables(lived: Desk) -> None:
    verification = lived.program.verify(deep=True)
    assert verification.is_sound, verification

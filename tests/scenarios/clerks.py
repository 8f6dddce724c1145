"""Clerks who do whatever comes to their minds, beside a model that says what must come of it.

Every posting is either what the model allows, and then it is accepted, or a refusal in words that changed nothing.
"""

from datetime import date
from typing import Any

import hypothesis.strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import Connection, select

from supplies.errors import SuppliesError
from supplies.funds.actions import Appropriate, ShareLine, Withdraw
from supplies.journal.action import Action
from supplies.models.accounts import Level
from supplies.models.funds import Appropriation, Bucket, FundAccount, FundBalance, FundMovement
from supplies.models.procurement import Method
from supplies.models.stock import Balance, ItemTotal, Movement, Origin
from supplies.models.stock import Bucket as Bin
from supplies.procurement.actions import AddLot, CancelLot, FailTender, OpenProject, RecordAward, StartTender
from supplies.program import Program
from supplies.stock.actions import (
    AddPlace,
    Adjust,
    ClosePeriod,
    CountLine,
    Issue,
    LotLine,
    Move,
    MoveLine,
    ReceiptLine,
    Receive,
    RetirePlace,
    Return,
    ReturnLine,
    Reverse,
    WriteOff,
)
from supplies.values import AppropriationId, ItemCode, LotId, Money, PlaceCode, ProjectId, Quantity, TenderLotId, new_id
from tests.rooms import A01, A02, ADMIN, B01, CLOTH, COMMAND_TENT, DEPOT, TENT, Desk, act, ago, assert_speaks
from tests.scenarios.ledger_model import Line, MoneyModel, StockModel, Tender

DECIMALS = {TENT: 0, CLOTH: 3, COMMAND_TENT: 0}
C01 = PlaceCode("C01")
PLACES = st.sampled_from([A01, A02, B01, C01])
DAYS = st.sampled_from([0, 0, 0, 0, 1, 2, 5, 9]).map(ago)
QUANTITIES = st.one_of(st.integers(1, 12).map(lambda n: n * 1000), st.integers(-1, 9_500))
FEN = st.one_of(st.just(0), st.integers(1, 50_000), st.integers(-1, 10**12))
ANY = st.integers(0, 10**6)
"""Picks one of what there is, whatever number of things that is."""


class Clerks(RuleBasedStateMachine):
    """Several people at one store."""

    def __init__(self, program: Program) -> None:
        super().__init__()
        self.program = program
        self.desk = Desk(self.program)
        self.stock = StockModel(places={A01: True, A02: True, B01: True})
        self.money = MoneyModel()
        self.projects: list[ProjectId] = []
        self.done: list[Action] = []
        self.numbers: set[str] = set()

    # --- posting -----------------------------------------------------------------------------------------------------

    def post(self, action: Action, *, allowed: bool | None) -> int | None:
        """Post what the model allows, forbids, or (None) leaves open; return the entry, None where it was refused."""
        head, before = self.program.head, None if allowed else self.desk.everything()
        try:
            (posted,) = self.program.post([action], ADMIN)
        except SuppliesError as error:
            assert not allowed, f"{error!r} although nothing forbids {action}"
            assert_speaks(error)
            assert self.program.head == head
            assert self.desk.everything() == before, "a refusal changes nothing"
            return None
        assert allowed is not False, f"accepted although it cannot be: {action}"
        assert posted.is_new and posted.entry.seq == head.seq + 1
        self.done.append(action)
        return posted.entry.seq

    def post_lines(self, action: Action, lines: tuple[Line, ...], *, allowed: bool) -> None:
        """Post a document; what it moved is written into the model."""
        seq = self.post(action, allowed=allowed)
        if seq is not None:
            self.stock.post(seq, lines)

    def lot(self, number: int) -> LotId:
        """Return one of the lots there are."""
        lots = list(self.stock.decimals)
        return lots[number % len(lots)]

    def is_open(self, place: PlaceCode) -> bool:
        """Return whether a location is there and in use."""
        return self.stock.places.get(place, False)

    # --- goods -------------------------------------------------------------------------------------------------------

    @initialize()
    def first_goods(self) -> None:
        """Begin with something in stock."""
        self.receive(TENT, 10_000, 1_800_01, A01, ago(9))

    @rule(item=st.sampled_from(list(DECIMALS)), quantity=QUANTITIES, fen=FEN, place=PLACES, day=DAYS)
    def receive(self, item: ItemCode, quantity: int, fen: int, place: PlaceCode, day: date) -> None:
        """Take goods in."""
        lot, is_single = LotId(new_id()), item == COMMAND_TENT
        line = ReceiptLine(
            lot_id=lot,
            item=item,
            quantity=Quantity(1000 if is_single else quantity),
            place=place,
            amount=Money(fen),
            serial_no=str(lot) if is_single else "",
        )
        self.stock.decimals[lot] = DECIMALS[item]
        fits = is_single or self.stock.fits(lot, quantity)
        allowed = fits and fen >= 0 and self.is_open(place) and self.stock.is_free(day)
        action = act(Receive, business_date=day, depot=DEPOT, origin=Origin.PURCHASE, lines=(line,))
        moved = Line(day, lot, PlaceCode("~supplier"), place, line.quantity.thousandths)
        self.post_lines(action, (moved,), allowed=allowed)
        if not allowed:
            del self.stock.decimals[lot]
        elif is_single:
            self.stock.singles.add(lot)

    @precondition(lambda self: self.stock.decimals)
    @rule(kind=st.sampled_from([Issue, WriteOff]), number=ANY, place=PLACES, quantity=QUANTITIES, day=DAYS)
    def take_out(self, kind: Any, number: int, place: PlaceCode, quantity: int, day: date) -> None:
        """Hand goods out, or write them off."""
        lot = self.lot(number)
        line = LotLine(lot_id=lot, place=place, quantity=Quantity(quantity), reason="说明")
        goal = PlaceCode("~issued" if kind is Issue else "~lost")
        allowed = self.is_open(place) and self.stock.is_free(day) and self.stock.fits(lot, quantity)
        allowed = allowed and self.stock.may_leave(lot, place, quantity, day)
        action = act(kind, business_date=day, depot=DEPOT, lines=(line,))
        self.post_lines(action, (Line(day, lot, place, goal, quantity),), allowed=allowed)

    @precondition(lambda self: self.stock.decimals)
    @rule(number=ANY, place=PLACES, parts=st.lists(st.integers(1, 4_000), min_size=2, max_size=3), day=DAYS)
    def issue_in_parts(self, number: int, place: PlaceCode, parts: list[int], day: date) -> None:
        """Hand one lot out in several lines of one document, which together may be too much."""
        lot = self.lot(number)
        lines = tuple(LotLine(lot_id=lot, place=place, quantity=Quantity(part), reason="说明") for part in parts)
        allowed = self.is_open(place) and self.stock.is_free(day) and all(self.stock.fits(lot, part) for part in parts)
        allowed = allowed and self.stock.may_leave(lot, place, sum(parts), day)
        moved = tuple(Line(day, lot, place, PlaceCode("~issued"), part) for part in parts)
        self.post_lines(act(Issue, business_date=day, depot=DEPOT, lines=lines), moved, allowed=allowed)

    @precondition(lambda self: self.stock.decimals)
    @rule(number=ANY, place=PLACES, goal=PLACES, quantity=QUANTITIES, day=DAYS)
    def move(self, number: int, place: PlaceCode, goal: PlaceCode, quantity: int, day: date) -> None:
        """Move goods within the depot."""
        lot = self.lot(number)
        line = MoveLine(lot_id=lot, place=place, to_place=goal, quantity=Quantity(quantity))
        allowed = place != goal and self.is_open(place) and self.is_open(goal) and self.stock.is_free(day)
        allowed = allowed and self.stock.fits(lot, quantity) and self.stock.may_leave(lot, place, quantity, day)
        action = act(Move, business_date=day, depot=DEPOT, lines=(line,))
        self.post_lines(action, (Line(day, lot, place, goal, quantity),), allowed=allowed)

    @precondition(lambda self: self.stock.decimals)
    @rule(number=ANY, place=PLACES, quantity=QUANTITIES, day=DAYS)
    def bring_back(self, number: int, place: PlaceCode, quantity: int, day: date) -> None:
        """Take issued goods back."""
        lot, issued = self.lot(number), PlaceCode("~issued")
        line = ReturnLine(lot_id=lot, place=place, quantity=Quantity(quantity))
        allowed = self.is_open(place) and self.stock.is_free(day) and self.stock.fits(lot, quantity)
        allowed = allowed and self.stock.may_leave(lot, issued, quantity, day)
        action = act(Return, business_date=day, depot=DEPOT, lines=(line,))
        self.post_lines(action, (Line(day, lot, issued, place, quantity),), allowed=allowed)

    @precondition(lambda self: self.stock.decimals)
    @rule(number=ANY, place=PLACES, counted=QUANTITIES, error=st.sampled_from([0, 0, 0, 1000]), day=DAYS)
    def count(self, number: int, place: PlaceCode, counted: int, error: int, day: date) -> None:
        """Set the books to a count, sometimes of other books than there are."""
        lot, found = self.lot(number), PlaceCode("~count")
        held = self.stock.holds(lot, place)
        book, quantity = Quantity(held + error), Quantity(counted)
        line = CountLine(lot_id=lot, place=place, book=book, counted=quantity, reason="盘点")
        action = act(Adjust, business_date=day, depot=DEPOT, lines=(line,))
        is_count = counted >= 0 and counted % 10 ** (3 - self.stock.decimals[lot]) == 0 and counted != held
        allowed = is_count and not error and self.is_open(place) and self.stock.is_free(day)
        allowed = allowed and lot not in self.stock.void
        if counted < held:
            moved = Line(day, lot, place, found, held - counted)
            allowed = allowed and self.stock.may_leave(lot, place, held - counted, day)
        else:
            moved = Line(day, lot, found, place, counted - held)
            allowed = allowed and (lot not in self.stock.singles or self.may_turn_up(lot, counted))
        self.post_lines(action, (moved,), allowed=allowed)

    def may_turn_up(self, lot: LotId, counted: int) -> bool:
        """Return whether an object may be found: the books have it nowhere, inside or issued."""
        places = [*self.stock.places, PlaceCode("~issued")]
        return counted == 1000 and not any(self.stock.holds(lot, place) for place in places)

    @precondition(lambda self: self.stock.documents)
    @rule(number=ANY, day=DAYS)
    def reverse(self, number: int, day: date) -> None:
        """Take a whole document back."""
        seqs = list(self.stock.documents)
        seq = seqs[number % len(seqs)]
        lines = tuple(line.mirrored(day) for line in self.stock.documents[seq])
        is_possible = (
            seq not in self.stock.reversed
            and self.stock.is_free(day)
            and day >= self.stock.documents[seq][0].day
            and self.stock.is_possible_with(lines)
        )
        # Where the goods are there their worth may not be; then it is refused too.
        action = act(Reverse, business_date=day, reverses_seq=seq, reason="录入有误")
        reversal = self.post(action, allowed=None if is_possible else False)
        if reversal is not None:
            self.stock.post(reversal, lines)
            self.stock.reversed |= {seq, reversal}
            self.stock.void |= {line.lot for line in lines if line.goal == "~supplier"}

    @rule(days=st.integers(-1, 12), day=st.sampled_from([0, 0, 3]).map(ago))
    def close_period(self, days: int, day: date) -> None:
        """Close the books through some day."""
        through = ago(days)
        allowed = through <= day and (self.stock.closed is None or through > self.stock.closed)
        if self.post(act(ClosePeriod, business_date=day, depot=DEPOT, closed_through=through), allowed=allowed):
            self.stock.closed = through

    @rule(place=PLACES)
    def open_place(self, place: PlaceCode) -> None:
        """Open a location."""
        action = act(AddPlace, depot=DEPOT, code=place, name=f"{place}区")
        if self.post(action, allowed=place not in self.stock.places):
            self.stock.places[place] = True

    @rule(place=PLACES)
    def retire_place(self, place: PlaceCode) -> None:
        """Close a location."""
        is_empty = not any(quantity for (_lot, there), quantity in self.stock.balances().items() if there == place)
        action = act(RetirePlace, depot=DEPOT, code=place)
        if self.post(action, allowed=self.is_open(place) and is_empty):
            self.stock.places[place] = False

    # --- money -------------------------------------------------------------------------------------------------------

    @rule(fen=FEN, known=st.sampled_from([None, 0, 1]))
    def appropriate(self, fen: int, known: int | None) -> None:
        """Record an appropriation whose split is known, wrong, or not known."""
        money = AppropriationId(new_id())
        part = None if known is None else Money(fen // 2)
        rest = None if known is None else Money(fen - fen // 2 + known)
        shares = (ShareLine(Level.CENTRAL, part), ShareLine(Level.PROVINCE, rest))
        values = {"title": "救灾", "number": str(money), "dated": ago(20), "amount": Money(fen)}
        is_split = known is None or (known == 0 and fen // 2 > 0)
        action = act(Appropriate, appropriation_id=money, shares=shares, **values)
        if self.post(action, allowed=fen > 0 and is_split):
            self.money.amounts[money] = fen

    @precondition(lambda self: self.money.amounts)
    @rule(number=ANY)
    def withdraw(self, number: int) -> None:
        """Give an appropriation back."""
        money = self.appropriation(number)
        allowed = money not in self.money.withdrawn and self.money.meant(money) == 0
        if self.post(act(Withdraw, appropriation_id=money, reason="收回"), allowed=allowed):
            self.money.withdrawn.add(money)

    def appropriation(self, number: int) -> AppropriationId:
        """Return one of the appropriations there are."""
        known = list(self.money.amounts)
        return known[number % len(known)]

    @rule()
    def open_project(self) -> None:
        """Open a project."""
        project = ProjectId(new_id())
        values = {"number": str(project), "name": "采购", "method": Method.OPEN_TENDER, "started_on": ago(9)}
        self.post(act(OpenProject, project_id=project, **values), allowed=True)
        self.projects.append(project)

    @precondition(lambda self: self.projects and self.money.amounts)
    @rule(project=ANY, number=ANY, budget=FEN, less=st.integers(-1, 20))
    def plan(self, project: int, number: int, budget: int, less: int) -> None:
        """Plan a lot."""
        money, lot = self.appropriation(number), TenderLotId(new_id())
        ceiling = budget - less
        values = {"number": len(self.money.tenders) % 999 + 1, "name": "一包", "budget": Money(budget)}
        action = act(
            AddLot,
            tender_lot_id=lot,
            project_id=self.projects[project % len(self.projects)],
            appropriation_id=money,
            ceiling=Money(ceiling),
            **values,
        )
        allowed = 0 < ceiling <= budget <= self.money.available(money)
        if self.post(action, allowed=allowed):
            self.money.tenders[lot] = Tender(money, budget, ceiling)

    def tender(self, number: int) -> tuple[TenderLotId, Tender]:
        """Return one of the tender lots there are."""
        known = list(self.money.tenders.items())
        return known[number % len(known)]

    @precondition(lambda self: self.money.tenders)
    @rule(number=ANY, day=DAYS)
    def start(self, number: int, day: date) -> None:
        """Put a lot to tender."""
        lot, tender = self.tender(number)
        allowed = tender.stage == "planned" and (tender.ended is None or day >= tender.ended)
        if self.post(act(StartTender, tender_lot_id=lot, announced_on=day), allowed=allowed):
            tender.stage, tender.announced = "tendering", day

    @precondition(lambda self: self.money.tenders)
    @rule(number=ANY, day=DAYS, share=st.integers(0, 101))
    def award(self, number: int, day: date, share: int) -> None:
        """Record an award of some part of the ceiling, or more."""
        lot, tender = self.tender(number)
        fen = tender.ceiling * share // 100 + (share == 101)
        allowed = tender.stage == "tendering" and 0 < fen <= tender.ceiling and self.ends(tender, day)
        action = act(RecordAward, tender_lot_id=lot, ended_on=day, winner="供应商", award=Money(fen))
        if self.post(action, allowed=allowed):
            tender.stage, tender.award, tender.ended = "tendered", fen, day

    def ends(self, tender: Tender, day: date) -> bool:
        """Return whether a round may end on a day."""
        return tender.announced is not None and day >= tender.announced

    @precondition(lambda self: self.money.tenders)
    @rule(number=ANY, day=DAYS)
    def fail(self, number: int, day: date) -> None:
        """Record a failed round."""
        lot, tender = self.tender(number)
        allowed = tender.stage == "tendering" and self.ends(tender, day)
        if self.post(act(FailTender, tender_lot_id=lot, ended_on=day, reason="不足三家"), allowed=allowed):
            tender.stage, tender.ended = "planned", day

    @precondition(lambda self: self.money.tenders)
    @rule(number=ANY)
    def cancel(self, number: int) -> None:
        """Give a lot up."""
        lot, tender = self.tender(number)
        if self.post(act(CancelLot, tender_lot_id=lot, reason="取消"), allowed=tender.stage == "planned"):
            tender.stage = "cancelled"

    # --- anything ----------------------------------------------------------------------------------------------------

    @precondition(lambda self: self.done)
    @rule(number=ANY)
    def post_again(self, number: int) -> None:
        """Post an action a second time: nothing happens."""
        head = self.program.head
        (posted,) = self.program.post([self.done[number % len(self.done)]], ADMIN)
        assert not posted.is_new
        assert self.program.head == head

    # --- what always holds -------------------------------------------------------------------------------------------

    @invariant()
    def goods_are_where_the_model_has_them(self) -> None:
        """Balance = sum of movements = model, never below zero inside; totals agree; every lot's sum is zero."""
        rows = self.program.read(_balances)
        held = {(row.lot_id, row.place_code): row.quantity for row in rows}
        assert {key: quantity for key, quantity in self.stock.balances().items() if quantity} == {
            key: quantity for key, quantity in held.items() if quantity
        }
        assert self.program.read(_sums) == {key: sums for key, sums in self.program.read(_stored).items() if any(sums)}
        for row in rows:
            if row.bucket is not Bin.OUTSIDE:
                assert row.quantity >= 0 and row.amount_fen >= 0
                assert row.quantity or not row.amount_fen, "nothing is worth nothing"
        assert self.program.read(_totals) == self.program.read(_summed_totals)

    @invariant()
    def no_day_ends_with_less_than_nothing(self) -> None:
        """Back-dating never makes a day's end impossible."""
        assert self.stock.is_possible_with(())

    @invariant()
    def every_fen_stands_in_one_bucket(self) -> None:
        """Money: the buckets of an appropriation add up to it, and stand where the model has them."""
        buckets = self.program.read(_buckets)
        for money, amount in self.money.amounts.items():
            found = buckets[money]
            inside = {bucket: fen for bucket, fen in found.items() if bucket is not Bucket.SOURCE}
            total = 0 if money in self.money.withdrawn else amount
            assert sum(inside.values()) == total == -found[Bucket.SOURCE]
            assert all(fen >= 0 for fen in inside.values())
            assert inside[Bucket.AVAILABLE] == self.money.available(money)
            for stage in (Bucket.PLANNED, Bucket.TENDERING, Bucket.AWARDED):
                lots = [lot for lot in self.money.tenders.values() if lot.appropriation == money]
                assert inside.get(stage, 0) == sum(lot.standing for lot in lots if lot.stage == stage.value)
        assert self.program.read(_fund_sums) == self.program.read(_fund_balances)

    def teardown(self) -> None:
        """At the end the journal, replayed into an empty store, gives the very same tables."""
        try:
            found = self.program.verify(deep=True)
            assert found.is_sound, found.first
        finally:
            self.program.close()


# --- sums made from the bare rows ------------------------------------------------------------------------------------


def _balances(connection: Connection) -> Any:
    columns = (Balance.lot_id, Balance.place_code, Balance.bucket, Balance.quantity, Balance.amount_fen)
    return connection.execute(select(*columns)).all()


def _stored(connection: Connection) -> dict[Any, tuple[int, int]]:
    columns = (Balance.lot_id, Balance.place_code, Balance.quantity, Balance.amount_fen)
    return {(row[0], row[1]): (row[2], row[3]) for row in connection.execute(select(*columns))}


def _sums(connection: Connection) -> dict[Any, tuple[int, int]]:
    """Return what the movements add up to, line by line, for each lot and place that is not empty."""
    columns = (Movement.lot_id, Movement.from_place, Movement.to_place, Movement.quantity, Movement.amount_fen)
    sums: dict[Any, tuple[int, int]] = {}
    for lot, origin, goal, quantity, fen in connection.execute(select(*columns)):
        for place, sign in ((origin, -1), (goal, 1)):
            before = sums.get((lot, place), (0, 0))
            sums[lot, place] = (before[0] + sign * quantity, before[1] + sign * fen)
    return {key: value for key, value in sums.items() if any(value)}


def _totals(connection: Connection) -> dict[Any, tuple[int, int]]:
    columns = (ItemTotal.item_code, ItemTotal.bucket, ItemTotal.quantity, ItemTotal.amount_fen)
    return {row[:2]: (row[2], row[3]) for row in connection.execute(select(*columns)) if any(row[2:])}


def _summed_totals(connection: Connection) -> dict[Any, tuple[int, int]]:
    columns = (Balance.item_code, Balance.bucket, Balance.quantity, Balance.amount_fen)
    sums: dict[Any, tuple[int, int]] = {}
    for item, bucket, quantity, fen in connection.execute(select(*columns).where(Balance.bucket != Bin.OUTSIDE)):
        before = sums.get((item, bucket), (0, 0))
        sums[item, bucket] = (before[0] + quantity, before[1] + fen)
    return {key: value for key, value in sums.items() if any(value)}


def _buckets(connection: Connection) -> dict[AppropriationId, dict[Bucket, int]]:
    found: dict[AppropriationId, dict[Bucket, int]] = {
        money: {} for money in connection.scalars(select(Appropriation.appropriation_id))
    }
    same = (FundAccount.site_id == FundBalance.site_id) & (FundAccount.account == FundBalance.account)
    columns = (FundAccount.appropriation_id, FundAccount.bucket, FundBalance.amount_fen)
    for money, bucket, fen in connection.execute(select(*columns).join(FundBalance, same)):
        found[money][bucket] = found[money].get(bucket, 0) + fen
    return found


def _fund_balances(connection: Connection) -> dict[str, int]:
    return {
        account: fen for account, fen in connection.execute(select(FundBalance.account, FundBalance.amount_fen)) if fen
    }


def _fund_sums(connection: Connection) -> dict[str, int]:
    columns = (FundMovement.from_account, FundMovement.to_account, FundMovement.amount_fen)
    sums: dict[str, int] = {}
    for origin, goal, fen in connection.execute(select(*columns)):
        sums[origin] = sums.get(origin, 0) - fen
        sums[goal] = sums.get(goal, 0) + fen
    return {account: fen for account, fen in sums.items() if fen}

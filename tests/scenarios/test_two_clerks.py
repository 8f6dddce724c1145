"""Two clerks at once: of two who want the same last thing exactly one gets it, and the other is told why."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from functools import partial
from threading import Barrier

import pytest

from supplies.errors import (
    AwaitsNothing,
    InsufficientStock,
    MoreThanIssued,
    MoreThanSent,
    NotFree,
    SerialTaken,
    SuppliesError,
)
from supplies.journal.action import Action
from supplies.models.accounts import Role
from supplies.program import Program
from supplies.relief.actions import Order, OrderLine, Request, RequestLine
from supplies.relief.queries import requests
from supplies.stock.actions import Issue, Origin, Receive, Return
from supplies.stock.documents import DocumentRow, document
from supplies.stock.loans import Lend
from supplies.stock.transit import in_transit
from supplies.values import LotId, new_id
from tests.rooms import (
    ADMIN,
    COMMAND_TENT,
    DEPOT,
    SITE,
    TENT,
    TODAY,
    Desk,
    act,
    clock,
    goods,
    lot_line,
    return_line,
    some,
)
from tests.stock.incoming import found, inspect, receipt, standing
from tests.stock.keeper import SECOND, second_depot
from tests.stock.sending import acceptance, arrived, to_second

ROUNDS = 100

Pair = tuple[Action, Action]


@pytest.fixture
def clerks(program: Program) -> Iterator[tuple[Program, Program]]:
    """Return the store open twice, as by two programs of their own."""
    with closing(Program.open(program.database.name, clock)) as other:
        yield program, other


def attempt(program: Program, begin: Barrier, action: Action) -> SuppliesError | None:
    """Post an action at the same moment as somebody else; return why it was refused."""
    begin.wait()
    try:
        program.post([action], ADMIN)
    except SuppliesError as error:
        return error
    return None


def race(clerks: tuple[Program, Program], pairs: Sequence[Pair]) -> list[SuppliesError]:
    """Let both clerks post, pair after pair; return the one refusal of each, once it is proved that it was one."""
    refusals: list[SuppliesError] = []
    begin = Barrier(2)
    with ThreadPoolExecutor(2) as pool:
        for pair in pairs:
            tasks = [pool.submit(attempt, program, begin, action) for program, action in zip(clerks, pair, strict=True)]
            refused = [error for error in (task.result() for task in tasks) if error is not None]
            assert len(refused) == 1, refused
            refusals.extend(refused)
    return refusals


def told(refusals: Sequence[SuppliesError], *kinds: type[SuppliesError]) -> None:
    """Prove that every refusal is of a kind that says what happened, and has words."""
    assert {type(error) for error in refusals} <= set(kinds), {type(error) for error in refusals}
    assert all(error.text() and error.remedy() for error in refusals)


def lots_of_one(desk: Desk) -> list[LotId]:
    """Take in a lot of one tent for each round."""
    lines = [goods(TENT, 1) for _round in range(ROUNDS)]
    desk.receive(*lines)
    return [line.lot_id for line in lines]


def test_the_last_unit_is_issued_once(clerks: tuple[Program, Program], desk: Desk) -> None:
    lots = lots_of_one(desk)

    def issue(lot: LotId) -> Action:
        return act(Issue, depot=DEPOT, counterparty="铁东区", lines=(lot_line(lot, 1),))

    told(race(clerks, [(issue(lot), issue(lot)) for lot in lots]), InsufficientStock)
    assert desk.stock() == []
    assert desk.program.verify().is_sound


def test_the_last_free_unit_is_reserved_once(clerks: tuple[Program, Program], desk: Desk) -> None:
    lots = lots_of_one(desk)
    wanted = RequestLine(item=TENT, quantity=some(ROUNDS))
    desk.post(*(act(Request, requester=name, needed_by=TODAY, lines=(wanted,)) for name in ("海城市", "台安县")))
    numbers = [row.number for row in desk.read(requests)]

    def order(number: str, lot: LotId) -> Action:
        line = OrderLine(request_line=1, depot=DEPOT, lot_id=lot, quantity=some(1))
        return act(Order, request=number, receiver="某队", lines=(line,))

    first, second = numbers
    told(race(clerks, [(order(first, lot), order(second, lot)) for lot in lots]), NotFree)
    assert desk.program.verify().is_sound


def test_a_transfer_is_accepted_once(clerks: tuple[Program, Program], desk: Desk) -> None:
    second_depot(desk)
    lots = lots_of_one(desk)
    papers = [desk.paper(to_second(lot_line(lot, 1))) for lot in lots]

    def accept(paper: DocumentRow) -> Action:
        return acceptance(paper, arrived(1, 1))

    told(race(clerks, [(accept(paper), accept(paper)) for paper in papers]), MoreThanSent)
    assert [row.depot_code for row in desk.stock()] == [SECOND] * ROUNDS
    assert desk.read(in_transit, clock()) == []
    assert desk.program.verify().is_sound


def test_what_is_lent_comes_back_once(clerks: tuple[Program, Program], desk: Desk) -> None:
    lots = lots_of_one(desk)
    for lot in lots:
        desk.paper(act(Lend, depot=DEPOT, counterparty="铁东区", due_on=TODAY, lines=(lot_line(lot, 1),)))

    def take_back(lot: LotId) -> Action:
        return act(Return, depot=DEPOT, lines=(return_line(lot, 1),))

    told(race(clerks, [(take_back(lot), take_back(lot)) for lot in lots]), MoreThanIssued)
    assert len(desk.stock()) == ROUNDS
    assert desk.program.verify().is_sound


def test_a_serial_number_is_received_once(clerks: tuple[Program, Program], desk: Desk) -> None:
    def receive(serial: str) -> Action:
        line = goods(COMMAND_TENT, 1, lot_id=LotId(new_id()), serial_no=serial)
        return act(Receive, depot=DEPOT, origin=Origin.PURCHASE, lines=(line,))

    serials: Callable[[int], str] = partial("SN{:03d}".format)
    told(race(clerks, [(receive(serials(at)), receive(serials(at))) for at in range(ROUNDS)]), SerialTaken)
    assert len(desk.stock(item=COMMAND_TENT)) == ROUNDS
    assert desk.program.verify().is_sound


def test_goods_that_wait_are_accepted_once(clerks: tuple[Program, Program], desk: Desk) -> None:
    keeper = desk.hire("keeper", Role.KEEPER)
    lines = [goods(TENT, 1) for _round in range(ROUNDS)]
    seq = desk.post(receipt(*lines), actor=keeper)[0].entry.seq
    paper: DocumentRow = desk.read(document, SITE, seq)

    def accept(line: int) -> Action:
        return inspect(paper, found(line, 1))

    told(race(clerks, [(accept(line), accept(line)) for line in range(1, ROUNDS + 1)]), AwaitsNothing)
    assert {line.counts for line in standing(desk, paper)} == {some(1)}

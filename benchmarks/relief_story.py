"""The last weeks of the invented years: goods lent, and requests whose orders reserve goods or handed them over."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from itertools import cycle, islice
from typing import Any

from sqlalchemy import Connection, and_, or_, select

from supplies.approvals.actions import RouteLine, SetRoutes
from supplies.journal.action import Action
from supplies.models.relief import ReliefOrder, ReliefOrderLine, ReliefRequest
from supplies.models.stock import Balance, Bucket
from supplies.program import Program
from supplies.relief.actions import Order, OrderLine, Request, RequestLine
from supplies.stock.actions import Issue, LotLine
from supplies.stock.loans import Lend
from supplies.values import ActionId, DepotCode, ItemCode, Login, LotId, PlaceCode, Quantity, new_id

MOVEMENTS_PER_REQUEST = 500
LINES_PER_REQUEST = 3
OPEN_EVERY = 10
"""Of so many requests, one got the half and nothing is handed over yet; the others are settled."""
MOVEMENTS_PER_LOAN = 2_000
LINES_PER_LOAN = 10
LOAN_DAYS = 90
"""Loans end on so many days one after another, half of which have passed."""
FIVE, TEN = Quantity(5_000), Quantity(10_000)
PLENTY = 500_000
"""Thousandths: of such a lot some can be promised and the rest still be scanned out."""
BATCH = 20
"""Documents posted in one transaction."""


@dataclass(frozen=True, slots=True)
class _Stock:
    """A lot of which there is plenty, where it lies."""

    depot: DepotCode
    item: ItemCode
    lot_id: LotId
    place: PlaceCode
    moved_on: date


def tell_relief(program: Program, keeper: Login, today: date, movements: int) -> None:
    """Post requests, orders, what was handed over for them, and loans: so many as befit the movements of a store."""
    free = tuple(RouteLine(action_type=name, steps=()) for name in ("relief.order", "stock.lend"))
    program.post([SetRoutes(**_head(today), routes=free)], keeper)
    stock = program.read(partial(_plenty, today=today))
    groups = [each for each in _groups(stock, LINES_PER_REQUEST) if len({one.item for one in each}) == len(each)]
    asked = list(islice(cycle(groups), max(movements // MOVEMENTS_PER_REQUEST, OPEN_EVERY)))
    days = [max(one.moved_on for one in some) if at % OPEN_EVERY else today for at, some in enumerate(asked)]
    post_all(program, keeper, (_request(days[at], at, some) for at, some in enumerate(asked)))
    numbers = program.read(_request_numbers)
    post_all(program, keeper, (_order(*each) for each in zip(days, numbers, asked, strict=True)))
    places = {(one.depot, one.lot_id): one.place for one in stock}
    orders = program.read(_ordered)
    settled = [(day, *each) for at, (day, each) in enumerate(zip(days, orders, strict=True)) if at % OPEN_EVERY]
    post_all(program, keeper, (_hand_over(*each, places) for each in settled))
    begun = today - timedelta(days=LOAN_DAYS)
    long_there = [one for one in stock if one.moved_on <= begun]
    loans = islice(cycle(_groups(long_there, LINES_PER_LOAN)), max(movements // MOVEMENTS_PER_LOAN, 1))
    post_all(program, keeper, (_loan(begun, at, some) for at, some in enumerate(loans)))


def post_all(program: Program, keeper: Login, actions: Iterable[Action]) -> None:
    """Post actions, some in each transaction."""
    waiting = iter(actions)
    while some := list(islice(waiting, BATCH)):
        program.post(some, keeper)


def _head(day: date) -> dict[str, Any]:
    """Return what every action has."""
    return {"action_id": ActionId(new_id()), "business_date": day}


def _plenty(connection: Connection, today: date) -> list[_Stock]:
    """Return the lots of which there is plenty and that have not expired, depot by depot."""
    columns = (Balance.depot_code, Balance.item_code, Balance.lot_id, Balance.place_code, Balance.latest_date)
    is_good = or_(Balance.expires_on.is_(None), Balance.expires_on >= today)
    wanted = (Balance.bucket == Bucket.ON_HAND, Balance.quantity >= PLENTY, is_good)
    return [_Stock(*row) for row in connection.execute(select(*columns).where(*wanted).order_by(*columns))]


def _groups(stock: list[_Stock], size: int) -> list[list[_Stock]]:
    """Return lots of one depot each, so many together, of items far from each other in the list."""
    found: list[list[_Stock]] = []
    for depot in sorted({one.depot for one in stock}):
        here = [one for one in stock if one.depot == depot]
        step = len(here) // size
        found += [here[at::step][:size] for at in range(step)]
    return found


def _request(day: date, at: int, some: list[_Stock]) -> Request:
    """Return a request for some goods."""
    lines = tuple(RequestLine(item=one.item, quantity=FIVE if at % OPEN_EVERY else TEN) for one in some)
    return Request(**_head(day), requester="海城市应急管理局", needed_by=day, lines=lines)


def _request_numbers(connection: Connection) -> list[str]:
    """Return the numbers of the requests in the order in which they came."""
    return list(connection.scalars(select(ReliefRequest.number).order_by(ReliefRequest.seq)))


def _order(day: date, number: str, some: list[_Stock]) -> Order:
    """Return the order that reserves what a request asks for."""
    lines = tuple(
        OrderLine(request_line=at, depot=one.depot, lot_id=one.lot_id, quantity=FIVE) for at, one in enumerate(some, 1)
    )
    return Order(**_head(day), request=number, receiver="张三", expected_on=day, lines=lines)


def _ordered(connection: Connection) -> list[tuple[int, list[tuple[DepotCode, LotId]]]]:
    """Return the entry of each order with the lots that it reserves."""
    of_order = and_(ReliefOrderLine.site_id == ReliefOrder.site_id, ReliefOrderLine.seq == ReliefOrder.seq)
    columns = (ReliefOrder.seq, ReliefOrderLine.depot_code, ReliefOrderLine.lot_id)
    found: dict[int, list[tuple[DepotCode, LotId]]] = {}
    for seq, depot, lot_id in connection.execute(select(*columns).join(ReliefOrderLine, of_order).order_by(*columns)):
        found.setdefault(seq, []).append((depot, lot_id))
    return list(found.items())


def _hand_over(
    day: date, order: int, lots: list[tuple[DepotCode, LotId]], places: dict[tuple[DepotCode, LotId], PlaceCode]
) -> Issue:
    """Return the issue that hands over what an order reserves."""
    lines = tuple(
        LotLine(lot_id=lot_id, place=places[depot, lot_id], quantity=FIVE, reason="演练轮换") for depot, lot_id in lots
    )
    return Issue(**_head(day), depot=lots[0][0], counterparty="海城市应急管理局", order=order, lines=lines)


def _loan(begun: date, at: int, some: list[_Stock]) -> Lend:
    """Return a loan; each ends on another day."""
    due = begun + timedelta(days=at * 2 % (2 * LOAN_DAYS))
    lines = tuple(LotLine(lot_id=one.lot_id, place=one.place, quantity=FIVE, reason="演练轮换") for one in some)
    return Lend(**_head(begun), depot=some[0].depot, counterparty="台安县应急管理局", due_on=due, lines=lines)

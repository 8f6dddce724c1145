"""What the screens ask of a large store, on both databases: first pages, next pages, totals, a card, a scan."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from typing import TypeVar

from sqlalchemy import Connection, func, select

from benchmarks.measuring import Figure, median_ms
from benchmarks.stores import Bench
from benchmarks.story import DEPOTS, TODAY
from supplies.catalogue.queries import item
from supplies.models.stock import DocumentKind, Lot, Movement
from supplies.program import Program
from supplies.relief.proposing import propose as could_get
from supplies.relief.queries import order, order_items, orders, requests
from supplies.stock.availability import free, item_standings
from supplies.stock.card import card_page
from supplies.stock.documents import documents_page
from supplies.stock.finding import find_lot
from supplies.stock.incoming import awaiting
from supplies.stock.loans import OutFilter, outstanding
from supplies.stock.proof import Figure as Proved
from supplies.stock.proof import proof_page
from supplies.stock.queries import StockFilter, item_totals, propose, stock_page
from supplies.stock.scanned import what_is
from supplies.stock.tracing import lot_trace
from supplies.stock.transit import in_transit
from supplies.ui.relief.picture import SETTLED_SHOWN
from supplies.values import ItemCode, LotId, Quantity, utc_now

T = TypeVar("T")
Query = Callable[[Connection], object]

PAGE_MS = 50.0
TOTALS_MS = 20.0
PAGE_ROWS = 200
ROUNDS_MAX = 20


def measure(bench: Bench) -> Iterator[Figure]:
    """Measure every question on SQLite and on PostgreSQL."""
    rounds = min(bench.rounds, ROUNDS_MAX)
    with bench.opened(bench.large) as program:
        yield from _ask("SQLite", program, rounds)
    yield from _ask("PostgreSQL", bench.server(bench.large), rounds)


def _ask(where: str, program: Program, rounds: int) -> Iterator[Figure]:
    """Ask each question so many times."""
    for name, (query, target) in _questions(program).items():
        taken = median_ms(partial(program.read, query), rounds)
        yield Figure(f"{where}: {name}", taken, "ms", target)


def _questions(program: Program) -> dict[str, tuple[Query, float | None]]:
    """Return what is asked, and in how many milliseconds it is answered at most; None where it only informs."""
    busiest = ItemCode(program.read(_busiest_item))
    lot_id, label, batch = program.read(partial(_a_lot, item_code=busiest))
    pinyin = program.read(partial(item, code=busiest)).pinyin_initials
    category = program.read(partial(item, code=busiest)).category
    soon = TODAY + timedelta(days=180)
    pages = {
        "stock, first page": StockFilter(),
        "stock, first page by pinyin": StockFilter(search=pinyin),
        "stock, first page by words nothing has": StockFilter(search="没有的东西"),
        "stock, first page by batch": StockFilter(search=batch),
        "stock, first page of a depot": StockFilter(depot=DEPOTS[-1]),
        "stock, first page of a category": StockFilter(category=category),
        "stock, first page of what expires soon": StockFilter(expires_by=soon),
        "stock, first page of what expires soon in a depot": StockFilter(expires_by=soon, depot=DEPOTS[-1]),
    }
    questions: dict[str, tuple[Query, float | None]] = {}
    for name, wanted in pages.items():
        questions[name] = partial(stock_page, wanted=wanted, limit=PAGE_ROWS), PAGE_MS
        first = program.read(partial(stock_page, wanted=wanted, limit=PAGE_ROWS))
        if len(first) == PAGE_ROWS:
            following = partial(stock_page, wanted=wanted, after=first[-1], limit=PAGE_ROWS)
            questions[name.replace("first", "next")] = following, PAGE_MS
    newest = program.read(partial(documents_page, limit=PAGE_ROWS))
    questions |= _of_reservations(program) | _of_what_is_out(program)
    return questions | {
        "totals of every item": (item_totals, TOTALS_MS),
        "totals of every item in a depot": (partial(item_totals, depot=DEPOTS[-1]), TOTALS_MS),
        "standing of every item, bucket by bucket": (item_standings, PAGE_MS),
        "standing of every item in a depot": (partial(item_standings, depot=DEPOTS[-1]), PAGE_MS),
        "what is free of every item": (free, PAGE_MS),
        "what is on its way, first page": (partial(in_transit, now=utc_now()), PAGE_MS),
        "receipts that await inspection": (awaiting, PAGE_MS),
        "proof of the busiest item, first page": (
            partial(proof_page, figure=Proved(busiest), limit=PAGE_ROWS),
            PAGE_MS,
        ),
        "documents, first page": (partial(documents_page, limit=PAGE_ROWS), PAGE_MS),
        "documents, next page": (partial(documents_page, before=newest[-1], limit=PAGE_ROWS), PAGE_MS),
        "documents, first page of a depot": (partial(documents_page, depot=DEPOTS[-1], limit=PAGE_ROWS), PAGE_MS),
        "documents, first page of a kind": (
            partial(documents_page, kind=DocumentKind.RECEIPT, limit=PAGE_ROWS),
            PAGE_MS,
        ),
        "documents, first page by words nothing has": (partial(documents_page, search="没有的东西"), None),
        "card of the busiest item, newest page": (partial(card_page, item=busiest, limit=PAGE_ROWS), PAGE_MS),
        "life of a lot": (partial(lot_trace, lot_id=lot_id), PAGE_MS),
        "scan: find a label": (partial(find_lot, text=label), PAGE_MS),
        "scan: all that is known of a label": (partial(what_is, depot=DEPOTS[0], text=label, day=TODAY), PAGE_MS),
        "proposal for an issue of the busiest item": (
            partial(propose, depot=DEPOTS[0], item=busiest, quantity=Quantity(10_000), day=TODAY),
            PAGE_MS,
        ),
    }


def _of_reservations(program: Program) -> dict[str, tuple[Query, float | None]]:
    """Return what is asked of requests and the orders that reserve goods for them."""
    wanted = program.read(partial(requests, only_open=True))[0].number
    reserving = program.read(orders)[0]
    return {
        "requests, open ones": (partial(requests, only_open=True), PAGE_MS),
        "requests, as the screen lists them": (partial(requests, since=date.max), PAGE_MS),
        "requests, with those settled within a year": (partial(requests, since=TODAY - SETTLED_SHOWN), None),
        "requests, of all years": (requests, None),
        "orders, as the screen lists them": (partial(orders, since=TODAY - SETTLED_SHOWN), PAGE_MS),
        "orders, of all years": (orders, None),
        "scan: an order to be picked": (partial(order, number=reserving.number), PAGE_MS),
        "lines of an order": (partial(order_items, row=reserving), PAGE_MS),
        "what a request could get": (partial(could_get, number=wanted, day=TODAY), None),
    }


def _of_what_is_out(program: Program) -> dict[str, tuple[Query, float | None]]:
    """Return what is asked of goods that are to come back."""
    first = program.read(partial(outstanding, today=TODAY, limit=PAGE_ROWS))
    here, late = OutFilter(depot=DEPOTS[-1]), OutFilter(only_overdue=True)
    questions: dict[str, Query] = {
        "first page": partial(outstanding, today=TODAY, limit=PAGE_ROWS),
        "first page of a depot": partial(outstanding, today=TODAY, wanted=here, limit=PAGE_ROWS),
        "first page of what is overdue": partial(outstanding, today=TODAY, wanted=late, limit=PAGE_ROWS),
    }
    if len(first) == PAGE_ROWS:
        questions["next page"] = partial(outstanding, today=TODAY, after=first[-1], limit=PAGE_ROWS)
    return {f"what is out and to come back, {name}": (query, PAGE_MS) for name, query in questions.items()}


def _busiest_item(connection: Connection) -> str:
    """Return the item type with the most movements."""
    movements = func.count()
    statement = select(Movement.item_code).group_by(Movement.item_code).order_by(movements.desc()).limit(1)
    return str(connection.scalar(statement))


def _a_lot(connection: Connection, item_code: ItemCode) -> tuple[LotId, str, str]:
    """Return id, label and batch of the newest lot of an item."""
    statement = select(Lot.lot_id, Lot.label_code, Lot.batch_no).where(Lot.item_code == item_code)
    lot_id, label, batch = connection.execute(statement.order_by(Lot.lot_id.desc()).limit(1)).one()
    return lot_id, label, batch

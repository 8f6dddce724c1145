"""What finance asks of fifty appropriations, two thousand lots and twenty thousand payments, on both databases."""

import gc
from collections.abc import Callable, Iterator
from functools import partial

from sqlalchemy import Connection

from benchmarks.measuring import Figure, median_ms
from benchmarks.stores import MONEY, Bench
from supplies.funds.matrix import matrix
from supplies.funds.progress import progress
from supplies.funds.queries import appropriations
from supplies.procurement.agenda import agenda
from supplies.procurement.board_queries import lot_cards
from supplies.procurement.contract_queries import contracts
from supplies.procurement.contract_view import contract_view
from supplies.procurement.fund_view import fund_view
from supplies.procurement.lot_queries import lot_name, lot_view
from supplies.procurement.queries import tender_lots
from supplies.procurement.reconciliation import statement
from supplies.procurement.taken_lists import taken_lines
from supplies.procurement.trace import children, find
from supplies.program import Program
from supplies.ui.funds.picture import funds_picture

Query = Callable[[Connection], object]

MOVEMENTS_PER_LOT = 500
"""The store has a lot for so many movements of the large one: two thousand for a million."""
LOTS_LEAST = 20
STATEMENT_MS = 200.0
SCREEN_MS = 100.0
ROUNDS_MAX = 20


def measure(bench: Bench) -> Iterator[Figure]:
    """Measure every question on SQLite and on PostgreSQL."""
    rounds = min(bench.rounds, ROUNDS_MAX)
    lots = max(bench.large // MOVEMENTS_PER_LOT, LOTS_LEAST)
    with bench.opened(lots, MONEY) as program:
        yield from _ask("SQLite", program, rounds)
    yield from _ask("PostgreSQL", bench.server(lots, MONEY), rounds)


def _ask(where: str, program: Program, rounds: int) -> Iterator[Figure]:
    """Ask each question so many times, as the desktop does: garbage is collected between questions, not within one."""
    for name, (query, target) in _questions(program).items():
        gc.collect()
        gc.disable()
        try:
            taken = median_ms(partial(program.read, query), rounds)
        finally:
            gc.enable()
        yield Figure(f"{where}: {name}", taken, "ms", target)


def _questions(program: Program) -> dict[str, tuple[Query, float]]:
    """Return what is asked, and in how many milliseconds it is answered at most."""
    row = program.read(contracts)[-1]
    lot = program.read(tender_lots)[-1]
    fund = program.read(appropriations)[-1]
    (root,) = program.read(partial(find, key=fund.number))
    today = row.signed_on
    return {
        "statement of the relief money": (statement, STATEMENT_MS),
        "funds screen, whole": (funds_picture(), STATEMENT_MS),
        "an appropriation, whole": (partial(fund_view, number=fund.number), SCREEN_MS),
        "sources by purposes": (matrix, SCREEN_MS),
        "progress of the money": (progress, SCREEN_MS),
        "lots of all projects": (tender_lots, SCREEN_MS),
        "board of all lots": (lot_cards, SCREEN_MS),
        "a lot, whole": (partial(lot_view, name=lot_name(lot)), SCREEN_MS),
        "contracts of all lots": (contracts, SCREEN_MS),
        "a contract, whole": (partial(contract_view, number=row.number), SCREEN_MS),
        "what falls due": (partial(agenda, today=today), SCREEN_MS),
        "a number found": (partial(find, key=row.number), SCREEN_MS),
        "an appropriation unfolded": (partial(children, node=root), SCREEN_MS),
        "lists that were taken over": (taken_lines, SCREEN_MS),
    }

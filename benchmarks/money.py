"""What finance asks of fifty appropriations, two thousand lots and twenty thousand payments, on both databases."""

from collections.abc import Callable, Iterator
from functools import partial

from sqlalchemy import Connection

from benchmarks.measuring import Figure, median_ms
from benchmarks.stores import MONEY, Bench
from supplies.procurement.contract_queries import contract, contract_items, contract_papers, contracts
from supplies.procurement.queries import rounds, tender_lots
from supplies.procurement.reconciliation import statement
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
    """Ask each question so many times."""
    for name, (query, target) in _questions(program).items():
        yield Figure(f"{where}: {name}", median_ms(partial(program.read, query), rounds), "ms", target)


def _questions(program: Program) -> dict[str, tuple[Query, float]]:
    """Return what is asked, and in how many milliseconds it is answered at most."""
    row = program.read(contracts)[-1]
    lot = program.read(tender_lots)[-1]
    return {
        "statement of the relief money": (statement, STATEMENT_MS),
        "funds screen, whole": (funds_picture(), STATEMENT_MS),
        "lots of all projects": (tender_lots, SCREEN_MS),
        "rounds of a lot": (partial(rounds, site_id=lot.site_id, lot_id=lot.tender_lot_id), SCREEN_MS),
        "contracts of all lots": (contracts, SCREEN_MS),
        "a contract": (partial(contract, number=row.number), SCREEN_MS),
        "lines of a contract": (partial(contract_items, site_id=row.site_id, contract_id=row.contract_id), SCREEN_MS),
        "papers of a contract": (partial(contract_papers, row=row), SCREEN_MS),
    }

"""The list of papers owed: five thousand open debts in a large store, on both databases."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import Connection, insert, select

from benchmarks.measuring import Figure, Work, median_ms
from benchmarks.stores import Bench
from supplies.models.accounts import Person
from supplies.models.open_items import Debt, DebtKind
from supplies.models.stock import Document
from supplies.program import Program
from supplies.stock.debts import debt_sum, open_debts

DEBTS = 5_000
LIST_MS = 50.0
PAGE_ROWS = 200
ROUNDS_MAX = 20


class _Measured(Exception):
    """Ends the transaction in which the debts were made, so that none is left in the store."""


def measure(bench: Bench) -> Iterator[Figure]:
    """Measure the list, its next page and its sum on SQLite and on PostgreSQL."""
    rounds = min(bench.rounds, ROUNDS_MAX)
    with bench.copy(bench.large) as program:
        yield from _figures("SQLite", program, rounds)
    yield from _figures("PostgreSQL", bench.server(bench.large), rounds)


def _figures(where: str, program: Program, rounds: int) -> list[Figure]:
    """Return what was measured on a store that is left as it was."""
    found: list[Figure] = []

    def operation(connection: Connection) -> None:
        _owe(connection, program.clock())
        found.extend(_ask(where, connection, program.clock(), rounds))
        raise _Measured

    with suppress(_Measured):
        program.database.write(operation)
    return found


def _ask(where: str, connection: Connection, now: datetime, rounds: int) -> Iterator[Figure]:
    """Ask as the first page, the list and the report do."""
    first = open_debts(connection, limit=PAGE_ROWS)
    questions: dict[str, Work] = {
        "papers owed, first page": partial(open_debts, connection, limit=PAGE_ROWS),
        "papers owed, next page": partial(open_debts, connection, after=first[-1], limit=PAGE_ROWS),
        "papers owed, sum for the first page": partial(debt_sum, connection, now),
    }
    for name, work in questions.items():
        yield Figure(f"{where}: {name}", median_ms(work, rounds), "ms", LIST_MS)
    every = median_ms(partial(open_debts, connection), rounds)
    yield Figure(f"{where}: papers owed, all {DEBTS:,} for the report", every, "ms")


def _owe(connection: Connection, now: datetime) -> None:
    """Let the newest documents owe every kind of paper; the copy that is measured on is thrown away."""
    kinds = list(DebtKind)
    newest = select(Document.site_id, Document.seq).order_by(Document.seq.desc()).limit(DEBTS // len(kinds))
    owner = connection.scalar(select(Person.login).limit(1))
    rows = [
        {
            "site_id": site_id,
            "of_seq": seq,
            "kind": kind,
            "owner": owner,
            "due_at": now + timedelta(minutes=number - DEBTS // 2),
            "answer": "",
            "seq": seq,
        }
        for number, (site_id, seq) in enumerate(connection.execute(newest))
        for kind in kinds
    ]
    connection.execute(insert(Debt), rows)

"""How fast a store is proved to be what its journal says."""

from collections.abc import Iterator

from sqlalchemy import Connection

from benchmarks.measuring import Figure, fastest, seconds
from benchmarks.stores import Bench
from supplies.journal import queries
from supplies.journal.action import Finding
from supplies.journal.verify import check_chain
from supplies.program import Program

CHAIN_PER_SECOND = 50_000.0
CHAIN_ROUNDS = 5


def measure(bench: Bench) -> Iterator[Figure]:
    """Measure the chain of many small entries, then whole stores; the deep proof on the small one only."""
    with bench.opened(bench.small) as program:
        entries = program.head.seq
        taken = fastest(lambda: program.read(_whole_chain), min(CHAIN_ROUNDS, bench.rounds))
        yield Figure("chain of small entries", entries / taken, "entries/s", CHAIN_PER_SECOND, is_least=True)
        yield from _whole(program, bench.small, is_deep=False)
        yield from _whole(program, bench.small, is_deep=True)
    with bench.opened(bench.large) as program:
        yield from _whole(program, bench.large, is_deep=False)


def _whole_chain(connection: Connection) -> None:
    """Walk the site's entries from the first to the head."""
    findings: list[Finding] = []
    for head in queries.heads(connection):
        check_chain(connection, head, findings)
    assert not findings, "the store is sound"


def _whole(program: Program, movements: int, *, is_deep: bool) -> Iterator[Figure]:
    """Verify a store once."""
    entries = program.head.seq
    taken = seconds(lambda: _must_be_sound(program, is_deep=is_deep))
    name = f"verify{' --deep' if is_deep else ''}, {movements:,} movements in {entries:,} entries"
    yield Figure(name, taken, "s")
    yield Figure(f"{name}: rate", movements / taken, "lines/s")


def _must_be_sound(program: Program, *, is_deep: bool) -> None:
    """Verify, and make sure that all was looked at."""
    found = program.verify(deep=is_deep)
    assert found.is_sound, found.first

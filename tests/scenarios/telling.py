"""Telling one story after another, each by a state machine over a store of its own."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import cast

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test

from supplies.program import Program
from tests.postgres_server import PostgresServer
from tests.rooms import clock
from tests.soak import IS_SOAK

Teller = Callable[[Program], RuleBasedStateMachine]
Copied = Callable[[Path], str]


def how_much(runs: int, steps: int) -> settings:
    """Return how many stories of how many steps are told; a failing one is told again shorter only in the soak."""
    checks = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
    phases = set(Phase) if IS_SOAK else {Phase.generate}
    return settings(max_examples=runs, stateful_step_count=steps, suppress_health_check=checks, phases=phases)


def tell(teller: Teller, copied: Copied, tmp_path: Path, how: settings) -> None:
    """Let people loose on one copy of a store after another, each on a computer that has seen none of the others."""
    numbers = count()

    def people() -> RuleBasedStateMachine:
        folder = tmp_path / str(next(numbers))
        folder.mkdir()
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("SUPPLIES_DATA", str(folder))
            return teller(Program.open(copied(folder), clock))

    run_state_machine_as_test(cast(type[RuleBasedStateMachine], people), settings=how)


def copies_of_file(store: Path) -> Copied:
    """Return what makes copies of a store that is a file."""

    def copied(folder: Path) -> str:
        return str(shutil.copyfile(store, folder / "store.db"))

    return copied


@contextmanager
def copies_of_database(server: PostgresServer, database: str) -> Iterator[Copied]:
    """Give what makes copies of a database; they are dropped at the end."""
    made: list[str] = []

    def copied(_folder: Path) -> str:
        made.append(server.new_database(database))
        return made[-1]

    try:
        yield copied
    finally:
        for url in made:
            server.drop_database(url)

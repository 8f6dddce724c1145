"""Whatever clerks do, in whatever order: nothing is lost, nothing is below zero, and the journal tells it all again."""

import shutil
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import cast

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test

from supplies.program import Program
from tests.postgres_server import PostgresServer
from tests.rooms import clock
from tests.scenarios.clerks import Clerks
from tests.soak import IS_SOAK, size


def how_much(runs: int, steps: int) -> settings:
    """Return how many stories of how many steps are told; a failing one is told again shorter only in the soak."""
    checks = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
    phases = set(Phase) if IS_SOAK else {Phase.generate}
    return settings(max_examples=runs, stateful_step_count=steps, suppress_health_check=checks, phases=phases)


def tell(copied: Callable[[Path], str], tmp_path: Path, how: settings) -> None:
    """Let clerks loose on one copy of a store after another, each on a computer that has seen none of the others."""
    numbers = count()

    def clerks() -> Clerks:
        folder = tmp_path / str(next(numbers))
        folder.mkdir()
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("SUPPLIES_DATA", str(folder))
            return Clerks(Program.open(copied(folder), clock))

    run_state_machine_as_test(cast(type[RuleBasedStateMachine], clerks), settings=how)


def test_whatever_clerks_do_on_sqlite_the_ledgers_hold(room_file: Path, tmp_path: Path) -> None:
    def copied(folder: Path) -> str:
        return str(shutil.copyfile(room_file, folder / "store.db"))

    tell(copied, tmp_path, how_much(size(8, 400), size(40, 80)))


def test_whatever_clerks_do_on_postgresql_the_ledgers_hold(
    room_database: str, postgres_server: PostgresServer, tmp_path: Path
) -> None:
    made: list[str] = []

    def copied(_folder: Path) -> str:
        made.append(postgres_server.new_database(room_database))
        return made[-1]

    try:
        tell(copied, tmp_path, how_much(size(3, 60), size(20, 60)))
    finally:
        for url in made:
            postgres_server.drop_database(url)
